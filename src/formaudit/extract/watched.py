"""A program that makes one file of each of many: run until it ends, or until nothing has come out for too long."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from formaudit.extract.worker.clock import WAITING, processor_seconds

__all__ = ["watched"]

_TICK: Final = 0.05


def watched(
    command: Sequence[str],
    folder: Path,
    outputs: Sequence[Path],
    seconds: float,
    *,
    environment: Mapping[str, str] | None = None,
    starting: float,
) -> int | None:
    """Run a command in a folder: its exit code, or ``None`` where time ran out and it was ended with all it started.

    ``outputs`` are the files that it is to write one after another. ``seconds`` is the time that each of them may
    take, ``starting`` what the first may take beyond that.
    """
    process = subprocess.Popen(  # noqa: S603 the command is ours, the files have names of ours
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    made, since, patience = 0, time.monotonic(), seconds + starting
    used = processor_seconds(process.pid)
    try:
        while True:
            try:
                return process.wait(_TICK)
            except subprocess.TimeoutExpired:
                count = sum(path.is_file() for path in outputs)
                if count > made:
                    made, since, patience = count, time.monotonic(), seconds
                    used = processor_seconds(process.pid)
                waited = time.monotonic() - since
                if waited > patience and _is_spent(process.pid, used, waited, patience):
                    return None
    finally:
        _end(process)


def _is_spent(pid: int, before: float | None, waited: float, patience: float) -> bool:
    """Whether the time for a file is spent: its processor time, or several times as much of anybody's clock."""
    used = processor_seconds(pid)
    if used is None or before is None or waited > patience * WAITING:
        return True
    return used - before > patience


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program with all it started: the launcher leaves its child behind when only it is killed."""
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        process.kill()
    process.wait()
