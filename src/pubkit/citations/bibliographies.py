"""Where the works are listed: one bibliography, several by kind, one a section, or none.

In: the document with its citations rendered, the works in the order of the style. Out: the document with its
bibliographies, and the identifiers of their entries. Places for them are divs as users of pandoc write them:

    ::: {#refs}                             all works (that no other place has asked for)
    ::: {#refs-sources type="book,thesis"}  by type (of CSL or BibTeX), not-type, keyword, not-keyword
    ::: {#refs-archive}                     the works of one file, where `bibliography:` names its files (multibib)
    ::: {.section-bibliography}             what its section cites

and `section-bibs-level: 1` puts one at the end of each section of this level. What no place asks for is listed at the
end: no cited work is lost. A work that is listed twice has its first entry as the target of links.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from pubkit.citations.anchors import anchor
from pubkit.citations.engine import Work
from pubkit.citations.links import linkify
from pubkit.citations.places import Manuscript
from pubkit.engines.ast import Document, Node, attr, branches, div, link, para, plain_text, rewrite, space, span, string
from pubkit.notices import Notice, Severity, nearest
from pubkit.records import dataclass, field

__all__ = ["Listed", "Places", "list_works", "without_lists"]

HEADINGS = MappingProxyType(
    {
        "az": "Ədəbiyyat", "be": "Літаратура", "bg": "Литература", "ca": "Referències", "cs": "Literatura",
        "da": "Litteratur", "de": "Literatur", "el": "Βιβλιογραφία", "en": "References", "es": "Referencias",
        "et": "Kirjandus", "fi": "Lähteet", "fr": "Références", "hr": "Literatura", "hu": "Irodalom",
        "hy": "Գրականություն", "it": "Riferimenti bibliografici", "ka": "ლიტერატურა", "kk": "Әдебиеттер",
        "lt": "Literatūra", "lv": "Literatūra", "nb": "Litteratur", "nl": "Literatuur", "pl": "Bibliografia",
        "pt": "Referências", "ro": "Bibliografie", "ru": "Литература", "sk": "Literatúra", "sl": "Literatura",
        "sr": "Литература", "sv": "Referenser", "tr": "Kaynakça", "uk": "Література", "uz": "Adabiyotlar",
    }
)  # fmt: skip
"""What a bibliography is headed with where nothing else is said."""

_TYPES = MappingProxyType(
    {
        "article": {"article-journal", "article-magazine", "article-newspaper"}, "misc": {"document"},
        "online": {"webpage", "post", "post-weblog"}, "incollection": {"chapter"}, "inbook": {"chapter"},
        "inproceedings": {"paper-conference"}, "conference": {"paper-conference"}, "techreport": {"report"},
        "phdthesis": {"thesis"}, "mastersthesis": {"thesis"}, "collection": {"book"}, "proceedings": {"book"},
        "unpublished": {"manuscript"}, "jurisdiction": {"legal_case"},
    }
)  # fmt: skip
"""Types of CSL by the names that BibTeX and BibLaTeX have for them."""

_CONDITIONS = ("type", "not-type", "keyword", "not-keyword")
_ALIASES = MappingProxyType(
    {"nottype": "not-type", "notkeyword": "not-keyword", "keywords": "keyword", "types": "type"}
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A document with its bibliographies."""

    document: Document
    entries: dict[str, str]
    """Keys by the identifiers of their entries, in their order."""
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Places:
    """What is known of works and of the document beside the works themselves."""

    items: Mapping[str, Mapping[str, Any]]
    """CSL-JSON by key."""
    back: Mapping[str, Sequence[str]]
    """The identifiers of the citations of a work."""
    language: str = "en"
    heading: str | None = None
    """None for the language's usual one, "" for none."""
    hanging: bool = False
    groups: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The keys of each named file."""
    section_level: int = 0
    """The level of sections that have a bibliography each; 0 for none."""
    manuscript: Manuscript | None = None


def without_lists(document: Document) -> Document:
    """The document without bibliographies, and without links to them."""

    def cleared(node: Node) -> list[Node] | None:
        if _is_place(node):
            return []
        if node["t"] == "Link" and node["c"][2][0].startswith("#ref-"):
            return list(node["c"][1])
        return None

    done: Document = rewrite(document, cleared, tags=("Div", "Link"))
    return done


def list_works(document: Document, works: Sequence[Work], known: Places) -> Listed:
    """The document with its works listed where it asks for them."""
    if not works:
        return Listed(document, {})
    listing = _Listing(works, known)
    blocks = listing.with_sections(document["blocks"]) if known.section_level else document["blocks"]
    blocks = listing.sections(blocks)
    listing.ask(blocks)
    filled = rewrite({**document, "blocks": blocks}, listing.fill, tags=("Div",))
    rest = [work for work in works if work.key not in listing.seen]
    if rest:
        blocks = filled["blocks"]
        filled = {**filled, "blocks": [*blocks, *_heading(blocks, known), listing.body("refs", rest)]}
    return Listed(filled, listing.entries, tuple(listing.notices))


def _is_place(node: Node) -> bool:
    if node.get("t") != "Div":
        return False
    identifier, classes, _ = node["c"][0]
    named = identifier == "refs" or identifier.startswith("refs-") or "section-bibliography" in classes
    return "csl-bib-body" not in classes and (named or "bibliography" in classes)


class _Listing:
    def __init__(self, works: Sequence[Work], known: Places) -> None:
        self.works = works
        self.known = known
        self.entries: dict[str, str] = {}
        self.seen: set[str] = set()
        self.notices: list[Notice] = []
        self.used: Counter[str] = Counter()
        self.asked: set[str] = set()
        """Keys that places with conditions ask for."""

    # -- a bibliography for each section -----------------------------------------------------------------------------

    def with_sections(self, blocks: Sequence[Node]) -> list[Node]:
        """The blocks with a place at the end of each section."""
        out: list[Node] = []
        level = self.known.section_level
        open_section = False
        for block in [*blocks, None]:
            if block is None or (block["t"] == "Header" and block["c"][0] <= level):
                if open_section:
                    out += [*_titled(self.known, min(level + 1, 6), ""), div(attr("", ["section-bibliography"]), [])]
                open_section = block is not None and block["c"][0] == level
            out += [block] if block is not None else []
        return out

    def sections(self, blocks: Sequence[Node]) -> list[Node]:
        """The blocks with the bibliographies of sections, and links that stay in their section."""
        out = list(blocks)
        for index, block in enumerate(blocks):
            if not (_is_place(block) and "section-bibliography" in block["c"][0][1]):
                continue
            start, end = _section(blocks, index)
            cited = {key for part in blocks[start:end] for key in _cited(part)}
            calls = {
                str(node["c"][0][0]) for part in blocks[start:end] for node in branches(part) if node["t"] == "Span"
            }
            chosen = [work for work in self.works if work.key in cited]
            before = set(self.entries)
            out[index] = self.body(block["c"][0][0], chosen, calls) if chosen else div(attr(), [])
            own = {f"#{anchor(self.entries[name])}": f"#{name}" for name in self.entries if name not in before}
            lead = functools.partial(_lead, own=own)
            out[start:end] = [rewrite(part, lead, tags=("Link",)) for part in out[start:end]]
            if not chosen and index and out[index - 1]["t"] == "Header":
                out[index - 1] = div(attr(), [])  # a heading over nothing
        return [block for block in out if block != div(attr(), [])]

    # -- places ------------------------------------------------------------------------------------------------------

    def ask(self, blocks: Sequence[Node]) -> None:
        """Find out what places with conditions ask for: the others leave it to them."""
        for node in branches(list(blocks)):
            if _is_place(node):
                identifier, _, pairs = node["c"][0]
                said = {_ALIASES.get(key, key): value for key, value in pairs}
                if identifier.removeprefix("refs-") in self.known.groups or any(name in said for name in _CONDITIONS):
                    self.asked |= {work.key for work in self.works if self.wants(work, identifier, said)}

    def fill(self, node: Node) -> Node | list[Node] | None:
        if not _is_place(node):
            return None
        identifier, _, pairs = node["c"][0]
        said = {_ALIASES.get(key, key): value for key, value in pairs}
        self.check(identifier, said)
        chosen = [work for work in self.works if self.wants(work, identifier, said)]
        if not chosen:
            self.tell("K131", f'no work is listed in "{identifier or "bibliography"}"', identifier, None)
            return []
        return self.body(identifier, chosen)

    def wants(self, work: Work, identifier: str, said: Mapping[str, str]) -> bool:
        group = self.known.groups.get(identifier.removeprefix("refs-"))
        conditions = [name for name in _CONDITIONS if name in said]
        if not conditions and group is None:
            return work.key not in self.seen and work.key not in self.asked
        item = self.known.items.get(work.key, {})
        kinds = {str(item.get("type", ""))}
        words = {word.strip().casefold() for word in re.split(r"[,;]", str(item.get("keyword") or ""))}
        return (
            (group is None or work.key in group)
            and ("type" not in said or bool(kinds & _kinds(said["type"])))
            and ("not-type" not in said or not kinds & _kinds(said["not-type"]))
            and ("keyword" not in said or bool(words & _words(said["keyword"])))
            and ("not-keyword" not in said or not words & _words(said["not-keyword"]))
        )

    def check(self, identifier: str, said: Mapping[str, str]) -> None:
        for key in said:
            if key not in _CONDITIONS and (near := nearest(key, _CONDITIONS, cutoff=0.6)):
                message = f'the bibliography "{identifier}" has a condition that is not known: "{key}"'
                self.tell("K130", message, identifier, f"did you mean {near}?")

    def tell(self, code: str, message: str, identifier: str, hint: str | None) -> None:
        place, line = self.known.manuscript.words(f"#{identifier}") if self.known.manuscript else (None, None)
        self.notices.append(Notice(code, message, Severity.WARNING, place, line, hint))

    # -- lists -------------------------------------------------------------------------------------------------------

    def body(self, identifier: str, works: Sequence[Work], calls: set[str] | None = None) -> Node:
        """The list of these works; of their citations those among `calls` are led back to."""
        self.used[identifier or "refs"] += 1
        count = self.used[identifier or "refs"]
        name = (identifier or "refs") + (f"-{count}" if count > 1 else "")
        classes = ["references", "csl-bib-body"] + (["hanging-indent"] if self.known.hanging else [])
        classes += ["labelled"] if any(work.label for work in works) else []
        return div(attr(name, classes, {"role": "list"}), [self.entry(work, calls) for work in works])

    def entry(self, work: Work, calls: set[str] | None) -> Node:
        self.seen.add(work.key)
        name, count = anchor(work.key), 1
        while name in self.entries:
            count += 1
            name = f"{anchor(work.key)}-{count}"
        self.entries[name] = work.key
        back = [target for target in self.known.back.get(work.key, ()) if calls is None or target in calls]
        language = str(self.known.items.get(work.key, {}).get("language") or "")
        pairs = {"role": "listitem"}
        if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", language) and not _same(language, self.known.language):
            pairs["lang"] = language
        return div(attr(name, ["csl-entry"], pairs), [para(_text(work, back))])


def _same(one: str, two: str) -> bool:
    return one.split("-")[0].casefold() == two.split("-")[0].casefold()


def _text(work: Work, back: Sequence[str]) -> list[Node]:
    text = list(linkify(work.inlines))
    if work.label:
        text = [span(attr("", ["csl-left-margin"]), _spaced(work.label)), span(attr("", ["csl-right-inline"]), text)]
    marks: list[Node] = []
    for number, target in enumerate(back, 1):
        label = f"back to citation {number} of {len(back)}: {plain_text(list(work.inlines))[:40].strip()}…"
        marks += [space(), link([string("↑")], f"#{target}", attr("", ["back-link"], {"aria-label": label}))]
    return [*text, *([span(attr("", ["back-links"]), marks)] if marks else [])]


def _spaced(label: Sequence[Node]) -> list[Node]:
    """A label that stands apart from what follows even where no margin sets it off."""
    return [*label, *([] if label[-1]["t"] == "Space" else [space()])]


def _kinds(said: str) -> set[str]:
    names = {name.casefold() for name in re.split(r"[,;\s]+", said) if name}
    return {kind for name in names for kind in _TYPES.get(name, {name})}


def _words(said: str) -> set[str]:
    return {word.strip().casefold() for word in re.split(r"[,;]", said) if word.strip()}


def _cited(node: Node) -> Iterator[str]:
    for part in branches(node):
        if part["t"] == "Span" and "citation" in part["c"][0][1]:
            yield from dict(part["c"][0][2]).get("cites", "").split()


def _section(blocks: Sequence[Node], index: int) -> tuple[int, int]:
    """From the heading of the section in which a block stands to the block."""
    level = 7
    start = index
    if index and blocks[index - 1]["t"] == "Header":  # the bibliography's own heading
        level = int(blocks[index - 1]["c"][0])
        start = index - 1
    for position in range(start - 1, -1, -1):
        if blocks[position]["t"] == "Header" and blocks[position]["c"][0] < level:
            return position, index
    return 0, index


def _lead(node: Node, own: Mapping[str, str]) -> Node | None:
    if node["t"] != "Link" or node["c"][2][0] not in own:
        return None
    attributes, text, (target, title) = node["c"]
    return {"t": "Link", "c": [attributes, text, [own[target], title]]}


def _heading(blocks: Sequence[Node], known: Places) -> list[Node]:
    if known.heading == "" or (known.heading is None and blocks and blocks[-1]["t"] == "Header"):
        return []
    level = min((block["c"][0] for block in blocks if block["t"] == "Header"), default=1)
    taken = {node["c"][1][0] for node in branches(list(blocks)) if node["t"] == "Header"}
    return _titled(known, level, "references" if "references" not in taken else "bibliography")


def _titled(known: Places, level: int, identifier: str) -> list[Node]:
    if known.heading == "":
        return []
    text = known.heading or HEADINGS.get(known.language.split("-")[0].casefold(), HEADINGS["en"])
    words = [part for word in text.split(" ") for part in (space(), string(word))][1:]
    return [{"t": "Header", "c": [level, attr(identifier, ["unnumbered"], {"role": "doc-bibliography"}), words]}]
