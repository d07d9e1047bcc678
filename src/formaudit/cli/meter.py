"""The line on standard error that says how far a long run is; silent where that is no terminal."""

import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Final

from formaudit.messages import word

__all__ = ["Meter", "line"]

_EVERY: Final = 0.2
_WIDTH: Final = 24
_SOON: Final = 3.0
"""Seconds before anything is said of the time that is left."""


class Meter:
    """Draws the line at most five times a second."""

    def __init__(self, lang: str) -> None:
        """Start the clock."""
        self._lang = lang
        self._start = self._last = time.monotonic()
        self._phase = ""
        self._on = sys.stderr.isatty()

    def watch(self, phase: str) -> Callable[[int, int], None] | None:
        """What is to be told how much of a phase is done; ``None`` where nobody looks on."""
        return partial(self.show, phase) if self._on else None

    def show(self, phase: str, done: int, total: int, tail: str = "") -> None:
        """Show how far a phase is; ``tail`` is what else there is to say."""
        if not self._on:
            return
        at = time.monotonic()
        if phase != self._phase:
            self._phase, self._start = phase, at
        if at - self._last < _EVERY and done < total:
            return
        self._last = at
        self._draw(f"\r\x1b[K{line(phase, done, total, at - self._start, self._lang)}{tail}")

    def end(self) -> None:
        """Leave the line."""
        if self._on and self._phase:
            self._draw("\n")
            self._phase = ""

    def _draw(self, text: str) -> None:
        try:
            sys.stderr.write(text)
            sys.stderr.flush()
        except OSError:  # the terminal has been closed: the work goes on
            self._on = False


def line(phase: str, done: int, total: int, seconds: float, lang: str) -> str:
    """``读取 ████░░ 120/400  12.3/秒  剩 0:23``; nothing of the time left before it can be known."""
    share = done / total if total else 1.0
    filled = int(share * _WIDTH)
    rate = done / seconds if seconds > 0 else 0.0
    left = int((total - done) / rate) if rate else 0
    minutes, hours = left // 60 % 60, left // 3600
    clock = f"{hours}:{minutes:02d}:{left % 60:02d}" if hours else f"{minutes}:{left % 60:02d}"
    return word(
        "meter.line", lang, phase=word(f"meter.phase.{phase}", lang), bar="█" * filled + "░" * (_WIDTH - filled),
        done=str(done), total=str(total), rate=f"{rate:.1f}", left=clock if seconds >= _SOON else "…",
    )  # fmt: skip
