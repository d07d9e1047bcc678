"""A sample (抽查) of an archive: stratified, drawn by a seed, the same whoever draws it again."""

import hashlib
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from formaudit.archive.store import Store

__all__ = ["Drawn", "draw", "strata_of"]

_SERIOUS: Final = "serious"
_LIGHT: Final = "light"
_CLEAN: Final = "clean"

_Member = tuple[str, str, str, int | None]
"""A submission: its archive, its key, its unit, its year."""


class Drawn(Struct, frozen=True, kw_only=True):
    """A submission of the sample with the stratum it stands for and how many that has."""

    key: str
    unit: str
    year: int | None
    stratum: str
    of: int
    files: tuple[str, ...]


def strata_of(store: Store, root: str = "") -> dict[str, list[_Member]]:
    """The submissions by year and by what was found: serious findings, light ones, none; of one archive, or of all."""
    strata: dict[str, list[_Member]] = {}
    for home, key, name, year, critical, major, minor, note in store.rows(
        "SELECT root, key, name, year, critical, major, minor, note FROM submissions WHERE root = ? OR ? = '' "
        "ORDER BY key, root",
        [root, root],
    ):
        found = _SERIOUS if critical + major else _LIGHT if minor + note else _CLEAN
        strata.setdefault(f"{year or '?'} {found}", []).append((home, key, name, year))
    return dict(sorted(strata.items()))


def draw(store: Store, size: int, seed: int, root: str = "") -> list[Drawn]:
    """Draw so many submissions, from each stratum in proportion, at least one while there is room.

    ``root`` is the archive from which they are drawn, as the store calls it; without it all that the store holds.

    The order within a stratum follows a hash of the seed and the submission's key: a submission more or less in the
    archive moves no other one.
    """
    strata = strata_of(store, root)
    shares = _shares([len(members) for members in strata.values()], size)
    drawn: list[Drawn] = []
    for (name, members), share in zip(strata.items(), shares, strict=True):
        order = sorted(members, key=lambda member: _draw_key(seed, member[1]))
        for home, key, unit, year in order[:share]:
            paths = store.rows("SELECT path FROM files WHERE root = ? AND submission = ? ORDER BY path", [home, key])
            drawn.append(
                Drawn(
                    key=key, unit=unit, year=year, stratum=name, of=len(members), files=tuple(path for (path,) in paths)
                )
            )
    return drawn


def _draw_key(seed: int, key: str) -> str:
    return hashlib.sha256(f"{seed}\x1f{key}".encode("utf-8", "surrogatepass")).hexdigest()


def _shares(counts: Sequence[int], size: int) -> list[int]:
    """How many to draw from each stratum: largest remainders, one for each before any has its second."""
    total = sum(counts)
    size = min(size, total)
    if not total or size <= 0:
        return [0] * len(counts)
    if size <= len(counts):
        largest = sorted(range(len(counts)), key=lambda at: (-counts[at], at))[:size]
        return [1 if at in largest else 0 for at in range(len(counts))]
    exact = [count * size / total for count in counts]
    shares = [min(max(int(each), 1), count) for each, count in zip(exact, counts, strict=True)]
    while sum(shares) < size:
        at = max(
            (at for at in range(len(counts)) if shares[at] < counts[at]), key=lambda at: (exact[at] - shares[at], -at)
        )
        shares[at] += 1
    while sum(shares) > size:
        at = max((at for at in range(len(counts)) if shares[at] > 1), key=lambda at: (shares[at] - exact[at], at))
        shares[at] -= 1
    return shares
