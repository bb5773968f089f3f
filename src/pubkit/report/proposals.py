"""The lines of decisions.toml that confirm or correct a finding, ready to be pasted."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

__all__ = ["call_lines", "field_lines", "heading_lines", "keep_lines", "reading_lines", "work_lines"]

_WORDS = 8
"""Words that say where a call stands."""


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _flat(text: str) -> str:
    return " ".join(text.split())


def call_lines(note: Mapping[str, Any], before: str) -> str:
    """Where a call stands: paste to confirm, change the words to place it elsewhere."""
    words = " ".join(before.split()[-_WORDS:])
    return f"[[call]]\nnote = {_string(note['id'])}\nafter = {_string(words)}\n"


def heading_lines(row: Mapping[str, Any]) -> str:
    """That a heading is one."""
    return f"[[heading]]\ntext = {_string(_flat(row['text']))}\nlevel = {row['level']}  # 0: no heading\n"


def field_lines(key: str, field: Mapping[str, Any]) -> str:
    """The value of a field."""
    variable, value = field["variable"], field["value"]
    return f"[[field]]\nkey = {_string(key)}\nvariable = {_string(variable)}\nvalue = {_string(value)}\n"


def keep_lines(row: Mapping[str, Any]) -> str:
    """That something set aside is text of the article."""
    return f"[[keep]]\ntext = {_string(' '.join(row['text'].split()[:12]))}\n"


def work_lines(work: Mapping[str, Any]) -> str:
    """That some of the printed references of a work are another's; empty where it has one only."""
    places = list(dict.fromkeys(work["notes"]))
    if len(places) < 2:
        return ""
    return f"[[work]]\nkey = {_string(work['key'])}\napart = [{_string(places[-1])}]\n"


def reading_lines(variant: Mapping[str, Any]) -> str:
    """That another reading is preferred; empty for breaks and marks, and where the lemma is nothing."""
    if variant["kind"] in ("paragraph", "mark") or not variant["lemma"].strip() or not variant["readings"]:
        return ""
    siglum = variant["readings"][0]["sigla"].split()[:1]
    if not siglum or not variant["place"]:
        return ""
    return f"[[reading]]\nlemma = {_string(_flat(variant['lemma']))}\nsiglum = {_string(siglum[0])}\n"
