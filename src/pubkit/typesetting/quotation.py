"""Quotation marks and the spaces of punctuation as a language has them.

In: the tree and its language (BCP 47); parts of another language say so (`lang`). Out: the tree with straight quotes,
which pandoc has read as quotations, in the marks of their language (CLDR, delimiters), and in French the spaces before
";", "!", "?", ":" and inside guillemets such that no line ends there (Lexique des règles typographiques en usage à
l'Imprimerie nationale). Marks that were typed as they are stay; no space is put where none was typed, but inside marks
that are put here.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Any

from pubkit.engines.ast import WORDS, Document, Node, string

__all__ = ["localized", "marks_of", "names_a_language"]

_NO_BREAK, _THIN = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"
_MARKS = MappingProxyType(
    {
        "en": "“”‘’", "az": "“”‘’", "be": "«»„“", "bg": "„“‚‘", "ca": "«»“”", "cs": "„“‚‘", "da": "“”‘’",
        "de": "„“‚‘", "de-CH": "«»‹›", "el": "«»“”", "es": "«»“”", "et": "„“«»", "fi": "””’’", "fr": "«»“”",
        "hr": "„”‚’", "hu": "„”»«", "is": "„“‚‘", "it": "«»“”", "ja": "「」『』", "ka": "„““”", "lt": "„“„“",
        "lv": "“”‘’", "mk": "„“‚‘", "nl": "“”‘’", "nb": "«»‘’", "no": "«»‘’", "pl": "„”«»", "pt": "«»“”",
        "pt-BR": "“”‘’", "ro": "„”«»", "ru": "«»„“", "sk": "„“‚‘", "sl": "„“‚‘", "sr": "„”‚’", "sv": "””’’",
        "tr": "“”‘’", "uk": "«»„“", "zh": "“”‘’", "zh-TW": "「」『』",
    }
)  # fmt: skip
"""Outer marks and inner ones."""
_HIGH = re.compile(r"^[;!?»]")
_COLON = re.compile(r"^:(?:\s|$)")
_GUILLEMET = re.compile(r"«$")


def marks_of(language: str) -> str:
    """The four marks of a language, those of English where we know none."""
    return _MARKS.get(language) or _MARKS.get(language.split("-")[0]) or _MARKS["en"]


def localized(document: Document, language: str, *, named: bool | None = None) -> Document:
    """The tree in the marks of its language; `named` tells, where it is known, whether a part names its own."""
    if language.split("-")[0] == "en" and not (names_a_language(document) if named is None else named):
        return document
    changed: Document = _changed(document, language)
    return changed


def names_a_language(tree: Any) -> bool:
    """Whether a part of the tree says in which language it is."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            waiting.extend([value for value in node.values() if type(value) in _HOLDING])
        else:
            if len(node) == 2 and node[0] == "lang":
                return True
            waiting.extend([
                value
                for value in node
                if type(value) is list or (type(value) is dict and value.get("t") not in WORDS)
            ])  # fmt: skip
    return False


def _changed(node: Any, language: str) -> Any:
    if isinstance(node, dict):
        tag = node.get("t")
        if tag in {"Code", "CodeBlock", "Math", "RawInline", "RawBlock"}:
            return node
        if tag in {"Span", "Div", "Header", "Link"}:
            language = _language_of(node) or language
        inner = {key: value if type(value) is str else _changed(value, language) for key, value in node.items()}
        return _quoted(inner, language) if tag == "Quoted" else inner
    if isinstance(node, list):
        flat: list[Any] = []
        for child in node:
            new = child if _tag(child) in WORDS else _changed(child, language)
            if type(new) is _Marked:
                flat.extend(new)
            else:
                flat.append(new)
        return _spaced(flat) if language.split("-")[0] == "fr" else flat
    return node


_HOLDING = frozenset({list, dict})


class _Marked(list):  # type: ignore[type-arg]
    """Inlines that stand instead of one."""


def _quoted(node: Node, language: str) -> _Marked | Node:
    marks = marks_of(language)
    first = 0 if node["c"][0]["t"] == "DoubleQuote" else 2
    opening, closing = marks[first], marks[first + 1]
    if language.split("-")[0] == "fr" and opening == "«":
        opening, closing = opening + _NO_BREAK, _NO_BREAK + closing
    return _Marked([string(opening), *node["c"][1], string(closing)])


def _language_of(node: Node) -> str:
    content = node["c"]
    attributes = content[1] if node["t"] == "Header" else content[0]
    return next((str(value) for key, value in attributes[2] if key == "lang"), "")


def _spaced(inlines: list[Any]) -> list[Any]:
    out: list[Any] = []
    for node in inlines:
        if len(out) >= 2 and _tag(out[-1]) == "Space" and _tag(node) == "Str":
            after, before = node["c"], out[-2]
            if _HIGH.match(after) or _COLON.match(after):
                wide = after[0] in ":»"
                out[-1] = string(_NO_BREAK if wide else _THIN)
            elif _tag(before) == "Str" and _GUILLEMET.search(before["c"]):
                out[-1] = string(_NO_BREAK)
        out.append(node)
    return out


def _tag(node: Any) -> Any:
    return node.get("t") if type(node) is dict else None
