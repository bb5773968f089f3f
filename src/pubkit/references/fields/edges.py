"""The edges of a field: separators, brackets and quotation marks that do not belong to it.

Spans in, spans out; they only become smaller.
"""

from __future__ import annotations

import re

from pubkit.references.cues import IN_WORDS, alternatives
from pubkit.references.quotes import CLOSERS, OPENERS

__all__ = ["LEADING_IN", "SEPARATORS", "trim", "unquote"]

_LONG_IN = [word for word in IN_WORDS if len(word.strip(":")) > 1]
LEADING_IN = re.compile(
    rf"^[\s.,;:–—-]*(?:(?:{alternatives(_LONG_IN)})(?:[:,.]|\b)\s*(?=\S)|(?-i:[wvв])(?::|(?=\s))\s*)", re.IGNORECASE
)
"""The word that leads to a container: "In:", "dans", "w"."""


SEPARATORS = " \t.,;:–—-/|·"
_OPEN_BRACKETS = {")": "(", "]": "["}


def trim(text: str, start: int, end: int, *, chars: str = SEPARATORS) -> tuple[int, int]:
    """The span without separators at its edges; brackets go where they have no partner inside, or close the whole."""
    while start < end:
        first, last = text[start], text[end - 1]
        inside = text[start:end]
        if first in chars or (first in ")]}>"):
            start += 1
        elif last in chars and not (
            last == "."
            and re.search(
                r"(?:\b[A-Z]|\b(?:etc|Inc|Ltd|Co|Corp|vs|cf|al|ed|Jr|Sr|St|D\.C|U\.S|bzw|Dr|\.\.))\.$", inside
            )
            and chars is not SEPARATORS
        ):
            end -= 1
        elif first in "([" and inside.count(first) > inside.count(")" if first == "(" else "]"):
            start += 1
        elif (last in ")]" and inside.count(last) > inside.count(_OPEN_BRACKETS[last])) or last in "([<{":
            end -= 1
        elif first + last in ("()", "[]") and inside.find(last) == len(inside) - 1:
            start, end = start + 1, end - 1
        else:
            break
    return start, end


def unquote(text: str, start: int, end: int) -> tuple[int, int]:
    start, end = trim(text, start, end)
    inside = text[start:end]
    if end - start > 2 and inside[0] in OPENERS and inside[-1] in CLOSERS and not re.search(r"[”“\"»«]", inside[1:-1]):
        return trim(text, start + 1, end - 1)
    if end - start > 2 and inside[0] in OPENERS and inside[-1] in CLOSERS:
        # «outer "inner" outer»: off with the outer pair when the inner ones are balanced.
        inner = inside[1:-1]
        if len(re.findall(r"[“«„]", inner)) == len(re.findall(r"[”»]", inner)) or (
            inner.count('"') % 2 == 0 and inside[0] != '"'
        ):
            return trim(text, start + 1, end - 1)
    if inside and inside[0] in "“«„\"‘'`" and not re.search(r"[”»“\"’']", inside[1:]):
        return trim(text, start + 1, end)
    if inside and inside[-1] in '”»“"' and not re.search(r"[“«„\"]", inside[:-1]):
        return trim(text, start, end - 1)
    if inside and inside[-1] in "’'" and inside[:1] not in "‘'" and not re.search(r"[‘’']", inside[:-1]):
        return trim(text, start, end - 1)
    return start, end
