"""Addresses that line breaks and OCR have torn: spaces, lost underscores, hyphens of the line end, stray quotes.

No dictionary is asked: an odd but true address stays as it is. A hyphen goes only where the same address stands in
the text a second time without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubkit.witnesses.edits import Edit

__all__ = ["URL", "stray_quotes", "url_hyphens", "url_spaces"]

URL = re.compile(r"(?:https?://|www\.)[^\s<>\"“”]+", re.IGNORECASE)
_SPLIT_SCHEME = re.compile(r"https?(?P<a>\s?):(?P<b>\s?)/(?P<c>\s?)/(?P<d> ?)(?=[\w-]+(?:\.[\w-]+)+)", re.IGNORECASE)
_TAIL = re.compile(
    r"""(?P<url> (?:https?://|www\.) [^\s<>"“”()]*? (?P<edge> [\w/_\-.=?&%] ) ) (?P<gap> [ ]+ )
        (?P<tail> (?![Hh]ttps?:|www\.|DOI|doi) [\w%\-./?=&~+\#:]+ )""",
    re.VERBOSE | re.IGNORECASE,
)
_FILE = re.compile(r"[\w%\-.~+/]*\.(?:html?|pdf|php\d?|aspx?|jsp|xml|txt|docx?)(?:\W.*)?", re.IGNORECASE)
_PATH = re.compile(r"[\w%\-.~+]+(?:/[\w%\-.~+]*)+[.,;)]*|[\w%.~+]*[\-_=][\w%\-.~+=&]*\d[\w%\-.~+=&]*")


def url_spaces(text: str) -> Iterator[Edit]:
    """Join an address that a space has torn.

    After `http://`, `/`, `-`, `_` the line was broken there and the space goes; between two letters or digits of a
    file name an underscore has been read as a space (underlined links hide it).
    """
    for match in _SPLIT_SCHEME.finditer(text):
        for name in "abcd":
            if match[name]:
                yield Edit(match.start(name), match.end(name), "", "space inside an address", 0.95)
    for match in _TAIL.finditer(text):
        edge, tail = match["edge"], match["tail"]
        is_file = bool(_FILE.fullmatch(tail))
        if edge in "/-_=?&%" and (is_file or _PATH.fullmatch(tail) or (edge in "-_" and tail[:1].islower())):
            yield Edit(match.start("gap"), match.end("gap"), "", "space inside an address", 0.9)
        elif edge.isalnum() and is_file and not _FILE.fullmatch(match["url"]) and "/" in match["url"][8:]:
            yield Edit(match.start("gap"), match.end("gap"), "_", "underscore of an address read as a space", 0.7)


def url_hyphens(text: str) -> Iterator[Edit]:
    """Drop the hyphen of a line end from an address, where the text has the same address without it."""
    found = [(match.start(), match.group().rstrip(".,;:)'’]")) for match in URL.finditer(text)]
    whole = {url.casefold() for _, url in found}
    for start, url in found:
        for match in re.finditer(r"(?<=\w)-(?=\w)", url):
            if (url[: match.start()] + url[match.end() :]).casefold() in whole:
                at = start + match.start()
                yield Edit(at, at + 1, "", "the same address stands in the text without this hyphen", 0.97)


_AFTER = re.compile(r"(?P<open>['\"‘“]?)(?P<url>(?:https?://|www\.)[^\s<>\"“”'‘’]+)(?P<close>['\"’”])(?=[\s.,;)]|$)")
_BEFORE = re.compile(
    r"(?<=\s)['\"‘“](?=(?:Accessed|Retrieved|accessed|retrieved|Abgerufen|Consulté|Дата)\b[^'\"’”\n]{0,40}$)", re.M
)


def stray_quotes(text: str) -> Iterator[Edit]:
    """Drop a closing quote after an address that no quote opens, and one before an access date that none closes."""
    for match in _AFTER.finditer(text):
        if not match["open"]:
            yield Edit(match.start("close"), match.end("close"), "", "quotation mark that nothing opens", 0.9)
    for match in _BEFORE.finditer(text):
        yield Edit(match.start(), match.end(), "", "quotation mark that nothing closes", 0.8)
