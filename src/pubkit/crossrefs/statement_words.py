"""The words of theorems and their like, by language, in the order of the kinds in `kinds`; last, the word of a proof.

A language that is not here has the English words, which the front matter may replace (`crossref: {thm-title: ...}`).
"""

from __future__ import annotations

from types import MappingProxyType

__all__ = ["STATEMENTS"]

_ENGLISH = "Theorem|Lemma|Corollary|Proposition|Conjecture|Definition|Example|Exercise|Solution|Remark|Proof"
_WORDS = MappingProxyType(
    {
        "ca": "Teorema|Lema|Corol·lari|Proposició|Conjectura|Definició|Exemple|Exercici|Solució|Observació|Demostració",
        "cs": "Věta|Lemma|Důsledek|Tvrzení|Hypotéza|Definice|Příklad|Cvičení|Řešení|Poznámka|Důkaz",
        "da": "Sætning|Lemma|Korollar|Proposition|Formodning|Definition|Eksempel|Opgave|Løsning|Bemærkning|Bevis",
        "de": "Satz|Lemma|Korollar|Proposition|Vermutung|Definition|Beispiel|Übung|Lösung|Bemerkung|Beweis",
        "en": _ENGLISH,
        "es": "Teorema|Lema|Corolario|Proposición|Conjetura|Definición|Ejemplo|Ejercicio|"
              "Solución|Observación|Demostración",
        "fi": "Lause|Lemma|Seurauslause|Propositio|Konjektuuri|Määritelmä|Esimerkki|Harjoitus|"
              "Ratkaisu|Huomautus|Todistus",
        "fr": "Théorème|Lemme|Corollaire|Proposition|Conjecture|Définition|Exemple|Exercice|"
              "Solution|Remarque|Démonstration",
        "it": "Teorema|Lemma|Corollario|Proposizione|Congettura|Definizione|Esempio|Esercizio|Soluzione|Osservazione|"
              "Dimostrazione",
        "ja": "定理|補題|系|命題|予想|定義|例|練習|解答|注釈|証明",
        "nb": "Teorem|Lemma|Korollar|Proposisjon|Formodning|Definisjon|Eksempel|Oppgave|Løsning|Merknad|Bevis",
        "nl": "Stelling|Lemma|Gevolg|Propositie|Vermoeden|Definitie|Voorbeeld|Oefening|Oplossing|Opmerking|Bewijs",
        "pl": "Twierdzenie|Lemat|Wniosek|Stwierdzenie|Hipoteza|Definicja|Przykład|Ćwiczenie|Rozwiązanie|Uwaga|Dowód",
        "pt": "Teorema|Lema|Corolário|Proposição|Conjectura|Definição|Exemplo|Exercício|"
              "Solução|Observação|Demonstração",
        "ru": "Теорема|Лемма|Следствие|Предложение|Гипотеза|Определение|Пример|Упражнение|"
              "Решение|Замечание|Доказательство",
        "sv": "Sats|Lemma|Följdsats|Proposition|Förmodan|Definition|Exempel|Övning|Lösning|Anmärkning|Bevis",
        "tr": "Teorem|Lemma|Sonuç|Önerme|Varsayım|Tanım|Örnek|Alıştırma|Çözüm|Not|İspat",
        "uk": "Теорема|Лема|Наслідок|Твердження|Гіпотеза|Означення|Приклад|Вправа|Розв’язок|Зауваження|Доведення",
        "zh": "定理|引理|推论|命题|猜想|定义|例|练习|解答|注|证明",
    }
)  # fmt: skip


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


STATEMENTS = MappingProxyType({language: _words(text) for language, text in _WORDS.items()})
