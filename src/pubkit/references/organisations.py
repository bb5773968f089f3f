"""Organisation or person: the largest loss of author fields where it is got wrong.

A name is judged by words that name bodies, prepositions inside, digits, a dot inside, an address whose host says the
same name, and lists of given names, family names and words that titles print in lower case.
"""

from __future__ import annotations

import re

from pubkit.references.cues import ORGANISATION_WORDS, fold
from pubkit.references.gazetteers import gazetteers
from pubkit.references.name_shapes import PARTICLE_WORDS, PREPOSITIONS, is_given_like, is_initials

__all__ = ["is_organisation"]

_DOTTED = re.compile(r"\w\.(?:com|org|net|edu|gov|info|az|ge|ru|de|uk|fr|tv|io|eu|int|[a-z]{2})\b")


_ALSO_FAMILY = frozenset(
    ["bank", "church", "college", "forum", "governor", "guardian", "house", "parti", "post", "school", "state", "times",
     "watch", "day", "court", "board", "clinic", "herald", "power", "ward", "war", "lab", "rat", "amt", "council"]
)  # fmt: skip
"""Words of bodies that are family names as well."""


def is_organisation(printed: str, url: str = "") -> float:
    """How sure it is that a printed name is one organisation, from 0 to 1."""
    words = printed.strip(" .,").split()
    folded = [fold(word) for word in words]
    flat = "".join(folded).replace(" ", "")
    if not words or not flat:
        return 0.0
    if url and len(flat) >= 4 and _host_says(flat, url):
        return 0.97
    if _DOTTED.search(printed) and not re.search(r"\b[A-Z]\.", printed):
        return 0.97
    shape = printed.strip(" .,")
    inner = [part for word in folded for part in word.split()]
    names = gazetteers()
    bodies = any(part in ORGANISATION_WORDS for part in inner)
    bracketed = re.fullmatch(r"[^()]+\((?P<given>[^()]+)\)", shape)
    if bracketed and not bodies and is_given_like(bracketed["given"].strip()):
        return 0.05
    if "," in shape and is_initials(shape.split(",")[-1].strip()):
        return 0.05
    if len(words) == 2 and inner[0] in names.given and inner[-1] in _ALSO_FAMILY:
        return 0.2  # Emily Post
    if bodies and not (len(words) == 1 and shape[0].isupper() and fold(shape) in names.family):
        if len(words) == 1:
            return 0.95 if fold(shape) not in names.given else 0.5
        if not is_initials(words[0]) or (words[0].isupper() and "." not in words[0]):
            return 0.95
    if len(words) > 1 and not bodies and not shape.isupper():
        if is_initials(words[0]) and "." in words[0]:
            return 0.05
        if (
            is_initials(words[-1])
            and len(words[-1].strip(".")) <= 3
            and not any(is_initials(word) for word in words[:-1])
        ):
            return 0.08
        if any(re.fullmatch(r"[A-ZÀ-Þ]\.", word) for word in words[1:-1]):
            return 0.05
    if (
        len(words) > 1
        and not bodies
        and re.fullmatch(r"[A-ZÀ-Þ]\.?(?:\s?[A-ZÀ-Þ]\.)*", words[-1])
        and len(words[0]) > 2
    ):
        return 0.1  # COTTA RAMOSINO L.
    lower = [word for word in words if word[0].islower()]
    if (
        any(word.lower() in PREPOSITIONS - PARTICLE_WORDS or word in ("and", "&", "&amp;") for word in words[1:])
        and len(words) > 2
    ):
        return 0.9
    if (
        words[0] in ("The", "Le", "La", "El", "Die", "Der", "Das", "Les", "Il", "O", "A")
        and len(words) > 1
        and fold(words[1]) not in names.family
    ):
        return (
            0.85 if words[0] in ("The", "Die", "Das", "Les") else 0.55 if len(words) > 2 or len(words[0]) > 1 else 0.1
        )
    if any(char.isdigit() for char in shape):
        return 0.9
    if len(words) == 1 and shape.isupper() and 2 <= len(shape) <= 8 and fold(shape) not in names.family:
        return 0.8
    if (
        len(words) == 1
        and re.search(r"[a-z][A-Z]", shape)
        and not re.match(r"(?:Ma?c|O[’']|De|La|Le|Di|Van|Fitz)", shape)
    ):
        return 0.8
    if lower and not all(word.lower() in PARTICLE_WORDS or word in ("dit",) for word in lower):
        return 0.7
    common = [part for part in inner if part in names.common and part not in names.given and part not in names.family]
    if "," not in shape and len(common) == len(inner) and len(words) >= 1:
        return 0.8
    if (
        "," not in shape
        and len(words) >= 2
        and inner[-1] in names.common
        and inner[-1] not in names.family
        and inner[0] not in names.given
    ):
        return 0.65
    return 0.1


def _host_says(flat: str, url: str) -> bool:
    host = re.sub(r"^\w+://", "", url.lower()).split("/")[0]
    parts = [
        part.replace("-", "")
        for part in host.split(".")
        if part not in ("www", "com", "org", "net", "co", "gov", "edu")
    ]
    bare = flat[3:] if flat.startswith("the") else flat
    return (
        any(part in (flat, bare) or (len(bare) >= 6 and (part.startswith(bare) or bare == part)) for part in parts)
        or host.replace(".", "").replace("www", "", 1) == flat
    )
