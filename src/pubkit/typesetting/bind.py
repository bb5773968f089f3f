"""What a line end must not part: an abbreviation and its number, an initial and the name, a paragraph sign.

"p. 44", "No. 1", "§ 12", "24 %", "J. Doe": a typesetter puts a no-break space there (Chicago Manual of Style 18, 7.47;
Duden, "Abkürzungen"). Only spaces change.
"""

from __future__ import annotations

import re
from typing import Any

from pubkit.engines.ast import WORDS, Document

__all__ = ["bound"]

_NO_BREAK = "\N{NO-BREAK SPACE}"
_BEFORE_NUMBER = re.compile(
    r"""(?:^|[(\[“„«‘])
        (?: [Pp]p?\. | [Nn]os?\. | [Vv]ols?\. | [Cc]h(?:ap)?s?\. | [Ff]igs?\.
          | [Tt]ab\. | [Ee]qs?\. | [Ss]ecs?\. | nn?\.
          | [Аа]рт\. | [Сс]тр?\. | [Тт]\. | № | §{1,2} | ¶ | Nr\. | Bd\. | S\. | Art\.
          | vgl\. | ca\. | fol\. | ll?\. )$""",
    re.VERBOSE,
)
_INITIAL = re.compile(r"^[(\[“]?(?:[^\W\d_]\.)+$")
_FIGURES = frozenset("0123456789IVXLC")
"""With which a number begins."""
_UNIT = re.compile(r"^(?:%|‰|°|€|₽|km|kg|cm|mm|ha|млн|тыс)\b|^[%‰°€₽]")

_VERBATIM = frozenset({"Code", "CodeBlock", "Math"})
_HOLDING = frozenset({list, dict})


def bound(document: Document) -> Document:
    """The tree with no-break spaces where a line must not end."""
    tied: Document = _tied(document)
    return tied


def _tied(node: Any) -> Any:
    if type(node) is dict:
        # Verbatim text and addresses stay as they are typed.
        if node.get("t") in _VERBATIM:
            return node
        return {key: _tied(value) if type(value) in _HOLDING else value for key, value in node.items()}
    if not node or type(node[0]) is str:
        return node
    return _words([
        child if type(child) not in _HOLDING or (type(child) is dict and child.get("t") in WORDS) else _tied(child)
        for child in node
    ])  # fmt: skip


def _words(inlines: list[Any]) -> list[Any]:
    out: list[Any] = []
    for node in inlines:
        if len(out) > 1 and _tag(node) == "Str" and _tag(out[-1]) == "Space" and _tag(out[-2]) == "Str":
            before = out[-2]["c"]
            if _together(before.rpartition(_NO_BREAK)[2], node["c"]):
                out[-2:] = [{"t": "Str", "c": before + _NO_BREAK + node["c"]}]
                continue
        out.append(node)
    return out


def _together(before: str, after: str) -> bool:
    last, first = before[-1:], after[:1]
    return bool(
        (first in _FIGURES and _BEFORE_NUMBER.search(before))
        or (last == "." and first.isupper() and first.isalpha() and before[-2:-1].isupper() and _INITIAL.match(before))
        or (last.isdecimal() and _UNIT.match(after))
    )


def _tag(node: Any) -> Any:
    return node.get("t") if type(node) is dict else None
