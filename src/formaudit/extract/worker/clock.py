"""The processor time of a process with all it has started: what a file costs, however busy the machine is."""

import contextlib
import os
import sys
from pathlib import Path
from typing import Final

__all__ = ["WAITING", "family", "processor_seconds"]

WAITING: Final = 5
"""So many times its limit of processor time may work take in all, while others use the machine or it waits."""
_USER: Final = 11
"""Where the four figures of processor time begin in the part of ``stat`` that follows the command's name."""


def processor_seconds(pid: int) -> float | None:
    """Seconds of processor time that a process and everything below it have used; ``None`` where nobody can tell.

    What a child has used that is already gone is counted with its parent, if that has waited for it.
    """
    if sys.platform != "linux":
        return None
    ticks = 0
    found = False
    for one in (pid, *family(pid)):
        with contextlib.suppress(OSError, ValueError, IndexError):
            fields = Path(f"/proc/{one}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            ticks += sum(map(int, fields[_USER : _USER + 4]))
            found = True
    return ticks / os.sysconf("SC_CLK_TCK") if found else None


def family(pid: int) -> list[int]:
    """The processes below one, as far as Linux tells."""
    found: list[int] = []
    with contextlib.suppress(OSError):
        for children in Path(f"/proc/{pid}/task").glob("*/children"):
            for child in map(int, children.read_text(encoding="ascii").split()):
                found += [child, *family(child)]
    return found
