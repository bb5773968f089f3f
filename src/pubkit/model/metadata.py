"""What the front matter of an article says, checked and in plain strings.

`formats.frontmatter` makes it from YAML; `typesetting` prints it. Names of fields follow pandoc, Quarto and JATS.
"""

from __future__ import annotations

from pubkit.records import dataclass, field

__all__ = ["Contributor", "Funding", "Metadata"]


@dataclass(frozen=True, slots=True)
class Contributor:
    """An author of the article."""

    name: str
    """As printed: given name first."""
    given: str = ""
    """Given name, where the front matter tells it apart."""
    family: str = ""
    """Family name, where the front matter tells it apart."""
    affiliations: tuple[str, ...] = ()
    """Institutions, as printed."""
    note: str = ""
    """The note about the author, as printed."""
    email: str = ""
    orcid: str = ""
    """The bare identifier, 0000-0000-0000-0000."""

    corresponding: bool = False
    """Whether letters go to this author."""
    collective: bool = False
    """Whether it is an organisation or a group."""
    roles: tuple[str, ...] = ()
    """What the author did, in the words of CRediT or others."""

    @property
    def short(self) -> str:
        """The name for a running head: the family name, or all of it where it cannot be told apart."""
        return self.family or self.name


@dataclass(frozen=True, slots=True)
class Funding:
    """Who paid for the work."""

    statement: str = ""
    """As printed."""
    source: str = ""
    """The funder's name."""
    awards: tuple[str, ...] = ()
    """The numbers of grants."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """The front matter of one article; an empty string or tuple means that it does not say."""

    title: str = ""
    subtitle: str = ""
    short_title: str = ""
    """The title for running heads."""
    authors: tuple[Contributor, ...] = ()
    abstract: str = ""
    """Markdown; the abstract in the article's language."""
    abstracts: tuple[tuple[str, str], ...] = ()
    """Language (BCP 47) and Markdown text of the abstracts in other languages."""
    keywords: tuple[str, ...] = ()
    language: str = "en"
    """BCP 47."""
    date: str = ""
    """As printed."""
    dates: dict[str, str] = field(default_factory=dict)
    """What of `date`, `received`, `accepted` and `published` is a date, in ISO 8601, as exact as it is known."""
    journal: str = ""
    journal_short: str = ""
    """The journal's abbreviated title."""
    volume: str = ""
    issue: str = ""
    season: str = ""
    year: str = ""
    first_page: str = ""
    last_page: str = ""
    elocation: str = ""
    """The number of an article that has no pages."""
    issn: str = ""
    """Of the printed journal, or the only one."""
    eissn: str = ""
    publisher: str = ""
    publisher_place: str = ""
    doi: str = ""
    """The bare identifier, 10.x/y."""
    url: str = ""
    license: str = ""
    """As printed, or its URL."""
    license_url: str = ""
    funding: tuple[Funding, ...] = ()
    acknowledgments: str = ""
    copyright: str = ""
    received: str = ""
    accepted: str = ""
    published: str = ""
    reference_title: str | None = None
    """The heading of the bibliography; None for the usual one of the language, empty for no heading."""
    nocite: tuple[str, ...] = ()
    """Keys to list in the bibliography though nothing cites them; "*" for all."""
    bibliography: tuple[str, ...] = ()
    """Names of the .bib files, relative to the article."""
    bibliography_names: dict[str, str] = field(default_factory=dict)
    """The files by the names that the front matter gives them (pandoc's multibib filter)."""
    section_bibs_level: int = 0
    """The level of sections that have a bibliography each (section-bibliographies filter, Quarto); 0 for none."""
    autolang: str = ""
    """"other": a work in another language is printed with the words of its own (BibLaTeX)."""
    style: str = ""
    """The citation style that the article asks for (`csl:`); the command line goes before it."""
    theme: str = ""
    """The theme that the article asks for; the command line and pubkit.toml go before it."""
    paper: str = ""
    """The paper that it asks for (`papersize:`), likewise."""
    suppress_bibliography: bool = False
    """Whether no bibliography is printed (pandoc: `suppress-bibliography`)."""
    number_sections: bool = False
    """Whether headings are numbered (Quarto, pandoc: `number-sections`)."""
    crossref: dict[str, str] = field(default_factory=dict)
    """The words of cross-references (Quarto: `fig-title`, `fig-prefix`, `title-delim` under `crossref:`)."""
    other: dict[str, str] = field(default_factory=dict)
    """Further plain keys, kept for the report."""

    @property
    def issued(self) -> str:
        """The date of publication in ISO 8601, as exact as it is known; empty where no year is."""
        year = self.year if self.year.isdecimal() and len(self.year) == 4 else ""
        for name in ("published", "date"):
            said = self.dates.get(name, "")
            if said and (not year or said.startswith(year)):
                return said
        return year
