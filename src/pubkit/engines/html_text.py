"""A web page to a witness's text, in the signs of `marked_text`: nothing in it could act.

In: HTML, decoded. Out: its text and notices. The tree is lxml's (HTML as browsers of 2010 read it), walked without
recursion: depth costs nothing. A footnote is a link with a number or a sign as its text whose target is on the page;
its body becomes a paragraph `[^1]: ...` at the end. What is the site's (`html_furniture`) comes last, behind `% `. A
table is one where nothing speaks for a page laid out in tables. Script and style are dropped and counted; where one is
never closed, only its tag is dropped, because all the rest of the page would go with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from pubkit.engines.html_front import front_of
from pubkit.engines.html_furniture import furniture
from pubkit.engines.html_notes import MARK, is_back, notes_of, words_of
from pubkit.engines.marked_text import front_block, guarded, lowered
from pubkit.errors import UnreadableInput
from pubkit.notices import Notice, Severity
from pubkit.records import dataclass, field

__all__ = ["html_text"]

_BLOCKS = frozenset(
    """address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody
    td tfoot th thead title tr ul""".split()  # noqa: SIM905
)
_SILENT = frozenset({"script", "style", "template", "head"})
_RAW = re.compile(
    r"<(?P<name>script|style|textarea|title|iframe|noembed|noframes|noscript|xmp)\b[^<>]*>", re.IGNORECASE
)
_PLAINTEXT = re.compile(r"</?plaintext\b[^<>]*>", re.IGNORECASE)
_WRAPPER = re.compile(
    r"</?(?:(?P<inline>a|abbr|b|big|cite|em|font|i|small|span|strong|sub|sup|tt|u)|[a-z]+[1-6]?)\b[^<>]*>",
    re.IGNORECASE,
)
"""Tags that can be done without when a page is too deep: every block becomes a paragraph."""
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f]")
_SPACE = re.compile(r"[ \t\n\r\f]+")
_NUMBERS = re.compile(r"\W{0,2}\d{1,4}(?:\s?[,;–-]\s?\d{1,4}){1,12}\W{0,2}")
"""Several numbers of works, raised."""
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_STYLED = {"em": "*", "i": "*", "cite": "*", "dfn": "*", "b": "**", "strong": "**"}
_VERSE = frozenset({"line-block", "verse", "poem", "stanza", "poetry"})
_ROW_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


def html_text(page: str) -> tuple[str, tuple[Notice, ...]]:
    """The text of an HTML page. Raises `UnreadableInput` where there is none."""
    source, left_open = _with_raw_closed(_CONTROLS.sub("", page))
    root = _parsed(source)
    if root is None:
        root = _parsed(_WRAPPER.sub(lambda tag: "" if tag["inline"] else "<p>", source))
    if root is None:
        raise UnreadableInput("its elements nest too deeply to be read", hint="give its text instead")
    reading = _Reading(root)
    text = reading.text()
    notices = list(reading.notices())
    if left_open:
        names = ", ".join(f"<{name}>" for name in left_open)
        notices.append(Notice("W111", f"never closed: {names}; what follows is read as text", Severity.WARNING))
    return text, tuple(notices)


def _parsed(source: str) -> etree._Element | None:
    """The tree, or None where it is deeper than libxml2 reads (2,048): it would leave the rest out."""
    parser = HTMLParser(huge_tree=True, no_network=True, remove_comments=True)
    try:
        root = document_fromstring(source, parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise UnreadableInput(f"no text in this HTML: {error}".lower()) from None
    return None if any(entry.level_name == "FATAL" for entry in parser.error_log) else root


def _with_raw_closed(page: str) -> tuple[str, tuple[str, ...]]:
    """The page without the start tags that would swallow all the rest, and their names."""
    lower = page.lower()
    pieces: list[str] = []
    left_open: list[str] = []
    at = 0
    page_end = len(page)
    while found := _RAW.search(page, at):
        name = found["name"].lower()
        end = lower.find(f"</{name}", found.end())
        pieces.append(page[at : found.start() if end < 0 else max(end, found.end())])
        if end < 0:
            left_open.append(name)
        at = found.end() if end < 0 else end
    joined = "".join([*pieces, page[at:page_end]])
    if joined.rfind("<!--") > joined.rfind("-->"):
        cut = joined.find("<!--", max(joined.rfind("-->"), 0))
        joined = joined[:cut] + joined[cut + 4 :]
        left_open.append("!--")
    return _PLAINTEXT.sub("", joined), tuple(dict.fromkeys(left_open))


@dataclass
class _Reading:
    root: etree._Element
    pieces: list[str] = field(default_factory=list)
    note_pieces: list[str] = field(default_factory=list)
    site_pieces: list[str] = field(default_factory=list)
    left_out: dict[str, int] = field(default_factory=dict)
    _tables: frozenset[etree._Element] = frozenset()
    _cells: int = 0
    _starts: dict[etree._Element, int] = field(default_factory=dict)
    """Where the pieces of an element that is put together at its end begin."""

    def text(self) -> str:
        bodies, marks = notes_of(self.root)
        front, header = front_of(self.root)
        self._tables = frozenset(table for table in self.root.iter("table") if _is_table(table, bodies))
        title = self.root.findtext(".//title") if self.root.find(".//h1") is None and not front else None
        if title and title.strip():
            self.pieces += [title, "\x00"]
        out = self.pieces
        outer: list[list[str]] = []
        site = furniture(self.root, bodies.keys())
        closed: etree._Element | None = None  # what stands within it is not shown
        for event, element in etree.iterwalk(self.root, events=("start", "end", "comment", "pi")):
            if event == "start" and closed is None:
                if element in site:
                    outer.append(out)
                    out = self.site_pieces
                    out.append("\x00")
                elif element in bodies:
                    outer.append(out)
                    out = self.note_pieces
                    out.append("\x00")
                    self._starts[element] = len(out)
                elif element in marks:
                    out.append(marks[element])
                if element in marks or element.tag in _SILENT or element is header or is_back(element, bodies):
                    self.count(element)
                    closed = element
                else:
                    self.open(out, element, noted=element in bodies)
                    out.append(_shown(element, element.text))
            elif event != "start":
                if closed is None:
                    self.close(out, element)
                elif closed is element:
                    closed = None
                if closed is None:
                    if element in site:
                        out = outer.pop()
                    elif element in bodies:
                        start = self._starts.pop(element)
                        out[start:] = [f"[^{bodies[element]}]: \x08{_in_one_block(out[start:])}", "\x00"]
                        out = outer.pop()
                    out.append(_shown(element.getparent(), element.tail))
        return front_block(front) + _paragraphs([*self.pieces, "\x00", *self.note_pieces]) + self._site()

    def _site(self) -> str:
        """What is the site's, block by block behind the sign of what is set aside."""
        blocks = (_SPACE.sub(" ", block).strip() for block in re.split("[\x00\x01]+", "".join(self.site_pieces)))
        plain = (re.sub("[\x02-\x08]", "", block).strip() for block in blocks)
        return "".join(f"\n% {block}\n" for block in plain if block)

    def open(self, out: list[str], element: etree._Element, *, noted: bool) -> None:
        name = element.tag
        if name in ("td", "th") and self._cells >= 0 and _row_table(element) in self._tables:
            out.append(" | " if element.getprevious() is not None else "")
            self._cells += 1
        elif name == "tr" and _row_table(element) in self._tables:
            out.append("\x01| \x08")
        elif name in _BLOCKS and not noted and not (name in _ROW_GROUPS and _row_table(element) in self._tables):
            out.append(" " if self._cells else "\x00")
        if noted:
            return
        if name in _HEADINGS and not self._cells:
            out.append("#" * _HEADINGS[name] + " \x08")
        elif name == "blockquote":
            out.append("\x04\x00")
        elif name == "br":
            out.append(" " if self._cells else "\x01")
        elif name == "li" and not self._cells:
            out.append(_bullet(element))
        elif name in {"img", "svg", "object", "embed", "iframe", "video", "audio"}:
            self.left_out[name] = self.left_out.get(name, 0) + 1
            if alt := (element.get("alt") or "").strip():
                out.append(f" [{alt}] ")
        elif name == "sup" and (found := MARK.fullmatch(words_of(element).strip())):
            out.append("\x02" if found["mark"].isdigit() else "")
        elif name == "sup" and _NUMBERS.fullmatch(words_of(element).strip()):
            self._starts[element] = len(out)
        if name in _STYLED or name == "sub" or _is_verse(element):
            self._starts[element] = len(out)

    def close(self, out: list[str], element: etree._Element) -> None:
        start = self._starts.get(element, -1)
        if start >= 0 and (element.tag in _STYLED or element.tag == "sub") and not _is_verse(element):
            del self._starts[element]
            if len(out) - start <= 40:
                out[start:] = [_styled("".join(out[start:]), element)]
        elif start >= 0 and element.tag == "sup":
            del self._starts[element]
            out[start:] = [re.sub(r"\d", lambda digit: digit[0].translate(_RAISED), "".join(out[start:]))]
        elif start >= 0 and _is_verse(element):
            del self._starts[element]
            lines = [line.strip() for line in re.split(r"[\x00\x01]+", "".join(out[start:]))]
            out[start:] = ["\x00", "\x01".join(f"| \x08{line}" for line in lines if line)]
        if element.tag in ("td", "th") and self._cells and _row_table(element) in self._tables:
            self._cells -= 1
        elif element.tag == "tr" and _row_table(element) in self._tables:
            out.append(" |")
        elif element.tag in _BLOCKS and not (element.tag in _ROW_GROUPS and _row_table(element) in self._tables):
            out.append(" " if self._cells else "\x00")
        if element.tag == "blockquote":
            out.append("\x05\x00")

    def count(self, element: etree._Element) -> None:
        if element.tag in {"script", "style"}:
            self.left_out[element.tag] = self.left_out.get(element.tag, 0) + 1

    def notices(self) -> Iterator[Notice]:
        if self.left_out:
            counted = ", ".join(f"{count} <{name}>" for name, count in self.left_out.items())
            yield Notice("W110", f"left out, for they are no text: {counted}", Severity.WARNING)


def _shown(parent: etree._Element | None, text: str | None) -> str:
    """The text of an element or after its child; line ends count in `pre` only."""
    if not text:
        return ""
    text = text.replace("*", "\\*")
    return text.replace("\n", "\x01") if parent is not None and parent.tag == "pre" else text


def _in_one_block(pieces: list[str]) -> str:
    """The paragraphs of a note as lines of one block, each but the first with an indent."""
    inner = re.sub(r"[\x04\x05]", "", "".join(pieces)).strip("\x00\x01 \n\t")
    return re.sub(r"[\x00\x01\s]*\x00[\x00\x01\s]*", "\x01\x06", inner)


def _styled(inner: str, element: etree._Element) -> str:
    """Emphasis between its signs, lowered digits as characters; text that is more than words stays as it is."""
    words = inner.strip()
    if element.tag == "sub":
        return lowered(words) if words.isdigit() else inner
    if not words or len(words) > 1000 or re.search(r"[\x00-\x08*]|\[\^", words):
        return inner
    parent = element.getparent()
    if parent is not None and parent.tag in _HEADINGS and _STYLED[element.tag] == "**":
        return inner
    mark = _STYLED[element.tag]
    return inner[: len(inner) - len(inner.lstrip())] + mark + words + mark + inner[len(inner.rstrip()) :]


def _is_verse(element: etree._Element) -> bool:
    return bool(_VERSE.intersection((element.get("class") or "").lower().split())) and element.tag in ("div", "p")


def _row_table(element: etree._Element) -> etree._Element | None:
    """The table that a row or a cell belongs to."""
    parent = element.getparent()
    for _ in range(3):
        if parent is None or parent.tag == "table":
            return parent
        parent = parent.getparent()
    return None


_LONGEST_CELL = 300


def _is_table(table: etree._Element, bodies: dict[etree._Element, str]) -> bool:
    """Whether it holds data: rows of cells, none of them long, no heading, no table and no note in it."""
    rows = list(table.iter("tr"))
    if (
        len(rows) < 2
        or next(iter(table.iterdescendants("table", "h1", "h2", "h3", "h4", "blockquote")), None) is not None
    ):
        return False
    cells = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
    if max(map(len, cells)) < 2 or any(element in bodies for element in table.iter()):
        return False
    return all(len(words_of(cell)) <= _LONGEST_CELL for row in cells for cell in row)


def _bullet(element: etree._Element) -> str:
    parent = element.getparent()
    depth, outer = 0, parent.getparent() if parent is not None else None
    for _ in range(24):
        if outer is None:
            break
        depth += outer.tag in ("ul", "ol")
        outer = outer.getparent()
    indent = "\x06" * min(depth, 5)
    if parent is None or parent.tag != "ol" or len(parent) >= 2000:
        return indent + "- \x08"
    return f"{indent}{sum(1 for _ in element.itersiblings('li', preceding=True)) + 1}. \x08"


def _paragraphs(pieces: list[str]) -> str:
    """U+0000 parts blocks and U+0001 lines; U+0002 stands before a raised number, U+0004 and U+0005 around quotations,
    U+0006 is a level of indent, U+0008 stands after a mark, so that a block may begin behind it."""
    found: list[str] = []
    quoted = 0
    for block in re.sub(r"\x08[\s\x00\x01]*", "\x08", "".join(pieces)).split("\x00"):
        quoted = max(0, quoted + block.count("\x04") - block.count("\x05"))
        lines = [_SPACE.sub(" ", line).strip() for line in block.replace("\x04", "").replace("\x05", "").split("\x01")]
        kept = "\n".join(line for line in lines if line and line not in ("\x06", "| |"))
        if kept:
            raised = re.sub(r"\s*\x02\s*(\d+)", lambda match: match[1].translate(_RAISED), kept).replace("\x02", "")
            if "\x08" not in raised:
                raised = ("> " if quoted else "") + guarded(raised)
            found.append(raised.replace("\x08", "").replace("\x06", "    "))
    return "\n\n".join(found) + "\n" if found else ""
