"""Disambiguation of cites: names, given names, the disambiguate condition, year-suffixes ("Disambiguation").

By buckets: every item is rendered once in each form that its cites can take (first, subsequent); only items
whose renderings are the same are rendered again, phase by phase, so that the work grows with the number of
items."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from pubkit.records import dataclass

from . import grammar as g
from .context import Expansion, Record
from .inline import Inline, Kind, Span, replace, text_of, walk
from .item import Name
from .name_parts import initialize
from .names import NamesValue
from .position import FIRST, SUBSEQUENT

__all__ = ["disambiguate"]

Form = frozenset[str]
Render = Callable[[Record, Form], list[Inline]]
Buckets = list[list[Record]]


@dataclass(frozen=True, slots=True)
class Strategy:
    """The options of cs:citation that matter here."""

    names: bool
    """disambiguate-add-names."""
    given: bool
    """disambiguate-add-givenname."""
    rule: str
    """givenname-disambiguation-rule."""
    suffix: bool
    """disambiguate-add-year-suffix."""
    condition: bool
    """Whether the style tests disambiguate."""


def strategy_of(style: g.Style) -> Strategy:
    """What a style asks for."""
    options = style.citation.options
    return Strategy(
        options.get("disambiguate-add-names") == "true",
        options.get("disambiguate-add-givenname") == "true",
        options.get("givenname-disambiguation-rule", "by-cite"),
        options.get("disambiguate-add-year-suffix") == "true",
        "citation-disambiguate" in style.facts,
    )


def disambiguate(
    style: g.Style, records: Sequence[Record], render: Render, name_levels: dict[tuple[bool, Name], int]
) -> None:
    """Give records what distinguishes their cites. `records` are in the order of the bibliography."""
    strategy = strategy_of(style)
    if not (strategy.names or strategy.given or strategy.suffix or strategy.condition):
        return
    forms = [FIRST]
    names = style.citation.names
    if "citation-position" in style.facts or names.et_al_subsequent_min or names.et_al_subsequent_use_first:
        forms.append(SUBSEQUENT)
    # 1. names that are ambiguous anywhere in the document (all rules but by-cite)
    if strategy.given and strategy.rule != "by-cite":
        _name_levels(strategy, style, [render(r, form) for form in forms for r in records], name_levels)
    for form in forms:
        solver = _Solver(strategy, form, render)
        for bucket in _buckets(records, lambda r: _key(render(r, form))):  # noqa: B023
            solver.solve(bucket)
    # 4. year-suffixes, on what is still the same in any form
    if strategy.suffix:
        _suffixes(records, forms, render)


def _key(inlines: list[Inline]) -> str:
    """What is compared: the text of a cite, without the date of access, which tells no works apart."""
    if not any(s.kind is Kind.DATE and s.value[0] == "accessed" for s in walk(inlines)):
        return text_of(inlines)
    return "".join(text_of(replace(i, _without_accessed)) for i in inlines)


def _without_accessed(span: Span) -> Inline | None:
    return "" if span.kind is Kind.DATE and span.value[0] == "accessed" else None


def _buckets(records: Iterable[Record], key: Callable[[Record], str]) -> Buckets:
    """Records with the same rendering, in groups of two or more."""
    found: dict[str, list[Record]] = {}
    for record in records:
        text = key(record)
        if text:
            found.setdefault(text, []).append(record)
    return [bucket for bucket in found.values() if len(bucket) > 1]


# -- global name disambiguation ----------------------------------------------------------------------------


def _name_levels(
    strategy: Strategy, style: g.Style, renderings: list[list[Inline]], levels: dict[tuple[bool, Name], int]
) -> None:
    """Find how far each rendered name must be expanded to be unique among all rendered names."""
    primary = strategy.rule.startswith("primary-name")
    initials_only = strategy.rule.endswith("with-initials")
    people: dict[str, dict[Name, bool]] = {}
    for inlines in renderings:
        for span in walk(inlines):
            if span.kind is Kind.NAMES and isinstance(span.value, NamesValue):
                names = span.value.names[:1] if primary else span.value.names
                for name in names:
                    if name.family:
                        people.setdefault(f"{name.non_dropping} {name.family}".lower(), {})[name] = True
    for namesakes in people.values():
        if len(namesakes) < 2:
            continue
        short: dict[str, set[str]] = {}
        for name in namesakes:
            short.setdefault(_initials(name), set()).add(_person(name))
        if len({_person(name) for name in namesakes}) < 2:
            continue
        for name in namesakes:
            if len(short[_initials(name)]) == 1:
                level = 1
            elif initials_only:
                level = 0  # "names that cannot be disambiguated remain in their original form"
            else:
                level = 2
            if level:
                levels[True, name] = level
                if not primary:
                    levels[False, name] = level


def _person(name: Name) -> str:
    """Who a name stands for: differences of spacing between initials do not count."""
    return " ".join(name.given.replace(".", ". ").split())


def _initials(name: Name) -> str:
    return initialize(name.given, "", True, True) if name.given else ""


# -- cites -------------------------------------------------------------------------------------------------


class _Solver:
    """Works on one bucket at a time: items whose cites look the same in one form."""

    def __init__(self, strategy: Strategy, form: Form, render: Render) -> None:
        self.strategy = strategy
        self.form = form
        self.render = render

    def key(self, record: Record) -> str:
        return _key(self.render(record, self.form))

    def split(self, bucket: list[Record]) -> tuple[int, Buckets]:
        """(number of different renderings, the groups that are still ambiguous)."""
        found: dict[str, list[Record]] = {}
        for record in bucket:
            found.setdefault(self.key(record), []).append(record)
        return len(found), [group for group in found.values() if len(group) > 1]

    def solve(self, bucket: list[Record]) -> None:
        left = [bucket]
        by_cite = self.strategy.given and self.strategy.rule == "by-cite"
        # 1. given names of the names shown
        if by_cite:
            left = [rest for group in left for rest in self.expand_given(group, 0)]
        # 2. more names
        if self.strategy.names:
            left = [rest for group in left for rest in self.add_names(group, by_cite)]
        # 3. the disambiguate condition
        if self.strategy.condition:
            for group in left:
                self.try_condition(group)

    def lists(self, record: Record) -> list[NamesValue]:
        """The name lists in the cite of a record."""
        return [
            span.value
            for span in walk(self.render(record, self.form))
            if span.kind is Kind.NAMES and isinstance(span.value, NamesValue) and span.value.names
        ]

    def expand_given(self, bucket: list[Record], start: int) -> Buckets:
        """Expand names from position `start` on, one position at a time, as long as that tells cites
        apart."""
        if len(bucket) < 2:
            return []
        lists = [self.lists(record) for record in bucket]
        depth = max((value.rendered for values in lists for value in values), default=0)
        for position in range(start, depth):
            for place in range(max(len(values) for values in lists)):
                column = [
                    (record, values[place])
                    for record, values in zip(bucket, lists, strict=True)
                    if place < len(values) and position < values[place].rendered
                ]
                if len({value.names[position] for _, value in column}) < 2:
                    continue
                rest = self.try_levels(bucket, column, position)
                if rest is not None:
                    return [deep for group in rest for deep in self.expand_given(group, position)]
        return [bucket]

    def try_levels(
        self, bucket: list[Record], column: list[tuple[Record, NamesValue]], position: int
    ) -> Buckets | None:
        """Initials, then full given names, in one position; None (and nothing changed) if neither helps."""
        before = [
            (record, value.variable, _expansion(record, value.variable).levels.get(position, 0))
            for record, value in column
        ]
        for level in (1, 2):
            if all(old >= level for _, _, old in before):
                continue
            for record, variable, old in before:
                _expansion(record, variable).levels[position] = max(level, old)
            different, rest = self.split(bucket)
            if different > 1:
                return rest
        for record, variable, old in before:
            _expansion(record, variable).levels[position] = old
        return None

    def add_names(self, bucket: list[Record], by_cite: bool) -> Buckets:
        """Show hidden names one by one, as long as that tells more cites apart; names added in vain are
        taken back."""
        lists = {id(record): self.lists(record) for record in bucket}
        most = max((len(v.names) for values in lists.values() for v in values), default=0)
        least = min((v.rendered for values in lists.values() for v in values), default=most)
        kept = {id(r): [_expansion(r, v.variable).shown for v in lists[id(r)]] for r in bucket}
        unsolved: Buckets = [bucket]
        for shown in range(least + 1, most + 1):
            following: Buckets = []
            for group in unsolved:
                for record in group:
                    for value in lists[id(record)]:
                        _expansion(record, value.variable).shown = shown
                different, rest = self.split(group)
                if different == 1 and by_cite:
                    rest = self.expand_given(group, shown - 1)
                    different = 1 if rest == [group] else 2
                if different > 1:
                    kept.update((id(r), [shown] * len(lists[id(r)])) for r in group)
                following.extend(rest)
            unsolved = following
        for record in (record for group in unsolved for record in group):
            for value, old in zip(lists[id(record)], kept[id(record)], strict=True):
                _expansion(record, value.variable).shown = old
        return unsolved

    def try_condition(self, bucket: list[Record]) -> None:
        """Let one disambiguate condition after the other test true, as long as cites are ambiguous."""
        unsolved: Buckets = [bucket]
        level = 0
        while unsolved:
            level += 1
            following: Buckets = []
            for group in unsolved:
                before = [record.disambiguate for record in group]
                for record in group:
                    record.disambiguate = level
                different, rest = self.split(group)
                if different == 1 and all(record.tests < level for record in group):
                    for record, old in zip(group, before, strict=True):
                        record.disambiguate = 0 if old == level - 1 and level > 1 else old
                    continue
                following.extend(rest)
            unsolved = following


def _expansion(record: Record, variable: str) -> Expansion:
    found = record.expansions.get(variable)
    if found is None:
        found = record.expansions[variable] = Expansion()
    return found


# -- year-suffixes -----------------------------------------------------------------------------------------


def _suffixes(records: Sequence[Record], forms: list[Form], render: Render) -> None:
    """Letters for items that cannot be told apart in some form, in the order of the bibliography."""
    parent = {id(record): id(record) for record in records}

    def root(key: int) -> int:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for form in forms:
        for bucket in _buckets(records, lambda r: _key(render(r, form))):  # noqa: B023
            for record in bucket[1:]:
                parent[root(id(record))] = root(id(bucket[0]))
    sets: dict[int, list[Record]] = {}
    for record in records:
        sets.setdefault(root(id(record)), []).append(record)
    for members in sets.values():
        if len(members) > 1:
            for number, record in enumerate(members):
                record.year_suffix = number
