"""Numbers of a numbered list of references in the running text: "[1]", "[2, 5]", "[1]–[3]", "[5, p. 12]", "¹⁻³", "(4)".

In: the inlines of a paragraph and the works by their number in the list. Out: the same inlines with a `CiteGroup` in
place of each run of numbers. An article cites in one manner: brackets before raised numbers before round brackets, and
round ones only where they name most of the list in its order, because a round bracket may be anything. A number that
the list does not have leaves all that stands with it as it is printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise

from pubkit.model import Article, BlockQuote, Cite, Inline, ListBlock, Paragraph, Run, TracedText
from pubkit.records import dataclass
from pubkit.references.cited_runs import with_cites

__all__ = ["NumberedCites", "labels_of", "manner_of"]

_LABEL = re.compile(r"\s*(?:\[(?P<bracket>\d{1,4})\]|\(?(?P<stop>\d{1,4})[.)](?!\d)|(?P<bare>\d{1,3})\s+(?=[^\W\d_]))")
_ONE = r"\d{1,4}(?:\s?[-‐-–]\s?\d{1,4})?"
_PIN = (
    r"(?:,|:)?\s?(?P<label>pp?\.|[SsСс]\.|стр\.|p[áa]gs?\.|§|[Cc]h\.|[Ss]ec\.|[Ff]ig\.|[Рр]ис\.)\s?"
    r"(?P<locator>\d{1,5}(?:\s?[-–]\s?\d{1,5})?)"
)
_INSIDE = rf"(?P<numbers>{_ONE}(?:\s?[,;]\s?{_ONE})*)(?:{_PIN})?"
_BRACKETS = re.compile(rf"\[{_ONE}[^\[\]]{{0,120}}\](?:\s?(?:,|;|–|-|and|und|et|y|e)?\s?\[{_ONE}[^\[\]]{{0,60}}\])*")
_ROUND = re.compile(rf"(?<=\s)\({_ONE}(?:\s?[,;]\s?{_ONE})*\)")
_RAISED = re.compile(r"(?<=\S)[⁰¹²³⁴-⁹]+(?:\s?[⁻‐-–,]\s?[⁰¹²³⁴-⁹]+)*")
_PATTERNS = {"bracket": _BRACKETS, "raised": _RAISED, "round": _ROUND}
_PART = re.compile(r"[\[(]\s?(?P<inside>[^\[\]()]{1,200}?)\s?[\])]")
_CITE = re.compile(_INSIDE)
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻‐‑–", "0123456789----")
_CSL = {"§": "section", "ch.": "chapter", "sec.": "section", "fig.": "figure", "рис.": "figure"}
_SHARE = {"bracket": 0.3, "raised": 0.5, "round": 0.6}
"""Of the list so much must be cited in this manner."""


def labels_of(references: Iterable[TracedText]) -> dict[int, int]:
    """The number of each item of the list, by its place in it; the place where none is printed, {} where some are."""
    items = [(_LABEL.match(item.text), place) for place, item in enumerate(references, 1)]
    if not any(match for match, _ in items):
        return {place: place for _, place in items}
    found = {place: int(match[match.lastgroup or 0]) for match, place in items if match}
    values = list(found.values())
    rising = all(a < b for a, b in pairwise(values))
    return found if rising and len(found) >= 0.8 * len(items) else {}


def manner_of(article: Article, numbers: Mapping[int, str]) -> str:
    """How the article cites the list: bracket, raised, round, or not by numbers at all (empty)."""
    texts = [run.text.text for run in _runs(article)]
    for manner, pattern in _PATTERNS.items():
        if manner == "raised" and article.notes:
            continue  # raised numbers are the calls of its notes
        seen: list[int] = []
        for text in texts:
            for match in pattern.finditer(text):
                seen += [number for part in _parts(match.group(), manner) for number in part[0]]
        known = {number for number in seen if number in numbers}
        if len(known) < max(2, _SHARE[manner] * len(numbers)) or len(known) < 0.8 * len(set(seen)):
            continue
        firsts = list(dict.fromkeys(seen))
        rising = sum(a < b for a, b in pairwise(firsts)) >= 0.6 * (len(firsts) - 1)
        if rising or manner == "bracket":
            return manner
    return ""


def _runs(article: Article) -> Iterable[Run]:
    for block in article.blocks:
        if isinstance(block, Paragraph | BlockQuote):
            yield from (inline for inline in block.content if isinstance(inline, Run))
        elif isinstance(block, ListBlock):
            yield from (inline for item in block.items for inline in item if isinstance(inline, Run))


def _parts(printed: str, manner: str) -> list[tuple[list[int], str, str]]:
    """(numbers, locator, CSL label) of each bracket of a run of them; ranges are written out, between brackets too."""
    if manner == "raised":
        return [(_numbers(printed.translate(_PLAIN)), "", "")]
    found: list[tuple[list[int], str, str]] = []
    last = 0
    for bracket in _PART.finditer(printed):
        between = printed[last : bracket.start()].strip()
        last = bracket.end()
        for number, part in enumerate(_pinned(bracket["inside"])):
            match = _CITE.fullmatch(part.strip())
            numbers = _numbers(match["numbers"].translate(_PLAIN)) if match else []
            if match is None or not numbers:
                return []
            if number == 0 and found and between in ("-", "–"):
                numbers = list(range(found[-1][0][-1] + 1, numbers[0])) + numbers
            label = _CSL.get((match["label"] or "").lower(), "page")
            found.append((numbers, match["locator"] or "", label if match["locator"] else ""))
    return found if not re.search(r"\d", _PART.sub("", printed)) else []


def _pinned(inside: str) -> list[str]:
    """The parts of a bracket: "1, p. 5; 3, p. 12" has two, and numbers alone are one."""
    return inside.split(";") if re.search(r"[^\W\d_]|§", inside) else [inside]


def _numbers(text: str) -> list[int]:
    found: list[int] = []
    for part in re.split(r"\s?[,;]\s?", text.strip()):
        first, _, last = (piece.strip() for piece in part.partition("-"))
        if not first.isdigit() or (last and not last.isdigit()):
            return []
        end = int(last or first)
        if not int(first) <= end <= int(first) + 60:
            return []
        found += range(int(first), end + 1)
    return found


@dataclass(slots=True)
class NumberedCites:
    """Turns numbers into cites and tells of each."""

    manner: str
    """One of `manner_of`."""
    numbers: Mapping[int, str]
    """Keys of the works by their number in the list."""
    tell: Callable[[TracedText, str], None]
    """Called with the printed numbers and the keys that they are taken for."""

    def paragraph(self, inlines: Iterable[Inline]) -> tuple[Inline, ...]:
        """The inlines with cites in place of numbers of the list."""
        return with_cites(inlines, _PATTERNS[self.manner], lambda match: self._cites(match.group()), self.tell)

    def _cites(self, printed: str) -> tuple[Cite, ...]:
        cites: list[Cite] = []
        for numbers, locator, label in _parts(printed, self.manner):
            if not numbers or any(number not in self.numbers for number in numbers):
                return ()
            keys = [self.numbers[number] for number in numbers]
            cites += [Cite(key) for key in keys[:-1]]
            pin = re.sub(r"\s?[-–]\s?", "-", locator) or None
            cites.append(Cite(keys[-1], label if pin else None, pin))
        return tuple(cites)
