"""The training data as token labels: segments of the hand-labelled corpora put back on their printed text.

Label names of the sources become those of `pubkit.references.segments`; `volume` segments that hold issue and pages too
are taken apart. What the rules lift is masked before, as it is when references are parsed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pubkit.records import dataclass
from pubkit.references.features import featurize, tokenize
from pubkit.references.lift import NUMBER, leading_signal, lift
from pubkit.references.segments import mask

__all__ = ["FILES", "NEVER", "Example", "examples_of", "never_trained_on", "read_rows", "sequence"]

FILES = ("anystyle_core", "anystyle_gold", "anystyle_good")
NEVER = 12
"""Every twelfth row of a file is never trained on: what ships is measured and calibrated on those."""

_ANYSTYLE = {
    "author": "author", "editor": "editor", "translator": "translator", "title": "title", "journal": "container", "container-title": "container",  # noqa: E501
    "collection-title": "series", "volume": "volume", "pages": "pages", "edition": "edition", "publisher": "publisher", "location": "place",  # noqa: E501
    "date": "date", "genre": "genre", "note": "note", "citation-number": "number", "url": "url", "doi": "doi", "isbn": "isbn",  # noqa: E501
    "director": "author", "producer": "other", "source": "other", "medium": "note",
}  # fmt: skip
_LINKED = {
    "title": "title", "author": "author", "year": "date", "date": "date", "publicationplace": "place", "publisher": "publisher",  # noqa: E501
    "pagination": "pages", "column": "pages", "volume": "volume", "tomo": "volume", "series": "series", "publicationnumber-year": "volume",  # noqa: E501
    "publicationspecifications": "note", "abbreviation": "note", "o": "other", "conjunction": "other", "numbered_ref": "volume", "ref": "note",  # noqa: E501
}  # fmt: skip
_EDITOR_SIGN = re.compile(
    r"\b(?:cura|c\s?\.\s?di|eds?\s?\.|hrsg|hg|curr?\s?\.|edited|éd|dir\s?\.|herausg|sous la)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Example:
    """A printed reference and its labelled segments."""

    text: str
    segments: tuple[tuple[int, int, str], ...]
    source: str = ""


def read_rows(folder: Path, names: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The rows of some of the data files, in order."""
    for name in names:
        with (folder / f"{name}.jsonl").open(encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)


def never_trained_on(folder: Path) -> list[dict[str, Any]]:
    """The rows that no training sees: what ships is measured on them."""
    return [row for name in FILES for n, row in enumerate(read_rows(folder, [name])) if n % NEVER == 0]


def examples_of(rows: Iterable[dict[str, Any]]) -> Iterator[Example]:
    """The rows that can be aligned, as examples."""
    for row in rows:
        if not row.get("labels"):
            continue
        linked = str(row["source"]).startswith("linkedbooks")
        if linked and not _is_usable(row):
            continue
        pieces = (
            _linked(row["labels"])
            if linked
            else [(segment, _ANYSTYLE.get(label, "other")) for segment, label in row["labels"]]
        )
        segments = _align(row["text"], pieces)
        if segments:
            yield Example(row["text"], tuple(segments), str(row["source"]))


def _is_usable(row: dict[str, Any]) -> bool:
    """Whole references to books: where the kind is meta-annotation, the title label swallows the journal."""
    labels = [label for _, label in row["labels"]]
    return (
        row.get("kind") == "secondary"
        and "title" in labels
        and len(labels) >= 4
        and labels.count("title") == 1
        and " - " not in row["text"]
    )


def _linked(labels: list[list[str]]) -> list[tuple[str, str]]:
    out: list[tuple[str, str]] = []
    titled = False
    for segment, label in labels:
        name = _LINKED.get(label, "other")
        if name == "author" and titled:
            name = "editor" if _EDITOR_SIGN.search(segment) else "other"
        titled = titled or name == "title"
        out.append((segment, name))
    return out


def _align(text: str, pieces: list[tuple[str, str]]) -> list[tuple[int, int, str]] | None:
    """Segments on the text, blind to spaces; None where they do not fit."""
    places = [index for index, char in enumerate(text) if not char.isspace()]
    flat = "".join(text[index] for index in places)
    segments: list[tuple[int, int, str]] = []
    position = 0
    for segment, label in pieces:
        bare = re.sub(r"\s+", "", segment)
        if not bare:
            continue
        found = flat.find(bare, position, position + len(bare) + 12)
        if found < 0:
            return None
        start, end = places[found], places[found + len(bare) - 1] + 1
        segments += _split_volume(text, start, end) if label == "volume" else [(start, end, label)]
        position = found + len(bare)
    return segments


_VOLUME_PART = re.compile(
    r"""(?P<issue>[\(\[]\s*(?:n[o°ºr.]*\s*|issue\s*|heft\s*|suppl?\.?\s*|special\s+issue\s*)*[\dA-Za-z–/-]+(?:\s?(?:suppl?\.?|pt\.?)\s?\d*)?\s*[\)\]]\s*[,:.;]?
          | (?:,|;)?\s*\b(?:no|nr|n|num|núm|heft|h|issue|iss|fasc|№|n°|nº)[.°º:]*\s*\d[\d–/-]*\s*[,:.;]?
          | (?:№|N°|n°|nº)\s*\d[\d–/-]*\s*[,:.;]?)
      | (?P<volume>(?:\b(?:vol|volume|v|bd|band|t|tome|tomo|jg)\b\.?\s*)?(?:\d+|[IVXLC]+)(?:[–/-]\d+)?(?:\s*(?:vols?\.?|v\.|bde\.?))?\s*[,:.;]?)
      | (?P<rest>\S)""",  # noqa: E501
    re.VERBOSE | re.IGNORECASE,
)  # fmt: skip


def _split_volume(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """A segment such as `29(8):1898-1905.` taken apart into volume, issue and pages."""
    printed = text[start:end]
    year = re.match(r"(?P<v>[^()]+?)\s*[\(,]\s*(?P<y>1[4-9]\d\d|20[0-3]\d)(?:\s?[-/]\s?\d+)?\s*\)?\s*[,.:;]*$", printed)
    if year and "," not in year["v"]:
        cut = start + year.end("v")
        return [*_split_volume(text, start, cut), (cut, end, "date")]
    pages = re.match(
        r"(?P<v>.*?[\d)\]]\s*[:,])\s*(?P<p>(?:pp?\.?\s*)?[A-Za-z]?\d+\s?[–-]\s?[A-Za-z]?\d+\s*[.,;]*)$", printed
    )
    if pages:
        cut = start + pages.start("p")
        return [*_split_volume(text, start, cut), (cut, end, "pages")]
    parts: list[tuple[int, int, str]] = []
    volumes = 0
    for match in _VOLUME_PART.finditer(printed):
        first, last = start + match.start(), start + match.end()
        if match["rest"]:
            if parts:
                parts[-1] = (parts[-1][0], last, parts[-1][2])
            else:
                parts.append((first, last, "volume"))
            continue
        label = "issue" if match["issue"] or (volumes and not re.search(r"[A-Za-z]", match[0])) else "volume"
        volumes += label == "volume"
        if parts and parts[-1][2] == label:
            parts[-1] = (parts[-1][0], last, label)
        else:
            parts.append((first, last, label))
    return parts or [(start, end, "volume")]


def sequence(example: Example) -> tuple[list[list[str]], list[str]] | None:
    """Features and labels of an example, as the parser would see it."""
    text = example.text
    lifted = lift(text)
    number = NUMBER.match(text)
    first = (
        number.end() if number and number.end() < len(text) and not any(s.start < number.end() for s in lifted) else 0
    )
    first += leading_signal(text[first:])
    masked = mask(text, lifted)
    pieces = tokenize(masked, first)
    if not 2 <= len(pieces) <= 300:
        return None
    labels = [_label_at(example, lifted, start) for start, _ in pieces]
    return featurize(masked, pieces), labels


def _label_at(example: Example, lifted: list[Any], place: int) -> str:
    for segment in lifted:
        if segment.start <= place < segment.end:
            return str(segment.label)
    for start, end, label in example.segments:
        if start <= place < end:
            return label
    return "other"
