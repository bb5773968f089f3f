"""Programs outside Python that some tests look at editions with: a browser, validators, other editors' readers.

They are Debian packages, named in `.make/environment.py` (`TOOLS`), that `make tools` installs where it may. Where one
is absent its tests skip and say which package brings it; in CI, which runs `make tools`, its absence is a failure.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent


def _environment() -> ModuleType:
    spec = importlib.util.spec_from_file_location("environment", ROOT / ".make" / "environment.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PACKAGES: dict[str, str] = _environment().TOOLS
"""The Debian package that brings each program."""


def tool(name: str) -> str:
    """The path of program *name*, a key of `PACKAGES`; skips without it, in CI fails."""
    found = shutil.which(name)
    if found:
        return found
    reason = f"no {name} on this machine (Debian package {PACKAGES[name]}; `make tools` installs it as root)"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
