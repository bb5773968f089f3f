"""Which CSL styles print synthetic references, in which languages, and how often.

A style is taken where its kind of reference is printed in the real world: note styles where footnotes are the rule,
Vancouver and ABNT where SciELO and medicine are. The styles of `styles.txt` are kept out of training, to measure on.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

__all__ = ["HOUSE_STYLES", "HouseStyle", "unseen_styles"]


class HouseStyle(NamedTuple):
    """One style and the share of references that it prints."""

    name: str
    """Of the style, as `pubkit.csl.load_style` knows it."""
    languages: str
    """Languages whose entries and locale it is used with."""
    as_notes: bool
    """Whether footnotes are printed rather than the bibliography."""
    weight: int
    """Its share."""


HOUSE_STYLES: tuple[HouseStyle, ...] = (
    HouseStyle("apa", "en es pt de fr it", False, 4),
    HouseStyle("modern-language-association", "en es it", False, 3),
    HouseStyle("modern-language-association-notes", "en", True, 1),
    HouseStyle("chicago-notes-bibliography", "en es it", True, 4),
    HouseStyle("chicago-notes-bibliography", "en", False, 3),
    HouseStyle("chicago-notes-publisher-place", "en de pt", True, 2),
    HouseStyle("chicago-author-date", "en es pt it", False, 3),
    HouseStyle("chicago-notes-bibliography-fr", "fr", True, 3),
    HouseStyle("chicago-author-date-de", "de", False, 2),
    HouseStyle("harvard-cite-them-right", "en", False, 4),
    HouseStyle("elsevier-harvard", "en", False, 2),
    HouseStyle("taylor-and-francis-harvard-x", "en pt", False, 1),
    HouseStyle("oscola", "en", True, 5),
    HouseStyle("bluebook-law-review", "en", True, 5),
    HouseStyle("australian-guide-to-legal-citation", "en", True, 2),
    HouseStyle("common-market-law-review", "en", True, 2),
    HouseStyle("cambridge-university-press-law-note", "en", True, 2),
    HouseStyle("european-journal-of-international-law", "en", True, 2),
    HouseStyle("mhra-notes-publisher-place", "en fr it", True, 3),
    HouseStyle("mhra-notes", "en", True, 2),
    HouseStyle("the-historical-journal", "en", True, 2),
    HouseStyle("social-history", "en", True, 1),
    HouseStyle("american-medical-association", "en es pt", False, 3),
    HouseStyle("elsevier-vancouver", "en es pt", False, 3),
    HouseStyle("springer-vancouver", "en", False, 2),
    HouseStyle("bmj", "en", False, 1),
    HouseStyle("plos", "en", False, 4),
    HouseStyle("springer-basic-author-date", "en", False, 2),
    HouseStyle("ieee", "en", False, 2),
    HouseStyle("nature", "en", False, 1),
    HouseStyle("iso690-author-date-fr", "fr", False, 2),
    HouseStyle("iso690-note-fr", "fr", True, 2),
    HouseStyle("iso690-full-note-es", "es", True, 3),
    HouseStyle("iso690-author-date-es", "es", False, 3),
    HouseStyle("iso690-author-date-pt-br", "pt", False, 2),
    HouseStyle("din-1505-2", "de", False, 2),
    HouseStyle("associacao-brasileira-de-normas-tecnicas", "pt", False, 6),
    HouseStyle("associacao-brasileira-de-normas-tecnicas-note", "pt", True, 2),
    HouseStyle("mohr-siebeck-recht", "de", False, 2),
    HouseStyle("spanish-legal", "es", True, 3),
    HouseStyle("universite-de-liege-droit", "fr", True, 3),
    HouseStyle("universite-de-bordeaux-ecole-doctorale-de-droit", "fr", True, 3),
    HouseStyle("sciences-po-ecole-doctorale-note-french", "fr", True, 3),
    HouseStyle("french1", "fr", True, 2),
    HouseStyle("infoclio-de", "de", True, 3),
    HouseStyle("zeithistorische-forschungen", "de", True, 3),
    HouseStyle("zeitschrift-fur-soziologie", "de", False, 2),
    HouseStyle("universitat-heidelberg-historisches-seminar", "de", True, 2),
    HouseStyle("civilta-italiana", "it", True, 2),
)


@cache
def unseen_styles() -> tuple[HouseStyle, ...]:
    """Styles that no training uses."""
    found: list[HouseStyle] = []
    for line in (files("pubkit.references.training") / "styles.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            head, _, names = line.partition(": ")
            language, printed = head.split()
            found += [HouseStyle(name, language, printed == "note", 1) for name in names.split()]
    return tuple(found)
