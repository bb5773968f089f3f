"""Formulas on paper.

WeasyPrint sets no MathML. In: the parsed page. Changed in place: each `math` element becomes a picture of outlines that
ziamath draws in STIX Two Math, scaled to the text around it and standing on its baseline, with its words (in other
languages than English, its TeX) as alternative text. On a screen the MathML stays. ziamath is imported for documents
with formulas only.
"""

from __future__ import annotations

import base64
import warnings
from typing import Any
from xml.etree.ElementTree import Element, tostring

from pubkit.notices import Notice
from pubkit.typesetting.spoken import spoken

__all__ = ["draw_formulas"]

_SIZE = 24.0
"""Units in which a formula is drawn; it is printed in ems."""
_DROPPED = frozenset({"annotation", "annotation-xml"})


def draw_formulas(root: Element) -> list[Notice]:
    """Draw every formula; a notice for each that cannot be drawn, whose TeX is printed instead."""
    formulas = [element for element in root.iter() if isinstance(element.tag, str) and _local(element) == "math"]
    parents = {child: parent for parent in root.iter() for child in parent} if formulas else {}
    english = (root.get("lang") or "en").split("-")[0] == "en"
    notices = []
    for formula in formulas:
        tex = _tex(formula)
        try:
            picture = _picture(formula, spoken(formula) if english else tex)
        except Exception as failure:  # a library's own trouble with one formula must not stop the page
            picture = _printed(tex)
            notices.append(Notice("T420", f'the formula "{tex[:60]}" cannot be drawn ({failure}); its TeX is printed'))
        picture.tail = formula.tail
        parent = parents[formula]
        parent[list(parent).index(formula)] = picture
    return notices


def _picture(formula: Element, alternative: str) -> Element:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # ziafont 0.11 opens its font by an older call
        from ziamath.zmath import Math

        drawn: Any = Math(_mathml(formula), size=_SIZE)
    width, height = drawn.getsize()
    below = drawn.getyofst()
    data = base64.b64encode(drawn.svg().encode()).decode()
    block = formula.get("display") == "block"
    style = f"width: {width / _SIZE:.4f}em; height: {height / _SIZE:.4f}em"
    style += "" if block else f"; vertical-align: {below / _SIZE:.4f}em"
    return Element(
        "img",
        {"class": "formula block" if block else "formula", "alt": alternative,
         "src": f"data:image/svg+xml;base64,{data}", "style": style},
    )  # fmt: skip


def _printed(tex: str) -> Element:
    code = Element("code", {"class": "formula"})
    code.text = tex
    return code


def _tex(formula: Element) -> str:
    for element in formula.iter():
        if isinstance(element.tag, str) and _local(element) == "annotation" and element.text:
            return element.text.strip()
    return "".join(formula.itertext()).strip()


def _mathml(formula: Element) -> str:
    plain = _plain(formula)
    plain.tail = None
    return tostring(plain, encoding="unicode")


def _plain(element: Element) -> Element:
    """The element without namespaces, comments and annotations."""
    name = "mrow" if _local(element) == "semantics" else _local(element)
    copy = Element(name, {key.rpartition("}")[2]: value for key, value in element.attrib.items()})
    copy.text, copy.tail = element.text, element.tail
    copy.extend(_plain(child) for child in element if isinstance(child.tag, str) and _local(child) not in _DROPPED)
    return copy


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
