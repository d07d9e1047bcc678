"""What a worker does with some files of an archive: read, group, audit, and give back rows for the store.

The same code runs for each file whatever engine starts it. Nothing here knows the store.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from msgspec import Struct

from formaudit.archive.audited import Audited, audited
from formaudit.archive.file_rows import FileRow, file_rows, refused_rows
from formaudit.archive.job import Job, key_of
from formaudit.archive.walk import fetched, is_slow
from formaudit.extract.ahead import converted_ahead
from formaudit.extract.door import convert_together
from formaudit.intake.gather import Gathered, gather, located
from formaudit.settings import Profile

__all__ = ["Done", "bunches", "work", "work_together"]

_BUNCH: Final = 48
"""So many old Word files at least go through one call of the converter, if there are as many: it takes 1.3 s of
processor time to start and 0.16 s for a file."""


class Done(Struct, frozen=True, kw_only=True):
    """The outcome of a job."""

    files: tuple[FileRow, ...]
    audited: tuple[Audited, ...]
    seconds: float


def work(job: Job) -> Done:
    """Do a job. A file that cannot be read is a row with its error; nothing of that kind is raised."""
    return work_together((job,))[0]


def work_together(jobs: tuple[Job, ...]) -> tuple[Done, ...]:
    """Do some jobs of one archive; their old Word files go through a converter by one call."""
    wanted = {path: None for job in jobs for path in job.opened}
    with fetched(jobs[0].archive, tuple(wanted)) as (here, refused):
        slow = [path for path in here.values() if is_slow(path.name)]
        with converted_ahead(convert_together(_bytes(slow))):
            return tuple(_work(job, here, refused) for job in jobs)


def bunches(jobs: Iterable[Job]) -> Iterator[tuple[Job, ...]]:
    """The jobs as a worker does them: those with old Word files by four dozen, all others one by one."""
    waiting: list[Job] = []
    held = 0
    for job in jobs:
        slow = sum(map(is_slow, job.opened))
        if not slow:
            yield (job,)
            continue
        waiting.append(job)
        held += slow
        if held >= _BUNCH:
            yield tuple(waiting)
            waiting, held = [], 0
    if waiting:
        yield tuple(waiting)


def _bytes(paths: Iterable[Path]) -> Iterator[bytes]:
    """What is in some files; one that cannot be read is told when its turn comes."""
    for path in paths:
        with suppress(OSError):
            yield path.read_bytes()


def _work(job: Job, here: dict[str, Path], refused: dict[str, str]) -> Done:
    start = time.perf_counter()
    gathered, names = _gather([here[path] for path in job.paths if path in here], here, job.profile)
    prior = _gather([here[path] for path in job.prior if path in here], here, job.profile)[0]
    peers = [_gather([here[path] for path in peer if path in here], here, job.profile)[0] for peer in job.peers]
    files = (*file_rows(job, here, gathered, names, refused), *refused_rows(job, refused))
    told = tuple(
        audited(job, submission, names, prior, [each for peer in peers for each in peer.submissions[:1]])
        for submission in gathered.submissions
        if submission.adopted
        if not job.key or key_of(submission.unit, submission.year, job.item, submission.part) == job.key
    )
    return Done(files=files, audited=told, seconds=time.perf_counter() - start)


def _gather(paths: Sequence[Path], here: dict[str, Path], profile: Profile) -> tuple[Gathered, dict[str, str]]:
    """What is in some files, and the archive's path for each name under which it is shown."""
    if not paths:
        return Gathered(submissions=(), errors=()), {}
    back = {path.resolve(): name for name, path in here.items()}
    names = {shown: back.get(path.resolve(), shown) for shown, path in located(paths).items()}
    return gather(paths, profile.names, isolated=False), names
