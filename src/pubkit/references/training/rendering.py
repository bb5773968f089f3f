"""Labelled references printed by our own citation engine: what the engine prints for a variable is that variable's field.

Each rendered variable, number, date, label and list of names is wrapped in a span that the engine's last pass keeps (a
link whose target is the label), so labels are exact whatever the style does to the value. The marks between two fields
go to the field before or behind as in the hand-labelled data (`synthetic.border`).
"""  # noqa: E501

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from pubkit.csl import Citation, Cite, Processor, load_style
from pubkit.csl import evaluate as engine
from pubkit.csl import grammar as g
from pubkit.csl.inline import Inline, Kind, Span, replace
from pubkit.csl.names import NamesValue
from pubkit.references.training.corpus import Example

__all__ = ["render_labelled"]

_MARK = "label:"
_LABELS: Mapping[str, str] = {
    "title": "title", "container-title": "container", "collection-title": "series", "collection-number": "series", "volume": "volume",  # noqa: E501
    "number-of-volumes": "note", "issue": "issue", "page": "pages", "page-first": "pages", "locator": "pages", "number-of-pages": "pages",  # noqa: E501
    "edition": "edition", "publisher": "publisher", "publisher-place": "place", "event-place": "place", "event": "container", "event-title": "container",  # noqa: E501
    "genre": "genre", "number": "genre", "medium": "note", "note": "note", "authority": "publisher", "issued": "date", "original-date": "note",  # noqa: E501
    "author": "author", "editor": "editor", "translator": "translator", "editortranslator": "editor", "container-author": "editor",  # noqa: E501
    "collection-editor": "editor", "citation-number": "number", "title-short": "title", "container-title-short": "container",  # noqa: E501
}  # fmt: skip
_EDITION_TAIL = re.compile(
    r"\s*(?:ed|edn|éd|edição|edición|édition|edition|Aufl|Auflage|ediz)\b\.?[,;:]?\s*", re.IGNORECASE
)
_JOINED_LABEL = frozenset({"edition"})
"""Fields to which a label behind them belongs: "2nd ed."."""


def _wrapped(label: str, children: list[Inline]) -> Span:
    return Span(Kind.LINK, children, _MARK + label)


def _names_marked(piece: Inline) -> Inline:
    def change(span: Span) -> Inline | None:
        if span.kind is Kind.NAMES and isinstance(span.value, NamesValue) and span.value.variable in _LABELS:
            return Span(span.kind, [_wrapped(_LABELS[span.value.variable], span.children)], span.value)
        return None

    return replace(piece, change)


_Render = Callable[[Any, Any, list[Inline]], None]


def _marking(render: _Render, kind: type) -> _Render:
    def marked(context: Any, node: Any, out: list[Inline]) -> None:
        before = len(out)
        render(context, node, out)
        if len(out) == before or context.sort_key is not None:
            return
        if kind is g.Names:
            out[before:] = [_names_marked(piece) for piece in out[before:]]
        elif node.variable in _LABELS and (kind is not g.Label or node.variable in _JOINED_LABEL):
            out[before:] = [_wrapped(_LABELS[node.variable], [piece]) for piece in out[before:]]

    return marked


@contextmanager
def _labels_kept() -> Iterator[None]:
    """The engine with its printing of variables wrapped, for the time of a rendering."""
    table = engine._RENDER
    kept = dict(table)
    for kind in (g.TextVariable, g.Number, g.Date, g.Names, g.Label):
        table[kind] = _marking(kept[kind], kind)
    try:
        yield
    finally:
        table.update(kept)


def render_labelled(
    style: str, locale: str, items: Sequence[Mapping[str, Any]], *, as_notes: bool, border: Callable[[str], int]
) -> Iterator[Example]:
    """One example an item: the footnote (items with `locator` get that pinpoint) or the entry of the bibliography.

    Raises `pubkit.csl.CslError` where the style is not installed.
    """
    with _labels_kept():
        processor = Processor(load_style(style), items, locale=locale)
        ids = [str(item["id"]) for item in items]
        if as_notes:
            cites = [Cite(str(item["id"]), str(item.get("locator", "")), "page") for item in items]
            result = processor.process([Citation((cite,), n + 1) for n, cite in enumerate(cites)])
            printed = dict(zip(ids, (citation.inlines for citation in result.citations), strict=True))
        else:
            result = processor.process([], nocite=ids)
            printed = {str(entry.id): entry.inlines for entry in result.bibliography}
    for item in items:
        if made := _example(printed.get(str(item["id"]), []), border, f"synthetic/{style}"):
            yield made


def _example(inlines: list[Inline], border: Callable[[str], int], source: str) -> Example | None:
    leaves: list[tuple[str, str]] = []
    _gather(inlines, "", leaves)
    runs: list[list[str]] = []
    for text, label in leaves:
        text = re.sub(r"[\s\u00a0\u202f]+", " ", text)
        if label == "number" or not text:
            continue
        if runs and runs[-1][1] == label:
            runs[-1][0] += text
        else:
            runs.append([text, label])
    runs = _fused(runs)
    text, segments = "", []
    current, start, literal = "", 0, ""
    for value, label in [*runs, ["", "$"]]:
        if label == "":
            literal = value
            continue
        cut = len(literal) if label == "$" else border(literal)
        if current == "edition" and (tail := _EDITION_TAIL.match(literal)):
            cut = max(cut, tail.end())
        text += literal[:cut]
        if current:
            segments.append((start, len(text), current))
        start, current = len(text), label
        text += literal[cut:] + value
        literal = ""
    lead = len(text) - len(text.lstrip())
    text = text.rstrip()
    segments = [(max(0, a - lead), min(b, len(text)) - lead, name) for a, b, name in segments]
    return Example(text[lead:], tuple(segments), source) if len(segments) > 1 else None


def _fused(runs: list[list[str]]) -> list[list[str]]:
    """Two runs of one field with nothing but marks between them are one run."""
    out: list[list[str]] = []
    for value, label in runs:
        if (
            len(out) > 1
            and out[-1][1] == ""
            and out[-2][1] == label
            and label not in ("", "pages")
            and not re.search(r"\w", out[-1][0])
        ):
            between = out.pop()[0]
            out[-1][0] += between + value
        else:
            out.append([value, label])
    return out


def _gather(inlines: Sequence[Inline], label: str, out: list[tuple[str, str]]) -> None:
    """(text, label) of every leaf; quotation marks belong to what they enclose where that is one field."""
    for inline in inlines:
        if isinstance(inline, str):
            out.append((inline, label))
            continue
        target = str(inline.value) if inline.kind is Kind.LINK else ""
        own = label or (target.removeprefix(_MARK) if target.startswith(_MARK) else "")
        if inline.kind is Kind.QUOTED:
            first = len(out)
            _gather(inline.children, own, out)
            inside = {name for _, name in out[first:]} - {""}
            mark = inside.pop() if len(inside) == 1 else own
            out.insert(first, (inline.value[0], mark))
            out.append((inline.value[1], mark))
            # a comma that the locale moves inside the marks belongs to the field, too
            out[first:] = [(text, name or mark) for text, name in out[first:]]
        elif inline.kind is Kind.BLOCK:
            if out:
                out.append((" ", label))
            _gather(inline.children, own, out)
        else:
            _gather(inline.children, own, out)
