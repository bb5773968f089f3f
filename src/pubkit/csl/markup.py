"""Rich text in the fields of an item: the HTML-like tags of CSL-JSON, and quotation marks.

``<i> <b> <sup> <sub> <sc> <span style="font-variant:small-caps;"> <span class="nocase">`` become spans;
paired quotation marks become quoted spans, whose marks are chosen when the output is written (inner or
outer, by the locale); a single straight quote that pairs with nothing is an apostrophe. Anything else stays
text."""

from __future__ import annotations

import re

from pubkit.records import dataclass, field

from .inline import Inline, Kind, Span

__all__ = ["parse"]

SPECIAL = re.compile(r"[<\"'“”‘’«»‹›„]")
TOKEN = re.compile(
    r"""(?P<open><(?:i|b|u|sup|sub|sc|span[ ][^<>]{0,80})>)
      | (?P<close></(?:i|b|u|sup|sub|sc|span)>)
      | (?P<quote>["'“”‘’«»‹›„])""",
    re.VERBOSE,
)
FONTS: dict[str, tuple[tuple[str, str], ...]] = {
    "i": (("font-style", "italic"),),
    "b": (("font-weight", "bold"),),
    "u": (("text-decoration", "underline"),),
    "sup": (("vertical-align", "sup"),),
    "sub": (("vertical-align", "sub"),),
    "sc": (("font-variant", "small-caps"),),
}
NO_DECORATION = (("font-style", "normal"), ("font-weight", "normal"), ("font-variant", "normal"))
STYLE = re.compile(r"(font-style|font-variant|font-weight|text-decoration|vertical-align)\s*:\s*([a-z-]+)")
OPENING = {'"': '"', "'": "'", "“": "”", "‘": "’", "«": "»", "‹": "›", "„": "“"}
APOSTROPHE = "’"
MAX_DEPTH = 40
GUILLEMETS = re.compile(r"(?<=[«‹])[ ]+|[ ]+(?=[»›])")


@dataclass(slots=True)
class _Frame:
    """A tag or quotation mark that was opened and not closed yet."""

    token: str
    closer: str
    kind: Kind
    value: object
    children: list[Inline] = field(default_factory=list)


def parse(text: str, quotes: str = "\"'“”‘’") -> list[Inline]:
    """The inlines of a field. `quotes` are the quotation marks that pair (straight ones and the locale's)."""
    if not SPECIAL.search(text):
        return [text] if text else []
    if "«" in text or "»" in text:
        text = GUILLEMETS.sub("\N{NARROW NO-BREAK SPACE}", text)
    root = _Frame("", "", Kind.GROUP, None)
    stack = [root]
    position = 0
    for match in TOKEN.finditer(text):
        _add(stack[-1], text[position : match.start()])
        position = match.end()
        token = match.group()
        if len(stack) > MAX_DEPTH and match.lastgroup != "close":
            _add(stack[-1], token)
        elif match.lastgroup == "open":
            stack.append(_tag_frame(token))
        elif match.lastgroup == "close":
            _close_tag(stack, token)
        else:
            _quote(stack, token, text, match.start(), quotes)
    _add(stack[-1], text[position:])
    while len(stack) > 1:
        _abandon(stack)
    return [Span(Kind.FIELD, root.children)] if root.children else []


def _add(frame: _Frame, text: str) -> None:
    """Add text, as one leaf with text already there."""
    if not text:
        return
    children = frame.children
    if children and isinstance(children[-1], str):
        children[-1] += text
    else:
        children.append(text)


def _tag_frame(token: str) -> _Frame:
    name = token[1:-1].split()[0]
    if name != "span":
        return _Frame(token, f"</{name}>", Kind.FONT, FONTS[name])
    if "nodecor" in token:
        return _Frame(token, "</span>", Kind.FONT, NO_DECORATION)
    if "nocase" in token:
        return _Frame(token, "</span>", Kind.NO_CASE, None)
    if fonts := tuple(STYLE.findall(token)):
        return _Frame(token, "</span>", Kind.FONT, fonts)
    return _Frame(token, "</span>", Kind.GROUP, None)


def _abandon(stack: list[_Frame]) -> None:
    """An opening that nothing closes becomes text again."""
    frame = stack.pop()
    _add(stack[-1], APOSTROPHE if frame.token == "'" else frame.token)
    for child in frame.children:
        if isinstance(child, str):
            _add(stack[-1], child)
        else:
            stack[-1].children.append(child)


def _finish(stack: list[_Frame]) -> None:
    frame = stack.pop()
    stack[-1].children.append(Span(frame.kind, frame.children, frame.value))


def _close_tag(stack: list[_Frame], token: str) -> None:
    if all(frame.closer != token or frame.kind is Kind.QUOTED for frame in stack):
        _add(stack[-1], token)
        return
    while stack[-1].closer != token or stack[-1].kind is Kind.QUOTED:
        _abandon(stack)
    _finish(stack)


def _quote(stack: list[_Frame], token: str, text: str, at: int, quotes: str) -> None:
    """A quotation mark closes the quotation it fits, or opens one, or is an apostrophe."""
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if token not in quotes:
        _add(stack[-1], token)
        return
    word_before = before.isalnum()
    word_after = after.isalnum()
    if token in "'’" and word_before and word_after:
        _add(stack[-1], APOSTROPHE)
        return
    closes = _closes(stack, token) and not before.isspace() and not (token in "'\"" and word_after)
    if closes:
        while stack[-1].closer != token:
            _abandon(stack)
        _finish(stack)
    elif token in OPENING and not after.isspace() and (token not in "'\"" or _may_open(before, token)):
        stack.append(_Frame(token, OPENING[token], Kind.QUOTED, "inner" if token == "‘" else None))
    else:
        _add(stack[-1], APOSTROPHE if token in "'’" else token)


def _may_open(before: str, token: str) -> bool:
    """Whether a straight quotation mark can open here."""
    return before.isspace() or before in "([{<>-–—/“‘„«‹¿¡" or (before in "'\"" and before != token)


def _closes(stack: list[_Frame], token: str) -> bool:
    """Whether a quotation that this mark ends is open, with no tag opened since."""
    for frame in reversed(stack):
        if frame.kind is not Kind.QUOTED:
            return False
        if frame.closer == token:
            return True
    return False
