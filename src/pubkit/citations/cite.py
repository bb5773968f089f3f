"""Put rendered citations and the bibliography into a document.

In: pandoc's tree, a bibliography, a style. Out: the tree with every citation rendered in place (in a note of its own
where the style is a note style and no note is there yet), anchors both ways, and the bibliography at its end or in
the document's own `::: {#refs}`; and a notice for every key that no entry has.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from pubkit.citations.bibliographies import Places, list_works, without_lists
from pubkit.citations.calls import is_call, mark_call, settle_calls
from pubkit.citations.engine import Engine, Rendered, RenderedCitation, Work
from pubkit.citations.gather import Citation, Cite, gather, replace
from pubkit.citations.links import linkify
from pubkit.citations.places import Manuscript
from pubkit.citations.styles import StyleFile
from pubkit.engines.ast import (
    Document,
    Node,
    attr,
    note,
    para,
    space,
    span,
    string,
)
from pubkit.notices import Notice, Severity, nearest
from pubkit.records import dataclass, field
from pubkit.records import replace as replace_fields

__all__ = ["Answers", "Cited", "Listing", "cite"]


@dataclass(frozen=True, slots=True)
class Cited:
    """A document whose citations are rendered."""

    document: Document
    notices: tuple[Notice, ...]
    works: int
    """How many works the bibliography lists."""
    citations: int
    """How many citations were rendered."""
    answers: Answers
    """What the engine made of them."""
    listed: Mapping[str, str] = field(default_factory=dict)
    """The keys of the works in the bibliography, in its order, by the identifiers of their entries."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The citations of a document, and how each is rendered."""

    asked: Sequence[Citation]
    answerable: Sequence[Citation]
    """The same without cites of unknown keys."""
    rendered: Sequence[RenderedCitation]
    is_note: bool
    """Whether the style's citations are notes."""

    def put_into(self, document: Document, first: int = 0) -> Document:
        """A document with its citations rendered; they are those from `first` on."""
        return _place(document, self, first)


@dataclass(frozen=True, slots=True)
class Listing:
    """How a document lists its works."""

    heading: str | None = None
    """The heading of the bibliography: None for the language's usual one, "" for none."""
    suppressed: bool = False
    """Whether nothing is listed."""
    section_level: int = 0
    """The level of sections that have a bibliography each; 0 for none."""
    own_words: bool = False
    """Whether a work in another language is printed with the words of its own (BibLaTeX: `autolang=other`)."""
    groups: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The keys of each .bib file that the front matter names."""


_ONE_LIST = Listing()


def cite(
    document: Document,
    items: Sequence[Mapping[str, Any]],
    style: StyleFile,
    engine: Engine,
    *,
    language: str = "en",
    nocite: Sequence[str] = (),
    listing: Listing = _ONE_LIST,
    manuscript: Manuscript | None = None,
) -> Cited:
    """The document with its citations rendered in `style` by `engine`.

    `items` is CSL-JSON; `nocite` names keys to list though they are not cited ("*" for all); `listing` says how works
    are listed; `manuscript` tells where keys stand.
    """
    by_key = {str(item["id"]): item for item in items}
    known = set(by_key)
    asked = gather(document, note_style=style.is_note)
    notices = _unknown(asked, known, manuscript)
    answerable = [_opened(_known(citation, known), style) for citation in asked]
    questions = [citation for citation in answerable if citation.cites]

    def ask(tag: str) -> Rendered:
        return engine(style, items, questions, language=tag, uncited=_uncited(nocite, known))

    chosen = style.default_locale or language
    rendered = ask(chosen)
    left = iter(rendered.citations)
    ready = [next(left) if citation.cites else RenderedCitation(()) for citation in answerable]
    answers = Answers(asked, answerable, ready, style.is_note)
    placed = answers.put_into(document)
    if listing.suppressed:
        return Cited(without_lists(placed), (*notices, *rendered.notices), 0, len(asked), answers)
    works = rendered.bibliography
    if listing.own_words:
        works = _in_their_languages(rendered, by_key, chosen, ask)
    places = Places(
        by_key, _backlinks(asked, known), language, listing.heading, rendered.hanging, listing.groups,
        listing.section_level, manuscript,
    )  # fmt: skip
    listed = list_works(placed, works, places)
    said = (*notices, *rendered.notices, *listed.notices)
    return Cited(listed.document, said, len(rendered.bibliography), len(asked), answers, listed.entries)


# -- keys --------------------------------------------------------------------------------------------------------


def _known(citation: Citation, known: set[str]) -> Citation:
    cites = tuple(cite for cite in citation.cites if cite.key in known)
    return replace_fields(citation, cites=cites)


def _opened(citation: Citation, style: StyleFile) -> Citation:
    """A prefix that opens a note begins with a capital: "See Doe" (Chicago Manual of Style 18, 13.39)."""
    if not (style.is_note and citation.opens_note and citation.cites and citation.cites[0].prefix):
        return citation
    first, *others = citation.cites
    word, *rest = first.prefix
    if word["t"] != "Str" or not word["c"][:1].islower():
        return citation
    capital = {**word, "c": word["c"][0].upper() + word["c"][1:]}
    return replace_fields(citation, cites=(replace_fields(first, prefix=(capital, *rest)), *others))


def _uncited(nocite: Sequence[str], known: set[str]) -> list[str]:
    return sorted(known) if "*" in nocite else [key for key in nocite if key in known]


def _unknown(asked: Sequence[Citation], known: set[str], manuscript: Manuscript | None) -> list[Notice]:
    seen: dict[str, int] = defaultdict(int)
    notices = []
    for key in (cite.key for citation in asked for cite in citation.cites if cite.key not in known):
        place, line = manuscript.cite(key, seen[key]) if manuscript else (None, None)
        seen[key] += 1
        near = nearest(key, known) or next((k for k in known if k.casefold() == key.casefold()), None)
        hint = f"did you mean @{near}?" if near else "add an entry of this key to the .bib file"
        notices.append(Notice("K101", f'unknown citation key "{key}"', Severity.ERROR, place, line, hint))
    return notices


# -- citations ---------------------------------------------------------------------------------------------------


def _place(document: Document, answers: Answers, first: int) -> Document:
    def put(citation: Citation, offset: int) -> list[Node]:
        index = first + offset
        answer = answers.rendered[index]
        answered = set(answers.answerable[index].keys)
        missing = [cite for cite in citation.cites if cite.key not in answered]
        inlines = [*linkify(answer.inlines), *_missing(missing, bool(answer.inlines))]
        keys = {"cites": " ".join(citation.keys)}
        body = span(attr(f"cite-{index + 1}", ["citation"], keys), inlines)
        if not answers.is_note:
            return [mark_call(body) if is_call(answer.inlines) else body]
        author = [span(attr("", ["citation-author"]), answer.author)] if answer.author else []
        if citation.in_note:
            return [*author, *([space()] if author else []), body]
        return [*author, mark_call(note([para([body])]))]

    placed = replace(document, put, note_style=answers.is_note)
    settled: Document = settle_calls(placed)
    return settled


def _missing(cites: Iterable[Cite], more: bool) -> list[Node]:
    out: list[Node] = []
    for cite in cites:
        out += [string(";"), space()] if out or more else []
        out.append(span(attr("", ["missing-citation"]), [{"t": "Strong", "c": [string(f"{cite.key}?")]}]))
    return out


def _backlinks(asked: Sequence[Citation], known: set[str]) -> dict[str, list[str]]:
    back: dict[str, list[str]] = defaultdict(list)
    for index, citation in enumerate(asked):
        for key in dict.fromkeys(citation.keys):
            if key in known:
                back[key].append(f"cite-{index + 1}")
    return back


# -- bibliography ------------------------------------------------------------------------------------------------


def _in_their_languages(
    rendered: Rendered, items: Mapping[str, Mapping[str, Any]], language: str, ask: Callable[[str], Rendered]
) -> tuple[Work, ...]:
    """The works with those in another language printed with the words of theirs (BibLaTeX: `autolang=other`)."""
    wanted = {work.key: str(items.get(work.key, {}).get("language") or language) for work in rendered.bibliography}
    others: dict[str, dict[str, Work]] = {}
    for tag in sorted(set(wanted.values())):
        if tag.split("-")[0].casefold() != language.split("-")[0].casefold():
            others[tag] = {work.key: work for work in ask(tag).bibliography}
    return tuple(others.get(wanted[work.key], {}).get(work.key, work) for work in rendered.bibliography)
