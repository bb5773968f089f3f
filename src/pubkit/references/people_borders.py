"""Where the names end and the title begins, when the model's labels cut there wrongly.

Each rule takes and gives a list of (label, probability), one a token.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pubkit.references.cues import ORGANISATION_WORDS, fold
from pubkit.references.gazetteers import gazetteers
from pubkit.references.languages import language_of

__all__ = ["Tagged", "settle_people"]

Tagged = list[tuple[str, float]]


def settle_people(masked: str, pieces: Sequence[tuple[int, int]], tagged: Tagged) -> Tagged:
    """The labels after all rules, in order."""
    for rule in _RULES:
        tagged = rule(masked, pieces, tagged)
    return tagged


_BRACKETED_YEAR = re.compile(
    r"\(\s?(?:(?:1[5-9]|20)\d\d[a-z]?|n\.\s?d\.|s\.\s?[dfa]\.|o\.\s?J\.)[^()]{0,24}\)\s?[.,:]?\s", re.IGNORECASE
)


def _author_before_year(masked: str, pieces: Sequence[tuple[int, int]], tagged: Tagged) -> Tagged:
    """Before a bracketed year that the title follows, what is no author is one: "Ministry of X (n.d.) Title"."""
    if not pieces or any(name in ("author", "editor") for name, _ in tagged):
        return tagged
    match = _BRACKETED_YEAR.search(masked, pieces[0][0], pieces[0][0] + 140)
    if match is None or re.search(r"[“”\"«»?!:]|\.\s", masked[pieces[0][0] : match.start()]):
        return tagged
    before = [i for i, (first, _) in enumerate(pieces) if first < match.start()]
    after = [i for i, (first, _) in enumerate(pieces) if first >= match.end()]
    if not before or len(before) > 14 or not after or tagged[after[0]][0] not in ("title", "container"):
        return tagged
    if len({tagged[i][0] for i in before}) > 1 or tagged[before[0]][0] not in ("title", "publisher", "container"):
        return tagged
    out = list(tagged)
    for i in before:
        out[i] = ("author", 0.7)
    if out[after[0]][0] == "container":  # the container stood where the title stands
        for i in after:
            if out[i][0] != "container":
                break
            out[i] = ("title", out[i][1])
    return out


_EDITORS_END = re.compile(r"[\s,(](?:eds?|hrsg|hgg?|dirs?|coords?|orgs?|éds?)\b\.?\)?[\s.,:;]*$", re.IGNORECASE)
_EDITORS_BEGIN = re.compile(r"\W*(?:in|ed|eds|edited|hrsg|hg|dans|en|em|dir)\b", re.IGNORECASE)


def _editors_first(masked: str, pieces: Sequence[tuple[int, int]], tagged: Tagged) -> Tagged:
    """A list that ends in "(eds)" is one of editors from its first name on."""
    cut = next((i for i, (name, _) in enumerate(tagged) if name != "author"), 0)
    last = next((i for i in range(cut, len(tagged)) if tagged[i][0] != "editor"), len(tagged))
    if not cut or last == cut or last == len(tagged):
        return tagged
    printed = masked[pieces[cut][0] : pieces[last][0]]
    if _EDITORS_BEGIN.match(printed) or not _EDITORS_END.search(printed):
        return tagged
    return [("editor", sure) if i < cut else (name, sure) for i, (name, sure) in enumerate(tagged)]


def _title_behind_dash(masked: str, pieces: Sequence[tuple[int, int]], tagged: Tagged) -> Tagged:
    """Behind a dash for the author before, what looks like a name is the title, if nothing else is."""
    if not pieces or not pieces[0][0] or tagged[0][0] != "author" or any(name == "title" for name, _ in tagged):
        return tagged
    if not re.search(r"[—–―_-]{2,}\s?[.,:;]?\s*$", masked[: pieces[0][0]]):
        return tagged
    end = next((i for i, (name, _) in enumerate(tagged) if name != "author"), len(tagged))
    return [("title", min(sure, 0.7)) for _, sure in tagged[:end]] + tagged[end:]


_INITIALS_THEN_TITLE = re.compile(
    r"(?:[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]{2,})?\s[A-ZÀ-Þ]{1,3},\s)*[A-ZÀ-Þ][\w’'-]+\s[A-ZÀ-Þ]{1,3}\.\s"
    r"(?P<title>[A-ZÀ-Þ][\w’'-]{2,}(?:\s[\w’'-]{2,}){0,3}[,:;]\s?(?:[A-ZÀ-Þ][\w’'-]{2,},\s?)*)$"
)


def _title_behind_initials(masked: str, pieces: Sequence[tuple[int, int]], tagged: Tagged) -> Tagged:
    """Behind "Family X." stands no further family name without initials: "Smith E. Stigma: the spoilt identity"."""
    cut = next((i for i, (name, _) in enumerate(tagged) if name != "author"), 0)
    if not cut or tagged[cut][0] != "title":
        return tagged
    match = _INITIALS_THEN_TITLE.match(masked[pieces[0][0] : pieces[cut][0]])
    if match is None:
        return tagged
    names, first = gazetteers(), fold(match[0].split()[0])
    is_list = "," in match[0][: match.start("title")]
    if not is_list and (first in names.given or (len(match["title"].split()) == 1 and first not in names.family)):
        return tagged  # "Derek W. Urban, ..."
    start = pieces[0][0] + match.start("title")
    return [("title", 0.6) if i < cut and pieces[i][0] >= start else pair for i, pair in enumerate(tagged)]


_ONE_PERSON = re.compile(r"(?:[A-ZÀ-Þ][\w.’'-]*\s){1,3}[A-ZÀ-Þ][\w’'-]+$")
_MAIN_TITLE = re.compile(r",\s(?P<title>(?:[A-ZÀ-Þ][\w’'-]{2,}|[a-zà-ÿ]{2,})(?:\s[\w’'-]{2,}){0,2})[.:]\s?$")


def _title_begun_in_author(masked: str, pieces: Sequence[tuple[int, int]], tagged: Tagged) -> Tagged:
    """A short main title behind one name was taken for a second person: "Rosa Adler, Gezeiten. Ein Versuch"."""
    cut = next((i for i, (name, _) in enumerate(tagged) if name != "author"), 0)
    if not cut or tagged[cut][0] != "title":
        return tagged
    printed = masked[pieces[0][0] : pieces[cut][0]]
    match = _MAIN_TITLE.search(printed)
    if match is None or not _ONE_PERSON.match(printed[: match.start()]):
        return tagged
    names = gazetteers()
    first = fold(printed.split()[0])
    words = fold(match["title"]).split()
    alone = len(words) == 1 and len(words[0]) > 8  # no family name, if the lists do not say so
    if not (alone or first in names.given or re.match(r"[A-ZÀ-Þ]\.", printed)):
        return tagged
    if any(word in names.given or word in names.family for word in words):
        return tagged
    if not any(word in names.common for word in words) and language_of(masked[pieces[cut][0] :])[0] not in _NOT_ENGLISH:
        return tagged
    start = pieces[0][0] + match.start("title")
    return [("title", 0.6) if i < cut and pieces[i][0] >= start else pair for i, pair in enumerate(tagged)]


_NOT_ENGLISH = frozenset({"de", "fr", "it", "es", "pt", "nl"})


_BODY = re.compile(
    r"(?:(?:ministry|minist[eéè]r\w+|institut\w*|department|office|cent(?:er|re)s?|centro|world\shealth|food\sand\sagriculture|"
    r"secretar[ií]a|consejo|conselho|associa\w+|asociaci\w+|socie\w+|bundes\w+|organi[sz]a\w+|national|international|"
    r"european|intergovernmental|federal|royal|american)\s[^.;:“”\"()]{3,90}(?:\([^()]{2,20}\))?"
    r"|[A-ZÀ-Þ][^.;:“”\"()]{0,70}\s(?:consortium|core\steam|working\sgroup|study\sgroup|collaboration|initiative|task\sforce|"
    r"network|organi[sz]ation))\.\s(?=[A-ZÀ-Þ])",
    re.IGNORECASE,
)
_HEADS = frozenset({"national", "international", "european", "federal", "royal", "american"})


def _body_before_title(masked: str, pieces: Sequence[tuple[int, int]], tagged: Tagged) -> Tagged:
    """A reference without an author whose first sentence names a body: "Office of Weirs. Report on the North"."""
    if not pieces or tagged[0][0] != "title" or any(name in ("author", "editor") for name, _ in tagged):
        return tagged
    match = _BODY.match(masked, pieces[0][0])
    if match is None or match[0].count(",") > 2 or len(match[0].split()) > 12:
        return tagged
    words = fold(match[0]).split()
    if words[0] in _HEADS and not any(word in ORGANISATION_WORDS for word in words[1:]):
        return tagged
    inside = [i for i, (first, _) in enumerate(pieces) if first < match.end()]
    behind = tagged[inside[-1] + 1][0] if inside[-1] + 1 < len(tagged) else ""
    if behind != "title" or any(tagged[i][0] != "title" for i in inside):
        return tagged
    return [("author", 0.7) if i <= inside[-1] else pair for i, pair in enumerate(tagged)]


_RULES = (
    _author_before_year, _editors_first, _title_behind_dash, _title_behind_initials, _title_begun_in_author,
    _body_before_title,
)  # fmt: skip
"""In order."""
