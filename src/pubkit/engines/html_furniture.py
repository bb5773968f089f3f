"""What of a web page is the site's and not the article's: navigation, side bars, cookie banners, the page's foot.

In: the tree of the page and the bodies of its notes. Out: the elements, outermost ones, that are the site's. They are
told by their tag (`nav`, `footer`, `button`), their ARIA role, or a word of their class or id that sites use for such
parts; and none of them holds a note, the title or much of the page's text. Nothing is thrown away: their text stands
behind the article, with the sign of what is set aside.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from lxml import etree

from pubkit.engines.html_notes import words_of

__all__ = ["furniture"]

_TAGS = frozenset({"nav", "button", "dialog", "select", "menu"})
_OUTSIDE = frozenset({"footer", "aside", "header", "form"})
"""The site's where they stand outside the article."""
_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "menubar", "toolbar"})
_NAMES = frozenset(
    """cookie cookies consent gdpr breadcrumb breadcrumbs share sharing social sidebar related newsletter subscribe
    menu navbar navigation nav pagination pager skip comments advert advertisement ads banner promo toolbar login
    signup masthead footer recommended recommendations trending""".split()  # noqa: SIM905
)
_MOST = 0.3
"""Of the page's text so much is never the site's by a word of its class alone."""
_WORD = re.compile(r"[a-z]+")


def furniture(root: etree._Element, notes: Collection[etree._Element]) -> frozenset[etree._Element]:
    """The outermost elements that are the site's."""
    articles = set(root.iter("article")) or set(root.iter("main"))
    whole = len(words_of(root)) or 1
    kept = {ancestor for note in notes for ancestor in (note, *note.iterancestors())}
    kept |= {ancestor for h1 in root.iter("h1") for ancestor in (h1, *h1.iterancestors())}
    found: list[etree._Element] = []
    closed: etree._Element | None = None
    inside = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "end":
            inside -= element in articles
            closed = None if closed is element else closed
            continue
        inside += element in articles
        if closed is None and element not in kept and _is_site(element, inside > 0, whole):
            found.append(element)
            closed = element
    return frozenset(found)


def _is_site(element: etree._Element, inside: bool, whole: int) -> bool:
    tag = element.tag
    role = (element.get("role") or "").lower()
    if tag in _TAGS or role in _ROLES:
        return True
    if tag in ("html", "body", "article", "main", "p", "span", "a", "table", "li"):
        return False
    if tag in _OUTSIDE and not inside:
        return tag != "header" or element.find(".//p") is None
    if tag == "aside" or role == "complementary":
        return _linked(element) > 0.5
    words = set(_WORD.findall(f"{element.get('class') or ''} {element.get('id') or ''}".lower()))
    named = bool(words & _NAMES) and (not inside or _linked(element) > 0.5)
    return named and len(words_of(element)) < _MOST * whole


def _linked(element: etree._Element) -> float:
    """How much of the text is links and buttons."""
    whole = len(words_of(element).split())
    linked = sum(len(words_of(link).split()) for link in element.iter("a", "button"))
    return linked / whole if whole else 0.0
