"""The authors of a front matter and where they work.

In: `author:`, `authors:` with `affiliations:`, `affiliation:`, `institute:`, in the shapes of pandoc, pandoc's JATS
template, pandoc-scholar, Quarto, MyST, JOSS, R Markdown and Distill. Out: contributors, and a notice with its line for
what is no author, for a typo in a key, for an affiliation that nothing describes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from pubkit.formats.front_shapes import Path, Say, check_keys, first, one_line, text
from pubkit.model.metadata import Contributor
from pubkit.notices import Severity, nearest
from pubkit.records import replace

__all__ = ["people"]

_GIVEN = ("given", "given-names", "given-name", "given_names", "given_name", "first_name", "firstname", "first")
_FAMILY = ("family", "surname", "family-name", "family_name", "last_name", "lastname", "last")
_PLACES = ("affiliations", "affiliation", "institute", "institutes", "institution", "organization", "organisation")
_NOTES = ("note", "footnote", "thanks", "bio", "author-note", "biography")
_EMAILS = ("email", "mail", "e-mail", "correspondence")
_CORRESPONDING = ("corresponding", "corresp", "correspondence", "cor-id", "corresponding_author")
_COLLECTIVE = ("collective", "collaboration", "collab", "literal")
_AUTHOR = frozenset(
    {"name", "particle", "dropping-particle", "non-dropping-particle", "suffix", "nameParsed",
     "orcid", "orcid_id", "roles", "role", "credit", "url", "website", "homepage", "degrees", "id", "ref",
     "equal-contributor",
     "equal-contrib", "equal_contributors", "attributes", "deceased", "acknowledgements", "acknowledgments", "metadata",
     "number", "twitter", "github", "linkedin", "bluesky", "mastodon", "phone", "fax", "department", "city", "country",
     "group", "social", "title", "address", *_GIVEN, *_FAMILY, *_PLACES, *_NOTES, *_EMAILS, *_CORRESPONDING,
     *_COLLECTIVE}
)  # fmt: skip
_INSTITUTION = ("name", "institution", "organization", "organisation", "text")
_AFFILIATION = frozenset(
    {"id", "ref", "index", "number", "label", "department", "division", "group", "address", "street-address", "city",
    "region",
     "state", "country", "postal-code", "postal_code", "pobox", "url", "ror", "isni", "ringgold", "doi", "email",
     "phone", "fax",
     *_INSTITUTION}
)  # fmt: skip
_ORCID = re.compile(r"[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9Xx]")
_NOTE = re.compile(r"\^\[(?P<note>[^\]]*)\]\s*$|\\thanks\{(?P<thanks>[^}]*)\}\s*$")
_ADDRESS = re.compile(r"\s*<(?P<email>[^<>@\s]+@[^<>\s]+)>\s*")


def people(raw: Mapping[str, Any], say: Say) -> tuple[Contributor, ...]:
    """The authors in their order."""
    key = next((key for key in ("author", "authors", "by-author") if raw.get(key) is not None), "author")
    places = _institutions(raw, say)
    given = raw.get(key)
    items = given if isinstance(given, list) else [] if given is None else [given]
    found: list[Contributor] = []
    for index, item in enumerate(items):
        path: Path = (key, index) if isinstance(given, list) else (key,)
        found += _authors(item, path, places, say)
    return tuple(_beside(author, index, raw) for index, author in enumerate(found))


def _authors(item: Any, path: Path, places: Mapping[str, str], say: Say) -> Iterator[Contributor]:
    if isinstance(item, Mapping):
        yield from _described(item, path, places, say)
    elif isinstance(item, str) and item.strip():
        parts = re.split(r"\s*;\s*|\s*\\and\s+", item) if "^[" not in item else [item]
        yield from (_plain(part) for part in parts if part)
    elif item is not None:
        say("F308", "an author should be a name or a mapping with a name", path, "write name: Given Family")


def _plain(name: str) -> Contributor:
    """A name, perhaps with an e-mail address or pandoc's note behind it."""
    note = _NOTE.search(name)
    name = name[: note.start()] if note else name
    address = _ADDRESS.search(name)
    name = _ADDRESS.sub(" ", name) if address else name
    said = one_line(note["note"] or note["thanks"]) if note else ""
    return Contributor(one_line(name), note=said, email=address["email"] if address else "")


def _described(item: Mapping[str, Any], path: Path, places: Mapping[str, str], say: Say) -> Iterator[Contributor]:
    if len(item) == 1:
        ((key, value),) = item.items()
        if (
            key not in _AUTHOR
            and (value is None or isinstance(value, Mapping))
            and not nearest(key, _AUTHOR, cutoff=0.8)
        ):
            # pandoc-scholar: - Jane Doe: {institute: ...}
            item, path = {"name": key, **(value or {})}, (*path, key)
    check_keys(item, _AUTHOR, path, say, "an author")
    given, family = first(item, *_GIVEN), first(item, *_FAMILY)
    name: Any = item.get("name")
    collective = any(item.get(key) not in (None, False) for key in _COLLECTIVE)
    if isinstance(name, Mapping):
        given, family = first(name, *_GIVEN), _family(name)
        collective = collective or (bool(name.get("literal")) and not family)
        name = name.get("literal")
    whole = one_line(name) or first(item, "literal", "collab") or " ".join(part for part in (given, family) if part)
    suffix = one_line(item.get("suffix"))
    if not whole:
        say("F308", "an author without a name", path, "write name: Given Family")
        return
    if not one_line(name) and suffix:
        whole = f"{whole}, {suffix}" if suffix[:1].isalpha() and suffix.endswith(".") else f"{whole} {suffix}"
    email = next((said for key in _EMAILS if "@" in (said := one_line(item.get(key)))), "")
    yield Contributor(
        whole, given, family, tuple(_affiliations(item, path, places, say)), first(item, *_NOTES), email,
        _orcid(item, path, say), corresponding=_is_corresponding(item), collective=collective and not family,
        roles=tuple(_roles(item)),
    )  # fmt: skip


def _family(name: Mapping[str, Any]) -> str:
    particle = first(name, "non-dropping-particle", "dropping-particle", "particle")
    return " ".join(part for part in (particle, first(name, *_FAMILY)) if part)


def _is_corresponding(item: Mapping[str, Any]) -> bool:
    attributes = item.get("attributes")
    said = [item.get(key) for key in _CORRESPONDING]
    if isinstance(attributes, Mapping):
        said.append(attributes.get("corresponding"))
    elif isinstance(attributes, list):
        said.append("corresponding" in attributes)
    return any(value not in (None, False, "", "false") for value in said)


def _roles(item: Mapping[str, Any]) -> Iterator[str]:
    """CRediT roles: a text, a list, Quarto's list of mappings from role to degree."""
    said = item.get("roles") or item.get("role") or item.get("credit")
    for role in said if isinstance(said, list) else [said]:
        if isinstance(role, Mapping):
            yield from (one_line(role.get("role")) or key for key in list(role)[:1])
        elif one_line(role):
            yield one_line(role)


def _orcid(item: Mapping[str, Any], path: Path, say: Say) -> str:
    key = next((key for key in ("orcid", "orcid_id", "ORCID") if text(item.get(key))), "")
    if not key:
        return ""
    found = _ORCID.search(text(item[key]))
    if found and _is_checked(found.group().upper()):
        return found.group().upper()
    reason = "its last figure does not fit the others" if found else "write it like 0000-0002-1825-0097"
    say("F309", f'"{one_line(item[key])}" is no ORCID', (*path, key), reason, Severity.WARNING)
    return ""


def _is_checked(orcid: str) -> bool:
    """ISO 7064, MOD 11-2, as ORCID uses it."""
    total = 0
    for figure in orcid.replace("-", "")[:-1]:
        total = (total + int(figure)) * 2
    return (12 - total % 11) % 11 == (10 if orcid[-1] == "X" else int(orcid[-1]))


# -- affiliations --------------------------------------------------------------------------------------------------


def _institutions(raw: Mapping[str, Any], say: Say) -> Mapping[str, str]:
    """The affiliations that are described beside the authors, by id and by number."""
    by_id: dict[str, str] = {}
    by_number: dict[str, str] = {}
    for key in ("affiliations", "affiliation", "institute", "institutes"):
        value = raw.get(key)
        items = value if isinstance(value, list) else []
        if isinstance(value, Mapping):
            items = [value] if any(name in value for name in _INSTITUTION) else [{k: v} for k, v in value.items()]
        if not any(isinstance(item, Mapping) for item in items):
            continue  # plain texts stand beside the authors, entry for entry
        for number, item in enumerate(items, 1):
            path: Path = (key, number - 1) if isinstance(value, list) else (key,)
            name, printed = _named(item, path, say)
            by_number.setdefault(str(number), printed)
            by_id.setdefault(name or str(number), printed)
    return MappingProxyType(by_number | by_id)


def _named(item: Any, path: Path, say: Say) -> tuple[str, str]:
    """The id of an affiliation and how it is printed."""
    if not isinstance(item, Mapping):
        return "", one_line(item)
    if len(item) == 1 and not (set(item) & _AFFILIATION):
        ((key, value),) = item.items()
        return key, _institution(value, (*path, key), say)
    return first(item, "id", "index", "number", "label"), _institution(item, path, say)


def _institution(value: Any, path: Path, say: Say) -> str:
    if not isinstance(value, Mapping):
        return one_line(value)
    check_keys(value, _AFFILIATION, path, say, "an affiliation")
    parts = [first(value, "department", "division", "group"), first(value, *_INSTITUTION),
             first(value, "city"), first(value, "region", "state"), first(value, "country")]  # fmt: skip
    return ", ".join(part for part in dict.fromkeys(parts) if part)


def _affiliations(item: Mapping[str, Any], path: Path, places: Mapping[str, str], say: Say) -> Iterator[str]:
    key = next((key for key in _PLACES if item.get(key) is not None), "")
    value = item.get(key)
    for index, place in enumerate(value if isinstance(value, list) else [value] if value is not None else []):
        here: Path = (*path, key, index) if isinstance(value, list) else (*path, key)
        if isinstance(place, Mapping) and "ref" in place:
            yield from _referred(text(place["ref"]), here, places, say)
        elif isinstance(place, Mapping):
            if (
                printed := places.get(text(place.get("id")), "")
                if set(place) == {"id"}
                else _institution(place, here, say)
            ):
                yield printed
        else:
            yield from _mentioned(one_line(place), here, places, say)


def _mentioned(place: str, path: Path, places: Mapping[str, str], say: Say) -> Iterator[str]:
    """An id, ids with commas (JOSS), institutions with semicolons (MyST), or an institution as printed."""
    if place in places:
        yield places[place]
        return
    parts = [part.strip() for part in place.split(",")]
    if places and all(part in places for part in parts):
        yield from (places[part] for part in parts)
    elif places and all(part.isdecimal() for part in parts):
        for part in parts:
            yield from _referred(part, path, places, say)
    else:
        yield from (places.get(part.strip(), part.strip()) for part in place.split(";") if part.strip())


def _referred(identifier: str, path: Path, places: Mapping[str, str], say: Say) -> Iterator[str]:
    if identifier in places:
        yield places[identifier]
        return
    near = nearest(identifier, [name for name in places if not name.isdecimal()])
    hint = f"did you mean {near}?" if near else "describe it under affiliations:"
    say("F310", f'no affiliation has the id "{identifier}"', path, hint)


def _beside(author: Contributor, index: int, raw: Mapping[str, Any]) -> Contributor:
    """The author with what stands in lists beside the authors, entry for entry, as stock pandoc can print them."""

    def of(*keys: str) -> str:
        value = next((raw[key] for key in keys if raw.get(key) is not None), None)
        entries = value if isinstance(value, list) else [value]
        return one_line(entries[index]) if index < len(entries) and isinstance(entries[index], str) else ""

    place = of("affiliation", "institute")
    orcid = _ORCID.search(of("orcid"))
    return replace(
        author, affiliations=author.affiliations or ((place,) if place else ()),
        note=author.note or of("author-note"), email=author.email or of("email"),
        orcid=author.orcid or (orcid.group() if orcid and _is_checked(orcid.group()) else ""),
    )  # fmt: skip
