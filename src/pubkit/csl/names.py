"""cs:names: which variables, et-al abbreviation, delimiters, labels, substitution.

Follows "Names", "Name", "Et-al", "Substitute", "Label in cs:names". One name is set by `name_parts`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pubkit.records import dataclass

from . import grammar as g
from .context import Context, dress, dress_term
from .inline import Inline, Kind, Span, group, join
from .item import Name
from .name_parts import render_name

__all__ = ["NamesValue", "render_names"]


@dataclass(frozen=True, slots=True)
class NamesValue:
    """What a span of kind NAMES knows."""

    variable: str
    """The name variable; empty when something else stands in for names."""
    names: tuple[Name, ...]
    """All names of the variable."""
    rendered: int
    """How many of them are printed before et al."""


EMPTY = g.NameOptions()
BOTH = ("editor-translator", "editortranslator", "editor", "translator")


def options_of(ctx: Context, node: g.Names, name: g.Name | None) -> g.NameOptions:
    """Options of cs:name over those inherited from the area and the style."""
    found = ctx.name_options.get(node.number) if name is node.name else None
    if found is None:
        own = EMPTY if name is None else name.options
        found = own.over(ctx.area.names) if own is not EMPTY else ctx.area.names
        if name is node.name:
            ctx.name_options[node.number] = found
    return found


def render_names(ctx: Context, node: g.Names, out: list[Inline]) -> None:
    """Evaluate cs:names."""
    parent = ctx.substituting
    name, et_al, label, label_first = node.name, node.et_al, node.label, node.label_first
    if parent is not None and name is None and et_al is None and label is None:
        name, et_al, label, label_first = parent.name, parent.et_al, parent.label, parent.label_first
    options = options_of(ctx, node, name)
    lists = _lists(ctx, node, options, label)
    if not lists:
        if node.substitute and parent is None:
            _substitute(ctx, node, out)
        return
    if any(variable in BOTH[:2] for variable, _ in lists):
        _use_up_both(ctx)
    if ctx.substituting is not None:
        for variable, _ in lists:
            ctx.suppressed.update(BOTH if variable in BOTH[:2] else (variable,))
    if options.form == "count":
        total = sum(_shown(ctx, options, variable, names)[0] for variable, names in lists)
        out.append(dress(ctx, [f"{total:04d}" if ctx.sort_key is not None else str(total)], node.formatting))
        return
    element = name or g.Name()
    pieces: list[Inline] = []
    for variable, names in lists:
        piece = _names_of(ctx, variable, names, options, element, et_al, label, label_first)
        if piece is not None:
            pieces.append(piece)
    if not pieces:
        return
    delimiter = node.delimiter if node.delimiter is not None else options.names_delimiter or ""
    if ctx.sort_key is not None and not delimiter:
        delimiter = ", "
    out.append(dress(ctx, join(pieces, delimiter), node.formatting))


def _use_up_both(ctx: Context) -> None:
    """Equal editors and translators, once printed together, are not printed again as one or the other."""
    names = ctx.record.item.names
    if names.get("editor") == names.get("translator"):
        ctx.suppressed.update(BOTH)


def _lists(
    ctx: Context, node: g.Names, options: g.NameOptions, label: g.Label | None
) -> list[tuple[str, tuple[Name, ...]]]:
    """The name variables that have names; equal editors and translators are one."""
    item = ctx.record.item
    found: list[tuple[str, tuple[Name, ...]]] = []
    for variable in node.variables:
        names = () if variable in ctx.suppressed else item.names.get(variable, ())
        ctx.count(bool(names))
        if names:
            found.append((variable, names))
    if len(found) > 1:
        by_variable = dict(found)
        editors, translators = by_variable.get("editor"), by_variable.get("translator")
        if editors is not None and editors == translators:
            form = "long" if label is None else label.form
            if ctx.loc.term("editortranslator", form):
                return [("editortranslator" if v == "editor" else v, ns) for v, ns in found if v != "translator"]
    return found


# -- substitution ------------------------------------------------------------------------------------------


def _substitute(ctx: Context, node: g.Names, out: list[Inline]) -> None:
    """The first child of cs:substitute that gives output; its variables are used up."""
    ctx.substituting = node
    try:
        for child in _candidates(ctx, node.substitute):
            pieces: list[Inline] = []
            called, filled = ctx.called, ctx.filled
            ctx.render(ctx, child, pieces)
            if ctx.called > called and ctx.filled == filled:
                pieces = []
            if pieces:
                content = group(pieces)
                if not (isinstance(content, Span) and _is_names(content)):
                    content = Span(Kind.NAMES, [content], NamesValue("", (), 0))
                out.append(dress(ctx, [content], node.formatting))
                return
            if isinstance(child, g.TextTerm | g.TextValue):
                return  # a term defined as empty is an answer too
    finally:
        ctx.substituting = None


def _candidates(ctx: Context, children: tuple[g.Element, ...]) -> Iterator[g.Element]:
    """The children of cs:substitute; those of the matching branch stand for a cs:choose."""
    for child in children:
        if isinstance(child, g.Choose):
            yield from _candidates(ctx, ctx.branch(ctx, child))
        else:
            yield child


def _is_names(span: Span) -> bool:
    if span.kind is Kind.NAMES:
        return True
    return any(isinstance(child, Span) and _is_names(child) for child in span.children)


# -- one list ----------------------------------------------------------------------------------------------


def _limits(ctx: Context, options: g.NameOptions) -> tuple[int, int, bool]:
    """et-al-min, et-al-use-first and et-al-use-last as they hold here."""
    minimum, first = options.et_al_min, options.et_al_use_first
    if not ctx.in_bibliography and "subsequent" in ctx.position:
        minimum = options.et_al_subsequent_min or minimum
        first = options.et_al_subsequent_use_first or first
    last = bool(options.et_al_use_last)
    if ctx.sort_key is not None:
        key = ctx.sort_key
        minimum = minimum if key.names_min is None else key.names_min
        first = first if key.names_use_first is None else key.names_use_first
        last = last if key.names_use_last is None else key.names_use_last
    return 0 if first is None else minimum or 0, first or 0, last


def _shown(ctx: Context, options: g.NameOptions, variable: str, names: tuple[Name, ...]) -> tuple[int, bool, bool]:
    """(names before et al., whether the list is cut, whether the last name follows)."""
    minimum, first, use_last = _limits(ctx, options)
    total = len(names)
    if not minimum or total < minimum or first >= total:
        if total > 1 and names[-1].literal == "others":
            return total - 1, True, False
        return total, False, False
    expansion = ctx.record.expansions.get(variable)
    if expansion is not None and expansion.shown > first and ctx.sort_key is None:
        first = expansion.shown
        if first >= total:
            return total, False, False
    return first, True, use_last and total - first >= 2


def _names_of(
    ctx: Context,
    variable: str,
    names: tuple[Name, ...],
    options: g.NameOptions,
    element: g.Name,
    et_al: g.EtAl | None,
    label: g.Label | None,
    label_first: bool,
) -> Inline | None:
    count, cut, use_last = _shown(ctx, options, variable, names)
    rendered: list[Inline] = [_one(ctx, names[i], i, variable, options, element) for i in range(count)]
    inverted = _is_inverted(names, count - (0 if cut else 1), options)
    inlines = _joined(ctx, options, rendered, cut, inverted)
    if cut and use_last:
        final = _one(ctx, names[-1], len(names) - 1, variable, options, element)
        inlines += [_delimiter(options), "… ", final] if inlines else [final]
    elif cut and ctx.sort_key is None:
        inlines += _et_al(ctx, options, et_al, count, inverted)
    if not inlines:
        return None
    if label is not None and ctx.sort_key is None:
        text = _label(ctx, variable, label, len(names) > 1)
        if text is not None:
            tagged = Span(Kind.NAME_LABEL, [text])
            inlines = [tagged, *inlines] if label_first else [*inlines, tagged]
    return Span(Kind.NAMES, inlines, NamesValue(variable, names, count))


def _one(ctx: Context, name: Name, index: int, variable: str, options: g.NameOptions, element: g.Name) -> Inline:
    """One name with the formatting and affixes of cs:name."""
    inline = render_name(ctx, name, index, variable, options, element)
    return inline if element.formatting.plain else dress(ctx, [inline], element.formatting)


def _label(ctx: Context, variable: str, label: g.Label, several: bool) -> Inline | None:
    plural = label.plural == "always" or (label.plural == "contextual" and several)
    term = ctx.loc.term(variable, label.form, plural)
    return dress_term(ctx, [term], label.formatting) if term else None


def _delimiter(options: g.NameOptions) -> str:
    return ", " if options.delimiter is None else options.delimiter


def _is_inverted(names: tuple[Name, ...], count: int, options: g.NameOptions) -> bool:
    """Whether the last of so many names is inverted by name-as-sort-order."""
    order = options.name_as_sort_order
    if count < 1 or (order != "all" and not (order == "first" and count == 1)):
        return False
    name = names[count - 1]
    return name.western and bool(name.family and name.given) and not name.static


def _joined(ctx: Context, options: g.NameOptions, names: list[Inline], cut: bool, inverted: bool) -> list[Inline]:
    """The names with their delimiters, and "and" before the last if the list is whole."""
    delimiter = _delimiter(options)
    if cut or len(names) < 2 or options.and_ is None or ctx.sort_key is not None:
        return join(names, delimiter)
    conjunction = ctx.loc.term("and", "symbol" if options.and_ == "symbol" else "long")
    if options.and_ == "symbol" and conjunction in (None, ctx.loc.term("and", "long")):
        conjunction = "&"
    inlines = join(names[:-1], delimiter)
    if _precedes(options.delimiter_precedes_last, inverted, len(names) > 2):
        inlines.append(delimiter)
        inlines.append(f"{conjunction} " if delimiter[-1:].isspace() else f" {conjunction} ")
    else:
        inlines.append(f" {conjunction} ")
    inlines.append(names[-1])
    return inlines


def _precedes(rule: str | None, inverted: bool, several: bool) -> bool:
    """Whether the delimiter stands before the last name or before et al."""
    if rule == "always":
        return True
    if rule == "never":
        return False
    if rule == "after-inverted-name":
        return inverted
    return several


def _et_al(ctx: Context, options: g.NameOptions, et_al: g.EtAl | None, count: int, inverted: bool) -> list[Inline]:
    node = et_al or g.EtAl()
    term = ctx.loc.term(node.term)
    if not term or not count:
        return []
    delimiter = _delimiter(options)
    piece = dress_term(ctx, [term], node.formatting)
    if _precedes(options.delimiter_precedes_et_al, inverted, count > 1):
        return [delimiter, piece] if delimiter[-1:].isspace() or not delimiter else [delimiter, " ", piece]
    return [" ", piece]
