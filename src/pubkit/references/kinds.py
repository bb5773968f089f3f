"""The CSL type of an entry, by what is there and what it says."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pubkit.model import Date, DateRange, Name

__all__ = ["entry_type"]

_THESIS = re.compile(
    r"\b(?:ph\.?\s?d\.?|doctoral|master[’']?s?|m\.?sc\.?|bachelor[’']?s?|mémoire de|diss\.|dissertation|thesis|thèse|tesis|tese|tesi|"  # noqa: E501
    r"dissertação|dissertationsschrift|habilitation\w*|habil\.|диссертаци\w+|proefschrift|m\.?phil\.?)\b",
    re.IGNORECASE,
)
_REPORT = re.compile(r"\b(?:report|working paper|technical report|policy (?:brief|paper)|discussion paper|white paper|rapport|informe|relatório|bericht|briefing|"  # noqa: E501
                     r"tech\. rep\.|memorandum|fact ?sheet)\b", re.IGNORECASE)  # fmt: skip
_CONFERENCE = re.compile(r"\b(?:proceedings|proc\.|conference|conf\.|symposium|workshop|congress|congreso|congresso|congrès|tagung|anais|actas|actes|atti|convegno|"  # noqa: E501
                         r"colloque|meeting|seminar)\b", re.IGNORECASE)  # fmt: skip
_NEWSPAPER = re.compile(r"\b(?:times|post|guardian|telegraph|herald|tribune|daily|news|zeitung|le monde|figaro|el país|el pais|gazette|gazeta|folha|estado de s|"  # noqa: E501
                        r"corriere|repubblica|spiegel|independent|observer|courier|today|tageblatt|allgemeine|izvestia|известия|коммерсант)\b", re.IGNORECASE)  # fmt: skip  # noqa: E501
_LAW = re.compile(
    r"\b(?:act|gesetz|verordnung|richtlinie|directive|regulation|decree|loi|décret|ley|decreto|lei|statute|treaty|convention)\b",
    re.IGNORECASE,
)


def entry_type(
    names: Mapping[str, tuple[Name, ...]],
    strings: Mapping[str, str],
    dates: Mapping[str, Date | DateRange],
    printed: str,
) -> str:
    """The type, from the most telling sign to the least."""
    genre, container = strings.get("genre", ""), strings.get("container-title", "")
    if _THESIS.search(genre) or (not container and _THESIS.search(printed)):
        return "thesis"
    if container:
        return _contained(names, strings, container, printed)
    if strings.get("publisher") or strings.get("publisher-place") or strings.get("ISBN") or strings.get("edition"):
        return "report" if _REPORT.search(genre or strings.get("title", "")) and "URL" in strings else "book"
    if strings.get("URL"):
        return (
            "report"
            if _REPORT.search(genre)
            or (re.search(r"\.pdf$", strings["URL"]) and _REPORT.search(strings.get("title", "")))
            else "webpage"
        )
    return "book" if strings.get("title") else "document"


def _contained(names: Mapping[str, tuple[Name, ...]], strings: Mapping[str, str], container: str, printed: str) -> str:
    if _CONFERENCE.search(container):
        return "paper-conference"
    edited = names.get("editor") and (strings.get("publisher") or strings.get("publisher-place"))
    if (strings.get("volume") or strings.get("issue")) and not edited:
        return "article-journal"
    if names.get("editor") or strings.get("publisher") or strings.get("publisher-place"):
        return "chapter"
    if re.search(r"[.,;]\s+(?:in|dans|em|en)[:\s]", printed, re.IGNORECASE) and not strings.get("URL"):
        return "chapter"
    if _NEWSPAPER.search(container):
        return "article-newspaper"
    if strings.get("URL") and not strings.get("page"):
        return "webpage"
    return "article-journal"
