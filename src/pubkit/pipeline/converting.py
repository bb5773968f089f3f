"""Raw texts to an article: read -> regularize -> divide -> collate -> resolve -> write."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from pubkit.formats import bibtex, csl_json
from pubkit.model import Bibliography
from pubkit.notices import Notice
from pubkit.pipeline.loading import Exported
from pubkit.records import dataclass

if TYPE_CHECKING:
    from pubkit import references, report
    from pubkit.model import Apparatus, Article, Entry, Regularized, Source, Witnesses

__all__ = ["Conversion", "collate", "convert"]


@dataclass(frozen=True, slots=True)
class Conversion:
    """What a conversion made."""

    files: Mapping[str, bytes]
    """article.md, references.bib, report.html, report.json."""
    notices: tuple[Notice, ...]
    counts: dict[str, int]


def convert(
    sources: Sequence[Source],
    *,
    notes: str = "citations",
    pull_quotes: str = "aside",
    known: Source | None = None,
    decided: Source | None = None,
    unpacked: int | None = None,
) -> Conversion:
    """Witnesses of one article to its Markdown, its bibliography and the report.

    `notes` is "citations" or "text", `pull_quotes` "aside" or "div"; `known` is the references.bib of an earlier run,
    whose keys are kept; `decided` is decisions.toml; `unpacked` is how many bytes an archive may unpack to. Raises
    `UnreadableInput` for a source that is empty or no text.
    """
    # Half of the program is for conversion alone: a build does not pay for it.
    from pubkit import decisions, references, report, structure
    from pubkit.formats import markdown
    from pubkit.model.ledger import CharacterClass, ledger

    said = decisions.read_decisions(decided.text, decided.name) if decided else decisions.Decisions()
    read = _divided(sources, unpacked)
    numbered, regularized = read.witnesses, read.regularized
    edited = decisions.apply_to_article(said, read.article, read.apparatus, numbered)
    merged, apparatus = edited.article, edited.apparatus
    notices = [*read.notices, *said.notices, *edited.notices]
    notices += _inferred_calls(merged, numbered)
    notices += structure.left_whole(merged, numbered)
    held = bibtex.read(known.text, known.name)[0] if known else None
    undecided = decisions.undecided(said, held)
    resolved = references.resolve(merged, known=undecided, carried=_carried(numbered), witnesses=numbered)
    resolved = decisions.apply_to_works(said, resolved, known=held)
    cited = resolved.article if notes == "citations" else merged
    notices += (*resolved.notices, *structure.dangling_marks(cited, numbered))
    account = ledger(numbered, regularized, merged, apparatus)
    article_md = markdown.write_article(
        cited,
        resolved.bibliography,
        notes="text" if notes == "text" else "citations",
        pull_quotes="div" if pull_quotes == "div" else "set-aside",
    )
    files = {
        "article.md": article_md.encode(),
        "references.bib": bibtex.write_project(resolved.bibliography).encode(),
    }
    data = report.findings(
        witnesses=numbered,
        regularized=regularized,
        article=resolved.article,
        divided=merged,
        apparatus=apparatus,
        works=[_evidenced(work) for work in resolved.works],
        ledger={
            kind.name.lower().replace("_", " "): counts
            for kind, counts in account.by_siglum(numbered).items()
            if kind is CharacterClass.UNACCOUNTED or any(counts.values())
        },
        notices=notices,
        files={name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
    )
    files["report.html"] = report.page(data).encode()
    files["report.json"] = (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
    return Conversion(files, tuple(notices), data["counts"])


@dataclass(frozen=True, slots=True)
class _Divided:
    """Witnesses, read, regularized, divided and collated."""

    witnesses: Witnesses
    regularized: Sequence[Regularized]
    article: Article
    apparatus: Apparatus
    notices: tuple[Notice, ...]


def _divided(sources: Sequence[Source], unpacked: int | None) -> _Divided:
    from pubkit import collation, structure, witnesses
    from pubkit.engines import documents
    from pubkit.model import Witnesses

    readers = documents.readers(unpacked=documents.MAX_UNPACKED if unpacked is None else unpacked)

    notices: list[Notice] = []
    given = []
    for source in sources:
        witness, said = witnesses.read(source.content, source.name, readers=readers)
        given.append(witness)
        notices += said
    numbered = Witnesses.of(given)
    regularized = [witnesses.regularize(witness) for witness in numbered.all]
    articles = []
    for each in regularized:
        article, said = structure.divide(each)
        articles.append(article)
        notices += said
    merged, apparatus, said = collation.collate(articles, numbered)
    return _Divided(numbered, regularized, merged, apparatus, (*notices, *said))


def _carried(numbered: Witnesses) -> Bibliography:
    """The records of works that the witnesses bring with them."""
    read = [csl_json.read(witness.works, witness.file)[0] for witness in numbered.all if witness.works]
    return Bibliography(tuple(entry for each in read for entry in each.entries))


def collate(sources: Sequence[Source], name: str, *, unpacked: int | None = None) -> Exported:
    """The collation of witnesses by itself, in the format `name` (of `pipeline.COLLATION_FORMATS`)."""
    from pubkit.formats import collated, collation_html, collation_tei, collation_text

    writers = {
        "text": collation_text.write_text,
        "json": collation_text.write_json,
        "html": collation_html.write_html,
        "tei": collation_tei.write_tei,
    }
    read = _divided(sources, unpacked)
    return Exported(writers[name](collated.collated(read.article, read.apparatus, read.witnesses)), read.notices)


def _inferred_calls(article: Article, numbered: Witnesses) -> Iterator[Notice]:
    """A notice for every call that no witness has, at the place of its note."""
    from pubkit.model import Call, CallKind
    from pubkit.report import inlines_of

    inferred = {
        inline.note: inline
        for block in article.blocks
        for content in inlines_of(block)
        for inline in content
        if isinstance(inline, Call) and inline.kind is CallKind.INFERRED
    }
    for note in article.notes:
        if call := inferred.get(note.id):
            first = next((origin for origin in note.mark.origins if origin >= 0), None)
            yield Notice(
                "S201",
                f"note {note.id} has no mark in the text: its call was inferred ({call.evidence.confidence:.0%} sure)",
                place=numbered.place(first) if first is not None else None,
                hint="see it in its sentence in the report",
            )


def _evidenced(work: references.Work) -> report.Evidenced:
    from pubkit.report import Evidenced

    printed = tuple((variant.where, variant.parsed.text, variant.parsed.fields) for variant in work.variants)
    merged = "; ".join(variant.reason for variant in work.variants if variant.reason)
    return Evidenced(work.entry.key, work.entry.type, _values(work.entry), printed, merged)


def _values(entry: Entry) -> dict[str, str]:
    values = {variable: "; ".join(map(str, names)) for variable, names in entry.names.items()}
    values |= {variable: str(date) for variable, date in entry.dates.items()}
    return values | dict(entry.strings)
