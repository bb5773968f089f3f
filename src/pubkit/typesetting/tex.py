"""An article as LaTeX that XeLaTeX and LuaLaTeX compile.

In: the tree, the metadata. Out: the file's text. pandoc writes the body and the frame; put in are authors with their
affiliations and notes, journal and details, keywords, faces that have Cyrillic and Greek where the machine has some,
captions with our numbers, equations with theirs, and escapes of what TeX would read in text.
"""

from __future__ import annotations

from typing import Any

from pubkit.engines import pandoc
from pubkit.engines.ast import Document, Node, attr, plain_text, rewrite, span, string
from pubkit.model.metadata import Contributor, Metadata
from pubkit.typesetting.meta import inlines, meta, plain
from pubkit.typesetting.words import words_of

__all__ = ["write_latex"]

_FACES = (
    "Source Serif 4",
    "Source Serif Pro",
    "Libertinus Serif",
    "Noto Serif",
    "CMU Serif",
    "DejaVu Serif",
    "Times New Roman",
)
_HEADER = r"""
\usepackage{caption}
\captionsetup{labelformat=empty,labelsep=none,font=small,justification=raggedright,singlelinecheck=false}
\makeatletter
\AtBeginDocument{\@ifpackageloaded{subcaption}{\captionsetup[sub]{labelformat=empty,labelsep=none}}{}}
\makeatother
\tolerance=1200 \emergencystretch=1.5em \hfuzz=0.3pt
\widowpenalty=10000 \clubpenalty=10000
"""
_FACE = r"\newcommand{\pubkitface}[1]{\IfFontExistsTF{#1}{\setmainfont{#1}\renewcommand{\pubkitface}[1]{}}{}}"
"""The first face that the machine has; for texts in scripts that Latin Modern lacks."""
_LISTED = (
    r"\begingroup\small\setlength{\parindent}{0pt}\setlength{\parskip}{4pt}"
    r"\everypar{\hangindent=1.5em\hangafter=1}"
)
_OPTIONS = ("--standalone", "--syntax-highlighting=none")


def write_latex(body: Document, metadata: Metadata) -> bytes:
    """The article as a LaTeX file."""
    said = meta(metadata)
    said["documentclass"] = inlines("article")
    said["geometry"] = {"t": "MetaList", "c": [inlines("a4paper"), inlines("margin=28mm")]}
    said["header-includes"] = _raw_blocks(_header(body, metadata))
    said["author"] = {"t": "MetaList", "c": [_author(author) for author in metadata.authors]}
    said["date"] = inlines(metadata.issued or metadata.date)
    said["include-before"] = {"t": "MetaBlocks", "c": _before(metadata)}
    if not metadata.authors:
        del said["author"]
    tree = {**rewrite(body, _node), "meta": {key: value for key, value in said.items() if value.get("c") != []}}
    return pandoc.write_bytes(tree, "latex", _OPTIONS)


def _header(body: Document, metadata: Metadata) -> str:
    text = plain_text(body["blocks"], notes=True) + repr(metadata)
    if all(ord(char) < 0x370 or not char.isalpha() for char in text):
        return _HEADER
    return "\n".join([_HEADER, _FACE, *(rf"\pubkitface{{{face}}}" for face in _FACES)])


def _raw_blocks(text: str) -> dict[str, Any]:
    return {"t": "MetaBlocks", "c": [{"t": "RawBlock", "c": ["latex", text.strip()]}]}


def _raw(text: str) -> Node:
    return {"t": "RawInline", "c": ["latex", text]}


def _author(author: Contributor) -> dict[str, Any]:
    """The name with its affiliations under it, note and addresses at the foot of the page."""
    parts: list[Node] = [*inlines(plain(author.name))["c"]]
    note = " ".join(part for part in (plain(author.note), author.email) if part)
    if note:
        parts += [_raw(r"\thanks{"), *_text(note), _raw("}")]
    for place in author.affiliations:
        parts += [_raw(r"\\{\small "), *_text(plain(place)), _raw("}")]
    return {"t": "MetaInlines", "c": parts}


def _text(text: str) -> list[Node]:
    words = [node for word in text.split() for node in ({"t": "Space"}, string(word))]
    return words[1:]


def _before(metadata: Metadata) -> list[Node]:
    words = words_of(metadata.language)
    blocks: list[Node] = []
    for language, text in metadata.abstracts:
        heading = words_of(language or metadata.language)["abstract"]
        strong: Node = {"t": "Strong", "c": _text(heading + ".")}
        pairs = {"lang": language} if language else {}
        blocks.append(
            {
                "t": "Div",
                "c": [attr("", [], pairs), [{"t": "Para", "c": [strong, {"t": "Space"}, *_text(plain(text))]}]],
            }
        )
    if metadata.keywords:
        label: Node = {"t": "Strong", "c": [string(f"{words['keywords']}:")]}
        listed = _text(", ".join(plain(word) for word in metadata.keywords))
        blocks.append({"t": "Para", "c": [_raw(r"\noindent "), label, {"t": "Space"}, *listed]})
    pages = "–".join(part for part in (metadata.first_page, metadata.last_page) if part)
    numbers = (f"{words['volume']} {metadata.volume}" if metadata.volume else "",
               f"{words['issue']} {metadata.issue}" if metadata.issue else "", metadata.issued[:4], pages)  # fmt: skip
    place = ", ".join(part for part in (plain(metadata.journal), *numbers) if part) if metadata.journal else ""
    doi = f"https://doi.org/{metadata.doi}" if metadata.doi else ""
    details = " · ".join(part for part in (place, doi, plain(metadata.copyright), plain(metadata.license)) if part)
    if details:
        blocks.append({"t": "Para", "c": [_raw(r"\noindent{\small "), *_text(details), _raw("}")]})
    return blocks


def _node(node: Node) -> Node | list[Node] | None:
    if node["t"] == "Span" and "equation" in node["c"][0][1] and node["c"][1][0]["t"] == "Math":
        identifier, (formula, *number) = node["c"][0][0], node["c"][1]
        said = plain_text(number).strip("()")
        tagged = f"{formula['c'][1].rstrip()} \\tag{{{said}}}"
        return span(attr(identifier), [{"t": "Math", "c": [formula["c"][0], tagged]}])
    if node["t"] == "Div" and "csl-entry" in node["c"][0][1]:
        return _anchored(node["c"][0][0], node["c"][1])
    if node["t"] == "Div" and "csl-bib-body" in node["c"][0][1]:
        # The entries are paragraphs of ours, not the environment of pandoc's citeproc: no package is asked for.
        (identifier, _, pairs), blocks = node["c"]
        inner = [
            {"t": "RawBlock", "c": ["latex", _LISTED]},
            *blocks,
            {"t": "RawBlock", "c": ["latex", r"\par\endgroup"]},
        ]
        return {"t": "Div", "c": [[_other(identifier), [], pairs], inner]}
    return None


def _anchored(identifier: str, blocks: list[Node]) -> list[Node]:
    """An entry with its anchor in its text: of a div that is called ref- pandoc makes an item of its own list."""
    if not blocks or blocks[0]["t"] != "Para":
        return blocks
    return [{"t": "Para", "c": [span(attr(identifier), []), *blocks[0]["c"]]}, *blocks[1:]]


def _other(identifier: str) -> str:
    """pandoc makes its own environment of a div that is called refs."""
    return "works" if identifier == "refs" else identifier
