"""House styles as patterns: where a journal prints its references in one regular form, a form reads them whole.

A pattern file stands beside the CSL styles (`styles/patterns/<house>.toml`), so that another journal adds its own
without code. In: a reference whose lifted segments and quoted spans are masked. Out: segments that account for every
character, or None. A form is compiled to one regular expression whose fields exclude the masks, so that it cannot
backtrack far.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from pubkit.errors import UsageError
from pubkit.records import dataclass
from pubkit.references.cues import SEASONS, alternatives
from pubkit.references.segments import MASKS, Segment

__all__ = ["House", "houses", "read_house"]

_M = "\ue000-\ue00f"
_FIELDS = {
    "author": rf"[^{_M}()\[\]]{{2,240}}?",
    "year": r"(?:1[5-9]|20)\d\d[a-z]?",
    "date": r"(?:1[5-9]|20)\d\d[a-z]?",
    "quoted": MASKS["quoted"] + "+",
    "title": rf"(?:[^{_M}.]|\.(?!\s)){{3,300}}?",
    "anytitle": "[^\ue000-\ue004\ue006-\ue00f]{3,300}?",
    "review": rf"(?-i:[A-ZÀ-Þ])[^{_M}\d(),;]{{2,70}}?",
    "pin": r"\d{1,5}(?:\s?[-–—]\s?\d{1,5})?(?:,\s\d{1,5}(?:\s?[-–—]\s?\d{1,5})?)*(?:\sn\.\s?\d{1,3})?",
    "month": r"[A-Za-z]{3,9}\.?",
    "container": rf"[^{_M},;:()\d]{{2,160}}?",
    "volume": r"(?<!\w)(?:\d{1,4}|(?-i:[IVXLC]{1,9}))(?!\w)",
    "issue": r"\d{1,4}(?:\s?[-–/]\s?\d{1,4})?",
    "season": rf"(?:{alternatives(SEASONS)})",
    "pages": r"(?<!\w)[A-Za-z]?\d{1,5}(?:\s?[-–—]\s?[A-Za-z]?\d{1,5})?",
    "publisher": rf"[^{_M},;:()]{{2,120}}?",
    "place": rf"[^{_M};:()\d]{{2,80}}?",
    "edition": r"\d{1,2}(?:st|nd|rd|th)?\.?",
    "editor": rf"[^{_M}()\[\]]{{2,240}}?",
    "url": f"(?:{MASKS['cue']}*{MASKS['url']}+{MASKS['cue']}*)",
    "doi": f"(?:{MASKS['cue']}*{MASKS['doi']}+)",
    "accessed": MASKS["accessed"] + "+",
}
_PIECE = re.compile(r"\{(?P<field>\w+)\}|\[|\]|<(?P<either>[^<>]+)>|(?P<space>\s+)|(?P<literal>.)", re.DOTALL)
_LABELS = {
    "year": "date",
    "quoted": "title",
    "anytitle": "title",
    "review": "container",
    "pin": "pages",
    "month": "season",
}


@dataclass(frozen=True, slots=True)
class House:
    """A journal's reference forms."""

    name: str
    forms: tuple[tuple[str, re.Pattern[str]], ...]
    """What each form is, and the expression that it compiles to."""

    def read(self, masked: str) -> list[Segment] | None:
        """The segments of a reference that one form accounts for wholly."""
        for what, form in self.forms:
            if match := form.fullmatch(masked):
                reason = f"{self.name}: {what}"
                segments = [
                    Segment(
                        _LABELS.get(field, field), match.start(group), match.end(group), probability=0.99, reason=reason
                    )
                    for group in match.groupdict()
                    if match[group] is not None
                    and (field := group.rpartition("_")[0]) not in ("url", "doi", "accessed")
                ]
                return sorted(_seasons(segments), key=lambda segment: segment.start)
        return None


def _seasons(segments: list[Segment]) -> list[Segment]:
    """A season and the year behind it are one date, and the more exact one."""
    kept: list[Segment] = []
    for segment in sorted(segments, key=lambda segment: segment.start):
        if kept and kept[-1].label == "season" and segment.label == "date":
            season = kept.pop()
            segment = Segment("date", season.start, segment.end, probability=0.99, reason=segment.reason)
        kept.append(segment)
    return kept


def read_house(text: str) -> House:
    """A house from the text of its pattern file; raises `UsageError` where a form cannot be read."""
    try:
        table = tomllib.loads(text)
        forms = tuple((str(form.get("what", "")), _compile(str(form["form"]))) for form in table["form"])
        return House(str(table["name"]), forms)
    except (KeyError, tomllib.TOMLDecodeError, re.error) as error:
        raise UsageError(
            f"this pattern file cannot be read: {error}", hint="see styles/patterns for the form"
        ) from error


def _compile(form: str) -> re.Pattern[str]:
    out: list[str] = [r"\s*"]
    for number, piece in enumerate(_PIECE.finditer(form)):
        if field := piece["field"]:
            if field not in _FIELDS:
                raise UsageError(
                    f"unknown field {{{field}}} in a pattern", hint=f"fields are {', '.join(sorted(_FIELDS))}"
                )
            out.append(f"(?P<{field}_{number}>{_FIELDS[field]})")
        elif piece["either"]:
            out.append(f"(?:{alternatives(piece['either'].split('|'))})")
        elif piece["space"]:
            out.append(r"\s*")
        else:
            out.append({"[": r"(?:\s*", "]": ")?"}.get(piece[0], re.escape(piece[0])))
    return re.compile("".join(out) + r"\s*", re.IGNORECASE)


@cache
def houses() -> tuple[House, ...]:
    """The houses whose patterns ship with pubkit."""
    folder = files("pubkit") / "styles" / "patterns"
    if not folder.is_dir():
        return ()
    texts = sorted(
        (item.name, item.read_text(encoding="utf-8")) for item in folder.iterdir() if item.name.endswith(".toml")
    )
    return tuple(read_house(text) for _, text in texts)
