"""Pages of the last draft, kept where nothing on them has changed: what is laid out is not laid out again.

In: the boxes of a document before they are laid out, and the pages of the document before. A page is kept when the
document has the same blocks as before, the page begins as it began (place in the text, counters, side), nothing hangs
over from the page before it, and what has changed stands at least a whole page after it, or before it and in a block of
which nothing is on it. Everything else is laid out. The order and the meaning of the steps are those of
WeasyPrint 70 (`weasyprint.layout.page.make_all_pages`), which is asked in all other cases.
"""

from __future__ import annotations

import copy
import inspect
from collections.abc import Iterator
from typing import Any

from pubkit.engines import giving_up
from pubkit.records import dataclass

__all__ = ["KeptPages", "using", "wrap"]

_Path = tuple[int, ...]
_Block = tuple[_Path, Any]


@dataclass(slots=True)
class _Entry:
    """A page as it was laid out."""

    before: tuple[Any, ...]
    """How it began: the place in the text, the next page, its side, the counters."""
    alone: bool
    """Whether nothing hangs over from the page before, or to the next."""
    page: Any
    parts: tuple[Any, ...]
    """Its boxes before margins were added, and the children of the first."""
    after: tuple[Any, ...]
    """How the next page begins."""
    notes: frozenset[int]
    """The numbers of the notes that it has taken."""
    bottom: float
    """Where its text ends at the latest."""


class KeptPages:
    """The pages of one document, from draft to draft; `key` tells what they depend on besides the text."""

    def __init__(self) -> None:
        self._key: Any = None
        self._blocks: list[_Block] = []
        self._entries: list[_Entry] = []
        self._strings: Any = None
        self._sizes: dict[str, Any] = {}
        self._new: dict[str, Any] = {}
        self._fresh: list[int] = []

    def begin(self, key: Any) -> None:
        """Another draft is begun."""
        if key != self._key:
            self._key, self._entries = key, []
        self._new = {}
        self._fresh = []

    def done(self) -> None:
        """The draft that was begun is the last one from now on."""
        if self._new.get("certain"):
            self._blocks, self._entries = self._new["blocks"], self._new["entries"]
            self._strings, self._sizes = self._new["strings"], self._new["sizes"]
        else:
            self._entries = []

    # -- while it is laid out ----------------------------------------------------------------------------------------

    def look(self, root: Any, context: Any) -> None:
        """Before the layout: which blocks have changed."""
        blocks = list(_blocks(root, ()))
        self._new = {"blocks": blocks, "entries": [], "certain": True}
        self._numbers = {id(note): number for number, note in enumerate(context.footnotes)}
        self._by_number = list(context.footnotes)
        self._changed = _changed(self._blocks, blocks) if self._entries else None
        if self._changed is None:
            self._entries = []

    def pages(self, context: Any, root: Any, html: Any) -> Iterator[Any]:
        """The pages: kept ones and new ones."""
        from weasyprint.layout.page import remake_page, set_page_type_computed_styles

        context.rendered_notes = []
        number = 0
        while True:
            state = context.page_maker[number]
            before = (state[0], copy.deepcopy(state[1]), state[2], copy.deepcopy(state[3]))
            alone = not context.reported_footnotes and not context.broken_out_of_flow
            notes = {self._numbers[id(note)] for note in context.footnotes if id(note) in self._numbers}
            _reset(state[4])
            if alone and self._is_kept(number, before):
                giving_up.check()
                entry = self._entries[number]
                page = self._kept(entry, context)
                set_page_type_computed_styles(page.page_type, html, context.style_for)
            else:
                page, _ = remake_page(number, context, root, html)
                after = context.page_maker[number + 1]
                left = {self._numbers[id(note)] for note in context.footnotes if id(note) in self._numbers}
                alone = alone and not context.reported_footnotes and not context.broken_out_of_flow
                parts = (page.children, tuple(page.children[0].children))
                following = (*after[:3], copy.deepcopy(after[3]))
                entry = _Entry(before, alone, page, parts, following, frozenset(notes - left), context.page_bottom)
                self._fresh.append(number)
            self._new["entries"].append(entry)
            if context.page_maker[number][4]["content_lookups"] or context.page_maker[number][4]["pages_wanted"]:
                self._new["certain"] = False
            yield page
            number += 1
            if context.page_maker[number][0] is None and not context.reported_footnotes:
                context.page_maker = context.page_maker[: number + 1]
                context.broken_out_of_flow.clear()
                context.reported_footnotes.clear()
                self._new["sizes"] = dict(context.style_for.initial_page_sizes)
                return

    def uncertain(self) -> None:
        """The pages are made in another way: they are not kept."""
        self._new["certain"] = False

    def finish(self, context: Any) -> None:
        """After the layout: what stands in the margins of all pages."""
        if context.running_elements and any(context.running_elements.values()):
            self._new["certain"] = False
        self._new["strings"] = {name: dict(pages) for name, pages in context.string_set.items()}
        same_count = len(self._new["entries"]) == len(self._entries)
        if self._new["strings"] != self._strings or not same_count or not self._new["certain"]:
            self._fresh = list(range(len(self._new["entries"])))

    def fresh_of(self, count: int) -> list[int]:
        """The numbers of the pages (from 0) that are not those of the last draft, of so many pages."""
        return self._fresh if "strings" in self._new else list(range(count))

    def _is_kept(self, number: int, before: tuple[Any, ...]) -> bool:
        if number >= len(self._entries) or self._changed is None:
            return False
        entry = self._entries[number]
        if not entry.alone or entry.before != before:
            return False
        if not self._changed:
            return True
        first, last = self._changed[0], self._changed[-1]
        start = _path(entry.before[0])
        if number and start and start[: len(last)] > last:
            return True
        if number + 2 >= len(self._entries):
            return False
        later = _path(self._entries[number + 2].before[0])
        return bool(later) and first >= later

    def _kept(self, entry: _Entry, context: Any) -> Any:
        """A kept page put in its place, as `remake_page` would have left things."""
        for note in entry.notes:
            if (box := self._by_number[note]) in context.footnotes:
                context.footnotes.remove(box)
        page = entry.page.copy()
        root = entry.parts[0][0].copy()
        root.children = entry.parts[1]
        page.children = (root, *entry.parts[0][1:])
        number = len(self._new["entries"])
        context.current_page, context.page_bottom = number + 1, entry.bottom
        if number == 0:
            context.style_for.initial_page_sizes.update(self._sizes)
        resume_at, next_page, right, state = entry.after
        item = (resume_at, next_page, right, copy.deepcopy(state), _reset({}))
        context.page_maker[number + 1 :] = [item]
        return page


def _reset(state: dict[str, Any]) -> dict[str, Any]:
    state.update(content_changed=False, pages_wanted=False, anchors=[], content_lookups=[])
    return state


# -- what has changed ----------------------------------------------------------------------------------------------


def _blocks(box: Any, path: _Path) -> Iterator[_Block]:
    """Each block of the tree with its place and its content; of a block of blocks, what it is."""
    from weasyprint.formatting_structure import boxes

    children = getattr(box, "children", ())
    if any(isinstance(child, boxes.BlockLevelBox) for child in children):
        yield path, _head(box)
        for number, child in enumerate(children):
            yield from _blocks(child, (*path, number))
    else:
        yield path, _content(box)


def _head(box: Any) -> tuple[Any, ...]:
    element = box.element
    attributes = tuple(sorted(element.attrib.items())) if hasattr(element, "attrib") else ()
    return type(box).__name__, box.element_tag, attributes


def _content(box: Any) -> tuple[Any, ...]:
    """All of a box that can be seen, its notes with it."""
    from weasyprint.formatting_structure import boxes

    if isinstance(box, boxes.TextBox):
        return (box.text, box.element_tag)
    note = getattr(box, "footnote", None)
    inside = tuple(_content(child) for child in getattr(box, "children", ()))
    own = _tree(box.element) if isinstance(box, boxes.ReplacedBox) else ()
    return (*_head(box), inside, _content(note) if note is not None else (), own)


def _tree(element: Any) -> tuple[Any, ...]:
    if not hasattr(element, "attrib"):
        return ()
    return (element.tag, tuple(sorted(element.attrib.items())), element.text, tuple(map(_tree, element)))


def _changed(old: list[_Block], new: list[_Block]) -> list[_Path] | None:
    """The places of the blocks that have changed; None where there are other blocks than before."""
    if len(old) != len(new):
        return None
    changed = []
    for (path, content), (new_path, new_content) in zip(old, new, strict=True):
        if path != new_path or content[:3] != new_content[:3]:
            return None
        if content != new_content:
            changed.append(path)
    return changed


def _path(resume_at: Any) -> _Path:
    """The place at which a page begins; empty where it is not one place."""
    path: list[int] = []
    while resume_at:
        if len(resume_at) != 1:
            return ()
        ((number, resume_at),) = resume_at.items()
        path.append(number)
    return tuple(path)


# -- in WeasyPrint -------------------------------------------------------------------------------------------------

_using: KeptPages | None = None


class using:  # noqa: N801 -- a context
    """For the time of a draft, its pages are kept, and those kept are used."""

    def __init__(self, kept: KeptPages | None) -> None:
        self._kept = kept

    def __enter__(self) -> None:
        global _using
        _using = self._kept

    def __exit__(self, *_: object) -> None:
        global _using
        _using = None


def wrap() -> None:
    """Put our steps before WeasyPrint's; once for a process. In a version that has others, all pages are made."""
    from weasyprint import document, layout

    whole, all_pages = document.layout_document, layout.make_all_pages

    def layout_document(html: Any, root: Any, context: Any, *rest: Any) -> Iterator[Any]:
        kept = _using
        if kept is None:
            return iter(whole(html, root, context, *rest))
        kept.look(root, context)
        pages = list(whole(html, root, context, *rest))
        kept.finish(context)
        return iter(pages)

    def make_all_pages(context: Any, root: Any, html: Any, pages: Any) -> Iterator[Any]:
        if _using is None:
            return iter(all_pages(context, root, html, pages))
        if not pages:
            return _using.pages(context, root, html)
        _using.uncertain()
        return iter(all_pages(context, root, html, pages))

    if [*inspect.signature(all_pages).parameters] == ["context", "root_box", "html", "pages"]:
        document.layout_document, layout.make_all_pages = layout_document, make_all_pages
