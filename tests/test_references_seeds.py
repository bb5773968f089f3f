"""The notes of the seeds: each is one work, cited at its note; nothing is lost, nothing invented."""

from __future__ import annotations

import re

import pytest

from pubkit.model import (
    Article,
    CiteGroup,
    DateRange,
    Evidence,
    FrontMatter,
    Note,
    Paragraph,
    Run,
    TracedText,
    Witness,
    Witnesses,
)
from pubkit.references import Resolution, resolve
from references_support import seed_notes


def _article() -> tuple[Article, Witnesses]:
    text, found = seed_notes()
    witnesses = Witnesses.of([Witness("A", "seed.txt", text)])
    notes = tuple(
        Note(mark, TracedText.added(mark), ((Run(TracedText.of(text[start:end], start)),),), Evidence("test"))
        for mark, start, end in found
    )
    lines = {(start, end) for _, start, end in found}
    body = [
        Paragraph((Run(TracedText.of(match[0], match.start())),))
        for match in re.finditer(r"[^\n]{200,}", text)
        if not any(match.start() <= start < match.end() for start, _ in lines)
    ]
    return Article(FrontMatter(), tuple(body), notes), witnesses


@pytest.fixture(scope="module")
def resolution() -> Resolution:
    article, witnesses = _article()
    return resolve(article, witnesses=witnesses)


def test_every_note_is_one_cite_and_one_work_is_cited_twice(resolution: Resolution) -> None:
    for note in resolution.article.notes:
        ((group,),) = note.paragraphs
        assert isinstance(group, CiteGroup)
        assert len(group.cites) == 1
    assert (len(resolution.article.notes), len(resolution.works)) == (20, 19)
    assert sorted(len(work.variants) for work in resolution.works)[-2:] == [1, 2]


def test_every_work_has_author_year_address_and_date_of_access(resolution: Resolution) -> None:
    for work in resolution.works:
        entry = work.entry
        assert entry.names["author"]
        assert entry.text("URL").startswith("http")
        assert re.fullmatch(r"[!-~]+", entry.text("URL"))
        issued = entry.dates["issued"]
        assert not isinstance(issued, DateRange)
        assert issued.month is None
        assert entry.dates["accessed"].day  # type: ignore[union-attr]


def test_one_title_is_not_printed_and_none_is_invented(resolution: Resolution) -> None:
    untitled = [work.entry for work in resolution.works if "title" not in work.entry.strings]
    assert len(untitled) == 1
    told = [notice for notice in resolution.notices if notice.code == "B101"]
    assert len(told) == 1
    assert told[0].place is not None
    assert "suggests" in (told[0].hint or "")


def test_nothing_of_the_notes_is_lost(resolution: Resolution) -> None:
    article, _ = _article()
    before = sorted(n for note in article.notes for p in note.paragraphs for run in p for n in run.text.origins)  # type: ignore[union-attr]
    after = [
        number
        for note in resolution.article.notes
        for paragraph in note.paragraphs
        for inline in paragraph
        for number in (inline.source if isinstance(inline, CiteGroup) else inline.text).origins  # type: ignore[union-attr]
    ]
    after += [number for piece in resolution.article.set_aside for number in piece.text.origins]
    assert sorted(number for number in after if number >= 0) == before


def test_keys_are_stable_and_an_editors_key_is_kept(resolution: Resolution) -> None:
    article, _ = _article()
    again = resolve(article, known=resolution.bibliography)
    assert [e.key for e in again.bibliography.entries] == [e.key for e in resolution.bibliography.entries]
    assert len({e.key for e in again.bibliography.entries}) == 19
    assert all(re.fullmatch(r"[a-z0-9]+", e.key) for e in again.bibliography.entries)


def test_the_titles_of_one_author_and_year_stay_apart(resolution: Resolution) -> None:
    keys = [work.entry.key for work in resolution.works]
    stems = [key[:-1] for key in keys if key[-1] in "abc"]
    assert stems.count(stems[0]) == 3
