"""Resolving: the references in an article's notes and reference list become entries, cites stand in their place.

In: a divided `Article`. Out: the article with `CiteGroup` where references were printed, the `Bibliography`, and for
each work what was printed of it where. Nothing is lost: the characters of a note are in its runs, in the `source` of
its cite groups, or set aside; the characters of a reference list are in the variants of the works.

The phases, in order: collect the addresses that prove one another; read every note and item; put together what is one
work; give keys; point short cites at their works; write the notes anew; where there is a reference list, put cites in
place of the author-date brackets of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from pubkit.model import (
    Article,
    Bibliography,
    Block,
    Cite,
    CiteGroup,
    Entry,
    FieldEvidence,
    Inline,
    ListBlock,
    Name,
    Note,
    Paragraph,
    Run,
    SetAside,
    Style,
    TracedText,
    Witnesses,
)  # fmt: skip
from pubkit.model.article import BlockQuote
from pubkit.notices import Notice, Severity
from pubkit.references.body_cites import Candidate, CiteBody
from pubkit.references.clean import clean
from pubkit.references.cues import fold
from pubkit.references.keys import give_keys
from pubkit.references.links import find_links, hyphen_twins
from pubkit.references.merge import combine, same_work, url_key
from pubkit.references.notes import NoteReading, Prose, Reference, Short, read_note
from pubkit.references.parse import ParsedReference, parse_cleaned
from pubkit.references.short_cites import ShortCite
from pubkit.references.titles import Lexicon, lexicon_of, protect

__all__ = ["Resolution", "Variant", "Work", "resolve"]


@dataclass(frozen=True, slots=True)
class Variant:
    """One printed reference to a work."""

    where: str
    """`note 12` or `reference 3`."""
    printed: TracedText
    parsed: ParsedReference
    reason: str = ""
    """Why it is the same work as the first; empty for the first."""


@dataclass(frozen=True, slots=True)
class Work:
    """A work that the article cites."""

    entry: Entry
    """As it goes into the bibliography, with its key."""
    variants: tuple[Variant, ...]
    known: bool = False
    """Whether an earlier bibliography had it, whose entry was kept."""

    @property
    def fields(self) -> tuple[FieldEvidence, ...]:
        """The evidence of the fullest variant."""
        return max((variant.parsed.fields for variant in self.variants), key=len, default=())


@dataclass(frozen=True, slots=True)
class Resolution:
    """What came of an article's references."""

    article: Article
    bibliography: Bibliography
    works: tuple[Work, ...]
    notices: tuple[Notice, ...] = ()


@dataclass(slots=True)
class _Group:
    """One work while it is put together."""

    variants: list[Variant]
    key: str = ""

    @property
    def entries(self) -> list[Entry]:
        return [variant.parsed.entry for variant in self.variants]


@dataclass(slots=True)
class _State:
    article: Article
    language: str
    witnesses: Witnesses | None
    groups: list[_Group] = field(default_factory=list)
    index: dict[str, list[_Group]] = field(default_factory=dict)
    set_aside: list[SetAside] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)


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
    state = _State(article, article.front.language or "en", witnesses)
    urls = hyphen_twins(_urls(article))
    # 1. read
    readings = [[_read_paragraph(paragraph, state, urls) for paragraph in note.paragraphs] for note in article.notes]
    groups: dict[int, _Group] = {}  # by the identity of the Reference part
    for note, paragraphs in zip(article.notes, readings, strict=True):
        for part in _references(paragraphs):
            groups[id(part)] = _place(state, Variant(f"note {note.id}", part.text, part.parsed))
    kept = _reference_list(state, urls)
    # 2. key
    earlier = [_known(group, known) for group in state.groups]
    merged = [
        before or _known(group, carried) or combine(group.entries)
        for group, before in zip(state.groups, earlier, strict=True)
    ]
    keys = give_keys(merged, [entry.key if entry else None for entry in earlier], known)
    lexicon = lexicon_of(_body(article))
    for group, key in zip(state.groups, keys, strict=True):
        group.key = key
    works = tuple(
        Work(before or _finish(entry, key, lexicon), tuple(group.variants), before is not None)
        for group, key, entry, before in zip(state.groups, keys, merged, earlier, strict=True)
    )
    # 3. write
    notes = _write_notes(state, readings, groups)
    for work in works:
        _tell(state, work)
    blocks = _cite_body(state, works)
    resolved = replace(
        article, blocks=blocks, notes=notes, references=kept, set_aside=article.set_aside + tuple(state.set_aside)
    )
    return Resolution(resolved, Bibliography(tuple(work.entry for work in works)), works, tuple(state.notices))


# --- reading -------------------------------------------------------------------------------------------------------

_Piece = NoteReading | Inline
"""A stretch of running text that was read, or an inline that is no text."""


def _read_paragraph(
    paragraph: tuple[Inline, ...], state: _State, urls: dict[str, str]
) -> list[tuple[_Piece, tuple[Run, ...]]]:
    pieces: list[tuple[_Piece, tuple[Run, ...]]] = []
    runs: list[Run] = []
    for inline in (*paragraph, None):
        if isinstance(inline, Run):
            runs.append(inline)
            continue
        if runs:
            text = TracedText.added("").join(run.text for run in runs)
            reading = read_note(text, language=state.language, urls=urls)
            state.set_aside += [
                SetAside(piece, f"references/{rule}", "debris around a reference") for piece, rule in reading.set_aside
            ]
            for rule, before, after, _ in reading.repairs:
                state.notices.append(
                    _notice(state, "B103", f"{rule}: {before!r} was read as {after!r}", text, Severity.INFO)
                )
            pieces.append((reading, tuple(runs)))
            runs = []
        if inline is not None:
            pieces.append((inline, ()))
    return pieces


def _references(paragraphs: Iterable[list[tuple[_Piece, tuple[Run, ...]]]]) -> Iterator[Reference]:
    for pieces in paragraphs:
        for piece, _ in pieces:
            if isinstance(piece, NoteReading):
                yield from (part for part in piece.parts if isinstance(part, Reference))


def _reference_list(state: _State, urls: dict[str, str]) -> tuple[TracedText, ...]:
    """Puts the items of the reference list to their works; returns those that are none."""
    kept: list[TracedText] = []
    before: Entry | None = None
    for number, item in enumerate(state.article.references, 1):
        cleaned = clean(item, urls=urls)
        parsed = parse_cleaned(cleaned.text.text, language=state.language)
        if not parsed.is_work or not (parsed.entry.names or "title" in parsed.entry.strings):
            kept.append(item)
            state.notices.append(
                _notice(
                    state,
                    "B104",
                    f"item {number} of the references is no work that can be read",
                    item,
                    Severity.WARNING,
                )
            )
            continue
        parsed = replace(parsed, entry=_dashes(parsed.entry, before))
        before = parsed.entry
        state.set_aside += [
            SetAside(piece, f"references/{rule}", "debris around a reference") for piece, rule in cleaned.set_aside
        ]
        _place(state, Variant(f"reference {number}", cleaned.text, parsed))
    return tuple(kept)


def _dashes(entry: Entry, before: Entry | None) -> Entry:
    """A dash in place of the author means the author of the item before."""
    author = entry.names.get("author", ())
    if before and author and not re.search(r"\w", author[0].literal or "x"):
        return replace(entry, names={**entry.names, "author": before.names.get("author", ()) + author[1:]})
    return entry


def _place(state: _State, variant: Variant) -> _Group:
    entry = variant.parsed.entry
    marks = list(_marks(entry))
    for mark in marks:
        for group in state.index.get(mark, ()):
            reason = next((why for other in group.entries if (why := same_work(other, entry))), "")
            if reason:
                group.variants.append(replace(variant, reason=reason))
                for more in marks:
                    if group not in state.index.setdefault(more, []):
                        state.index[more].append(group)
                return group
    group = _Group([variant])
    state.groups.append(group)
    for mark in marks:
        state.index.setdefault(mark, []).append(group)
    return group


def _marks(entry: Entry) -> Iterator[str]:
    """What two variants of one work have in common at least."""
    if entry.text("DOI"):
        yield "doi:" + entry.text("DOI").casefold()
    if entry.text("ISBN"):
        yield "isbn:" + entry.text("ISBN")
    if entry.text("URL"):
        yield "url:" + url_key(entry.text("URL"))
    title = fold(entry.text("title")).split()
    if title:
        yield "title:" + " ".join(title[:2])
        yield "end:" + " ".join(title[-2:])
    names = entry.names.get("author") or entry.names.get("editor") or ()
    if names and "issued" in entry.dates:
        yield f"who:{fold(names[0].family or names[0].literal)}:{entry.dates['issued']}"


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


# --- entries -------------------------------------------------------------------------------------------------------


def _known(group: _Group, known: Bibliography | None) -> Entry | None:
    if known is None:
        return None
    return next((entry for entry in known.entries if any(same_work(entry, own) for own in group.entries)), None)


def _finish(entry: Entry, key: str, lexicon: Lexicon) -> Entry:
    strings = dict(entry.strings)
    if "title" in strings and strings.get("language", "en").startswith("en"):
        strings["title"] = protect(strings["title"], lexicon)
    names = {variable: tuple(_with_stops(name) for name in given) for variable, given in entry.names.items()}
    return replace(entry, key=key, strings=strings, names=names)


_BARE_INITIAL = re.compile(r"(?<![^\s-])([^\W\d_])(?=$|[\s-])")


def _with_stops(name: Name) -> Name:
    """Initials with their stops, so that "Doe J" and "Doe J." are one person in every style."""
    given = _BARE_INITIAL.sub(lambda match: match[0] + ("." if match[0].isupper() else ""), name.given)
    return replace(name, given=given)


def _body(article: Article) -> Iterator[str]:
    """The running text of the article, for the lexicon of proper nouns."""
    for block in article.blocks:
        if isinstance(block, Paragraph | BlockQuote):
            yield "".join(inline.text.text if isinstance(inline, Run) else "" for inline in block.content)
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield "".join(inline.text.text if isinstance(inline, Run) else "" for inline in item)


# --- writing -------------------------------------------------------------------------------------------------------


def _write_notes(
    state: _State, readings: list[list[list[tuple[_Piece, tuple[Run, ...]]]]], groups: dict[int, _Group]
) -> tuple[Note, ...]:
    cited: dict[str, list[_Group]] = {}
    last: list[_Group] = []
    notes: list[Note] = []
    for note, paragraphs in zip(state.article.notes, readings, strict=True):
        here: list[_Group] = []
        written: list[tuple[Inline, ...]] = []
        for pieces in paragraphs:
            inlines: list[Inline] = []
            for piece, runs in pieces:
                inlines += (
                    _write(state, piece, runs, groups, cited, here, last) if isinstance(piece, NoteReading) else [piece]
                )
            written.append(tuple(inlines))
        cited[note.id] = here
        last = here[-1:] or last
        notes.append(replace(note, paragraphs=tuple(written)))
    return tuple(notes)


def _cite_body(state: _State, works: tuple[Work, ...]) -> tuple[Block, ...]:
    """The blocks with cites for author-date brackets that name works of the reference list."""
    candidates = tuple(
        candidate
        for work in works
        if any(variant.where.startswith("reference ") for variant in work.variants)
        for candidate in _candidates(work)
    )
    if not candidates:
        return state.article.blocks

    def tell(printed: TracedText, keys: str) -> None:
        message = f"{printed.text!r} in the text cites {keys}: families and year of the reference list"
        state.notices.append(_notice(state, "B107", message, printed, Severity.INFO))

    body = CiteBody(candidates, tell)
    blocks: list[Block] = []
    for block in state.article.blocks:
        if isinstance(block, Paragraph | BlockQuote):
            blocks.append(replace(block, content=body.paragraph(block.content)))
        elif isinstance(block, ListBlock):
            blocks.append(replace(block, items=tuple(body.paragraph(item) for item in block.items)))
        else:
            blocks.append(block)
    return tuple(blocks)


def _candidates(work: Work) -> Iterator[Candidate]:
    entry = work.entry
    names = entry.names.get("author") or entry.names.get("editor") or ()
    year = str(entry.dates.get("issued", ""))[:4]
    if not names or not year.isdigit():
        return
    families = tuple(fold(f"{name.particle} {name.family}".strip() or name.literal) for name in names)
    bare = tuple(fold(name.family or name.literal) for name in names)
    letters = {
        match[1] for variant in work.variants for match in re.finditer(year + r"([a-z])\b", variant.printed.text)
    }
    letter = next(iter(letters)) if len(letters) == 1 else ""
    for form in dict.fromkeys((families, bare)):
        yield Candidate(entry.key, form, year + letter)


def _write(
    state: _State,
    reading: NoteReading,
    runs: tuple[Run, ...],
    groups: dict[int, _Group],
    cited: dict[str, list[_Group]],
    here: list[_Group],
    last: list[_Group],
) -> list[Inline]:
    out: list[Inline] = []
    only = reading.is_only_references
    for part in reading.parts:
        if isinstance(part, Prose):
            out += _runs(part.text, runs) if not only or not out else [_swallow(out, part.text)]
            continue
        group = groups[id(part)] if isinstance(part, Reference) else _meant(part.cite, state, cited, here, last)
        if group is None:
            state.notices.append(
                _notice(
                    state,
                    "B105",
                    f"the short cite {part.text.text.strip()!r} points to no work that is cited here",
                    part.text,
                )
            )
            out += _runs(part.text, runs)
            continue
        here.append(group)
        last = [group]
        out += _cite(part, group, runs, only, out)
    return [inline for inline in out if inline is not None]


def _swallow(out: list[Inline], text: TracedText) -> Inline:
    """A stop behind the last reference of a note that is only references belongs to its source."""
    group = out.pop()
    if isinstance(group, CiteGroup):
        return replace(group, source=group.source + text)
    return Run(group.text + text, group.style) if isinstance(group, Run) else group


def _cite(part: Reference | Short, group: _Group, runs: tuple[Run, ...], only: bool, out: list[Inline]) -> list[Inline]:
    text = part.text
    if isinstance(part, Reference):
        signal, locator, label = part.parsed.signal, part.parsed.locator, part.parsed.locator_label
    else:
        signal, locator, label = part.cite.prefix, part.cite.locator, "page"
    cite = Cite(group.key, (label or "page") if locator else None, locator or None, f"{signal} " if signal else "")
    if only:
        if out and isinstance(out[-1], CiteGroup):
            before = out.pop()
            assert isinstance(before, CiteGroup)
            return [CiteGroup((*before.cites, cite), before.source + text)]
        return [CiteGroup((cite,), text)]
    end = len(text.text.rstrip(" .;,")) if not re.search(r"\b[A-Z]\.\s*$", text.text) else len(text.text.rstrip())
    tail = _runs(text[end:], runs) if end < len(text) else []
    return [CiteGroup((cite,), text[:end]), *tail]


def _runs(text: TracedText, runs: tuple[Run, ...]) -> list[Inline]:
    """The text as runs, each in the style that its characters had."""
    styles = {
        number: run.style for run in runs if run.style is not Style.PLAIN for number in run.text.origins if number >= 0
    }
    out: list[Inline] = []
    start = 0
    for index in range(1, len(text) + 1):
        here = styles.get(text.origins[start], Style.PLAIN)
        if index == len(text) or styles.get(text.origins[index], Style.PLAIN) is not here:
            out.append(Run(text[start:index], here))
            start = index
    return out


def _meant(
    cite: ShortCite, state: _State, cited: dict[str, list[_Group]], here: list[_Group], last: list[_Group]
) -> _Group | None:
    """The work that a short cite means."""
    if cite.note is not None and (pointed := cited.get(str(cite.note))):
        return next(
            (group for group in pointed if _by(group, cite.author)),
            pointed[0] if not cite.author or len(pointed) == 1 else None,
        )
    if cite.is_ibid:
        return here[-1] if here else (last[-1] if last else None)
    if cite.author:
        earlier = [group for groups in cited.values() for group in groups] + here
        by = [group for group in earlier if _by(group, cite.author)]
        if cite.year:
            everything = by or [group for group in state.groups if _by(group, cite.author)]
            return next((group for group in everything if _dated(group, cite.year)), None)
        titled = [group for group in by if cite.title and _titled(group, cite.title)]
        if titled:
            return titled[-1]
        return by[-1] if by and (not cite.title or len(set(map(id, by))) == 1) else None
    return None


def _by(group: _Group, author: str) -> bool:
    words = set(fold(author).split())
    names = [name for entry in group.entries for name in entry.names.get("author", ()) + entry.names.get("editor", ())]
    return any(set(fold(name.family or name.literal).split()) & words for name in names)


def _dated(group: _Group, year: str) -> bool:
    return any(str(entry.dates.get("issued", ""))[:4] == year[:4] for entry in group.entries)


def _titled(group: _Group, title: str) -> bool:
    words = set(fold(title).split())
    return any(
        len(words & set(fold(entry.text("title")).split())) >= max(1, len(words) * 0.6) for entry in group.entries
    )


# --- telling -------------------------------------------------------------------------------------------------------


def _tell(state: _State, work: Work) -> None:
    first = work.variants[0]
    for variant in work.variants:
        for notice in variant.parsed.notices:
            if notice.code != "B101" or "title" not in work.entry.strings:
                state.notices.append(
                    _notice(
                        state,
                        notice.code,
                        f"@{work.entry.key}: {notice.message}",
                        variant.printed,
                        notice.severity,
                        notice.hint,
                    )
                )
    for variant in work.variants[1:]:
        state.notices.append(
            _notice(
                state,
                "B106",
                f"@{work.entry.key}: {variant.where} cites the work of {first.where} ({variant.reason})",
                variant.printed,
                Severity.INFO,
            )
        )


def _notice(
    state: _State,
    code: str,
    message: str,
    text: TracedText,
    severity: Severity = Severity.WARNING,
    hint: str | None = None,
) -> Notice:
    number = next((origin for origin in text.origins if origin >= 0), None)
    place = None
    if state.witnesses is not None and number is not None:
        try:
            place = state.witnesses.place(number)
        except IndexError:
            place = None
    return Notice(code, message, severity, place, hint=hint)
