"""The bibliography: subsequent-author-substitute, second-field-align, spacing ("Bibliography-specific
Options")."""

from __future__ import annotations

from pubkit.records import dataclass

from . import grammar as g
from .collapse import without_first_names
from .inline import Inline, Kind, Span, first_of, group, replace, text_of, walk
from .names import NamesValue

__all__ = ["BibliographyParameters", "align_second_field", "parameters", "substitute_authors"]


@dataclass(frozen=True, slots=True)
class BibliographyParameters:
    """How the list of entries is set."""

    hanging_indent: bool = False
    """hanging-indent."""
    second_field_align: str = ""
    """flush, margin or empty."""
    line_spacing: int = 1
    """line-spacing."""
    entry_spacing: int = 1
    """entry-spacing."""


def parameters(area: g.Area | None) -> BibliographyParameters:
    """The parameters of a style's bibliography."""
    if area is None:
        return BibliographyParameters()
    options = area.options
    return BibliographyParameters(
        options.get("hanging-indent") == "true",
        options.get("second-field-align", ""),
        _int(options.get("line-spacing")),
        _int(options.get("entry-spacing")),
    )


def _int(text: str | None) -> int:
    return int(text) if text is not None and text.isdigit() else 1


def align_second_field(pieces: list[Inline]) -> list[Inline]:
    """The first field as a left-margin block, the others as a right-inline block."""
    if not pieces:
        return pieces
    left = Span(Kind.BLOCK, pieces[:1], "left-margin")
    return [left, Span(Kind.BLOCK, pieces[1:], "right-inline")] if len(pieces) > 1 else [left]


def substitute_authors(entries: list[list[Inline]], area: g.Area) -> list[list[Inline]]:
    """Names that also occur in the preceding entry are replaced ("Reference Grouping")."""
    substitute = area.options.get("subsequent-author-substitute")
    if substitute is None:
        return entries
    rule = area.options.get("subsequent-author-substitute-rule", "complete-all")
    out: list[list[Inline]] = []
    previous: Span | None = None
    for entry in entries:
        names = first_of(entry, Kind.NAMES)
        changed = None
        if names is not None and previous is not None:
            changed = _substituted(names, previous, substitute, rule)
        if changed is not None and names is not None and not text_of(changed):
            entry = without_first_names(entry)  # nothing stands for the names: no affixes, no delimiter
        elif changed is not None and names is not None:
            target, new = names, changed
            entry = [replace(inline, lambda s, t=target, n=new: n if s is t else None) for inline in entry]  # type: ignore[misc]
        out.append(entry)
        previous = names
    return out


def _name_spans(span: Span) -> list[Span]:
    return [child for child in walk(span) if child.kind is Kind.NAME]


def _substituted(names: Span, previous: Span, substitute: str, rule: str) -> Inline | None:
    value, before = names.value, previous.value
    ours, theirs = _name_spans(names), _name_spans(previous)
    if not isinstance(value, NamesValue) or not isinstance(before, NamesValue):
        return None
    if not ours:
        same = not theirs and text_of(names) == text_of(previous)
        return Span(Kind.NAMES, [substitute] if substitute else [], value) if same else None
    complete = _bare(names) == _bare(previous)
    if rule in ("complete-all", "complete-each") and not complete:
        return None
    if rule == "complete-all":
        labels = [child for child in names.children if isinstance(child, Span) and child.kind is Kind.NAME_LABEL]
        leading = bool(names.children) and names.children[0] in labels
        core: list[Inline] = [substitute] if substitute else []
        return Span(Kind.NAMES, [*labels, *core] if leading else [*core, *labels], value)
    matching = 0
    for one, two in zip(ours, theirs, strict=False):
        if text_of(one) != text_of(two):
            break
        matching += 1
    if rule == "partial-first":
        matching = min(matching, 1)
    if not matching:
        return None
    targets = {id(span) for span in ours[:matching]}
    return replace(names, lambda s: Span(Kind.NAME, [substitute], s.value) if id(s) in targets else None)


def _bare(names: Span) -> str:
    """Text of the names without their label."""
    return text_of(
        group([c for c in names.children if not (isinstance(c, Span) and c.kind is Kind.NAME_LABEL)])
        if names.children
        else ""
    )
