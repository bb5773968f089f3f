"""print a JSON Schema, by which editors complete and check pubkit.toml, decisions.toml or a front matter

examples:
  pubkit schema project > pubkit.schema.json       then "#:schema ./pubkit.schema.json" as first line of pubkit.toml
  pubkit schema front-matter                       for the YAML at the head of article.md
"""

from __future__ import annotations

import argparse

from pubkit.cli.console import Console

__all__ = ["add_arguments", "run"]

NAMES = ("project", "decisions", "front-matter")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    parser.add_argument("name", choices=NAMES, nargs="?", default="project", help="of what (default: project)")


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Print the schema."""
    from pubkit.schemas import schema

    console.emit_json(schema(arguments.name))
    return 0
