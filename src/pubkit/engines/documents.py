"""Files of word processors and publishers to text: DOCX, ODT, EPUB, RTF and JATS through pandoc, HTML by ourselves.

In: the bytes of a file. Out: its text, with raised numbers for the calls of its notes and the notes at the end, and
notices. pandoc writes HTML and `html_text` reads it, so that every format has its notes in one shape. pandoc runs
without network, user data or media: an archive is looked through first (members, sizes, ratios; what its directory
says is not believed but counted while unpacking) and only its texts are handed on.
"""

from __future__ import annotations

import functools
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping

from pubkit.engines import pandoc
from pubkit.engines.html_text import html_text
from pubkit.engines.pdf import pdf_text
from pubkit.errors import UnreadableInput
from pubkit.notices import Notice, Severity

__all__ = ["MAX_MEMBERS", "MAX_RATIO", "MAX_UNPACKED", "readers"]

Text = tuple[str, tuple[Notice, ...]]

MAX_UNPACKED = 128 * 1024 * 1024
"""Bytes of all that an archive unpacks to, unless told otherwise."""
MAX_RATIO = 200
"""Bytes that one packed byte may become, in members beyond a MiB; XML of manuscripts packs 5 to 30 times."""
MAX_MEMBERS = 10_000
"""Files in one archive."""
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_TEXTS = (".xml", ".rels", ".xhtml", ".html", ".htm", ".opf", ".ncx", "mimetype")


def readers(*, unpacked: int = MAX_UNPACKED) -> Mapping[str, Callable[[bytes], Text]]:
    """Readers by media type. They raise `UnreadableInput`."""
    zipped = functools.partial(_zipped, unpacked=unpacked)
    return {
        "application/pdf": _pdf,
        "text/html": lambda content: html_text(content.decode("utf-8", "replace")),
        "application/xhtml+xml": lambda content: html_text(content.decode("utf-8", "replace")),
        "application/jats+xml": lambda content: _through_pandoc(_without_entities(content), "jats"),
        "application/rtf": lambda content: _through_pandoc(content, "rtf"),
        "application/epub+zip": functools.partial(zipped, name="epub"),
        "application/vnd.oasis.opendocument.text": functools.partial(zipped, name="odt"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": functools.partial(
            zipped, name="docx"
        ),
    }


def _pdf(content: bytes) -> Text:
    try:
        return pdf_text(content), ()
    except RuntimeError as broken:  # pdfium's own error is one
        raise UnreadableInput(
            f"the PDF cannot be read: {str(broken).lower()[:200]}",
            hint="open it in a reader and save it anew, without a password",
        ) from None


def _zipped(content: bytes, *, name: str, unpacked: int) -> Text:
    safe, left_out = _texts_of(content, unpacked)
    text, notices = _through_pandoc(safe, name)
    if left_out:
        said = f"left out, for they are no text: {left_out} file{'s' if left_out > 1 else ''} in the archive"
        notices = (*notices, Notice("W112", said, Severity.INFO))
    return text, notices


def _through_pandoc(content: bytes, name: str) -> Text:
    page = pandoc.run(["--from", name, "--to", "html5", "--wrap", "none"], content)
    text, notices = html_text(page.decode("utf-8", "replace"))
    if not text.strip():
        raise UnreadableInput("there is no text in it", hint="give a file with the text of an article")
    return text, notices


def _without_entities(content: bytes) -> bytes:
    if found := _ENTITY.search(content):
        line = content.count(b"\n", 0, found.start()) + 1
        raise UnreadableInput(
            f"it declares entities (line {line}), which could stand for other files or for very much text",
            hint="save the document anew with the program that it comes from",
        )
    return content


def _texts_of(content: bytes, unpacked: int) -> tuple[bytes, int]:
    """The archive with its texts only, and how many other files it has."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _check(members, unpacked)
            kept = io.BytesIO()
            with zipfile.ZipFile(kept, "w", zipfile.ZIP_STORED) as clean:
                for member in members:
                    if member.filename.lower().endswith(_TEXTS):
                        text = _unpacked(archive, member)
                        clean.writestr(zipfile.ZipInfo(member.filename, (1980, 1, 1, 0, 0, 0)), _without_entities(text))
            return kept.getvalue(), len(members) - len(clean.namelist())
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as broken:
        raise UnreadableInput(
            f"the archive is damaged: {str(broken).lower()[:200]}",
            hint="open it in the program that it comes from and save it anew",
        ) from None


def _check(members: list[zipfile.ZipInfo], unpacked: int) -> None:
    if len(members) > MAX_MEMBERS:
        raise UnreadableInput(f"{len(members):,} files in the archive, more than {MAX_MEMBERS:,}", hint=_ODD)
    total = sum(member.file_size for member in members)
    if total > unpacked:
        raise UnreadableInput(
            f"it unpacks to {total / 1048576:,.0f} MiB, more than {unpacked / 1048576:,.0f}",
            hint="raise unpacked-bytes under [limits] in pubkit.toml if this is meant",
        )
    for member in members:
        if member.file_size > 1048576 and member.file_size > MAX_RATIO * max(1, member.compress_size):
            raise UnreadableInput(f'"{_printable(member.filename)}" unpacks to more than {MAX_RATIO} times its size',
                                  hint=_ODD)  # fmt: skip


_ODD = "no manuscript looks like this: the file may be meant to fill the memory"


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """The member's bytes, never more than its directory entry says."""
    with archive.open(member) as file:
        text = file.read(member.file_size + 1)
    if len(text) > member.file_size:
        raise UnreadableInput(f'"{_printable(member.filename)}" is larger than the archive says', hint=_ODD)
    return text


def _printable(name: str) -> str:
    return "".join(char if char.isprintable() else "?" for char in name)[:80]
