"""Files: reading refuses what is not a plain file, publishing is all or nothing."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from pubkit.errors import CannotWrite, UnreadableInput
from pubkit.workspace import publish, read_file


def test_publish_writes_all_and_leaves_no_litter(tmp_path: Path) -> None:
    publish(tmp_path / "out", {"a.html": b"A", "b.pdf": b"B"})
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.html", "b.pdf"]
    assert (tmp_path / "out" / "a.html").read_bytes() == b"A"


def test_publish_honours_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        publish(tmp_path, {"a": b""})
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640


def test_publish_replaces_a_link_and_does_not_follow_it(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("VICTIM", encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir()
    (out / "a.html").symlink_to(victim)
    publish(out, {"a.html": b"new"})
    assert victim.read_text(encoding="utf-8") == "VICTIM"
    assert not (out / "a.html").is_symlink()
    assert (out / "a.html").read_bytes() == b"new"


def test_a_failure_leaves_the_old_outputs_and_no_parts(tmp_path: Path) -> None:
    publish(tmp_path, {"a": b"old"})
    (tmp_path / "b").mkdir()  # a folder where the second output goes
    with pytest.raises(CannotWrite, match="folder stands"):
        publish(tmp_path, {"a": b"new", "b": b"new"})
    assert (tmp_path / "a").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


def test_a_file_where_the_folder_goes_is_said(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(CannotWrite) as caught:
        publish(tmp_path / "out", {"a": b""})
    assert caught.value.exit_code == 5
    assert "a file stands" in (caught.value.hint or "")


def test_an_output_name_stays_in_its_folder(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite):
        publish(tmp_path / "out", {"../escaped": b""})
    assert not (tmp_path / "escaped").exists()


def test_reading_suggests_the_nearest_name(tmp_path: Path) -> None:
    (tmp_path / "article.md").write_bytes(b"x")
    with pytest.raises(UnreadableInput) as caught:
        read_file(tmp_path / "artcle.md")
    assert "article.md" in (caught.value.hint or "")
    assert caught.value.exit_code == 3


def test_reading_refuses_folders_pipes_devices_and_large_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "large").write_bytes(b"12345")
    for name, words in ((tmp_path, "folder"), (tmp_path / "pipe", "regular"), ("/dev/zero", "regular")):
        with pytest.raises(UnreadableInput, match=words):
            read_file(name)
    with pytest.raises(UnreadableInput, match="larger"):
        read_file(tmp_path / "large", limit=4)
    assert read_file(tmp_path / "large", limit=5) == b"12345"
