"""Hostile and broken input, thrown at the command line of this checkout: `make attacks`.

Unpacks the inputs beside the harness (`ATTACKS`, by default ../shared/attacks) into build/attacks, runs the harness
over them with the commands of attacks.json and tells its verdict; then the states of the environment (disk full, killed
in the middle, no fonts, ...); then the probe of preview servers. Linux; strace and poppler-utils from Debian.
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


PARTS = ("inputs", "scenarios", "probe")


def main(arguments: list[str]) -> int:
    """Run all parts, or those that are named (`inputs`, `scenarios`, `probe`); further words go to the harness."""
    wanted = [word for word in PARTS if word in arguments] or list(PARTS)
    further = [word for word in arguments if word not in PARTS]
    if not (ATTACKS / "run_attacks.py").exists():
        print(f"there is no harness in {ATTACKS}: set ATTACKS to its folder", file=sys.stderr)
        return 2
    signal.signal(signal.SIGINT, signal.default_int_handler)  # in the background it would be ignored, and one test asks
    work = HERE.parent / "build" / "attacks"
    work.mkdir(parents=True, exist_ok=True)
    codes = []
    if "probe" in wanted:
        wanted.remove("probe")
        codes.append(_probe(work / "probe"))
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


def _probe(work: Path) -> int:
    """The probe of preview servers, on a preview of its own folder."""
    from preview_support import previewing

    probe = [sys.executable, str(ATTACKS / "probe_server.py")]
    subprocess.run([*probe, "--setup", str(work)], check=True)
    root = work / "root"
    (root / "article.md").write_text("---\ntitle: On Ferries\n---\n\nA sentence.\n", encoding="utf-8")
    with previewing(root, "article.md") as preview:
        command = [*probe, str(preview.port), preview.path, f"--ws={preview.path}events"]
        run = subprocess.run(command, capture_output=True, text=True)
    print("preview server:", run.stdout.strip() or run.stderr.strip())
    return run.returncode


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
