"""An article while decisions are carried out on it."""

from __future__ import annotations

from pubkit.decisions.file import Decision
from pubkit.decisions.places import Found, contents_of, find, plain
from pubkit.model import (
    Apparatus,
    Article,
    Block,
    Evidence,
    SetAside,
    Witnesses,
)
from pubkit.notices import Notice
from pubkit.records import dataclass, field

__all__ = ["SAID", "State", "ends_before", "only_place", "short"]

SAID = Evidence("decision", 1.0, "the editor's decision")
"""The evidence of what the editor has said."""


@dataclass(slots=True)
class State:
    article: Article
    apparatus: Apparatus
    witnesses: Witnesses
    blocks: list[Block]
    set_aside: list[SetAside]
    notices: list[Notice] = field(default_factory=list)


def only_place(state: State, decision: Decision, words: str, after: str = "") -> Found | None:
    """The only place of the words; a notice where there is none or more than one."""
    found = find(state.blocks, words)
    if after:
        ends = {(f.block, f.item, f.end) for f in find(state.blocks, after)}
        found = [f for f in found if any((f.block, f.item, end) in ends for end in ends_before(state, f))]
    if len(found) == 1:
        return found[0]
    if not found:
        state.notices.append(decision.no_longer(f'the article does not read "{short(after or words)}"'))
    else:
        hint = "give more words, so that there is one place"
        state.notices.append(decision.no_longer(f'"{short(words)}" stands at {len(found)} places', hint))
    return None


def ends_before(state: State, found: Found) -> list[int]:
    """The ends that words before a place can have: there may be white space between."""
    text = plain(contents_of(state.blocks[found.block])[found.item])
    ends = [found.start]
    while ends[-1] > 0 and text[ends[-1] - 1].isspace():
        ends.append(ends[-1] - 1)
    return ends


def short(text: str) -> str:
    return text if len(text) <= 60 else text[:60] + "…"
