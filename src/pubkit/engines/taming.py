"""Markdown that pandoc's reader would chew on for ever, tamed before it is read.

pandoc 3.9 is exponential in brackets that are never closed (16 of them take 12 seconds), in brackets that nest (12
take more than 15) and in quotation marks that are opened and never closed. None of these means anything in Markdown
but itself, so a backslash is put before each: what is read is the same text. Blocks of code are left alone, and so is
every block with fewer of them than a writer may have. Linear in the length of the text.
"""

from __future__ import annotations

import re

__all__ = ["tame"]

NESTED = 4
"""Brackets in one another that are left alone: a cite in a link in a note has three."""
UNCLOSED = 3
"""Brackets of one block that may stay open."""
QUOTES = 6
"""Quotation marks of one block that may stay open."""
_BLOCK = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|\Z))+")
_FENCE = re.compile(r"[ ]{0,3}(?P<fence>`{3,}|~{3,})")
_CODE_LINE = re.compile(r"(?: {4}|\t)")
_TOKEN = re.compile(r"\\.|(?P<ticks>`+)|[\[\]]", re.DOTALL)
_OPENS = re.compile(r"""(?<![\w\\])["'](?=\w)""")
_CLOSES = re.compile(r"""(?<=[\w.,;:!?)\]])["'](?!\w)""")


def tame(markdown: str) -> str:
    """The same text, with a backslash before brackets and quotation marks that could not be read in time."""
    pieces: list[str] = []
    fence = ""
    at = 0
    for block in _BLOCK.finditer(markdown):
        pieces.append(markdown[at : block.start()])
        at = block.end()
        kept: list[str] = []  # lines of this block outside of fences
        for line in block.group().splitlines(keepends=True):
            found = _FENCE.match(line)
            if found and (not fence or found["fence"].startswith(fence)):
                fence = "" if fence else found["fence"]
                pieces += (_tamed("".join(kept)), line)
                kept = []
            elif fence:
                pieces.append(line)
            else:
                kept.append(line)
        pieces.append(_tamed("".join(kept)))
    return "".join([*pieces, markdown[at:]])


def _tamed(block: str) -> str:
    escaped = _brackets(block) if block.count("[") + block.count("]") > UNCLOSED else []
    if len(_OPENS.findall(block)) - len(_CLOSES.findall(block)) > QUOTES:
        escaped += [match.start() for match in _OPENS.finditer(block)]
    if not escaped or all(_CODE_LINE.match(line) for line in block.splitlines()):
        return block
    pieces: list[str] = []
    last = 0
    for offset in sorted(set(escaped)):
        pieces += (block[last:offset], "\\")
        last = offset
    return "".join([*pieces, block[last:]])


def _brackets(block: str) -> list[int]:
    """Offsets of the brackets of a block that have no partner, or nest too deeply."""
    deep: list[int] = []
    open_: list[int] = []
    at = 0
    while found := _TOKEN.search(block, at):
        at = found.end()
        if ticks := found["ticks"]:
            closing = re.compile(rf"(?<!`){ticks}(?!`)").search(block, at) if len(ticks) < 20 else None
            at = closing.end() if closing else at
        elif found.group() == "[":
            open_.append(found.start())
        elif found.group() == "]" and open_:
            start = open_.pop()
            if len(open_) >= NESTED:
                deep += (start, found.start())
    return deep + (open_ if len(open_) > UNCLOSED else [])
