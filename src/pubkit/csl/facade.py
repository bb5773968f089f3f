"""The interface of citeproc-py over this engine: change one import and get all of CSL.

    from pubkit.csl.facade import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
    from citeproc import formatter
    from citeproc.source.json import CiteProcJSON    # or from pubkit.csl.facade: keys keep their case

Takes citeproc-py's sources (``CiteProcJSON``, ``BibTeX``; any mapping of keys to references) and its
formatter modules (html, plain, rst), or the name of one of our own formats. Unlike citeproc-py,
disambiguation needs the whole document: `cite` renders as if all citations registered so far were all there
are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import IO, Any

from . import grammar as g
from .context import Citation as EngineCitation
from .context import Cite
from .inline import Inline, Kind
from .load import load_style, parse_style
from .processor import Processor, Result
from .writers import FORMATS

__all__ = ["Citation", "CitationItem", "CitationStylesBibliography", "CitationStylesStyle", "CiteProcJSON"]


class CiteProcJSON(dict[str, Mapping[str, Any]]):
    """CSL-JSON as a source. Unlike the class of this name in citeproc-py, whose keys are lower-case, so that
    of two entries one may be lost, and which drops seasons and raw dates, it keeps all as it is."""

    def __init__(self, json_data: Iterable[Mapping[str, Any]]) -> None:
        super().__init__((str(item["id"]), item) for item in json_data)


class CitationItem:
    """One cite."""

    def __init__(self, key: Any, **options: Any) -> None:
        self.key = key
        self.locator = options.pop("locator", None)
        self.prefix = options.pop("prefix", "")
        self.suffix = options.pop("suffix", "")
        self.options = options

    def engine_cite(self, source: Mapping[Any, Any]) -> Cite:
        """The same for the engine. citeproc-py's sources lower-case their keys, so either case is found."""
        label = getattr(self.locator, "label", "page") if self.locator else ""
        locator = getattr(self.locator, "identifier", self.locator)
        key = self.key if self.key in source else str(self.key).lower()
        return Cite(
            key if key in source else self.key,
            "" if locator is None else str(locator),
            str(label),
            str(self.prefix or ""),
            str(self.suffix or ""),
            bool(self.options.get("suppress_author")),
            bool(self.options.get("author_only")),
        )


class Citation:
    """The cites that stand at one point."""

    def __init__(self, cites: Iterable[CitationItem], **options: Any) -> None:
        self.cites = list(cites)
        self.note_number: int | None = options.get("note_number")
        self.options = options

    def engine_citation(self, source: Mapping[Any, Any]) -> EngineCitation:
        """The same for the engine."""
        return EngineCitation(tuple(cite.engine_cite(source) for cite in self.cites), self.note_number)


class CitationStylesStyle:
    """A style by name, path or open file; `locale` overrides its default-locale."""

    def __init__(self, style: str | Path | IO[bytes], locale: str | None = None, validate: bool = True) -> None:
        self.locale = locale
        self.style: g.Style = _style(style)

    def has_bibliography(self) -> bool:
        """Whether the style has cs:bibliography."""
        return self.style.bibliography is not None


def _style(source: str | Path | IO[bytes]) -> g.Style:
    if not isinstance(source, str | Path):
        return parse_style(source.read())
    if Path(source).suffix == ".csl" or Path(source).is_file():
        return parse_style(Path(source).read_bytes())
    return load_style(str(source))


class CitationStylesBibliography:
    """Register citations, sort, cite, print the bibliography."""

    def __init__(self, style: CitationStylesStyle, source: Mapping[Any, Any], formatter: Any = "html") -> None:
        self.style = style
        self.source = source
        self.formatter = formatter
        self.citations: list[Citation] = []
        self._processor = Processor(style.style, _items(source), locale=style.locale)
        self._result: Result | None = None

    @property
    def keys(self) -> list[Any]:
        """Keys of the entries, in printed order."""
        result = self._rendered()
        if result.bibliography:
            return [entry.id for entry in result.bibliography]
        return list(dict.fromkeys(cite.key for c in self.citations for cite in c.cites if cite.key in self.source))

    def register(self, citation: Citation, callback: Callable[[CitationItem], Any] | None = None) -> None:
        """Add a citation of the document; `callback` gets each cite whose key is unknown."""
        self.citations.append(citation)
        self._result = None
        for cite in citation.cites:
            if callback is not None and self._processor.item(cite.engine_cite(self.source).id) is None:
                callback(cite)

    def sort(self) -> None:
        """Nothing to do: entries are always in the order of the style."""

    def cite(self, citation: Citation, callback: Callable[[CitationItem], Any] | None = None) -> str:
        """A citation, rendered in the context of all that are registered."""
        if not any(citation is known for known in self.citations):
            self.register(citation)
        if callback is not None:
            for cite in citation.cites:
                if self._processor.item(cite.engine_cite(self.source).id) is None:
                    callback(cite)
        at = next(n for n, known in enumerate(self.citations) if known is citation)
        return self._format(self._rendered().citations[at].inlines)

    def bibliography(self) -> list[str]:
        """The entries, in printed order."""
        return [self._format(entry.inlines) for entry in self._rendered().bibliography]

    def _rendered(self) -> Result:
        if self._result is None:
            self._result = self._processor.process(
                [citation.engine_citation(self.source) for citation in self.citations]
            )
        return self._result

    def _format(self, inlines: list[Inline]) -> str:
        if isinstance(self.formatter, str):
            return str(FORMATS[self.formatter](inlines))
        return _with_module(inlines, self.formatter)


# -- formatter modules of citeproc-py ------------------------------------------------------------

CLASSES = {
    ("font-style", "italic"): "Italic",
    ("font-style", "oblique"): "Oblique",
    ("font-weight", "bold"): "Bold",
    ("font-weight", "light"): "Light",
    ("text-decoration", "underline"): "Underline",
    ("vertical-align", "sup"): "Superscript",
    ("vertical-align", "sub"): "Subscript",
    ("font-variant", "small-caps"): "SmallCaps",
}


_Font = tuple[str, str]
_Piece = tuple[str, frozenset[_Font]]  # text, and the formats around it that it must be taken out of


def _with_module(inlines: list[Inline], module: Any) -> str:
    """A finished tree through a formatter module of citeproc-py: a function `preformat` and a class per
    format. The modules cannot say "upright", so italics inside italics interrupt them instead."""
    return "".join(text for text, _ in _pieces(inlines, module, frozenset()))


def _pieces(inlines: list[Inline], module: Any, active: frozenset[_Font]) -> list[_Piece]:
    out: list[_Piece] = []
    for inline in inlines:
        if isinstance(inline, str):
            out.append((str(module.preformat(inline)), frozenset()))
            continue
        kind = inline.kind
        fonts = set(inline.value) if kind is Kind.FONT else set()
        inner = _pieces(inline.children, module, (active | fonts) - (active & fonts))
        if kind is Kind.QUOTED:
            before, after = (str(module.preformat(mark)) for mark in inline.value)
            inner = [(before, frozenset()), *inner, (after, frozenset())]
        elif kind is Kind.BLOCK and inline.value == "right-inline":
            inner = [(" ", frozenset()), *inner]
        for font in sorted(fonts):
            if font in active:
                inner = [(text, out_of | {font}) for text, out_of in inner]
            elif (wrap := getattr(module, CLASSES.get(font, ""), None)) is not None:
                inner = _wrapped(inner, font, wrap)
        out += inner
    return out


def _wrapped(pieces: list[_Piece], font: _Font, wrap: Callable[[str], str]) -> list[_Piece]:
    """The pieces in a format, but for those that are to stand out of it."""
    out: list[_Piece] = []
    for out_of, run in groupby(pieces, lambda piece: piece[1]):
        text = "".join(one for one, _ in run)
        out.append((text, out_of - {font}) if font in out_of else (str(wrap(text)), out_of))
    return out


# -- sources of citeproc-py --------------------------------------------------------------------------


def _items(source: Mapping[Any, Any]) -> Iterator[dict[str, Any]]:
    """CSL-JSON of each reference of a source."""
    if isinstance(source, CiteProcJSON):
        yield from ({**item, "id": key} for key, item in source.items())
        return
    for key, reference in source.items():
        fields = {name: value for name, value in reference.items() if name not in ("key", "type")}
        yield {_FIELDS.get(str(f), str(f).replace("_", "-")): _value(v) for f, v in fields.items()} | {
            "id": key,
            "type": str(reference["type"]),
        }


_FIELDS = {name: name for name in ("archive_location", "archive_collection")} | {
    name.lower(): name for name in ("DOI", "URL", "ISBN", "ISSN", "PMID", "PMCID")
}


def _value(value: Any) -> Any:
    """A value of a reference: text, names, a date or a range of dates; all are mappings in citeproc-py."""
    if isinstance(value, list | tuple) and not isinstance(value, str):
        if all(isinstance(one, Mapping) for one in value):
            return [_value(one) for one in value]
        return "".join(_text(one) for one in value)  # a mixed string
    if value is None:
        return None
    if not isinstance(value, Mapping):
        return str(value)
    if "begin" in value:
        ends = [_day(value[end]) for end in ("begin", "end") if end in value]
        return {"date-parts": ends, "circa": bool(value.get("circa"))}
    if "year" in value:
        return {
            "date-parts": [_day(value)],
            "circa": bool(value.get("circa")),
            "season": value.get("season"),
        }
    if "text" in value:
        return {"literal": str(value["text"]), "circa": bool(value.get("circa"))}
    return {str(name).replace("_", "-"): str(part) for name, part in value.items() if part}


def _day(date: Mapping[str, Any]) -> list[int]:
    parts = [date.get(part) for part in ("year", "month", "day")]
    return [int(part) for part in parts[: next((n for n, part in enumerate(parts) if not part), 3)] if part]


def _text(piece: Any) -> str:
    """A piece of a mixed string; one that keeps its case is marked as such again."""
    return f'<span class="nocase">{piece}</span>' if type(piece).__name__ == "NoCase" else str(piece)
