"""HTML left behind in plain text: anchors (often broken), superscripts, other inline tags, character references."""

from __future__ import annotations

import html as standard
import re
from collections.abc import Generator, Iterator

from pubkit.witnesses.edits import Edit
from pubkit.witnesses.latex import SUPERSCRIPTS

__all__ = ["markup"]

_SUPERSCRIPT = re.compile(
    r"<sup>\s*(?P<number>\d{1,3}|[*†‡§‖¶]+|(?:(?<!\d<sup>)[aeor]|[b-df-nps-z]|[ivx]{2,5}))\s*</sup>", re.IGNORECASE
)
_ANCHOR = re.compile(
    r"""<a \s+ (?:[^<>"]{0,100}\s)? href \s* = \s* (?P<quote>["']?) (?P<url>[^\s"'<>]+) (?P=quote) \s*>
        (?P<shown>[^<\n]*) </a>""",
    re.VERBOSE | re.IGNORECASE,
)
_OPEN_ANCHOR = re.compile(r"""<a \s+ href \s* = \s* ["']? (?=https?://|www\.)""", re.VERBOSE | re.IGNORECASE)
_TAG = re.compile(
    r"""</? (?: a|abbr|b|big|br|cite|code|div|em|font|i|p|s|small|span|strong|sub|sup|tt|u )
        (?:\s[^<>\n]{0,300})? /?>""",
    re.VERBOSE | re.IGNORECASE,
)
_REFERENCE = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,30}|\#\d{2,6}|\#x[0-9a-fA-F]{2,6});")
_REASON = "HTML left behind by the extractor"


def markup(text: str) -> Iterator[Edit]:
    """Take inline HTML away and keep its text; a superscript becomes a superscript character."""
    if "<" in text:
        taken = yield from _superscripts_and_anchors(text)
        for match in _TAG.finditer(text):
            if not any(start <= match.start() < end for start, end in taken):
                yield Edit(match.start(), match.end(), " " if match.group()[1:3].lower() == "br" else "", _REASON)
    if "&" in text:
        for match in _REFERENCE.finditer(text):
            char = standard.unescape(match.group())
            if char != match.group():
                yield Edit(match.start(), match.end(), char.replace("\N{NO-BREAK SPACE}", " "), "character reference")


def _superscripts_and_anchors(text: str) -> Generator[Edit, None, list[tuple[int, int]]]:
    taken: list[tuple[int, int]] = []
    for match in _SUPERSCRIPT.finditer(text):
        taken.append(match.span())
        yield Edit(match.start(), match.end(), match["number"].lower().translate(SUPERSCRIPTS), "superscript")
    for match in _ANCHOR.finditer(text):
        taken.append(match.span())
        same = match["shown"].strip().rstrip("/") in ("", match["url"].rstrip("/"))
        keep = "url" if same else "shown"
        yield Edit(match.start(), match.start(keep), "", _REASON)
        yield Edit(match.end(keep), match.end(), "", _REASON)
    for match in _OPEN_ANCHOR.finditer(text):
        if not any(start <= match.start() < end for start, end in taken):
            taken.append(match.span())
            yield Edit(match.start(), match.end(), "", "broken HTML anchor")
    return taken
