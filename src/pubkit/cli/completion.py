"""print what makes a shell complete pubkit's commands, options, names and files

examples:
  pubkit completion bash > ~/.local/share/bash-completion/completions/pubkit
  pubkit completion zsh > ~/.zfunc/_pubkit           with "fpath+=~/.zfunc; autoload -U compinit; compinit" in ~/.zshrc
  pubkit completion fish > ~/.config/fish/completions/pubkit.fish
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Mapping, Sequence

from pubkit.cli.console import Console

__all__ = ["add_arguments", "run"]

SHELLS = ("bash", "zsh", "fish")

_FILES = {"FILE", "INPUT", "SOURCE", "WITNESS"}
"""What options and arguments that take files are called in the helps."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    parser.add_argument("shell", choices=SHELLS, help="for which shell")


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Print the shell's script, made of the commands' own parsers: the shell starts no pubkit to complete."""
    import shtab

    sys.stdout.write(shtab.complete(_whole(), shell=arguments.shell) + "\n")
    return 0


def _whole() -> argparse.ArgumentParser:
    """The parser of all commands with their options, which a command line never needs as a whole."""
    from pubkit import editions
    from pubkit.cli import COMMANDS, EPILOG, parse

    names = _names()
    formats = {"collate": editions.COLLATION_FORMATS, "export": editions.REFERENCE_FORMATS, "parse": parse.FORMATS}
    top = argparse.ArgumentParser(prog="pubkit", description=EPILOG, allow_abbrev=False)
    top.add_argument("--version", action="version", version="", help="the version")
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    for name, about in COMMANDS.items():
        parser = commands.add_parser(name, help=about, allow_abbrev=False)
        importlib.import_module(f"pubkit.cli.{name}").add_arguments(parser)
        for action in _actions(parser):
            _complete(action, names | {"format": formats.get(name, ())})
    return top


def _names() -> dict[str, Sequence[str]]:
    """What is known of options that take a name: proposals, as any style and any theme's folder are taken too."""
    from pubkit import citations, editions, typesetting

    usual = ("apa", "caucasus-international", "chicago-author-date", "ieee", "nature", *citations.SHORT_NAMES)
    return {
        "style": sorted(set(usual)),
        "theme": typesetting.theme_names(),
        "paper": sorted(typesetting.PAPERS),
        "pdf_variant": sorted(typesetting.PDF_VARIANTS),
        "to": editions.FORMATS,
    }


def _actions(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    """The options and arguments of a command and of what is below it."""
    found: list[argparse.Action] = []
    for action in parser._actions:
        found.append(action)
        if isinstance(action, argparse._SubParsersAction):
            for below in dict.fromkeys(action.choices.values()):
                found += _actions(below)
    return found


def _complete(action: argparse.Action, names: Mapping[str, Sequence[str]]) -> None:
    import shtab

    if action.help and action.help is not argparse.SUPPRESS:
        action.help = " ".join(action.help.split())
    if action.choices is not None:
        return
    if action.dest in names:
        action.choices = list(names[action.dest])
    elif action.metavar in _FILES:
        action.complete = shtab.FILE  # type: ignore[attr-defined]
    elif action.metavar == "DIR":
        action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]
