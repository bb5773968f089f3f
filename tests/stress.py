"""An article that has everything that is hard to set, in invented words: many notes with long addresses, four levels of
headings, tables with long heads, figures, verse, formulas, quotations, code, five alphabets.

`article(sections)` gives the Markdown; run as a program it writes article.md, references.bib and the figure into a
folder: `python tests/stress.py FOLDER [SECTIONS]`; six sections make about eleven pages and sixty notes.
"""

from __future__ import annotations

import struct
import sys
import zlib
from pathlib import Path

FRONT = """\
---
title: "Harbours, tolls and the price of grain: an essay on the coasting trade of six small towns"
subtitle: "With a note on weights"
short-title: "Harbours, tolls and grain"
author:
  - name: Maria Lind
    affiliation: Institute of Coastal History, Norrhamn
    email: lind@example.org
    orcid: 0000-0002-1825-0097
    note: Maria Lind reads maritime history in Norrhamn. Work on this essay was paid for by the harbour fund.
  - name: Tomás de la Cruz
    affiliation: Department of Economics, University of Puerto Nuevo
    email: cruz@example.org
abstract: |
  Six towns lived by what came in at their quays. The essay reads their toll books side by side and finds that grain was
  dear where the harbour silted up, whatever the prince decreed. A note on weights explains why earlier sums went wrong.
keywords: [harbours, tolls, grain prices, coasting trade]
lang: en-GB
journal: Journal of Imaginary Ports
volume: "12"
issue: "3"
year: "2021"
pages: 118-129
doi: 10.5555/jip.12.3.118
received: 2020-11-02
accepted: 2021-03-15
published: 2021-06-30
license: CC BY 4.0
copyright: © 2021 The authors
---
"""

REFERENCES = """\
@book{lind2014,
  author = {Lind, Maria}, title = {The Quays of {Norrhamn}}, year = {2014},
  publisher = {Harbour Press}, address = {Norrhamn}
}
@article{cruz2018,
  author = {de la Cruz, Tomás and Abernathy, Jo}, title = {Tolls without towns},
  journal = {Annals of Weights and Measures},
  volume = {9}, number = {2}, pages = {44--61}, year = {2018}, doi = {10.5555/awm.9.2.44}
}
@online{registry2019,
  author = {{Registry of Coasting Vessels}}, title = {Register of the coasting fleet}, year = {2019},
  urldate = {2020-10-01},
  url = {https://registry.example.org/collections/coasting-fleet/registers/volumes/12/pages?from=118&to=129&view=full}
}
"""

_WORDS = """The harbour master wrote down every ship that crossed the bar, what she carried, and what she paid. In a dry
year the carts came late and the granaries stood empty; in a wet one the roads were lost and only the coasters kept the
town in bread. Neighbouring towns disagreed about almost everything, but not about the toll, which none of them liked
and all of them took."""

_ADDRESS = (
    "https://archive.example.org/collections/harbour-books/{n}/folios/recto-and-verso/images"
    "?volume={n}&from=118&to=129&resolution=full_size_uncompressed#folio-{n}v"
)

_SECTION = """\
# Of the toll books of the {ordinal} town {{#sec-{n}}}

{words}{notes1} "It is not the sea that is dear," the clerk says, "but the 'custom' of the sea."{notes2}

## How the books were kept

{words}{notes3} As was shown before [@lind2014, p. 44; @cruz2018], the sums of J. R. Abernathy are too high by 12 %.

> A toll is a tax on patience. He who waits for the tide pays twice, once to the town and once to the moon; and he who
> does not wait pays the diver.
>
> So at least the pilots said.

{words}{notes4}

### Weights and what they weighed

{words}{notes5} A *{last}* had 24 barrels, a barrel 3 ½ bushels.

#### The small bushel

{words}{notes6}

"""

_TABLE = """\
| Town and quay | Ships | Lasts of grain | Toll, in marks | Remarks of the clerk |
|:--------------|------:|---------------:|---------------:|:---------------------|
{rows}

: What came in at the quays, by town, in the years of the dearth; the figures are those of the clerks, uncorrected
"""

_EXTRAS = {
    0: """![The six harbours, from north to south; the scale is in leagues](harbours.png)

The mean price $\\bar{p}$ follows from the prices $p_i$ and the lasts $q_i$ of each ship:

$$\\bar{p} = \\frac{\\sum_{i=1}^{n} p_i q_i}{\\sum_{i=1}^{n} q_i} \\pm \\sqrt{\\frac{\\sigma^2}{n-1}}$$

| The tide that takes the grain away
|     will bring it back, they say,
| but at another quay, and on
|     another toll to pay.

""",
    1: "{table}\n",
    2: """The customs house had its motto in Greek, Ἐν ἀρχῇ ἦν ὁ λιμήν, above the door; a Russian chart calls the place
«Тихая гавань», and the Arabic pilot book [ميناء الحبوب القديم]{lang=ar dir=rtl} says that it silted up. The Hebrew
letter-book has [נמל הדגן]{lang=he dir=rtl}; a Chinese coasting guide, much later, [古代粮食港口]{lang=zh}, and a
Japanese one [穀物の港]{lang=ja}. In Azerbaijani it would be *köhnə taxıl limanı*.

::: {.pull-quote}
The tide does not read the book of tolls.
:::

""",
    3: """The sums were made with this rule, which the clerk wrote on the cover:

```
toll = lasts * rate
if tide == "neap": toll = toll + toll / 12      # the neap penny, abolished in the year of the great flood
```

1. the ship is measured;
2. the toll is asked;
3. the toll is paid, or
    a. the sail is kept,
    b. the master is kept.

Last
:   Twelve barrels of rye, or what a cart can carry.

Bushel
:   Less than one thinks.

""",
    4: "{longtable}\n",
    5: """::: {lang=fr}
« Le port est fermé ! » dit le maître ; « pourquoi donc ? » demande le pilote : il n'y a plus d'eau.
:::

---

A last word on the registers [@registry2019].

""",
}

_ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"]


def article(sections: int = 6) -> str:
    """The Markdown of the article, front matter included."""
    number, parts, notes = 0, [FRONT], []
    for index in range(sections):
        marks = {}
        for place in range(1, 7):
            count = 2 if place in (1, 3, 4, 5) else 1
            marks[f"notes{place}"] = "".join(f"[^n{number + step + 1}] It was so." for step in range(count))
            for _ in range(count):
                number += 1
                notes.append(f"[^n{number}]: Harbour book {number}, fol. {number}v, {_ADDRESS.format(n=number)}.")
        text = _SECTION.format(
            n=index + 1, ordinal=_ORDINALS[index % 8], words=" ".join(_WORDS.split()), last="last", **marks
        )
        extra = _EXTRAS[index % 6]
        if "{table}" in extra:
            extra = _TABLE.format(rows=_rows(6))
        elif "{longtable}" in extra:
            extra = _TABLE.format(rows=_rows(46))
        parts += [text, extra]
    return "\n".join([*parts, *notes, "", "# References", "", "::: {#refs}", ":::", ""])


def _rows(count: int) -> str:
    return "\n".join(
        f"| Quay {number} of {_ORDINALS[number % 8]} town | {number * 7 % 113} | {number * 31.25 % 977:,.2f} | "
        f"{number * 1234 % 98765:,} | {'the bar had silted up, see folio ' + str(number) if number % 3 else '–'} |"
        for number in range(1, count + 1)
    )


def figure() -> bytes:
    """A small picture (PNG): six grey bars."""
    width, height = 360, 120
    rows = b"".join(
        b"\0" + bytes(90 + (x // 60) * 25 if (x % 60) > 12 and y > 100 - (x // 60) * 16 else 250 for x in range(width))
        for y in range(height)
    )

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def write(folder: Path, sections: int = 6) -> Path:
    """Write the article with its references and its figure; the path of article.md."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "harbours.png").write_bytes(figure())
    (folder / "references.bib").write_text(REFERENCES, encoding="utf-8")
    path = folder / "article.md"
    path.write_text(article(sections), encoding="utf-8")
    return path


if __name__ == "__main__":
    print(write(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 6))
