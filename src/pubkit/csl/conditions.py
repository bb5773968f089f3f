"""cs:choose: the conditions of cs:if and cs:else-if ("Choose")."""

from __future__ import annotations

from collections.abc import Callable

from . import grammar as g
from .context import Context
from .numbers import is_numeric

__all__ = ["matches"]


def matches(ctx: Context, branch: g.Branch) -> bool:
    tests = branch.tests
    if not tests:
        return True
    if branch.match == "any":
        return any(_TEST[test](ctx, value) for test, value in tests)
    if branch.match == "none":
        return not any(_TEST[test](ctx, value) for test, value in tests)
    return all(_TEST[test](ctx, value) for test, value in tests)


def _test_variable(ctx: Context, variable: str) -> bool:
    if variable == "locator":
        return bool(ctx.locator)
    if variable == "citation-number":
        return ctx.record.citation_number > 0
    if variable == "first-reference-note-number":
        return ctx.record.first_note is not None and bool(ctx.position) and "first" not in ctx.position
    if variable == "year-suffix":
        return ctx.record.year_suffix is not None
    if variable == "citation-label":
        return True
    return ctx.record.item.present(variable)  # also when it stood in for others: conditions see the data


def _test_numeric(ctx: Context, variable: str) -> bool:
    if variable == "locator":
        return bool(ctx.locator) and is_numeric(ctx.locator)
    if variable == "citation-number":
        return ctx.record.citation_number > 0
    if variable == "first-reference-note-number":
        return _test_variable(ctx, variable)
    item = ctx.record.item
    return variable in item.values and is_numeric(item.plain(variable))


def _test_locator(ctx: Context, label: str) -> bool:
    if not ctx.locator:
        return False
    ours = (ctx.label or "page").replace(" ", "-")
    return ours in label.split()


def _test_disambiguate(ctx: Context) -> bool:
    """In a cite, as many conditions test true as are needed to tell it apart; in its entry all do."""
    ctx.tested += 1
    return ctx.record.disambiguate > 0 if ctx.in_bibliography else ctx.tested <= ctx.record.disambiguate


def _test_uncertain(ctx: Context, variable: str) -> bool:
    date = ctx.record.item.dates.get(variable)
    return date is not None and date.circa


_TEST: dict[str, Callable[[Context, str], bool]] = {
    "variable": _test_variable,
    "is-numeric": _test_numeric,
    "is-uncertain-date": _test_uncertain,
    "locator": _test_locator,
    "type": lambda ctx, value: ctx.record.item.type in value.split(),
    "position": lambda ctx, value: value in ctx.position,
    "disambiguate": lambda ctx, value: _test_disambiguate(ctx) == (value == "true"),
}
