"""What the front matter of an article says, checked and in plain strings.

`formats.frontmatter` makes it from YAML; `typesetting` prints it. Names of fields follow pandoc, Quarto and JATS.
"""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Contributor", "Metadata"]


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

    @property
    def short(self) -> str:
        """The name for a running head: the family name, or all of it where it cannot be told apart."""
        return self.family or self.name


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
    journal: str = ""
    volume: str = ""
    issue: str = ""
    season: str = ""
    year: str = ""
    first_page: str = ""
    last_page: str = ""
    issn: str = ""
    publisher: str = ""
    doi: str = ""
    """The bare identifier, 10.x/y."""
    url: str = ""
    license: str = ""
    """As printed, or its URL."""
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
    style: str = ""
    """The citation style that the article asks for (`csl:`); the command line goes before it."""
    theme: str = ""
    number_sections: bool = False
    """Whether headings are numbered (Quarto, pandoc: `number-sections`)."""
    crossref: dict[str, str] = field(default_factory=dict)
    """The words of cross-references (Quarto: `fig-title`, `fig-prefix`, `title-delim` under `crossref:`)."""
    other: dict[str, str] = field(default_factory=dict)
    """Further plain keys, kept for the report."""
