"""Words by which journals label the parts of an article, in some twenty languages."""

from __future__ import annotations

import re

__all__ = [
    "ABSTRACT", "ACKNOWLEDGEMENTS", "AFFILIATION", "APPENDIX", "INTRODUCTION", "KEYWORDS", "LABELLED", "NOTES",
    "REFERENCES", "SECTION", "SITE", "label_language",
]  # fmt: skip


def _any(words: str) -> str:
    return "|".join(re.escape(word.strip()).replace(r"\ ", r"\s+") for word in words.split(";"))


_ABSTRACTS = (
    "abstract;summary;zusammenfassung;kurzfassung;résumé;resume;resumen;resumo;riassunto;sommario;sintesi;"
    "аннотация;резюме;реферат;özet;öz;samenvatting;abstrakt;streszczenie;"
    "sammanfattning;sammendrag;tiivistelmä;анотація;xülasə;რეზიუმე;აბსტრაქტი;الملخص;ملخص;"
    "المستخلص;خلاصة;چکیده;תקציר;摘要;要旨;要約;초록"
)
_KEYWORDS = (
    "keywords;key words;index terms;schlüsselwörter;schlagwörter;stichwörter;mots-clés;mots clés;mots-clefs;"
    "palabras clave;palabras claves;palavras-chave;palavras chave;parole chiave;ключевые слова;anahtar kelimeler;"
    "anahtar sözcükler;trefwoorden;słowa kluczowe;"
    "nyckelord;nøkkelord;avainsanat;klíčová slova;ключові слова;açar sözlər;საკვანძო სიტყვები;"
    "الكلمات المفتاحية;كلمات مفتاحية;الكلمات الدالة;کلیدواژه‌ها;کلیدواژه ها;واژگان کلیدی;"
    "מילות מפתח;关键词;關鍵詞;キーワード"
)
_INTRODUCTIONS = (
    "introduction;einleitung;einführung;introducción;introdução;introduzione;введение;giriş;inleiding;preface;"
    "background;vorwort;préface;"
    "inledning;innledning;indledning;johdanto;úvod;wstęp;wprowadzenie;вступ;შესავალი;المقدمة;"
    "مقدمة;مقدمه;מבוא;הקדמה;引言;绪论;はじめに"
)
_CONCLUSIONS = (
    "conclusion;conclusions;concluding remarks;schluss;fazit;schlussfolgerung;schlussbetrachtung;conclusión;"
    "conclusiones;"
    "conclusão;considerações finais;conclusione;conclusioni;заключение;выводы;sonuç;discussion;results;methods;"
    "methodology;literature review;diskussion;ergebnisse;résultats;resultados;risultati;результаты;обсуждение;"
    "slutsats;slutsatser;konklusjon;závěr;zakończenie;podsumowanie;висновки;nəticə;დასკვნა;"
    "الخاتمة;خاتمة;نتیجه‌گیری;סיכום;结论;结语;おわりに"
)
_REFERENCES = (
    "references;bibliography;works cited;literature cited;reference list;sources;selected bibliography;literatur;"
    "literaturverzeichnis;quellen;quellenverzeichnis;bibliographie;références;"
    "références bibliographiques;referencias;"
    "bibliografía;referências;bibliografia;riferimenti bibliografici;литература;список литературы;библиография;"
    "источники;kaynakça;kaynaklar;referenties;literatuur;"
    "litteratur;referenser;källor;lähteet;literatura;ədəbiyyat;ბიბლიოგრაფია;"
    "список використаних джерел;література;المراجع;المصادر والمراجع;قائمة المراجع;منابع;מקורות;"
    "ביבליוגרפיה;参考文献;參考文獻"
)
_ACKNOWLEDGEMENTS = (
    "acknowledgements;acknowledgments;acknowledgement;acknowledgment;danksagung;dank;remerciements;agradecimientos;"
    "agradecimentos;ringraziamenti;благодарности;teşekkür;"
    "poděkování;podziękowania;подяки;подяка;təşəkkür;شكر وتقدير;سپاسگزاری;תודות;致谢;致謝;謝辞"
)
_APPENDICES = "appendix;appendices;anhang;annexe;annex;apéndice;anexo;apêndice;appendice;приложение;ek;supplement"
_AFFILIATIONS = (
    "university;college;institute;institution;academy;department;faculty;school;centre;center;laboratory;ministry;"
    "museum;library;foundation;council;hospital;universität;hochschule;institut;akademie;fakultät;seminar für;"
    "université;école;faculté;universidad;instituto;facultad;universidade;faculdade;università;"
    "istituto;facoltà;dipartimento;"
    "университет;институт;академия;факультет;кафедра;центр;üniversitesi;fakültesi;bölümü;enstitüsü;universiteit;"
    "politecnico;polytechnic;polytechnique;politechnika;politécnica;observatory;conservatory;archives;"
    "جامعة;كلية;معهد;مركز;دانشگاه;دانشکده;אוניברסיטת;האוניברסיטה;המכללה;מכללת;המכון"
)

_NOTES = (
    "notes;endnotes;footnotes;notes and references;anmerkungen;endnoten;fußnoten;notes de fin;notas;notas finales;"
    "notas de fim;note;note di chiusura;примечания;сноски;notlar;dipnotlar;sonnotlar;noten;przypisy;"
    "noter;viitteet;poznámky;примітки;qeydlər;შენიშვნები;الهوامش;الحواشي;پی‌نوشت‌ها;یادداشت‌ها;"
    "הערות;הערות שוליים;注释;註釋;注"
)

_LABEL_LANGUAGES = {
    "de": "zusammenfassung;kurzfassung", "fr": "résumé", "es": "resumen", "pt": "resumo",
    "it": "riassunto;sommario;sintesi", "ru": "аннотация;реферат", "tr": "özet;öz", "nl": "samenvatting",
    "pl": "streszczenie", "sv": "sammanfattning", "fi": "tiivistelmä", "uk": "анотація", "az": "xülasə", "fa": "چکیده",
    "ar": "الملخص;ملخص;المستخلص", "he": "תקציר", "zh": "摘要", "en": "abstract;summary",
}  # fmt: skip
_LANGUAGES = {word: code for code, words in _LABEL_LANGUAGES.items() for word in words.split(";")}


def label_language(label: str) -> str:
    """The language of an abstract, as its label tells it; empty where the label is a word of several languages."""
    return _LANGUAGES.get(label.strip(" .:：—–-").casefold(), "")


_NUMBER = r"(?:(?:\d{1,2}|[IVX]{1,5}|[A-Z])[.)]?\s+)?"

ABSTRACT = re.compile(rf"(?:{_any(_ABSTRACTS)})\s*(?P<colon>[.:：—–-]*)(?:\s+|\Z|(?<=[:：—]))", re.IGNORECASE)
KEYWORDS = re.compile(rf"(?:{_any(_KEYWORDS)})\s*(?P<colon>[.:：—–-]*)(?:\s+|\Z|(?<=[:：—]))", re.IGNORECASE)
INTRODUCTION = re.compile(rf"{_NUMBER}(?:{_any(_INTRODUCTIONS)})\s*[.:]?", re.IGNORECASE)
SECTION = re.compile(
    rf"(?P<number>{_NUMBER})(?P<word>{_any(_INTRODUCTIONS + ';' + _CONCLUSIONS + ';' + _ACKNOWLEDGEMENTS)})",
    re.IGNORECASE,
)
REFERENCES = re.compile(rf"{_NUMBER}(?:{_any(_REFERENCES)})\s*[.:]?", re.IGNORECASE)
NOTES = re.compile(rf"{_NUMBER}(?:{_any(_NOTES)})\s*[.:]?", re.IGNORECASE)
ACKNOWLEDGEMENTS = re.compile(rf"(?:{_any(_ACKNOWLEDGEMENTS)})\s*[.:]?", re.IGNORECASE)
APPENDIX = re.compile(rf"(?:{_any(_APPENDICES)})\b", re.IGNORECASE)
AFFILIATION = re.compile(rf"(?:(?<!\w)|(?<=[⁰¹²³⁴⁵⁶⁷⁸⁹\d]))(?:{_any(_AFFILIATIONS)})(?!\w)", re.IGNORECASE)

LABELLED = (
    (
        "received",
        re.compile(
            r"(?:received|eingereicht|eingegangen|reçu|recibido|recebido|ricevuto|поступила|geliş)\b[^\w]*", re.I
        ),
    ),
    ("accepted", re.compile(r"(?:accepted|angenommen|accepté|aceptado|aceito|accettato|принята|kabul)\b[^\w]*", re.I)),
    (
        "published",
        re.compile(
            r"(?:published(?:\s+online)?|veröffentlicht|publié|publicado|pubblicato|опубликована)\b[^\w]*", re.I
        ),
    ),
    ("doi", re.compile(r"(?:doi\s*:?\s*|https?://(?:dx\.)?doi\.org/)(?=10\.)", re.I)),
    ("licence", re.compile(r"(?:©|\(c\)|copyright|licen[cs]e[d:]|this work is licensed|creative commons)", re.I)),
    ("issn", re.compile(r"(?:e-?|p-?)?issn\b", re.I)),
    ("jel", re.compile(r"JEL\b[^:]{0,20}:\s*")),
    ("udc", re.compile(r"(?:UDC|УДК|DOI prefix)\b")),
)
SITE = re.compile(
    r"""(?: .* \b (?: pdf|full\s+text|article ) \b .* \b (?: available|download|view|herunterladen
            |télécharger|descargar|скачать ) \b .*
        |  (?: download(?:ed)?|view|share|print|cite) \b .* \b (?: pdf|article|this|from|by|at ) \b .*
        |  (?: skip\ to|log\ in|sign\ in|cookie|back\ to|all\ rights\ reserved|terms\ of\ use ) \b .*
        )""",
    re.VERBOSE | re.IGNORECASE,
)
