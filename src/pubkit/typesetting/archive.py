"""Zip archives that are the same bytes for the same content: EPUB, DOCX, ODT.

In: an archive as a writer made it. Out: its members by name, and an archive of members with no time and no machine in
it, in a fixed order (the first may have to stand uncompressed: EPUB's and ODT's `mimetype`).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

__all__ = ["members", "packed"]

_TIME = (1980, 1, 1, 0, 0, 0)
_FIRST = ("mimetype", "[Content_Types].xml")


def members(content: bytes) -> dict[str, bytes]:
    """The members of an archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist() if not entry.is_dir()}


def packed(files: Mapping[str, bytes]) -> bytes:
    """An archive of these members."""
    out = io.BytesIO()
    names = sorted(files, key=lambda name: (name not in _FIRST, name))
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            entry = zipfile.ZipInfo(name, _TIME)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name])
    return out.getvalue()
