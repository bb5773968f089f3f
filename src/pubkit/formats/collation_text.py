"""A collation as text: for each variant its place, the lemma in its context, and `lemma] sigla ‖ reading sigla`."""

from __future__ import annotations

import json

from pubkit.formats.collated import Collated, line_of
from pubkit.model import Reading, Variant

__all__ = ["write_json", "write_text"]


def write_text(collation: Collated) -> str:
    """Text for a terminal, one blank line between variants."""
    lines = [collation.title or "untitled", ""]
    lines += [f"{w.siglum}  {w.file}" for w in collation.witnesses.all]
    count = 0
    for variant, before, after in collation.rows():
        count += 1
        lines += ["", f"{line_of(variant, collation.witnesses) or '-'}  {variant.kind}"]
        if before or after:
            context = f"{before}[{_flat(variant.lemma.text)}]{after}"
            lines.append(f"    …{' '.join(context.split())}…")
        readings = " ‖ ".join(_reading(reading) for reading in variant.readings)
        lines.append(f"    {_flat(variant.lemma.text) or 'om.'}] {' '.join(variant.lemma.sigla)}"
                     f"{' ‖ ' + readings if readings else ''}")  # fmt: skip
        lines.append(f"    ({variant.reason})")
    lines += ["", f"{count} variants" if count else "the witnesses do not differ, or there is only one"]
    return "\n".join(lines) + "\n"


def _reading(reading: Reading) -> str:
    return f"{_flat(reading.text) or 'om.'} {' '.join(reading.sigla)}"


def _flat(text: str) -> str:
    return " ".join(text.split()) if text.strip() else text and " "


def write_json(collation: Collated) -> str:
    """JSON: title, witnesses, variants (kind, place, context, lemma, readings, why, confidence)."""
    data = {
        "title": collation.title,
        "witnesses": [{"siglum": w.siglum, "file": w.file} for w in collation.witnesses.all],
        "variants": [_variant(variant, before, after, collation) for variant, before, after in collation.rows()],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _variant(variant: Variant, before: str, after: str, collation: Collated) -> dict[str, object]:
    return {
        "kind": str(variant.kind),
        "place": line_of(variant, collation.witnesses),
        "before": before,
        "lemma": {"text": variant.lemma.text, "sigla": list(variant.lemma.sigla)},
        "after": after,
        "readings": [{"text": r.text, "sigla": list(r.sigla)} for r in variant.readings],
        "reason": variant.reason,
        "confidence": round(variant.confidence, 3),
    }
