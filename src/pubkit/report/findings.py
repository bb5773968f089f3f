"""report.json: the decisions of a conversion as data, each with its place and its evidence.

Schema (all texts are plain): article, witnesses, counts, notices, notes, works, headings, set_aside, emendations,
apparatus, ledger (class -> siglum -> characters), side_by_side, files (name -> SHA-256 of what was written). Where an
editor may want to confirm or correct a finding, `decision` has the lines for decisions.toml.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pubkit import __version__
from pubkit.model import (
    ADDED,
    Apparatus,
    Article,
    Call,
    CallKind,
    CiteGroup,
    FieldEvidence,
    Heading,
    Inline,
    Note,
    Paragraph,
    PullQuote,
    Regularized,
    TracedText,
    Variant,
    Witnesses,
)
from pubkit.notices import Notice
from pubkit.records import dataclass
from pubkit.report.inlines import inlines_of, plain
from pubkit.report.proposals import call_lines, field_lines, heading_lines, keep_lines, reading_lines, work_lines
from pubkit.report.sides import side_by_side

__all__ = ["Evidenced", "findings"]

_MARKUP = re.compile(r"</?(?:span|i|b|sup|sub)\b[^>]*>")
"""CSL's markup in fields."""
CONTEXT = 60
"""Characters of context shown on each side."""


@dataclass(frozen=True, slots=True)
class Evidenced:
    """A work as the report shows it: one entry and the printed references that it was read from."""

    key: str
    type: str
    values: Mapping[str, str]
    """CSL variable -> value, as text."""
    printed: tuple[tuple[str, str, tuple[FieldEvidence, ...]], ...]
    """For each printed reference: the note's id, its text, the fields seen in it."""
    merged: str = ""
    """Why several printed references are taken for one work."""


def findings(
    *,
    witnesses: Witnesses,
    regularized: Sequence[Regularized],
    article: Article,
    divided: Article,
    apparatus: Apparatus,
    works: Sequence[Evidenced],
    ledger: Mapping[str, Mapping[str, int]],
    notices: Sequence[Notice],
    files: Mapping[str, str],
) -> dict[str, Any]:
    """The data of the report.

    `article` is the finished one; `divided` the one before references became cites, whose notes still have their
    printed text. `ledger` counts characters by class and siglum, `files` are hashes by name.
    """
    notes = _notes(divided, witnesses)
    cited = _cited(article)
    for row in notes:
        row["cites"] = cited.get(row["id"], [])
    shown = [_work(work) for work in works]
    for work in shown:
        work["decision"] = work_lines(work)
        for field in work["fields"]:
            field["decision"] = field_lines(work["key"], field) if field["doubtful"] else ""
    return {
        "pubkit": __version__,
        "article": {
            "title": str(article.front.title or ""),
            "authors": [str(author.name) for author in article.front.authors],
        },
        "files": dict(files),
        "witnesses": [
            {"siglum": w.siglum, "file": w.file, "encoding": w.encoding, "media": w.media, "characters": len(w.text)}
            for w in witnesses.all
        ],
        "counts": _counts(article, notes, shown, regularized, apparatus, ledger),
        "notices": [notice.as_json() for notice in notices],
        "notes": notes,
        "works": shown,
        "headings": [_heading(block, witnesses) for block in article.blocks if isinstance(block, Heading)],
        "set_aside": _set_aside(article, witnesses),
        "emendations": [change for each in regularized for change in _emendations(each, witnesses)],
        "apparatus": _apparatus(apparatus, witnesses),
        "ledger": {name: dict(counts) for name, counts in ledger.items()},
        "side_by_side": side_by_side(witnesses, divided, apparatus, regularized),
    }


def _counts(
    article: Article,
    notes: Sequence[Mapping[str, Any]],
    works: Sequence[Mapping[str, Any]],
    regularized: Sequence[Regularized],
    apparatus: Apparatus,
    ledger: Mapping[str, Mapping[str, int]],
) -> dict[str, int]:
    blocks = article.blocks
    pulled = sum(isinstance(block, PullQuote) for block in blocks)
    return {
        "headings": sum(isinstance(block, Heading) for block in blocks),
        "paragraphs": sum(isinstance(block, Paragraph) for block in blocks),
        "notes": len(article.notes),
        "calls_found": sum(note["kind"] not in ("inferred", "unplaced") for note in notes),
        "calls_inferred": sum(note["kind"] == "inferred" for note in notes),
        "works": len(works),
        "doubtful_fields": sum(field["doubtful"] for work in works for field in work["fields"]),
        "pull_quotes": pulled + sum(aside.rule.startswith("pull-quote") for aside in article.set_aside),
        "emendations": sum(len(each.emendations) for each in regularized),
        "variants": len(apparatus.variants),
        "characters_lost": sum(ledger.get("unaccounted", {}).values()),
    }


def place_of(text: TracedText, witnesses: Witnesses) -> str:
    """Where the first character of the text stands that a witness has; empty where none has."""
    number = next((origin for origin in text.origins if origin != ADDED), ADDED)
    return str(witnesses.place(number)) if number != ADDED else ""


def _notes(article: Article, witnesses: Witnesses) -> list[dict[str, Any]]:
    calls: dict[str, tuple[Call, str, str]] = {}
    places: dict[str, str] = {}
    for block in article.blocks:
        for content in inlines_of(block):
            for index, inline in enumerate(content):
                if isinstance(inline, Call):
                    before, after = plain(content[:index]), plain(content[index + 1 :])
                    calls[inline.note] = (inline, _tail(before), _head(after))
                    places[inline.note] = before
    rows = [_note(note, calls.get(note.id), witnesses) for note in article.notes]
    for row in rows:
        row["decision"] = call_lines(row, places.get(row["id"], "")) if not row["found"] else ""
    return rows


def _tail(text: str) -> str:
    return text if len(text) <= CONTEXT else "…" + text[-CONTEXT:]


def _head(text: str) -> str:
    return text if len(text) <= CONTEXT else text[:CONTEXT] + "…"


def _note(note: Note, called: tuple[Call, str, str] | None, witnesses: Witnesses) -> dict[str, Any]:
    paragraphs = note.paragraphs
    first = next((inline for inline in (paragraphs[0] if paragraphs else ()) if not isinstance(inline, Call)), None)
    source = note.mark if note.mark.text else _text_of(first)
    text = "\n".join(plain(paragraph) for paragraph in paragraphs)
    if called is None:
        kind, confidence, reason, before, after = "unplaced", 0.0, "no call for this note was found", "", ""
    else:
        call, before, after = called
        kind, confidence, reason = str(call.kind), call.evidence.confidence, call.evidence.reason
    return {
        "id": note.id,
        "kind": kind,
        "found": kind not in (CallKind.INFERRED, "unplaced"),
        "confidence": round(confidence, 3),
        "reason": reason,
        "before": before,
        "after": after,
        "text": text,
        "place": place_of(source, witnesses) if source else "",
    }


def _cited(article: Article) -> dict[str, list[dict[str, str]]]:
    """What each note cites: short cites show here which work they were taken for."""
    return {
        note.id: [
            {"key": cite.key, "label": cite.label or "", "locator": cite.locator or ""}
            for paragraph in note.paragraphs
            for inline in paragraph
            if isinstance(inline, CiteGroup)
            for cite in inline.cites
        ]
        for note in article.notes
    }


def _text_of(inline: Inline | None) -> TracedText | None:
    return getattr(inline, "text", None) or getattr(inline, "source", None)


def _work(work: Evidenced) -> dict[str, Any]:
    best: dict[str, dict[str, Any]] = {}
    for _, _, fields in work.printed:
        for variable, field in _by_variable(fields, work.values).items():
            held = best.setdefault(variable, field)
            if held is not field:
                if field["printed"] not in held["printed"].split(" / "):
                    held["printed"] += f" / {field['printed']}"
                held["probability"] = max(held["probability"], field["probability"])
                held["doubtful"] = held["doubtful"] and field["doubtful"]
    for variable, value in work.values.items():
        best.setdefault(variable, _inferred(variable, value))
    return {
        "key": work.key,
        "type": work.type,
        "notes": [note for note, _, _ in work.printed],
        "merged": work.merged,
        "variants": [
            {"note": note, "text": text, "fields": [_field(field, work.values) for field in fields]}
            for note, text, fields in work.printed
        ],
        "fields": list(best.values()),
    }


def _by_variable(fields: Sequence[FieldEvidence], values: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """One row for each variable of one printed reference; several names of a variable stand in one."""
    rows: dict[str, dict[str, Any]] = {}
    for field in fields:
        row = _field(field, values)
        held = rows.setdefault(field.variable, row)
        if held is not row:
            held["printed"] += f"; {row['printed']}"
            held["probability"] = min(held["probability"], row["probability"])
            held["doubtful"] = held["doubtful"] or row["doubtful"]
    return rows


def _field(field: FieldEvidence, values: Mapping[str, str]) -> dict[str, Any]:
    return {
        "variable": field.variable,
        "value": _MARKUP.sub("", values.get(field.variable, field.printed)),
        "printed": field.printed,
        "start": field.start,
        "end": field.end,
        "origin": str(field.origin),
        "probability": round(field.probability, 3),
        "reason": field.reason,
        "doubtful": field.is_doubtful,
    }


def _inferred(variable: str, value: str) -> dict[str, Any]:
    """A field that stands at no place of the reference: the language of a title, a type."""
    return {
        "variable": variable, "value": _MARKUP.sub("", value), "printed": "", "start": 0, "end": 0, "origin": "rule",
        "probability": 1.0, "reason": "follows from the other fields", "doubtful": False,
    }  # fmt: skip


def _heading(block: Heading, witnesses: Witnesses) -> dict[str, Any]:
    first = next((inline for inline in block.content if not isinstance(inline, Call)), None)
    text = _text_of(first)
    row: dict[str, Any] = {
        "text": plain(block.content),
        "level": block.level,
        "rule": block.evidence.rule,
        "reason": block.evidence.reason,
        "confidence": round(block.evidence.confidence, 3),
        "place": place_of(text, witnesses) if text else "",
    }
    return row | {"decision": heading_lines(row) if block.evidence.rule != "decision" else ""}


def _set_aside(article: Article, witnesses: Witnesses) -> list[dict[str, Any]]:
    rows = [(a.text, a.rule, a.reason, a.confidence) for a in article.set_aside]
    for block in article.blocks:
        if isinstance(block, PullQuote):
            rows.append((block.text, "pull-quote", block.evidence.reason, block.evidence.confidence))
    rows.sort(key=lambda row: next((origin for origin in row[0].origins if origin != ADDED), ADDED))
    found: list[dict[str, Any]] = [
        {
            "text": str(text),
            "rule": rule,
            "reason": reason,
            "confidence": round(confidence, 3),
            "place": place_of(text, witnesses),
        }
        for text, rule, reason, confidence in rows
    ]
    return [row | {"decision": keep_lines(row) if len(row["text"].split()) > 3 else ""} for row in found]


def _emendations(each: Regularized, witnesses: Witnesses) -> list[dict[str, Any]]:
    raw = each.witness.text
    rows = []
    for change in each.emendations:
        start, end = change.span.start - each.witness.base, change.span.end - each.witness.base
        rows.append(
            {
                "rule": change.rule,
                "before": change.before,
                "after": change.after,
                "left": raw[max(0, start - 30) : start],
                "right": raw[end : end + 30],
                "reason": change.reason,
                "confidence": round(change.confidence, 3),
                "place": str(witnesses.place(change.span.start)) if len(change.span) else "",
            }
        )
    return rows


def _apparatus(apparatus: Apparatus, witnesses: Witnesses) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [
        {
            "kind": str(variant.kind),
            "lemma": variant.lemma.text,
            "sigla": " ".join(variant.lemma.sigla),
            "readings": [{"text": r.text, "sigla": " ".join(r.sigla)} for r in variant.readings],
            "reason": variant.reason,
            "confidence": round(variant.confidence, 3),
            "place": _place_of_variant(variant, witnesses),
        }
        for variant in apparatus.variants
    ]
    return [row | {"decision": reading_lines(row)} for row in rows]


def _place_of_variant(variant: Variant, witnesses: Witnesses) -> str:
    spans = [span for reading in (variant.lemma, *variant.readings) for span in reading.spans]
    return str(witnesses.place(spans[0].start)) if spans else ""
