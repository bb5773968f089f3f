"""The language of a title, where its letters or its small words tell.

A script that one language mostly uses decides at once; Latin letters are counted by function words and letters.
No answer is better than a wrong one: titles are short.
"""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["language_of"]

_STOPWORDS = {
    "en": "the of and in to for on with from by an at is are its their as between toward towards through under what how why",  # noqa: E501
    "de": "der die das und von des im zur zum den dem ein eine einer eines einem einen durch oder zwischen gegen wie unter als für mit auf nach über aus bei zu ist nicht sich",  # noqa: E501
    "fr": "le la les des du de et dans sur pour par une un au aux en à entre l d est sous vers chez",
    "es": "el la los las de del y en para por una un con al sobre entre su como desde que se lo hacia",
    "pt": "o a os as de do da dos das e em no na nos nas para por uma um com ao sobre entre como à",
    "it": "il lo la i gli le di del della dei delle degli e in nel nella per con da un una al alla su tra fra dell nell sull dal",  # noqa: E501
    "nl": "de het een en van in op voor met aan bij uit tot naar door over der des te",
    "sv": "och i av för en ett på med till från som den det om",
    "da": "og i af for en et på med til fra som den det om",
    "pl": "i w na z do o dla od po przez oraz jako we ze",
    "cs": "a v na z do o pro od po ve se jako k",
    "tr": "ve bir ile için bu da de",
    "az": "və bir ilə üçün bu",
    "hu": "a az és egy hogy nem is a",
    "ro": "și în de la din cu pe pentru al ale a",
    "la": "et de in ad ex cum per ac sive",
}
_WORDS = {
    word: tuple(lang for lang, words in _STOPWORDS.items() if word in words.split())
    for words in _STOPWORDS.values()
    for word in words.split()
}
_LETTERS = {"de": "äöüß", "fr": "éèêçàùôîœ", "es": "ñ¿¡", "pt": "ãõçâê", "tr": "ışğ", "az": "əış", "pl": "łąęśżźć", "cs": "řěůťž", "hu": "őű",  # noqa: E501
            "sv": "åä", "da": "æø", "ro": "țșăţş", "it": "òìèàù"}  # fmt: skip
_CYRILLIC = (("uk", "іїєґ"), ("be", "ўі"), ("sr", "ђћџљњј"), ("mk", "ѓќѕ"), ("ru", "ыэё"))
_SCRIPTS = (("el", "Ͱ", "Ͽ"), ("he", "֐", "׿"), ("ar", "؀", "ۿ"), ("hy", "԰", "֏"), ("ka", "Ⴀ", "ჿ"), ("ja", "ぁ", "ヿ"), ("ko", "가", "힣"),  # noqa: E501
            ("zh", "一", "鿿"), ("th", "ก", "๛"), ("hi", "ऀ", "ॿ"))  # fmt: skip


@lru_cache(maxsize=1024)
def language_of(title: str) -> tuple[str, float]:
    """(BCP 47 tag, how sure) of a title; ("", 0.0) where it cannot be told."""
    letters = [char for char in title.lower() if char.isalpha()]
    if not letters:
        return "", 0.0
    if max(letters) < "Ͱ":
        return _latin(title)
    cyrillic = sum("Ѐ" <= char <= "ӿ" for char in letters)
    if cyrillic * 2 > len(letters):
        for tag, marks in _CYRILLIC:
            if any(char in marks for char in letters):
                return tag, 0.95
        return ("bg", 0.6) if "ъ" in letters and letters.count("ъ") > 1 else ("ru", 0.8)
    for tag, first, last in _SCRIPTS:
        if sum(first <= char <= last for char in letters) * 2 > len(letters):
            return ("ja", 0.9) if tag == "zh" and any("ぁ" <= char <= "ヿ" for char in letters) else (tag, 0.9)
    return _latin(title)


def _latin(title: str) -> tuple[str, float]:
    words = re.findall(r"[^\W\d_]+", title.lower())
    scores: dict[str, float] = {}
    for word in words:
        for tag in _WORDS.get(word, ()):
            scores[tag] = scores.get(tag, 0.0) + 1.0 / len(_WORDS[word]) ** 0.5
    for tag, marks in _LETTERS.items():
        hits = sum(char in marks for char in title.lower())
        if hits and tag in scores:
            scores[tag] += 0.6 * hits
    if not scores:
        return "", 0.0
    best = max(scores, key=lambda tag: (scores[tag], tag))
    second = max((score for tag, score in scores.items() if tag != best), default=0.0)
    if scores[best] < 1.2 or scores[best] < 1.25 * second:
        return "", 0.0
    return best, min(0.97, 0.5 + 0.12 * (scores[best] - second) + 0.05 * scores[best])
