"""Second thoughts on the borders of fields, when all are read: what the labels cut in the wrong place.

Each rule looks for a field that is missing and for its words at the edge of a neighbour; evidence says so.
"""

from __future__ import annotations

import re

from pubkit.model import FieldEvidence
from pubkit.records import replace
from pubkit.references.cues import fold
from pubkit.references.fields.draft import Draft
from pubkit.references.fields.numbers import ORDINALS
from pubkit.references.fields.publishing import PUBLISHING_RULES
from pubkit.references.quotes import OPENERS

__all__ = ["settle_borders"]


_LEGISLATION = re.compile(
    r"(?:the\s)?(?:law|act|constitution|decree|treaty|agreement|convention|resolution|regulation|directive|statute|charter|declaration|protocol)\s(?:of|on|for|between|concerning|no)\b",
    re.IGNORECASE,
)
_LINKING = frozenset(
    ["of", "for", "and", "the", "on", "in", "to", "at", "by", "with", "from", "de", "des", "der", "du", "la", "le",
     "di", "e", "y", "und", "für", "a", "an", "as"]
)  # fmt: skip


def _title_in_author(draft: Draft) -> None:
    """What stands before the year is a title, not a body: a law, or a sentence ("Prices have risen again (2014).")."""
    names = draft.names.get("author", ())
    if len(names) != 1 or not names[0].literal:
        return
    printed = names[0].literal
    words = printed.split()
    telling = [word for word in words[1:] if word.islower() and word not in _LINKING]
    sentence = len(words) > 5 and len(telling) * 3 > len(words)
    title = draft.strings.get("title", "")
    if not (sentence and len(title.split()) < 6) and not (_LEGISLATION.match(printed) and not title):
        return
    place = next((item for item in draft.fields if item.variable == "author"), None)
    if place is None or (title and "container-title" in draft.strings):
        return
    del draft.names["author"]
    if title:
        draft.strings["container-title"] = title
        draft.fields = [replace(f, variable="container-title") if f.variable == "title" else f for f in draft.fields]
    draft.strings["title"] = printed
    why = "a sentence or a law before the year is a title"
    sure = round(place.probability * 0.7, 4)
    draft.fields = [
        replace(f, variable="title", probability=sure, reason=why) if f is place else f for f in draft.fields
    ]


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


def _ordinal_of_meeting(draft: Draft) -> None:
    """The number of a meeting is no edition: "9th" before "International Conference ..."."""
    edition = next((item for item in draft.fields if item.variable == "edition"), None)
    container = next((item for item in draft.fields if item.variable == "container-title"), None)
    if edition is None or container is None or not container.start - 4 <= edition.end <= container.start:
        return
    if not re.fullmatch(r"(?:st|nd|rd|th|e|\.|ª|º)?\s?", draft.text[edition.end : container.start]):
        return
    draft.strings["container-title"] = draft.text[edition.start : container.end]
    del draft.strings["edition"]
    draft.fields = [item for item in draft.fields if item not in (edition, container)]
    printed = draft.strings["container-title"]
    draft.fields.append(replace(container, start=edition.start, printed=printed))


def _subtitle_in_container(draft: Draft) -> None:
    """A book whose subtitle was taken for a container: "Title. Subtitle, Place: Publisher", without "in" and quotes."""
    title = next((item for item in draft.fields if item.variable == "title"), None)
    container = next((item for item in draft.fields if item.variable == "container-title"), None)
    if title is None or container is None or draft.names.get("editor") or "publisher" not in draft.strings:
        return
    if draft.strings.keys() & {"volume", "issue", "URL", "DOI"} or "-" in draft.strings.get("page", ""):
        return
    between, before = draft.text[title.end : container.start], draft.text[: title.start].rstrip()[-1:]
    if between != ". " or before in OPENERS or draft.text[container.start : container.end] != container.printed:
        return
    draft.strings["title"] = draft.text[title.start : container.end]
    del draft.strings["container-title"]
    draft.fields = [item for item in draft.fields if item not in (title, container)]
    sure = round(min(title.probability, container.probability) * 0.8, 4)
    why = "nothing says that what follows the title is a container"
    draft.fields.append(
        FieldEvidence("title", title.start, container.end, draft.strings["title"], title.origin, sure, why)
    )


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
    _title_in_author,
    _ordinal_of_meeting,
    _title_of_a_book,
    _subtitle_in_container,
    _container_in_title,
    _ordinal_in_title,
    *PUBLISHING_RULES,
)
"""In order: whether the entry has a container is settled first."""


def settle_borders(draft: Draft) -> None:
    """All rules, in order."""
    for rule in _RULES:
        rule(draft)
