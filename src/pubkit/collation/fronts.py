"""The front matter of two witnesses: what one lacks the other gives; where both speak, the copy-text leads."""

from __future__ import annotations

import re

from pubkit.model.apparatus import Reading, Variant, VariantKind
from pubkit.model.article import Author, FrontMatter
from pubkit.model.text import TracedText
from pubkit.records import replace

__all__ = ["merge_fronts"]

_APART = re.compile(r"[\W_]+")
_FIELDS = ("title", "subtitle", "journal", "volume", "issue", "season", "year", "date", "pages", "doi", "url")


def merge_fronts(
    one: FrontMatter, two: FrontMatter, sigla: tuple[str, str]
) -> tuple[FrontMatter, list[TracedText], list[Variant]]:
    """The fields of both, the texts of the second that agree, and the variants."""
    agreeing: list[TracedText] = []
    variants: list[Variant] = []
    changed: dict[str, object] = {}

    def settle(ours: TracedText | None, theirs: TracedText | None) -> TracedText | None:
        if theirs is None or not theirs.text:
            return ours
        if ours is None or not ours.text:
            return theirs
        if _same(ours.text, theirs.text):
            agreeing.append(theirs)
        else:
            variants.append(_variant(ours, theirs, sigla))
        return ours

    for name in _FIELDS:
        changed[name] = settle(getattr(one, name), getattr(two, name))
    if not one.keywords:
        changed["keywords"] = two.keywords
    else:
        known = {_APART.sub("", word.text).casefold() for word in one.keywords}
        for word in two.keywords:
            if _APART.sub("", word.text).casefold() in known:
                agreeing.append(word)
            else:
                variants.append(_variant(TracedText.added(""), word, sigla))
    if not one.abstracts:
        changed["abstracts"] = two.abstracts
    else:
        for index, (_, abstract) in enumerate(two.abstracts):
            settle(one.abstracts[min(index, len(one.abstracts) - 1)][1], abstract)
    changed["authors"] = _authors(one.authors, two.authors, sigla, agreeing, variants)
    names = {name for name, _ in one.other}
    for name, value in two.other:
        if name in names:
            settle(next(v for n, v in one.other if n == name), value)
    changed["other"] = one.other + tuple((n, v) for n, v in two.other if n not in names)
    return replace(one, **changed), agreeing, variants  # type: ignore[arg-type]


def _authors(
    one: tuple[Author, ...], two: tuple[Author, ...], sigla: tuple[str, str],
    agreeing: list[TracedText], variants: list[Variant],
) -> tuple[Author, ...]:  # fmt: skip
    if not one:
        return two
    result = list(one)
    for author in two:
        at = next((i for i, ours in enumerate(result) if _same(ours.name.text, author.name.text)), None)
        if at is None:
            variants.append(_variant(TracedText.added(""), author.name, sigla))
        else:
            agreeing.append(author.name)
        parts: list[TracedText] = [author.note] if author.note else []
        held = set(author.note.origins) if author.note else set()
        parts += [p for p in (author.affiliation, author.email) if p and not held.issuperset(p.origins)]
        if at is not None and result[at].note is None and result[at].affiliation is None:
            ours = result[at]
            result[at] = replace(
                ours, note=author.note, affiliation=author.affiliation, email=ours.email or author.email
            )
            continue
        for part in parts:
            ours_text = [p.text for p in (result[at].note, result[at].affiliation) if p] if at is not None else []
            if any(_same(part.text, text) for text in ours_text):
                agreeing.append(part)
            else:
                variants.append(_variant(TracedText.added(ours_text[0] if ours_text else ""), part, sigla))
    return tuple(result)


def _same(one: str, two: str) -> bool:
    return _APART.sub("", one).casefold() == _APART.sub("", two).casefold()


def _variant(ours: TracedText, theirs: TracedText, sigla: tuple[str, str]) -> Variant:
    kind = VariantKind.WORDING if ours.text else VariantKind.OMISSION
    return Variant(
        kind, Reading((sigla[0],), ours.text, ours.spans()), (Reading((sigla[1],), theirs.text, theirs.spans()),),
        "front matter: the copy-text leads", 0.7,
    )  # fmt: skip
