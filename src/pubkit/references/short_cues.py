"""The words by which a short cite points back, in some thirty languages: tables for `short_cites`."""

from __future__ import annotations

__all__ = ["AGAIN", "CITED", "NEAR", "NOTE_WORDS"]

AGAIN: dict[str, tuple[str, ...]] = {
    "la": ("ibidem", "ibid.", "ibid", "ib.", "ib", "ibd.", "idem", "loc. cit.", "loc cit", "l. c.", "l.c."),
    "de": ("ebenda", "ebd.", "ebda.", "ebd"), "es": ("ibídem", "ibíd.", "allí mismo"), "it": ("ivi",),
    "fr": ("au même endroit",), "pl": ("tamże", "tamże,"), "cs": ("tamtéž", "tamže"), "hu": ("uo.", "ugyanott"),
    "sr": ("isto", "исто"), "tr": ("a.e.", "a.y.", "aynı yer", "aynı eser"), "az": ("yenə orada",), "ro": ("ibidem",),
    "ru": ("там же",), "uk": ("там само", "там таки"), "bg": ("пак там", "там"), "be": ("тамсама",),
    "el": ("στο ίδιο", "αυτόθι"), "ka": ("იქვე",), "hy": ("նույն տեղում",), "sv": ("ibidem",), "fi": ("sama",),
    "ar": ("المرجع نفسه", "المصدر نفسه", "نفس المرجع"), "he": ("שם",), "zh": ("同上",), "ja": ("同上", "同書"),
    "en-x-law": ("id.",),
}  # fmt: skip
"""The work cited just before, by language."""

CITED: dict[str, tuple[str, ...]] = {
    "la": ("op. cit.", "op cit", "opus cit.", "opere citato", "o. c.", "o.c.", "loc. cit.", "cit."),
    "de": ("a. a. o.", "a.a.o.", "aao.", "aao", "am angegebenen ort", "am angeführten ort"),
    "fr": ("art. cit.", "art. cité", "ouvr. cit.", "ouvr. cité", "précité", "précitée", "préc.", "cité"),
    "es": ("ob. cit.", "obra citada", "art. cit.", "artículo citado", "citado", "citada"), "pt": ("ob. cit.", "citado"),
    "it": ("cit.", "citato", "art. cit."), "pl": ("dz. cyt.", "op. cit.", "art. cyt."), "cs": ("cit. d.", "c. d.", "cit. dílo"),  # noqa: E501
    "hu": ("i. m.", "i.m."), "hr": ("nav. dj.", "nav. djelo", "n. dj.", "nav. čl."), "ro": ("op. cit.",),
    "tr": ("a.g.e.", "a. g. e.", "a.g.m.", "a.g.k.", "age.", "agm.", "adı geçen eser", "adı geçen makale"),
    "az": ("göstərilən əsər", "göst. əsər"), "nl": ("a.w.", "aangehaald werk", "t.a.p."), "sv": ("a.a.", "anf. arb."),
    "ru": ("указ. соч.", "указ.соч.", "указанное сочинение", "цит. соч.", "указ. ст.", "указ. раб."),
    "uk": ("вказ. праця", "вказ. твір", "зазнач. праця"), "bg": ("цит. съч.", "пос. съч."), "el": ("ό.π.", "ό. π.", "ο.π."),  # noqa: E501
    "sr": ("nav. delo", "нав. дело"), "ka": ("დასახ. ნაშრ.", "იქვე"), "ar": ("المرجع السابق", "مرجع سابق", "مصدر سابق"),
    "zh": ("前引书", "前揭"), "ja": ("前掲書", "前掲"),
}  # fmt: skip
"""A work of the author that was cited before, by language."""

NEAR = ("supra", "infra", "above", "oben", "ut supra", "ci-dessus", "выше", "yukarıda", "sopra", "acima", "supra cit.")
"""Higher up: a cue with the number of a note, or (law reviews) behind an author."""
NOTE_WORDS = (
    "note", "notes", "n", "nn", "fn", "fnn", "footnote", "footnotes", "anm", "anmerkung", "fußnote", "fussnote", "fußn", "nota",  # noqa: E501
    "not", "dipnot", "прим", "сноска", "przyp", "pozn", "noot", "not.", "bilješka", "jegyzet",
)  # fmt: skip
"""Words before the number of a note."""
