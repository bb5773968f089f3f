"""Take out of a document tree whatever could act rather than be read.

In: pandoc's tree. Out: the tree without raw markup, without attributes beyond an allow-list, with links of known
schemes only; and a notice for each thing that was changed. Text is never dropped: a refused link keeps its words, a
refused image leaves its caption.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote, unquote, urlsplit

from pubkit.engines.ast import WORDS, Attr, Document, Node, attr, rewrite, span, string
from pubkit.notices import Notice
from pubkit.records import dataclass, field

__all__ = ["Image", "Images", "clean", "data_url"]

Images = Callable[[str], "Image | None"]
"""The bytes of an image that a document names, or None where it must not or cannot be had."""


@dataclass(frozen=True, slots=True)
class Image:
    """An image of the project."""

    content: bytes
    media_type: str


_SCHEMES = frozenset({"http", "https", "mailto", "ftp", "tel", "doi", "urn"})
_ATTRIBUTES = frozenset(
    {"lang", "dir", "width", "height", "alt", "title", "role", "aria-label", "aria-hidden", "start", "cites",
     "startFrom", "custom-style", "colspan", "rowspan"}
)  # fmt: skip
_NAME = re.compile(r"[\w:.-]+")
_LENGTH = re.compile(r"[0-9.]+(?:%|px|em|rem|cm|mm|in|pt)?")
_BIDI = {"ltr", "rtl", "auto"}


def clean(document: Document, images: Images | None = None) -> tuple[Document, list[Notice]]:
    """The safe tree and what was changed. Images are put in as `data:` URLs where `images` gives them."""
    cleaner = _Cleaner(images)
    safe: Document = rewrite(document, cleaner.node)
    return safe, cleaner.notices


@dataclass
class _Cleaner:
    images: Images | None
    notices: list[Notice] = field(default_factory=list)

    def node(self, node: Node) -> Node | list[Node] | None:
        if node["t"] in WORDS:
            return None
        change = getattr(self, f"_{node['t'].lower()}", None)
        if change is not None:
            changed: Node | list[Node] | None = change(node)
            return changed
        return _with_safe_attributes(node)

    def _rawinline(self, node: Node) -> Node:
        self._say(f'raw {node["c"][0]} is printed as text: "{node["c"][1][:60]}"')
        return {"t": "Code", "c": [attr(), node["c"][1]]}

    def _rawblock(self, node: Node) -> Node:
        self._say(f'raw {node["c"][0]} is printed as text: "{node["c"][1][:60]}"')
        return {"t": "CodeBlock", "c": [attr(), node["c"][1]]}

    def _link(self, node: Node) -> Node:
        attributes, inlines, (target, title) = node["c"]
        safe = _safe_target(target)
        if safe is None:
            self._say(f'a link of this kind is left out: "{target[:60]}"')
            return span(_safe(attributes), inlines)
        return {"t": "Link", "c": [_safe(attributes), inlines, [safe, title]]}

    def _image(self, node: Node) -> Node:
        attributes, inlines, (target, title) = node["c"]
        image = self.images(unquote(target)) if self.images and not urlsplit(target).scheme else None
        if image is None:
            self._say(f'the image "{target[:80]}" cannot be had; its description stands instead',
                      "T401", "put the file into the project's folder and name it by a relative path")  # fmt: skip
            return span(attr("", ["missing-image"]), inlines or [string(f"[{target}]")])
        safe = _safe(_described(attributes))
        return {"t": "Image", "c": [safe, inlines, [data_url(image), title]]}

    def _say(self, message: str, code: str = "T402", hint: str | None = None) -> None:
        self.notices.append(Notice(code, message, hint=hint))


def _described(attributes: Attr) -> Attr:
    """Quarto's name for the text that stands for an image is HTML's."""
    identifier, classes, pairs = attributes
    return [identifier, classes, [["alt" if key == "fig-alt" else key, value] for key, value in pairs]]


def data_url(image: Image) -> str:
    """The image as a `data:` URL."""
    import base64

    return f"data:{quote(image.media_type, safe='/+-.')};base64,{base64.b64encode(image.content).decode()}"


def _safe_target(target: str) -> str | None:
    # Browsers skip control characters and spaces in a scheme, so "java\nscript:" counts too.
    bare = re.sub(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff]", "", unquote(target))
    scheme = re.match(r"([^/?#:]*):", bare)
    if scheme and scheme.group(1).casefold() not in _SCHEMES:
        return None
    try:
        urlsplit(target)
    except ValueError:
        return None
    return target


def _with_safe_attributes(node: Node) -> Node | None:
    """The node with its attribute triple filtered, wherever the node's kind carries one."""
    content = node.get("c")
    if not isinstance(content, list):
        return None
    return {**node, "c": [_safe(part) if _is_attr(part) else _rows(part) for part in content]}


def _rows(part: object) -> object:
    # Rows and cells of tables carry attributes without being nodes of their own.
    if not isinstance(part, list):
        return part
    return [_safe(child) if _is_attr(child) else _rows(child) if isinstance(child, list) else child for child in part]


def _is_attr(part: object) -> bool:
    return (
        isinstance(part, list) and len(part) == 3 and isinstance(part[0], str)
        and isinstance(part[1], list) and all(isinstance(name, str) for name in part[1])
        and isinstance(part[2], list) and all(isinstance(pair, list) and len(pair) == 2 for pair in part[2])
    )  # fmt: skip


def _safe(attributes: list) -> list:  # type: ignore[type-arg]
    identifier, classes, pairs = attributes
    kept = [[key, value] for key, value in pairs if key in _ATTRIBUTES and _fits(key, value)]
    return [identifier if _NAME.fullmatch(identifier) else "", [c for c in classes if _NAME.fullmatch(c)], kept]


def _fits(key: str, value: str) -> bool:
    if key in {"width", "height"}:
        return _LENGTH.fullmatch(value) is not None
    if key == "dir":
        return value in _BIDI
    if key == "lang":
        return re.fullmatch(r"[A-Za-z0-9-]{1,35}", value) is not None
    return True
