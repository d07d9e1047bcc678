"""One key of the keyboard, without Enter, where the input is a terminal that can do so."""

import importlib
import sys

__all__ = ["key_pressed"]


def key_pressed() -> str | None:
    """The key that a person presses; ``None`` where the input is no such terminal and must be read by lines."""
    if not sys.stdin.isatty():
        return None
    try:
        termios, tty = importlib.import_module("termios"), importlib.import_module("tty")
    except ImportError:
        return _on_windows()
    number = sys.stdin.fileno()
    try:
        before = termios.tcgetattr(number)
    except termios.error:
        return None
    try:
        tty.setcbreak(number, termios.TCSANOW)  # keys pressed ahead are not thrown away
        key = sys.stdin.read(1)
    finally:
        termios.tcsetattr(number, termios.TCSADRAIN, before)
    return key


def _on_windows() -> str | None:
    try:
        console = importlib.import_module("msvcrt")
    except ImportError:
        return None
    key: str = console.getwch()
    return key
