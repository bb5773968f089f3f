"""What the words of a command line mean: an article, raw files, references; the files that those name in their turn.

A file that a project or a document names must lie in its folder; one that a person names may lie anywhere.
"""

from __future__ import annotations

import functools
import mimetypes
import posixpath
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from urllib.parse import unquote

from pubkit import typesetting
from pubkit.errors import Place, UsageError
from pubkit.model import Source
from pubkit.project import Project
from pubkit.records import dataclass
from pubkit.workspace import sorted_matches, within

__all__ = ["ARTICLE", "REFERENCE_SUFFIXES", "Input", "Shipped", "find", "images", "own", "project_folder"]

ARTICLE = "article.md"
"""The name of an article in its folder."""


@dataclass(frozen=True, slots=True)
class Input:
    """What the user named: an article, raw files, or a file of references alone."""

    article: Path | None = None
    raw: tuple[Path, ...] = ()
    references: Path | None = None


REFERENCE_SUFFIXES = (".bib", ".bibtex", ".json")
"""Of files of references."""


def project_folder(inputs: Sequence[str]) -> Path:
    """The folder whose pubkit.toml counts: the folder that was named, else this one."""
    if len(inputs) == 1 and Path(inputs[0]).is_dir():
        return Path(inputs[0])
    return Path()


def find(inputs: Sequence[str], project: Project) -> Input:
    """What INPUT means. Raises `UsageError` where there is nothing to work on or two things at once."""
    folder = project_folder(inputs)
    if not inputs or folder != Path():
        return _find_in(folder, project)
    paths = tuple(Path(name) for name in inputs)
    articles = [path for path in paths if path.suffix.lower() in (".md", ".markdown")]
    references = [path for path in paths if path.suffix.lower() in REFERENCE_SUFFIXES]
    if len(paths) == 1 and articles:
        return Input(article=paths[0])
    if len(paths) == 1 and references:
        return Input(references=paths[0])
    if references:
        raise UsageError(f'"{references[0]}" is no article', hint=f"name it with --bib {references[0]}")
    return Input(raw=paths)


def _find_in(folder: Path, project: Project) -> Input:
    if project.article:
        return Input(article=own(folder, project.article))
    if project.sources:
        return Input(raw=tuple(own(folder, name) for name in project.sources))
    if (folder / ARTICLE).exists():
        return Input(article=folder / ARTICLE)
    if found := sorted_matches(folder / "seeds", "*.txt"):
        return Input(raw=found)
    where = "this folder" if folder == Path() else f'"{folder}"'
    raise UsageError(
        f"there is nothing to work on in {where}: no pubkit.toml that says what, no article.md, no seeds/*.txt",
        hint="name an article.md or raw text files",
    )


def own(folder: Path, name: str | Path) -> Path:
    """A file or folder that a project or document names: only within it, and not through a link that leads out."""
    path = folder / name
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):
        inside = False
    if not inside:
        raise UsageError(
            f'"{name}" is outside the folder of what names it',
            place=Place(str(folder)),
            hint="name it yourself on the command line if it is yours",
        )
    return path


IMAGES_LOOKED_AT = 2000
"""Files of a project that are looked at for images when its article is built elsewhere."""


def images(folder: Path, limit: int, article: Source | None) -> typesetting.Images:
    """Images by name; with `article` the bytes of those whose names it has, which can be handed to another machine."""
    one = functools.partial(_image, folder, limit)
    if article is None:
        return one
    text = unquote(article.content.decode("utf-8", "replace"))
    names = (str(path.relative_to(folder)) for path in islice(sorted_matches(folder, "**/*"), IMAGES_LOOKED_AT))
    return Shipped({name: image for name in names if name in text and (image := one(name))})


@dataclass(frozen=True, slots=True)
class Shipped:
    """Images by name, with their bytes."""

    images: Mapping[str, typesetting.Image]

    def __call__(self, name: str) -> typesetting.Image | None:
        """The image that an article names."""
        return self.images.get(posixpath.normpath(name))


def _image(folder: Path, limit: int, name: str) -> typesetting.Image | None:
    """An image that the article names, from inside its folder."""
    media_type, _ = mimetypes.guess_type(name)
    content = within(folder, name, limit=limit) if media_type and media_type.startswith("image/") else None
    return typesetting.Image(content, media_type) if content is not None and media_type else None
