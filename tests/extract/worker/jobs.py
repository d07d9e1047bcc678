"""What the tests ask workers to do: functions that other processes can import."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from formaudit.errors import InputError


def double(number: int) -> int:
    return 2 * number


def whoami() -> int:
    return os.getpid()


def count(most: int) -> Iterator[int]:
    yield from range(most)


def count_and_die(most: int) -> Iterator[int]:
    yield from range(most)
    os.kill(os.getpid(), signal.SIGKILL)


def refuse(code: str) -> None:
    raise InputError(code, "a.docx", "detail")


def stumble() -> None:
    raise ZeroDivisionError("ours")


def swallow(megabytes: int) -> int:
    return len(bytearray(megabytes << 20))


def dig(depth: int) -> int:
    return 1 + dig(depth + 1)


def hang() -> None:
    while True:
        time.sleep(3600)


def hang_with_a_child() -> Iterator[tuple[int, str]]:
    folder = tempfile.mkdtemp()
    Path(folder, "left.txt").write_text("left", encoding="utf-8")
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(3600)"], start_new_session=True)
    yield child.pid, folder
    child.wait()


def die(number: int) -> None:
    os.kill(os.getpid(), number)


def leave(code: int) -> None:
    os._exit(code)


def talk() -> None:
    print("library noise")
    os.write(2, b"more noise\n")


def burn() -> None:
    while True:
        sum(range(1000))


def wait_for(seconds: float) -> str:
    time.sleep(seconds)
    return "done"
