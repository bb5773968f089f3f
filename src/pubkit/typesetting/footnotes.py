"""Notes at the foot of the page of their call.

In: the parsed HTML page, with its notes gathered at the end as pandoc writes them. Changed in place: each note's body
stands at its call as an element that print.css floats to the footnote area (CSS GCPM 2). Moving the section of notes
by CSS does not work: what floats must stand where it is called. The tree may nest blocks within a line, which no HTML
text could, so notes of several paragraphs, quotes and tables survive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from pubkit.typesetting.long_notes import in_parts

__all__ = ["foot_notes"]

_LAST_WORD = re.compile(r"[^\s\u2013\u2014/-]{1,24}\Z")


_ADDRESSES = {"uri", "address"}
_FOR_SCREENS = frozenset({"back-links", "author-note", "take-along"})


def foot_notes(root: Element) -> None:
    """Move each note to its call; drop the section of notes, all links back, and the rules for screens."""
    bodies = {item.get("id", ""): item for item in _note_items(root)}
    parents = {child: parent for parent in root.iter() for child in parent}
    _foot_of_first_page(root)
    for call in [link for link in root.iter("a") if "footnote-ref" in _classes(link)]:
        body = bodies.get(call.get("href", "#").removeprefix("#"))
        if body is not None:
            _without_mark(body)
            _replace(parents[call], call, _float(call, body))
    for element in [element for element in root.iter() if _is_for_screens(element)]:
        _drop(parents[element], element)
    for address in [each for each in root.iter() if _ADDRESSES & set(_classes(each))]:
        _hold_parts(address)


def _foot_of_first_page(root: Element) -> None:
    """What is known of the authors, and the colophon, as notes of the title page."""
    parents = {child: parent for parent in root.iter() for child in parent}
    told = {aside.get("id"): aside for aside in root.iter("aside") if "author-note" in _classes(aside)}
    last = None
    printed: set[str] = set()
    for contributor in [each for each in root.iter("div") if "contributor" in _classes(each)]:
        last = contributor
        name = contributor[0]
        about = told.get(f"author-note-{_number_of(contributor, parents)}")
        note = Element("note", {"data-number": contributor.get("data-sign", "")})
        for mark in [link for link in name if "author-mark" in _classes(link)]:
            name.remove(mark)
        if about is not None:
            _without_mark(about)
            note.append(_sentence("".join(about.itertext()).strip()))
        said = "".join(note.itertext())
        for line in list(contributor)[1:]:
            contributor.remove(line)
            if "".join(line.itertext()).strip() not in said:
                note.append(_sentence("", line))
        sign = contributor.get("data-sign", "")
        if len(note) and sign in printed:
            mark = Element("sup", {"class": "shared-mark"})  # another author's note says it
            mark.text = sign
            name.append(mark)
        elif len(note):
            note[0].set("class", "note-paragraph first")
            name.append(note)
            printed.add(sign)
    for footer in [each for each in root.iter("footer") if "colophon" in _classes(each)]:
        _drop(parents[footer], footer)
        note = Element("imprint", {"class": "colophon"})
        note.extend(list(footer))
        for line in note:
            line.tail = None
        place = last[0] if last is not None else next(root.iter("h1"), None)
        if place is not None:
            place.append(note)


def _number_of(contributor: Element, parents: dict[Element, Element]) -> int:
    siblings = [each for each in parents[contributor] if "contributor" in _classes(each)]
    return siblings.index(contributor) + 1


def _sentence(text: str, line: Element | None = None) -> Element:
    """A piece of an author's note, closed like a sentence unless it is an address."""
    piece = Element("span", {"class": "piece"})
    piece.text = text if not text or text[-1] in ".!?" else f"{text}."
    if line is not None:
        piece.text = line.text
        piece.extend(list(line))
        if not len(line) and piece.text and piece.text.rstrip()[-1:] not in ".!?":
            piece.text = piece.text.rstrip() + "."
    piece.tail = " "
    return piece


def _is_for_screens(element: Element) -> bool:
    return element.tag == "style" or _is_endnotes(element) or bool(_FOR_SCREENS & {*_classes(element)})


def _hold_parts(address: Element) -> None:
    """An address breaks where `breaks` said, and not after each of its hyphens as words do."""
    parts = [address.text, *(child.tail for child in address)]
    address.text = None
    for index, part in reversed(list(enumerate(parts))):
        held = Element("span", {"class": "held"})
        held.text = part
        address.insert(index, held)
        if index < len(parts) - 1:
            address[index + 1].tail = None


def _note_items(root: Element) -> Iterator[Element]:
    for section in root.iter("section"):
        if _is_endnotes(section):
            yield from section.iter("li")


def _is_endnotes(element: Element) -> bool:
    return element.tag == "section" and element.get("role") == "doc-endnotes"


def _classes(element: Element) -> list[str]:
    return (element.get("class") or "").split() if isinstance(element.tag, str) else []


def _float(call: Element, body: Element) -> Element:
    """The note as it stands in the line: its number goes along for the call and the marker."""
    note = Element("note", {"id": call.get("href", "#").removeprefix("#")})
    note.set("data-number", "".join(call.itertext()).strip())
    blocks = [child for child in body if isinstance(child.tag, str) and child.get("role") != "doc-backlink"]
    note.text = body.text
    for child in blocks:
        _without_back_link(child)
        if child.tag == "p":
            child.tag = "span"
            child.set("class", "note-paragraph")
        child.tail = None
        note.append(child)
    if blocks and blocks[0].get("class") == "note-paragraph":
        blocks[0].set("class", "note-paragraph first")
    if not blocks and not note.text:
        SubElement(note, "span").text = "\N{NO-BREAK SPACE}"
    return note


def _without_mark(body: Element) -> None:
    """The sign before an author's note is set by the page's own marker."""
    for parent in body.iter():
        for child in list(parent):
            if "mark" in _classes(child):
                child.tail = (child.tail or "").lstrip()
                _drop(parent, child)


def _without_back_link(block: Element) -> None:
    for parent in block.iter():
        for child in list(parent):
            if child.get("role") == "doc-backlink":
                _drop(parent, child)


def _replace(parent: Element, call: Element, note: Element) -> None:
    """The note instead of the call, kept on one line with the word before it."""
    index = list(parent).index(call)
    before = (parent[index - 1].tail if index else parent.text) or ""
    found = _LAST_WORD.search(before)
    together = Element("span", {"class": "with-call"})
    if name := call.get("id"):
        together.set("id", name)
    together.text = found.group() if found else ""
    kept = before[: found.start()] if found else before
    if index:
        parent[index - 1].tail = kept
    else:
        parent.text = kept
    link = SubElement(together, "a", {"href": call.get("href", "#")})
    first, *others = in_parts(note)
    link.append(first)
    together.extend(others)
    together.tail = call.tail
    parent[index] = together


def _drop(parent: Element, child: Element) -> None:
    """Take an element out; the text after it stays."""
    index = list(parent).index(child)
    if child.tail:
        if index:
            parent[index - 1].tail = (parent[index - 1].tail or "") + child.tail
        else:
            parent.text = (parent.text or "") + child.tail
    parent.remove(child)
