"""WeasyPrint: HTML and CSS Paged Media to tagged PDF.

In: an HTML page (and a change to its tree, for what only paper needs), CSS, the fonts' rules. Out: bytes and notices.
It is imported when it is first called: the import costs fifty times a bare Python start. Nothing is fetched but
`data:` URLs and the named font files; WeasyPrint's own fetcher would read any file and any host.
"""

from __future__ import annotations

import contextlib
import functools
import io
import os
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from pubkit.engines import font_tools, giving_up, kept_pages, line_ends, notes_layout, pdf_tags
from pubkit.engines.hyphenation import patterns_when_needed
from pubkit.engines.instances import pin_with_harfbuzz
from pubkit.engines.paper_notices import messages, notices_of, stray_notes
from pubkit.errors import CannotWrite, MissingEngine
from pubkit.notices import Notice
from pubkit.records import dataclass

__all__ = ["PDF", "Attached", "load", "pdf", "version"]

Prepare = Callable[[Any], None]
"""A change to the parsed page (an ElementTree element), made before it is set."""
Look = Callable[[Any], None]
"""Something that looks at the document laid out (WeasyPrint's), before it is written."""


@dataclass(frozen=True, slots=True)
class PDF:
    """A finished PDF."""

    content: bytes
    pages: int
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that goes along with a PDF."""

    name: str
    content: bytes
    about: str
    """What it is, for readers."""


_LOCK = threading.Lock()
"""Pango's font configuration is shared by the process: one page at a time."""


def version() -> str:
    """WeasyPrint's version, read without importing it."""
    from importlib.metadata import version as installed

    return installed("weasyprint")


def load() -> None:
    """Load WeasyPrint, which takes over a second; where it cannot be loaded `pdf` will say why."""
    with contextlib.suppress(MissingEngine):
        _weasyprint()


def pdf(
    html: str,
    css: Sequence[str],
    *,
    fonts_css: str,
    font_files: Sequence[Path],
    prepare: Prepare | None = None,
    identifier: bytes | None = None,
    variant: str = "pdf/ua-1",
    rdf: bytes | None = None,
    attached: Sequence[Attached] = (),
    look: Look | None = None,
) -> PDF:
    """The page as PDF, its metadata as `rdf` says; `look` sees it laid out.

    Raises MissingEngine without Pango, CannotWrite when it cannot be set.
    """
    weasyprint = _weasyprint()
    with _LOCK, messages() as said, _epoch(), _without_system_fonts(), _troubles():
        fonts, sheets = _sheets(css, fonts_css, tuple(font_files))
        page = weasyprint.HTML(string=html, url_fetcher=_fetcher(()), base_url="about:blank")
        if prepare:
            prepare(page.etree_element)
        document = page.render(stylesheets=sheets, font_config=fonts, pdf_variant=variant, pdf_tags=True)
        if look:
            look(document)
        if rdf:
            document.metadata.generate_rdf_metadata = lambda *_: rdf
        pdf_tags.only_whole_links(document)
        content = document.write_pdf(
            finisher=pdf_tags.finish, pdf_variant=variant, pdf_tags=True, pdf_identifier=identifier,
            full_fonts=False, hinting=False, custom_metadata=False,
            attachments=[_attachment(file) for file in attached],
        )  # fmt: skip
        notices = (*notices_of(said), *stray_notes(document))
    return PDF(content, len(document.pages), notices)


@dataclass(frozen=True, slots=True)
class Draft:
    """A PDF to look at, of those pages that are not as they were in the draft before."""

    content: bytes
    pages: int
    """How many pages there are in all."""
    fresh: tuple[int, ...]
    """The numbers (from 0) of those in `content`, in its order."""
    notices: tuple[Notice, ...] = ()


def draft(
    html: str,
    css: Sequence[str],
    *,
    fonts_css: str,
    font_files: Sequence[Path],
    prepare: Prepare | None = None,
    kept: kept_pages.KeptPages | None = None,
) -> Draft:
    """The same pages as `pdf` has them, without tags, metadata and links; those of the last draft that have not changed
    are `kept`. Raises as `pdf` does, and `GivenUp`."""
    weasyprint = _weasyprint()
    kept = kept or kept_pages.KeptPages()
    with _LOCK, messages() as said, _epoch(), _without_system_fonts(), _troubles():
        fonts, sheets = _sheets(css, fonts_css, tuple(font_files))
        page = weasyprint.HTML(string=html, url_fetcher=_fetcher(()), base_url="about:blank")
        if prepare:
            prepare(page.etree_element)
        kept.begin((tuple(css), fonts_css))
        with kept_pages.using(kept):
            document = page.render(stylesheets=sheets, font_config=fonts)
        _say_dead_links(document)
        for each in document.pages:
            each.links, each.anchors, each.bookmarks = [], {}, []
        numbers = kept.fresh_of(len(document.pages))
        fresh = document.copy([document.pages[number] for number in numbers])
        content = fresh.write_pdf(full_fonts=False, hinting=False) if numbers else b""
        notices = (*notices_of(said), *stray_notes(document))
        kept.done()
    return Draft(content, len(document.pages), tuple(numbers), notices)


def _sheets(css: Sequence[str], fonts_css: str, font_files: tuple[Path, ...]) -> tuple[Any, list[Any]]:
    fonts, fonts_sheet = _fonts(fonts_css, font_files)
    return fonts, [fonts_sheet, *(_sheet(text, fonts) for text in css)]


@contextlib.contextmanager
def _troubles() -> Iterator[None]:
    """What goes wrong in WeasyPrint is told in our words."""
    try:
        yield
    except RecursionError:
        raise CannotWrite("the page nests too deeply to be set", hint="flatten its lists and quotes") from None
    except giving_up.GivenUp:
        raise
    except Exception as failure:
        raise CannotWrite(f"WeasyPrint could not set the page: {type(failure).__name__}: {failure}") from failure


def _say_dead_links(document: Any) -> None:
    """WeasyPrint tells of links within the document that lead nowhere when it writes them."""
    from weasyprint.pdf.anchors import resolve_links

    for _ in resolve_links(document.pages):
        pass


def _attachment(file: Attached) -> Any:
    """With a fixed date, as everything: the same input gives the same bytes."""
    from datetime import UTC, datetime

    when = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), UTC)
    return _weasyprint().Attachment(
        string=file.content, name=file.name, description=file.about, created=when, modified=when,
        relationship="Source", url_fetcher=_fetcher(()), base_url="about:blank",
    )  # fmt: skip


# -- the library -------------------------------------------------------------------------------------------------


@functools.cache
def _weasyprint() -> Any:
    """The module, imported once. Raises MissingEngine where Pango is not there."""
    spoken = io.StringIO()
    try:
        with _without_find_library(), font_tools.later(), contextlib.redirect_stdout(spoken), _without_system_fonts():
            import weasyprint
    except OSError as missing:
        raise MissingEngine(
            f"WeasyPrint cannot load Pango: {missing}".split("\n")[0][:300], hint=_install_hint()
        ) from None
    except ImportError as missing:
        raise MissingEngine(
            f"WeasyPrint is not installed: {missing}", hint="python -m pip install 'weasyprint>=70'"
        ) from None
    _check_between_pages()
    kept_pages.wrap()
    notes_layout.wrap()
    line_ends.wrap()
    pdf_tags.wrap()
    _choose_patterns()
    patterns_when_needed()
    pin_with_harfbuzz()
    return weasyprint


def _check_between_pages() -> None:
    """Before a page is laid out or painted, one looks whether it is still wanted."""
    from weasyprint import document
    from weasyprint.layout import page

    remake, paint = page.remake_page, document.Page.paint

    def remake_if_wanted(*arguments: Any) -> Any:
        giving_up.check()
        return remake(*arguments)

    def paint_if_wanted(self: Any, *arguments: Any, **options: Any) -> Any:
        giving_up.check()
        return paint(self, *arguments, **options)

    page.remake_page, document.Page.paint = remake_if_wanted, paint_if_wanted


_PATTERNS = {
    "en": "en_US",
    "de": "de_DE",
    "pt": "pt_PT",
    "it": "it_IT",
    "fr": "fr",
    "es": "es",
    "sr": "sr",
    "no": "nb_NO",
}


def _choose_patterns() -> None:
    """A language without a country hyphenates by one set of patterns: pyphen takes whichever its folder lists first."""
    import pyphen

    for language, dictionary in _PATTERNS.items():
        if dictionary in pyphen.LANGUAGES:
            pyphen.LANGUAGES[language] = pyphen.LANGUAGES[dictionary]


def _install_hint() -> str:
    import platform

    system = platform.system()
    if system == "Darwin":
        return "brew install pango"
    if system == "Windows":
        return "install MSYS2, then: pacman -S mingw-w64-x86_64-pango"
    release = Path("/etc/os-release")
    known = release.read_text("utf-8") if release.is_file() else ""
    if "fedora" in known or "rhel" in known:
        return "dnf install pango"
    if "alpine" in known:
        return "apk add pango"
    if "arch" in known:
        return "pacman -S pango"
    return "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


@contextlib.contextmanager
def _without_find_library() -> Iterator[None]:
    """Forty per cent of the import is `find_library` starting compilers; the full names that follow load anyway."""
    import ctypes.util
    import platform

    if platform.system() != "Linux":
        yield
        return
    real = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = real


@contextlib.contextmanager
def _without_system_fonts() -> Iterator[None]:
    """Fontconfig reads our empty configuration: no font of the machine is taken in place of a missing glyph.

    Only for the time being: other programs that this process starts shall find the machine's fonts.
    """
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(Path(__file__).with_name("fonts.conf"))
    try:
        with warnings.catch_warnings():
            # WeasyPrint misses the system's fonts, which are left out on purpose.
            warnings.filterwarnings("ignore", message="No fonts configured in FontConfig")
            yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


@functools.lru_cache(maxsize=4)
def _fonts(css: str, files: tuple[Path, ...]) -> tuple[Any, Any]:
    """One font configuration for a process: making one for each page leaks."""
    weasyprint = _weasyprint()
    from weasyprint.text.fonts import FontConfiguration

    with _without_system_fonts():
        fonts = FontConfiguration()
    sheet = weasyprint.CSS(string=css, font_config=fonts, url_fetcher=_fetcher(files))
    return fonts, sheet


@functools.lru_cache(maxsize=16)
def _sheet(css: str, fonts: Any) -> Any:
    return _weasyprint().CSS(string=css, font_config=fonts, url_fetcher=_fetcher(()))


@functools.lru_cache(maxsize=4)
def _fetcher(files: tuple[Path, ...]) -> Any:
    """A fetcher that knows `data:` URLs and the named files, and nothing else."""
    _weasyprint()
    from weasyprint.urls import URLFetcher

    allowed = {path.resolve().as_uri(): path for path in files}

    class Closed(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            if urlsplit(url).scheme == "data":
                return super().fetch(url, headers)
            if (path := allowed.get(url) or allowed.get(Path(unquote(urlsplit(url).path)).as_uri())) is not None:
                return super().fetch(path.resolve().as_uri(), headers)
            raise ValueError("only data: URLs are read")

    return Closed(allowed_protocols=["data", "file"], allow_redirects=False)


@contextlib.contextmanager
def _epoch() -> Iterator[None]:
    """A fixed date where none is set: the same input gives the same bytes."""
    if "SOURCE_DATE_EPOCH" in os.environ:
        yield
        return
    os.environ["SOURCE_DATE_EPOCH"] = "0"
    try:
        yield
    finally:
        del os.environ["SOURCE_DATE_EPOCH"]
