"""Reading a document in a process that may hang, swell or crash without taking anything along.

Whoever reads one file that they trust calls ``extract_bytes`` and saves the start of a process. Whoever reads many
files, or files from somewhere else, reads them here: the answer is a document or a named error, and always comes.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from formaudit.errors import FormauditError, InputError
from formaudit.extract.ahead import Converted, converted_ahead, none_known
from formaudit.extract.door import extract_bytes, extract_file
from formaudit.extract.worker.pool import Pool
from formaudit.extract.worker.process import WorkerDefectError
from formaudit.model.document import Document

__all__ = ["apart", "read_in", "read_isolated", "read_many"]

Job = tuple[bytes | Path, str, str]
"""A file's bytes or where they are, its path as the user gave it, and its name inside an archive or ``""``.

A path is opened in the worker; a member of an archive is always given as bytes.
"""


def read_isolated(
    source: bytes | Path, shown: str, member: str = "", *, seconds: float = 60, megabytes: int = 1024
) -> Document:
    """The document in one file, read by a worker of its own; for many files a pool is faster.

    Raises:
        InputError: what the door raises, and ``timeout``, ``memory``, ``crashed``, ``too-complex``.
        WorkerDefectError: a defect of ours.

    """
    with Pool(seconds=seconds, megabytes=megabytes) as pool:
        return read_in(pool, source, shown, member)


def read_in(
    pool: Pool, source: bytes | Path, shown: str, member: str = "", converted: Converted = none_known
) -> Document:
    """The same in a pool, whose limits then hold; ``converted`` is what is known of the file ahead."""
    try:
        return pool.run(_read, source, shown, member, dict(converted))
    except InputError as error:
        raise _named(error, shown, member) from None


@contextmanager
def apart(seconds: float, megabytes: int) -> Iterator[Callable[..., Document]]:
    """``read_in`` for many files, with a pool that lives as long as the ``with`` statement."""
    with Pool(seconds=seconds, megabytes=megabytes) as pool:
        yield partial(read_in, pool)


def read_many(pool: Pool, jobs: Iterable[Job]) -> Iterator[Document | FormauditError | WorkerDefectError]:
    """Each job's document or error, in the order of the jobs, as many at a time as the pool has workers."""
    names: list[tuple[str, str]] = []

    def noted() -> Iterator[Job]:
        for job in jobs:
            names.append(job[1:])
            yield job

    for number, outcome in enumerate(pool.map(_read, noted())):
        yield _named(outcome, *names[number]) if isinstance(outcome, InputError) else outcome


def _named(error: InputError, shown: str, member: str) -> InputError:
    """The error with its file; a worker that is killed cannot name it."""
    return InputError(error.code, f"{shown}!/{member}" if member else shown, error.detail)


def _read(source: bytes | Path, shown: str, member: str, converted: Converted = none_known) -> Document:
    """Runs in the worker."""
    with converted_ahead(converted):
        return extract_file(source, shown) if isinstance(source, Path) else extract_bytes(source, shown, member)
