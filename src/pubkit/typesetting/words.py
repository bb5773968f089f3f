"""The few words that a page says itself, by language."""

from __future__ import annotations

from types import MappingProxyType

__all__ = ["words_of"]

_NAMES = ("abstract", "keywords", "volume", "issue", "and", "received", "accepted", "published", "notes", "contents")
_WORDS = {
    "en": "Abstract|Keywords|Vol.|No.|and|received|accepted|published|Notes|Contents",
    "az": "Xülasə|Açar sözlər|Cild|№|və|daxil olub|qəbul olunub|nəşr olunub|Qeydlər|Mündəricat",
    "be": "Анатацыя|Ключавыя словы|Т.|№|і|паступіла|прынята|апублікавана|Заўвагі|Змест",
    "cs": "Abstrakt|Klíčová slova|Roč.|č.|a|přijato|schváleno|vydáno|Poznámky|Obsah",
    "de": "Zusammenfassung|Schlagwörter|Bd.|Nr.|und|eingegangen|angenommen|veröffentlicht|Anmerkungen|Inhalt",
    "es": "Resumen|Palabras clave|Vol.|n.º|y|recibido|aceptado|publicado|Notas|Índice",
    "fr": "Résumé|Mots-clés|vol.|n°|et|reçu|accepté|publié|Notes|Sommaire",
    "it": "Sommario|Parole chiave|Vol.|n.|e|ricevuto|accettato|pubblicato|Note|Indice",
    "ka": "რეზიუმე|საკვანძო სიტყვები|ტ.|№|და|მიღებულია|დამტკიცებულია|გამოქვეყნებულია|შენიშვნები|სარჩევი",
    "nl": "Samenvatting|Trefwoorden|Jrg.|nr.|en|ontvangen|aanvaard|gepubliceerd|Noten|Inhoud",
    "pl": "Streszczenie|Słowa kluczowe|t.|nr|i|otrzymano|przyjęto|opublikowano|Przypisy|Spis treści",
    "pt": "Resumo|Palavras-chave|vol.|n.º|e|recebido|aceite|publicado|Notas|Índice",
    "ru": "Аннотация|Ключевые слова|Т.|№|и|получено|принято|опубликовано|Примечания|Содержание",
    "tr": "Öz|Anahtar kelimeler|Cilt|Sayı|ve|geliş|kabul|yayın|Notlar|İçindekiler",
    "uk": "Анотація|Ключові слова|Т.|№|і|надійшла|прийнята|опублікована|Примітки|Зміст",
}


def words_of(language: str) -> MappingProxyType[str, str]:
    """The words of a language (BCP 47), English where we have none."""
    return MappingProxyType(dict(zip(_NAMES, _WORDS.get(language.split("-")[0], _WORDS["en"]).split("|"), strict=True)))
