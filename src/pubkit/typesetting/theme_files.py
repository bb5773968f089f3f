"""The files of a theme that we have not written: they may come from a stranger with the manuscript.

In: a file of a theme's folder. Out: its text, with the images and fonts that its CSS names put in as `data:` URLs. A
template is text with `$name` places and no code; what would run, fetch, or read a file outside the folder is refused
with its place. CSS is read with tinycss2 (CSS Syntax 3), so that escapes hide nothing.
"""

from __future__ import annotations

import base64
import mimetypes
import re
from collections.abc import Iterable
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import unquote, urlsplit

from pubkit.errors import Place, UsageError

__all__ = ["PLACES", "read"]

PLACES = ("language", "direction", "title", "head", "css", "header", "body", "footer")
"""What a template may name."""

_WORDS = ("language", "direction", "title")
"""Those that hold no markup and may stand in attributes."""
_NEEDED = ("title", "css", "body")
_MOST_BYTES = 1024 * 1024
_MOST_ASSET = 4 * 1024 * 1024
_ASSETS = frozenset({"image/png", "image/jpeg", "image/svg+xml", "image/webp", "image/gif", "font/woff2", "font/woff",
                     "font/ttf", "font/otf"})  # fmt: skip
_ELEMENTS = frozenset(
    """html head meta title style body main article section header footer aside nav div span p hr br h1 h2 h3 h4 h5 h6
    ul ol li dl dt dd em strong small cite a abbr time sup sub""".split()  # noqa: SIM905
)
_ATTRIBUTES = frozenset({"lang", "dir", "class", "id", "role", "title", "charset", "name", "content", "href"})


def read(folder: Path, name: str) -> str:
    """The text of a file of a theme. Raises UsageError for what a theme must not hold."""
    path = folder / name
    content = _bytes(folder, name, _MOST_BYTES)
    text = content.decode("utf-8")
    if name.endswith(".css"):
        return _css(text, folder, path)
    if name.endswith(".html"):
        _check_template(text, path)
    return text


def _bytes(folder: Path, name: str, most: int) -> bytes:
    path = folder / name
    where = Place(str(path))
    try:
        if not path.resolve().is_relative_to(folder.resolve()) or not path.is_file():
            raise UsageError("a theme names only files of its folder", place=where)
        if path.stat().st_size > most:
            raise UsageError(f"larger than {most // 1048576} MiB, the limit for a file of a theme", place=where)
        return path.read_bytes()
    except (OSError, ValueError) as failure:
        raise UsageError(f"cannot be read: {getattr(failure, 'strerror', None) or failure}", place=where) from None


# -- CSS ---------------------------------------------------------------------------------------------------------


def _css(text: str, folder: Path, path: Path) -> str:
    import tinycss2

    nodes = tinycss2.parse_stylesheet(text)
    _walk(nodes, folder, path)
    written: str = tinycss2.serialize(nodes)
    if "</" in written:
        raise UsageError('CSS must not hold "</"', place=Place(str(path)))
    return written


def _walk(nodes: Iterable[Any], folder: Path, path: Path) -> None:
    """Put in what is named, refuse what is fetched; nodes are changed in place."""
    for node in nodes:
        where = Place(str(path), node.source_line, node.source_column)
        if node.type == "error":
            raise UsageError(f"not CSS: {node.message}", place=where)
        if node.type == "at-rule" and node.lower_at_keyword in {"import", "namespace", "charset"}:
            raise UsageError(
                f"@{node.lower_at_keyword} is not for themes", place=where, hint="put the rules in the file"
            )
        if node.type == "url":
            _put_in(node, folder, where)
        elif node.type == "function" and node.lower_name in {"url", "src", "image", "image-set", "-webkit-image-set"}:
            strings = [child for child in node.arguments if child.type == "string"]
            for string in strings:
                _put_in(string, folder, where)
        for attribute in ("prelude", "content", "arguments"):
            if children := getattr(node, attribute, None):
                _walk(children, folder, path)


def _put_in(node: Any, folder: Path, where: Place) -> None:
    if urlsplit(node.value).scheme == "data" or node.value.startswith("#"):
        return
    if urlsplit(node.value).scheme or node.value.startswith("//"):
        raise UsageError(
            f'a theme fetches nothing: "{node.value[:60]}"', place=where, hint="put the file into its folder"
        )
    name = unquote(urlsplit(node.value).path)
    kind = mimetypes.guess_type(name)[0] or {".woff2": "font/woff2", ".woff": "font/woff"}.get(Path(name).suffix, "")
    if kind not in _ASSETS:
        raise UsageError(f'"{name}" is no image and no font', place=where)
    data = base64.b64encode(_bytes(folder, name, _MOST_ASSET)).decode()
    node.value = f"data:{kind};base64,{data}"
    node.representation = f'url("{node.value}")' if node.type == "url" else f'"{node.value}"'


# -- templates ---------------------------------------------------------------------------------------------------


def _check_template(text: str, path: Path) -> None:
    import tinyhtml5

    for element in tinyhtml5.parse(text, namespace_html_elements=False).iter():
        if wrong := _wrong(element):
            raise UsageError(f"{wrong} is not for templates", place=Place(str(path)))
    template = Template(text)
    if not template.is_valid():
        raise UsageError('a "$" that names nothing', place=Place(str(path)), hint='write "$$" for a dollar sign')
    named = template.get_identifiers()
    for name in named:
        if name not in PLACES:
            raise UsageError(f'unknown place "${name}"', place=Place(str(path)), hint=f"there are: {', '.join(PLACES)}")
    for name in _NEEDED:
        if name not in named:
            raise UsageError(f'the template has no "${name}"', place=Place(str(path)))
    if re.search(r"<style[^>]*>(?!\s*\$\{?css\}?\s*</style>)", text, re.IGNORECASE):
        raise UsageError("a template's <style> holds $css and nothing else", place=Place(str(path)))


def _wrong(element: Any) -> str | None:
    """What of an element could act, or could let the text of an article act."""
    if not isinstance(element.tag, str):
        return None
    if element.tag not in _ELEMENTS:
        return f"<{element.tag}>"
    for name, value in element.attrib.items():
        inert = name in _ATTRIBUTES and (name != "href" or value.startswith(("#", "https://")))
        if not inert or any(place not in _WORDS for place in Template(value).get_identifiers()):
            return f'{name}="{value}"'
    return None
