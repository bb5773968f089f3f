"""What a PDF's geometry tells: columns, paragraphs, headings, pull quotes, notes, furniture.

The pages are set from invented text by WeasyPrint, so that what comes back can be compared with what went in.
"""

from __future__ import annotations

import html
import random
import re
from collections.abc import Sequence

import pytest

from pubkit.engines import documents, weasyprint
from pubkit.engines.pdf import body_size, pdf_text
from pubkit.engines.pdf_lines import PrintedLine
from pubkit.formats.markdown import write_article
from pubkit.model import Witnesses
from pubkit.model.ledger import ledger
from pubkit.structure import divide
from pubkit.typesetting.fonts import face_css, faces_of
from pubkit.witnesses import read, regularize

_WORDS = tuple(
    """harbour lantern ferry granite window ledger market winter copper bridge orchard signal paper timber
    evening island kettle quarry meadow cellar basket mirror station thunder garden shipping records
    weavers bakers carried between along under beyond around never always seldom often slowly built
    repaired counted painted forgot measured sold bought described northern southern ancient narrow
    heavy broken quiet bright wooden distant hundred thousand several""".split()  # noqa: SIM905
)


def sentence(draw: random.Random, length: int) -> str:
    return " ".join(["The", *draw.choices(_WORDS, k=length)]) + "."


def paragraph(seed: int) -> str:
    draw = random.Random(seed)
    return " ".join(sentence(draw, draw.randint(8, 17)) for _ in range(draw.randint(3, 6)))


def pdf(body: str, css: str) -> bytes:
    faces = faces_of(["Source Serif 4"])
    page = f"""<html lang=en><style>
    @page {{ size: 400pt 560pt; margin: 50pt; @top-center {{ content: "Harbours of the North"; font-size: 8pt }}
             @bottom-center {{ content: counter(page); font-size: 8pt }} }}
    @page :first {{ @top-center {{ content: none }} }}
    body {{ font: 10pt/1.3 "Source Serif 4"; text-align: justify }} p {{ margin: 0 }}
    h1 {{ font-size: 18pt }} h2 {{ font-size: 12pt; text-align: left }}
    .note {{ float: footnote; font-size: 8pt }} .note::footnote-marker {{ content: counter(footnote) ". " }}
    .note::footnote-call {{ font-size: 6pt; vertical-align: super; line-height: 0 }}
    .pull {{ float: right; width: 40%; font-size: 12pt; margin-left: 12pt; text-align: left }}
    {css}</style><body>{body}</body></html>"""
    files = [face.path for face in faces]
    return weasyprint.pdf(page, [], fonts_css=face_css(faces), font_files=files, variant=None).content


def article_of(content: bytes) -> str:
    witnesses = Witnesses.of([read(content, "a.pdf", readers=documents.readers())[0]])
    regular = regularize(witnesses.all[0])
    article, _ = divide(regular)
    account = ledger(witnesses, [regular], article)
    assert account.balanced, account.unaccounted
    return write_article(article, notes="text")


def blocks(markdown: str) -> list[str]:
    body = re.sub(r"\A---\n.*?\n---\n", "", markdown, flags=re.DOTALL)
    return [" ".join(block.split()) for block in body.strip().split("\n\n")]


def page_of(
    texts: Sequence[str], front: str = "<h1>Harbours of the North</h1><div>Jane Doe</div><h2>Introduction</h2>"
) -> str:
    return front + "".join(t if t.startswith("<") else f"<p>{html.escape(t)}</p>" for t in texts)


TEXTS = [paragraph(k) for k in range(1, 13)]

LAYOUTS = {
    "indents": "p + p { text-indent: 1.5em }",
    "gaps": "p { margin-bottom: 7pt }",
    "columns": "@page { size: 595pt 842pt } body { columns: 2; column-gap: 18pt } h1 { column-span: all }"
    " p + p { text-indent: 1.5em }",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_paragraphs_come_back(layout: str) -> None:
    """Whatever the layout, over page and column ends."""
    markdown = article_of(pdf(page_of(TEXTS), LAYOUTS[layout]))
    assert 'title: "Harbours of the North"' in markdown
    assert blocks(markdown) == ["# Introduction", *TEXTS]


def test_headings_notes_lists_and_pull_quotes() -> None:
    first = html.escape(TEXTS[0]) + '<span class="note">Archive of the harbour, box 7.</span>'
    quote = TEXTS[2].split(". ")[1] + "."
    items = [sentence(random.Random(k), 12) for k in range(3)]
    pull, heading = f'<div class="pull">{quote}</div>', "<h2>Of the ferry and its bells</h2>"
    texts = [f"<p>{first}</p>", TEXTS[1], pull, TEXTS[2], heading, TEXTS[3],
             "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>", TEXTS[4]]  # fmt: skip
    markdown = article_of(pdf(page_of(texts), LAYOUTS["indents"]))
    found = blocks(markdown)
    assert found[1] == TEXTS[0] + "[^1]"
    assert [block for block in found if block.startswith("#")] == ["# Introduction", "# Of the ferry and its bells"]
    assert TEXTS[1] in found and TEXTS[2] in found and TEXTS[4] in found
    assert markdown.count(quote) == 1, "the pull quote is no text"
    assert [block for block in found if block.startswith("[^1]:")] == ["[^1]: Archive of the harbour, box 7."]
    assert all(f"- {item}" in found for item in items)


def test_a_block_in_other_type_that_stands_once_is_kept() -> None:
    aside = "Nobody says this a second time, so it is text of the article and stays."
    texts = [TEXTS[0], f'<div class="pull">{aside}</div>', TEXTS[1], TEXTS[2]]
    found = blocks(article_of(pdf(page_of(texts), LAYOUTS["indents"])))
    assert aside in found
    assert [block for block in found if block in TEXTS] == TEXTS[:3]


def test_raised_numbers_and_marks_of_headings_are_characters() -> None:
    first = html.escape(TEXTS[0]) + '<span class="note">A note.</span>'
    text = pdf_text(pdf(page_of([f"<p>{first}</p>", TEXTS[1]]), LAYOUTS["gaps"]))
    assert ".¹" in text
    assert "# Harbours of the North" in text.splitlines()


_ROWS = (("Railways", "18,000", "tons"), ("Gas and water", "12,500", "tons"), ("Ships", "6,500", "tons"))


def test_a_table_is_left_whole_and_none_of_its_cells_is_a_heading_or_a_note() -> None:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in _ROWS)
    table = f"<table style='font-size: 8pt; margin: 8pt auto'>{rows}</table>"
    first, second = paragraph(81), paragraph(82)
    markdown = article_of(pdf(f"<h1>Coal</h1><p>{first}<p>{second}{table}", "td { padding: 0 14pt }"))
    assert "| Railways | 18,000 | tons |" in markdown and "| Ships | 6,500 | tons |" in markdown
    assert [block for block in blocks(markdown) if block.startswith("The ")] == [first, second]
    assert markdown.count("\n#") == 0 and "[^1]" not in markdown


def test_columns_of_prose_and_names_beside_one_another_are_no_table() -> None:
    names = "<div style='columns: 2; text-align: center'>Ana Brandt<br>Velm University<br>Tomas Rey<br>Velm Abbey</div>"
    body = "".join(f"<p>{paragraph(number)}" for number in range(90, 100))
    text = pdf_text(pdf(f"<h1>Wheels</h1>{names}<div style='columns: 2'>{body}</div>", "p { text-indent: 1em }"))
    assert "|" not in text


def test_slanted_and_bold_words_are_emphasis_and_whole_lines_are_not() -> None:
    first, second = paragraph(84).split(". "), paragraph(85)
    first[0] = "<em>The Harbours of the North, 1611–1640</em>, and <b>every harbour</b> in it"
    note = "<span class=note>Weber, <i>Mills of the Valley</i>, 12; <i>ibid</i>., 14.</span>"
    body = f"<h1>Wheels</h1><h2><i>A slanted heading</i></h2><p>{'. '.join(first)}{note}<p><i>{second}</i>"
    body = body.replace("<h2>", f"<p>{paragraph(88)}<h2>")
    markdown = article_of(pdf(body, ""))
    assert "*The Harbours of the North, 1611–1640*, and **every harbour** in it" in markdown
    assert "Weber, *Mills of the Valley*, 12; *ibid*., 14." in markdown
    assert "# A slanted heading" in markdown and second in markdown


def test_an_item_in_the_type_of_the_body_is_no_note() -> None:
    note = "<span class=note>Weber, Mills of the Valley, 12.</span>"
    lead = "".join(f"<p>{paragraph(number)}" for number in (86, 87))
    items = "<p>The librarians name two reasons:<p>1) transcriptions are found<p>2) transcriptions are read"
    markdown = article_of(pdf(f"<h1>Wheels</h1>{lead}{note}{items}", "p { text-indent: 0; margin: 4pt 0 }"))
    assert markdown.count("[^1]: ") == 1 and "transcriptions are read" in markdown.split("[^1]: ")[0]


def test_names_side_by_side_are_authors_and_the_abstract_below_them_is_whole() -> None:
    names = "<table class=names><tr><td>Ana Brandt<td>Tomas Rey</table><p class=c>Velm University<p class=c>Velm, 0815"
    columns = (
        f"<h2>Abstract</h2><p class=ab>{paragraph(111)}<h2>1 Background</h2><p>{paragraph(112)}<p>{paragraph(113)}"
    )
    columns += f"<h2>2 Mills</h2><p>{paragraph(114)}<p>{paragraph(115)}<p>{paragraph(116)}<p>{paragraph(117)}"
    css = """.names { width: 100%; font-weight: bold; font-size: 12pt } td, .c { text-align: center }
             .ab { margin: 0 12pt; font-size: 9.8pt } .flow { columns: 2 } p + p { text-indent: 1em }"""
    markdown = article_of(pdf(f"<h1>Wheels of the North</h1>{names}<div class=flow>{columns}</div>", css))
    front = markdown.split("\n---\n")[0]
    assert '  - "Ana Brandt"\n  - "Tomas Rey"\n' in front and paragraph(111) in front
    assert "# 1 Background" in markdown and "# Ana" not in markdown


def test_a_table_in_a_column_has_no_line_of_the_other_column() -> None:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in _ROWS)
    body = "".join(f"<p>{paragraph(number)}" for number in (121, 122, 123))
    body += f"<table style='font-size: 7pt; margin: 6pt auto'>{rows}</table>"
    body += "".join(f"<p>{paragraph(number)}" for number in (124, 125, 126, 127, 128))
    css = "td { padding: 0 8pt; white-space: nowrap } .flow { columns: 2; column-gap: 18pt } p { text-indent: 1em }"
    text = pdf_text(pdf(f"<h1>Coal</h1><div class=flow>{body}</div>", css))
    assert "| Railways | 18,000 | tons |\n| Gas and water | 12,500 | tons |\n| Ships | 6,500 | tons |" in text


def test_code_does_not_say_what_the_size_of_the_body_is() -> None:
    def lines(size: float, count: int, top: float, *, fixed: bool) -> list[PrintedLine]:
        text = "a line of some forty characters or more"
        heights = [top - 12 * number for number in range(count)]
        return [PrintedLine(text, size, False, False, 50, 300, height, 5, fixed=fixed) for height in heights]

    pages = [[*lines(7.0, 30, 700, fixed=True), *lines(10.0, 20, 300, fixed=False)] for _ in range(3)]
    assert body_size(pages) == 10.0
    assert body_size([lines(7.0, 30, 700, fixed=True)]) == 7.0


def test_items_with_a_long_dash_are_paragraphs_of_their_own() -> None:
    items = "".join(
        f"<p class=i>— the {word} of the mill, which nobody has seen since the flood;" for word in _WORDS[:4]
    )
    css = "p { text-indent: 0 } .i { margin-left: 14pt; text-indent: -10pt }"
    markdown = article_of(pdf(f"<h1>Wheels</h1><p>{paragraph(131)} They are these:{items}<p>{paragraph(132)}", css))
    assert sum("— the " in block for block in blocks(markdown)) == 4
