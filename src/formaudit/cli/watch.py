"""``audit --watch``: the audit again whenever a file under its paths has changed."""

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from formaudit.cli.console import remark
from formaudit.messages import word

__all__ = ["Snapshot", "again", "snapshot"]

_EVERY: Final = 1.0
"""Seconds between two looks; a change counts when the next look finds nothing further."""

Snapshot = dict[str, tuple[int, int]]
"""Size and time of change of every file, by its path."""


def snapshot(paths: Sequence[Path], leave: Path | None) -> Snapshot:
    """What lies under some paths now, but for hidden files and a folder to which results go."""
    found: Snapshot = {}
    left = leave.resolve() if leave is not None else None
    for path in paths:
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if any(part.startswith(".") for part in file.relative_to(path).parts):
                continue
            if left is not None and file.resolve().is_relative_to(left):
                continue
            try:
                told = file.stat()
            except OSError:
                continue  # gone between two looks
            if file.is_file():
                found[str(file)] = (told.st_size, told.st_mtime_ns)
    return found


def again(
    run: Callable[[argparse.Namespace], int],
    options: argparse.Namespace,
    pause: Callable[[float], None] = time.sleep,
) -> int:
    """Run the audit, then after each change; ``Ctrl-C`` ends it with the exit code of the last run."""
    options.watch = False
    code = 0
    try:
        while True:
            before = snapshot(options.paths, options.out)
            code = run(options)
            remark(word("watch.waiting", options.lang, count=str(len(before))))
            now = snapshot(options.paths, options.out)
            while now == before:
                pause(_EVERY)
                now = snapshot(options.paths, options.out)
            while (later := _after(pause, options)) != now:  # a file that is still being written
                now = later
    except KeyboardInterrupt:
        remark(word("watch.ended", options.lang))
        return code


def _after(pause: Callable[[float], None], options: argparse.Namespace) -> Snapshot:
    pause(_EVERY)
    return snapshot(options.paths, options.out)
