"""Which elements a part of a style can reach, macros expanded."""

from __future__ import annotations

from collections.abc import Iterator

from . import grammar as g

__all__ = ["nested", "reachable", "renders_variable"]


def nested(elements: tuple[g.Element, ...]) -> Iterator[g.Element]:
    """Every element in these, at any depth, without entering macros."""
    stack = list(elements)
    while stack:
        element = stack.pop()
        yield element
        if isinstance(element, g.Group):
            stack.extend(element.children)
        elif isinstance(element, g.Choose):
            stack.extend(child for branch in element.branches for child in branch.children)
        elif isinstance(element, g.Names):
            stack.extend(element.substitute)


def renders_variable(style: g.Style, elements: tuple[g.Element, ...], variable: str) -> bool:
    """Whether these elements, or macros that they call, print a variable through cs:text or cs:number."""
    return any(
        isinstance(element, g.TextVariable | g.Number) and element.variable == variable
        for element in reachable(style, elements)
    )


def reachable(style: g.Style, elements: tuple[g.Element, ...]) -> Iterator[g.Element]:
    """Every element rendered, macros expanded once each."""
    seen: set[str] = set()
    stack = [elements]
    while stack:
        for element in nested(stack.pop()):
            yield element
            if isinstance(element, g.TextMacro) and element.macro not in seen:
                seen.add(element.macro)
                stack.append(style.macros.get(element.macro, ()))
