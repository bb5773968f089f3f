"""Volume, issue, pages, edition."""

from __future__ import annotations

import re

from pubkit.records import replace
from pubkit.references.cues import EDITION_WORDS, ISSUE_WORDS, PAGE_WORDS, VOLUME_WORDS, alternatives, fold
from pubkit.references.fields.draft import Draft
from pubkit.references.fields.edges import trim
from pubkit.references.fields.people import read_people
from pubkit.references.segments import Segment

__all__ = ["ORDINALS", "read_edition", "read_issue", "read_pages", "read_volume"]


_VOLUME_LABEL = re.compile(rf"^(?:{alternatives(VOLUME_WORDS)})\b[.:°º]*\s*", re.IGNORECASE)
_ISSUE_LABEL = re.compile(rf"^(?:{alternatives(ISSUE_WORDS)})(?:\b|(?<=[°º№])|(?=\d))[.:°º]*\s*", re.IGNORECASE)
_PAGE_LABEL = re.compile(rf"^(?:at\s+)?(?:{alternatives(PAGE_WORDS)})\b[.:]*\s*|^(?:at|à la|bei)\s+", re.IGNORECASE)
_EDITION = re.compile(
    rf"(?P<n>\d{{1,2}})\s?(?:st|nd|rd|th|e|ème|eme|ª|º|a|\.)?\.?\s*(?:\w+\.?\s+)?(?:{alternatives(EDITION_WORDS)})",
    re.IGNORECASE,
)
ORDINALS = {
    form: number
    for number, forms in enumerate(
        ("first erste premiere primera primeira prima 1a", "second zweite deuxieme seconde segunda seconda",
         "third dritte troisieme tercera terceira terza", "fourth vierte quatrieme cuarta quarta",
         "fifth funfte cinquieme quinta",
         "sixth sechste sixieme sexta sesta", "seventh siebte siebente septieme septima setima settima",
         "eighth achte huitieme octava oitava ottava", "ninth neunte neuvieme novena nona",
         "tenth zehnte dixieme decima"), 1)
    for form in forms.split()
}  # fmt: skip


_LABEL_BEHIND = re.compile(r"(?<=\d)\.?\s(?:jg|jahrgang|bd|vol|t|ročník|cilt)\b\.?$", re.IGNORECASE)


def _labelled(draft: Draft, segment: Segment, label: re.Pattern[str]) -> tuple[int, int]:
    start, end = trim(draft.text, segment.start, segment.end)
    if (match := label.match(draft.text[start:end])) and match.end() < end - start:
        draft.set_aside.append((start, start + match.end(), "label"))
        start, end = trim(draft.text, start + match.end(), end)
    if behind := _LABEL_BEHIND.search(draft.text, start, end):
        draft.set_aside.append((behind.start(), end, "label"))
        end = behind.start()
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


_COUNT_OF_VOLUMES = re.compile(
    r"[\s,;(]*(?P<n>\d{1,2})\s(?:vols?|volumes|bde|bände|tomos|tomes|voll|v)\b\.?[\s,;)]*", re.IGNORECASE
)
_VOLUME_AND_ARTICLE = re.compile(r"(?P<volume>\d{1,4}),\s+(?P<page>\d{5,7})(?:\s\(\d+\s?pp\)?)?$")
"""Physics: "12, 075039"."""
_VOLUME_AND_JOURNAL = re.compile(r"(?P<volume>\d{1,4})\s+(?P<journal>(?-i:[A-ZÀ-Þ])[^\d(),;]{1,60})$")


def read_volume(draft: Draft, segment: Segment) -> None:
    """The volume; also issue, journal or edition where the labels did not part them."""
    if (more := _EDITION_IN_VOLUME.search(draft.text, segment.start, segment.end)) and more.start() > segment.start:
        read_edition(draft, replace(segment, label="edition", start=more.start("edition")))
        segment = replace(segment, end=more.start())
    if count := _COUNT_OF_VOLUMES.match(draft.text, segment.start, segment.end):
        draft.string("number-of-volumes", count["n"], *count.span("n"), segment)
        segment = replace(segment, start=count.end())
    start, end = _labelled(draft, segment, _VOLUME_LABEL)
    if (named := _VOLUME_AND_JOURNAL.match(draft.text, start, end)) and "container-title" not in draft.strings:
        draft.string("volume", named["volume"], *named.span("volume"), segment)
        draft.string("container-title", named["journal"], *named.span("journal"), segment, sure=0.8)
    elif (article := _VOLUME_AND_ARTICLE.match(draft.text, start, end)) and "page" not in draft.strings:
        draft.string("volume", article["volume"], *article.span("volume"), segment)
        _page(draft, segment, *article.span("page"))
    elif (match := _VOLUME_AND_ISSUE.match(draft.text, start, end)) and "issue" not in draft.strings:
        group = match.lastgroup or "a"
        draft.string("volume", match["volume"], *match.span("volume"), segment)
        draft.string("issue", match[group], *match.span(group), segment)
    elif draft.text[start:end] and re.search(r"\d|^[IVXLCivxlc]+$", draft.text[start:end]):
        draft.string("volume", draft.text[start:end], start, end, segment)


_ISSUE_AND_PAGES = re.compile(r"(?P<issue>\d{1,4})\s*[,:]\s+(?:pp?\.?\s*)?(?P<pages>\d{1,5}\s?[-–—−]\s?\d{1,5})$")


def read_issue(draft: Draft, segment: Segment) -> None:
    """The issue; also volume or pages where the labels did not part them."""
    start, end = _labelled(draft, segment, _ISSUE_LABEL)
    if (both := _VOLUME_AND_ISSUE.match(draft.text, start, end)) and "volume" not in draft.strings and both["a"]:
        draft.string("volume", both["volume"], *both.span("volume"), segment)
        draft.string("issue", both["a"], *both.span("a"), segment)
    elif (more := _ISSUE_AND_PAGES.match(draft.text, start, end)) and "page" not in draft.strings:
        draft.string("issue", more["issue"], *more.span("issue"), segment)
        _page(draft, segment, *more.span("pages"))
    elif draft.text[start:end]:
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


_EDITORS = re.compile(r"eds?\.\s+(?!ed)(?=(?-i:[A-ZÀ-Þ])[\w.’'-]*[\s,])", re.IGNORECASE)
_REPRINT_ONLY = re.compile(
    r"(?:repr(?:int(?:ed)?)?|nachdruck|reimpr(?:esión|essão)?|réimpr(?:ession)?|rist)\.?$", re.IGNORECASE
)
_HOUSE = re.compile(r"(?:edições|ediciones|edicions|éditions|editions|edizioni)\s+\S", re.IGNORECASE)
"""A publisher whose name begins like an edition."""
_EDITION_WORD = re.compile(
    rf"(?:{alternatives(EDITION_WORDS)}|revised|enlarged|expanded|unabridged|\w*arb|\w+arbeitete)\b", re.IGNORECASE
)


def read_edition(draft: Draft, segment: Segment) -> None:
    """The edition: its number, or what is printed where it has none."""
    start, end = trim(draft.text, segment.start, segment.end)
    printed = draft.text[start:end]
    if (role := _EDITORS.match(printed)) and "editor" not in draft.names:  # "(Ed. Colwell, R.)"
        read_people(draft, replace(segment, label="editor", start=start + role.end()), "")
        return
    if match := _EDITION.search(printed):
        draft.string("edition", match["n"], start + match.start("n"), start + match.end("n"), segment)
        return
    for word in fold(printed).split():
        if word in ORDINALS:
            draft.string("edition", str(ORDINALS[word]), start, end, segment)
            return
    if _HOUSE.match(printed):
        draft.string("publisher", printed, start, end, segment, sure=0.9)
        return
    number = re.fullmatch(r"(\d{1,2})\D{0,3}", printed)
    if number or (_EDITION_WORD.search(printed) and not _REPRINT_ONLY.match(printed)):
        if not number and draft.text[end : end + 1] == "." and "." in printed:
            end += 1  # "Rev. ed."
        draft.string("edition", number[1] if number else draft.text[start:end], start, end, segment)
