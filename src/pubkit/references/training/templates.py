"""How reference styles of several countries print a work: templates for synthetic references.

`{field}` is a field, `[ ... ]` is left out when a field in it is missing, `%word%` a word of the template's language.
Characters between two fields belong to the field before as far as they are closing marks and spaces, the rest to the
field behind; `~` moves that border by hand. `‹` and `›` stand for printed square brackets.
"""

from __future__ import annotations

__all__ = ["TEMPLATES", "WORDS"]

WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        "in": ("In", "in"), "eds": ("(Eds.)", "(eds.)", "(eds)", "(ed.)", "(Ed.)", "eds.", "ed."), "edby": ("edited by", "ed.", "eds.", "Ed. by"), "pp": ("pp.", "p.", "pp"),  # noqa: E501
        "p": ("p.", "at", "p"), "vol": ("vol.", "Vol.", "volume"), "no": ("no.", "No.", "issue"), "edn": ("2nd ed.", "3rd edn", "rev. ed.", "5th edition", "2nd edn"), "avail": ("Available at:", "Available from:", "Available at", "Retrieved from", "URL:", "at:", ""),  # noqa: E501
        "acc": ("Accessed", "Accessed:", "accessed", "last accessed", "Last visited", "accessed on", "Last accessed:", "retrieved", "viewed"), "and": ("and", "&"), "trans": ("trans.", "translated by", "Trans."), "thesis": ("PhD thesis", "PhD diss.", "Doctoral dissertation", "Master's thesis", "Unpublished PhD thesis"),  # noqa: E501
        "here": ("at", ""), "see": ("See", "See also", "Cf.", "See, e.g.,", "But see"),
    },
    "de": {
        "in": ("In:", "in:", "In", "in"), "eds": ("(Hrsg.)", "(Hg.)", "(Hgg.)", "Hrsg.", "(Hrsg.):"), "edby": ("hrsg. von", "hg. v.", "hrsg. v.", "Hrsg. von"), "pp": ("S.", "S"), "p": ("S.",),  # noqa: E501
        "vol": ("Bd.", "Band", "Jg."), "no": ("H.", "Heft", "Nr."), "edn": ("2. Aufl.", "3. Auflage", "5., überarb. Aufl.", "2., erw. Aufl."), "avail": ("online unter:", "Verfügbar unter:", "URL:", "abrufbar unter", "unter:", "http-Link:", "online:", ""),  # noqa: E501
        "acc": ("abgerufen am", "Zugriff am", "zuletzt abgerufen am", "letzter Zugriff:", "zuletzt besucht am", "Stand:", "Abruf:", "aufgerufen am"), "and": ("und", "u.", "/"), "trans": ("übers. von", "aus dem Engl. von"), "thesis": ("Diss.", "Dissertation", "Masterarbeit", "Habilitationsschrift"),  # noqa: E501
        "here": ("hier S.", "hier:", "bes. S."), "see": ("Vgl.", "Siehe", "Vgl. auch", "S.", "So"),
    },
    "fr": {
        "in": ("in", "dans", "In", "Dans", "in :"), "eds": ("(dir.)", "(éds.)", "(éd.)", "(dirs.)", "éds", "(sous la dir.)"), "edby": ("sous la direction de", "sous la dir. de", "éd. par", "dir."), "pp": ("p.", "pp."), "p": ("p.",),  # noqa: E501
        "vol": ("vol.", "t.", "tome"), "no": ("n°", "no", "nº", "n o"), "edn": ("2e éd.", "3e édition", "5ème éd.", "rééd."), "avail": ("Disponible sur :", "en ligne :", "‹En ligne›", "URL :", "disponible à l'adresse :", ""),  # noqa: E501
        "acc": ("consulté le", "page consultée le", "Consulté le", "dernière consultation le", "consultée le"), "and": ("et", "&"), "trans": ("trad. par", "traduit par", "trad."), "thesis": ("thèse de doctorat", "Thèse", "mémoire de master", "thèse dactyl."),  # noqa: E501
        "here": ("spéc. p.", "ici p."), "see": ("Voir", "V.", "Cf.", "Voir aussi", "V. not."),
    },
    "es": {
        "in": ("En", "en", "En:", "en:"), "eds": ("(eds.)", "(Ed.)", "(coords.)", "(coord.)", "(dir.)", "(comp.)"), "edby": ("ed.", "edición de", "coord."), "pp": ("pp.", "p.", "págs."), "p": ("p.", "pág."),  # noqa: E501
        "vol": ("vol.", "Vol.", "t."), "no": ("núm.", "n.º", "nº", "no.", "n."), "edn": ("2a ed.", "3.ª ed.", "2ª edición", "5a. ed."), "avail": ("Disponible en:", "Recuperado de", "disponible en", "Disponible en", "En línea:", ""),  # noqa: E501
        "acc": ("Consultado el", "consultado el", "Fecha de consulta:", "acceso el", "‹consulta:", "Acceso:", "última consulta:"), "and": ("y", "&"), "trans": ("trad. de", "traducción de"), "thesis": ("Tesis doctoral", "tesis de maestría", "Tesis"),  # noqa: E501
        "here": ("en particular p.", ""), "see": ("Véase", "Ver", "Cfr.", "Vid."),
    },
    "pt": {
        "in": ("In:", "In", "Em:", "in:"), "eds": ("(Org.)", "(Orgs.)", "(org.)", "(Orgs.).", "(Coord.)", "(Ed.)", "(Eds.)"), "edby": ("org.", "organização de", "coord."), "pp": ("p.", "pp."), "p": ("p.",),  # noqa: E501
        "vol": ("v.", "vol."), "no": ("n.", "nº", "no."), "edn": ("2. ed.", "3. ed.", "2ª ed.", "5ª edição", "1. ed."), "avail": ("Disponível em:", "Disponível em", "Recuperado de", "Disponível em: <", ""),  # noqa: E501
        "acc": ("Acesso em:", "acesso em", "Acesso em", "Acessado em", "consultado em", "Acedido em"), "and": ("e", "&"), "trans": ("trad.", "Trad.", "Tradução de"), "thesis": ("Tese (Doutorado)", "Dissertação (Mestrado)", "tese de doutorado", "Dissertação (Mestrado em Educação)"),  # noqa: E501
        "here": ("", ), "see": ("Ver", "Cf.", "Vide", "Ver também"),
    },
    "it": {
        "in": ("in", "In"), "eds": ("(a cura di)", "(ed.)", "(a c. di)", "(eds.)"), "edby": ("a cura di", "a c. di"), "pp": ("pp.", "p."), "p": ("p.",), "vol": ("vol.", "vol"), "no": ("n.", "fasc.", "n°"), "edn": ("2a ed.", "II ed.", "3ª ed."),  # noqa: E501
        "avail": ("disponibile all'indirizzo", "Disponibile su:", "consultabile in", ""), "acc": ("consultato il", "ultimo accesso:", "ultima consultazione:"), "and": ("e", ","), "trans": ("trad. it. di", "trad. di"), "thesis": ("tesi di dottorato", "Tesi di laurea"), "here": ("",), "see": ("Cfr.", "V.", "Si veda"),  # noqa: E501
    },
}  # fmt: skip

TEMPLATES: tuple[tuple[str, str, str, str, int], ...] = (
    # (kind, languages, names of authors, template, weight)
    # --- author-date: APA, Harvard, Chicago author-date
    ("article", "en es pt fr de", "apa", "{author} ({year}). {title}. {container}, {volume}[({issue})], {pages}.[ {doi}][ {url}]", 8),  # noqa: E501
    ("article", "en es pt de", "apa", "{author} ({year}). {title}. {container}, {volume}[({issue})][, {pages}]. %avail% {url}", 2),  # noqa: E501
    ("book", "en es pt fr de", "apa", "{author} ({year}). {title}[ ({edition})]. [{place}: ]{publisher}.", 6),
    ("chapter", "en es pt fr de", "apa", "{author} ({year}). {title}. %in% {editor:init} %eds%,~ {container} (%pp% {pages}). [{place}: ]{publisher}.", 6),  # noqa: E501
    ("web", "en es pt de fr", "apa", "{author} ({date:apa}). {title}. [{container}. ]%avail% {url}", 4),
    ("web", "en", "apa", "{author}. ({date:apa}). {title}. Retrieved {accessed}, from {url}", 3),
    ("thesis", "en es pt", "apa", "{author} ({year}). {title} ({genre}). {publisher}, {place}.", 2),
    ("report", "en es fr", "apa", "{author} ({year}). {title}. [{place}: ]{publisher}.[ %avail% {url}]", 3),
    ("article", "en", "harvard", "{author} ({year}) '{title}', {container}, {volume}({issue}), %pp% {pages}.", 4),
    ("article", "en", "harvard", "{author}, {year}. {title}. {container}, {volume}({issue}), pp.{pages}.", 3),
    ("article", "en", "harvard", "{author} {year}, '{title}', {container}, %vol% {volume}, %no% {issue}, pp. {pages}.", 3),  # noqa: E501
    ("book", "en", "harvard", "{author} ({year}) {title}.[ {edition}.] {place}: {publisher}.", 4),
    ("book", "en", "harvard", "{author} {year}, {title}, [{edition}, ]{publisher}, {place}.", 3),
    ("chapter", "en", "harvard", "{author} ({year}) '{title}', in {editor:inv} %eds%~ {container}. {place}: {publisher}, pp. {pages}.", 3),  # noqa: E501
    ("article", "en fr", "chicago", "{author}. {year}. “{title}.” {container} {volume}[ ({issue})]: {pages}.[ {doi}]", 4),  # noqa: E501
    ("book", "en fr de es", "chicago", "{author}. {year}. {title}.[ {edition}.] {place}: {publisher}.", 4),
    ("chapter", "en", "chicago", "{author}. {year}. “{title}.” In {container}, edited by {editor:full}, {pages}. {place}: {publisher}.", 3),  # noqa: E501
    ("article", "en", "apa", "{author} ({year}) {title}. {container} {volume}: {pages}.[ {doi}]", 4),
    ("article", "fr", "french", "{author}, {year}, « {title} », {container}, {volume}[ ({issue})], p. {pages}.", 4),
    ("book", "fr", "french", "{author}, {year}, {title}, {place}, {publisher}[, {pages:count}].", 4),
    ("chapter", "fr", "french", "{author}, {year}, « {title} », %in% {editor:full} %eds%,~ {container}, {place}, {publisher}, p. {pages}.", 3),  # noqa: E501
    # --- Vancouver, PLOS, SciELO
    ("article", "en es pt", "vancouver", "{author}. {title}. {container}. {year};{volume}[({issue})]:{pages}.[ {doi}]", 14),  # noqa: E501
    ("article", "en es pt", "vancouver", "{author}. {title}. {container} {year};{volume}[({issue})]:{pages}.", 6),
    ("article", "en es pt", "vancouver", "{author}. {title}. {container}. {date:vanc};{volume}({issue}):{pages}.[ {doi}]", 3),  # noqa: E501
    ("article", "en", "vancouver", "{author} ({year}) {title}. {container} {volume}: {pages}.[ {doi}][ {pmid}]", 10),
    ("article", "en", "vancouver", "{author} ({year}) {title}. {container} {volume}[ ({issue})]: {pages}", 4),
    ("article", "en", "vancouver", "{author}. {title}. {container} {volume}, {pages} ({year}).", 4),
    ("article", "en", "initinv", "{author} {title}. {container} {year}, {volume}, {pages}.", 3),
    ("book", "en es pt", "vancouver", "{author}. {title}.[ {edition}.] {place}: {publisher}; {year}.", 7),
    ("book", "en", "vancouver", "{author} ({year}) {title}. {place}: {publisher}.[ {pages:count}.]", 5),
    ("chapter", "en es pt", "vancouver", "{author}. {title}. %in% {editor:vanc}, editors.~ {container}. {place}: {publisher}; {year}. p. {pages}.", 5),  # noqa: E501
    ("chapter", "en", "vancouver", "{author} ({year}) {title}. In: {editor:vanc}, editors.~ {container}. {place}: {publisher}. pp. {pages}.", 4),  # noqa: E501
    ("chapter", "es pt", "vancouver", "{author}. {title}. In: {editor:vanc}, %eds%~ {container}. {place}: {publisher}; {year}. p.{pages}.", 3),  # noqa: E501
    ("web", "en es pt", "vancouver", "{author}. {title} ‹Internet›. [{place}: ]{publisher}; {year} ‹cited {accessed}›. %avail% {url}", 4),  # noqa: E501
    ("web", "en es pt", "vancouver", "{author} ({year}) {title}. Available: {url}. Accessed {accessed}.", 5),
    ("web", "pt es", "vancouver", "{author}. {title}. ‹%acc% {accessed}›. %avail% {url}", 3),
    ("thesis", "pt es en", "vancouver", "{author}. {title} ‹{genre}›. {place}: {publisher}; {year}.", 4),
    ("report", "en pt es", "vancouver", "{author}. {title}. {place}: {publisher}; {year}.", 3),
    # --- ABNT
    ("article", "pt es", "abnt", "{author}. {title}. {container}, {place}, v. {volume}, n. {issue}, p. {pages}, {date:abnt}.", 10),  # noqa: E501
    ("article", "pt", "abnt", "{author}. {title}. {container}, v. {volume}, n. {issue}, p. {pages}, {year}.[ %avail% <{url}>. Acesso em: {accessed}.]", 7),  # noqa: E501
    ("book", "pt es", "abnt", "{author}. {title}.[ {edition}] {place}: {publisher}, {year}.[ {pages:count}.]", 9),
    ("chapter", "pt", "abnt", "{author}. {title}. In: {editor:abnt} %eds%.~ {container}. {place}: {publisher}, {year}. p. {pages}.", 6),  # noqa: E501
    ("thesis", "pt", "abnt", "{author}. {title}. {year}. {pages:leaves}. {genre} – {publisher}, {place}, {year}.", 4),
    ("web", "pt", "abnt", "{author}. {title}. [{container}, {date:long}. ]Disponível em: {url}. Acesso em: {accessed}.", 5),  # noqa: E501
    ("book", "pt es", "abnt", "{author}. {title}. {place}: {publisher}, {year}, p. {pin}.", 4),
    # --- notes: Chicago, MLA, MHRA
    ("article", "en", "full", "{author}, “{title},” {container} {volume}, no. {issue} ({date:issue}): {pages}.", 8),
    ("article", "en", "full", "{author}, “{title},” {container} {volume}, no. {issue} ({year}): {pages}, {pin}.", 3),
    ("article", "en", "full", "{author}, ‘{title}’, {container}, {volume}[.{issue}] ({year}), {pages}[ (p. {pin})].", 5),  # noqa: E501
    ("article", "en", "full", "{author}, “{title},” {container} {volume} ({year}): {pin}.", 4),
    ("book", "en", "full", "{author}, {title} ({place}: {publisher}, {year}), {pin}.", 10),
    ("book", "en", "full", "{author}, {title}, [{edition} ]({place}: {publisher}, {year}).", 5),
    ("book", "en", "full", "{author}, {title} ({place}: {publisher}, {year}), pp. {pages}.", 3),
    ("book", "en", "full", "{author}, {title}, trans. {translator:full} ({place}: {publisher}, {year}), {pin}.", 4),
    ("edited", "en", "full", "{editor:full}, eds.,~ {title} ({place}: {publisher}, {year}).", 3),
    ("edited", "en", "full", "{editor:full} (eds),~ {title} ({place}, {year}).", 2),
    ("chapter", "en", "full", "{author}, “{title},” in {container}, ed. {editor:full} ({place}: {publisher}, {year}), {pages}.", 7),  # noqa: E501
    ("chapter", "en", "full", "{author}, ‘{title}’, in {editor:full} %eds%,~ {container} ({place}: {publisher}, {year}), pp. {pages}[, at p. {pin}].", 5),  # noqa: E501
    ("article", "en", "chicago", "{author}. “{title}.” {container}, vol. {volume}, no. {issue}, {date:mla}, pp. {pages}.[ {container2}, {url}.]", 6),  # noqa: E501
    ("article", "en", "chicago", "{author}. “{title}.” {container} {volume}.{issue} ({year}): {pages}. Print.", 4),
    ("article", "en", "chicago", "{author}. “{title}.” {container} {volume}, no. {issue} ({year}): {pages}.", 5),
    ("book", "en", "chicago", "{author}. {title}. {place}: {publisher}, {year}.", 9),
    ("book", "en", "chicago", "{author}. {title}. [{edition}, ]{publisher}, {year}.", 4),
    ("book", "en", "chicago", "{author}. {title}. Translated by {translator:full}. {place}: {publisher}, {year}.", 4),
    ("book", "en", "chicago", "{author}. {title}. Edited by {editor:full}, {publisher}, {year}.", 3),
    ("chapter", "en", "chicago", "{author}. “{title}.” In {container}, edited by {editor:full}, {pages}. {place}: {publisher}, {year}.", 7),  # noqa: E501
    ("chapter", "en", "chicago", "{author}. “{title}.” {container}, edited by {editor:full}, {publisher}, {year}, pp. {pages}.", 5),  # noqa: E501
    ("news", "en", "full", "{author}, “{title},” {container}, {date:long}[, {url}].", 6),
    ("news", "en", "chicago", "{author}. “{title}.” {container}, {date:long}. {url}.", 4),
    ("web", "en", "full", "{author}, “{title},” {container}, {date:long}, accessed {accessed}, {url}.", 5),
    ("web", "en", "full", "“{title},” {container}, {date:long}, {url}.", 4),
    ("thesis", "en", "full", "{author}, “{title}” ({genre}, {publisher}, {year}), {pin}.", 3),
    ("edited", "en", "chicago", "{editor:inv}, ed.~ {title}. {place}: {publisher}, {year}.", 3),
    ("edited", "en", "chicago", "{editor:inv}, eds. ~{year}. {title}. {place}: {publisher}.", 2),
    ("edited", "en es pt", "apa", "{editor:inv} (Eds.). ~({year}). {title}. {place}: {publisher}.", 3),
    ("edited", "de", "full", "{editor:full} (Hg.): ~{title}. {place}: {publisher} {year}.", 4),
    ("edited", "de", "full", "{editor:full} (Hrsg.), ~{title}, {place} {year}.", 4),
    ("edited", "fr", "full", "{editor:full} (dir.), ~{title}, {place}, {publisher}, {year}.", 4),
    ("book", "en", "apa", "{author} ({year}). {title} ({translator:full}, Trans.).~ {place}: {publisher}.", 3),
    ("book", "en", "chicago", "{author}. {title}. Edited by {editor:full}. Translated by {translator:full}. {place}: {publisher}, {year}.", 3),  # noqa: E501
    ("chapter", "en", "full", "{author}, “{title},” in {container}, ed. {editor:full}, trans. {translator:full} ({place}: {publisher}, {year}), {pages}.", 2),  # noqa: E501
    ("book", "fr", "full", "{author}, {title}, trad. {translator:full}, {place}, {publisher}, {year}, p. {pin}.", 4),
    ("book", "de", "full", "{author}: {title}, aus dem Engl. von {translator:full}, {place}: {publisher} {year}.", 3),
    ("book", "en", "full", "{author}, {title}, vol. {volume} ({place}: {publisher}, {year}), {pin}.", 4),
    ("book", "de", "full", "{author}, {title}, Bd. {volume}, {place} {year}, S. {pin}.", 4),
    ("book", "fr", "full", "{author}, {title}, t. {volume}, {place}, {publisher}, {year}, p. {pin}.", 4),
    ("book", "en", "full", "{author}, {title} ({place}: {publisher}, {year}), {volume}:{pin}.", 3),
    ("thesis", "de", "full", "{author}, {title}, {genre}, {publisher} {year}.", 2),
    ("thesis", "fr", "full", "{author}, {title}, {genre}, {publisher}, {year}, p. {pin}.", 3),
    ("article", "it es", "full", "{author}, «{title}», {container}, n. {issue}, {year}, pp. {pages}.", 3),
    ("article", "en", "full", "{author}, “{title},” {container} {issue:no} ({year}): {pages}.", 2),
    ("report", "en fr es", "full", "{author}, {title} ({place}: {publisher}, {year}), {pin}.", 3),
    ("web", "en de fr", "full", "{author}, {title} ({year}), %avail% {url}[ (%acc% {accessed})].", 4),
    # --- law
    ("law", "en", "full", "{author}, {title}, {volume} {container:law} {pages:first}[, {pin}] ({year}).", 14),
    ("law", "en", "fullcaps", "{author}, {title}, {volume} {container:lawcaps} {pages:first}, {pin} ({year}).", 5),
    ("law", "en", "full", "{author}, '{title}' ({year}) {volume}[({issue})] {container:law} {pages:first}[, {pin}].", 8),  # noqa: E501
    ("law", "en", "full", "{author}, ‘{title}’ ‹{year}› {container:law} {pages:first}.", 4),
    ("law", "en", "full", "{author}, “{title}”, {year} {container:law} {pages:first}[, at {pin}].", 3),
    ("book", "en", "full", "{author}, {title} ([{edition}, ]{publisher} {year})[ {pin}].", 7),
    ("book", "en", "fullcaps", "{author}, {title} {pin} ([{edition} ]{year}).", 4),
    ("chapter", "en", "full", "{author}, '{title}' in {editor:full} %eds%,~ {container} ({publisher} {year})[ {pin}].", 5),  # noqa: E501
    ("law", "de", "surname", "{author}, {container:dlaw} {year}, {pages:first}[ ({pin})].", 9),
    ("law", "de", "surname", "{author}, {container:dlaw} {volume} ({year}), {pages:first}, {pin} f.", 4),
    ("law", "de", "surname", "{author}, {title}, {container:dlaw} {year}, S. {pages}.", 5),
    ("law", "de", "initdir", "{author}, {title}, in: {container:dlaw} {volume} ({year}), S. {pages}[ ({pin})].", 4),
    ("chapter", "de", "surname", "{author}, in: {editor:sur} (Hrsg.),~ {container}, {edition} {year}, {pin:rn}.", 7),
    ("book", "de", "surname", "{author}, {title}, {edition} {year}, S. {pin} f.", 7),
    ("book", "de", "initdir", "{author}, {title}, {place} {year}, S. {pin}.", 7),
    ("book", "de", "initdir", "{author}, {title}, {edition}, {place} {year}, S. {pin}.", 4),
    ("article", "de", "initdir", "{author}, „{title}“, {container} {volume} ({year}), S. {pages}.", 4),
    ("law", "fr", "initdir", "{author}, « {title} », {container:flaw} {year}, p. {pages:first}.", 8),
    ("law", "fr", "initdir", "{author}, « {title} », {container:flaw}, {year}, n° {issue}, p. {pages}.", 5),
    ("book", "fr", "initdir", "{author}, {title}, {place}, {publisher}, {edition}, {year}, p. {pin}.", 7),
    ("book", "fr", "initdir", "{author}, {title}, {edition}, {publisher}, {year}, n° {pin}.", 5),
    ("law", "es", "abnt", "{author}: «{title}», {container}, núm. {issue}, {year}, pp. {pages}.", 5),
    ("law", "es", "abnt", "{author}, “{title}”, {container}, vol. {volume}, núm. {issue}, {year}, pp. {pages}.", 5),
    ("book", "es it", "abnt", "{author}, {title}, [{edition}, ]{publisher}, {place}, {year}, p. {pin}.", 6),
    ("book", "es", "abnt", "{author}: {title}, {publisher}, {place}, {year}, pp. {pages}.", 4),
    # --- humanities in German, French, Spanish, Italian
    ("book", "de", "full", "{author}: {title}. {place}: {publisher} {year}, S. {pin}.", 7),
    ("book", "de", "full", "{author}, {title}, {place} {year}[, S. {pin}].", 8),
    ("book", "de", "invfull", "{author}: {title}. {place} {year}.", 6),
    ("book", "de", "invfull", "{author} ({year}): {title}. [{edition} ]{place}: {publisher}.", 5),
    ("article", "de", "full", "{author}: {title}. In: {container} {volume} ({year}), S. {pages}[, hier S. {pin}].", 8),
    ("article", "de", "full", "{author}, »{title}«, in: {container} {volume} ({year}), H. {issue}, S. {pages}.", 5),
    ("article", "de", "invfull", "{author} ({year}): {title}. In: {container} {volume} ({issue}), S. {pages}.", 5),
    ("chapter", "de", "full", "{author}, „{title}“, in: {editor:full} (Hg.),~ {container}, {place} {year}, S. {pages}.", 8),  # noqa: E501
    ("chapter", "de", "full", "{author}: {title}. In: {container}. Hg. von {editor:full}. {place}: {publisher} {year}, S. {pages}.", 7),  # noqa: E501
    ("chapter", "de", "invfull", "{author} ({year}): {title}. In: ders.: ~{container}, Bd. {volume}. Hg. von {editor:full}. {place}: {publisher}.", 3),  # noqa: E501
    ("chapter", "de", "full", "{author}: {title}, in: Ders.: ~{container}, {place} {year}, S. {pages}.", 4),
    ("chapter", "de", "invfull", "{author}: {title}, in: {editor:inv} (Hrsg.):~ {container}, {place} {year}, S. {pages}.", 5),  # noqa: E501
    ("web", "de", "full", "{author}: {title}, in: {container}, {date:de}, {url} ({accessed}).", 5),
    ("web", "de", "invfull", "{author} ({year}): {title}. {url} (%acc% {accessed}).", 5),
    ("book", "fr it", "full", "{author}, {title}, {place}, {publisher}, {year}[, p. {pin}].", 10),
    ("book", "fr", "full", "{author}, {title}, {place}, {publisher}, coll. « {series} », {year}, p. {pin}.", 5),
    ("article", "fr", "full", "{author}, « {title} », {container}, vol. {volume}, n° {issue}, {year}, p. {pages}.", 8),
    ("article", "fr", "full", "{author}, « {title} », {container}, {issue:no}, {date:fr}, p. {pages}[, ici p. {pin}].", 6),  # noqa: E501
    ("chapter", "fr", "full", "{author}, « {title} », dans {editor:full} %eds%,~ {container}, {place}, {publisher}, {year}, p. {pages}.", 8),  # noqa: E501
    ("web", "fr", "full", "{author}, « {title} », {container}, {date:fr}, ‹En ligne› {url} (%acc% {accessed}).", 6),
    ("news", "fr", "full", "{author}, « {title} », {container}, {date:fr}.", 5),
    ("article", "es", "full", "{author}, «{title}», {container}, {volume} ({year}), pp. {pages}.", 5),
    ("article", "es pt", "full", "{author}, “{title}”, {container}, vol. {volume}, n.º {issue} ({year}), pp. {pages}.", 5),  # noqa: E501
    ("chapter", "es it", "full", "{author}, «{title}», en {editor:full} %eds%,~ {container}, {place}, {publisher}, {year}, pp. {pages}.", 5),  # noqa: E501
    ("book", "es it pt", "full", "{author}, {title} ({place}: {publisher}, {year}), {pin}.", 5),
    ("article", "it", "initdir", "{author}, {title}, in «{container}», {volume} ({year}), pp. {pages}.", 4),
    ("book", "it", "initdir", "{author}, {title}, {place} {year}[, p. {pin}].", 4),
    # --- web notes
    ("web", "en", "full", "{author} ({year}) '{title},' [{container}. ]Available at: {url} (Accessed: {accessed})", 6),
    ("web", "en", "inv1", "{author} ({year}), '{title}' [{container}. ]Available at: {url} (Accessed: {accessed})", 6),
    ("web", "en", "harvard", "{author} ({year}) {title}. Available at: {url} (Accessed: {accessed}).", 7),
    ("web", "en", "harvard", "{author} ({year}) {title} ‹online›. [{publisher}. ]Available from: {url} ‹Accessed {accessed}›.", 5),  # noqa: E501
    ("web", "en", "full", "{author}, ‘{title}’, {container}, {date:long}, {url} (accessed {accessed}).", 6),
    ("web", "en", "full", "{author}, “{title},” {date:long}, %avail% {url} (%acc% {accessed}).", 5),
    ("web", "en", "full", "{author}, {title}, {url} (%acc% {accessed}).", 4),
    ("web", "en", "full", "{title}. {container}. {url}. %acc% {accessed}.", 3),
    ("web", "es", "apa", "{author} ({year}). {title}. %avail% {url} (%acc% {accessed}).", 4),
    ("web", "es fr pt", "full", "{author}, «{title}», {container}, {date:long}. %avail% {url} (%acc% {accessed})", 4),
    # --- cases, reprints, translated articles, series of numbers
    ("case", "en", "full", "{case}, {volume} {container:reporter} {pages:first}[, {pin}] ({year}).", 5),
    ("case", "en", "full", "{case} ‹{year}› [{volume} ]{container:ukreporter} {pages:first}[, {pin}][ ({court})].", 4),
    ("case", "en", "full", "{case} ({year}) {volume} {container:ukreporter} {pages:first}[, {pin}].", 2),
    ("case", "de", "full", "{court:de}, {container:dlaw} {year}, {pages:first}[ ({pin})].", 2),
    ("case", "fr", "full", "{court:fr}, {date:fr}, {container:flaw} {year}, p. {pages:first}.", 2),
    ("book", "en", "full", "{author}, {title} ({original}; repr.,~ {place}: {publisher}, {year}), {pin}.", 2),
    ("book", "en", "full", "{author}, {title} ({original};~ {place}: {publisher}, {year}), {pin}.", 1),
    ("book", "fr", "full", "{author}, {title}, {place}, {publisher}, {year}~ ‹{original}›, p. {pin}.", 2),
    ("article", "en", "full", "{author}, “{title},” trans. {translator:full}, {container} {volume}, no. {issue} ({date:issue}): {pages}.", 3),  # noqa: E501
    ("article", "fr", "full", "{author}, « {title} », {container}, {volume}/{issue}, {year}, p. {pages}[, ici p. {pin}].", 4),  # noqa: E501
    ("article", "fr es it", "full", "{author}, « {title} », {container}, {year}, {volume}, {issue:no}, p. {pages}.", 2),
    ("article", "pt es", "full", "{author}, “{title}”, {container}, {issue:no}, pp. {pages}, {year}.", 3),
    ("article", "es", "full", "{author}, «{title}», {container}, {issue:no} ({year}), pp. {pages}.", 4),
    ("article", "en", "full", "{author}, ‘{title}’, {container}, {volume}:{issue} ({year}), {pages}.", 3),
    ("article", "en", "full", "{author}, ‘{title}’, {container} {volume}, {issue} ({date:issue}): {pages}.", 2),
    ("article", "en es pt", "vancouver", "{author}. {title}. {container} {year}; {volume}({issue}):{pages}.", 4),
    ("article", "pt", "abnt", "{author}. {title}. {container}, {place}, v. {volume}, n. esp., p. {pages}, {year}.", 2),
    ("chapter", "de", "full", "{author}, {title}, in: {editor:full} (Hg.),~ {container}, {place} {year}, S. {pages}[, hier S. {pin}].", 6),  # noqa: E501
    ("chapter", "de", "full", "{author}, {title}, in: {editor:fullslash} (Hg.),~ {container}, {place} {year}, S. {pages}[, hier S. {pin}].", 4),  # noqa: E501
    ("chapter", "de", "full", "{author}, »{title}«, in: ders.,~ {container}, hg. v. {editor:full}, {place}: {publisher} {year}, S. {pages}.", 3),  # noqa: E501
    ("chapter", "en", "full", "{author}, ‘{title}’, in {container}, ed. {editor:full}, trans. {translator:full} ({place}: {publisher}, {year}), p. {pin}.", 3),  # noqa: E501
    ("book", "de", "surname", "{author}, {title}, Bd. {volume}, {edition}, {place} {year}, {pin:rn}.", 4),
    ("book", "de", "surname", "{author}, {title}, {edition}, {place} {year}, {pin:rn}.", 3),
    ("chapter", "de", "surname", "{author}, in: {editor:sur} (Hrsg.),~ {container}, Bd. {volume}, {edition} {year}, {pin:rn}.", 4),  # noqa: E501
    ("news", "en", "full", "{author}, {title}, {container} ({date:long})[, {url}].", 5),
    ("news", "en", "full", "{author}, {title}, {container:caps}, {date:long}, at {pin}.", 3),
    ("web", "en", "full", "{author} ({nodate}) {title}. Available at: {url} (Accessed: {accessed}).", 4),
    ("web", "en", "harvard", "{author} ({year}) {title}. ‹online› {container}. Available at: {url} ‹Accessed {accessed}›.", 5),  # noqa: E501
    ("web", "en", "harvard", "{author} ({year}), {title}, {container}, %avail% {url} (%acc% {accessed}).", 4),
    ("web", "en", "full", "{author}. {title}. {date:long}. {url} ‹%acc% {accessed}›.", 4),
    ("web", "en es fr de pt", "full", "“{title},” {container}, {date:long}, {url} (%acc% {accessed}).", 5),
    ("article", "en", "full", "{author} ({year}) ‘{title}’, {container} {volume}({issue}), pp. {pages}. Available at: {url} (Accessed: {accessed}).", 3),  # noqa: E501
    ("report", "en", "full", "{author}, {title}, {year}. %avail% {url} (%acc% {accessed}).", 3),
)  # fmt: skip
