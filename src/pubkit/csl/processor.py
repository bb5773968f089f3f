"""The processor: items, a style and the citations of a document in; rendered citations and bibliography out.

One call handles the whole document, in these steps: number the items, sort the bibliography, sort cites, find
positions, disambiguate, render, group and collapse, render the bibliography, repair punctuation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from pubkit.records import dataclass, field, replace

from . import grammar as g
from .bibliography import BibliographyParameters, align_second_field, parameters, substitute_authors
from .cites import affix_of, begins_sentence, capitalize_term, first_leaf, into_block, plain_name
from .collapse import RenderedCite, assemble, without_first_names
from .context import Citation, Cite, Context, Record
from .disambiguate import disambiguate
from .errors import CslWarning
from .evaluate import branch_of, render, render_layout
from .inline import Inline, Kind, Span, first_of
from .inline import replace as replace_spans
from .item import Item, Name, make_item
from .load import load_locale
from .locale import Localization, localization
from .macros import renders_variable
from .position import positions
from .punctuation import finish
from .sort import SortValues, ordered, sort_values

__all__ = ["Entry", "Processor", "Rendered", "Result"]


@dataclass(frozen=True, slots=True)
class Rendered:
    """One citation, rendered."""

    inlines: list[Inline]
    """The whole citation, as a finished tree."""
    author: list[Inline] = field(default_factory=list)
    """For composite citations: the names, which stand in the running text before `inlines`."""
    note: bool = False
    """Whether it belongs in a note (the style is a note style)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One bibliographic entry."""

    id: Any
    """Id of the item."""
    inlines: list[Inline]
    """The entry as a finished tree; blocks are spans of kind BLOCK."""


@dataclass(frozen=True, slots=True)
class Result:
    """Everything rendered."""

    citations: list[Rendered]
    """In the order of the document."""
    bibliography: list[Entry]
    """In printed order; empty if the style has none."""
    parameters: BibliographyParameters
    """How the bibliography is set."""
    warnings: list[CslWarning]
    """What the reader should know."""


class Processor:
    """Renders citations of items in a style and a language.

    `locale` is a language or dialect; without it that of the style, else en-US. `load` gives the compiled
    locale file of a language, so that a caller may keep compiled locales as it keeps compiled styles. A
    processor may process one document after another; each call starts anew."""

    def __init__(
        self,
        style: g.Style,
        items: Iterable[Mapping[str, Any]],
        *,
        locale: str | None = None,
        load: Callable[[str], g.Locale | None] = load_locale,
    ) -> None:
        self.style = style
        self.lang = locale or style.default_locale or "en-US"
        self.loc: Localization = localization(self.lang, style.locales, load)
        self.items: dict[Any, Item] = {}
        self.warnings: list[CslWarning] = []
        self._warned: set[CslWarning] = set()
        if load(self.lang) is None:
            self._warn("unknown-locale", f"there is no locale {self.lang!r}; terms are those of en-US")
        for source in items:
            item = make_item(source)
            if item.id in self.items:
                self._warn("duplicate-item", f"the id {str(item.id)!r} stands twice; the last is used", item.id)
            self.items[item.id] = item
        self._standing = tuple(self.warnings)
        self._quotes = self._quotation_marks()
        self._options: tuple[dict[int, g.NameOptions], dict[int, g.NameOptions]] = ({}, {})
        self._levels: dict[tuple[bool, Name], int] = {}
        self._explicit = bool({"citation-year-suffix", "bibliography-year-suffix"} & style.facts)

    def _quotation_marks(self) -> str:
        marks = "\"'“”‘’"
        for name in ("open-quote", "close-quote", "open-inner-quote", "close-inner-quote"):
            term = (self.loc.term(name) or "").strip()
            if len(term) == 1 and term not in marks:
                marks += term
        return marks

    # -- the whole document --------------------------------------------------------------------------------

    def process(self, citations: Sequence[Citation], *, nocite: Iterable[Any] | None = None) -> Result:
        """Render the citations of a document and its bibliography: the items cited, and those of `nocite`
        (None: no more than those cited)."""
        self.warnings, self._warned = list(self._standing), set(self._standing)
        self._levels.clear()
        records = self._records(citations, nocite)
        by_id = {record.item.id: record for record in records}
        for citation in citations:
            for cite in citation.cites:
                if cite.id not in by_id and (item := self.item(cite.id)) is not None:
                    by_id[cite.id] = by_id[item.id]
        in_order = self._number(records)
        arranged = [(citation, self._sorted_cites(citation, by_id)) for citation in citations]
        distance = self.style.citation.options.get("near-note-distance", "5")
        places = positions(arranged, int(distance) if distance.isdigit() else 5)
        disambiguate(self.style, in_order, self._render_bare, self._levels)
        rendered = [
            self._citation(citation, cites, row, by_id) for (citation, cites), row in zip(arranged, places, strict=True)
        ]
        return Result(rendered, self._bibliography(in_order), parameters(self.style.bibliography), self.warnings)

    def item(self, key: Any) -> Item | None:
        """The item of an id; a number and its digits are the same id."""
        found = self.items.get(key)
        if found is None and isinstance(key, str | int):
            found = self.items.get(int(key) if isinstance(key, str) and key.isdigit() else str(key))
        return found

    def _warn(self, code: str, message: str, item: Any = None) -> None:
        warning = CslWarning(code, message, None if item is None else str(item))
        if warning not in self._warned:
            self._warned.add(warning)
            self.warnings.append(warning)

    def _records(self, citations: Sequence[Citation], nocite: Iterable[Any] | None) -> list[Record]:
        """Items in the order in which they are cited, then those only listed."""
        found: dict[Any, Record] = {}
        for citation in citations:
            for cite in citation.cites:
                item = self.item(cite.id)
                if item is None:
                    self._warn("unknown-item", f"there is no item {str(cite.id)!r}", cite.id)
                elif item.id not in found:
                    found[item.id] = Record(item, cited=True)
        for key in nocite or ():
            item = self.item(key)
            if item is None:
                self._warn("unknown-item", f"there is no item {str(key)!r}", key)
            elif item.id not in found:
                found[item.id] = Record(item)
        return list(found.values())

    def _number(self, records: list[Record]) -> list[Record]:
        """Sort for the bibliography and assign citation numbers."""
        for number, record in enumerate(records, 1):
            record.citation_number = number
        area = self.style.bibliography
        if area is None or not area.sort:
            return records
        values = {id(r): self._sort_values(area, r, True) for r in records}
        in_order = ordered(records, lambda r: values[id(r)], area.sort)
        numbered = in_order[::-1] if self._counts_down(area) else in_order
        for number, record in enumerate(numbered, 1):
            record.citation_number = number
        return in_order

    def _counts_down(self, area: g.Area) -> bool:
        """Whether the bibliography is sorted by falling citation numbers."""
        key = area.sort[0]
        if not key.descending:
            return False
        if key.variable:
            return key.variable == "citation-number"
        return renders_variable(self.style, self.style.macros.get(key.macro, ()), "citation-number")

    def _sort_values(self, area: g.Area, record: Record, in_bibliography: bool) -> SortValues:
        return sort_values(area, lambda key: self._context(record, in_bibliography, sort_key=key))

    def _sorted_cites(self, citation: Citation, by_id: dict[Any, Record]) -> tuple[Cite, ...]:
        area = self.style.citation
        if not area.sort or len(citation.cites) < 2:
            return citation.cites
        values = {
            cite.id: self._sort_values(area, by_id[cite.id], False) for cite in citation.cites if cite.id in by_id
        }
        empty = ("",) * len(area.sort)
        # the names of a composite citation, which stand in the text, are those of the cite named first there
        kept = 1 if citation.mode == "composite" else 0
        others = ordered(citation.cites[kept:], lambda c: values.get(c.id, empty), area.sort)
        return (*citation.cites[:kept], *others)

    # -- contexts ------------------------------------------------------------------------------------------

    def _context(
        self,
        record: Record,
        in_bibliography: bool,
        *,
        position: frozenset[str] = frozenset(),
        cite: Cite | None = None,
        sort_key: g.SortKey | None = None,
    ) -> Context:
        bibliography = self.style.bibliography
        area = bibliography if in_bibliography and bibliography is not None else self.style.citation
        ctx = Context(
            self.style,
            self.loc,
            area,
            in_bibliography,
            record,
            render,
            branch_of,
            self._options[in_bibliography],
            self._levels,
            position,
        )
        ctx.sort_key = sort_key
        ctx.explicit_suffix = self._explicit
        ctx.quotes = self._quotes
        if cite is not None:
            ctx.locator, ctx.label = cite.locator, cite.label
        ctx.warn = self._warn
        return ctx

    def _render_bare(self, record: Record, position: frozenset[str]) -> list[Inline]:
        """A cite without affixes and locator, for disambiguation."""
        ctx = self._context(record, False, position=position)
        inlines = render_layout(ctx)
        record.tests = ctx.tested
        return inlines

    # -- citations -----------------------------------------------------------------------------------------

    def _citation(
        self,
        citation: Citation,
        cites: tuple[Cite, ...],
        row: list[tuple[frozenset[str], int | None]],
        by_id: dict[Any, Record],
    ) -> Rendered:
        area = self.style.citation
        note = self.style.class_ == "note"
        rendered = [
            self._cite(cite, position, first_note, by_id)
            for cite, (position, first_note) in zip(cites, row, strict=True)
        ]
        if note and citation.starts_note:
            for number, one in enumerate(rendered):
                if begins_sentence(one, number, area.delimiter):
                    one.inlines = capitalize_term(one.inlines)
        author: list[Inline] = []
        if citation.mode == "composite" and rendered and first_of(rendered[0].inlines, Kind.NAMES):
            author = self._names_of(rendered[0])
            rendered[0].unprinted = first_of(rendered[0].inlines, Kind.NAMES)
            rendered[0].inlines = without_first_names(rendered[0].inlines)
        if citation.prefix and rendered:
            rendered[0].prefix = [*affix_of(citation.prefix, False), *rendered[0].prefix]
        if citation.suffix and rendered:
            rendered[-1].suffix = [*rendered[-1].suffix, *affix_of(citation.suffix, True)]
        suffixes = area.options.get("disambiguate-add-year-suffix") == "true"
        inlines = assemble([r for r in rendered if r.inlines or r.prefix or r.suffix], area, suffixes, not note)
        if cites and cites[0].author_only:
            return Rendered(finish(inlines, self.loc), finish(author, self.loc), note)
        tree = self._layout(area, inlines)
        return Rendered(finish(tree, self.loc), finish(author, self.loc), note)

    def _layout(self, area: g.Area, inlines: list[Inline]) -> list[Inline]:
        """The affixes and formatting of cs:layout; here the affixes are inside the formatting."""
        if not inlines:
            return []
        formatting = area.formatting
        if formatting.prefix:
            inlines = [formatting.prefix, *inlines]
        if formatting.suffix:
            inlines = [*inlines, formatting.suffix]
        return [Span(Kind.FONT, inlines, formatting.font)] if formatting.font else inlines

    def _names_of(self, rendered: RenderedCite) -> list[Inline]:
        """The names of a cite, without the font of cs:name; of a cite without names, what it begins with."""
        names = first_of(rendered.inlines, Kind.NAMES)
        if names is not None:
            return [replace_spans(names, plain_name)]
        return [first_leaf(rendered.inlines)] if rendered.inlines else []

    def _cite(
        self, cite: Cite, position: frozenset[str], first_note: int | None, by_id: dict[Any, Record]
    ) -> RenderedCite:
        record = by_id.get(cite.id)
        prefix, suffix = affix_of(cite.prefix, False), affix_of(cite.suffix, True)
        if record is None:
            missing: list[Inline] = [Span(Kind.FONT, [f"{cite.id}?"], (("font-weight", "bold"),))]
            return RenderedCite(cite, None, missing, prefix, suffix)
        record.first_note = first_note
        inlines = render_layout(self._context(record, False, position=position, cite=cite))
        rendered = RenderedCite(cite, record, inlines, prefix, suffix)
        if cite.author_only:
            rendered.inlines = self._names_of(rendered)
        elif cite.suppress_author:
            rendered.unprinted = first_of(inlines, Kind.NAMES)
            rendered.inlines = without_first_names(inlines)
        if not inlines:
            self._warn("empty-cite", f"the style prints nothing for {str(cite.id)!r}", cite.id)
        return rendered

    # -- bibliography --------------------------------------------------------------------------------------

    def _bibliography(self, records: list[Record]) -> list[Entry]:
        area = self.style.bibliography
        if area is None:
            return []
        align = bool(area.options.get("second-field-align"))
        pieces = [render_layout(self._context(record, True)) for record in records]
        pieces = substitute_authors(pieces, area)
        entries = []
        for record, inlines in zip(records, pieces, strict=True):
            if not inlines:
                self._warn("empty-entry", f"the style prints nothing for {str(record.item.id)!r}", record.item.id)
            if align:
                inlines = align_second_field(inlines)
            entries.append(Entry(record.item.id, finish(self._entry(area, inlines), self.loc)))
        return entries

    def _entry(self, area: g.Area, inlines: list[Inline]) -> list[Inline]:
        """The layout of one entry; its suffix goes inside the last block."""
        suffix = area.formatting.suffix
        if suffix and (moved := into_block(inlines, suffix)) is not None:
            area, inlines = replace(area, formatting=replace(area.formatting, suffix="")), moved
        return self._layout(area, inlines)
