"""Decisions on the front matter; what a decision replaces is set aside."""

from __future__ import annotations

from pubkit.decisions.file import Decision
from pubkit.decisions.state import State
from pubkit.model import (
    Author,
    SetAside,
    TracedText,
)
from pubkit.records import replace

__all__ = ["settle_front"]


def settle_front(state: State, decision: Decision) -> None:
    name = decision.text("field")
    front = state.article.front
    if name == "language":
        state.article = replace(state.article, front=replace(front, language=decision.text("value")))
        return
    if name == "authors":
        wanted = decision.texts("value")
        held = {author.name.text.casefold(): author for author in front.authors}
        authors = tuple(held.pop(text.casefold(), Author(TracedText.added(text))) for text in wanted)
        for author in held.values():
            _aside(state, author.name, name)
            for part in (author.note, author.affiliation, author.email):
                if part is not None and (part is author.note or author.note is None):
                    _aside(state, part, name)
        state.article = replace(state.article, front=replace(front, authors=authors))
    elif name == "keywords":
        words = {word.text.casefold(): word for word in front.keywords}
        keywords = tuple(words.pop(t.casefold(), TracedText.added(t)) for t in decision.texts("value"))
        for word in words.values():
            _aside(state, word, name)
        state.article = replace(state.article, front=replace(front, keywords=keywords))
    elif name == "abstract":
        old = front.abstracts[0] if front.abstracts else None
        text = _instead(state, old[1] if old else None, decision.text("value"), name)
        abstracts = ((old[0] if old else "", text), *front.abstracts[1:])
        state.article = replace(state.article, front=replace(front, abstracts=abstracts))
    else:
        text = _instead(state, getattr(front, name), decision.text("value"), name)
        changed: dict[str, object] = {name: text}
        state.article = replace(state.article, front=replace(front, **changed))  # type: ignore[arg-type]


def _instead(state: State, old: TracedText | None, new: str, name: str) -> TracedText:
    if old is not None and old.text == new:
        return old
    if old is not None:
        _aside(state, old, name)
    return TracedText.added(new)


def _aside(state: State, text: TracedText, name: str) -> None:
    state.set_aside.append(SetAside(text, "decision", f"the editor gives the {name}"))
