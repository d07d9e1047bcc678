"""Archives that were cut into several files: which files belong together, and how they are joined."""

import re
import struct
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from formaudit.patterns import compiled

__all__ = ["VolumeSet", "joined", "volume_sets"]

_NUMBERED: Final = compiled(r"^(?P<stem>.+)\.(?P<number>\d{3,4})$")
_ZIPPED: Final = compiled(r"^(?P<stem>.+)\.(?:z(?P<number>\d{2,3})|zip)$", re.IGNORECASE)
_PARTS: Final = compiled(r"^(?P<stem>.+)\.part(?P<number>\d{1,4})\.rar$", re.IGNORECASE)
_OLD_RAR: Final = compiled(r"^(?P<stem>.+)\.(?:r(?P<number>\d{2,3})|rar)$", re.IGNORECASE)
_LAST: Final = 1_000_000
_END: Final = b"PK\x05\x06"
_CENTRAL: Final = b"PK\x01\x02"
_SPANNED: Final = b"PK\x07\x08"


class VolumeSet(Struct, frozen=True, kw_only=True):
    """The files of one archive in their order, by name; ``missing`` is the number of the first that is not there."""

    names: tuple[str, ...]
    missing: int | None


def volume_sets(names: Sequence[str]) -> dict[str, VolumeSet]:
    """The sets among the files of one folder, by the name of the file at which each is read.

    A lone ``x.zip`` or ``x.rar`` is an archive by itself and no set.
    """
    sets: dict[tuple[str, str], dict[int, str]] = {}
    for name in names:
        for kind, pattern in (("n", _NUMBERED), ("p", _PARTS), ("z", _ZIPPED), ("r", _OLD_RAR)):
            match = pattern.match(name)
            if match is not None:
                number = match["number"]
                # The file without a number ends a cut ZIP and begins an old RAR.
                place = int(number) if number else (_LAST if kind == "z" else -1)
                sets.setdefault((kind, match["stem"].casefold()), {})[place] = name
                break
    found: dict[str, VolumeSet] = {}
    for (kind, _), numbered in sets.items():
        order = sorted(numbered)
        if len(order) < 2 and kind in "zr" and order[0] in (_LAST, -1):
            continue
        expected = {"n": 1, "p": 1, "z": 1, "r": -1}[kind]
        missing = None
        for place in order:
            if kind == "z" and place == _LAST:
                break
            if place != expected:
                missing = expected
                break
            expected += 1
        if kind == "z" and order[-1] != _LAST:
            missing = _LAST if missing is None else missing
        first = numbered[order[0]]
        found[first] = VolumeSet(names=tuple(numbered[place] for place in order), missing=missing)
    return found


def joined(parts: Sequence[bytes]) -> bytes:
    """The archive from its files, in their order; the places that a cut ZIP names are made places in one file."""
    whole = b"".join(parts)
    end = whole.rfind(_END)
    if end < 0 or len(whole) < end + 22 or struct.unpack_from("<H", whole, end + 4)[0] in (0, 0xFFFF):
        return whole
    starts = [sum(len(part) for part in parts[:number]) for number in range(len(parts))]
    disk, first_disk = struct.unpack_from("<HH", whole, end + 4)
    count, size, offset = struct.unpack_from("<HII", whole, end + 10)
    if disk >= len(parts) or first_disk >= len(parts):
        return whole
    fixed = bytearray(whole)
    at = starts[first_disk] + offset
    begin = at
    for _ in range(count):
        if fixed[at : at + 4] != _CENTRAL or at + 46 > len(fixed):
            return whole
        name, extra, comment = struct.unpack_from("<HHH", fixed, at + 28)
        on, local = struct.unpack_from("<H", fixed, at + 34)[0], struct.unpack_from("<I", fixed, at + 42)[0]
        if on >= len(parts) or local == 0xFFFFFFFF:
            return whole
        struct.pack_into("<H", fixed, at + 34, 0)
        struct.pack_into("<I", fixed, at + 42, starts[on] + local)
        at += 46 + name + extra + comment
    struct.pack_into("<HHHHII", fixed, end + 4, 0, 0, count, count, size, begin)
    if fixed[:4] == _SPANNED:
        # The mark in front of the first entry says that files follow; as one file it would be none.
        fixed[:4] = b"PK00"
    return bytes(fixed)
