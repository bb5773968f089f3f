"""How a paragraph and a title end on paper: not with half a word, and not with a syllable alone on the last line.

In: the parsed HTML page. Changed in place: a paragraph's last word is not hyphenated, a very short one keeps to the
word before it, and so does a title's last word. Only a space becomes a no-break space; no character is added.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

__all__ = ["last_lines"]

_LAST = re.compile(r"(?:(?<![^\s])(?P<before>\S{1,14})(?P<space>[ \n]))?(?P<last>\S{1,40})\s*\Z")
_SHORT = 5
"""Characters, its full stop with them, below which a word is no line."""
_HYPHENATED = 6
"""Letters from which a word may be hyphenated."""
_TITLE = 24
"""Characters of two words that a title's last line may well hold."""
_NO_BREAK = "\N{NO-BREAK SPACE}"
_INLINE = frozenset({"em", "strong", "span", "i", "b", "q", "a"})


def last_lines(root: Element) -> None:
    """Mind the ends of all paragraphs and of the title."""
    # In narrow columns a word that is kept to the next costs a loose line, which is worse than a short one.
    narrow = any("columns" in box.get("class", "").split() for box in root.iter("div"))
    for paragraph in root.iter("p"):
        if (end := _end(paragraph)) is not None:
            _end_of_paragraph(*end, tie=not narrow)
    for heading in root.iter("h1"):
        if len(heading) == 0 and heading.text:
            heading.text = _tied(heading.text, longest=_TITLE)


def _end(element: Element) -> tuple[Element, Element | None] | None:
    """Where the last text stands: in an element, or behind a child of it; None where it is no plain text."""
    while True:
        last = element[-1] if len(element) else None
        if last is None:
            return (element, None) if (element.text or "").strip() else None
        if (last.tail or "").strip():
            return element, last
        if last.tag not in _INLINE or "math" in last.get("class", "") or last.get("class", "").startswith("with-call"):
            return None
        element = last


def _end_of_paragraph(holder: Element, child: Element | None, *, tie: bool) -> None:
    text = (holder.text if child is None else child.tail) or ""
    found = _LAST.search(text)
    if found is None:
        return
    if len(found["last"]) < _SHORT:
        if tie:
            _put(holder, child, _tied(text, longest=14 + _SHORT))
        return
    if sum(letter.isalpha() for letter in found["last"]) >= _HYPHENATED and found.start("last"):
        word = Element("span", {"class": "last-word"})
        word.text = text[found.start("last") :]
        _put(holder, child, text[: found.start("last")])
        holder.insert(0 if child is None else len(holder), word)


def _put(holder: Element, child: Element | None, text: str) -> None:
    if child is None:
        holder.text = text
    else:
        child.tail = text


def _tied(text: str, *, longest: int) -> str:
    found = _LAST.search(text)
    if found is None or not found["before"] or len(found["before"]) + len(found["last"]) > longest:
        return text
    at = found.start("space")
    return text[:at] + _NO_BREAK + text[at + 1 :]
