"""Put rendered citations and the bibliography into a document.

In: pandoc's tree, a bibliography, a style. Out: the tree with every citation rendered in place (in a note of its own
where the style is a note style and no note is there yet), anchors both ways, and the bibliography at its end or in
the document's own `::: {#refs}`; and a notice for every key that no entry has.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from dataclasses import replace as replace_fields
from types import MappingProxyType
from typing import Any

from pubkit.citations.anchors import anchor
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
    div,
    link,
    note,
    para,
    plain_text,
    rewrite,
    space,
    span,
    string,
    walk,
)
from pubkit.notices import Notice, Severity, nearest

__all__ = ["Cited", "cite"]


@dataclass(frozen=True, slots=True)
class Cited:
    """A document whose citations are rendered."""

    document: Document
    notices: tuple[Notice, ...]
    works: int
    """How many works the bibliography lists."""
    citations: int
    """How many citations were rendered."""
    listed: Mapping[str, str] = field(default_factory=dict)
    """The keys of the works in the bibliography, in its order, by the identifiers of their entries."""


def cite(
    document: Document,
    items: Sequence[Mapping[str, Any]],
    style: StyleFile,
    engine: Engine,
    *,
    language: str = "en",
    nocite: Sequence[str] = (),
    heading: str | None = None,
    manuscript: Manuscript | None = None,
) -> Cited:
    """The document with its citations rendered in `style` by `engine`.

    `items` is CSL-JSON; `nocite` names keys to list though they are not cited ("*" for all); `heading` is that of
    the bibliography (None for the language's usual one, "" for none); `manuscript` tells where keys stand.
    """
    known = {str(item["id"]) for item in items}
    asked = gather(document, note_style=style.is_note)
    notices = _unknown(asked, known, manuscript)
    answerable = [_opened(_known(citation, known), style) for citation in asked]
    rendered = engine(
        style, items, [citation for citation in answerable if citation.cites],
        language=style.default_locale or language, uncited=_uncited(nocite, known),
    )  # fmt: skip
    placed = _place(document, asked, answerable, rendered, style)
    back = _backlinks(asked, known)
    out = _with_bibliography(placed, rendered, back, heading, language)
    listed = {anchor(work.key): work.key for work in rendered.bibliography}
    return Cited(out, (*notices, *rendered.notices), len(rendered.bibliography), len(asked), listed)


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


def _place(
    document: Document, asked: Sequence[Citation], answerable: Sequence[Citation], rendered: Rendered, style: StyleFile
) -> Document:
    answers = iter(rendered.citations)
    ready = [next(answers) if citation.cites else RenderedCitation(()) for citation in answerable]

    def put(citation: Citation, index: int) -> list[Node]:
        answer = ready[index]
        answered = set(answerable[index].keys)
        missing = [cite for cite in citation.cites if cite.key not in answered]
        inlines = [*linkify(answer.inlines), *_missing(missing, bool(answer.inlines))]
        keys = {"cites": " ".join(citation.keys)}
        body = span(attr(f"cite-{index + 1}", ["citation"], keys), inlines)
        if not style.is_note:
            return [mark_call(body) if is_call(answer.inlines) else body]
        author = [span(attr("", ["citation-author"]), answer.author)] if answer.author else []
        if citation.in_note:
            return [*author, *([space()] if author else []), body]
        return [*author, mark_call(note([para([body])]))]

    placed = replace(document, put, note_style=style.is_note)
    settled: Document = settle_calls(placed)
    return settled


def _missing(cites: Iterable[Cite], more: bool) -> list[Node]:
    out: list[Node] = []
    for cite in cites:
        out += [string(";"), space()] if out or more else []
        out.append(span(attr("", ["missing-citation"]), [{"t": "Strong", "c": [string(f"{cite.key}?")]}]))
    return out


# -- bibliography ------------------------------------------------------------------------------------------------


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


def _backlinks(asked: Sequence[Citation], known: set[str]) -> dict[str, list[str]]:
    back: dict[str, list[str]] = defaultdict(list)
    for index, citation in enumerate(asked):
        for key in dict.fromkeys(citation.keys):
            if key in known:
                back[key].append(f"cite-{index + 1}")
    return back


def _with_bibliography(
    document: Document, rendered: Rendered, back: Mapping[str, list[str]], heading: str | None, language: str
) -> Document:
    if not rendered.bibliography:
        return document
    entries = [_entry(work, back.get(work.key, [])) for work in rendered.bibliography]
    classes = ["references", "csl-bib-body"] + (["hanging-indent"] if rendered.hanging else [])
    classes += ["labelled"] if any(work.label for work in rendered.bibliography) else []
    listed = div(attr("refs", classes, {"role": "list"}), entries)
    if any(_is_refs(node) for node in walk(document["blocks"])):
        filled: Document = rewrite(document, lambda node: listed if _is_refs(node) else None)
        return filled
    return {**document, "blocks": [*document["blocks"], *_heading(document, heading, language), listed]}


def _is_refs(node: Node) -> bool:
    return node["t"] == "Div" and node["c"][0][0] == "refs" and "csl-bib-body" not in node["c"][0][1]


def _heading(document: Document, heading: str | None, language: str) -> list[Node]:
    blocks = document["blocks"]
    if heading == "" or (heading is None and blocks and blocks[-1]["t"] == "Header"):
        return []
    text = heading or HEADINGS.get(language.split("-")[0].casefold(), HEADINGS["en"])
    level = min((block["c"][0] for block in blocks if block["t"] == "Header"), default=1)
    words = [part for word in text.split(" ") for part in (space(), string(word))][1:]
    taken = {node["c"][1][0] for node in walk(blocks) if node["t"] == "Header"}
    identifier = "references" if "references" not in taken else "bibliography"
    return [{"t": "Header", "c": [level, attr(identifier, ["unnumbered"], {"role": "doc-bibliography"}), words]}]


def _entry(work: Work, citations: Sequence[str]) -> Node:
    text = list(linkify(work.inlines))
    if work.label:
        text = [span(attr("", ["csl-left-margin"]), _spaced(work.label)), span(attr("", ["csl-right-inline"]), text)]
    marks: list[Node] = []
    for number, target in enumerate(citations, 1):
        label = f"back to citation {number} of {len(citations)}: {plain_text(list(work.inlines))[:40].strip()}…"
        marks += [space(), link([string("↑")], f"#{target}", attr("", ["back-link"], {"aria-label": label}))]
    if marks:
        text.append(span(attr("", ["back-links"]), marks))
    return div(attr(anchor(work.key), ["csl-entry"], {"role": "listitem"}), [para(text)])


def _spaced(label: Sequence[Node]) -> list[Node]:
    """A label that stands apart from what follows even where no margin sets it off."""
    return [*label, *([] if label[-1]["t"] == "Space" else [space()])]
