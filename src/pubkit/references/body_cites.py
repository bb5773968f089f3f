"""Author-date cites in the running text: "(Daston 2014, 321)", "(see Gray et al. 2009; Lopez 2013)".

In: the inlines of a paragraph and the works of the article's own list of references. Out: the same inlines with a
`CiteGroup` in place of each bracket that names such works and nothing else, or has the years alone behind the names
("as Daston (2014: 321) says": the names stay, the bracket becomes a cite without its author). Conservative: every part
must be family names and a year that exactly one work of the list has; otherwise the bracket stays as it is printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from pubkit.model import Cite, Inline, TracedText
from pubkit.records import dataclass
from pubkit.references.cited_runs import with_cites
from pubkit.references.cues import ET_AL_WORDS, SIGNALS, alternatives, fold
from pubkit.references.works import Work

__all__ = ["Candidate", "CiteBody", "candidates"]

_LETTER = r"A-ZÀ-ÖØ-ÞĀ-ŽА-ЯƏȘȚ"
_BRACKET = re.compile(r"\((?P<inside>[^()]{4,240})\)|\[(?P<square>[^\[\]]{4,240})\]")
_PREFIX = re.compile(
    rf"\s*(?P<prefix>(?:(?:{alternatives(word for words in SIGNALS.values() for word in words if len(word) > 1)}|e\.g\.|i\.e\.|for\s+example|especially|esp\.)(?![\w-])[\s,:]*)+)",  # noqa: E501
    re.IGNORECASE,
)
_WORD = rf"(?:(?:d['’]|[Oo]['’]|[lL]['’])?[{_LETTER}][\w’'-]*|(?:van|von|de|der|den|da|do|dos|del|della|di|du|la|le|zu|zur|ter|ten|al|el|of|for|the|and|on|für|und|des|pour|para)(?=\s))"  # noqa: E501
_PART = re.compile(
    rf"""\s*(?P<names>{_WORD}(?:(?:,?\s(?:and|und|et|y|e|&)\s|,\s|\s|\s?&\s?|/){_WORD}){{0,8}}?)
         (?P<others>,?\s(?:{alternatives(ET_AL_WORDS)})\.?)?,?\s
         (?P<years>(?:1[4-9]|20)\d\d[a-z]?(?:,\s(?:1[4-9]|20)\d\d[a-z]?)*)
         (?:\s?[,:]\s?(?P<label>pp?\.|S\.|págs?\.|ch\.|chap\.|§)?\s?(?P<locator>\d{{1,4}}(?:\s?[-–]\s?\d{{1,4}})?(?:,\s?\d{{1,4}}(?:\s?[-–]\s?\d{{1,4}})?)*)(?:\sff?\.)?)?\s*$""",
    re.VERBOSE,
)
_AGAIN = re.compile(
    r"\s*(?P<years>(?:1[4-9]|20)\d\d[a-z]?)(?:\s?[,:]\s?(?P<locator>\d{1,4}(?:\s?[-–]\s?\d{1,4})?))?\s*$"
)
_YEARS = re.compile(
    r"\s*(?P<years>(?:1[4-9]|20)\d\d[a-z]?(?:[,;]\s(?:1[4-9]|20)\d\d[a-z]?)*)"
    r"(?:\s?[,:]\s?(?:pp?\.|S\.|págs?\.)?\s?(?P<locator>\d{1,4}(?:\s?[-–]\s?\d{1,4})?))?\s*$"
)
_TAIL = re.compile(
    rf"""(?P<names>(?<!\S){_WORD}(?:(?:,?\s(?:and|und|et|y|e|&)\s|,\s|\s|\s?&\s?){_WORD}){{0,6}}?)
         (?P<others>,?\s(?:{alternatives(ET_AL_WORDS)})\.?)?(?:['’]s?)?,?\s$""",
    re.VERBOSE,
)
_REACH = 120
"""Characters before a bracket in which the authors may be named."""
_FREE = re.compile(r"\s*(?P<prefix>(?:[a-zß-öø-ÿ][\w’'-]*,?\s){1,10})(?=\S)")
"""Words before the first name of a bracket: "for a description see"."""
_LABELS = {"ch.": "chapter", "chap.": "chapter", "§": "section"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A work of the list as a cite would name it."""

    key: str
    families: tuple[str, ...]
    """Folded family names (or bodies) of its authors, or else of its editors."""
    year: str
    """Four digits, and the letter where one is printed."""


def candidates(works: Iterable[Work]) -> tuple[Candidate, ...]:
    """The works of the list of references, as cites would name them."""
    listed = (work for work in works if any(variant.where.startswith("reference ") for variant in work.variants))
    return tuple(candidate for work in listed for candidate in _candidates(work))


def _candidates(work: Work) -> Iterator[Candidate]:
    entry = work.entry
    names = entry.names.get("author") or entry.names.get("editor") or ()
    year = str(entry.dates.get("issued", ""))[:4]
    if not names or not year.isdigit():
        return
    families = tuple(fold(f"{name.particle} {name.family}".strip() or name.literal) for name in names)
    bare = tuple(fold(name.family or name.literal) for name in names)
    letters = {
        match[1] for variant in work.variants for match in re.finditer(year + r"([a-z])\b", variant.printed.text)
    }
    letter = next(iter(letters)) if len(letters) == 1 else ""
    for form in dict.fromkeys((families, bare)):
        yield Candidate(entry.key, form, year + letter)


@dataclass(slots=True)
class CiteBody:
    """Turns brackets into cites and tells of each."""

    candidates: tuple[Candidate, ...]
    tell: Callable[[TracedText, str], None]
    """Called with the printed bracket and the keys that it is taken for."""

    def paragraph(self, inlines: Iterable[Inline]) -> tuple[Inline, ...]:
        """The inlines with cites in place of brackets that are cites through and through."""
        return with_cites(inlines, _BRACKET, self._read, self.tell)

    def _read(self, match: re.Match[str]) -> tuple[Cite, ...]:
        inside = match["inside"] or match["square"]
        return self._cites(inside) or self._named_before(match.string[: match.start()], inside)

    def _named_before(self, before: str, inside: str) -> tuple[Cite, ...]:
        """Cites of a bracket with years alone, whose authors the sentence names: "Gray and Lopez (2013: 12)"."""
        years = _YEARS.match(inside)
        tail = _TAIL.search(before[-_REACH:]) if years else None
        if years is None or tail is None:
            return ()
        others = bool(tail["others"])
        starts = [match.start() for match in re.finditer(r"(?<!\S)\S", tail["names"])]
        for start in starts:  # the longest list of names that a work of that year has
            names = re.sub(r"^(?:and|und|et|y|e|&)\s|['’]s?\Z", "", tail["names"][start:])
            found = [self._meant(names, others, year) for year in re.split(r"[,;]\s", years["years"])]
            if all(found):
                pin = re.sub(r"\s?[-–]\s?", "-", years["locator"]) if years["locator"] else None
                *first, last = (str(key) for key in found)
                rest = [Cite(key, suppress_author=True) for key in first]
                return (*rest, Cite(last, "page" if pin else None, pin, suppress_author=True))
        return ()

    def _cites(self, inside: str) -> tuple[Cite, ...]:
        cites: list[Cite] = []
        names, others = "", False
        for part in inside.split(";"):
            lead = _PREFIX.match(part)
            prefix = re.sub(r"\s+", " ", lead["prefix"]).strip() + " " if lead else ""
            body = part[lead.end() :] if lead else part
            label = "page"
            if names and (again := _AGAIN.match(body)):
                years, locator = again["years"], again["locator"]
            elif match := _PART.match(body):
                names, others = match["names"], bool(match["others"])
                years, locator = match["years"], match["locator"]
                label = _LABELS.get(match["label"] or "", "page")
            elif (free := _FREE.match(body)) and (match := _PART.match(body[free.end() :])) and not names:
                prefix += free["prefix"]
                names, others = match["names"], bool(match["others"])
                years, locator = match["years"], match["locator"]
                label = _LABELS.get(match["label"] or "", "page")
            else:
                return ()
            found = [self._meant(names, others, year) for year in re.split(r",\s", years)]
            if not all(found):
                return ()
            for number, key in enumerate(found):
                pin = re.sub(r"\s?[-–]\s?", "-", locator) if locator and number == len(found) - 1 else None
                cites.append(Cite(str(key), label if pin else None, pin, prefix if number == 0 else ""))
        return tuple(cites)

    def _meant(self, names: str, others: bool, year: str) -> str | None:
        """The key of the one work with these authors and this year."""
        whole = fold(names)
        listed = tuple(fold(name) for name in re.split(r",?\s(?:and|und|et|y|e|&)\s|,\s|\s?&\s?|/", names))
        found = [
            work.key
            for work in self.candidates
            if work.year == year
            and (
                (others and work.families[:1] == listed[:1] and len(work.families) > 1)
                or (not others and work.families in (listed, (whole,)))
            )
        ]
        return found[0] if len(found) == 1 else None
