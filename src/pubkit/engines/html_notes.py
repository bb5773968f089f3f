"""The notes of a web page: a link with a number or a sign as its text whose target stands further down.

In: the tree. Out: the bodies of notes and the links that call them. An item of a reference list is a work and no note,
and the number that leads to it stays as it is printed; where items lead back to their calls they are notes, whatever
stands above them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

__all__ = ["MARK", "is_back", "notes_of", "words_of"]

MARK = re.compile(r"\W{0,2}(?P<mark>\d{1,5}|[*†‡§]{1,3})\W{0,2}")
_BACK = re.compile(r"\W*|\W*(?:back|return|top|\d{1,5}|[*†‡§]{1,3})\W*", re.IGNORECASE)
_WORKS = re.compile(
    r"""(?:\d{1,2}\.?\s*)? (?:list\ of\ |cited\ )?
        (?:references?|bibliography|works\ cited|literature(?:\ cited)?|sources|literatur(?:verzeichnis)?|quellen
          |bibliographie|références(?:\ bibliographiques)?|bibliografía|referencias(?:\ bibliográficas)?
          |referências(?:\ bibliográficas)?|bibliografia|riferimenti(?:\ bibliografici)?|литература
          |список\ литературы|kaynakça|kaynaklar) \s*:?""",
    re.IGNORECASE | re.VERBOSE,
)
"""What stands above a list of works."""
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def words_of(element: etree._Element) -> str:
    """The text of an element."""
    return "".join(str(text) for text in element.itertext())


def notes_of(root: etree._Element) -> tuple[dict[etree._Element, str], dict[etree._Element, str]]:
    """The bodies of notes with their marks, and the elements that call them."""
    targets = {element.get("id") or element.get("name"): element for element in root.iter("*")
               if element.get("id") or element.get("name")}  # fmt: skip
    bodies: dict[etree._Element, str] = {}
    marks: dict[etree._Element, str] = {}
    printed: dict[etree._Element, str] = {}
    order = {element: number for number, element in enumerate(root.iter("*"))}
    works = _works(root)
    for link in root.iter("a"):
        found = MARK.fullmatch(words_of(link).strip())
        target = (
            targets.get((link.get("href") or "").removeprefix("#")) if (link.get("href") or "")[:1] == "#" else None
        )
        if found is None or target is None or order[target] <= order[link]:
            continue
        body = _body_of(target)
        mark = found["mark"]
        if body is None or body in works or printed.setdefault(body, mark) != mark:
            continue
        if body not in bodies:
            name = mark if mark.isdigit() else f"n{len(bodies) + 1}"
            bodies[body] = name if name not in bodies.values() else f"{name}-{len(bodies) + 1}"
        marks[link] = f"[^{bodies[body]}]"
    return bodies, marks


def _body_of(target: etree._Element) -> etree._Element | None:
    """The block that a note's anchor is, or stands at the beginning of."""
    for _ in range(5):
        parent = target.getparent()
        if target.tag in {"li", "p", "div", "dd", "aside", "td", "blockquote"}:
            begins = (
                parent is not None and parent.tag == "li" and parent[0] is target and not (parent.text or "").strip()
            )
            return parent if begins else target
        if parent is None or parent.tag in {"body", "html"}:
            return None
        target = parent
    return None


def is_back(element: etree._Element, bodies: dict[etree._Element, str]) -> bool:
    """A link within a note that only leads back to its call."""
    if element.tag != "a" or not (element.get("href") or "").startswith("#"):
        return False
    if not _BACK.fullmatch(words_of(element).strip()):
        return False
    parent = element.getparent()
    for _ in range(4):
        if parent is None:
            return False
        if parent in bodies:
            return True
        parent = parent.getparent()
    return False


def _works(root: etree._Element) -> frozenset[etree._Element]:
    """The items of lists of works, that do not lead back to the text."""
    found: set[etree._Element] = set()
    for head in root.iter(*_HEADINGS):
        if _WORKS.fullmatch(" ".join(words_of(head).split())):
            items = [item for item in _below(head) if item.tag in ("li", "p", "div", "dd")]
            if not any(_leads_back(item) for item in items):
                found.update(items)
    return frozenset(found)


def _below(head: etree._Element) -> Iterator[etree._Element]:
    """The elements after a heading up to the next one."""
    for element in head.itersiblings():
        if element.tag in _HEADINGS:
            return
        yield from element.iter("*")


def _leads_back(item: etree._Element) -> bool:
    return any(
        (link.get("href") or "").startswith("#") and _BACK.fullmatch(words_of(link).strip()) for link in item.iter("a")
    )
