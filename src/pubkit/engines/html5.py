"""pandoc's HTML of a page, written here: the same bytes, without giving the tree out of hand.

In: the document tree. Out: what `pandoc --to html5` with the options of a page (`resident.PAGE_OPTIONS`) writes for it,
or None where the tree has a node or an attribute beyond those that most articles are made of (formulas, images, tables,
figures, raw HTML but `<wbr>`): pandoc writes it then. Reading a tree as JSON costs pandoc more than writing it.
The rules are those of Text.Pandoc.Writers.HTML; `tests/test_html5.py` compares both on invented trees.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pubkit.engines.ast import Attr, Document, Node

__all__ = ["html5"]

_SHIFT = 1
"""Headings are one level lower: the first is the title's."""
_AS_THEY_ARE = frozenset({"lang", "dir", "title", "role", "aria-label", "aria-hidden"})
_AS_DATA = frozenset({"cites"})
_OWN_ELEMENTS = frozenset({"kbd", "mark", "dfn", "smallcaps", "underline", "ul", "emoji", "math"})
"""Classes of spans for which pandoc has elements."""
_OWN_DIVISIONS = frozenset({"section", "column", "columns", "notes", "main", "incremental", "nonincremental"})
_SET_APART = frozenset({"csl-left-margin", "csl-right-inline", "csl-block", "csl-indent"})
"""Classes of spans that become divisions."""
_MARKS = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}
_SIMPLE = {"Emph": "em", "Strong": "strong", "Strikeout": "del", "Superscript": "sup", "Subscript": "sub",
           "Underline": "u"}  # fmt: skip
_NUMBERS = {"Decimal": "1", "LowerAlpha": "a", "UpperAlpha": "A", "LowerRoman": "i", "UpperRoman": "I"}
_TASKS = ("☐", "☒")


class _UnknownError(Exception):
    """Something that pandoc has to write."""


def html5(document: Document) -> str | None:
    """The page's HTML, or None where it takes pandoc."""
    writer = _Writer()
    try:
        body = writer.sections(document["blocks"])
        return "\n".join([*body, *writer.foot()]) + "\n"
    except _UnknownError:
        return None


class _Writer:
    """One document; notes are numbered on the way."""

    def __init__(self) -> None:
        self._notes: list[str] = []
        self._in_note = False

    # -- blocks --------------------------------------------------------------------------------------------------------

    def sections(self, blocks: Sequence[Node]) -> list[str]:
        """The blocks; a heading opens a section that goes on to the next of its level."""
        out: list[str] = []
        open_levels: list[int] = []
        for block in blocks:
            if block["t"] != "Header":
                out.append(self._block(block))
                continue
            level, attributes, inlines = block["c"]
            while open_levels and open_levels[-1] >= level:
                open_levels.pop()
                out.append("</section>")
            open_levels.append(level)
            out += self._heading(level + _SHIFT, attributes, inlines)
        return out + ["</section>"] * len(open_levels)

    def _heading(self, level: int, attributes: Attr, inlines: Sequence[Node]) -> Iterator[str]:
        if level > 6:
            raise _UnknownError
        identifier, classes, pairs = attributes
        yield f"<section{_attributes([identifier, [f'level{level}', *classes], pairs])}>"
        own = ["", classes, [pair for pair in pairs if pair[0] != "role"]]
        yield f"<h{level}{_attributes(own)}>{self._inlines(inlines)}</h{level}>"

    def _blocks(self, blocks: Sequence[Node]) -> str:
        return "\n".join([self._block(block) for block in blocks])

    def _block(self, node: Node) -> str:
        tag: str = node["t"]
        content: Any = node.get("c")
        if tag in ("Para", "Plain"):
            if not content:
                raise _UnknownError
            text = self._inlines(content)
            return f"<p>{text}</p>" if tag == "Para" else text
        if tag == "Div":
            return self._division(*content)
        if tag == "BlockQuote":
            return f"<blockquote>\n{self._blocks(content)}\n</blockquote>"
        if tag == "BulletList":
            return f"<ul>\n{self._items(content)}\n</ul>"
        if tag == "OrderedList":
            return f"<ol{_numbering(content[0])}>\n{self._items(content[1])}\n</ol>"
        if tag == "HorizontalRule":
            return "<hr />"
        if tag == "LineBlock":
            lines = "<br />\n".join([self._inlines(line) for line in content])
            return f'<div class="line-block">{lines}</div>'
        if tag == "CodeBlock":
            return f"<pre{_attributes(content[0])}><code>{_quoted(content[1])}</code></pre>"
        raise _UnknownError

    def _items(self, items: Sequence[Sequence[Node]]) -> str:
        for item in items:
            first = item[0] if item else {}
            if first.get("t") in ("Para", "Plain") and first["c"] and first["c"][0].get("c") in _TASKS:
                raise _UnknownError
        return "\n".join([f"<li>{self._blocks(item)}</li>" for item in items])

    def _division(self, attributes: Attr, blocks: Sequence[Node]) -> str:
        identifier, classes, pairs = attributes
        if not _OWN_DIVISIONS.isdisjoint(classes):
            raise _UnknownError
        if identifier == "refs" or "csl-bib-body" in classes or "csl-entry" in classes:
            if not any(key == "role" for key, _ in pairs):
                raise _UnknownError
            if "csl-entry" in classes:
                if any(block["t"] not in ("Para", "Plain") for block in blocks):
                    raise _UnknownError
                blocks = [{"t": "Plain", "c": block["c"]} for block in blocks]
        return f"<div{_attributes(attributes)}>\n{self._blocks(blocks)}\n</div>"

    # -- inlines -------------------------------------------------------------------------------------------------------

    def _inlines(self, nodes: Sequence[Node]) -> str:
        out: list[str] = []
        for node in nodes:
            tag = node["t"]
            if tag == "Str":
                text = node["c"]
                out.append(text if text.isalnum() else _text(text))
            elif tag == "Space" or tag == "SoftBreak":
                out.append(" ")
            else:
                out.append(self._inline(tag, node.get("c")))
        return "".join(out)

    def _inline(self, tag: str, content: Any) -> str:
        if tag == "Span":
            return self._span(*content)
        if tag == "Link":
            return self._link(*content)
        if tag in _SIMPLE:
            return f"<{_SIMPLE[tag]}>{self._inlines(content)}</{_SIMPLE[tag]}>"
        if tag == "Quoted":
            opening, closing = _MARKS[content[0]["t"]]
            return f"{opening}{self._inlines(content[1])}{closing}"
        if tag == "RawInline" and content == ["html", "<wbr>"]:
            return "<wbr>"
        if tag == "LineBreak":
            return "<br />\n"
        if tag == "SmallCaps":
            return f'<span class="smallcaps">{self._inlines(content)}</span>'
        if tag == "Code":
            return f"<code{_attributes(content[0])}>{_text(content[1])}</code>"
        if tag == "Note":
            return self._note(content)
        raise _UnknownError

    def _span(self, attributes: Attr, inlines: Sequence[Node]) -> str:
        classes = attributes[1]
        element = "span"
        if len(classes) == 1 and classes[0] in _SET_APART and not attributes[0] and not attributes[2]:
            element = "div"
        elif not _OWN_ELEMENTS.isdisjoint(classes) or any(name.startswith("csl-") for name in classes):
            raise _UnknownError
        return f"<{element}{_attributes(attributes)}>{self._inlines(inlines)}</{element}>"

    def _link(self, attributes: Attr, inlines: Sequence[Node], target: Sequence[str]) -> str:
        address, title = target
        if any(key == "title" for key, _ in attributes[2]):
            raise _UnknownError
        said = f' title="{_quoted(title)}"' if title and not address.startswith("mailto:") else ""
        text = self._inlines(inlines)
        if "<a " in text:  # pandoc takes links out of links
            raise _UnknownError
        return f'<a href="{_quoted(address)}"{_attributes(attributes)}{said}>{text}</a>'

    # -- notes ---------------------------------------------------------------------------------------------------------

    def _note(self, blocks: Sequence[Node]) -> str:
        if self._in_note or not blocks:
            raise _UnknownError
        self._in_note = True
        number = len(self._notes) + 1
        back = f'<a href="#fnref{number}" class="footnote-back" role="doc-backlink">↩\N{VARIATION SELECTOR-15}</a>'
        *others, last = [self._block(block) for block in blocks]
        if blocks[-1]["t"] == "Para":
            last = last.removesuffix("</p>") + back + "</p>"
        else:
            last += back if blocks[-1]["t"] == "Plain" else "\n" + back
        text = "\n".join([*others, last])
        self._notes.append(f'<li id="fn{number}">{text}</li>')
        self._in_note = False
        return (
            f'<a href="#fn{number}" class="footnote-ref" id="fnref{number}" role="doc-noteref"><sup>{number}</sup></a>'
        )

    def foot(self) -> Iterator[str]:
        """The notes, at the end."""
        if self._notes:
            yield '<section id="footnotes" class="footnotes footnotes-end-of-document" role="doc-endnotes">'
            yield from ("<hr />", "<ol>", *self._notes, "</ol>", "</section>")


# -- characters and attributes -----------------------------------------------------------------------------------------


def _text(text: str) -> str:
    if "&" in text or "<" in text or ">" in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if "↩" in text or "↔" in text:  # which some machines would show as pictures
        text = text.replace("↩", "↩\N{VARIATION SELECTOR-15}").replace("↔", "↔\N{VARIATION SELECTOR-15}")
    return text


def _quoted(text: str) -> str:
    """The text of an attribute."""
    if text.isalnum():
        return text
    return (
        text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace('"', "&quot;")
        .replace("'", "&#39;")
    )


def _attributes(attributes: Attr) -> str:
    """An attribute triple as HTML has it; without what pandoc would mend, or knows more of."""
    identifier, classes, pairs = attributes
    said = f' id="{_quoted(identifier)}"' if identifier else ""
    if classes:
        if len(set(classes)) < len(classes):
            raise _UnknownError
        said += f' class="{_quoted(" ".join(classes))}"'
    if not pairs:
        return said
    for key, value in pairs:
        if key not in _AS_THEY_ARE and key not in _AS_DATA:
            raise _UnknownError
        said += f' {"data-" if key in _AS_DATA else ""}{key}="{_quoted(value)}"'
    if len({key for key, _ in pairs}) < len(pairs):
        raise _UnknownError
    return said


def _numbering(attributes: Sequence[Any]) -> str:
    start, style, _ = attributes
    if style["t"] == "Example":
        raise _UnknownError
    said = f' start="{start}"' if start != 1 else ""
    return said + (f' type="{_NUMBERS[style["t"]]}"' if style["t"] in _NUMBERS else "")
