"""Titles, containers, series, publishers, places: the characters of a segment without its marks and labels."""

from __future__ import annotations

import re

from pubkit.records import replace
from pubkit.references.cues import fold
from pubkit.references.fields.draft import Draft
from pubkit.references.fields.edges import LEADING_IN, trim, unquote
from pubkit.references.fields.numbers import read_edition
from pubkit.references.fields.people import read_people
from pubkit.references.gazetteers import gazetteers
from pubkit.references.segments import Segment

__all__ = ["STRINGS", "read_string"]


STRINGS = {"title": "title", "container": "container-title", "series": "collection-title", "publisher": "publisher", "place": "publisher-place",  # noqa: E501
            "genre": "genre", "note": "note", "authority": "authority", "section": "section", "docket": "number"}  # fmt: skip  # noqa: E501


def read_string(draft: Draft, segment: Segment) -> None:
    """A field of words."""
    variable = STRINGS[segment.label]
    start, end = segment.start, segment.end
    if segment.label in ("container", "publisher", "place") and (match := LEADING_IN.match(draft.text[start:end])):
        draft.set_aside.append((start, start + match.end(), "in"))
        start += match.end()
    if segment.label == "series" and (match := _SERIES.match(draft.text, start, end)):
        draft.set_aside.append((start, match.end(), "label"))
        start = match.end()
    start, end = unquote(draft.text, start, end)
    if draft.text[end : end + 1] == "." and re.search(r"\b\w\.\s?\w$", draft.text[start:end]):
        end += 1  # Frankfurt a.M., W. W., Washington D.C.
    if segment.label == "title":
        end = _genre_behind_title(draft, segment, start, end)
        if same := _SAME_BEHIND.search(draft.text, start, end):
            end = trim(draft.text, start, same.start())[1]
        if (match := _EDITION_BEHIND.search(draft.text, start, end)) and match.start() > start + 3:
            read_edition(draft, replace(segment, label="edition", start=match.start("edition"), end=end))
            end = trim(draft.text, start, match.start())[1]
        if (online := _PUBLISHED.search(draft.text, start, end)) and online.start() > start + 3:
            draft.set_aside.append((online.start(), end, "label"))
            end = online.start()
    if _is_series(draft, segment, start, end):
        variable, start, end = "collection-title", *_series(draft, segment, start, end)
    elif segment.label == "container":
        start = _people_before_container(draft, segment, start, end)
        end = _volume_in_container(draft, segment, start, end)
    elif segment.label in ("publisher", "place") and _UNNAMED.match(draft.text, start, end):
        draft.set_aside.append((start, end, "unnamed"))
        return
    if variable == "title" and "title" in draft.strings:
        variable = "container-title"
    draft.string(variable, draft.text[start:end], start, end, segment)


_PUBLISHED = re.compile(r"[.,]\s+(?:published\s+online|epub(?:\s+ahead\s+of\s+print)?|forthcoming)\.?$", re.IGNORECASE)
_UNNAMED = re.compile(
    r"\W*(?:n\.\s?p\.?|s\.\s?[ln]\.?|o\.\s?O\.?|sine\s+(?:loco|nomine)|submitted|in\s+press|no\s+publisher)\W*$",
    re.IGNORECASE,
)
"""What says that no place or publisher is named, or that there is none yet."""
_SERIES_NAME = re.compile(
    r"\W*(?:coll\.\s|(?:cole[cç][cç]?[aã]o|colección|collection|collana|schriftenreihe|reihe|series?|serie|série|cuadernos|cadernos|cahiers|"
    r"publicaci[oó]n(?:es)?|publica[cç][oõ]es|studien\s+zu[rm]?|lecture\s+notes)\b)",
    re.IGNORECASE,
)
_COLLECTION = re.compile(r"\W*coll?\.\s", re.IGNORECASE)
_SERIES_NUMBER = re.compile(r"\s?[,;]\s+(?:(?:vol|bd|band|n[o°º]?|nr|no|núm|t)\b\.?\s*)?(?P<n>\d{1,4})$", re.IGNORECASE)


def _is_series(draft: Draft, segment: Segment, start: int, end: int) -> bool:
    """A series by its label; a note that names one; a quoted name behind the publisher, as in French footnotes."""
    if segment.label in ("series", "note"):
        return segment.label == "series" or bool(_SERIES_NAME.match(draft.text, segment.start, end))
    if segment.label not in ("container", "title") or not draft.strings.keys() >= {"title", "publisher"}:
        return False
    printed = draft.text[segment.start : end]
    return bool(re.match(r"\W*(?:coll|col)\b\.?\s|\W*«", printed, re.IGNORECASE))


def _series(draft: Draft, segment: Segment, start: int, end: int) -> tuple[int, int]:
    """The span of the series' name; its number is a field of its own."""
    if segment.label != "series" and (label := _COLLECTION.match(draft.text, start, end)):
        draft.set_aside.append((start, label.end(), "label"))
        start, end = unquote(draft.text, label.end(), end)
    if (number := _SERIES_NUMBER.search(draft.text, start, end)) and number.start() > start + 3:
        draft.string("collection-number", number["n"], *number.span("n"), segment)
        end = number.start()
    return start, end


_SAME_BEFORE = re.compile(
    r"(?:(?:ders|dies|id|idem|eadem|el\s+mismo|del\s+mismo)\b\.?\s*[,:]|[_—–]{2,}\s?[.,:])\s+", re.IGNORECASE
)
_TRANSLATOR_BEFORE = re.compile(
    r"(?P<role>trans(?:l|lated)?\b\.?|übers\.|übersetzt|trad\.|traduit|traducción|tradução)\s+(?:(?:by|von|v\.|par|de|di|por)\s+)?"
    r"(?P<names>(?-i:[A-ZÀ-Þ])[^,;:()“”«»\"]{3,60}),\s+(?=\S{3})",
    re.IGNORECASE,
)


def _people_before_container(draft: Draft, segment: Segment, start: int, end: int) -> int:
    """Where the container begins behind "ders.," (the author again) or "trans. Jane Roe,"."""
    if same := _SAME_BEFORE.match(draft.text, start, end):
        draft.set_aside.append((start, same.end(), "same-author"))
        return same.end()
    found = _TRANSLATOR_BEFORE.match(draft.text, start, end)
    if found is None or found.end() >= end:
        return start
    read_people(draft, replace(segment, label="translator", start=found.start("names"), end=found.end("names")), "")
    draft.set_aside.append((start, found.start("names"), "role"))
    return found.end()


_SAME_BEHIND = re.compile(r"[.,;]?\s+in:?\s+(?:ders|dies|id|idem|eadem)\.?:?$", re.IGNORECASE)
"""The author again as editor: "In: Ders."."""
_EDITION_BEHIND = re.compile(
    r"[.,]\s+(?P<edition>(?:[\wà-ÿ]+[.,]?\s){1,3}(?:auflage|aufl\.?|edition|edn\.?|édition|edición|edição|edizione|printing)\.?)$",
    re.IGNORECASE,
)
_SERIES = re.compile(
    r"[\s,;.(]*(?:coll?(?:ection)?|series|reihe|colección|coleção|collana|schriftenreihe|сер(?:ия)?)\b[.:]*\s*",
    re.IGNORECASE,
)
_GENRE = re.compile(
    r"""[.,;]?\s+[\[(]?(?P<genre>(?:unpublished\s+|doctoral\s+|master[’']?s\s+)?(?:ph\.?\s?d\.?|m\.?\s?(?:sc|a|phil)\.?|master[’']?s?|doctoral|bachelor[’']?s?)[\s-]*(?:thesis|dissertation|diss\.?)
          | tech(?:nical|\.)?\s+(?:report|rep\.|rpt\.|memo)[^.]{0,30} | (?:discussion|working)\s+paper(?:\s+(?:no\.\s*)?[\w/-]+)? | TR[\s-]?\d[\w/-]* | tese\s+de\s+doutorado | thèse\s+de\s+doctorat[^.,]{0,40} | tesis\s+doctoral
          | (?<=\[)(?:motion\s+picture|film|dvd|video|online|internet|electronic\s+version|computer\s+software|television\s+series|abstract|letter|editorial|podcast|preprint)(?=\]))[\])]?[.,]?$""",  # noqa: E501
    re.VERBOSE | re.IGNORECASE,
)


def _genre_behind_title(draft: Draft, segment: Segment, start: int, end: int) -> int:
    """The title ends before "PhD thesis", "Technical Report 93-3", "[DVD]"."""
    match = _GENRE.search(draft.text, start, end)
    if not match or match.start() - start < 3:
        return end
    draft.string("genre", match["genre"].strip(), match.start("genre"), match.end("genre"), segment, sure=0.9)
    return trim(draft.text, start, match.start())[1]


_CONTAINER_VOLUME = re.compile(
    r"[,.;]?\s+\(?(?P<label>vol|volume|bd|band|t|tome|tomo|v)\b\.?\s*(?P<n>\d{1,3}|(?-i:[IVXLC]{1,7}))\)?$"
    r"|(?<=[a-zà-ÿ.])\s(?P<bare>\d{1,3})$"
    r"|\s?\((?P<issue>\d{1,4})\)?$"
    r"|[,.;]?\s+\(?(?:issue|isuue|fasc|fascicule|heft|vol|volume|bd|band|t|tome|tomo|v|año|ano|année|jg|jahrgang|nº?|n°|no|núm|nr)[.:]?$",
    re.IGNORECASE,
)


_VOLUME_OF_SERIES = re.compile(
    r"[,.;]?\s+vol(?:ume|\.)?\s+(?P<n>\d{1,4}),?\s+of\s+(?P<series>[^,;()]{3,80})$", re.IGNORECASE
)
_PLACE_OF_MEETING = re.compile(r"(?<=\w)(?:,|\))\s+(?P<place>(?-i:[A-ZÀ-Þ])[\w.-]+(?:\s[A-ZÀ-Þ][\w.-]+)?)$")


def _volume_in_container(draft: Draft, segment: Segment, start: int, end: int) -> int:
    """The container ends before "Bd. 3" or a volume label left hanging."""
    if (of := _VOLUME_OF_SERIES.search(draft.text, start, end)) and of.start() > start:
        draft.string("volume", of["n"], *of.span("n"), segment, sure=0.9)
        draft.string("collection-title", of["series"], *of.span("series"), segment, sure=0.9)
        return trim(draft.text, start, of.start())[1]
    glued = re.search(r"[,.]?\s+[A-Z]$", draft.text[start:end])
    if glued and draft.text[end : end + 1].isdigit():  # "..., B200": the letter belongs to the number
        return trim(draft.text, start, start + glued.start())[1]
    if place := _PLACE_OF_MEETING.search(draft.text, start, end):
        words = fold(place["place"]).split()
        if words and all(word in gazetteers().places for word in words):
            draft.string("publisher-place", place["place"], *place.span("place"), segment, sure=0.8)
            return place.start()
    match = _CONTAINER_VOLUME.search(draft.text, start, end)
    if not match or match.start() - start < 3:
        return end
    if match["bare"]:
        if re.match(r"\W*\d{1,4}\W", draft.text[end : end + 8]) is None and "volume" in draft.strings:
            return end
        draft.string("volume", match["bare"], *match.span("bare"), segment, sure=0.8)
    if match["n"]:
        draft.string("volume", match["n"], match.start("n"), match.end("n"), segment, sure=0.9)
    if match["issue"]:
        draft.string("issue", match["issue"], match.start("issue"), match.end("issue"), segment, sure=0.9)
    return trim(draft.text, start, match.start())[1]
