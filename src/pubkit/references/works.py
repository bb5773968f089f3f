"""Works while they are gathered: variants of one work are found by what they have in common, and put together.

In: the printed references of an article, one by one. Out: groups of variants, each one work (`merge.same_work` decides,
an index of marks makes it quick), in the order of their first cite.
"""

from __future__ import annotations

from collections.abc import Iterator

from pubkit.model import Entry, FieldEvidence, TracedText
from pubkit.records import dataclass, field, replace
from pubkit.references.cues import fold
from pubkit.references.merge import same_work, url_key
from pubkit.references.parse import ParsedReference

__all__ = ["Group", "Shelf", "Variant", "Work"]


@dataclass(frozen=True, slots=True)
class Variant:
    """One printed reference to a work."""

    where: str
    """`note 12` or `reference 3`."""
    printed: TracedText
    parsed: ParsedReference
    reason: str = ""
    """Why it is the same work as the first; empty for the first."""


@dataclass(frozen=True, slots=True)
class Work:
    """A work that the article cites."""

    entry: Entry
    """As it goes into the bibliography, with its key."""
    variants: tuple[Variant, ...]
    known: bool = False
    """Whether an earlier bibliography had it, whose entry was kept."""

    @property
    def fields(self) -> tuple[FieldEvidence, ...]:
        """The evidence of the fullest variant."""
        return max((variant.parsed.fields for variant in self.variants), key=len, default=())


@dataclass(slots=True, eq=False)
class Group:
    """One work while it is put together."""

    variants: list[Variant]
    key: str = ""

    @property
    def entries(self) -> list[Entry]:
        """What each variant says."""
        return [variant.parsed.entry for variant in self.variants]

    @property
    def name(self) -> str:
        """How a notice names it before it has a key."""
        entry = self.variants[0].parsed.entry
        names = entry.names.get("author") or entry.names.get("editor") or ()
        who = (names[0].family or names[0].literal) if names else ""
        return ", ".join(part for part in (who, entry.text("title") or entry.text("container-title")) if part)


@dataclass(slots=True)
class Shelf:
    """All works so far."""

    groups: list[Group] = field(default_factory=list)
    _index: dict[str, list[Group]] = field(default_factory=dict)

    def place(self, variant: Variant) -> Group:
        """The group of the work that `variant` is a reference to: one that is there, or a new one."""
        entry = variant.parsed.entry
        marks = list(_marks(entry))
        for mark in marks:
            for group in self._index.get(mark, ()):
                reason = next((why for other in group.entries if (why := same_work(other, entry))), "")
                if reason:
                    group.variants.append(replace(variant, reason=reason))
                    self._enter(group, marks)
                    return group
        group = Group([variant])
        self.groups.append(group)
        self._enter(group, marks)
        return group

    def _enter(self, group: Group, marks: list[str]) -> None:
        for mark in marks:
            held = self._index.setdefault(mark, [])
            if group not in held:
                held.append(group)


def _marks(entry: Entry) -> Iterator[str]:
    """What two variants of one work have in common at least."""
    if entry.text("DOI"):
        yield "doi:" + entry.text("DOI").casefold()
    if entry.text("ISBN"):
        yield "isbn:" + entry.text("ISBN")
    if entry.text("URL"):
        yield "url:" + url_key(entry.text("URL"))
    title = fold(entry.text("title")).split()
    if title:
        yield "title:" + " ".join(title[:2])
        yield "end:" + " ".join(title[-2:])
    if entry.text("container-title") and entry.text("volume"):
        yield f"report:{fold(entry.text('container-title'))}:{fold(entry.text('volume'))}"
    names = entry.names.get("author") or entry.names.get("editor") or ()
    if names and "issued" in entry.dates:
        yield f"who:{fold(names[0].family or names[0].literal)}:{entry.dates['issued']}"
