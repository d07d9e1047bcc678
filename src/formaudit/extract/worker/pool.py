"""Work in other processes that may hang, swell or crash without taking anything along.

A ``Pool`` keeps a few workers alive, so that not every file pays for starting Python. Each worker has a limit on memory
that the system enforces, a folder of its own for temporary files, and no terminal; one that overruns its time is killed
with everything it started, its folder is removed, and a new one takes its place when it is needed.

Workers are spawned, not forked: a fork inherits locks and thread pools in whatever state they are (onnxruntime hangs).
"""

import queue
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Any, ParamSpec, Self, TypeVar

from formaudit.errors import FormauditError
from formaudit.extract.worker.process import Worker, WorkerDefectError

__all__ = ["Pool", "WorkerDefectError"]

P = ParamSpec("P")
T = TypeVar("T")


class Pool:
    """A few workers, each with limits; to be used in a ``with`` statement, from any number of threads.

    ``seconds`` is the processor time for one call, or between two items of a stream, of the worker with all it starts
    (a few times as much may be waited for it, on a machine that others use too); ``megabytes`` bounds the private
    memory of a worker (and, each for itself, of the programs it starts) on Linux; elsewhere only the time is bounded.
    A worker is replaced after ``calls`` calls, as libraries leak.
    """

    def __init__(self, size: int = 1, seconds: float = 60, megabytes: int = 1024, calls: int = 200) -> None:
        """Make room for the workers; they start when they are first needed."""
        self._size = size
        self._seconds = seconds
        self._megabytes = megabytes
        self._calls = calls
        self._lock = threading.Lock()
        self._closed = False
        self._alive: set[Worker] = set()
        self._idle: queue.LifoQueue[Worker | None] = queue.LifoQueue()
        for _ in range(size):
            self._idle.put(None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all workers; a call that is still under way in another thread ends as ``crashed``."""
        with self._lock:
            self._closed = True
            alive = tuple(self._alive)
            self._alive.clear()
        for worker in alive:
            worker.end()

    def run(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """What a function of some module returns, called in a worker.

        Raises:
            FormauditError: raised by the function itself.
            InputError: without a file: ``timeout``, ``memory``, ``too-complex`` (nested too deeply), ``crashed``.
            WorkerDefectError: the function raised anything else.

        """
        result: T
        [result] = self._answers(function, args, kwargs)
        return result

    def stream(self, function: Callable[P, Iterator[T]], /, *args: P.args, **kwargs: P.kwargs) -> Iterator[T]:
        """What a generator function yields, called in a worker, one by one.

        A stream that is not read to its end costs its worker.

        Raises:
            FormauditError: as with ``run``, after the items before it.
            WorkerDefectError: the function raised anything else.

        """
        return self._answers(function, args, kwargs)

    def map(
        self, function: Callable[..., T], calls: Iterable[tuple[Any, ...]]
    ) -> Iterator[T | FormauditError | WorkerDefectError]:
        """The result of each call in the order of the calls, or the error it ended with; no error ends the others.

        Calls are taken from the iterable only a little ahead of the work.
        """
        waiting: deque[Future[T | FormauditError | WorkerDefectError]] = deque()
        with ThreadPoolExecutor(self._size) as threads:
            try:
                for args in calls:
                    waiting.append(threads.submit(self._outcome, function, args))
                    if len(waiting) > 2 * self._size:
                        yield waiting.popleft().result()
                while waiting:
                    yield waiting.popleft().result()
            except BaseException:  # an interrupt, or nobody wants the rest: do not wait for calls under way
                threads.shutdown(wait=False, cancel_futures=True)
                self.close()
                raise

    def _outcome(self, function: Callable[..., T], args: tuple[Any, ...]) -> T | FormauditError | WorkerDefectError:
        try:
            return self.run(function, *args)
        except (FormauditError, WorkerDefectError) as error:
            return error

    def _answers(self, function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Iterator[Any]:
        """The items of a stream, or the one result of a function."""
        worker = self._take()
        fit = False
        try:
            worker.ask((function, args, kwargs))
            while (answer := worker.answer(self._seconds)).kind == "item":
                yield answer.value
            fit = True
            if answer.kind == "error":
                raise answer.value
            if answer.kind == "result":
                yield answer.value
        finally:
            self._give_back(worker, fit=fit and worker.calls < self._calls)

    def _take(self) -> Worker:
        worker = self._idle.get()
        if worker is not None and worker.alive:
            return worker
        try:
            worker = Worker(self._megabytes)
        except BaseException:
            self._idle.put(None)
            raise
        with self._lock:
            self._alive.add(worker)
        return worker

    def _give_back(self, worker: Worker, *, fit: bool) -> None:
        with self._lock:
            fit = fit and not self._closed
            if not fit:
                self._alive.discard(worker)
        if not fit:
            worker.end()
        self._idle.put(worker if fit else None)
