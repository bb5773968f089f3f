"""Resolving: the references in an article's notes and reference list become entries, cites stand in their place.

In: a divided `Article`. Out: the article with `CiteGroup` where references were printed, the `Bibliography`, and for
each work what was printed of it where. Nothing is lost: the characters of a note are in its runs, in the `source` of
its cite groups, or set aside; the characters of a reference list are in the variants of the works.

The phases, in order: collect the addresses that prove one another; read the list, then note by note, putting together
what is one work and pointing short cites at theirs; give keys; write the notes anew; where there is a reference list,
put cites in place of the author-date brackets of the text.
"""

from __future__ import annotations

import re

from pubkit.model import (
    Article,
    Bibliography,
    Block,
    Entry,
    FieldEvidence,
    Inline,
    ListBlock,
    Note,
    Origin,
    Paragraph,
    Run,
    SetAside,
    TracedText,
    Witnesses,
)  # fmt: skip
from pubkit.model.article import BlockQuote
from pubkit.notices import Notice, Severity
from pubkit.records import dataclass, field, replace
from pubkit.references.antecedents import Chain
from pubkit.references.body_cites import CiteBody, candidates
from pubkit.references.clean import clean
from pubkit.references.keys import give_keys
from pubkit.references.links import broken_twins, find_links, hyphen_twins
from pubkit.references.merge import combine
from pubkit.references.note_writing import Cited, Printed, write_stretch
from pubkit.references.notes import Part, Prose, Reference, Short, read_note
from pubkit.references.numbered_cites import NumberedCites, labels_of, manner_of
from pubkit.references.parse import parse_cleaned
from pubkit.references.records import by_record, finished, known_entry, running_text
from pubkit.references.telling import Teller
from pubkit.references.titles import lexicon_of
from pubkit.references.works import Group, Shelf, Variant, Work

__all__ = ["Resolution", "resolve"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """What came of an article's references."""

    article: Article
    bibliography: Bibliography
    works: tuple[Work, ...]
    notices: tuple[Notice, ...] = ()


_Stretch = tuple[list[Printed | Cited], tuple[Run, ...]] | Inline
"""The parts of a stretch of running text with its runs, or an inline that is no text."""


@dataclass(slots=True)
class _State:
    article: Article
    language: str
    urls: dict[str, str]
    teller: Teller
    shelf: Shelf = field(default_factory=Shelf)
    chain: Chain = field(default_factory=Chain)
    set_aside: list[SetAside] = field(default_factory=list)


def resolve(
    article: Article,
    *,
    known: Bibliography | None = None,
    carried: Bibliography | None = None,
    witnesses: Witnesses | None = None,
) -> Resolution:
    """The article with cites for its references, and its bibliography.

    `known` is the bibliography of an earlier run, perhaps changed by an editor: its entries and keys stay. `carried`
    are the records that a witness brings with it (fields of a reference manager): they stand instead of what was read
    out of the printed reference. `witnesses` give the notices their places.
    """
    urls = _urls(article)
    proved = broken_twins(urls) | hyphen_twins(urls)
    state = _State(article, article.front.language or "en", proved, Teller(witnesses))
    # 1. read
    kept = _reference_list(state)
    state.chain.works = tuple(state.shelf.groups)
    readings = [_read_note(note, state) for note in article.notes]
    # 2. key
    groups, same = by_record(_in_order_of_cite(state.shelf.groups), known)
    earlier = [known_entry(group, known) for group in groups]
    merged = [
        before or known_entry(group, carried) or combine(group.entries)
        for group, before in zip(groups, earlier, strict=True)
    ]
    keys = give_keys(merged, [entry.key if entry else None for entry in earlier], known)
    lexicon = lexicon_of(running_text(article))
    for group, key in zip(groups, keys, strict=True):
        group.key = key
    for group, first in same:
        group.key = first.key
    works = tuple(
        Work(before or finished(entry, key, lexicon, state.language), tuple(group.variants), before is not None)
        for group, key, entry, before in zip(groups, keys, merged, earlier, strict=True)
    )
    # 3. write
    notes = tuple(
        replace(note, paragraphs=tuple(_written(paragraph) for paragraph in reading))
        for note, reading in zip(article.notes, readings, strict=True)
    )
    for work in works:
        state.teller.work(work)
    resolved = replace(
        article, blocks=_cite_body(state, works), notes=notes, references=kept,
        set_aside=article.set_aside + tuple(state.set_aside),
    )  # fmt: skip
    bibliography = Bibliography(tuple(work.entry for work in works))
    return Resolution(resolved, bibliography, works, tuple(state.teller.notices))


# --- reading -------------------------------------------------------------------------------------------------------


def _read_note(note: Note, state: _State) -> list[list[_Stretch]]:
    read = [_read_paragraph(paragraph, note, state) for paragraph in note.paragraphs]
    state.chain.end_note(note.id)
    return read


def _read_paragraph(paragraph: tuple[Inline, ...], note: Note, state: _State) -> list[_Stretch]:
    stretches: list[_Stretch] = []
    runs: list[Run] = []
    for inline in (*paragraph, None):
        if isinstance(inline, Run):
            runs.append(inline)
            continue
        if runs:
            stretches.append((_read_runs(runs, note, state), tuple(runs)))
            runs = []
        if inline is not None:
            stretches.append(inline)
    return stretches


def _read_runs(runs: list[Run], note: Note, state: _State) -> list[Printed | Cited]:
    text = TracedText.added("").join(run.text for run in runs)
    reading = read_note(text, language=state.language, urls=state.urls)
    _put_aside(state, reading.set_aside)
    for rule, before, after, _ in reading.repairs:
        state.teller.tell("B103", f"{rule}: {before!r} was read as {after!r}", text, Severity.INFO)
    return [_place(part, note, state) for part in reading.parts]


def _place(part: Part, note: Note, state: _State) -> Printed | Cited:
    """The part with the work that it cites, or as words that stay."""
    chain = state.chain
    if isinstance(part, Reference):
        parsed = _with_author(part, chain, state.teller).parsed
        group = state.shelf.place(Variant(f"note {note.id}", part.text, parsed))
        chain.cite(group, parsed.locator_label, parsed.locator)
        return Cited(part.text, group, parsed.signal, parsed.locator_label, parsed.locator)
    cite = part.cite if isinstance(part, Short) else part.short
    if cite is not None:
        meant = chain.meant(cite)
        if meant.work is not None:
            label, locator = (cite.label, cite.locator) if cite.locator else meant.locator
            if meant.doubt:
                said = f"{_printed(part)} was taken for “{meant.work.name}”: {meant.doubt}"
                state.teller.tell(
                    "B108", said, part.text, hint="correct the key in article.md if it means another work"
                )
            chain.cite(meant.work, label, locator)
            return Cited(part.text, meant.work, cite.prefix, label, locator)
        if isinstance(part, Short):
            said = f"the short cite {_printed(part)} stays as printed: {meant.reason}"
            state.teller.tell("B105", said, part.text)
            chain.unread(part.text.text.strip())
    if isinstance(part, Prose) and part.is_source:
        chain.unread(part.text.text.strip())
        if part.is_law:
            said = f"{_printed(part)} looks like a case or statute and stays as printed"
            state.teller.tell("B109", said, part.text, Severity.INFO)
    return Printed(part.text)


def _printed(part: Part) -> str:
    printed = part.text.text.strip()
    return repr(printed if len(printed) <= 80 else printed[:77] + "...")


def _with_author(part: Reference, chain: Chain, teller: Teller) -> Reference:
    """With the author for whom "Ders." stands."""
    if not part.same_author:
        return part
    names, parsed = chain.author, part.parsed
    if not names:
        teller.tell(
            "B108", f"whom {_printed(part)} means by its first word cannot be told", part.text, hint="add the author"
        )
        return part
    if chain.is_interrupted:
        said = f"{_printed(part)}: {names[0]} is taken for its author; a source that could not be read stands between"
        teller.tell("B108", said, part.text, hint="correct the author if it is another")
    word = re.search(r"\w+\.?", part.text.text[len(parsed.signal) :])
    start = len(parsed.signal) + (word.start() if word else 0)
    end = len(parsed.signal) + (word.end() if word else 0)
    seen = FieldEvidence(
        "author",
        start,
        end,
        part.text.text[start:end],
        Origin.RULE,
        0.6 if chain.is_interrupted else 0.9,
        "the author of the work cited before",
    )
    entry = replace(parsed.entry, names={"author": names, **parsed.entry.names})
    return replace(part, parsed=replace(parsed, entry=entry, fields=(seen, *parsed.fields)))


def _reference_list(state: _State) -> tuple[TracedText, ...]:
    """Puts the items of the reference list to their works; returns those that are none."""
    kept: list[TracedText] = []
    before: Entry | None = None
    for number, item in enumerate(state.article.references, 1):
        cleaned = clean(item, urls=state.urls)
        parsed = parse_cleaned(cleaned.text.text, language=state.language)
        if not parsed.is_work or not (parsed.entry.names or "title" in parsed.entry.strings):
            kept.append(item)
            state.teller.tell("B104", f"item {number} of the references is no work that can be read", item)
            continue
        parsed = replace(parsed, entry=_dashes(parsed.entry, before))
        before = parsed.entry
        _put_aside(state, cleaned.set_aside)
        state.shelf.place(Variant(f"reference {number}", cleaned.text, parsed))
    return tuple(kept)


def _dashes(entry: Entry, before: Entry | None) -> Entry:
    """A dash in place of the author means the author of the item before."""
    author = entry.names.get("author", ())
    if before and author and not re.search(r"\w", author[0].literal or "x"):
        return replace(entry, names={**entry.names, "author": before.names.get("author", ()) + author[1:]})
    return entry


def _put_aside(state: _State, pieces: tuple[tuple[TracedText, str], ...]) -> None:
    state.set_aside += [SetAside(text, f"references/{rule}", "debris around a reference") for text, rule in pieces]


def _in_order_of_cite(groups: list[Group]) -> list[Group]:
    """Works of the notes first, then those of the list alone; variants likewise."""
    for group in groups:
        group.variants.sort(key=lambda variant: variant.where.startswith("reference "))
        if group.variants[0].reason:  # the first was the one of the list
            group.variants[0], group.variants[-1] = (
                replace(group.variants[0], reason=""),
                replace(group.variants[-1], reason=group.variants[0].reason),
            )
    listed = [group for group in groups if group.variants[0].where.startswith("reference ")]
    noted = [group for group in groups if group not in listed]
    return [*noted, *listed]


def _urls(article: Article) -> list[str]:
    texts = [
        run.text.text
        for note in article.notes
        for paragraph in note.paragraphs
        for run in paragraph
        if isinstance(run, Run)
    ]
    texts += [item.text for item in article.references]
    found = []
    for text in texts:
        whole = clean(TracedText.of(text, 0)).text.text if "http" in text or "www" in text else ""
        found += [whole[link.start : link.end] for link in find_links(whole)]
    return found


# --- writing -------------------------------------------------------------------------------------------------------


def _written(stretches: list[_Stretch]) -> tuple[Inline, ...]:
    out: list[Inline] = []
    for stretch in stretches:
        if isinstance(stretch, tuple):
            out += write_stretch(*stretch)
        else:
            out.append(stretch)
    return tuple(out)


def _cite_body(state: _State, works: tuple[Work, ...]) -> tuple[Block, ...]:
    """The blocks with cites for numbers, or author-date brackets, that name works of the reference list."""
    numbers = _numbers_of(state, works)
    manner = manner_of(state.article, numbers) if len(numbers) > 1 else ""
    named = candidates(works)
    if not named and not manner:
        return state.article.blocks

    def tell(printed: TracedText, keys: str) -> None:
        why = "numbers" if manner else "families and year"
        said = f"{printed.text!r} in the text cites {keys}: {why} of the reference list"
        state.teller.tell("B107", said, printed, Severity.INFO)

    body = NumberedCites(manner, numbers, tell) if manner else CiteBody(named, tell)
    blocks: list[Block] = []
    for block in state.article.blocks:
        if isinstance(block, Paragraph | BlockQuote):
            blocks.append(replace(block, content=body.paragraph(block.content)))
        elif isinstance(block, ListBlock):
            blocks.append(replace(block, items=tuple(body.paragraph(item) for item in block.items)))
        else:
            blocks.append(block)
    return tuple(blocks)


def _numbers_of(state: _State, works: tuple[Work, ...]) -> dict[int, str]:
    """Keys of the works by their number in the list of references."""
    labels = labels_of(state.article.references)
    return {
        labels[place]: work.entry.key
        for work in works
        for variant in work.variants
        if variant.where.startswith("reference ") and (place := int(variant.where.removeprefix("reference "))) in labels
    }
