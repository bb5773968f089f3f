"""Cases and statutes in the forms of several countries, and what only looks like one."""

from __future__ import annotations

import pytest

from pubkit.references import Sort, parse_reference


@pytest.mark.parametrize(
    ("printed", "kind", "wanted"),
    [
        ("See Roe v. Poe, 410 U.S. 113, 120 (1973).", "legal_case", {"title": "Roe v. Poe", "volume": "410", "container-title": "U.S.", "page": "113"}),  # noqa: E501
        ("United Mills v. Jones, 565 F.3d 400, 403 (9th Cir. 2012).", "legal_case", {"container-title": "F.3d", "authority": "9th Cir."}),  # noqa: E501
        ("R v Miller [2000] 2 AC 115, 131.", "legal_case", {"title": "R v Miller", "volume": "2", "container-title": "AC"}),  # noqa: E501
        ("BVerfGE 7, 198 (205).", "legal_case", {"container-title": "BVerfGE", "volume": "7", "page": "198"}),
        ("BGH, Urt. v. 12.3.2004 – I ZR 12/03, NJW 2004, 1234 (1236).", "legal_case", {"authority": "BGH", "title": "I ZR 12/03", "container-title": "NJW"}),  # noqa: E501
        ("Cass. civ. 1re, 25 février 1997, Bull. civ. I, n° 75.", "legal_case", {"issue": "75", "volume": "I"}),
        ("Case C-26/62 Miller v Commission [1963] ECR 1.", "legal_case", {"container-title": "ECR", "page": "1"}),
        ("42 U.S.C. § 1983 (2006).", "legislation", {"volume": "42", "container-title": "U.S.C.", "section": "1983"}),
        ("Rivers and Roads Act 1998, s 3.", "legislation", {"title": "Rivers and Roads Act"}),
        ("Lei nº 8.080, de 19 de setembro de 1990.", "legislation", {"title": "Lei nº 8.080"}),
    ],
)  # fmt: skip
def test_cases_and_statutes(printed: str, kind: str, wanted: dict[str, str]) -> None:
    parsed = parse_reference(printed)
    assert parsed.sort is Sort.LAW
    assert parsed.entry.type == kind
    assert wanted.items() <= parsed.entry.strings.items()


@pytest.mark.parametrize(
    "printed",
    [
        "Fischer v. Berg, Johann: Entwurf einer Architektur, Wien 1721.",
        "Code of Conduct 2010, Brussels: River Union.",
        "Jane Miller, The Roads Act 1998 and Its Critics (London: Sage, 2004).",
    ],
)
def test_works_are_no_law(printed: str) -> None:
    assert parse_reference(printed).sort is Sort.WORK


def test_an_issue_is_no_short_cite() -> None:
    parsed = parse_reference("Ana Souza, “Além da ponte”, Novos Estudos de Rios, n. 79, pp. 71-94, 2007.")
    assert parsed.entry.strings["issue"] == "79"
    assert parsed.entry.strings["container-title"] == "Novos Estudos de Rios"
