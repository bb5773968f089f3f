"""Text-case: "Text-case", "Sentence Case Conversion", "Title Case Conversion".

Works on the output tree, so that markup inside a title neither hides a word nor splits it. Text in no-case
spans, in superscript or subscript and in small capitals keeps its case."""

from __future__ import annotations

import re
from collections.abc import Callable

from .inline import Inline, Kind, Span

__all__ = ["STOP_WORDS", "recase"]

STOP_WORDS = frozenset(
    """
    a about above across afore after against along alongside amid amidst among amongst an and anenst
    apropos apud around as aside astride at athwart atop barring before behind below beneath beside
    besides between beyond but by c ca circa d de despite down during et except for forenenst from given
    in inside into l lest like modulo near next nor notwithstanding of off on onto or out over per plus
    pro qua sans since so than the through throughout thru thruout till to toward towards under
    underneath until unto up upon v van versus via vis-à-vis von vs with within without yet
    """.split()  # noqa: SIM905
)
PHRASES = frozenset(
    """
    according_to ahead_of apart_from as_for as_of as_per as_regards aside_from back_to because_of
    close_to due_to except_for far_from inside_of instead_of near_to next_to on_to out_from out_of
    outside_of prior_to pursuant_to rather_than regardless_of such_as that_of up_to where_as
    """.split()  # noqa: SIM905
)
WORD = re.compile(r"[^\s\-/\u2010-\u2015\u00a0]+")
EDGE = "\"'“”‘’«»‹›()[]{}.,;:!?¿¡…"


def recase(children: list[Inline], case: str, lang: str) -> list[Inline]:
    """The inlines in another case. `lang` is the language of the text, for its upper- and lower-casing
    rules."""
    change = _CHANGES.get(case)
    if change is None:
        return children
    leaves: list[tuple[str, bool]] = []
    _leaves(children, leaves, False)
    texts = change(leaves, lang)
    return _rebuild(children, iter(texts).__next__)


def _protected(span: Span) -> bool:
    """Whether case is kept inside a span: no-case, and implicitly super-, subscript and small capitals."""
    if span.kind is Kind.NO_CASE or span.kind is Kind.OPAQUE:
        return True
    return span.kind is Kind.FONT and any(
        value in ("sup", "sub", "small-caps", "baseline", "normal") for _, value in span.value
    )


def _leaves(children: list[Inline], leaves: list[tuple[str, bool]], protected: bool) -> None:
    for child in children:
        if isinstance(child, str):
            leaves.append((child, protected))
        else:
            _leaves(child.children, leaves, protected or _protected(child))


def _rebuild(children: list[Inline], take: Callable[[], str]) -> list[Inline]:
    return [
        take() if isinstance(child, str) else Span(child.kind, _rebuild(child.children, take), child.value)
        for child in children
    ]


# -- one case at a time ------------------------------------------------------------------------------------

Leaves = list[tuple[str, bool]]


def upper(text: str, lang: str) -> str:
    """Upper case by the rules of the language (Turkish dotted i)."""
    if lang.startswith(("tr", "az")):
        text = text.replace("i", "İ").replace("ı", "I")
    return text.upper()


def lower(text: str, lang: str) -> str:
    """Lower case by the rules of the language."""
    if lang.startswith(("tr", "az")):
        text = text.replace("I", "ı").replace("İ", "i")
    return text.lower()


def _each(change: Callable[[str, str], str]) -> Callable[[Leaves, str], list[str]]:
    def run(leaves: Leaves, lang: str) -> list[str]:
        return [text if protected else change(text, lang) for text, protected in leaves]

    return run


def _words(leaves: Leaves) -> tuple[str, list[bool], list[tuple[int, int]]]:
    """The whole text, whether each character is protected, and the spans of its words."""
    whole = "".join(text for text, _ in leaves)
    shield = [protected for text, protected in leaves for _ in text]
    spans = []
    for match in WORD.finditer(whole):
        start, end = match.span()
        while start < end and whole[start] in EDGE:
            start += 1
        while end > start and whole[end - 1] in EDGE:
            end -= 1
        if start < end:
            spans.append((start, end))
    return whole, shield, spans


def _split(whole: list[str], leaves: Leaves) -> list[str]:
    """Cut changed characters back into leaves."""
    out, position = [], 0
    for text, _ in leaves:
        out.append("".join(whole[position : position + len(text)]))
        position += len(text)
    return out


def _capitalize(chars: list[str], start: int, lang: str) -> None:
    chars[start] = upper(chars[start], lang)


def _capitalize_first(leaves: Leaves, lang: str) -> list[str]:
    whole, shield, spans = _words(leaves)
    chars = list(whole)
    if spans:
        start, end = spans[0]
        if not any(shield[start:end]) and whole[start:end].islower():
            _capitalize(chars, start, lang)
    return _split(chars, leaves)


def _capitalize_all(leaves: Leaves, lang: str) -> list[str]:
    whole, shield, spans = _words(leaves)
    chars = list(whole)
    for start, end in spans:
        if not any(shield[start:end]) and whole[start:end].islower():
            _capitalize(chars, start, lang)
    return _split(chars, leaves)


def _sentence(leaves: Leaves, lang: str) -> list[str]:
    whole, shield, spans = _words(leaves)
    chars = list(whole)
    unshielded = "".join(c for c, s in zip(whole, shield, strict=True) if not s)
    if unshielded.isupper():
        first = True
        for start, end in spans:
            if any(shield[start:end]):
                first = False
                continue
            for at in range(start, end):
                chars[at] = lower(chars[at], lang)
            if first:
                _capitalize(chars, start, lang)
            first = False
    elif spans:
        start, end = spans[0]
        if not any(shield[start:end]) and whole[start:end].islower():
            _capitalize(chars, start, lang)
    return _split(chars, leaves)


def _title(leaves: Leaves, lang: str) -> list[str]:
    whole, shield, spans = _words(leaves)
    chars = list(whole)
    for number, (start, end) in enumerate(spans):
        if any(shield[start:end]):
            continue
        word = whole[start:end]
        if not word.islower():
            continue
        previous = whole[spans[number - 1][1] : start] if number else ""
        opens = number == 0 or any(c in previous for c in ":?!.") or number == len(spans) - 1
        hyphenated = whole[end : end + 1] == "-" and previous[-1:] != "-"
        if not opens and not hyphenated and (word in STOP_WORDS or _in_phrase(whole, spans, number)):
            continue
        if len(word) == 1 and number and not any(c in previous for c in ":?!."):
            continue
        _capitalize(chars, start, lang)
    return _split(chars, leaves)


def _in_phrase(whole: str, spans: list[tuple[int, int]], number: int) -> bool:
    """Whether a word begins a stop phrase of two words ("according to")."""
    if number + 1 >= len(spans):
        return False
    (start, end), (after, last) = spans[number], spans[number + 1]
    return whole[end:after] == " " and f"{whole[start:end]}_{whole[after:last]}" in PHRASES


_CHANGES: dict[str, Callable[[Leaves, str], list[str]]] = {
    "lowercase": _each(lower),
    "uppercase": _each(upper),
    "capitalize-first": _capitalize_first,
    "capitalize-all": _capitalize_all,
    "sentence": _sentence,
    "title": _title,
}
