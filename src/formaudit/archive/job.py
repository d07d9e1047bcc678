"""A job of a worker: files that are read together, and the key of what they hold."""

from typing import Final

from msgspec import Struct

from formaudit.indicators.normalise import normalise_name
from formaudit.settings import Profile

__all__ = ["Job", "SubmissionKey", "key_of"]

_BAR: Final = "|"


class Job(Struct, frozen=True, kw_only=True):
    """Files that are read together. ``item`` names where they lie: a folder, or a file that is read alone.

    ``key`` asks for one submission; empty: whatever the files hold. ``prior`` are the files of the same unit's
    submission a year before, ``peers`` those of units that share passages.
    """

    archive: str
    item: str
    paths: tuple[str, ...]
    profile: Profile
    lang: str = "zh"
    key: str = ""
    prior: tuple[str, ...] = ()
    peers: tuple[tuple[str, ...], ...] = ()

    @property
    def opened(self) -> tuple[str, ...]:
        """All files that are read for it."""
        return (*self.paths, *self.prior, *(path for peer in self.peers for path in peer))


class SubmissionKey(Struct, frozen=True):
    """What a submission of an archive is known by: its unit, its year, and where its files lie; each may be empty.

    The store keeps it as one string, which only this class puts together and takes apart.
    """

    unit: str
    year: int | None
    item: str

    @staticmethod
    def parse(text: str) -> "SubmissionKey":
        """The key that prints as ``text``."""
        unit, year, item = text.split(_BAR, 2)
        return SubmissionKey(unit, int(year) if year else None, item)

    def __str__(self) -> str:
        """The key as the store has it."""
        return f"{self.unit}{_BAR}{self.year or ''}{_BAR}{self.item}"


def key_of(unit: str, year: int | None, item: str, part: str = "") -> str:
    """The key of a submission whose unit is printed as ``unit``.

    ``part`` tells a unit's published budget or final accounts of a year from its self-evaluation.
    """
    name = normalise_name(unit).replace(_BAR, "／")
    return str(SubmissionKey(f"{name} {part}" if part else name, year, item))
