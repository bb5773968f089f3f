"""What is checked and noted about the macros of a style once it is compiled.

Macros that call one another in a circle, or whose expansion has no end in sight, are refused ("Macro"); what
the style uses is noted as facts, so that the processor need not look for it again.
"""

from __future__ import annotations

from . import grammar as g
from .macros import reachable
from .xml import CSL, Element, error_at

__all__ = ["check_macros", "with_facts"]

MAX_DEPTH = 200
MAX_EXPANSION = 1_000_000


def check_macros(root: Element, style: g.Style) -> None:
    """Refuse macros that call one another in a circle, or whose expansion has no reasonable end."""
    lines = {m.get("name", ""): m for m in root.iterchildren(f"{CSL}macro")}
    sizes: dict[str, int] = {}
    path: list[str] = []

    def weight(elements: tuple[g.Element, ...]) -> int:
        """How many elements one evaluation can meet: of a cs:choose, one branch."""
        total = 0
        for element in elements:
            total += 1
            if isinstance(element, g.TextMacro):
                total += size(element.macro) if element.macro in style.macros else 0
            elif isinstance(element, g.Group):
                total += weight(element.children)
            elif isinstance(element, g.Names):
                total += weight(element.substitute)
            elif isinstance(element, g.Choose):
                total += max((weight(branch.children) for branch in element.branches), default=0)
        return total

    def size(name: str) -> int:
        if name in sizes:
            return sizes[name]
        if name in path:
            circle = " -> ".join([*path[path.index(name) :], name])
            raise error_at(f"macros call one another in a circle: {circle}", lines[name])
        if len(path) > MAX_DEPTH:
            raise error_at(f"macro calls are nested deeper than {MAX_DEPTH}", lines[name])
        path.append(name)
        total = weight(style.macros[name])
        path.pop()
        if total > MAX_EXPANSION:
            raise error_at(f'macro "{name}" expands to more than {MAX_EXPANSION} elements', lines[name])
        sizes[name] = total
        return total

    for name in style.macros:
        size(name)


def with_facts(style: g.Style) -> g.Style:
    facts: set[str] = set()
    for scope, area in (("citation", style.citation), ("bibliography", style.bibliography)):
        if area is None:
            continue
        for element in reachable(style, area.layout):
            if isinstance(element, g.TextVariable) and element.variable == "year-suffix":
                facts.add(f"{scope}-year-suffix")
            elif isinstance(element, g.TextMacro) and element.macro not in style.macros:
                facts.add(f"missing-macro:{element.macro}")
            elif isinstance(element, g.Choose):
                for branch in element.branches:
                    for test, _ in branch.tests:
                        if test in ("disambiguate", "position"):
                            facts.add(f"{scope}-{test}")
    return g.Style(
        style.info,
        style.class_,
        style.default_locale,
        style.options,
        style.locales,
        style.macros,
        style.citation,
        style.bibliography,
        frozenset(facts),
    )
