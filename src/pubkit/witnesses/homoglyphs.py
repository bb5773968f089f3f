"""Letters of one script that stand inside a word of another and look the same there (Unicode TR 39, confusables).

Only inside mixed-script words: a word that is whole in its script is never touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubkit.witnesses.edits import Edit

__all__ = ["homoglyphs"]

_CYRILLIC = "АВЕЅІЈКМНОРСТУХаеорсухіјѕһԁԛԝ"
_LATIN_OF_CYRILLIC = "ABESIJKMHOPCTYXaeopcyxijshdqw"
_GREEK = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"
_LATIN_OF_GREEK = "ABEZHIKMNOPTYXo"
_TO_LATIN = dict(zip(_CYRILLIC, _LATIN_OF_CYRILLIC, strict=True)) | dict(zip(_GREEK, _LATIN_OF_GREEK, strict=True))
_TO_CYRILLIC = dict(zip(_LATIN_OF_CYRILLIC[:16] + "aeopcyx", _CYRILLIC[:16] + "аеорсух", strict=False))
_MIXED = re.compile(
    r"""(?<![^\W\d_]) (?: [A-Za-zÀ-ɏ]{1,60} [\u0370-\u03ff\u0400-\u052f]
        | [\u0370-\u03ff\u0400-\u052f]{1,60} [A-Za-zÀ-ɏ] )
        [^\W\d_]{0,60}""",
    re.VERBOSE,
)


def homoglyphs(text: str) -> Iterator[Edit]:
    """The letters of the script that the word has fewer of, put into the other, where all of them have a twin."""
    for match in _MIXED.finditer(text):
        word = match.group()
        latin = sum(char < "\u0250" for char in word)
        minority_is_latin = latin * 2 < len(word)
        table = _TO_CYRILLIC if minority_is_latin else _TO_LATIN
        strange = [i for i, char in enumerate(word) if (char < "\u0250") == minority_is_latin]
        if len(word) < 3 or not all(word[i] in table for i in strange):
            continue
        for i in strange:
            at = match.start() + i
            yield Edit(at, at + 1, table[word[i]], f"letter of another script in {word!r}", 0.98)
