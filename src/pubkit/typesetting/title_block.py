"""What stands before and after the text: journal, title, authors, abstract; dates, how to cite, licence.

In: the metadata. Out: HTML. Authors carry a sign in `data-sign` for paper, where `footnotes` gathers what is known of
them at the foot of the first page, and the colophon under it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from types import MappingProxyType

from pubkit.model.metadata import Contributor, Metadata
from pubkit.typesetting.meta import plain
from pubkit.typesetting.words import words_of

__all__ = ["colophon", "title_block"]

_HEAD_LENGTH = 62
"""Characters of a running head."""
_SIGNS = ("*", "†", "‡", "§", "‖")
"""Notes on authors take signs, so that they are not counted with the notes of the text."""
_FEW = 3
"""Authors whose names all stand in the running head."""


def title_block(metadata: Metadata, abstract: str) -> str:
    """The head of the article; `abstract` is HTML."""
    words = words_of(metadata.language)
    heads = f'data-running-title="{escape(_short_title(metadata))}"'
    heads += f' data-running-author="{escape(_running_author(metadata, words["and"]))}"'
    parts = [
        _line("p", "journal", _journal(metadata, words)),
        f'<h1 class="title" {heads}>{escape(plain(metadata.title or "Untitled"))}</h1>',
        _line("p", "subtitle", escape(plain(metadata.subtitle))),
        _authors(metadata.authors),
        _line("p", "date", escape(_date(metadata))),
    ]
    if abstract:
        parts.append(f'<section class="abstract" aria-labelledby="abstract-heading">\n<h2 id="abstract-heading">'
                     f'{words["abstract"]}</h2>\n{abstract}\n</section>')  # fmt: skip
    for language, text in metadata.abstracts:
        inner = "".join(f"<p>{escape(part)}</p>" for part in re.split(r"\n\s*\n", text.strip()) if part.strip())
        heading = words_of(language)["abstract"]
        parts.append(f'<section class="abstract" lang="{escape(language)}"><h2>{heading}</h2>\n{inner}\n</section>')
    if metadata.keywords:
        listed = ", ".join(escape(plain(keyword)) for keyword in metadata.keywords)
        parts.append(f'<p class="keywords"><span class="label">{words["keywords"]}:</span> {listed}</p>')
    return "\n".join(part for part in parts if part)


def colophon(metadata: Metadata, cited_as: str) -> str:
    """Dates, how to cite (a paragraph of HTML), DOI, copyright and licence."""
    words = words_of(metadata.language)
    lines = [_line("p", "history", escape(_history(metadata, words)))]
    address = f"https://doi.org/{metadata.doi}" if metadata.doi else ""
    if cited_as:
        cited = re.sub(r"^<p>|</p>$", "", cited_as)
        address = "" if f'href="{escape(address)}"' in cited else address
        lines.append(f'<p class="cite-as"><span class="label">{words["cite"]}:</span> {cited}</p>')
    if address:
        lines.append(f'<p class="doi">{_link(address)}</p>')
    said = ". ".join(part.rstrip(".") for part in (metadata.copyright, metadata.license) if part)
    if said:
        lines.append(f'<p class="license">{_licensed(plain(said))}</p>')
    inner = "\n".join(line for line in lines if line)
    return f'<footer class="colophon">\n{inner}\n</footer>' if inner else ""


def _link(address: str) -> str:
    return f'<a class="uri" href="{escape(address)}">{escape(address)}</a>'


def _licensed(said: str) -> str:
    parts = re.split(r"(https?://[^\s<>\"]+)", said)
    return "".join(_link(part) if index % 2 else escape(part) for index, part in enumerate(parts))


def _short_title(metadata: Metadata) -> str:
    """For the running head: as the front matter has it, else the title's first part, else its first words."""
    title = plain(metadata.short_title or metadata.title)
    if len(title) > _HEAD_LENGTH:
        first = re.split(r"(?<=[?!])\s|[:.;]\s|\s[–—]\s", title)[0]
        title = first if len(first) >= 8 else title
    if len(title) > _HEAD_LENGTH:
        title = title[:_HEAD_LENGTH].rsplit(" ", 1)[0].rstrip(",;:–— ") + " …"
    return title


def _line(tag: str, name: str, content: str) -> str:
    return f'<{tag} class="{name}">{content}</{tag}>' if content else ""


def _journal(metadata: Metadata, words: MappingProxyType[str, str]) -> str:
    if not metadata.journal:
        return ""
    place = " ".join(part for part in (
        f'{words["volume"]} {metadata.volume}' if metadata.volume else "",
        f'{words["issue"]} {metadata.issue}' if metadata.issue else "",
    ) if part)  # fmt: skip
    when = " ".join(part for part in (metadata.season, metadata.year) if part)
    pages = "–".join(part for part in (metadata.first_page, metadata.last_page) if part)
    rest = [escape(part) for part in (place, when, pages) if part]
    return f"<cite>{escape(metadata.journal)}</cite>" + "".join(f'<span class="sep"> · </span>{part}' for part in rest)


def _authors(authors: Sequence[Contributor]) -> str:
    if not authors:
        return ""
    signs = _signs(authors)
    lines = [_author(author, sign, number) for number, (author, sign) in enumerate(zip(authors, signs, strict=True), 1)]
    notes = [
        f'<aside class="author-note" id="author-note-{number}" aria-label="{escape(plain(author.name))}">'
        f'<p><span class="mark">{sign}</span> {escape(plain(author.note))}</p></aside>'
        for number, (author, sign) in enumerate(zip(authors, signs, strict=True), 1)
        if author.note
    ]
    return '<div class="authors">\n' + "\n".join([*lines, *notes]) + "\n</div>"


def _signs(authors: Sequence[Contributor]) -> list[str]:
    """A sign for each author of whom there is something to say, in their order; who share all of it share the sign."""
    signs: list[str] = []
    shared: dict[tuple[str, ...], str] = {}
    count = 0
    for author in authors:
        own = bool(author.note or author.email or author.orcid)
        places = () if own else tuple(author.affiliations)
        if places in shared:
            signs.append(shared[places])
        elif own or places:
            signs.append(_SIGNS[count % 5] * (count // 5 + 1))
            count += 1
        else:
            signs.append("")
        if places:
            shared[places] = signs[-1]
    return signs


def _author(author: Contributor, sign: str, number: int) -> str:
    lines = [f'<div class="contributor" data-sign="{sign}"><p class="author">'
             f'<span class="name">{escape(plain(author.name))}</span>']  # fmt: skip
    if author.note:
        target = f"#author-note-{number}"
        lines.append(f'<a class="footnote-ref author-mark" href="{target}" role="doc-noteref">{sign}</a>')
    lines.append("</p>")
    lines += [f'<p class="affiliation">{escape(plain(affiliation))}</p>' for affiliation in author.affiliations]
    if author.email:
        lines.append(f'<p class="email"><a href="mailto:{escape(author.email)}">{escape(author.email)}</a></p>')
    if author.orcid:
        address = f"https://orcid.org/{escape(author.orcid)}"
        lines.append(f'<p class="orcid"><a href="{address}">{address}</a></p>')
    return "".join([*lines, "</div>"])


def _running_author(metadata: Metadata, conjunction: str) -> str:
    names = [plain(author.name) for author in metadata.authors]
    if len(names) > _FEW:
        return f"{names[0]} et al."
    return f" {conjunction} ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def _history(metadata: Metadata, words: MappingProxyType[str, str]) -> str:
    return " · ".join(_dated(metadata, words))


def _dated(metadata: Metadata, words: MappingProxyType[str, str]) -> Iterator[str]:
    for name in ("received", "accepted", "published"):
        if said := getattr(metadata, name):
            word = words[name]
            yield f"{word[:1].upper()}{word[1:]} {said}"


def _date(metadata: Metadata) -> str:
    """The date under the authors, where neither the journal's line nor the colophon has one."""
    told = (metadata.journal and metadata.year) or metadata.received or metadata.accepted or metadata.published
    return "" if told else metadata.date
