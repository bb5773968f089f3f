"""pubkit.toml: typos are told, wrong values have a line, nothing outside the project is named."""

from __future__ import annotations

import pytest

from pubkit.errors import UsageError
from pubkit.project import Limits, Project, read_project


def test_settings_are_read() -> None:
    text = 'style = "apa"\nto = ["html"]\narticle = "a.md"\n[limits]\nseconds = 5\n'
    project, notices = read_project(text)
    assert project == Project(style="apa", to=("html",), article="a.md", limits=Limits(seconds=5))
    assert notices == ()


def test_a_typo_is_a_notice_with_its_line_and_the_right_key() -> None:
    _, (notice,) = read_project('to = "html"\nstlye = "apa"\n')
    assert notice.place and notice.place.line == 2
    assert notice.hint == 'did you mean "style"?'


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("style = apa\n", 1, "not TOML"),
        ('to = ["html"]\nstyle = 3\n', 2, "a string"),
        ("[limits]\nseconds = 0\n", 2, "above 0"),
        ("[limits]\nseconds = true\n", 2, "above 0"),
        ('article = "../secret.md"\n', 1, "outside"),
        ('sources = ["/etc/passwd"]\n', 1, "outside"),
    ],
)
def test_what_is_wrong_is_refused_with_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(UsageError, match=words) as caught:
        read_project(text)
    assert caught.value.place and caught.value.place.line == line
