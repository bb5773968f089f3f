"""What stands before the body: journal lines, title, authors and their notes, abstracts, keywords, dates.

The zone ends at the first heading or paragraph of the body. An abstract without a label is one long paragraph that
keywords or an introduction follow. Nothing is completed: what is not printed is not there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pubkit.model.article import Author, FrontMatter, SetAside
from pubkit.model.text import TracedText
from pubkit.structure.author_note import EMAIL, STARRED, affiliation_of
from pubkit.structure.banner import Banner, read_banner
from pubkit.structure.cues import (
    ABSTRACT,
    AFFILIATION,
    INTRODUCTION,
    KEYWORDS,
    LABELLED,
    SECTION,
    SITE,
    label_language,
)
from pubkit.structure.draft import Draft, Piece, Role
from pubkit.structure.names import is_name, name_list
from pubkit.structure.seams import join
from pubkit.structure.wording import complete

__all__ = ["front_matter", "run_in_introduction"]

_ZONE = 40
_SKIP = -1
"""What stands above a marked title and is no line of the journal stays where it is."""
_LONG = 40
"""Words from which on a piece of the zone is a paragraph."""
_MARKS = re.compile(r"[*†‡§¶]+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+(?:\s*,\s*[⁰¹²³⁴⁵⁶⁷⁸⁹]+)*|(?<=[^\W\d_])\d{1,2}(?:,\d{1,2})*(?=[\s,;]|$)")
_PLACE_MARK = re.compile(r"(?:\d{1,2}|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|[*†‡§¶]+)\s*(?=[^\W\d_])")
_HOW_NAMED = re.compile(r"(?i:by|von|par|por|di|автор:?)\s+(?=[^\W\d_a-z])")


@dataclass(slots=True)
class _Zone:
    """The fields found so far; private to this rule, and the one thing here that changes."""

    front: FrontMatter
    title: TracedText | None = None
    authors: list[Author] = field(default_factory=list)
    affiliations: list[TracedText] = field(default_factory=list)
    abstracts: list[tuple[str, TracedText]] = field(default_factory=list)
    """Language ("" for the article's own) and text."""
    keywords: list[TracedText] = field(default_factory=list)
    other: list[tuple[str, TracedText]] = field(default_factory=list)
    banners: list[Banner] = field(default_factory=list)
    aside: list[SetAside] = field(default_factory=list)
    gone: set[int] = field(default_factory=set)
    again: set[int] = field(default_factory=set)
    """Pieces that say again what the front block says, set aside with their marks."""
    heads: tuple[str, ...] = ()
    paged: bool = False
    vocabulary: frozenset[str] = frozenset()


def run_in_introduction(text: str) -> re.Match[str] | None:
    """The section word that a paragraph begins with, where a sentence with a capital follows it."""
    match = SECTION.match(text)
    if match is None:
        return None
    rest = text[match.end() :]
    follows = re.match(r"[.:]?\s+(?=[\"'“‘«]?[^\W\d_a-zß-öø-ÿа-я])", rest)
    return match if follows and match["word"][:1].isupper() and len(rest.split()) >= 8 else None


def front_matter(draft: Draft) -> Draft:
    """Lift the front matter out of the flow."""
    zone = _Zone(draft.front, heads=draft.heads, paged=draft.paged, vocabulary=draft.vocabulary)
    zone.title = draft.front.title
    pieces = draft.pieces[:_ZONE]
    _banners(pieces, zone, told=draft.told)
    index = _told_title(pieces, zone)
    while index < len(pieces):
        if index in zone.gone:
            index += 1
            continue
        used = _take(pieces, index, zone)
        if used == 0:
            break
        if used == _SKIP:
            index += 1
            continue
        zone.gone.update(range(index, index + used))
        index += used
    _starred_notes(draft.pieces, zone)
    return _finish(draft, zone)


def _told_title(pieces: Sequence[Piece], zone: _Zone) -> int:
    """Where the page prints the title that its front block gives; what stands above it is the site's."""
    if zone.title is None:
        return 0
    title = fold(zone.title.text)
    at = next((i for i, piece in enumerate(pieces) if fold(piece.string) == title), None)
    if at is None or any(len(piece.string.split()) >= _LONG for piece in pieces[:at]):
        return 0
    for index, piece in enumerate(pieces[: at + 1]):
        if index not in zone.gone:
            rule = "running-head" if index == at else "site-furniture"
            zone.aside += [SetAside(piece.text, rule, "the title again, or a line above it"),
                           SetAside(piece.mark, "markup")]  # fmt: skip
    zone.aside = [item for item in zone.aside if item.text.text]
    zone.again.update(index for index in range(at + 1) if index not in zone.gone)
    return at + 1


def _take(pieces: Sequence[Piece], index: int, zone: _Zone) -> int:
    """Take the piece at `index`, and those that belong to it; the number of pieces taken, 0 at the body."""
    piece = pieces[index]
    text = piece.string
    if piece.role in (Role.PULL_QUOTE, Role.LIST_ITEM):
        return 0
    if INTRODUCTION.fullmatch(text.strip()) or run_in_introduction(text):
        return 0
    if match := KEYWORDS.match(text):
        return _keywords(pieces, index, match.end(), zone)
    if piece.role is Role.HEADING and (zone.abstracts or (zone.title is not None and not zone.paged)):
        return 0
    match = ABSTRACT.match(text)
    if match and (match["colon"] or text[match.end() : match.end() + 1].isupper() or match.end() >= len(text)):
        return _abstract(pieces, index, match.end(), zone)
    if STARRED.match(text) and zone.title is not None:
        return _author_note(piece, zone)
    for name, pattern in LABELLED:
        labelled = pattern.match(text)
        if labelled and len(text) < 250:
            value = piece.text[labelled.end() :].strip(" .") if name == "doi" else piece.text
            zone.other.append((name, value))
            zone.aside.append(SetAside(piece.text[: labelled.end()], "label")) if name == "doi" else None
            return 1
    if SITE.fullmatch(text) and len(text) < 120:
        zone.aside.append(SetAside(piece.text, "site-furniture", "a line of the web site"))
        return 1
    if zone.title is None and piece.role is not Role.HEADING and _title_below(pieces, index, zone):
        return _SKIP
    if len(text.split()) >= _LONG:
        return _unlabelled(pieces, index, zone)
    if piece.role is Role.HEADING and piece.mark.text:
        if zone.title is not None:
            return 0
        zone.title = piece.text
        return 1
    if zone.title is None and zone.paged:
        return _title_lines(pieces, index, zone)
    return _heading_lines(piece, zone)


def _title_below(pieces: Sequence[Piece], index: int, zone: _Zone) -> bool:
    """Whether a title that is marked as one comes further down on the page."""
    below = [piece for piece in pieces[index + 1 : index + 12] if piece.role is Role.HEADING and not piece.page]
    tops = sum(piece.role is Role.HEADING and piece.mark.text == "#" for piece in pieces)
    told = tops > 1 and not zone.paged  # the sections of an article whose title is marked otherwise, or not at all
    return any(piece.mark.text == "#" for piece in below) and not told


def _title_lines(pieces: Sequence[Piece], index: int, zone: _Zone) -> int:
    """A title on several lines: it ends where running heads say so, or where a line of names begins."""
    texts: list[str] = []
    for number, piece in enumerate(pieces[index : index + 9], index):
        text = piece.string
        if number in zone.gone or piece.role in (Role.LIST_ITEM, Role.PULL_QUOTE):
            break
        if ABSTRACT.match(text) or KEYWORDS.match(text) or len(text.split()) >= _LONG or STARRED.match(text):
            break
        texts.append(text)
    if not texts:
        return 0
    heads = {fold(re.sub(r"(?<!\w)\d+(?!\w)", "", head)) for head in zone.heads}
    best = max(range(1, len(texts) + 1), key=lambda count: (_title_score(texts, count, heads), -count))
    title = pieces[index].text
    for piece in pieces[index + 1 : index + best]:
        title, dropped = join(title, piece.text, zone.vocabulary)
        zone.aside += dropped
    zone.title = title
    return best


def _title_score(texts: list[str], count: int, heads: set[str]) -> float:
    title = fold(" ".join(texts[:count]))
    score = -0.3 * count
    said = [0.0]
    for head in heads:
        if len(head) >= 12 and title == head:
            said.append(1.0 if texts[count - 1].endswith(":") else 3.0)  # heads leave subtitles out
        elif len(head) >= 12 and title.startswith(head):
            said.append(4.0 if len(head) >= 40 else 1.5)
        elif len(head) >= 12 and head.startswith(title):
            said.append(0.5 * count)
    score += max(said)
    if count < len(texts):
        after = texts[count]
        score += 3.0 if _names(after) else 0.0
        score += 1.5 if AFFILIATION.search(after) and not _names(texts[count - 1]) else 0.0
        score -= 2.0 if after[:1].islower() else 0.0
        score += 2.0 if _names(after) and any(head.startswith(fold(after)) for head in heads) else 0.0
    if texts[count - 1].endswith((",", ":", "-", "–")) or texts[count - 1].split()[-1].islower():
        score -= 0.8
    return score - sum(3.0 for text in texts[1:count] if any(head == fold(text) and _names(text) for head in heads))


def _names(text: str) -> bool:
    """Whether a line holds names and nothing else, a word such as `by` before them apart."""
    lead = _HOW_NAMED.match(text)
    return not AFFILIATION.search(text) and bool(name_list(text[lead.end() :] if lead else text))


def fold(text: str) -> str:
    """Letters and digits only, in small letters, one space between words."""
    return re.sub(r"[\W_]+", " ", text).strip().casefold()


def _keywords(pieces: Sequence[Piece], index: int, start: int, zone: _Zone) -> int:
    used = 1
    body = pieces[index].text[start:].strip()
    zone.aside.append(SetAside(pieces[index].text[:start], "label", "label of the keywords"))
    if not body.text and index + 1 < len(pieces) and index + 1 not in zone.gone:
        body, used = pieces[index + 1].text, 2
    separator = next((sign for sign in ";؛；•،、，" if sign in body.text), ",")
    for part in body.split(re.compile(re.escape(separator))):
        word = part.strip(" .,;؛；،、，")
        if word.text:
            zone.keywords.append(word)
    kept = {number for word in zone.keywords for number in word.origins}
    rest = [i for i, number in enumerate(body.origins) if number not in kept and not body.text[i].isspace()]
    zone.aside.extend(SetAside(body[i : i + 1], "separator") for i in rest)
    return used


def _abstract(pieces: Sequence[Piece], index: int, start: int, zone: _Zone) -> int:
    body = pieces[index].text[start:].strip()
    zone.aside.append(SetAside(pieces[index].text[:start], "label", "label of the abstract"))
    used = 1
    parts = [body] if body.text else []
    if not parts and index + 1 < len(pieces) and index + 1 not in zone.gone:
        parts, used = [pieces[index + 1].text], 2
    for ahead in range(used, 4):  # paragraphs of the abstract, where the keywords tell its end
        later = [piece.string for piece in pieces[index + used : index + ahead + 1]]
        if zone.gone & set(range(index + used, index + ahead)):
            break
        if later and KEYWORDS.match(later[-1]) and all(len(text.split()) >= 12 for text in later[:-1]):
            parts += [piece.text for piece in pieces[index + used : index + ahead]]
            used = ahead
            break
    if not parts:
        return used
    language = label_language(pieces[index].string[:start])
    own = language == zone.front.language or not language
    zone.abstracts.append(("" if own else language, TracedText.added(" ").join(parts)))
    return used


def _unlabelled(pieces: Sequence[Piece], index: int, zone: _Zone) -> int:
    """A long paragraph is the abstract where keywords or the introduction come next."""
    if zone.abstracts or zone.title is None:
        return 0
    for later in pieces[index + 1 : index + 5]:
        text = later.string
        if KEYWORDS.match(text) or INTRODUCTION.fullmatch(text.strip()) or run_in_introduction(text):
            zone.abstracts.append(("", pieces[index].text))
            return 1
        if len(text.split()) >= _LONG:
            return 0
    return 0


def _heading_lines(piece: Piece, zone: _Zone) -> int:
    """A short line of the zone: title, authors, affiliation."""
    text = piece.string
    if zone.title is None:
        if len(text) < 3 or not any(map(str.isalpha, text)) or _is_prose(text):
            return 0
        zone.title = piece.text
        return 1
    if zone.title.text.casefold() == text.casefold():
        zone.aside.append(SetAside(piece.text, "running-head", "the title again"))
        return 1
    if zone.abstracts or zone.keywords:
        return 0
    lead = _HOW_NAMED.match(text)
    start = lead.end() if lead else 0
    names = name_list(text[start:])
    cue = AFFILIATION.search(text)
    if names and not cue:
        zone.authors += [Author(_unmarked(piece.text[start + a : start + b], zone)) for a, b in names]
        _rest(piece.text, [(start + a, start + b) for a, b in names], zone)
        return 1
    if cue or (EMAIL.search(text) and zone.authors):
        return _affiliated(piece, zone)
    return 0


def _is_prose(text: str) -> bool:
    """More than a title says: two sentences of some length, or one long one with a full stop."""
    return len(text.split()) > 18 and (bool(re.search(r"[a-zß-öø-ÿа-я][.!] +[^\W\d_a-z]", text)) or text.endswith("."))


def _affiliated(piece: Piece, zone: _Zone) -> int:
    """`Name Name University of Somewhere` or a line with an affiliation alone."""
    text = piece.string
    split = _name_end(text, zone.heads)
    if split and not zone.authors:
        zone.authors.append(Author(_unmarked(piece.text[:split].strip(" ,;"), zone)))
        _rest(piece.text[:split], [(0, len(text[:split].rstrip(" ,;")))], zone)
        zone.affiliations.append(piece.text[split:].strip())
        return 1
    if zone.authors and len(text) < 200 and not complete(text):
        mark = _PLACE_MARK.match(text)
        start = mark.end() if mark else 0
        if start:
            zone.aside.append(SetAside(piece.text[:start], "author-mark", "mark of an affiliation"))
        zone.affiliations.append(piece.text[start:])
        return 1
    return 0


def _name_end(text: str, heads: tuple[str, ...]) -> int:
    """Where the name ends and the affiliation begins; 0 where it cannot be told.

    A comma tells, a running head with the name tells, and so does `University of`; before `... University` the name
    has two tokens, or more with initials and particles.
    """
    cue = AFFILIATION.search(text)
    if cue is None:
        return 0
    comma = re.search(r"[,;(]", text[: cue.start()])
    if comma and is_name(text[: comma.start()]):
        return comma.end()
    for head in heads:
        if len(head) > 6 and text.startswith(head) and is_name(head):
            return len(head)
    before = list(re.finditer(r"\S+", text[: cue.start()]))
    of = re.match(r"\s+(?:of|de|für|for|di|do|da|des|du)\b", text[cue.end() :])
    if of and 2 <= len(before) <= 4 and is_name(text[: cue.start()]):
        return cue.start()
    for count in range(2, min(4, len(before)) + 1):
        token = before[count - 1].group()
        if token.endswith(".") or token.islower():
            continue
        end = before[count - 1].end()
        if is_name(text[:end]):
            return end
    return 0


def _unmarked(name: TracedText, zone: _Zone) -> TracedText:
    """The name without its note marks, which are set aside as such."""
    spans = [match.span() for match in _MARKS.finditer(name.text)]
    if not spans:
        return name
    kept: list[TracedText] = []
    last = 0
    for start, end in spans:
        kept.append(name[last:start])
        zone.aside.append(SetAside(name[start:end], "author-mark", "mark of a note about the author"))
        last = end
    kept.append(name[last:])
    return TracedText.added("").join(kept).strip(" ,;")


def _rest(text: TracedText, spans: list[tuple[int, int]], zone: _Zone) -> None:
    last = 0
    for start, end in [*spans, (len(text), len(text))]:
        gap = text[last:start].strip()
        if gap.text:
            rule = "author-mark" if _MARKS.fullmatch(gap.text.strip(" ,;")) else "separator"
            zone.aside.append(SetAside(gap, rule))
        last = end


def _author_note(piece: Piece, zone: _Zone) -> int:
    mark = STARRED.match(piece.string)
    assert mark is not None
    if not zone.authors:
        return 0
    note = piece.text[mark.end() :].strip()
    zone.aside.append(SetAside(piece.text[: mark.end()].strip(), "author-mark", "mark of the note about the author"))
    at = next((i for i, author in enumerate(zone.authors) if author.name.text.split()[-1] in note.text), -1)
    if at < 0:
        at = next((i for i, author in enumerate(zone.authors) if author.note is None), 0)
    if zone.authors[at].note is not None:
        return 0
    email = EMAIL.search(note.text)
    zone.authors[at] = replace(
        zone.authors[at], note=note, affiliation=affiliation_of(note),
        email=note[email.start() : email.end()] if email else None,
    )  # fmt: skip
    return 1


def _starred_notes(pieces: Sequence[Piece], zone: _Zone) -> None:
    """The starred note stands at the foot of the first page, so perhaps after the first paragraphs of the body."""
    marked = any(aside.rule == "author-mark" and aside.text.text[0] in "*†‡§¶" for aside in zone.aside)
    if not marked or not zone.authors or all(author.note for author in zone.authors):
        return
    for index, piece in enumerate(pieces[:_ZONE]):
        if (
            index not in zone.gone
            and piece.role is Role.TEXT
            and STARRED.match(piece.string)
            and _author_note(piece, zone)
        ):
            zone.gone.add(index)


def _banners(pieces: Sequence[Piece], zone: _Zone, *, told: bool) -> None:
    """Journal lines before the first paragraph, and the line with the journal's name alone above one of them."""
    end = next((i for i, piece in enumerate(pieces) if len(piece.string.split()) >= _LONG), len(pieces))
    if told:
        end = next((i for i, piece in enumerate(pieces[:end]) if i and piece.role is Role.HEADING), end)
    found: dict[int, Banner] = {}
    for index, piece in enumerate(pieces[: min(end, 12)]):
        banner = read_banner(piece.text)
        if banner and not (index == 0 and banner.journal is None and banner.volume is None):
            found[index] = banner
    if not found:
        return
    best = max(found, key=lambda i: sum(x is not None for x in (found[i].journal, found[i].volume, found[i].issue)))
    journal = found[best].journal
    if journal is None and best and best - 1 not in found and _is_short(pieces[best - 1]):
        others = sum(_is_short(piece) for i, piece in enumerate(pieces[:end]) if i not in found and i != best - 1)
        if others:
            journal = pieces[best - 1].text
            zone.gone.add(best - 1)
    name = journal.text.casefold() if journal else "\0"
    for index, piece in enumerate(pieces[: min(end, 12)]):
        text = piece.string.casefold()
        if index in zone.gone or index == best:
            continue
        if index in found or text == name:
            zone.gone.add(index)
            zone.aside.append(SetAside(piece.text, "banner", "the journal's line again"))
    zone.gone.add(best)
    zone.banners.append(replace(found[best], journal=journal))
    zone.aside.append(SetAside(found[best].rest, "banner", "words around the journal's numbers"))


def _is_short(piece: Piece) -> bool:
    return piece.role in (Role.TEXT, Role.HEADING) and len(piece.string.split()) <= 12


def _finish(draft: Draft, zone: _Zone) -> Draft:
    title = zone.title
    if title is not None:
        title = _unmarked(title, zone) if title.text[-1:] in "*†‡" else title
    banner = zone.banners[0] if zone.banners else Banner(None, None, None, None, None, TracedText.added(""))
    authors = list(zone.authors)
    if authors and zone.affiliations:
        joined = TracedText.added(", ").join(zone.affiliations)
        if len(authors) == len(zone.affiliations):
            authors = [
                replace(author, affiliation=place) for author, place in zip(authors, zone.affiliations, strict=True)
            ]
        else:
            authors[0] = replace(authors[0], affiliation=joined, note=authors[0].note)
    doi = next((value for key, value in zone.other if key == "doi"), None)
    front = replace(
        draft.front, title=title, authors=tuple(authors), abstracts=tuple(zone.abstracts),
        keywords=tuple(zone.keywords), journal=banner.journal, volume=banner.volume, issue=banner.issue,
        season=banner.season, year=banner.year, doi=doi, other=tuple((k, v) for k, v in zone.other if k != "doi"),
    )  # fmt: skip
    zone.aside += [SetAside(draft.pieces[index].mark, "markup") for index in zone.gone if draft.pieces[index].mark.text]
    front = _with_told(draft.front, front, zone)
    out = draft.without({index: SetAside(TracedText.added(""), "front") for index in zone.gone | zone.again})
    aside = tuple(item for item in out.aside if item.rule != "front")
    return replace(out, front=front, aside=(*aside, *zone.aside))


def _with_told(told: FrontMatter, found: FrontMatter, zone: _Zone) -> FrontMatter:
    """Names and numbers as the front block gives them, abstract and keywords as the page prints them."""
    if told.title is None:
        return found
    twice: list[TracedText | None] = []
    authors = found.authors
    if told.authors:
        twice += [text for author in found.authors for text in (author.name, author.note or author.affiliation)]
        authors = told.authors
    abstracts, keywords = found.abstracts or told.abstracts, found.keywords or told.keywords
    if found.abstracts:
        twice += [text for _, text in told.abstracts]
    if found.keywords:
        twice += told.keywords
    fields = {}
    for name in ("journal", "volume", "issue", "season", "year", "doi"):
        one, two = getattr(told, name), getattr(found, name)
        fields[name] = one or two
        twice.append(two if one and two is not one else None)
    zone.aside += [SetAside(text, "front-again", "the file says it twice") for text in twice if text]
    return replace(
        found, authors=authors, abstracts=abstracts, keywords=keywords, other=told.other + found.other,
        **fields,
    )  # fmt: skip
