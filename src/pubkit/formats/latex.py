r"""Field values of .bib files <-> CSL rich text.

In: a field's LaTeX, as `@article{..., title = {The {Baku} Summit \& After}}` has it. Out: Unicode text with the
markup that CSL allows (`<i>`, `<b>`, `<sup>`, `<sub>`, small capitals, and `<span class="nocase">` for braces that
keep letters as they are), and back. Rules of braces: BibTeX's "special character" is a brace group that begins with
a backslash at brace level 0 and protects nothing (btxdoc 3.2); every other group keeps its letters.
"""

from __future__ import annotations

import re
import unicodedata
from types import MappingProxyType

from pubkit.records import dataclass

__all__ = ["NO_CASE", "from_latex", "plain", "split_protected", "to_latex"]

NO_CASE = '<span class="nocase">'
_SMALL_CAPS = '<span style="font-variant:small-caps;">'

_ACCENTS = MappingProxyType(
    {
        "'": "\N{COMBINING ACUTE ACCENT}", "`": "\N{COMBINING GRAVE ACCENT}", '"': "\N{COMBINING DIAERESIS}",
        "^": "\N{COMBINING CIRCUMFLEX ACCENT}", "~": "\N{COMBINING TILDE}", "=": "\N{COMBINING MACRON}",
        ".": "\N{COMBINING DOT ABOVE}", "u": "\N{COMBINING BREVE}", "v": "\N{COMBINING CARON}",
        "H": "\N{COMBINING DOUBLE ACUTE ACCENT}", "c": "\N{COMBINING CEDILLA}", "d": "\N{COMBINING DOT BELOW}",
        "b": "\N{COMBINING MACRON BELOW}", "r": "\N{COMBINING RING ABOVE}", "k": "\N{COMBINING OGONEK}",
        "h": "\N{COMBINING HOOK ABOVE}", "G": "\N{COMBINING DOUBLE GRAVE ACCENT}",
        "U": "\N{COMBINING VERTICAL LINE ABOVE}",
    }
)  # fmt: skip
_SYMBOLS = MappingProxyType(
    {
        "ss": "ß", "SS": "ẞ", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "o": "ø", "O": "Ø",
        "l": "ł", "L": "Ł", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ",
        "ng": "ŋ", "NG": "Ŋ", "S": "§", "P": "¶", "dag": "†", "ddag": "‡", "copyright": "©", "pounds": "£",
        "textellipsis": "…", "dots": "…", "ldots": "…", "textendash": "–", "textemdash": "—", "slash": "/",
        "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”",
        "guillemotleft": "«", "guillemotright": "»", "guillemetleft": "«", "guillemetright": "»", "quotedblbase": "„",
        "quotesinglbase": "‚", "guilsinglleft": "‹", "guilsinglright": "›", "textbackslash": "\\",
        "textasciitilde": "~",
        "textasciicircum": "^", "textunderscore": "_", "textbar": "|", "textless": "<", "textgreater": ">",
        "textdegree": "°", "textregistered": "®", "texttrademark": "™", "texteuro": "€", "euro": "€", "textnumero": "№",
        "textperiodcentered": "·", "textbullet": "•", "textsection": "§", "textparagraph": "¶", "LaTeX": "LaTeX",
        "TeX": "TeX", "BibTeX": "BibTeX", "textschwa": "ə", "cprime": "ʹ", "cdprime": "ʺ", "lbrace": "{", "rbrace": "}",
        "textbraceleft": "{", "textbraceright": "}", "quad": " ", "qquad": " ", "nobreakspace": "\N{NO-BREAK SPACE}",
        "thinspace": "\N{THIN SPACE}", "newline": " ", "par": " ", "bibstring": "", "relax": "", "protect": "",
        "noopsort": "", "textquotesingle": "'", "textquotedbl": '"', "textdollar": "$",
    }
)  # fmt: skip
_ONE_CHARACTER = MappingProxyType(
    {"&": "&", "%": "%", "$": "$", "#": "#", "_": "_", "{": "{", "}": "}", " ": " ", ",": "\N{THIN SPACE}",
     "-": "", "/": "", "\\": " ", "@": "", ";": " ", ":": " ", "!": "", "\n": " "}
)  # fmt: skip
_STYLES = MappingProxyType(
    {
        "textit": ("<i>", "</i>"), "emph": ("<i>", "</i>"), "mkbibemph": ("<i>", "</i>"), "textsl": ("<i>", "</i>"),
        "textbf": ("<b>", "</b>"), "mkbibbold": ("<b>", "</b>"), "textsuperscript": ("<sup>", "</sup>"),
        "mkbibsuperscript": ("<sup>", "</sup>"), "textsubscript": ("<sub>", "</sub>"),
        "textsc": (_SMALL_CAPS, "</span>"), "mkbibacro": ("", ""), "enquote": ("“", "”"), "mkbibquote": ("“", "”"),
        "url": ("", ""), "nolinkurl": ("", ""), "path": ("", ""), "texttt": ("", ""), "textrm": ("", ""),
        "textup": ("", ""), "textnormal": ("", ""), "textsf": ("", ""), "mbox": ("", ""), "hbox": ("", ""),
        "text": ("", ""), "uppercase": ("", ""), "lowercase": ("", ""),
    }
)  # fmt: skip
_SWITCHES = MappingProxyType(
    {"it": ("<i>", "</i>"), "itshape": ("<i>", "</i>"), "em": ("<i>", "</i>"), "sl": ("<i>", "</i>"),
     "bf": ("<b>", "</b>"), "bfseries": ("<b>", "</b>"), "sc": (_SMALL_CAPS, "</span>"),
     "scshape": (_SMALL_CAPS, "</span>")}
)  # fmt: skip
_LIGATURES = MappingProxyType({"---": "—", "--": "–", "``": "“", "''": "”", "?`": "¿", "!`": "¡", "`": "‘"})
_MAX_DEPTH = 40


@dataclass
class _Reader:
    """One pass over a field; `at` is the next character."""

    text: str
    protect: bool
    at: int = 0

    def group(self, closing: str, depth: int) -> str:
        """The text up to the closing brace (or the end), converted."""
        out: list[str] = []
        switches: list[str] = []
        while self.at < len(self.text):
            char = self.text[self.at]
            if char == closing:
                break
            if char == "\\":
                out.append(self.command(depth, switches))
            elif char == "{":
                out.append(self.braces(depth))
            elif char == "}":
                self.at += 1
            elif char == "~":
                self.at += 1
                out.append("\N{NO-BREAK SPACE}")
            elif char == "$":
                out.append(self.math())
            else:
                out.append(self.plain())
        return "".join(out) + "".join(reversed(switches))

    def braces(self, depth: int) -> str:
        self.at += 1
        if depth > _MAX_DEPTH:
            return ""
        special = self.text.startswith("\\", self.at)
        inner = self.group("}", depth + 1)
        self.at += 1
        keeps = self.protect and depth == 0 and not special and any(char.isalpha() for char in inner)
        return f"{NO_CASE}{inner}</span>" if keeps else inner

    def plain(self) -> str:
        for length in (3, 2, 1):
            if found := _LIGATURES.get(self.text[self.at : self.at + length]):
                self.at += length
                return found
        char = self.text[self.at]
        self.at += 1
        return char

    def math(self) -> str:
        end = self.text.find("$", self.at + 1)
        if end < 0:
            self.at += 1
            return "$"
        inner = self.text[self.at + 1 : end]
        self.at = end + 1
        simple = re.fullmatch(r"(?P<sign>[\^_])\{?(?P<text>[^{}\\^_]+)\}?", inner)
        if simple:
            tag = "sup" if simple["sign"] == "^" else "sub"
            return f"<{tag}>{simple['text']}</{tag}>"
        return _MATH_WORDS.get(inner.strip(), inner)

    def command(self, depth: int, switches: list[str]) -> str:
        name = re.compile(r"[A-Za-z]+|.", re.DOTALL).match(self.text, self.at + 1)
        if name is None:
            self.at += 1
            return "\\"
        word = name.group()
        self.at = name.end()
        if word in _ACCENTS and not (word.isalpha() and self._no_argument()):
            return self.accent(word, depth)
        if not word.isalpha():
            return _ONE_CHARACTER.get(word, word)
        return self.word(word, depth, switches)

    def word(self, word: str, depth: int, switches: list[str]) -> str:
        if word in _SYMBOLS:
            self._skip_space()
            if self.text.startswith("{}", self.at):
                self.at += 2
            return _SYMBOLS[word]
        if word in _SWITCHES:
            self._skip_space()
            opening, closing = _SWITCHES[word]
            switches.append(closing)
            return opening
        if word == "href":
            self.argument(depth)
            return self.argument(depth)
        opening, closing = _STYLES.get(word, ("", ""))
        return f"{opening}{self.argument(depth)}{closing}"

    def accent(self, mark: str, depth: int) -> str:
        base = self.argument(depth).replace("ı", "i").replace("ȷ", "j")
        return unicodedata.normalize("NFC", base[:1] + _ACCENTS[mark] + base[1:]) if base else ""

    def argument(self, depth: int) -> str:
        """What follows a command: a group, another command, or one character."""
        self._skip_space()
        if self.at >= len(self.text) or self.text[self.at] == "}":
            return ""
        if self.text[self.at] == "{":
            self.at += 1
            inner = self.group("}", depth + 1) if depth < _MAX_DEPTH else ""
            self.at += 1
            return inner
        if self.text[self.at] == "\\":
            return self.command(depth + 1, []) if depth < _MAX_DEPTH else ""
        self.at += 1
        return self.text[self.at - 1]

    def _no_argument(self) -> bool:
        following = self.text[self.at : self.at + 1]
        return not (following in {"{", "\\"} or following.isspace())

    def _skip_space(self) -> None:
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1


_MATH_WORDS = MappingProxyType(
    {r"\sim": "~", r"\rightarrow": "→", r"\leftarrow": "←", r"\times": "×", r"\pm": "±", r"\leq": "≤", r"\geq": "≥",
     r"\alpha": "α", r"\beta": "β", r"\gamma": "γ", r"\mu": "μ", r"\circ": "°", r"^\circ": "°", r"\infty": "∞",
     "-": "−"}
)  # fmt: skip


def from_latex(text: str, *, protect: bool = True) -> str:
    """CSL rich text of a field; `protect` keeps braces as `nocase` spans (titles), else they are dropped."""
    out = _Reader(" ".join(text.split()), protect).group("", 0)
    return unicodedata.normalize("NFC", out).strip(" ")


# -- writing -----------------------------------------------------------------------------------------------------

_MARKUP = re.compile(
    r"""(?P<nocase> <span[ ]class="nocase"> ) | (?P<caps> <span[ ]style="font-variant:[ ]?small-caps;?"> )
      | <(?P<open> i | b | sup | sub )> | (?P<close> </(?: span | i | b | sup | sub )> )""",
    re.VERBOSE,
)
_OPENING = {"i": r"\emph{", "b": r"\textbf{", "sup": r"\textsuperscript{", "sub": r"\textsubscript{"}
_ESCAPES = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\N{NO-BREAK SPACE}": "~",
}  # fmt: skip


def to_latex(text: str) -> str:
    """A field's LaTeX for CSL rich text; letters stay Unicode, the ten characters of TeX are escaped."""
    out: list[str] = []
    opened: list[str] = []
    position = 0
    for tag in _MARKUP.finditer(text):
        out.append(_escape(text[position : tag.start()]))
        position = tag.end()
        if tag["close"]:
            if opened:
                opened.pop()
                out.append("}")
            continue
        opened.append(tag.group())
        out.append("{" if tag["nocase"] else r"\textsc{" if tag["caps"] else _OPENING[tag["open"]])
    out.append(_escape(text[position:]))
    return "".join(out) + "}" * len(opened)


def _escape(text: str) -> str:
    escaped = "".join(_ESCAPES.get(char, char) for char in text)
    # Ligatures of TeX would read two hyphens or quotes as one sign.
    return re.sub(r"-(?=-)", "-{}", escaped).replace("''", "'{}'").replace("``", "`{}`")


def plain(text: str) -> str:
    """CSL rich text without its markup."""
    return _MARKUP.sub("", text)


def split_protected(text: str) -> list[tuple[str, bool]]:
    """Pieces of a LaTeX string at brace level 0, and whether a piece is a brace group."""
    pieces: list[tuple[str, bool]] = []
    depth, start = 0, 0
    for index, char in enumerate(text):
        if char == "{" and text[index - 1 : index] != "\\":
            if depth == 0 and index > start:
                pieces.append((text[start:index], False))
            start = index if depth == 0 else start
            depth += 1
        elif char == "}" and text[index - 1 : index] != "\\" and depth:
            depth -= 1
            if depth == 0:
                pieces.append((text[start : index + 1], True))
                start = index + 1
    if start < len(text):
        pieces.append((text[start:], False))
    return pieces
