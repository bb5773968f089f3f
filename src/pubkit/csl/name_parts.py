"""One name: order of its parts, initials, particles, suffix, formatting of parts.

Follows "Name-part Order", "Name-part Formatting", "Name Particles", "Hyphenation of Initialized Names".
"""

from __future__ import annotations

import re
from functools import lru_cache

from . import grammar as g
from .context import Context, dress, value_of
from .inline import Inline, Kind, Span, group
from .item import Name

__all__ = ["initialize", "render_name"]

JOINED = ("'", "’", "-", "–", "\N{NO-BREAK SPACE}")
WORD = re.compile(
    r"(?P<hyphen>[-\u2010\u2011])|(?P<space>[\s\u00a0]+)|(?P<word>[^\s\u00a0.\-\u2010\u2011]+\.?)|(?P<dot>\.)"
)
ARTICLE = re.compile(r"(?:a|an|the)\s+", re.IGNORECASE)


def render_name(ctx: Context, name: Name, index: int, variable: str, options: g.NameOptions, element: g.Name) -> Inline:
    """One name as it stands in its list."""
    form = options.form or "long"
    initials = options.initialize_with
    level = 0
    if ctx.sort_key is None:
        level = ctx.name_levels.get((index == 0, name), 0) if ctx.name_levels else 0
        expansion = ctx.record.expansions.get(variable)
        if expansion is not None:
            level = max(level, expansion.levels.get(index, 0))
        if (
            level
            and (initials is None or options.initialize is False)
            and ctx.style.citation.options.get("givenname-disambiguation-rule", "").endswith("-with-initials")
        ):
            level = 0
    full = options.initialize is False
    if level:
        form = "long"
        full = full or level > 1
    inlines = _parts(ctx, name, index, form, initials, full, options, element)
    return Span(Kind.NAME, inlines, name)


def _parts(
    ctx: Context,
    name: Name,
    index: int,
    form: str,
    initials: str | None,
    full: bool,
    options: g.NameOptions,
    element: g.Name,
) -> list[Inline]:
    if name.literal:
        text = name.literal
        if ctx.sort_key is not None:
            text = ARTICLE.sub("", text, count=1) if ARTICLE.match(text) else text
        return [dress(ctx, value_of(text), element.family)]
    given = name.given
    if initials is not None and name.family and given and name.western and "<" not in given:
        given = initialize(given, initials, not full, ctx.style.options.get("initialize-with-hyphen") != "false")
    if not name.western:
        return _eastern(ctx, name, given, form, element)
    if not name.family:
        return [dress(ctx, [given], element.given)]
    if form == "short":
        return [_family(ctx, element, name, name.non_dropping)]
    inverted = (
        ctx.sort_key is not None
        or options.name_as_sort_order == "all"
        or (options.name_as_sort_order == "first" and index == 0)
    )
    if name.static:
        front = _family(ctx, element, name, name.non_dropping)
        return [front, " ", dress(ctx, [given], element.given)] if given else [front]
    if inverted:
        return _inverted(ctx, name, given, options, element)
    return _natural(ctx, name, given, element)


def _eastern(ctx: Context, name: Name, given: str, form: str, element: g.Name) -> list[Inline]:
    """Names in scripts that put the family name first."""
    parts: list[Inline] = []
    if name.family:
        parts.append(dress(ctx, [name.family], element.family))
    if given and (form == "long" or not parts):
        if name.static and parts:
            parts.append(" ")
        parts.append(dress(ctx, [given], element.given))
    return parts


def _dress_part(ctx: Context, text: str, formatting: g.Formatting) -> Inline:
    """A name-part with its formatting but without its affixes."""
    if "<" in text:
        return dress(ctx, value_of(text), _bare(formatting))
    if formatting.plain:
        return text
    if not formatting.prefix and not formatting.suffix:
        return dress(ctx, [text], formatting)
    return dress(ctx, [text], _bare(formatting))


def _bare(formatting: g.Formatting) -> g.Formatting:
    """Formatting without affixes."""
    return g.Formatting(
        "", "", formatting.font, formatting.text_case, formatting.quotes, formatting.strip_periods, "", False
    )


def _spaced(parts: list[tuple[str, Inline]]) -> list[Inline]:
    """Parts with a space between each two, unless the first ends with an apostrophe or hyphen."""
    out: list[Inline] = []
    previous = ""
    for text, inline in parts:
        if not text:
            continue
        if out and not previous.endswith(JOINED) and not previous[-1].isspace() and text[0] != ",":
            out.append(" ")
        out.append(inline)
        previous = text
    return out


def _affixed(inlines: list[Inline], formatting: g.Formatting) -> list[Inline]:
    if formatting.plain or not inlines or not (formatting.prefix or formatting.suffix):
        return inlines
    return [i for i in (formatting.prefix, *inlines, formatting.suffix) if i != ""]


def _family(ctx: Context, element: g.Name, name: Name, *particles: str) -> Inline:
    """The family name with the particles that go before it."""
    parts = [(p, _dress_part(ctx, p, element.family)) for p in particles]
    parts.append((name.family, _dress_part(ctx, name.family, element.family)))
    return group(_affixed(_spaced(parts), element.family))


def _natural(ctx: Context, name: Name, given: str, element: g.Name) -> list[Inline]:
    """Given, dropping-particle, non-dropping-particle, family, suffix."""
    front = _affixed(_spaced([(given, _dress_part(ctx, given, element.given))]), element.given)
    back = _spaced(
        [
            (name.dropping, _dress_part(ctx, name.dropping, element.given)),
            (name.non_dropping, _dress_part(ctx, name.non_dropping, element.family)),
            (name.family, _dress_part(ctx, name.family, element.family)),
        ]
    )
    if name.suffix:
        back += [", " if name.comma_suffix else " ", name.suffix]
    back = _affixed(back, element.family)
    if not front:
        return back
    joined = given.endswith(JOINED) or element.given.suffix[-1:].isspace() or element.family.prefix[:1].isspace()
    space: list[Inline] = [] if joined else [" "]
    return [*front, *space, *back]


def _inverted(ctx: Context, name: Name, given: str, options: g.NameOptions, element: g.Name) -> list[Inline]:
    """Family first; where the non-dropping-particle goes is for demote-non-dropping-particle to say."""
    separator = ", " if options.sort_separator is None else options.sort_separator
    if ctx.sort_key is not None:
        separator = " "
    demote = ctx.style.options.get("demote-non-dropping-particle", "display-and-sort")
    demoted = demote == "display-and-sort" or (demote == "sort-only" and ctx.sort_key is not None)
    family = _family(ctx, element, name, *(() if demoted else (name.non_dropping,)))
    parts = [(given, _dress_part(ctx, given, element.given))]
    particles = [(name.dropping, _dress_part(ctx, name.dropping, element.given))]
    if demoted:
        particles.append((name.non_dropping, _dress_part(ctx, name.non_dropping, element.family)))
    parts = [*particles, *parts] if ctx.sort_key is not None else [*parts, *particles]
    behind = _affixed(_spaced(parts), element.given)
    out: list[Inline] = [family]
    if behind:
        out += [separator, *behind]
    if name.suffix:
        out += [separator, name.suffix]
    return [inline for inline in out if inline != ""]


# -- initials ----------------------------------------------------------------------------------------------


@lru_cache(maxsize=8192)
def initialize(given: str, mark: str, shorten: bool, hyphens: bool) -> str:
    """Given names as initials, each followed by `mark`; with `shorten` false only what is an initial
    already."""
    out = ""
    hyphen = False
    for piece in WORD.finditer(given):
        if piece["hyphen"]:
            hyphen = True
            continue
        word = piece["word"]
        if word is None:
            continue
        out = _add_word(out, word, mark, shorten, hyphens, hyphen)
        hyphen = False
    return out.strip(" ")


def _add_word(out: str, word: str, mark: str, shorten: bool, hyphens: bool, hyphen: bool) -> str:
    bare = word.removesuffix(".")
    if bare[:1].isalpha() and bare[0].upper() == bare[0].lower():  # a script without case knows no initials
        return out + ("" if not out or out.endswith(" ") else " ") + word + " "
    initial = (word.endswith(".")) or (len(bare) == 1 and bare.isupper())
    if not shorten and not initial:
        joint = "-" if hyphen else (" " if out and not out.endswith(" ") else "")
        return (out.rstrip(" ") if hyphen else out) + joint + word + " "
    if bare and not bare[0].isupper() and not hyphen and bare[0].isalpha() and bare[0].lower() == bare[0]:
        if bare[0].upper() == bare[0]:
            return out + bare[0] + mark
        return out + ("" if not out or out.endswith(" ") else " ") + bare + " "
    if not shorten or initial:
        letters = bare
    elif bare.isupper():
        letters = bare[0] if len(bare) > 1 else bare
    elif len(bare) > 2 and bare[1].isupper() and bare[2:].islower():
        letters = bare[0] + bare[1].lower()
    else:
        letters = bare[0]
    if hyphen:
        if not bare[0].isupper():
            return out
        return (out.rstrip(" ") + "-" if hyphens else out) + letters + mark
    return out + letters + mark
