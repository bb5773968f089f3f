"""What makes WeasyPrint ready sooner changes nothing that it does."""

import subprocess
import sys

import pyphen
import pytest

from pubkit.engines.hyphenation import _positions, _read, patterns_when_needed

WORDS = (
    "hyphenation", "representative", "a", "associate", "Donaudampfschifffahrt", "lettergrepen", "byggarbetsplats",
    "asszonnyal", "достопримечательность", "electrification", "constitutionnellement", "über", "it's", "x-ray",
)  # fmt: skip


@pytest.mark.parametrize("language", ["en_US", "de_DE", "ru_RU", "nl_NL", "hu_HU", "sv", "fr", "it_IT", "el_GR"])
def test_words_are_parted_as_pyphen_parts_them(language: str) -> None:
    patterns_when_needed()
    path = pyphen.LANGUAGES[language]
    ours, theirs = pyphen.HyphDict.__new__(pyphen.HyphDict), pyphen.HyphDict.__new__(pyphen.HyphDict)
    _read(ours, path)
    theirs.read_whole(path)
    assert ours.maxlen == theirs.maxlen
    assert ours.patterns.keys() == theirs.patterns.keys()
    for word in WORDS:
        found = _positions(ours, word)
        assert found == _whole(theirs, word)
        assert [each.data for each in found] == [each.data for each in _whole(theirs, word)]


def _whole(dictionary: pyphen.HyphDict, word: str) -> list[pyphen.DataInt]:
    """By all patterns, one after another (Liang 1983): the greatest figure at each place counts."""
    pointed = f".{word.lower()}."
    figures: list[int] = [0] * (len(pointed) + 1)
    for key, (offset, values) in dictionary.patterns.items():
        at = pointed.find(key)
        while at >= 0:
            for index, value in enumerate(values, at + offset):
                figures[index] = max(value, figures[index])
            at = pointed.find(key, at + 1)
    return [pyphen.DataInt(at - 1, reference=figure) for at, figure in enumerate(figures) if figure % 2]


CODE = """
import io, sys
from pubkit.engines import weasyprint
weasyprint.load()
assert "fontTools.subset" not in sys.modules and "fontTools" not in sys.modules
from weasyprint.pdf import fonts
from weasyprint.text import fonts as text
try:
    fonts.TTFont(io.BytesIO(b"no font at all, but twelve bytes"))
except fonts.TTLibError as wrong:
    print("refused", isinstance(fonts.TTFont, type), text.TTFont is fonts.TTFont, fonts.subset.__name__)
"""


def test_font_tools_are_there_when_they_are_asked_for() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("refused True True fontTools.subset\n", "")
