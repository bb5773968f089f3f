"""Output formats: html, plain, markdown, pandoc. Each takes a finished tree and knows nothing of CSL."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .html import write_html
from .markdown import write_markdown
from .pandoc import write_pandoc
from .plain import write_plain

__all__ = ["FORMATS", "write_html", "write_markdown", "write_pandoc", "write_plain"]

FORMATS: dict[str, Callable[..., Any]] = {
    "html": write_html,
    "plain": write_plain,
    "markdown": write_markdown,
    "pandoc": write_pandoc,
}
