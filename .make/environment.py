"""Make the environment that the Makefile's targets run in: `.venv`, the locked packages, Pango.

Runs on a bare Python 3.11 or later, before anything is installed, so it uses the standard library alone.
usage: environment.py run|dev|tools
    run: what `make build` needs; dev: what `make test` and `make check` need too;
    tools: the programs outside Python that some tests look at editions with (installed on Debian as root, else named)
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / "python"

PANGO = {
    "debian": "apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "fedora": "dnf install -y pango harfbuzz",
    "suse": "zypper install -y libpango-1_0-0 libharfbuzz-subset0",
    "arch": "pacman -S --noconfirm pango",
    "alpine": "apk add pango fontconfig",
    "macos": "brew install pango",
}
"""The command that brings Pango, by family of systems (WeasyPrint's documentation, "First steps")."""

TOOLS = {
    "chromium": "chromium",
    "fish": "fish",
    "java": "default-jre-headless",
    "node": "nodejs",
    "pdftoppm": "poppler-utils",
    "soffice": "libreoffice-writer",
    "strace": "strace",
    "xml2bib": "bibutils",
    "zsh": "zsh",
    "xelatex": "texlive-xetex texlive-latex-extra texlive-plain-generic texlive-fonts-recommended lmodern",
}
"""The programs outside Python that tests use, with the Debian packages that bring each (see tests/tools.py)."""


def say(text: str) -> None:
    print(f"pubkit: {text}", flush=True)


def stop(text: str, hint: str) -> None:
    print(f"pubkit: error: {text}\n  = hint: {hint}", file=sys.stderr, flush=True)
    sys.exit(4)


def family() -> str:
    """Which row of `PANGO` this system belongs to."""
    if platform.system() == "Darwin":
        return "macos"
    words: list[str] = []
    try:
        for line in Path("/etc/os-release").read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition("=")
            if name in ("ID", "ID_LIKE"):
                words += value.strip('"').split()
    except OSError:
        pass
    for word in words:
        if word in ("ubuntu", "debian"):
            return "debian"
        if word in ("rhel", "centos"):
            return "fedora"
        if word.startswith("opensuse"):
            return "suse"
        if word in PANGO:
            return word
    return "debian"


def may_install() -> bool:
    return family() == "debian" and hasattr(os, "geteuid") and os.geteuid() == 0 and bool(shutil.which("apt-get"))


def apt(packages: str) -> bool:
    """Install Debian packages as root, saying what is done."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    say(f"installing with apt-get: {packages}")
    for arguments in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages.split()]):
        if subprocess.run(["apt-get", *arguments], env=environment, stdout=subprocess.DEVNULL).returncode:
            return False
    return True


def make_venv() -> None:
    if PYTHON.exists() and not subprocess.run([str(PYTHON), "-m", "pip", "--version"], capture_output=True).returncode:
        return
    say(f"making the environment .venv with Python {platform.python_version()}")
    shutil.rmtree(VENV, ignore_errors=True)
    command = [sys.executable, "-m", "venv", str(VENV)]
    made = subprocess.run(command, capture_output=True, text=True)
    if made.returncode:
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        if may_install() and apt(package):
            made = subprocess.run(command, capture_output=True, text=True)
        if made.returncode:
            stop(f"python -m venv failed: {(made.stderr or made.stdout).strip()[-300:]}", f"apt-get install {package}")


def install(kind: str) -> None:
    """The packages of the lock and pubkit itself, editable; skipped when nothing changed since the last time."""
    lock = ROOT / ".lock" / f"{kind}.txt"
    digest = hashlib.sha256(lock.read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    stamp = VENV / f".installed-{kind}"
    if stamp.exists() and stamp.read_text(encoding="ascii") == digest:
        return
    count = sum(1 for line in lock.read_text(encoding="utf-8").splitlines() if "==" in line and line[:1].isalnum())
    say(f"installing {count} locked packages ({lock.relative_to(ROOT)}); the first time this takes a minute or two")
    started = time.monotonic()
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--progress-bar", "off"]
    quiet = [] if sys.stdout.isatty() else ["--quiet"]
    locked = [*pip, *quiet, "--require-hashes", "--requirement", str(lock)]
    itself = [*pip, "--quiet", "--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
    for command in (locked, itself):
        if subprocess.run(command, cwd=ROOT).returncode:
            stop("pip could not install the locked packages", "is a package index reachable? see pip's words above")
    stamp.write_text(digest, encoding="ascii")
    say(f"installed in {time.monotonic() - started:.0f} s")


def check_pango() -> None:
    """WeasyPrint loads Pango when it is imported: the import is the check."""
    stamp = VENV / ".pango-found"
    if stamp.exists():
        return
    probe = [str(PYTHON), "-c", "import weasyprint"]
    if subprocess.run(probe, capture_output=True).returncode:
        command = PANGO[family()]
        say("Pango, which sets the PDF's text, is missing")
        found = may_install() and apt(command.partition("-y ")[2])
        if not found or subprocess.run(probe, capture_output=True).returncode:
            sudo = "" if family() == "macos" else "sudo "
            stop("Pango is missing; HTML can be built without it, PDF cannot", f"run: {sudo}{command}")
    stamp.touch()


def install_tools() -> None:
    """The programs of `TOOLS` that are missing: installed where that is allowed, else named."""
    missing = {name: packages for name, packages in TOOLS.items() if not shutil.which(name)}
    if not missing:
        return
    packages = " ".join(dict.fromkeys(missing.values()))
    if not (may_install() and apt(packages)):
        say(f"missing: {', '.join(missing)}; tests that use them are skipped. On Debian: apt-get install {packages}")


def main(arguments: list[str]) -> int:
    if sys.version_info < (3, 11):  # noqa: UP036 -- this file runs before anything was checked
        stop(
            f"Python {platform.python_version()} is too old",
            "install Python 3.11 or later, then: make PYTHON=python3.11 ...",
        )
    if arguments == ["tools"]:
        install_tools()
        return 0
    if arguments not in (["run"], ["dev"]):
        print(__doc__, file=sys.stderr)
        return 2
    make_venv()
    install(arguments[0])
    check_pango()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
