"""A long sequence held small: its members are kept packed in memory and made anew each time they are asked for.

A submission with its documents takes a megabyte as objects and forty kilobytes packed, so that a thousand units fit
into the memory of any office computer. A short sequence is an ordinary tuple and costs nothing.
"""

import gc
import importlib
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, Final, TypeVar, overload

__all__ = ["Held", "held", "picked"]

_FEW: Final = 8
"""So many members at most are kept as they are."""
T = TypeVar("T")


class Held(Sequence[T]):
    """Members by position, each an equal copy of what was put in; two that share a part no longer share it."""

    __slots__ = ("_packed",)

    def __init__(self, packed: Iterable[bytes]) -> None:
        """Take members that ``_pack`` made."""
        self._packed = tuple(packed)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._packed)

    @overload
    def __getitem__(self, position: int) -> T: ...
    @overload
    def __getitem__(self, position: slice) -> "Held[T]": ...
    def __getitem__(self, position: int | slice) -> "T | Held[T]":
        """A member made anew, or a shorter sequence of the same packed members."""
        if isinstance(position, slice):
            return Held(self._packed[position])
        member: T = _unpack(self._packed[position])
        return member

    def __iter__(self) -> Iterator[T]:
        """Each member in turn; one that nobody keeps is gone when the next one comes."""
        for packed in self._packed:
            yield _unpack(packed)

    def picked(self, positions: Iterable[int]) -> "Held[T]":
        """The members at some positions, in that order."""
        return Held(self._packed[position] for position in positions)


def held(members: Iterable[T]) -> Sequence[T]:
    """The members as a tuple where they are few, packed one by one as they come where they are many."""
    coming = iter(members)
    first = tuple(islice(coming, _FEW + 1))
    if len(first) <= _FEW:
        return first
    return Held([*map(_pack, first), *map(_pack, coming)])


def picked(members: Sequence[T], positions: Sequence[int]) -> Sequence[T]:
    """The members at some positions, without unpacking them."""
    if len(positions) == len(members):
        return members
    if isinstance(members, Held):
        return members.picked(positions)
    return tuple(members[position] for position in positions)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Without the collector, which would walk over all objects again and again while thousands of them are made."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _pickle() -> Any:
    """The packer: a run over few submissions packs nothing, and it takes a hundredth of such a run to load."""
    return importlib.import_module("pickle")


def _pack(member: object) -> bytes:
    with _undisturbed():
        pickle = _pickle()
        return zlib.compress(pickle.dumps(member, pickle.HIGHEST_PROTOCOL), 1)


def _unpack(packed: bytes) -> T:  # type: ignore[type-var]  # what comes out is what was put in
    with _undisturbed():
        member: T = _pickle().loads(zlib.decompress(packed))  # only what this very process has packed
        return member
