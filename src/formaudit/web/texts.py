"""The words of all findings as one run of bytes: a text is found in milliseconds; a very large store asks SQL."""

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from formaudit.archive.store import Store
from formaudit.web.index import ORDER, Index

__all__ = ["Texts"]

_FIELDS: Final = ("title", "message", "calculation", "label", "raw", "place")
_MOST: Final = 64 * 1024 * 1024
"""More bytes than these are left in the store."""
_END: Final = b"\n\0"


class Texts:
    """What findings say, in the order of the index. Capitals count as small letters."""

    def __init__(self, store: Store, index: Index) -> None:
        """Read the words; nothing is kept where they are too many."""
        self._words: bytes | None = b""
        self._starts = array("Q")
        self._places = array("Q")
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

    def found(self, store: Store, index: Index, text: str) -> int:
        """The findings in whose words a text stands, and all those of units in whose name it stands."""
        named = index.layout.segments([row for unit, rows in index.by_unit.items() if text in unit for row in rows])
        bits = bytearray(index.layout.size // 8 + 1)
        for place in self._asked(store, index, text) if self._words is None else self._looked(self._words, text):
            bits[place >> 3] |= 1 << (place & 7)
        return named | int.from_bytes(bits, "little")

    def _looked(self, words: bytes, text: str) -> Iterator[int]:
        sought = text.lower().encode("utf-8", "replace")
        at = words.find(sought)
        while at >= 0:
            number = bisect_right(self._starts, at) - 1
            yield self._places[number]
            # One hit is enough: on from the next finding.
            at = words.find(sought, self._starts[number + 1]) if number + 1 < len(self._starts) else -1

    def _asked(self, store: Store, index: Index, text: str) -> Iterator[int]:
        pattern = "%" + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%"
        like = " OR ".join(f"{name} LIKE ? ESCAPE '!'" for name in _FIELDS)
        hits: dict[int, list[str]] = {}
        for root, key, id_ in store.each(
            f"SELECT root, submission, id FROM findings WHERE {like}", [pattern] * len(_FIELDS)
        ):
            row = index.by_key.get((root, key))
            if row is not None:
                hits.setdefault(row, []).append(id_)
        for row, ids in hits.items():
            yield from (index.layout.starts[row] + place for place in index.places(row, ids))
