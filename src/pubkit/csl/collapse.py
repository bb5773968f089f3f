"""Cite grouping and collapsing: "Cite Grouping", "Cite Collapsing".

In come the rendered cites of one citation; out goes one list of inlines with the delimiters between them.
"""

from __future__ import annotations

import itertools

from pubkit.records import dataclass

from . import grammar as g
from .context import Cite, Record
from .inline import Glue, Inline, Kind, Span, first_of, has, replace, text_of, walk

__all__ = ["RenderedCite", "assemble"]

EN_DASH = "–"


@dataclass(slots=True)
class RenderedCite:
    """One cite of a citation, rendered."""

    cite: Cite
    """The cite."""
    record: Record | None
    """Its item; None if there is no such item."""
    inlines: list[Inline]
    """Its output, without prefix and suffix."""
    prefix: list[Inline]
    """The cite's own prefix."""
    suffix: list[Inline]
    """The cite's own suffix."""
    unprinted: Span | None = None
    """Its names, where they stand in the running text instead; they count for grouping."""

    @property
    def free(self) -> bool:
        """Whether it has neither prefix nor suffix."""
        return not self.prefix and not self.suffix

    def span(self, inlines: list[Inline] | None = None) -> Span:
        """The whole cite as one span."""
        content = self.inlines if inlines is None else inlines
        children: list[Inline] = [*self.prefix, Span(Kind.CITE, content, self.cite), *self.suffix]
        return Span(Kind.GROUP, children)


def assemble(cites: list[RenderedCite], area: g.Area, suffixes: bool, in_text: bool) -> list[Inline]:
    """The cites with delimiters, grouped and collapsed as the style asks. `suffixes`: whether the style adds
    year-suffixes."""
    options = area.options
    collapse = options.get("collapse", "")
    if collapse == "citation-number":
        return _numbers(cites, area)
    if collapse or "cite-group-delimiter" in options:
        if collapse.startswith("year-suffix") and not suffixes:
            collapse = "year"
        return _groups(cites, area, collapse, in_text)
    out: list[Inline] = []
    for rendered in cites:
        _put(out, rendered.span(), area.delimiter)
    return out


def _put(out: list[Inline], inline: Inline, delimiter: str) -> None:
    """Add a cite after a delimiter, unless it begins with punctuation of its own."""
    if out and delimiter:
        before = text_of(inline)[:1]
        if (
            delimiter[0] in ",.;?"
            and has(out[-1], Kind.SUFFIX)
            and text_of(out[-1]).rstrip().endswith((",", ";") if delimiter[0] in ",;" else (",", ".", ";", "?"))
        ):
            delimiter = delimiter[1:]  # the suffix has the punctuation
        if not before or before not in ",.;?!":
            out.append(delimiter)
    out.append(inline)


# -- citation numbers --------------------------------------------------------------------------------------


def _numbers(cites: list[RenderedCite], area: g.Area) -> list[Inline]:
    """Ranges of three or more rising citation numbers become "1-3"."""
    after = area.options.get("after-collapse-delimiter", area.delimiter)
    out: list[Inline] = []
    i = 0
    delimiter = area.delimiter
    while i < len(cites):
        j = i
        while j + 1 < len(cites) and _next_number(cites[j], cites[j + 1]):
            j += 1
        if j - i >= 2:
            _put(out, cites[i].span(), delimiter)
            out += [EN_DASH, cites[j].span()]
            delimiter = after
            i = j + 1
        else:
            _put(out, cites[i].span(), delimiter)
            delimiter = area.delimiter
            i += 1
    return out


def _only_number(rendered: RenderedCite) -> int | None:
    """The citation number, if the cite is nothing else that could get lost in a range."""
    if not rendered.free or rendered.cite.locator or rendered.record is None:
        return None
    span = first_of(rendered.inlines, Kind.CITATION_NUMBER)
    return None if span is None else span.value


def _next_number(one: RenderedCite, two: RenderedCite) -> bool:
    first, second = _only_number(one), _only_number(two)
    return first is not None and second == first + 1


# -- names and years ---------------------------------------------------------------------------------------


def _names_text(rendered: RenderedCite) -> str | None:
    """What is compared for grouping: the output of the first cs:names; a cite without names has its own
    group."""
    span = rendered.unprinted or first_of(rendered.inlines, Kind.NAMES)
    if span is None:
        return "" if first_of(rendered.inlines, Kind.DATE) is not None else None
    return text_of(span)


def _groups(cites: list[RenderedCite], area: g.Area, collapse: str, in_text: bool) -> list[Inline]:
    options = area.options
    after = options.get("after-collapse-delimiter", area.delimiter)
    out: list[Inline] = []
    delimiter = area.delimiter
    for group in _by_names(cites):
        if not collapse or len(group) == 1:
            for number, rendered in enumerate(group):
                inner = options.get("cite-group-delimiter", ", ")
                _put(out, rendered.span(), inner if number else delimiter)
            delimiter = after if collapse == "year" else area.delimiter
            continue
        inner = _inner_delimiter(group, area, collapse, in_text)
        _collapsed(out, group, area, collapse, inner, delimiter)
        delimiter = after
    return out


def _inner_delimiter(group: list[RenderedCite], area: g.Area, collapse: str, in_text: bool) -> str:
    """What stands between the cites of a collapsed group: cite-group-delimiter, by default ", " in in-text
    styles. A locator needs something stronger before the next cite, and so does a run of year-suffixes."""
    options = area.options
    after = options.get("after-collapse-delimiter")
    if collapse == "year" and after is not None and any(r.cite.locator for r in group):
        return after
    if "cite-group-delimiter" in options:
        return options["cite-group-delimiter"]
    shrunk = collapse != "year" and any(_same_year(a, b) for a, b in itertools.pairwise(group))
    if shrunk or not in_text:
        return area.delimiter if after is None else after
    return ", "


def _by_names(cites: list[RenderedCite]) -> list[list[RenderedCite]]:
    """Groups of cites with the same names, at the place of the first; nothing moves past a prefix or
    suffix."""
    groups: list[list[RenderedCite]] = []
    rest = list(cites)
    while rest:
        first = rest.pop(0)
        group, others = [first], []
        names = _names_text(first)
        blocked = bool(first.suffix) or names is None
        for rendered in rest:
            blocked = blocked or not rendered.free
            if not blocked and _names_text(rendered) == names:
                group.append(rendered)
            else:
                others.append(rendered)
        groups.append(group)
        rest = others
    return groups


def _collapsed(
    out: list[Inline], group: list[RenderedCite], area: g.Area, collapse: str, inner: str, delimiter: str
) -> None:
    """Add a collapsed group."""
    _put(out, group[0].span(), delimiter)
    options = area.options
    suffix_delimiter = options.get("year-suffix-delimiter", options.get("cite-group-delimiter", area.delimiter))
    i = 1
    while i < len(group):
        if collapse != "year" and _same_year(group[i - 1], group[i]):
            run = [i]
            while run[-1] + 1 < len(group) and _same_year(group[run[-1]], group[run[-1] + 1]):
                run.append(run[-1] + 1)
            _suffix_run(out, [group[i - 1], *(group[k] for k in run)], collapse, suffix_delimiter)
            i = run[-1] + 1
        else:
            bare = without_first_names(group[i].inlines)
            if text_of(bare) or not group[i].free:
                out += [inner, group[i].span(bare)]
            i += 1


def _suffix_run(out: list[Inline], run: list[RenderedCite], collapse: str, delimiter: str) -> None:
    """Year-suffixes of cites that share the year of the first, which is in `out` already."""
    k = 1
    while k < len(run):
        last = k
        while collapse == "year-suffix-ranged" and last + 1 < len(run) and _follows(run[last], run[last + 1]):
            last += 1
        first = run[k - 1]
        if collapse == "year-suffix-ranged" and _follows(first, run[k]) and last > k:
            out += [EN_DASH, run[last].span(_only_suffix(run[last].inlines))]
            k = last + 1
        else:
            out += [delimiter, run[k].span(_only_suffix(run[k].inlines))]
            k += 1


def _follows(one: RenderedCite, two: RenderedCite) -> bool:
    first, second = first_of(one.inlines, Kind.YEAR_SUFFIX), first_of(two.inlines, Kind.YEAR_SUFFIX)
    return first is not None and second is not None and second.value == first.value + 1


def _same_year(one: RenderedCite, two: RenderedCite) -> bool:
    """Whether the second cite can shrink to its year-suffix."""
    if one.cite.locator or two.cite.locator or not one.free or not two.free:
        return False
    if not has(one.inlines, Kind.YEAR_SUFFIX) or not has(two.inlines, Kind.YEAR_SUFFIX):
        return False
    return _rest(one.inlines) == _rest(two.inlines)


def _rest(inlines: list[Inline]) -> str:
    """A cite's text without its names and year-suffix."""
    return "".join(text_of(_drop(inline, Kind.YEAR_SUFFIX)) for inline in without_first_names(inlines))


def _drop(inline: Inline, kind: Kind) -> Inline:
    return replace(inline, lambda span: "" if span.kind is kind else None)


def without_first_names(inlines: list[Inline]) -> list[Inline]:
    """The inlines without the first span of names, and without the delimiter that its absence leaves
    hanging."""
    target = first_of(inlines, Kind.NAMES)
    if target is None:
        return inlines
    return _Cut(target).run(inlines)


class _Cut:
    """Removes one span, and the delimiter beside it in the list where it stood."""

    def __init__(self, target: Span) -> None:
        self.target = target

    def run(self, inlines: list[Inline]) -> list[Inline]:
        """What is left; nothing if only affixes and delimiters are."""
        at = next((i for i, inline in enumerate(inlines) if self._holds(inline)), None)
        if at is None:
            return inlines
        span = inlines[at]
        if span is not self.target and isinstance(span, Span):
            children = self.run(span.children)
            if children:
                return [*inlines[:at], Span(span.kind, children, span.value), *inlines[at + 1 :]]
        before, after = inlines[:at], inlines[at + 1 :]
        if all(isinstance(inline, Glue) for inline in (*before, *after)):
            return []
        if all(isinstance(inline, Glue) for inline in before):
            return [*before, *(after[1:] if isinstance(after[0], Glue) else after)]
        return [*(before[:-1] if isinstance(before[-1], Glue) else before), *after]

    def _holds(self, inline: Inline) -> bool:
        return isinstance(inline, Span) and any(other is self.target for other in walk(inline))


def _only_suffix(inlines: list[Inline]) -> list[Inline]:
    span = first_of(inlines, Kind.YEAR_SUFFIX)
    return [] if span is None else [span]
