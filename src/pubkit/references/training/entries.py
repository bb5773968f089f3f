"""Entries to print: real ones of the training data, completed where they lack what a style would print.

Kinds that the data lack are put together from their titles and names: web pages with a date of access, theses, reports,
newspaper articles, papers at conferences, translated and edited books, reprints.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from pubkit.references.training.pools import Pools
from pubkit.references.training.synthetic import made_value

__all__ = ["Entries"]

_KINDS = (
    ("article-journal", 30), ("book", 20), ("chapter", 17), ("webpage", 13), ("article-newspaper", 6), ("thesis", 4), ("report", 5),  # noqa: E501
    ("paper-conference", 3), ("post-weblog", 2),
)  # fmt: skip
_STRINGS = (
    "title",
    "container-title",
    "volume",
    "issue",
    "page",
    "publisher",
    "publisher-place",
    "edition",
    "collection-title",
)


class Entries:
    """A source of entries by language."""

    def __init__(self, rows: Iterable[Mapping[str, Any]], pools: Pools, rng: random.Random) -> None:
        self.pools, self.rng = pools, rng
        self.real: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
        for row in rows:
            gold = row["gold"]
            if _is_clean(gold):
                self.real.setdefault((row["lang"], gold["type"]), []).append(gold)

    def make(self, language: str, key: str, *, pinpoint: bool) -> dict[str, Any]:
        """An entry in CSL-JSON with the id `key`."""
        kind = self.rng.choices([name for name, _ in _KINDS], [weight for _, weight in _KINDS])[0]
        item: dict[str, Any] = {"id": key, "type": kind, "language": language}
        real = self._real(language, kind)

        def value(name: str) -> str:
            return made_value(self.rng, self.pools, kind, language, name, "")

        item |= {
            name: str(real[name]).strip(" .,;:")
            for name in _STRINGS
            if len(str(real.get(name, ""))) > (3 if name == "container-title" else 0)
        }
        item.setdefault("title", value("title"))
        year = real.get("issued", {}).get("date-parts", [[self.rng.randint(1950, 2023)]])[0][0]
        item["issued"] = {"date-parts": [[int(year)]]}
        item["author"] = self._authors(real, kind, language)
        getattr(self, "_" + kind.replace("-", "_"))(item, value)
        if self.rng.random() < 0.15 and kind not in ("webpage", "post-weblog"):
            item["URL"], item["accessed"] = value("url"), self._day(2005)
        if kind in ("article-journal", "chapter", "paper-conference") and self.rng.random() < 0.25:
            item["DOI"] = re.sub(r"^.*?(?=10\.)", "", value("doi"))
        if pinpoint and self.rng.random() < 0.55 and kind not in ("webpage", "post-weblog"):
            item["locator"] = self._locator(item)
        return item

    def _real(self, language: str, kind: str) -> Mapping[str, Any]:
        found = self.real.get((language, kind)) or ()
        if len(found) < 40 and self.rng.random() < 0.6:
            found = ()
        return self.rng.choice(found) if found else {}

    def _authors(self, real: Mapping[str, Any], kind: str, language: str) -> list[dict[str, str]]:
        body = {"webpage": 0.45, "report": 0.5, "book": 0.03}.get(kind, 0.01)
        if self.rng.random() < body:
            return [{"literal": made_value(self.rng, self.pools, "web", language, "body", "")}]
        names = [_tidy(name.get("family", ""), name.get("given", ""), "") for name in real.get("author", ())]
        return names or self._people(self.rng.choice((1, 1, 1, 2, 2, 3)))

    def _people(self, count: int) -> list[dict[str, str]]:
        out: list[dict[str, str]] = []
        while len(out) < count:
            name = self.rng.choice(self.pools.people)
            if len(name.given.strip(". ")) > 2 or self.rng.random() < 0.2:
                out.append(_tidy(name.family, name.given, name.particle))
        return out

    def _day(self, first: int) -> dict[str, Any]:
        return {"date-parts": [[self.rng.randint(first, 2023), self.rng.randint(1, 12), self.rng.randint(1, 28)]]}

    def _locator(self, item: Mapping[str, Any]) -> str:
        first = re.match(r"\d+", str(item.get("page", "")))
        page = int(first[0]) + self.rng.randint(1, 9) if first else self.rng.randint(2, 480)
        return str(page) if self.rng.random() < 0.75 else f"{page}-{page + self.rng.randint(1, 8)}"

    # --- what each kind of work needs ------------------------------------------------------------------------------

    def _article_journal(self, item: dict[str, Any], value: Callable[[str], str]) -> None:
        item.setdefault("container-title", value("container"))
        item.setdefault("volume", value("volume"))
        if self.rng.random() < 0.5:
            item.setdefault("issue", str(self.rng.randint(1, 12)))
        item.setdefault("page", value("pages").replace("–", "-"))
        for name in ("publisher", "publisher-place", "edition"):
            item.pop(name, None)
        if self.rng.random() < 0.2:
            item["issued"]["date-parts"][0].append(self.rng.randint(1, 12))
        if self.rng.random() < 0.08:
            item["page"] = f"e{self.rng.randint(100, 99999)}"

    def _book(self, item: dict[str, Any], value: Callable[[str], str]) -> None:
        item.setdefault("publisher", value("publisher"))
        item.setdefault("publisher-place", value("place"))
        for name in ("container-title", "issue", "page"):
            item.pop(name, None)
        roll = self.rng.random()
        if roll < 0.12:
            item["translator"] = self._people(1)
        elif roll < 0.24:
            item["editor"] = item.pop("author")
        elif roll < 0.30:
            item["editor"] = self._people(1)
        if self.rng.random() < 0.15:
            item["edition"] = str(self.rng.randint(2, 12))
        if self.rng.random() < 0.12:
            item["collection-title"] = value("series")
        if self.rng.random() < 0.1:
            item["volume"] = str(self.rng.randint(1, 9))
        if self.rng.random() < 0.06:
            item["original-date"] = {"date-parts": [[item["issued"]["date-parts"][0][0] - self.rng.randint(5, 60)]]}

    def _chapter(self, item: dict[str, Any], value: Callable[[str], str]) -> None:
        item.setdefault("container-title", value("container"))
        item.setdefault("publisher", value("publisher"))
        item.setdefault("publisher-place", value("place"))
        item.setdefault("page", value("pages").replace("–", "-"))
        if self.rng.random() < 0.88:
            item["editor"] = self._people(self.rng.choice((1, 1, 2, 2, 3)))
        if self.rng.random() < 0.06:
            item["translator"] = self._people(1)
        if self.rng.random() < 0.1:
            item["collection-title"] = value("series")
        for name in ("volume", "issue"):
            if self.rng.random() < 0.85:
                item.pop(name, None)

    def _paper_conference(self, item: dict[str, Any], value: Callable[[str], str]) -> None:
        self._chapter(item, value)

    def _webpage(self, item: dict[str, Any], value: Callable[[str], str]) -> None:
        for name in (*_STRINGS[2:], "container-title"):
            item.pop(name, None)
        item["URL"] = value("url")
        if self.rng.random() < 0.8:
            item["accessed"] = self._day(2004)
        if self.rng.random() < 0.6:
            item["container-title"] = value("site")
        if self.rng.random() < 0.5:
            item["issued"] = self._day(2000)
        if self.rng.random() < 0.12:
            item.pop("issued", None)
        if self.rng.random() < 0.15:
            item.pop("author", None)

    def _post_weblog(self, item: dict[str, Any], value: Callable[[str], str]) -> None:
        self._webpage(item, value)
        item["issued"] = self._day(2004)

    def _article_newspaper(self, item: dict[str, Any], value: Callable[[str], str]) -> None:
        for name in _STRINGS[2:]:
            item.pop(name, None)
        item["container-title"] = value("site")
        item["issued"] = self._day(1975)
        if self.rng.random() < 0.35:
            item["page"] = f"{self.rng.choice(('', 'A', 'B'))}{self.rng.randint(1, 40)}"
        if self.rng.random() < 0.4:
            item["URL"] = value("url")
            if self.rng.random() < 0.6:
                item["accessed"] = self._day(2005)

    def _thesis(self, item: dict[str, Any], value: Callable[[str], str]) -> None:
        for name in ("container-title", "volume", "issue", "page", "edition"):
            item.pop(name, None)
        item["publisher"], item["genre"] = value("publisher"), value("genre")
        if self.rng.random() < 0.5:
            item["publisher-place"] = value("place")

    def _report(self, item: dict[str, Any], value: Callable[[str], str]) -> None:
        for name in ("container-title", "volume", "issue", "page", "edition"):
            item.pop(name, None)
        item.setdefault("publisher", value("publisher"))
        if self.rng.random() < 0.6:
            item.setdefault("publisher-place", value("place"))
        if self.rng.random() < 0.3:
            item["URL"] = value("url")
            item["accessed"] = self._day(2005)


def _tidy(family: str, given: str, particle: str) -> dict[str, str]:
    """A name without the full stop that ended the list which it comes from."""
    if re.search(r"[^\W\d_]{3,}\.$", given):
        given = given[:-1]
    part = {"family": family.rstrip(". "), "given": given, "non-dropping-particle": particle}
    return {field: text for field, text in part.items() if text}


_DIRTY = re.compile(r"[<>\[\]{}“”\"«»]|https?:|\bin:|\bIn\b:|\bed\.|\beds\b|\(ed", re.IGNORECASE)


def _is_clean(gold: Mapping[str, Any]) -> bool:
    """Whether an entry that was derived by rule from labels can be printed again."""
    title = str(gold.get("title", ""))
    if not 8 < len(title) < 200 or not gold.get("type") or not gold.get("author"):
        return False
    texts: Sequence[str] = [str(gold.get(name, "")) for name in _STRINGS]
    if any(_DIRTY.search(text) or len(text) > 200 for text in texts):
        return False
    names = gold["author"]
    if not all(isinstance(n, dict) and n.get("family") and n.get("given") for n in names):
        return False
    if any(re.search(r"[\d()&;:]|\bet al|,", n["family"] + n["given"]) or len(n["family"]) < 2 for n in names):
        return False
    try:
        int(gold["issued"]["date-parts"][0][0])
    except (KeyError, IndexError, TypeError, ValueError):
        return False
    return not re.search(r"[^\d\s–-]", str(gold.get("page", ""))) and not re.search(r"\D", str(gold.get("volume", "")))
