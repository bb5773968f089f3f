"""Labelling: which characters of a reference are author, title, container ...

A house's pattern first; where it accounts for the whole string, that is the answer. Else the model, whose labels are
then made consistent: a quoted title is one title, a stray word inside a field belongs to the field.
"""

from __future__ import annotations

import re
import zlib
from functools import cache
from importlib.resources import files

from pubkit.engines.crf import Labeller
from pubkit.model import Origin
from pubkit.records import dataclass
from pubkit.references.features import featurize, tokenize
from pubkit.references.houses import houses
from pubkit.references.names import read_names
from pubkit.references.organisations import is_organisation
from pubkit.references.quotes import quoted_spans
from pubkit.references.segments import MASKS, Segment, mask
from pubkit.references.smoothing import smooth

__all__ = ["LabelledToken", "explained", "label", "model"]


@dataclass(frozen=True, slots=True)
class LabelledToken:
    """A token with its label."""

    start: int
    end: int
    label: str
    probability: float
    by: str


@cache
def model() -> Labeller:
    """The packaged model, read when the first reference needs it."""
    return Labeller(zlib.decompress((files("pubkit.references") / "references.crf.z").read_bytes()))


def label(text: str, start: int, lifted: list[Segment]) -> tuple[list[Segment], list[LabelledToken]]:
    """The segments of `text` from `start` on, the lifted ones among them, and the tokens for an explanation."""
    segments = _by_house(text, start, lifted)
    if segments is not None:
        return segments, explained(text, start, segments)
    return _by_model(text, start, lifted)


_SAME_AUTHOR = re.compile(r"\s*[—–―_-]{2,}\s*[.,:;]?\s*")


def _by_model(text: str, start: int, lifted: list[Segment]) -> tuple[list[Segment], list[LabelledToken]]:
    masked = mask(text, lifted)
    if same := _SAME_AUTHOR.match(text, start):
        lifted = [*lifted, Segment("author", same.start(), same.end(), reason="a dash for the author before")]
        start = same.end()
    pieces = tokenize(masked, start)
    tagged = model().label(featurize(masked, pieces))
    tagged = smooth(masked, pieces, tagged)
    lifted_by_mask = {MASKS[name]: name for name in _LIFTED if name in MASKS}
    tagged = [
        (lifted_by_mask.get(masked[first], name), sure) for (first, _), (name, sure) in zip(pieces, tagged, strict=True)
    ]
    tokens = [
        LabelledToken(first, last, name, round(sure, 4), "model")
        for (first, last), (name, sure) in zip(pieces, tagged, strict=True)
    ]
    segments: list[Segment] = list(lifted)
    run: list[LabelledToken] = []
    for token in [*tokens, LabelledToken(len(text), len(text), "", 0.0, "")]:
        if run and token.label != run[0].label:
            if run[0].label not in _LIFTED:
                segments.append(_segment(run, masked))
            run = []
        run.append(token)
    return sorted(segments, key=lambda segment: segment.start), tokens


_LIFTED = ("url", "doi", "isbn", "accessed", "cue", "id")


def _segment(run: list[LabelledToken], masked: str) -> Segment:
    words = [token.probability for token in run if masked[token.start].isalnum()] or [
        token.probability for token in run
    ]
    edges = (words[0], words[-1], min(words))
    return Segment(run[0].label, run[0].start, run[-1].end, Origin.MODEL, sum(edges) / 3)


def _by_house(text: str, start: int, lifted: list[Segment]) -> list[Segment] | None:
    if len(text) > 1200:
        return None
    quoted = [Segment("quoted", start + span.start, start + span.end) for span in quoted_spans(text[start:])]
    free = [q for q in quoted if not any(q.start < s.end and s.start < q.end for s in lifted)]
    masked = mask(mask(text, free), lifted)[start:]
    for house in houses():
        found = house.read(masked)
        if found is None:
            continue
        found = [Segment(s.label, s.start + start, s.end + start, s.origin, s.probability, s.reason) for s in found]
        if _consistent(text, found):
            return sorted(found + lifted, key=lambda segment: segment.start)
    return None


def _consistent(text: str, segments: list[Segment]) -> bool:
    """Whether what a form took for authors can be authors."""
    for segment in segments:
        if segment.label == "title" and re.match(r"[^,]{3,40}\s&\s[^,]{3,40},", text[segment.start : segment.end]):
            return False  # further authors were taken for the title
        if segment.label == "author":
            printed = text[segment.start : segment.end]
            names = read_names(printed)
            if not names.names or (len(printed.split()) > 8 * len(names.names) and is_organisation(printed) < 0.5):
                return False
    return True


def explained(text: str, start: int, segments: list[Segment]) -> list[LabelledToken]:
    """The tokens of a text that rules alone have labelled."""
    tokens = []
    for first, last in tokenize(text, start):
        inside = next((s for s in segments if s.start <= first < s.end), None)
        name, sure = (inside.label, inside.probability) if inside else ("other", 1.0)
        tokens.append(LabelledToken(first, last, name, sure, "rule"))
    return tokens
