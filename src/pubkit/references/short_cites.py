"""Short cites: ibid., op. cit., a. a. O., "n. 12 above": which work they mean, and where in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pubkit.references.cues import PAGE_WORDS, SIGNALS, alternatives

__all__ = ["ShortCite", "read_author_cite", "read_short_cite"]

_IBID = re.compile(
    r"\b(?:ib(?:id|idem)?\b\.?|ebd\b\.?|ebda\b\.?|ebenda|ibíd\b\.?|ivi\b|там\s+же|tamże|loc\.?\s?cit\.?|id\.(?=\s*(?:at|,|$)))",
    re.IGNORECASE,
)
_SAME_AUTHOR = re.compile(r"^\W*(?:idem|id\.|eadem|ders\.|dies\.)", re.IGNORECASE)
_NOTE = re.compile(r"\b(?:n|note|notes|fn|fußn|anm|nota|footnote|nt)\.?\s*(?P<number>\d{1,4})", re.IGNORECASE)
_CUE = re.compile(
    r"\b(?:op\.?\s?cit|loc\.?\s?cit|a\.\s?a\.\s?O|supra|infra|cit(?:ad[oa])?\.|указ\.?\s?соч|oben|above|ebd|ibid|idem|wie\s+anm|note\s+précitée|précité|\(?fn\.?\s?\d|anm\.?\s?\d|n\.?\s?\d)",
    re.IGNORECASE,
)
_SIGNAL = re.compile(
    rf"\W*(?:(?:{alternatives(word for words in SIGNALS.values() for word in words if len(word) > 2)})(?![\w-])[\s,:]*)+",  # noqa: E501
    re.IGNORECASE,
)
_AUTHOR_YEAR = re.compile(
    r"(?P<author>[A-ZÀ-ÞА-Я][\w’'-]+(?:(?:\s(?:and|und|et|y|e|&)\s|/|,\s)[A-ZÀ-Þ][\w’'-]+){0,3}(?:\set\sal\.?)?),?\s\(?(?P<year>(?:1[4-9]|20)\d\d[a-z]?)\)?(?:\s*[,:]\s*(?P<pin>.{1,40}))?\W*$"
)
_AUTHOR_TITLE = re.compile(
    r"(?P<author>[A-ZÀ-ÞА-Я][\w’'-]+(?:\s(?:and|und|et|y|e|&)\s[A-ZÀ-Þ][\w’'-]+)?),\s[“\"‘'«„]?(?P<title>[^,.;:\d“”\"]{4,60}?)[,.]?[”\"’'»]?,?\s(?:pp?\.\s?|S\.\s?)?(?P<pin>\d{1,4}(?:\s?[-–]\s?\d{1,4})?)\W*$"
)
_PIN = re.compile(
    rf"(?:(?:\b(?P<label>{alternatives(PAGE_WORDS)})\.?|\bat|,|:|\)|\bà la page|\bib(?:id|idem)?\.?,?)\s*)(?P<pages>\d{{1,5}}[a-z]?(?:\s?[-–]\s?\d{{1,5}})?(?:\s*(?:ff?|sqq?|ss|et\s+seq)\b\.?)?(?:,\s?\d{{1,5}}(?:\s?[-–]\s?\d{{1,5}})?)*)\W*$",  # noqa: E501
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ShortCite:
    """What a short cite says."""

    author: str = ""
    """The family name that it repeats, where it does."""
    title: str = ""
    """The short title that it repeats, where it does."""
    note: int | None = None
    """The number of the note that it points to."""
    is_ibid: bool = False
    """Whether it means the work cited just before."""
    locator: str = ""
    prefix: str = ""
    year: str = ""
    """The year that stands for the title in author-date cites."""


def read_short_cite(text: str) -> ShortCite:
    """The parts of a short cite."""
    led = _SIGNAL.match(text)
    signal = led.end() if led else 0
    body = text[signal:]
    pin = _PIN.search(body)
    note = _NOTE.search(body)
    locator = ""
    if pin and not (note and note.start("number") <= pin.start("pages") < note.end("number")):
        locator = re.sub(r"\s?[-–]\s?", "-", pin["pages"])
    cue = _CUE.search(body)
    before = body[: cue.start()].strip(" ,.;:([") if cue else ""
    author, _, title = before.partition(",")
    return ShortCite(
        author.strip(),
        title.strip(" ,“”\"‘’'«»"),
        int(note["number"]) if note else None,
        bool(_IBID.search(body)) and not author.strip(),
        locator,
        text[:signal].strip(),
    )


def read_author_cite(text: str) -> ShortCite | None:
    """ "Smith 2010, 3" or "Smith, Short Title, 45": who and when, or who and what; None where it is neither."""
    led = _SIGNAL.match(text)
    signal = led.end() if led else 0
    body = text[signal:].strip()
    if match := _AUTHOR_YEAR.match(body):
        pin = _PIN.search("," + match["pin"]) if match["pin"] else None
        if match["pin"] and not pin:
            return None
        locator = re.sub(r"\s?[-–]\s?", "-", pin["pages"]) if pin else ""
        return ShortCite(match["author"], locator=locator, prefix=text[:signal].strip(), year=match["year"])
    if match := _AUTHOR_TITLE.match(body):
        return ShortCite(
            match["author"],
            match["title"].strip(),
            locator=re.sub(r"\s?[-–]\s?", "-", match["pin"]),
            prefix=text[:signal].strip(),
        )
    return None
