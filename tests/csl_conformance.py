"""Run fixtures of the CSL test suite against the citation engine.

    python tests/csl_conformance.py DIR [DIR ...]            every fixture, a table by category, the failures
    python tests/csl_conformance.py DIR -v NAME              expected and actual of one fixture, as a diff

Fixtures compare in their final document state: without the ``>>[0]``/``..[0]`` marks of CITATIONS fixtures,
with ``&#38;`` = ``&amp;``, white space around ``<div>`` ignored, adjoining ``</sup><sup>`` joined."""

from __future__ import annotations

import argparse
import difflib
import json
import re
import sys
import traceback
from collections import Counter
from pathlib import Path
from typing import Any

from pubkit.csl import Citation, Cite, Processor, parse_style
from pubkit.csl.writers import write_html

SECTION = re.compile(r">>=+ ?(?P<name>[A-Z][A-Z0-9 -]*?) ?=+>>[ \t]*\n(?P<body>.*?)<<=+ ?(?P=name) ?=+<<", re.DOTALL)
MARK = re.compile(r"^(?:>>|\.\.)\[\d+\] ", re.MULTILINE)


def sections(text: str) -> dict[str, str]:
    """The sections of a fixture file."""
    return {m["name"]: m["body"].strip("\n") for m in SECTION.finditer(text.replace("\r\n", "\n"))}


def _cite(source: dict[str, Any]) -> Cite:
    return Cite(
        source["id"],
        str(source.get("locator") or ""),
        str(source.get("label") or ""),
        str(source.get("prefix") or ""),
        str(source.get("suffix") or ""),
        bool(source.get("suppress-author")),
        bool(source.get("author-only")),
    )


def _cluster(source: dict[str, Any]) -> Citation:
    properties = source.get("properties") or {}
    note = properties.get("noteIndex") or None
    mode = str(properties.get("mode") or "")
    flags = {"author-only": True} if mode == "author-only" else {}
    flags |= {"suppress-author": True} if mode == "suppress-author" else {}
    cites = tuple(_cite(item | flags) for item in source["citationItems"])
    return Citation(cites, note, str(properties.get("mode") or ""), str(source.get("citationID") or ""))


def final_citations(updates: list[Any]) -> list[Citation]:
    """The citations of the finished document, from the updates that led to it."""
    known: dict[str, Citation] = {}
    order: list[tuple[str, int]] = []
    for number, (cluster, before, after) in enumerate(updates):
        citation = _cluster(cluster)
        key = citation.id or f"#{number}"
        known[key] = citation
        here = (key, citation.note_number or 0)
        order = [*((str(k), n) for k, n in before), here, *((str(k), n) for k, n in after)]
    return [Citation(known[key].cites, note or None, known[key].mode, key) for key, note in order if key in known]


def run(fixture: dict[str, str]) -> str:
    """What the engine gives for a fixture."""
    items = json.loads(fixture["INPUT"])
    style = parse_style(fixture["CSL"].strip().encode())
    processor = Processor(style, items)
    ids = list(dict.fromkeys(item.get("id") for item in items))
    if "CITATIONS" in fixture:
        citations = final_citations(json.loads(fixture["CITATIONS"]))
        nocite: list[Any] = []
    elif "CITATION-ITEMS" in fixture:
        citations = [Citation(tuple(_cite(c) for c in group)) for group in json.loads(fixture["CITATION-ITEMS"])]
        nocite = ids
    else:
        # one citation of all items, in the order in which the style sorts them
        in_order = [entry.id for entry in processor.process([], nocite=ids).bibliography] or ids
        citations = [Citation(tuple(Cite(key) for key in in_order))]
        nocite = ids
    result = processor.process(citations, nocite=nocite)
    if fixture["MODE"].strip() == "bibliography":
        entries = "\n".join(f'  <div class="csl-entry">{write_html(e.inlines)}</div>' for e in result.bibliography)
        return f'<div class="csl-bib-body">\n{entries}\n</div>'
    return "\n".join(
        " ".join(part for part in (write_html(c.author), write_html(c.inlines)) if part) for c in result.citations
    )


def normal(text: str) -> str:
    """The form in which results are compared."""
    text = MARK.sub("", text.strip())
    for entity, name in (("&#38;", "&amp;"), ("&#60;", "&lt;"), ("&#62;", "&gt;")):
        text = text.replace(entity, name)
    text = re.sub(r"\s*(</?div[^>]*>)\s*", r"\1", text)
    return text.replace("</sup><sup>", "").strip()


def check(path: Path) -> tuple[bool, str, str]:
    """(passed, expected, actual) of a fixture file."""
    fixture = sections(path.read_text(encoding="utf-8"))
    expected = normal(fixture["RESULT"])
    try:
        actual = normal(run(fixture))
    except Exception:
        actual = traceback.format_exc()
    return expected == actual, expected, actual


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description="run fixtures of the CSL test suite")
    parser.add_argument("directories", nargs="+", type=Path, metavar="DIR")
    parser.add_argument("-v", "--verbose", metavar="NAME", help="show one fixture as a diff; ALL shows every failure")
    options = parser.parse_args(arguments)
    paths = sorted(path for directory in options.directories for path in directory.glob("*.txt"))
    if not paths:
        print(f"no fixtures in {', '.join(map(str, options.directories))}", file=sys.stderr)
        return 2
    totals: Counter[str] = Counter()
    passes: Counter[str] = Counter()
    failures: list[str] = []
    for path in paths:
        if options.verbose not in (None, "ALL", path.stem):
            continue
        passed, expected, actual = check(path)
        category = path.stem.split("_")[0]
        totals[category] += 1
        passes[category] += passed
        if not passed:
            failures.append(path.stem)
        if options.verbose == path.stem or (options.verbose == "ALL" and not passed):
            print(f"--- {path.stem}: {'passed' if passed else 'FAILED'}")
            print(
                "\n".join(
                    difflib.unified_diff(_lines(expected), _lines(actual), "expected", "actual", lineterm="", n=1)
                )
            )
    print(f"{'category':<20}{'passed':>8}{'of':>6}")
    for category in sorted(totals):
        print(f"{category:<20}{passes[category]:>8}{totals[category]:>6}")
    for name in failures:
        print(f"FAILED {name}")
    print(f"{sum(passes.values())} passed, {len(failures)} failed")
    return 1 if failures else 0


def _lines(text: str) -> list[str]:
    return text.replace("<div", "\n<div").strip().split("\n")


if __name__ == "__main__":
    sys.exit(main())
