"""Conservation: every character of every witness is in exactly one class."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from pubkit.collation import collate
from pubkit.model import Article, PullQuote, Regularized, Witness, Witnesses
from pubkit.model.article import Call, CallKind, Heading
from pubkit.model.ledger import Ledger, ledger
from pubkit.structure import divide
from pubkit.witnesses import read, regularize, replay

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "structure"


def balance(texts: list[Witness]) -> tuple[Article, Ledger, list[Regularized]]:
    witnesses = Witnesses.of(texts)
    regular = [regularize(witness) for witness in witnesses.all]
    articles = [divide(text)[0] for text in regular]
    if len(articles) == 1:
        return articles[0], ledger(witnesses, regular, articles[0]), regular
    article, apparatus, _ = collate(articles, witnesses)
    return article, ledger(witnesses, regular, article, apparatus), regular


def load(*paths: Path) -> list[Witness]:
    return [read(path.read_bytes(), path.name)[0] for path in paths]


def calls(article: Article) -> list[Call]:
    return [i for b in article.blocks for i in getattr(b, "content", ()) if isinstance(i, Call)]


SEEDS = sorted((ROOT / "seeds").glob("*.txt"))


def test_seeds_together() -> None:
    article, account, _ = balance(load(*SEEDS))
    assert account.balanced, account
    assert len(article.notes) == 20
    kinds = [call.kind for call in calls(article)]
    assert len(kinds) == 20 and kinds.count(CallKind.INFERRED) == 4
    assert sum(isinstance(block, PullQuote) for block in article.blocks) == 8
    assert sum(isinstance(block, Heading) for block in article.blocks) == 4
    assert article.front.volume and article.front.season and article.front.keywords


def test_full_seed_alone() -> None:
    article, account, _ = balance(load(SEEDS[-1]))
    assert account.balanced, account
    assert "remainder" not in dict(account.rules)
    assert [call.note for call in calls(article)] == [str(n) for n in range(1, 21)]
    assert sum(isinstance(block, PullQuote) for block in article.blocks) == 8


def development_files() -> list[Path]:
    return sorted(SHARED.glob("d*/alt/*.txt"))


@pytest.mark.parametrize("path", development_files(), ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_development_files(path: Path) -> None:
    _, account, (regular,) = balance(load(path))
    assert account.balanced, account.unaccounted[:5]
    assert "remainder" not in dict(account.rules)
    assert replay(regular.witness.text, regular.emendations) == regular.text.text


def test_development_files_are_there() -> None:
    if not development_files():
        assert os.environ.get("CI") != "true", f"{SHARED} is missing"
        pytest.skip(f"{SHARED} is not there")


@pytest.mark.parametrize("path", sorted(SHARED.glob("d*/witness.txt")), ids=lambda path: path.parts[-2])
def test_second_witness(path: Path) -> None:
    for variant in ("ocr", "plain"):
        _, account, _ = balance(load(path.parent / "alt" / f"{variant}.txt", path))
        assert account.balanced, account.unaccounted[:5]


WORDS = ["the", "river", "Trade", "of", "1917", "12", "note¹", "grew.", "Towns", "–", "\"so\"", "(see", "p. 3)", "[4]",
         "e.g.",
         "Кино", "http://x.org/a_b-c", "www.x.org/", "$5", "*", "Abstract:", "Keywords:", "Introduction", "•",
         "References", "²", "3", "long-", "a:", "et al.", "Vol. 3, No. 2", "Fuad", "Smith", "University",
         "<sup>2</sup>",
         "\\$^{3}\\$", "ﬁn", "\u00a0", "-", "1."]  # fmt: skip
line = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join)
break_ = st.sampled_from(["\n", "\n\n", "\n   ", "  ", "\f", "\n\n\n", "\n¹ ", "\n\n2 ", "-\n"])
text = st.lists(st.tuples(line, break_), min_size=1, max_size=40).map(lambda parts: "".join(a + b for a, b in parts))


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    database=None,
    phases=[Phase.generate],
)
@given(text)
def test_generated_texts(content: str) -> None:
    _, account, (regular,) = balance([Witness("", "x", content)])
    assert account.balanced, account
    assert replay(content, regular.emendations) == regular.text.text


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    database=None,
    phases=[Phase.generate],
)
@given(text, st.randoms(use_true_random=False))
def test_generated_witnesses(content: str, chance: object) -> None:
    words = content.split(" ")
    other = " ".join(word for word in words if getattr(chance, "random")() > 0.1)  # noqa: B009
    _, account, _ = balance([Witness("", "x", content), Witness("", "y", other)])
    assert account.balanced, account
