"""Identifiers of works in the bibliography, for links to them."""

from __future__ import annotations

import re

__all__ = ["anchor"]


def anchor(key: str) -> str:
    """The identifier of a work in the bibliography."""
    return "ref-" + re.sub(r"[^\w.:-]", "-", key)
