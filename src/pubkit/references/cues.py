"""Cue words: how twenty languages say "available at", "accessed on", "see", "edited by", "volume".

Tables only; every other module of the package builds its expressions from them. The words are general words of
scholarly apparatus (Chicago Manual of Style 14, ISO 690, ABNT NBR 6023, Duden, Code typographique), never those of
one text. Language tags are BCP 47.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = [
    "ACCESS_CUES", "AND_WORDS", "EDITION_WORDS", "EDITOR_WORDS", "ET_AL_WORDS", "HONORIFICS", "IN_WORDS",
    "ISSUE_WORDS", "MONTHS", "NO_DATE", "ORGANISATION_WORDS", "PAGE_WORDS", "PARTICLES", "SEASONS",
    "SIGNALS", "SUFFIXES", "TRANSLATOR_WORDS", "URL_CUES", "VOLUME_WORDS", "alternatives", "fold",
]  # fmt: skip

ACCESS_CUES: dict[str, tuple[str, ...]] = {
    "en": ("last accessed on", "last accessed", "accessed on", "accessed at", "accessed", "date accessed", "access date",  # noqa: E501
           "date of access", "date of last access", "last visited on", "last visited", "visited on", "visited",
           "last retrieved", "retrieved on", "retrieved", "last viewed", "viewed on", "viewed", "last checked",
           "last consulted", "consulted on", "consulted", "cited", "last access", "access", "accesed", "acessed",
           "downloaded on", "downloaded", "assessed on", "available on", "accessed date", "last access on", "last accessed in",  # noqa: E501
           "accessed in", "read on", "date last accessed", "date viewed", "date retrieved", "last seen", "last downloaded"),  # noqa: E501
    "de": ("zuletzt abgerufen am", "zuletzt abgerufen", "abgerufen am", "abgerufen", "zuletzt aufgerufen am",
           "aufgerufen am", "letzter zugriff am", "letzter zugriff", "zugriff am", "zugriff", "letzter abruf am",
           "letzter abruf", "abruf am", "abrufdatum", "zuletzt besucht am", "zuletzt besucht", "besucht am",
           "eingesehen am", "zuletzt eingesehen am", "zugriffsdatum", "letzter aufruf", "zuletzt geprüft am", "stand",
           "aufruf am", "zuletzt geöffnet am", "zugegriffen am", "zugegriffen", "zuletzt zugegriffen am", "datum des zugriffs",  # noqa: E501
           "zitierdatum", "datum des abrufs", "abgefragt am", "zuletzt abgefragt am", "gesehen am", "zuletzt gesehen am",  # noqa: E501
           "gelesen am", "heruntergeladen am", "download vom", "download am", "zitiert am"),
    "fr": ("dernière consultation le", "dernière consultation", "page consultée le", "consultée le", "consulté le",
           "consultés le", "date de consultation", "consultation le", "consulté en", "consultée en", "consulté",
           "dernier accès le", "dernier accès", "accédé le", "visité le", "visitée le", "vu le", "lien consulté le", "date d'accès", "date d’accès", "date de la consultation",  # noqa: E501
           "téléchargé le", "accès le", "consultées le", "cité le", "en ligne le", "page visitée le", "site consulté le"),  # noqa: E501
    "es": ("fecha de consulta", "última consulta", "consultado el día", "consultado el", "consultada el", "consultado en",  # noqa: E501
           "consultado", "consulta", "fecha de acceso", "último acceso", "acceso el", "acceso en", "acceso",
           "recuperado el", "recuperado", "accedido el", "accedido", "citado el", "citado", "visitado el", "visto el", "accesado el",  # noqa: E501
           "fecha de la consulta", "descargado el", "última visita", "consult", "consultada", "última revisión"),
    "pt": ("data de acesso", "último acesso em", "último acesso", "acesso em", "acessado em", "acesso", "acedido em",
           "acedido a", "consultado em", "consultado a", "consulta em", "consultada em", "visitado em", "acessado",
           "acessada em", "capturado em", "recuperado em", "acedido", "recuperado", "consult", "consultado", "obtido", "obtido em",  # noqa: E501
           "data da consulta", "data do acesso", "acessos em", "último acesso a", "citado em", "visualizado em"),
    "it": ("ultima consultazione", "data di consultazione", "consultato il", "consultato in data", "consultata il",
           "ultimo accesso", "ultima visita", "visitato il", "data di accesso", "accesso", "consultato", "consultati il", "recuperato",  # noqa: E501
           "visualizzato il", "accesso il", "ultimo accesso il", "accessed il", "citato", "consultate il", "sito consultato il"),  # noqa: E501
    "nl": ("laatst geraadpleegd op", "geraadpleegd op", "geraadpleegd", "bezocht op", "toegang op", "opgehaald op"),
    "sv": ("åtkomstdatum", "hämtad", "hämtat", "åtkomst", "besökt", "läst", "tillgänglig den", "senast besökt"),
    "da": ("besøgt", "hentet", "tilgået", "sidst besøgt", "lokaliseret", "set"),
    "no": ("lest", "hentet", "besøkt", "åpnet", "sist besøkt"),
    "fi": ("viitattu", "luettu", "haettu", "katsottu"),
    "af": ("geraadpleeg",), "cy": ("gwelwyd",), "la": ("consultatus",),
    "is": ("sótt", "skoðað"),
    "pl": ("data dostępu", "dostęp z dnia", "dostęp dnia", "dostęp", "odczyt", "pobrano", "data odczytu", "stan na"),
    "cs": ("viděno", "získáno", "citováno", "navštíveno", "přístup", "cit", "datum přístupu", "staženo"),
    "sk": ("citované", "navštívené", "dátum prístupu"),
    "hu": ("letöltés ideje", "letöltés dátuma", "letöltve", "hozzáférés", "megtekintve", "utolsó letöltés", "elérés"),
    "ro": ("accesat la data de", "accesat la", "accesat în", "accesat", "consultat la", "data accesării",
           "ultima accesare"),
    "tr": ("geliş tarihi", "erişim tarihi", "erişildi", "erişim", "son erişim", "son erişim tarihi", "alıntılanma tarihi"),  # noqa: E501
    "az": ("müraciət tarixi", "giriş tarixi", "baxılıb", "daxil olma tarixi"),
    "ru": ("дата обращения", "дата доступа", "обращение", "проверено", "посещено", "дата посещения",
           "последнее обращение", "дата просмотра", "просмотрено"),
    "uk": ("дата звернення", "дата доступу", "переглянуто"),
    "be": ("дата звароту", "дата доступу"),
    "bg": ("отворен на", "изтеглен на", "посетен на", "достъпен на", "последно посещение", "посетено на", "последен достъп"),  # noqa: E501
    "sr": ("приступљено", "pristupljeno", "posećeno", "приступ"),
    "hr": ("pristupljeno", "pristup", "posjećeno", "zadnji pristup"),
    "sl": ("dostopano", "pridobljeno", "datum dostopa"),
    "mk": ("пристапено на", "пристапено"),
    "sq": ("aksesuar më", "vizituar më", "aksesuar"),
    "el": ("ημερομηνία πρόσβασης", "τελευταία πρόσβαση", "πρόσβαση", "ανακτήθηκε", "τελευταία επίσκεψη"),
    "ca": ("data de consulta", "consulta", "consultat el", "darrer accés"),
    "gl": ("consultado o",),
    "eu": ("kontsulta data",),
    "lt": ("žiūrėta", "prieiga per internetą", "žiūrėta internete"),
    "lv": ("skatīts", "aplūkots"),
    "et": ("vaadatud", "kasutatud"),
    "ka": ("ბოლო ნახვა", "წვდომის თარიღი", "ნანახია"),
    "hy": ("դիտված", "դիտվել է", "այցելության օրը"),
    "id": ("diakses pada", "diakses"),
    "vi": ("truy cập ngày",),
    "ar": ("تاريخ الوصول", "اطلع عليه في", "تاريخ الاطلاع"),
    "fa": ("تاریخ دسترسی", "دسترسی در"),
    "he": ("נצפה", "תאריך גישה", "אוחזר"),
    "zh": ("见于", "取读于", "引見於", "讀取於", "访问日期", "檢索日期", "访问于", "检索于"),
    "ja": ("参照", "取得日", "閲覧日", "参照日", "アクセス日", "最終閲覧"),
    "ko": ("접속일", "검색일"),
}  # fmt: skip
"""What stands before the date on which a page was read."""

URL_CUES: dict[str, tuple[str, ...]] = {
    "en": ("available online at", "available online from", "available online", "available at", "available from",
           "available on", "available in", "available via", "available here", "available", "accessible at",
           "retrieved from", "accessed from", "accessed at", "accessed via", "downloaded from", "obtained from",
           "online at", "online", "url", "link", "web", "internet", "website", "found at", "see", "at", "from", "via",
           "internet resource", "archived at", "http", "doi", "electronic resource"),
    "de": ("online verfügbar unter", "verfügbar unter", "verfügbar", "abrufbar unter", "abrufbar", "online abrufbar unter",  # noqa: E501
           "online unter", "im internet", "im internet unter", "unter", "online", "abgerufen von", "zugänglich unter",
           "einsehbar unter", "online zugänglich unter"),
    "fr": ("disponible en ligne sur", "disponible en ligne", "disponible à l'adresse", "disponible à l’adresse",
           "disponible sur", "disponible à", "disponible", "en ligne", "accessible en ligne", "accessible à l'adresse",
           "accessible sur", "consultable en ligne", "consultable sur", "récupéré de", "repéré à", "adresse", "lien", "sur",  # noqa: E501
           "consultable à l'adresse"),
    "es": ("disponible en línea en", "disponible en línea", "disponible en", "disponible", "en línea", "recuperado de",
           "recuperado desde", "obtenido de", "consultado en", "véase en", "enlace"),
    "pt": ("disponível on-line em", "disponível online em", "disponível em", "disponivel em", "disponível",
           "recuperado de", "recuperado em", "obtido em", "em linha", "retirado de"),
    "it": ("disponibile online all'indirizzo", "disponibile all'indirizzo", "disponibile online", "disponibile su",
           "disponibile in", "disponibile", "consultabile all'indirizzo", "consultabile su", "consultabile in",
           "reperibile all'indirizzo", "reperibile su", "recuperato da", "in rete", "consultabile"),
    "nl": ("beschikbaar op", "beschikbaar via", "beschikbaar", "te vinden op", "online op"),
    "sv": ("tillgänglig på", "tillgängligt på", "tillgänglig via", "hämtad från", "tillgänglig"),
    "da": ("tilgængelig på", "hentet fra", "tilgængelig via"),
    "no": ("tilgjengelig på", "tilgjengelig fra", "hentet fra"),
    "fi": ("saatavilla", "saatavissa", "saatavana", "luettavissa", "haettu osoitteesta"),
    "pl": ("dostępne na", "dostępny na", "dostępne w internecie", "dostępny w internecie", "dostępne", "dostępny",
           "online", "adres"),
    "cs": ("dostupné z", "dostupný z", "dostupné na", "dostupné online"),
    "sk": ("dostupné na internete", "dostupné na"),
    "hu": ("elérhető", "letölthető", "forrás", "online"),
    "ro": ("disponibil la adresa", "disponibil la", "disponibil pe", "disponibil online la", "disponibil"),
    "tr": ("erişim adresi", "erişim", "adresinden", "şu adreste", "bağlantı", "kaynak"),
    "az": ("mövcuddur", "keçid", "ünvan"),
    "ru": ("режим доступа", "доступно по адресу", "доступно по ссылке", "доступно на", "доступно", "электронный ресурс",
           "адрес", "ссылка", "сайт"),
    "uk": ("режим доступу", "доступно за адресою", "доступно"),
    "bg": ("достъпно на", "достъпен на", "налично на"),
    "sr": ("доступно на", "dostupno na"),
    "hr": ("dostupno na", "raspoloživo na"),
    "sl": ("dostopno na", "dostopno prek"),
    "el": ("διαθέσιμο στο", "διαθέσιμο", "διαθέσιμη στο", "ανακτήθηκε από"),
    "ca": ("disponible a", "disponible en línia a", "recuperat de"),
    "lt": ("prieiga per internetą", "prieiga"),
    "lv": ("pieejams",),
    "et": ("kättesaadav", "kättesaadav aadressil"),
    "ka": ("ხელმისაწვდომია",),
    "id": ("tersedia di", "diambil dari"),
}  # fmt: skip
"""What stands before an address."""

MONTHS: dict[str, tuple[str, ...]] = {
    "en": ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december"),
    "en-x-short": ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep|sept", "oct", "nov", "dec"),
    "de": ("januar|jänner", "februar|feber", "märz|maerz", "april", "mai", "juni", "juli", "august", "september",
           "oktober", "november", "dezember"),
    "de-x-short": ("jan|jän", "febr", "mrz", "apr", "mai", "jun", "jul", "aug", "sept", "okt", "nov", "dez"),
    "fr": ("janvier", "février|fevrier", "mars", "avril", "mai", "juin", "juillet", "août|aout", "septembre",
           "octobre", "novembre", "décembre|decembre"),
    "fr-x-short": ("janv", "févr|fevr|fév", "mars", "avr", "mai", "juin", "juil", "août", "sept", "oct", "nov",
                   "déc|dec"),
    "es": ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre|setiembre",
           "octubre", "noviembre", "diciembre"),
    "es-x-short": ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "set", "oct", "nov", "dic"),
    "pt": ("janeiro", "fevereiro", "março|marco", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro",
           "novembro", "dezembro"),
    "pt-x-short": ("jan", "fev", "mar", "abr", "mai", "jun", "jul", "ago", "set", "out", "nov", "dez"),
    "it": ("gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre",
           "novembre", "dicembre"),
    "it-x-short": ("gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set|sett", "ott", "nov", "dic"),
    "nl": ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
           "november", "december"),
    "sv": ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober",
           "november", "december"),
    "da": ("januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november",
           "december"),
    "no": ("januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
           "desember"),
    "fi": ("tammikuuta", "helmikuuta", "maaliskuuta", "huhtikuuta", "toukokuuta", "kesäkuuta", "heinäkuuta",
           "elokuuta", "syyskuuta", "lokakuuta", "marraskuuta", "joulukuuta"),
    "pl": ("stycznia|styczeń", "lutego|luty", "marca|marzec", "kwietnia|kwiecień", "maja|maj", "czerwca|czerwiec",
           "lipca|lipiec", "sierpnia|sierpień", "września|wrzesień", "października|październik", "listopada|listopad",
           "grudnia|grudzień"),
    "cs": ("ledna|leden", "února|únor", "března|březen", "dubna|duben", "května|květen", "června|červen",
           "července|červenec", "srpna|srpen", "září", "října|říjen", "listopadu", "prosince|prosinec"),
    "sk": ("januára|január", "februára|február", "marca", "apríla|apríl", "mája|máj", "júna|jún", "júla|júl",
           "augusta", "septembra", "októbra|október", "novembra", "decembra"),
    "hu": ("január", "február", "március", "április", "május", "június", "július", "augusztus", "szeptember",
           "október", "november", "december"),
    "ro": ("ianuarie", "februarie", "martie", "aprilie", "mai", "iunie", "iulie", "august", "septembrie", "octombrie",
           "noiembrie", "decembrie"),
    "tr": ("ocak", "şubat", "mart", "nisan", "mayıs", "haziran", "temmuz", "ağustos", "eylül", "ekim", "kasım",
           "aralık"),
    "az": ("yanvar", "fevral", "mart", "aprel", "may", "iyun", "iyul", "avqust", "sentyabr", "oktyabr", "noyabr",
           "dekabr"),
    "ru": ("января|январь|янв", "февраля|февраль|фев", "марта|март", "апреля|апрель|апр", "мая|май", "июня|июнь",
           "июля|июль", "августа|август|авг", "сентября|сентябрь|сент|сен", "октября|октябрь|окт",
           "ноября|ноябрь|ноя", "декабря|декабрь|дек"),
    "uk": ("січня|січень", "лютого|лютий", "березня|березень", "квітня|квітень", "травня|травень", "червня|червень",
           "липня|липень", "серпня|серпень", "вересня|вересень", "жовтня|жовтень", "листопада|листопад",
           "грудня|грудень"),
    "bg": ("януари", "февруари", "март", "април", "май", "юни", "юли", "август", "септември", "октомври", "ноември",
           "декември"),
    "sr": ("јануар|јануара|januara", "фебруар|фебруара|februara", "март|марта|marta", "април|априла|aprila",
           "мај|маја|maja", "јун|јуна|juna", "јул|јула|jula", "август|августа|avgusta", "септембар|септембра|septembra",
           "октобар|октобра|oktobra", "новембар|новембра|novembra", "децембар|децембра|decembra"),
    "hr": ("siječnja|siječanj", "veljače|veljača", "ožujka|ožujak", "travnja|travanj", "svibnja|svibanj",
           "lipnja|lipanj", "srpnja|srpanj", "kolovoza|kolovoz", "rujna|rujan", "", "studenoga|studeni",
           "prosinca|prosinac"),
    "el": ("ιανουαρίου", "φεβρουαρίου", "μαρτίου", "απριλίου", "μαΐου", "ιουνίου", "ιουλίου", "αυγούστου",
           "σεπτεμβρίου", "οκτωβρίου", "νοεμβρίου", "δεκεμβρίου"),
    "ca": ("gener", "febrer", "març", "abril", "maig", "juny", "juliol", "agost", "setembre", "octubre", "novembre",
           "desembre"),
    "lt": ("sausio", "vasario", "kovo", "balandžio", "gegužės", "birželio", "liepos", "rugpjūčio", "rugsėjo", "spalio",
           "lapkričio", "gruodžio"),
    "et": ("jaanuar", "veebruar", "märts", "aprill", "mai", "juuni", "juuli", "august", "september", "oktoober",
           "november", "detsember"),
    "ka": ("იანვარი", "თებერვალი", "მარტი", "აპრილი", "მაისი", "ივნისი", "ივლისი", "აგვისტო", "სექტემბერი",
           "ოქტომბერი", "ნოემბერი", "დეკემბერი"),
    "id": ("januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober",
           "november", "desember"),
}  # fmt: skip
"""Names of the months, January first; `|` stands between forms."""

SEASONS: dict[str, int] = {
    "spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4,
    "frühling": 1, "frühjahr": 1, "sommer": 2, "herbst": 3, "printemps": 1, "été": 2, "automne": 3, "hiver": 4,
    "primavera": 1, "verano": 2, "otoño": 3, "invierno": 4, "estate": 2, "autunno": 3, "inverno": 4, "verão": 2,
    "outono": 3, "весна": 1, "лето": 2, "осень": 3, "зима": 4, "lente": 1, "zomer": 2, "herfst": 3,
    "ilkbahar": 1, "yaz": 2, "sonbahar": 3, "kış": 4,
}  # fmt: skip
"""Names of the seasons and their number in CSL."""

SIGNALS: dict[str, tuple[str, ...]] = {
    "en": ("see also, e.g.,", "see, e.g.,", "see for example", "see, for example,", "see for instance",
           "see, for instance,", "see generally", "see in general", "see especially", "see in particular",
           "see, in particular,", "see further", "see, among others,", "see inter alia", "see, inter alia,",
           "see also", "see", "but see", "but cf.", "compare", "cf.", "cf", "accord", "contra", "e.g.,", "e.g.", "for example",  # noqa: E501
           "for instance", "for an overview, see", "for a discussion see", "for details see", "for more see",
           "quoted in", "cited in", "as cited in", "as quoted in", "similarly", "also", "in particular",
           "generally", "source:", "sources:", "from", "references:", "adapted from", "reprinted in", "see, inter alia",
           "see among others", "see, among others", "see too", "see esp.", "see notably", "see variously", "see now", "but see also",  # noqa: E501
           "but see, e.g.,", "see also, for example,", "for a survey, see", "for a survey see", "for background, see",
           "on this, see", "on this see", "on this point, see", "on this point see", "and see", "discussed in",
           "as discussed in", "citing", "quoting", "reproduced in", "as reproduced in", "see contra", "cf. also",
           "compare with", "contrast"),
    "de": ("vgl. auch", "vgl. dazu", "vgl. hierzu", "vgl. zum beispiel", "vgl. z. b.", "vgl. z.b.", "vgl. insb.",
           "vgl. insbesondere", "vgl. nur", "vgl. etwa", "vgl. ferner", "vgl. statt vieler", "vgl. statt aller", "vgl.",
           "vergleiche", "siehe auch", "siehe dazu", "siehe hierzu", "siehe etwa", "siehe nur", "siehe", "s. auch", "s. dazu",  # noqa: E501
           "s. etwa", "s. nur", "s.", "so auch", "so etwa", "so", "dazu", "hierzu", "näher dazu", "näher", "ausführlich",  # noqa: E501
           "ausführlich dazu", "eingehend", "grundlegend", "statt vieler", "statt aller", "anders", "a. a.", "a.a.",
           "z. b.", "z.b.", "etwa", "ebenso", "zit. nach", "zitiert nach", "ferner", "allgemein", "kritisch",
           "kritisch dazu", "umfassend", "instruktiv", "zum ganzen", "insbesondere", "aus:", "so bereits", "so schon",
           "so zuletzt", "so zutreffend", "anders dagegen", "anders aber", "anders jedoch", "dagegen", "a. a. aber", "ähnlich",  # noqa: E501
           "ähnlich auch", "abweichend", "hierzu auch", "dazu auch", "hierzu ausführlich", "vgl. dazu ausführlich",
           "vgl. ausführlich", "vgl. zuletzt", "vgl. besonders", "vgl. bes.", "vgl. u. a.", "s. a.", "s. hierzu",
           "siehe ferner", "siehe zuletzt", "siehe insbesondere", "zusammenfassend", "zuerst", "zuletzt", "einführend",
           "zit. bei", "zitiert bei", "abgedruckt in", "abgedr. in"),
    "fr": ("voir aussi", "voir également", "voir notamment", "voir par exemple", "voir en particulier", "voir", "v. aussi",  # noqa: E501
           "v. également", "v. notamment", "v. not.", "v. par ex.", "v.", "cf. aussi", "cf. notamment", "cf.", "comp.",
           "comparer", "sur ce point, voir", "à ce sujet, voir", "par exemple", "notamment", "cité par", "cité dans",
           "rappr.", "contra", "voir surtout", "voir encore", "voir entre autres", "voir à ce sujet", "voir sur ce point",  # noqa: E501
           "voir supra", "voir contra", "sur ce point voir", "en ce sens, voir", "dans le même sens, voir", "cité d'après",  # noqa: E501
           "cité d’après", "cité in", "reproduit dans"),
    "es": ("véase también", "véase, por ejemplo,", "véase por ejemplo", "véase", "véanse", "ver también", "ver", "vid. también",  # noqa: E501
           "vid.", "vide", "cfr. también", "cfr.", "cf.", "confróntese", "por ejemplo", "citado en", "citado por",
           "véase en este sentido", "en este sentido,"),
    "pt": ("ver também", "ver, por exemplo,", "ver por exemplo", "ver", "vide também", "vide", "veja-se", "vejam-se", "veja",  # noqa: E501
           "cf.", "cfr.", "confira", "por exemplo", "citado por", "conforme", "v.", "vd."),
    "it": ("vedi anche", "vedi ad esempio", "vedi", "si veda anche", "si veda", "si vedano", "cfr. anche", "cfr.", "v. anche",  # noqa: E501
           "v.", "cf.", "in proposito", "per esempio", "ad esempio", "si rinvia a", "sul tema", "citato in"),
    "nl": ("zie ook", "zie bijvoorbeeld", "zie", "vgl.", "vergelijk"),
    "sv": ("se även", "se t.ex.", "se", "jfr"), "da": ("se også", "se f.eks.", "se", "jf."), "no": ("se også", "se", "jf."),  # noqa: E501
    "pl": ("zob. też", "zob. także", "zob.", "zobacz", "por.", "patrz"),
    "cs": ("viz též", "viz také", "viz", "srov."), "hu": ("lásd még", "lásd", "ld.", "vö."),
    "ro": ("a se vedea și", "a se vedea", "vezi și", "vezi", "cf."),
    "tr": ("ayrıca bkz.", "bkz.", "bakınız", "krş."), "az": ("bax", "bax."),
    "ru": ("см. также", "см., например,", "см. например", "см. подробнее", "см.", "ср.", "подробнее см.", "цит. по"),
    "uk": ("див. також", "див.", "пор."), "la": ("vid.", "vide", "cf.", "cfr.", "conf."),
    "fi": ("ks. myös", "ks.", "vrt."),
}  # fmt: skip
"""What leads over to a reference: introductory signals."""

EDITOR_WORDS = (
    "edited by", "eds.", "eds", "ed. by", "eds. by", "ed.", "ed", "editors", "editor", "general editor", "series editor",  # noqa: E501
    "guest editor", "hrsg. von", "hrsg. v.", "herausgegeben von", "hg. von", "hg. v.", "hgg.", "hrsg.", "hrsgg.", "hg.",
    "hrsg", "hg", "herausgeber", "sous la direction de", "sous la dir. de", "(dir.)", "dirs.", "dir.", "dir", "édité par",  # noqa: E501
    "éd. par", "éd. de", "éds.", "éd.", "textes réunis par", "coord.", "coords.", "coordinateur", "a cura di",
    "a c. di", "curatore", "cur.", "curr.", "editado por", "editor por", "ed. de", "edición de", "org.", "orgs.", "organização de",  # noqa: E501
    "organizado por", "organizador", "organizadores", "coordenação de", "coordinado por", "coordinación de", "compilador",  # noqa: E501
    "comp.", "comps.", "compiled by", "red.", "redaktion", "redaktor", "pod redakcją", "pod red.", "под ред.",
    "под редакцией", "ред.", "onder redactie van", "utg.", "udg. af", "uredn.", "szerk.", "coord", "org", "orgs", "comp",  # noqa: E501
)  # fmt: skip
TRANSLATOR_WORDS = (
    "translated by", "trans. by", "transl. by", "translated from", "trans.", "transl.", "tr.", "trans", "translator", "übersetzt von",  # noqa: E501
    "übers. von", "übers. v.", "übers.", "aus dem", "traduit par", "traduit de", "trad. par", "trad. de", "trad.", "traduction de",  # noqa: E501
    "traducido por", "traducción de", "tradução de", "traduzido por", "tradução", "traduzione di", "tradotto da", "vertaald door",  # noqa: E501
    "пер. с", "пер.", "перевод",
)  # fmt: skip
IN_WORDS = ("in", "in:", "im", "dans", "dans:", "en", "em", "em:", "nel", "w", "v", "в", "w:", "apud")
AND_WORDS = (
    "and",
    "&",
    "und",
    "u.",
    "et",
    "y",
    "e",
    "ed",
    "og",
    "och",
    "i",
    "en",
    "и",
    "та",
    "ve",
    "və",
    "ja",
    "és",
    "și",
    "şi",
    "a",
    "with",
)
ET_AL_WORDS = (
    "et al.", "et al", "et alii", "et alia", "and others", "u. a.", "u.a.", "u. a", "et autres", "y otros", "y cols.",
    "e outros", "e altri", "et. al.", "et. al", "и др.", "és mtsai", "ve diğerleri", "ve ark.", "i in.", "m.fl.", "y col.",  # noqa: E501
    "AA. VV.", "AA.VV.",
)  # fmt: skip
VOLUME_WORDS = ("volume", "vols", "vol", "v", "bd", "bde", "band", "tome", "tomo", "t", "jg", "jahrgang", "том", "т", "cilt", "ročník",  # noqa: E501
                "roč", "årg", "köt", "svazek", "sv", "deel", "tom", "vol°", "año", "ano", "année", "anno", "a")  # fmt: skip  # noqa: E501
ISSUE_WORDS = ("number", "numbers", "numero", "número", "numéro", "nummer", "nos", "no", "nr", "núm", "num", "n", "nº", "n°", "n.º", "№",  # noqa: E501
               "issue", "iss", "heft", "h", "fasc", "fascicule", "fascicolo", "fascículo", "cahier", "sayı", "вып", "выпуск", "číslo", "č",  # noqa: E501
               "nro", "nrs", "isuue", "hft", "zeszyt", "z", "szám")  # fmt: skip
PAGE_WORDS = ("pages", "page", "pp", "p", "pag", "pág", "págs", "pgs", "pg", "seiten", "seite", "s", "ss", "pagg", "с", "стр", "side", "sidor",  # noqa: E501
              "sid", "blz", "str", "sivut", "o", "p.p", "col", "cols", "sp", "fol", "fols", "f", "ff", "bl", "rn", "rdn", "rz")  # fmt: skip  # noqa: E501
EDITION_WORDS = ("edition", "edn", "ed", "eds", "auflage", "aufl", "édition", "éd", "edición", "edição", "edizione", "druk", "wyd", "изд",  # noqa: E501
                 "издание", "vydání", "kiadás", "baskı", "upplaga", "uppl", "udgave", "utgave", "reprint", "repr", "rev", "impr")  # fmt: skip  # noqa: E501
NO_DATE = ("n.d.", "n. d.", "s.d.", "s. d.", "o. j.", "o.j.", "s.a.", "s. a.", "б.г.", "б. г.", "undated", "no date", "sin fecha",  # noqa: E501
           "sans date", "ohne jahr", "s/f", "s. f.", "s.f.")  # fmt: skip

HONORIFICS = ("dr", "prof", "professor", "mr", "mrs", "ms", "sir", "dame", "lord", "rev", "fr", "hon", "justice", "judge",  # noqa: E501
              "phd", "ph.d", "md", "m.d", "esq", "h.e", "ambassador", "amb", "gen", "general", "col", "president", "sen",  # noqa: E501
              "priv.-doz", "pd", "dipl.-ing", "mag", "ing", "lic", "dott", "avv", "on", "herr", "frau", "mme", "mlle",
              "don", "doña", "dra", "drs", "ir", "проф", "акад", "д-р")  # fmt: skip
"""Titles of address before a name, without their stop."""

SUFFIXES = (
    "jr",
    "jr.",
    "sr",
    "sr.",
    "ii",
    "iii",
    "iv",
    "jnr",
    "snr",
    "júnior",
    "junior",
    "filho",
    "neto",
    "sobrinho",
    "2nd",
    "3rd",
)

PARTICLES = ("van", "de", "der", "den", "von", "zu", "zur", "zum", "vom", "ten", "ter", "te", "'t", "’t", "la", "le", "les", "du", "des", "da",  # noqa: E501
             "do", "dos", "das", "di", "del", "della", "dello", "delle", "dei", "degli", "dalla", "dal", "d'", "d’", "al", "el", "bin", "ibn", "ben", "af",  # noqa: E501
             "av", "op", "am", "auf", "und", "y", "e", "st", "san", "santa", "lo", "los", "las", "abu", "bint")  # fmt: skip  # noqa: E501

_FOLDS = str.maketrans({"ı": "i", "İ": "i", "ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "æ": "ae", "Æ": "ae",  # noqa: E501
                        "œ": "oe", "Œ": "oe", "ə": "e", "Ə": "e", "þ": "th", "ð": "d"})  # fmt: skip


def fold(text: str) -> str:
    """Letters and digits only, lower case, without diacritics: for comparing, never for printing."""
    import unicodedata

    if text.isascii():
        return re.sub(r"[\W_]+", " ", text.lower()).strip()
    plain = unicodedata.normalize("NFKD", text.translate(_FOLDS)).casefold()
    kept = "".join(char for char in plain if not unicodedata.combining(char))
    return re.sub(r"[\W_]+", " ", kept).strip()


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of the words, longest first, spaces elastic."""
    longest_first = sorted({word for word in words if word}, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first)


_ORGANISATION_WORDS = """
acad academia academy académie accademia administración administration administrative administração agence agencia
agency agentliyi agentur agenzia agência airlines akademie alliance amministrazione amt archive archives archivio
archivo army arquivo arxiv asamblea asociación assembleia assembly assemblée associates association associazione
associação authority autoridad autoridade autorità ayuntamiento bakanlığı banco bank banque biblioteca bibliothek
bibliothèque board bulletin bundesamt bundesbank bundeskanzleramt bundesministerium bundesrat bundesregierung
bundestag bundeszentrale bureau börse cabinet cancillería center centre centro centrum chamber chambre chronicle
church clinic club coalition colectivo coletivo collaboration collaborators collectif college collettivo comisaría
comisión comissão comité comitê commission commissione committee commonwealth community company comunidad
confederación confederation confederação conference congreso congress congresso consejo conselho consiglio consorcio
consortium consorzio constitution consórcio contributors convention corp corporation correspondent correspondents
corte council countries cour court cámara câmara daily defensoría delegation departamento department derneği
dipartimento diputación directorate division défense département départment economist editors educación educação
embassy enterprise estadística estatística euratom europarat exchange facility faculty federación federal federation
fondation fondazione fondu forum foundation fund fundación fundacja fundação fédération gabinet gabinete gazette
generalitat gesellschaft gewerkschaft gmbh gobierno gouvernement government governmental governo governor group
groupe grupo gruppe guardian hacienda herald hospital house hôpital icrc inc independent initiative institut
institute institution instituto instituut instytut intergovernmental international internationale investigators
istituto journal justicia justiça kammer kanzlei klinik komisja komitee kommission krankenhaus kurumu lab laboratory
landesamt landeshauptstadt landeszentrale landtag league library llc ltd magazine media ministerio ministerium
ministero ministerpräsident ministerstvo ministerstwo ministry ministère ministério mission monitor museo museu
museum musée naciones national nations nato nazioni nazirliyi network news newspaper nonprofit observatoire
observatorio observatory observer ocde oecd office oficina ordre organisation organización organization organização
organizzazione panel parlament parlamentary parlamento parlement parliament parliamentary partei parti partido
partito partnership party party's police post prefeitura presidencia presidency presidência press procuraduría
program programme project présidence publications radio railways rat rechnungshof redaktion regierung register
registry report reporter republic research review rijksmuseum rédaction salud santé saúde school secretaria
secretariat secretaría secrétariat senado senate service services sindacato sindicato sociedad sociedade society
società société stadtverwaltung staff state states statistik statistique status stichting stiftung studio
subcommittee superintendencia survey syndicat syndicate system sénat task taskforce team technologies technology
telegraph television times today tribunal tribune trust tv unesco unicef unidas unies union unione unit united
universidad universidade universiteit university università universität université univerzita uniwersytet união
unión usaid vakfı verband verein vereniging verlag watch website wikipedia working workshop world yearbook zeitung
zentralbank zentrum éducation üniversitesi агентство академия ассоциация банк бюро газета департамент институт
комиссия комитет министерство новости организация правительство совет союз суд университет фонд центр
"""
ORGANISATION_WORDS = frozenset(fold(word) for word in _ORGANISATION_WORDS.split())
"""Words (folded) that name a body, a paper or a station, not a person."""
