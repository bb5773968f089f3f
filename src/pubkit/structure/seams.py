"""Paragraphs that a seam (page end, footnotes, pull quote) has torn are joined again."""

from __future__ import annotations

import re

from pubkit.engines.frequencies import commonness
from pubkit.model.article import SetAside
from pubkit.model.text import TracedText
from pubkit.records import replace
from pubkit.structure.draft import Draft, Piece, Role
from pubkit.structure.vocabulary import language_in
from pubkit.structure.wording import begins_lower, complete, ends_open, stands_alone

__all__ = ["join", "join_seams"]

_LAST = re.compile(r"(?P<word>[^\W\d_]+)(?P<hyphen>[-\N{SOFT HYPHEN}¬]?)\s*\Z")
_FIRST = re.compile(r"\s*(?P<word>[^\W\d_]+)")
_ADDRESS = re.compile(r"(?:https?://|www\.|ht-\Z|http-\Z)[^\s<>\"“”]*\Z", re.IGNORECASE)
_ADDRESS_REST = re.compile(
    r"[\w%\-~+]*(?:[/_=&?%][\w%\-.~+=&?/]*|\.(?:html?|pdf|php|aspx?|com|org|net|edu|[a-z]{2})\b)"
)
_FLOWING = frozenset({Role.TEXT, Role.LIST_ITEM, Role.QUOTE})


def join_seams(draft: Draft) -> Draft:
    """Join a piece that breaks off with the one that goes on, pull quotes and lifted notes between them apart."""
    pieces: list[Piece] = []
    moved: list[tuple[int, int]] = []
    aside = list(draft.aside)
    open_at, open_index = -1, 0
    growing: _Growing | None = None
    for index, piece in enumerate(draft.pieces):
        if piece.role in (Role.PULL_QUOTE, Role.CAPTION, Role.TABLE) or piece.apart:
            moved.append((len(pieces), 0))
            pieces.append(piece)
            continue
        if growing and _goes_on(growing.piece, piece, draft.measured):
            seam = (open_at, growing.size)
            moved[open_index + 1 :] = [seam] * (index - open_index)
            open_index = index
            aside += growing.take(piece, draft.vocabulary)
            if piece.mark.text:
                aside.append(SetAside(piece.mark, "list-mark", "mark before text that goes on"))
            continue
        if growing:
            pieces[open_at] = growing.whole()
        moved.append((len(pieces), 0))
        open_at, open_index = len(pieces), index
        growing = _Growing(piece) if piece.role in _FLOWING else None
        pieces.append(piece)
    if growing:
        pieces[open_at] = growing.whole()
    moved.append((len(pieces), 0))
    notes = tuple(replace(note, at=moved[note.at][0], offset=moved[note.at][1]) for note in draft.notes)
    return replace(draft, pieces=tuple(pieces), notes=notes, aside=tuple(aside))


_TAIL = 600
"""Characters of a growing piece that are looked at: a text of a hundred thousand torn lines is not copied as often."""


class _Growing:
    """A piece that takes up those that go on with it."""

    def __init__(self, piece: Piece) -> None:
        self.piece = piece
        """As the last one left it; of a long one the end alone."""
        self._before: list[TracedText] = []
        self._passed = 0

    @property
    def size(self) -> int:
        """Characters so far."""
        return self._passed + len(self.piece.text)

    def take(self, piece: Piece, vocabulary: frozenset[str]) -> list[SetAside]:
        """Join a piece; what falls away between."""
        text, dropped = join(self.piece.text, piece.text, vocabulary)
        if len(text) > 2 * _TAIL and text.text[-_TAIL:].strip():
            self._before.append(text[:-_TAIL])
            self._passed += len(text) - _TAIL
            text = text[-_TAIL:]
        self.piece = replace(self.piece, text=text, closed=piece.closed)
        return dropped

    def whole(self) -> Piece:
        """The piece with all of its text."""
        if not self._before:
            return self.piece
        return replace(self.piece, text=TracedText.added("").join([*self._before, self.piece.text]))


def _goes_on(one: Piece, two: Piece, measured: bool) -> bool:
    if two.role is not Role.TEXT and not (two.role is one.role and begins_lower(two.string)):
        return False
    if two.role is Role.LIST_ITEM and any(map(str.isalnum, two.mark.text)):
        return False  # it has a number of its own
    if two.role is Role.LIST_ITEM and one.string.rstrip().endswith((";", ",", ":", ".", "and", "or")):
        return False  # items of a list begin with small letters as well
    if measured and two.page > one.page and not two.opened:
        return True
    if two.opened and one.closed:
        return False
    if (one.role is Role.QUOTE or len(one.parts) > 2) and two.role is Role.TEXT and not begins_lower(two.string):
        return False  # a quotation, an address
    if one.role is Role.LIST_ITEM and two.role is Role.TEXT and not begins_lower(two.string):
        return ends_open(one.string) or one.string.rstrip()[-1:] in "-,¬"  # items often have no stop
    if not complete(one.string):
        return begins_lower(two.string) or not stands_alone(one.string)
    return (
        begins_lower(two.string) and not re.search(r":\s*\Z", one.string) and not re.match(r"\W*\w[.)]\s", two.string)
    )


def join(one: TracedText, two: TracedText, vocabulary: frozenset[str]) -> tuple[TracedText, list[SetAside]]:
    """The two texts with a space between them, or without one where a word was cut; a line's hyphen is set aside."""
    one, two = one[: len(one.text.rstrip())], two.strip()
    address = _ADDRESS.search(one.text)
    if address:
        return _join_address(one, two, vocabulary)
    last, first = _LAST.search(one.text), _FIRST.match(two.text)
    space = TracedText.added(" ")
    if last is None or first is None:
        slash = one.text.endswith(("/", "–", "-")) and not one.text.endswith((" –", " -", " /"))
        return (one + two if slash else one + space + two), []
    if last["hyphen"]:
        at = last.start("hyphen")
        if keeps_hyphen(last["word"], first["word"], vocabulary):
            return one + two, []
        return one[:at] + two, [SetAside(one[at : at + 1], "line-hyphen", "hyphen of a line end")]
    if _was_cut(last["word"], first["word"], vocabulary):
        return one + two, []
    return one + space + two, []


def _join_address(one: TracedText, two: TracedText, vocabulary: frozenset[str]) -> tuple[TracedText, list[SetAside]]:
    """An address goes on where it ends with one of its signs, or where the next line looks like the rest of one."""
    head = two.text.split(maxsplit=1)[0] if two.text else ""
    if one.text.endswith("-") and head[:1].isalnum():
        last, first = _LAST.search(one.text), _FIRST.match(two.text)
        if last and first and last["hyphen"] and not keeps_hyphen(last["word"], first["word"], vocabulary):
            at = last.start("hyphen")
            return one[:at] + two, [SetAside(one[at : at + 1], "line-hyphen", "hyphen of a line end in an address")]
        return one + two, []
    rest = bool(_ADDRESS_REST.match(head)) and not re.match(r"https?:|www\.", head)
    if (one.text[-1] in "/_=?&%" and head[:1].isalnum()) or (rest and one.text[-1] not in ",;)>"):
        return one + two, []
    return one + TracedText.added(" ") + two, []


def keeps_hyphen(left: str, right: str, vocabulary: frozenset[str]) -> bool:
    """Whether a hyphen between two halves at a line end belongs to the word: the text's own words first."""
    whole, dashed = (left + right).casefold(), f"{left}-{right}".casefold()
    if right[:1].isupper():
        return True
    if (whole in vocabulary) != (dashed in vocabulary):
        return dashed in vocabulary
    language = language_in(vocabulary)
    together = commonness(whole, language)
    apart = min(commonness(left.casefold(), language), commonness(right.casefold(), language))
    if 1.2 <= together < 2.9 and min(len(left), len(right)) > 2 and apart >= 4.2 and together < apart - 1.9:
        return True  # `longterm` is seen, `long-term` is written
    if together >= 1.5:
        return False
    return apart >= 3.2 and len(left) > 2 and len(right) > 2 and together == 0.0


def _was_cut(left: str, right: str, vocabulary: frozenset[str]) -> bool:
    """Whether two halves without a hyphen are one word: together they are one, and the second alone is none."""
    if not right[:1].islower() or len(left) + len(right) < 5:
        return False
    whole, second, first = (left + right).casefold(), right.casefold(), left.casefold()
    language = language_in(vocabulary)
    together = commonness(whole, language)
    if whole not in vocabulary and together < 2.5:
        return False
    alone = commonness(second, language)
    if second in vocabulary and alone >= 3.0 and (first in vocabulary or commonness(first, language) >= 4.5):
        return False
    return alone < 3.0 or commonness(first, language) < 2.5 or (whole in vocabulary and alone < together)
