"""What a press does: convert, set a page, print it, show a sheet of it. Each runs its document in a worker.

The press keeps the page that it has set last, so that printing it does not begin with the Markdown again. Outputs of
a conversion are published in its folder; pages and papers are published nowhere, they are only looked at.
"""

from __future__ import annotations

import functools
import gc
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pubkit import editions, pipeline, typesetting, warming, worker
from pubkit.engines import pandoc
from pubkit.model import Source
from pubkit.notices import Notice
from pubkit.project import Limits, Project
from pubkit.records import dataclass, replace
from pubkit.typesetting import Layout

__all__ = ["Converted", "Order", "SetPage", "Sheet", "convert", "printed", "set_page", "sheet", "sheets", "warm"]


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be shown."""

    article: str
    style: str | None
    """The style; None for the project's."""
    layout: Layout
    bibliography: str | None
    project: Project


@dataclass(frozen=True, slots=True)
class SetPage:
    """A page that was set."""

    html: str
    theme: str
    notices: tuple[Notice, ...]
    files: tuple[str, ...]
    """The files that it was made of, images included."""


@dataclass(frozen=True, slots=True)
class Converted:
    """A conversion that was published."""

    files: tuple[str, ...]
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of the PDF."""

    width: float
    """In points."""
    height: float
    text: str


_last: pipeline.Paged | None = None
"""The page that was set last."""


def warm(style: str | None, convert: bool) -> None:
    """Load what a page needs, by setting a small one; what paper needs is loaded before the first is printed."""
    pandoc.stay()
    warming.warm(style or editions.DEFAULT_STYLE, ("html",), convert=convert)
    gc.freeze()  # what is shared with the workers is not touched by their collectors


@functools.cache
def _warm_for_paper() -> None:
    warming.warm(editions.DEFAULT_STYLE, ("pdf",), convert=False)


def convert(sources: Sequence[str], output: str, project: Project, options: dict[str, Any]) -> Converted:
    """Convert raw files into the folder `output`; what an editor has changed there stays."""
    done = editions.convert(sources, Path(output), limits=project.limits, workers=_Bench(sources, project.limits),
                            **options)  # fmt: skip
    return Converted(tuple(str(path) for path in done.files), done.notices)


def set_page(order: Order) -> SetPage:
    """Set an article as a page."""
    global _last
    _last = None
    bench = _Bench([order.article], order.project.limits)
    made, files, notices = editions.paged(
        Path(order.article),
        style=order.style,
        layout=order.layout,
        bibliography=order.bibliography,
        project=order.project,
        workers=bench,
    )
    _last = made
    folder = Path(order.article).parent
    images = [str(folder / name) for name in bench.images]
    return SetPage(made.page.html, made.theme.name, tuple(dict.fromkeys((*notices, *made.notices))), (*files, *images))


def printed(order: Order) -> tuple[bytes, tuple[Notice, ...]]:
    """The page that was set last, as PDF."""
    if _last is None:  # the press that has set it is no more
        set_page(order)
    assert _last is not None
    _warm_for_paper()
    pdf = _Bench([order.article], order.project.limits).run(pipeline.printed, _last)
    return pdf.content, pdf.notices


class _Bench(worker.Desk):
    """A document's workers, which share the pandoc that stays; one that ends at a limit has spoiled it."""

    def __init__(self, files: Sequence[str], limits: Limits) -> None:
        super().__init__(", ".join(files), seconds=limits.seconds, memory=limits.memory)
        self.images: tuple[str, ...] = ()
        """The images that the page has asked for."""

    def run(self, function: Any, /, *arguments: Any, **options: Any) -> Any:
        pandoc.stay()
        try:
            if function is pipeline.bibliographies:
                return self._bibliographies(*arguments)
            if function is pipeline.paged:
                made, self.images = super().run(_lean_page, *arguments, **options)
                return made
            return super().run(function, *arguments, **options)
        except BaseException:
            pandoc.leave()
            raise

    def _bibliographies(self, article: Source) -> tuple[str, ...]:
        """A change of the text leaves them as they were: only another front matter is read again."""
        end = article.content.find(b"\n---", 3)
        front = article.content[: end + 4] if end > 0 else article.content
        if front not in _named:
            _named.clear()
            _named[front] = super().run(pipeline.bibliographies, article)
        return _named[front]


_named: dict[bytes, tuple[str, ...]] = {}
"""The files of references that a front matter names."""


def _lean_page(*arguments: Any, images: typesetting.Images, **options: Any) -> tuple[pipeline.Paged, tuple[str, ...]]:
    """In the worker: a page without the tree that it was made of, which would take as long to hand over as to make,
    and the names of its images."""
    gc.disable()  # the worker ends with its page
    asked: list[str] = []

    def image(name: str) -> typesetting.Image | None:
        asked.append(name)
        return images(name)

    made = pipeline.paged(*arguments, images=image, **options)
    return replace(made, document={}, works={}), tuple(asked)


# -- looking at the paper ------------------------------------------------------------------------------------------

SECONDS = 20.0
"""For one look at the paper."""


def sheets(pdf: bytes) -> tuple[Sheet, ...]:
    """The pages of a PDF with their text, by which a place is found again."""
    return worker.run(_sheets, pdf, seconds=SECONDS)


def sheet(pdf: bytes, number: int, width: int) -> bytes:
    """One page (from 0) as a PNG of `width` pixels."""
    return worker.run(_sheet, pdf, number, width, seconds=SECONDS)


def _sheets(pdf: bytes) -> tuple[Sheet, ...]:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    return tuple(Sheet(page.get_width(), page.get_height(), page.get_textpage().get_text_range()) for page in document)


def _sheet(pdf: bytes, number: int, width: int) -> bytes:
    import io

    import pypdfium2

    page = pypdfium2.PdfDocument(pdf)[number]
    image = page.render(scale=width / page.get_width()).to_pil()
    out = io.BytesIO()
    image.save(out, "png", compress_level=2)
    return out.getvalue()
