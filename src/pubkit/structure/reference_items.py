"""The items of a list of references that printed lines have joined or torn: put right by how its items begin.

In: the pieces of the section, and whether their borders were guessed. A list whose items begin with names and a year in
brackets ("Holm, M. K. (2015)") is cut before each such beginning that stands behind the end of another item, and a
piece without one, behind an item that breaks off, goes on with it. Other lists stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pubkit.model.text import TracedText
from pubkit.records import replace
from pubkit.structure.draft import Piece
from pubkit.structure.wording import complete, ends_open

__all__ = ["put_right"]

_PROPER = r"[^\W\d_a-zß-öø-ÿа-я][\w’'-]{1,40}"
_NAME = rf"{_PROPER}(?:[ -]{_PROPER})?,\s(?:[^\W\d_a-zß-öø-ÿа-я]\.[\s-]?){{1,4}}"
_BEGINNING = re.compile(
    rf"{_NAME}(?:,?\s?(?:(?:and|und|et|y|e|&)\s)?{_NAME}){{0,12}}(?:,?\set\sal\.?)?,?\s?"
    r"\((?:eds?\.|Hrsg\.|dir\.)?,?\s?(?:1[5-9]|20)\d\d[a-z]?\)"
)
_END = re.compile(r"(?:[.!?)\]]|https?://\S{4,200}|doi:\s?\S{4,100})\s+\Z")
_SHARE = 0.5
_LONGEST = 20_000
"""Characters of a piece that is looked through."""


def put_right(items: Sequence[Piece]) -> list[Piece]:
    """The items with their own borders."""
    begun = sum(bool(_BEGINNING.match(item.string)) for item in items)
    if begun < 2 or begun < _SHARE * len(items):
        return list(items)
    whole: list[Piece] = []
    for item in items:
        if whole and _breaks_off(whole[-1].string) and not _BEGINNING.match(item.string):
            joined = TracedText.added(" ").join([whole[-1].text, item.text])
            whole[-1] = replace(whole[-1], text=joined, lines=whole[-1].lines + item.lines, parts=())
        else:
            whole.append(item)
    return [part for item in whole for part in _cut(item)]


def _breaks_off(text: str) -> bool:
    """Whether an item cannot end so."""
    ending = text.rstrip()
    whole = complete(ending) and ending[-1:] != ":" and not ends_open(ending)
    return not whole and not re.search(r"(?:https?://|doi:)\S+\Z", ending)


def _cut(item: Piece) -> list[Piece]:
    starts = [0]
    if len(item.string) > _LONGEST:
        return [item]
    for match in _BEGINNING.finditer(item.string):
        if match.start() and _END.search(item.string[max(0, match.start() - 210) : match.start()]):
            starts.append(match.start())
    ends = [*starts[1:], len(item.string)]
    if len(starts) == 1:
        return [item]
    return [replace(item, text=item.text[a:b].strip(), parts=()) for a, b in zip(starts, ends, strict=True)]
