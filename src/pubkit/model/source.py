"""A file that was read, before anyone knows what it is."""

from __future__ import annotations

from dataclasses import dataclass

from pubkit.errors import Place, UnreadableInput

__all__ = ["Source"]


@dataclass(frozen=True, slots=True)
class Source:
    """A file's name and bytes."""

    name: str
    """As the user named it, for messages."""
    content: bytes

    @property
    def text(self) -> str:
        """The text of a file that must be UTF-8 (settings, Markdown, BibTeX); a byte order mark is passed over.

        Raises `UnreadableInput` with the place of the first byte that is none.
        """
        try:
            return self.content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError as error:
            before = self.content[: error.start]
            line = before.count(b"\n") + 1
            column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
            raise UnreadableInput(
                f"not UTF-8: byte 0x{self.content[error.start]:02x} at offset {error.start}",
                place=Place(self.name, line, column),
                hint="save it as UTF-8; `pubkit convert` reads other encodings",
            ) from None
