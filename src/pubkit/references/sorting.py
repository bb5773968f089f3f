"""What sort of thing a printed string is: a work, a short cite, a law or case, prose, a bare address, nothing.

Asked before anything is labelled, so that a note of thanks never becomes an entry.
"""

from __future__ import annotations

import enum
import re

from pubkit.references.segments import Segment

__all__ = ["Sort", "sort_of"]


class Sort(enum.StrEnum):
    """The sorts."""

    WORK = "work"
    SHORT = "short-cite"
    LAW = "law"
    ADDRESS = "address"
    """Nothing but a URL (and the words around it)."""
    PROSE = "prose"
    EMPTY = "empty"


_WORD = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"(?<!\d)(?:1[4-9]\d\d|20[0-3]\d)(?!\d)")
_SHORT = re.compile(
    r"""^[\s(]*(?: (?:ib(?:id|idem|\.)|idem|id\.|eadem|ebd\.?|ebda\.?|ebenda|a\.\s?a\.\s?o\.|loc\.?\s?cit\.?|op\.?\s?cit\.?|там\s+же|ibíd\.|ivi|supra|infra|ders\.|dies\.|tamże)(?![\w])
        | [^\n]{0,90}?(?:\bop\.?\s?cit\.?|\bloc\.?\s?cit\.?|\ba\.\s?a\.\s?O\.?|\bsupra\s+(?:note|n\.|nota|fn|note\s)|\b(?:oben|above)\s?,?\s*(?:Fn|Anm|note|n)\.?\s?\d|\(?\b(?:Fn|FN|Anm|Fußn)\.\s?\d+\)?|\bwie\s+Anm|\b(?:n|note|fn)\.?\s\d{1,3}\s?[)\],.]|\bnote\s+précitée|\bprécité|\bcit(?:ad[oa])?\.(?=\W|$)|указ\.?\s?соч) )""",  # noqa: E501
    re.VERBOSE | re.IGNORECASE,
)
_AUTHOR_YEAR = re.compile(
    r"^[\s(]*[A-ZÀ-ÞА-Я][\w’'-]+(?:(?:\s(?:and|und|et|y|e|&)\s|/)[A-ZÀ-Þ][\w’'-]+)?(?:\set\sal\.?)?,?\s\(?(?:1[4-9]|20)\d\d[a-z]?\)?"
    r"(?:\s*[,:]\s*(?:pp?\.|S\.)?\s*\d[\d\s–-]{0,12}(?:ff?\.?)?)?[\s.)]*$"
)
"""An author-date cite: "Miller 1993: 45"."""
_IDEM = re.compile(r"^[\s(]*(?:idem|id\.|eadem|ders\.|dies\.)\s*[,:]", re.IGNORECASE)
"""The same author, but another work: "Id., Title, Place 1999"."""
_LAW = re.compile(
    r"""^[\s(]*(?: (?:§|Art\.?|Artikel|Article|Sec\.|Section|Sect\.|Nr\.|Rn\.|c\.|S\.)\s*\d | §
        | \d{1,4}\s+(?:U\.?\s?S\.?(?:\s?C\.?)?|F\.\s?(?:[23]d|Supp\.?)|S\.\s?Ct\.|C\.F\.R\.|Cal\.|N\.E\.|Stat\.|UNTS|ILM|L\.\s?Ed\.)\b
        | (?:Directive|Regulation|Council\s+(?:Directive|Regulation|Decision)|Richtlinie|Verordnung|Directiva|Directive)\s+(?:\(\w+\)\s*)?(?:No\.?\s*)?\d
        | (?:BGH|BVerfG|BAG|BSG|BFH|OLG|LG|AG|VG|OVG|EuGH|EGMR|BVerwG|BGer)\b[,\s]
        | (?:Case|Joined\s+Cases|Rs\.|Rechtssache|Affaire|Asunto)\s+[CT]?[-‑–]?\s?\d
        | [A-ZÀ-Þ][\w.’' &-]{1,80}\s(?:v\.?|vs\.?|gegen|c\.|/)\s[A-ZÀ-Þ][^,]{1,90},\s*(?:\d{1,4}\s+[A-Z]|\[\d{4}\]|\(\d{4}\)|Case|App|no\.|nr\.|\[)
        | (?:Lei|Ley|Loi|Legge|Decreto|Décret|Act|Gesetz)\s+(?:n[°ºo.]*\s*)?[\d.]+ | BGBl | BT-Dr | ABl | OJ\s[LC] | U\.S\.\sConst | Pub\.\sL\.
    )""",  # noqa: E501
    re.VERBOSE,
)
_LAW_FULL = re.compile(
    r"^[\s(]*[A-ZÀ-Þ][^.;]{2,90}\b(?:Act|Constitution|Convention|Treaty|Charter|Statute|Code|Bill|Ordinance|Regulations)\s+(?:of\s+)?(?:\(\w+\)\s*)?\d{4}(?:\s*\(\w+\))?(?:[,\s]+(?:s|ss|sec|section|art|arts|article|c|ch|§)\.?\s*[\d()a-z–-]+)*[\s.)]*$"
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|should|could|can|may|might|must|does|did|do|thank|thanks|grateful|argue[sd]?|note[sd]?|suggests?|shows?|refers?|"
    r"I|we|you|my|our|this|these|those|ist|sind|war|waren|wird|werden|hat|haben|danke|danken|ich|wir|diese[rsnm]?|est|sont|était|ont|avons|remercie|je|nous|cette|ces|"
    r"es|son|fue|fueron|ha|han|agradezco|esta|este|são|foi|foram|tem|agradeço|è|sono|ha|hanno|ringrazio|questo|questa)\b"
)


def sort_of(text: str, lifted: list[Segment]) -> Sort:
    """The sort of one printed string (signal words taken off)."""
    words = _WORD.findall(text)
    if not any(char.isalnum() for char in text):
        return Sort.EMPTY
    has_url = any(segment.label in ("url", "doi") for segment in lifted)
    if _SHORT.match(text) and not has_url and not _has_more(text, words):
        return Sort.SHORT
    outside = list(_WORD.findall(_without(text, lifted)))
    if has_url and len(outside) <= 1:
        return Sort.ADDRESS if not outside else Sort.WORK
    if _LAW.match(text) or _LAW_FULL.match(text):
        return Sort.LAW
    if _AUTHOR_YEAR.match(text) and not has_url:
        return Sort.SHORT
    if not words or (len(words) == 1 and not has_url):
        return Sort.PROSE
    if _is_prose(text, words, has_url):
        return Sort.PROSE
    return Sort.WORK


_ISSUE_LIKE = re.compile(r"\b(?:n|no|note|fn)\.?\s\d{1,3}\s?[)\],.]", re.IGNORECASE)


def _has_more(text: str, words: list[str]) -> bool:
    """Whether what looks like a short cite is a whole reference: "Id., Title, Place 1999", "..., n. 79, 2007"."""
    if not _YEAR.search(text) or len(words) < 5:
        return False
    return bool(_IDEM.match(text)) or not _SHORT.match(_ISSUE_LIKE.sub("", text))


def _without(text: str, lifted: list[Segment]) -> str:
    for segment in reversed(lifted):
        text = (
            text[: segment.start] + " " * (segment.end - segment.start) + text[segment.end :]
            if segment.end <= len(text)
            else text
        )
    return text


def _is_prose(text: str, words: list[str], has_url: bool) -> bool:
    """Running text: finite verbs and small words, nothing that only references have."""
    if has_url or _YEAR.search(text):
        return False
    if len(words) <= 3 and words[-1][0].islower() and not re.search(r"[\d,:;“”«»\"]", text):
        return True  # "Emphasis added."
    apparatus = len(re.findall(r"[,:;.(]\s|\d+\s?[-–]\s?\d+|\bpp?\.|\bvol\b|\bS\.\s\d|[“”«»\"]|\bp\.\s?\d", text))
    capitals = sum(word[0].isupper() for word in words)
    verbs = len(_FINITE.findall(text))
    if verbs >= 2 and capitals < len(words) / 2:
        return True
    if verbs >= 1 and len(words) >= 4 and capitals <= 2 and apparatus <= 2:
        return True
    if verbs >= 1 and len(words) >= 4 and not apparatus and not re.search(r"\d|\.\s", text):
        return True
    return len(words) >= 4 and capitals <= 1 and apparatus <= 1
