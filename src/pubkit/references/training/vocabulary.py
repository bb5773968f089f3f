"""What synthetic references are filled with where the labelled ones have nothing: bodies, publishers, places, courts.

Tables only, by language (ISO 639-1) or by the word that a template asks with; values are parted by `|`. All are general
names of their kind, none is of a text that anything is measured on.
"""

from __future__ import annotations

__all__ = ["BODIES", "COURTS", "HOSTS", "JOURNALS", "LAW", "PARTIES", "PLACES", "PUBLISHERS", "REPORTERS", "SITES"]

BODIES = {
    "en": "World Bank|Ministry of Foreign Affairs|European Commission|House of Commons|Human Rights Watch|Amnesty International|National Institute of Statistics|"  # noqa: E501
    "International Crisis Group|Reuters|BBC News|The Guardian|Associated Press|World Health Organization|Office of the Prime Minister|Radio Free Europe|"  # noqa: E501
    "UN General Assembly|Council of Europe|Department of Energy|Asian Development Bank|State Statistics Committee|Daily Times|News.am|Trend.az|Al Jazeera|"  # noqa: E501
    "Transparency International|Law Commission|Civil Society Forum|Eurostat|OECD|UNHCR|Press Service of the President|Center for Strategic Studies|Energy-Today",  # noqa: E501
    "de": "Statistisches Bundesamt|Bundesministerium der Justiz|Deutscher Bundestag|Auswärtiges Amt|Stiftung Wissenschaft und Politik|Europäische Kommission|Umweltbundesamt",  # noqa: E501
    "fr": "Ministère de la Justice|Commission européenne|Conseil de l’Europe|INSEE|Assemblée nationale|Organisation mondiale de la santé|Haut Conseil de la santé publique",  # noqa: E501
    "es": "Ministerio de Educación|Organización Mundial de la Salud|Naciones Unidas|Instituto Nacional de Estadística|Comisión Europea|Banco Mundial|CEPAL",  # noqa: E501
    "pt": "Ministério da Saúde|BRASIL. Ministério da Educação|Instituto Brasileiro de Geografia e Estatística|IBGE|Organização Mundial da Saúde|Conselho Nacional de Justiça|UNESCO",  # noqa: E501
    "it": "Ministero dell’Interno|Commissione europea|Istituto nazionale di statistica|Banca d’Italia",
}
PUBLISHERS = {
    "en": "Oxford University Press|Cambridge University Press|OUP|CUP|Routledge|Harvard University Press|Hart Publishing|Sage|Palgrave Macmillan|Princeton University Press|Elsevier|Wiley-Blackwell|Springer|Yale University Press|MIT Press|Penguin|Edward Elgar|Brill|Sweet & Maxwell|Duke University Press|University of Chicago Press|Academic Press|CRC Press",  # noqa: E501
    "de": "C.H. Beck|Mohr Siebeck|Suhrkamp|Nomos|Duncker & Humblot|Springer|De Gruyter|Campus|Reclam|Fischer|Böhlau|Vandenhoeck & Ruprecht|Wallstein|transcript|VS Verlag|Fink",  # noqa: E501
    "fr": "Gallimard|PUF|Presses universitaires de France|Dalloz|LGDJ|Seuil|Fayard|La Découverte|Armand Colin|L’Harmattan|Éditions du CNRS|Flammarion|Vrin|Economica",  # noqa: E501
    "es": "Tirant lo Blanch|Civitas|Siglo XXI|Fondo de Cultura Económica|Alianza Editorial|Tecnos|Akal|Marcial Pons|Ariel|Paidós|Universidad de Chile|Porrúa",  # noqa: E501
    "pt": "Saraiva|Cortez|Vozes|Atlas|Martins Fontes|Edusp|Almedina|Zahar|Artmed|Companhia das Letras|Editora UFMG|Hucitec|Fiocruz|Revista dos Tribunais|Forense",  # noqa: E501
    "it": "Einaudi|Il Mulino|Laterza|Giuffrè|Carocci|Feltrinelli|Olschki|Marsilio",
}
PLACES = {
    "en": "London|New York|Oxford|Cambridge|Cambridge, MA|Chicago|Boston|Washington, DC|Princeton, NJ|New Haven|Berkeley|Abingdon|Philadelphia|Los Angeles|Geneva|Toronto|Baku|Edinburgh|Dordrecht|Durham|Leiden|Basingstoke",  # noqa: E501
    "de": "Berlin|München|Frankfurt am Main|Frankfurt a. M.|Tübingen|Baden-Baden|Wien|Zürich|Stuttgart|Köln|Göttingen|Hamburg|Leipzig|Wiesbaden|Köln/Weimar/Wien|Bielefeld",  # noqa: E501
    "fr": "Paris|Bruxelles|Lyon|Genève|Rennes|Grenoble|Montréal|Louvain-la-Neuve|Toulouse|Strasbourg",
    "es": "Madrid|Barcelona|México|Buenos Aires|Valencia|Bogotá|Santiago de Chile|Granada|Lima|Sevilla|México, D.F.",
    "pt": "São Paulo|Rio de Janeiro|Porto Alegre|Brasília|Lisboa|Coimbra|Belo Horizonte|Petrópolis|Campinas|Curitiba|Salvador|Porto",  # noqa: E501
    "it": "Milano|Roma|Torino|Bologna|Firenze|Padova|Napoli|Bari",
}
JOURNALS = {
    "de": "Zeitschrift für Soziologie|Historische Zeitschrift|Archiv für Kulturgeschichte|Der Staat|Leviathan|Merkur|Deutsche Zeitschrift für Philosophie|Zeitschrift für Germanistik|Geschichte und Gesellschaft",  # noqa: E501
    "fr": "Revue française de sociologie|Annales. Histoire, Sciences sociales|Actes de la recherche en sciences sociales|Critique|Revue historique|Le Débat|Politix|Études rurales|Réseaux",  # noqa: E501
    "es": "Revista Española de Derecho Constitucional|Revista de Indias|Estudios Sociológicos|Hispania|Revista Médica de Chile|Salud Pública de México|Anuario de Derecho Penal|Rev Panam Salud Publica|Rev Esp Salud Publica|Isegoría",  # noqa: E501
    "pt": "Revista Brasileira de Ciências Sociais|Cadernos de Saúde Pública|Rev Saúde Pública|Rev Bras Enferm|Educação e Pesquisa|Revista Latino-Americana de Enfermagem|Ciênc Saúde Coletiva|Revista de Direito Administrativo|Pesquisa Agropecuária Brasileira|Lua Nova|Química Nova|Cad Saude Publica|Rev. Bras. Educ.|Arq Bras Cardiol",  # noqa: E501
    "it": "Rivista storica italiana|Quaderni storici|Studi veneziani|Il Mulino|Archivio storico italiano|Foro italiano",
}
LAW = {
    "law": "Harvard Law Review|Harv. L. Rev.|Yale L.J.|Columbia Law Review|Stan. L. Rev.|MLR|Modern Law Review|LQR|OJLS|CLJ|U. Chi. L. Rev.|Mich. L. Rev.|Georgetown Journal of International Law|ICLQ|European Law Journal|EJIL|Cornell Int'l L.J.|Am. J. Int'l L.|J.L. & Econ.|Fordham L. Rev.|Legal Studies|Vand. J. Transnat'l L.|Common Market Law Review|CMLRev|UNSW Law Journal|Wm. & Mary L. Rev.",  # noqa: E501
    "dlaw": "NJW|JZ|AöR|ZRP|NVwZ|DÖV|JuS|ZStW|EuR|EuZW|StV|NStZ|MDR|DVBl|RabelsZ|ZIP|ZaöRV|Der Staat|KritV|GRUR|JA|BB|FamRZ|ArchVR|WM|VVDStRL",  # noqa: E501
    "flaw": "RTD civ.|D.|JCP G|RDP|AJDA|RFDA|RSC|Rev. crit. DIP|RIDC|Gaz. Pal.|RTD eur.|RUDH|Dr. pén.|Recueil Dalloz|Revue de droit public|LPA|JDI|RGDIP",  # noqa: E501
}
PARTIES = "United States|State|R|Secretary of State|Commissioner of Revenue|Board of Trustees|City of Springfield|Bank of Commerce|Attorney General|General Motors Corp.|Commission|People|Ministry of Health"  # noqa: E501
REPORTERS = {
    "reporter": "U.S.|F.2d|F.3d|S. Ct.|F. Supp.|F. Supp. 2d|Cal. App. 4th|N.E.2d|N.Y.2d|P.2d|So. 2d|A.2d|L. Ed. 2d",
    "ukreporter": "AC|QB|Ch|WLR|All ER|KB|UKSC|UKHL|EWCA Civ|CLR|SCR|ECR|EHRR|Fam",
}
COURTS = {
    "de": "BGH|BVerfG|BAG|OLG München|BVerwG|EuGH|BFH",
    "fr": "Cass. civ. 1re|CE|Cass. soc.|Cons. const.|CJUE|Cass. com.|CE, Ass.",
}
SITES = "The Diplomat|Reuters|BBC News|The New York Times|The Guardian|Eurasia Daily Monitor|Le Monde|Der Spiegel|El País|Folha de S. Paulo|Foreign Policy|Radio Liberty|Washington Post|The Economist|Carnegie Europe|Al Jazeera|Die Zeit|Libération|Trend News Agency|Hürriyet Daily News|Vox|Wikipedia|Slate|Financial Times|EUobserver|Deutsche Welle|ZEIT ONLINE|La Nación"  # noqa: E501
HOSTS = "example.org|news.site.com|www.ministry.gov.az|wits.bank.org|cacianalyst.org|www.journal.net|www.unhcr.org|blog.uni-x.de|www.lemonde.fr|elpais.com|g1.globo.com|www.who.int|papers.ssrn.com|eur-lex.europa.eu|www.jstor.org|hal.science"  # noqa: E501
