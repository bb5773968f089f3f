"""Making the model's labels consistent with what is known of references.

Each rule takes and gives a list of (label, probability), one a token.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pubkit.references.quotes import quoted_spans

__all__ = ["smooth"]

Tagged = list[tuple[str, float]]
_LIFTED = frozenset({"url", "doi", "isbn", "accessed", "cue", "id"})


def smooth(masked: str, pieces: Sequence[tuple[int, int]], tagged: Tagged) -> Tagged:
    """The labels after all rules, in order: quotes first, because a quoted title is the surest sign."""
    tagged = _one_label_in_quotes(masked, pieces, tagged)
    return _fill_islands(masked, pieces, tagged)


def _one_label_in_quotes(masked: str, pieces: Sequence[tuple[int, int]], tagged: Tagged) -> Tagged:
    """A quoted span has one label: that of most of its words."""
    if not pieces:
        return tagged
    base = pieces[0][0]
    out = list(tagged)
    for span in quoted_spans(masked[base:]):
        inside = [i for i, (start, _) in enumerate(pieces) if span.start + base <= start < span.end + base]
        words = [i for i in inside if masked[pieces[i][0]].isalnum() and tagged[i][0] not in _LIFTED]
        if len(words) < 2:
            continue
        weights: Counter[str] = Counter()
        for i in words:
            weights[tagged[i][0]] += tagged[i][1]  # type: ignore[assignment]
        best = max(weights, key=lambda name: weights[name])
        share = weights[best] / sum(weights.values())
        if share > 0.5:
            for i in inside:
                if out[i][0] not in _LIFTED and out[i][0] != best:
                    out[i] = (best, max(0.5, share))
    return out


def _fill_islands(masked: str, pieces: Sequence[tuple[int, int]], tagged: Tagged) -> Tagged:
    """One or two unsure tokens between two stretches of the same field belong to it, unless they are a number."""
    out = list(tagged)
    runs: list[list[int]] = []
    for index, (name, _) in enumerate(out):
        if runs and out[runs[-1][0]][0] == name:
            runs[-1].append(index)
        else:
            runs.append([index])
    for before, here, after in zip(runs, runs[1:], runs[2:], strict=False):
        name = out[before[0]][0]
        if name != out[after[0]][0] or len(here) > 3 or name not in ("title", "author", "container", "publisher", "editor"):
            continue
        if out[here[0]][0] in _LIFTED or any(masked[pieces[i][0]].isdigit() and name != "title" for i in here):
            continue
        if out[here[0]][0] in ("date", "volume", "issue", "pages", "edition") or max(out[i][1] for i in here) > 0.9:
            continue
        for i in here:
            out[i] = (name, min(out[before[-1]][1], out[after[0]][1], 0.6))
    return out
