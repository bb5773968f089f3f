"""Author-date brackets of the running text become cites where the reference list has the works, else they stay."""

from __future__ import annotations

import pytest

from pubkit.model import CiteGroup, Paragraph
from pubkit.references import Resolution
from references_support import body_shown, cited_text

REFERENCES = [
    "Miller, Jane. 2014. The Long Bridge: A History. London: Verso.",
    "Brown, Tom, Ann Grey, and Lee Park. 2009. “On Piers.” Journal of Bridges 91 (5): 1053–75.",
    "Lopez, Maria, and Karl von Holt. 2013. Rivers and Roads. New York: Norton.",
    "World River Council. 2011. State of the Rivers. Geneva: World River Council.",
    "Stone, Eve. 2010a. Granite. Oxford: Blackwell.",
    "Stone, Eve. 2010b. Marble and Men. Oxford: Blackwell.",
]


def _shown(resolution: Resolution) -> str:
    def group(cites: CiteGroup) -> str:
        said = (
            f"{c.prefix}{'-' * c.suppress_author}@{c.key}{f' {c.label} {c.locator}' if c.locator else ''}"
            for c in cites.cites
        )
        return "[" + "; ".join(said) + "]"

    return body_shown(resolution, group)


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("So it was (Miller 2014, 321).", "So it was [@miller2014 page 321]."),
        ("(see Brown et al. 2009; Miller 2014)", "[see @brown2009; @miller2014]"),
        ("(Lopez and von Holt 2013: 12–15)", "[@lopez2013 page 12-15]"),
        ("(World River Council 2011)", "[@worldrivercouncil2011]"),
        ("(Stone 2010b, p. 7)", "[@stone2010b page 7]"),
        ("(Brown, Grey, and Park 2009)", "[@brown2009]"),
        ("(for a view of them see Miller 2014, 3)", "[for a view of them see @miller2014 page 3]"),
        ("This is what Miller (2014) says.", "This is what Miller [-@miller2014] says."),
        ("As Brown et al. (2009: 12–13) say", "As Brown et al. [-@brown2009 page 12-13] say"),
        ("So it was [Miller 2014: 3; Brown et al. 2009].", "So it was [@miller2014 page 3; @brown2009]."),
        ("Following Miller [2014: 12], we", "Following Miller [-@miller2014 page 12], we"),
        ("In Miller’s (2014) view", "In Miller’s [-@miller2014] view"),
        ("Against it Lopez and von Holt (2013)", "Against it Lopez and von Holt [-@lopez2013]"),
    ],
)
def test_brackets_that_name_works_of_the_list_are_cites(printed: str, shown: str) -> None:
    resolution = cited_text(printed, REFERENCES)
    keys = {work.entry.key for work in resolution.works}
    wanted = shown if all(key in keys for key in ("miller2014", "brown2009", "lopez2013")) else ""
    if "stone" in shown:  # which letter a key gets is for `keys` to say
        stone = next(work.entry.key for work in resolution.works if work.entry.text("title").startswith("Marble"))
        wanted = f"[@{stone} page 7]"
    if "council" in shown:
        wanted = f"[@{next(key for key in sorted(keys) if 'river' in key or 'wrc' in key)}]"
    assert _shown(resolution) == wanted
    assert any(notice.code == "B107" for notice in resolution.notices)


@pytest.mark.parametrize(
    "printed",
    [
        "(Miller 2015)",  # another year
        "(Milner 2014)",  # another family
        "(Miller 2014; Smith 1999)",  # one of two is not in the list
        "(Brown 2009)",  # three authors are not one
        "(Stone 2010)",  # two works
        "(in 2014)",
        "(born 2014)",
        "(1990–2014)",
        "as Miller 2014 has it",
        "(Miller 2014 argues otherwise)",
        "Milner (2014)",
        "In the war (2014)",
        "Brown (2009)",
    ],
)
def test_other_brackets_stay(printed: str) -> None:
    resolution = cited_text(printed, REFERENCES)
    assert _shown(resolution) == printed


def test_without_a_reference_list_nothing_changes() -> None:
    assert _shown(cited_text("So it was (Miller 2014, 321).", [])) == "So it was (Miller 2014, 321)."


def test_no_character_is_lost() -> None:
    text = "A (Miller 2014) and (Lopez and von Holt 2013; Brown et al. 2009, 4) and (Nobody 1900) end."
    (block,) = cited_text(text, REFERENCES).article.blocks
    assert isinstance(block, Paragraph)
    kept = [
        origin
        for inline in block.content
        for origin in (inline.source if isinstance(inline, CiteGroup) else inline.text).origins  # type: ignore[union-attr]
    ]
    assert kept == list(range(len(text)))
