"""What the rules of the front matter have found so far."""

from __future__ import annotations

import re

from pubkit.model.article import Author, FrontMatter, SetAside
from pubkit.model.text import TracedText
from pubkit.records import dataclass, field
from pubkit.structure.banner import Banner
from pubkit.structure.wording import plain_digits

__all__ = ["HOW_NAMED", "LONG", "ZONE", "Place", "Zone", "fold", "marks_of", "rest_of_line", "unmarked"]

ZONE = 40
LONG = 40
"""Words from which on a piece of the zone is a paragraph."""
HOW_NAMED = re.compile(r"(?i:by|von|par|por|di|автор:?)\s+(?=[^\W\d_a-z])")

_MARKS = re.compile(r"[*†‡§¶]+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+(?:\s*,\s*[⁰¹²³⁴⁵⁶⁷⁸⁹]+)*|(?<=[^\W\d_])\d{1,2}(?:,\d{1,2})*(?=[\s,;]|$)")


@dataclass(frozen=True, slots=True)
class Place:
    """An affiliation."""

    text: TracedText
    mark: str = ""
    """As a plain digit, letter or sign; authors have the same."""


@dataclass(slots=True)
class Zone:
    """The fields found so far; private to this rule, and the one thing here that changes."""

    front: FrontMatter
    title: TracedText | None = None
    authors: list[Author] = field(default_factory=list)
    marks: list[frozenset[str]] = field(default_factory=list)
    """The marks of each author: 1, 2, a."""
    affiliations: list[Place] = field(default_factory=list)
    abstracts: list[tuple[str, TracedText]] = field(default_factory=list)
    """Language ("" for the article's own) and text."""
    keywords: list[TracedText] = field(default_factory=list)
    other: list[tuple[str, TracedText]] = field(default_factory=list)
    banners: list[Banner] = field(default_factory=list)
    aside: list[SetAside] = field(default_factory=list)
    gone: set[int] = field(default_factory=set)
    again: set[int] = field(default_factory=set)
    """Pieces that say again what the front block says, set aside with their marks."""
    heads: tuple[str, ...] = ()
    paged: bool = False
    vocabulary: frozenset[str] = frozenset()


def fold(text: str) -> str:
    """Letters and digits only, in small letters, one space between words."""
    return re.sub(r"[\W_]+", " ", text).strip().casefold()


def marks_of(text: str) -> frozenset[str]:
    """The marks in what stands behind a name, as plain signs."""
    return frozenset(re.findall(r"\d{1,2}|[*†‡§¶]+|(?<![^\W\d_])[a-z](?![^\W\d_])", plain_digits(text)))


def unmarked(name: TracedText, zone: Zone) -> TracedText:
    """The name without its note marks, which are set aside as such."""
    spans = [match.span() for match in _MARKS.finditer(name.text)]
    if not spans:
        return name
    kept: list[TracedText] = []
    last = 0
    for start, end in spans:
        kept.append(name[last:start])
        zone.aside.append(SetAside(name[start:end], "author-mark", "mark of a note about the author"))
        last = end
    kept.append(name[last:])
    return TracedText.added("").join(kept).strip(" ,;")


def rest_of_line(text: TracedText, spans: list[tuple[int, int]], zone: Zone) -> None:
    last = 0
    for start, end in [*spans, (len(text), len(text))]:
        gap = text[last:start].strip()
        if gap.text:
            rule = "author-mark" if _MARKS.fullmatch(gap.text.strip(" ,;")) else "separator"
            zone.aside.append(SetAside(gap, rule))
        last = end
