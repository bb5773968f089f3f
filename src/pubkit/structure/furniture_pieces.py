"""Running heads and folios that leaked into a text whose lines are paragraphs."""

from __future__ import annotations

import re
from collections import Counter

from pubkit.model.article import SetAside
from pubkit.model.text import TracedText
from pubkit.structure.banner import read_banner
from pubkit.structure.cues import REFERENCES, SECTION, SITE
from pubkit.structure.draft import Draft, Piece, Role
from pubkit.structure.lone_numerals import lone_numerals
from pubkit.structure.wording import begins_lower, complete

__all__ = ["drop_furniture_pieces"]

_FOLIO = re.compile(
    r"[\[(—–\-| ]*(?:(?:page|p\.|seite|s\.|стр\.)\s*)?(?:\d{1,4}|[ivxlc]{1,7})[\])—–\-| ]*", re.IGNORECASE
)
_FOLD = re.compile(r"[\W_]+")


def _folded(text: str) -> str:
    return _FOLD.sub(" ", text).strip().casefold()


def drop_furniture_pieces(draft: Draft) -> Draft:
    """Set aside short pieces that say the title, the author or the journal again, that recur, and lone numbers."""
    front = draft.front
    known = {_folded(field.text) for field in (front.title, front.journal) if field}
    names = {_folded(author.name.text) for author in front.authors}
    counts = Counter(_folded(piece.string) for piece in draft.pieces if _short(piece))
    title = front.title.text if front.title else ""
    main = {_folded(part) for part in title.split(":")[:1]}
    cut = {
        text
        for text in counts
        if len(text) >= 15 and text not in known | main and any(k.startswith(text + " ") for k in known)
    }
    numerals = lone_numerals(draft.pieces)
    heads = (i for i, piece in enumerate(draft.pieces) if REFERENCES.fullmatch(piece.string.strip()))
    listed = next(heads, len(draft.pieces))
    gone: dict[int, SetAside] = {}
    for index, piece in enumerate(draft.pieces):
        if not _short(piece):
            continue
        folded = _folded(piece.string)
        if index in numerals:
            continue  # headings
        if (
            _FOLIO.fullmatch(piece.string)
            and any(map(str.isalnum, piece.string))
            and not _in_table(draft.pieces, index)
        ):
            gone[index] = SetAside(piece.text, "folio", "a lone number between paragraphs", 0.9)
        elif index < listed and _is_banner(piece.text):
            gone[index] = SetAside(piece.text, "running-head", "a journal's name with volume, issue and year", 0.8)
        elif SITE.fullmatch(piece.string) and len(piece.string) < 100 and not complete(piece.string):
            gone[index] = SetAside(piece.text, "site-furniture", "a line of the web site", 0.8)
        elif folded in cut and counts[folded] == 1 and _between(draft.pieces, index):
            continue  # a heading may begin as the title does
        elif folded and _is_running_head(folded, known, names, front.journal.text if front.journal else ""):
            gone[index] = SetAside(piece.text, "running-head", "the title, author or journal again", 0.95)
        elif _recurs(piece) and (counts[folded] >= 3 or (counts[folded] == 2 and not _between(draft.pieces, index))):
            gone[index] = SetAside(piece.text, "running-head", f"stands {counts[folded]} times by itself", 0.8)
    return draft.without(gone)


def _is_banner(text: TracedText) -> bool:
    """Whether a piece says which issue of which journal this is, and nothing else."""
    banner = read_banner(text)
    told = banner and all((banner.journal, banner.volume, banner.issue, banner.year))
    return bool(banner and told and not re.search(r"\w{4}", banner.rest.text))


def _in_table(pieces: tuple[Piece, ...], index: int) -> bool:
    """Whether numbers stand beside this number: the cells of a table."""
    near = [pieces[k].string for k in (index - 1, index + 1) if 0 <= k < len(pieces)]
    return any(re.fullmatch(r"[\d.,:%/ –-]{1,20}", text) for text in near)


def _between(pieces: tuple[Piece, ...], index: int) -> bool:
    """Whether a piece stands between a complete one and one that begins something."""
    before = pieces[index - 1].string if index else ""
    after = pieces[index + 1].string if index + 1 < len(pieces) else ""
    return complete(before) and bool(after) and not begins_lower(after)


def _short(piece: Piece) -> bool:
    return piece.role is Role.TEXT and len(piece.string) <= 160 and piece.lines <= 2


def _recurs(piece: Piece) -> bool:
    text = piece.string
    return (
        len(text.split()) >= 2
        and not complete(text)
        and not SECTION.fullmatch(text)
        and not REFERENCES.fullmatch(text)
        and text[-1:] not in ",;"
        and text[:1].isupper()
    )


def _is_running_head(folded: str, known: set[str], names: set[str], journal: str) -> bool:
    if folded in known or folded in names:
        return True
    if len(folded) >= 15 and any(title.startswith(folded) for title in known):
        return True  # a title cut short at the width of the page, or without its subtitle
    if any(folded.startswith(name) and folded[len(name) :].strip() in ("et al", "u a") for name in names):
        return True
    base = _folded(journal)
    rest = folded[len(base) :] if base and folded.startswith(base) else None
    return rest is not None and not re.sub(r"\b(?:\d+|no|vol|nr|issue|volume|heft|band)\b", "", rest).strip()
