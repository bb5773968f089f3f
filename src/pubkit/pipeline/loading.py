"""Articles and files of references, read; references in another format."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from pubkit import citations
from pubkit.engines import pandoc
from pubkit.engines.ast import Document
from pubkit.errors import Place
from pubkit.formats import bibtex, csl_json, frontmatter
from pubkit.model import Bibliography
from pubkit.model.metadata import Metadata
from pubkit.notices import Notice
from pubkit.records import dataclass

if TYPE_CHECKING:
    from pubkit.model import Entry, Source

__all__ = ["REFERENCE_FORMATS", "Exported", "Loaded", "being_read", "bibliographies", "export", "is_plain", "load"]

REFERENCE_FORMATS = ("bibtex", "biblatex", "csl-json", "ris", "mods")
"""What `export` can write."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """An article and its references, read."""

    metadata: Metadata
    markdown: str
    """What follows the front matter."""
    body: Document
    bibliography: Bibliography
    from_bibtex: frozenset[str]
    """The keys of entries that come from .bib files, whose titles are in headline capitals."""
    groups: Mapping[str, frozenset[str]]
    """The keys of each file that the front matter names."""
    manuscript: citations.Manuscript
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Exported:
    """References in another format."""

    text: str
    notices: tuple[Notice, ...]


def bibliographies(article: Source) -> tuple[str, ...]:
    """The names of the files that the article's front matter calls its bibliography."""
    return frontmatter.parse(article.text, article.name).metadata.bibliography


def is_plain(article: Source) -> bool:
    """Whether `bibliographies` can be asked without a worker: what it reads is short and leaves no choice."""
    return frontmatter.is_plain(article.text)


def being_read(article: Source) -> AbstractContextManager[None]:
    """While this lasts, pandoc reads the article's text beside whatever is done before `load`."""
    body = frontmatter.parse(article.text, article.name).body
    return nullcontext() if body in _last_body else pandoc.reading(body)


_last_body: dict[str, Document] = {}
"""The text that was read last, and its tree: another front matter or another style leaves it as it is."""


def _body(text: str) -> Document:
    if (tree := _last_body.get(text)) is None:
        tree = pandoc.read_markdown(text)
        _last_body.clear()
        _last_body[text] = tree
    return tree


def load(article: Source, bibliography: Sequence[Source]) -> Loaded:
    """The article and its references. Raises `UnreadableInput`."""
    text = article.text
    front = frontmatter.parse(text, article.name)
    entries, from_bibtex, notices = _entries(tuple(bibliography))
    return Loaded(
        front.metadata,
        front.body,
        _body(front.body),
        entries,
        from_bibtex,
        _groups(front.metadata.bibliography_names, bibliography),
        citations.Manuscript(article.name, text),
        (*_replaced([article, *bibliography]), *front.notices, *notices),
    )


def _groups(names: Mapping[str, str], files: Sequence[Source]) -> dict[str, frozenset[str]]:
    """The keys of each file that has a name."""
    return {
        name: frozenset(entry.key for entry in _entries((file,))[0].entries)
        for name, path in names.items()
        for file in files
        if Path(file.name).name == Path(path).name
    }


def _replaced(files: Sequence[Source]) -> Iterator[Notice]:
    for file in files:
        if count := file.replaced:
            signs = "characters that are" if count > 1 else "character that is"
            yield Notice("F102", f"{count} control {signs} no text: � stands instead", place=Place(file.name))


@functools.lru_cache(maxsize=4)
def _entries(files: tuple[Source, ...]) -> tuple[Bibliography, frozenset[str], tuple[Notice, ...]]:
    """The entries of all files (the first of a key counts), and the keys of those that come from .bib files."""
    entries: dict[str, Entry] = {}
    from_bibtex: set[str] = set()
    notices: list[Notice] = []
    for file in files:
        is_json = file.name.lower().endswith(".json")
        found, said = (csl_json if is_json else bibtex).read(file.text, file.name)
        notices += said
        for entry in found.entries:
            if entry.key not in entries and not is_json:
                from_bibtex.add(entry.key)
            entries.setdefault(entry.key, entry)
    return Bibliography(tuple(entries.values())), frozenset(from_bibtex), tuple(notices)


def export(files: Sequence[Source], name: str) -> Exported:
    """The entries of .bib or CSL-JSON files in the format `name` (of `REFERENCE_FORMATS`)."""
    from pubkit.formats import biblatex, mods, ris

    writers = {
        "bibtex": bibtex.write, "biblatex": biblatex.write, "csl-json": csl_json.write, "ris": ris.write,
        "mods": mods.write,
    }  # fmt: skip
    bibliography, _, notices = _entries(tuple(files))
    return Exported(writers[name](bibliography), notices)
