"""What is no reference: nothing is invented, nothing is lost, nothing hangs; in every script."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pubkit.model import CiteGroup, Date, DateRange, Run
from pubkit.references import Resolution, parse_reference
from pubkit.references.cues import fold
from references_support import CASES, cases, resolved

NO_WORKS = [
    "I thank the editors and two anonymous reviewers for their helpful comments.",
    "Emphasis added.",
    "All translations are mine unless otherwise noted.",
    "For a different view, see the next section.",
    "This paper was presented in Kempton in May 2016.",
    "Interview with the harbour master, Kempton, 12 May 2016.",
    "City Archive of Kempton, Fonds B 23, no. 114, fol. 12r.",
    "§ 823 Abs. 1 BGB.",
    "Art. 5 Abs. 1 GG.",
    "U.S. Const. amend. XIV, § 1.",
    "See http://www.example.org/page.html.",
    "http://www.example.org/page.html",
    "Ibid.",
    "See above, note 12.",
    "...",
    "—",
    "",
    "Die Verfasser danken den Gutachtern für ihre Hinweise.",
    "Nous remercions les archivistes de Nantes.",
    "Agradezco a los revisores sus comentarios.",
    "Все переводы выполнены автором статьи.",
    "Όλες οι μεταφράσεις είναι δικές μου.",
    "جميع الترجمات من عمل المؤلف ما لم يذكر خلاف ذلك.",
    "כל התרגומים הם של המחבר.",
    "ყველა თარგმანი ავტორისაა.",
    "除另有说明外，所有翻译均由作者完成。",
    "すべての翻訳は著者による。",
    "모든 번역은 저자의 것이다.",
]


@pytest.mark.parametrize("note", NO_WORKS)
def test_a_note_without_a_work_stays_as_it_is_printed(note: str) -> None:
    resolution = resolved([note])
    assert resolution.works == ()
    assert _text(resolution) == [note]


def test_every_note_without_a_work_stays_beside_the_others() -> None:
    work = "Ann Alder, The Long Bridge (London: Verso, 1991), 6."
    notes = [work, *(note for note in NO_WORKS if note and not note.startswith("Ibid"))]
    resolution = resolved(notes)
    assert [work.entry.text("title") for work in resolution.works] == ["The Long Bridge"]
    assert _text(resolution) == notes


def _text(resolution: Resolution) -> list[str]:
    """The notes with the printed text of their cites."""
    out = []
    for note in resolution.article.notes:
        inlines = [inline for paragraph in note.paragraphs for inline in paragraph]
        out.append(
            "".join(
                (i.source if isinstance(i, CiteGroup) else i.text).text
                for i in inlines
                if isinstance(i, CiteGroup | Run)
            )
        )
    return out


def _notes() -> Iterator[list[str]]:
    """The notes of all case files."""
    for rule in ("chains", "notes", "short_cites", "law"):
        if rule == "chains":
            yield from (case.given.split("\n") for case in cases(rule))
        else:
            yield [case.given for case in cases(rule)]


def test_the_case_files_are_there() -> None:
    assert len(list(_notes())) > 10
    assert (CASES / "law.md").exists()


@pytest.mark.parametrize("notes", list(_notes()), ids=lambda notes: str(notes[0])[:30])
def test_every_field_is_printed_and_every_letter_kept(notes: list[str]) -> None:
    resolution = resolved(notes)
    assert _text(resolution) == notes
    printed = fold(" ".join(notes))
    numbers = set(re.findall(r"\d+", " ".join(notes)))
    for work in resolution.works:
        for variable, text in work.entry.strings.items():
            if variable not in ("language", "annote"):
                assert fold(re.sub(r"<[^>]+>", "", text)) in printed, (variable, text)
        for names in work.entry.names.values():
            assert all(word in printed for name in names for word in fold(str(name)).split())
        for date in work.entry.dates.values():
            first = date.start if isinstance(date, DateRange) else date
            assert isinstance(first, Date)
            assert str(first.year) in numbers or not first.year


STRANGE = st.lists(
    st.sampled_from(
        ["Ibid.", "op. cit.,", "Alder", "v.", "412 U.S. 337", "(1973)", "n. 5", ";", "see also", "“", "”", "The Long Bridge,", "1991",  # noqa: E501
         "London:", "Verso", "p. 6", "[2017] UKSC 5", "§ 3", "Ders.,", "a.a.O.", "supra note 2", "http://a.b/c", "там же", "同上", "(", ")",  # noqa: E501
         "ECLI", "BGH", "Loi n° 7", "quoted in", "sowie", ".", ",", "\N{NO-BREAK SPACE}", "ü", "Act 1990", "at 7", "المرجع نفسه"]  # noqa: E501
    ),
    max_size=14,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(STRANGE, min_size=1, max_size=3))
def test_whatever_notes_say_no_letter_is_lost(words: list[list[str]]) -> None:
    notes = [" ".join(each) for each in words]
    resolution = resolved(notes)
    aside = [number for piece in resolution.article.set_aside for number in piece.text.origins]
    kept = [
        number
        for note in resolution.article.notes
        for paragraph in note.paragraphs
        for inline in paragraph
        if isinstance(inline, CiteGroup | Run)
        for number in (inline.source if isinstance(inline, CiteGroup) else inline.text).origins
    ]
    there = sorted(number for number in kept + aside if number >= 0)
    assert there == sorted(set(there))
    assert len(there) == sum(map(len, notes))


@pytest.mark.parametrize(
    "unit",
    ["; ", "Ж", "Ibid., ", "op. cit. ", "412 U.S. 337, ", "See Alder, Rivers (London: Verso, 1991), 6; ", "n. 5, ",
     "Loi n° 7 du 6 ", "Alder v. ", "[1990] AC 5 ", "漢", "م "],
)  # fmt: skip
def test_very_long_lines_do_not_hang(unit: str) -> None:
    started = time.process_time()
    parse_reference((unit * 100_000)[:100_000])
    resolved([(unit * 100_000)[:100_000], (unit * 20_000)[:19_000]])
    assert time.process_time() - started < 8
