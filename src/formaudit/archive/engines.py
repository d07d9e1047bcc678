"""Who does the jobs: workers on this machine, or a dask cluster. Both run the same function with the same limits."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from formaudit.archive.job import Job
from formaudit.archive.work import Done, bunches, work_together
from formaudit.errors import FormauditError, UsageError
from formaudit.extract.worker.pool import Pool, WorkerDefectError

__all__ = ["ENGINES", "Engine", "Outcome", "dask_engine", "local_engine"]

Outcome = Done | FormauditError | WorkerDefectError
"""What became of a job; a worker that died, overran its time or its memory gives an error without a file."""

Engine = Callable[[Iterable[Job], int], Iterator[tuple[Job, Outcome]]]

SECONDS: Final = 120.0
MEGABYTES: Final = 2048
_CALLS: Final = 2_000
"""So many calls until a worker is replaced. A new one takes a second of processor time until it is warm; 450
submissions in DOCX leave one megabyte behind, 125 files of other formats ten."""
_AHEAD: Final = 4


def local_engine(jobs: Iterable[Job], workers: int) -> Iterator[tuple[Job, Outcome]]:
    """Spawned processes, each with limits on time and memory; one that dies takes one job along."""
    taken: deque[tuple[Job, ...]] = deque()

    def calls() -> Iterator[tuple[tuple[Job, ...]]]:
        for bunch in bunches(jobs):
            taken.append(bunch)
            yield (bunch,)

    with Pool(size=workers, seconds=SECONDS, megabytes=MEGABYTES, calls=_CALLS) as pool:
        for outcome in pool.map(work_together, calls()):
            yield from _each(taken.popleft(), outcome)


def _each(
    bunch: tuple[Job, ...], outcome: tuple[Done, ...] | FormauditError | WorkerDefectError
) -> Iterator[tuple[Job, Outcome]]:
    """Each job of a bunch with its outcome; an error is that of all of them, and the caller does them again alone."""
    for number, job in enumerate(bunch):
        yield job, outcome[number] if isinstance(outcome, tuple) else outcome


def dask_engine(jobs: Iterable[Job], workers: int) -> Iterator[tuple[Job, Outcome]]:
    """A dask cluster: the one whose address ``DASK_SCHEDULER_ADDRESS`` names, else one on this machine.

    A job whose worker dies is given to another one by dask; one that kills several ends as an error.

    Raises:
        UsageError: ``store-extra``: dask is not installed.

    """
    try:
        from distributed import Client, LocalCluster, as_completed  # noqa: PLC0415 - an extra, at its one door
    except ImportError:
        raise UsageError("store-extra", "", "distributed") from None
    import dask  # noqa: PLC0415 - comes with distributed

    with dask.config.set({"distributed.scheduler.allowed-failures": 2, "distributed.admin.tick.limit": "60s"}):
        address = dask.config.get("scheduler-address", None)
        cluster = None if address else LocalCluster(
            n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
        )  # fmt: skip
        try:
            with Client(address or cluster) as client:
                yield from _through(client, as_completed, bunches(jobs), workers)
        finally:
            if cluster is not None:
                cluster.close()


def _through(
    client: Any, as_completed: Any, waiting: Iterator[tuple[Job, ...]], workers: int
) -> Iterator[tuple[Job, Outcome]]:
    """Keep a few bunches for each worker under way: neither the cluster nor this process holds them all."""
    running: dict[Any, tuple[Job, ...]] = {}
    done = as_completed()

    def start() -> bool:
        bunch = next(waiting, None)
        if bunch is None:
            return False
        future = client.submit(work_together, bunch, pure=False, retries=1)
        running[future] = bunch
        done.add(future)
        return True

    for _ in range(_AHEAD * workers):
        if not start():
            break
    for future in done:
        bunch = running.pop(future)
        outcome: tuple[Done, ...] | FormauditError | WorkerDefectError
        try:
            outcome = future.result()
        except FormauditError as error:
            outcome = error
        except Exception as error:  # noqa: BLE001 - a worker that died, or a defect: the job is named by the caller
            outcome = WorkerDefectError(f"{type(error).__name__}: {error}"[:300])
        future.release()
        yield from _each(bunch, outcome)
        start()


ENGINES: Final[dict[str, Engine]] = {"local": local_engine, "dask": dask_engine}
"""By name; ``ray`` is not among them: dask does the same with a tenth of the size."""
