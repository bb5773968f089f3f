"""Markdown that pandoc would read for ever: tamed, and never changed where it is read in time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pubkit.engines import pandoc
from pubkit.engines.ast import plain_text
from pubkit.engines.taming import tame


@pytest.mark.parametrize(
    "text",
    ["a " + "[b " * 40, "a " + "![b " * 40, "a " + "^[b " * 40, "[" * 24 + "a" + "]" * 24, "a " + "[@b " * 30,
     "a " + "\"b 'c " * 60],
)  # fmt: skip
def test_what_pandoc_chews_on_for_ever_is_read_at_once(text: str) -> None:
    start = time.perf_counter()
    read = plain_text(pandoc.read_markdown(text, time_limit=10)["blocks"])
    assert time.perf_counter() - start < 5
    assert [char for char in read if char.isalnum()] == [char for char in text if char.isalnum()]


@pytest.mark.parametrize(
    "text",
    [
        "See [a [link](u)][^1] and [@key, p. 2; see [@other]] and ![an [image]](x.png).\n",
        "```\n" + "[ " * 30 + "\n```\n",
        "    " + "[ " * 30 + "\n",
        "He said \"this\" and 'that', and it's 'so' in the '90s.\n",
        "`" + "[" * 30 + "` is code",
    ],
)
def test_what_a_writer_writes_is_left_alone(text: str) -> None:
    assert tame(text) == text


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="[]`\\ab \"'\n~!(^", max_size=120))
def test_only_backslashes_are_added(text: str) -> None:
    tamed = tame(text)
    assert tamed.replace("\\", "") == text.replace("\\", "")
