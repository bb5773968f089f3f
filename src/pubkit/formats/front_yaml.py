"""The YAML front matter of article.md: what is printed, in the variables that pandoc's templates and CSL know.

`author` is a list of plain names, because stock pandoc prints maps wrongly; `affiliation`, `author-note` and `email`
are lists beside it, entry for entry, with an empty string where an author has none.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from pubkit.formats.markdown_text import escape
from pubkit.model.article import Article, Author
from pubkit.model.text import TracedText

__all__ = ["front_yaml"]

_FIELDS = ("journal", "volume", "issue", "season", "year", "date", "pages", "doi", "url")


def front_yaml(article: Article, *, bibliography: str | None) -> str:
    """The block with its `---` lines; `bibliography` names the file with the entries."""
    front = article.front
    lines = ["---"]
    if front.title:
        lines.append(f"title: {_text(front.title)}")
    if front.subtitle:
        lines.append(f"subtitle: {_text(front.subtitle)}")
    if front.authors:
        lines += ["author:", *(f"  - {_text(author.name)}" for author in front.authors)]
        lines += _beside("affiliation", front.authors, lambda author: author.affiliation)
        lines += _beside("author-note", front.authors, lambda author: author.note)
        lines += _beside("email", front.authors, lambda author: author.email)
    for language, abstract in front.abstracts:
        key = "abstract" if language in ("", front.language) else f"abstract-{language}"
        lines += [f"{key}: |", *(f"  {line}" for line in escape(abstract.text).split("\n"))]
    if front.keywords:
        lines += ["keywords:", *(f"  - {_text(word)}" for word in front.keywords)]
    lines.append(f"lang: {front.language}")
    for name in _FIELDS:
        value: TracedText | None = getattr(front, name)
        if value:
            lines.append(f"{name}: {_text(value)}")
    seen: dict[str, int] = {}
    for name, value in front.other:
        seen[name] = seen.get(name, 0) + 1
        lines.append(f"{name}{'' if seen[name] == 1 else f'-{seen[name]}'}: {_text(value)}")
    if bibliography:
        lines.append(f"bibliography: {bibliography}")
    lines.append("---")
    return "\n".join(lines)


def _beside(key: str, authors: tuple[Author, ...], field: Callable[[Author], TracedText | None]) -> list[str]:
    values = [field(author) for author in authors]
    if not any(values):
        return []
    return [f"{key}:", *("  - " + (_text(value) if value else '""') for value in values)]


def _text(value: TracedText) -> str:
    return json.dumps(escape(value.text), ensure_ascii=False)
