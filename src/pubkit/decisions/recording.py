"""decisions.toml with one decision more, or one less: pure, text in and text out.

In: the text of the file, and a decision as a table (a kind and its values). Out: the text with that decision in it.
What decides the same thing (the call of the same note, the same field of the same entry) is replaced where it stands;
everything else, comments and blank lines too, stays byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pubkit.decisions.file import FRONT_LISTS, FRONT_TEXTS, KEYS, read_decisions

__all__ = ["NoDecision", "recorded", "removed"]

_SAME: Mapping[str, tuple[str, ...]] = {
    "heading": ("text",),
    "paragraph": ("begins", "continues"),
    "call": ("note",),
    "reading": ("lemma", "after"),
    "keep": ("text",),
    "work": ("same", "key", "apart"),
    "field": ("key", "variable"),
}
"""The keys that tell what a decision is about: of two with the same values there, the later one counts."""


class NoDecision(ValueError):
    """What is to be recorded is no decision; the message says why."""


def recorded(text: str, kind: object, values: object, *, file: str = "decisions.toml") -> str:
    """The file's text with the decision in it.

    `values` are those of a table `[[kind]]`, or for "front" of one field. Raises `NoDecision` where they are no
    decision, `UsageError` where the file is no TOML.
    """
    import tomlkit
    from tomlkit.items import AoT

    read_decisions(text, file)  # says with its line what is no TOML
    document = tomlkit.parse(text)
    wanted = _checked(kind, values)
    if kind == "front":
        _put_front(document, wanted)
    else:
        tables = document.get(str(kind))
        if tables is not None and not isinstance(tables, AoT):
            raise NoDecision(f'"{kind}" is not written as [[{kind}]] in {file}')
        _put(document, str(kind), tables, wanted)
    new = tomlkit.dumps(document)
    read_decisions(new, file)
    return new


def removed(text: str, kind: object, values: object, *, file: str = "decisions.toml") -> str:
    """The file's text without a decision, which is named by all of its values as `read_decisions` gives them.

    Comments stay, those at the ends of its lines excepted. Raises `NoDecision` where there is no such decision,
    `UsageError` where the file is no TOML.
    """
    import tomlkit

    old = read_decisions(text, file).all
    same = [decision for decision in old if decision.kind == kind and decision.values == values]
    if not same or same[0].place.line is None:
        raise NoDecision("there is no such decision any more")
    if kind == "front":
        document: Any = tomlkit.parse(text)
        del document["front"][same[0].text("field")]
        return tomlkit.dumps(document)
    new = _without_table(text, same[0].place.line)
    rest = [(one.kind, one.values) for one in old if one is not same[0]]
    if [(one.kind, one.values) for one in read_decisions(new, file).all] != rest:
        raise NoDecision("it is written in an unusual way: take it out by hand")
    return new


_HEAD = re.compile(r"\s*\[{1,2}[\w\s\"'.-]+\]{1,2}\s*(?:#.*)?$")
_APART = re.compile(r"\s*(?:#.*)?$")


def _without_table(text: str, line: int) -> str:
    """The text without the table that begins in a line; comments and blank lines before the next one stay."""
    lines = text.splitlines(keepends=True)
    end = next((number for number in range(line, len(lines)) if _HEAD.match(lines[number])), len(lines))
    while end > line and _APART.match(lines[end - 1]):
        end -= 1
    after = lines[end:]
    if after and not after[0].strip() and (line == 1 or not lines[line - 2].strip()):
        after = after[1:]
    return "".join([*lines[: line - 1], *after])


def _checked(kind: object, values: object) -> dict[str, Any]:
    """The values, if they make one decision without a notice."""
    import tomlkit

    if not isinstance(kind, str) or not isinstance(values, Mapping) or not values:
        raise NoDecision("a decision has a kind and values")
    given = {str(key): value for key, value in values.items()}
    if kind == "front":
        table: Any = given
        if any(key not in (*FRONT_TEXTS, *FRONT_LISTS) for key in given):
            raise NoDecision(f"unknown field of the front matter: {', '.join(given)}")
    elif kind in KEYS:
        table = [given]
    else:
        raise NoDecision(f'there is no decision "{kind}"')
    try:
        read = read_decisions(tomlkit.dumps({kind: table}), "")
    except Exception as error:
        raise NoDecision("its values cannot be written as TOML") from error
    if read.notices:
        raise NoDecision(read.notices[0].message)
    return given


def _put(document: Any, kind: str, tables: Any, wanted: dict[str, Any]) -> None:
    import tomlkit

    same = [table for table in tables or () if all(table.get(key) == wanted.get(key) for key in _SAME[kind])]
    if same:
        for key in [key for key in same[-1] if key not in wanted]:
            del same[-1][key]
        same[-1].update(wanted)
        return
    table = tomlkit.table()
    table.update(wanted)
    if tables is None:
        _blank_line(document)
        document[kind] = tomlkit.aot()
        document[kind].append(table)
        return
    if not tables[-1].as_string().endswith("\n\n"):
        tables[-1].add(tomlkit.nl())
    if list(document)[-1] != kind:
        table.add(tomlkit.nl())
    tables.append(table)


def _blank_line(document: Any) -> None:
    import tomlkit

    text = document.as_string()
    if text and not text.endswith("\n\n"):
        document.add(tomlkit.nl())


def _put_front(document: Any, wanted: dict[str, Any]) -> None:
    """Fields of the front matter: new ones after the others, before the comments that lead to the next table."""
    import tomlkit

    if "front" not in document:
        _blank_line(document)
        document["front"] = tomlkit.table()
    table = document["front"]
    for key, value in wanted.items():
        body = table.value.body
        after = []
        while key not in table and body and body[-1][0] is None:
            after.append(body.pop()[1])
        table[key] = value
        for trivia in reversed(after):
            table.add(trivia)
