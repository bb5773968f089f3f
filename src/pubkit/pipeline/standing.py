"""Standing type: a page kept as it was set, so that a paragraph that was corrected is set anew by itself.

In: an article that differs in a few paragraphs (or notes) of plain prose. Out: the page that setting all of it would
give, byte for byte, or None where that is not certain; then all of it is set. It is certain when the paragraph reaches
no further than a blank line (`plain_paragraphs`), its letters stand nowhere else in the text, what its old text gives
by itself stands in the page, at one place, and its new text has the same citations and as many notes. So the old text
vouches for the new one: whatever the rest of the article does to the paragraph would show in it. What shows only in
some texts, the language of a division around it, is asked for by itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pubkit import citations, typesetting
from pubkit.crossrefs import kind_of
from pubkit.engines import pandoc
from pubkit.engines.ast import walk
from pubkit.errors import PubkitError
from pubkit.pipeline.building import Composed, Paged, composed
from pubkit.pipeline.plain_paragraphs import Change, Parted, changes
from pubkit.records import dataclass, replace

if TYPE_CHECKING:
    from pubkit.engines.ast import Document
    from pubkit.model import Source

__all__ = ["Standing", "stand"]

_MOST = 4
"""Paragraphs that are corrected one by one; with more, all is set."""
_TRIED = 6
"""Places among the citations that are tried for those of a paragraph."""
_NUMBER = re.compile(r'(?P<before>#fn|#fnref|id="fn|id="fnref|role="doc-noteref"><sup>)(?P<number>[0-9]+)')
"""The numbers of notes in HTML, as pandoc writes them."""
_WRITTEN = re.compile(
    r'(?P<paragraph><p>.*?</p>)\n*(?:<section id="footnotes"[^>]*>\n<hr />\n<ol>\n(?P<notes>.*)</ol>\n</section>\n*)?',
    re.DOTALL,
)
_NOTE = re.compile(r'\n(?=<li id="fn[0-9]+">)')


@dataclass(frozen=True, slots=True)
class _Set:
    """A paragraph that was set by itself."""

    paragraph: str
    notes: tuple[str, ...]
    """Its notes, numbered as in the page."""
    first: int
    """How many citations stand before it."""
    notes_before: int
    """How many notes stand before it."""

    @property
    def parts(self) -> tuple[str, ...]:
        return (self.paragraph, *self.notes)


_Asked = tuple[tuple[tuple[citations.Cite, ...], int, bool, bool], ...]


def stand(article: Source, bibliography: Sequence[Source], **options: Any) -> Standing:
    """The page of `pipeline.paged`, kept standing; the options are its own."""
    return Standing(article, bibliography, options, composed(article, bibliography, **options))


class Standing:
    """The last page, and what it was made of."""

    def __init__(
        self, article: Source, bibliography: Sequence[Source], options: Mapping[str, Any], made: Composed
    ) -> None:
        self.page: Paged = replace(made.paged, document={}, works={})
        """Without the tree that it was made of."""
        self._article = article
        self._asked_for = _asked_for(bibliography, options)
        self._answers = made.answers
        self._text = Parted(made.loaded.markdown)
        self._front = article.text.removesuffix(made.loaded.markdown)
        self._last: dict[str, _Set] = {}
        """What was set last, by its text."""

    def corrected(self, article: Source, bibliography: Sequence[Source], options: Mapping[str, Any]) -> Paged | None:
        """The page of the article as it is now, where that is certain; it stands from now on.

        Style, theme and images must not have changed since.
        """
        if _asked_for(bibliography, options) != self._asked_for or not self._front or article.replaced:
            return None
        try:
            text = article.text
            after = Parted(text.removeprefix(self._front)) if text.startswith(self._front) else None
            if after is None or (self.page.page.named_languages and after.divided) or not self._keeps_notices(after):
                return None
            found = changes(self._text, after)
            page = self._with(found) if found is not None and len(found) <= _MOST else None
        except PubkitError:  # which setting all of it will tell
            return None
        if page is None:
            return None
        sources = tuple(article if source == self._article else source for source in self.page.sources)
        self.page = replace(self.page, page=page, sources=sources)
        self._article, self._text = article, after
        return self.page

    def _with(self, found: Sequence[Change]) -> typesetting.Page | None:
        body = self.page.page.body
        for change in found:
            asked, tree = self._asked(change.new)
            old = self._last.get(change.old) or self._find(change.old, body)
            if old is None or tree is None or asked != self._numbers_from(old.first, len(asked)):
                return None
            new = self._set(tree, old.first, old.notes_before)
            if new is None or len(new.notes) != len(old.notes) or any(body.count(part) != 1 for part in old.parts):
                return None
            for part, instead in zip(old.parts, new.parts, strict=True):
                body = body.replace(part, instead)
            self._last = {change.new: new}
        return typesetting.with_body(self.page.page, body, self.page.theme)

    # -- a paragraph by itself ---------------------------------------------------------------------------------------

    def _asked(self, text: str) -> tuple[_Asked, Document | None]:
        """The citations of a paragraph, and its tree; no tree where it is no paragraph of prose."""
        tree = pandoc.read_markdown(text)
        asked = citations.gather(tree, note_style=self._answers.is_note)
        single = len(tree["blocks"]) == 1 and tree["blocks"][0]["t"] == "Para"
        single = single and not any(node["t"] == "Math" for node in walk(tree["blocks"]))
        refers = any(kind_of(cite.key) for citation in asked for cite in citation.cites)
        return _relative(asked), tree if single and not refers else None

    def _numbers_from(self, first: int, count: int) -> _Asked:
        return _relative(self._answers.asked[first : first + count])

    def _find(self, text: str, body: str) -> _Set | None:
        """A paragraph as it stands in the page, where it stands there once."""
        asked, tree = self._asked(text)
        if tree is None:
            return None
        places = [0] if not asked else [
            first for first in range(len(self._answers.asked) - len(asked) + 1)
            if self._numbers_from(first, len(asked)) == asked
        ]  # fmt: skip
        for first in places[:_TRIED]:
            alone = self._set(tree, first, 0)
            before = _notes_before(alone, body) if alone else None
            there = self._set(tree, first, before) if before else alone if before == 0 else None
            if there and all(body.count(part) == 1 for part in there.parts):
                return there
        return None

    def _set(self, tree: Document, first: int, notes_before: int) -> _Set | None:
        """A paragraph as HTML, with `first` citations and `notes_before` notes before it."""
        cited = self._answers.put_into(tree, first)
        written, notices = typesetting.fragment(cited, self.page.metadata, self.page.page)
        found = _WRITTEN.fullmatch(written)
        if found is None or notices:
            return None

        def number(match: re.Match[str]) -> str:
            return f"{match['before']}{int(match['number']) + notes_before}"

        notes = _NOTE.split(found["notes"].rstrip("\n")) if found["notes"] else []
        paragraph, *rest = (_NUMBER.sub(number, part) for part in (found["paragraph"], *notes))
        return _Set(paragraph, tuple(rest), first, notes_before)

    # -- what else the text says -------------------------------------------------------------------------------------

    def _keeps_notices(self, after: Parted) -> bool:
        """Whether no notice is about a place that has changed or moved."""
        places = [notice.place for notice in self.page.notices if notice.place]
        lines = [place.line for place in places if place.file == self._article.name and place.line]
        if not lines:
            return True
        first = self._front.count("\n") + 1
        pairs = zip(self._text.parts, after.parts, strict=False)
        for old, new in pairs:
            last = first + old.count("\n")
            if old != new and any(first <= line <= last or (line > last and old.count("\n") != new.count("\n"))
                                  for line in lines):  # fmt: skip
                return False
            first = last
        return True


def _asked_for(bibliography: Sequence[Source], options: Mapping[str, Any]) -> tuple[Any, ...]:
    """What is asked for besides the article; images have not changed."""
    return tuple(bibliography), {name: value for name, value in options.items() if name != "images"}


def _relative(asked: Sequence[citations.Citation]) -> _Asked:
    """Citations without the number of the notes before them."""
    least = min((citation.note_number for citation in asked if citation.note_number), default=0)
    return tuple(
        (each.cites, each.note_number and each.note_number - least + 1, each.in_note, each.opens_note)
        for each in asked
    )  # fmt: skip


def _notes_before(alone: _Set, body: str) -> int | None:
    """How many notes stand before a paragraph in the page, by the number of its first call; None where it is not
    there once."""
    if (called := _NUMBER.search(alone.paragraph)) is None:
        return 0
    opening = alone.paragraph[: called.start("number")]
    if body.count(opening) != 1:
        return None
    number = re.compile("[0-9]+").match(body, body.index(opening) + len(opening))
    return int(number.group()) - 1 if number else None
