"""Decisions on the bibliography: which works are one, which are not, and fields of entries."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Sequence

from pubkit.decisions.file import Decision, Decisions
from pubkit.decisions.places import contents_of, with_content
from pubkit.formats.names import read_names
from pubkit.model import Article, Bibliography, CiteGroup, Date, Entry, FieldEvidence, Inline, Note, Origin
from pubkit.notices import Notice, nearest
from pubkit.records import dataclass, field, replace
from pubkit.references import Resolution, Variant, Work

__all__ = ["apply_to_works", "undecided"]

_NAMES = frozenset({"author", "editor", "translator", "container-author", "collection-editor", "director", "composer",
                    "illustrator", "interviewer", "recipient", "reviewed-author", "original-author"})  # fmt: skip
_DATES = frozenset({"issued", "accessed", "original-date", "event-date", "submitted", "available-date"})
_PARTED = re.compile(r"-\d+\Z")
_ISO = re.compile(r"(?P<year>-?\d{1,4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?")


@dataclass(slots=True)
class _State:
    article: Article
    works: list[Work]
    known: Bibliography | None
    notices: list[Notice] = field(default_factory=list)

    def at(self, key: str, decision: Decision) -> int | None:
        """The number of the work of this key; a notice where there is none."""
        number = next((n for n, work in enumerate(self.works) if work.entry.key == key), None)
        if number is None:
            near = nearest(key, [work.entry.key for work in self.works])
            hint = f'did you mean "{near}"?' if near else ""
            self.notices.append(decision.no_longer(f'there is no work "{key}"', hint))
        return number


def undecided(decisions: Decisions, known: Bibliography | None) -> Bibliography | None:
    """An earlier bibliography without the entries that decisions have made or changed: what the references print is
    compared with what they printed before, or a corrected work would not be known again."""
    if known is None:
        return None
    touched = {decision.text("key") for decision in decisions.of("work", "field")}
    touched |= {decision.text("as") for decision in decisions.of("work")}
    touched |= {key for decision in decisions.of("work") for key in decision.texts("same")}
    return Bibliography(
        tuple(e for e in known.entries if e.key not in touched and _PARTED.sub("", e.key) not in touched)
    )


def apply_to_works(decisions: Decisions, resolved: Resolution, *, known: Bibliography | None = None) -> Resolution:
    """Carry out the decisions on works and fields; `known` is the bibliography of an earlier run."""
    state = _State(resolved.article, [_edited(work, known) for work in resolved.works], known)
    for decision in decisions.of("work"):
        if decision.texts("same"):
            _join(state, decision)
        else:
            _part(state, decision)
    for decision in decisions.of("field"):
        _set(state, decision)
    bibliography = Bibliography(tuple(work.entry for work in state.works))
    return replace(
        resolved, article=state.article, works=tuple(state.works), bibliography=bibliography,
        notices=(*resolved.notices, *state.notices),
    )  # fmt: skip


def _edited(work: Work, known: Bibliography | None) -> Work:
    """The work with its entry as an earlier bibliography has it, where an editor may have changed more of it."""
    held = known.get(work.entry.key) if known else None
    return work if held is None or work.known else replace(work, entry=held, known=True)


def _join(state: _State, decision: Decision) -> None:
    keys = decision.texts("same")
    numbers = [state.at(key, decision) for key in keys]
    if len(keys) < 2 or any(number is None for number in numbers):
        return
    first, *rest = [state.works[number] for number in numbers if number is not None]
    moved = tuple(
        replace(variant, reason=variant.reason or "the editor's decision") for work in rest for variant in work.variants
    )
    joined = replace(first, variants=first.variants + moved)
    state.works = [joined if work is first else work for work in state.works if work not in rest]
    names = {work.entry.key: first.entry.key for work in rest}
    state.article = _recited(state.article, lambda where, key: names.get(key, key))


def _part(state: _State, decision: Decision) -> None:
    key, places = decision.text("key"), decision.texts("apart")
    number = state.at(key, decision)
    if number is None:
        return
    work = state.works[number]
    apart = [variant for variant in work.variants if variant.where in places]
    missing = [place for place in places if place not in {variant.where for variant in work.variants}]
    if missing or len(apart) == len(work.variants):
        known = ", ".join(dict.fromkeys(variant.where for variant in work.variants))
        why = f'"{missing[0]}" is no reference to "{key}"' if missing else f'all references to "{key}" are named'
        state.notices.append(decision.no_longer(why, f"its references are in {known}"))
        return
    new = decision.text("as") or _free(key, {each.entry.key for each in state.works})
    earlier = state.known.get(new) if state.known else None
    entry = earlier or replace(apart[0].parsed.entry, key=new)
    rest = replace(work, variants=tuple(_first(v for v in work.variants if v not in apart)))
    other = Work(entry, tuple(_first(apart)), earlier is not None)
    state.works[number : number + 1] = [rest, other]
    state.article = _recited(state.article, lambda where, cited: new if cited == key and where in places else cited)


def _first(variants: Iterable[Variant]) -> Sequence[Variant]:
    """The first variant of a work needs no reason why it is one."""
    first, *rest = variants
    return [replace(first, reason=""), *rest]


def _free(key: str, taken: set[str]) -> str:
    return next(name for number in itertools.count(2) if (name := f"{key}-{number}") not in taken)


def _recited(article: Article, rename: Callable[[str, str], str]) -> Article:
    """The article with other keys in its cites; `rename` is asked with the place and the key."""

    def new(content: Sequence[Inline], where: str) -> tuple[Inline, ...]:
        return tuple(
            replace(inline, cites=tuple(replace(cite, key=rename(where, cite.key)) for cite in inline.cites))
            if isinstance(inline, CiteGroup)
            else inline
            for inline in content
        )

    def renamed(note: Note) -> Note:
        return replace(note, paragraphs=tuple(new(paragraph, f"note {note.id}") for paragraph in note.paragraphs))

    blocks = []
    for block in article.blocks:
        for item, content in enumerate(contents_of(block)):
            block = with_content(block, item, new(content, "text"))
        blocks.append(block)
    return replace(article, blocks=tuple(blocks), notes=tuple(renamed(note) for note in article.notes))


# -- fields ------------------------------------------------------------------------------------------------------


def _set(state: _State, decision: Decision) -> None:
    number = state.at(decision.text("key"), decision)
    if number is None:
        return
    work, variable, value = state.works[number], decision.text("variable"), decision.text("value")
    entry = _with_field(work.entry, variable, value)
    if entry is None:
        hint = 'write it as "2015", "2015-03" or "2015-03-31"'
        state.notices.append(decision.no_longer(f'"{value}" is no date', hint))
        return
    variants = tuple(replace(v, parsed=replace(v.parsed, fields=_sure(v.parsed.fields, variable, value)))
                     for v in work.variants)  # fmt: skip
    state.works[number] = replace(work, entry=entry, variants=variants)


def _sure(fields: Sequence[FieldEvidence], variable: str, value: str) -> tuple[FieldEvidence, ...]:
    return tuple(
        replace(one, origin=Origin.EDITOR, probability=1.0, reason="the editor's decision")
        if one.variable == variable
        else one
        for one in fields
    )


def _with_field(entry: Entry, variable: str, value: str) -> Entry | None:
    """The entry with one variable set, or taken out where the value is empty; None for what is no date."""
    if _shown(entry, variable) == value:
        return entry
    if variable == "type":
        return replace(entry, type=value)
    names, dates, strings = dict(entry.names), dict(entry.dates), dict(entry.strings)
    for held in (names, dates, strings):
        held.pop(variable, None)
    if not value:
        pass
    elif variable in _NAMES:
        names[variable] = read_names(value.replace(";", " and "))
    elif variable in _DATES:
        match = _ISO.fullmatch(value.strip())
        if match is None:
            return None
        month, day = match["month"], match["day"]
        dates[variable] = Date(int(match["year"]), int(month) if month else None, int(day) if day else None)
    else:
        strings[variable] = value
    return replace(entry, names=names, dates=dates, strings=strings)


def _shown(entry: Entry, variable: str) -> str:
    """The value as the report shows it."""
    if variable in entry.names:
        return "; ".join(map(str, entry.names[variable]))
    return str(entry.dates[variable]) if variable in entry.dates else entry.text(variable)
