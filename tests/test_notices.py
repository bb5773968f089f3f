"""Messages: one line that editors can jump to, the source line with a caret, a hint."""

from __future__ import annotations

import pickle

from pubkit.errors import Place, UnreadableInput
from pubkit.notices import Notice, Severity, nearest, notice_of


def test_the_caret_stands_under_its_column() -> None:
    notice = Notice("K101", "unknown key", Severity.ERROR, Place("a.md", 2, 5), "see [@x]", "did you mean @y?")
    assert str(notice).splitlines() == [
        "a.md:2:5: error K101: unknown key",
        "  | see [@x]",
        "  |     ^",
        "  = hint: did you mean @y?",
    ]


def test_a_long_line_is_cut_around_the_caret() -> None:
    line = "a" * 500 + "HERE" + "b" * 500
    shown = str(Notice("K101", "m", place=Place("a.md", 1, 501), source_line=line)).splitlines()
    assert len(shown[1]) < 120
    assert shown[1][shown[2].index("^") :].startswith("HERE")


def test_control_characters_of_a_manuscript_do_not_reach_the_terminal() -> None:
    shown = str(Notice("K101", "m", place=Place("a.md", 1, 1), source_line="a\x1b[31mb"))
    assert "\x1b" not in shown


def test_errors_keep_their_words_over_a_process_border() -> None:
    error = UnreadableInput("bad", place=Place("a", 1, 2), source_line="x", hint="do")
    again = pickle.loads(pickle.dumps(error))
    assert notice_of(again) == notice_of(error)


def test_nearest_suggests_only_what_is_near() -> None:
    assert nearest("chicgo", ["apa", "chicago"]) == "chicago"
    assert nearest("zzz", ["apa", "chicago"]) is None
