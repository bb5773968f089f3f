"""Running heads, folios and footers of a text in pages.

A folio is a number at the edge of a page whose value less the page's index is the same on several pages, roman ones
too; other lone numbers are left (they may be note marks). A running head recurs at the edge of pages, or says the
title, the author or the journal of the first page again.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from pubkit.model.article import SetAside
from pubkit.structure.cues import ABSTRACT, KEYWORDS, SITE
from pubkit.structure.front_lines import front_size
from pubkit.structure.reading import Line

__all__ = ["drop_furniture_lines", "split_at_folios"]

_EDGE = 3
_NUMBER = re.compile(r"(?<![\w.])(?P<arabic>\d{1,4})(?![\w.]*\w)|(?<![\w.])(?P<roman>[ivxlc]{1,7}|[IVXLC]{1,7})(?!\w)")
_ALONE = re.compile(
    r"[\s\[(|—–\-·•]*(?:(?:page|seite|p\.|s\.|стр\.)\s*)?(?:\d{1,4}|[ivxlcIVXLC]{1,7})(?:\s*(?:of|von|/)\s*\d{1,4})?[\s\])|—–\-·•]*",
    re.I,
)
_FOLD = re.compile(r"[\W\d_]+")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_DOWNLOAD = re.compile(
    r"(?:downloaded (?:from|by|on|at)|this content downloaded|all use subject to|terms of use|©|\(c\) \d{4}|https?://(?:www\.)?"
    r"(?:jstor|academia|researchgate|brill|cambridge|tandfonline|doi)\b).*",
    re.IGNORECASE,
)


def drop_furniture_lines(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], list[SetAside]]:
    """The pages without furniture, and what was taken."""
    edges = [_edges(page) for page in pages]
    offset = _folio_offset(pages, edges)
    recurring = _recurring(pages, edges)
    downloads = Counter(line.string for page in pages for line in page if _DOWNLOAD.fullmatch(line.string))
    head = " ".join(_folded(line.string) for line in _head_lines(pages[0] if pages else ()))
    kept: list[list[Line]] = []
    aside: list[SetAside] = []
    for number, (page, edge) in enumerate(zip(pages, edges, strict=True)):
        rest: list[Line] = []
        for index, line in enumerate(page):
            rule = _rule(line, number, index in edge, offset, recurring, head if number else "")
            if rule is None and number and index in edge and _says_journal(page, index, offset, number):
                rule = "running-head"
            if rule is None and downloads[line.string] > 1:
                rule = "site-furniture"
            if rule == "running-head" and not number and index < len(page) // 2 and _says_once(page, index):
                rule = None  # the title, author or journal itself, which the later pages repeat
            if rule:
                aside.append(SetAside(line.text, rule, "at the edge of the page", 0.97))
            else:
                rest.append(line)
        if (
            offset is not None
            and rest
            and not any(a.rule == "folio" and _page_of(a, pages, number) for a in aside[-6:])
        ):
            rest = _unglued(rest, offset + number, aside)
        kept.append(rest)
    return kept, aside


_ISSUE = re.compile(
    r"""[^\W\d_a-z][^.:;“”"]{3,60}?\s\d{1,4},?\s+(?i:no|nr|num|issue|heft|n°|№)\.?\s*\d{1,3}\s*\(\d{4}\)""",
    re.VERBOSE,
)
"""A journal with volume, number and year, and nothing else."""


def _says_journal(page: Sequence[Line], index: int, offset: int | None, number: int) -> bool:
    """Whether a line says the journal's volume and number, with the folio of the page, or apart at its head."""
    text = page[index].string
    plain = _LAST_FOLIO.sub("", text)
    if not _ISSUE.fullmatch(plain):
        return False
    if plain != text:
        return offset is not None and any(value - number == offset for value in _values(text))
    return not index and len(page) > 1 and page[1].blank > 0


_LAST_FOLIO = re.compile(r"\s+(?:\d{1,4}|[ivxlc]{1,7})\Z")


def _head_lines(page: Sequence[Line]) -> Sequence[Line]:
    """The lines at the head of the first page, before an abstract: what it speaks of may well be a heading later."""
    end = next((k for k, line in enumerate(page) if ABSTRACT.match(line.string) or KEYWORDS.match(line.string)), 15)
    return page[: min(end, 15)]


def _says_once(page: Sequence[Line], index: int) -> bool:
    """Whether nothing else at the head of the first page says what a line says."""
    folded = _folded(page[index].string)
    if page[index].string.startswith("#"):
        return True
    end = next((k for k, line in enumerate(page) if ABSTRACT.match(line.string) or KEYWORDS.match(line.string)), 15)
    end = min(end, front_size(page) or 15)
    others = " ".join(_folded(line.string) for k, line in enumerate(page[: min(end, 15)]) if k != index)
    return f" {folded} " not in f" {others} "


def split_at_folios(lines: Sequence[Line]) -> list[list[Line]]:
    """The pages of a text that has lost its form feeds, where folios count them; else one page.

    A folio stands alone, or at the end of a line whose words recur. The numbers must grow (a few may be lost) and
    stand at least ten lines apart: the longest such run, if it is long enough.
    """
    words = Counter(_folded(line.string) for line in lines if len(line.string) < 110)
    places = [
        (i, value)
        for i, line in enumerate(lines)
        if len(line.string) < 110 and (line.string.isdigit() or words[_folded(line.string)] >= 3)
        for value in _values(line.string)
    ]
    chains: dict[int, list[int]] = {}
    for index, value in places:
        chain = next((chains[value - step] for step in (1, 2, 3) if value - step in chains), None)
        longer = [*chain, index] if chain and index - chain[-1] >= 10 else [index]
        if value not in chains or len(longer) > len(chains[value]):
            chains[value] = longer
    cuts = max(chains.values(), key=len, default=[])
    if len(cuts) < max(3, len(lines) // 120):
        return [list(lines)]
    pages: list[list[Line]] = []
    last = 0
    for number, cut in enumerate([*cuts, len(lines) - 1]):
        page = [Line(line.text, line.indent, number, line.blank) for line in lines[last : cut + 1]]
        if page:
            pages.append(page)
        last = cut + 1
    return pages


def _page_of(item: SetAside, pages: Sequence[Sequence[Line]], number: int) -> bool:
    return any(line.text is item.text for line in pages[number])


def _unglued(page: list[Line], folio: int, aside: list[SetAside]) -> list[Line]:
    """A folio that was glued to a word cut at the page's end."""
    for index in range(len(page) - 1, max(-1, len(page) - 4), -1):
        line = page[index]
        match = re.search(r"(?<=[^\W\d_])\d{1,4}\Z", line.string)
        if match and int(match.group()) == folio:
            aside.append(SetAside(line.text[match.start() :], "folio", "glued to a word cut at the page's end", 0.9))
            return [
                *page[:index],
                Line(line.text[: match.start()], line.indent, line.page, line.blank),
                *page[index + 1 :],
            ]
    return page


def _edges(page: Sequence[Line]) -> frozenset[int]:
    """The first and last lines of a page."""
    return frozenset([*range(min(_EDGE, len(page))), *range(max(0, len(page) - _EDGE), len(page))])


def _rule(line: Line, page: int, at_edge: bool, offset: int | None, recurring: frozenset[str], head: str) -> str | None:
    text = line.string
    if not at_edge:
        return None
    numbers = _values(text)
    folio = offset is not None and any(value - page == offset for value in numbers)
    if folio and _ALONE.fullmatch(text):
        return "folio"
    folded = _folded(text)
    if folded in recurring:
        return "running-head"
    if len(folded) >= 6 and head and len(text) < 130 and text[-1:] not in ".,;" and _says_head(folded, head):
        return "running-head"
    if (
        folio
        and len(text) < 100
        and not text.endswith((".", ","))
        and (folded in recurring or _says_head(folded, head))
    ):
        return "running-head"
    if _DOWNLOAD.fullmatch(text) or (SITE.fullmatch(text) and len(text) < 90):
        return "site-furniture"
    return None


_ISSUE_WORDS = re.compile(r"\b(?:no|vol|nr|issue|volume|heft|band|et al|u a|winter|spring|summer|autumn|fall)\b")


def _says_head(folded: str, head: str) -> bool:
    plain = " ".join(_ISSUE_WORDS.sub(" ", folded).split())
    if len(plain) < 6:
        return False
    at = head.find(plain)
    return at >= 0 and (at == 0 or head[at - 1] == " ")


def _folded(text: str) -> str:
    return _FOLD.sub(" ", text).strip().casefold()


def _roman(text: str) -> int:
    values = [_ROMAN[char] for char in text.casefold()]
    return sum(-v if i + 1 < len(values) and v < values[i + 1] else v for i, v in enumerate(values))


def _values(text: str) -> list[int]:
    """Numbers at the start or the end of a line."""
    found: list[int] = []
    for match in _NUMBER.finditer(text):
        if text[: match.start()].strip(" |—–-[(") and text[match.end() :].strip(" |—–-])"):
            continue
        found.append(int(match["arabic"]) if match["arabic"] else _roman(match["roman"]))
    return found


def _folio_offset(pages: Sequence[Sequence[Line]], edges: Sequence[frozenset[int]]) -> int | None:
    votes: Counter[int] = Counter()
    for number, (page, edge) in enumerate(zip(pages, edges, strict=True)):
        seen = {
            value - number for index in edge if len(page[index].string) < 110 for value in _values(page[index].string)
        }
        votes.update(seen)
    if not votes:
        return None
    offset, count = votes.most_common(1)[0]
    return offset if count >= max(2, 0.4 * len(pages)) else None


def _recurring(pages: Sequence[Sequence[Line]], edges: Sequence[frozenset[int]]) -> frozenset[str]:
    places: dict[str, set[int]] = defaultdict(set)
    for number, (page, edge) in enumerate(zip(pages, edges, strict=True)):
        for index in edge:
            folded = _folded(page[index].string)
            if len(folded) >= 4 and len(page[index].string) < 130:
                places[folded].add(number)
    least = 2 if len(pages) < 8 else 3
    return frozenset(text for text, numbers in places.items() if len(numbers) >= least)
