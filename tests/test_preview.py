"""The preview's server: what it answers, whom it refuses, what ends and what does not end it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from preview_support import RAW, Preview, eventually, previewing
from pubkit import pipeline
from pubkit.model import Source

ARTICLE = """---
title: On Ferries
author: Ida Strand
bibliography: references.bib
---

# The crossing

The ferry went twice a day [@moe2003, p. 4].

The fare was a loaf of bread.
"""
ENTRIES = (
    "@book{moe2003, author = {Moe, Liv}, title = {Ferries}, publisher = {Quay}, location = {Bergen}, year = {2003}}\n"
)
PROBE = Path(__file__).resolve().parent.parent.parent / "shared" / "attacks" / "probe_server.py"


@pytest.fixture(scope="module")
def ferries(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    folder = tmp_path_factory.mktemp("ferries")
    if PROBE.exists():  # with traps beside and in the folder, for the probe
        subprocess.run([sys.executable, str(PROBE), "--setup", str(folder)], check=True)
        folder /= "root"
    (folder / "article.md").write_text(ARTICLE, encoding="utf-8")
    (folder / "references.bib").write_text(ENTRIES, encoding="utf-8")
    with previewing(folder, "article.md") as preview:
        preview.until(lambda state: state["paper"] and not state["busy"])
        yield preview


def test_it_shows_page_and_paper(ferries: Preview) -> None:
    state = ferries.until(lambda state: not state["busy"])
    assert (state["style"], state["errors"], state["notices"]) == ("apa", [], [])
    assert "The fare was a loaf of bread." in ferries.ask(ferries.path + "article")[2].decode()
    assert ferries.ask(ferries.path + "article.pdf")[2].startswith(b"%PDF-")
    assert "loaf of bread" in state["sheets"][0]["text"]
    place = state["sheets"][0]["place"]
    image = ferries.ask(f"{ferries.path}sheet/{place}?width=400")[2]
    assert image.startswith(b"\x89PNG") and int.from_bytes(image[16:20], "big") == 400
    assert ferries.ask(f"{ferries.path}sheet/{place}9")[0] == 404
    assert ferries.ask(f"{ferries.path}sheet/999/0")[0] == 404
    assert not (ferries.folder / "build").exists(), "nothing is published for an article"


def test_every_answer_has_the_headers(ferries: Preview) -> None:
    for path in ("", "article", "assets/workbench.js", "events-not", "styles?q=chicago"):
        _, headers, _ = ferries.ask(ferries.path + path)
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["cache-control"] == "no-store", path
        assert "default-src 'none'" in headers["content-security-policy"], path
        assert "server" not in headers
        assert "access-control-allow-origin" not in headers
    assert "script-src" not in ferries.ask(ferries.path + "article")[1]["content-security-policy"]
    assert "sandbox" in ferries.ask(ferries.path + "article")[1]["content-security-policy"]


def test_who_is_refused(ferries: Preview) -> None:
    page, port = ferries.path, ferries.port
    assert ferries.ask(page)[0] == 200
    assert ferries.ask(page, Host=f"localhost:{port}")[0] == 200
    assert ferries.ask(page, Host="evil.example")[0] == 421
    assert ferries.ask(page, Host=f"evil.example:{port}")[0] == 421
    assert ferries.ask(page, Host="127.0.0.1:1")[0] == 421
    assert ferries.ask(page, Origin="http://evil.example")[0] == 403
    assert ferries.ask(page, Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="no-cors", Sec_Fetch_Dest="image")[0] == 403
    visit = {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "document"}
    assert ferries.ask(page, **visit)[0] == 200, "a link that somebody followed"
    assert ferries.ask("/")[0] == 404
    assert ferries.ask("/wrong/")[0] == 404
    assert ferries.ask(page.rstrip("/"))[0] == 404
    assert ferries.ask(page + "assets/../server.py")[0] == 404
    assert ferries.ask(page + "assets/%2e%2e/server.py")[0] == 404
    for method in ("PUT", "DELETE", "TRACE", "OPTIONS"):
        assert ferries.ask(page, method=method)[0] == 405
    upgrade = {
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec_WebSocket_Key": "a" * 22 + "==",
        "Sec_WebSocket_Version": "13",
    }
    assert ferries.ask(page + "events-not", **upgrade)[0] == 404


def test_only_the_page_may_write(ferries: Preview) -> None:
    good = f"http://127.0.0.1:{ferries.port}"
    path, view = ferries.path + "view", {"style": "apa"}
    assert ferries.ask(path, method="POST", body=view, Content_Type="application/json")[0] == 403, "no Origin"
    assert ferries.ask(path, method="POST", body=view, Origin=good, Content_Type="text/plain")[0] == 403
    evil = "http://evil.example"
    assert ferries.ask(path, method="POST", body=view, Origin=evil, Content_Type="application/json")[0] == 403
    assert ferries.ask(path)[0] == 405
    assert ferries.post("view", view) == 204
    assert ferries.post("decisions", {"kind": "nonsense", "values": {"a": 1}}) == 400
    assert ferries.post("decisions", {"kind": "field", "values": {"key": 3}}) == 400
    assert ferries.post("decisions", ["x" * 100_000]) == 400
    assert not (ferries.folder / "decisions.toml").exists()


def test_a_change_that_fails_leaves_the_last_page_and_is_told_with_its_line(ferries: Preview) -> None:
    before = ferries.until(lambda state: not state["busy"])
    (ferries.folder / "pubkit.toml").write_text('style = "apa"\nto = [\n', encoding="utf-8")
    state = ferries.until(lambda state: state["errors"])
    (error,) = state["errors"]
    assert (Path(error["file"]).name, error["line"], error["severity"]) == ("pubkit.toml", 2, "error")
    assert state["page"] == before["page"]
    assert "loaf of bread" in ferries.ask(ferries.path + "article")[2].decode()
    (ferries.folder / "pubkit.toml").unlink()
    assert ferries.until(lambda state: not state["errors"] and not state["busy"])["page"] > before["page"]


def test_another_style_and_an_unknown_one(ferries: Preview) -> None:
    assert "Moe, 2003" in ferries.ask(ferries.path + "article")[2].decode()
    assert ferries.post("view", {"style": "chicago"}) == 204
    ferries.until(lambda state: state["style"] == "chicago" and not state["busy"])
    assert "Moe, 2003" not in ferries.ask(ferries.path + "article")[2].decode()
    assert ferries.post("view", {"style": "chicagoo"}) == 204
    (error,) = ferries.until(lambda state: state["errors"])["errors"]
    assert "chicagoo" in error["message"]
    assert "chicago" in error["hint"]
    assert ferries.post("view", {"style": "apa"}) == 204
    ferries.until(lambda state: state["style"] == "apa" and not state["errors"] and not state["busy"])
    assert "chicago-author-date" in json.loads(ferries.ask(ferries.path + "styles?q=chicago%20author")[2])


def test_choices_in_one_breath_are_all_kept(ferries: Preview) -> None:
    for choice in ({"style": "chicago"}, {"theme": "modern"}, {"style": "mla"}, {"theme": "columns"}, {"style": "apa"}):
        assert ferries.post("view", choice) == 204
    state = ferries.until(lambda state: not state["busy"])
    assert (state["style"], state["theme"]) == ("apa", "columns")
    assert state["asked"] == {"style": "apa", "theme": "columns"}
    assert ferries.post("view", {"style": "chicago"}) == ferries.post("view", {"theme": "classic"}) == 204
    state = ferries.until(lambda state: not state["busy"])
    assert (state["style"], state["theme"]) == ("chicago", "classic")
    assert ferries.post("view", {"style": "apa"}) == 204
    ferries.until(lambda state: not state["busy"])


def test_the_paper_of_a_text_that_is_outdated_is_given_up(ferries: Preview) -> None:
    before = ferries.until(lambda state: not state["busy"])
    path = ferries.folder / "article.md"
    for count in range(1, 6):
        path.write_text(ARTICLE.replace("a loaf", f"{count} loaves"), encoding="utf-8")
        ferries.until(lambda state, page=before["page"] + count: state["page"] >= page)
    state = ferries.until(lambda state: not state["busy"])
    assert state["page"] == before["page"] + 5
    assert state["paper"] < before["paper"] + 5, "of some texts there was no paper"
    assert "5 loaves of bread" in state["sheets"][0]["text"]
    path.write_text(ARTICLE, encoding="utf-8")
    ferries.until(lambda state: state["page"] > before["page"] + 5 and not state["busy"])


def test_the_pdf_to_take_along_is_the_one_that_a_build_makes(ferries: Preview) -> None:
    ferries.until(lambda state: not state["busy"])
    taken = ferries.ask(ferries.path + "article.pdf")[2]
    article, bib = (Source(name, (ferries.folder / name).read_bytes()) for name in ("article.md", "references.bib"))
    built = pipeline.build(article, [bib], style="apa", to=("pdf",), folder=ferries.folder)
    assert taken == built.files["article.pdf"]


def test_references_and_images_are_watched(ferries: Preview) -> None:
    page = ferries.until(lambda state: not state["busy"])["page"]
    # As editors save: beside the file and renamed.
    draft = ferries.folder / "draft"
    draft.write_text(ENTRIES.replace("Moe, Liv", "Lund, Liv"), encoding="utf-8")
    draft.rename(ferries.folder / "references.bib")
    ferries.until(lambda state: state["page"] > page and not state["busy"])
    assert "Lund, 2003" in ferries.ask(ferries.path + "article")[2].decode()
    (ferries.folder / "article.md").write_text(ARTICLE + "\n![A quay](quay.png)\n", encoding="utf-8")
    ferries.until(lambda state: any(notice["code"] == "T401" for notice in state["notices"]) and not state["busy"])
    pixel = bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c63680000008200"
        "81770fe3a20000000049454e44ae426082"
    )
    (ferries.folder / "quay.png").write_bytes(pixel)
    ferries.until(lambda state: not state["notices"] and not state["busy"])
    assert "data:image/png" in ferries.ask(ferries.path + "article")[2].decode()
    (ferries.folder / "article.md").write_text(ARTICLE, encoding="utf-8")
    (ferries.folder / "references.bib").write_text(ENTRIES, encoding="utf-8")
    eventually(lambda: "Moe, 2003" in ferries.ask(ferries.path + "article")[2].decode())


def test_a_press_that_dies_does_not_end_the_server(ferries: Preview) -> None:
    ferries.until(lambda state: state["paper"] and not state["busy"])
    children = Path(f"/proc/{ferries.process.pid}/task/{ferries.process.pid}/children")
    if not children.exists():
        pytest.skip("this system does not tell of children")
    for child in children.read_text().split():
        command = Path(f"/proc/{child}/cmdline").read_bytes()
        if b"spawn_main" in command:
            os.kill(int(child), signal.SIGKILL)
    (ferries.folder / "article.md").write_text(ARTICLE.replace("loaf", "sack"), encoding="utf-8")
    eventually(lambda: "sack of bread" in ferries.ask(ferries.path + "article")[2].decode())
    (ferries.folder / "article.md").write_text(ARTICLE, encoding="utf-8")
    eventually(lambda: "loaf of bread" in ferries.ask(ferries.path + "article")[2].decode())


def test_the_probe_of_preview_servers_passes(ferries: Preview) -> None:
    if not PROBE.exists():
        pytest.skip("there is no ../shared/attacks on this machine")
    if shutil.which("ss") is None:
        pytest.skip("no ss on this machine (Debian package iproute2)")
    sockets = [f"--ws={ferries.path}events"]
    run = subprocess.run(
        [sys.executable, str(PROBE), str(ferries.port), ferries.path, *sockets], capture_output=True, text=True
    )
    verdict = json.loads(run.stdout)
    assert verdict["bad"] == []
    assert run.returncode == 0


def test_it_starts_says_where_and_ends_at_ctrl_c(tmp_path: Path) -> None:
    shutil.copy(RAW, tmp_path / "copy.txt")
    with previewing(tmp_path, "copy.txt") as preview:
        assert preview.address.startswith("http://127.0.0.1:")
        stream = preview.states()
        assert next(stream)["article"] == str(Path("build/article.md"))
        preview.process.send_signal(signal.SIGINT)
        out, said = preview.process.communicate(timeout=30)
        assert preview.process.returncode == 0
        assert "Traceback" not in said
        assert said.splitlines()[-1] == "the preview has ended"
        assert out == "", "the address was all"


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    (tmp_path / "article.md").write_text(ARTICLE, encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        run = subprocess.run(
            [sys.executable, "-m", "pubkit", "preview", "article.md", "--no-open", "--port", port],
            cwd=tmp_path, capture_output=True, text=True, timeout=90,
        )  # fmt: skip
    assert run.returncode == 5
    assert f"port {port} cannot be had: address already in use" in run.stderr
    assert "--port" in run.stderr
    assert run.stdout == ""
