"""Lifting: take out of a reference what can be told without knowing the rest.

In: a cleaned reference. Out: segments for URL, DOI, ISBN and other identifiers, date of access, the words that lead to
them, the number of the note or of the list item, the signal words in front.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pubkit.references.cues import ACCESS_CUES, SIGNALS, URL_CUES, alternatives
from pubkit.references.dates import DATE
from pubkit.references.links import find_links
from pubkit.references.patterns import Pattern
from pubkit.references.segments import Segment

__all__ = ["NUMBER", "leading_signal", "lift"]

_FLAGS = re.VERBOSE | re.IGNORECASE
_ACCESS_WORDS = alternatives(word for words in ACCESS_CUES.values() for word in words)
_URL_WORDS = alternatives(word for words in URL_CUES.values() for word in words)
_SIGNAL_WORDS = alternatives(word for words in SIGNALS.values() for word in words)
_WEAK_ACCESS = Pattern(r"(?:set|cit|stand|lest|access|cited|läst|available on|so|from|citado|odczyt)$", re.IGNORECASE)

_ACCESS = Pattern(
    rf"""(?P<open>[\(\[‘'“"]\s*|[-–—]\s)?
         (?<![\w-]) (?P<cue>{_ACCESS_WORDS}) (?![\w-])
         (?: \s*[:.,]? \s* (?:on|am|le|el|em|il|den|op|på|la|do|the|dia|día|at)? \s* [:\(\[]? \s* )
         (?: (?:mon|tues|wednes|thurs|fri|satur|sun)day ,? \s* )?
         (?P<date> {DATE} | (?P<year>20[0-3]\d) (?=\s*[\)\].;]|\s*$) )
         (?: \s* ,? \s* (?:at\s+|um\s+|às\s+|à\s+|a\s+las\s+)? \d{{1,2}} [:.h] \d\d (?: [:.]\d\d )? (?: \s*(?:[ap]\.?m\.?|uhr|h|gmt|utc) )? )?
         (?:\s*(?:г\.|tarihinde|'?d[ae]))?
         \s* [\)\]’'”"]{{0,2}}""",  # noqa: E501
    _FLAGS,
)
_ACCESS_AFTER = Pattern(
    rf"[\(\[]\s*(?P<date>{DATE})[\s,'’]*(?:t?[ae]|tarihinde|[dt][ae])?\s*(?:{_ACCESS_WORDS})\s*[\)\]]", _FLAGS
)
_BARE_ACCESS = Pattern(rf"\s*,?\s*[\(\[]\s*(?P<date>{DATE})\s*[\)\]]\s*[.,;]?\s*$", _FLAGS)
_WEB_DATE = Pattern(rf"(?<=[.\d]\s)(?-i:Web)\.\s+(?P<date>{DATE})\.?", _FLAGS)  # MLA 7
_URL_CUE = Pattern(
    rf"(?P<cue>[\[\(]?(?<![\w-])(?:{_URL_WORDS})(?:\s*(?:<|\[|\())?(?:\s*:|\s*;|\s*\]\s*:?)?)\s*[<\(\[‘'“\"]?\s*$",
    re.IGNORECASE,
)
_DOI = Pattern(
    r"""(?:https?\s?://(?:dx\.)?doi\.org/\s?|(?<!\w)doi(?:\.org/)?\s*[:.]?\s*(?:https?://(?:dx\.)?doi\.org/)?)?
        (?P<doi>10\.\s?\d{4,9}\s?/\s?[^\s"“”<>«»]+)""",
    _FLAGS,
)
_ISBN = Pattern(
    r"\(?(?:e-?)?ISBN(?:-1[03])?[:\s]*(?P<isbn>(?:97[89][\s–-]?)?\d[\d\s–-]{7,13}[\dXx])(?!\d)[.)]?", re.IGNORECASE
)
_ID = Pattern(
    r"""\(?\b(?: PMID:?\s*\d{4,9} | PMCID:?\s*PMC\d{4,9} | PMC\d{5,9} | arXiv:\s*(?:\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7})
        (?:\s*\[[\w.-]+\])? | WOS:\d{15} | e?ISSN:?\s*\d{4}-\d{3}[\dXx] | Zbl\s*[\d.]+ | MR\d{6,8} )\)?[.;,]?""",  # noqa: E501
    _FLAGS,
)
_MEDIUM = Pattern(
    r"[\[\(](?:internet|online|on-line|en\s+línea,[^()\[\]]{0,24}|web\s?page|webpage|website|web log post|electronic version|serial online|monograph on the internet|"  # noqa: E501
    r"homepage on the internet|en ligne|en línea|em linha|risorsa elettronica|электронный ресурс|elektronische ressource|blog post|pdf)[\]\)]",  # noqa: E501
    re.IGNORECASE,
)

_ENTRY = Pattern(
    r"(?<=[,.:])\s(?P<cue>(?:Art\.|Artikel|Lemma|Eintrag|s\.\s?v\.|[Vv]oce|[Vv]oz|[Ee]ntrada|art\.|ст\.))\s(?=[„“«‚‘\"])"
)
"""The word for an article of a lexicon, before its name in quotation marks."""
_STRAY = ("'", "’", '"')

NUMBER = re.compile(
    r"""\s*(?: \[(?!(?i:online|internet|s\.n)\b)[\w+.:-]{1,24}\]\.? | \(\d{1,4}\)(?=\s+(?-i:[A-ZÀ-ÞА-Я“"'‘«])) | (?!1[4-9]\d\d\.|20[0-3]\d\.)\d{1,4}[.)](?=\s*[^\d\s]) | \d{1,4}\s(?=\s*(?-i:[A-ZÀ-ÞА-Я“"'‘«])(?!\w*\.?\s(?:street|century)))
           | [¹²³⁴⁵⁶⁷⁸⁹⁰]+ | \^\{?\d{1,3}\}? | [*†‡]+(?=\s|\w) | [•·▪–-]\s )\s*""",  # noqa: E501
    _FLAGS,
)
_SIGNAL = Pattern(
    rf"\s*(?P<signal>(?:{_SIGNAL_WORDS})(?![\w-])\s*[,:]?\s+(?:(?:{_SIGNAL_WORDS})(?![\w-])\s*[,:]?\s+)?)(?=\S)",
    re.IGNORECASE,
)
_FRENCH_SEE = re.compile(
    r"\s*V\.\s(?P<more>(?:aussi|également|égal\.|notamment|not\.|par\sex(?:emple|\.)|sur\sce\spoint|en\sce\ssens|spéc\.)\s?,?\s)?"
    r"(?=(?:[A-ZÀ-Þ]\.(?:-[A-ZÀ-Þ]\.)?\s|[A-ZÀ-Þ][a-zà-ÿ]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?\s)(?:de\s|d[’'])?[A-ZÀ-Þ][\w’'-]{2,})"
)
"""Voir, before one initial or given name and a family name: "V. G. Marchal, ..."."""
_IN_FRENCH = re.compile(
    r"«\s|\bn[°o]\s\d|,\s(?:éd|dir|coll|spéc|préc|thèse)\b|\d\s?e\séd\.|,\st\.\s|,\sparis\b|\bet\ss\.", re.IGNORECASE
)
_AMBIGUOUS_SIGNAL = Pattern(
    r"(?:v\.|s\.|a\.\s?a\.|also|so|ver|see|se|from|in particular|accord|contra|compare|dazu|voir|veja|conforme|dann|näher|anders|etwa|ferner|allgemein|kritisch|generally|citing|quoting|contrast|discussed in|dagegen|ähnlich|ähnlich auch|abweichend|zusammenfassend|zuerst|zuletzt|einführend|similarly)[\s,:]*$",  # noqa: E501
    re.IGNORECASE,
)


_FIRST = re.compile(r"[^\W\d_]+")


def _first_words(words: Iterable[str]) -> frozenset[str]:
    return frozenset(match[0].lower() for word in words if (match := _FIRST.search(word)))


_ACCESS_FIRST = _first_words(word for words in ACCESS_CUES.values() for word in words)
_SIGNAL_FIRST = _first_words(word for words in SIGNALS.values() for word in words)
"""First words: most texts are dismissed by them, so that the long expressions are seldom asked."""


def _may_be_accessed(text: str) -> bool:
    """Whether a word of the text begins a cue of access; scripts without spaces are looked at as a whole."""
    return not _ACCESS_FIRST.isdisjoint(_FIRST.findall(text.lower())) or bool(_UNSPACED.search(text))


_UNSPACED = re.compile("[\u0590-\u06ff\u3040-\u9fff\uac00-\ud7af]")


def lift(text: str) -> list[Segment]:
    """The segments of `text` that rules can tell, in order and without overlap."""
    found: list[Segment] = []
    _links(text, found)
    _access(text, found)
    for pattern, label in ((_ISBN, "isbn"), (_ID, "id"), (_MEDIUM, "cue")):
        for match in pattern.finditer(text):
            _add(found, label, match.start(), match.end())
    for match in _ENTRY.finditer(text):
        _add(found, "cue", *match.span("cue"), reason="an article of a lexicon")
    for segment in list(found):
        if segment.label == "url" and text[segment.end : segment.end + 1] in _STRAY:
            _add(found, "cue", segment.end, segment.end + 1, reason="a stray quotation mark behind an address")
    return sorted(found, key=lambda segment: segment.start)


def leading_signal(text: str) -> int:
    """How many characters at the beginning are a note number or signal words; 0 where there are none."""
    if (french := _FRENCH_SEE.match(text)) and (french["more"] or _IN_FRENCH.search(text, french.end())):
        return french.end()
    first = _FIRST.search(text, 0, 40)
    if first is None or first[0].lower() not in _SIGNAL_FIRST:
        return 0
    match = _SIGNAL.match(text)
    if match is None or re.match(r"\s*[SV]\.", text):  # "S." and "V." are initials more often than siehe and voir
        return 0
    if _AMBIGUOUS_SIGNAL.search(match["signal"]) and not re.match(r"[\W\d]*[^\W\d_a-zà-ÿ]", text[match.end() :]):
        return 0
    return match.end()


def _add(found: list[Segment], label: str, start: int, end: int, probability: float = 1.0, reason: str = "") -> None:
    if end > start and not any(start < other.end and other.start < end for other in found):
        found.append(Segment(label, start, end, probability=probability, reason=reason))


def _links(text: str, found: list[Segment]) -> None:
    if "10." in text:
        for match in _DOI.finditer(text):
            start, end = match.start(), match.end()
            if not match[0].lower().startswith(("doi", "http")) and text[max(0, start - 1) : start].isalnum():
                continue
            if re.search(r"https?://\S*$", text[:start]):  # a DOI inside another URL belongs to that URL
                continue
            while text[end - 1] in ".,;)]'’”" and (
                text[end - 1] != ")" or text.count("(", start, end) < text.count(")", start, end)
            ):
                end -= 1
            _add(found, "doi", start, end)
    if "://" in text or "www" in text or "/" in text:
        for link in find_links(text):
            _add(found, "url", link.start, link.end)
    for segment in list(found):
        cue = _URL_CUE.search(text, max(0, segment.start - 60), segment.start)
        if cue:
            _add(found, "cue", cue.start("cue"), segment.start, reason="leads to an address")


def _access(text: str, found: list[Segment]) -> None:
    if not _may_be_accessed(text):
        _access_without_cue(text, found)
        return
    for match in _ACCESS.finditer(text):
        before = text[: match.start("cue")]
        weak = bool(_WEAK_ACCESS.match(match["cue"])) or bool(match["year"])
        bracketed = (match["open"] or "").strip() in ("(", "[")
        if weak and not (bracketed or any(segment.label == "url" for segment in found)):
            continue
        if weak and match["year"] and not bracketed and not before.rstrip().endswith((",", ".", ";")):
            continue
        _add(found, "accessed", match.start(), match.end())
    if any(segment.label == "accessed" for segment in found):
        return
    if behind := _ACCESS_AFTER.search(text):
        _add(found, "accessed", behind.start(), behind.end())
        return
    _access_without_cue(text, found)


def _access_without_cue(text: str, found: list[Segment]) -> None:
    if "Web." in text and (medium := _WEB_DATE.search(text)):
        _add(found, "accessed", medium.start(), medium.end())
        return
    for segment in found:
        if segment.label == "url" and (bare := _BARE_ACCESS.match(text, segment.end)):
            _add(found, "accessed", bare.start(), bare.end(), 0.85, "a bracketed date behind the address")
            return
