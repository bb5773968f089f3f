"""Synthetic references: real entries of the training data printed in the styles of `templates`.

The kinds that the hand-labelled corpora lack: web notes with dates of access, law, notes with pinpoints, ABNT,
Vancouver in Portuguese and Spanish, German and French humanities. Deterministic for a seed.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from pubkit.references.cues import MONTHS
from pubkit.references.training.corpus import Example
from pubkit.references.training.name_forms import NAME_LISTS
from pubkit.references.training.pools import Pools
from pubkit.references.training.templates import TEMPLATES, WORDS
from pubkit.references.training.vocabulary import (
    BODIES,
    COURTS,
    HOSTS,
    JOURNALS,
    LAW,
    PARTIES,
    PLACES,
    PUBLISHERS,
    REPORTERS,
    SITES,
)

__all__ = ["border", "made_value", "noisy", "synthesize"]


_PIECE = re.compile(
    r"\{(?P<field>\w+)(?::(?P<how>\w+))?\}|%(?P<word>\w+)%|(?P<open>\[)|(?P<close>\])|(?P<border>~)|(?P<text>[^{}%\[\]~]+)"
)


def synthesize(pools: Pools, count: int, *, seed: int = 7) -> Iterator[Example]:
    """`count` labelled references."""
    rng = random.Random(seed)
    weights = [template[4] for template in TEMPLATES]
    made = 0
    while made < count:
        kind, languages, style, form, _ = rng.choices(TEMPLATES, weights)[0]
        language = rng.choice(languages.split())
        example = _Maker(rng, pools, kind, language, style).make(form)
        if example is not None:
            made += 1
            yield example


def made_value(rng: random.Random, pools: Pools, kind: str, language: str, name: str, how: str) -> str:
    """One field for an entry of this kind: what a template would print there."""
    kind = {"webpage": "web", "post-weblog": "web", "article-newspaper": "news", "paper-conference": "chapter"}.get(
        kind, kind
    )
    if name == "site":
        return rng.choice(SITES.split("|"))
    if name == "body":
        return rng.choice(BODIES[language].split("|"))
    return str(getattr(_Maker(rng, pools, kind, language, "full"), f"_{name}")(how))


def noisy(rng: random.Random, example: Example) -> Example:
    """The example with other quotation marks or dashes, as copies have them; offsets stay."""
    text = example.text
    chance = rng.random()
    if chance < 0.25:
        text = text.translate(str.maketrans("“”‘’«»„", '""\'\'"""'))
    elif chance < 0.35:
        text = text.translate(str.maketrans("“”", "‘’"))
    if rng.random() < 0.2:
        text = text.replace("–", "-")
    if rng.random() < 0.1 and text.endswith("."):
        text = text[:-1] + " "
    return Example(text, example.segments, example.source)


class _Maker:
    """One reference in the making: parts are (text, label), borders settled at the end."""

    def __init__(self, rng: random.Random, pools: Pools, kind: str, language: str, style: str) -> None:
        self.rng, self.pools, self.kind, self.language, self.style = rng, pools, kind, language, style
        self.words = WORDS[language]
        self.year = rng.randint(1900, 2022) if rng.random() < 0.2 else rng.randint(1975, 2022)
        self.missing = {
            name
            for name, chance in (
                ("doi", 0.6),
                ("pmid", 0.6),
                ("issue", 0.3),
                ("edition", 0.7),
                ("pin", 0.5),
                ("url", 0.4),
            )
            if rng.random() < chance
        }
        self.kept_words: dict[str, str] = {}
        self.organisation = kind in ("web", "report") and rng.random() < 0.5
        self.first_page = rng.randint(1, 900)

    def make(self, form: str) -> Example | None:
        parts = self._parts(list(_PIECE.finditer(form)))
        return self._settle(parts)

    def _parts(self, pieces: list[re.Match[str]]) -> list[tuple[str, str]]:
        out: list[tuple[str, str]] = []
        stack: list[tuple[int, bool]] = []
        for piece in pieces:
            if piece["open"]:
                stack.append((len(out), self.rng.random() < 0.15))
            elif piece["close"]:
                start, dropped = stack.pop()
                if dropped or any(text == "" and label != "" for text, label in out[start:]):
                    del out[start:]
            elif piece["border"]:
                out.append(("", "~"))
            elif piece["word"]:
                word = self.kept_words.setdefault(
                    piece["word"], self.rng.choice(self.words.get(piece["word"]) or ("",))
                )
                out.append((word, ""))
            elif piece["field"]:
                optional = bool(stack)
                name = piece["field"]
                value = "" if optional and name in self.missing else self._field(name, piece["how"] or "")
                out.append((value, _LABEL.get(name, name)))
            else:
                out.append((piece["text"].replace("‹", "[").replace("›", "]"), ""))
        return out

    def _settle(self, parts: list[tuple[str, str]]) -> Example | None:
        text, segments = "", []
        current = ""
        start = 0
        literal = ""
        forced: int | None = None
        for value, label in [*parts, ("", "$")]:
            if label == "":
                literal += value
            elif label == "~":
                forced = len(literal)
            else:
                literal = re.sub(r"\s+", " ", literal)
                cut = forced if forced is not None else border(literal)
                cut = len(literal) if label == "$" else min(cut, len(literal))
                text += literal[:cut]
                if current:
                    segments.append((start, len(text), current))
                if label == "$":
                    break
                start = len(text)
                text += literal[cut:] + value
                current, literal, forced = label, "", None
        return noisy(self.rng, Example(text, tuple(segments), f"synthetic/{self.language}")) if segments else None

    # --- fields ----------------------------------------------------------------------------------------------------

    def _field(self, name: str, how: str) -> str:
        maker = getattr(self, f"_{name}", None)
        return str(maker(how)) if maker else ""

    def _author(self, how: str) -> str:
        if self.organisation or (self.kind != "web" and self.rng.random() < 0.03):
            body = self.rng.choice(BODIES[self.language].split("|"))
            return body.upper() if self.style == "abnt" and self.rng.random() < 0.5 else body
        most = 6 if self.style in ("vancouver", "apa", "initinv") else 3
        return self._people(self.style, self.rng.choices(range(1, most + 1), [8, 4, 3, 2, 2, 2][:most])[0])

    def _editor(self, how: str) -> str:
        style = {
            "init": "initdir",
            "inv": "harvard",
            "full": "full",
            "vanc": "vancouver",
            "abnt": "abnt",
            "sur": "surname",
            "fullslash": "fullslash",
        }[how]
        return self._people(style, self.rng.choice((1, 1, 2, 2, 3)), last=True)

    def _translator(self, how: str) -> str:
        return self._people("full", 1)

    def _people(self, style: str, count: int, *, last: bool = False) -> str:
        names = [self.rng.choice(self.pools.people) for _ in range(count)]
        full = [name for name in self.rng.choices(self.pools.people, k=60) if len(name.given.split()[0].strip(".")) > 2]
        if style in ("full", "fullcaps", "invfull", "chicago", "abnt", "french") and len(full) >= count:
            names = full[:count]
        several = count > 3 and self.rng.random() < 0.4
        joined: str = NAME_LISTS[style](
            names[: 1 if several and self.rng.random() < 0.5 else count],
            self.kept_words.setdefault("and", self.rng.choice(self.words["and"])),
        )
        if several:
            joined += " et al" if style == "vancouver" else ", et al."
        return joined

    def _title(self, how: str) -> str:
        pool = self.pools.books if self.kind in ("book", "edited", "report") else self.pools.titles
        titles = pool.get(self.language) or pool["en"]
        title = self.rng.choice(titles)
        if self.rng.random() < 0.3 and len(title) < 70:
            title += self.rng.choice((": ", ". ", ": ")) + self.rng.choice(titles)
        if self.organisation and self.rng.random() < 0.2:
            title += f" {self.year}"
        return title[:220]

    def _case(self, how: str) -> str:
        parties = [rng_name.family for rng_name in self.rng.choices(self.pools.people, k=2)]
        body = self.rng.choice(PARTIES.split("|"))
        if self.rng.random() < 0.4:
            parties[self.rng.randint(0, 1)] = body
        return f"{parties[0]} {self.rng.choice(('v.', 'v', 'v.', 'v', 'vs.'))} {parties[1]}"

    def _court(self, how: str) -> str:
        return self.rng.choice(COURTS.get(how, "HL|CA|QB|PC|CA (Civ Div)").split("|"))

    def _nodate(self, how: str) -> str:
        return {"de": "o. J.", "fr": "s. d.", "es": "s. f.", "pt": "s.d."}.get(self.language, "n.d.")

    def _original(self, how: str) -> str:
        return str(self.year - self.rng.randint(5, 80))

    def _container(self, how: str) -> str:
        if how in ("reporter", "ukreporter"):
            return self.rng.choice(REPORTERS[how].split("|"))
        if how == "caps":
            return self.rng.choice(SITES.split("|")).upper()
        if how in ("law", "dlaw", "flaw", "lawcaps"):
            name = self.rng.choice(LAW[how.removesuffix("caps")].split("|"))
            return name.upper() if how == "lawcaps" else name
        if self.kind in ("web", "news"):
            return self.rng.choice(SITES.split("|"))
        if self.kind in ("chapter",):
            return self.rng.choice(self.pools.books.get(self.language) or self.pools.books["en"])[:160]
        if self.language in JOURNALS and self.rng.random() < 0.75:
            return self.rng.choice(JOURNALS[self.language].split("|"))
        return self.rng.choice(self.pools.journals)

    def _container2(self, how: str) -> str:
        return self.rng.choice(("JSTOR", "Project MUSE", "EBSCOhost", "ProQuest"))

    def _series(self, how: str) -> str:
        return self.rng.choice(
            ("Folio", "Bibliothèque des idées", "Points Histoire", "Que sais-je ?", "Tel", "Quadrige", "Recherches")
        )

    def _publisher(self, how: str) -> str:
        if self.kind == "thesis":
            return self.rng.choice(
                (
                    "University of Oxford",
                    "Universidade de São Paulo",
                    "Université Paris 1",
                    "Universidad de Granada",
                    "Universität Wien",
                    "Columbia University",
                    "Universidade Federal de Minas Gerais",
                )
            )
        if self.kind in ("report", "web") and self.rng.random() < 0.6:
            return self.rng.choice(BODIES[self.language].split("|"))
        return self.rng.choice(PUBLISHERS[self.language].split("|"))

    def _place(self, how: str) -> str:
        return self.rng.choice(PLACES[self.language].split("|"))

    def _genre(self, how: str) -> str:
        return self.rng.choice(self.words["thesis"])

    def _edition(self, how: str) -> str:
        return re.sub(r"\d+", lambda _: str(self.rng.randint(2, 25)), self.rng.choice(self.words["edn"]))

    def _volume(self, how: str) -> str:
        number = self.rng.randint(1, 140)
        return _roman(number) if self.rng.random() < 0.06 and number < 60 else str(number)

    def _issue(self, how: str) -> str:
        number = str(self.rng.randint(1, 12)) if self.rng.random() < 0.9 else f"{(a := self.rng.randint(1, 6))}-{a + 1}"
        return f"{self.rng.choice(self.words['no'])} {number}" if how == "no" else number

    def _pages(self, how: str) -> str:
        first = self.first_page
        if how == "first":
            return str(first)
        if how == "count":
            return f"{self.rng.randint(90, 700)} " + {"fr": "p.", "pt": "p.", "en": "p."}.get(self.language, "p.")
        if how == "leaves":
            return f"{self.rng.randint(60, 400)} f."
        last = first + self.rng.randint(2, 40)
        roll = self.rng.random()
        if roll < 0.06:
            return f"e{self.rng.randint(1000, 99999)}"
        if roll < 0.12:
            return str(first)
        end = str(last)
        if roll < 0.35 and len(end) == len(str(first)) > 1:
            end = _short_end(str(first), end)
        return f"{first}–{end}" if self.rng.random() < 0.6 else f"{first}-{end}"

    def _pin(self, how: str) -> str:
        if how == "rn":
            return f"§ {self.rng.randint(1, 300)} Rn. {self.rng.randint(1, 90)}"
        pin = self.first_page + self.rng.randint(1, 20)
        roll = self.rng.random()
        if roll < 0.2:
            return f"{pin}–{pin + self.rng.randint(1, 9)}"
        return f"{pin} ff." if roll < 0.24 and self.language == "de" else str(pin)

    def _year(self, how: str) -> str:
        return f"{self.year}{self.rng.choice('abc')}" if self.rng.random() < 0.06 else str(self.year)

    def _date(self, how: str) -> str:
        month, day = self.rng.randint(1, 12), self.rng.randint(1, 28)
        names = MONTHS[self.language]
        name = names[month - 1].split("|")[0]
        cap = name.capitalize()
        short = MONTHS["en-x-short"][month - 1].split("|")[0].capitalize()
        if how == "apa":
            return self.rng.choice((f"{self.year}, {cap} {day}", str(self.year), f"{self.year}, {name}", "n.d."))
        if how == "vanc":
            return self.rng.choice((f"{self.year} {short}", f"{self.year} {short} {day}", f"{self.year}"))
        if how == "abnt":
            return self.rng.choice(
                (
                    f"{name[:3]}. {self.year}",
                    f"{name[:3]}./{MONTHS['pt'][(month + 1) % 12][:3]}. {self.year}",
                    str(self.year),
                    f"{name} {self.year}",
                )
            )
        if how == "issue":
            return self.rng.choice(
                (
                    f"{cap} {self.year}",
                    str(self.year),
                    str(self.year),
                    f"{self.rng.choice(('Spring', 'Summer', 'Fall', 'Winter'))} {self.year}",
                )
            )
        if how == "mla":
            return self.rng.choice((str(self.year), f"{short}. {self.year}", f"{day} {short}. {self.year}"))
        return self._long(day, month)

    def _long(self, day: int, month: int) -> str:
        name = MONTHS[self.language][month - 1].split("|")[0]
        if self.language == "en":
            return self.rng.choice(
                (f"{day} {name.capitalize()} {self.year}", f"{name.capitalize()} {day}, {self.year}")
            )
        if self.language == "de":
            return self.rng.choice(
                (
                    f"{day}. {name.capitalize()} {self.year}",
                    f"{day:02d}.{month:02d}.{self.year}",
                    f"{day}.{month}.{self.year}",
                )
            )
        if self.language in ("es", "pt"):
            return self.rng.choice((f"{day} de {name} de {self.year}", f"{day} {name[:3]}. {self.year}"))
        return f"{day} {name} {self.year}"

    def _accessed(self, how: str) -> str:
        day, month, year = self.rng.randint(1, 28), self.rng.randint(1, 12), self.rng.randint(2005, 2023)
        self.year, kept = year, self.year
        long = self._long(day, month)
        self.year = kept
        return self.rng.choice(
            (
                f"{day:02d}.{month:02d}.{year}",
                long,
                long,
                f"{day}.{month}.{year}",
                f"{year}-{month:02d}-{day:02d}",
                f"{day:02d}/{month:02d}/{year}",
            )
        )

    def _url(self, how: str) -> str:
        words = [word for word in re.findall(r"[a-z]{3,}", self.rng.choice(self.pools.titles["en"]).lower())][:5]  # noqa: C416
        tail = self.rng.choice(
            (
                "-".join(words),
                "-".join(words) + ".html",
                f"{self.rng.randint(1000, 99999)}",
                "_".join(words[:3]) + ".pdf",
                f"doc/{self.rng.randint(1, 9999)}/",
                "",
            )
        )
        return f"{self.rng.choice(('http', 'https'))}://{self.rng.choice(HOSTS.split('|'))}/{tail}"

    def _doi(self, how: str) -> str:
        return (
            self.rng.choice(("doi:", "doi: ", "https://doi.org/", "DOI: ", "http://dx.doi.org/"))
            + f"10.{self.rng.randint(1000, 9999)}/{self.rng.choice(('j.', 's', 'journal.'))}{self.rng.randint(1000, 999999)}"  # noqa: E501
        )

    def _pmid(self, how: str) -> str:
        return f"PMID: {self.rng.randint(1000000, 29999999)}"


_LABEL = {
    "nodate": "date",
    "case": "title",
    "court": "other",
    "original": "note",
    "pin": "pages",
    "date": "date",
    "year": "date",
    "container2": "container",
}


def border(literal: str) -> int:
    """Where the characters between two fields stop belonging to the first."""
    match = re.match(r"[.,;:)\]”»’'\"]*(?:\s(?=[.,;:»)])[.,;:»)]+)?\s?", literal)
    return match.end() if match else 0


def _short_end(first: str, last: str) -> str:
    common = 0
    while common < len(first) - 1 and first[common] == last[common]:
        common += 1
    return last[common:]


def _roman(number: int) -> str:
    out = ""
    for value, mark in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while number >= value:
            out, number = out + mark, number - value
    return out
