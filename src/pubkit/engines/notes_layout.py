"""How notes find room at the foot of a page, where WeasyPrint 70 is slow or parts a note from its call.

- The height of the footnote area is the sum of heights that each note has by itself, measured once: WeasyPrint lays out
  all notes of a page again for each note that comes or goes.
- Where a paragraph's first lines do not fit, the lines move to the next page and not the notes of other lines.
- In columns, the room for notes is the least that holds the notes of the lines above it; WeasyPrint stops at the first
  height that it meets twice and moves what is too much to the next page. The columns of a last page are made level in
  steps of at least four pixels, not of one, which could take minutes.

In: WeasyPrint's modules. Its functions are changed where it has no setting; where a later version reads differently,
nothing is changed, and each note that stands away from its call is still told.
"""

from __future__ import annotations

import inspect
from math import inf
from types import ModuleType
from typing import Any

__all__ = ["wrap"]

_ROUNDING = 0.5
"""Pixels that are no overflow."""
_TRIES = 6
"""Layouts of a page of columns, at the most, to find the room for its notes."""
_LINE = 12.0
"""Pixels that are not worth another try."""


def wrap() -> None:
    """Change the functions; once for a process."""
    from weasyprint.layout import LayoutContext, block, column

    LayoutContext._update_footnote_area = _update_footnote_area
    _change(block, "_linebox_layout", ("while report and context.current_page_footnotes:", "while False:"))
    vars(column)["_room_for_notes"] = _room_for_notes
    _change(
        column,
        "columns_layout",
        (
            "add_height = 1 if lost_space == inf else lost_space",
            "add_height = max(4, 0 if lost_space == inf else lost_space)",
        ),
        (
            """                if last_footnotes_height not in footnote_area_heights:
                    # Footnotes have been rendered, try to re-render with the
                    # new footnote area height
                    height -= last_footnotes_height - footnote_area_heights[-1]
                    footnote_area_heights.append(last_footnotes_height)
                    continue
""",
            """                room = _room_for_notes(footnote_area_heights, last_footnotes_height)
                if room is not None:
                    height -= room - footnote_area_heights[-1]
                    footnote_area_heights.append(room)
                    continue
""",
        ),
    )
    vars(block)["columns_layout"] = column.columns_layout


def _change(module: ModuleType, function: str, *changes: tuple[str, str]) -> None:
    source = inspect.getsource(getattr(module, function))
    if all(source.count(old) == 1 for old, _ in changes):
        for old, new in changes:
            source = source.replace(old, new)
        exec(compile(source, module.__file__ or function, "exec"), module.__dict__)


def _update_footnote_area(self: Any) -> bool:
    """The area and the page's bottom after a note came or went; whether the notes are more than the area may hold."""
    area = self.current_footnote_area
    if area.height != "auto" and not self.in_column:
        self.page_bottom += area.margin_height()
    area.children = self.current_page_footnotes
    if not area.children:
        area.height = "auto"
        return False
    wanted = sum(_height(self, area, note) for note in area.children)
    area.height = min(wanted, area.max_height)
    if not self.in_column:
        self.page_bottom -= area.margin_height()
    return bool(wanted > area.height + _ROUNDING)


def _height(context: Any, area: Any, note: Any) -> float:
    """The height of a note by itself, margins included."""
    from weasyprint.formatting_structure import build
    from weasyprint.layout.block import block_level_layout

    known = vars(context).setdefault("_heights_of_notes", {})
    key = (id(note), round(area.page.width, 3))
    if key not in known:
        area.children, area.height = [note], "auto"
        alone = build.create_anonymous_boxes(area.deepcopy())
        alone = block_level_layout(context, alone, -inf, None, area.page)[0]
        last = alone.children[-1]
        known[key] = last.position_y + last.margin_height() - alone.content_box_y(), note
        area.children = context.current_page_footnotes
    height: float = known[key][0]
    return height


class _Room(float):
    """A height that was tried for the notes of columns."""

    needed: float = 0


def _room_for_notes(tried: list[float], needed: float) -> float | None:
    """The next height to try, or None when the last one will do: the least that holds what it leaves to be held."""
    now = _Room(tried[-1])
    now.needed = needed
    tried[-1] = now
    measured = [height for height in tried if isinstance(height, _Room)]
    enough = [height for height in measured if height.needed <= height + _ROUNDING]
    too_little = [height for height in measured if height.needed > height + _ROUNDING]
    if not enough:
        return None if len(tried) > _TRIES else max(needed, *tried)
    best, worst = min(enough), max(too_little, default=-1.0)
    if len(tried) >= _TRIES or best - max(worst, best.needed) <= _LINE:
        return None if now == best else float(best)
    return best.needed if best.needed > worst else (best + worst) / 2
