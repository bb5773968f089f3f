"""What a line end must not part: an abbreviation and its number, an initial and the name, a paragraph sign.

"p. 44", "No. 1", "§ 12", "24 %", "J. Doe": a typesetter puts a no-break space there (Chicago Manual of Style 18, 7.47;
Duden, "Abkürzungen"). Only spaces change.
"""

from __future__ import annotations

import re
from typing import Any

from pubkit.engines.ast import Document

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
_NAME = re.compile(r"^[^\W\d_]")
_NUMBER = re.compile(r"^[0-9IVXLC]")
_UNIT = re.compile(r"^(?:%|‰|°|€|₽|km|kg|cm|mm|ha|млн|тыс)\b|^[%‰°€₽]")


def bound(document: Document) -> Document:
    """The tree with no-break spaces where a line must not end."""
    tied: Document = _tied(document)
    return tied


def _tied(node: Any) -> Any:
    if type(node) is dict:
        # Verbatim text and addresses stay as they are typed.
        if node.get("t") in {"Code", "CodeBlock", "Math"}:
            return node
        return {key: value if type(value) is str else _tied(value) for key, value in node.items()}
    if type(node) is list:
        return _words([_tied(child) for child in node])
    return node


def _words(inlines: list[Any]) -> list[Any]:
    out: list[Any] = []
    for node in inlines:
        if _tag(node) == "Str" and len(out) > 1 and _tag(out[-1]) == "Space" and _tag(out[-2]) == "Str":
            before = out[-2]["c"]
            if _together(before.rpartition(_NO_BREAK)[2], node["c"]):
                out[-2:] = [{"t": "Str", "c": before + _NO_BREAK + node["c"]}]
                continue
        out.append(node)
    return out


def _together(before: str, after: str) -> bool:
    return bool(
        (_BEFORE_NUMBER.search(before) and _NUMBER.match(after))
        or (_INITIAL.match(before) and before[-2:-1].isupper() and _NAME.match(after) and after[0].isupper())
        or (before[-1:].isdecimal() and _UNIT.match(after))
    )


def _tag(node: Any) -> Any:
    return node.get("t") if isinstance(node, dict) else None
