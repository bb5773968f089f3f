"""One self-contained HTML page.

In: a document whose citations are rendered, and its metadata. Out: HTML: semantic, without any script that runs,
without anything to fetch. `sheets` makes the PDF of it.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping, Sequence
from html import escape
from string import Template
from types import MappingProxyType
from typing import Any

from pubkit.engines import pandoc, resident
from pubkit.engines.ast import Document, Node, div, document, para, plain_text, string
from pubkit.model.metadata import Metadata
from pubkit.notices import Notice
from pubkit.records import dataclass, replace
from pubkit.typesetting.bind import bound
from pubkit.typesetting.breaks import breakable
from pubkit.typesetting.clean import Images, clean
from pubkit.typesetting.coins import with_coins
from pubkit.typesetting.fonts import web_css
from pubkit.typesetting.head import head_html
from pubkit.typesetting.meta import plain
from pubkit.typesetting.quotation import localized, names_a_language
from pubkit.typesetting.themes import Theme
from pubkit.typesetting.title_block import colophon, title_block
from pubkit.typesetting.works import of_item

__all__ = ["Page", "fragment", "html", "with_body"]


@dataclass(frozen=True, slots=True)
class Page:
    """A page as HTML."""

    html: str
    notices: tuple[Notice, ...]
    header: str = ""
    """The part of it that is the head of the article."""
    body: str = ""
    """The part of it that was written from the tree."""
    named_languages: bool = False
    """Whether a part of it names its language."""


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
    cited_as: Sequence[Node] = (),
    time_limit: float = pandoc.TIME_LIMIT,
) -> Page:
    """The article as one HTML page. `abstract` is the tree of the metadata's abstract, where it has markup; `works` are
    CSL-JSON items by the identifiers of their entries; `bibtex` is offered to take along; `cited_as` is the reference
    to the article itself, in the style of its citations."""
    summary = abstract["blocks"] if abstract else _blocks(metadata.abstract, time_limit)
    listed = {identifier: of_item(item) for identifier, item in works.items()}
    parts = (summary, [para(list(cited_as))] if cited_as else [])
    seams = [div([f"{_SEAM}-{number}", [], []], part) for number, part in enumerate(parts)]
    joined = document([*seams, *body["blocks"]], like=body)
    safe, notices = clean(with_coins(joined, listed), images)
    named = names_a_language(safe)
    written = _written(localized(safe, metadata.language, named=named), time_limit)
    (summary_html, cited_html), body_html = _parted(written, len(seams))
    title = metadata.title or "Untitled"
    header = title_block(metadata, summary_html)
    css = web_css(header + body_html, theme.fonts) + "\n" + theme.screen
    values = {
        "language": escape(metadata.language), "title": escape(plain(title)), "css": css,
        "head": head_html(metadata, plain(title), tuple(listed.values())), "header": header,
        "body": body_html + _taken_along(bibtex),
        "footer": colophon(metadata, cited_html), "direction": _direction(metadata.language),
    }  # fmt: skip
    return Page(Template(theme.template).substitute(values), tuple(notices), header, body_html, named)


def _written(tree: Document, time_limit: float) -> str:
    ready = breakable(bound(tree))
    return _scrolling(pandoc.write(ready, "html5", resident.PAGE_OPTIONS, time_limit=time_limit))


def fragment(
    blocks: Document, metadata: Metadata, like: Page, *, time_limit: float = pandoc.TIME_LIMIT
) -> tuple[str, list[Notice]]:
    """Some blocks as they are written in a page like this one; they have no images."""
    safe, notices = clean(blocks)
    in_marks = localized(safe, metadata.language, named=like.named_languages)
    return _written(in_marks, time_limit), notices


def with_body(page: Page, body: str, theme: Theme) -> Page | None:
    """The page with another body; None where that would need other fonts, or where the body is not one part of it."""
    fonts = [web_css(page.header + text, theme.fonts) for text in (page.body, body)]
    if page.html.count(page.body) != 1 or fonts[0] != fonts[1]:
        return None
    return replace(page, html=page.html.replace(page.body, body), body=body)


def _taken_along(bibtex: str) -> str:
    """A link that saves the references as BibTeX, out of the page itself."""
    if not bibtex:
        return ""
    content = base64.b64encode(bibtex.encode()).decode()
    return (
        f'\n<p class="take-along"><a href="data:application/x-bibtex;base64,{content}" download="references.bib" '
        'type="application/x-bibtex">BibTeX</a></p>'
    )


def _scrolling(written: str) -> str:
    """Tables in boxes that scroll by themselves, by the keyboard too: a table must not be wider than a phone."""
    opened = re.sub(r"<table\b", '<div class="scroll" tabindex="0"><table', written)
    return opened.replace("</table>", "</table></div>")


def _parted(written: str, count: int) -> tuple[list[str], str]:
    """pandoc's HTML in its parts: what stands in the first `count` boxes of ours, and the body."""
    parts: list[str] = []
    for number in range(count):
        opening = re.match(rf'<div id="{_SEAM}-{number}">\n?', written)
        end = _end_of_box(written, opening.end()) if opening else None
        if opening is None or end is None:
            return [*parts, *[""] * (count - number)], written
        parts.append(written[opening.end() : end.start()].strip())
        written = written[end.end() + 1 :].lstrip("\n")
    return parts, written


def _end_of_box(written: str, position: int) -> re.Match[str] | None:
    depth = 1
    for tag in re.compile(r"<(/?)div\b").finditer(written, position):
        depth += -1 if tag.group(1) else 1
        if depth == 0:
            return tag
    return None


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


def _direction(language: str) -> str:
    right_to_left = {"ar", "fa", "he", "ur", "yi", "ps", "ku", "sd", "ug", "dv", "syr"}
    return "rtl" if language.split("-")[0] in right_to_left else "ltr"


def text_of(tree: Any) -> str:
    """The characters of a tree, notes included."""
    return plain_text(tree, notes=True)
