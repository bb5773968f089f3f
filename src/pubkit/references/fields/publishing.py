"""Second thoughts on places and publishers: what the labels cut in the wrong place.

Each rule looks for a place or publisher that is missing, and for its words at the edge of a neighbour that the list of
places knows; evidence says so.
"""

from __future__ import annotations

import re

from pubkit.model import FieldEvidence
from pubkit.records import replace
from pubkit.references.cues import fold
from pubkit.references.fields.draft import Draft
from pubkit.references.gazetteers import gazetteers
from pubkit.references.languages import language_of

__all__ = ["PUBLISHING_RULES"]

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
    if place is not None and publisher is None and match is not None:
        _publisher_behind_place(draft, place, match)
        return
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


def _publisher_behind_place(draft: Draft, place: FieldEvidence, match: re.Match[str]) -> None:
    """Place and publisher in one, as Romance languages print them: "Barcelona, Laia"."""
    printed = draft.strings["publisher-place"]
    words = fold(match["publisher"]).split()
    told = {language_of(text)[0] for text in (draft.strings.get("title", ""), draft.text)}
    romance = bool(told & {"es", "fr", "it", "pt", "ca"})
    if not _is_place(printed[: match.start()]) or any(word in gazetteers().places for word in words):
        return
    if romance or all(word in gazetteers().publishers for word in words):
        why = "a name that is no place behind one that is"
        _split_field(draft, place, "publisher", match.start(), match.start("publisher"), why)


_STATE = re.compile(r"\((?P<state>[A-Z]{2})\)\s?:\s(?=\S)")


def _state_in_publisher(draft: Draft) -> None:
    """The state of a place in brackets: "Brasília" and "(DF): MS"."""
    place = next((item for item in draft.fields if item.variable == "publisher-place"), None)
    publisher = next((item for item in draft.fields if item.variable == "publisher"), None)
    match = _STATE.match(draft.strings.get("publisher", ""))
    if place is None or publisher is None or match is None or draft.text[place.end : publisher.start].strip():
        return
    end, start = publisher.start + match.end("state") + 1, publisher.start + match.end()
    draft.fields = [item for item in draft.fields if item not in (place, publisher)]
    for old, first, last in ((place, place.start, end), (publisher, start, publisher.end)):
        draft.strings[old.variable] = draft.text[first:last]
        draft.fields.append(replace(old, start=first, end=last, printed=draft.text[first:last]))


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


PUBLISHING_RULES = (
    _place_in_title, _publisher_and_place, _state_in_publisher, _publisher_in_place, _place_in_publisher,
    _place_begun_in_title,
)  # fmt: skip
"""In order."""
