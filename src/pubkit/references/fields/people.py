"""Authors, editors, translators: roles off, names read."""

from __future__ import annotations

import re

from pubkit.records import replace
from pubkit.references.fields.draft import Draft
from pubkit.references.fields.edges import LEADING_IN, unquote
from pubkit.references.names import NameList, read_names
from pubkit.references.segments import Segment

__all__ = ["read_people", "read_stray_people"]


_SECOND_ROLE = re.compile(
    r"[,;.(]?\s*(?:and\s+|und\s+|et\s+)?\b(?P<role>trans(?:l|lated)?\.?|übers\.|übersetzt|traduit|trad\.|traducción|tradução)\s*(?:by|von|v\.|par|de|di|por)?\s+(?=[A-ZÀ-Þ])",
    re.IGNORECASE,
)


_CONTAINER_BEFORE_ROLE = re.compile(
    r"[\s,.]*(?P<container>[^,;()]{3,90}?),\s+(?P<role>(?:ed\.|eds\.|edited\s+by|hrsg\.\s*(?:von|v\.)|hg\.\s*(?:von|v\.)|dir\.|sous\s+la\s+dir\.\s+de|a\s+cura\s+di|éd\.\s+(?:par|de))\s+)(?=[A-ZÀ-Þ])",
    re.IGNORECASE,
)
_IS_TRANSLATOR = re.compile(
    r"^[\s,(\[.;]*(?:trans(?:l|lated)?\b\.?|übers(?:etzt)?\b\.?|trad(?:uit|ucción|ução|uzione|otto)?\b\.?)\s*(?:by|von|v\.|par|de|di|por|da)?\s+(?=[A-ZÀ-Þ])"
    r"|[,(\s](?:trans(?:l|lator)?|übers|trad)\.?\)?[\s.,:;]*$",
    re.IGNORECASE,
)
"""A role that the model took for that of an editor."""
_ONLY_ROLE = re.compile(r"[\s.,(]*(?:edited|ed\.?|eds\.?|selected|hrsg\.?|hg\.?|éd\.?)?[\s.,]*$", re.IGNORECASE)
_NUMBER_BEHIND = re.compile(r",\s(?:pp?\.\s?|S\.\s?)?\d[\d\s–-]*\W*$")


def read_people(draft: Draft, segment: Segment, url: str) -> None:
    """The names of one role; a second role or a container inside the segment is read as well."""
    start = segment.start
    if segment.label == "editor" and (match := _SECOND_ROLE.search(draft.text, start + 2, segment.end)):
        read_people(draft, replace(segment, label="translator", start=match.start("role")), url)
        if _ONLY_ROLE.match(draft.text, start, match.start()):  # "edited and translated by": both roles, one name
            start = match.end()
        else:
            segment = replace(segment, end=match.start())
    if segment.label == "editor" and _IS_TRANSLATOR.search(draft.text[start : segment.end]):
        segment = replace(segment, label="translator")
    if segment.label == "editor" and (inside := _CONTAINER_BEFORE_ROLE.match(draft.text, start, segment.end)):
        words = inside["container"].split()
        if len(words) != 2 or LEADING_IN.match(inside["container"]) or not read_names(inside["container"]).names:
            lead = LEADING_IN.match(inside["container"])
            first = inside.start("container") + (lead.end() if lead else 0)
            first, last = unquote(draft.text, first, inside.end("container"))
            draft.string("container-title", draft.text[first:last], first, last, segment)
            start = inside.end("role")
    if segment.label == "editor" and (number := _NUMBER_BEHIND.search(draft.text, start, segment.end)):
        segment = replace(segment, end=number.start())
    if segment.label != "author" and (match := LEADING_IN.match(draft.text[start : segment.end])):
        start += match.end()
    start += _role_prefix(draft.text[start : segment.end])
    listed = read_names(draft.text[start : segment.end], url=url)
    if segment.label == "author" and "editor" not in draft.names and _is_edited(draft.text[start:], listed):
        segment = replace(segment, label="editor")
    if not listed.names or segment.label in draft.names:
        return
    draft.names[segment.label] = tuple(name.name for name in listed.names)
    for first, last, rule in listed.set_aside:
        draft.set_aside.append((start + first, start + last, rule))
    for name in listed.names:
        draft.evidence(segment.label, start + name.start, start + name.end, segment, sure=name.sure, reason=name.reason)


_EDITED = re.compile(
    r"\W*(?:eds?|editors?|hrsgg?|hgg?|dirs?|coords?|orgs?|éds?|cur|curr|a cura di)\b\.?\W*$", re.IGNORECASE
)


def _is_edited(text: str, listed: NameList) -> bool:
    """Whether the role behind a list says that its names are editors: "Weir Board (Hrsg.), ..."."""
    return any(rule == "role" and _EDITED.match(text[first:last]) for first, last, rule in listed.set_aside)


def read_stray_people(draft: Draft, segment: Segment) -> None:
    """A translator or editor in what was labelled as no field: "trad. de A. Roldán,"."""
    printed = draft.text[segment.start : segment.end]
    if _IS_TRANSLATOR.match(printed) and "translator" not in draft.names:
        read_people(draft, replace(segment, label="translator"), "")
    elif (role := _EDITOR_LEADS.match(printed)) and "editor" not in draft.names and role.end() < len(printed):
        read_people(draft, replace(segment, label="editor"), "")


_EDITOR_LEADS = re.compile(
    r"[\s,(\[.;]*(?:edited\s+by|eds?\.\s+by|hrsg\.\s+v(?:on|\.)|hg\.\s+v(?:on|\.)|a\s+cura\s+di|sous\s+la\s+dir(?:ection|\.)\s+de|éd\.\s+par|"
    r"edición\s+de|org\.\s+por|organizado\s+por)\s+(?=(?-i:[A-ZÀ-Þ]))",
    re.IGNORECASE,
)


_ROLE_PREFIX = re.compile(
    r"""^[\s,(\[.]*(?:(?:and|und|et|&)\s+)?(?:\(?(?:edited|ed\.?|eds\.?|translated|transl?\.?|tr\.|trans\.|compiled|introduction|selected)(?:\s*(?:and|&)\s*(?:translated|trans\.?|ed\.|edited|introd\.|annotated))?\s*(?:by\b)?|
        hrsg\.?\s*(?:von|v\.)?|hg\.?\s*(?:von|v\.)?|hgg\.|herausgegeben\s+von|übers(?:etzt|\.)\s*(?:von|v\.)?|sous\s+la\s+dir(?:ection|\.)\s+d[eu’'](?:\s|(?<=[’']))?|éd(?:ité|\.)?\s*(?:par|de)?|trad(?:uit|\.|ucción|ução|uzione)?\s*(?:par|de|di|por)?|dir\.|
        a\s+c(?:ura|\.)\s+di|cur[ra]?\.|org\.|coord\.|editado\s+por|organizado\s+por|под\s+ред\.|red\.|pod\s+red(?:akcją|\.)|éds?\.|textes\s+réunis\s+par)[\s):,]+""",
    re.VERBOSE | re.IGNORECASE,
)


def _role_prefix(text: str) -> int:
    match = _ROLE_PREFIX.match(text)
    return match.end() if match else 0
