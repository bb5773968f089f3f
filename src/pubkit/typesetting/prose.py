"""An article as Markdown and as plain text, for readers and programs that know no more.

In: the tree, the metadata. Out: text. Citations are their words; a reference is a paragraph. Markdown keeps its front
matter, in keys that pubkit and pandoc read again; plain text opens with title, people and abstract, says where links
lead and what figures show, and is wrapped.
"""

from __future__ import annotations

from typing import Any

from pubkit.engines import pandoc
from pubkit.engines.ast import Document, Node, attr, plain_text, rewrite, space, string
from pubkit.model.metadata import Metadata
from pubkit.typesetting.meta import inlines, listed, meta
from pubkit.typesetting.opening import opened

__all__ = ["write_markdown", "write_plain"]

_MARKDOWN = "markdown-raw_html-raw_attribute-citations"
_KEPT = (
    "journal",
    "volume",
    "issue",
    "year",
    "issn",
    "eissn",
    "doi",
    "url",
    "license",
    "copyright",
    "received",
    "accepted",
)


def write_markdown(body: Document, metadata: Metadata) -> bytes:
    """The article as Markdown."""
    said = meta(metadata)
    said |= {name: inlines(value) for name in _KEPT if (value := getattr(metadata, name))}
    if pages := "-".join(part for part in (metadata.first_page, metadata.last_page) if part):
        said["pages"] = inlines(pages)
    places = ["; ".join(author.affiliations) for author in metadata.authors]
    if any(places):
        said["affiliation"] = listed(places)
    said.pop("rights", None)
    tree = rewrite(rewrite(body, _without_anchors), _flat)
    return pandoc.write_bytes({**tree, "meta": said}, _MARKDOWN, ("--standalone",))


def write_plain(body: Document, metadata: Metadata) -> bytes:
    """The article as plain text."""
    tree = rewrite(rewrite(rewrite(opened(body, metadata), _told), _without_anchors), _flat)
    return pandoc.write_bytes({**tree, "meta": {}}, "plain", ("--wrap=auto", "--columns=80"))


def _without_anchors(node: Node) -> list[Node] | None:
    """A citation is its words, and so is a cross-reference."""
    content: Any = node.get("c")
    if node["t"] == "Span":
        classes = content[0][1]
        if "back-links" in classes:
            return []
        if "equation" in classes:
            formula, *number = content[1]
            return [formula, space(), *number]
        return list(content[1])
    if node["t"] == "Link" and content[2][0].startswith("#"):
        return list(content[1])
    return None


def _flat(node: Node) -> Node | list[Node] | None:
    """Divs, and attributes of headings and tables, say nothing to a reader."""
    if node["t"] == "Div":
        return list(node["c"][1])
    if node["t"] == "Header":
        level, _, words = node["c"]
        return {"t": "Header", "c": [level, attr(), words]}
    if node["t"] == "Table":
        return {"t": "Table", "c": [attr(), *node["c"][1:]]}
    if node["t"] == "CodeBlock":
        return {"t": "CodeBlock", "c": [attr("", node["c"][0][1]), node["c"][1]]}
    return None


def _told(node: Node) -> Node | list[Node] | None:
    """Where a link leads, and what a figure shows."""
    if node["t"] == "Link":
        _, words, (target, _) = node["c"]
        said = plain_text(words)
        if target.startswith("#") or target.removeprefix("mailto:") == said:
            return None
        return [*words, space(), string(f"<{target}>")]
    if node["t"] == "Figure":
        _, (_, caption), blocks = node["c"]
        inner = [block for block in blocks if block["t"] in {"Figure", "Div", "Table", "CodeBlock"} or _words(block)]
        return [
            *inner,
            *({"t": "Para", "c": [string("["), *block["c"], string("]")]} for block in caption[:1]),
            *caption[1:],
        ]
    return None


def _words(block: Node) -> bool:
    """Whether a block has words beside its images."""
    return any(
        node["t"] not in {"Image", "Space", "SoftBreak"} for node in block.get("c", []) if isinstance(node, dict)
    )
