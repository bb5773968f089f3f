"""Cases, statutes and treaties as they are cited: forms regular enough for a grammar, not for a model of references.

In: a text, and where in it the citation begins. Out: its segments, its pinpoint and where it ends, or None where no form
of `law_forms` accounts for it. `citable` says whether an entry can be cited: it has a name or is named by its report.
"""  # noqa: E501

from __future__ import annotations

import re

from pubkit.model import Entry
from pubkit.records import dataclass, replace
from pubkit.references.law_forms import CASE, FORMS, STATUTE, TREATY
from pubkit.references.pinpoints import Pinpoint, read_pinpoint
from pubkit.references.segments import Segment

__all__ = ["LAW_TYPES", "LawReading", "citable", "law_type", "looks_like_law", "read_law"]

LAW_TYPES = (CASE, STATUTE, TREATY)
"""The CSL types of what is read here."""
_LABELS = ("title", "container", "volume", "issue", "pages", "date", "authority", "section", "docket")
_HINT = re.compile(
    r"""\s(?:v\.?|vs\.?|gegen|c\.)\s[A-ZÀ-Þ] | ^\W*(?:In\sre|Re|Ex\sparte)\s[A-Z] | U\.\s?S\.\s?C|C\.\s?F\.\s?R|Pub\.\s?L|U\.S\.\sConst
      | \b(?:BVerf|BGH|BVerw|B[ASF]GE?\b|RG(?:Z|St)?\b|VfSlg|BGE|EuGH|EGMR|EuG|OLG|LG|AG|VG|OVG|VGH|KG|LAG|OGH|VwGH|BPatG)
      | \b(?:Case|Cases|Rs\.|Rechtssache|Affaire|Aff\.|Asunto|Processo|Causa)\s[CTF]?[-‑–]?\s?\d | \d{1,4}/\d\d(?:\d\d)?/?(?:E|J|U|C)?
      | \b(?:Loi|Lei|Ley|Legge|Décret|Decreto|Ordonnance|Arrêté|Portaria|Medida|D\.\s?lgs|D\.P\.R|D\.l\.|L\.)[\s-]
      | \b(?:Cass\.|CE,|Cons\.|Conseil|C\.E\.|CA|CAA|CJUE|CJCE|CEDH|TA|TGI|T\.\sconfl|Corte|TAR|S[TA][CSPN])
      | \b(?:Act|Code|Order|Regulations|Ordinance|Constitution|Measure|Rules)\s(?:\([A-Z][^()]{2,20}\)\s)?(?:of\s)?\(?\d{4}
      | \b(?:adopted|signed|concluded)\s\d | U\.?N\.?T\.?S | L\.?N\.?T\.?S | I\.?L\.?M
      | (?:gesetz|ordnung|gesetzbuch|vertrag)\b | \b(?:[Зз]акон|Указ|Постановление|Определение|Приказ|Решение)\b""",  # noqa: E501
    re.VERBOSE,
)
"""What every form holds: most references are dismissed by it."""
_END = re.compile(r"\s*(?:$|[.;,]?\s*$|[.,]?\s*[(;]|[.,]\s)")
_PIN_END = re.compile(
    r"\s\((?!\d)|;|\.\s+(?=[^\W\d_a-zà-ÿ])|,?\s(?=(?:holding|per|where|which|cited|quoted|aff[’']d|rev[’']d|cert)\b)"
)
_LOOKS = re.compile(
    r"""^\W*(?: §{1,2}\s?\d | (?:Art\.?|Artikel|Article|art\.|Sec\.|Section|Rn\.|ст\.)\s\d[^.]{0,60}\b(?:[A-ZÄÖÜ]{2,}\w*|Code|Const|Act|C\.\sciv|РФ)
      | \d{1,4}\s(?:U\.\s?S\.|F\.\s?[23]d|S\.\s?Ct\.|Stat\.|UNTS|Fed\.\sReg\.) | (?:S|H\.R)\.?\s(?:Rep|Res|Doc|\d)\b | H\.R\.\s | U\.S\.\sConst | Restatement\s\( | BGBl | ABl\. | BT-Dr | OJ\s[LC]
      | [A-ZÀ-Þ][^;.]{1,80}\sv\.?\s[A-ZÀ-Þ] )""",  # noqa: E501
    re.VERBOSE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LawReading:
    """A case, statute or treaty."""

    type: str
    """The CSL type."""
    segments: tuple[Segment, ...]
    end: int
    """Where the citation with its pinpoint ends; behind it is a parenthetical, another cite or prose."""
    pinpoint: Pinpoint | None = None
    pin: tuple[int, int] = (0, 0)
    """Where the pinpoint stands."""


def read_law(text: str, start: int = 0) -> LawReading | None:
    """The case, statute or treaty that `text` cites from `start` on."""
    if not _HINT.search(text[start : start + 600]):
        return None
    for kind, needs, form in FORMS:
        if not any(word in text for word in needs):
            continue
        match = form.match(text, start)
        if match is None or not (_END.match(text, match.end()) or _pin(text, match.end())):
            continue
        groups = match.groupdict()
        if (
            kind == STATUTE
            and groups.get("title")
            and re.match(r"(?:See|Cf|The\s(?:author|editor))\b", groups["title"])
        ):
            continue
        segments = [Segment(name, *match.span(name), reason=kind) for name in _LABELS if groups.get(name)]
        if groups.get("rest"):  # "relative à l'informatique": the rest of the name
            segments = [
                replace(item, end=match.end("rest")) if item.label == "title" else item
                for item in segments if not match.start("rest") <= item.start < match.end("rest")
            ]  # fmt: skip
        segments += _years(match, groups, kind)
        if groups.get("number") and not groups.get("docket"):
            segments.append(Segment("docket", *match.span("number"), reason=kind))
        pinpoint, end, span = None, match.end(), (0, 0)
        if groups.get("pin"):
            pinpoint, span = read_pinpoint(groups["pin"] or ""), match.span("pin")
        elif found := _pin(text, match.end()):
            pinpoint, end = found
            span = (match.end() + len(text[match.end() : end]) - len(text[match.end() : end].lstrip(" ,:")), end)
            if kind == STATUTE and pinpoint.label == "page" and re.match(r"ss?\b", text[slice(*span)]):
                pinpoint = Pinpoint("section", pinpoint.locator)  # "Harbours Act 1964, s 14"
        return LawReading(kind, tuple(_apart(segments)), end, pinpoint, span)
    return None


def _years(match: re.Match[str], groups: dict[str, str | None], kind: str) -> list[Segment]:
    """The year of a journal is its volume where the date of the decision is printed."""
    if not groups.get("year"):
        return [Segment("date", *match.span(name), reason=kind) for name in ("a", "b") if groups.get(name)]
    return [Segment("volume" if groups.get("date") else "date", *match.span("year"), reason=kind)]


def _apart(segments: list[Segment]) -> list[Segment]:
    """In order; a title around other fields (a statute named by date and number) stays whole beside them."""
    return sorted(segments, key=lambda segment: (segment.start, -segment.end))


def _pin(text: str, start: int) -> tuple[Pinpoint, int] | None:
    """The pinpoint behind a citation, and where it ends."""
    rest = text[start : start + 90]
    if stop := _PIN_END.search(rest):
        rest = rest[: stop.start()]
    if not re.match(r"[\s,:]*(?:\(\d|\[|§|¶|[^\W_])", rest) or not (pin := read_pinpoint(rest)):
        return None
    return pin, start + len(rest.rstrip(" .,;:"))


def law_type(segments: tuple[Segment, ...] | list[Segment]) -> str:
    """The CSL type that `read_law` found; empty for other segments."""
    found = {segment.reason for segment in segments} & {CASE, STATUTE, TREATY}
    return found.pop() if len(found) == 1 else ""


def looks_like_law(text: str) -> bool:
    """Whether a text that no form accounts for is a statute, a case or a document of a parliament all the same."""
    return bool(_LOOKS.match(text))


def citable(entry: Entry, printed: str) -> Entry:
    """The entry with a name to be cited by: where none is printed, the citation is the name ("BVerfGE 7, 198").

    `printed` is the citation without its pinpoint.
    """
    if entry.text("title"):
        return entry
    parts = ("container-title", "volume", "page", "issue", "section", "number", "authority")
    kept = {name: value for name, value in entry.strings.items() if name not in parts}
    name = re.sub(r"\s\(\d{4}\)$", "", printed.strip(" ,;")).rstrip(" .")
    return replace(entry, strings={**kept, "title": name})
