"""An entry in the making."""

from __future__ import annotations

from pubkit.model import Date, DateRange, FieldEvidence, Name, Origin
from pubkit.records import dataclass, field
from pubkit.references.calibration import calibrated
from pubkit.references.segments import Segment

__all__ = ["Draft"]


@dataclass(slots=True)
class Draft:
    """The fields read so far, with their evidence, and what stands in segments but in no field."""

    text: str
    names: dict[str, tuple[Name, ...]] = field(default_factory=dict)
    dates: dict[str, Date | DateRange] = field(default_factory=dict)
    strings: dict[str, str] = field(default_factory=dict)
    fields: list[FieldEvidence] = field(default_factory=list)
    set_aside: list[tuple[int, int, str]] = field(default_factory=list)

    def evidence(
        self, variable: str, start: int, end: int, segment: Segment, *, sure: float = 1.0, reason: str = ""
    ) -> None:
        score = round(segment.probability * sure, 4)
        probability = calibrated(variable, score) if segment.origin is Origin.MODEL else score
        printed = self.text[start:end]
        self.fields.append(
            FieldEvidence(variable, start, end, printed, segment.origin, probability, reason or segment.reason)
        )

    def string(self, variable: str, value: str, start: int, end: int, segment: Segment, **more: float | str) -> None:
        if value and variable not in self.strings:
            self.strings[variable] = value
            self.evidence(variable, start, end, segment, **more)  # type: ignore[arg-type]
