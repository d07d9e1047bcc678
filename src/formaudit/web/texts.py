"""The words of all findings as one run of bytes: a text is found in milliseconds; a very large store asks SQL."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from sys import byteorder
from typing import Final

from formaudit.archive.store import Store, inside
from formaudit.web.index import MARK, ORDER, Index, digest_of

__all__ = ["Texts"]

_FIELDS: Final = ("title", "message", "calculation", "label", "raw", "place")
_MOST: Final = 64 * 1024 * 1024
"""More bytes than these are left in the store."""
_BUNCH: Final = 2_000
"""So many hits are put into their places at once."""
_VAST: Final = 20_000
"""Findings of a submission from which on they are looked up in order, and not one after the other."""
_END: Final = b"\n\0"


class Texts:
    """What findings say, in the order of the index. Capitals count as small letters."""

    def __init__(self, store: Store, index: Index) -> None:
        """Read the words; nothing is kept where they are too many."""
        self._words: bytes | None = b""
        self._starts = array("Q")
        self._places = array("Q")
        self._ordered: dict[int, tuple[array[int], array[int]]] = {}
        parts: list[bytes] = []
        used: dict[int, int] = {}
        held = 0
        for root, key, *said in store.each(
            f"SELECT f.root, f.submission, {', '.join(f'f.{name}' for name in _FIELDS)} FROM findings f "
            f"ORDER BY f.root, f.submission, {ORDER}"
        ):
            row = index.by_key.get((root, key))
            if row is None:
                continue
            text = "\n".join(said).lower().encode("utf-8", "replace") + _END
            self._starts.append(held)
            self._places.append(index.layout.starts[row] + used.get(row, 0))
            used[row] = used.get(row, 0) + 1
            parts.append(text)
            held += len(text)
            if held > _MOST:
                self._words = None
                return
        self._words = b"".join(parts)

    @property
    def held(self) -> bool:
        """Whether all words are at hand, so that nobody waits for a search."""
        return self._words is not None

    def found(self, store: Store, index: Index, text: str, bits: bytearray) -> None:
        """Set the bits of the findings in whose words a text stands, and of all those of units in whose name it does.

        ``bits`` may be read while it is filled: what is set stays set.
        """
        named = [row for unit, rows in index.by_unit.items() if text in unit for row in rows]
        for number in named:
            for place in range(index.layout.starts[number], index.layout.starts[number + 1] - 1):
                bits[place >> 3] |= 1 << (place & 7)
        for place in self._asked(store, index, text) if self._words is None else self._looked(self._words, text):
            bits[place >> 3] |= 1 << (place & 7)

    def _looked(self, words: bytes, text: str) -> Iterator[int]:
        sought = text.lower().encode("utf-8", "replace")
        at = words.find(sought)
        while at >= 0:
            number = bisect_right(self._starts, at) - 1
            yield self._places[number]
            # One hit is enough: on from the next finding.
            at = words.find(sought, self._starts[number + 1]) if number + 1 < len(self._starts) else -1

    def _asked(self, store: Store, index: Index, text: str) -> Iterator[int]:
        condition, sought = inside(text, _FIELDS, server=store.is_server)
        hits: dict[int, list[str]] = {}
        many = 0
        for root, key, id_ in store.each(f"SELECT root, submission, id FROM findings WHERE {condition}", sought):
            row = index.by_key.get((root, key))
            if row is None:
                continue
            hits.setdefault(row, []).append(id_)
            many += 1
            if many == _BUNCH:
                yield from self._placed(index, hits)
                hits, many = {}, 0
        yield from self._placed(index, hits)

    def _placed(self, index: Index, hits: dict[int, list[str]]) -> Iterator[int]:
        for row, ids in hits.items():
            start, end = index.layout.starts[row], index.layout.starts[row + 1] - 1
            if end - start < _VAST:
                yield from (start + place for place in index.places(row, ids))
                continue
            marks, order = self._ordered.get(row) or self._order(index, row)
            for id_ in ids:
                mark = int.from_bytes(digest_of(id_), "big")
                at = bisect_left(marks, mark)
                while at < len(marks) and marks[at] == mark:
                    yield start + order[at]
                    at += 1

    def _order(self, index: Index, row: int) -> "tuple[array[int], array[int]]":
        """The marks of the findings of a vast submission in their order, and the place of each: made once."""
        start, end = index.layout.starts[row], index.layout.starts[row + 1] - 1
        marks = array("Q", index.marks[start * MARK : end * MARK])
        if byteorder == "little":
            marks.byteswap()
        order = array("I", sorted(range(len(marks)), key=marks.__getitem__))
        made = self._ordered[row] = (array("Q", map(marks.__getitem__, order)), order)
        return made
