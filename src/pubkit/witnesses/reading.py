"""Bytes to a witness: which kind of file it is, and which encoding.

The kind is told by content, not by name. An encoding that is not UTF-8 is found out and said, never guessed in
silence. Other formats than text go through a reader that the caller hands in (`readers`), because outside engines
have their own room.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from pubkit.engines.frequencies import share_of_words
from pubkit.errors import Place, UnreadableInput
from pubkit.model.witness import Witness
from pubkit.notices import Notice, Severity
from pubkit.records import replace

__all__ = ["Reader", "media_of", "read"]

Reader = Callable[[bytes], tuple[str, tuple[Notice, ...], str]]
"""The bytes of a file of another format in (in UTF-8 where it is a text); its text, notices without a place, and the
records of works that it carries, as CSL-JSON, out."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"\xd0\xcf\x11\xe0", "application/msword"),
    (b"{\\rtf", "application/rtf"),
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"\x1f\x8b", "application/gzip"),
    (b"\x7fELF", "application/octet-stream"),
)
_ZIPPED = (
    (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"mimetypeapplication/epub+zip", "application/epub+zip"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text"),
    (b"META-INF/container.xml", "application/epub+zip"),  # where the mimetype was packed, against the rules
    (b"content.xml", "application/vnd.oasis.opendocument.text"),
)


def media_of(content: bytes) -> str:
    """The media type by content; `text/plain` where nothing says otherwise."""
    for magic, media in _MAGIC:
        if content.startswith(magic):
            if media == "application/zip":
                return next((kind for sign, kind in _ZIPPED if sign in content), media)
            return media
    head = content[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return "text/html"
    if head.startswith((b"<?xml", b"<article")):
        return "application/jats+xml" if b"<article" in content[:4000] else "application/xml"
    return "text/plain"


def read(
    content: bytes, name: str, *, readers: Mapping[str, Reader] | None = None
) -> tuple[Witness, tuple[Notice, ...]]:
    """The witness that these bytes are, and what is to be said about it.

    `name` is the file as the user named it, for places in messages; `readers` turn other media types to text.
    Raises `UnreadableInput` for bytes that are no text and that no reader takes, and for an empty file.
    """
    place = Place(name)
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise UnreadableInput("the file is empty", place=place, hint="give a file with the text of an article")
    media = media_of(content)
    if readers and media in readers:
        return _through(readers[media], content, media, place)
    if not media.startswith("text/") and not media.endswith("xml"):
        raise UnreadableInput(
            f"this is {media}, not text", place=place, hint="save it as plain text, or extract its text first"
        )
    text, encoding, notices = _decode(content, place)
    return Witness("", name, _lines(text), encoding=encoding, media=media), notices


def _through(reader: Reader, content: bytes, media: str, place: Place) -> tuple[Witness, tuple[Notice, ...]]:
    encoding = "utf-8"
    notices: tuple[Notice, ...] = ()
    if media == "text/html":
        text, encoding, notices = _declared(content) or _decode(content, place)
        content = text.encode("utf-8", "replace")
    try:
        text, said, works = reader(content)
    except UnreadableInput as error:
        error.place = error.place or place
        raise
    if not text.strip():
        raise UnreadableInput("there is no text in it", place=place, hint="give a file with the text of an article")
    placed = (replace(notice, place=notice.place or place) for notice in said)
    return Witness("", place.file, _lines(text), encoding=encoding, media=media, works=works), (*notices, *placed)


_CHARSET = re.compile(
    rb"""charset\s*=\s*["']?(?P<name>(?:windows-|cp)125\d|iso-8859-\d{1,2}|koi8-[ru]|gbk|gb2312|gb18030|big5|shift_jis
         |euc-(?:jp|kr)|macintosh|x-mac-cyrillic)(?![\w-])""",
    re.IGNORECASE | re.VERBOSE,
)


def _declared(content: bytes) -> tuple[str, str, tuple[Notice, ...]] | None:
    """A web page that is not UTF-8, in the encoding that it says it is in."""
    found = _CHARSET.search(content[:2000])
    if found is None:
        return None
    name = found["name"].decode("ascii").lower().replace("x-mac-cyrillic", "mac-cyrillic")
    try:
        content.decode("utf-8")
        return None  # whatever it says
    except UnicodeDecodeError:
        pass
    try:
        encoding = codecs.lookup(name).name
        return content.decode(encoding), encoding, ()
    except (LookupError, UnicodeDecodeError):
        return None


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode(content: bytes, place: Place) -> tuple[str, str, tuple[Notice, ...]]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                text = content.decode(encoding)
            except UnicodeDecodeError:
                break
            if encoding == "utf-8-sig":
                return text, "utf-8", ()
            said = f"read as {_NAMES[encoding]}, as its byte order mark says"
            return text, encoding, (Notice("W102", said, Severity.INFO, place),)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return _find_out(content, place)
    if text.count("\x00") > len(text) // 20:  # ASCII in UTF-16 is valid UTF-8, full of NULs
        return _find_out(content, place)
    return text, "utf-8", ()


def _find_out(content: bytes, place: Place) -> tuple[str, str, tuple[Notice, ...]]:
    encoding = _utf16(content)
    if encoding is None:
        if b"\x00" in content:
            raise UnreadableInput("this is binary, not text", place=place, hint="give the text of the article")
        encoding = _by_statistics(content)
    if encoding is None:
        raise UnreadableInput("the encoding cannot be told", place=place, hint="save the file as UTF-8")
    text = content.decode(encoding, errors="replace")
    if sum(ord(char) < 32 and char not in "\t\n\r\f" for char in text) > len(text) // 50:
        raise UnreadableInput("this is binary, not text", place=place, hint="give the text of the article")
    notice = Notice(
        "W101",
        f"not UTF-8: read as {_NAMES.get(encoding, encoding)}",
        Severity.WARNING,
        place,
        hint="look at the letters beyond ASCII",
    )
    return text, encoding, (notice,)


_NAMES = MappingProxyType(
    {
        "cp1252": "Windows-1252 (Latin-1)", "cp1251": "Windows-1251", "cp1250": "Windows-1250", "koi8_r": "KOI8-R",
        "cp1254": "Windows-1254", "cp1253": "Windows-1253", "utf-16-le": "UTF-16 (little-endian, without a mark)",
        "utf-16-be": "UTF-16 (big-endian, without a mark)", "utf-16": "UTF-16", "utf-32": "UTF-32",
        "mac_roman": "Mac OS Roman",
    }
)  # fmt: skip
"""What people call an encoding."""


def _utf16(content: bytes) -> str | None:
    if b"\x00" not in content and b"\x04" not in content:
        return None
    best: tuple[float, str] | None = None
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = content[: len(content) // 2 * 2].decode(encoding)
        except UnicodeDecodeError:
            continue
        good = sum(char.isspace() or "!" <= char <= "ӿ" for char in text) / max(1, len(text))
        spaces = text.count(" ") / max(1, len(text))
        if good > 0.9 and spaces > 0.02 and (best is None or good > best[0]):
            best = (good, encoding)
    return best[1] if best else None


_SINGLE_BYTE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "cp1252": ("fr", "de", "es", "pt", "it", "sv", "da", "nl"),
        "cp1250": ("pl", "cs", "hu", "ro", "sk", "sl"),
        "cp1254": ("tr",),
        "cp1253": ("el",),
        "mac_roman": ("fr", "de", "es"),
    }
)
"""Encodings of one byte a letter, with languages that were written in them; the first wins a tie."""
_SAMPLE = 200
"""Words with letters beyond ASCII that are looked up."""


def _by_statistics(content: bytes) -> str | None:
    """The encoding in which most words beyond ASCII are words of a language."""
    if _cyrillic(content.decode("cp1251", "replace")) > 0.5:
        return max(("cp1251", "koi8_r"), key=lambda name: _russian(content.decode(name, "replace")))
    scores: dict[str, float] = {}
    for encoding, languages in _SINGLE_BYTE.items():
        try:
            scores[encoding] = _share_of_words(content.decode(encoding), languages)
        except UnicodeDecodeError:
            continue
    if scores and max(scores.values()) > 0:
        return max(scores, key=lambda name: scores[name])
    from charset_normalizer import from_bytes

    found = from_bytes(content).best()
    return found.encoding if found else None


def _share_of_words(text: str, languages: Sequence[str]) -> float:
    words = {word.lower() for word in re.findall(r"[^\W\d_]{2,}", text) if not word.isascii()}
    sample = sorted(words)[:_SAMPLE]
    return max((share_of_words(sample, language) for language in languages), default=0.0)


def _cyrillic(text: str) -> float:
    letters = [char for char in text if char.isalpha()]
    return sum("Ѐ" <= char <= "ӿ" for char in letters) / max(1, len(letters))


def _russian(text: str) -> float:
    return sum(char in "оеаинтсрвл" for char in text) / max(1, len(text))
