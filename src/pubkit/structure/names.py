"""Does a line hold the names of persons? Which part of it?"""

from __future__ import annotations

import re

__all__ = ["is_name", "name_list"]

_PARTICLES = frozenset(
    """van von der den de del della di da do dos das du la le el al bin ibn ben ter ten zu zur zum af av y
    e und af'""".split()  # noqa: SIM905
)
_NO_NAME = frozenset(
    """the a an of and in on for to with by from at as is are its his her their this that towards toward
    into between der die das und für im am zur zum ein eine des les une et pour dans sur los las una
    para por con en il lo gli и в на о об из abstract introduction keywords journal volume issue review
    studies international quarterly university institute press history theory politics policy research
    article vol no trust company society association agency bank group research centre center department office
    commission committee union federation corporation foundation council inc ltd gmbh stiftung verein gesellschaft
    laboratory laboratories school college academy société sociedad società fundación""".split()  # noqa: SIM905
)
_TOKEN = re.compile(
    r"""(?: [^\W\d_a-zß-öø-ÿа-я][^\W\d_]*(?:['’\-][^\W\d_]+)* \.?
        |  (?:[^\W\d_]\.-?){1,4} | (?:al|el|ad)-[^\W\d_]+ | [OD]['’][^\W\d_]+ ) """,
    re.VERBOSE,
)
_SPLIT = re.compile(r"\s*(?:[,;&·•|]|\b(?:and|und|et|y|e|ve|и|with)\b)\s*")
_MARKS = re.compile(r"[*†‡§¶⁰¹²³⁴⁵⁶⁷⁸⁹]+|(?<=[^\W\d_])\d{1,2}(?:,\d{1,2})*")
_BARE_INITIAL = re.compile(r"(?<!\w)(?P<initial>A) +(?=[^\W\d_a-z])")
_TITLES = re.compile(r"^(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms|PhD|Sir|PD|Dipl|Ing|Doç|Yrd)\b\.?\s*)+", re.IGNORECASE)


def is_name(text: str) -> bool:
    """Whether the text is one person's name: two to six tokens with capitals, initials and particles."""
    tokens = _TITLES.sub("", text.strip()).split()
    if not 2 <= len(tokens) <= 6:
        return False
    if any(
        token.casefold().strip(".,") in _NO_NAME and token.casefold() not in _PARTICLES and token != "A."
        for token in tokens
    ):
        return False
    proper = [token for token in tokens if _TOKEN.fullmatch(token)]
    rest = [token for token in tokens if not _TOKEN.fullmatch(token)]
    full = [token for token in proper if len(token.strip(".")) > 1]
    return len(proper) >= 2 and bool(full) and all(token.casefold() in _PARTICLES for token in rest)


def name_list(text: str) -> tuple[tuple[int, int], ...]:
    """The places of the names in a line that holds nothing but names; empty where it holds anything else."""
    clean = _MARKS.sub(lambda match: " " * len(match.group()), text)
    found: list[tuple[int, int]] = []
    several = len([part for part in _SPLIT.split(clean) if part.strip()]) > 1  # an article among names is an initial
    last = 0
    for match in [*_SPLIT.finditer(clean), None]:
        end = match.start() if match else len(clean)
        part = clean[last:end]
        if part.strip():
            start = last + len(part) - len(part.lstrip())
            if not is_name(part) and not (several and is_name(_BARE_INITIAL.sub(r"\g<initial>. ", part))):
                return ()
            found.append((start, start + len(part.strip())))
        last = match.end() if match else len(clean)
    return tuple(found)
