"""Options that all tests share."""

from __future__ import annotations

import os

import pytest

os.environ["PUBKIT_CACHE"] = "off"  # what an earlier run made must not answer for this one


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write the outputs of text cases into their files")
