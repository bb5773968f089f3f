"""What OCR tools write besides the text: names of images, comments, marks of pages; tables in HTML become rows.

`![img-0.jpeg](img-0.jpeg)` goes, `![The bridge in 1573](b.png)` leaves its words; `<!-- image -->`, `{12}------` and
a line of `<page_break>` go. `<table>` becomes `| a | b |` lines, which the division leaves whole. A rule of stars
between paragraphs is the author's and stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubkit.witnesses.edits import Edit

__all__ = ["ocr_debris"]

_IMAGE = re.compile(r"!\[(?P<alt>[^\]\n]{0,300})\]\((?P<name>[^()\n]{0,400})\)")
_FILE = re.compile(
    r"[\w./ -]*\.(?:jpe?g|png|gif|webp|tiff?|svg|bmp)|\w*(?:img|image|figure|picture)[\w-]*", re.IGNORECASE
)
_COMMENT = re.compile(r"<!--[^<>]{0,300}?-->")
_PAGE = re.compile(
    r"""^[ \t]* (?: \{\d{1,5}\}-{3,}                    # {12}------
        | <(?:page[_ -]?break|pb)\b[^<>\n]{0,60}/?>
        | \[?-{2,}[ ]?(?:page|seite|p\.)[ ]?(?:break|\d{1,5})?[ ]?-{2,}\]?
        | \\(?:page|new)(?:break|page)
        ) [ \t]* $""",
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)
_TABLE = re.compile(r"<table\b[^<>]{0,300}>(?P<rows>(?:(?!</?table\b)[\s\S]){0,60000}?)</table>", re.IGNORECASE)
_IN_TABLE = re.compile(
    r"""\s*(?P<row></tr\s*>\s*(?:</?(?:tbody|thead|tfoot)>\s*)*<tr\b[^<>]{0,100}>\s*<t[dh]\b[^<>]{0,200}>)\s*
      | \s*(?P<cell></t[dh]\s*>\s*<t[dh]\b[^<>]{0,200}>)\s*
      | \s*(?P<first>(?:<(?:tbody|thead|tfoot)>\s*)*<tr\b[^<>]{0,100}>\s*<t[dh]\b[^<>]{0,200}>)\s*
      | \s*(?P<last></t[dh]\s*>\s*</tr\s*>(?:\s*</(?:tbody|thead|tfoot)>)*)\s*
      | (?P<line>\n) | (?P<other></?(?:tbody|thead|tfoot|tr|td|th|colgroup|col|caption)\b[^<>]{0,200}>)""",
    re.VERBOSE | re.IGNORECASE,
)
_INSTEAD = {"row": " |\n| ", "cell": " | ", "first": "| ", "last": " |\n", "line": " ", "other": " "}
_REASON = "left by the OCR tool"


def ocr_debris(text: str) -> Iterator[Edit]:
    """Take away what is no text; rows of HTML tables become lines."""
    for match in _IMAGE.finditer(text) if "![" in text else ():
        alt = match["alt"].strip()
        if not alt or _FILE.fullmatch(alt):
            yield Edit(match.start(), match.end(), "", "name of an image " + _REASON)
        else:
            yield Edit(match.start(), match.start("alt"), "", "image " + _REASON)
            yield Edit(match.end("alt"), match.end(), "", "image " + _REASON)
    for match in _COMMENT.finditer(text) if "<!--" in text else ():
        yield Edit(match.start(), match.end(), "", "comment " + _REASON)
    for match in _PAGE.finditer(text):
        yield Edit(match.start(), match.end(), "", "mark of a page " + _REASON)
    for match in _TABLE.finditer(text) if "<table" in text.lower() else ():
        start, end = match.span("rows")
        yield Edit(match.start(), start, "\n", "table in HTML")
        for inner in _IN_TABLE.finditer(text, start, end):
            yield Edit(inner.start(), inner.end(), _INSTEAD[inner.lastgroup or "other"], "table in HTML")
        yield Edit(end, match.end(), "\n", "table in HTML")
