"""decisions.toml as data. TOML 1.0; an unknown table or key is a notice with the nearest known one.

[front]                          # fields of the front matter, as article.md has them
title = "On trade"
authors = ["Jane Doe"]

[[heading]]                      # 0: this is no heading; 1 to 6: this is one, of that level
text = "Sources"
level = 0

[[paragraph]]                    # a new paragraph begins with these words ...
begins = "Of the wool trade"

[[paragraph]]                    # ... or the one that begins with them goes on the one before
continues = "there is less to say"

[[call]]                         # the call of a note stands behind these words
note = "3"
after = "as was agreed in Baku"

[[reading]]                      # what the article should read: `siglum`, or `text`; `after` tells where
lemma = "longrunning"
siglum = "B"

[[keep]]                         # a pull quote or something set aside that is text of the article
text = "The first words of it are enough"

[[work]]                         # these are one work (the first key stays) ...
same = ["doe2015", "doe2015a"]

[[work]]                         # ... and these printed references are none of this work's
key = "doe2016"
apart = ["note 12"]

[[field]]                        # a field of an entry: a CSL variable, or "type"
key = "doe2015"
variable = "issued"
value = "2015-03"
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping

from pubkit.errors import Place, UsageError
from pubkit.notices import Notice, nearest
from pubkit.records import dataclass

__all__ = ["FRONT_LISTS", "FRONT_TEXTS", "KEYS", "NEEDED", "Decision", "Decisions", "read_decisions"]

FRONT_TEXTS = ("title", "subtitle", "abstract", "journal", "volume", "issue", "season", "year", "date", "pages", "doi",
               "url", "language")  # fmt: skip
FRONT_LISTS = ("authors", "keywords")

KEYS: dict[str, tuple[tuple[str, type], ...]] = {
    "heading": (("text", str), ("level", int)),
    "paragraph": (("begins", str), ("continues", str)),
    "call": (("note", str), ("after", str)),
    "reading": (("lemma", str), ("siglum", str), ("text", str), ("after", str)),
    "keep": (("text", str), ("after", str)),
    "work": (("same", list), ("key", str), ("apart", list), ("as", str)),
    "field": (("key", str), ("variable", str), ("value", str)),
}
"""The tables and their keys."""
NEEDED: dict[str, tuple[tuple[str, ...], ...]] = {
    "heading": (("text", "level"),),
    "paragraph": (("begins",), ("continues",)),
    "call": (("note", "after"),),
    "reading": (("lemma", "siglum"), ("lemma", "text")),
    "keep": (("text",),),
    "work": (("same",), ("key", "apart")),
    "field": (("key", "variable", "value"),),
}
"""For each table the sets of keys of which one must be there."""
_TOML_PLACE = re.compile(r"\(at line (?P<line>\d+), column (?P<column>\d+)\)")
_WORDS = {str: "a string in quotes", int: "a whole number", list: "a list of strings"}


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision and where it is written."""

    kind: str
    """The name of its table."""
    values: Mapping[str, object]
    place: Place
    source_line: str = ""

    def text(self, key: str) -> str:
        """A value that is a string; empty where it is not given."""
        value = self.values.get(key, "")
        return value if isinstance(value, str) else ""

    def texts(self, key: str) -> tuple[str, ...]:
        """A value that is a list of strings."""
        value = self.values.get(key, ())
        return tuple(str(item) for item in value) if isinstance(value, list | tuple) else ()

    @property
    def level(self) -> int:
        """The level of a heading; 0 for none."""
        value = self.values.get("level", 0)
        return value if isinstance(value, int) else 0

    def no_longer(self, why: str, hint: str = "") -> Notice:
        """The notice that this decision could not be carried out."""
        return Notice(
            "D102", f"this decision does not apply: {why}", place=self.place, source_line=self.source_line or None,
            hint=hint or "correct it, or take it out of the file",
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions of a file, in its order."""

    all: tuple[Decision, ...] = ()
    notices: tuple[Notice, ...] = ()

    def of(self, *kinds: str) -> tuple[Decision, ...]:
        """The decisions of these kinds."""
        return tuple(decision for decision in self.all if decision.kind in kinds)


def read_decisions(text: str, file: str = "decisions.toml") -> Decisions:
    """Read the file; raises `UsageError` where it is no TOML. A decision that cannot be read is a notice."""
    try:
        tables = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _broken(str(error), text, file) from None
    reader = _Reader(text, file)
    for name, value in tables.items():
        reader.table(name, value)
    return Decisions(tuple(reader.found), tuple(reader.notices))


def _broken(message: str, text: str, file: str) -> UsageError:
    found = _TOML_PLACE.search(message)
    lines = text.splitlines()
    if not found:
        return UsageError(
            f"not TOML: {message}", place=Place(file, len(lines) or None), source_line="".join(lines[-1:])
        )
    line = int(found["line"])
    source = lines[line - 1] if 0 < line <= len(lines) else None
    what = _TOML_PLACE.sub("", message).strip().lower()
    return UsageError(f"not TOML: {what}", place=Place(file, line, int(found["column"])), source_line=source)


class _Reader:
    def __init__(self, text: str, file: str) -> None:
        self._lines = text.splitlines()
        self._file = file
        self.found: list[Decision] = []
        self.notices: list[Notice] = []

    def table(self, name: str, value: object) -> None:
        if name == "front" and isinstance(value, dict):
            self._front(value)
        elif name in KEYS and isinstance(value, list) and all(isinstance(one, dict) for one in value):
            for index, one in enumerate(value):
                self._one(name, one, self._line(re.compile(rf"\s*\[\[\s*{re.escape(name)}\s*\]\]"), index))
        elif name in KEYS or name == "front":
            wanted = "[front]" if name == "front" else f"[[{name}]]"
            self._say(f'"{name}" is not written as {wanted}', self._key(name), f"begin each with a line {wanted}")
        else:
            near = nearest(name, (*KEYS, "front"))
            known = ", ".join(["[front]", *(f"[[{kind}]]" for kind in KEYS)])
            hint = f'did you mean "{near}"?' if near else f"the tables are {known}"
            self._say(f'unknown table "{name}" was passed over', self._key(name), hint)

    def _front(self, values: Mapping[str, object]) -> None:
        start = self._line(re.compile(r"\s*\[\s*front\s*\]"), 0)
        for key, value in values.items():
            number = self._key(key, start or 1)
            if key not in (*FRONT_TEXTS, *FRONT_LISTS):
                near = nearest(key, (*FRONT_TEXTS, *FRONT_LISTS))
                known = ", ".join((*FRONT_TEXTS, *FRONT_LISTS))
                hint = f'did you mean "{near}"?' if near else f"the fields are {known}"
                self._say(f'unknown field "{key}" was passed over', number, hint)
            elif not _is(value, list if key in FRONT_LISTS else str):
                self._say(f'"{key}" is not {_WORDS[list if key in FRONT_LISTS else str]}', number, "")
            else:
                self._keep("front", {"field": key, "value": value}, number)

    def _one(self, kind: str, values: Mapping[str, object], start: int | None) -> None:
        known = dict(KEYS[kind])
        good: dict[str, object] = {}
        for key, value in values.items():
            if key not in known:
                near = nearest(key, known)
                hint = f'did you mean "{near}"?' if near else f"the keys of [[{kind}]] are {', '.join(known)}"
                self._say(f'unknown key "{key}" was passed over', self._key(key, start or 1), hint)
            elif not _is(value, known[key]):
                self._say(f'"{key}" is not {_WORDS[known[key]]}', self._key(key, start or 1), "")
            else:
                good[key] = value
        if kind == "heading" and not 0 <= int(str(good.get("level", 0))) <= 6:
            self._say('"level" is not a number from 0 to 6', start, "0 is no heading, 1 the top level")
        elif any(all(key in good for key in keys) for keys in NEEDED[kind]):
            self._keep(kind, good, start)
        else:
            ways = ", or ".join(" and ".join(keys) for keys in NEEDED[kind])
            self._say(f"[[{kind}]] is not complete and was passed over", start, f"it needs {ways}")

    def _keep(self, kind: str, values: Mapping[str, object], line: int | None) -> None:
        self.found.append(Decision(kind, values, Place(self._file, line), self._source(line)))

    def _say(self, message: str, line: int | None, hint: str) -> None:
        self.notices.append(
            Notice("D101", message, place=Place(self._file, line), source_line=self._source(line) or None,
                   hint=hint or None)
        )  # fmt: skip

    def _source(self, line: int | None) -> str:
        return self._lines[line - 1] if line else ""

    def _line(self, pattern: re.Pattern[str], index: int) -> int | None:
        found = [number for number, line in enumerate(self._lines, 1) if pattern.match(line)]
        return found[index] if index < len(found) else None

    def _key(self, key: str, start: int = 1) -> int | None:
        pattern = re.compile(rf"\s*(\[+\s*)?[\"']?{re.escape(key)}[\"']?\s*[=\].]")
        return next((n for n, line in enumerate(self._lines, 1) if n >= start and pattern.match(line)), None)


def _is(value: object, kind: type) -> bool:
    if kind is list:
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    return isinstance(value, kind) and not isinstance(value, bool)
