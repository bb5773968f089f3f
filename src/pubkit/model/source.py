"""A file that was read, before anyone knows what it is."""

from __future__ import annotations

import re

from pubkit.errors import Place, UnreadableInput
from pubkit.records import dataclass

__all__ = ["Source", "without_controls"]

_NO_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]")


def without_controls(text: str) -> str:
    """The text with U+FFFD for each control character or lone surrogate: XML and HTML have no place for them."""
    return _NO_TEXT.sub("\N{REPLACEMENT CHARACTER}", text)


@dataclass(frozen=True, slots=True)
class Source:
    """A file's name and bytes."""

    name: str
    """As the user named it, for messages."""
    content: bytes

    @property
    def text(self) -> str:
        """The text of a file that must be UTF-8 (settings, Markdown, BibTeX); a byte order mark is passed over and
        control characters are replaced.

        Raises `UnreadableInput` with the place of the first byte that is none.
        """
        try:
            return without_controls(self.content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n"))
        except UnicodeDecodeError as error:
            before = self.content[: error.start]
            line = before.count(b"\n") + 1
            column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
            raise UnreadableInput(
                f"not UTF-8: byte 0x{self.content[error.start]:02x} at offset {error.start}",
                place=Place(self.name, line, column),
                hint="save it as UTF-8; `pubkit convert` reads other encodings",
            ) from None

    @property
    def replaced(self) -> int:
        """How many control characters `text` replaces."""
        return len(_NO_TEXT.findall(self.content.decode("utf-8", "replace")))
