"""cs:date: "Date", "Date-part", "Date Ranges", "AD and BC", "Seasons", "Localized Date Formats".

A date used as a sort key becomes digits instead ("Sorting Variables", "Sorting Macros").
"""

from __future__ import annotations

from pubkit.records import replace

from . import grammar as g
from .context import Context, dress
from .edtf import Date, Day
from .inline import Inline, Kind, Span, join
from .numbers import ordinal
from .suffix import implicit_suffix

__all__ = ["date_key", "render_date"]

ORDER = ("year", "month", "day")
NO_DAY = Day()


def render_date(ctx: Context, node: g.Date, out: list[Inline]) -> None:
    """Evaluate cs:date."""
    date = None if node.variable in ctx.suppressed else ctx.record.item.dates.get(node.variable)
    if date is None:
        ctx.count(False)
        return
    if ctx.substituting is not None:
        ctx.suppressed.add(node.variable)
    if date.start.year is None:
        ctx.count(True)
        pieces: list[Inline] = [date.literal]
        if ctx.sort_key is None and (suffix := implicit_suffix(ctx)) is not None:
            pieces.append(suffix)
        out.append(dress(ctx, [Span(Kind.DATE, pieces, (node.variable, date))], node.formatting))
        return
    parts, delimiter, formatting = _format(ctx, node)
    if ctx.sort_key is not None:
        ctx.count(True)
        out.append(_macro_key(parts, date))
        return
    if date.end is None:
        pieces = join(_parts(ctx, parts, date.start), delimiter)
    else:
        pieces = _range(ctx, parts, delimiter, date.start, date.end)
    ctx.count(bool(pieces))
    if pieces:
        out.append(dress(ctx, [Span(Kind.DATE, pieces, (node.variable, date))], formatting))


def _format(ctx: Context, node: g.Date) -> tuple[list[g.DatePart], str, g.Formatting]:
    """The date parts to print: those of the localized format with the style's overrides, or the style's
    own."""
    if not node.form:
        return list(node.parts), node.delimiter, node.formatting
    localized = ctx.loc.dates.get(node.form)
    if localized is None:
        return list(node.parts), node.delimiter, node.formatting
    wanted = node.date_parts.split("-")
    overrides = {part.name: part for part in node.parts}
    parts = []
    for part in localized.parts:
        if part.name in wanted:
            own = overrides.get(part.name)
            parts.append(part if own is None else _override(part, own))
    formatting = node.formatting
    if not localized.formatting.plain:
        formatting = _merge(formatting, localized.formatting)
    return parts, localized.delimiter, formatting


def _override(part: g.DatePart, own: g.DatePart) -> g.DatePart:
    formatting = _merge(own.formatting, part.formatting)
    return g.DatePart(
        part.name,
        own.form or part.form,
        part.range_delimiter if own.range_delimiter is None else own.range_delimiter,
        replace(formatting, prefix=part.formatting.prefix, suffix=part.formatting.suffix, plain=False),
    )


def _merge(over: g.Formatting, below: g.Formatting) -> g.Formatting:
    """Formatting with what is not set taken from another."""
    fonts = dict(below.font)
    fonts.update(over.font)
    return g.Formatting(
        over.prefix or below.prefix,
        over.suffix or below.suffix,
        tuple(fonts.items()),
        over.text_case or below.text_case,
        over.quotes or below.quotes,
        over.strip_periods or below.strip_periods,
        over.display or below.display,
        False,
    )


# -- parts -------------------------------------------------------------------------------------------------


def _parts(ctx: Context, parts: list[g.DatePart], day: Day) -> list[Inline]:
    return [piece for part in parts if (piece := _part(ctx, part, day)) is not None]


def _part(ctx: Context, part: g.DatePart, day: Day) -> Inline | None:
    pieces: list[Inline] = []
    if part.name == "year":
        if day.year is None:
            return None
        pieces = _year(ctx, part, day.year)
        suffix = implicit_suffix(ctx)
        if suffix is not None:
            return dress(ctx, [Span(Kind.YEAR, pieces, day.year), suffix], part.formatting)
        return dress(ctx, [Span(Kind.YEAR, pieces, day.year)], part.formatting)
    text = _month(ctx, part, day) if part.name == "month" else _day(ctx, part, day)
    return dress(ctx, [text], part.formatting) if text else None


def _year(ctx: Context, part: g.DatePart, year: int) -> list[Inline]:
    if part.form == "short" and year >= 1000:
        return [f"{year % 100:02d}"]
    if year < 0:
        return [str(-year), ctx.loc.term("bc") or ""]
    if year < 1000:
        return [str(year), ctx.loc.term("ad") or ""]
    return [str(year)]


def _month(ctx: Context, part: g.DatePart, day: Day) -> str:
    if day.season is not None:
        if part.form in ("numeric", "numeric-leading-zeros"):
            return ctx.loc.term(f"season-{day.season:02d}", "short") or ""
        return ctx.loc.term(f"season-{day.season:02d}", part.form or "long") or ""
    if day.month is None:
        return ""
    if part.form == "numeric":
        return str(day.month)
    if part.form == "numeric-leading-zeros":
        return f"{day.month:02d}"
    return ctx.loc.term(f"month-{day.month:02d}", part.form or "long") or ""


def _day(ctx: Context, part: g.DatePart, day: Day) -> str:
    if day.day is None:
        return ""
    if part.form == "numeric-leading-zeros":
        return f"{day.day:02d}"
    if part.form == "ordinal" and (day.day == 1 or ctx.loc.options.get("limit-day-ordinals-to-day-1") != "true"):
        gender = ctx.loc.gender(f"month-{day.month:02d}") if day.month else ""
        return f"{day.day}{ordinal(ctx.loc, day.day, gender)}"
    return str(day.day)


# -- ranges ------------------------------------------------------------------------------------------------


def _value(day: Day, name: str) -> tuple[int | None, int | None]:
    if name == "month":
        return day.month, day.season
    return (day.year if name == "year" else day.day), None


def _bare(part: g.DatePart, *, prefix: bool = True, suffix: bool = True) -> g.DatePart:
    """A date part without the affixes that would stand at the range delimiter."""
    formatting = part.formatting
    return replace(
        part,
        formatting=replace(
            formatting,
            prefix=formatting.prefix if prefix else "",
            suffix=formatting.suffix if suffix else "",
            plain=False,
        ),
    )


def _range(ctx: Context, parts: list[g.DatePart], delimiter: str, start: Day, end: Day) -> list[Inline]:
    """Both ends, with what they share printed once, around the delimiter of the largest part that differs."""
    names = [part.name for part in parts]
    if end.year is None:
        shown = [part for part in parts if _has(start, part.name)]
        shown[-1:] = [_bare(part, suffix=False) for part in shown[-1:]]
        pieces = join(_parts(ctx, shown, start), delimiter)
        year = next((part for part in parts if part.name == "year"), None)
        open_end = "–" if year is None or year.range_delimiter is None else year.range_delimiter
        return [*pieces, open_end] if pieces else []
    differs = next((n for n in ORDER if n in names and _value(start, n) != _value(end, n)), None)
    if differs is None:
        return join(_parts(ctx, parts, start), delimiter)
    moving = ORDER[ORDER.index(differs) :]
    if not all(any(_has(day, n) for n in moving if n in names) for day in (start, end)):
        moving = ORDER  # one end is less precise than the other: "January 2003–7 January 2003"
    dash = next(p.range_delimiter for p in parts if p.name == differs)
    at = [i for i, name in enumerate(names) if name in moving]
    first, last = at[0], at[-1]
    left = [p for p in parts[: last + 1] if _has(start, p.name)]
    right = [p for p in parts[first : last + 1] if _has(end, p.name)]
    if left:
        left[-1] = _bare(left[-1], suffix=False)
    if right:
        right[0] = _bare(right[0], prefix=False)
    tail = parts[last + 1 :]
    begin = join(_parts(ctx, left, start), delimiter)
    finish = join(_parts(ctx, [*right, *tail], end), delimiter)
    return [*begin, "–" if dash is None else dash, *finish]


def _has(day: Day, name: str) -> bool:
    return any(value is not None for value in _value(day, name))


# -- sort keys ---------------------------------------------------------------------------------------------


def _digits(day: Day, names: tuple[str, ...] = ORDER) -> str:
    year = day.year or 0
    out = ""
    if "year" in names:
        out = f"0{999999999 + year:09d}" if year < 0 else f"1{year:09d}"
    if "month" in names:
        out += f"{day.month or 0:02d}"
    if "day" in names:
        out += f"{day.day or 0:02d}"
    return out


def date_key(date: Date) -> str:
    """Sort key of a date variable: start, then end; dates before Christ first."""
    if date.start.year is None:
        return date.literal if date.literal else ""
    return _digits(date.start) + (f"-{_digits(date.end)}" if date.end is not None else "")


def _macro_key(parts: list[g.DatePart], date: Date) -> str:
    """Sort key of a date in a macro: only the parts that would be rendered."""
    names = tuple(part.name for part in parts)
    return _digits(date.start, names) + (f"-{_digits(date.end, names)}" if date.end is not None else "")
