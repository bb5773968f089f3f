"""Numbers of a numbered list of references in the running text become cites, in the one manner that the article has."""

from __future__ import annotations

import pytest

from pubkit.model import CiteGroup, Evidence, Note, Run, TracedText
from references_support import body_shown, cited_text

LIST = [
    "J. Miller, “On long bridges,” J. Bridges, vol. 12, no. 3, pp. 44–51, 2014.",
    "T. Brown, Piers and Their Keepers. London: Verso, 2009.",
    "M. Lopez, Rivers and Roads. New York: Norton, 2013.",
    "E. Stone, Marble and Men. Oxford: Blackwell, 2010.",
]
BRACKETS = [f"[{number}] {item}" for number, item in enumerate(LIST, 1)]
STOPS = [f"{number}. {item}" for number, item in enumerate(LIST, 1)]


def _shown(text: str, references: list[str], notes: tuple[Note, ...] = ()) -> str:
    resolution = cited_text(text, references, notes)
    places = {
        work.entry.key: variant.where.removeprefix("reference ")
        for work in resolution.works
        for variant in work.variants
    }

    def group(cites: CiteGroup) -> str:
        said = (f"{places[c.key]}{f' {c.label} {c.locator}' if c.locator else ''}" for c in cites.cites)
        return "{" + "; ".join(said) + "}"

    return body_shown(resolution, group)


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("Long ones [1] and short ones [2].", "Long ones {1} and short ones {2}."),
        ("Both [1, 2], and all [1]–[4].", "Both {1; 2}, and all {1; 2; 3; 4}."),
        ("Both [1], [3] and [4] say so.", "Both {1; 3; 4} say so."),
        ("As told [2, p. 12] and again [1–3].", "As told {2 page 12} and again {1; 2; 3}."),
        ("Both [2; 3], with pages [1, с. 50–51; 4, p. 12].", "Both {2; 3}, with pages {1 page 50-51; 4 page 12}."),
        ("Of [3], [4], [1] and [2], and none but [9].", "Of {3; 4; 1; 2}, and none but [9]."),
    ],
)
@pytest.mark.parametrize("references", [BRACKETS, STOPS, LIST], ids=["brackets", "stops", "counted"])
def test_numbers_in_brackets(printed: str, shown: str, references: list[str]) -> None:
    assert _shown(printed, references) == shown


def test_raised_numbers_where_the_article_has_no_notes() -> None:
    text = "Long ones.¹ Short ones,²⁻⁴ and others."
    assert _shown(text, STOPS) == "Long ones.{1} Short ones,{2; 3; 4} and others."
    note = Note("1", TracedText.of("1", 5000), ((Run(TracedText.of("A note.", 5001)),),), Evidence("mark"))
    assert _shown(text, STOPS, (note,)) == text


def test_round_brackets_only_where_most_of_the_list_is_cited_in_its_order() -> None:
    text = "Long ones (1). Short ones (2, 3). Old ones (4)."
    assert _shown(text, STOPS) == "Long ones {1}. Short ones {2; 3}. Old ones {4}."
    assert _shown("There are three reasons (1) and (2).", STOPS) == "There are three reasons (1) and (2)."


@pytest.mark.parametrize("text", ["The interval [0, 1] is closed.", "In 1999 [sic] it fell.", "See [12] and [13]."])
def test_what_is_no_number_of_the_list_stays(text: str) -> None:
    assert _shown(text, BRACKETS) == text
