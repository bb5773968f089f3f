"""An article and its references to an edition: read -> refer -> cite -> set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pubkit import citations, crossrefs, typesetting
from pubkit.citations import StyleFile, via_csl
from pubkit.engines.ast import Document
from pubkit.formats import bibtex, csl_json
from pubkit.formats.article_item import article_item
from pubkit.model import Bibliography
from pubkit.model.metadata import Metadata
from pubkit.notices import Notice, Severity
from pubkit.pipeline.loading import Loaded, being_read, load
from pubkit.records import dataclass, replace

if TYPE_CHECKING:
    from pubkit.engines import weasyprint
    from pubkit.model import Source

__all__ = [
    "FORMATS", "Built", "Composed", "Paged", "Proofed", "build", "check", "composed", "drafted", "items", "paged",
    "printed", "proof", "written",
]  # fmt: skip

_PAGED = ("html", "pdf")
FORMATS = (*_PAGED, *typesetting.FORMATS)
"""What `build` can make."""

_SUFFIXES = {"jats": "xml", "latex": "tex"}
"""Where a format's files end otherwise than in its name."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made."""

    files: Mapping[str, bytes]
    notices: tuple[Notice, ...]


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
    set_page = paged(
        article, bibliography, style=style, folder=folder, inside=inside, front=front, images=images, layout=layout
    )
    return written(set_page, article.name, to=to, images=images)


def written(set_page: Paged, name: str, *, to: Sequence[str], images: typesetting.Images | None = None) -> Built:
    """The second half of `build`: the page as files; `name` is the article's."""
    stem = Path(name).stem
    files: dict[str, bytes] = {}
    notices = [*set_page.notices]
    if "html" in to:
        files[f"{stem}.html"] = set_page.page.html.encode()
    if "pdf" in to:
        pdf = printed(set_page)
        files[f"{stem}.pdf"] = pdf.content
        notices += pdf.notices
    for other in to:
        if other not in _PAGED:
            made = typesetting.write_other(
                set_page.document, set_page.metadata, other, works=set_page.works, images=images, stem=stem
            )
            files |= {**made.files, f"{stem}.{_SUFFIXES.get(other, other)}": made.content}
            notices += made.notices
    return Built(files, tuple(dict.fromkeys(notices)))


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
    """The first half of `build`: the article as one page of HTML, with what the other formats are made of."""
    return composed(
        article, bibliography, style=style, folder=folder, inside=inside, front=front, images=images, layout=layout
    ).paged


@dataclass(frozen=True, slots=True)
class Composed:
    """A page and what it was made of."""

    paged: Paged
    loaded: Loaded
    answers: citations.Answers


def composed(
    article: Source,
    bibliography: Sequence[Source],
    *,
    style: str | StyleFile,
    folder: Path,
    inside: Path | None = None,
    front: Mapping[str, str] | None = None,
    images: typesetting.Images | None = None,
    layout: typesetting.Layout | None = None,
) -> Composed:
    """`paged`, with what it was made of."""
    with being_read(article):
        chosen = citations.find_style(style, project=folder, inside=inside) if isinstance(style, str) else style
        via_csl.make_ready(chosen)
        loaded = load(article, bibliography)
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
    made = Paged(page, loaded.metadata, theme, cited.document, works, notices, asked.variant, attached)
    return Composed(made, loaded, cited.answers)


def printed(set_page: Paged) -> weasyprint.PDF:
    """The page as PDF."""
    return typesetting.pdf(
        set_page.page, set_page.metadata, set_page.theme, variant=set_page.pdf_variant, sources=set_page.sources
    )


def drafted(set_page: Paged, kept: typesetting.KeptPages | None = None) -> weasyprint.Draft:
    """The sheets of the PDF to look at, those that are not as in the last draft, whose pages are `kept`."""
    return typesetting.draft(set_page.page, set_page.metadata, set_page.theme, kept)


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


def check(
    article: Source, bibliography: Sequence[Source], *, style: str | None = None, folder: Path
) -> tuple[Notice, ...]:
    """What is wrong with an article, its references and its style."""
    chosen = citations.find_style(style or "apa", project=folder)
    loaded = load(article, bibliography)
    cited = _cite(loaded, chosen)
    return tuple(n for n in (*loaded.notices, *cited.notices) if n.severity is not Severity.INFO)


def _cite(loaded: Loaded, style: StyleFile) -> citations.Cited:
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
        items(loaded, style),
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


def items(loaded: Loaded, style: StyleFile) -> list[dict[str, Any]]:
    """The entries as CSL-JSON, with the titles of .bib files in sentence case where the style wants that."""
    found = [csl_json.entry_to_csl(entry) for entry in loaded.bibliography.entries]
    if not citations.wants_sentence_case(style.text):
        return found
    language = loaded.metadata.language
    return [citations.sentence_cased(i, language) if i["id"] in loaded.from_bibtex else i for i in found]
