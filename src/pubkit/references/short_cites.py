"""Short cites: ibid., op. cit., a. a. O., "n. 12 above", "Smith, Short Title, 45": what they say of the work they mean.

In: the text of one part of a note. Out: a `ShortCite`, or None where the text is something else. A short cite is read
only where every letter of it is accounted for (signal, author, short title, cue, number of a note, pinpoint); one that
has a cue but says more is `partial`: it is told to the editor and stays as it is printed. Which work is meant is for
`antecedents` to say. Cues: Chicago 14.29-36, OSCOLA 1.2, Bluebook rule 4, Duden, ISO 690, and their like elsewhere.
"""

from __future__ import annotations

import enum
import re

from pubkit.records import dataclass, replace
from pubkit.references.cues import SIGNALS, alternatives
from pubkit.references.lift import leading_signal
from pubkit.references.patterns import Pattern
from pubkit.references.pinpoints import Pinpoint, read_pinpoint
from pubkit.references.short_cues import AGAIN, CITED, NEAR, NOTE_WORDS

__all__ = [
    "Back",
    "ShortCite",
    "has_cue",
    "read_author_cite",
    "read_same_author_cite",
    "read_short_cite",
    "same_author",
]

_NUMBER = Pattern(
    rf"""[\s(\[,]* (?:(?:as\s+in|wie|cited\s+(?:in|at)|cité\s+(?:à\s+la|en)|zit\.?\s+(?:in)?|siehe|s\.|vgl\.|see|voir|cit\.?\s+in|citado\s+en|{alternatives(NEAR)})[\s,]+){{0,2}}
         \(? (?P<word>{alternatives(NOTE_WORDS)}) (?:\.|\b) \s? (?P<number>\d{{1,4}}) (?!\d|\s?[-–/]\s?\d|\()
         (?:[\s,]*(?:{alternatives(NEAR)})\b\.?)? [)\]]*""",  # noqa: E501
    re.VERBOSE | re.IGNORECASE,
)  # fmt: skip


def _whole(words: tuple[str, ...]) -> str:
    """Words that may not stand inside a longer one; spaces behind stops are elastic."""
    return alternatives(words).replace(r"\.\s+", r"\.\s*")


_AGAIN = Pattern(
    rf"(?<!\w)(?:{_whole(tuple(w for words in AGAIN.values() for w in words))})(?!\w|\s?[-–]\w)", re.IGNORECASE
)
_CITED = Pattern(
    rf"[(\[]?(?<!\w)(?:{_whole(tuple(w for words in CITED.values() for w in words))})(?!\w)[)\]]?", re.IGNORECASE
)
_SUPRA = Pattern(rf"(?<!\w)(?:{alternatives(NEAR)})(?!\w)\.?", re.IGNORECASE)
_LOOSE = ("cité", "citado", "citada", "citato", "cit.", "age.", "a.a.", "c. d.", "préc.")
_LOOSE_AT_START = ("там", "sama", "isto", "исто", "שם", "idem", "ib")
"""Cues that are also common words: they count before a pinpoint or at the end, or as the whole of a part."""
_SAME_PLACE = Pattern(r"loc\.?\s?cit|l\.\s?c\.|a\.y\.|aynı yer", re.IGNORECASE)
_ROLE = re.compile(r"\s*\((?:hrsg|hgg?|eds?|dir|dirs|coords?|orgs?|red|a cura di|ред)\.?\)", re.IGNORECASE)
_SAME_AUTHOR = Pattern(
    r"[\s(]*(?P<word>idem|id\.|eadem|ead\.|ders\.|derselbe|dies\.|dieselben?|el\s+mismo|la\s+misma|lo\s+stesso|le\s+même|тот\s+же|він\s+же|он\s+же|она\s+же|tenże|taż|týž|aynı\s+yazar)\s*[,:.]?\s+(?=[^\W\d_]|[„“”\"«‘'‹»])",
    re.IGNORECASE,
)
_CAPITAL = r"[^\W\d_a-zà-öø-ÿа-яё]"
_NAME = (
    rf"(?:(?:van|von|de|der|den|del|della|di|da|du|la|le|al|el|zu)\s|d['’])*(?:{_CAPITAL}\.[\s-]?)*{_CAPITAL}[\w’'-]*"
)
_NAMES = rf"{_NAME}(?:(?:\s(?:and|und|et|y|e|i|и|&)\s|/|,\s){_NAME}){{0,3}}(?:\set\sal\b\.?|\su\.\s?a\.)?"
_PAIR = rf"{_NAME}(?:(?:\s(?:and|und|et|y|e|i|и|&)\s|/){_NAME}){{0,2}}(?:\set\sal\b\.?|\su\.\s?a\.)?"
_AUTHOR_YEAR = Pattern(
    rf"(?P<author>{_NAMES}),?\s\(?(?P<year>(?:1[4-9]|20)\d\d[a-z]?)\)?(?P<pin>[\s,:)].{{0,60}})?[\s.)]*$"
)
_AUTHOR_TITLE = Pattern(rf"(?P<author>{_PAIR})(?:\s?\((?:Hrsg|Hgg?|eds?|dir|ред)\.?\))?[,:]\s(?P<rest>\S.{{2,150}})$")
_SHORT_TITLE = Pattern(r"[“\"‘'«„»‹]?\s?[^,;:\d“”«»\"„()]{3,90}[,.]?\s?[”\"’'»“«›]?")
_REPORTER = Pattern(
    r"(?:(?P<title>[^,;\d]{2,80}),\s)?(?P<volume>\d{1,4})\s(?P<container>[A-Z][\w.’'&\s]{0,28}?),?\sat\s(?P<pin>\d{1,5}(?:\s?[-–]\s?\d{1,5})?(?:,\s?\d{1,5}(?:[-–]\d{1,5})?)*)(?:\sn\.\s?\d{1,4})?[\s.]*$"
)  # fmt: skip


class Back(enum.Enum):
    """How a short cite points back."""

    AGAIN = "ibid."
    CITED = "op. cit."
    NOTE = "a note"
    TITLE = "author and short title"
    YEAR = "author and year"
    REPORT = "a report"
    """Volume and reporter of a case: "412 U.S. at 350"."""


@dataclass(frozen=True, slots=True)
class ShortCite:
    """What a short cite says."""

    author: str = ""
    """The name that it repeats, where it does."""
    title: str = ""
    """The short title that it repeats, where it does."""
    note: int | None = None
    """The number of the note that it points to."""
    kind: Back = Back.CITED
    locator: str = ""
    label: str = "page"
    """The CSL locator type."""
    prefix: str = ""
    """Signal words."""
    year: str = ""
    """The year that stands for the title in author-date cites."""
    report: tuple[str, str] = ("", "")
    """Volume and reporter."""
    same_place: bool = False
    """Whether it means the same place as well (loc. cit., or ibid. without a pinpoint)."""
    same_author: bool = False
    """Whether "Ders." stands for the author."""
    is_partial: bool = False
    """Whether it says more than was understood: then it stays as printed."""

    @property
    def is_ibid(self) -> bool:
        """Whether it means the work cited just before."""
        return self.kind is Back.AGAIN


def has_cue(text: str) -> bool:
    """Whether a cue of a short cite stands in `text`."""
    return bool(_AGAIN.search(text) or _CITED.search(text) or _NUMBER.search(text))


def same_author(text: str) -> int:
    """Where "Ders.," or "Idem," at the beginning ends, behind which another work of the same author is named; else 0."""  # noqa: E501
    match = _SAME_AUTHOR.match(text)
    return match.end() if match else 0


def read_short_cite(text: str) -> ShortCite | None:
    """The parts of a short cite that says so by a cue; None where no cue stands in it."""
    signal = _signal(text)
    body = text[signal:]
    prefix = text[:signal].strip(" ,")
    if len(body) > 300:
        return None
    if match := _first(_AGAIN, body):
        return _again(body, match, prefix)
    found = [match for pattern in (_NUMBER, _CITED) if (match := _first(pattern, body))]
    if supra := _SUPRA.search(body):
        found.append(supra)
    if not found:
        return None
    first = min(found, key=lambda match: match.start())
    head, rest, number = body[: first.start()], body[first.start() :], None
    while True:  # "op. cit. (n. 3)", "supra note 5"
        if match := _NUMBER.match(rest):
            number = number or int(match["number"])
        elif not (match := _CITED.match(rest) or _SUPRA.match(rest)):
            break
        rest = rest[match.end() :].lstrip(" ,.:;")
        if number is not None and rest.startswith((")", "]")):
            rest = rest[1:].lstrip(" ,.:;")
    if number is None and _SUPRA.match(body[first.start() :]) and not head.strip(" ,.(["):
        return None  # "above, I have argued"
    author, title = _head(head)
    pin = read_pinpoint(rest) if re.search(r"\w", rest) else Pinpoint("page", "")
    understood = pin is not None and _is_head(head)
    if not understood and number is None and (not author or not _CITED.match(body[first.start() :].lstrip(" (["))):
        return None
    kind = Back.NOTE if number is not None else Back.CITED
    here = bool(_SAME_PLACE.search(body)) and not (pin and pin.locator)
    return ShortCite(
        author, title, number, kind, pin.locator if pin else "", pin.label if pin else "page", prefix,
        same_place=here, is_partial=not understood,
    )  # fmt: skip


def _again(body: str, match: re.Match[str], prefix: str) -> ShortCite | None:
    before, rest = body[: match.start()].strip(" (,"), body[match.end() :]
    pin = read_pinpoint(rest) if re.search(r"\w", rest) else Pinpoint("page", "")
    if pin is None:
        if re.search(r"\d{4}", rest) or len(rest) > 160:
            return None  # "Ibid. In 1914 the ..." was split before; "Idem, Title, Place 1999" is a work
        return ShortCite(kind=Back.AGAIN, prefix=prefix, is_partial=True)
    if before:  # "Miller, ibid., 45": the work just before, if it is Miller's
        author, title = _head(before)
        return ShortCite(
            author, title, None, Back.AGAIN, pin.locator, pin.label, prefix, is_partial=not _is_head(before)
        )
    return ShortCite(
        "", "", None, Back.AGAIN, pin.locator, pin.label, prefix, same_place=not pin.locator
    )  # fmt: skip


def _first(pattern: Pattern, body: str) -> re.Match[str] | None:
    """The first cue that is one."""
    for match in pattern.finditer(body):
        word = match[0].strip(" ()[]").lower()
        rest = body[match.end() :]
        if word in _LOOSE or word in _LOOSE_AT_START:
            at_end = not re.search(r"\w", rest) or read_pinpoint(rest) is not None
            if not at_end or (word in _LOOSE_AT_START and match.start() > 1):
                continue
        if pattern is _AGAIN and match.start() > 1 and not re.search(r"[,.;:(]\s*$", body[: match.start()]):
            continue
        if pattern is _NUMBER and not _points(body, match):
            continue
        return match
    return None


def _points(body: str, match: re.Match[str]) -> bool:
    """Whether "n. 5" is the number of a note of this article, and not the issue of a journal or a note in the work."""
    bracketed = "(" in match[0] or "[" in match[0]
    word = match["word"].lower().strip(".")
    cued = bool(_SUPRA.search(match[0]) or re.search(r"\bwie\b|cit|zit|siehe|voir|see", match[0], re.IGNORECASE))
    head = body[: match.start()]
    if (
        bracketed
        or cued
        or (word in ("dipnot", "nota", "przyp", "прим", "сноска") and head.strip() and not re.search(r"\d", head))
    ):
        return True
    if re.search(r"\d", head):  # "p. 12, n. 5", "12, n. 3 (1999)"
        return bool(_CITED.search(head)) and not read_pinpoint(body[_last_cue(head) :])
    return not head.strip(" ,(") or word in ("note", "fn", "anm", "fußn") or bool(_CITED.search(head)) or bool(
        re.search(r"[,\s]$", head) and len(head.split()) <= 4
    )  # fmt: skip


def _last_cue(head: str) -> int:
    return max((match.end() for match in _CITED.finditer(head)), default=0)


def _head(head: str) -> tuple[str, str]:
    """Author and short title of what stands before a cue."""
    head = _ROLE.sub("", head).strip(" ,.;:([")
    author, comma, title = head.partition(",")
    if comma and re.fullmatch(rf"\s*(?:{_CAPITAL}\.[\s-]?)+", title.split(",")[0] + "."):
        author, _, title = (part.strip() for part in head.partition(", "))  # "Miller, J."
        title = title.partition(",")[2]
    elif not comma and (quote := re.search(r"[“„«\"‘]", head)):
        author, title = head[: quote.start()], head[quote.start() :]
    return author.strip(), title.strip(" ,“”\"‘’'«»„")


def _is_head(head: str) -> bool:
    """Whether what stands before the cue is author and title at most."""
    head = _ROLE.sub("", head).strip(" ,.;:([")
    if not head:
        return True
    if len(head) > 160 or re.search(r"\bin:?\s|\bdans\s|[;:]\s|\d{4}|[.?!]\s+[^\W\d_]{3,}\s+\w+\s+\w+", head):
        return False
    return bool(re.match(rf"[“„«\"‘'»]?\s?(?:{_NAME}|[A-ZÀ-ÞА-Я])", head))


def _signal(text: str) -> int:
    """How long the signal words at the beginning are, also two in a row."""
    end = leading_signal(text)
    while (more := leading_signal(text[end:])) and end < 60:
        end += more
    led = _SIGNAL.match(text)
    return max(end, led.end() if led else 0)


_SIGNAL = Pattern(
    rf"\W*(?:(?:{alternatives(word for words in SIGNALS.values() for word in words if len(word) > 2 and word != 'from')})(?![\w-])[\s,:]*)+",  # noqa: E501
    re.IGNORECASE,
)


def read_same_author_cite(text: str) -> ShortCite | None:
    """A short title behind "Ders.," and its like: another work of the author named last; None for anything else."""
    signal = _signal(text)
    end = same_author(text[signal:])
    if not end:
        return None
    found = read_author_cite("Idem, " + text[signal + end :])
    if found is None or found.kind is not Back.TITLE:
        return None
    return replace(found, author="", prefix=text[:signal].strip(" ,"), same_author=True)


def read_author_cite(text: str) -> ShortCite | None:
    """Who and when, who and what, or volume and reporter, without a cue: "Smith 2010, 3", "Smith, Short Title, 45",
    "412 U.S. at 350". None where it is none of them; whether such a work was cited is for `antecedents` to say.
    """
    signal = _signal(text)
    body, prefix = text[signal:].strip(), text[:signal].strip(" ,")
    if len(body) > 200:
        return None
    if match := _REPORTER.match(body):
        return ShortCite(
            title=(match["title"] or "").strip(), kind=Back.REPORT, locator=re.sub(r"\s?[-–]\s?", "-", match["pin"]),
            prefix=prefix, report=(match["volume"], match["container"].strip()),
        )  # fmt: skip
    if match := _AUTHOR_YEAR.match(body):
        pin = read_pinpoint(match["pin"]) if match["pin"] and re.search(r"\w", match["pin"]) else Pinpoint("page", "")
        if pin is None:
            return None
        return ShortCite(
            match["author"], kind=Back.YEAR, locator=pin.locator, label=pin.label, prefix=prefix, year=match["year"]
        )
    match = _AUTHOR_TITLE.match(body)
    return _author_title(match, prefix) if match else None


def _author_title(match: re.Match[str], prefix: str) -> ShortCite | None:
    """ "Smith, Short Title, 45": the title goes up to its pinpoint, or to the end."""
    rest = match["rest"].rstrip()
    for cut in (*(comma.start() for comma in re.finditer(r"[,:]\s|\s(?=(?:S|pp?|с|s)\.\s?\d)", rest)), len(rest)):
        title, pin = rest[:cut], rest[cut:]
        found = read_pinpoint(pin) if re.search(r"\w", pin) else Pinpoint("page", "")
        if found is not None and _SHORT_TITLE.fullmatch(title):
            name = title.strip(" “”\"‘’'«»„‹›.,")
            return (
                ShortCite(match["author"], name, None, Back.TITLE, found.locator, found.label, prefix) if name else None
            )
    return None
