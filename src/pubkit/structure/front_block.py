"""The front matter that a file with markup gives by name: `title: ...`, `author: ...` (see `marked`)."""

from __future__ import annotations

from collections.abc import Sequence

from pubkit.model.article import Author, FrontMatter, SetAside
from pubkit.model.text import TracedText
from pubkit.records import replace
from pubkit.structure.marked import Named

__all__ = ["front_block"]

_SINGLE = frozenset(
    {"title", "subtitle", "journal", "volume", "issue", "season", "year", "date", "pages", "doi", "url"}
)


def front_block(fields: Sequence[Named], front: FrontMatter) -> tuple[FrontMatter, list[SetAside]]:
    """The front matter with these fields, and what of them it has no place for as characters."""
    aside: list[SetAside] = []
    single: dict[str, TracedText] = {}
    authors: list[Author] = []
    abstracts: list[tuple[str, TracedText]] = []
    keywords: list[TracedText] = []
    other: list[tuple[str, TracedText]] = []
    language = front.language
    for name, value in fields:
        if name in _SINGLE and name not in single:
            single[name] = value
        elif name == "author":
            authors.append(Author(value))
        elif name == "affiliation" and authors and authors[-1].affiliation is None:
            authors[-1] = replace(authors[-1], affiliation=value)
        elif name == "email" and authors and authors[-1].email is None:
            authors[-1] = replace(authors[-1], email=value)
        elif name == "author-note" and authors and authors[-1].note is None:
            authors[-1] = replace(authors[-1], note=value)
        elif name == "orcid" and authors:
            authors[-1] = replace(authors[-1], orcid=value.text.rstrip("/").rpartition("/")[2])
            aside.append(SetAside(value, "front-field", "the author's ORCID iD"))
        elif name.startswith("abstract"):
            abstracts.append((name.removeprefix("abstract").strip("-"), value))
        elif name == "keyword":
            keywords.append(value)
        elif name == "language":
            language = value.text.partition("_")[0] or language
            aside.append(SetAside(value, "front-field", "the language of the article"))
        elif name not in _SINGLE:
            other.append((name, value))
        else:
            aside.append(SetAside(value, "front-field", f"a second {name}"))
    return replace(
        front, **single, authors=tuple(authors), abstracts=tuple(abstracts), keywords=tuple(keywords),
        other=tuple(other), language=language,
    ), aside  # fmt: skip
