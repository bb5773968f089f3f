"""report.html from the data of report.json: counts first, then what wants an editor's eye, then everything else.

In: the data that `findings` returns. Out: one HTML page, escaped at one place (`_text`), without scripts, without
anything loaded from elsewhere, readable on a phone and in print.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import resources
from typing import Any

__all__ = ["page"]

Row = Mapping[str, Any]
"""One finding, as in report.json."""

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Content-Security-Policy of the page: nothing runs, nothing is fetched."""


_CONTROLS = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n\r"} | {127: 0x2421}
"""Pictures of the control characters, which HTML has no place for."""


def page(data: Row) -> str:
    """The page as HTML text; `data` as returned by `findings`."""
    style = (resources.files("pubkit") / "styles" / "themes" / "report.css").read_text(encoding="utf-8")
    title = _text(data["article"]["title"] or "Untitled article")
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="en"><head><meta charset="utf-8"><title>Report: {title}</title>',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        f"<style>\n{style}</style></head><body>",
        f"<header><p class='kind'>Conversion report</p><h1>{title}</h1>{_byline(data)}</header><main>",
        _counts(data["counts"]),
        _contents(),
        *(
            f"<section id='{name}'><h2>{heading}</h2><p class='lead'>{lead}</p>{body(data)}</section>"
            for name, heading, lead, body in SECTIONS
        ),
        "</main></body></html>\n",
    ]
    return "\n".join(parts)


def _text(value: object) -> str:
    return html.escape(str(value).translate(_CONTROLS), quote=True)


def _byline(data: Row) -> str:
    authors = ", ".join(_text(name) for name in data["article"]["authors"])
    files = "; ".join(f"{_text(w['siglum'])} = {_text(w['file'])} ({_text(w['encoding'])})" for w in data["witnesses"])
    return f"<p class='byline'>{authors}</p><p class='witnesses'>Witnesses: {files}</p>"


COUNTS = {
    "headings": "headings",
    "paragraphs": "paragraphs",
    "notes": "notes",
    "calls_found": "calls found",
    "calls_inferred": "calls inferred",
    "works": "works",
    "doubtful_fields": "fields in doubt",
    "pull_quotes": "pull quotes",
    "emendations": "emendations",
    "variants": "variants",
    "characters_lost": "characters lost",
}
"""The figures at the top and their words, in this order."""


def _counts(counts: Mapping[str, int]) -> str:
    cells = "".join(
        f"<div><dt>{word}</dt><dd class='{'zero' if not counts[name] else ''}'>{counts[name]:,}</dd></div>"
        for name, word in COUNTS.items()
        if name in counts
    )
    return f"<dl class='counts'>{cells}</dl>"


def _contents() -> str:
    return "<nav><ul>" + "".join(f"<li><a href='#{n}'>{h}</a></li>" for n, h, _, _ in SECTIONS) + "</ul></nav>"


def _confidence(value: float) -> str:
    level = "sure" if value >= 0.9 else "likely" if value >= 0.6 else "doubtful"
    return f"<meter class='{level}' min='0' max='1' value='{value:.2f}'></meter> <span class='n'>{value:.0%}</span>"


def _table(rows: Sequence[Row], columns: Mapping[str, Callable[[Row], str]], *, none: str) -> str:
    if not rows:
        return f"<p class='none'>{none}</p>"
    head = "".join(f"<th scope='col'>{name}</th>" for name in columns)
    body = "".join(
        "<tr>" + "".join(f"<td data-label='{name}'>{cell(row)}</td>" for name, cell in columns.items()) + "</tr>"
        for row in rows
    )
    return f"<div class='scroll'><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"


def _place(row: Row) -> str:
    return f"<span class='place'>{_text(row['place'])}</span>" if row.get("place") else ""


def _decision(row: Row, words: str = "Decide") -> str:
    """The lines for decisions.toml, folded up."""
    lines = row.get("decision")
    if not lines:
        return ""
    return f"<details class='decide'><summary>{words}</summary><pre><code>{_text(lines)}</code></pre></details>"


def _notices(data: Row) -> str:
    return _table(
        data["notices"],
        {
            "Severity": lambda r: f"<span class='severity {_text(r['severity'])}'>{_text(r['severity'])}</span>",
            "What": lambda r: f"{_text(r['message'])}{_hint(r)}",
            "Code": lambda r: f"<code>{_text(r['code'])}</code>",
            "Where": lambda r: _text(":".join(str(r[k]) for k in ("file", "line", "column") if r[k] is not None)),
        },
        none="Nothing to warn of.",
    )


def _hint(row: Row) -> str:
    return f"<br><span class='hint'>{_text(row['hint'])}</span>" if row.get("hint") else ""


def _cites(row: Row) -> str:
    """The works that a note was taken to cite, each a link to its evidence."""
    cites = [
        f"<a href='#work-{_text(cite['key'])}'>@{_text(cite['key'])}</a>"
        + (f", {_text(cite['label'])} {_text(cite['locator'])}" if cite["locator"] else "")
        for cite in row.get("cites", ())
    ]
    return f"<br><span class='hint'>cites {'; '.join(cites)}</span>" if cites else ""


def _calls(data: Row) -> str:
    def context(row: Row) -> str:
        mark = f"<mark class='call'>{_text(row['id'])}</mark>"
        return f"<q>{_text(row['before'])}{mark}{_text(row['after'])}</q>{_decision(row, 'Confirm or correct')}"

    columns: dict[str, Callable[[Row], str]] = {
        "Note": lambda r: f"<b>{_text(r['id'])}</b>",
        "The call in the text": context,
        "How it was found": lambda r: f"<b class='{_text(r['kind'])}'>{_text(r['kind'])}</b> {_text(r['reason'])}",
        "Confidence": lambda r: _confidence(r["confidence"]),
        "The note": lambda r: f"{_text(r['text'])} {_place(r)}{_cites(r)}",
    }
    inferred = [row for row in data["notes"] if row["kind"] in ("inferred", "unplaced")]
    found = [row for row in data["notes"] if row["kind"] not in ("inferred", "unplaced")]
    doubts = _table(inferred, columns, none="Every call was found in a witness.")
    return f"<h3>Inferred: no witness has a mark</h3>{doubts}<h3>Found</h3>{_table(found, columns, none='None.')}"


def _works(data: Row) -> str:
    if not data["works"]:
        return "<p class='none'>No references were found.</p>"
    return "".join(_work(row) for row in data["works"])


def _work(row: Row) -> str:
    printed = "".join(_printed(variant) for variant in row["variants"])
    merged = f"<p class='merged'>{_text(row['merged'])}</p>" if row.get("merged") else ""
    doubtful = sum(1 for field in row["fields"] if field["doubtful"])
    flag = f" <span class='flag'>{doubtful} in doubt</span>" if doubtful else ""
    notes = ", ".join(_text(n) for n in row["notes"])  # "note 3", "reference 12"
    fields = _table(
        row["fields"],
        {
            "Field": lambda r: f"<code>{_text(r['variable'])}</code>",
            "Value": lambda r: _text(r["value"]) + _decision(r, "Confirm or correct"),
            "Printed as": lambda r: f"<q>{_text(r['printed'])}</q>" if r["printed"] else "",
            "By": lambda r: _text(r["origin"]) + (f": {_text(r['reason'])}" if r.get("reason") else ""),
            "Confidence": lambda r: _confidence(r["probability"]),
        },
        none="No field was recognised.",
    )
    opened = " open" if doubtful or merged else ""
    return (
        f"<details class='work'{opened} id='work-{_text(row['key'])}'><summary><code>{_text(row['key'])}</code> "
        f"{_text(row['type'])}, {notes}{flag}</summary>"
        f"{merged}{_decision(row, 'Not one work?')}{printed}{fields}</details>"
    )


def _printed(variant: Row) -> str:
    """The printed reference with the characters of each field marked; doubtful ones stand out."""
    text, parts, last = variant["text"], [], 0
    for field in sorted(variant["fields"], key=lambda f: (f["start"], f["end"])):
        if field["start"] < last or field["end"] > len(text):
            continue
        name = _text(field["variable"])
        doubt = " doubt" if field["doubtful"] else ""
        parts.append(_text(text[last : field["start"]]))
        parts.append(f"<mark class='field{doubt}' title='{name}'>{_text(text[field['start'] : field['end']])}</mark>")
        last = field["end"]
    parts.append(_text(text[last:]))
    return f"<p class='printed'>{''.join(parts)}</p>"


def _emendations(data: Row) -> str:
    def change(row: Row) -> str:
        before = f"<del>{_visible(row['before'])}</del>" if row["before"] else ""
        after = f"<ins>{_visible(row['after'])}</ins>" if row["after"] else ""
        return f"<q>…{_text(row['left'])}{before}{after}{_text(row['right'])}…</q>"

    return _table(
        data["emendations"],
        {
            "Change": change,
            "Rule": lambda r: f"<code>{_text(r['rule'])}</code> {_text(r['reason'])}",
            "Confidence": lambda r: _confidence(r["confidence"]),
            "Where": _place,
        },
        none="Nothing was changed.",
    )


def _visible(text: str) -> str:
    shown = text.replace("\n", "↵").replace("\N{NO-BREAK SPACE}", "⍽").replace(" ", "␣") if not text.strip() else text
    return _text(shown)


def _apparatus(data: Row) -> str:
    def readings(row: Row) -> str:
        return "<br>".join(
            f"{_text(r['text']) or '<i>omitted</i>'} <b>{_text(r['sigla'])}</b>" for r in row["readings"]
        )

    return _table(
        data["apparatus"],
        {
            "Lemma": lambda r: f"{_text(r['lemma']) or '<i>omitted</i>'}] <b>{_text(r['sigla'])}</b>",
            "Other readings": lambda r: readings(r) + _decision(r, "Prefer"),
            "Kind": lambda r: _text(r["kind"]),
            "Why": lambda r: _text(r["reason"]),
            "Where": _place,
        },
        none="The witnesses do not differ, or there is only one.",
    )


def _set_aside(data: Row) -> str:
    return _table(
        data["set_aside"],
        {
            "Text": lambda r: f"<q>{_text(r['text'])}</q>{_decision(r, 'Keep')}",
            "What it is": lambda r: f"<code>{_text(r['rule'])}</code> {_text(r['reason'])}",
            "Confidence": lambda r: _confidence(r["confidence"]),
            "Where": _place,
        },
        none="Nothing was set aside.",
    )


def _headings(data: Row) -> str:
    return _table(
        data["headings"],
        {
            "Heading": lambda r: f"<span class='level{r['level']}'>{_text(r['text'])}</span>{_decision(r)}",
            "Level": lambda r: _text(r["level"]),
            "Why": lambda r: _text(r["reason"] or r["rule"]),
            "Confidence": lambda r: _confidence(r["confidence"]),
            "Where": _place,
        },
        none="No heading was found.",
    )


def _ledger(data: Row) -> str:
    sigla = [w["siglum"] for w in data["witnesses"]]
    rows = [{"class": name, **counts} for name, counts in data["ledger"].items()]
    columns: dict[str, Callable[[Row], str]] = {"Class": lambda r: _text(r["class"])}
    for siglum in sigla:
        columns[f"Witness {_text(siglum)}"] = lambda r, s=siglum: f"<span class='n'>{r.get(s, 0):,}</span>"  # type: ignore[misc]
    return _table(rows, columns, none="No characters.")


def _side_by_side(data: Row) -> str:
    return "".join(_collation_of(witness) for witness in data["side_by_side"])


def _collation_of(witness: Row) -> str:
    rows = "".join(
        f"<tr class='{_text(row['owner_class'])}'><td>{_source(row['source'])}</td>"
        f"<td><span class='owner'>{_text(row['owner'])}</span>{_text(row['result'])}</td></tr>"
        for row in witness["rows"]
    )
    head = "<thead><tr><th scope='col'>Source</th><th scope='col'>Result</th></tr></thead>"
    return (
        f"<details><summary>Witness {_text(witness['siglum'])}: {_text(witness['file'])}</summary>"
        f"<div class='scroll'><table class='sides'>{head}<tbody>{rows}</tbody></table></div></details>"
    )


def _source(pieces: Iterable[Row]) -> str:
    return "".join(f"<del>{_visible(p['text'])}</del>" if p["changed"] else _text(p["text"]) for p in pieces)


SECTIONS: tuple[tuple[str, str, str, Callable[[Row], str]], ...] = (
    (
        "notices",
        "What wants your eye",
        "Warnings of this conversion. Lines under “Confirm or correct” go into decisions.toml beside article.md.",
        _notices,
    ),
    ("calls", "Notes and their calls", "Where each note is called, and how that was found out.", _calls),
    (
        "works",
        "Works cited",
        "Each entry of references.bib with the printed references that it was read from. Fields in doubt are marked.",
        _works,
    ),
    ("headings", "Headings", "What was taken for a heading.", _headings),
    ("aside", "Set aside", "Characters kept out of the article: nothing here is lost, it stands here.", _set_aside),
    ("emendations", "Emendations", "Characters changed because their making had spoiled them.", _emendations),
    ("apparatus", "Apparatus", "Where the witnesses differ; the lemma is what the article reads.", _apparatus),
    ("ledger", "Ledger", "Every character but white space, of every witness, counted once.", _ledger),
    ("sides", "Source and result", "Each witness from its first to its last character.", _side_by_side),
)
"""Anchor, heading, lead and body of each section, in the order in which an editor needs them."""
