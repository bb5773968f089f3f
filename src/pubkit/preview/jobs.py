"""What a press does: convert, set a page, print it, show a sheet of it. Each runs its document in a worker.

Pages are set in a worker that stays, and keeps the last one as standing type: where a paragraph of the text is all that
has changed, it alone is set anew (`pipeline.standing`). Outputs of a conversion are published in its folder; pages and
papers are published nowhere, they are only looked at. A paper to be looked at is a draft: the same pages, without the
tags that only readers of the file itself have use for.
"""

from __future__ import annotations

import functools
import gc
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from pubkit import editions, pipeline, typesetting, warming, worker
from pubkit.engines import pandoc, resident
from pubkit.engines.giving_up import GivenUp
from pubkit.model import Source
from pubkit.notices import Notice
from pubkit.preview.staying import Staying
from pubkit.project import Limits, Project
from pubkit.records import dataclass
from pubkit.typesetting import Layout

__all__ = [
    "Converted", "Order", "Paper", "SetPage", "Sheet", "convert", "drafted", "printed", "set_page", "sheet", "warm",
    "warm_for_paper",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be shown."""

    article: str
    style: str | None
    """The style; None for the project's."""
    layout: Layout
    bibliography: str | None
    project: Project
    only_text: bool = False
    """Whether nothing but the article itself has changed since the last page."""


@dataclass(frozen=True, slots=True)
class SetPage:
    """A page that was set."""

    paged: pipeline.Paged
    """Without its tree."""
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


@dataclass(frozen=True, slots=True)
class Paper:
    """A draft of a PDF: the sheets that are not as they were in the draft before."""

    content: bytes
    sheets: tuple[Sheet | None, ...]
    """All of them; None for one that is as it was, under the same number."""
    notices: tuple[Notice, ...]


def warm(style: str | None, convert: bool) -> None:
    """Load what a page needs, by setting a small one."""
    pandoc.stay()
    warming.warm(style or editions.DEFAULT_STYLE, ("html",), convert=convert)
    gc.freeze()  # what is shared with the workers is not touched by their collectors


@functools.cache
def warm_for_paper() -> None:
    """Load what paper needs, by printing a small one."""
    import pypdfium2  # noqa: F401

    warming.warm(editions.DEFAULT_STYLE, ("pdf",), convert=False)
    gc.freeze()


def convert(sources: Sequence[str], output: str, project: Project, options: dict[str, Any]) -> Converted:
    """Convert raw files into the folder `output`; what an editor has changed there stays."""
    done = editions.convert(sources, Path(output), limits=project.limits, workers=_Bench(sources, project.limits),
                            **options)  # fmt: skip
    return Converted(tuple(str(path) for path in done.files), done.notices)


def set_page(order: Order) -> SetPage:
    """Set an article as a page."""
    bench = _Bench([order.article], order.project.limits, only_text=order.only_text)
    made, files, notices = editions.paged(
        Path(order.article),
        style=order.style,
        layout=order.layout,
        bibliography=order.bibliography,
        project=order.project,
        workers=bench,
    )
    folder = Path(order.article).parent
    images = [str(folder / name) for name in bench.images]
    return SetPage(made, tuple(dict.fromkeys((*notices, *made.notices))), (*files, *images))


def drafted(paged: pipeline.Paged, article: str, limits: Limits) -> Paper:
    """A page as paper to be looked at."""
    warm_for_paper()
    return cast(Paper, _desk(article, limits).within(_printing.run, _draft, paged))


def printed(paged: pipeline.Paged, article: str, limits: Limits) -> bytes:
    """A page as the PDF that a build would make of it."""
    warm_for_paper()
    return _desk(article, limits).run(pipeline.printed, paged).content


_printing = Staying(gently=True)
"""The worker that prints drafts: fonts and style sheets stay with it."""


def _desk(article: str, limits: Limits) -> worker.Desk:
    return worker.Desk(article, seconds=limits.seconds, memory=limits.memory)


_kept: list[typesetting.KeptPages] = []
"""In the worker that prints: the pages of the last draft."""


def _draft(paged: pipeline.Paged) -> Paper:
    if not _kept:
        _kept.append(typesetting.KeptPages())
    try:
        draft = pipeline.drafted(paged, _kept[0])
        looks = dict(zip(draft.fresh, _sheets(draft.content) if draft.content else (), strict=True))
    except GivenUp:
        raise
    except BaseException:
        _kept.clear()
        raise
    return Paper(draft.content, tuple(looks.get(number) for number in range(draft.pages)), draft.notices)


_staying = Staying()
"""The worker that sets pages."""


class _Bench(worker.Desk):
    """A document's workers, which share the pandoc that stays; one that ends at a limit has spoiled it."""

    def __init__(self, files: Sequence[str], limits: Limits, *, only_text: bool = False) -> None:
        super().__init__(", ".join(files), seconds=limits.seconds, memory=limits.memory)
        self.images: tuple[str, ...] = ()
        """The images that the page has asked for."""
        self._only_text = only_text

    def run(self, function: Any, /, *arguments: Any, **options: Any) -> Any:
        if not resident.lives():
            _staying.stop()  # it shares the one that has ended
            pandoc.stay()
        try:
            if function is pipeline.bibliographies:
                return self._bibliographies(*arguments)
            if function is pipeline.paged:
                made, self.images = self.within(_staying.run, _page, *arguments, only_text=self._only_text, **options)
                return made
            return super().run(function, *arguments, **options)
        except BaseException:
            if not _staying.lives:
                pandoc.leave()
            raise

    def _bibliographies(self, article: Source) -> tuple[str, ...]:
        """A change of the text leaves them as they were: only another front matter is read again."""
        end = article.content.find(b"\n---", 3)
        front = article.content[: end + 4] if end > 0 else article.content
        if front not in _named:
            _named.clear()
            _named[front] = self.within(_staying.run, pipeline.bibliographies, article)
        return _named[front]


_named: dict[bytes, tuple[str, ...]] = {}
"""The files of references that a front matter names."""


# -- in the worker that stays --------------------------------------------------------------------------------------

_standing: tuple[pipeline.Standing, tuple[str, ...]] | None = None
"""The last page, and the images that it has asked for."""


def _page(
    article: Source, bibliography: Sequence[Source], *, only_text: bool, images: typesetting.Images, **options: Any
) -> tuple[pipeline.Paged, tuple[str, ...]]:
    """A page without the tree that it was made of, which would take as long to hand over as to make, and the names of
    its images."""
    global _standing
    if only_text and _standing and (corrected := _standing[0].corrected(article, bibliography, options)):
        return corrected, _standing[1]
    _standing = None
    asked: list[str] = []

    def image(name: str) -> typesetting.Image | None:
        asked.append(name)
        return images(name)

    standing = pipeline.stand(article, bibliography, images=image, **options)
    _standing = standing, tuple(asked)
    return standing.page, tuple(asked)


# -- looking at the paper ------------------------------------------------------------------------------------------

SECONDS = 20.0
"""For one look at the paper."""


def sheet(pdf: bytes, number: int, width: int) -> bytes | None:
    """One page (from 0) as a PNG of `width` pixels; None where there is no such page."""
    return worker.run(_sheet, pdf, number, width, seconds=SECONDS)


def _sheets(pdf: bytes) -> tuple[Sheet, ...]:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    return tuple(Sheet(page.get_width(), page.get_height(), page.get_textpage().get_text_range()) for page in document)


def _sheet(pdf: bytes, number: int, width: int) -> bytes | None:
    import io

    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    if not 0 <= number < len(document):
        return None
    page = document[number]
    image = page.render(scale=width / page.get_width()).to_pil()
    out = io.BytesIO()
    image.save(out, "png", compress_level=2)
    return out.getvalue()
