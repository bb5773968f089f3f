"""What can be referred to, by the prefixes of Quarto (`fig-`) and of pandoc-crossref (`fig:`), and its words.

In: a language, and what the front matter says under `crossref:` (Quarto: `fig-title`, `fig-prefix`, `title-delim`).
Out: how a caption begins and how a reference reads.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping
from types import MappingProxyType

from pubkit.crossrefs import statement_words
from pubkit.records import dataclass

__all__ = ["STATEMENTS", "Kind", "Words", "kind_of", "words_of"]


class Kind(enum.StrEnum):
    """The kinds, by their prefixes."""

    FIGURE = "fig"
    TABLE = "tbl"
    SECTION = "sec"
    EQUATION = "eq"
    LISTING = "lst"
    THEOREM = "thm"
    LEMMA = "lem"
    COROLLARY = "cor"
    PROPOSITION = "prp"
    CONJECTURE = "cnj"
    DEFINITION = "def"
    EXAMPLE = "exm"
    EXERCISE = "exr"
    SOLUTION = "sol"
    REMARK = "rem"


STATEMENTS = frozenset(tuple(Kind)[5:])
"""Theorems and their like: divs whose first paragraph begins with their number."""
_KEY = re.compile(rf"(?P<kind>{'|'.join(Kind)})[-:](?=[\w-])", re.IGNORECASE)

_WORDS = MappingProxyType(
    {
        "ar": "شكل|جدول|القسم|المعادلة|القائمة",
        "az": "Şəkil|Cədvəl|Bölmə|Tənlik|Kod",
        "be": "Малюнак|Табліца|Раздзел|Ураўненне|Лістынг",
        "bg": "Фигура|Таблица|Раздел|Уравнение|Листинг",
        "ca": "Figura|Taula|Secció|Equació|Llistat",
        "cs": "Obrázek|Tabulka|Oddíl|Rovnice|Výpis",
        "da": "Figur|Tabel|Afsnit|Ligning|Listing",
        "de": "Abbildung|Tabelle|Abschnitt|Gleichung|Listing",
        "el": "Σχήμα|Πίνακας|Ενότητα|Εξίσωση|Κώδικας",
        "en": "Figure|Table|Section|Equation|Listing",
        "es": "Figura|Tabla|Sección|Ecuación|Listado",
        "et": "Joonis|Tabel|Jaotis|Võrrand|Kood",
        "fa": "شکل|جدول|بخش|معادله|فهرست",
        "fi": "Kuva|Taulukko|Osio|Yhtälö|Listaus",
        "fr": "Figure|Tableau|Section|Équation|Listing",
        "he": "איור|טבלה|סעיף|משוואה|קוד",
        "hr": "Slika|Tablica|Odjeljak|Jednadžba|Ispis",
        "hu": "#. ábra|#. táblázat|#. szakasz|#. egyenlet|#. kód",
        "hy": "Նկար|Աղյուսակ|Բաժին|Հավասարում|Կոդ",
        "it": "Figura|Tabella|Sezione|Equazione|Listato",
        "ja": "図|表|節|式|リスト",
        "ka": "სურათი|ცხრილი|თავი|განტოლება|კოდი",
        "kk": "Сурет|Кесте|Бөлім|Теңдеу|Код",
        "ko": "그림|표|절|식|코드",
        "lt": "# pav.|# lentelė|# skyrius|# lygtis|# kodas",
        "lv": "#. attēls|#. tabula|#. nodaļa|#. vienādojums|#. kods",
        "nb": "Figur|Tabell|Avsnitt|Likning|Kode",
        "nl": "Figuur|Tabel|Paragraaf|Vergelijking|Listing",
        "pl": "Rysunek|Tabela|Sekcja|Równanie|Listing",
        "pt": "Figura|Tabela|Seção|Equação|Listagem",
        "ro": "Figura|Tabelul|Secțiunea|Ecuația|Listing",
        "ru": "Рисунок|Таблица|Раздел|Уравнение|Листинг",
        "sk": "Obrázok|Tabuľka|Oddiel|Rovnica|Výpis",
        "sl": "Slika|Tabela|Razdelek|Enačba|Koda",
        "sr": "Слика|Табела|Одељак|Једначина|Листинг",
        "sv": "Figur|Tabell|Avsnitt|Ekvation|Listning",
        "tr": "Şekil|Tablo|Bölüm|Denklem|Kod",
        "uk": "Рисунок|Таблиця|Розділ|Рівняння|Лістинг",
        "uz": "Rasm|Jadval|Boʻlim|Tenglama|Kod",
        "zh": "图|表|节|公式|代码",
    }
)
"""In the order of `Kind`, without theorems and their like; `#` stands for the number where it does not come last."""

_STOPPED = frozenset({"be", "bg", "kk", "ru", "sr", "uk", "hu", "lt", "lv"})
"""Languages that set a full stop between number and caption, where others set a colon."""

_NO_BREAK = "\N{NO-BREAK SPACE}"


def kind_of(key: str) -> Kind | None:
    """The kind of an identifier or of a key, by its prefix."""
    found = _KEY.match(key)
    return Kind(found["kind"].lower()) if found else None


@dataclass(frozen=True, slots=True)
class Words:
    """How one document names what it refers to."""

    titles: Mapping[Kind, str]
    """The words of captions."""
    prefixes: Mapping[Kind, str]
    """The words of references."""
    delimiter: str
    """What stands between number and caption."""
    proof: str
    """What a proof begins with."""

    def title(self, kind: Kind, number: str) -> str:
        """How a caption begins: "Figure 1:"."""
        return self.statement(kind, number) + self.delimiter

    def statement(self, kind: Kind, number: str) -> str:
        """How a theorem begins: "Theorem 1"."""
        return _numbered(self.titles[kind], number)

    def reference(self, kind: Kind, number: str, *, capital: bool) -> str:
        """How a reference reads: "Figure 1"."""
        text = _numbered(self.prefixes[kind], number)
        return text[:1].upper() + text[1:] if capital else text


def words_of(language: str, said: Mapping[str, str] = MappingProxyType({})) -> Words:
    """The words of a language (BCP 47), with what a front matter says instead."""
    primary = language.split("-")[0].casefold()
    *stated, proof = statement_words.STATEMENTS.get(primary, statement_words.STATEMENTS["en"])
    own = dict(zip(Kind, (*_WORDS.get(primary, _WORDS["en"]).split("|"), *stated), strict=True))
    delimiter = "\N{NO-BREAK SPACE}:" if primary == "fr" else "." if primary in _STOPPED else ":"
    return Words(
        {kind: said.get(f"{kind}-title", word) for kind, word in own.items()},
        {kind: said.get(f"{kind}-prefix", word) for kind, word in own.items()},
        said.get("title-delim", delimiter),
        said.get("proof-title", proof),
    )


def _numbered(word: str, number: str) -> str:
    if "#" in word:
        return word.replace("#", number).replace(" ", _NO_BREAK)
    return f"{word}{_NO_BREAK}{number}" if word else number
