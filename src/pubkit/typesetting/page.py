"""One self-contained HTML page, and the PDF that is set from it.

In: a document whose citations are rendered, and its metadata. Out: HTML (semantic, without any script that runs,
without anything to fetch) or PDF. The PDF is made of the same page: only its notes move (`footnotes`).
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from string import Template
from types import MappingProxyType
from typing import Any
from xml.etree.ElementTree import Element

from pubkit.engines import pandoc, resident, weasyprint
from pubkit.engines.ast import Document, Node, div, document, para, plain_text, string
from pubkit.model.metadata import Contributor, Metadata
from pubkit.notices import Notice
from pubkit.typesetting.bind import bound
from pubkit.typesetting.breaks import breakable
from pubkit.typesetting.clean import Images, clean
from pubkit.typesetting.coins import with_coins
from pubkit.typesetting.fonts import face_css, faces_of, families_for, web_css
from pubkit.typesetting.footnotes import foot_notes
from pubkit.typesetting.formulas import draw_formulas
from pubkit.typesetting.glyphs import missing_glyphs, of_this_machine
from pubkit.typesetting.head import head_html
from pubkit.typesetting.meta import plain
from pubkit.typesetting.themes import Theme
from pubkit.typesetting.words import words_of
from pubkit.typesetting.works import of_item

__all__ = ["Page", "html", "pdf"]


@dataclass(frozen=True, slots=True)
class Page:
    """A page as HTML."""

    html: str
    notices: tuple[Notice, ...]


_HEAD_LENGTH = 62
"""Characters of a running head."""
_SEAM = "pubkit-seam"


def html(
    body: Document,
    metadata: Metadata,
    theme: Theme,
    *,
    abstract: Document | None = None,
    images: Images | None = None,
    works: Mapping[str, Mapping[str, Any]] = MappingProxyType({}),
    bibtex: str = "",
    time_limit: float = pandoc.TIME_LIMIT,
) -> Page:
    """The article as one HTML page. `abstract` is the tree of the metadata's abstract, where it has markup; `works` are
    CSL-JSON items by the identifiers of their entries; `bibtex` is offered to take along."""
    summary = abstract["blocks"] if abstract else _blocks(metadata.abstract, time_limit)
    listed = {identifier: of_item(item) for identifier, item in works.items()}
    joined = document([div([_SEAM, [], []], summary), *body["blocks"]], like=body)
    safe, notices = clean(with_coins(joined, listed), images)
    written = pandoc.write(breakable(bound(safe)), "html5", resident.PAGE_OPTIONS, time_limit=time_limit)
    summary_html, body_html = _parted(written)
    title = metadata.title or "Untitled"
    header = _header(metadata, summary_html)
    css = web_css(header + body_html, theme.fonts) + "\n" + theme.screen
    values = {
        "language": escape(metadata.language), "title": escape(plain(title)), "css": css,
        "head": head_html(metadata, plain(title), tuple(listed.values())), "header": header,
        "body": body_html + _taken_along(bibtex),
        "footer": _footer(metadata), "direction": _direction(metadata.language),
    }  # fmt: skip
    return Page(Template(theme.template).substitute(values), tuple(notices))


def _taken_along(bibtex: str) -> str:
    """A link that saves the references as BibTeX, out of the page itself."""
    if not bibtex:
        return ""
    content = base64.b64encode(bibtex.encode()).decode()
    return (
        f'\n<p class="take-along"><a href="data:application/x-bibtex;base64,{content}" download="references.bib" '
        'type="application/x-bibtex">BibTeX</a></p>'
    )


def pdf(page: Page, metadata: Metadata, theme: Theme, *, variant: str | None = "pdf/ua-1") -> weasyprint.PDF:
    """The page as PDF, byte for byte the same for the same page and theme; a notice for every missing glyph."""
    text: list[str] = []
    trouble: list[Notice] = []

    def prepare(root: Element) -> None:
        foot_notes(root)
        trouble.extend(draw_formulas(root))
        text.extend(part for body in root.iter("body") for part in body.itertext())

    families = families_for(page.html, theme.fonts)
    machine, said = of_this_machine(page.html, families)
    faces = [*faces_of(families), *machine]
    identifier = hashlib.sha256(page.html.encode()).hexdigest()[:32].encode()
    done = weasyprint.pdf(
        page.html, [theme.print, _folio(metadata)], fonts_css=face_css(faces),
        font_files=[face.path for face in faces], prepare=prepare, identifier=identifier, variant=variant,
    )  # fmt: skip
    missing = missing_glyphs("".join(text), families, machine)
    return replace(done, notices=(*done.notices, *trouble, *said, *missing))


def _folio(metadata: Metadata) -> str:
    """The first page's number is the journal's, where it is known; even pages are versos."""
    if not (metadata.first_page.isascii() and metadata.first_page.isdecimal()):
        return ""
    first = int(metadata.first_page)
    side = "recto" if first % 2 else "verso"
    return f"@page :first {{ counter-reset: page {first} }} html {{ break-before: {side} }}"


def _parted(written: str) -> tuple[str, str]:
    """pandoc's HTML in its two parts: the abstract, the body."""
    opening = re.match(rf'<div id="{_SEAM}">\n?', written)
    if opening is None:
        return "", written
    depth, position = 1, opening.end()
    for tag in re.compile(r"<(/?)div\b").finditer(written, position):
        depth += -1 if tag.group(1) else 1
        if depth == 0:
            return written[position : tag.start()].strip(), written[tag.end() + 1 :].lstrip("\n")
    return "", written


_MARKUP = re.compile(r"""[*_`$@\[\]^~\\<&"'#]|--|\.\.\.|^\s*(?:[-+>|]|[0-9]+\.)\s""", re.MULTILINE)


def _blocks(text: str, time_limit: float) -> list[Node]:
    """The abstract's blocks; text without any markup does not cost a call of pandoc."""
    if _MARKUP.search(text):
        blocks: list[Node] = pandoc.read_markdown(text, time_limit=time_limit)["blocks"]
        return blocks
    return [_prose(part) for part in _split(text)]


def _split(text: str) -> list[str]:
    return [part for part in re.split(r"\n\s*\n", text.strip()) if part.strip()]


def _prose(part: str) -> Node:
    inlines: list[Node] = []
    for index, word in enumerate(part.split()):
        inlines += [{"t": "Space"}] if index else []
        inlines.append(string(word))
    return para(inlines)


# -- the article's head --------------------------------------------------------------------------------------------


def _header(metadata: Metadata, abstract: str) -> str:
    words = words_of(metadata.language)
    parts = [
        _line("p", "journal", _journal(metadata)),
        f'<h1 class="title" data-running-title="{escape(_short_title(metadata))}" '
        f'data-running-author="{escape(_running_author(metadata, words["and"]))}">{_titled(metadata)}</h1>',
        _line("p", "subtitle", escape(plain(metadata.subtitle))),
        _authors(metadata.authors),
        _line("p", "date", escape(_dates(metadata, words))),
    ]
    if abstract:
        parts.append(f'<section class="abstract" aria-labelledby="abstract-heading">\n<h2 id="abstract-heading">'
                     f'{words["abstract"]}</h2>\n{abstract}\n</section>')  # fmt: skip
    for language, text in metadata.abstracts:
        inner = "".join(f"<p>{escape(part)}</p>" for part in _split(text))
        heading = words_of(language)["abstract"]
        parts.append(f'<section class="abstract" lang="{escape(language)}"><h2>{heading}</h2>\n{inner}\n</section>')
    if metadata.keywords:
        listed = ", ".join(escape(plain(keyword)) for keyword in metadata.keywords)
        parts.append(f'<p class="keywords"><span class="label">{words["keywords"]}:</span> {listed}</p>')
    return "\n".join(part for part in parts if part)


def _short_title(metadata: Metadata) -> str:
    """For the running head: as the front matter has it, else the title's first part, else its first words."""
    title = plain(metadata.short_title or metadata.title)
    if len(title) > _HEAD_LENGTH:
        first = re.split(r"(?<=[?!])\s|[:.;]\s|\s[–—]\s", title)[0]
        title = first if len(first) >= 8 else title
    if len(title) > _HEAD_LENGTH:
        title = title[:_HEAD_LENGTH].rsplit(" ", 1)[0].rstrip(",;:–— ") + " …"
    return title


def _titled(metadata: Metadata) -> str:
    return escape(plain(metadata.title or "Untitled"))


def _line(tag: str, name: str, content: str) -> str:
    return f'<{tag} class="{name}">{content}</{tag}>' if content else ""


def _journal(metadata: Metadata) -> str:
    if not metadata.journal:
        return ""
    words = words_of(metadata.language)
    place = " ".join(part for part in (
        f'{words["volume"]} {metadata.volume}' if metadata.volume else "",
        f'{words["issue"]} {metadata.issue}' if metadata.issue else "",
    ) if part)  # fmt: skip
    when = " ".join(part for part in (metadata.season, metadata.year) if part)
    pages = "–".join(part for part in (metadata.first_page, metadata.last_page) if part)
    rest = [escape(part) for part in (place, when, pages) if part]
    return f"<cite>{escape(metadata.journal)}</cite>" + "".join(f'<span class="sep"> · </span>{part}' for part in rest)


def _authors(authors: Sequence[Contributor]) -> str:
    if not authors:
        return ""
    lines = [_author(author, number) for number, author in enumerate(authors, 1)]
    notes = [
        f'<aside class="author-note" id="author-note-{number}" data-mark="{_mark(number, author)}">'
        f'<p><span class="mark">{_mark(number, author)}</span> {escape(plain(author.note))}</p></aside>'
        for number, author in enumerate(authors, 1)
        if author.note
    ]
    return '<div class="authors">\n' + "\n".join([*lines, *notes]) + "\n</div>"


def _mark(number: int, author: Contributor) -> str:
    """Notes on authors take signs, so that they are not counted with the notes of the text."""
    signs = ("*", "†", "‡", "§")
    return (signs[(number - 1) % 4] * ((number + 3) // 4)) if author.note else ""


def _author(author: Contributor, number: int) -> str:
    mark = _mark(number, author)
    lines = [f'<p class="author"><span class="name">{escape(plain(author.name))}</span>']
    if mark:
        target = f"#author-note-{number}"
        lines.append(f'<a class="footnote-ref author-mark" href="{target}" role="doc-noteref">{mark}</a>')
    if author.orcid:
        address = f"https://orcid.org/{escape(author.orcid)}"
        lines.append(f' <a class="orcid" href="{address}">ORCID {escape(author.orcid)}</a>')
    lines.append("</p>")
    lines += [f'<p class="affiliation">{escape(plain(affiliation))}</p>' for affiliation in author.affiliations]
    if author.email:
        lines.append(f'<p class="email"><a href="mailto:{escape(author.email)}">{escape(author.email)}</a></p>')
    return "".join(lines)


def _running_author(metadata: Metadata, conjunction: str) -> str:
    names = [plain(author.name) for author in metadata.authors]
    if len(names) == 2:
        return f"{names[0]} {conjunction} {names[1]}"
    return f"{names[0]} et al." if len(names) > 2 else "".join(names)


def _dates(metadata: Metadata, words: MappingProxyType[str, str]) -> str:
    dated = [(words[name], value) for name, value in (("received", metadata.received), ("accepted", metadata.accepted),
             ("published", metadata.published)) if value]  # fmt: skip
    if dated:
        return " · ".join(f"{name} {value}" for name, value in dated)
    return "" if metadata.journal and metadata.year else metadata.date


def _footer(metadata: Metadata) -> str:
    lines = []
    if metadata.doi:
        address = f"https://doi.org/{metadata.doi}"
        lines.append(f'<p class="doi"><a href="{escape(address)}">{escape(address)}</a></p>')
    if metadata.copyright or metadata.license:
        said = " ".join(part for part in (metadata.copyright, metadata.license) if part)
        lines.append(f'<p class="license">{escape(plain(said))}</p>')
    return f'<footer class="colophon">\n{chr(10).join(lines)}\n</footer>' if lines else ""


def _direction(language: str) -> str:
    right_to_left = {"ar", "fa", "he", "ur", "yi", "ps", "ku", "sd", "ug", "dv", "syr"}
    return "rtl" if language.split("-")[0] in right_to_left else "ltr"


def text_of(tree: Any) -> str:
    """The characters of a tree, notes included."""
    return plain_text(tree, notes=True)
