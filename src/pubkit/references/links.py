"""Addresses: where a URL stands and which characters it really had.

A printed URL is spoiled in known ways: a space at a line end or in place of an underlined underscore, a hyphen kept
from a line end, the quote or bracket behind it. What cannot be told from the URL itself is left as printed: odd but
true URLs are commoner than spoiled ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pubkit.records import dataclass

__all__ = ["Link", "broken_twins", "find_links", "hyphen_twins", "rejoined", "slug_words"]

_START = re.compile(r"(?:https?|ftp)\s?:\s?/\s?/\s?|(?<![\w@/.])www\s?\.\s?(?=\w)", re.IGNORECASE)
_RUN = re.compile(r"[^\s<>\"«»“”„\ue000-\ue00f]+")
_BARE = re.compile(
    r"(?<![\w@/.-])(?:[a-z0-9](?:[a-z0-9-]{0,40}[a-z0-9])?\.){1,4}"
    r"(?:com|org|net|edu|gov|info|int|eu|de|fr|uk|br|es|pt|it|ch|at|ru|az|ge|tr)/[^\s<>\"«»“”„,;]{3,300}"
)
_TAIL_OF_FILE = re.compile(r"[\w%~+-]*\d[\w%~+-]*\.(?:s?html?|pdf|php|aspx?|jsp|xml|docx?|cfm)(?=$|[\s'’\")\]>.,;])")
_CONTINUES = re.compile(r"(?:[A-Za-z0-9%~+]+[-_./=?&#%]+)+[A-Za-z0-9%~+/_=-]*(?=$|[\s'’\")\]>.,;])")
_ONLY_URL = re.compile(r"[A-Za-z0-9%~+_.-]*[\d_=%/?&#][A-Za-z0-9%~+_=/?&#.-]*(?=$|[\s'’\")\]>.,;])")
_DATE_LIKE = re.compile(r"\(?\d{1,4}[-./]\d{1,2}[-./]\d{1,4}")
_TRAILING = ".,;:'’‘\"”»>"
_VOCABULARY = frozenset(
    [
        "uploads",
        "upload",
        "downloads",
        "download",
        "documents",
        "document",
        "publications",
        "publication",
        "content",
        "articles",
        "article",
        "archives",
        "archive",
        "research",
        "resources",
        "images",
        "reports",
        "report",
        "public",
        "files",
        "default",
        "attachments",
        "newsroom",
        "library",
        "journals",
        "journal",
        "analysis",
        "international",
        "opinion",
        "features",
        "economics",
        "business",
        "politics",
        "security",
    ]
)
"""Names of folders that web servers and content systems share."""
_PIECE = re.compile(r"(?<=/)([a-z]{2,12})-([a-z]{2,12})(?=[/?.]|$)")


@dataclass(frozen=True, slots=True)
class Link:
    """A URL in a text, with the repairs that it needs."""

    start: int
    end: int
    edits: tuple[tuple[int, int, str, str], ...] = ()
    """(start, end, replacement, reason) in the text."""


def find_links(text: str) -> list[Link]:
    """All URLs of `text`, from left to right; applying their edits makes them whole."""
    links: list[Link] = []
    position = 0
    while match := _START.search(text, position):
        link = _read(text, match)
        if link is None:
            position = match.end()
            continue
        links.append(link)
        position = max(link.end, match.end())
    taken = [(link.start, link.end) for link in links]
    for match in _BARE.finditer(text):
        if not any(start <= match.start() < end for start, end in taken):
            end = _trim(text, match.start(), match.end())
            links.append(Link(match.start(), end))
    return sorted(links, key=lambda link: link.start)


def _read(text: str, match: re.Match[str]) -> Link | None:
    edits = [(match.start() + m.start(), match.start() + m.end(), "", "space inside the scheme")
             for m in re.finditer(r"\s+", match[0])]  # fmt: skip
    run = _RUN.match(text, match.end())
    if run is None:
        return None
    end = run.end()
    while (space := re.compile(r"\s+").match(text, end)) and len(edits) < 8:
        joined = _join(text, end, space.end())
        if joined is None:
            break
        edits.append((end, space.end(), *joined))
        following = _RUN.match(text, space.end())
        if following is None:
            break
        end = following.end()
    return _finish(text, match.start(), end, edits)


def _finish(text: str, start: int, end: int, edits: list[tuple[int, int, str, str]]) -> Link:
    # A second URL glued on ("...html,http://...") begins a link of its own.
    glued = re.compile(r"[,;]\s?https?://").search(text, start + 8, end)
    end = _trim(text, start, glued.start() if glued else end)
    for piece in _PIECE.finditer(text, start, end):
        if piece[1] + piece[2] in _VOCABULARY:
            edits.append((piece.end(1), piece.end(1) + 1, "", "line-end hyphen: the word is a usual folder name"))
    return Link(start, end, tuple(sorted(edit for edit in edits if edit[1] <= end)))


def _join(text: str, end: int, following: int) -> tuple[str, str] | None:
    """(what to put for the space, why) where the URL goes on behind it."""
    last, rest = text[end - 1], text[following : following + 200]
    if not rest or _DATE_LIKE.match(rest) or rest[0] in "([{'‘\"“«<":
        return None
    if last in "/-_=?&%#" or (last == "." and rest[:1].islower()):
        if _CONTINUES.match(rest) or (last not in "." and _ONLY_URL.match(rest) and not rest[:4].isdigit()):
            return "", "space inside the URL"
        return None
    if last in ",;.)]>'’\"":
        return None
    if rest[0] in "/?&#" and len(rest) > 1 and not rest[1].isspace():
        return "", "space inside the URL"
    if _TAIL_OF_FILE.match(rest) and "/" in text[max(0, end - 120) : end].replace("//", ""):
        return "_", "an underscore that underlining hid: the file name goes on behind the space"
    return None


def _trim(text: str, start: int, end: int) -> int:
    while end > start:
        char = text[end - 1]
        unbalanced = (char == ")" and text.count("(", start, end) < text.count(")", start, end)) or (
            char == "]" and text.count("[", start, end) < text.count("]", start, end)
        )
        if char in _TRAILING or unbalanced or (char in "([{" and end - start > 1):
            end -= 1
        else:
            break
    return end


def hyphen_twins(urls: Iterable[str]) -> dict[str, str]:
    """For URLs that differ in hyphens only: each wrong form and the form that its twin proves.

    The commoner form wins; of two equally common ones that with fewer hyphens, because a hyphen kept from a line end
    is the usual damage.
    """
    counts: dict[str, int] = {}
    for url in urls:
        counts[url] = counts.get(url, 0) + 1
    groups: dict[str, list[str]] = {}
    for url in counts:
        groups.setdefault(url.replace("-", "").rstrip("/"), []).append(url)
    proved: dict[str, str] = {}
    for twins in groups.values():
        if len(twins) > 1:
            best = min(twins, key=lambda url: (-counts[url], url.count("-"), url))
            proved.update({url: best for url in twins if url != best and url.count("-") != best.count("-")})
    return proved


def broken_twins(urls: Iterable[str]) -> dict[str, str]:
    """For each URL that is the beginning of another: the longest such, in case a space has broken it there."""
    ordered = sorted(set(urls))
    found: dict[str, str] = {}
    open_: list[str] = []
    for url in ordered:  # those that a URL begins with stand right before it
        while open_ and not url.startswith(open_[-1]):
            open_.pop()
        found.update(dict.fromkeys(open_, url))
        open_.append(url)
    return found


def rejoined(text: str, end: int, rest: str) -> list[tuple[int, int]] | None:
    """The spans of white space behind `end` without which `rest` follows there; None where it does not follow."""
    gaps: list[tuple[int, int]] = []
    place = end
    for char in rest:
        start = place
        while text[place : place + 1].isspace() and place - start < 4:
            place += 1
        if place > start:
            gaps.append((start, place))
        if text[place : place + 1] != char:
            return None
        place += 1
    return gaps if gaps and gaps[0][0] == end and len(gaps) < 4 else None


def slug_words(url: str) -> str:
    """The words that the last part of the URL's path seems to say, for a hint to the editor; may be empty."""
    path = re.sub(r"[?#].*$", "", re.sub(r"^\w+://[^/]*", "", url)).rstrip("/")
    slug = re.sub(r"\.\w{2,5}$", "", path.rsplit("/", 1)[-1])
    words = [word for word in re.split(r"[-_+]|%20", slug) if word and not re.fullmatch(r"[\d.]+|[a-f0-9]{8,}", word)]
    if len(words) < 3 or any("%" in word for word in words):
        return ""
    return " ".join(words).capitalize()
