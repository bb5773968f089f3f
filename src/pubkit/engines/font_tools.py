"""fontTools when it is asked for: WeasyPrint imports it for fonts that HarfBuzz does not subset, of which we have none.

It is a third of what `import weasyprint` costs. While `later()` lasts, stand-ins are imported in its place; the first
that is used puts all of fontTools where the stand-ins were, so that nothing else can tell the difference.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType
from typing import Any

__all__ = ["later"]

_MODULES = ("fontTools", "fontTools.ttLib", "fontTools.varLib", "fontTools.varLib.instancer")
_USERS = ("weasyprint.pdf.fonts", "weasyprint.text.fonts")


@contextlib.contextmanager
def later() -> Iterator[None]:
    """For the time of an import; nothing is done where fontTools is loaded already."""
    if "fontTools" in sys.modules:
        yield
        return
    sys.modules |= {name: _Module(name) for name in _MODULES}
    try:
        yield
    finally:
        for name in _MODULES:
            if isinstance(sys.modules.get(name), _Module):
                del sys.modules[name]


class _Module(ModuleType):
    """Instead of a module."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.__path__ = []

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Later(self.__name__, name)


class _Later:
    """Instead of a function, a class or a module within one."""

    def __init__(self, module: str, name: str) -> None:
        self._where = module, name

    def _real(self) -> Any:
        module, name = self._where
        try:
            return getattr(import_module(module), name)
        except AttributeError:
            return import_module(f"{module}.{name}")

    def _found(self) -> Any:
        for user in (sys.modules[name] for name in _USERS if name in sys.modules):
            for name, value in list(vars(user).items()):
                if isinstance(value, _Later):
                    setattr(user, name, value._real())
        return self._real()

    def __call__(self, *given: Any, **named: Any) -> Any:
        return self._found()(*given, **named)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._found(), name)
