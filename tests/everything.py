"""A document with everything that pandoc Markdown has and hostile metadata, built in any format; for several tests."""

from __future__ import annotations

import functools
import zipfile
from pathlib import Path

from lxml import etree

from pubkit import pipeline, typesetting
from pubkit.model import Source

HERE = Path(__file__).parent / "documents"


def images(name: str) -> typesetting.Image | None:
    path = HERE / name
    return typesetting.Image(path.read_bytes(), "image/png") if path.is_file() else None


def built(text: str, bib: str, *to: str, style: str = "apa") -> pipeline.Built:
    """Files of an article; notices of it must be looked at by the caller."""
    files = [Source("references.bib", bib.encode())]
    return pipeline.build(Source("article.md", text.encode()), files, style=style, to=to, folder=HERE, images=images)


@functools.cache
def everything(to: str, style: str = "apa") -> bytes:
    """The document with everything in one format; nothing is to be said about it."""
    text, bib = ((HERE / f"everything.{suffix}").read_text("utf-8") for suffix in ("md", "bib"))
    made = built(text, bib, to, style=style)
    assert [str(notice) for notice in made.notices] == []
    suffix = {"jats": "xml", "latex": "tex"}.get(to, to)
    return made.files[f"article.{suffix}"]


@functools.cache
def jats_dtd() -> etree.DTD:
    """The DTD of JATS 1.3, Archiving and Interchange, from the archive of schemas."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        zipfile.ZipFile(HERE.parent / "schemas" / "jats-archiving-1.3.zip").extractall(folder)
        return etree.DTD(str(Path(folder) / "JATS-archivearticle1-3-mathml3.dtd"))


def valid_jats(content: bytes) -> etree._Element:
    """The article's root; fails where the DTD has anything against it."""
    root = etree.fromstring(content, etree.XMLParser(load_dtd=False, no_network=True, resolve_entities=False))
    dtd = jats_dtd()
    assert dtd.validate(root), "\n".join(f"{error.line}: {error.message}" for error in dtd.error_log)
    return root
