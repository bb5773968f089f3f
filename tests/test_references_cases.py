"""The rules of `pubkit.references`, case by case."""

from __future__ import annotations

import pytest

from pubkit.model import Date, DateRange, TracedText
from pubkit.references import Prose, Reference, read_note, split_input
from pubkit.references.build import build
from pubkit.references.clean import clean
from pubkit.references.dates import read_date
from pubkit.references.features import tokenize
from pubkit.references.law import looks_like_law, read_law
from pubkit.references.links import find_links
from pubkit.references.names import read_names
from pubkit.references.segments import Segment
from pubkit.references.short_cites import read_author_cite, read_same_author_cite, read_short_cite
from pubkit.references.smoothing import smooth
from pubkit.references.titles import Lexicon, lexicon_of, protect
from references_support import Case, accept, parameters, resolved, shown


@pytest.mark.parametrize("case", parameters("names"))
def test_names(case: Case) -> None:
    read = read_names(case.given)
    lines = []
    for item in read.names:
        name = item.name
        parts = [name.family, name.given, name.particle, name.suffix]
        while parts and not parts[-1]:
            parts.pop()
        lines.append(f"= {name.literal}" if name.literal else " | ".join(parts).replace("|  |", "| |"))
    if read.others:
        lines.append("et al.")
    if read.set_aside:
        lines.append("set aside: " + " | ".join(case.given[start:end].strip() for start, end, _ in read.set_aside))
    assert "\n".join(lines) == case.wanted


@pytest.mark.parametrize("case", parameters("dates"))
def test_dates(case: Case) -> None:
    read = read_date(case.given)
    if read is None:
        said = "none"
    elif isinstance(read.date, DateRange):
        said = f"{read.date.start}/{read.date.end}"
    else:
        assert isinstance(read.date, Date)
        said = f"{read.date}" + (f" {read.date.season.name.lower()}" if read.date.season else "")
    assert said == case.wanted


@pytest.mark.parametrize("case", parameters("fields"))
def test_fields(case: Case) -> None:
    assert fields_of(case.given) == case.wanted


def fields_of(given: str) -> str:
    """The fields that labelled segments become: `label: text` a line in, `variable = value` a line out."""
    text, segments = "", []
    for line in given.splitlines():
        label, _, printed = line.partition(": ")
        segments.append(Segment(label, len(text), len(text) + len(printed)))
        text += printed + " "
    built = build(text, segments)
    entry = built.entry
    lines = [f"{role} = {'; '.join(str(name) for name in names)}" for role, names in entry.names.items()]
    lines += [
        f"{name} = {f'{date.start}/{date.end}' if isinstance(date, DateRange) else date}"
        for name, date in entry.dates.items()
    ]
    lines += [f"{name} = {value}" for name, value in entry.strings.items() if name != "language"]
    lines += [f"locator = {built.locator}"] if built.locator else []
    for item in built.fields:
        assert text[item.start : item.end] == item.printed
    return "\n".join([f"type = {entry.type}", *sorted(lines)])


@pytest.mark.parametrize("case", parameters("smoothing"))
def test_smoothing(case: Case) -> None:
    assert smoothed(case.given) == case.wanted


def smoothed(given: str) -> str:
    """The runs that labelled runs become, every token as unsure as a model may leave it."""
    text, labels = "", []
    for line in given.splitlines():
        label, _, printed = line.partition(": ")
        labels.append((len(text), label))
        text += printed + " "
    front = labels[1][0] if labels[0][1] == "front" else 0  # what stands before the tokens that the model sees
    pieces = tokenize(text, front)
    tagged = [([name for first, name in labels if first <= start][-1], 0.8) for start, _ in pieces]
    runs: list[tuple[str, int, int]] = []
    for (start, end), (name, _) in zip(pieces, smooth(text, pieces, tagged), strict=True):
        runs = [*runs[:-1], (name, runs[-1][1], end)] if runs and runs[-1][0] == name else [*runs, (name, start, end)]
    return "\n".join(f"{name}: {text[start:end]}" for name, start, end in runs)


@pytest.mark.parametrize("case", parameters("links"))
def test_links(case: Case) -> None:
    whole = clean(TracedText.of(case.given, 0)).text.text
    assert "\n".join(whole[link.start : link.end] for link in find_links(whole)) == case.wanted


def _check(rule: str, case: Case, output: str, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--accept"):
        accept(rule, case, output)
    else:
        assert output == case.wanted


@pytest.mark.parametrize("case", parameters("notes"))
def test_notes(case: Case, request: pytest.FixtureRequest) -> None:
    lines = []
    reading = read_note(TracedText.of(case.given, 0))
    for part in reading.parts:
        if isinstance(part, Prose):
            lines.append(f"prose: {part.text}")
        elif isinstance(part, Reference):
            entry = part.parsed.entry
            at = f", at {part.parsed.locator}" if part.parsed.locator else ""
            author = next(iter(entry.names.get("author", ())), None)
            lines.append(f"work: {f'{author}, ' if author else ''}{entry.text('title')}{at}")
        else:
            cite = part.cite
            words = ["ibid" if cite.is_ibid else cite.author, f"note {cite.note}" if cite.note else "", cite.locator]
            lines.append("short: " + " ".join(word for word in words if word))
    _check("notes", case, "\n".join(lines), request)
    assert "".join(part.text.text for part in reading.parts) == case.given


@pytest.mark.parametrize("case", parameters("law"))
def test_law(case: Case, request: pytest.FixtureRequest) -> None:
    found = read_law(case.given)
    if found is None:
        output = "like law" if looks_like_law(case.given) else "none"
    else:
        lines = [found.type] + [f"{s.label}: {case.given[s.start : s.end]}" for s in found.segments]
        lines += [f"at {found.pinpoint.label} {found.pinpoint.locator}"] if found.pinpoint else []
        rest = case.given[found.end :].strip(" .;,")
        output = "\n".join(lines + ([f"rest: {rest}"] if rest else []))
    _check("law", case, output, request)


@pytest.mark.parametrize("case", parameters("short_cites"))
def test_short_cites(case: Case, request: pytest.FixtureRequest) -> None:
    cite = read_short_cite(case.given) or read_same_author_cite(case.given) or read_author_cite(case.given)
    if cite is None:
        output = "none"
    else:
        says = {
            "signal": cite.prefix, "author": "the same" if cite.same_author else cite.author, "title": cite.title,
            "year": cite.year, "note": str(cite.note or ""), "report": " ".join(cite.report).strip(),
            "at": f"{cite.label} {cite.locator}" if cite.locator else "the same place" if cite.same_place else "",
            "more": "yes" if cite.is_partial else "",
        }  # fmt: skip
        output = "; ".join([cite.kind.value, *(f"{name}: {value}" for name, value in says.items() if value)])
    _check("short_cites", case, output, request)


@pytest.mark.parametrize("case", parameters("chains"))
def test_chains(case: Case, request: pytest.FixtureRequest) -> None:
    resolution = resolved(case.given.split("\n"))
    told = [f"{notice.code}: {notice.message}" for notice in resolution.notices if notice.code in ("B105", "B108")]
    _check("chains", case, "\n".join([*shown(resolution), *told]), request)


def test_titles_keep_their_names() -> None:
    lexicon = lexicon_of(
        ["The trade of Ruritania with its neighbours grew. In Ruritania the growth of trade was slow."]
    )
    assert protect("The Growth of Trade in Ruritania", lexicon) == (
        'The Growth of Trade in <span class="nocase">Ruritania</span>'
    )
    assert protect("How NATO bought a DC-3 from Boeing", Lexicon()) == (
        'How <span class="nocase">NATO</span> bought a <span class="nocase">DC</span>-3 from '
        '<span class="nocase">Boeing</span>'
    )


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("  \n\n", 0),
        ("One (2001) A.\nTwo (2002) B.\n", 2),
        ("[1] One\n  goes on\n[2] Two\n[3] Three\n", 3),
        ("One goes\non here.\n\nTwo goes\non there.\n", 2),
        ("1. One\n\n2. Two\n", 2),
    ],
)
def test_input_is_cut_into_references(text: str, count: int) -> None:
    assert len(split_input(text)) == count
