"""A job of a worker: files that are read together, and the key of what they hold."""

from msgspec import Struct

from formaudit.indicators.normalise import normalise_name
from formaudit.settings import Profile

__all__ = ["Job", "key_of"]


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


def key_of(unit: str, year: int | None, item: str) -> str:
    """The key of a submission: its unit, its year, and where its files lie; each may be empty."""
    return f"{normalise_name(unit).replace('|', '／')}|{year or ''}|{item}"
