"""The forms in which cases, statutes and treaties are cited, by jurisdiction.

Each form is a regular expression for the citation itself, without pinpoint and without what follows; its groups are
fields: title, container (the reporter, gazette or code), volume, issue, pages, date, authority (the court), section,
docket (the number of the case or statute), `year` (of a journal that counts by years), and `pin` where the pinpoint
stands inside. A comment beside each shows a citation. Sources: Bluebook rules 10-21, OSCOLA 4th ed. part 2, the
Court's own reference standard (ECLI), NJW's and the Juristische Verweis- forms, Code typographique, APA 7 section 11,
GOST R 7.0.5. What no form accounts for stays as it is printed.
"""

from __future__ import annotations

from pubkit.references.cues import alternatives
from pubkit.references.dates import MONTH_NAMES
from pubkit.references.patterns import Pattern

__all__ = ["CASE", "FORMS", "STATUTE", "TREATY"]

CASE, STATUTE, TREATY = "legal_case", "legislation", "treaty"

_YEAR = r"(?:1[5-9]|20)\d\d"
_MONTH = f"(?i:{alternatives(MONTH_NAMES)})"
_PARTY = r"(?:[A-ZÀ-Þ][^;“”\"()\[\]§]{0,110}?(?:\s\([A-Z][\w.\s]{1,30}\))?)"
_PARTIES = rf"(?:(?:R|Re|In\sre|Ex\sparte)\s)?\(?{_PARTY}\)?\s(?:v\.?|vs\.?|gegen|c\.)\s[A-ZÀ-Þ][^;“”\"\[\]§]{{1,110}}?"
_ALONE = r"(?:In\sre|Re|Ex\sparte|In\sthe\sMatter\sof)\s[A-Z][^;“”\"()\[\]§]{1,80}?"
_REPORTER = r"[A-Z][A-Za-z\d.'’]*(?:\s?(?:[A-Z][A-Za-z\d.'’]*|\d[a-z]{1,2}|[&]|of|\([A-Z][A-Za-z]{1,5}\))){0,5}"
_US_REPORTER = r"(?:U\.\s?S\.|S\.\s?Ct\.|L\.\s?Ed\.(?:\s?2d)?|F\.(?:\s?[234](?:d|th))?|F\.\s?Supp\.(?:\s?[23]d)?|F\.\s?App[’']x|B\.R\.|Fed\.\sCl\.|[A-Z][A-Za-z.]{0,6}\.(?:\s?[A-Z][a-z.]{0,6}\.?){0,3}(?:\s?(?:2d|3d|[45]th))?)"  # noqa: E501
_UK_REPORTER = r"(?:AC|QB|KB|Ch(?:\sApp)?|Fam|WLR|All\sER(?:\s\([A-Z]\w+\))?|App\sCas|HL\sCas|QBD|KBD|ChD|PD|P|ER|Lloyd[’']s\sRep|Cr\sApp\sR(?:\s\(S\))?|BCLC|CLR|NZLR|SCR|DLR(?:\s\(\dth\))?|SC(?:\s\(HL\))?|SLT|IR|ILRM|EHRR|CMLR|ICR|IRLR|P&CR|STC|BMLR|FLR|FCR|RPC|FSR|LGR|Crim\sLR|TLR|LT|LJ(?:KB|QB|Ch)?|LR\s\d{0,2}\s?\w{1,4}|MR|SASR|VLR|NSWLR|ALR|Qd\sR)"  # noqa: E501
_NEUTRAL = r"(?:UKSC|UKHL|UKPC|EWCA\s(?:Civ|Crim)|EWHC|UKUT|UKFTT|EAT|NICA|NIQB|CSIH|CSOH|HCJAC|HCA|FCA|FCAFC|NSWCA|NSWSC|VSCA|SCC|ONCA|BCCA|NZSC|NZCA|NZHC|IESC|IEHC|IECA|ZACC|ZASCA|SGCA|HKCFA)"  # noqa: E501
_DAY = rf"(?:\d{{1,2}}(?:er|\.|º)?\s(?:de\s)?(?:{_MONTH})\.?,?\s(?:de\s|del\s)?{_YEAR}|\d{{1,2}}\.\s?\d{{1,2}}\.\s?{_YEAR}|(?:{_MONTH})\.?\s\d{{1,2}},\s{_YEAR})"  # noqa: E501
_GERMAN_COURT = r"(?:BGH|BVerfG|BVerwG|BAG|BSG|BFH|BPatG|RG|EuGH|EGMR|EuG|BGer|OGH|VfGH|VwGH|(?:OLG|LG|AG|VG|OVG|VGH|KG|LAG|ArbG|FG|SG|LSG|BayObLG|AmtsG)(?:\s[A-ZÄÖÜ][\w/.-]+){0,2})"  # noqa: E501
_FRENCH_COURT = r"(?:Cass\.?\s(?:\(?\d?re\)?\s)?(?:civ|com|soc|crim|req|ass|plén|ch)\b[\w.\s]{0,16}|CE(?:,\s(?:Ass|Sect)\.)?|Cons\.\sconst\.|Conseil\sconstitutionnel|Conseil\sd[’']État|C\.?E\.?|CA\s[A-ZÀ-Þ][\w-]+|CAA\s[A-ZÀ-Þ][\w-]+|CJUE|CJCE|CEDH|TA\s[A-ZÀ-Þ][\w-]+|TGI\s[A-ZÀ-Þ][\w-]+|T\.\sconfl\.)"  # noqa: E501
_ITALIAN_COURT = r"(?:Corte\scost(?:ituzionale|\.)|Cass\.\s?(?:civ|pen|lav|s\.?u)?\.?(?:,?\s(?:sez|Sez)\.?\s?(?:un|[IVX]+|lav)\.?)?|Cons\.\sStato(?:,\ssez\.\s[IVX]+)?|TAR\s[A-Z]\w+)"  # noqa: E501
_DOCKET = r"(?:[IVX]{1,4}\s[A-Za-z]{1,4}\s?\d{1,4}/\d\d|\d\s?(?:Bv[A-Z]|Ws|St[RE]|AZR|ABR|C|A|B|U|O|Ss|[A-Z]{1,3})\s?(?:\([A-Za-z]\)\s)?\d{1,5}/\d\d|[CTF][-‑–]\d{1,4}/\d\d)"  # noqa: E501
_ACT_WORDS = r"(?:[A-Z(][A-Za-z’'()\d-]+|of|and|the|for|to|in|on|with|&)"
_QUOTE = r"[«“\"„]"

_VERSUS = (" v", " c. ", " gegen ", "In re", "Re ", "Ex parte", "Matter of")
_COURT = (
    "BGH",
    "BV",
    "BAG",
    "BSG",
    "BFH",
    "BPatG",
    "RG",
    "Eu",
    "EGMR",
    "BGer",
    "OGH",
    "VfGH",
    "VwGH",
    "LG",
    "AG",
    "VG",
    "KG",
    "FG",
    "SG",
)
_DECISION = ("Urteil", "Urt.", "Beschl", "U. ", "B. ", "U. v.", "B. v.")

_TABLE: tuple[tuple[str, tuple[str, ...], str], ...] = (
    # --- United States -------------------------------------------------------------------------------------------
    # Brown v. Board of Education, 347 U.S. 483, 495 (1954); Doe v. Roe, 23 F. Supp. 2d 114 (D. Mass. 1998)
    (CASE, _VERSUS, rf"(?P<title>{_PARTIES}|{_ALONE}),\s(?P<volume>\d{{1,4}})\s(?P<container>{_US_REPORTER})\s(?P<pages>\d{{1,5}}|_{{2,4}})(?:,\s(?:at\s)?(?P<pin>\d{{1,5}}(?:[-–]\d{{1,5}})?(?:\sn\.\s?\d+)?(?:,\s\d{{1,5}}(?:[-–]\d{{1,5}})?)*))?(?:,\s\d{{1,4}}\s{_US_REPORTER}\s\d{{1,5}}(?:,\s\d{{1,5}}(?:[-–]\d{{1,5}})?)?){{0,2}}\s\((?P<authority>[A-Z\d][\w.,’'\s]{{0,40}}?)?\s?(?P<date>{_YEAR})\)"),  # noqa: E501
    # Rivers and Roads Act of 1899, 33 U.S.C. § 403 (2018); 40 C.F.R. § 122.2
    (STATUTE, ("U.S.C", "C.F.R", "U. S. C", "C. F. R"), rf"(?:(?P<title>[A-Z][A-Za-z’'()-]*(?:\s{_ACT_WORDS}){{0,12}}(?:\sof\s{_YEAR})?),\s(?:§\s?[\d\w()]+,\s)?)?(?P<volume>\d{{1,3}})\s(?P<container>U\.\s?S\.\s?C\.(?:\s?A\.|\s?S\.)?|C\.\s?F\.\s?R\.)\s(?:§{{1,2}}\s?|pt\.\s|ch\.\s)(?P<section>\d[\w.()–-]*(?:,\s\d[\w.()–-]*){{0,4}})(?:\set\sseq\.)?(?:\s\((?:[A-Z][\w.]*\s)?(?P<date>{_YEAR})\))?"),  # noqa: E501
    # Clean Rivers Act, Pub. L. No. 92-500, 86 Stat. 816 (1972)
    (STATUTE, ("Pub.",), rf"(?:(?P<title>[A-Z][A-Za-z’'()-]*(?:\s{_ACT_WORDS}){{0,12}}(?:\sof\s{_YEAR})?),\s)?Pub\.\s?L\.\s(?:No\.\s)?(?P<docket>\d{{1,3}}[-–]\d{{1,4}})(?:,\s(?P<volume>\d{{1,3}})\s(?P<container>Stat\.)\s(?P<pages>\d{{1,5}})(?:,\s(?P<pin>\d{{1,5}}(?:[-–]\d{{1,5}})?))?)?(?:\s\((?P<date>{_YEAR})\))?"),  # noqa: E501
    # --- United Kingdom and the Commonwealth ---------------------------------------------------------------------
    # R (Miller) v Board [2017] UKSC 5, [2018] AC 61
    (CASE, _VERSUS, rf"(?P<title>{_PARTIES}|{_ALONE}),?\s(?P<docket>\[(?P<date>{_YEAR})\]\s{_NEUTRAL}\s\d{{1,5}}(?:\s\((?:Ch|QB|KB|Admin|Fam|Comm|TCC|Pat|IPEC)\))?)(?:,\s(?:\({_YEAR}\)\s)?(?P<volume>\[{_YEAR}\](?:\s\d{{1,2}})?|\d{{1,4}})\s(?P<container>{_UK_REPORTER})\s(?P<pages>\d{{1,5}}))?"),  # noqa: E501
    # Donoghue v Stevenson [1932] AC 562 (HL); Vokes v Jones (1883) 11 QBD 503
    (CASE, _VERSUS, rf"(?P<title>{_PARTIES}|{_ALONE}),?\s[\[(](?P<date>{_YEAR})[\])]\s(?:(?P<volume>\d{{1,4}})\s)?(?P<container>{_UK_REPORTER})\s(?P<pages>\d{{1,5}})(?:,\s(?P<pin>\d{{1,5}}(?:[-–]\d{{1,5}})?))?(?:\s\((?P<authority>(?:HL|PC|CA|QB|KB|Ch|Ex|CP|Fam|HCA|Admin|DC|SCC|CSIH|SC)(?:\s\(\w+\))?)\))?"),  # noqa: E501
    # --- European Union and Council of Europe --------------------------------------------------------------------
    # Case C-127/02 Name v Name [2004] ECR I-7405; Joined Cases ...; EU:C:2014:317
    (CASE, ("ECR", "Slg", "Rec", "Racc", "EU:"), r"(?P<title>(?:Joined\s)?(?:Case|Cases|Rs\.|Rechtssache|Affaire|Aff\.|Asunto|Processo|Causa)\s[CTF]?[-‑–]?\s?\d{1,4}/\d\d(?:\sP)?(?:(?:,|\sand|\sund|\set|\sy|\se)\s[CTF]?[-‑–]?\s?\d{1,4}/\d\d(?:\sP)?){0,6}(?:,?\s[A-ZÀ-Þ][^\[\]();]{2,140}?)?),?\s(?:[\[(](?P<date>" + _YEAR + r")[\])]\s(?P<container>ECR|Slg\.?|Rec\.?|Racc\.|Rec\.\sp\.)\s(?P<pages>(?:I{1,2}[-‑–])?\d{1,5})|(?:ECLI:)?EU:[CTF]:\d{4}:\d{1,5})"),  # noqa: E501
    # Miller v Norway App no 31045/10 (ECtHR, 15 October 2014); Miller v. Norway, no. 31045/10, § 33, ECHR 2014
    (CASE, ("/",), rf"(?P<title>{_PARTIES}),?\s(?P<docket>(?:\(?(?:[Aa]pp(?:lication|l)?\.?\s)?[Nn]os?\.?\s)\d{{1,5}}/\d\d)\)?(?:,\s(?P<authority>Eur\.\sCt\.\sH\.R\.)\s\((?P<a>{_YEAR})\)|\s\((?:ECtHR|ECHR|EGMR|CEDH|Commission\s[Dd]ecision)(?:\s\[?GC\]?)?,?\s(?P<date>{_DAY}|{_YEAR})\)|(?:,\s§{{1,2}}\s?(?P<pin>\d{{1,4}}(?:[-–]\d{{1,4}})?))?,\s(?P<container>ECHR|CEDH|Reports)\s(?P<b>{_YEAR})(?:[-–][IVX]+)?)"),  # noqa: E501
    # Council Directive 92/43/EEC of 21 May 1992 on ... [1992] OJ L206/7; Regulation (EU) 2016/679; Verordnung (EG) Nr. 44/2001  # noqa: E501
    (STATUTE, ("OJ ", "ABl", "JO "), rf"(?P<title>(?:(?:European\s)?(?:Parliament\sand\s)?(?:Council|Commission)\s)?(?:(?:Implementing|Delegated|Framework)\s)?(?:Directive|Regulation|Decision|Richtlinie|Verordnung|Beschluss|Règlement|Directiva|Reglamento|Direttiva|Regolamento|Diretiva|Regulamento)\s(?:\((?:EU|EC|EEC|EG|EWG|UE|CE|CEE|Euratom|EU,\sEuratom)\)\s)?(?:No\.?\s|Nr\.\s|n[°º]\s)?\d{{1,4}}/\d{{1,4}}(?:/(?:EEC|EC|EU|EG|EWG|UE|CE|CEE|JHA|JI|CFSP|Euratom))?)(?P<rest>[^;\[\]]{{0,220}}?),?\s[\[(](?P<date>{_YEAR})[\])]\s(?P<container>OJ|ABl\.?|JO)\s(?P<volume>[LC]\s?\d{{1,4}})/(?P<pages>\d{{1,5}})"),  # noqa: E501
    (STATUTE, ("Directive", "Regulation", "Decision", "Richtlinie", "Verordnung", "Règlement", "Directiva", "Reglamento", "Direttiva", "Regolamento", "Diretiva", "Regulamento"), rf"(?P<title>(?:(?:European\s)?(?:Parliament\sand\s)?(?:Council|Commission)\s)?(?:Directive|Regulation|Decision|Richtlinie|Verordnung|Règlement|Directiva|Reglamento|Direttiva|Regolamento|Diretiva|Regulamento)\s(?:\((?:EU|EC|EEC|EG|EWG|UE|CE|CEE|Euratom)\)\s)?(?:No\.?\s|Nr\.\s|n[°º]\s)?\d{{1,4}}/\d{{1,4}}(?:/(?:EEC|EC|EU|EG|EWG|UE|CE|CEE|JHA|JI))?)(?:,?\s(?:of|vom|du|de|del|of\sthe\sEuropean\sParliament\sand\sof\sthe\sCouncil\sof)\s(?P<date>{_DAY}))?"),  # noqa: E501
    # --- treaties ------------------------------------------------------------------------------------------------
    # Convention on Rivers (adopted 10 December 1982, entered into force 16 November 1994) 1833 UNTS 3 (CR)
    (TREATY, ("(adopted", "(signed", "(opened", "(concluded"), rf"(?P<title>[A-Z][A-Za-z’'()-]+(?:\s{_ACT_WORDS}){{0,16}})\s\((?:adopted|signed|opened\sfor\ssignature|concluded)\s(?P<date>{_DAY})(?:,\s(?:entered\sinto\sforce|entry\sinto\sforce)\s{_DAY})?\)(?:,?\s(?P<volume>\d{{1,4}})\s(?P<container>UNTS|LNTS|ETS|CETS|ILM|UKTS|BFSP|CTS)\s(?:No\s)?(?P<pages>\d{{1,5}}))?(?:\s\([A-Z][\w\s]{{1,24}}\))?"),  # noqa: E501
    # Convention on Rivers, Dec. 10, 1982, 1833 U.N.T.S. 397
    (TREATY, ("U.N.T.S", "L.N.T.S", "UNTS", "I.L.M", "T.I.A.S"), rf"(?P<title>[A-Z][A-Za-z’'()-]+(?:\s{_ACT_WORDS}){{0,16}}),\s(?:opened\sfor\ssignature\s)?(?P<date>{_DAY}),\s(?:\d{{1,3}}\sU\.S\.T\.\s\d{{1,5}},\s)?(?P<volume>\d{{1,4}})\s(?P<container>U\.N\.T\.S\.|L\.N\.T\.S\.|UNTS|I\.L\.M\.|T\.I\.A\.S\.)\s(?P<pages>\d{{1,5}})"),  # noqa: E501
    # Human Rights Act 1998; behind the treaties, whose titles may hold the same words
    (STATUTE, ("Act", "Code", "Order", "Regulations", "Ordinance", "Constitution", "Measure", "Rules"), rf"(?P<title>[A-Z][A-Za-z’'()-]+(?:\s{_ACT_WORDS}){{0,12}}\s(?:Act|Code|Order|Regulations|Ordinance|Constitution|Measure|Rules)(?:\s\([A-Z][A-Za-z\s]{{2,20}}\))?)\s(?:of\s)?\(?(?P<date>{_YEAR})\)?(?:\s\((?:UK|Cth|NSW|Vic|Qld|WA|SA|NZ|Ir|Can|Ont|BC)\))?"),  # noqa: E501
    # --- Germany, Austria, Switzerland ---------------------------------------------------------------------------
    # BVerfGE 7, 198; BGHZ 26, 349
    (CASE, ("BVerfGE", "BVerfGK", "BGHZ", "BGHSt", "BVerwGE", "BAGE", "BSGE", "BFHE", "RGZ", "RGSt", "BGE", "EuGHE", "VfSlg", "SZ"), r"(?P<container>BVerfGE|BVerfGK|BGHZ|BGHSt|BVerwGE|BAGE|BSGE|BFHE|RGZ|RGSt|BGE|EuGHE|VfSlg|SZ)\s(?P<volume>\d{1,3}(?:\s[IV]{1,3})?)(?:,|\s)\s?(?P<pages>\d{1,4})(?:\s?ff?\.)?(?:\s–\s(?P<title>[A-ZÄÖÜ][\w\s/-]{2,40}?)(?=\W*$))?"),  # noqa: E501
    # BGH, Urt. v. 12.3.2004 – I ZR 12/03, NJW 2004, 1234
    (CASE, _DECISION, rf"(?P<authority>{_GERMAN_COURT}),?\s(?:(?:Urteil|Urt\.|Beschluss|Beschl\.|U\.|B\.)\s(?:vom|v\.)\s)(?P<date>{_DAY})(?:\s?[,–-]\s?(?:Az\.?:?\s)?(?P<title>{_DOCKET}|[\w\s./]{{3,30}}?))?,\s(?P<container>[A-ZÄÖÜ][\w-]{{0,12}}(?:\s[A-Z]{{2}})?)\s(?P<year>{_YEAR}),\s(?:S\.\s)?(?P<pages>\d{{1,5}})(?:\sff?\.)?"),  # noqa: E501
    # BVerfG, Beschl. v. 3.4.2001 – 1 BvR 1629/94, BVerfGE 103, 242
    (CASE, _DECISION, rf"(?P<authority>{_GERMAN_COURT}),?\s(?:Urteil|Urt\.|Beschluss|Beschl\.|U\.|B\.)\s(?:vom|v\.)\s(?P<date>{_DAY})(?:\s?[,–-]\s?|,?\s)(?:Az\.?:?\s)?(?P<title>{_DOCKET}),\s(?P<container>BVerfGE|BVerfGK|BGHZ|BGHSt|BVerwGE|BAGE|BSGE|BFHE)\s(?P<volume>\d{{1,3}}),\s(?P<pages>\d{{1,4}})"),  # noqa: E501
    # BGH, Urteil vom 12.3.2004 – I ZR 12/03
    (CASE, _DECISION, rf"(?P<authority>{_GERMAN_COURT}),?\s(?:Urteil|Urt\.|Beschluss|Beschl\.|U\.|B\.)\s(?:vom|v\.)\s(?P<date>{_DAY})(?:\s?[,–-]\s?|,?\s)(?:Az\.?:?\s)?(?P<title>{_DOCKET})"),  # noqa: E501
    # BGH NJW 2004, 1234
    (CASE, _COURT, rf"(?P<authority>{_GERMAN_COURT}),?\s(?P<container>[A-ZÄÖÜ][\w-]{{0,12}}(?:\s[A-Z]{{2}})?)\s(?P<date>{_YEAR}),\s(?:S\.\s)?(?P<pages>\d{{1,5}})(?:\sff?\.)?"),  # noqa: E501
    # Bundesnaturschutzgesetz vom 29. Juli 2009 (BGBl. I S. 2542)
    (STATUTE, ("gesetz", "ordnung", "vertrag"), rf"(?P<title>[A-ZÄÖÜ][\w-]*(?:gesetz|ordnung|gesetzbuch|vertrag)(?:\s(?:über|zur|zum|des|der|die|von|und)\s[^();,]{{3,80}})?)\s(?:vom|v\.)\s(?P<date>{_DAY})(?:,?\s\(?(?P<container>BGBl\.|RGBl\.|GVBl\.)\s(?P<volume>I{{0,3}})(?:\s{_YEAR})?,?\s(?:S\.\s)?(?P<pages>\d{{1,5}})\)?)?"),  # noqa: E501
    # --- France --------------------------------------------------------------------------------------------------
    # Cass. civ. 1re, 25 février 1997, Bull. civ. I, n° 75; CE, 12 avril 2002, Papon, n° 238689, Rec. p. 139
    (CASE, ("Cass", "CE", "Cons", "C.E", "CA", "CJ", "TA", "TGI", "T. confl"), rf"(?P<authority>{_FRENCH_COURT}),\s(?P<date>{_DAY})(?:,\s(?P<docket>(?:req\.\s|déc(?:ision|\.)\s)?n[o°]\s?[\d./-]+(?:\s?(?:DC|QPC))?))?(?:,\s(?P<title>(?!n[o°]|Bull|Rec|D\.|JCP|Gaz|AJDA)[A-ZÀ-Þ][^,;]{{2,60}}))?(?:,\s(?:req\.\s)?(?P<number>n[o°]\s?[\d./-]+(?:\s?(?:DC|QPC))?))?(?:,\s(?P<container>Bull\.(?:\s[a-z]+\.)?|Rec\.|D\.|JCP(?:\s[A-Z])?|Gaz\.\sPal\.|AJDA|RFDA|RTD\s[a-z]+\.|JORF|Lebon)(?:\s(?P<volume>[IVX]{{1,4}}|{_YEAR}))?,?(?:\s?n[o°]\s?(?P<issue>\d{{1,5}})|\s?,?\s?p\.\s?(?P<pages>\d{{1,5}}))?)?"),  # noqa: E501
    # Loi n° 78-17 du 6 janvier 1978 relative à ...; Ley 39/2015, de 1 de octubre; Lei nº 8.080, de 19 de setembro de 1990  # noqa: E501
    (STATUTE, ("Loi", "Lei", "Ley", "Legge", "D", "Ordonnance", "Real", "Medida", "Arrêté", "Portaria"), rf"(?P<title>(?:Loi|Lei|Ley|Legge|Décret|Decreto|Ordonnance|Decreto-[Ll]ei|Decreto-legge|Real\sDecreto(?:\sLegislativo|-ley)?|Ley\sOrgánica|Lei\sComplementar|Medida\sProvisória|Arrêté|Portaria|D\.\s?lgs\.|D\.P\.R\.)(?:\s(?:federal|Federal|organique|constitutionnelle))?\s(?:n[º°o.]*\s?)?[\d./-]*\d),?\s(?:du|de|del|di)\s(?P<date>{_DAY})(?P<rest>(?:,?\s(?:relativ[eo]s?|portant|sur|pour|instituant|por|que|sobre|del|de\sla|de\slos|do|da|dos|das|modifiant|visant|d['’]|orientant|tendant|in\smateria|reguladora|dispõe)\b[^;()]{{2,160}}?)?)(?=\s?(?:[.;(]|$|,\s(?:art|JO|DOU|Diário|modifi)))"),  # noqa: E501
    # Legge 7 agosto 1990, n. 241
    (STATUTE, ("Legge", "L. ", "D"), rf"(?P<title>(?:Legge|L\.|Decreto\slegislativo|D\.\s?lgs\.|D\.P\.R\.|Decreto-legge|D\.l\.)\s{_DAY},\sn\.\s?\d{{1,5}})"),  # noqa: E501
    # --- Spain, Italy, Portugal ----------------------------------------------------------------------------------
    # STS 123/2010, de 4 de marzo; STC 12/2008, de 29 de enero, FJ 3
    (CASE, ("ST", "SA", "AT"), rf"(?P<title>(?:STS|STC|STJUE|STEDH|SAP|SAN|ATS|ATC|STSJ)(?:\s(?:de\s)?[A-ZÁ]\w+)?\s(?:n[úu]m\.\s)?\d{{1,4}}/(?P<date>{_YEAR})(?:,\sde\s\d{{1,2}}\sde\s(?:{_MONTH})(?:\sde\s{_YEAR})?)?)"),  # noqa: E501
    # Ley 39/2015, de 1 de octubre, del Procedimiento Administrativo Común
    (STATUTE, ("Ley", "Real", "Decreto", "Orden"), rf"(?P<title>(?:Ley(?:\sOrgánica)?|Real\sDecreto(?:\sLegislativo|-ley)?|Decreto(?:-ley)?|Orden\s[A-Z]{{3}})\s\d{{1,4}}/(?P<date>{_YEAR}),\sde\s\d{{1,2}}\sde\s(?:{_MONTH})(?:\sde\s{_YEAR})?(?:,?\s(?:de|del|por|sobre|reguladora|para|que)\b[^;()]{{2,160}}?)?)(?=\s?(?:[.;(]|$|,\s(?:art|BOE)))"),  # noqa: E501
    # Corte cost., 24 ottobre 2007, n. 348; Cass. civ., sez. un., 11 novembre 2008, n. 26972
    (CASE, ("Corte", "Cass", "Cons", "TAR"), rf"(?P<authority>{_ITALIAN_COURT}),\s(?:sent\.\s|ord\.\s)?(?P<date>{_DAY}),\s(?P<docket>n\.\s?\d{{1,6}})"),  # noqa: E501
    # --- Russia --------------------------------------------------------------------------------------------------
    # Федеральный закон от 27.07.2006 № 149-ФЗ «Об информации» // СЗ РФ. 2006. № 31. Ст. 3448
    (STATUTE, ("акон", "Указ", "Постановление", "Приказ"), rf"(?P<title>(?:(?:Федеральный\s(?:конституционный\s)?закон|Закон\s(?:РФ|Российской\sФедерации|СССР)|Указ\sПрезидента\s(?:РФ|Российской\sФедерации)|Постановление\sПравительства\s(?:РФ|Российской\sФедерации)|Приказ\s[А-Я][^\d№]{{2,60}}?))\s+от\s(?P<date>{_DAY})(?:\s?г\.)?\s(?P<docket>(?:№|N)\s?[\d\w-]+)(?:\s«[^»]{{3,200}}»)?)(?:\s//\s(?P<container>СЗ\sРФ|Собрание\sзаконодательства\s(?:РФ|Российской\sФедерации)|Российская\sгазета)\.?,?\s(?:{_YEAR})\.?,?\s(?:[–—-]\s)?№\s?(?P<issue>\d{{1,3}}(?:\s?\([^)]{{1,12}}\))?)(?:\.|,)\s(?:[–—-]\s)?Ст\.\s?(?P<pages>\d{{1,5}}))?"),  # noqa: E501
    # Постановление Конституционного Суда РФ от 14.07.2015 № 21-П
    (CASE, ("Постановление", "Определение", "Решение"), rf"(?P<title>(?:Постановление|Определение|Решение)\s(?P<authority>(?:Конституционного|Верховного|Высшего\sАрбитражного|Арбитражного)\s[Сс]уда\s(?:РФ|Российской\sФедерации)|Пленума\sВерховного\sСуда\s(?:РФ|Российской\sФедерации)|ЕСПЧ|КС\sРФ|ВС\sРФ)\sот\s(?P<date>{_DAY})(?:\s?г\.)?\s(?P<docket>(?:№|N)\s?[\w/-]+)(?:\s«[^»]{{3,200}}»)?)"),  # noqa: E501
)  # fmt: skip

FORMS = tuple((kind, needs, Pattern(form)) for kind, needs, form in _TABLE)
"""(CSL type, what a citation of the form holds at least one of, form), the more telling before the less."""
