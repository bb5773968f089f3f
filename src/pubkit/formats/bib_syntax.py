"""The syntax of .bib files: entries, strings, comments (btxdoc; "Tame the BeaST", 2).

In: the text of a file. Out: raw entries with the line of each field, and a notice for each that is broken: the others
are still used. After trouble the reader goes on at the next line that starts with `@`. `@string` definitions are
counted as they are used: a kilobyte of doubling definitions would otherwise fill the memory.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from pubkit.errors import Place
from pubkit.notices import Notice, Severity
from pubkit.records import dataclass, field

__all__ = ["MONTH_NAMES", "RawEntry", "RawField", "read_syntax"]

_VALUE_LIMIT = 5_000_000
"""Characters of one value, its strings put in."""
_TOTAL_LIMIT = 40_000_000

MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {
    name: str(number)
    for number, name in enumerate(MONTH_NAMES, 1)
}  # fmt: skip
_AT = re.compile(r"@[ \t]*(?P<type>[A-Za-z]+)\s*(?P<open>[{(])")
_NEXT = re.compile(r"^[ \t]*@", re.MULTILINE)
_KEY = re.compile(r"""[^\s,{}"#%'()=\\~]+(?:[ \t]+[^\s,{}"#%()=\\~]+)*""")
_NAME = re.compile(r"""[A-Za-z_][^\s,{}"#%'()=\\~]*""")
_FIELD = re.compile(_NAME.pattern + r"\s*=")
_NUMBER = re.compile(r"[0-9]+")
_SIGN = re.compile(r"""\\. | [{}")] | (?P<entry> \n[ \t]*@[A-Za-z]+[ \t]*\{ )""", re.DOTALL | re.VERBOSE)
"""What matters within a value; an entry that starts at the head of a line says that the value was never closed."""
_GAP = re.compile(r"(?:\s+|%[^\n]*(?:\n|\Z))*+")


@dataclass(frozen=True, slots=True)
class RawField:
    """A field as it stands."""

    value: str
    """Its LaTeX, strings put in."""
    line: int


@dataclass(frozen=True, slots=True)
class RawEntry:
    """An entry as it stands."""

    type: str
    """In lower case."""
    key: str
    line: int
    fields: dict[str, RawField] = field(default_factory=dict)
    """By names in lower case."""

    def get(self, *names: str) -> str:
        """The first of these fields that is there, or the empty string."""
        return next((self.fields[name].value for name in names if name in self.fields and self.fields[name].value), "")


class _BrokenError(Exception):
    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.message = message
        self.at = at


def read_syntax(text: str, file: str) -> tuple[list[RawEntry], list[Notice]]:
    """Entries in the order of the file, and what is wrong with it."""
    return _Syntax(text, file).read()


def _there(sign: str) -> str:
    return f'"{sign}"' if sign else "the end of the file"


class _Syntax:
    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.at = 0
        self.strings = dict(_MONTHS)
        self.total = 0
        self.key = ""
        self.notices: list[Notice] = []
        self.entries: dict[str, RawEntry] = {}
        self.repeats: dict[str, int] = {}
        self.ends = [found.start() for found in re.finditer("\n", text)]

    def read(self) -> tuple[list[RawEntry], list[Notice]]:
        while found := _AT.search(self.text, self.at):
            start, self.at, self.key = found.start(), found.end(), ""
            kind = found["type"].lower()
            try:
                self.item(kind, "}" if found["open"] == "{" else ")", start)
            except _BrokenError as broken:
                self.trouble(kind, broken)
                following = _NEXT.search(self.text, max(found.end(), start + 1))
                self.at = following.start() if following else len(self.text)
        return list(self.entries.values()), self.notices

    def item(self, kind: str, closing: str, start: int) -> None:
        if kind == "comment":
            self.at = start + 1 if _AT.match(self.text, start) is None else self.braced(closing)
        elif kind == "preamble":
            self.value(closing)
            self.expect(closing)
        elif kind == "string":
            self.skip()
            name = self.name("the name of a string")
            self.expect("=")
            self.strings[name.lower()] = self.value(closing)
            self.comma()
            self.expect(closing)
        else:
            self.entry(kind, closing, start)

    def braced(self, closing: str) -> int:
        self.at -= 1
        return self.delimited("}" if closing == "}" else ")")[1]

    def entry(self, kind: str, closing: str, start: int) -> None:
        self.skip()
        key = _KEY.match(self.text, self.at)
        if key is None:
            raise _BrokenError("has no key", self.at)
        self.key, self.at = key.group(), key.end()
        fields: dict[str, RawField] = {}
        self.skip()
        while not self.text.startswith(closing, self.at):
            if fields and _FIELD.match(self.text, self.at):
                self.notices.append(self.notice("F205", f'a comma is missing in entry "{self.key}"', self.at,
                                                "put one after the field before"))  # fmt: skip
            else:
                self.expect(",")
            self.skip()
            if self.text.startswith(closing, self.at):
                break
            line = self.line(self.at)
            name = self.name("a field")
            self.expect("=")
            value = self.value(closing)
            fields.setdefault(name.lower(), RawField(value, line))
            self.skip()
            if self.at >= len(self.text):
                hint = 'close it with "}", and see whether the file was cut off'
                self.notices.append(self.notice(
                    "F204", f'entry "{key.group()}" is not closed: the file ends within it; its fields are used',
                    start, hint, Severity.ERROR,
                ))  # fmt: skip
                break
        self.at += 1
        self.add(RawEntry(kind, self.key, self.line(start), fields), start)

    def add(self, entry: RawEntry, start: int) -> None:
        held = self.entries.get(entry.key)
        if held is None:
            self.entries[entry.key] = entry
            return
        if held.type == entry.type and _values(held) == _values(entry):
            self.notices.append(self.notice(
                "F206", f'entry "{entry.key}" stands twice, first in line {held.line}', start, "delete one of them",
            ))  # fmt: skip
            return
        self.repeats[entry.key] = number = self.repeats.get(entry.key, 1) + 1
        other = f"{entry.key}-{number}"
        while other in self.entries:
            other += "x"
        self.notices.append(self.notice(
            "F202", f'the key "{entry.key}" is used twice (first in line {held.line}); this entry goes by "{other}"',
            start, "give one of them another key",
        ))  # fmt: skip
        self.entries[other] = RawEntry(entry.type, other, entry.line, entry.fields)

    def value(self, closing: str) -> str:
        parts = [self.part(closing)]
        self.skip()
        while self.text.startswith("#", self.at):
            self.at += 1
            parts.append(self.part(closing))
            self.skip()
        joined = "".join(parts)
        self.total += len(joined)
        if len(joined) > _VALUE_LIMIT or self.total > _TOTAL_LIMIT:
            raise _BrokenError(f"expands to more than {_VALUE_LIMIT:,} characters", self.at)
        return joined

    def part(self, closing: str) -> str:
        self.skip()
        if self.text.startswith(("{", '"'), self.at):
            inner, self.at = self.delimited("}" if self.text[self.at] == "{" else '"')
            return inner
        if number := _NUMBER.match(self.text, self.at):
            self.at = number.end()
            return number.group()
        at = self.at
        name = self.name("a value")
        if name.lower() not in self.strings:
            self.notices.append(self.notice("F203", f'"{name}" is not a defined @string', at, "put the text in braces"))
        return self.strings.get(name.lower(), name)

    def delimited(self, closing: str) -> tuple[str, int]:
        """What stands from the opening sign at `self.at` to its partner, and the offset after it."""
        start, depth = self.at, 0
        for found in _SIGN.finditer(self.text, self.at + 1):
            sign = found.group()
            if found["entry"]:
                raise _BrokenError(f"has a value that is not closed with {closing}", start)
            if depth == 0 and sign == closing:
                return self.text[start + 1 : found.start()], found.end()
            if sign == "{":
                depth += 1
            elif sign == "}":
                if depth == 0:
                    raise _BrokenError("has a closing brace too many", found.start())
                depth -= 1
        raise _BrokenError(f"has a value that is not closed with {closing}", start)

    def name(self, what: str) -> str:
        found = _NAME.match(self.text, self.at)
        if found is None:
            there = self.text[self.at : self.at + 1]
            raise _BrokenError(f"{what} is expected, {_there(there)} is there", self.at)
        self.at = found.end()
        return found.group()

    def expect(self, sign: str) -> None:
        self.skip()
        if not self.text.startswith(sign, self.at):
            there = self.text[self.at : self.at + 1]
            raise _BrokenError(f'"{sign}" is expected, {_there(there)} is there', self.at)
        self.at += 1

    def comma(self) -> None:
        self.skip()
        if self.text.startswith(",", self.at):
            self.at += 1

    def skip(self) -> None:
        gap = _GAP.match(self.text, self.at)
        self.at = gap.end() if gap else self.at

    def line(self, at: int) -> int:
        return bisect_left(self.ends, at) + 1

    def trouble(self, kind: str, broken: _BrokenError) -> None:
        named = f'entry "{self.key}"' if self.key else f"@{kind}"
        self.notices.append(self.notice(
            "F201", f"{named} is broken: {broken.message}; it is left out", broken.at,
            "look for a missing comma, brace or quotation mark just before this place",
        ))  # fmt: skip

    def notice(self, code: str, message: str, at: int, hint: str, severity: Severity = Severity.WARNING) -> Notice:
        line = self.line(at)
        start = self.ends[line - 2] + 1 if line > 1 else 0
        end = self.ends[line - 1] if line <= len(self.ends) else len(self.text)
        grave = Severity.ERROR if code == "F201" else severity
        return Notice(code, message, grave, Place(self.file, line, at - start + 1), self.text[start:end], hint)


def _values(entry: RawEntry) -> dict[str, str]:
    return {name: field.value for name, field in entry.fields.items()}
