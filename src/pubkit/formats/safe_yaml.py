"""YAML of strangers: plain keys and values, and nothing that could build, repeat or nest without end.

In: the text. Out: a mapping with the line of each key; scalars stay as they are printed (1.10 is "1.10"), but for
yes, no and nothing. Anchors, aliases and tags are refused before anything is built, depth and size are limited: a
kilobyte of aliases hangs a YAML reader, a tag can call a function. What is written plainly, `plain_yaml` has read
before PyYAML would be loaded, which takes longer than all that pubkit does with a front matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pubkit.formats import plain_yaml
from pubkit.model.source import without_controls
from pubkit.records import dataclass, field

if TYPE_CHECKING:
    import yaml

__all__ = ["DEPTH_LIMIT", "SIZE_LIMIT", "Mapped", "RefusedError", "load"]

SIZE_LIMIT = 200_000
"""Characters of YAML that are read."""
DEPTH_LIMIT = 12
"""Lists and mappings in one another."""


class RefusedError(Exception):
    """What was found, in words, with its line and column (from 0) where they are known."""

    def __init__(self, problem: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(problem)
        self.problem = problem
        self.line = line
        self.column = column


@dataclass(frozen=True, slots=True)
class Mapped:
    """What the text says."""

    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    """The line of each key at the top, from 0."""
    places: dict[tuple[str | int, ...], tuple[int, int]] = field(default_factory=dict)
    """The line and column of every key and item, from 0, by its path."""
    repeated: tuple[tuple[str, int], ...] = ()
    """Keys that are said again, with their lines; the first counts."""


def load(source: str) -> Mapped:
    """The mapping at the top. Raises `RefusedError`."""
    if len(source) > SIZE_LIMIT:
        raise RefusedError(f"{len(source):,} characters of YAML are not read, {SIZE_LIMIT:,} at the most")
    if plain := plain_yaml.read(source):
        values, places = plain
        return Mapped(values, {key: places[key,][0] for key in values}, places)
    return load_any(source)


def load_any(source: str) -> Mapped:
    """`load`, of whatever YAML there is. Raises `RefusedError`."""
    import yaml

    try:
        _guard(source)
        node = yaml.compose(source, Loader=yaml.SafeLoader)
    except yaml.YAMLError as broken:
        mark = getattr(broken, "problem_mark", None)
        problem = str(getattr(broken, "problem", None) or str(broken).split("\n")[0])
        raise RefusedError(f"not valid YAML: {problem}", *((mark.line, mark.column) if mark else ())) from None
    except RecursionError:
        raise RefusedError(f"it nests more than {DEPTH_LIMIT} deep") from None
    if node is None:
        return Mapped()
    if not isinstance(node, yaml.MappingNode):
        raise RefusedError("it is no mapping of keys to values", node.start_mark.line, node.start_mark.column)
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    repeated: list[tuple[str, int]] = []
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            continue
        if key.value in values:
            repeated.append((key.value, key.start_mark.line))
            continue
        lines[key.value] = key.start_mark.line
        values[key.value] = _value(value)
    return Mapped(values, lines, dict(_places(node, ())), tuple(repeated))


def _places(node: yaml.Node, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], tuple[int, int]]]:
    import yaml

    if isinstance(node, yaml.MappingNode):
        for key, value in reversed(node.value):  # of a key that is said twice the first counts
            if isinstance(key, yaml.ScalarNode):
                yield (*path, key.value), (key.start_mark.line, key.start_mark.column)
                yield from _places(value, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield (*path, index), (value.start_mark.line, value.start_mark.column)
            yield from _places(value, (*path, index))


def _guard(source: str) -> None:
    import yaml

    depth = 0
    for event in yaml.parse(source, Loader=yaml.SafeLoader):
        mark = event.start_mark
        at = (mark.line, mark.column) if mark else ()
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise RefusedError("anchors and aliases are not read", *at)
        tag = getattr(event, "tag", None)
        if tag not in {None, "tag:yaml.org,2002:str"}:
            raise RefusedError(f'tags are not read: "{str(tag)[:80]}"', *at)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEPTH_LIMIT:
            raise RefusedError(f"it nests more than {DEPTH_LIMIT} deep", *at)


def _value(node: yaml.Node) -> Any:
    import yaml

    if isinstance(node, yaml.ScalarNode):
        if node.style is None and node.value.casefold() in {"true", "yes", "false", "no"}:
            return node.value.casefold() in {"true", "yes"}
        return None if node.style is None and node.value in {"", "~", "null"} else without_controls(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [_value(child) for child in node.value]
    if isinstance(node, yaml.MappingNode):
        return {key.value: _value(value) for key, value in node.value if isinstance(key, yaml.ScalarNode)}
    return None
