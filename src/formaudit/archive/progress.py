"""The line on standard error that says how far a scan is; silent where that is no terminal."""

import sys
import time
from typing import Final

from formaudit.archive.scan import Progress
from formaudit.messages import word

__all__ = ["Meter"]

_EVERY: Final = 0.2
_WIDTH: Final = 24


class Meter:
    """Draws the line at most five times a second."""

    def __init__(self, lang: str) -> None:
        """Start the clock."""
        self._lang = lang
        self._start = self._last = time.monotonic()
        self._phase = ""
        self._on = sys.stderr.isatty()

    def __call__(self, progress: Progress) -> None:
        """Show how far it is."""
        if not self._on:
            return
        at = time.monotonic()
        if progress.phase != self._phase:
            self._phase, self._start = progress.phase, at
        if at - self._last < _EVERY and progress.done < progress.total:
            return
        self._last = at
        sys.stderr.write(f"\r\x1b[K{line(progress, at - self._start, self._lang)}")
        sys.stderr.flush()

    def end(self) -> None:
        """Leave the line."""
        if self._on and self._phase:
            sys.stderr.write("\n")


def line(progress: Progress, seconds: float, lang: str) -> str:
    """``读取 ████░░ 120/400  12.3/秒  剩 0:23  有问题 7  失败 1  未变 30``."""
    share = progress.done / progress.total if progress.total else 1.0
    filled = int(share * _WIDTH)
    rate = progress.done / seconds if seconds > 0 else 0.0
    left = int((progress.total - progress.done) / rate) if rate else 0
    return word(
        "scan.progress", lang, phase=word(f"scan.phase.{progress.phase}", lang),
        bar="█" * filled + "░" * (_WIDTH - filled), done=str(progress.done), total=str(progress.total),
        rate=f"{rate:.1f}", left=f"{left // 60}:{left % 60:02d}", found=str(progress.found),
        failed=str(progress.failed), skipped=str(progress.skipped),
    )  # fmt: skip


__all__ += ["line"]
