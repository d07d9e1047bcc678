"""One worker: both ends of its pipe.

This module is all that a worker loads before its first call; the libraries come with the functions it is asked to run.
"""

import contextlib
import gc
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import threading
import time
import traceback
import weakref
from collections.abc import Iterator
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from typing import Any, Final

from msgspec import Struct

from formaudit.errors import FormauditError, InputError
from formaudit.extract.worker.clock import WAITING, family, processor_seconds

if sys.platform == "linux":
    import resource

__all__ = ["Answer", "Worker", "WorkerDefectError"]

_START_SECONDS: Final = 120
_END_SECONDS: Final = 10
_SHORTEST: Final = 0.05
_CORES: Final = max(1, os.cpu_count() or 1)
_OUT_OF_MEMORY: Final = 77
"""The exit code of a worker that has met a ``MemoryError``: what its libraries hold by then is anybody's guess."""

_GARBAGE: Final = 50_000
"""So many records more than were let go make a worker look for circles among them. A submission is tens of thousands of
records that hold none; Python's own bound of 700 would look through them again and again."""

_SPAWN: Final = multiprocessing.get_context("spawn")


class WorkerDefectError(Exception):
    """A defect of ours that showed in a worker; the text is the worker's traceback."""


class Answer(Struct, frozen=True):
    """What comes back: an ``item`` with more to follow, the ``end`` of a stream, a ``result``, or an ``error``."""

    kind: str
    value: Any = None


class Worker:
    """Our end: a process with its pipe and its folder for temporary files."""

    def __init__(self, megabytes: int) -> None:
        """Start the process and wait until it has limited itself.

        Raises:
            InputError: ``crashed`` or ``timeout``: it did not come up.

        """
        self.calls = 0
        self._megabytes = megabytes
        self._folder = tempfile.mkdtemp(prefix="formaudit-worker-")
        self._remove_folder = weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        self._pipe, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=_serve, args=(theirs, self._folder, megabytes), daemon=True)
        try:
            with _undisturbed():
                self._process.start()
            theirs.close()
            self.answer(_START_SECONDS)
        except BaseException:
            self.end()
            raise

    @property
    def alive(self) -> bool:
        """Whether the process is still there."""
        return self._process.is_alive()

    def ask(self, call: tuple[Any, ...]) -> None:
        """Send a call: function, arguments, keyword arguments.

        Raises:
            InputError: ``memory`` or ``crashed``.

        """
        self.calls += 1
        try:
            self._pipe.send(call)
        except OSError:
            raise self._lost() from None

    def answer(self, seconds: float) -> Answer:
        """The next answer; ``seconds`` is the processor time it may cost, and a few times as much may be waited.

        Raises:
            InputError: ``timeout``, ``memory`` or ``crashed``; the worker must then be ended.

        """
        try:
            if not self._ready(seconds):
                raise InputError("timeout", detail=f"{seconds:g} s")
            answer: Answer = self._pipe.recv()
        except (EOFError, OSError):
            raise self._lost() from None
        return answer

    def _ready(self, seconds: float) -> bool:
        """Whether an answer comes in time. On a busy machine a file gets the same work done, only later."""
        pid = self._process.pid
        before = processor_seconds(pid) if pid is not None else None
        if pid is None or before is None:
            return self._pipe.poll(seconds)
        last = time.monotonic() + seconds * WAITING
        left = seconds
        while left > 0 and (rest := last - time.monotonic()) > 0:
            # Several threads may use the processor at a time, but what is left is never used up sooner than this.
            if self._pipe.poll(min(max(left / _CORES, _SHORTEST), rest)):
                return True
            used = processor_seconds(pid)
            if used is None:
                return self._pipe.poll(_END_SECONDS)  # it is gone: the pipe says so
            left = seconds - (used - before)
        return self._pipe.poll(0)

    def _lost(self) -> InputError:
        """Why the pipe is broken."""
        self._process.join(_END_SECONDS)
        code = self._process.exitcode
        if code == _OUT_OF_MEMORY:
            return InputError("memory", detail=f"{self._megabytes} MB")
        if code is None or code >= 0:
            return InputError("crashed", detail="" if code is None else f"exit {code}")
        return InputError("crashed", detail=signal.Signals(-code).name)

    def end(self) -> None:
        """Kill the process with everything it started, and remove its folder. May be called again."""
        pid = self._process.pid
        if pid is not None and self._process.is_alive():
            _kill_family(pid, stop_first=True)
            self._process.kill()
            self._process.join(_END_SECONDS)
        with contextlib.suppress(OSError):  # another thread, whose call was under way, has closed it at the same moment
            self._pipe.close()
        self._remove_folder()


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """What is started inside hears of no interrupt from the terminal until it has left it; ours waits as long.

    Without this a worker that is still loading Python when somebody presses Ctrl-C prints a traceback of its own.
    """
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # it starts with the first worker, and lets interrupts through again
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _kill_family(pid: int, *, stop_first: bool) -> None:
    """Kill every process below one, as far as Linux tells; the one is stopped first, so that it starts no more."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            if stop_first:
                os.kill(pid, signal.SIGSTOP)
            for one in family(pid):
                os.kill(one, signal.SIGKILL)


def _serve(pipe: Connection, folder: str, megabytes: int) -> None:
    """The worker's end: calls in, answers out, until the pipe closes."""
    _settle(folder, megabytes)
    threading.Thread(target=_follow_parent, args=(folder,), daemon=True).start()
    pipe.send(Answer("ready"))
    try:
        while True:
            _answer(pipe)
    except (EOFError, OSError):  # the parent is gone: it ends a worker by killing it, not by closing the pipe
        shutil.rmtree(folder, ignore_errors=True)
    except MemoryError:
        os._exit(_OUT_OF_MEMORY)


def _answer(pipe: Connection) -> None:
    function, args, kwargs = pipe.recv()
    try:
        result = function(*args, **kwargs)
        if isinstance(result, Iterator):
            for item in result:
                pipe.send(Answer("item", item))
            answer = Answer("end")
        else:
            answer = Answer("result", result)
    except FormauditError as error:
        answer = Answer("error", error)
    except RecursionError:
        answer = Answer("error", InputError("too-complex"))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a defect must reach the parent as one, whatever it is
        answer = Answer("error", WorkerDefectError(traceback.format_exc()))
    pipe.send(answer)


def _settle(folder: str, megabytes: int) -> None:
    """Leave the terminal and its signals, fall silent, keep temporary files in one place, limit the memory."""
    if sys.platform != "win32":
        os.setsid()
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # one that came while this started is forgotten
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        signal.signal(signal.SIGINT, signal.default_int_handler)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)
    gc.set_threshold(_GARBAGE)
    tempfile.tempdir = folder
    os.environ.update(dict.fromkeys(("TMPDIR", "TEMP", "TMP"), folder))
    if sys.platform == "linux":
        # RLIMIT_AS would also count what is only reserved, which pdfium and LibreOffice do by the gigabyte.
        limit = megabytes * 1024**2
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (limit if hard < 0 else min(limit, hard), hard))


def _follow_parent(folder: str) -> None:
    """Die when the parent dies, even in the middle of a call, with what was started and written from here."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    wait([parent.sentinel])
    _kill_family(os.getpid(), stop_first=False)
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(1)
