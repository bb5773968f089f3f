"""The article as pandoc Markdown with YAML front matter.

A paragraph is one line. A note that is one citation and nothing else prints `[@key]` at its call; a note with prose
prints `[^n]` and its body with the cites inside. With `notes="text"` every note is a footnote with its printed text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from pubkit.formats.front_yaml import front_yaml
from pubkit.formats.markdown_text import escape, escape_start
from pubkit.model.article import (
    Article,
    Block,
    BlockQuote,
    Call,
    Cite,
    CiteGroup,
    Heading,
    Inline,
    ListBlock,
    Note,
    Paragraph,
    PullQuote,
    Run,
    Style,
    Verbatim,
    Verse,
)
from pubkit.model.entry import Bibliography

__all__ = ["write_article", "write_cites"]

Notes = Literal["citations", "text"]
PullQuotes = Literal["set-aside", "div"]

_WRAP = {
    Style.PLAIN: "",
    Style.EMPHASIS: "*",
    Style.STRONG: "**",
    Style.SUPERSCRIPT: "^",
    Style.SUBSCRIPT: "~",
}
_STOP = re.compile(r"(?:[^\W_]|[\])%])(?<!\betc)(?<!\bal)[.,;:]\Z")
"""A stop that may follow a citation instead; not that of an ellipsis, and not one inside a closing quotation mark."""
_PLAIN_KEY = re.compile(r"[^\W_][\w]*(?:[:.#$%&\-+?<>~/][^\W_][\w]*)*")


def write_article(
    article: Article,
    bibliography: Bibliography | None = None,
    *,
    notes: Notes = "citations",
    pull_quotes: PullQuotes = "set-aside",
) -> str:
    """The text of article.md.

    `bibliography` is named in the front matter where the article has cites and `notes` is `"citations"`. Pull quotes
    are left out (they are in the ledger), or printed as `::: {.pull-quote}`.
    """
    writer = _Writer(article, as_text=notes == "text" or bibliography is None)
    blocks = [
        writer.block(block) for block in article.blocks if pull_quotes == "div" or not isinstance(block, PullQuote)
    ]
    blocks += writer.references(bibliography)
    bodies = [writer.note(note) for note in article.notes if not writer.is_citation(note.id)]
    name = "references.bib" if writer.cited else None
    return "\n\n".join([front_yaml(article, bibliography=name), *filter(None, blocks), *bodies]) + "\n"


def write_cites(group: CiteGroup) -> str:
    """`[see @key, p. 3; @other]`."""
    parts: list[str] = []
    for cite in group.cites:
        key = cite.key if _PLAIN_KEY.fullmatch(cite.key) else "{" + cite.key + "}"
        locator = _locator(cite)
        prefix = escape(cite.prefix).strip()
        suffix = escape(cite.suffix).strip()
        sign = "-@" if cite.suppress_author else "@"
        parts.append(f"{prefix + ' ' if prefix else ''}{sign}{key}{locator}{' ' + suffix if suffix else ''}")
    return "[" + "; ".join(parts) + "]"


_PLAIN_LOCATOR = re.compile(r"[\w.:]+(?:(?:\s?[-–]\s?|,\s)[\w.:]+)*(?:\sff?\.?)?")
"""What pandoc and we read back as a locator without braces around it."""


def _locator(cite: Cite) -> str:
    """`, p. 45`; in braces where it has other signs than numbers and stops: `, {sec. 14(2)}`."""
    if not cite.locator:
        return ""
    label = "p." if cite.label == "page" else cite.label or ""
    text = f"{label} {cite.locator}".strip()
    return (
        f", {text}" if _PLAIN_LOCATOR.fullmatch(cite.locator) else ", {" + text.replace("{", "").replace("}", "") + "}"
    )


_RAISED = re.compile("[⁰¹²³⁴-⁹]")
"""What a raised number of a list of references begins with; its cite goes where a note's would."""


class _Writer:
    def __init__(self, article: Article, *, as_text: bool) -> None:
        self._notes = {note.id: note for note in article.notes}
        self._article = article
        self._as_text = as_text
        levels = [block.level for block in article.blocks if isinstance(block, Heading)]
        self._raise = min(levels, default=1) - 1  # the highest heading that there is goes to the top
        self.cited = False

    def is_citation(self, note_id: str) -> bool:
        """Whether the note is one citation, to be printed at its call."""
        return not self._as_text and _only_group(self._notes[note_id]) is not None

    def block(self, block: Block) -> str:
        match block:
            case Heading():
                text = self.inlines(block.content).strip()
                text = re.sub(r"([{}])", r"\\\1", text)
                text = re.sub(r"#+\Z", lambda match: "\\#" * len(match.group()), text)
                return f"{'#' * min(6, block.level - self._raise)} {text}"
            case Paragraph():
                return self.paragraph(block.content)
            case BlockQuote():
                return "> " + self.paragraph(block.content)
            case Verse():
                return "\n".join("| " + self.inlines(line).strip() for line in block.lines)
            case ListBlock():
                return self._list(block)
            case Verbatim():
                return _verbatim(block)
            case PullQuote():
                return f"::: {{.pull-quote}}\n{escape_start(escape(block.text.text.strip()))}\n:::"

    def _list(self, block: ListBlock) -> str:
        """The items; a list within a list is four columns further in."""
        items: list[str] = []
        depths = block.depths or (0,) * len(block.items)
        counts: dict[int, int] = {}
        depth = -1
        for index, item in enumerate(block.items):
            before, depth = depth, min(depths[index], depth + 1)
            if depth > before:
                counts[depth] = 0
            counts[depth] += 1
            printed = block.marks[index].text.strip("().") if depth and index < len(block.marks) else ""
            start = block.start if not depth else int(printed) if printed.isdigit() else None
            number = start if depth else (start or 0) + counts[0] - 1
            mark = "-" if start is None else f"{number}."
            if start is None and index < len(block.marks) and _LETTERED.fullmatch(block.marks[index].text.strip()):
                mark = block.marks[index].text.strip()
            items.append(f"{'    ' * depth}{mark} {self.paragraph(item)}")
        return "\n\n".join(items)

    def paragraph(self, content: Sequence[Inline]) -> str:
        text = re.sub(r"\s*\n\s*", " ", self.inlines(content)).strip()
        if content and isinstance(content[0], Call) and text.startswith("[^"):
            return re.sub(r"\A(\[\^[^\]]+\]):", r"\1\\:", text)
        return escape_start(text)

    def inlines(self, content: Sequence[Inline]) -> str:
        parts: list[str] = []
        for inline in content:
            match inline:
                case Run():
                    parts.append(_run(inline))
                case CiteGroup() if self._as_text or not _RAISED.match(inline.source.text):
                    parts.append(self._cite(inline))
                case CiteGroup() | Call():
                    call = self._call(inline) if isinstance(inline, Call) else " " + self._cite(inline)
                    if call.startswith(" [") and parts and _STOP.search(parts[-1]):
                        # Pandoc's place for a citation: before the stop, wherever the style sets its note.
                        call += parts[-1][-1]
                        parts[-1] = parts[-1][:-1]
                    parts.append(call)
        return "".join(parts)

    def _cite(self, group: CiteGroup) -> str:
        if self._as_text:
            return escape(group.source.text)
        self.cited = True
        return write_cites(group)

    def _call(self, call: Call) -> str:
        note = self._notes.get(call.note)
        group = _only_group(note) if note and not self._as_text else None
        if group is None:
            return f"[^{call.note}]"
        return " " + self._cite(group)

    def note(self, note: Note) -> str:
        body = [self.paragraph(content) for content in note.paragraphs]
        return f"[^{note.id}]: " + "\n\n    ".join(body)

    def references(self, bibliography: Bibliography | None) -> list[str]:
        article = self._article
        if self._as_text or bibliography is None:
            if not article.references:
                return []
            heading = article.references_heading.text if article.references_heading else "References"
            return [f"# {escape(heading)}", *(escape_start(escape(item.text.strip())) for item in article.references)]
        if article.references_heading is None:
            return []
        return [f"# {escape(article.references_heading.text)}", "::: {#refs}\n:::"]


_LETTERED = re.compile(r"\(?[a-z]\)")
"""Marks of items that pandoc's Markdown knows as they are printed (fancy lists)."""
_ROW = re.compile(r"\|.*\|")


def _verbatim(block: Verbatim) -> str:
    """A table whose witness gives its cells as a pipe table; any other, line for line."""
    lines = [line.strip() for line in block.text.text.split("\n") if line.strip()]
    if block.kind == "table" and len(lines) > 1 and all(_ROW.fullmatch(line) for line in lines):
        rows = [[escape(cell.strip()) for cell in line[1:-1].split("|")] for line in lines]
        if len({len(row) for row in rows}) == 1:
            head, *body = ["| " + " | ".join(row) + " |" for row in rows if not all(_RULE.fullmatch(c) for c in row)]
            return "\n".join([head, "|" + " --- |" * len(rows[0]), *body])
    whole = "\n".join("| " + escape(line.strip().replace("\\|", "|")) for line in lines)
    return f"::: {{.{block.kind}}}\n{whole}\n:::"


_RULE = re.compile(r"\s*:?\\?-[-\\]*:?\s*")


def _only_group(note: Note) -> CiteGroup | None:
    inlines = [inline for paragraph in note.paragraphs for inline in paragraph]
    groups = [inline for inline in inlines if isinstance(inline, CiteGroup)]
    prose = "".join(inline.text.text for inline in inlines if isinstance(inline, Run))
    return groups[0] if len(groups) == 1 and not any(map(str.isalnum, prose)) else None


def _run(run: Run) -> str:
    text = escape(run.text.text)
    mark = _WRAP.get(run.style, "")
    inner = text.strip()
    if run.style is Style.SMALL_CAPS and inner:
        return text.replace(inner, f"[{inner}]{{.smallcaps}}")
    if run.style is Style.CODE and inner:
        return f"`{run.text.text.strip().replace('`', '')}`"
    if not mark or not inner:
        return text
    if mark in "^~":
        inner = inner.replace(" ", "\\ ")
    lead = text[: len(text) - len(text.lstrip())]
    return f"{lead}{mark}{inner}{mark}{text[len(text.rstrip()) :]}"
