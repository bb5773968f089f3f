"""Pinpoints: the place in a work that a cite means, as "S. 45 f.", "at 345", "[82]", "ch 4", "Sp. 12", "Rn. 7".

In: the text behind a short cite or a reference. Out: the CSL locator type and the locator as printed (page ranges with
a hyphen), or None where the text is anything else. Locator types are those of CSL 1.0.2, "Locators".
"""

from __future__ import annotations

import re

from pubkit.records import dataclass
from pubkit.references.cues import alternatives
from pubkit.references.patterns import Pattern

__all__ = ["PINPOINT_WORDS", "Pinpoint", "completed", "label_before", "read_pinpoint"]

PINPOINT_WORDS: dict[str, tuple[str, ...]] = {
    "page": ("pages", "page", "pp", "p", "pgs", "pg", "pag", "pagg", "página", "páginas", "pág", "págs", "pagina", "pagine",  # noqa: E501
             "seiten", "seite", "s", "ss", "с", "стр", "σ", "σελ", "sayfa", "side", "sidor", "sid", "blz", "str", "strona",  # noqa: E501
             "strony", "lk", "oldal", "lpp", "გვ", "էջ", "ص", "עמ", "at p", "at pp", "at page"),
    "column": ("columns", "column", "cols", "col", "spalte", "spalten", "sp", "кол", "стб", "coll"),
    "paragraph": ("paragraphs", "paragraph", "paras", "para", "par", "¶¶", "¶", "randnummer", "randnr", "rdnr", "rdn", "rn", "rz",  # noqa: E501
                  "tz", "ziff", "ziffer", "considérant", "consid", "cons", "marg", "fj", "punkt", "point", "points", "pt"),  # noqa: E501
    "section": ("sections", "section", "secs", "sec", "sects", "sect", "§§", "§"),
    "article": ("articles", "article", "arts", "art", "artikel", "artículo", "artículos", "articolo", "ст", "artt"),
    "chapter": ("chapters", "chapter", "chaps", "chap", "chs", "ch", "kapitel", "kap", "capítulo", "capitolo", "cap", "caps",  # noqa: E501
                "chapitre", "гл", "глава", "rozdz", "bölüm"),
    "note": ("footnotes", "footnote", "notes", "note", "nn", "n", "fn", "fußn", "anm", "nota", "note de bas de page", "прим"),  # noqa: E501
    "folio": ("folios", "folio", "fols", "fol", "ff", "fº", "bl", "blatt", "л"),
    "line": ("lines", "line", "zeile", "zeilen", "ligne", "lignes"),
    "verse": ("verses", "verse", "vv", "v", "vers"),
    "figure": ("figures", "figure", "figs", "fig", "abb", "abbildung", "рис"),
    "table": ("tables", "table", "tab", "tabelle", "tableau", "табл"),
    "part": ("parts", "part", "pts", "teil", "partie"),
    "volume": ("volumes", "volume", "vols", "vol", "bde", "bd", "band", "tome", "tom", "t", "т"),
    "book": ("books", "book", "bk", "buch", "livre", "lib", "кн"),
}  # fmt: skip
"""Words before a pinpoint, by the CSL locator type that they say."""

_LABELS = {word: label for label, words in reversed(PINPOINT_WORDS.items()) for word in words}
_WORDS = alternatives(_LABELS)
_PLACE = (
    r"(?:\d{1,5}(?:[a-z]{1,2}\b|[rv]\b)?(?:\(\w{1,4}\)){0,4}(?:[./:]\d{1,4}){0,3}|(?-i:[IVXLC]{1,7}|[ivxlc]{1,7})\b)"
)
_FOLLOWING = r"(?:\s?(?:ff?|sqq?|sgg?|ss|segg?|nn)\b\.?|\s(?:et\s+(?:seq|suiv|s)|e\s+ss|y\s+ss|ff|и\s+след|и\s+сл|и\s+далее|vd|n)\b\.?)"  # noqa: E501
_RANGE = rf"{_PLACE}(?:\s?[-‐-―]\s?{_PLACE})?{_FOLLOWING}?"
_LIST = rf"{_RANGE}(?:\s?(?:[,;&+]|and|und|et|y|e|и)\s?(?:(?:pp?|S|с)\.\s?)?{_RANGE}){{0,6}}"
_PIN = Pattern(
    rf"""[\s,.:;،؛]* (?:(?:hier|here|ici|aquí|aqui|qui|esp|bes|insb|insbes|spéc|especially|en\s+particular|auf|à\s+la|aux|a\s+la|alle|на)\b[.,:]?\s*)?
         (?: \[(?P<bracketed>{_LIST})\]
           | \((?P<round>\d{{1,5}}(?:\s?[-–]\s?\d{{1,5}})?{_FOLLOWING}?)\)
           | (?:at|bei)\s+(?:(?P<at>{_WORDS})\b\.?\s?)?(?P<there>{_LIST})
           | (?P<label>{_WORDS})(?:\b|(?<=[§¶]))[.'’׳]?\s?(?P<place>{_LIST})
           | (?P<bare>{_LIST}) )
         (?P<rest>[\s,]*(?:(?P<second>n|nn|fn|note|Anm|Fn)\b\.?\s?(?P<number>\d{{1,4}}))?) [\s.,;:)\]]* $""",  # noqa: E501
    re.VERBOSE | re.IGNORECASE,
)  # fmt: skip
_BEHIND = Pattern(_FOLLOWING, re.IGNORECASE)
_VOLUME_THEN = Pattern(
    rf"[\s,.:]*(?:(?:Bd|vol|t|т|Band|tome)\b\.?\s?(?P<volume>{_PLACE})|(?P<numeral>[IVXLC]{{1,7}})),\s*(?=[^\W\d])",
    re.IGNORECASE,
)
_BEFORE = Pattern(rf"(?<![\w.])(?P<label>{_WORDS})(?:\b|(?<=[§¶]))[.'’׳]?\s*$", re.IGNORECASE)
LONGEST = 90
"""Characters that a pinpoint may have."""


@dataclass(frozen=True, slots=True)
class Pinpoint:
    """A place in a work."""

    label: str
    """The CSL locator type."""
    locator: str


def read_pinpoint(text: str) -> Pinpoint | None:
    """The pinpoint that `text` is, from its first letter to its last; None where it says anything else."""
    if len(text) > LONGEST or not re.search(r"\w", text):
        return None
    if volume := _VOLUME_THEN.match(text):  # "Bd. 3, S. 12": a place in a volume, its page as printed
        rest = text[volume.end() :].strip(" .,;:)]")
        return Pinpoint("volume", f"{volume['volume'] or volume['numeral']}, {rest}") if read_pinpoint(rest) else None
    match = _PIN.match(text)
    if match is None:
        return None
    place = match["bracketed"] or match["round"] or match["there"] or match["place"] or match["bare"]
    word = match["at"] or match["label"]
    label = "paragraph" if match["bracketed"] else _label(word) if word else "page"
    if not word and not match["bracketed"] and not place[0].isdigit():
        return None  # a bare numeral is no page
    more = f" {match['second']}. {match['number']}" if match["number"] else ""
    return Pinpoint(label, _tidy(place) + more)


def label_before(text: str) -> str:
    """The locator type that the end of `text`, just before a number, says; the empty string where it says none."""
    match = _BEFORE.search(text[-20:])
    return _label(match["label"]) if match else ""


def completed(text: str, end: int) -> str:
    """What belongs to a page number that ends at `end`: "ff.", "et suiv."; the empty string where nothing does."""
    match = _BEHIND.match(text, end)
    return match[0] if match else ""


def _label(word: str) -> str:
    return _LABELS.get(re.sub(r"\s+", " ", word).lower(), "page")


def _tidy(place: str) -> str:
    return re.sub(r"\s*[‐-―-]\s*", "-", place).strip(" ,;")
