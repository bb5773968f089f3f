"""The report of a batch: one page and one JSON file.

What wants an editor's eye stands first; the same documents stand again by name and by kind of trouble, so that the
page sorts without a script. Escaped at one place (`_text`); nothing is loaded from elsewhere.
"""

from __future__ import annotations

import html
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from pubkit.batch.tasks import Outcome

__all__ = ["page", "table"]

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color: #222 }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; vertical-align: top; padding: .3rem .6rem }
tr { border-top: 1px solid #ddd } td.n { text-align: right; font-variant-numeric: tabular-nums }
.error { color: #a00 } .warning { color: #850 } .info { color: #456 } code { font-size: 90% }
nav a { margin-right: 1rem }
ul { margin: 0; padding-left: 1.1rem } @media (max-width: 40rem) { td, th { padding: .2rem } }
"""
_COLUMNS = ("notes", "works", "calls_inferred", "doubtful_fields", "emendations", "pull_quotes")
_SHOWN = 5


def table(outcomes: Sequence[Outcome], total: int) -> str:
    """The report as JSON, the neediest document first."""
    rows = [
        {
            "name": outcome.name,
            "inputs": list(outcome.inputs),
            "state": "refused" if outcome.error else "done",
            "need": outcome.need,
            "error": outcome.error,
            "seen": outcome.seen,
            "counts": outcome.counts,
            "notices": list(outcome.notices),
            "files": outcome.files,
        }
        for outcome in _by_need(outcomes)
    ]
    said = {"counts": _totals(outcomes, total), "documents": rows}
    return json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def page(outcomes: Sequence[Outcome], total: int, folder: str) -> str:
    """The report as HTML; `folder` is the way from it to the outputs."""
    counts = _totals(outcomes, total)
    summary = ", ".join(f"{value:,} {key.replace('_', ' ')}" for key, value in counts.items())
    parts = [
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Batch report</title>',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><style>{_STYLE}</style></head><body>',
        f"<h1>Batch report</h1><p>{_text(summary)}</p>",
        "<nav><a href='#need'>by need</a><a href='#name'>by name</a><a href='#trouble'>by kind of trouble</a></nav>",
        "<h2 id='need'>By need of an editor’s eye</h2>",
        _rows(_by_need(outcomes), folder),
        "<h2 id='name'>By name</h2>",
        _rows(sorted(outcomes, key=lambda outcome: outcome.name.casefold()), folder),
        "<h2 id='trouble'>By kind of trouble</h2>",
        _by_trouble(outcomes),
        "</body></html>\n",
    ]
    return "\n".join(parts)


def _by_need(outcomes: Iterable[Outcome]) -> list[Outcome]:
    return sorted(outcomes, key=lambda outcome: (-outcome.need, outcome.name.casefold()))


def _totals(outcomes: Sequence[Outcome], total: int) -> dict[str, int]:
    refused = sum(outcome.error is not None for outcome in outcomes)
    guessed = sum(o.counts.get("calls_inferred", 0) + o.counts.get("doubtful_fields", 0) for o in outcomes)
    return {
        "documents": total,
        "done": len(outcomes) - refused,
        "refused": refused,
        "not_reached": total - len(outcomes),
        "repairs": sum(outcome.counts.get("emendations", 0) for outcome in outcomes),
        "guesses": guessed,
        "errors": sum(outcome.seen.get("error", 0) for outcome in outcomes),
        "warnings": sum(outcome.seen.get("warning", 0) for outcome in outcomes),
    }


def _rows(outcomes: Iterable[Outcome], folder: str) -> str:
    heads = "".join(f"<th>{column.replace('_', ' ')}</th>" for column in _COLUMNS)
    return (
        f"<table><thead><tr><th>document</th><th>need</th>{heads}<th>what was said</th></tr></thead><tbody>"
        + "\n".join(_row(outcome, folder) for outcome in outcomes)
        + "</tbody></table>"
    )


def _row(outcome: Outcome, folder: str) -> str:
    numbers = "".join(f"<td class='n'>{outcome.counts.get(column, '')}</td>" for column in _COLUMNS)
    links = " ".join(
        f"<a href='{_text(folder)}/{quote(outcome.name)}/{quote(name)}'>{_text(name)}</a>" for name in outcome.files
    )
    sources = ", ".join(outcome.inputs)
    return (
        f"<tr><td><b>{_text(outcome.name)}</b><br><code>{_text(sources)}</code><br>{links}</td>"
        f"<td class='n'>{outcome.need}</td>{numbers}<td>{_said(outcome)}</td></tr>"
    )


def _said(outcome: Outcome) -> str:
    said = [outcome.error] if outcome.error else sorted(outcome.notices, key=_gravity)
    items = [_notice(notice) for notice in said[:_SHOWN]]
    more = sum(outcome.seen.values()) - len(items)
    if more > 0 and not outcome.error:
        items.append(f"<li>… and {more:,} more</li>")
    return f"<ul>{''.join(items)}</ul>" if items else ""


def _gravity(notice: dict[str, Any]) -> int:
    return ("error", "warning", "info").index(str(notice["severity"]))


def _notice(notice: dict[str, Any]) -> str:
    place = ":".join(str(notice[part]) for part in ("line", "column") if notice.get(part))
    severity = _text(notice["severity"])
    return (
        f"<li class='{severity}'>{severity} {_text(notice['code'])}: {_text(notice['message'])}"
        f"{f' ({_text(place)})' if place else ''}</li>"
    )


def _by_trouble(outcomes: Sequence[Outcome]) -> str:
    kinds: dict[str, list[tuple[Outcome, dict[str, Any]]]] = defaultdict(list)
    for outcome in outcomes:
        for notice in [outcome.error] if outcome.error else outcome.notices:
            kinds[str(notice["code"])].append((outcome, notice))
    parts = []
    for code, found in sorted(kinds.items(), key=lambda kind: (-len(kind[1]), kind[0])):
        names = list(dict.fromkeys(outcome.name for outcome, _ in found))
        example = found[0][1]
        shown = ", ".join(map(_text, names[:20])) + (f" and {len(names) - 20:,} more" if len(names) > 20 else "")
        parts.append(
            f"<tr><td><b>{_text(code)}</b></td><td class='n'>{len(names)}</td>"
            f"<td class='{_text(example['severity'])}'>{_text(example['message'])}</td><td>{shown}</td></tr>"
        )
    head = "<tr><th>code</th><th>documents</th><th>for example</th><th>where</th></tr>"
    return f"<table><thead>{head}</thead><tbody>{''.join(parts)}</tbody></table>"


_CONTROLS = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n\r"} | {127: 0x2421}


def _text(value: object) -> str:
    return html.escape(str(value).translate(_CONTROLS), quote=True)
