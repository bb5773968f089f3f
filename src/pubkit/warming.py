"""What is slow to load, loaded before the first document wants it: engines, a style, models and word lists.

A small text is converted and a small article built in this process, which then forks workers that have all of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pubkit import pipeline
from pubkit.errors import PubkitError
from pubkit.model import Source

__all__ = ["warm"]

_ARTICLE = b"---\ntitle: Sample\nauthor: A. Author\n---\n\nA word [@one, p. 2].[^1]\n\n[^1]: A note.\n"
_ENTRIES = b"@article{one, author = {Doe, Jane}, title = {On Words}, journal = {Words}, year = {2015}}\n"
_TEXT = b"""On Words

Jane Doe*

This sample has a sentence on Georgia and another.1 It goes on for a while, so that it is a paragraph.

1 Roe, R. (2007) 'On words,' Words 2, No. 1: 3-4. Available at: http://example.org/a (Accessed: 03.11.2017)
"""


def warm(style: str, to: Sequence[str], *, convert: bool = True) -> None:
    """Make everything that a conversion and a build into the formats `to` need; with nothing in `to`, no build."""
    try:
        if convert:
            pipeline.convert([Source("sample.txt", _TEXT)])
        if to:
            article, entries = Source("sample.md", _ARTICLE), Source("sample.bib", _ENTRIES)
            pipeline.build(article, [entries], style=style, to=to, folder=Path())
    except PubkitError:
        return  # it will be told for the first document that wants it
