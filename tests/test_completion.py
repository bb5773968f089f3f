"""Completion in shells: scripts that the shells themselves can read, and what they propose."""

from __future__ import annotations

import functools
import subprocess
import sys
from pathlib import Path

import pytest

from pubkit import editions
from pubkit.cli import COMMANDS, main
from tools import tool


@functools.cache
def script(shell: str) -> str:
    run = subprocess.run([sys.executable, "-m", "pubkit", "completion", shell], capture_output=True, text=True)
    assert (run.returncode, run.stderr) == (0, "")
    return run.stdout


def ask(shell: str, tmp_path: Path, commands: str) -> list[str]:
    """What a shell prints that has read its script and is in a folder with two files."""
    (tmp_path / "CHAPTER.md").touch()
    (tmp_path / "_pubkit").write_text(script(shell), encoding="utf-8")
    run = subprocess.run([tool(shell), "-c", commands], cwd=tmp_path, capture_output=True, text=True, timeout=30)
    assert run.stderr == ""
    return run.stdout.split("\n")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_reads_its_script(shell: str, tmp_path: Path) -> None:
    (tmp_path / "script").write_text(script(shell), encoding="utf-8")
    run = subprocess.run([tool(shell), "-n", str(tmp_path / "script")], capture_output=True, text=True)
    assert (run.returncode, run.stderr) == (0, "")
    assert all(command in script(shell) for command in COMMANDS)


BASH = """source ./_pubkit
for line in "pr" "build --style chicago" "build --theme " "build CH" "build a --pap" "export --format " "schema d"; do
    COMPREPLY=() COMP_WORDS=(pubkit $line)
    [[ $line == *" " ]] && COMP_WORDS+=("")
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    _shtab_pubkit
    echo ${COMPREPLY[@]}
done
"""


def test_what_bash_proposes(tmp_path: Path) -> None:
    assert ask("bash", tmp_path, BASH) == [
        "preview proof",
        "chicago chicago-author-date chicago-ibid",
        "classic columns modern",
        "CHAPTER.md",
        "--paper",
        " ".join(editions.REFERENCE_FORMATS),
        "decisions",
        "",
    ]


def test_what_fish_proposes(tmp_path: Path) -> None:
    lines = ask(
        "fish", tmp_path, "source ./_pubkit; for w in pre 'build --paper ' 'build CH'; complete -C \"pubkit $w\"; end"
    )
    assert [line.split("\t")[0] for line in lines] == ["preview", "a4", "book", "letter", "CHAPTER.md", ""]


def test_zsh_knows_whose_it_is(tmp_path: Path) -> None:
    commands = "autoload -U compinit; fpath=($PWD $fpath); compinit -u -d ./dump; echo $_comps[pubkit]"
    assert ask("zsh", tmp_path, commands) == ["_pubkit", ""]


def test_another_shell_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["completion", "cmd"])
    assert end.value.code == 2
    assert "bash" in capsys.readouterr().err
