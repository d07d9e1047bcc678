"""Sets of findings as long integers, one bit for each: counting and joining a few hundred thousand takes microseconds.

Findings lie in the order of the queue, those of a submission side by side in a *segment*, behind which one bit stays
free. That bit tells which submissions have anything in a set: a segment that holds a bit overflows into it when a run
of ones is added.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate
from struct import iter_unpack

__all__ = ["Layout", "from_flags"]


def from_flags(flags: bytes | bytearray) -> int:
    """The set whose bits are those of the bytes, the lowest first."""
    return int.from_bytes(flags, "little")


class Layout:
    """Where the segments lie; ``lengths`` are the numbers of findings, in the order of the queue."""

    def __init__(self, lengths: Sequence[int]) -> None:
        """Lay the segments side by side."""
        self.starts = [0, *accumulate(length + 1 for length in lengths)]
        self.size = self.starts[-1]
        self._ends = [start - 1 for start in self.starts[1:]]
        flags = bytearray(self.size // 8 + 1)
        for end in self._ends:
            flags[end >> 3] |= 1 << (end & 7)
        self._free = from_flags(flags)
        self.everything = ((1 << self.size) - 1) ^ self._free

    def __len__(self) -> int:
        """The number of segments."""
        return len(self._ends)

    def segment(self, number: int) -> int:
        """The set of all findings of a segment."""
        start, end = self.starts[number], self._ends[number]
        return ((1 << (end - start)) - 1) << start

    def segments(self, numbers: Sequence[int]) -> int:
        """The set of all findings of some segments."""
        flags = bytearray(self.size // 8 + 1)
        for number in numbers:
            for place in range(self.starts[number], self._ends[number]):
                flags[place >> 3] |= 1 << (place & 7)
        return from_flags(flags)

    def owner(self, place: int) -> int:
        """The segment in which a bit lies."""
        return bisect_left(self._ends, place)

    def touched(self, chosen: int) -> int:
        """The free bits of the segments that hold anything of a set."""
        return (chosen + self.everything) & self._free

    def count(self, chosen: int) -> int:
        """How many segments hold anything of a set."""
        return self.touched(chosen).bit_count()

    def walk(self, chosen: int, after: int = -1) -> Iterator[int]:
        """The segments that hold anything of a set, in order, behind the segment ``after``."""
        base = self.starts[after + 1]
        for place in _each(self.touched(chosen) >> base):
            yield bisect_left(self._ends, base + place)

    def back(self, chosen: int, before: int) -> Iterator[int]:
        """The same backwards, before the segment ``before``."""
        left = self.touched(chosen) & ((1 << self.starts[before]) - 1)
        while left:
            end = left.bit_length() - 1
            yield bisect_left(self._ends, end)
            left ^= 1 << end

    def counts(self, chosen: int) -> dict[int, int]:
        """How much of a set lies in each segment that holds anything of it."""
        data = chosen.to_bytes(self.size // 8 + 1, "little")
        found: dict[int, int] = {}
        for number in self.walk(chosen):
            start, end = self.starts[number], self._ends[number]
            piece = int.from_bytes(data[start >> 3 : (end >> 3) + 1], "little") >> (start & 7)
            found[number] = (piece & ((1 << (end - start)) - 1)).bit_count()
        return found

    def count_in(self, chosen: int, number: int) -> int:
        """How much of a set lies in one segment."""
        start, end = self.starts[number], self._ends[number]
        return ((chosen >> start) & ((1 << (end - start)) - 1)).bit_count()

    def places(self, chosen: int, number: int) -> Iterator[int]:
        """The numbers, from 0 in the segment, of the findings of a set."""
        yield from _each(self.piece(chosen, number))

    def piece(self, chosen: int, number: int, first: int = 0, most: int | None = None) -> int:
        """What of a set lies in a segment, from the place ``first`` on, ``most`` places at most."""
        start, end = self.starts[number] + first, self._ends[number]
        end = end if most is None else min(end, start + most)
        return (chosen >> start) & ((1 << (end - start)) - 1) if end > start else 0

    def next_in(self, chosen: int, number: int, place: int) -> int | None:
        """The place of a set that comes first behind another one in a segment; -1 is before all."""
        piece = self.piece(chosen, number, place + 1)
        return place + (piece & -piece).bit_length() if piece else None

    def last_in(self, chosen: int, number: int, place: int | None = None) -> int | None:
        """The place of a set that comes last in a segment, or last before another one."""
        piece = self.piece(chosen, number, 0, place)
        return piece.bit_length() - 1 if piece else None


def _each(chosen: int) -> Iterator[int]:
    """The numbers of the bits that are set, in order; taken a word at a time, as a long integer is dear to shift."""
    words = (chosen.bit_length() + 63) // 64
    for number, (word,) in enumerate(iter_unpack("<Q", chosen.to_bytes(words * 8, "little"))):
        left = word
        while left:
            yield number * 64 + (left & -left).bit_length() - 1
            left &= left - 1
