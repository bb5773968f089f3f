"""References that reference managers can take from a page: COinS.

In: works. Out: OpenURL ContextObjects (ANSI/NISO Z39.88-2004) as the `title` of an empty `<span class="Z3988">`, in the
formats journal, book and dissertation of the OpenURL registry.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urlencode

from pubkit.engines.ast import Document, Node, attr, rewrite, span
from pubkit.typesetting.works import Work, iso

__all__ = ["coins", "with_coins"]

_SERIAL = {"article-journal", "article-magazine", "article-newspaper", "review", "review-book"}
_GENRES = {"chapter": "bookitem", "entry-encyclopedia": "bookitem", "entry-dictionary": "bookitem", "book": "book",
           "report": "report", "paper-conference": "proceeding"}  # fmt: skip


def with_coins(document: Document, works: Mapping[str, Work]) -> Document:
    """The document with a ContextObject in each entry of its bibliography; `works` go by the entries' identifiers."""

    def added(node: Node) -> Node | None:
        if node["t"] != "Div" or "csl-entry" not in node["c"][0][1] or node["c"][0][0] not in works:
            return None
        attributes, blocks = node["c"]
        if not blocks or blocks[-1]["t"] != "Para":
            return None
        mark = span(attr("", ["Z3988"], {"title": coins(works[attributes[0]])}), [])
        return {"t": "Div", "c": [attributes, [*blocks[:-1], {"t": "Para", "c": [*blocks[-1]["c"], mark]}]]}

    done: Document = rewrite(document, added, tags=("Div",)) if works else document
    return done


def coins(work: Work) -> str:
    """The ContextObject of a work."""
    return urlencode([(key, value) for key, value in _pairs(work) if value])


def _pairs(work: Work) -> Iterator[tuple[str, str]]:
    serial, thesis = work.type in _SERIAL, work.type == "thesis"
    kind = "journal" if serial else "dissertation" if thesis else "book"
    yield "ctx_ver", "Z39.88-2004"
    yield "rft_val_fmt", f"info:ofi/fmt:kev:mtx:{kind}"
    if serial:
        yield from (
            ("rft.genre", "article"),
            ("rft.atitle", work.text("title")),
            ("rft.jtitle", work.text("container-title")),
        )
    elif thesis:
        yield from (("rft.title", work.text("title")), ("rft.inst", work.text("publisher")))
    else:
        genre = _GENRES.get(work.type, "unknown")
        inside = genre in {"bookitem", "proceeding"}
        yield "rft.genre", genre
        yield "rft.atitle" if inside else "rft.btitle", work.text("title")
        yield "rft.btitle" if inside else "rft.series", work.text("container-title")
        yield from (("rft.pub", work.text("publisher")), ("rft.place", work.text("publisher-place")))
        yield from (("rft.edition", work.text("edition")), ("rft.isbn", work.text("ISBN")))
    pages = "-".join(part for part in work.pages if part) or work.text("page")
    yield from (("rft.volume", work.text("volume")), ("rft.issue", work.text("issue")), ("rft.issn", work.text("ISSN")))
    yield from (("rft.pages", pages), ("rft.date", iso(work.date("issued"))))
    for number, person in enumerate(work.people("author")):
        if number == 0 and person.family:
            yield from (("rft.aulast", person.family), ("rft.aufirst", person.given))
        yield "rft.au" if person.family else "rft.aucorp", person.inverted
    doi, address = work.text("DOI"), work.text("URL")
    yield from (("rft_id", f"info:doi/{doi}" if doi else ""), ("rft_id", address))
