"""The images of an edition whose formats cannot hold them: files beside it.

In: a clean tree, whose images are `data:` URLs, and the images by the names that the article has for them. Out: the
tree with file names in their place, and the files. JATS, LaTeX and Markdown name their images; the others carry them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from pubkit.engines.ast import Document, Node, rewrite
from pubkit.typesetting.clean import Image, Images, data_url

__all__ = ["Recorded", "beside"]

_SUFFIXES = {
    "image/jpeg": ".jpg",
    "image/svg+xml": ".svg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/webp": ".webp",
}


class Recorded:
    """The source of a document's images, which remembers what it gave."""

    def __init__(self, images: Images | None) -> None:
        self._images = images
        self.given: dict[str, Image] = {}

    def __call__(self, name: str) -> Image | None:
        found = self._images(name) if self._images else None
        if found is not None:
            self.given[name] = found
        return found


def beside(document: Document, given: Mapping[str, Image], stem: str) -> tuple[Document, dict[str, bytes]]:
    """The tree with its images named `<stem>-<name>`, and these files."""
    names: dict[str, str] = {}
    files: dict[str, bytes] = {}
    for original, image in given.items():
        address = data_url(image)
        if address not in names:
            names[address] = _name(original, image, stem, set(files))
            files[names[address]] = image.content

    def named(node: Node) -> Node | None:
        if node["t"] != "Image" or node["c"][2][0] not in names:
            return None
        attributes, alt, (address, title) = node["c"]
        return {"t": "Image", "c": [attributes, alt, [names[address], title]]}

    return rewrite(document, named), files


def _name(original: str, image: Image, stem: str, taken: set[str]) -> str:
    path = PurePosixPath(original)
    bare = re.sub(r"[^A-Za-z0-9]+", "-", path.stem).strip("-") or "image"
    suffix = _SUFFIXES.get(image.media_type, path.suffix.lower())
    name, count = f"{stem}-{bare}{suffix}", 1
    while name in taken:
        count += 1
        name = f"{stem}-{bare}-{count}{suffix}"
    return name
