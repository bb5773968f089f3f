"""Second thoughts on the borders of fields, when all are read: what the labels cut in the wrong place.

Each rule looks for a field that is missing and for its words at the edge of a neighbour; evidence says so.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pubkit.model import FieldEvidence
from pubkit.references.cues import fold
from pubkit.references.fields.draft import Draft
from pubkit.references.fields.numbers import ORDINALS
from pubkit.references.gazetteers import gazetteers

__all__ = ["settle_borders"]


_CONTRIBUTION = re.compile(r"[,.:]\s+in:?\s[^.]{0,90}$", re.IGNORECASE)


def _title_of_a_book(draft: Draft) -> None:
    """A work without title, volume and issue whose name was taken for a container: the name is its title."""
    strings = draft.strings
    if (
        "title" in strings
        or "container-title" not in strings
        or strings.keys() & {"volume", "issue", "URL", "authority"}
    ):
        return
    place = next((item for item in draft.fields if item.variable == "container-title"), None)
    if place and draft.names.get("author") and _CONTRIBUTION.search(draft.text, 0, place.start):
        return  # a contribution that is cited without its title, as in legal commentaries
    strings["title"] = strings.pop("container-title")
    draft.fields = [
        replace(item, variable="title") if item.variable == "container-title" else item for item in draft.fields
    ]


_PLACE_BEHIND_TITLE = re.compile(r"[,.]\s+(?P<place>[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+)?)$")


def _place_in_title(draft: Draft) -> None:
    """A book without a place whose title ends in one: "..., Torino", then publisher or year."""
    strings = draft.strings
    if "publisher-place" in strings or "container-title" in strings or "URL" in strings or "title" not in strings:
        return
    place = next((item for item in draft.fields if item.variable == "title"), None)
    match = _PLACE_BEHIND_TITLE.search(strings["title"])
    if place is None or match is None or match.start() < 8 or not draft.names:
        return
    if not all(word in gazetteers().places for word in fold(match["place"]).split()):
        return
    cut = place.start + match.start()
    strings["publisher-place"], strings["title"] = match["place"], strings["title"][: match.start()]
    draft.fields.remove(place)
    sure, why = round(place.probability * 0.8, 4), "the title ends in the name of a place of publication"
    for variable, start, end in (
        ("title", place.start, cut),
        ("publisher-place", place.start + match.start("place"), place.end),
    ):
        draft.fields.append(FieldEvidence(variable, start, end, draft.text[start:end], place.origin, sure, why))


_PLACES_BEHIND = re.compile(r",\s+(?P<place>(?-i:[A-ZÀ-Þ])[\w’'.-]+(?:[\s,]+[A-ZÀ-Þ][\w’'.-]*){0,3})$")


def _place_in_publisher(draft: Draft) -> None:
    """A publisher without a place whose name ends in one: "Blackwell, Oxford"."""
    strings = draft.strings
    if "publisher-place" in strings or "publisher" not in strings:
        return
    field_ = next((item for item in draft.fields if item.variable == "publisher"), None)
    match = _PLACES_BEHIND.search(strings["publisher"])
    if field_ is None or match is None or not all(w in gazetteers().places for w in fold(match["place"]).split()):
        return
    _split_field(draft, field_, "publisher-place", match.start(), match.start("place"), "the publisher ends in a place")


def _split_field(draft: Draft, whole: FieldEvidence, second: str, end: int, start: int, why: str) -> None:
    """The characters of a field from `start` on become the field `second`, those before `end` stay."""
    text = draft.text
    if text[whole.start : whole.end] != draft.strings[whole.variable]:
        return
    draft.strings[second] = text[whole.start + start : whole.end]
    draft.strings[whole.variable] = text[whole.start : whole.start + end]
    sure = round(whole.probability * 0.8, 4)
    draft.fields.remove(whole)
    for variable, first, last in (
        (whole.variable, whole.start, whole.start + end),
        (second, whole.start + start, whole.end),
    ):
        draft.fields.append(FieldEvidence(variable, first, last, text[first:last], whole.origin, sure, why))


_COLON = re.compile(r"(?P<left>[^:;]{2,60}?)\s?:\s+(?P<right>[^:;]{2,60})$")


def _publisher_and_place(draft: Draft) -> None:
    """A publisher that holds the place as well: "Brill: Leiden", "London: Sage"."""
    whole = next((item for item in draft.fields if item.variable == "publisher"), None)
    match = _COLON.match(draft.strings.get("publisher", ""))
    if whole is None or match is None or "publisher-place" in draft.strings:
        return
    if draft.text[whole.start : whole.end] != draft.strings["publisher"]:
        return
    left, right = (_is_place(match[side]) for side in ("left", "right"))
    if left == right:
        return
    parts = {"publisher-place": "left" if left else "right", "publisher": "right" if left else "left"}
    draft.fields.remove(whole)
    for variable, side in parts.items():
        first, last = whole.start + match.start(side), whole.start + match.end(side)
        draft.strings[variable] = draft.text[first:last]
        sure = round(whole.probability * 0.8, 4)
        draft.fields.append(
            FieldEvidence(
                variable, first, last, draft.text[first:last], whole.origin, sure, "one side of the colon is a place"
            )
        )


def _is_place(printed: str) -> bool:
    words = [word for word in fold(printed).split() if len(word) > 2]
    return bool(words) and all(word in gazetteers().places for word in words)


_PUBLISHER_BEHIND = re.compile(r",\s+(?P<publisher>(?-i:[A-ZÀ-Þ])[\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+)?)$")


def _publisher_in_place(draft: Draft) -> None:
    """The first of two publishers was read as a place: "Paris, Gallimard/Le Seuil"."""
    place = next((item for item in draft.fields if item.variable == "publisher-place"), None)
    publisher = next((item for item in draft.fields if item.variable == "publisher"), None)
    match = _PUBLISHER_BEHIND.search(draft.strings.get("publisher-place", ""))
    if place is None or publisher is None or match is None or publisher.start < place.end:
        return
    if draft.text[place.end : publisher.start].strip() not in ("/", "–", "-", "&") or _is_place(match["publisher"]):
        return
    start, end = place.start + match.start("publisher"), place.start + match.start()
    draft.fields = [item for item in draft.fields if item not in (place, publisher)]
    for variable, first, last, old in (
        ("publisher-place", place.start, end, place),
        ("publisher", start, publisher.end, publisher),
    ):
        draft.strings[variable] = draft.text[first:last]
        sure = round(min(place.probability, publisher.probability) * 0.8, 4)
        why = "two publishers with a mark between them"
        draft.fields.append(FieldEvidence(variable, first, last, draft.text[first:last], old.origin, sure, why))


_ORDINAL_BEHIND = re.compile(r"[.,]\s+(?P<word>[^\W\d_]+)$")


def _ordinal_in_title(draft: Draft) -> None:
    """The number of an edition is the last word of what was read as title: "Title. Zehnte", "unveränderte Auflage"."""
    title = next((item for item in draft.fields if item.variable == "title"), None)
    edition = next((item for item in draft.fields if item.variable == "edition"), None)
    match = _ORDINAL_BEHIND.search(draft.strings.get("title", ""))
    if title is None or edition is None or match is None or draft.strings["edition"].isdigit():
        return
    number = ORDINALS.get(fold(match["word"]))
    if number is None or draft.text[title.start : title.end] != draft.strings["title"]:
        return
    cut, first = title.start + match.start(), title.start + match.start("word")
    draft.strings["title"], draft.strings["edition"] = draft.text[title.start : cut], str(number)
    draft.fields = [item for item in draft.fields if item not in (title, edition)]
    why = "the number of the edition stood at the end of the title"
    for variable, start, end, old in (("title", title.start, cut, title), ("edition", first, edition.end, edition)):
        sure = round(old.probability * 0.9, 4)
        draft.fields.append(FieldEvidence(variable, start, end, draft.text[start:end], old.origin, sure, why))


_PLACE_BEGUN = re.compile(r"[.?!]\s+(?P<place>[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+)?)$")


def _place_begun_in_title(draft: Draft) -> None:
    """The last one or two words of the title are the first of several places: "Title. Houndmills, London: ..."."""
    strings = draft.strings
    title = next((item for item in draft.fields if item.variable == "title"), None)
    place = next((item for item in draft.fields if item.variable == "publisher-place"), None)
    if title is None or place is None or draft.text[title.end : place.start] not in (", ", " "):
        return
    match = _PLACE_BEGUN.search(strings.get("title", ""))
    if match is None or match.start() < 8 or draft.text[title.start : title.end] != strings["title"]:
        return
    known = all(word in gazetteers().places for word in fold(match["place"]).split())
    if not known and (draft.text[title.end] == "," or " " in match["place"]):
        return  # a subtitle of one or two words
    cut = title.start + match.start("place")
    end = title.start + match.start()
    strings["title"], strings["publisher-place"] = draft.text[title.start : end], draft.text[cut : place.end]
    draft.fields = [item for item in draft.fields if item not in (title, place)]
    why = "the places begin at the end of what was read as title"
    for whole, first, last in ((title, title.start, end), (place, cut, place.end)):
        sure = round(whole.probability * 0.8, 4)
        draft.fields.append(FieldEvidence(whole.variable, first, last, draft.text[first:last], whole.origin, sure, why))


_TAIL_OF_TITLE = re.compile(
    r"(?P<stop>[.?!…][”»\"’']?|,)[,.]?\s+(?P<tail>(?:in[:\s]\s?)?(?-i:[A-ZÀ-Þ])[^.?!,:;\d“”«»\"]{2,70}\.?)$",
    re.IGNORECASE,
)


def _container_in_title(draft: Draft) -> None:
    """A volume or issue without a journal: the last sentence of the title is the journal."""
    strings = draft.strings
    if "container-title" in strings or "title" not in strings or not strings.keys() & {"volume", "issue"}:
        return
    if strings.keys() & {"publisher", "publisher-place", "URL"} or draft.names.get("editor"):
        return
    place = next((item for item in draft.fields if item.variable == "title"), None)
    match = _TAIL_OF_TITLE.search(strings["title"])
    if place is None or match is None or match.start() < 8 or len(match["tail"].split()) > 9:
        return
    if match["stop"] == "," and any(word[0].islower() and len(word) > 3 for word in match["tail"].split()):
        return
    cut = place.start + match.start("tail")
    keep = match.end("stop") if match["stop"] in "?!" else match.start("stop")
    strings["container-title"] = draft.text[cut : place.end]
    strings["title"] = draft.text[place.start : place.start + keep]
    draft.fields.remove(place)
    sure, why = place.probability * 0.7, "a volume needs a journal: the last sentence of what was read as title"
    for variable, start, end in (("title", place.start, place.start + keep), ("container-title", cut, place.end)):
        draft.fields.append(
            FieldEvidence(variable, start, end, draft.text[start:end], place.origin, round(sure, 4), why)
        )


_RULES = (
    _title_of_a_book, _container_in_title, _ordinal_in_title, _place_in_title, _publisher_and_place,
    _publisher_in_place, _place_in_publisher, _place_begun_in_title,
)  # fmt: skip
"""In order: whether the entry has a container is settled first."""


def settle_borders(draft: Draft) -> None:
    """All rules, in order."""
    for rule in _RULES:
        rule(draft)
