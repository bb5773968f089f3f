"""The seeds' edition in the project's four styles, rendered by our engine and by pandoc's citeproc, line by line.

    python tests/csl_seed_comparison.py [STYLE ...] [-v]

Converts `seeds/` as `pubkit convert` does, puts the same question to both engines, and prints the lines (body
paragraphs, notes and references) that differ; -v prints every line. Who is right: ``tests/csl_differential.md``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from pubkit import citations, pipeline
from pubkit.citations import via_csl, via_pandoc
from pubkit.engines.ast import Document, plain_text, walk
from pubkit.model import Source
from pubkit.pipeline.building import items
from pubkit.pipeline.loading import load

ROOT = Path(__file__).resolve().parent.parent
STYLES = ("apa", "chicago", "chicago-author-date", "caucasus-international")
SPACES = str.maketrans({"\N{NO-BREAK SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": " ", "↑": " "})


def seeds() -> tuple[Source, list[Source]]:
    """The article and the references that the seeds give."""
    files = tuple(Source(path.name, path.read_bytes()) for path in sorted((ROOT / "seeds").glob("*.txt")))
    made = pipeline.convert(files).files
    return Source("article.md", made["article.md"]), [Source("references.bib", made["references.bib"])]


def rendered(loaded: Any, style: citations.StyleFile, engine: Any) -> Document:
    """The document, cited."""
    return citations.cite(
        loaded.body,
        items(loaded, style),
        style,
        engine,
        language=loaded.metadata.language,
        nocite=loaded.metadata.nocite,
    ).document


def _line(node: Any) -> str:
    return " ".join(plain_text(node).translate(SPACES).split())


def lines(document: Document) -> dict[str, str]:
    """Paragraphs, notes and references by place: what a citation engine can have changed."""
    found: dict[str, str] = {}
    paragraphs = [block for block in document["blocks"] if block["t"] in ("Para", "BlockQuote")]
    for number, block in enumerate(paragraphs, 1):
        found[f"paragraph {number}"] = _line(block)
    notes = [node for node in walk(document["blocks"]) if node["t"] == "Note"]
    for number, node in enumerate(notes, 1):
        found[f"note {number}"] = _line(node["c"])
    for node in walk(document["blocks"]):
        if node["t"] == "Div" and "csl-entry" in node["c"][0][1]:
            found[node["c"][0][0]] = _line(node)
    return found


def differences(one: dict[str, str], two: dict[str, str]) -> list[tuple[str, str, str]]:
    """(place, first, second) of each line that differs; a place that only one has differs too."""
    return [
        (place, one.get(place, ""), two.get(place, ""))
        for place in dict.fromkeys((*one, *two))
        if one.get(place) != two.get(place)
    ]


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description="compare our engine with pandoc's on the seeds")
    parser.add_argument("styles", nargs="*", default=list(STYLES))
    parser.add_argument("-v", "--verbose", action="store_true", help="print the lines that agree, too")
    options = parser.parse_args()
    loaded = load(*seeds())
    for name in options.styles:
        style = citations.find_style(name)
        mine, theirs = (lines(rendered(loaded, style, engine)) for engine in (via_csl.render, via_pandoc.render))
        found = differences(theirs, mine)
        print(f"{name}: {len(mine) - len(found)} of {len(mine)} lines agree")
        order = [[key for key in side if key.startswith("ref")] for side in (theirs, mine)]
        if order[0] != order[1]:
            print(f"  order of references\n    pandoc: {' '.join(order[0])}\n    ours:   {' '.join(order[1])}")
        for place, a, b in found:
            print(f"  {place}\n    pandoc: {a}\n    ours:   {b}")
        if options.verbose:
            print("\n".join(f"  = {place}: {text}" for place, text in mine.items() if theirs.get(place) == text))
    return 0


if __name__ == "__main__":
    sys.exit(main())
