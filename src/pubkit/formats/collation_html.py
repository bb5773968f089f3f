"""A collation as one HTML page that loads nothing and runs no script: the text with its lemmata marked and numbered,
and under each paragraph what each witness reads there, side by side."""

from __future__ import annotations

import html
from collections.abc import Sequence

from pubkit.formats.collated import Collated, Lemma, Part, Piece, line_of
from pubkit.model import Variant
from pubkit.model.source import without_controls

__all__ = ["write_html"]

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
:root { color-scheme: light dark; --ink: light-dark(#1d1d1f, #e8e6e3); --paper: light-dark(#fdfdfb, #17181a);
  --rule: light-dark(#d9d7d0, #3a3b3f); --mark: light-dark(#fbeec2, #4a3f1c); --quiet: light-dark(#5c5c5c, #a9a9a9); }
html { background: var(--paper); color: var(--ink); font: 17px/1.55 "Source Serif 4", Charter, Georgia, serif; }
body { max-width: 60rem; margin: 0 auto; padding: 2rem 1.25rem 5rem; }
main > p, blockquote { max-width: 42rem; }
mark { background: var(--mark); color: inherit; } mark:empty::before { content: "\\2038"; }
sup a { text-decoration: none; } .note { color: var(--quiet); }
.scroll { overflow-x: auto; margin: .3rem 0 1.6rem; }
table { border-collapse: collapse; font-size: .85rem; line-height: 1.4; border-left: 3px solid var(--rule); }
th, td { text-align: left; vertical-align: top; padding: .25rem .8rem; max-width: 24rem; overflow-wrap: break-word; }
tr + tr > * { border-top: 1px solid var(--rule); }
td.lemma { font-weight: 600; } .why, .kind, .place { color: var(--quiet); } i { color: var(--quiet); }
:target { outline: 2px solid var(--quiet); }
"""


def write_html(collation: Collated) -> str:
    """The page."""
    page = _Page(collation)
    body = "\n".join(page.part(part) for part in collation.parts)
    notes = "".join(f"<p id='note-{_text(name)}'><sup>{_text(name)}</sup> {_text(' '.join(paragraphs))}</p>"
                    for name, paragraphs in collation.notes)  # fmt: skip
    rest = page.table([(None, variant) for variant in collation.other])
    sigla = "".join(f"<li><b>{_text(w.siglum)}</b> {_text(w.file)}</li>" for w in collation.witnesses.all)
    title = _text(collation.title or "Untitled")
    return (
        f'<!DOCTYPE html>\n<html lang="{_text(collation.language)}"><head><meta charset="utf-8">'
        f"<title>Collation: {title}</title>"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}"><style>{_STYLE}</style></head><body>'
        f"<header><h1>{title}</h1><p>{_text(', '.join(collation.authors))}</p><ul>{sigla}</ul></header><main>\n{body}\n"
        + (f"<h2>Notes</h2>{notes}" if notes else "")
        + (f"<h2>Front matter, notes, references, breaks and marks</h2>{rest}" if rest else "")
        + "</main></body></html>\n"
    )


def _text(value: str) -> str:
    return html.escape(without_controls(value), quote=True)


class _Page:
    def __init__(self, collation: Collated) -> None:
        self._collation = collation
        self._count = 0

    def part(self, part: Part) -> str:
        name = {"heading": f"h{min(6, part.level + 1)}", "quote": "blockquote", "table": "pre"}.get(part.kind, "p")
        rows: list[tuple[int | None, Variant]] = []
        inner = "".join(self._piece(piece, rows) for piece in part.pieces)
        return f"<{name}>{inner}</{name}>{self.table(rows)}"

    def _piece(self, piece: Piece, rows: list[tuple[int | None, Variant]]) -> str:
        if isinstance(piece, str):
            return _text(piece)
        if isinstance(piece, Lemma):
            self._count += 1
            rows.append((self._count, piece.variant))
            number = self._count
            return f"<mark>{_text(piece.text)}</mark><sup><a id='at-{number}' href='#v-{number}'>{number}</a></sup>"
        return f"<sup class='note'><a href='#note-{_text(piece.note)}'>[{_text(piece.note)}]</a></sup>"

    def table(self, rows: Sequence[tuple[int | None, Variant]]) -> str:
        """What each witness reads, a column for each."""
        if not rows:
            return ""
        sigla = [witness.siglum for witness in self._collation.witnesses.all]
        head = "".join(f"<th scope='col'>{_text(siglum)}</th>" for siglum in sigla)
        body = "".join(self._row(number, variant, sigla) for number, variant in rows)
        return f"<div class='scroll'><table><tr><th></th>{head}<th></th></tr>{body}</table></div>"

    def _row(self, number: int | None, variant: Variant, sigla: Sequence[str]) -> str:
        cells = []
        for siglum in sigla:
            reading = next((r for r in (variant.lemma, *variant.readings) if siglum in r.sigla), None)
            text = "" if reading is None else _text(reading.text) or "<i>omitted</i>"
            cells.append(f"<td class='{'lemma' if reading is variant.lemma else 'reading'}'>{text}</td>")
        mark = f"<a id='v-{number}' href='#at-{number}'>{number}</a>" if number else ""
        why = (
            f"<span class='kind'>{_text(variant.kind)}</span> <span class='why'>{_text(variant.reason)}</span> "
            f"<span class='place'>{_text(line_of(variant, self._collation.witnesses))}</span>"
        )
        return f"<tr><th scope='row'>{mark}</th>{''.join(cells)}<td>{why}</td></tr>"
