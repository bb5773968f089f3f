"""Batches: nothing is done twice or half, one bad document never stops the others, the same bytes in every way."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import pytest

from batch_support import archive, tree
from pubkit.batch import Options, Outcome, Task, find_tasks, ledger, overview, pool, run_batch, work
from pubkit.cli import main
from pubkit.errors import UsageError
from pubkit.project import Limits
from pubkit.typesetting import Layout

PUBKIT = [sys.executable, "-m", "pubkit"]
HTML = Options(to=("html",))


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A batch of six texts and a poisoned one, done by two jobs."""
    folder = tmp_path_factory.mktemp("batch")
    archive(folder / "in", 6)
    command = [*PUBKIT, "batch", "in", "-o", "out", "--to", "none", "-j", "2"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 1
    assert "poison.txt" in done.stderr
    return folder


def test_one_bad_document_is_told_and_the_others_are_done(undisturbed: Path) -> None:
    outputs = tree(undisturbed / "out")
    for number in range(6):
        assert b"TOKEN%d" % number in outputs[f"article{number:03}/article.md"]
    assert not any(name.startswith("poison/") for name in outputs)
    report = json.loads(outputs["batch.json"])
    assert (report["counts"]["done"], report["counts"]["refused"]) == (6, 1)
    assert report["documents"][0]["name"] == "poison"
    page = outputs["batch.html"].decode()
    assert page.count("<tr>") > 14
    assert "<script" not in page
    assert "article000/report.html" in page


def test_a_run_killed_in_the_middle_and_resumed_leaves_the_same_bytes(undisturbed: Path, tmp_path: Path) -> None:
    archive(tmp_path / "in", 6)
    command = [*PUBKIT, "batch", "in", "-o", "out", "--to", "none", "-j", "2"]
    running = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    book = tmp_path / "out" / ledger.NAME
    for _ in range(3000):
        if book.exists() and book.read_bytes().count(b"\n") >= 2:
            break
        time.sleep(0.01)
    running.send_signal(signal.SIGKILL)
    running.wait()
    assert 2 <= len(ledger.read(tmp_path / "out")) < 7
    done = subprocess.run([*command, "--resume", "--format", "json"], cwd=tmp_path, capture_output=True, text=True)
    assert json.loads(done.stdout)["passed_over"] >= 2
    assert tree(tmp_path / "out") == tree(undisturbed / "out")


def test_resume_does_again_what_has_changed(undisturbed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    archive(Path("in"), 2, poisoned=False)
    tasks = find_tasks(["in"], Options(to=()))
    assert run_batch(tasks, Path("out"), limits=Limits(), jobs=1).passed_over == 0
    assert run_batch(tasks, Path("out"), limits=Limits(), jobs=1, resume=True).passed_over == 2
    Path("out/article000/article.md").write_text("spoiled", encoding="utf-8")
    assert run_batch(tasks, Path("out"), limits=Limits(), jobs=1, resume=True).passed_over == 1
    Path("in/article001.txt").write_text("Another text\n\nOf another author.\n", encoding="utf-8")
    assert run_batch(tasks, Path("out"), limits=Limits(), jobs=1, resume=True).passed_over == 1
    assert "Another" in Path("out/article001/article.md").read_text(encoding="utf-8")
    assert Path("out/article000/article.md").read_text(encoding="utf-8") == "spoiled"
    Path("out/article001/decisions.toml").write_text('[front]\ntitle = "Decided"\n', encoding="utf-8")
    assert run_batch(tasks, Path("out"), limits=Limits(), jobs=1, resume=True).passed_over == 1
    assert "Decided" in Path("out/article001/article.md").read_text(encoding="utf-8")


def test_a_line_that_a_crash_has_cut_is_passed_over(tmp_path: Path) -> None:
    ledger.add(tmp_path, Outcome("a", ("a.txt",), "1"))
    with open(tmp_path / ledger.NAME, "ab") as file:
        file.write(b'{"name": "b", "inp')
    ledger.add(tmp_path, Outcome("c", ("c.txt",), "2"))
    assert sorted(ledger.read(tmp_path)) == ["a", "c"]


@pytest.mark.parametrize(("code", "settled"), [("R300", True), ("U200", True), ("W500", False), ("E400", False)])
def test_only_a_document_s_own_trouble_is_settled(tmp_path: Path, code: str, settled: bool) -> None:
    outcome = Outcome("a", ("a.txt",), "1", error={"code": code, "message": "m"})
    assert ledger.is_settled(outcome, "1", tmp_path) is settled
    assert not ledger.is_settled(outcome, "2", tmp_path)


def test_a_missing_engine_stops_the_run_unless_it_shall_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    archive(Path("in"), 3, poisoned=False)
    monkeypatch.setattr("pubkit.engines.pandoc.binary", lambda: Path("/nonexistent/pandoc"))
    tasks = find_tasks(["in"], HTML)
    stopped = run_batch(tasks, Path("out"), limits=Limits(), jobs=1)
    assert stopped.stopped and len(stopped.outcomes) == 1
    went_on = run_batch(tasks, Path("out"), limits=Limits(), jobs=1, keep_going=True)
    assert [outcome.error and outcome.error["code"] for outcome in went_on.outcomes] == ["E400"] * 3


def test_tasks_of_folders_globs_and_manifests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "a.md", "b/one.txt", "b/two.txt", "c/article.md", "c/raw.txt", "d.bib", ".e.txt"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text("x", encoding="utf-8")
    Path("m.tsv").write_text("# comment\na.txt\tb/one.txt\nA.md\n", encoding="utf-8")
    Path("m.jsonl").write_text(
        '{"inputs": "a.txt", "name": "../x/y", "style": "chicago", "to": []}\n', encoding="utf-8"
    )
    found = {task.name: task.inputs for task in find_tasks(["."], HTML)}
    assert found == {
        "a": ("a.md",), "a-txt": ("a.txt",), "b": ("b/one.txt", "b/two.txt"), "c": ("c/article.md",),
    }  # fmt: skip
    assert [task.inputs for task in find_tasks(["b/*.txt"], HTML)] == [("b/one.txt",), ("b/two.txt",)]
    assert [task.name for task in find_tasks(["m.tsv"], HTML)] == ["a", "A-md"]
    (task,) = find_tasks(["m.jsonl"], HTML)
    assert (task.name, task.options.style, task.options.to) == ("x-y", "chicago", ())
    Path("bad.jsonl").write_text('{"inputs": "a.txt"}\n{"nothing": 1}\n', encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        find_tasks(["bad.jsonl"], HTML)
    assert str(caught.value.place) == "bad.jsonl:2"
    with pytest.raises(UsageError, match="no document"):
        find_tasks(["*.nothing"], HTML)


def test_a_member_that_dies_takes_no_task_along(tmp_path: Path) -> None:
    def work(number: int) -> int:
        mark = tmp_path / str(number)
        if number == 2 and not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        if number == 3:
            os.kill(os.getpid(), signal.SIGKILL)
        return number * 10

    results = dict(pool.each(work, range(6), jobs=2))
    assert results == {0: 0, 1: 10, 2: 20, 3: pool.Lost(), 4: 40, 5: 50}


def test_the_report_of_a_batch_escapes_what_documents_say() -> None:
    said = {"code": "K101", "severity": "error", "message": "<script>\x07", "line": 1, "column": 2}
    page = overview.page([Outcome("n'><i>", ("<b>.txt",), "1", error=said)], 1, "out'><u>")
    assert not any(bad in page for bad in ("<script", "<b>.txt", "'><i>", "<u>", "\x07"))


def test_the_command_says_what_it_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    archive(Path("in"), 1, poisoned=False)
    assert main(["batch", "in", "--to", "none", "-o", "out", "--report", "said.html", "-j", "1"]) == 0
    said = capsys.readouterr()
    assert "1 of 1 documents done" in said.err
    assert said.out.split() == ["said.html", "said.json"]
    assert sorted(path.name for path in Path("out/article000").iterdir()) == [
        "article.md", "references.bib", "report.html", "report.json",
    ]  # fmt: skip


def test_a_cluster_gives_the_same_bytes_though_a_worker_is_killed(undisturbed: Path, tmp_path: Path) -> None:
    if find_spec("distributed") is None:
        pytest.skip("pubkit[cluster] is not installed")
    code = """
import os, signal, sys
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1") as cluster:
        print(cluster.scheduler_address, *[worker.pid for worker in cluster.workers.values()], flush=True)
        sys.stdin.read()
"""
    cluster = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        assert cluster.stdout
        address, first, _ = cluster.stdout.readline().split()
        archive(tmp_path / "in", 6)
        command = [*PUBKIT, "batch", "in", "-o", "out", "--to", "none", "--scheduler", address]
        running = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        book = tmp_path / "out" / ledger.NAME
        for _ in range(6000):
            if book.exists() and book.read_bytes().count(b"\n") >= 1:
                break
            time.sleep(0.01)
        os.kill(int(first), signal.SIGKILL)
        _, said = running.communicate(timeout=120)
        assert running.returncode == 1, said
        assert tree(tmp_path / "out") == tree(undisturbed / "out")
    finally:
        cluster.kill()
        cluster.communicate()  # closes its pipes too


def test_a_batch_is_laid_out_as_asked_and_laying_out_anew_is_another_task(tmp_path: Path) -> None:
    source = tmp_path / "article.md"
    source.write_text("---\ntitle: On mills\n---\n\nWater turned them.\n", encoding="utf-8")
    plain, modern = (Task("a", (str(source),), options=Options(to=("html",), layout=Layout(theme)))
                     for theme in (None, "modern"))  # fmt: skip
    assert work.do(modern, tmp_path / "out", Limits()).error is None
    page = (tmp_path / "out" / "a" / "article.html").read_text(encoding="utf-8")
    assert '"Source Sans 3"' in page and "EB Garamond" not in page
    assert work.fingerprint(plain, Limits(), tmp_path) != work.fingerprint(modern, Limits(), tmp_path)
    unknown = Task("b", (str(source),), options=Options(to=("html",), layout=Layout("modren")))
    error = work.do(unknown, tmp_path / "out", Limits()).error
    assert error is not None and "modern" in str(error["hint"])
