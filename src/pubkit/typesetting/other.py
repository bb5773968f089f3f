"""An article in the other formats that a journal delivers, through pandoc's writers.

In: the document with its citations rendered, its metadata, the works of its bibliography. Out: the file's bytes, and
the files that stand beside it (images, where a format names them). The metadata is ours, field by field: nothing of the
document's front matter reaches pandoc. What pandoc's writers lose is put back by `jats`, `epub`, `docx`, `tex`,
`prose`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from pubkit.engines import pandoc
from pubkit.engines.ast import Document, Node, rewrite
from pubkit.errors import UsageError
from pubkit.model.metadata import Metadata
from pubkit.notices import Notice, nearest
from pubkit.records import dataclass, field, replace
from pubkit.typesetting.bind import bound
from pubkit.typesetting.clean import Images, clean
from pubkit.typesetting.works import Work, of_item

__all__ = ["FORMATS", "Written", "write_other"]


@dataclass(frozen=True, slots=True)
class Written:
    """An article in one format."""

    content: bytes
    notices: tuple[Notice, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)
    """What must stand beside it, by name."""


@dataclass(frozen=True, slots=True)
class _Article:
    """What writers are given."""

    document: Document
    metadata: Metadata
    works: Mapping[str, Work]


def write_other(
    document: Document,
    metadata: Metadata,
    name: str,
    *,
    works: Mapping[str, Mapping[str, Any]] = MappingProxyType({}),
    images: Images | None = None,
    stem: str = "article",
) -> Written:
    """The article in the format `name` of `FORMATS`. `works` are CSL-JSON items by the identifiers of their entries in
    the bibliography; files beside the article begin with `stem`. Raises UsageError for another name, CannotWrite."""
    if name not in FORMATS:
        near = nearest(name, FORMATS)
        raise UsageError(
            f'unknown format "{name}"', hint=f"did you mean {near}?" if near else f"one of {', '.join(FORMATS)}"
        )
    from pubkit.typesetting.files import Recorded, beside

    recorded = Recorded(images)
    safe, notices = clean(document, recorded)
    files: dict[str, bytes] = {}
    if name in _NAMING:
        safe, files = beside(safe, recorded.given, stem)
    tied: Document = bound(safe)
    listed = {identifier: of_item(_fit(item)) for identifier, item in works.items()}
    article = _Article(tied, _fit(metadata), listed)
    return Written(FORMATS[name](article), tuple(notices), files)


@functools.cache
def _no_xml() -> re.Pattern[str]:
    return re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _fit(value: Any) -> Any:
    """Texts without the characters that XML has no place for, however deep they stand."""
    from dataclasses import fields, is_dataclass

    if isinstance(value, str):
        return _no_xml().sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, tuple | list):
        return type(value)(_fit(item) for item in value)
    if isinstance(value, Mapping):
        return {_fit(key): _fit(item) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{part.name: _fit(getattr(value, part.name)) for part in fields(value)})
    return value


_NAMING = frozenset({"jats", "latex", "md"})
"""Formats that name images rather than carry them."""


# -- each format loads what it alone needs --------------------------------------------------------------------------


def _docx(article: _Article) -> bytes:
    from pubkit.typesetting.docx import write_docx

    return write_docx(_still(article.document), article.metadata)


def _epub(article: _Article) -> bytes:
    from pubkit.typesetting.epub import write_epub

    return write_epub(article.document, article.metadata)


def _jats(article: _Article) -> bytes:
    from pubkit.typesetting.jats import write_jats
    from pubkit.typesetting.meta import meta

    return write_jats(_still(article.document), article.metadata, meta(article.metadata), article.works)


def _latex(article: _Article) -> bytes:
    from pubkit.typesetting.tex import write_latex

    return write_latex(_still(article.document), article.metadata)


def _markdown(article: _Article) -> bytes:
    from pubkit.typesetting.prose import write_markdown

    return write_markdown(article.document, article.metadata)


def _plain(article: _Article) -> bytes:
    from pubkit.typesetting.prose import write_plain

    return write_plain(article.document, article.metadata)


_LINKS = re.compile(
    rb"""(?P<before><style:style\b[^<>]{0,300}style:name="Internet_20_link"[^<>]{0,300}>\s{0,200})
    <style:text-properties\b[^<>]{0,400}/>""",
    re.VERBOSE,
)
"""Links in ODT: citations lead to their references, and would be blue and underlined all over the page."""


def _odt(article: _Article) -> bytes:
    from pubkit.typesetting.archive import members, packed
    from pubkit.typesetting.meta import inlines
    from pubkit.typesetting.opening import opened

    tree = opened(_still(article.document), article.metadata)
    said = {"lang": inlines(article.metadata.language)}
    package = members(pandoc.write_bytes({**tree, "meta": said}, "odt"))
    package["styles.xml"] = _LINKS.sub(rb"\g<before>", package["styles.xml"])
    return packed(package)


FORMATS: Mapping[str, Callable[[_Article], bytes]] = MappingProxyType(
    {"docx": _docx, "epub": _epub, "jats": _jats, "latex": _latex, "md": _markdown, "txt": _plain, "odt": _odt}
)
"""Names that people give, and what writes each."""


def _still(document: Document) -> Document:
    """Without links from a work back to its citations, which are for screens."""
    still: Document = rewrite(document, lambda node: [] if _is_back(node) else None, tags=("Span",))
    return still


def _is_back(node: Node) -> bool:
    return node["t"] == "Span" and "back-links" in node["c"][0][1]
