"""Data classes as the standard library has them, whose methods are made when they are first needed.

`dataclasses.dataclass` writes and compiles the source of half a dozen methods for each class while its module is
imported, and loads `inspect` for that. A build of one article imports a hundred data classes and uses half of them:
that takes longer than all its citations. Here a class has the methods that all share, which need no compiling, and its
`__init__` is compiled when many objects are made. To type checkers, to `pickle` and to the functions of `dataclasses`
these are data classes (PEP 557); what nobody here uses (inheritance of fields, `InitVar`, `kw_only`) is left out.
"""

from __future__ import annotations

from operator import attrgetter, eq, ge, gt, le, lt

TYPE_CHECKING = False
if TYPE_CHECKING:  # `typing` and `dataclasses` take longer to load than what is made here
    from collections.abc import Callable, Mapping
    from dataclasses import dataclass, field, replace
    from typing import Any

__all__ = ["dataclass", "field", "replace"]


class _Made:
    """A default that is made anew for each object; also, without a factory, the sign that there is no default."""

    __slots__ = ("factory",)

    def __init__(self, factory: Callable[[], Any] | None = None) -> None:
        self.factory = factory


_MISSING = _Made()
_set = object.__setattr__

if not TYPE_CHECKING:

    def field(*, default_factory):
        """A field whose value, where none is given, is made by calling `default_factory`."""
        return _Made(default_factory)

    def dataclass(cls=None, /, *, frozen=False, slots=False, eq=True, order=False):
        """The class as a data class."""
        if cls is None:
            return lambda cls: _record(cls, frozen=frozen, slots=slots, eq=eq, order=order)
        return _record(cls, frozen=frozen, slots=slots, eq=eq, order=order)

    def replace(record, /, **changes):
        """A copy of the object in which these fields have other values."""
        for name in record.__defaults__:
            if name not in changes:
                changes[name] = getattr(record, name)
        return type(record)(**changes)


def _record(cls: Any, *, frozen: bool, slots: bool, eq: bool, order: bool) -> Any:
    names = tuple(cls.__annotations__)
    defaults = {name: cls.__dict__.get(name, _MISSING) for name in names}
    methods: dict[str, Any] = {
        "__defaults__": defaults,
        "__dataclass_fields__": _StandardFields(),
        "__match_args__": names,
        "__repr__": _repr,
        "__init__": _Init(),
    }
    if eq:
        methods |= _compared(names, hashed=frozen, order=order)
    if frozen:
        methods |= {"__setattr__": _refuse_to_set, "__delattr__": _refuse_to_delete}
    if slots:
        methods |= {"__slots__": names, "__getstate__": _state, "__setstate__": _set_state}
        kept = {
            name: value
            for name, value in cls.__dict__.items()
            if name not in defaults and name not in ("__dict__", "__weakref__")
        }
        made = type(cls)(cls.__name__, cls.__bases__, methods | kept)
        made.__qualname__ = cls.__qualname__
        return made
    for name, default in defaults.items():
        if isinstance(default, _Made) and name in cls.__dict__:
            delattr(cls, name)
    for name, method in methods.items():
        if name not in cls.__dict__:
            setattr(cls, name, method)
    return cls


# -- the methods ---------------------------------------------------------------------------------------------------


def _compared(names: tuple[str, ...], *, hashed: bool, order: bool) -> dict[str, Any]:
    """Equality, hash and order, by the values of the fields in their order."""
    values: Callable[[Any], Any] = attrgetter(*names) if len(names) > 1 else lambda record: _state(record)

    def by(compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], Any]:
        return lambda self, other: (
            compare(values(self), values(other)) if other.__class__ is self.__class__ else NotImplemented
        )

    made = {f"__{compare.__name__}__": by(compare) for compare in ((eq, lt, le, gt, ge) if order else (eq,))}
    return {**made, "__hash__": (lambda record: hash(tuple(values(record)))) if hashed else None}


def _repr(self: Any) -> str:
    shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__defaults__)
    return f"{type(self).__qualname__}({shown})"


def _state(self: Any) -> list[Any]:
    return [getattr(self, name) for name in self.__defaults__]


def _set_state(self: Any, state: list[Any]) -> None:
    for name, value in zip(self.__defaults__, state, strict=True):
        _set(self, name, value)


def _refuse_to_set(self: Any, name: str, value: Any) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: Any, name: str) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot delete field {name!r}")


_SELDOM = 24
"""So many objects are made before a compiled `__init__` pays."""


class _Init:
    """The `__init__` of a class for its first objects; then the standard library's is compiled and takes its place."""

    __slots__ = ("_count",)

    def __init__(self) -> None:
        self._count = 0

    def __get__(self, record: Any, cls: Any) -> Any:
        owner = next(each for each in cls.__mro__ if each.__dict__.get("__init__") is self)
        self._count += 1
        if record is None or self._count > _SELDOM:
            return _compiled(owner).__get__(record, cls)
        return lambda *given, **named: _initialize(owner, record, given, named)


def _initialize(cls: Any, record: Any, given: tuple[Any, ...], named: dict[str, Any]) -> None:
    values = dict(zip(cls.__defaults__, given, strict=False))
    fits = len(values) == len(given) and not values.keys() & named.keys()
    values |= named
    for name, default in cls.__defaults__.items():
        if name not in values:
            if isinstance(default, _Made):
                if default.factory is None:
                    fits = False
                    break
                default = default.factory()
            values[name] = default
    if not fits or len(values) > len(cls.__defaults__):
        _compiled(cls)(record, *given, **named)  # which says what is wrong
        return
    for name, value in values.items():
        _set(record, name, value)
    if hasattr(cls, "__post_init__"):
        record.__post_init__()


def _compiled(cls: Any) -> Any:
    defaults: Mapping[str, Any] = cls.__defaults__
    frozen = cls.__setattr__ is _refuse_to_set
    known: dict[str, Any] = {"_set": _set, "_missing": _MISSING}
    parameters, lines = ["self"], []
    for name, default in defaults.items():
        parameter, value = f"{name}=_default_{name}", name
        if not isinstance(default, _Made):
            known[f"_default_{name}"] = default
        elif default is _MISSING:
            parameter = name
        else:
            known[f"_default_{name}"] = default.factory
            parameter, value = f"{name}=_missing", f"_default_{name}() if {name} is _missing else {name}"
        parameters.append(parameter)
        lines.append(f" _set(self, '{name}', {value})" if frozen else f" self.{name} = {value}")
    if hasattr(cls, "__post_init__"):
        lines.append(" self.__post_init__()")
    exec("\n".join([f"def __init__({', '.join(parameters)}):", *(lines or [" pass"])]), known)
    known["__init__"].__qualname__ = f"{cls.__qualname__}.__init__"
    cls.__init__ = known["__init__"]
    return known["__init__"]


class _StandardFields:
    """`__dataclass_fields__`, by which the functions of `dataclasses` know such a class: made when it is asked for."""

    def __get__(self, record: Any, cls: Any) -> Any:
        import dataclasses

        def told(default: Any) -> Any:
            if default is _MISSING:
                return dataclasses.field()
            if isinstance(default, _Made) and default.factory:
                return dataclasses.field(default_factory=default.factory)
            return dataclasses.field(default=default)

        fields = [(name, "typing.Any", told(default)) for name, default in cls.__defaults__.items()]
        made: Any = dataclasses.make_dataclass(cls.__name__, fields)
        return made.__dataclass_fields__
