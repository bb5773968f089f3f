"""Put words and numbers where the text refers to a figure, a table, a section, an equation or a listing.

In: pandoc's tree as it was read, in which `@fig-a` is a citation like any other. Out: the tree with such references
made links, and a notice for each that has no target. The forms are Quarto's: `@fig-a` is "Figure 1", `[-@fig-a]` "1",
`[Fig. @fig-a]` "Fig. 1", `@Fig-a` begins with a capital. A key of the bibliography is never taken for a reference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import groupby
from types import MappingProxyType
from typing import Any

from pubkit.crossrefs.kinds import STATEMENTS, Kind, Words, kind_of, words_of
from pubkit.crossrefs.targets import Target, number
from pubkit.engines.ast import Document, Node, attr, branches, link, rewrite, space, span, string
from pubkit.errors import Place
from pubkit.notices import Notice, Severity, nearest
from pubkit.records import dataclass

__all__ = ["Referred", "refer"]

_NO_BREAK = "\N{NO-BREAK SPACE}"
_Places = Callable[[str, int], tuple[Place, str | None]]


@dataclass(frozen=True, slots=True)
class Referred:
    """A document whose cross-references are settled."""

    document: Document
    notices: tuple[Notice, ...]


def refer(
    document: Document,
    *,
    language: str = "en",
    said: Mapping[str, str] = MappingProxyType({}),
    sections: bool = False,
    keys: Collection[str] = (),
    places: _Places | None = None,
) -> Referred:
    """The document with its targets numbered and its cross-references as links.

    `said` is what the front matter has under `crossref:`; `sections` whether headings are numbered; `keys` are those of
    the bibliography; `places` tells where the n-th reference to a key stands.
    """
    words = words_of(language, said)
    numbered = number(document, words, sections=sections)
    if not numbered.by_identifier and not _asks(document):
        return Referred(document, ())
    references = _References(words, numbered.by_identifier, frozenset(keys), places)
    done = rewrite(numbered.document, references.node, tags=("Cite",))
    twice = [_twice(identifier) for identifier in dict.fromkeys(numbered.repeated)]
    return Referred(done, (*twice, *references.notices))


def _asks(document: Document) -> bool:
    return any(node["t"] == "Cite" for node in branches(document["blocks"]))


def _twice(identifier: str) -> Notice:
    return Notice("K121", f'the identifier "{identifier}" is given twice; the first counts', Severity.ERROR,
                  hint="identifiers are unique in a document")  # fmt: skip


class _References:
    def __init__(
        self, words: Words, targets: Mapping[str, Target], keys: frozenset[str], places: _Places | None
    ) -> None:
        self.words = words
        self.targets = targets
        self.keys = keys
        self.places = places
        self.seen: Counter[str] = Counter()
        self.notices: list[Notice] = []

    def node(self, node: Node) -> list[Node] | None:
        if node["t"] != "Cite" or not any(self.is_reference(cite["citationId"]) for cite in node["c"][0]):
            return None
        out: list[Node] = []
        for mine, cites in groupby(node["c"][0], key=lambda cite: self.is_reference(cite["citationId"])):
            group = list(cites)
            made = list(self.joined(group)) if mine else [{"t": "Cite", "c": [group, node["c"][1]]}]
            out += [string(";"), space(), *made] if out else made
        return out

    def is_reference(self, key: str) -> bool:
        return kind_of(key) is not None and (key not in self.keys or key in self.targets)

    def joined(self, cites: list[dict[str, Any]]) -> Iterator[Node]:
        for index, cite in enumerate(cites):
            if index:
                yield from (string(","), space())
            yield from self.reference(cite)

    def reference(self, cite: dict[str, Any]) -> Iterator[Node]:
        key, mode = cite["citationId"], cite["citationMode"]["t"]
        prefix, suffix = cite["citationPrefix"], cite["citationSuffix"]
        target = self.targets.get(key) or self.targets.get(key[:1].lower() + key[1:])
        if target is None:
            yield from self.missing(key)
        else:
            identifier = key if key in self.targets else key[:1].lower() + key[1:]
            bare = mode == "SuppressAuthor" or bool(prefix)
            yield from [*prefix, string(_NO_BREAK)] if prefix else []
            yield link(self.text(target, bare=bare, capital=key[0].isupper()), f"#{identifier}", attr("", ["crossref"]))
        if suffix:
            yield from [space(), string("["), *suffix, string("]")] if mode == "AuthorInText" else suffix

    def text(self, target: Target, *, bare: bool, capital: bool) -> list[Node]:
        if not target.number:
            return list(target.title)
        if bare:
            return [string(target.number)]
        return [string(self.words.reference(target.kind, target.number, capital=capital))]

    def missing(self, key: str) -> Iterator[Node]:
        place, line = self.places(key, self.seen[key]) if self.places else (None, None)
        self.seen[key] += 1
        kind = kind_of(key)
        known = [identifier for identifier in self.targets if kind_of(identifier) is kind]
        near = nearest(key, known) or (known[0] if len(known) == 1 else None)
        hint = (
            f"did you mean @{near}?" if near else f"give the {_THINGS[kind or Kind.FIGURE]} the identifier {{#{key}}}"
        )
        self.notices.append(
            Notice("K120", f'nothing has the identifier "{key}" that is referred to', Severity.ERROR, place, line, hint)
        )
        yield span(attr("", ["missing-citation"]), [{"t": "Strong", "c": [string(f"{key}?")]}])


_THINGS = MappingProxyType(
    {Kind.FIGURE: "figure", Kind.TABLE: "table", Kind.SECTION: "heading", Kind.EQUATION: "equation",
     Kind.LISTING: "code block"} | dict.fromkeys(STATEMENTS, "div")
)  # fmt: skip
