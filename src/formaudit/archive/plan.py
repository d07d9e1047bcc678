"""What has to be done: which files changed, which are read together, which submissions have to be judged again."""

import hashlib
import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct, field

from formaudit.archive.job import SubmissionKey
from formaudit.archive.store import Store
from formaudit.archive.walk import Seen, is_slow
from formaudit.intake.versions import is_named_copy
from formaudit.settings import Profile
from formaudit.version import __version__

__all__ = ["Plan", "Wanted", "items", "mark_of", "pending", "split_items"]

_TOGETHER: Final = 24
"""So many files of one folder are read together; a folder with more holds many submissions."""
_PEERS: Final = 5
_COMMON: Final = 8
"""A passage that more units share is a form's own words."""
_SHARED: Final = 1
"""So many passages two units share at least before they are compared in full."""


def mark_of(profile: Profile, lang: str) -> str:
    """What results depend on beside the files: the program's version, the profile's rules and the language."""
    return hashlib.sha256(f"{__version__}\x1f{lang}\x1f{profile!r}".encode()).hexdigest()[:16]


class Plan(Struct, frozen=True, kw_only=True):
    """The files to be read, put together under what they are called, and what is known of the archive by now."""

    items: tuple[tuple[str, tuple[str, ...]], ...]
    files: int
    skipped: int
    gone: tuple[str, ...]


def items(store: Store, root: str, seen: Iterable[Seen], mark: str) -> Plan:
    """Compare what lies in the archive with what the store knows.

    The files of a folder are read together; where one of them is new or changed, all of them are, because what a file
    belongs to may depend on its neighbours.
    """
    known = {
        path: (item, size, changed, told)
        for path, item, size, changed, told in store.each(
            "SELECT path, item, size, changed, mark FROM files WHERE root = ? AND container = '' "
            "AND state NOT IN ('gone', 'own')",
            [root],
        )
    }
    made: list[tuple[str, tuple[str, ...]]] = []
    skipped = count = 0
    there: set[str] = set()
    for _, group in itertools.groupby(seen, key=lambda each: each.folder):
        for item, chunk in split_items(list(group)):
            paths = [each.path for each in chunk]
            there.update(paths)
            count += len(paths)
            if all(known.get(each.path) == (item, each.size, each.changed, mark) for each in chunk):
                skipped += len(paths)
            else:
                made.append((item, tuple(paths)))
    return Plan(items=tuple(made), files=count, skipped=skipped, gone=tuple(sorted(set(known) - there)))


def split_items(files: Sequence[Seen]) -> Iterator[tuple[str, list[Seen]]]:
    """The files of a folder as they are read together, with what they are called: all of them by the folder's name.

    Where there are many, each is read alone and called by its path. Old Word files stay in bunches, because a converter
    that starts for each of them costs more than all else.
    """
    folder = f"{files[0].folder}/"
    if len(files) <= _TOGETHER:
        yield folder, list(files)
        return
    slow = [each for each in files if is_slow(each.path)]
    rest = [each for each in files if each not in slow]
    for start in range(0, len(slow), _TOGETHER):
        yield folder, slow[start : start + _TOGETHER]
    for each in rest:
        yield each.path, [each]


class Wanted(Struct, frozen=True, kw_only=True):
    """A submission as it should be judged: by which files, last year's, and those of units that share passages."""

    key: str
    digest: str
    paths: tuple[str, ...]
    prior: tuple[str, ...]
    peers: tuple[tuple[str, ...], ...]

    @property
    def item(self) -> str:
        """Where its files lie, as its key has it."""
        return SubmissionKey.parse(self.key).item


class _Group(Struct):
    """Files of one unit and year that were read together, perhaps with those of other places that complete them."""

    key: str
    files: list[tuple[str, str]] = field(default_factory=list)


def pending(store: Store, root: str, mark: str, *, peers: bool) -> tuple[list[Wanted], list[str]]:
    """The submissions whose judgement in the store rests on other files than there are now, and those to be dropped."""
    groups = _together(store, root)
    judged: dict[str, str] = dict(store.rows("SELECT key, digest FROM submissions WHERE root = ?", [root]))
    by_unit: dict[tuple[str, int], str] = {}
    for key in sorted(groups):
        told = SubmissionKey.parse(key)
        if told.unit and told.year:
            by_unit[told.unit, told.year] = key
    alike = _alike(store, root) if peers else {}
    found: list[Wanted] = []
    for key, group in groups.items():
        told = SubmissionKey.parse(key)
        before = by_unit.get((told.unit, told.year - 1)) if told.unit and told.year else None
        prior = groups[before].files if before is not None else []
        others = [groups[each].files for each in alike.get(key, ()) if each in groups]
        digest = digest_of(mark, group.files, prior, others)
        if judged.get(key) != digest:
            found.append(
                Wanted(
                    key=key,
                    digest=digest,
                    paths=_packed(group.files),
                    prior=_packed(prior),
                    peers=tuple(_packed(each) for each in others),
                )
            )
    return found, sorted(set(judged) - set(groups))


def _together(store: Store, root: str) -> dict[str, _Group]:
    """The submissions of an archive with their files.

    Files of one unit and year that lie in several places are judged together, as when each annex has a folder of its
    own. Where two places have the same form with other figures, they are two versions, of which one is adopted, as in
    an audit of the same folder; a place that holds nothing but copies of another's files is none.
    """
    read: dict[str, _Group] = {}
    for path, digest, key in store.each(
        "SELECT path, sha256, submission FROM files WHERE root = ? AND state = 'read' ORDER BY path", [root]
    ):
        group = read.setdefault(key, _Group(key))
        group.files.append((path, digest))
    made: dict[str, _Group] = {}
    homes: dict[tuple[str, int | None], list[_Group]] = {}
    # Of places that hold the same files the original is kept, whatever the order of their names.
    for key in sorted(read, key=lambda key: (is_named_copy(SubmissionKey.parse(key).item), key)):
        group = read[key]
        told = SubmissionKey.parse(key)
        near = homes.setdefault((told.unit, told.year), []) if told.unit else []
        hashes = {digest for _, digest in group.files}
        if any(hashes <= {digest for _, digest in home.files} for home in near):
            continue
        if not near:
            near.append(group)
            made[key] = group
        else:
            near[0].files = sorted([*near[0].files, *group.files])
    return made


def digest_of(
    mark: str,
    members: Sequence[tuple[str, str]],
    prior: Sequence[tuple[str, str]] = (),
    peers: Sequence[Sequence[tuple[str, str]]] = (),
) -> str:
    """What a judgement rests on, as one hash."""
    groups = ("/".join(f"{path}={digest}" for path, digest in sorted(files)) for files in (members, prior, *peers))
    parts = [mark, *groups]
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _packed(files: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """The files to be opened: a packed file once for all its members; of equal files of a folder one that is no copy.

    Of two versions in two folders each keeps its own, though a form of theirs be the same to the letter.
    """
    opened: dict[str, None] = {}
    known: set[tuple[str, str]] = set()
    for path, digest in sorted(files, key=lambda file: is_named_copy(file[0])):
        base = path.partition("!/")[0]
        home = base.rpartition("/")[0]
        if (home, digest) in known and base == path:
            continue
        known.add((home, digest))
        opened[base] = None
    return tuple(opened)


def _alike(store: Store, root: str) -> dict[str, list[str]]:
    """For each submission those of other units that share most passages with it, by what is kept of each passage."""
    votes: dict[str, dict[str, set[int]]] = {}
    units: dict[str, str] = dict(store.rows("SELECT key, unit FROM submissions WHERE root = ?", [root]))
    rows = store.each(
        "SELECT a.hash, a.submission, a.position FROM passages a JOIN ("
        "SELECT hash FROM passages WHERE root = ? GROUP BY hash "
        "HAVING COUNT(DISTINCT submission) BETWEEN 2 AND ?) b ON a.hash = b.hash "
        "WHERE a.root = ? ORDER BY a.hash, a.submission, a.position",
        [root, _COMMON, root],
    )
    for _, group in itertools.groupby(rows, key=lambda row: row[0]):
        holders = [(key, position) for _, key, position in group]
        for key, position in holders:
            for other, _ in holders:
                if units.get(other) != units.get(key):
                    votes.setdefault(key, {}).setdefault(other, set()).add(position)
    alike: dict[str, list[str]] = {}
    for key, others in votes.items():
        near = sorted((each for each in others if len(others[each]) >= _SHARED), key=lambda o: (-len(others[o]), o))
        if near:
            alike[key] = near[:_PEERS]
    return alike


__all__ += ["digest_of"]
