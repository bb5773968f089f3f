"""Source and result side by side: each witness from its first to its last character, and what became of it.

Every character gets the number of its owner (a heading, a paragraph, a note, something set aside ...); neighbours of
one owner make a row. Characters that were emended away belong to the row they stand in, struck out.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from pubkit.model import (
    ADDED,
    Apparatus,
    Article,
    FrontMatter,
    Heading,
    ListBlock,
    PullQuote,
    Regularized,
    TracedText,
    Verbatim,
    Witness,
    Witnesses,
)
from pubkit.report.inlines import inlines_of, texts_of

__all__ = ["side_by_side"]


class Owner(NamedTuple):
    """What a run of characters ended up in."""

    kind: str
    """The CSS class of its row."""
    label: str
    texts: tuple[TracedText, ...]


def side_by_side(
    witnesses: Witnesses, article: Article, apparatus: Apparatus, regularized: Sequence[Regularized]
) -> list[dict[str, Any]]:
    """For each witness its rows of (source pieces, owner, resulting text)."""
    owners = list(_owners(article, apparatus))
    last = witnesses.all[-1].span.end if witnesses.all else 0
    belongs = array("i", [-1]) * last
    result: dict[int, str] = {}
    for number, owner in enumerate(owners):
        for text in owner.texts:
            for character, origin in zip(text.text, text.origins, strict=True):
                if origin != ADDED:
                    belongs[origin] = number
                    result[origin] = character
    return [
        {"siglum": witness.siglum, "file": witness.file, "rows": list(_rows(witness, belongs, owners, result))}
        for witness in witnesses.all
    ]


def _owners(article: Article, apparatus: Apparatus) -> Iterator[Owner]:
    for variant in apparatus.agreeing:
        yield Owner("agrees", "says the same as the copy-text", (variant,))
    yield from _front(article.front)
    for number, block in enumerate(article.blocks, 1):
        if isinstance(block, Verbatim | PullQuote):
            kind = "pull-quote" if isinstance(block, PullQuote) else block.kind
            yield Owner("set-aside" if kind == "pull-quote" else "block", f"{kind} {number}", (block.text,))
            continue
        texts = [text for content in inlines_of(block) for text in texts_of(content)]
        if isinstance(block, ListBlock):
            texts += block.marks
        name = "heading" if isinstance(block, Heading) else type(block).__name__.lower()
        yield Owner("block", f"{name} (block {number})", tuple(texts))
    for note in article.notes:
        texts = [note.mark, *(text for paragraph in note.paragraphs for text in texts_of(paragraph))]
        yield Owner("note", f"note {note.id}", tuple(texts))
    if article.references_heading:
        yield Owner("block", "heading of the references", (article.references_heading,))
    for number, reference in enumerate(article.references, 1):
        yield Owner("note", f"reference {number}", (reference,))
    for aside in article.set_aside:
        yield Owner("set-aside", f"set aside: {aside.rule}", (aside.text,))


def _front(front: FrontMatter) -> Iterator[Owner]:
    named: list[tuple[str, TracedText | None]] = [("title", front.title), ("subtitle", front.subtitle)]
    for author in front.authors:
        named += [("author", author.name), ("affiliation", author.affiliation), ("author's note", author.note)]
        named += [("e-mail", author.email)]
    named += [("abstract", text) for _, text in front.abstracts]
    named += [("keyword", text) for text in front.keywords]
    for name in ("journal", "volume", "issue", "season", "year", "date", "pages", "doi", "url"):
        named.append((name, getattr(front, name)))
    named += list(front.other)
    for label, text in named:
        if text is not None:
            yield Owner("front", label, (text,))


def _rows(
    witness: Witness, belongs: array[int], owners: Sequence[Owner], result: dict[int, str]
) -> Iterator[dict[str, Any]]:
    start, current = 0, -1
    for offset, character in enumerate(witness.text):
        owner = belongs[witness.base + offset]
        if owner in (-1, current) or character.isspace():
            continue
        if current != -1 and owners[owner].label != owners[current].label:
            yield _row(witness, start, offset, owners[current], belongs, result)
            start = offset
        current = owner
    if start < len(witness.text):
        nobody = Owner("emended", "emended away or not accounted for: see the ledger", ())
        owner_of_rest = owners[current] if current != -1 else nobody
        yield _row(witness, start, len(witness.text), owner_of_rest, belongs, result)


def _row(
    witness: Witness, start: int, end: int, owner: Owner, belongs: array[int], result: dict[int, str]
) -> dict[str, Any]:
    numbers = range(witness.base + start, witness.base + end)
    made = (
        result.get(number, " " if character.isspace() else "")
        for number, character in zip(numbers, witness.text[start:end], strict=True)
    )
    return {
        "owner": owner.label,
        "owner_class": owner.kind,
        "source": list(_pieces(witness.text[start:end], [belongs[number] == -1 for number in numbers])),
        "result": " ".join("".join(made).split()),
    }


def _pieces(text: str, gone: Iterable[bool]) -> Iterator[dict[str, Any]]:
    """Runs of characters that stayed or went; white space counts for neither."""
    run, state = "", False
    for character, lost in zip(text, gone, strict=True):
        changed = lost and not character.isspace()
        if changed != state and run:
            yield {"text": run, "changed": state}
            run = ""
        state = changed
        run += character
    if run:
        yield {"text": run, "changed": state}
