"""list, search or show the citation styles that --style knows, all of them offline"""

from __future__ import annotations

import argparse
from pathlib import Path

from pubkit.cli.console import Console

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The subcommands and their options."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="the styles of this project and of pubkit, and the short names")
    listing.add_argument("--all", action="store_true", help="the ten thousand of the CSL repository too")
    search = actions.add_parser("search", help="the styles whose names hold all of these words")
    search.add_argument("words", nargs="+", metavar="WORD")
    search.add_argument("--limit", type=int, default=40, metavar="N", help="how many at the most (default: 40)")
    show = actions.add_parser("show", help="what a style is: title, kind, where it comes from")
    show.add_argument("name", metavar="NAME")
    show.add_argument("--csl", action="store_true", help="print its CSL instead")
    for action in (listing, search, show):
        action.add_argument("--format", choices=("text", "json"), default="text")


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Print what was asked for; 1 when a search finds nothing."""
    return {"list": _list, "search": _search, "show": _show}[arguments.action](arguments, console)


def _list(arguments: argparse.Namespace, console: Console) -> int:
    from pubkit.citations import SHORT_NAMES, style_names

    names = style_names(folders=[Path("styles/csl")])
    if not arguments.all:
        wanted = ("project", "pubkit")
        names = {n: kind for n, kind in names.items() if kind in wanted or n in SHORT_NAMES or n in COMMON}
    _print([(name, SHORT_NAMES.get(name, kind)) for name, kind in names.items()], arguments, console)
    if not arguments.all and arguments.format == "text":
        console.say(f"{len(names)} much used styles; --all lists every one, `pubkit styles search WORD` finds more")
    return 0


COMMON = (
    "apa", "chicago-author-date", "chicago-notes-bibliography", "ieee", "nature", "oscola", "turabian-author-date",
)  # fmt: skip
"""Styles that are listed without being asked for."""


def _search(arguments: argparse.Namespace, console: Console) -> int:
    from pubkit.citations import near_names, search_styles

    words = " ".join(arguments.words)
    found = search_styles(words, folders=[Path("styles/csl")])
    _print(found[: arguments.limit], arguments, console)
    if not found:
        near = near_names(words)
        console.say(f'no style has "{words}" in its name' + (f"; near: {', '.join(near)}" if near else ""))
        return 1
    if len(found) > arguments.limit and arguments.format == "text":
        console.say(f"{len(found) - arguments.limit} more: see --limit")
    return 0


def _show(arguments: argparse.Namespace, console: Console) -> int:
    from pubkit.citations import find_style

    style = find_style(arguments.name, project=Path())
    if arguments.csl:
        print(style.text)
        return 0
    facts = {
        "name": style.name,
        "title": style.title,
        "asked for as": style.dependent or arguments.name,
        "kind": style.format or ("note" if style.is_note else "in-text"),
        "citations": "notes" if style.is_note else "in text",
        "bibliography": "yes" if style.has_bibliography else "no",
        "locale": style.default_locale or "that of the article",
        "updated": style.updated,
        "from": style.origin,
        "summary": style.summary,
    }
    if arguments.format == "json":
        console.emit_json(facts)
    else:
        for name, value in facts.items():
            if value:
                print(f"{name + ':':14} {value}")
    return 0


def _print(rows: list[tuple[str, str]], arguments: argparse.Namespace, console: Console) -> None:
    if arguments.format == "json":
        console.emit_json([{"name": name, "kind": kind} for name, kind in rows])
        return
    width = max((len(name) for name, _ in rows), default=0)
    for name, kind in rows:
        print(f"{name:{width}}  {kind}")
