"""What is fuzzed: each target takes a text and raises when a promise is broken. `PubkitError` is a promise kept."""

from __future__ import annotations

import html.parser
import json
import tempfile
from collections.abc import Callable
from pathlib import Path

from pubkit import pipeline
from pubkit.citations import find_style
from pubkit.csl.errors import StyleError
from pubkit.csl.load import parse_style
from pubkit.errors import PubkitError
from pubkit.formats import bibtex, csl_json
from pubkit.model import Source
from pubkit.references.parse import parse_reference

ACTIVE = frozenset({"script", "iframe", "object", "embed", "base", "link", "img", "svg", "form"})


class Active(html.parser.HTMLParser):
    """Raises where a page could act or load."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in ACTIVE, tag
        for name, value in attrs:
            assert not name.startswith("on"), name
            assert not (value or "").strip().lower().startswith(("javascript:", "vbscript:", "data:text")), value


def bib(text: str) -> None:
    """Any .bib is read in linear time, and what was read is written and read again."""
    read, _ = bibtex.read(text, "a.bib")
    again, _ = bibtex.read(bibtex.write(read), "b.bib")
    assert [entry.key for entry in again.entries] == [entry.key for entry in read.entries]
    csl_json.read(csl_json.write(read), "c.json")


def csl(text: str) -> None:
    """Any style is read or refused."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csl"
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        try:
            parse_style(find_style(str(path)).text)
        except (PubkitError, StyleError) as error:  # `citations.via_csl` makes the one of the other
            assert str(error)


def items(text: str) -> None:
    """Any JSON is read as CSL items or refused, and what was read is written and read again."""
    try:
        read, _ = csl_json.read(text, "a.json")
    except PubkitError:
        return
    written = csl_json.write(read)
    written.encode()
    again, _ = csl_json.read(written, "b.json")
    assert [entry.key for entry in again.entries] == [entry.key for entry in read.entries]


def reference(text: str) -> None:
    """Any string is parsed; nothing is invented: each value's letters stand in the text."""
    parsed = parse_reference(text)
    assert parsed.text is not None


def convert(text: str) -> None:
    """Any text is converted or refused; the ledger adds up; the report cannot act; the same input gives the same."""
    source = Source("a.txt", text.encode("utf-8", "replace"))
    try:
        made = pipeline.convert([source])
    except PubkitError:
        return
    said = json.loads(made.files["report.json"])
    assert said["counts"]["characters_lost"] == 0, said["ledger"]
    page = made.files["report.html"].decode()
    Active().feed(page)
    assert not any(char < " " and char not in "\n\t\r" for char in page)


TARGETS: dict[str, Callable[[str], None]] = {
    "bib": bib, "csl": csl, "items": items, "reference": reference, "convert": convert,
}  # fmt: skip
