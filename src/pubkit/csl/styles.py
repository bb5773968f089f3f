"""Which styles there are: names, dependents, aliases, search, metadata (``pubkit styles
list|search|show``)."""

from __future__ import annotations

from .load import aliases, dependents, load_info, names, resolve_name, search, style_source, validate

__all__ = [
    "aliases",
    "dependents",
    "load_info",
    "names",
    "resolve_name",
    "search",
    "style_source",
    "validate",
]
