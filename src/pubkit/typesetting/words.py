"""The few words that a page says itself, by language."""

from __future__ import annotations

from types import MappingProxyType

__all__ = ["words_of"]

_NAMES = (
    "abstract",
    "keywords",
    "volume",
    "issue",
    "and",
    "received",
    "accepted",
    "published",
    "notes",
    "contents",
    "cite",
)
_WORDS = {
    "en": "Abstract|Keywords|Vol.|No.|and|received|accepted|published|Notes|Contents|How to cite",
    "az": "Xülasə|Açar sözlər|Cild|№|və|daxil olub|qəbul olunub|nəşr olunub|Qeydlər|Mündəricat|İstinad üçün",
    "be": "Анатацыя|Ключавыя словы|Т.|№|і|паступіла|прынята|апублікавана|Заўвагі|Змест|Як цытаваць",
    "cs": "Abstrakt|Klíčová slova|Roč.|č.|a|přijato|schváleno|vydáno|Poznámky|Obsah|Jak citovat",
    "de": "Zusammenfassung|Schlagwörter|Bd.|Nr.|und|eingegangen|angenommen|"
          "veröffentlicht|Anmerkungen|Inhalt|Zitierweise",
    "es": "Resumen|Palabras clave|Vol.|n.º|y|recibido|aceptado|publicado|Notas|Índice|Cómo citar",
    "fr": "Résumé|Mots-clés|vol.|n°|et|reçu|accepté|publié|Notes|Sommaire|Pour citer cet article",
    "it": "Sommario|Parole chiave|Vol.|n.|e|ricevuto|accettato|pubblicato|Note|Indice|Come citare",
    "ka": "რეზიუმე|საკვანძო სიტყვები|ტ.|№|და|მიღებულია|დამტკიცებულია|"
          "გამოქვეყნებულია|შენიშვნები|სარჩევი|როგორ დავიმოწმოთ",
    "nl": "Samenvatting|Trefwoorden|Jrg.|nr.|en|ontvangen|aanvaard|gepubliceerd|Noten|Inhoud|Citeren als",
    "pl": "Streszczenie|Słowa kluczowe|t.|nr|i|otrzymano|przyjęto|opublikowano|Przypisy|Spis treści|Jak cytować",
    "pt": "Resumo|Palavras-chave|vol.|n.º|e|recebido|aceite|publicado|Notas|Índice|Como citar",
    "ru": "Аннотация|Ключевые слова|Т.|№|и|получено|принято|опубликовано|Примечания|Содержание|Для цитирования",
    "tr": "Öz|Anahtar kelimeler|Cilt|Sayı|ve|geliş|kabul|yayın|Notlar|İçindekiler|Atıf için",
    "uk": "Анотація|Ключові слова|Т.|№|і|надійшла|прийнята|опублікована|Примітки|Зміст|Для цитування",
}  # fmt: skip


def words_of(language: str) -> MappingProxyType[str, str]:
    """The words of a language (BCP 47), English where we have none."""
    return MappingProxyType(dict(zip(_NAMES, _WORDS.get(language.split("-")[0], _WORDS["en"]).split("|"), strict=True)))
