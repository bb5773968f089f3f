"""What the processor needs to know of a cite or entry: its affixes, its beginning, its last block."""

from __future__ import annotations

from .collapse import RenderedCite
from .inline import Glue, Inline, Kind, Span, text_of
from .markup import parse
from .textcase import recase

__all__ = ["affix_of", "begins_sentence", "capitalize_term", "first_leaf", "into_block", "plain_name"]


def into_block(inlines: list[Inline], suffix: str) -> list[Inline] | None:
    """The inlines with a suffix at the end of the block that ends them; None if no block does."""
    last = inlines[-1] if inlines else None
    if not isinstance(last, Span):
        return None
    if last.kind is Kind.BLOCK:
        return [*inlines[:-1], Span(Kind.BLOCK, [*last.children, suffix], last.value)]
    moved = into_block(last.children, suffix)
    return None if moved is None else [*inlines[:-1], Span(last.kind, moved, last.value)]


def affix_of(text: str | Inline, is_suffix: bool) -> list[Inline]:
    """A cite's prefix or suffix, with a space where it would stick to the cite."""
    if isinstance(text, Span):
        return [Span(Kind.SUFFIX if is_suffix else Kind.PREFIX, [text])]
    if not text:
        return []
    inlines = parse(text)
    plain = text_of(inlines)
    if is_suffix:
        if plain[:1].isalnum() or plain[:1] in "([":
            inlines = [" ", *inlines]
    elif plain[-1:].isalnum() or plain[-1:] in ".,;:!?)]%":
        inlines = [*inlines, " "]
    return [Span(Kind.SUFFIX if is_suffix else Kind.PREFIX, inlines)]


def begins_sentence(rendered: RenderedCite, number: int, delimiter: str) -> bool:
    """Whether a cite begins a note, or follows a sentence: a prefix that is one, or another cite."""
    if not rendered.prefix:
        return number == 0 or delimiter.rstrip().endswith((".", "!", "?"))
    text = text_of(rendered.prefix).strip().rstrip("”’\"'")
    return text.endswith((".", "!", "?")) and " " in text


def plain_name(span: Span) -> Inline | None:
    """A name without the formatting of cs:name, where names stand in running text."""
    if span.kind is Kind.FONT and len(span.children) == 1:
        child = span.children[0]
        if isinstance(child, Span) and child.kind is Kind.NAME:
            return child
    return None


def first_leaf(inlines: list[Inline]) -> Inline:
    """The first text of a cite."""
    for inline in inlines:
        if isinstance(inline, str):
            if not isinstance(inline, Glue) and inline.strip():
                return inline
        elif leaf := first_leaf(inline.children):
            return leaf
    return ""


def capitalize_term(inlines: list[Inline]) -> list[Inline]:
    """The inlines with a term at their beginning capitalized."""
    if not inlines or isinstance(inlines[0], str):
        return inlines
    first = inlines[0]
    if first.kind is Kind.TERM:
        return [Span(Kind.TERM, recase(first.children, "capitalize-first", ""), first.value), *inlines[1:]]
    return [Span(first.kind, capitalize_term(first.children), first.value), *inlines[1:]]
