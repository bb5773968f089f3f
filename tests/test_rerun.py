"""A build that would make again what is there is answered from a record; everything else is made anew."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pubkit import store
from pubkit.store import Store, digest

ARTICLE = "---\ntitle: On Mills\n---\n\nWater turned them [@hill1999].\n"
ENTRY = "@book{hill1999, author = {Hill, Ada}, title = {Mills}, year = {1999}, publisher = {Weir}, address = {Leeds}}\n"


class Desk:
    """A folder with an article, in which `pubkit build` is run with a store of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "project"
        self.store = folder / "store"
        self.folder.mkdir()
        (self.folder / "article.md").write_text(ARTICLE, encoding="utf-8")
        (self.folder / "references.bib").write_text(ENTRY, encoding="utf-8")

    def build(self, *options: str) -> tuple[str, int]:
        """What the page says, and when it was written."""
        environment = {**os.environ, "PUBKIT_CACHE": str(self.store)}
        done = subprocess.run(
            [sys.executable, "-m", "pubkit", "build", "--to", "html", *options],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout == "build/article.html\n"
        page = self.folder / "build" / "article.html"
        self.stderr = done.stderr
        return page.read_text(encoding="utf-8"), page.stat().st_mtime_ns


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_the_same_build_is_not_made_twice_and_a_changed_input_is_seen(desk: Desk) -> None:
    (desk.folder / "references.bib").unlink()
    first, written = desk.build()
    told = desk.stderr
    assert "K101" in told
    assert desk.build() == (first, written)
    assert desk.stderr == told
    # A file that the first build looked for in vain.
    (desk.folder / "references.bib").write_text(ENTRY, encoding="utf-8")
    second, _ = desk.build()
    assert "Weir" in second
    assert not desk.stderr
    # The same size, the same second.
    (desk.folder / "article.md").write_text(ARTICLE.replace("Water", "Winds"), encoding="utf-8")
    third, _ = desk.build()
    assert "Winds" in third


def test_outputs_are_put_back_and_a_damaged_store_is_as_none(desk: Desk) -> None:
    first, written = desk.build()
    page = desk.folder / "build" / "article.html"
    page.write_text("scribbled over", encoding="utf-8")
    restored, later = desk.build()
    assert restored == first and later != written
    assert list(desk.store.rglob("*"))
    for file in desk.store.rglob("*"):
        if file.is_file():
            file.write_bytes(file.read_bytes()[:-1])
    page.unlink()
    again, _ = desk.build()
    assert again == first


def test_a_store_gives_back_whole_contents_only(tmp_path: Path) -> None:
    kept = Store(str(tmp_path))
    key = digest("a", b"b")
    assert key != digest("ab", b"")
    assert kept.get(key) is None
    kept.put(key, b"content")
    assert kept.get(key) == b"content"
    (file,) = (path for path in tmp_path.rglob("*") if path.is_file())
    file.write_bytes(file.read_bytes().replace(b"content", b"contend"))
    assert kept.get(key) is None


def test_a_full_store_drops_what_was_not_used_for_longest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "CAPACITY", 1000)
    monkeypatch.setattr(store, "_PRUNE_EVERY", 1)
    kept = Store(str(tmp_path))
    for number in range(6):
        kept.put(digest(str(number)), b"x" * 200)
        for file in tmp_path.rglob("*"):
            os.utime(file, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns - 10**9))
    assert kept.get(digest("5")) is not None
    assert kept.get(digest("0")) is None


def test_no_store_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBKIT_CACHE", "off")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    nothing = Store.of_user()
    nothing.put(digest("a"), b"a")
    assert not nothing and nothing.get(digest("a")) is None and not list(tmp_path.iterdir())
