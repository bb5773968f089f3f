"""Hostile and broken input, thrown at the command line of this checkout: `make attacks`.

Unpacks the inputs beside the harness (`ATTACKS`, by default ../shared/attacks) into build/attacks, runs the harness
over them with the commands of attacks.json and tells its verdict; then the states of the environment (disk full, killed
in the middle, no fonts, ...). Linux; strace and poppler-utils from Debian.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tarfile
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
ATTACKS = Path(os.environ.get("ATTACKS", HERE.parent.parent / "shared" / "attacks"))


def main(arguments: list[str]) -> int:
    """Run the inputs and the scenarios, or one of them (`inputs`, `scenarios`); further words go to the harness."""
    wanted = [word for word in ("inputs", "scenarios") if word in arguments] or ["inputs", "scenarios"]
    further = [word for word in arguments if word not in ("inputs", "scenarios")]
    if not (ATTACKS / "run_attacks.py").exists():
        print(f"there is no harness in {ATTACKS}: set ATTACKS to its folder", file=sys.stderr)
        return 2
    signal.signal(signal.SIGINT, signal.default_int_handler)  # in the background it would be ignored, and one test asks
    work = HERE.parent / "build" / "attacks"
    work.mkdir(parents=True, exist_ok=True)
    codes = []
    for what in wanted:
        report = work / f"{what}.jsonl"
        codes.append(_harness(what, work, report, further))
        _tell(what, report)
    return max(codes)


def _harness(what: str, work: Path, report: Path, further: list[str]) -> int:
    command = [sys.executable, str(ATTACKS / "run_attacks.py"), "--commands", str(HERE / "attacks.json")]
    if what == "inputs":
        with tarfile.open(ATTACKS / "inputs.tar.xz") as archive:
            archive.extractall(work, filter="data")
        command += ["--attacks", str(work / "inputs"), "--allow", str(HERE.parent / "src")]
    else:
        command += ["--scenarios"]
    command += ["-o", str(report), *further]
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    return subprocess.run(command, env={**os.environ, "PATH": path}).returncode


def _tell(what: str, report: Path) -> None:
    """The verdicts by kind, and what did not pass."""
    rows = [json.loads(line) for line in report.read_text(encoding="utf-8").splitlines()]
    tally = Counter((row.get("kind", what), row["verdict"]) for row in rows)
    print(f"\n{'kind':12}{'PASS':>6}{'WARN':>6}{'FAIL':>6}")
    for kind in dict.fromkeys(row.get("kind", what) for row in rows):
        print(f"{kind:12}" + "".join(f"{tally[kind, verdict]:6}" for verdict in ("PASS", "WARN", "FAIL")))
    for row in rows:
        if row["verdict"] not in ("PASS", "SKIP"):
            print(row["verdict"], row.get("file") or row.get("scenario"), *row.get("why", []))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
