"""The citation engine agrees with pandoc's citeproc where they should: a sample of `csl_differential.py`."""

from __future__ import annotations

import pytest

from csl_differential import compare
from csl_items import ITEMS
from pubkit.csl import Processor, load_style
from pubkit.csl.load import resolve_name, style_source


@pytest.mark.parametrize(
    ("name", "differences"),
    [("nature", 0), ("the-lancet", 0), ("american-medical-association", 1), ("vancouver", 2), ("ieee", 5)],
)
def test_differences_are_those_we_know(name: str, differences: int) -> None:
    source = style_source(resolve_name(name)[0])[1]
    found = compare(name, source, Processor(load_style(name), ITEMS), ITEMS)
    assert len(found) <= differences, found
