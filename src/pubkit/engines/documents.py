"""Files of word processors and publishers to text: DOCX, ODT, EPUB, RTF and JATS through pandoc, PDF through
pdfium, HTML by ourselves.

In: the bytes of a file. Out: its text in the signs of `marked_text` (headings, notes, lists, emphasis as the file has
them), notices, and the works whose records the file itself carries (fields of a reference manager, the reference list
of JATS) as CSL-JSON. pandoc runs without network, user data or media: an archive is looked through first (members,
sizes, ratios; what its directory says is not believed but counted while unpacking) and only its texts are handed on.
"""

from __future__ import annotations

import functools
import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pubkit.engines import pandoc
from pubkit.engines.ast import MAX_DEPTH, depth_of
from pubkit.engines.html_text import html_text
from pubkit.engines.jats import parse_jats
from pubkit.engines.marked_text import FrontLine, marked_text
from pubkit.errors import UnreadableInput
from pubkit.notices import Notice, Severity

__all__ = ["MAX_MEMBERS", "MAX_RATIO", "MAX_UNPACKED", "readers"]

Text = tuple[str, tuple[Notice, ...], str]

MAX_UNPACKED = 128 * 1024 * 1024
"""Bytes of all that an archive unpacks to, unless told otherwise."""
MAX_RATIO = 200
"""Bytes that one packed byte may become, in members beyond a MiB; XML of manuscripts packs 5 to 30 times."""
MAX_MEMBERS = 10_000
"""Files in one archive."""
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_STYLES = re.compile(r"<(?P<name>style|title)\b.*?</(?P=name)>", re.DOTALL)
"""pandoc's own, around its pages; the title that is the document's stands in the header."""
_STARRED = rb"{\*\footnote"
"""How some programs begin a note in RTF, for readers that know none; pandoc's reader does, and would pass it over."""
_TEXTS = (".xml", ".rels", ".xhtml", ".html", ".htm", ".opf", ".ncx", "mimetype")


def readers(*, unpacked: int = MAX_UNPACKED) -> Mapping[str, Callable[[bytes], Text]]:
    """Readers by media type. They raise `UnreadableInput`."""
    zipped = functools.partial(_zipped, unpacked=unpacked)
    return {
        "text/html": lambda content: (*html_text(content.decode("utf-8", "replace")), ""),
        "application/xhtml+xml": lambda content: (*html_text(content.decode("utf-8", "replace")), ""),
        "application/jats+xml": _jats,
        "application/pdf": _pdf,
        "application/rtf": lambda content: _through_pandoc(content.replace(_STARRED, rb"{\footnote"), "rtf"),
        "application/epub+zip": functools.partial(zipped, name="epub"),
        "application/vnd.oasis.opendocument.text": functools.partial(zipped, name="odt"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": functools.partial(
            zipped, name="docx"
        ),
    }


MAX_PAGES = 3000
"""Pages of one PDF."""


def _pdf(content: bytes) -> Text:
    """The text of a PDF; a scan without a text layer and a locked file are refused."""
    import pypdfium2 as pdfium

    from pubkit.engines.pdf import pdf_text  # with the library, when it is wanted

    try:
        document = pdfium.PdfDocument(content)
        pages = len(document)
        document.close()
        if pages > MAX_PAGES:
            raise UnreadableInput(f"{pages:,} pages, more than the {MAX_PAGES:,} of one article", hint="split the file")
        text = pdf_text(content)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower()
        what = "this PDF asks for a password" if locked else "this PDF is broken"
        hint = "save it without a password" if locked else "open and save it anew in a PDF reader"
        raise UnreadableInput(what, hint=hint) from None
    if not text.strip():
        raise UnreadableInput("this PDF has no text, only pictures of pages", hint="let an OCR program read it first")
    return text, (), ""


def _zipped(content: bytes, *, name: str, unpacked: int) -> Text:
    safe, left_out = _texts_of(content, unpacked)
    text, notices, items = _through_pandoc(safe, name)
    if name == "docx" and (fields := _fields(safe)):
        items = fields
    if left_out:
        said = f"left out, for they are no text: {left_out} file{'s' if left_out > 1 else ''} in the archive"
        notices = (*notices, Notice("W112", said, Severity.INFO))
    return text, notices, items


_FIELD = re.compile(r"ADDIN (?:ZOTERO_ITEM|CSL_CITATION|EN\\.CITE|Mendeley)|<w:instrText[^>]*>\s*CITATION\s")


def _fields(archive: bytes) -> str:
    """The works in the fields of a reference manager (Zotero, Mendeley, EndNote) as CSL-JSON; empty where none are."""
    with zipfile.ZipFile(io.BytesIO(archive)) as parts:
        pages = [name for name in parts.namelist() if name.startswith("word/") and name.endswith("notes.xml")]
        pages += [name for name in parts.namelist() if name == "word/document.xml"]
        if not any(_FIELD.search(parts.read(name).decode("utf-8", "replace")) for name in pages):
            return ""
    return pandoc.run(["--from", "docx+citations", "--to", "csljson"], archive).decode("utf-8", "replace")


def _jats(content: bytes) -> Text:
    safe = _without_entities(content)
    parsed = parse_jats(safe)
    if parsed is None:
        return _through_pandoc(safe, "jats")
    front, references = tuple(parsed.front()), parsed.references()
    items = ""
    if references:
        told = pandoc.run(["--from", "jats", "--to", "csljson"], parsed.content()).decode("utf-8", "replace")
        items = json.dumps([item for item in json.loads(told) if item.get("title")], ensure_ascii=False)
    text, notices, _ = _through_pandoc(parsed.content(), "jats", front=front, references=references)
    return text, notices, items


def _through_pandoc(
    content: bytes, name: str, *, front: Sequence[FrontLine] = (), references: Sequence[str] = ()
) -> Text:
    out = pandoc.run(["--from", name, "--to", "json"], content)
    notices: tuple[Notice, ...] = ()
    try:
        tree = json.loads(out)
        if name == "epub":
            _in_order(tree["meta"])
        deep = depth_of(tree) > MAX_DEPTH
    except RecursionError:
        deep = True
    if deep:  # HTML is read without recursion
        page = pandoc.run(["--from", name, "--to", "html5", "--wrap", "none", "--standalone"], content)
        text, notices = html_text(_STYLES.sub("", page.decode("utf-8", "replace")))
    else:
        text, images = marked_text(tree, front=front, references=references)
        if images:
            said = f"left out, for they are no text: {images} image{'s' if images > 1 else ''}"
            notices = (Notice("W110", said, Severity.WARNING),)
    if not text.strip():
        raise UnreadableInput("there is no text in it", hint="give a file with the text of an article")
    return text, notices, ""


def _in_order(meta: dict[str, Any]) -> None:
    """The authors of an EPUB in their order: pandoc's reader turns it round. The date is the file's, not the text's."""
    meta.pop("date", None)
    author = meta.get("author", {})
    if author.get("t") == "MetaList":
        author["c"].reverse()


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
