"""Volume, issue, pages, edition."""

from __future__ import annotations

import re
from dataclasses import replace

from pubkit.references.cues import EDITION_WORDS, ISSUE_WORDS, PAGE_WORDS, VOLUME_WORDS, alternatives, fold
from pubkit.references.fields.draft import Draft
from pubkit.references.fields.edges import trim
from pubkit.references.segments import Segment

__all__ = ["read_edition", "read_issue", "read_pages", "read_volume"]


_VOLUME_LABEL = re.compile(rf"^(?:{alternatives(VOLUME_WORDS)})\b[.:°º]*\s*", re.IGNORECASE)
_ISSUE_LABEL = re.compile(rf"^(?:{alternatives(ISSUE_WORDS)})(?:\b|(?<=[°º№]))[.:°º]*\s*", re.IGNORECASE)
_PAGE_LABEL = re.compile(rf"^(?:at\s+)?(?:{alternatives(PAGE_WORDS)})\b[.:]*\s*|^(?:at|à la|bei)\s+", re.IGNORECASE)
_EDITION = re.compile(
    rf"(?P<n>\d{{1,2}})\s?(?:st|nd|rd|th|e|ème|eme|ª|º|a|\.)?\.?\s*(?:\w+\.?\s+)?(?:{alternatives(EDITION_WORDS)})",
    re.IGNORECASE,
)
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,  # noqa: E501
             "zweite": 2, "dritte": 3, "vierte": 4, "deuxième": 2, "troisième": 3, "segunda": 2, "tercera": 3, "terceira": 3}  # fmt: skip  # noqa: E501


def _labelled(draft: Draft, segment: Segment, label: re.Pattern[str]) -> tuple[int, int]:
    start, end = trim(draft.text, segment.start, segment.end)
    if (match := label.match(draft.text[start:end])) and match.end() < end - start:
        draft.set_aside.append((start, start + match.end(), "label"))
        start, end = trim(draft.text, start + match.end(), end)
    return start, end


_VOLUME_AND_ISSUE = re.compile(
    r"""(?P<volume>\d{1,4}|[IVXLC]{1,7}) \s* (?: \( \s*(?:no?\.?|nr\.?|issue|H\.)?\s* (?P<a>\d[\w/–-]*) \s* \)?
          | [/.:] \s* (?P<b>\d{1,3}(?:[-–/]\d{1,3})?) | ,\s* (?:no?|nr|n°|nº|núm|heft|h|issue)?\b[.°º]*\s* (?P<c>\d{1,3}(?:[-–/]\d{1,3})?) ) $""",  # noqa: E501
    re.VERBOSE | re.IGNORECASE,
)


_EDITION_IN_VOLUME = re.compile(
    rf"[,.]\s+(?P<edition>\d{{1,2}}\s?(?:st|nd|rd|th|e|ª|a|\.)?\.?\s*(?:\w+\.?\s+)?(?:{alternatives(EDITION_WORDS)})\b)",
    re.IGNORECASE,
)


def read_volume(draft: Draft, segment: Segment) -> None:
    if (more := _EDITION_IN_VOLUME.search(draft.text, segment.start, segment.end)) and more.start() > segment.start:
        read_edition(draft, replace(segment, label="edition", start=more.start("edition")))
        segment = replace(segment, end=more.start())
    start, end = _labelled(draft, segment, _VOLUME_LABEL)
    if (match := _VOLUME_AND_ISSUE.match(draft.text, start, end)) and "issue" not in draft.strings:
        group = match.lastgroup or "a"
        draft.string("volume", match["volume"], *match.span("volume"), segment)
        draft.string("issue", match[group], *match.span(group), segment)
    elif draft.text[start:end] and re.search(r"\d|^[IVXLCivxlc]+$", draft.text[start:end]):
        draft.string("volume", draft.text[start:end], start, end, segment)


def read_issue(draft: Draft, segment: Segment) -> None:
    start, end = _labelled(draft, segment, _ISSUE_LABEL)
    if draft.text[start:end]:
        draft.string("issue", draft.text[start:end], start, end, segment)


_COUNT = re.compile(r"^\d{1,4}\s*(?:pp?|pages|s|seiten|págs?|h|f|páginas|стр|с)\b\.?\W*$", re.IGNORECASE)
_RANGE = r"[A-Za-z]{0,3}\d+[A-Za-z]?(?:\s?[-–—−]+\s?[A-Za-z]{0,3}\d+[A-Za-z]?)?|[ivxlcIVXLC]+(?:\s?[-–—−]\s?[ivxlcIVXLC]+)?\b"  # noqa: E501
_FOLLOWING = r"(?:\s*(?:ff?|sqq?|ss|sgg?|et\s+seq)\b\.?)?"
_PAGES_AND_PIN = re.compile(
    rf"(?P<pages>{_RANGE})\s*(?:[,;(:]|\s)\s*(?:hier|here|ici|spéc|bes|esp|at|insb|aquí|en\s+particular|esp)?\.?\s*(?:S|pp?)?\.?\s*(?P<pin>(?:{_RANGE}){_FOLLOWING})",
    re.IGNORECASE,
)
_ONE_PAGE = re.compile(rf"(?P<pages>(?:{_RANGE}){_FOLLOWING})", re.IGNORECASE)


def read_pages(draft: Draft, segment: Segment) -> None:
    if _COUNT.match(draft.text[segment.start : segment.end].strip(" ,.;()")):
        start, end = trim(draft.text, segment.start, segment.end)
        draft.string("number-of-pages", re.sub(r"\D", "", draft.text[start:end]), start, end, segment)
        return
    start, end = _labelled(draft, segment, _PAGE_LABEL)
    if match := _PAGES_AND_PIN.match(draft.text, start, end):  # noqa: SIM102
        if not re.match(r"\s*,\s*\d", draft.text[match.end() : end]):
            _page(draft, segment, *match.span("pages"))
            _page(draft, segment, *match.span("pin"))
            return
    match = _ONE_PAGE.match(draft.text, start, end)
    if match and not re.search(r"\d", draft.text[match.end() : end]):
        end = match.end()
    if re.search(r"\d|^[ivxlcIVXLC]+\b", draft.text[start:end]):
        _page(draft, segment, start, end)


def _page(draft: Draft, segment: Segment, start: int, end: int) -> None:
    value = re.sub(r"\s*[-–—−]+\s*", "-", draft.text[start:end]).strip(" ,;")
    draft.string("page" if "page" not in draft.strings else "locator", value, start, end, segment)


def read_edition(draft: Draft, segment: Segment) -> None:
    start, end = trim(draft.text, segment.start, segment.end)
    printed = draft.text[start:end]
    if match := _EDITION.search(printed):
        draft.string("edition", match["n"], start + match.start("n"), start + match.end("n"), segment)
        return
    for word in fold(printed).split():
        if word in _ORDINALS:
            draft.string("edition", str(_ORDINALS[word]), start, end, segment)
            return
    draft.string(
        "edition",
        re.sub(rf"\s*(?:{alternatives(EDITION_WORDS)})\b\.?$", "", printed, flags=re.IGNORECASE) or printed,
        start,
        end,
        segment,
    )
