"""Names that babel and BibLaTeX give to languages <-> BCP 47."""

from __future__ import annotations

from types import MappingProxyType

__all__ = ["babel_name", "bcp47"]

_BABEL = MappingProxyType(
    {
        "af": "afrikaans", "ar": "arabic", "az": "azerbaijani", "be": "belarusian", "bg": "bulgarian", "ca": "catalan",
        "cs": "czech", "cy": "welsh", "da": "danish", "de": "german", "de-AT": "naustrian", "de-CH": "nswissgerman",
        "de-DE": "ngerman", "el": "greek", "en": "english", "en-AU": "australian", "en-CA": "canadian",
        "en-GB": "british", "en-NZ": "newzealand", "en-US": "american", "eo": "esperanto", "es": "spanish",
        "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french", "fr-CA": "canadien",
        "ga": "irish", "gl": "galician", "grc": "ancientgreek", "he": "hebrew", "hi": "hindi", "hr": "croatian",
        "hu": "hungarian", "hy": "armenian", "id": "indonesian", "is": "icelandic", "it": "italian",
        "ja": "japanese", "ka": "georgian", "kk": "kazakh", "ko": "korean", "la": "latin", "lt": "lithuanian",
        "lv": "latvian", "mk": "macedonian", "mn": "mongolian", "nb": "norsk", "nl": "dutch", "nn": "nynorsk",
        "pl": "polish", "pt": "portuguese", "pt-BR": "brazilian", "ro": "romanian", "ru": "russian", "sa": "sanskrit",
        "sk": "slovak", "sl": "slovenian", "sq": "albanian", "sr": "serbian", "sv": "swedish", "ta": "tamil",
        "th": "thai", "tk": "turkmen", "tr": "turkish", "uk": "ukrainian", "ur": "urdu", "uz": "uzbek",
        "vi": "vietnamese", "zh": "chinese",
    }
)  # fmt: skip
_TAGS = MappingProxyType(
    {name: tag for tag, name in _BABEL.items()}
    | {"usenglish": "en-US", "ukenglish": "en-GB", "uk english": "en-GB", "us english": "en-US", "austrian": "de-AT",
       "portuges": "pt", "francais": "fr", "frenchb": "fr", "norwegian": "nb", "bokmal": "nb", "farsi": "fa",
       "polutonikogreek": "el", "germanb": "de", "magyar": "hu", "acadian": "fr-CA", "mexican": "es-MX",
       "serbianc": "sr-Cyrl", "swissgerman": "de-CH", "bahasa": "id", "brazil": "pt-BR", "azeri": "az"}
)  # fmt: skip


def babel_name(tag: str) -> str:
    """The name that BibLaTeX's `langid` takes; a tag without a name stays as it is."""
    return _BABEL.get(tag) or _BABEL.get(tag.split("-")[0], tag)


def bcp47(name: str) -> str:
    """The tag of a language's name; what is a tag already stays, what is unknown stays too."""
    return _TAGS.get(name.strip().casefold().removeprefix("lang"), name.strip())
