"""The front matter and the reference list of a JATS article (NISO Z39.96), which pandoc's reader passes over in part.

In: the bytes of the file, without entities. Out: `name: value` lines for the front matter, the references as printed
(a `mixed-citation` is its text; an `element-citation`, which has no punctuation of its own, gets plain stops), and
the file with mixed citations that name their parts made readable for pandoc.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

__all__ = ["Jats", "parse_jats"]

_NAMED = ("source", "article-title", "chapter-title")
_AFTER = {"year": ". ", "source": ", ", "volume": "", "issue": "", "publisher-loc": ": "}


class Jats:
    """A parsed article."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root

    def content(self) -> bytes:
        """The file as pandoc shall read it: a `mixed-citation` with parts is an `element-citation`, and verse is a
        paragraph with line breaks."""
        for mixed in self._root.iter("mixed-citation"):
            if any(mixed.find(f".//{name}") is not None for name in _NAMED):
                mixed.tag = "element-citation"
        for verse in self._root.iter("verse-group"):
            _as_lines(verse)
        return etree.tostring(self._root, encoding="utf-8", xml_declaration=True)

    def front(self) -> Iterator[tuple[str, str]]:
        """The fields of the front matter, in the order of the file."""
        meta = self._root.find("./front/article-meta")
        journal = self._root.find("./front/journal-meta//journal-title")
        language = self._root.get("{http://www.w3.org/XML/1998/namespace}lang")
        if meta is None:
            return
        yield "title", _text(meta.find("./title-group/article-title"), without=("xref", "fn"))
        yield "subtitle", _text(meta.find("./title-group/subtitle"), without=("xref", "fn"))
        yield from _people(meta)
        for name, path in (("volume", "volume"), ("issue", "issue"), ("doi", "article-id[@pub-id-type='doi']")):
            yield name, _text(meta.find(f"./{path}"))
        yield "journal", _text(journal)
        first, last = _text(meta.find("./fpage")), _text(meta.find("./lpage"))
        yield "pages", f"{first}-{last}" if first and last and first != last else first
        yield from _dates(meta)
        yield "language", language or ""
        for abstract in [*meta.findall("./abstract"), *meta.findall("./trans-abstract")]:
            if abstract.get("abstract-type") in (None, "", "summary", "section"):
                said = abstract.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
                name = "abstract" if said in ("", language) else f"abstract-{said}"
                yield name, _text(abstract, without=("title",)) if len(abstract) < 3 else _text(abstract)
        for keyword in meta.iterfind("./kwd-group/kwd"):
            yield "keyword", _text(keyword)
        called = {ref.get("rid") for ref in meta.iterfind("./contrib-group/contrib/xref")}
        for note in meta.iterfind("./author-notes/fn"):
            if note.get("id") not in called:
                yield "note", _text(note, without=("label",))

    def references(self) -> Sequence[str]:
        """The items of the reference list, as printed."""
        items = (_reference(item) for item in self._root.iterfind(".//ref-list//ref"))
        return tuple(item for item in items if item)


def parse_jats(content: bytes) -> Jats | None:
    """The article, or None where the file is none that can be parsed."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(content, parser=parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag.startswith("{http://jats.nlm.nih.gov}"):
            element.tag = element.tag.rpartition("}")[2]
    return Jats(root) if root.tag == "article" else None


def _text(element: etree._Element | None, *, without: tuple[str, ...] = ()) -> str:
    """The words of an element, those of some of its children left out."""
    if element is None:
        return ""
    pieces = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in without:
            pieces.append(_text(child, without=without))
            if child.tag in ("p", "title", "sec", "name", "string-name", "surname", "given-names"):
                pieces.append(" " if not child.tail else "")
        pieces.append(child.tail or "")
    return " ".join("".join(pieces).split())


def _name(element: etree._Element) -> str:
    if element.tag in ("name", "string-name") and element.find("surname") is not None:
        parts = [_text(element.find(part)) for part in ("given-names", "surname", "suffix")]
        return " ".join(part for part in parts if part)
    return _text(element)


def _people(meta: etree._Element) -> Iterator[tuple[str, str]]:
    places = {place.get("id"): _text(place, without=("label",)) for place in meta.iter("aff")}
    notes = {note.get("id"): _text(note, without=("label",)) for note in meta.iterfind("./author-notes/fn")}
    for person in meta.iterfind("./contrib-group/contrib"):
        if person.get("contrib-type") not in (None, "author"):
            continue
        name = next((child for child in person.iter("name", "string-name", "collab")), None)
        if name is None:
            continue
        yield "author", _name(name)
        own = [places.get(ref.get("rid")) for ref in person.iterfind("./xref[@ref-type='aff']")]
        own += [_text(place, without=("label",)) for place in person.iterfind("./aff")]
        group = person.getparent()
        shared = group.findall("./aff") if group is not None and not any(own) else []
        place = "; ".join(filter(None, own)) or (_text(shared[0], without=("label",)) if len(shared) == 1 else "")
        yield "affiliation", place
        yield "email", _text(next(person.iter("email"), None))
        orcid = next((i for i in person.iter("contrib-id") if i.get("contrib-id-type") == "orcid"), None)
        yield "orcid", _text(orcid)
        for ref in person.iterfind("./xref"):
            yield "author-note", notes.get(ref.get("rid"), "")


def _dates(meta: etree._Element) -> Iterator[tuple[str, str]]:
    dates = meta.findall("./pub-date")
    printed = [date for date in dates if date.get("pub-type") in ("ppub", "collection", None)] or dates
    if not printed:
        return
    parts = [_text(printed[0].find(part)) for part in ("year", "month", "day")]
    yield "season", _text(printed[0].find("season"))
    yield "year", parts[0]
    if parts[1].isdigit():
        yield "date", "-".join(part.zfill(2) for part in parts if part)


def _reference(item: etree._Element) -> str:
    cited = next((child for child in item.iter("mixed-citation", "element-citation", "citation", "nlm-citation")), None)
    if cited is None:
        return _text(item, without=("label",))
    if cited.tag == "mixed-citation" or (cited.text or "").strip() or any((c.tail or "").strip() for c in cited):
        return _text(cited, without=("label",))
    group = cited.find("./person-group")
    names = (group if group is not None else cited).iter("name", "string-name", "collab")
    people = []
    for name in names:
        family, given = _text(name.find("surname")), _text(name.find("given-names"))
        people.append(f"{family}, {given}" if family and given else family or _text(name))
    title = _text(cited.find("./article-title")) or _text(cited.find("./chapter-title"))
    source = _text(cited.find("./source"))
    number = _text(cited.find("./volume"))
    number += f"({issue})" if (issue := _text(cited.find("./issue"))) else ""
    first, last = _text(cited.find("./fpage")), _text(cited.find("./lpage"))
    pages = f"{first}–{last}" if first and last else first
    house = ": ".join(filter(None, (_text(cited.find("./publisher-loc")), _text(cited.find("./publisher-name")))))
    doi = next((f"doi:{_text(i)}" for i in cited.iter("pub-id") if i.get("pub-id-type") == "doi"), "")
    where = " ".join(filter(None, (source, number))) + (f": {pages}" if pages else "")
    link = _text(next(cited.iter("ext-link", "uri"), None))
    year = _text(cited.find("./year"))
    lead = " ".join(filter(None, ("; ".join(people), f"({year})" if year else "")))
    return ". ".join(filter(None, (lead, title, where, house, doi or link))) + "."


def _as_lines(verse: etree._Element) -> None:
    lines = [_text(line) for line in verse.iter("verse-line")]
    tail = verse.tail
    verse.clear()
    verse.tag, verse.tail = "p", tail
    for number, line in enumerate(lines):
        if number:
            etree.SubElement(verse, "break").tail = line
        else:
            verse.text = line
