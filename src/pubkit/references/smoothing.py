"""Making the model's labels consistent with what is known of references.

Each rule takes and gives a list of (label, probability), one a token.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from pubkit.references.people_borders import Tagged, settle_people
from pubkit.references.quotes import quoted_spans

__all__ = ["smooth"]

_LIFTED = frozenset({"url", "doi", "isbn", "accessed", "cue", "id"})


def smooth(masked: str, pieces: Sequence[tuple[int, int]], tagged: Tagged) -> Tagged:
    """The labels after all rules, in order: quotes first, because a quoted title is the surest sign."""
    tagged = _one_label_in_quotes(masked, pieces, tagged)
    tagged = _quoted_title_alone(masked, pieces, tagged)
    tagged = _year_in_brackets(masked, pieces, tagged)
    tagged = _numbers_of_journal(masked, pieces, tagged)
    tagged = _labelled_volume(masked, pieces, tagged)
    tagged = settle_people(masked, pieces, tagged)
    tagged = _place_and_others(masked, pieces, tagged)
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


_AFTER = re.compile(r"\s*(?:$|[,.;:(\ue000-\ue00f]|(?:in|dans|en|em|im|nel)\b|(?-i:[A-ZÀ-Þ«]))", re.IGNORECASE)


def _quoted_title_alone(masked: str, pieces: Sequence[tuple[int, int]], tagged: Tagged) -> Tagged:
    """A quoted title stands by itself: "title" words before it are its author, those behind it its container."""
    if not pieces:
        return tagged
    base = pieces[0][0]
    for span in quoted_spans(masked[base:]):
        start, end = span.start + base, span.end + base
        inside = [i for i, (first, _) in enumerate(pieces) if start <= first < end]
        if len(inside) < 4 or tagged[inside[0]][0] != "title" or tagged[inside[-1]][0] != "title":
            continue
        before = masked[base:start].rstrip()
        stands_alone = (not before or before[-1] in ",.:;)]") and (
            masked[end - 2] in ",.?!" or _AFTER.match(masked, end)
        )
        if not stands_alone:
            continue
        out = list(tagged)
        _relabel(
            out,
            range(inside[0] - 1, -1, -1),
            "author"
            if all(name in ("title", "author", "date", "other") for name, _ in tagged[: inside[0]])
            else "title",
        )
        if inside[-1] + 1 < len(out) and masked[pieces[inside[-1] + 1][0]].isalnum():
            _relabel(
                out,
                range(inside[-1] + 1, len(out)),
                "container" if not any(name == "container" for name, _ in out) else "title",
            )
        return out
    return tagged


def _relabel(out: Tagged, indices: Iterable[int], name: str) -> None:
    """Gives a stretch of title words next to the title another label."""
    for index in indices:
        if out[index][0] != "title":
            return
        out[index] = (name, 0.6)


def _year_in_brackets(masked: str, pieces: Sequence[tuple[int, int]], tagged: Tagged) -> Tagged:
    """Of two years of which one alone stands in brackets at the end, that one is the date: "63 Rev. 1597 (1990)"."""
    match = re.search(r"\((?:\w+\.?\s)?(?P<year>(?:1[5-9]|20)\d\d)\)\W*$", masked)
    if match is None:
        return tagged
    if (pinned := _JOURNAL_NUMBERS[2].search(masked)) and _near(pinned):
        return tagged
    out = list(tagged)
    for index, (first, last) in enumerate(pieces):
        if first < match.start() and out[index][0] == "date" and re.fullmatch(r"1[0-9]{3}|20\d\d", masked[first:last]):
            before = out[index - 1][0] if index else ""
            if before in ("container", "volume", "pages"):
                out[index] = ("pages", 0.7)
        elif match.start() <= first < match.end():
            out[index] = ("date", max(out[index][1] if out[index][0] == "date" else 0.0, 0.8))
    return out


_JOURNAL_NUMBERS = (
    re.compile(  # 2016 Mar 3;2(1):e54
        r"""(?<!\d)(?P<date>(?:1[89]|20)\d\d(?:\s[A-Z][a-z]{2,8}\.?(?:\s?[-–/]\s?[A-Z][a-z]{2,8})?(?:\s\d{1,2})?)?\s?[;.]\s*)
            (?P<volume>\d{1,4})\s*(?:(?P<issue>\([^()]{1,16}\))\s?)?:\s*(?P<pages>[A-Za-z]?\d+(?:\s?[-–]\s?[A-Za-z]?\d+)?)""",
        re.VERBOSE,
    ),
    re.compile(  # 64/6, 2009, p. 1237
        r"(?<=,\s)(?P<volume>\d{1,3})(?P<issue>/\d{1,2}(?:[-–]\d{1,2})?)(?P<date>,\s(?:(?:1[89]|20)\d\d)|\s\((?:1[89]|20)\d\d\)),\s(?P<pages>(?:pp?\.|S\.)\s?\d+)"
    ),
    re.compile(  # NJW 1974, 1529 (1530)
        r"(?<=[\w.]\s)(?P<date>(?:19|20)\d\d),\s(?P<pages>(?:S\.\s)?(?P<first>\d{1,4})\s\((?P<pin>\d{1,4})(?:\s?ff?\.)?\))"
    ),
)
"""Number, issue, year and pages in an order and with marks that nothing else has."""


def _near(match: re.Match[str]) -> bool:
    """Whether a bracketed pinpoint, where the form has one, lies within an article that begins on the page."""
    return "pin" not in match.groupdict() or 0 <= int(match["pin"]) - int(match["first"]) < 100


def _numbers_of_journal(masked: str, pieces: Sequence[tuple[int, int]], tagged: Tagged) -> Tagged:
    """Forms of journals that are sure are labelled by rule."""
    for form in _JOURNAL_NUMBERS:
        for match in form.finditer(masked):
            inside = [i for i, (first, _) in enumerate(pieces) if match.start() <= first < match.end()]
            if not inside or not _near(match) or any(tagged[i][0] == "title" and tagged[i][1] > 0.95 for i in inside):
                continue
            out = list(tagged)
            for name in ("date", "volume", "issue", "pages"):
                if match.groupdict().get(name):
                    for i in inside:
                        if match.start(name) <= pieces[i][0] < match.end(name):
                            out[i] = (name, 0.97)
            return out
    return tagged


_VOLUME_WORD = re.compile(r"\b(?:vol|bd|band|t|tome|tomo|jg)\b\.?\s(?:\d{1,4}|(?-i:[IVXLC]{1,7}))\b", re.IGNORECASE)


def _labelled_volume(masked: str, pieces: Sequence[tuple[int, int]], tagged: Tagged) -> Tagged:
    """The number behind "Bd." is the volume where "Bd." itself was read as its label."""
    out = tagged
    for match in _VOLUME_WORD.finditer(masked):
        inside = [i for i, (first, _) in enumerate(pieces) if match.start() <= first < match.end()]
        if inside and tagged[inside[0]][0] == "volume" and any(tagged[i][0] in ("note", "other") for i in inside[1:]):
            out = list(out)
            for i in inside:
                out[i] = ("volume", 0.8)
    return out


_PLACE_AND_OTHERS = re.compile(
    r"(?<=[.,;:?!(]\s)(?P<place>[A-ZÀ-Þ][\w’'-]+(?:\s[\w’'-]+){0,2}\s\[(?:et\sal\.?|u\.\s?a\.|etc\.)\])(?:\s?[:,]|(?=\s(?:1[5-9]|20)\d\d))"
)


def _place_and_others(masked: str, pieces: Sequence[tuple[int, int]], tagged: Tagged) -> Tagged:
    """The first of several places, as libraries print it: "Köln [u.a.]: Verlag"."""
    match = _PLACE_AND_OTHERS.search(masked)
    if match is None:
        return tagged
    start, end = match.start(), match.end()
    return [("place", 0.9) if start <= pieces[i][0] < end else pair for i, pair in enumerate(tagged)]


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
        if (
            name != out[after[0]][0]
            or len(here) > 3
            or name not in ("title", "author", "container", "publisher", "editor")
        ):
            continue
        if out[here[0]][0] in _LIFTED or any(masked[pieces[i][0]].isdigit() and name != "title" for i in here):
            continue
        if out[here[0]][0] in ("date", "volume", "issue", "pages", "edition") or max(out[i][1] for i in here) > 0.9:
            continue
        for i in here:
            out[i] = (name, min(out[before[-1]][1], out[after[0]][1], 0.6))
    return out
