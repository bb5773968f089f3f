"""Localization: terms, date formats and options, each found by locale fallback ("Locale Fallback").

From most to least wanted: cs:locale of the style for the dialect, for the language, for any; the locale
files of the dialect, of its primary dialect, of en-US. Ordinal terms are replaced as one set ("Ordinal
Suffixes"). Fallback between the forms of a term comes after fallback between locales ("Terms")."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pubkit.records import dataclass, field

from . import grammar as g

__all__ = ["Localization", "localization"]

FORM_FALLBACK = {"verb-short": "verb", "symbol": "short", "verb": "long", "short": "long"}
TERM_ALIASES = {
    "sub verbo": "sub-verbo",
    "editortranslator": "editor-translator",
    "no-date": "no date",
    "event": "event-title",
}
OTHER_NAMES = {
    "sub-verbo": "sub verbo",
    "editor-translator": "editortranslator",
    "no date": "no-date",
    "event-title": "event",
}


@dataclass(slots=True)
class Localization:
    """What one language, one style and the locale files say together."""

    lang: str
    """The dialect chosen, e.g. ``de-AT``."""
    terms: dict[tuple[str, str, str], g.Term]
    """By name, form and gender-form."""
    dates: dict[str, g.Date]
    """Localized date formats by form."""
    options: dict[str, str]
    """Locale options."""
    found: dict[tuple[str, str, bool, str], str | None] = field(default_factory=dict)
    """Look-ups already made."""

    def term(self, name: str, form: str = "long", plural: bool = False, gender: str = "") -> str | None:
        """A term, or None if it is not defined in this form nor in those it falls back to."""
        key = (name, form, plural, gender)
        try:
            return self.found[key]
        except KeyError:
            pass
        answer: str | None = None
        wanted: str | None = form
        while wanted is not None:
            term = self.entry(name, wanted, gender)
            if term is not None:
                answer = term.multiple if plural else term.single
                break
            wanted = FORM_FALLBACK.get(wanted)
        self.found[key] = answer
        return answer

    def entry(self, name: str, form: str, gender: str = "") -> g.Term | None:
        """The term in exactly this form; the neuter variant where there is none of this gender."""
        for known in (name, TERM_ALIASES.get(name), OTHER_NAMES.get(name)):
            if known is None:
                continue
            if gender and (term := self.terms.get((known, form, gender))) is not None:
                return term
            if (term := self.terms.get((known, form, ""))) is not None:
                return term
        return None

    def gender(self, name: str) -> str:
        """Gender of the noun that a term is, from its long form."""
        term = self.entry(name, "long")
        return "" if term is None else term.gender

    @property
    def punctuation_in_quote(self) -> bool:
        """Whether a comma or period goes inside the closing quotation mark."""
        return self.options.get("punctuation-in-quote") == "true"

    @property
    def english(self) -> bool:
        """Whether the language is English."""
        return self.lang.lower().split("-")[0] == "en"


def _sources(lang: str, style: tuple[g.Locale, ...], load: Callable[[str], g.Locale | None]) -> Iterator[g.Locale]:
    """Every source of localization for a language, the least wanted first."""
    language = lang.split("-")[0].lower()
    for file in dict.fromkeys(("en-US", language, lang)):
        if (locale := load(file)) is not None:
            yield locale
    for wanted in dict.fromkeys(("", language, lang.lower())):
        yield from (locale for locale in style if locale.lang.lower() == wanted)


def localization(lang: str, style: tuple[g.Locale, ...], load: Callable[[str], g.Locale | None]) -> Localization:
    """Merge what the locale files and the style say for a language; `load` gives the locale file of a
    language."""
    lang = lang.replace("_", "-")
    if "-" not in lang and (file := load(lang)) is not None:
        lang = file.lang  # a language stands for its primary dialect
    terms: dict[tuple[str, str, str], g.Term] = {}
    dates: dict[str, g.Date] = {}
    options: dict[str, str] = {}
    for source in _sources(lang, style, load):
        if any(_ordinal(term.name) for term in source.terms):
            terms = {key: term for key, term in terms.items() if not _ordinal(key[0])}
        for term in source.terms:
            terms[term.name, term.form, term.gender_form] = term
        dates.update((date.form, date) for date in source.dates)
        options.update(source.options)
    return Localization(lang, terms, dates, options)


def _ordinal(name: str) -> bool:
    return name == "ordinal" or name.startswith("ordinal-")
