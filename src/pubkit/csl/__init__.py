"""A citation processor for CSL 1.0.2, which knows items and styles and knows no document.

    from pubkit.csl import Citation, Cite, Processor, load_style, render

    style = load_style("apa")                        # or parse_style(xml_bytes); can be pickled and kept
    processor = Processor(style, items, locale="en-GB")     # items: CSL-JSON dictionaries, ids kept
    result = processor.process(
        [Citation((Cite("haqqani2013", locator="12-15", label="page"),), note_number=1)], nocite=["other"]
    )
    render(result.citations[0].inlines, "html")      # or "plain", "markdown", "pandoc" (AST inlines)
    for entry in result.bibliography:                # entry.id, entry.inlines
        render(entry.inlines, "html", links=False)
    result.parameters, result.warnings

The way of a document through the engine, one module for each step: `load` finds and `compile` compiles a
style into the types of `grammar`; `item` parses CSL-JSON; `processor` numbers and `sort`s items, finds
`position`s, has `disambiguate` tell cites apart, and renders each cite and entry with `evaluate` (`names`,
`dates`, `numbers`, `pages`, `textcase`) into the output tree of `inline`; `collapse` joins the cites of a
citation; `bibliography` sets entries; `punctuation` makes the last pass; `writers` print the tree. `facade`
offers citeproc-py's interface.

Pure: no network, no printing, no writing; installed styles and locales are read through `load` alone.
"""

from __future__ import annotations

from . import styles
from .bibliography import BibliographyParameters
from .context import Citation, Cite
from .errors import CslError, CslWarning, StyleError, StyleNotFoundError
from .load import load_style, parse_style
from .processor import Entry, Processor, Rendered, Result
from .render import opaque
from .render import render_inlines as render

__all__ = [
    "BibliographyParameters",
    "Citation",
    "Cite",
    "CslError",
    "CslWarning",
    "Entry",
    "Processor",
    "Rendered",
    "Result",
    "StyleError",
    "StyleNotFoundError",
    "load_style",
    "opaque",
    "parse_style",
    "render",
    "styles",
]
