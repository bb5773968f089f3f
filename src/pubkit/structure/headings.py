"""Headings of a text without layout: short pieces that end no sentence and stand between complete ones.

A section word that runs into its paragraph is cut off. Levels come from numbers, from capitals, and from markup.
"""

from __future__ import annotations

import re

from pubkit.records import replace
from pubkit.structure.cues import ACKNOWLEDGEMENTS, APPENDIX, REFERENCES, SECTION
from pubkit.structure.draft import Draft, Piece, Role
from pubkit.structure.front_matter import run_in_introduction
from pubkit.structure.heading_levels import NUMBERED, heading_level, nested
from pubkit.structure.lone_numerals import lone_numerals
from pubkit.structure.wording import SUPERSCRIPT_DIGITS, begins_lower, complete, ends_open, stands_alone

__all__ = ["find_headings", "looks_like_heading"]

_MARKDOWN = re.compile(r"(?P<hashes>\#{1,6})\s+")
_QUOTED = re.compile(r"[\"'“‘«„].*[\"'”’».]\s*\Z")
_CAPTION = re.compile(
    r"(?:fig(?:ure)?|table|tab|abb(?:ildung)?|tabelle|tableau|tabla|figura|рис|таблица|chart|map)\b\.?\s*\d", re.I
)
_CALLED = re.compile(
    rf"""(?: (?<=[.!?…]) | (?<=[.!?]["'”’»)]) ) [ ]?
         (?: [{SUPERSCRIPT_DIGITS}]{{1,3}} (?: [⁻,–-] [{SUPERSCRIPT_DIGITS}]{{1,3}} ){{0,9}}
           | \d{{1,3}} | \[\^?\w{{1,4}}\] ) \Z""",
    re.VERBOSE,
)
"""The call of a note behind the end of a sentence."""
_TITLE = 120
"""Characters that a heading may have which begins with a section word: "Background: The Mills of the Valley"."""
_MATHS = re.compile(r"[=+×∑∫]|\$\$")


def looks_like_heading(text: str) -> bool:
    """Whether the wording could be a heading's: short, begins with a capital or a number, ends no sentence."""
    stripped = _CALLED.sub("", text.strip())
    count = len(stripped.split())
    if not stripped or len(stripped) > 140 or count > 18 or begins_lower(stripped):
        return False
    if SECTION.fullmatch(stripped) or REFERENCES.fullmatch(stripped) or ACKNOWLEDGEMENTS.fullmatch(stripped):
        return True
    if (
        stripped[-1] in ".,;:-–—(&/"
        or _QUOTED.fullmatch(stripped)
        or _CAPTION.match(stripped)
        or _MATHS.search(stripped)
        or stands_alone(stripped)
        or ends_open(stripped)
    ):
        return bool(NUMBERED.match(stripped)) and stripped[-1] == "." and count <= 8
    if not any(map(str.isalpha, stripped)) or stripped.startswith(("http", "www", "*", "@", "(")):
        return False
    return stripped[-1] not in "!…" and (stripped[-1] != "?" or count <= 14)


def find_headings(draft: Draft) -> Draft:
    """Give headings their role and level, and cut off those that run into their paragraph."""
    if draft.told:
        return draft
    pieces: list[Piece] = []
    moved: list[int] = []
    body = [p for p in draft.pieces if p.role is not Role.PULL_QUOTE]
    following = iter(body[1:])
    numerals = frozenset[int]() if draft.paged else lone_numerals(draft.pieces)
    number = ""
    for index, piece in enumerate(draft.pieces):
        moved.append(len(pieces))
        if piece.role is Role.PULL_QUOTE:
            pieces.append(piece)
            continue
        after = next(following, None)
        before = next((p for p in reversed(pieces) if p.role is not Role.PULL_QUOTE), None)
        if index in numerals:
            pieces.append(replace(piece, role=Role.HEADING, level=1, confidence=0.9, reason="a numeral alone"))
            continue
        if _follows_on(piece.string, number) and after is not None:
            before = None  # the next number needs no other sign
        pieces += _as_heading(piece, before, after, draft.paged)
        if pieces[-1].role is Role.HEADING and (numbered := NUMBERED.match(pieces[-1].string)):
            number = numbered["number"].rstrip(".")
    moved.append(len(pieces))
    notes = tuple(replace(note, at=moved[note.at]) for note in draft.notes)
    return replace(draft, pieces=tuple(nested(pieces)), notes=notes)


def _follows_on(text: str, number: str) -> bool:
    """Whether the text begins with the number after `number`: 2.1 has 2.2 behind it, or 2.1.1, or 3."""
    match = NUMBERED.match(text)
    if match is None or not number or not re.fullmatch(r"[\d.]+", match["number"] + number):
        return False
    new, old = match["number"].rstrip(".").split("."), number.split(".")
    if len(new) > len(old):
        return new == [*old, "1"]
    same = len(new) - 1
    return new[:same] == old[:same] and int(new[same]) == int(old[same]) + 1


def _as_heading(piece: Piece, before: Piece | None, after: Piece | None, paged: bool) -> list[Piece]:
    if piece.role is not Role.TEXT:
        return [piece]
    text = piece.string
    if markup := _MARKDOWN.match(text):
        mark = piece.text[: markup.end("hashes")]
        return [
            replace(piece, text=piece.text[markup.end() :], role=Role.HEADING, level=len(markup["hashes"]), mark=mark)
        ]
    run_in = run_in_introduction(text)
    if run_in and (complete(text) or len(text) > _TITLE):
        cut = run_in.end()
        head = replace(
            piece,
            text=piece.text[:cut],
            role=Role.HEADING,
            level=1,
            confidence=0.9,
            reason="section word before a sentence",
        )
        lead = re.match(r"[.:]?\s*", text[cut:])
        head = replace(head, text=piece.text[: cut + (lead.end() if lead else 0)].strip())
        return [head, replace(piece, text=piece.text[cut + (lead.end() if lead else 0) :].strip())]
    if not paged and len(piece.parts) < 3 and looks_like_heading(text) and _has_room(text, before, after):
        known = SECTION.fullmatch(text.strip()) or REFERENCES.fullmatch(text.strip()) or APPENDIX.match(text)
        level = heading_level(text) or 1
        return [
            replace(
                piece,
                role=Role.HEADING,
                level=level,
                confidence=1.0 if known else 0.85,
                reason="short, ends no sentence",
            )
        ]
    return [piece]


def _has_room(text: str, before: Piece | None, after: Piece | None) -> bool:
    """What stands before is complete, and what comes after begins something."""
    cue = bool(SECTION.fullmatch(text.strip()) or REFERENCES.fullmatch(text.strip()))
    wordy = before is not None and any(map(str.isalpha, before.string))
    running = before is not None and before.role in (Role.TEXT, Role.LIST_ITEM)
    if before is not None and running and wordy and not complete(before.string) and not cue:
        return False
    if before is not None and before.role is Role.TEXT and before.string.rstrip().endswith(":") and not cue:
        return False
    if after is None:
        return cue
    if after.role is Role.LIST_ITEM:
        return True
    return cue or not (begins_lower(after.string) or (len(after.string) < 80 and _MATHS.search(after.string)))
