"""``audit --watch``: the audit again whenever a file under its paths has changed."""

import argparse
import time
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from formaudit.cli.console import remark
from formaudit.extract.own_output import is_own_output
from formaudit.messages import word

__all__ = ["Snapshot", "again", "snapshot"]

_EVERY: Final = 1.0
"""Seconds between two looks; a change counts when the next look finds nothing further."""

Snapshot = dict[str, tuple[int, int]]
"""Size and time of change of every file, by its path."""


def snapshot(paths: Sequence[Path], leave: Path | None) -> Snapshot:
    """What lies under some paths now, but for hidden files and the program's own in a folder to which results go.

    That folder may hold papers too: what a run wrote there is known as the audit knows it, by what it holds.
    """
    found: Snapshot = {}
    left = leave.resolve() if leave is not None else None
    for path in paths:
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if any(part.startswith(".") for part in file.relative_to(path).parts):
                continue
            try:
                told = file.stat()
                size, changed = told.st_size, told.st_mtime_ns
                results = left is not None and file.resolve().is_relative_to(left)
                if file.is_file() and not (results and _is_ours(file, size, changed)):
                    found[str(file)] = (size, changed)
            except OSError:
                continue  # gone between two looks
    return found


@lru_cache(maxsize=4096)  # each second's look meets the same files
def _is_ours(file: Path, _size: int, _changed: int) -> bool:
    return is_own_output(file.read_bytes())


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
