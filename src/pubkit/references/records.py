"""Records: what an earlier bibliography has of the works, and the last touch to each entry.

In: works put together, an editor's references.bib. Out: which works are one by that record, and entries as they are
written: with key, language, protected names and initials with their stops.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubkit.model import Article, Bibliography, Entry, ListBlock, Name, Paragraph, Run
from pubkit.model.article import BlockQuote
from pubkit.records import replace
from pubkit.references.law import LAW_TYPES
from pubkit.references.merge import same_work
from pubkit.references.titles import Lexicon, protect
from pubkit.references.works import Group

__all__ = ["by_record", "finished", "known_entry", "running_text"]


def known_entry(group: Group, known: Bibliography | None) -> Entry | None:
    """The entry of an earlier bibliography for a work; None where it has none."""
    if known is None:
        return None
    return next((entry for entry in known.entries if any(same_work(entry, own) for own in group.entries)), None)


def by_record(groups: list[Group], known: Bibliography | None) -> tuple[list[Group], list[tuple[Group, Group]]]:
    """The groups, and those that an earlier bibliography has as one work, each with the group that stands for it."""
    first: dict[str, Group] = {}
    kept: list[Group] = []
    same: list[tuple[Group, Group]] = []
    for group in groups:
        record = known_entry(group, known)
        held = first.setdefault(record.key, group) if record else group
        if held is group:
            kept.append(group)
            continue
        held.variants += [replace(each, reason="the same entry of references.bib") for each in group.variants]
        same.append((group, held))
    return kept, same


def finished(entry: Entry, key: str, lexicon: Lexicon, language: str) -> Entry:
    """The entry with its key, as it goes into the bibliography: names in capitals protected, initials with stops."""
    strings = dict(entry.strings)
    if "title" in strings and entry.type in LAW_TYPES:  # the name of a case or statute keeps its capitals
        strings["title"] = f'<span class="nocase">{strings["title"]}</span>'
    if not language.startswith("en"):  # an entry without a language is English to CSL, and gets English capitals
        strings.setdefault("language", language)
    if "title" in strings and entry.type not in LAW_TYPES and strings.get("language", language).startswith("en"):
        strings["title"] = protect(strings["title"], lexicon)
    names = {variable: tuple(_with_stops(name) for name in given) for variable, given in entry.names.items()}
    return replace(entry, key=key, strings=strings, names=names)


_BARE_INITIAL = re.compile(r"(?<![^\s-])([^\W\d_])(?=$|[\s-])")


def _with_stops(name: Name) -> Name:
    """Initials with their stops, so that "Doe J" and "Doe J." are one person in every style."""
    given = _BARE_INITIAL.sub(lambda match: match[0] + ("." if match[0].isupper() else ""), name.given)
    return replace(name, given=given)


def running_text(article: Article) -> Iterator[str]:
    """The running text of the article, for the lexicon of proper nouns."""
    for block in article.blocks:
        if isinstance(block, Paragraph | BlockQuote):
            yield "".join(inline.text.text if isinstance(inline, Run) else "" for inline in block.content)
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield "".join(inline.text.text if isinstance(inline, Run) else "" for inline in item)
