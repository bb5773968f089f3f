"""Cases and statutes as they are cited: forms regular enough for a grammar, not for a model of scholarly references.

In: the text of a reference without signal words. Out: its segments, or None where no form accounts for the whole.
Forms: Bluebook rule 10 and OSCOLA 2 (cases), the Court of Justice (its reports), German decisions in collections
and journals, French courts; statutes of the United States, the Commonwealth, France, Portugal, Spain and Brazil.
"""

from __future__ import annotations

import re

from pubkit.references.cues import alternatives
from pubkit.references.dates import MONTH_NAMES
from pubkit.references.segments import Segment

__all__ = ["law_type", "read_law"]

_YEAR = r"(?:1[5-9]|20)\d\d"
_PARTIES = r"(?:[A-ZÀ-Þ][^;“”\"()\[\]]{0,110}?)\s(?:v\.?|vs\.?)\s(?:[A-ZÀ-Þ][^;“”\"()\[\]]{1,110}?)"
_REPORTER = r"[A-Z][A-Za-z\d.'’]*(?:\s(?:[A-Z][A-Za-z\d.'’]*|\d[a-z]{1,2}|[&]|of|\([A-Z][A-Za-z]{1,5}\))){0,5}"
_PIN = r"(?:,?\s(?:at\s|pp?\.\s?)?(?P<pin>\[?\d{1,5}\]?(?:\s?[-–]\s?\[?\d{1,5}\]?)?(?:\sn\.\s?\d+)?(?:,\s\d{1,5}(?:[-–]\d{1,5})?)*))?"  # noqa: E501
_DAY = rf"(?:\d{{1,2}}(?:er)?\.?\s(?:{alternatives(MONTH_NAMES)})\s{_YEAR}|\d{{1,2}}\.\s?\d{{1,2}}\.\s?{_YEAR})"
_GERMAN_COURT = r"(?:BGH|BVerfG|BVerwG|BAG|BSG|BFH|EuGH|EGMR|EuG|BGer|OGH|VfGH|(?:OLG|LG|AG|VG|OVG|VGH|KG|LAG|FG)(?:\s[A-ZÄÖÜ][\w/.-]+){0,2})"  # noqa: E501
_FRENCH_COURT = r"(?:Cass\.?\s(?:\(?\d?re\)?\s)?(?:civ|com|soc|crim|req|ass|plén|ch)\b[\w.\s]{0,16}|CE|Cons\.\sconst\.|Conseil\sd[’']État|C\.?E\.?|CA\s[A-ZÀ-Þ][\w-]+|CJUE|CJCE|TA\s[A-ZÀ-Þ][\w-]+)"  # noqa: E501

_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"\s*(?:{form})\W*$"))
    for kind, form in (
        # Brown v. Board of Education, 347 U.S. 483, 495 (1954).
        ("legal_case", rf"(?P<title>{_PARTIES}),\s(?P<volume>\d{{1,4}})\s(?P<container>{_REPORTER})\s(?P<pages>\d{{1,5}}){_PIN}\s\((?P<authority>[A-Z\d][\w.\s]{{0,25}}?)?\s?(?P<date>{_YEAR})\)"),  # noqa: E501
        # Donoghue v Stevenson [1932] AC 562 (HL); (1883) 11 QBD 503; neutral citation before it
        ("legal_case", rf"(?P<title>{_PARTIES}),?\s(?:\[{_YEAR}\]\s(?:UKSC|UKHL|UKPC|EWCA\s\w+|EWHC|NICA|CSIH|HCA)\s\d+(?:\s\(\w+\))?,\s)?(?P<date>[\[(]{_YEAR}[\])])\s(?:(?P<volume>\d{{1,4}})\s)?(?P<container>{_REPORTER})\s(?P<pages>(?:I{{1,2}}[-‑–])?\d{{1,5}}){_PIN}(?:\s\((?P<authority>[A-Z][\w\s()]{{1,24}})\))?(?:\s(?P<more>\[?\d{{1,4}}\]?(?:[-–]\[?\d{{1,4}}\]?)?))?(?:,?\spara[s.]?\s?[\d–-]+)?"),  # noqa: E501
        # BVerfGE 7, 198 (205); BGHZ 26, 349
        ("legal_case", r"(?P<container>BVerfGE|BGHZ|BGHSt|BVerwGE|BAGE|BSGE|BFHE|RGZ|RGSt|BGE|EuGHE|VfSlg)\s(?P<volume>\d{1,3}),\s(?P<pages>\d{1,4})(?:\s?(?:\(|,\s)(?P<pin>\d{1,4}(?:\sff?\.|[-–]\d{1,4})?)\)?)?(?:\sff?\.)?(?:\s–\s(?P<title>[A-ZÄÖÜ][\w\s/-]{2,40}))?"),  # noqa: E501
        # BGH, Urt. v. 12.3.2004 – I ZR 12/03, NJW 2004, 1234 (1236)
        ("legal_case", rf"(?P<authority>{_GERMAN_COURT}),?\s(?:(?:Urteil|Urt\.|Beschluss|Beschl\.|U\.|B\.)\s(?:vom|v\.)\s(?P<date>{_DAY})(?:\s?[,–-]\s?(?P<title>[\w\s./]{{3,30}}?))?,\s)?(?P<container>[A-ZÄÖÜ][\w-]{{0,12}}(?:\s[A-Z]{{2}})?)\s(?P<year>{_YEAR}),\s(?:S\.\s)?(?P<pages>\d{{1,5}})(?:\s(?:\(|ff?\.)(?P<pin>\d{{1,5}}(?:\sff?\.)?)?\)?)?"),  # noqa: E501
        # Cass. civ. 1re, 25 février 1997, Bull. civ. I, n° 75
        ("legal_case", rf"(?P<authority>{_FRENCH_COURT}),\s(?P<date>{_DAY})(?:,\s(?P<title>(?:n[o°]\s?)?[^,;]{{3,50}}))??(?:,\s(?P<container>[A-Z][A-Za-zÀ-ÿ.\s]{{0,20}}?)(?:\s(?P<volume>[IVX]{{1,4}}|{_YEAR}))?,?(?:\sn[o°]\s?(?P<issue>\d{{1,5}})|\s?,?\sp\.\s?(?P<pages>\d{{1,5}})))?"),  # noqa: E501
        # Case C-26/62 Van Gend en Loos v ... [1963] ECR 1; ECLI:EU:C:...
        ("legal_case", rf"(?P<title>(?:Joined\s)?(?:Case|Cases|Rs\.|Affaire|Asunto|Processo)\s[CTF]?[-‑–]?\s?\d{{1,4}}/\d\d[^\[\]()]{{0,140}}?),?\s(?:[\[(](?P<date>{_YEAR})[\])]\s(?P<container>ECR|Slg\.|Rec\.)\s(?P<pages>(?:I{{1,2}}[-‑–])?\d{{1,5}})|(?P<number>ECLI:[A-Z]{{2}}:\w:\d{{4}}:\d+))(?:,\spara(?:s|\.)?\s?[\d–-]+)?"),  # noqa: E501
        # 42 U.S.C. § 1983 (2006)
        ("legislation", rf"(?P<volume>\d{{1,3}})\s(?P<container>U\.S\.C\.(?:A\.)?|C\.F\.R\.|Fed\.\sReg\.)\s(?:§{{1,2}}\s?)?(?P<section>[\d.()a-z–-]+)(?:\s\((?P<date>{_YEAR})\))?"),  # noqa: E501
        # Human Rights Act 1998, s 3(1)
        ("legislation", rf"(?P<title>[A-Z][A-Za-z’'()-]+(?:\s(?:[A-Z(][A-Za-z’'()-]+|of|and|the|for|to|in|on|&)){{0,12}}\s(?:Act|Code|Order|Regulations|Ordinance|Constitution|Convention|Charter))\s(?:of\s)?\(?(?P<date>{_YEAR})\)?(?:,?\s(?:s|ss|sec|sch|art|arts|reg|c|ch|pt)\b\.?\s?[\dA-Z][\w()–,\s-]{{0,20}})?"),  # noqa: E501
        # Loi n° 78-17 du 6 janvier 1978 ...; Lei nº 8.080, de 19 de setembro de 1990; Ley 19.496
        ("legislation", rf"(?P<title>(?:Loi|Lei|Ley|Legge|Décret|Decreto|Ordonnance|Decreto-[Ll]ei|Real\sDecreto|Ley\sOrgánica|Lei\sComplementar)(?:\s[Ff]ederal)?\s(?:n[º°o.]*\s?)?[\d./-]+),?\s(?:du|de|del|di)\s(?P<date>\d{{1,2}}(?:er|º)?\s(?:de\s)?(?:{alternatives(MONTH_NAMES)})\s(?:de\s|del\s)?{_YEAR})(?P<rest>[^;]{{0,160}})"),  # noqa: E501
    )
)  # fmt: skip
_LABELS = ("title", "container", "volume", "issue", "pages", "date", "authority", "section")


_HINT = re.compile(
    rf"\svs?\.?\s[A-ZÀ-Þ]|^\W*(?:BVerf|BGH|BVerw|B[ASF][GH]|RG|VfSlg|{_GERMAN_COURT}|{_FRENCH_COURT}|\d{{1,3}}\s(?:U\.S\.C|C\.F\.R|Fed\.\sReg)|(?:Joined\s)?(?:Case|Rs\.|Affaire|Asunto|Processo)|Loi|Lei|Ley|Legge|Décret|Decreto|Ordonnance|Real\sD)"
    r"|\b(?:Act|Code|Order|Regulations|Ordinance|Constitution|Convention|Charter)\s(?:of\s)?\(?\d{4}"
)
"""What every form holds: most references are dismissed by it."""


def read_law(text: str, start: int) -> list[Segment] | None:
    """The segments of a case or statute that stands in `text` from `start` on."""
    if len(text) - start > 400 or not _HINT.search(text[start:]):
        return None
    for kind, form in _FORMS:
        match = form.match(text, start)
        if match is None:
            continue
        groups = match.groupdict()
        segments = [Segment(name, *match.span(name), reason=kind) for name in _LABELS if groups.get(name)]
        if groups.get("year"):
            if not groups.get("date"):
                segments.append(Segment("date", *match.span("year"), reason=kind))
            else:
                segments.append(Segment("volume", *match.span("year"), reason=kind))
        for name in ("pin", "more"):
            if groups.get(name):
                segments.append(Segment("pages", *match.span(name), reason=kind))
        return sorted(segments, key=lambda segment: segment.start)
    return None


def law_type(segments: list[Segment]) -> str:
    """The CSL type that `read_law` found; empty for other segments."""
    found = {segment.reason for segment in segments} & {"legal_case", "legislation"}
    return found.pop() if len(found) == 1 else ""
