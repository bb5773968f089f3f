"""The order of the stages. Text and bytes in, text and bytes out; nothing here opens a file.

convert   read -> regularize -> divide -> collate -> resolve -> write      (witnesses -> article.md, references.bib)
collate   read -> regularize -> divide -> collate -> write                 (witnesses -> text, HTML, JSON or TEI)
build     read -> refer -> cite -> set                                     (article.md, references.bib -> HTML, PDF)
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pubkit import citations, crossrefs, typesetting
from pubkit.citations import StyleFile, via_csl
from pubkit.engines import pandoc
from pubkit.engines.ast import Document
from pubkit.errors import Place
from pubkit.formats import bibtex, csl_json, frontmatter
from pubkit.formats.article_item import article_item
from pubkit.model import Bibliography
from pubkit.model.metadata import Metadata
from pubkit.notices import Notice, Severity

if TYPE_CHECKING:
    from pubkit import references, report
    from pubkit.engines import weasyprint
    from pubkit.model import Apparatus, Article, Entry, Regularized, Source, Witnesses

__all__ = [
    "COLLATION_FORMATS", "FORMATS", "REFERENCE_FORMATS", "Built", "Conversion", "Exported", "Paged", "Proofed",
    "bibliographies", "build", "check", "collate", "convert", "export", "paged", "printed", "proof", "unprinted",
    "with_pdf",
]  # fmt: skip

_PAGED = ("html", "pdf")
FORMATS = (*_PAGED, *typesetting.FORMATS)
"""What `build` can make."""

REFERENCE_FORMATS = ("bibtex", "biblatex", "csl-json", "ris")
"""What `export` can write."""


COLLATION_FORMATS = ("text", "html", "json", "tei")
"""What `collate` can write."""


@dataclass(frozen=True, slots=True)
class Conversion:
    """What a conversion made."""

    files: Mapping[str, bytes]
    """article.md, references.bib, report.html, report.json."""
    notices: tuple[Notice, ...]
    counts: dict[str, int]


def convert(
    sources: Sequence[Source],
    *,
    notes: str = "citations",
    pull_quotes: str = "aside",
    known: Source | None = None,
    decided: Source | None = None,
    unpacked: int | None = None,
) -> Conversion:
    """Witnesses of one article to its Markdown, its bibliography and the report.

    `notes` is "citations" or "text", `pull_quotes` "aside" or "div"; `known` is the references.bib of an earlier run,
    whose keys are kept; `decided` is decisions.toml; `unpacked` is how many bytes an archive may unpack to. Raises
    `UnreadableInput` for a source that is empty or no text.
    """
    # Half of the program is for conversion alone: a build does not pay for it.
    from pubkit import decisions, references, report, structure
    from pubkit.formats import markdown
    from pubkit.model.ledger import CharacterClass, ledger

    said = decisions.read_decisions(decided.text, decided.name) if decided else decisions.Decisions()
    read = _divided(sources, unpacked)
    numbered, regularized = read.witnesses, read.regularized
    edited = decisions.apply_to_article(said, read.article, read.apparatus, numbered)
    merged, apparatus = edited.article, edited.apparatus
    notices = [*read.notices, *said.notices, *edited.notices]
    notices += (*_inferred_calls(merged, numbered), *structure.dangling_marks(merged, numbered))
    notices += structure.left_whole(merged, numbered)
    held = bibtex.read(known.text, known.name)[0] if known else None
    undecided = decisions.undecided(said, held)
    resolved = references.resolve(merged, known=undecided, carried=_carried(numbered), witnesses=numbered)
    resolved = decisions.apply_to_works(said, resolved, known=held)
    notices += resolved.notices
    account = ledger(numbered, regularized, merged, apparatus)
    article_md = markdown.write_article(
        resolved.article if notes == "citations" else merged,
        resolved.bibliography,
        notes="text" if notes == "text" else "citations",
        pull_quotes="div" if pull_quotes == "div" else "set-aside",
    )
    files = {
        "article.md": article_md.encode(),
        "references.bib": bibtex.write_project(resolved.bibliography).encode(),
    }
    data = report.findings(
        witnesses=numbered,
        regularized=regularized,
        article=resolved.article,
        divided=merged,
        apparatus=apparatus,
        works=[_evidenced(work) for work in resolved.works],
        ledger={
            kind.name.lower().replace("_", " "): counts
            for kind, counts in account.by_siglum(numbered).items()
            if kind is CharacterClass.UNACCOUNTED or any(counts.values())
        },
        notices=notices,
        files={name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
    )
    files["report.html"] = report.page(data).encode()
    files["report.json"] = (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
    return Conversion(files, tuple(notices), data["counts"])


@dataclass(frozen=True, slots=True)
class _Divided:
    """Witnesses, read, regularized, divided and collated."""

    witnesses: Witnesses
    regularized: Sequence[Regularized]
    article: Article
    apparatus: Apparatus
    notices: tuple[Notice, ...]


def _divided(sources: Sequence[Source], unpacked: int | None) -> _Divided:
    from pubkit import collation, structure, witnesses
    from pubkit.engines import documents
    from pubkit.model import Witnesses

    readers = documents.readers(unpacked=documents.MAX_UNPACKED if unpacked is None else unpacked)

    notices: list[Notice] = []
    given = []
    for source in sources:
        witness, said = witnesses.read(source.content, source.name, readers=readers)
        given.append(witness)
        notices += said
    numbered = Witnesses.of(given)
    regularized = [witnesses.regularize(witness) for witness in numbered.all]
    articles = []
    for each in regularized:
        article, said = structure.divide(each)
        articles.append(article)
        notices += said
    merged, apparatus, said = collation.collate(articles, numbered)
    return _Divided(numbered, regularized, merged, apparatus, (*notices, *said))


def _carried(numbered: Witnesses) -> Bibliography:
    """The records of works that the witnesses bring with them."""
    read = [csl_json.read(witness.works, witness.file)[0] for witness in numbered.all if witness.works]
    return Bibliography(tuple(entry for each in read for entry in each.entries))


def collate(sources: Sequence[Source], name: str, *, unpacked: int | None = None) -> Exported:
    """The collation of witnesses by itself, in the format `name` (of `COLLATION_FORMATS`)."""
    from pubkit.formats import collated, collation_html, collation_tei, collation_text

    writers = {
        "text": collation_text.write_text,
        "json": collation_text.write_json,
        "html": collation_html.write_html,
        "tei": collation_tei.write_tei,
    }
    read = _divided(sources, unpacked)
    return Exported(writers[name](collated.collated(read.article, read.apparatus, read.witnesses)), read.notices)


def _inferred_calls(article: Article, numbered: Witnesses) -> Iterator[Notice]:
    """A notice for every call that no witness has, at the place of its note."""
    from pubkit.model import Call, CallKind
    from pubkit.report import inlines_of

    inferred = {
        inline.note: inline
        for block in article.blocks
        for content in inlines_of(block)
        for inline in content
        if isinstance(inline, Call) and inline.kind is CallKind.INFERRED
    }
    for note in article.notes:
        if call := inferred.get(note.id):
            first = next((origin for origin in note.mark.origins if origin >= 0), None)
            yield Notice(
                "S201",
                f"note {note.id} has no mark in the text: its call was inferred ({call.evidence.confidence:.0%} sure)",
                place=numbered.place(first) if first is not None else None,
                hint="see it in its sentence in the report",
            )


def _evidenced(work: references.Work) -> report.Evidenced:
    from pubkit.report import Evidenced

    printed = tuple((variant.where, variant.parsed.text, variant.parsed.fields) for variant in work.variants)
    merged = "; ".join(variant.reason for variant in work.variants if variant.reason)
    return Evidenced(work.entry.key, work.entry.type, _values(work.entry), printed, merged)


def _values(entry: Entry) -> dict[str, str]:
    values = {variable: "; ".join(map(str, names)) for variable, names in entry.names.items()}
    values |= {variable: str(date) for variable, date in entry.dates.items()}
    return values | dict(entry.strings)


# -- build -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made."""

    files: Mapping[str, bytes]
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class _Loaded:
    """An article and its references, read."""

    metadata: Metadata
    body: Document
    bibliography: Bibliography
    from_bibtex: frozenset[str]
    """The keys of entries that come from .bib files, whose titles are in headline capitals."""
    groups: Mapping[str, frozenset[str]]
    """The keys of each file that the front matter names."""
    manuscript: citations.Manuscript
    notices: tuple[Notice, ...]


def bibliographies(article: Source) -> tuple[str, ...]:
    """The names of the files that the article's front matter calls its bibliography."""
    return frontmatter.parse(article.text, article.name).metadata.bibliography


def build(
    article: Source,
    bibliography: Sequence[Source],
    *,
    style: str | StyleFile,
    to: Sequence[str],
    folder: Path,
    inside: Path | None = None,
    front: Mapping[str, str] | None = None,
    images: typesetting.Images | None = None,
    layout: typesetting.Layout | None = None,
) -> Built:
    """An article and its references, rendered in a style: `<stem>.html`, `<stem>.pdf`.

    `folder` is the project's, whose own styles are found first; a style that a document names rather than a person
    must lie `inside`; `front` goes before what the article's front matter says (title, language); `images` gives the
    images that the article names; `layout` is what was asked for of theme, paper and PDF. Raises `UsageError` for an
    unknown style, `UnreadableInput` for a broken one, `CannotWrite`, `MissingEngine`.
    """
    made, set_page = unprinted(
        article, bibliography, style=style, to=to, folder=folder, inside=inside, front=front, images=images,
        layout=layout,
    )  # fmt: skip
    return with_pdf(made, set_page, article.name) if "pdf" in to else made


def unprinted(
    article: Source,
    bibliography: Sequence[Source],
    *,
    style: str | StyleFile,
    to: Sequence[str],
    folder: Path,
    inside: Path | None = None,
    front: Mapping[str, str] | None = None,
    images: typesetting.Images | None = None,
    layout: typesetting.Layout | None = None,
) -> tuple[Built, Paged]:
    """`build` but for the PDF, and the page that `with_pdf` makes it of."""
    set_page = paged(
        article, bibliography, style=style, folder=folder, inside=inside, front=front, images=images, layout=layout
    )
    stem = Path(article.name).stem
    files: dict[str, bytes] = {}
    notices = [*set_page.notices]
    if "html" in to:
        files[f"{stem}.html"] = set_page.page.html.encode()
    for name in to:
        if name not in _PAGED:
            written = typesetting.write_other(
                set_page.document, set_page.metadata, name, works=set_page.works, images=images, stem=stem
            )
            files |= {**written.files, f"{stem}.{_SUFFIXES.get(name, name)}": written.content}
            notices += written.notices
    return Built(files, tuple(dict.fromkeys(notices))), set_page


def with_pdf(made: Built, set_page: Paged, name: str) -> Built:
    """What was built, and the PDF of its page; `name` is the article's."""
    pdf = printed(set_page)
    files = {**made.files, f"{Path(name).stem}.pdf": pdf.content}
    return Built(files, tuple(dict.fromkeys((*made.notices, *pdf.notices))))


@dataclass(frozen=True, slots=True)
class Paged:
    """An article set as one page, from which the PDF is printed."""

    page: typesetting.Page
    metadata: Metadata
    theme: typesetting.Theme
    document: Document
    """The tree with its citations rendered."""
    works: Mapping[str, Mapping[str, Any]]
    """The works of its bibliography as CSL-JSON, by the identifiers of their entries."""
    notices: tuple[Notice, ...]
    pdf_variant: str
    """Of `typesetting.PDF_VARIANTS`."""
    sources: tuple[Source, ...]
    """The article and its files of references, which an archival PDF carries."""


def paged(
    article: Source,
    bibliography: Sequence[Source],
    *,
    style: str | StyleFile,
    folder: Path,
    inside: Path | None = None,
    front: Mapping[str, str] | None = None,
    images: typesetting.Images | None = None,
    layout: typesetting.Layout | None = None,
) -> Paged:
    """The first half of `build`: the article as HTML, with what `printed` needs to make a PDF of it."""
    chosen = citations.find_style(style, project=folder, inside=inside) if isinstance(style, str) else style
    loaded = _load(article, bibliography)
    said = front or {}
    metadata = loaded.metadata
    title, language = said.get("title", metadata.title), said.get("language", metadata.language)
    loaded = replace(loaded, metadata=replace(metadata, title=title, language=language))
    cited = _cite(loaded, chosen)
    asked = layout or typesetting.Layout()
    theme = asked.theme_for(loaded.metadata, folder)
    itself = citations.cited_as(
        article_item(loaded.metadata), chosen, via_csl.render, language=loaded.metadata.language
    )
    entries = {entry.key: entry for entry in loaded.bibliography.entries}
    listed = {identifier: entries[key] for identifier, key in cited.listed.items()}
    works = {identifier: csl_json.entry_to_csl(entry) for identifier, entry in listed.items()}
    unique = {entry.key: entry for entry in listed.values()}
    taken = bibtex.write(Bibliography(tuple(unique.values()))) if unique else ""
    page = typesetting.html(
        cited.document, loaded.metadata, theme, images=images, works=works, bibtex=taken, cited_as=itself
    )
    notices = tuple(dict.fromkeys((*loaded.notices, *cited.notices, *page.notices)))
    attached = (article, *bibliography)
    return Paged(page, loaded.metadata, theme, cited.document, works, notices, asked.variant, attached)


def printed(set_page: Paged) -> weasyprint.PDF:
    """The second half: the page as PDF."""
    return typesetting.pdf(
        set_page.page, set_page.metadata, set_page.theme, variant=set_page.pdf_variant, sources=set_page.sources
    )


@dataclass(frozen=True, slots=True)
class Proofed:
    """What a typesetter would mark."""

    findings: tuple[typesetting.Finding, ...]
    notices: tuple[Notice, ...]
    """What else there is to be said."""


def proof(
    article: Source,
    bibliography: Sequence[Source],
    *,
    style: str | StyleFile,
    folder: Path,
    images: typesetting.Images | None = None,
    layout: typesetting.Layout | None = None,
) -> Proofed:
    """The pages of an article looked at as a typesetter does; the options are those of `build`."""
    from pubkit.engines.laid_out import Line, lines_of

    set_page = paged(article, bibliography, style=style, folder=folder, images=images, layout=layout)
    lines: list[Line] = []
    pdf = typesetting.pdf(
        set_page.page, set_page.metadata, set_page.theme, look=lambda document: lines.extend(lines_of(document))
    )
    first = set_page.metadata.first_page
    found = typesetting.findings(lines, pdf.notices, int(first) if first.isascii() and first.isdecimal() else 1)
    marked = {finding.code for finding in found}
    rest = [notice for notice in (*set_page.notices, *pdf.notices) if notice.code not in marked]
    return Proofed(tuple(found), tuple(dict.fromkeys(rest)))


_SUFFIXES = {"jats": "xml", "latex": "tex"}
"""Where a format's files end otherwise than in its name."""


def check(
    article: Source, bibliography: Sequence[Source], *, style: str | None = None, folder: Path
) -> tuple[Notice, ...]:
    """What is wrong with an article, its references and its style."""
    chosen = citations.find_style(style or "apa", project=folder)
    loaded = _load(article, bibliography)
    cited = _cite(loaded, chosen)
    return tuple(n for n in (*loaded.notices, *cited.notices) if n.severity is not Severity.INFO)


def _load(article: Source, bibliography: Sequence[Source]) -> _Loaded:
    text = article.text
    front = frontmatter.parse(text, article.name)
    entries, from_bibtex, notices = _entries(bibliography)
    return _Loaded(
        front.metadata,
        pandoc.read_markdown(front.body),
        entries,
        from_bibtex,
        _groups(front.metadata.bibliography_names, bibliography),
        citations.Manuscript(article.name, text),
        (*_replaced([article, *bibliography]), *front.notices, *notices),
    )


def _groups(names: Mapping[str, str], files: Sequence[Source]) -> dict[str, frozenset[str]]:
    """The keys of each file that has a name."""
    return {
        name: frozenset(entry.key for entry in _entries([file])[0].entries)
        for name, path in names.items()
        for file in files
        if Path(file.name).name == Path(path).name
    }


def _replaced(files: Sequence[Source]) -> Iterator[Notice]:
    for file in files:
        if count := file.replaced:
            signs = "characters that are" if count > 1 else "character that is"
            yield Notice("F102", f"{count} control {signs} no text: � stands instead", place=Place(file.name))


def _entries(files: Sequence[Source]) -> tuple[Bibliography, frozenset[str], tuple[Notice, ...]]:
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


def _cite(loaded: _Loaded, style: StyleFile) -> citations.Cited:
    metadata = loaded.metadata
    referred = crossrefs.refer(
        loaded.body,
        language=metadata.language,
        said=metadata.crossref,
        sections=metadata.number_sections,
        keys={entry.key for entry in loaded.bibliography.entries},
        places=loaded.manuscript.cite,
    )
    cited = citations.cite(
        referred.document,
        _items(loaded, style),
        style,
        via_csl.render,
        language=metadata.language,
        nocite=metadata.nocite,
        listing=citations.Listing(
            metadata.reference_title,
            metadata.suppress_bibliography,
            metadata.section_bibs_level,
            metadata.autolang == "other",
            loaded.groups,
        ),
        manuscript=loaded.manuscript,
    )
    return replace(cited, notices=(*referred.notices, *cited.notices))


def _items(loaded: _Loaded, style: StyleFile) -> list[dict[str, Any]]:
    items = [csl_json.entry_to_csl(entry) for entry in loaded.bibliography.entries]
    if not citations.wants_sentence_case(style.text):
        return items
    language = loaded.metadata.language
    return [citations.sentence_cased(i, language) if i["id"] in loaded.from_bibtex else i for i in items]


# -- export ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Exported:
    """References in another format."""

    text: str
    notices: tuple[Notice, ...]


def export(files: Sequence[Source], name: str) -> Exported:
    """The entries of .bib or CSL-JSON files in the format `name` (of `REFERENCE_FORMATS`)."""
    from pubkit.formats import biblatex, ris

    writers = {"bibtex": bibtex.write, "biblatex": biblatex.write, "csl-json": csl_json.write, "ris": ris.write}
    bibliography, _, notices = _entries(files)
    return Exported(writers[name](bibliography), notices)
