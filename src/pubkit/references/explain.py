"""How a reference was read, for a reader at a terminal: each token with its label, span and probability.

Pure: lines of text come out, with ANSI colours where asked for; `pubkit parse --explain` prints them.
"""

from __future__ import annotations

from collections.abc import Iterator

from pubkit.references.parse import ParsedReference

__all__ = ["COLOURS", "explain"]

COLOURS: dict[str, int] = {
    "author": 32, "editor": 92, "translator": 92, "title": 36, "container": 34, "series": 94, "volume": 35, "issue": 95, "pages": 33,  # noqa: E501
    "edition": 93, "publisher": 31, "place": 91, "date": 96, "url": 90, "doi": 90, "accessed": 96, "isbn": 90, "id": 90,
}  # fmt: skip
"""ANSI colour of each label; labels that are no field have none."""


def explain(parsed: ParsedReference, *, colour: bool = False) -> Iterator[str]:
    """The lines: the reference, its tokens, its fields, what was left over, the notices."""
    yield parsed.text if not colour else _coloured(parsed)
    yield f"  {parsed.sort}" + (f", signal {parsed.signal!r}" if parsed.signal else "")
    for token in parsed.tokens:
        sure = f"{token.probability:5.2f}"
        yield f"  {token.start:5d}-{token.end:<5d} {_paint(f'{token.label:10s}', token.label, colour)} {sure} {token.by:5s} {token.text}"  # noqa: E501
    for item in parsed.fields:
        doubt = " ?" if item.is_doubtful else ""
        yield f"  = {item.variable:16s} {item.start:4d}-{item.end:<4d} {item.probability:4.2f} {item.origin:6s} {item.printed}{doubt}"  # noqa: E501
    for left in parsed.leftover:
        if any(char.isalnum() for char in left.printed):
            yield f"  - {left.rule:16s} {left.start:4d}-{left.end:<4d} {left.printed.strip()}"
    for notice in parsed.notices:
        yield f"  ! {notice.code} {notice.message}" + (f" ({notice.hint})" if notice.hint else "")


def _coloured(parsed: ParsedReference) -> str:
    out: list[str] = []
    last = 0
    for token in parsed.tokens:
        if token.start < last:
            continue
        out += (parsed.text[last : token.start], _paint(parsed.text[token.start : token.end], token.label, True))
        last = token.end
    return "".join(out) + parsed.text[last:]


def _paint(text: str, label: str, colour: bool) -> str:
    code = COLOURS.get(label)
    return f"\x1b[{code}m{text}\x1b[0m" if colour and code else text
