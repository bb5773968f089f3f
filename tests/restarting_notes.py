"""Lay out a chapter with real notes so that its notes begin anew on each page, to convert it and look at it.

    python tests/restarting_notes.py REPOSITORY CHAPTER OUT [--marks numbers|symbols] [--columns N]

REPOSITORY is a git directory of a book of Standard Ebooks (public domain; fetched, not part of the project), CHAPTER a
file of its src/epub/text, such as chapter-4.xhtml. OUT becomes a folder laid out as those of ../shared/structure:
gold.md, source.pdf, alt/{raw,layout,plain}.txt, info.json; `tests/structure_evaluation.py --data` measures it.
Needs pdftotext.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pypandoc
import weasyprint

from pubkit.engines import notes_layout

XHTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
SYMBOLS = "*†‡§‖¶"
INLINE = {"em": "em", "i": "em", "b": "strong", "strong": "strong", "sup": "sup", "sub": "sub", "cite": "em"}
CSS = """
@page { size: 175mm 250mm; margin: 24mm 22mm 22mm;
  @footnote { border-top: .4pt solid; padding-top: 4pt; margin-top: 8pt }
  @top-center { content: "RUNNING"; font: italic 8.5pt DejaVu Serif }
  @bottom-center { content: counter(page); font: 8.5pt DejaVu Serif } }
@page :left { @top-center { content: "AUTHOR" } }
@page :first { @top-center { content: none } counter-reset: page START }
html { font: 9.5pt/1.35 DejaVu Serif; hyphens: auto } body { margin: 0; columns: COLUMNS; column-gap: 8mm }
h1, .author { column-span: all; text-align: center } h1 { font-size: 17pt; margin: 0 0 4mm } .author { margin: 0 0 8mm }
h2 { font-size: 11pt; margin: 5mm 0 2mm; break-after: avoid } p { margin: 0; text-indent: 1.4em; text-align: justify }
h1 + p, h2 + p { text-indent: 0 } blockquote { margin: 2mm 6mm }
table { margin: 3mm auto; font-size: 8.5pt } td, th { padding: 0 2mm }
.note { float: footnote; font-size: 7.8pt; line-height: 1.3; text-indent: 0; text-align: justify }
.note { footnote-policy: POLICY }
.note::footnote-call { content: attr(data-mark); font-size: .68em; vertical-align: super; line-height: 0 }
.note::footnote-marker { content: attr(data-mark) SPACE; font-size: .85em; list-style-position: inside }
.note span { display: block; text-indent: 1em } .note span:first-child { display: inline; text-indent: 0 }
"""


def show(repository: str, path: str) -> bytes:
    command = ["git", f"--git-dir={repository}", "show", f"HEAD:{path}"]
    return subprocess.run(command, check=True, capture_output=True).stdout


def clean(text: str | None) -> str:
    return html.escape(re.sub("[\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}]", "", text or ""), quote=False)


def inner(element: ElementTree.Element, seen: list[str]) -> str:
    """Running text in plain HTML; a call becomes `⟦id⟧` and is entered in `seen`."""
    parts = [clean(element.text)]
    for child in element:
        tag = child.tag.removeprefix(XHTML)
        if child.get(TYPE) == "noteref":
            name = (child.get("href") or "").partition("#")[2]
            seen.append(name)
            parts.append(f"⟦{name}⟧")
        elif child.get(TYPE) != "backlink":
            name = INLINE.get(tag, "")
            parts.append(f"<{name}>{inner(child, seen)}</{name}>" if name else inner(child, seen))
        parts.append(clean(child.tail))
    return "".join(parts)


def blocks(element: ElementTree.Element, seen: list[str]) -> Iterator[str]:
    for child in element:
        tag, kind = child.tag.removeprefix(XHTML), child.get(TYPE) or ""
        if ("ordinal" in kind and tag == "h2") or ("title" in kind.split() and tag in ("p", "h2")):
            continue  # of the chapter itself: it stands above
        if "ordinal" in kind or "bridgehead" in kind or re.fullmatch(r"h[2-6]", tag):
            yield f"<h2>{inner(child, seen).strip()}</h2>"
        elif tag == "p":
            yield f"<p>{inner(child, seen).strip()}</p>"
        elif tag in ("ol", "ul"):
            items = "".join(
                f"<li>{' '.join(inner(p, seen) for p in (item if len(item) else [item]))}</li>" for item in child
            )
            yield f"<{tag}>{items}</{tag}>"
        elif tag == "table":
            rows = "".join(
                "<tr>" + "".join(f"<td>{inner(cell, seen).strip()}</td>" for cell in row) + "</tr>"
                for row in child.iter(f"{XHTML}tr")
            )
            yield f"<table>{rows}</table>"
        elif tag == "blockquote":
            yield f"<blockquote>{''.join(blocks(child, seen))}</blockquote>"
        elif tag in ("section", "header", "hgroup", "div"):
            yield from blocks(child, seen)


def note_texts(repository: str, wanted: list[str]) -> dict[str, list[str]]:
    tree = ElementTree.fromstring(show(repository, "src/epub/text/endnotes.xhtml"))
    found = {item.get("id"): item for item in tree.iter(f"{XHTML}li")}
    return {name: [inner(p, []).strip() for p in found[name].iter(f"{XHTML}p")] for name in wanted}


def laid_out(body: str, notes: dict[str, list[str]], css: str, symbols: bool) -> weasyprint.Document:
    """Set until each note has the number that it has on its page."""
    order = re.findall(r"⟦([^⟧]+)⟧", body)
    marks = dict.fromkeys(order, "1")
    for _ in range(8):
        known = {name: note_html(name, notes, marks) for name in order}
        parts = (known.get(part, part) for part in re.split(r"⟦([^⟧]+)⟧", body))
        document = weasyprint.HTML(string="".join(parts)).render(stylesheets=[weasyprint.CSS(string=css)])
        again: dict[str, str] = {}
        for page in document.pages:
            for number, name in enumerate((n for n in order if n in page.anchors), 1):
                again[name] = SYMBOLS[(number - 1) % 6] * ((number + 5) // 6) if symbols else str(number)
        if again == marks:
            return document
        marks = again
    raise SystemExit("the marks do not settle")


def note_html(name: str, notes: dict[str, list[str]], marks: dict[str, str]) -> str:
    paragraphs = "".join(f"<span>{text}</span>" for text in notes[name])
    return f'<a id="{name}"></a><span class="note" data-mark="{marks.get(name, "1")}">{paragraphs}</span>'


def gold(title: str, author: str, body: str, notes: dict[str, list[str]], language: str) -> str:
    order = re.findall(r"⟦([^⟧]+)⟧", body)
    plain = re.sub(r"⟦([^⟧]+)⟧", lambda m: f"⟦{order.index(m[1]) + 1}⟧", body)
    text = pypandoc.convert_text(plain, "markdown", "html", extra_args=["--wrap=none"])
    said = [pypandoc.convert_text(" ".join(notes[n]), "markdown", "html", extra_args=["--wrap=none"]) for n in order]
    text = re.sub(r"⟦(\d+)⟧", r"[^\1]", text)
    definitions = "".join(f"\n[^{n}]: {' '.join(note.split())}\n" for n, note in enumerate(said, 1))
    return f"---\ntitle: '{title}'\nauthor:\n- {author}\nlang: {language}\n---\n\n{text}{definitions}"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("repository")
    parser.add_argument("chapter")
    parser.add_argument("out", type=Path)
    parser.add_argument("--marks", choices=("numbers", "symbols"), default="numbers")
    parser.add_argument("--columns", type=int, default=1)
    parser.add_argument(
        "--policy", default="line", help="auto: notes that find no room go to the next page, all of them"
    )
    parser.add_argument("--first", type=int, default=41, help="the first page's folio")
    options = parser.parse_args()
    notes_layout.wrap()
    package = ElementTree.fromstring(show(options.repository, "src/epub/content.opf"))
    author = next(e.text or "" for e in package.iter("{http://purl.org/dc/elements/1.1/}creator"))
    tree = ElementTree.fromstring(show(options.repository, f"src/epub/text/{options.chapter}"))
    title = next(e.text or "" for e in tree.iter(f"{XHTML}title")).partition(": ")[2] or options.chapter
    language = (tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "en")[:2]
    seen: list[str] = []
    root = tree.find(f"{XHTML}body")
    assert root is not None
    body = "\n".join(blocks(root, seen))
    twice = [name for name, count in Counter(seen).items() if count > 1]
    assert not twice, twice
    notes = note_texts(options.repository, seen)
    css = CSS
    for name, value in {
        "RUNNING": title,
        "AUTHOR": author,
        "START": str(options.first),
        "COLUMNS": str(options.columns),
        "POLICY": options.policy,
        "SPACE": '" "' if options.marks == "symbols" else '". "',
    }.items():
        css = css.replace(name, value)
    page = f'<html lang="{language}"><body><h1>{title}</h1><p class="author">{author}</p>{body}</body></html>'
    document = laid_out(page, notes, css, options.marks == "symbols")
    (options.out / "alt").mkdir(parents=True, exist_ok=True)
    document.write_pdf(options.out / "source.pdf")
    (options.out / "gold.md").write_text(gold(title, author, body, notes, language), encoding="utf-8")
    for kind, flags in (("plain", []), ("raw", ["-raw"]), ("layout", ["-layout"])):
        command = ["pdftotext", *flags, str(options.out / "source.pdf"), str(options.out / "alt" / f"{kind}.txt")]
        subprocess.run(command, check=True)
    pages = len(document.pages)
    folios = [str(options.first + n) for n in range(pages)]
    furniture = [{"type": "running-head", "text": title}, {"type": "running-head", "text": author},
                 {"type": "page-numbers", "values": folios}]  # fmt: skip
    info = {"id": options.out.name, "variant": "raw", "pages": pages, "notes": len(seen), "furniture": furniture}
    (options.out / "info.json").write_text(json.dumps(info, indent=1), encoding="utf-8")
    print(f"{pages} pages, {len(seen)} notes")


if __name__ == "__main__":
    main()
