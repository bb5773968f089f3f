"""From labelled segments to an entry: each field read from its printed characters, with its evidence.

In: a cleaned reference and its segments. Out: an `Entry` without a key, the `FieldEvidence` of each field, what no
field took (labels like "vol.", titles of address, roles), and the pinpoint that belongs to the cite, not to the work.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pubkit.model import Date, DateRange, Entry, FieldEvidence, Name, Origin
from pubkit.references.calibration import calibrated
from pubkit.references.cues import EDITION_WORDS, IN_WORDS, ISSUE_WORDS, PAGE_WORDS, VOLUME_WORDS, alternatives, fold
from pubkit.references.dates import read_date
from pubkit.references.gazetteers import gazetteers
from pubkit.references.kinds import entry_type
from pubkit.references.languages import language_of
from pubkit.references.names import read_names
from pubkit.references.quotes import CLOSERS, OPENERS
from pubkit.references.segments import Segment

__all__ = ["Built", "build"]

_STRINGS = {"title": "title", "container": "container-title", "series": "collection-title", "publisher": "publisher", "place": "publisher-place",  # noqa: E501
            "genre": "genre", "note": "note", "authority": "authority", "section": "section"}  # fmt: skip
_LONG_IN = [word for word in IN_WORDS if len(word.strip(":")) > 1]
_IN = re.compile(
    rf"^[\s.,;:–—-]*(?:(?:{alternatives(_LONG_IN)})(?:[:,.]|\b)\s*(?=\S)|(?-i:[wvв])(?::|(?=\s))\s*)", re.IGNORECASE
)
_VOLUME_LABEL = re.compile(rf"^(?:{alternatives(VOLUME_WORDS)})\b[.:°º]*\s*", re.IGNORECASE)
_ISSUE_LABEL = re.compile(rf"^(?:{alternatives(ISSUE_WORDS)})(?:\b|(?<=[°º№]))[.:°º]*\s*", re.IGNORECASE)
_PAGE_LABEL = re.compile(rf"^(?:at\s+)?(?:{alternatives(PAGE_WORDS)})\b[.:]*\s*|^(?:at|à la|bei)\s+", re.IGNORECASE)
_EDITION = re.compile(
    rf"(?P<n>\d{{1,2}})\s?(?:st|nd|rd|th|e|ème|eme|ª|º|a|\.)?\.?\s*(?:\w+\.?\s+)?(?:{alternatives(EDITION_WORDS)})",
    re.IGNORECASE,
)
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,  # noqa: E501
             "zweite": 2, "dritte": 3, "vierte": 4, "deuxième": 2, "troisième": 3, "segunda": 2, "tercera": 3, "terceira": 3}  # fmt: skip  # noqa: E501
_NUMBERS = re.compile(r"[A-Za-z]{0,4}\d+[A-Za-z]?|[ivxlcIVXLC]+\b")
_TRIM = " \t.,;:–—-/|·"
_OPEN_BRACKETS = {")": "(", "]": "["}


@dataclass(frozen=True, slots=True)
class Built:
    """An entry and what is known about it."""

    entry: Entry
    fields: tuple[FieldEvidence, ...]
    set_aside: tuple[tuple[int, int, str], ...]
    """(start, end, rule) of what stands inside a segment but is no part of the field."""
    locator: str = ""
    locator_label: str = ""


@dataclass(slots=True)
class _Draft:
    text: str
    names: dict[str, tuple[Name, ...]] = field(default_factory=dict)
    dates: dict[str, Date | DateRange] = field(default_factory=dict)
    strings: dict[str, str] = field(default_factory=dict)
    fields: list[FieldEvidence] = field(default_factory=list)
    set_aside: list[tuple[int, int, str]] = field(default_factory=list)

    def evidence(
        self, variable: str, start: int, end: int, segment: Segment, *, sure: float = 1.0, reason: str = ""
    ) -> None:
        score = round(segment.probability * sure, 4)
        probability = calibrated(variable, score) if segment.origin is Origin.MODEL else score
        printed = self.text[start:end]
        self.fields.append(
            FieldEvidence(variable, start, end, printed, segment.origin, probability, reason or segment.reason)
        )

    def string(self, variable: str, value: str, start: int, end: int, segment: Segment, **more: float | str) -> None:
        if value and variable not in self.strings:
            self.strings[variable] = value
            self.evidence(variable, start, end, segment, **more)  # type: ignore[arg-type]


def build(text: str, segments: Sequence[Segment], *, language: str | None = None) -> Built:
    """The entry that the segments of `text` say."""
    draft = _Draft(text)
    url = next((text[segment.start : segment.end] for segment in segments if segment.label == "url"), "")
    for segment in segments:
        if segment.label in ("author", "editor", "translator"):
            _names(draft, segment, url)
        elif segment.label in _STRINGS:
            _string(draft, segment)
        elif segment.label in _READERS:
            _READERS[segment.label](draft, segment)
    _title_of_a_book(draft)
    _container_in_title(draft)
    _place_in_title(draft)
    _place_in_publisher(draft)
    _place_begun_in_title(draft)
    if "title" in draft.strings:
        tag, sure = language_of(draft.strings["title"])
        if tag and tag != (language or "en").split("-")[0] and sure >= 0.6:
            draft.strings["language"] = tag
            place = next(item for item in draft.fields if item.variable == "title")
            draft.fields.append(
                FieldEvidence(
                    "language",
                    place.start,
                    place.end,
                    place.printed,
                    Origin.RULE,
                    round(sure, 3),
                    "told by its letters and small words",
                )
            )
    kind = entry_type(draft.names, draft.strings, draft.dates, text)
    pages, label = _pinpoint(draft, kind)
    entry = Entry("", kind, dict(draft.names), dict(draft.dates), dict(draft.strings))
    return Built(
        entry,
        tuple(sorted(draft.fields, key=lambda item: (item.start, item.variable))),
        tuple(draft.set_aside),
        pages,
        label,
    )


_CONTRIBUTION = re.compile(r"[,.:]\s+in:?\s[^.]{0,90}$", re.IGNORECASE)


def _title_of_a_book(draft: _Draft) -> None:
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


def _place_in_title(draft: _Draft) -> None:
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


def _place_in_publisher(draft: _Draft) -> None:
    """A publisher without a place whose name ends in one: "Blackwell, Oxford"."""
    strings = draft.strings
    if "publisher-place" in strings or "publisher" not in strings:
        return
    field_ = next((item for item in draft.fields if item.variable == "publisher"), None)
    match = _PLACES_BEHIND.search(strings["publisher"])
    if field_ is None or match is None or not all(w in gazetteers().places for w in fold(match["place"]).split()):
        return
    _split_field(draft, field_, "publisher-place", match.start(), match.start("place"), "the publisher ends in a place")


def _split_field(draft: _Draft, whole: FieldEvidence, second: str, end: int, start: int, why: str) -> None:
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


_PLACE_BEGUN = re.compile(r"[.?!]\s+(?P<place>[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+)?)$")


def _place_begun_in_title(draft: _Draft) -> None:
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


def _container_in_title(draft: _Draft) -> None:
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


def _trim(text: str, start: int, end: int, *, chars: str = _TRIM) -> tuple[int, int]:
    """The span without separators at its edges; brackets go where they have no partner inside, or close the whole."""
    while start < end:
        first, last = text[start], text[end - 1]
        inside = text[start:end]
        if first in chars or (first in ")]}>"):
            start += 1
        elif last in chars and not (
            last == "."
            and re.search(
                r"(?:\b[A-Z]|\b(?:etc|Inc|Ltd|Co|Corp|vs|cf|al|ed|Jr|Sr|St|D\.C|U\.S|bzw|Dr|\.\.))\.$", inside
            )
            and chars is not _TRIM
        ):
            end -= 1
        elif first in "([" and inside.count(first) > inside.count(")" if first == "(" else "]"):
            start += 1
        elif (last in ")]" and inside.count(last) > inside.count(_OPEN_BRACKETS[last])) or last in "([<{":
            end -= 1
        elif first + last in ("()", "[]") and inside.find(last) == len(inside) - 1:
            start, end = start + 1, end - 1
        else:
            break
    return start, end


def _unquote(text: str, start: int, end: int) -> tuple[int, int]:
    start, end = _trim(text, start, end)
    inside = text[start:end]
    if end - start > 2 and inside[0] in OPENERS and inside[-1] in CLOSERS and not re.search(r"[”“\"»«]", inside[1:-1]):
        return _trim(text, start + 1, end - 1)
    if end - start > 2 and inside[0] in OPENERS and inside[-1] in CLOSERS:
        # «outer "inner" outer»: off with the outer pair when the inner ones are balanced.
        inner = inside[1:-1]
        if len(re.findall(r"[“«„]", inner)) == len(re.findall(r"[”»]", inner)) or (
            inner.count('"') % 2 == 0 and inside[0] != '"'
        ):
            return _trim(text, start + 1, end - 1)
    if inside and inside[0] in "“«„\"‘'`" and not re.search(r"[”»“\"’']", inside[1:]):
        return _trim(text, start + 1, end)
    if inside and inside[-1] in '”»“"' and not re.search(r"[“«„\"]", inside[:-1]):
        return _trim(text, start, end - 1)
    if inside and inside[-1] in "’'" and inside[:1] not in "‘'" and not re.search(r"[‘’']", inside[:-1]):
        return _trim(text, start, end - 1)
    return start, end


_SECOND_ROLE = re.compile(
    r"[,;.(]?\s*(?:and\s+|und\s+|et\s+)?\b(?P<role>trans(?:l|lated)?\.?|übers\.|übersetzt|traduit|trad\.|traducción|tradução)\s*(?:by|von|v\.|par|de|di|por)?\s+(?=[A-ZÀ-Þ])",
    re.IGNORECASE,
)


_CONTAINER_BEFORE_ROLE = re.compile(
    r"[\s,.]*(?P<container>[^,;()]{3,90}?),\s+(?P<role>(?:ed\.|eds\.|edited\s+by|hrsg\.\s*(?:von|v\.)|hg\.\s*(?:von|v\.)|dir\.|sous\s+la\s+dir\.\s+de|a\s+cura\s+di|éd\.\s+(?:par|de))\s+)(?=[A-ZÀ-Þ])",
    re.IGNORECASE,
)
_ONLY_ROLE = re.compile(r"[\s.,(]*(?:edited|ed\.?|eds\.?|selected|hrsg\.?|hg\.?|éd\.?)?[\s.,]*$", re.IGNORECASE)
_NUMBER_BEHIND = re.compile(r",\s(?:pp?\.\s?|S\.\s?)?\d[\d\s–-]*\W*$")


def _names(draft: _Draft, segment: Segment, url: str) -> None:
    start = segment.start
    if segment.label == "editor" and (match := _SECOND_ROLE.search(draft.text, start + 2, segment.end)):
        _names(draft, replace(segment, label="translator", start=match.start("role")), url)
        if _ONLY_ROLE.match(draft.text, start, match.start()):  # "edited and translated by": both roles, one name
            start = match.end()
        else:
            segment = replace(segment, end=match.start())
    if segment.label == "editor" and (inside := _CONTAINER_BEFORE_ROLE.match(draft.text, start, segment.end)):
        words = inside["container"].split()
        if len(words) != 2 or _IN.match(inside["container"]) or not read_names(inside["container"]).names:
            _string(
                draft, replace(segment, label="container", start=inside.start("container"), end=inside.end("container"))
            )
            start = inside.end("role")
    if segment.label == "editor" and (number := _NUMBER_BEHIND.search(draft.text, start, segment.end)):
        segment = replace(segment, end=number.start())
    if segment.label != "author" and (match := _IN.match(draft.text[start : segment.end])):
        start += match.end()
    start += _role_prefix(draft.text[start : segment.end])
    listed = read_names(draft.text[start : segment.end], url=url)
    if not listed.names or segment.label in draft.names:
        return
    draft.names[segment.label] = tuple(name.name for name in listed.names)
    for first, last, rule in listed.set_aside:
        draft.set_aside.append((start + first, start + last, rule))
    for name in listed.names:
        draft.evidence(segment.label, start + name.start, start + name.end, segment, sure=name.sure, reason=name.reason)


_ROLE_PREFIX = re.compile(
    r"""^[\s,(\[.]*(?:(?:and|und|et|&)\s+)?(?:\(?(?:edited|ed\.?|eds\.?|translated|transl?\.?|tr\.|trans\.|compiled|introduction|selected)(?:\s*(?:and|&)\s*(?:translated|trans\.?|ed\.|edited|introd\.|annotated))?\s*(?:by\b)?|
        hrsg\.?\s*(?:von|v\.)?|hg\.?\s*(?:von|v\.)?|hgg\.|herausgegeben\s+von|übers(?:etzt|\.)\s*(?:von|v\.)?|sous\s+la\s+dir(?:ection|\.)\s+d[eu’'](?:\s|(?<=[’']))?|éd(?:ité|\.)?\s*(?:par|de)?|trad(?:uit|\.|ucción|ução|uzione)?\s*(?:par|de|di|por)?|dir\.|
        a\s+c(?:ura|\.)\s+di|cur[ra]?\.|org\.|coord\.|editado\s+por|organizado\s+por|под\s+ред\.|red\.|pod\s+red(?:akcją|\.)|éds?\.|textes\s+réunis\s+par)[\s):,]+""",
    re.VERBOSE | re.IGNORECASE,
)


def _role_prefix(text: str) -> int:
    match = _ROLE_PREFIX.match(text)
    return match.end() if match else 0


def _string(draft: _Draft, segment: Segment) -> None:
    variable = _STRINGS[segment.label]
    start, end = segment.start, segment.end
    if segment.label in ("container", "publisher", "place") and (match := _IN.match(draft.text[start:end])):
        draft.set_aside.append((start, start + match.end(), "in"))
        start += match.end()
    if segment.label == "series" and (match := _SERIES.match(draft.text, start, end)):
        draft.set_aside.append((start, match.end(), "label"))
        start = match.end()
    start, end = _unquote(draft.text, start, end)
    if draft.text[end : end + 1] == "." and re.search(r"\b\w\.\s?\w$", draft.text[start:end]):
        end += 1  # Frankfurt a.M., W. W., Washington D.C.
    if segment.label == "title":
        end = _genre_behind_title(draft, segment, start, end)
        if same := _SAME_BEHIND.search(draft.text, start, end):
            end = _trim(draft.text, start, same.start())[1]
        if (match := _EDITION_BEHIND.search(draft.text, start, end)) and match.start() > start + 3:
            _edition(draft, replace(segment, label="edition", start=match.start("edition"), end=end))
            end = _trim(draft.text, start, match.start())[1]
    if segment.label == "container":
        start = _people_before_container(draft, segment, start, end)
        end = _volume_in_container(draft, segment, start, end)
    if segment.label == "title" and "title" in draft.strings:
        variable = "container-title"
    draft.string(variable, draft.text[start:end], start, end, segment)


_SAME_BEFORE = re.compile(r"(?:ders|dies|id|idem|eadem|el\s+mismo|del\s+mismo)\b\.?\s*[,:]\s+", re.IGNORECASE)
_TRANSLATOR_BEFORE = re.compile(
    r"(?P<role>trans(?:l|lated)?\b\.?|übers\.|übersetzt|trad\.|traduit|traducción|tradução)\s+(?:(?:by|von|v\.|par|de|di|por)\s+)?"
    r"(?P<names>(?-i:[A-ZÀ-Þ])[^,;:()“”«»\"]{3,60}),\s+(?=\S{3})",
    re.IGNORECASE,
)


def _people_before_container(draft: _Draft, segment: Segment, start: int, end: int) -> int:
    """Where the container begins behind "ders.," (the author again) or "trans. Jane Roe,"."""
    if same := _SAME_BEFORE.match(draft.text, start, end):
        draft.set_aside.append((start, same.end(), "same-author"))
        return same.end()
    found = _TRANSLATOR_BEFORE.match(draft.text, start, end)
    if found is None or found.end() >= end:
        return start
    _names(draft, replace(segment, label="translator", start=found.start("names"), end=found.end("names")), "")
    draft.set_aside.append((start, found.start("names"), "role"))
    return found.end()


_SAME_BEHIND = re.compile(r"[.,;]?\s+in:?\s+(?:ders|dies|id|idem|eadem)\.?:?$", re.IGNORECASE)
"""The author again as editor: "In: Ders."."""
_EDITION_BEHIND = re.compile(
    r"[.,]\s+(?P<edition>(?:[\wà-ÿ]+[.,]?\s){1,3}(?:auflage|aufl\.?|edition|edn\.?|édition|edición|edição|edizione|printing)\.?)$",
    re.IGNORECASE,
)
_SERIES = re.compile(
    r"[\s,;.(]*(?:coll(?:ection)?|series|reihe|colección|coleção|collana|schriftenreihe|сер(?:ия)?)\b[.:]*\s*",
    re.IGNORECASE,
)
_GENRE = re.compile(
    r"""[.,;]?\s+[\[(]?(?P<genre>(?:unpublished\s+|doctoral\s+|master[’']?s\s+)?(?:ph\.?\s?d\.?|m\.?\s?(?:sc|a|phil)\.?|master[’']?s?|doctoral|bachelor[’']?s?)[\s-]*(?:thesis|dissertation|diss\.?)
          | tech(?:nical|\.)?\s+(?:report|rep\.|rpt\.|memo)[^.]{0,30} | (?:discussion|working)\s+paper(?:\s+(?:no\.\s*)?[\w/-]+)? | TR[\s-]?\d[\w/-]* | tese\s+de\s+doutorado | thèse\s+de\s+doctorat[^.,]{0,40} | tesis\s+doctoral
          | (?:motion\s+picture|film|dvd|video|online|internet|electronic\s+version|computer\s+software|television\s+series|abstract|letter|editorial|podcast)(?=[\])]))[\])]?[.,]?$""",  # noqa: E501
    re.VERBOSE | re.IGNORECASE,
)


def _genre_behind_title(draft: _Draft, segment: Segment, start: int, end: int) -> int:
    """The title ends before "PhD thesis", "Technical Report 93-3", "[DVD]"."""
    match = _GENRE.search(draft.text, start, end)
    if not match or match.start() - start < 3:
        return end
    draft.string("genre", match["genre"].strip(), match.start("genre"), match.end("genre"), segment, sure=0.9)
    return _trim(draft.text, start, match.start())[1]


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


def _volume_in_container(draft: _Draft, segment: Segment, start: int, end: int) -> int:
    """The container ends before "Bd. 3" or a volume label left hanging."""
    if (of := _VOLUME_OF_SERIES.search(draft.text, start, end)) and of.start() > start:
        draft.string("volume", of["n"], *of.span("n"), segment, sure=0.9)
        draft.string("collection-title", of["series"], *of.span("series"), segment, sure=0.9)
        return _trim(draft.text, start, of.start())[1]
    glued = re.search(r"[,.]?\s+[A-Z]$", draft.text[start:end])
    if glued and draft.text[end : end + 1].isdigit():  # "..., B200": the letter belongs to the number
        return _trim(draft.text, start, start + glued.start())[1]
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
    return _trim(draft.text, start, match.start())[1]


_REPRINT = re.compile(
    r"\d{4}[;,]\s(?:repr(?:int|inted|\.)?|rpt\.?|nachdruck|réimpr(?:ession|\.)?|rééd\.?|reimpr\.?)\b", re.IGNORECASE
)


def _date(draft: _Draft, segment: Segment) -> None:
    variable = "accessed" if segment.label == "accessed" else "issued"
    found = read_date(draft.text[segment.start : segment.end])
    if found is None:
        return
    known = draft.dates.get(variable)
    before = draft.text[max(0, segment.start - 90) : segment.start]
    if known is not None and variable == "issued" and _REPRINT.search(before) and isinstance(found.date, Date):
        draft.dates["original-date"] = known
        draft.fields = [
            replace(item, variable="original-date") if item.variable == "issued" else item for item in draft.fields
        ]
    elif known is not None and _exactness(found.date) <= _exactness(known):
        return
    draft.dates[variable] = found.date
    draft.fields = [item for item in draft.fields if item.variable != variable]
    draft.evidence(variable, segment.start + found.start, segment.start + found.end, segment, sure=found.sure,
                   reason="day and month could stand the other way round" if found.sure < 1 else "")  # fmt: skip


def _exactness(date: Date | DateRange) -> int:
    if isinstance(date, DateRange):
        return 1
    return (date.year != 0) + bool(date.month) + bool(date.day) + bool(date.season)


def _labelled(draft: _Draft, segment: Segment, label: re.Pattern[str]) -> tuple[int, int]:
    start, end = _trim(draft.text, segment.start, segment.end)
    if (match := label.match(draft.text[start:end])) and match.end() < end - start:
        draft.set_aside.append((start, start + match.end(), "label"))
        start, end = _trim(draft.text, start + match.end(), end)
    return start, end


_VOLUME_AND_ISSUE = re.compile(
    r"""(?P<volume>\d{1,4}|[IVXLC]{1,7}) \s* (?: \( \s*(?:no?\.?|nr\.?|issue|H\.)?\s* (?P<a>\d[\w/–-]*) \s* \)?
          | [/.:] \s* (?P<b>\d{1,3}(?:[-–/]\d{1,3})?) | ,\s* (?:no?|nr|n°|nº|núm|heft|h|issue)?\b[.°º]*\s* (?P<c>\d{1,3}(?:[-–/]\d{1,3})?) ) $""",  # noqa: E501
    re.VERBOSE | re.IGNORECASE,
)


_EDITION_IN_VOLUME = re.compile(
    rf"[,.]\s+(?P<edition>\d{{1,2}}\s?(?:st|nd|rd|th|e|ª|a|\.)?\.?\s*(?:\w+\.?\s+)?(?:{alternatives(EDITION_WORDS)})\b)",
    re.IGNORECASE,
)


def _volume(draft: _Draft, segment: Segment) -> None:
    if (more := _EDITION_IN_VOLUME.search(draft.text, segment.start, segment.end)) and more.start() > segment.start:
        _edition(draft, replace(segment, label="edition", start=more.start("edition")))
        segment = replace(segment, end=more.start())
    start, end = _labelled(draft, segment, _VOLUME_LABEL)
    if (match := _VOLUME_AND_ISSUE.match(draft.text, start, end)) and "issue" not in draft.strings:
        group = match.lastgroup or "a"
        draft.string("volume", match["volume"], *match.span("volume"), segment)
        draft.string("issue", match[group], *match.span(group), segment)
    elif draft.text[start:end] and re.search(r"\d|^[IVXLCivxlc]+$", draft.text[start:end]):
        draft.string("volume", draft.text[start:end], start, end, segment)


def _issue(draft: _Draft, segment: Segment) -> None:
    start, end = _labelled(draft, segment, _ISSUE_LABEL)
    if draft.text[start:end]:
        draft.string("issue", draft.text[start:end], start, end, segment)


_COUNT = re.compile(r"^\d{1,4}\s*(?:pp?|pages|s|seiten|págs?|h|f|páginas|стр|с)\b\.?\W*$", re.IGNORECASE)
_RANGE = r"[A-Za-z]{0,3}\d+[A-Za-z]?(?:\s?[-–—−]+\s?[A-Za-z]{0,3}\d+[A-Za-z]?)?|[ivxlcIVXLC]+(?:\s?[-–—−]\s?[ivxlcIVXLC]+)?\b"  # noqa: E501
_FOLLOWING = r"(?:\s*(?:ff?|sqq?|ss|sgg?|et\s+seq)\b\.?)?"
_PAGES_AND_PIN = re.compile(
    rf"(?P<pages>{_RANGE})\s*(?:[,;(:]|\s)\s*(?:hier|here|ici|spéc|bes|esp|at|insb|aquí|en\s+particular|esp)?\.?\s*(?:S|pp?)?\.?\s*(?P<pin>(?:{_RANGE}){_FOLLOWING})",
    re.IGNORECASE,
)
_ONE_PAGE = re.compile(rf"(?P<pages>(?:{_RANGE}){_FOLLOWING})", re.IGNORECASE)


def _pages(draft: _Draft, segment: Segment) -> None:
    if _COUNT.match(draft.text[segment.start : segment.end].strip(" ,.;()")):
        start, end = _trim(draft.text, segment.start, segment.end)
        draft.string("number-of-pages", re.sub(r"\D", "", draft.text[start:end]), start, end, segment)
        return
    start, end = _labelled(draft, segment, _PAGE_LABEL)
    if match := _PAGES_AND_PIN.match(draft.text, start, end):  # noqa: SIM102
        if not re.match(r"\s*,\s*\d", draft.text[match.end() : end]):
            _page(draft, segment, *match.span("pages"))
            _page(draft, segment, *match.span("pin"))
            return
    match = _ONE_PAGE.match(draft.text, start, end)
    if match and not re.search(r"\d", draft.text[match.end() : end]):
        end = match.end()
    if re.search(r"\d|^[ivxlcIVXLC]+\b", draft.text[start:end]):
        _page(draft, segment, start, end)


def _page(draft: _Draft, segment: Segment, start: int, end: int) -> None:
    value = re.sub(r"\s*[-–—−]+\s*", "-", draft.text[start:end]).strip(" ,;")
    draft.string("page" if "page" not in draft.strings else "locator", value, start, end, segment)


def _edition(draft: _Draft, segment: Segment) -> None:
    start, end = _trim(draft.text, segment.start, segment.end)
    printed = draft.text[start:end]
    if match := _EDITION.search(printed):
        draft.string("edition", match["n"], start + match.start("n"), start + match.end("n"), segment)
        return
    for word in fold(printed).split():
        if word in _ORDINALS:
            draft.string("edition", str(_ORDINALS[word]), start, end, segment)
            return
    draft.string(
        "edition",
        re.sub(rf"\s*(?:{alternatives(EDITION_WORDS)})\b\.?$", "", printed, flags=re.IGNORECASE) or printed,
        start,
        end,
        segment,
    )


def _url(draft: _Draft, segment: Segment) -> None:
    draft.string(
        "URL", re.sub(r"\s+", "", draft.text[segment.start : segment.end]), segment.start, segment.end, segment
    )


def _doi(draft: _Draft, segment: Segment) -> None:
    printed = re.sub(r"\s+", "", draft.text[segment.start : segment.end])
    if match := re.search(r"10\.\d{4,9}/\S+", printed):
        draft.string("DOI", match[0].rstrip(".,;"), segment.start, segment.end, segment)


def _isbn(draft: _Draft, segment: Segment) -> None:
    if match := re.search(
        r"[\d][\d\s–-]{7,15}[\dXx]", re.sub(r"(?i)isbn(?:-1[03])?", "", draft.text[segment.start : segment.end])
    ):
        draft.string("ISBN", re.sub(r"[\s–]", "-", match[0]), segment.start, segment.end, segment)


def _id(draft: _Draft, segment: Segment) -> None:
    printed = draft.text[segment.start : segment.end].strip(" ().;,")
    for variable, pattern in (
        ("PMID", r"PMID:?\s*(\d+)"),
        ("PMCID", r"(PMC\d+)"),
        ("ISSN", r"ISSN:?\s*([\dXx-]+)"),
        ("number", r"(arXiv:.+)"),
    ):
        if match := re.search(pattern, printed, re.IGNORECASE):
            draft.string(variable, match[1], segment.start, segment.end, segment)
            return


_READERS = {"date": _date, "accessed": _date, "volume": _volume, "issue": _issue, "pages": _pages, "edition": _edition, "url": _url, "doi": _doi,  # noqa: E501
            "isbn": _isbn, "id": _id}  # fmt: skip


_WHOLE = frozenset({"book", "thesis", "report", "webpage", "document", "article-newspaper"})


def _pinpoint(draft: _Draft, kind: str) -> tuple[str, str]:
    """The pinpoint of the cite: the second of two page fields, or the page of a work that is no part of another."""
    locator = draft.strings.pop("locator", "")
    if not locator and kind in _WHOLE:
        locator = draft.strings.pop("page", "")
        draft.fields = [replace(item, variable="locator") if item.variable == "page" else item for item in draft.fields]
    return locator, "page" if locator else ""
