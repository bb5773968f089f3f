"""The journal's own lines at the head of an article: name, volume, issue, season, year, as printed."""

from __future__ import annotations

import re

from pubkit.model.text import TracedText
from pubkit.records import dataclass

__all__ = ["Banner", "read_banner"]

_VOLUME = re.compile(
    r"(?<!\w)(?:volume|vol|band|bd|jahrgang|jg|tome|t|tomo|volumen|том|т|cilt|deel)\b\s*[.:]?\s*(?P<volume>\d{1,4}|[IVXLC]{1,8})(?!\w)",
    re.IGNORECASE,
)
_ISSUE = re.compile(
    r"(?<!\w)(?:no|nr|num|number|issue|heft|numéro|n°|nº|№|número|numero|номер|вып|выпуск|sayı|iss)\s*[.:]?\s*(?P<issue>\d{1,4}(?:[-–/]\d{1,4})?)(?!\w)",
    re.IGNORECASE,
)
_VOLUME_ISSUE = re.compile(
    r"(?<=\s)(?P<volume>\d{1,4})\s*[(,:]\s*(?:no\.?\s*)?(?P<issue>\d{1,3})\)?(?=[\s,;(:]|$)", re.IGNORECASE
)
_SEASON = re.compile(
    r"(?<!\w)(?:winter|spring|summer|autumn|fall|frühling|frühjahr|sommer|herbst|hiver|printemps|été|automne|invierno|primavera"
    r"|verano|otoño|inverno|verão|outono|estate|autunno|зима|весна|лето|осень|kış|bahar|yaz|güz)(?!\w)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")
_REFERENCE = re.compile(
    r"""^\s*(?:\[?\d{1,3}[.)\]]\s+|[¹²³⁰⁴-⁹*†‡]+\s*)[^\W\d_]   # the mark of a note or of an item of a list
      | [^\d\s]\s*\((?:1[6-9]|20)\d\d[a-z]?\)\s*[,.:]?\s*\S           # an author's year, and more behind it
      | [‘’“”«»"']\s*[^\W_][^‘’“”«»"']{12,}[‘’“”«»"']             # a title in quotation marks
      | ^\s*\d{1,3}\s+[^\W\d_]{2,}\s+[^\W\d_]\.               # a number, a name and its initial
      | \s//\s                                               # a Russian reference's "in"
      | https?://|\bwww\.
    """,
    re.VERBOSE,
)
"""What a printed reference has and a journal's own line has not."""
_PAGES = re.compile(
    r"(?<!\w)(?:pp?|pages?|seiten|s|с|стр|págs?)\b[.:]?\s*(?P<pages>\d{1,5}(?:\s?[-–—]\s?\d{1,5})?)(?!\w)"
    r"|:\s*(?P<bare>\d{1,5}\s?[-–—]\s?\d{1,5})\s*$",
    re.IGNORECASE,
)
_EDGE = " \t,;:•·|()[]–—-"


@dataclass(frozen=True, slots=True)
class Banner:
    """What a line says about the journal; each field is a slice of the line."""

    journal: TracedText | None = None
    volume: TracedText | None = None
    issue: TracedText | None = None
    season: TracedText | None = None
    year: TracedText | None = None
    pages: TracedText | None = None
    rest: TracedText = TracedText.added("")
    """The characters of the line that no field has."""


def _is_prose(text: str) -> bool:
    """More words than a journal's line has, most of them in small letters."""
    words = [word for word in text.split() if word[:1].isalpha()]
    return len(words) > 12 and sum(word[:1].islower() for word in words) > 0.6 * len(words)


def _is_name(text: str) -> bool:
    """Whether what stands before the volume is a name and no more: no author, no title with its stop."""
    return bool(text.strip(_EDGE)) and not re.search(r"[.,;:“”\"«»]\s*\S", text.strip(_EDGE))


def read_banner(line: TracedText) -> Banner | None:
    """What the line says about the journal, or None where it is no such line.

    A banner has a volume or an issue number, or a season or a year in brackets after a name, and is short.
    """
    text = line.text
    if len(text) > 160 or _REFERENCE.search(text) or _is_prose(text):
        return None
    volume, issue = _VOLUME.search(text), _ISSUE.search(text)
    both = _VOLUME_ISSUE.search(text) if volume is None else None
    season, year = _SEASON.search(text), _YEAR.search(text)
    bracketed = re.search(r"\([^()]*(?:1[6-9]|20)\d\d\)\s*$", text)
    if both and not (year or issue):
        both = None
    if not (volume or (issue and year) or both or (bracketed and season)):
        return None
    pages = _PAGES.search(text)
    if pages and not (year and (both or (volume and issue)) and _is_name(text[: (volume or both or pages).start()])):
        return None  # a reference
    spans: dict[str, tuple[int, int]] = {}
    if pages:
        spans["pages"] = pages.span(pages.lastgroup or 0)
    if volume or both:
        found = volume or both
        assert found is not None
        spans["volume"] = found.span("volume")
    if issue:
        spans["issue"] = issue.span("issue")
    elif both:
        spans["issue"] = both.span("issue")
    if season:
        spans["season"] = season.span()
    if year and year.span() not in spans.values():
        spans["year"] = year.span()
    marks = [match.start() for match in (volume, issue, both, season, year, bracketed) if match]
    name = text[: min(marks)]
    start = len(name) - len(name.lstrip(_EDGE))
    end = len(name.rstrip(_EDGE))
    if end - start >= 3 and len(name[start:end].split()) <= 12:
        spans["journal"] = (start, end)
    fields = {key: line[slice(*span)] for key, span in spans.items()}
    taken = sorted(spans.values())
    rest: list[TracedText] = []
    last = 0
    for begin, finish in taken:
        rest.append(line[last:begin])
        last = max(last, finish)
    rest.append(line[last:])
    return Banner(**fields, rest=TracedText.added("").join(rest))
