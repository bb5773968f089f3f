"""Our data classes are those of the standard library, only made later (PEP 557)."""

import dataclasses
import pickle
import subprocess
import sys
from typing import Any

import pytest

from pubkit.records import dataclass, field, replace


@dataclass(frozen=True, slots=True, order=True)
class Ours:
    """A frozen one."""

    first: int
    second: str = "b"
    many: list[int] = field(default_factory=list)

    def doubled(self) -> int:
        return 2 * self.first


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Standard:
    """The same."""

    first: int
    second: str = "b"
    many: list[int] = dataclasses.field(default_factory=list)


@dataclass
class Open:
    """One that can be changed."""

    name: str
    length: int = 0

    def __post_init__(self) -> None:
        self.length = self.length or len(self.name)


@dataclass(frozen=True, slots=True)
class Single:
    """Of one field."""

    value: str


@dataclass(slots=True, eq=False)
class Itself:
    """Equal to nothing else."""

    value: int


def both(*arguments: Any, **named: Any) -> tuple[Ours, Standard]:
    return Ours(*arguments, **named), Standard(*arguments, **named)


def test_it_shows_itself_as_the_standard_library_has_it() -> None:
    ours, standard = both(1, many=[2])
    assert repr(ours) == repr(standard).replace("Standard", "Ours")
    assert (ours.first, ours.second, ours.many) == (1, "b", [2])
    assert Ours.__match_args__ == Standard.__match_args__
    assert ours.doubled() == 2
    assert Ours.__doc__ == "A frozen one."


def test_it_is_compared_by_its_fields() -> None:
    assert Ours(1) == Ours(1, "b", []) != Ours(2)
    assert Ours(1) != Standard(1)
    assert Ours(1) < Ours(1, "c") < Ours(2) and Ours(2) >= Ours(2)
    assert hash(Single("a")) == hash(Single("a"))
    assert len({Single("a"), Single("a"), Single("b")}) == 2
    assert Itself(1) != Itself(1)
    assert Open("ab") == Open("ab", 2)


def test_what_is_unequal_has_no_order_with_another_class() -> None:
    with pytest.raises(TypeError):
        assert Ours(1) < Standard(1)  # type: ignore[operator]


def test_an_object_that_can_be_changed_has_no_hash() -> None:
    with pytest.raises(TypeError):
        hash(Open("ab"))


def test_defaults_that_are_made_are_each_its_own() -> None:
    one, other = Ours(1), Ours(1)
    one.many.append(1)
    assert other.many == []


@pytest.mark.parametrize("wrong", [{}, {"first": 1, "third": 2}, {"first": 1, "second": "c", "many": [], "x": 0}])
def test_wrong_arguments_are_refused_as_there(wrong: dict[str, Any]) -> None:
    for kind in (Ours, Standard):
        with pytest.raises(TypeError, match="argument"):
            kind(**wrong)


def test_a_frozen_one_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Ours(1).first = 2  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del Ours(1).first
    assert not hasattr(Ours(1), "__dict__")


def test_what_is_set_after_the_fields_stays() -> None:
    assert Open("abc").length == 3
    assert replace(Open("abc"), name="a", length=5) == Open("a", 5)


def test_the_functions_of_the_standard_library_know_it() -> None:
    ours, standard = both(1, many=[2])
    assert dataclasses.is_dataclass(Ours)
    assert dataclasses.asdict(ours) == dataclasses.asdict(standard)
    assert [part.name for part in dataclasses.fields(ours)] == [part.name for part in dataclasses.fields(standard)]
    assert dataclasses.replace(ours, first=3) == Ours(3, many=[2])
    assert replace(ours, first=3) == Ours(3, many=[2])


@pytest.mark.parametrize("record", [Ours(1, "c", [2]), Open("ab"), Single("a")])
def test_it_can_be_pickled(record: object) -> None:
    assert pickle.loads(pickle.dumps(record)) == record


def test_the_first_objects_and_the_later_ones_are_made_alike() -> None:
    @dataclass(frozen=True, slots=True)
    class Many:
        first: int
        second: str = "b"
        third: list[int] = field(default_factory=list)

    made = [Many(number, third=[number]) for number in range(60)]
    assert [(each.first, each.second, each.third) for each in made] == [(n, "b", [n]) for n in range(60)]
    for wrong in ({}, {"first": 1, "none": 2}):
        with pytest.raises(TypeError, match="argument"):
            Many(**wrong)  # type: ignore[arg-type]


def test_importing_it_loads_nothing_of_the_standard_library() -> None:
    code = "import sys; import pubkit.records; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=False, env={
        "PYTHONPATH": ":".join(sys.path)}).stdout.split()  # fmt: skip
    assert "pubkit.records" in loaded
    assert not {"dataclasses", "inspect", "typing"} & set(loaded)
