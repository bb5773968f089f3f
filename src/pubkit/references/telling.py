"""Telling: the notices of `resolve`, each at the place of the printed text that it is about.

B101 no title, B102 a field in doubt, B103 a repair (all from `parse`); B104 an item of the list that is no work;
B105 a short cite without a work; B106 a work that is cited in other words; B107 a bracket of the text read as a cite;
B108 a short cite whose work an editor should check; B109 a statute or case that no form accounts for.
"""

from __future__ import annotations

from pubkit.model import TracedText, Witnesses
from pubkit.notices import Notice, Severity
from pubkit.records import dataclass, field
from pubkit.references.works import Work

__all__ = ["Teller"]


@dataclass(slots=True)
class Teller:
    """Collects notices."""

    witnesses: Witnesses | None
    notices: list[Notice] = field(default_factory=list)

    def tell(
        self, code: str, message: str, text: TracedText, severity: Severity = Severity.WARNING, hint: str | None = None
    ) -> None:
        """One notice about `text`."""
        number = next((origin for origin in text.origins if origin >= 0), None)
        place = None
        if self.witnesses is not None and number is not None:
            try:
                place = self.witnesses.place(number)
            except IndexError:
                place = None
        self.notices.append(Notice(code, message, severity, place, hint=hint))

    def work(self, work: Work) -> None:
        """What is to be said about the fields and the variants of a work."""
        first, key = work.variants[0], work.entry.key
        for variant in work.variants:
            for notice in variant.parsed.notices:
                if notice.code != "B101" or "title" not in work.entry.strings:
                    self.tell(notice.code, f"@{key}: {notice.message}", variant.printed, notice.severity, notice.hint)
        for variant in work.variants[1:]:
            said = f"@{key}: {variant.where} cites the work of {first.where} ({variant.reason})"
            self.tell("B106", said, variant.printed, Severity.INFO)
