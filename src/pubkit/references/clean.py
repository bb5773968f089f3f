"""Cleaning: take the wrappers off a reference without losing where each character stood.

In: `TracedText`. Out: the text without LaTeX, HTML and Markdown wrappers, with whole URLs and single spaces, and the
characters that were taken away, each with its rule. Each rule is one function; their order is the order of `RULES`
(wrappers first, then spaces, then letters, then URLs, which need the letters whole).
"""

from __future__ import annotations

import html
import re
import unicodedata
from array import array
from collections.abc import Callable, Iterable

from pubkit.model import TracedText
from pubkit.records import dataclass
from pubkit.references.links import find_links, rejoined

__all__ = ["Cleaned", "Edit", "clean", "edit_text"]

_NEEDED = re.compile(
    r"[^\x21-\x7e\u00a1-\u00ac\u00ae-\u167f\u2010-\u2027\u2030-\u205e\u20a0-\ud7ff ]|[\\<&{}^*`]|  |[А-я]\w{0,40}[A-z]|[A-z]\w{0,40}[А-я]|^ | $|:\s?/\s?/|www"  # noqa: E501
)
_LATEX = re.compile(r"\\(?:[a-zA-Z]+|[,;:! ])|\$\s*\^|\^\{")
_LATEX_PIECE = re.compile(
    r"""(?P<space>\\[{}\s]{0,2}q?quad\b | \\(?:[,;:! ]|hspace\{[^{}]*\}|\\) | (?<=\w)~(?=\w))
      | (?P<wrap>\\(?:[a-zA-Z]+)\s?\*?\{ | \$?\s?\^\{ | \\[a-zA-Z]+\s | \$ | [{}] )
      | \\(?P<escaped>[&%$\#_{}])""",
    re.VERBOSE,
)
_ESCAPED = re.compile(r"\\([&%$#_\[\]*<>.'\"()-])")
_TAG = re.compile(
    r"<a\s+href\s*=\s*[\"']?(?=\w+:)|[\"']?>?\s?</?\s?(?:code|a)\s?>|</?[a-zA-Z][a-zA-Z0-9]{0,11}\s?/?>", re.IGNORECASE
)
_HREF = re.compile(r"<a\s[^<>]{0,20}href\s*=\s*[\"']([^\"'<>]+)[\"'][^<>]*>([^<>]*)</a>", re.IGNORECASE)
_ENTITY = re.compile(
    r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,5}|amp|lt|gt|quot|apos|nbsp|ndash|mdash|[lr]squo|[lr]dquo|[lr]aquo);"
)
_MARKDOWN = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*\n]{1,300}?)(?<=[^\s*])(\1)(?![\w*])")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff\x00-\x08\x0e-\x1f\x7f]")
_BROKEN_WORD = re.compile(r"(?<=[a-zà-ÿ])(-\s?\n\s*)(?=[a-zà-ÿ])")
_SPACES = re.compile(r"\s\s+|[^\S ]")
_WORD = re.compile(r"[^\W\d_]{2,}")
_TO_LATIN = dict(zip("АВЕЅІЈКМНОРСТУХаеоурсхіјѕԁһ", "ABESIJKMHOPCTYXaeoypcxijsdh", strict=True))
_TO_CYRILLIC = {latin: cyrillic for cyrillic, latin in _TO_LATIN.items()}


@dataclass(frozen=True, slots=True)
class Edit:
    """One repair: `[start:end]` of the text as it stood is replaced."""

    start: int
    end: int
    after: str
    rule: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The text after cleaning."""

    text: TracedText
    set_aside: tuple[tuple[TracedText, str], ...] = ()
    """Characters that were taken away and the rule that did it."""
    repairs: tuple[tuple[str, str, str, int], ...] = ()
    """(rule, before, after, number of the first character) of every repair that an editor may want to see."""


_QUIET = frozenset({"spacing", "invisible", "html", "latex", "markdown", "entity"})


def edit_text(text: TracedText, edits: Iterable[Edit]) -> tuple[TracedText, list[tuple[TracedText, str]]]:
    """The text with all edits made (they do not overlap), and what was taken away; O(length)."""
    pieces: list[str] = []
    origins = array("q")
    removed: list[tuple[TracedText, str]] = []
    last = 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        if edit.start < last:
            continue
        pieces += (text.text[last : edit.start], edit.after)
        origins += text.origins[last : edit.start]
        kept = min(len(edit.after), edit.end - edit.start)
        origins += text.origins[edit.start : edit.start + kept]
        origins += array("q", [-1]) * (len(edit.after) - kept)
        if edit.start + kept < edit.end:
            removed.append((text[edit.start + kept : edit.end], edit.rule))
        last = edit.end
    pieces.append(text.text[last:])
    origins += text.origins[last:]
    return TracedText("".join(pieces), origins), removed


def clean(text: TracedText, *, urls: dict[str, str] | None = None) -> Cleaned:
    """The text without its wrappers; `urls` are spoiled URLs and the forms that twins have proved."""
    if not _NEEDED.search(text.text):
        return Cleaned(text)
    set_aside: list[tuple[TracedText, str]] = []
    repairs: list[tuple[str, str, str, int]] = []
    for rule in RULES:
        edits = rule(text.text) if rule is not _urls else _urls(text.text, urls or {})
        if not edits:
            continue
        repairs += [(edit.rule, text.text[edit.start : edit.end], edit.after, edit.start)
                    for edit in edits if edit.rule not in _QUIET]  # fmt: skip
        text, removed = edit_text(text, edits)
        set_aside += removed
    return Cleaned(text, tuple(set_aside), tuple(repairs))


def _html(text: str) -> list[Edit]:
    if "<" not in text:
        return []
    edits: list[Edit] = []
    for match in _HREF.finditer(text):
        inner = match[2].strip()
        keep_url = not inner or "/" in inner or "www." in inner
        kept = match.span(1) if keep_url else match.span(2)
        edits += [Edit(match.start(), kept[0], "", "html"), Edit(kept[1], match.end(), "", "html")]
    taken = [match.span() for match in _HREF.finditer(text)]
    for match in _TAG.finditer(text):
        if not any(start <= match.start() < end for start, end in taken):
            edits.append(Edit(match.start(), match.end(), "", "html"))
    return edits


def _entities(text: str) -> list[Edit]:
    if "&" not in text:
        return []
    return [Edit(m.start(), m.end(), html.unescape(m[0]), "entity") for m in _ENTITY.finditer(text)]


def _latex(text: str) -> list[Edit]:
    if not _LATEX.search(text):
        return []
    edits = []
    for match in _LATEX_PIECE.finditer(text):
        after = " " if match["space"] else (match["escaped"] or "")
        start = match.start("escaped") - 1 if match["escaped"] else match.start()
        edits.append(Edit(start, match.end(), after, "latex"))
    return edits


def _escapes(text: str) -> list[Edit]:
    if "\\" not in text:
        return []
    return [Edit(m.start(), m.start() + 1, "", "latex") for m in _ESCAPED.finditer(text)]


def _markdown(text: str) -> list[Edit]:
    if "*" not in text:
        return []
    return [Edit(*m.span(group), "", "markdown") for m in _MARKDOWN.finditer(text) for group in (1, 3)]


def _invisible(text: str) -> list[Edit]:
    return [Edit(m.start(), m.end(), "", "invisible") for m in _INVISIBLE.finditer(text)]


def _broken_words(text: str) -> list[Edit]:
    if "\n" not in text:
        return []
    return [Edit(*m.span(1), "", "line-end-hyphen", "a word broken at a line end") for m in _BROKEN_WORD.finditer(text)]


def _spaces(text: str) -> list[Edit]:
    edits = [Edit(m.start(), m.end(), " ", "spacing") for m in _SPACES.finditer(text)]
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    edits = [edit for edit in edits if edit.start >= start and edit.end <= end]
    if start:
        edits.insert(0, Edit(0, start, "", "spacing"))
    if end < len(text) and end > start:
        edits.append(Edit(end, len(text), "", "spacing"))
    return edits


def _homoglyphs(text: str) -> list[Edit]:
    """Letters of another script inside a word, where each has a double in the word's own script."""
    if text.isascii():
        return []
    edits: list[Edit] = []
    for match in _WORD.finditer(text):
        word = match[0]
        if word.isascii():
            continue
        cyrillic = [i for i, char in enumerate(word) if "Ѐ" <= char <= "ӿ"]
        latin = [i for i, char in enumerate(word) if char.isascii() or "À" <= char <= "ɏ"]
        if not cyrillic or not latin or len(cyrillic) == len(latin):
            continue
        strange, table = (cyrillic, _TO_LATIN) if len(cyrillic) < len(latin) else (latin, _TO_CYRILLIC)
        if all(word[i] in table for i in strange):
            edits += [Edit(match.start() + i, match.start() + i + 1, table[word[i]], "homoglyph",
                           f"{unicodedata.name(word[i])} inside a word of the other script") for i in strange]  # fmt: skip  # noqa: E501
    return edits


def _urls(text: str, proved: dict[str, str] | None = None) -> list[Edit]:
    edits: list[Edit] = []
    for link in find_links(text):
        edits += [Edit(start, end, after, "url", reason) for start, end, after, reason in link.edits]
        printed = text[link.start : link.end]
        right = (proved or {}).get(printed)
        if right and right.startswith(printed):
            gaps = rejoined(text, link.end, right[len(printed) :])
            edits += [
                Edit(*gap, "", "url", "another occurrence of the URL goes on behind the space") for gap in gaps or ()
            ]
        elif right and not link.edits:
            edits += _difference(text[link.start : link.end], right, link.start)
    return edits


def _difference(wrong: str, right: str, base: int) -> list[Edit]:
    """Edits that take away, or add, the hyphens in which two URLs differ."""
    edits: list[Edit] = []
    i = j = 0
    while i < len(wrong) or j < len(right):
        if wrong[i : i + 1] == right[j : j + 1]:
            i, j = i + 1, j + 1
        elif wrong[i : i + 1] == "-":
            edits.append(Edit(base + i, base + i + 1, "", "url", "another occurrence of the URL has no hyphen here"))
            i += 1
        elif right[j : j + 1] == "-":
            edits.append(Edit(base + i, base + i, "-", "url", "another occurrence of the URL has a hyphen here"))
            j += 1
        else:
            break
    return edits


RULES: tuple[Callable[[str], list[Edit]], ...] = (
    _html, _latex, _escapes, _entities, _markdown, _invisible, _broken_words, _spaces, _homoglyphs, _urls, _spaces,
)  # fmt: skip
