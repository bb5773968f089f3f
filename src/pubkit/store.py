"""What was made before, kept in the user's own cache folder by what it was made from.

`$PUBKIT_CACHE`, else `$XDG_CACHE_HOME/pubkit`, else `~/.cache/pubkit`; `PUBKIT_CACHE=off` keeps nothing. Nothing is
read from a cache that lies with a document: a stranger's folder cannot answer for a build. Each file begins with the
hash of what follows, so that one that is cut off or was changed counts as absent; files are written beside their place
and renamed. Whatever goes wrong here (no home, a full disk) is as if nothing had been kept.

A key is a hash of everything that the content depends on, the version of the program among it: an entry is never wrong,
it is only no longer asked for. The oldest go when there is more than `CAPACITY`.
"""

from __future__ import annotations

import os

try:
    from _blake2 import blake2b  # hashlib's own, without OpenSSL, which takes longer to load than all the rest
except ImportError:  # pragma: no cover
    from hashlib import blake2b

__all__ = ["CAPACITY", "Store", "digest"]

CAPACITY = 256 * 1024**2
"""Bytes that the store may take; when it is full, the half that was not used for longest goes."""
_DIGEST = 20
_PRUNE_EVERY = 64
"""Of so many new entries about one looks whether the store is full."""


def digest(*parts: bytes | str) -> str:
    """The hash of a list of texts and bytes, in hexadecimal; ("ab", "c") and ("a", "bc") differ."""
    sum_ = blake2b(digest_size=_DIGEST)
    for part in parts:
        content = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        sum_.update(b"%d:" % len(content))
        sum_.update(content)
    return sum_.hexdigest()


class Store:
    """Contents by key, in one folder; without a folder, a store that keeps nothing."""

    def __init__(self, folder: str | None) -> None:
        self._folder = folder

    @classmethod
    def of_user(cls) -> Store:
        """The user's own."""
        named = os.environ.get("PUBKIT_CACHE", "")
        if named:
            return cls(None if named == "off" else os.path.abspath(named))
        base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
        return cls(os.path.join(base, "pubkit") if os.path.isabs(base) else None)

    @property
    def folder(self) -> str:
        """Where it lies; "" for a store that keeps nothing."""
        return self._folder or ""

    def __bool__(self) -> bool:
        """Whether it keeps anything."""
        return self._folder is not None

    def get(self, key: str) -> bytes | None:
        """What was kept under a key, whole, or None."""
        if self._folder is None:
            return None
        path = self._path(key)
        try:
            with open(path, "rb") as file:
                content = file.read()
            os.utime(path)
        except (OSError, ValueError):
            return None
        told, kept = content[:_DIGEST], content[_DIGEST:]
        return kept if blake2b(kept, digest_size=_DIGEST).digest() == told else None

    def put(self, key: str, content: bytes) -> None:
        """Keep bytes under a key, if that can be done."""
        if self._folder is None:
            return
        path = self._path(key)
        beside = f"{path}.{os.getpid()}.part"
        try:
            os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
            try:
                with open(beside, "wb") as file:
                    file.write(blake2b(content, digest_size=_DIGEST).digest())
                    file.write(content)
                os.replace(beside, path)
            except BaseException:
                os.unlink(beside)
                raise
            if int(key[:8], 16) % _PRUNE_EVERY == 0:
                self._prune()
        except (OSError, ValueError):
            return

    def _path(self, key: str) -> str:
        assert self._folder is not None
        return os.path.join(self._folder, key[:2], key[2:])

    def _prune(self) -> None:
        """Where there is more than `CAPACITY`, remove the half that was not used for longest."""
        assert self._folder is not None
        files = []
        for folder, _, names in os.walk(self._folder):
            for name in names:
                found = os.stat(os.path.join(folder, name))
                files.append((found.st_mtime_ns, found.st_size, os.path.join(folder, name)))
        taken = sum(size for _, size, _ in files)
        if taken <= CAPACITY:
            return
        for _, size, path in sorted(files):
            os.unlink(path)
            taken -= size
            if taken <= CAPACITY // 2:
                return
