"""Tags of a PDF as ISO 14289-1 (PDF/UA-1) wants them, where WeasyPrint 70 leaves something to be wished.

- Running heads and folios are artifacts (7.8), not content outside of the structure.
- A link is one annotation for each of its lines, in the Link element (7.18.5), not one for each piece of text in it.
- Notes are Note elements with an ID, their marks Lbl, their calls Link (7.9); formulas are Formula (7.7).
- Header cells say that they head a column (7.5). Every annotation is printed (7.18.1), identifiers stand in an IDTree
  (ISO 32000-1, 14.7.2).

In: WeasyPrint's modules and documents. Its own functions are wrapped where it has no setting; where a later version
has other names, nothing is changed, and the tests that ask checkers say so.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

__all__ = ["finish", "only_whole_links", "wrap"]

_TAGS = {"note": "Note", "imprint": "Div", "notepart": "Div", "note::footnote-marker": "Lbl",
         "note::footnote-call": "Span",
         "code": "Code", "q": "Quote",
         "formula": "Formula", "cite": "Span", "em": "Span", "strong": "Span", "sup": "Span", "sub": "Span",
         "a::before": "Span", "a::after": "Span"}  # fmt: skip
"""Elements to structure types, beyond those that WeasyPrint knows (ISO 32000-1, 14.8.4)."""

_artifacts: set[int] = set()
"""Identities of the boxes in the margins of the document that is being written."""


def wrap() -> None:
    """Put our tags before WeasyPrint's; once for a process."""
    from weasyprint.formatting_structure import boxes
    from weasyprint.pdf import stream, tags

    tag_of, tree_of, marked = tags._get_pdf_tag, tags._build_box_tree, stream.Stream.marked

    def known(tag: str | None) -> str:
        return _TAGS.get(tag or "") or str(tag_of(tag))

    def outside_margins(box: Any, *rest: Any) -> Iterator[Any]:
        return iter(()) if isinstance(box, boxes.MarginBox) else tree_of(box, *rest)

    def content_or_artifact(self: Any, box: Any, tag: str) -> Any:
        return self.artifact() if id(box) in _artifacts else marked(self, box, tag)

    tags._get_pdf_tag, tags._build_box_tree, stream.Stream.marked = known, outside_margins, content_or_artifact


def only_whole_links(document: Any) -> None:
    """Before it is written: links of whole elements only, and what stands in margins."""
    from weasyprint.formatting_structure import boxes

    _artifacts.clear()
    for page in document.pages:
        page.links[:] = [link for link in page.links if _is_link(link[3])]
        for child in page._page_box.children:
            if isinstance(child, boxes.MarginBox):
                _artifacts.update(id(box) for box in child.descendants())


def _is_link(box: Any) -> bool:
    return box.element_tag == "a" and box.link is not None


def finish(document: Any, pdf: Any) -> None:
    """Before the trailer is written: identifiers of notes, the tree of identifiers, annotations that print."""
    import pydyf

    _artifacts.clear()
    _prune(pdf)
    identified: list[Any] = []
    root = None
    for number, thing in enumerate(pdf.objects):
        if not isinstance(thing, dict):
            continue
        if thing.get("S") == "/Note" and "ID" not in thing:
            thing["ID"] = pydyf.String(f"note-{number}")
        if thing.get("S") == "/TH" and "A" in thing:
            thing["A"].setdefault("Scope", "/Column")
        if thing.get("Type") == "/Annot":
            thing["F"] = 4
        if thing.get("Type") == "/StructTreeRoot":
            root = thing
        if thing.get("Type") == "/StructElem" and "ID" in thing:
            identified.append(thing)
    if root is not None and identified:
        names = pydyf.Array()
        for thing in sorted(identified, key=lambda element: str(element["ID"].string)):
            names += [thing["ID"], thing.reference]
        root["IDTree"] = pydyf.Dictionary({"Names": names})


_MAY_BE_EMPTY = frozenset({"/TD", "/TH", "/Figure", "/Formula"})


def _prune(pdf: Any) -> None:
    """Elements without content are no content: the empty halves of lines that a block has parted."""
    objects: list[Any] = list(pdf.objects)
    elements: dict[bytes, Any] = {}
    for thing in objects:
        if isinstance(thing, dict) and thing.get("Type") == "/StructElem":
            elements[_reference(thing)] = thing
    for reference in reversed(list(elements)):  # children come after their parents
        element = elements[reference]
        parent = elements.get(element.get("P"))
        if not element["K"] and element["S"] not in _MAY_BE_EMPTY and parent and reference in parent["K"]:
            parent["K"].remove(reference)


def _reference(thing: Any) -> Any:
    return thing.reference
