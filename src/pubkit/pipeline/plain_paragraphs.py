"""Paragraphs of Markdown that mean by themselves what they mean in their article.

In: a text and the same text with changes. Out: the paragraphs that have changed, each with the notes that it calls, or
None where something that was changed may reach beyond a blank line: fences, HTML, definitions, attributes,
images, what is indented (the user's guide of pandoc, "Pandoc's Markdown"; blocks are parted at blank lines). What
is let through here is still to be compared with the page: see `standing`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pubkit.records import dataclass

__all__ = ["Change", "Parted", "changes"]

_GAP = re.compile(r"(\n(?:[ \t]*\n)+)")
"""Blank lines, which part blocks."""
_REACHING = re.compile(
    r"""
      \A[ \t]                           # an indented block, or part of a list or a note
    | (?<!\\)[<{] | \N{REPLACEMENT CHARACTER}   # HTML, attributes; what was no text
    | !\[ | \#fn                        # images; identifiers that pandoc gives to notes
    | ^[ \t]* (?: `{3} | ~{3} | :{3} | -{3} | ={2} | [|:~+] | \(@ | Table: )
    | ^[ ]{0,3} \[[^\]\n]*\]:           # definitions
    """,
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)
_DEFINES = re.compile(
    r"""
      ^[ ]{0,3} \[(?!\^)[^\]\n]*\]:     # links
    | ^[ \t]* \(@                       # numbered examples
    | ^[ \t>]+ \[\^[^\]\n]*\]:          # notes within something
    """,
    re.VERBOSE | re.MULTILINE,
)
"""What paragraphs far away may name; with any, nothing is certain."""
_DIVISION = re.compile(r"^[ \t]*:{3}|<div", re.MULTILINE | re.IGNORECASE)
_NOTE = re.compile(r"^\[\^(?P<label>[^\]\s]+)\]:[ ]", re.MULTILINE)
_CALL = re.compile(r"\[\^(?P<label>[^\]\s]+)\]")
_MAKES_A_TERM = re.compile(r"[ ]{0,3}[:~](?=\s)")
"""What makes the paragraph above it a term that is defined."""
_BRACKETED = re.compile(r"\[(?P<text>[^\[\]\n]+)\]")
_HEADING = re.compile(r"^#{1,6}[ ].*|^.+(?=\n(?:=+|-+)[ ]*$)", re.MULTILINE)
_LETTERS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Change:
    """A paragraph, its notes with it, as it was and as it is."""

    old: str
    new: str


class Parted:
    """A text, parted at blank lines."""

    def __init__(self, markdown: str) -> None:
        self.parts: Sequence[str] = _GAP.split(markdown)
        """Blocks and the blank lines between them, in turn."""
        self.certain = _DEFINES.search(markdown) is None
        """Whether no part defines what others name."""
        self.divided = _DIVISION.search(markdown) is not None
        """Whether there are divisions, which may be in another language."""
        self.markdown = markdown

    def notes(self) -> dict[str, str]:
        """The definitions of notes by their labels; "" for one that is more than a paragraph, or there twice."""
        found: dict[str, str] = {}
        for number in range(0, len(self.parts), 2):
            part = self.parts[number]
            if not (starts := [note.start() for note in _NOTE.finditer(part)]):
                continue
            goes_on = number + 2 < len(self.parts) and self.parts[number + 2][:1] in " \t"
            for start, end in zip(starts, [*starts[1:], len(part)], strict=True):
                text = part[start:end].rstrip("\n")
                label = _NOTE.match(text)["label"]  # type: ignore[index]
                whole = not (goes_on and end == len(part)) and starts[0] == 0
                found[label] = text if whole and label not in found else ""
        return found

    def fragment(self, number: int, notes: Mapping[str, str]) -> str | None:
        """A paragraph and its notes; None where it may reach further."""
        part = self.parts[number]
        below = self.parts[number + 2] if number + 2 < len(self.parts) else ""
        own = [notes[found["label"]] for found in _CALL.finditer(part) if found["label"] in notes]
        texts = [part, *(_NOTE.sub("", note, count=1) for note in own)]
        if "" in own or _MAKES_A_TERM.match(below) or any(_REACHING.search(text) for text in texts):
            return None
        headings = {_letters(heading.group()) for heading in _HEADING.finditer(self.markdown)}
        if any(_letters(found["text"]) in headings for text in texts for found in _BRACKETED.finditer(text)):
            return None
        return "\n\n".join([part, *own])

    def is_alone(self, number: int) -> bool:
        """Whether the letters of a part stand nowhere else."""
        letters = _letters(self.parts[number])
        return bool(letters) and "\0".join(map(_letters, self.parts[::2])).count(letters) == 1


def changes(before: Parted, after: Parted) -> list[Change] | None:
    """The paragraphs that have changed, or None where it is not certain that these are all."""
    if not (before.certain and after.certain) or len(before.parts) != len(after.parts):
        return None
    old_notes, new_notes = before.notes(), after.notes()
    found: list[Change] = []
    for number in dict.fromkeys(_touched(before, after, old_notes, new_notes)):
        if number is None or not before.is_alone(number):
            return None
        old, new = before.fragment(number, old_notes), after.fragment(number, new_notes)
        if old is None or new is None:
            return None
        found.append(Change(old, new))
    return found


def _touched(
    before: Parted, after: Parted, old_notes: Mapping[str, str], new_notes: Mapping[str, str]
) -> Iterator[int | None]:
    """The numbers of the paragraphs that have changed, or whose notes have; None for what is something else."""
    for number, (old, new) in enumerate(zip(before.parts, after.parts, strict=True)):
        if old == new:
            continue
        is_note = bool(_NOTE.match(old))
        if number % 2 or is_note != bool(_NOTE.match(new)):
            yield None
        elif not is_note:
            yield number
        else:
            yield from _callers(after, old, new, old_notes, new_notes)


def _callers(
    text: Parted, old: str, new: str, old_notes: Mapping[str, str], new_notes: Mapping[str, str]
) -> Iterator[int | None]:
    """The paragraphs that call the notes in which two parts differ."""
    labels = [[note["label"] for note in _NOTE.finditer(part)] for part in (old, new)]
    changed = [label for label in labels[0] if not old_notes[label] or old_notes[label] != new_notes.get(label)]
    if labels[0] != labels[1] or not changed:
        yield None
        return
    for label in changed:
        calls = [number for number in range(0, len(text.parts), 2) if not _NOTE.match(text.parts[number])
                 and f"[^{label}]" in text.parts[number]]  # fmt: skip
        yield calls[0] if len(calls) == 1 else None


def _letters(text: str) -> str:
    return "".join(_LETTERS.findall(text)).casefold()
