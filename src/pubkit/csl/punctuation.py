"""The last pass over an output tree: punctuation, spaces, quotation marks, nesting of quotes.

Where two leaves meet, a period, comma, colon, semicolon, question or exclamation mark or a space may be
doubled or collide; which one stays is in `COLLISIONS`. Quotation marks become outer or inner marks of the
locale by their nesting; a period or comma after a closing mark goes inside it where the locale says so
("Quotes", "punctuation-in-quote"). Gives a tree of strings and of spans that a writer knows: font, link,
block, opaque, cite."""

from __future__ import annotations

from pubkit.records import dataclass

from .inline import Inline, Kind, Span
from .locale import Localization

__all__ = ["finish"]

# (last character, first character) -> which of the two goes: 1 the first, 2 the second
COLLISIONS: dict[tuple[str, str], int] = {
    ("!", "."): 2,
    ("!", ":"): 2,
    ("!", "!"): 2,
    ("?", "."): 2,
    ("?", ":"): 2,
    ("?", "?"): 2,
    (":", "!"): 1,
    (":", "?"): 1,
    (":", "."): 2,
    (":", ":"): 2,
    (";", "!"): 1,
    (";", "?"): 1,
    (";", ":"): 2,
    (";", "."): 2,
    (";", ";"): 2,
    (",", ","): 2,
    (".", "."): 2,
    (" ", " "): 1,
    (" ", ","): 1,
    (" ", "."): 1,
}
PAIR = frozenset(first + second for first, second in COLLISIONS)
MOVABLE = (".", ",", "!", "?")
VISIBLE = frozenset(
    {
        Kind.FIELD,
        Kind.FONT,
        Kind.QUOTED,
        Kind.LINK,
        Kind.BLOCK,
        Kind.CITE,
        Kind.NO_CASE,
    }
)


@dataclass(slots=True, eq=False)
class _Mark:
    """Begin or end of a span in the linear form."""

    span: Span
    opens: bool
    quote: str = ""


_Token = str | _Mark | Span


def finish(inlines: list[Inline], loc: Localization) -> list[Inline]:
    """The inlines with punctuation repaired and quotation marks set."""
    tokens: list[_Token] = []
    _flatten(inlines, tokens, loc, 0)
    _collide(tokens)
    if loc.punctuation_in_quote:
        _into_quotes(tokens)
    return _rebuild(tokens)


def _flatten(inlines: list[Inline], tokens: list[_Token], loc: Localization, level: int) -> None:
    for inline in inlines:
        if isinstance(inline, str):
            if inline:
                tokens.append(inline)
            continue
        kind = inline.kind
        if kind is Kind.OPAQUE:
            tokens.append(inline)
        elif kind is Kind.QUOTED:
            single = level % 2 == 1 or (level == 0 and inline.value == "inner")
            which = "inner-quote" if single else "quote"
            tokens.append(_Mark(inline, True, loc.term(f"open-{which}") or ""))
            _flatten(inline.children, tokens, loc, 2 if single else 1)
            tokens.append(_Mark(inline, False, loc.term(f"close-{which}") or ""))
        elif kind in VISIBLE:
            tokens.append(_Mark(inline, True))
            _flatten(inline.children, tokens, loc, level)
            tokens.append(_Mark(inline, False))
        else:
            _flatten(inline.children, tokens, loc, level)


def _edge(token: _Token, at: int) -> str:
    """First (0) or last (-1) character of a text token."""
    if isinstance(token, Span):
        text = token.children[0] if token.children else ""
        return text[at] if isinstance(text, str) and text else ""
    return token[at] if isinstance(token, str) and token else ""


def _collide(tokens: list[_Token]) -> None:
    """Repair each meeting of two texts."""
    previous = -1
    opened = closed = False
    for i, token in enumerate(tokens):
        if isinstance(token, _Mark):
            if token.span.kind is Kind.BLOCK and token.opens:
                previous = -1
            elif token.quote:
                opened, closed = opened or token.opens, closed or not token.opens
            continue
        while previous >= 0 and tokens[i]:
            last, first = _edge(tokens[previous], -1), _edge(tokens[i], 0)
            if last + first not in PAIR or opened or (closed and first != "."):
                break
            drop = COLLISIONS[last, first]
            first_token, second_token = tokens[previous], tokens[i]
            if drop == 2 and isinstance(second_token, str):
                tokens[i] = second_token[1:]
            elif drop == 1 and isinstance(first_token, str):
                tokens[previous] = first_token[:-1]
                if not tokens[previous]:
                    previous = _text_before(tokens, previous)
            else:
                break
        if tokens[i]:
            previous, opened, closed = i, False, False


def _text_before(tokens: list[_Token], at: int) -> int:
    while at > 0:
        at -= 1
        token = tokens[at]
        if isinstance(token, _Mark):
            if token.span.kind is Kind.BLOCK or token.quote:
                return -1
        elif token:
            return at
    return -1


def _into_quotes(tokens: list[_Token]) -> None:
    """Move a period or comma that follows a closing quotation mark inside it."""
    i = 0
    while i < len(tokens):
        token = tokens[i]
        if isinstance(token, _Mark) and token.quote and not token.opens:
            target = i
            j = i + 1
            while j < len(tokens) and _transparent(tokens[j]):
                j += 1
            following = tokens[j] if j < len(tokens) else ""
            if isinstance(following, str) and following[:1] in MOVABLE and not _same_field(tokens, i, j):
                mark = following[0]
                tokens[j] = following[1:]
                while target > 0 and _closing_quote(tokens[target - 1]):
                    target -= 1
                before = _text_before_any(tokens, target)
                if not (before and (before + mark in PAIR and COLLISIONS[before, mark] == 2)):
                    tokens.insert(target, mark)
                    i += 1
                continue
        i += 1


def _same_field(tokens: list[_Token], close: int, following: int) -> bool:
    """Whether the quotation mark and the text after it come from one field of an item, which stays as it
    is."""
    depth = 0
    for i in range(close, -1, -1):
        token = tokens[i]
        if isinstance(token, _Mark) and token.span.kind is Kind.FIELD:
            depth += 1 if token.opens else -1
            if depth > 0:
                break
    if depth <= 0:
        return False
    return not any(
        isinstance(token, _Mark) and token.span.kind is Kind.FIELD and not token.opens
        for token in tokens[close:following]
    )


def _transparent(token: _Token) -> bool:
    if isinstance(token, _Mark):
        return token.span.kind is not Kind.BLOCK and not (token.quote and token.opens)
    return isinstance(token, str) and not token


def _closing_quote(token: _Token) -> bool:
    return isinstance(token, _Mark) and bool(token.quote) and not token.opens


def _text_before_any(tokens: list[_Token], at: int) -> str:
    while at > 0:
        at -= 1
        token = tokens[at]
        if not isinstance(token, _Mark) and (edge := _edge(token, -1)):
            return edge
    return ""


def _rebuild(tokens: list[_Token]) -> list[Inline]:
    """The tree again: adjoining text joined, empty spans gone, quotation marks as text."""
    stack: list[list[Inline]] = [[]]
    opened: list[_Mark] = []
    for token in tokens:
        if isinstance(token, str):
            if token:
                _append(stack[-1], token)
        elif isinstance(token, Span):
            stack[-1].append(token)
        elif token.opens:
            stack.append([])
            opened.append(token)
        else:
            children, opening = stack.pop(), opened.pop()
            kind = token.span.kind
            if kind is Kind.QUOTED:
                if children:
                    stack[-1].append(Span(Kind.QUOTED, children, (opening.quote, token.quote)))
            elif children and kind not in (Kind.NO_CASE, Kind.FIELD):
                stack[-1].append(Span(kind, children, token.span.value))
            else:
                for child in children:
                    _append(stack[-1], child)
    return stack[0]


def _append(children: list[Inline], inline: Inline) -> None:
    if isinstance(inline, str) and children and isinstance(children[-1], str):
        children[-1] += inline
    else:
        children.append(inline)
