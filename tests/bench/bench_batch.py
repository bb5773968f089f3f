"""Batches: speed against a process per article, memory over the run, kill and resume, a cluster with a dead worker.

    python tests/bench/bench_batch.py [--articles 200] [--single 20] [--to none|html|html,pdf] [--no-cluster]

Texts differ (tests/batch_support.py). Aims: two jobs do at least twice the articles a second of CPU that a process per
article does; the memory of the run (proportional set size of all its processes) is flat: the last quarter at most a
tenth above the second; a run that was killed and resumed, and one of a cluster with a worker killed, leave the
bytes of an undisturbed one.
"""

from __future__ import annotations

import argparse
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from batch_support import archive, tree

PUBKIT = [sys.executable, "-m", "pubkit"]
LEDGER = "ledger.jsonl"
CLUSTER = """
import sys
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1") as cluster:
        print(cluster.scheduler_address, *[worker.pid for worker in cluster.workers.values()], flush=True)
        sys.stdin.read()
"""


def cpu() -> float:
    """CPU seconds of the children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def family(pid: int) -> list[int]:
    """A process and its descendants."""
    found = [pid]
    for one in found:
        try:
            found += [int(child) for child in Path(f"/proc/{one}/task/{one}/children").read_text().split()]
        except OSError:
            continue
    return found


def mebibytes(pid: int) -> float:
    """The memory of a process and of the members of its pool: what they share is counted once (PSS)."""
    total = 0
    for one in family(pid)[:3]:  # the run and its two members; a document's own process comes and goes
        try:
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


def settled(folder: Path) -> int:
    """Documents that the ledger of a run has."""
    path = folder / "out" / LEDGER
    return path.read_bytes().count(b"\n") if path.exists() else 0


def run(
    folder: Path, options: list[str], *, kill_at: int | None = None
) -> tuple[float, float, list[tuple[int, float]]]:
    """Wall and CPU seconds of a batch, and its memory by documents done; killed when so many are settled."""
    start, used = time.perf_counter(), cpu()
    process = subprocess.Popen(
        [*PUBKIT, "batch", "in", "-o", "out", *options],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    memory: list[tuple[int, float]] = []
    while process.poll() is None:
        done = settled(folder)
        if kill_at is not None and done >= kill_at:
            process.send_signal(signal.SIGKILL)
            process.wait()
            break
        if size := mebibytes(process.pid):
            memory.append((done, size))
        time.sleep(0.2)
    return time.perf_counter() - start, cpu() - used, memory


def over_a_cluster(folder: Path, options: list[str]) -> None:
    """A batch through two dask workers, one of which is killed after the first document."""
    cluster = subprocess.Popen([sys.executable, "-W", "ignore", "-c", CLUSTER], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)  # fmt: skip
    try:
        assert cluster.stdout
        address, first, _ = cluster.stdout.readline().split()
        batch = subprocess.Popen([*PUBKIT, "batch", "in", "-o", "out", *options, "--scheduler", address], cwd=folder,
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
        while settled(folder) < 1 and batch.poll() is None:
            time.sleep(0.02)
        os.kill(int(first), signal.SIGKILL)
        batch.wait()
    finally:
        cluster.kill()
        cluster.communicate()


def main() -> int:
    """Print the figures; exit code 1 where an aim is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--single", type=int, default=20)
    parser.add_argument("--to", default="none")
    parser.add_argument("--no-cluster", action="store_true")
    options = parser.parse_args()
    missed: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        texts = archive(root / "in", options.articles, poisoned=False)
        for place in ("whole", "killed", "cluster", "single"):
            (root / place).mkdir()
            (root / place / "in").symlink_to(texts)
        asked = ["--to", options.to, "-j", "2"]

        start, used = time.perf_counter(), cpu()
        for number in range(0, options.single, 2):
            pair = [
                subprocess.Popen([*PUBKIT, "build", f"in/article{n:03}.txt", "-o", f"out{n}", "--to", options.to]
                                 if options.to != "none" else
                                 [*PUBKIT, "convert", f"in/article{n:03}.txt", "-o", f"out{n}"],
                                 cwd=root / "single", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                for n in (number, number + 1)
            ]  # fmt: skip
            for one in pair:
                one.wait()
        wall, spent = (time.perf_counter() - start) / options.single, (cpu() - used) / options.single
        print(
            f"a process per article, two at once: {1 / wall:.2f} articles/s, {spent * 1000:.0f} ms CPU each", flush=True
        )

        took, used, memory = run(root / "whole", asked)
        count = options.articles
        print(f"batch, two jobs: {count / took:.2f} articles/s, {used / count * 1000:.0f} ms CPU each: "
              f"{wall * count / took:.1f} times as fast, {spent * count / used:.1f} by CPU", flush=True)  # fmt: skip
        if spent * count / used < 2:
            missed.append("twice the speed")
        quarters = [[size for done, size in memory if count * q / 4 <= done < count * (q + 1) / 4] for q in range(4)]
        means = [sum(quarter) / max(1, len(quarter)) for quarter in quarters]
        print("memory by quarters of the run, MiB: " + ", ".join(f"{mean:.0f}" for mean in means), flush=True)
        if means[3] > 1.1 * means[1]:
            missed.append("flat memory")

        run(root / "killed", asked, kill_at=count // 2)
        print(f"killed after {settled(root / 'killed')} documents")
        run(root / "killed", [*asked, "--resume"])
        same = tree(root / "killed" / "out") == tree(root / "whole" / "out")
        print(f"resumed: {'the same bytes' if same else 'OTHER BYTES'}", flush=True)
        if not same:
            missed.append("the bytes after --resume")
        if not options.no_cluster and find_spec("distributed"):
            over_a_cluster(root / "cluster", asked[:2])
            same = tree(root / "cluster" / "out") == tree(root / "whole" / "out")
            print(f"cluster of two, one killed: {'the same bytes' if same else 'OTHER BYTES'}", flush=True)
            if not same:
                missed.append("the bytes of a cluster")
    for each in missed:
        print(f"missed: {each}")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
