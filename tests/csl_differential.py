"""Compare the citation engine with pandoc's citeproc, an independent oracle.

    python tests/csl_differential.py                       the seed styles and twenty more over the varied
    items python tests/csl_differential.py apa ieee -v           these styles, with every difference

Both engines get the same style, items and citations: each item cited alone, some cited again (ibid,
subsequent), some together. Compared is plain text, white space apart. Who is right in each known difference
by the specification is said in ``tests/csl_differential.md``."""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypandoc

from csl_items import ITEMS
from pubkit.csl import Citation, Cite, Processor, load_style, render
from pubkit.csl.load import resolve_name, style_source

STYLES = [
    "chicago-author-date",
    "chicago-notes-bibliography",
    "apa",
    "modern-language-association",
    "harvard-cite-them-right",
    "ieee",
    "nature",
    "vancouver",
    "american-medical-association",
    "chicago-shortened-notes-bibliography",
    "turabian-author-date",
    "oscola",
    "din-1505-2",
    "american-political-science-association",
    "american-sociological-association",
    "elsevier-harvard",
    "council-of-science-editors",
    "springer-basic-author-date",
    "the-lancet",
    "cell",
    "science",
    "iso690-author-date-en",
    "american-chemical-society",
    "modern-humanities-research-association",
    "bluebook-law-review",
]


@dataclass
class Rendering:
    """What one engine printed, as plain text."""

    citations: list[str]
    entries: dict[str, str]


def text_of(inlines: Any) -> str:
    """Plain text of pandoc inlines."""
    out = []
    for inline in inlines:
        kind, content = inline["t"], inline.get("c")
        if kind in ("Str",):
            out.append(content)
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            out.append(" ")
        elif kind == "Quoted":
            marks = "“”" if content[0]["t"] == "DoubleQuote" else "‘’"
            out.append(marks[0] + text_of(content[1]) + marks[1])
        elif kind in ("Emph", "Strong", "Superscript", "Subscript", "SmallCaps", "Underline", "Strikeout"):
            out.append(text_of(content))
        elif kind in ("Link", "Span", "Cite"):
            out.append(text_of(content[1]))
        elif kind == "Note":
            out.append(" ".join(text_of(block["c"]) for block in content if block["t"] in ("Para", "Plain")))
    return "".join(out)


def entry_text(block: Any) -> str:
    """Plain text of an entry of pandoc's bibliography."""
    return " ".join(text_of(b["c"]) for b in block["c"][1] if b["t"] in ("Para", "Plain"))


def pandoc(style: bytes, items: list[dict[str, Any]], citations: list[list[dict[str, Any]]]) -> Rendering:
    """What pandoc's citeproc prints."""
    blocks = []
    for number, cites in enumerate(citations):
        objects = [
            {
                "citationId": c["id"],
                "citationPrefix": [],
                "citationMode": {"t": "NormalCitation"},
                "citationSuffix": [{"t": "Str", "c": ","}, {"t": "Space"}, {"t": "Str", "c": c["locator"]}]
                if c.get("locator")
                else [],
                "citationNoteNum": number + 1,
                "citationHash": 0,
            }
            for c in cites
        ]
        blocks.append({"t": "Para", "c": [{"t": "Cite", "c": [objects, [{"t": "Str", "c": "x"}]]}]})
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "style.csl").write_bytes(style)
        (Path(folder) / "items.json").write_text(json.dumps(items))
        meta = {
            "nocite": {
                "t": "MetaInlines",
                "c": [
                    {
                        "t": "Cite",
                        "c": [
                            [
                                {
                                    "citationId": "*",
                                    "citationPrefix": [],
                                    "citationSuffix": [],
                                    "citationNoteNum": 0,
                                    "citationMode": {"t": "NormalCitation"},
                                    "citationHash": 0,
                                }
                            ],
                            [],
                        ],
                    }
                ],
            },
        }
        document = {"pandoc-api-version": [1, 23, 1], "meta": meta, "blocks": blocks}
        done = subprocess.run(
            [
                pypandoc.get_pandoc_path(),
                "-f",
                "json",
                "-t",
                "json",
                "--citeproc",
                f"--csl={folder}/style.csl",
                f"--bibliography={folder}/items.json",
            ],
            input=json.dumps(document),
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise RuntimeError(done.stderr.strip())
    found = json.loads(done.stdout)
    texts: list[str] = []
    entries: dict[str, str] = {}
    for block in found["blocks"]:
        if block["t"] == "Para":
            texts.append(text_of(block["c"]))
        elif block["t"] == "Div" and block["c"][0][0] == "refs":
            for entry in block["c"][1]:
                entries[entry["c"][0][0].removeprefix("ref-")] = entry_text(entry)
    return Rendering(texts, entries)


def ours(processor: Processor, citations: list[list[dict[str, Any]]], ids: list[str]) -> Rendering:
    """What the engine prints."""
    note = processor.style.class_ == "note"
    made = [
        Citation(
            tuple(Cite(c["id"], c.get("locator", ""), "page" if c.get("locator") else "") for c in cites),
            number + 1 if note else None,
        )
        for number, cites in enumerate(citations)
    ]
    result = processor.process(made, nocite=ids)
    return Rendering(
        [render(c.inlines, "plain") for c in result.citations],
        {str(e.id): render(e.inlines, "plain") for e in result.bibliography},
    )


def normal(text: str) -> str:
    """The form in which texts are compared."""
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ").replace("\u202f", " ")).strip()


def plan(items: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Citations that show first, ibid, subsequent and grouped cites."""
    ids = [item["id"] for item in items]
    out: list[list[dict[str, Any]]] = [[{"id": key}] for key in ids]
    out += [
        [{"id": ids[0], "locator": "12"}],
        [{"id": ids[0], "locator": "12"}],
        [{"id": ids[0], "locator": "13-15"}],
    ]
    out += [[{"id": key} for key in ids[i : i + 4]] for i in range(0, len(ids), 4)]
    return out


def compare(
    style_name: str, style: bytes, processor: Processor, items: list[dict[str, Any]]
) -> list[tuple[str, str, str]]:
    """(place, pandoc's text, our text) of each difference."""
    citations = plan(items)
    theirs = pandoc(style, items, citations)
    mine = ours(processor, citations, [item["id"] for item in items])
    found = []
    for number, (a, b) in enumerate(zip(theirs.citations, mine.citations, strict=True)):
        if normal(a) != normal(b):
            found.append((f"cite {number}", normal(a), normal(b)))
    for key, text in theirs.entries.items():
        other = mine.entries.get(key, "")
        if normal(text) != normal(other):
            found.append((f"entry {key}", normal(text), normal(other)))
    order_theirs, order_mine = list(theirs.entries), list(mine.entries)
    if order_theirs != order_mine:
        found.append(("order", " ".join(order_theirs), " ".join(order_mine)))
    return found


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description="compare the citation engine with pandoc's citeproc")
    parser.add_argument("styles", nargs="*", default=STYLES)
    parser.add_argument("-v", "--verbose", action="store_true", help="show every difference")
    options = parser.parse_args(arguments)
    for name in options.styles:
        _, source = style_source(resolve_name(name)[0])
        processor = Processor(load_style(name), ITEMS)
        total = len(plan(ITEMS)) + len(ITEMS)
        found = compare(name, source, processor, ITEMS)
        print(f"{name:<48}{total - len(found):>5} of {total} agree")
        if options.verbose:
            for place, a, b in found:
                print(f"  {place}\n    pandoc: {a}\n    ours:   {b}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
