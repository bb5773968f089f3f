"""Notes of the humanities and of law: prose with cites, short cites, several works, a reference list."""

from __future__ import annotations

from pubkit.model import Article, CiteGroup, Evidence, FrontMatter, Note, Run, Style, TracedText
from pubkit.references import Resolution, resolve

NOTES = [
    "Jane Miller, The Long Bridge: A History (London: Verso, 1991), 6.",
    "Ibid., 12.",
    "On piers, see Tom Brown, “On Bridges,” Journal of Bridges 91, no. 5 (1986): 1053–75; Miller, The Long Bridge, 30.",
    "I thank the editors for their comments.",
    "Brown (n. 3), p. 1060.",
    "Jane Miller, The Long Bridge: A History (London: Verso, 1991), p. 99.",
    "See Paul Grey, op. cit., p. 3.",
    "§ 823 BGB.",
]


def _resolve(notes: list[str], references: list[str] | None = None) -> Resolution:
    base, made = 0, []
    for number, text in enumerate(notes, 1):
        mark = TracedText.added(str(number))
        made.append(Note(str(number), mark, ((Run(TracedText.of(text, base)),),), Evidence("test")))
        base += len(text) + 1
    items = []
    for text in references or []:
        items.append(TracedText.of(text, base))
        base += len(text) + 1
    return resolve(Article(FrontMatter(), (), tuple(made), references=tuple(items)))


def _shown(resolution: Resolution) -> list[str]:
    out = []
    for note in resolution.article.notes:
        words = ""
        for inline in note.paragraphs[0]:
            if isinstance(inline, CiteGroup):
                words += (
                    "["
                    + "; ".join(f"{c.prefix}@{c.key}{', ' + c.locator if c.locator else ''}" for c in inline.cites)
                    + "]"
                )
            else:
                words += inline.text.text  # type: ignore[union-attr]
        out.append(words)
    return out


def test_notes_become_cites() -> None:
    assert _shown(_resolve(NOTES)) == [
        "[@miller1991, 6]",
        "[@miller1991, 12]",
        "On piers, [see @brown1986]; [@miller1991, 30].",
        "I thank the editors for their comments.",
        "[@brown1986, 1060]",
        "[@miller1991, 99]",
        "See Paul Grey, op. cit., p. 3.",
        "§ 823 BGB.",
    ]


def test_what_points_nowhere_is_told() -> None:
    resolution = _resolve(NOTES)
    assert [notice.code for notice in resolution.notices if notice.code == "B105"] == ["B105"]
    assert [len(work.variants) for work in resolution.works] == [2, 1]


def test_all_characters_stay() -> None:
    resolution = _resolve(NOTES)
    kept = sorted(
        number
        for note in resolution.article.notes
        for inline in note.paragraphs[0]
        for number in (inline.source if isinstance(inline, CiteGroup) else inline.text).origins  # type: ignore[union-attr]
    )
    length = sum(len(note) for note in NOTES)
    assert len(kept) == len(set(kept)) == length


def test_a_reference_list_and_the_notes_share_works() -> None:
    references = [
        "Miller, Jane. The Long Bridge: A History. London: Verso, 1991.",
        "———. The Short Bridge. London: Verso, 1993.",
    ]
    resolution = _resolve(["Jane Miller, The Long Bridge: A History (London: Verso, 1991), 6."], references)
    assert [work.entry.key for work in resolution.works] == ["miller1991", "miller1993"]
    assert resolution.article.references == ()
    assert len(resolution.works[0].variants) == 2


def test_works_of_one_author_and_year_stay_apart() -> None:
    resolution = _resolve(
        [
            "Jane Miller, The Long Bridge (London: Verso, 1991).",
            "Jane Miller, The Deep River (London: Verso, 1991).",
        ]
    )
    assert [work.entry.key for work in resolution.works] == ["miller1991a", "miller1991b"]


def test_the_latest_date_of_access_is_kept_and_the_other_reported() -> None:
    url = "Available at: http://example.org/wp-content/uploads/a.pdf"
    resolution = _resolve(
        [
            f"Jane Miller (2016) 'A Bridge,' Journal of Bridges XVI, No. 1. {url} (Accessed: 25.10.2017)",
            f"Dr Jane Miller (2016), 'A Bridge' Journal of Bridges XVI, No.1 (Winter 2016): 42-58 {url} (Accessed: 02.11.2017)",  # noqa: E501
        ]
    )
    (work,) = resolution.works
    assert str(work.entry.dates["accessed"]) == "2017-11-02"
    assert work.entry.text("page") == "42-58"
    assert [str(v.parsed.entry.dates["accessed"]) for v in work.variants] == ["2017-10-25", "2017-11-02"]


def test_styles_of_prose_are_kept() -> None:
    plain, slanted = TracedText.of("This is a ", 0), TracedText.of("very", 10)
    rest = TracedText.of(" good word.", 14)
    note = Note("1", TracedText.added("1"), ((Run(plain), Run(slanted, Style.EMPHASIS), Run(rest)),), Evidence("test"))
    (paragraph,) = resolve(Article(FrontMatter(), (), (note,))).article.notes[0].paragraphs
    assert [(run.text.text, run.style) for run in paragraph if isinstance(run, Run)] == [
        ("This is a ", Style.PLAIN),
        ("very", Style.EMPHASIS),
        (" good word.", Style.PLAIN),
    ]
