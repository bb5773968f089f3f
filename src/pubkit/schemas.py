"""JSON Schemas of what people write: pubkit.toml, decisions.toml, and the front matter of article.md.

Editors complete and check by them (draft 2020-12). They are made of the same tables by which the files are read, so
that they say what the program accepts; what only the reader can know (whether a style exists, a place in the text) they
leave open.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from typing import Any

from pubkit import editions, project, typesetting
from pubkit.decisions import file as decisions
from pubkit.formats import frontmatter

__all__ = ["SCHEMAS", "schema"]

Schema = dict[str, Any]

_INSIDE = r"^(?!/)(?!(?:[^/]*/)*\.\.(?:/|$))"
"""A path within the project."""

_PROJECT = {
    "title": "Goes before the article's own title.",
    "language": "The language of the article, which goes before its own: en-GB, de, az.",
    "style": "A citation style: a name that `pubkit styles search` finds, or the path of a .csl file.",
    "theme": "classic, modern, columns, one of styles/themes/, or the path of a theme's folder.",
    "paper": "The paper of the PDF.",
    "pdf_variant": "The kind of PDF: accessible, or archival with the article's sources attached.",
    "to": "What to make.",
    "article": "The article, where it is not article.md.",
    "sources": "Raw texts of one article, converted on the way.",
    "bibliography": "The references, where they are not references.bib.",
    "output": "The folder to write into.",
    "limits": "What one document may take.",
}
_LIMITS = {
    "input-bytes": "Bytes of one input file.",
    "unpacked-bytes": "Bytes of all that a DOCX, ODT or EPUB unpacks to.",
    "image-bytes": "Bytes of one image.",
    "seconds": "Seconds for one document, all stages together.",
    "memory-mib": "MiB of memory for one document; pandoc may take another 512.",
}
_TABLES = {
    "heading": "This text is a heading of this level; 0: it is none.",
    "paragraph": "A new paragraph begins with these words; or the one that does goes on the one before.",
    "call": "The call of this note stands behind these words.",
    "reading": "What the article reads here: the text of another witness (siglum), or another text.",
    "keep": "Something set aside that is text of the article.",
    "work": "These keys are one work, or these references belong to another.",
    "field": "The value of a field of an entry: a CSL variable, or type.",
}
_FRONT = {
    "title": "The title; a little Markdown is read.",
    "author": "Name, names, or mappings with name, orcid, email, affiliation.",
    "abstract": "The abstract, in Markdown.",
    "keywords": "A list of words.",
    "lang": "The language of the article, as a tag: en-GB, de, az.",
    "bibliography": "The file or files of references; by default references.bib.",
    "csl": "The citation style, for other programs: pubkit takes --style, or that of pubkit.toml.",
    "nocite": "Entries that are listed though nothing cites them.",
    "date": "The date of the article.",
    "journal": "The journal, or a mapping with its title, issn, publisher.",
    "number-sections": "Whether headings are numbered.",
    "suppress-bibliography": "Whether the list of references is left out.",
    "crossref": "Words of cross-references: fig-title, tbl-title ...",
}


def schema(name: str) -> Schema:
    """The schema of this name, of `SCHEMAS`."""
    title, make = SCHEMAS[name]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **make()}


# -- pubkit.toml ---------------------------------------------------------------------------------------------------


def _project() -> Schema:
    named: dict[str, list[str]] = {key: [key] for key in _PROJECT}
    for other, key in project.OTHER_NAMES.items():
        named[key].append(other)
    named["sources"].append("input")
    properties = {name: _setting(key) for key, names in named.items() for name in names}
    article = {"type": "string", "pattern": _INSIDE + r".*\.(?:[Mm][Dd]|[Mm][Aa][Rr][Kk][Dd][Oo][Ww][Nn])$"}
    properties["input"] = {"anyOf": [_setting("sources"), article], "description": "The article, or raw texts."}
    once = [pair for names in named.values() for pair in itertools.combinations(names, 2)]
    return _closed(properties) | {"allOf": [{"not": {"required": list(pair)}} for pair in once]}


def _setting(key: str) -> Schema:
    said = {"description": _PROJECT[key]}
    if key == "limits":
        number = {"type": "integer", "minimum": 1, "maximum": project.MOST}
        return said | _closed({name: number | {"description": _LIMITS[name]} for name in project.LIMITS})
    if key == "to":
        return said | _one_or_more({"enum": list(editions.FORMATS)}, {"type": "string", "pattern": _listed()})
    if key == "paper":
        return said | _choice(typesetting.PAPERS, "(?:[Pp][Aa][Pp][Ee][Rr])?")
    if key == "pdf_variant":
        return said | _choice(typesetting.PDF_VARIANTS, "")
    text = {"type": "string"} | ({"pattern": _INSIDE} if key in project.PATHS else {})
    if key in project.LISTS:
        return said | _one_or_more(text, {"type": "string", "pattern": _each_inside()})
    return said | text


def _one_or_more(item: Schema, text: Schema) -> Schema:
    """A list, or a text with commas."""
    return {"anyOf": [{"type": "array", "items": item}, text]}


def _listed() -> str:
    names = "|".join(editions.FORMATS)
    return rf"^[\s,]*(?:(?:{names})\s*(?:,\s*(?:{names})?\s*)*)?$"


def _each_inside() -> str:
    return r"^(?!\s*/)(?!.*,\s*/)(?!(?:.*[,/])?\s*\.\.\s*(?:[,/]|$))"


def _choice(names: tuple[str, ...], ending: str) -> Schema:
    """One of the names, in small letters or capitals."""
    spelt = "|".join("".join(f"[{c.upper()}{c}]" if c.isalpha() else c for c in name) for name in names)
    return {"type": "string", "anyOf": [{"enum": list(names)}, {"pattern": f"^(?:{spelt}){ending}$"}]}


# -- decisions.toml ------------------------------------------------------------------------------------------------


def _decisions() -> Schema:
    strings = {"type": "array", "items": {"type": "string"}}
    front = _closed(
        {name: {"type": "string"} for name in decisions.FRONT_TEXTS} | dict.fromkeys(decisions.FRONT_LISTS, strings)
    )
    kinds: Mapping[type, Schema] = {
        str: {"type": "string"}, int: {"type": "integer", "minimum": 0, "maximum": 6}, list: strings,
    }  # fmt: skip
    tables = {
        name: {
            "type": "array",
            "description": _TABLES[name],
            "items": _closed({key: kinds[kind] for key, kind in keys})
            | {"anyOf": [{"required": list(needed)} for needed in decisions.NEEDED[name]]},
        }
        for name, keys in decisions.KEYS.items()
    }
    return _closed({"front": front | {"description": "Fields of the front matter."}, **tables})


# -- the front matter ----------------------------------------------------------------------------------------------


def _front_matter() -> Schema:
    properties: dict[str, Schema] = {key: {} for key in sorted(frontmatter.known_keys())}
    for key, said in _FRONT.items():
        properties[key] = {"description": said}
    properties["keywords"] |= {"not": {"type": "object"}}
    properties["crossref"] |= {"type": ["object", "boolean", "null"]}
    for key in ("number-sections", "numbersections", "suppress-bibliography"):
        properties[key] = {**properties.get(key, {}), "type": ["boolean", "null"]}
    return _closed(properties) | {"patternProperties": {f"^{pattern}": {} for pattern in frontmatter.KEY_PATTERNS}}


def _closed(properties: Mapping[str, Schema]) -> Schema:
    return {"type": "object", "properties": dict(properties), "additionalProperties": False}


SCHEMAS: Mapping[str, tuple[str, Callable[[], Schema]]] = {
    "project": ("pubkit.toml", _project),
    "decisions": ("decisions.toml", _decisions),
    "front-matter": ("the front matter of article.md", _front_matter),
}
"""The schemas by name: what each is of, and what makes it."""
