"""What every archive format is reduced to: limits, entries whose bytes come block by block, and what came of them.

A format module is a generator of entries. Bytes are only produced while a reader asks for them, so that a limit stops
the work and not merely the result. What cannot be read is an ``InputError`` without a file: the caller knows the name.
"""

from collections.abc import Iterator

from msgspec import Struct

from formaudit.errors import InputError
from formaudit.model.document import Warn

__all__ = ["BLOCK", "Entry", "Limits", "Member", "Unpacked"]

BLOCK = 1 << 20
"""Bytes asked for at a time."""


class Limits(Struct, frozen=True, kw_only=True):
    """How much an archive may grow when it is unpacked.

    ``depth`` counts archives inside archives, the outermost being 1. ``members`` counts everything that an archive
    lists, over all depths. ``member_bytes`` and ``total_bytes`` are unpacked bytes; the total counts inner archives as
    well as what is in them. ``ratio`` is unpacked to packed, and only looked at beyond ``ratio_floor`` bytes, since a
    small file may well be all blanks.
    """

    depth: int = 3
    members: int = 10_000
    member_bytes: int = 200 * 1024**2
    total_bytes: int = 1024**3
    ratio: int = 200
    ratio_floor: int = 1024**2


class Entry(Struct, frozen=True, kw_only=True):
    """One thing that an archive lists, under the name it gives.

    ``chunks`` yields the unpacked bytes once and raises ``InputError`` where they are damaged. ``size`` is what the
    archive declares (a claim, not a fact) and ``packed`` the bytes it takes up in the archive; ``None`` where the
    format does not say. ``special`` marks links, devices and pipes.
    """

    name: str
    chunks: Iterator[bytes]
    size: int | None = None
    packed: int | None = None
    special: bool = False
    encrypted: bool = False


class Member(Struct, frozen=True, kw_only=True):
    """A file from an archive: its bytes, and its path inside, ``/``-separated; ``!/`` follows the name of an archive.

    Names are unique within an archive and safe to show; folders and the leavings of programs are no members.
    """

    name: str
    data: bytes


class Unpacked(Struct, frozen=True, kw_only=True):
    """All that an archive gave: its members in its own order, what could not be read, and what was left out.

    An error's ``file`` is the archive's path, for a member or an archive inside followed by ``!/`` and its name.
    """

    members: tuple[Member, ...]
    errors: tuple[InputError, ...]
    warnings: tuple[Warn, ...]
