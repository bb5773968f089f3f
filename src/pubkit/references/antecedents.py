"""Antecedents: which work a short cite means.

In: short cites in the order of the notes, and the works cited so far. Out: for each the work, with what an editor
should check, or why none can be told. Nothing is guessed silently: where two works fit, the cite has no antecedent, or
the nearest one and a doubt. What was printed and could not be read (an archive, a statute) stands between an "ibid." and
any work before it.
"""  # noqa: E501

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pubkit.model import Name
from pubkit.records import dataclass, field
from pubkit.references.cues import fold
from pubkit.references.short_cites import Back, ShortCite
from pubkit.references.works import Group

__all__ = ["Antecedent", "Chain"]


@dataclass(frozen=True, slots=True)
class Antecedent:
    """What a short cite means."""

    work: Group | None
    locator: tuple[str, str] = ("", "")
    """(label, locator) taken over from the cite before: "ibid." is the same place."""
    doubt: str = ""
    """What an editor should check."""
    reason: str = ""
    """Why there is no work."""


@dataclass(slots=True)
class Chain:
    """The cites so far, note by note."""

    works: Sequence[Group] = ()
    """Works of a list of references, cited or not yet."""
    _notes: dict[str, list[Group]] = field(default_factory=dict)
    _here: list[Group] = field(default_factory=list)
    _last: list[Group] = field(default_factory=list)
    _place: tuple[str, str] = ("", "")
    _unread: str = ""
    _idle: bool = False

    def cite(self, work: Group, label: str, locator: str) -> None:
        """A work is cited here."""
        self._here.append(work)
        self._place = (label, locator)
        self._unread = ""

    def unread(self, printed: str) -> None:
        """Something stands here that may be a source and was not understood."""
        self._unread = printed

    def end_note(self, number: str) -> None:
        """The note is over."""
        self._notes[number] = self._here
        self._idle = not self._here and bool(self._last)
        self._last = self._here or self._last
        self._here = []

    @property
    def is_interrupted(self) -> bool:
        """Whether a source that could not be read stands behind the work cited last."""
        return bool(self._unread)

    @property
    def author(self) -> tuple[Name, ...]:
        """Whom "Ders., Other Title" means: the authors of the work cited last."""
        for work in reversed(self._here or self._last):
            for entry in work.entries:
                if names := entry.names.get("author") or entry.names.get("editor"):
                    return names
        return ()

    def meant(self, cite: ShortCite) -> Antecedent:
        """The work that a short cite means."""
        if cite.is_partial:
            return Antecedent(None, reason="it says more than could be read")
        if cite.kind is Back.AGAIN:
            return self._again(cite)
        if cite.kind is Back.NOTE:
            return self._in_note(cite)
        if cite.kind is Back.REPORT:
            fits = [work for work in self._cited() if _reported(work, cite.report)]
            return _only(fits, "no case of this volume is cited before")
        if cite.kind is Back.YEAR:
            return self._of_year(cite)
        if not cite.author and not cite.title:
            return self._again(cite)
        return self._of_author(cite)

    def _cited(self) -> list[Group]:
        """Every work cited so far, once."""
        return _once([*(work for works in self._notes.values() for work in works), *self._here])

    def _again(self, cite: ShortCite) -> Antecedent:
        if self._unread:
            return Antecedent(None, reason=f"it stands behind {self._unread!r}, which is no work that could be read")
        place = self._place if cite.same_place else ("", "")
        before = self._here or self._last
        if not before:
            return Antecedent(None, reason="nothing is cited before it")
        work = before[-1]
        if cite.author and not (_by(work, cite.author) or _titled(work, cite.author)):
            return Antecedent(None, reason=f"the work before it is not by {cite.author}")
        several = _once(before)
        doubt = ""
        if not self._here and len(several) > 1:
            doubt = "the note before cites several works: " + "; ".join(one.name for one in several)
        elif not self._here and self._idle:
            doubt = "a note without a work stands between"
        return Antecedent(work, place, doubt)

    def _in_note(self, cite: ShortCite) -> Antecedent:
        works = _once(self._notes.get(str(cite.note), ()))
        if not works:
            return Antecedent(None, reason=f"note {cite.note} cites no work")
        if not cite.author and not cite.title:
            if len(works) > 1:
                return Antecedent(None, reason=f"note {cite.note} cites several works: {_names(works)}")
            doubt = "" if cite.locator else f"it may mean note {cite.note} itself"
            return Antecedent(works[0], doubt=doubt)
        fits = [work for work in works if _by(work, cite.author)] or [
            work for work in works if _titled(work, cite.author)
        ]
        if cite.title:
            titled = [work for work in fits or works if _titled(work, cite.title)]
            if not titled and fits:
                return Antecedent(None, reason=f"“{cite.title}” is not the title of {_names(fits)}")
            fits = titled
        return _only(fits, f"note {cite.note} cites no work of {cite.author or cite.title}")

    def _of_year(self, cite: ShortCite) -> Antecedent:
        for works in (self._cited(), _once(self.works)):
            fits = [work for work in works if _by(work, cite.author) and _dated(work, cite.year)]
            if cite.year[4:]:
                fits = [work for work in fits if _lettered(work, cite.year)] or fits
            if fits:
                return _only(fits, "")
        return Antecedent(None, reason=f"no work of {cite.author} of {cite.year} is cited")

    def _of_author(self, cite: ShortCite) -> Antecedent:
        cited = self._cited()
        if cite.same_author:
            names = self.author
            by = [work for work in cited if names and any(e.names.get("author") == names for e in work.entries)]
        else:
            by = [work for work in cited if _by(work, cite.author)]
        if not by and not cite.title:  # "Les routes du sel, op. cit."
            return _only(
                [work for work in cited if _titled(work, cite.author)], f"no work of {cite.author} is cited before"
            )
        if not cite.title:
            return _only(by, "")
        titled = [work for work in by if _titled(work, cite.title)]
        if titled:
            return _only(titled, "")
        if not by:
            return Antecedent(None, reason=f"no work of {cite.author} is cited before")
        return Antecedent(None, reason=f"“{cite.title}” is not the title of {_names(by)}")


def _only(fits: Iterable[Group], none: str) -> Antecedent:
    works = _once(fits)
    if len(works) == 1:
        return Antecedent(works[0])
    return Antecedent(None, reason=f"it could mean {_names(works)}" if works else none)


def _once(works: Iterable[Group]) -> list[Group]:
    return list(dict.fromkeys(works))


def _names(works: Iterable[Group]) -> str:
    return " or ".join(f"“{work.name}”" for work in works)


def _by(work: Group, author: str) -> bool:
    """Whether the first family name that a cite repeats is one of the work's authors (or, without any, editors)."""
    words = [word for word in fold(author).split() if len(word) > 1]
    if not words:
        return False
    names = [name for entry in work.entries for name in entry.names.get("author") or entry.names.get("editor") or ()]
    families = [fold(name.family or name.literal).split() for name in names]
    return any(family and (set(family) <= set(words) or set(words) <= set(family)) for family in families)


def _dated(work: Group, year: str) -> bool:
    return any(str(entry.dates.get("issued", ""))[:4] == year[:4] for entry in work.entries)


def _lettered(work: Group, year: str) -> bool:
    return any(year in variant.printed.text for variant in work.variants)


def _titled(work: Group, title: str) -> bool:
    """Whether the words of a short title are words of the title."""
    words = [word for word in fold(title).split() if len(word) > 2] or fold(title).split()
    if not words:
        return False
    for entry in work.entries:
        whole = fold(entry.text("title") or ("" if entry.names else entry.text("container-title"))).split()
        if all(any(_same_word(word, other) for other in whole) for word in words):
            return True
    return False


def _same_word(word: str, other: str) -> bool:
    return word == other or (len(word) > 4 and len(other) > 4 and word[: len(word) - 1] == other[: len(word) - 1])


def _reported(work: Group, report: tuple[str, str]) -> bool:
    volume, container = report
    return any(
        entry.text("volume") == volume and fold(entry.text("container-title")) == fold(container)
        for entry in work.entries
    )
