"""One printed reference becomes one entry: clean, lift, label, build; and what was seen on the way.

Offsets of everything in a `ParsedReference` count in the text that was given, also where cleaning has moved letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pubkit.model import Entry, FieldEvidence, Origin, TracedText
from pubkit.notices import Notice, Severity
from pubkit.records import dataclass, replace
from pubkit.references.build import Built, build
from pubkit.references.clean import Cleaned, clean
from pubkit.references.label import LabelledToken, explained, label
from pubkit.references.law import LawReading, law_type, read_law
from pubkit.references.lift import NUMBER, leading_signal, lift
from pubkit.references.links import slug_words
from pubkit.references.segments import Segment
from pubkit.references.short_cites import read_author_cite, read_short_cite
from pubkit.references.sorting import Sort, sort_of

__all__ = ["LONGEST", "Leftover", "ParsedReference", "Token", "parse_cleaned", "parse_reference", "parse_references"]

LONGEST = 4000
"""Characters of one reference that are read; what is longer is a text, not a reference, and is left over whole."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """Characters that are in no field."""

    start: int
    end: int
    printed: str
    rule: str
    """What they are: signal, number, label, honorific, punctuation, latex, other ..."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark with what it was labelled: for `--explain`."""

    start: int
    end: int
    text: str
    label: str
    probability: float
    by: str
    """rule or model"""


@dataclass(frozen=True, slots=True)
class ParsedReference:
    """What one printed reference says."""

    text: str
    """As it was given."""
    entry: Entry
    """Without a key; no variable that is not printed."""
    sort: Sort
    """What kind of thing it is: a work, a short cite, a law, prose, nothing."""
    fields: tuple[FieldEvidence, ...] = ()
    leftover: tuple[Leftover, ...] = ()
    tokens: tuple[Token, ...] = ()
    signal: str = ""
    """Introductory words: "See also"."""
    locator: str = ""
    """The pinpoint of the cite, where it is told apart from the pages of the work."""
    locator_label: str = ""
    notices: tuple[Notice, ...] = ()

    @property
    def is_work(self) -> bool:
        return self.sort is Sort.WORK

    @property
    def probability(self) -> float:
        """Of the least sure field."""
        return min((item.probability for item in self.fields), default=0.0)


def parse_reference(text: str, *, language: str | None = None) -> ParsedReference:
    """The entry that `text` says, with evidence; raises nothing, whatever the text is.

    `language` is that of the article around it: the entry says its own only where it is another.
    """
    cleaned = clean(TracedText.of(text[:LONGEST], 0)) if text.strip() else Cleaned(TracedText.of("", 0))
    parsed = parse_cleaned(cleaned.text.text, language=language)
    return _at_home(text, parsed, cleaned)


def parse_references(texts: Iterable[str], *, language: str | None = None) -> Iterator[ParsedReference]:
    """The entries of many references, one for one, in their order, as they come."""
    for text in texts:
        yield parse_reference(text, language=language)


def parse_cleaned(text: str, *, language: str | None = None) -> ParsedReference:
    """Like `parse_reference`, for a text that needs no cleaning; offsets count in it."""
    if not text.strip():
        return ParsedReference(text, Entry("", "document"), Sort.EMPTY)
    lifted = lift(text)
    front = _front(text, lifted)
    signal = text[front[0] : front[1]].strip(" ,:")
    sort = sort_of(text[front[1] :], lifted)
    law = None
    if not lifted and sort is not Sort.EMPTY:
        law = _law(text, front[1]) or (_law(text, 0) if front[0] else None)
        if law and law.segments[0].start < front[1]:  # a volume at the beginning looks like the number of a note
            front, signal = (0, 0), ""
    if law:
        sort = Sort.LAW
    if sort in (Sort.PROSE, Sort.EMPTY) or (sort is Sort.SHORT and not _names_a_work(text)):
        return ParsedReference(
            text, Entry("", "document"), sort, signal=signal, leftover=(Leftover(0, len(text), text, str(sort)),)
        )
    if law:
        segments = list(law.segments)
        tokens = explained(text, front[1], segments)
    else:
        segments, tokens = label(text, front[1], lifted)
    if sort is Sort.SHORT:  # numbers in it point to notes
        segments = [segment for segment in segments if segment.label in ("author", "title", "pages", "date")]
    built = build(text, segments, language=language)
    if law:
        built = _of_law(text, built, law)
    entry = built.entry if sort is not Sort.LAW else replace(built.entry, type=law_type(segments) or _law_type(text))
    return ParsedReference(
        text, entry, sort, built.fields, _leftover(text, built, segments, front), _tokens(text, tokens), signal,
        built.locator, built.locator_label, _notices(text, built, segments),
    )  # fmt: skip


_ASIDE = re.compile(r"[\s.;,]*(?:\([^()]{0,300}(?:\([^()]{0,80}\)[^()]{0,200})?\)[\s.;,]*){0,3}")


def _law(text: str, start: int) -> LawReading | None:
    """A case or statute that is all of the text but for a parenthetical behind it."""
    found = read_law(text, start)
    return found if found and _ASIDE.fullmatch(text, found.end) else None


def _of_law(text: str, built: Built, law: LawReading) -> Built:
    """With the pinpoint that the grammar has told apart; without one that the fields suggest."""
    why = {"legal_case": "the form of a case", "legislation": "the form of a statute", "treaty": "the form of a treaty"}
    pages = [
        replace(item, reason=why.get(item.reason, item.reason)) for item in built.fields if item.variable != "locator"
    ]
    strings = dict(built.entry.strings)
    for segment in law.segments:  # "Calder Co., 565": the stop belongs to the name where the citation goes on
        variable = {"container": "container-title", "pages": "page"}.get(segment.label, segment.label)
        printed = text[segment.start : segment.end]
        if segment.label == "volume" and printed.startswith("["):  # "[2018] AC 61": the brackets tell it from a volume
            strings[variable] = printed
        if segment.label == "pages" and re.match(r"I{1,2}\D", printed):  # "ECR I-7405": a part, not a range
            strings[variable] = re.sub(r"\W+", "\N{NON-BREAKING HYPHEN}", printed)
        if printed == strings.get(variable, "") + "." and text[segment.end :].strip(" .;"):
            strings[variable] = printed
    built = replace(built, entry=replace(built.entry, strings=strings))
    if law.pinpoint is None:
        return replace(built, fields=tuple(pages), locator="", locator_label="")
    start, end = law.pin
    pages.append(FieldEvidence("locator", start, end, text[start:end], Origin.RULE, 1.0, "behind a case or statute"))
    return replace(built, fields=tuple(sorted(pages, key=lambda item: item.start)), locator=law.pinpoint.locator,
                   locator_label=law.pinpoint.label)  # fmt: skip


def _names_a_work(text: str) -> bool:
    """Whether a short cite repeats author and title: then they are read, though it is no work of its own."""
    if read_author_cite(text):
        return True
    cite = read_short_cite(text)
    return bool(cite and cite.author and cite.title) and not (cite and cite.is_ibid)


def _law_type(text: str) -> str:
    return (
        "legal_case"
        if re.search(r"\bv\.?\s|\bUrt\.|\bUrteil|\bEuGH|\bBGH|\bCase\b|\bC-\d+/\d+|\barrêt\b|\bCass\.", text)
        else "legislation"
    )


def _front(text: str, lifted: list[Segment]) -> tuple[int, int]:
    """(end of the number, end of the signal words)."""
    number = NUMBER.match(text)
    first = (
        number.end() if number and number.end() < len(text) and not any(s.start < number.end() for s in lifted) else 0
    )
    return first, first + leading_signal(text[first:])


def _leftover(text: str, built: Built, segments: list[Segment], front: tuple[int, int]) -> tuple[Leftover, ...]:
    """Everything outside the fields, in runs, so that field spans and leftovers add up to the text."""
    covered = bytearray(len(text))
    for item in built.fields:
        covered[item.start : item.end] = b"\x01" * (item.end - item.start)
    rules = {index: rule for start, end, rule in built.set_aside for index in range(start, end)}
    rules.update(dict.fromkeys(range(front[0]), "number"))
    rules.update(dict.fromkeys(range(*front), "signal"))
    for segment in segments:
        rule = segment.label if segment.label in ("cue", "other", "note") else "label"
        rules.update({index: rules.get(index, rule) for index in range(segment.start, segment.end)})
    runs: list[Leftover] = []
    start = 0
    while start < len(text):
        if covered[start]:
            start += 1
            continue
        rule = rules.get(start, "")
        end = start + 1
        while end < len(text) and not covered[end] and rules.get(end, "") == rule:
            end += 1
        printed = text[start:end]
        if printed.strip():
            runs.append(
                Leftover(
                    start, end, printed, rule or ("punctuation" if not any(c.isalnum() for c in printed) else "other")
                )
            )
        start = end
    return tuple(runs)


def _tokens(text: str, tokens: list[LabelledToken]) -> tuple[Token, ...]:
    return tuple(Token(t.start, t.end, text[t.start : t.end], t.label, t.probability, t.by) for t in tokens)


def _notices(text: str, built: Built, segments: list[Segment]) -> tuple[Notice, ...]:
    notices: list[Notice] = []
    entry = built.entry
    if "title" not in entry.strings and (entry.names or entry.strings.get("URL")):
        slug = slug_words(entry.strings.get("URL", ""))
        notices.append(
            Notice(
                "B101",
                f"no title is printed in {_short(text)}",
                hint=f"its address suggests “{slug}”; add it if that is right" if slug else "add one by hand",
            )
        )
    for item in built.fields:
        if item.is_doubtful:
            notices.append(
                Notice(
                    "B102",
                    f"{item.variable} {item.printed!r} is not sure in {_short(text)}",
                    Severity.INFO,
                    hint="look at the printed reference",
                )
            )
    return tuple(notices)


def _short(text: str) -> str:
    return f"“{text if len(text) <= 60 else text[:57] + '...'}”"


def _at_home(given: str, parsed: ParsedReference, cleaned: Cleaned) -> ParsedReference:
    """The same with offsets in the text as given."""
    if cleaned.text.text == given:
        return parsed
    origins = cleaned.text.origins
    starts = list(origins)
    last = 0
    for index, origin in enumerate(starts):  # characters that were added take the place of the one before
        starts[index] = last = origin if origin >= 0 else last

    def home(start: int, end: int) -> tuple[int, int]:
        return (starts[start], starts[end - 1] + 1) if start < end else (0, 0)

    fields = tuple(
        replace(item, start=first, end=last, printed=given[first:last])
        for item in parsed.fields
        for first, last in [home(item.start, item.end)]
    )
    leftover = [
        replace(item, start=first, end=last, printed=given[first:last])
        for item in parsed.leftover
        for first, last in [home(item.start, item.end)]
    ]
    for piece, rule in cleaned.set_aside:
        for span in piece.spans():
            if given[span.start : span.end].strip():
                leftover.append(Leftover(span.start, span.end, given[span.start : span.end], rule))
    if len(given) > LONGEST and given[LONGEST:].strip():
        leftover.append(Leftover(LONGEST, len(given), given[LONGEST:], "too-long"))
    tokens = tuple(
        replace(item, start=first, end=last) for item in parsed.tokens for first, last in [home(item.start, item.end)]
    )
    repaired = tuple(
        Notice("B103", f"{rule}: {before!r} was read as {after!r} in {_short(given)}", Severity.INFO)
        for rule, before, after, _ in cleaned.repairs
    )
    return replace(parsed, text=given, fields=fields, leftover=tuple(sorted(leftover, key=lambda item: item.start)), tokens=tokens,  # noqa: E501
                   notices=parsed.notices + repaired)  # fmt: skip
