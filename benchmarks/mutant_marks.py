"""What changed sources call while tests run: whether a mutant would have made a difference.

Marked sources (``mutant_sources``) reckon an expression as it is and as its mutant has it, go on with the first and set
the mutant's mark where the two differ. Marks are one byte each in a file that this process shares with all that it
starts, so what a worker or a command reckons counts for the test that started it. Only the standard library is used:
this file is copied beside the program, whatever else is there.

What is remembered (``lru_cache``, ``cached_property``) would hide a difference from whoever asks second: the marks that
were set while a value was made are kept with it and set again whenever it is given out.
"""

import functools
import mmap
import os
from collections.abc import Callable
from typing import Any

FILE = "FORMAUDIT_MARKS"
_OURS = ("formaudit", "tests", "corpora", "benchmarks", "conftest")


def _opened() -> Any:
    """The shared marks, or ones of this process alone where their file cannot be opened."""
    try:
        with open(os.environ[FILE], "r+b") as file:  # noqa: PTH123 - no more is loaded than is needed
            return mmap.mmap(file.fileno(), 0)
    except (OSError, KeyError, ValueError):
        return bytearray(1 << 16)


marks = _opened()
_none = bytes(len(marks))
_changing = False  # whether a changed expression is being reckoned: what it calls is not looked at a second time


def taken() -> list[int]:
    """The numbers of the marks that are set; all are unset again."""
    found, at = [], marks.find(b"\1")
    while at >= 0:
        found.append(at)
        at = marks.find(b"\1", at + 1)
    marks[:] = _none
    return found


def put(numbers: list[int]) -> None:
    """Set marks."""
    for number in numbers:
        marks[number] = 1


def reached(*numbers: int) -> bool:
    """Set marks that stand for being reached; false, so that another expression can follow with ``or``."""
    for number in numbers:
        marks[number] = 1
    return False


def guarded(number: int, always: bool, value: object) -> object:
    """The value of a condition whose mutant always has one answer."""
    if bool(value) is not always:
        marks[number] = 1
    return value


def compared(number: int, was: Callable[..., Any], other: Callable[..., Any], left: Any, right: Any) -> Any:
    """The value of a comparison whose mutant compares the same two values."""
    value = was(left, right)
    if not marks[number]:
        try:
            marks[number] = _differ(value, other(left, right))
        except Exception:  # noqa: BLE001 - a mutant that fails differs
            marks[number] = 1
    return value


def both(number: int, truth: bool, value: Any, other: Callable[[], Any]) -> Any:
    """A value, after its mutant has been reckoned; with ``truth`` only whether it holds counts."""
    global _changing  # noqa: PLW0603 - one state a process
    if not marks[number]:
        if _changing:
            marks[number] = 1
            return value
        _changing = True
        try:
            changed = other()
            marks[number] = bool(changed) is not bool(value) if truth else _differ(value, changed)
        except Exception:  # noqa: BLE001 - a mutant that fails differs
            marks[number] = 1
        finally:
            _changing = False
    return value


def _differ(one: Any, other: Any) -> bool:
    """Whether two values are not the same."""
    return one is not other and (type(one) is not type(other) or not bool(one == other))


def _kept(make: Callable[..., Any], *arguments: Any, **named: Any) -> tuple[Any, list[int]]:
    """A value and the marks that were set while it was made."""
    before = taken()
    try:
        value = make(*arguments, **named)
    finally:
        own = taken()
        put(before)
        put(own)
    return value, own


def remembering() -> None:
    """Let what our functions remember keep its marks; to be called before any of them is loaded."""
    usual = functools.lru_cache

    def lru_cache(maxsize: Any = 128, typed: bool = False) -> Any:
        def decorator(function: Any) -> Any:
            if not str(getattr(function, "__module__", "")).startswith(_OURS):
                return usual(limit, typed)(function)
            inner = usual(limit, typed)(functools.partial(_kept, function))

            @functools.wraps(function)
            def wrapper(*arguments: Any, **named: Any) -> Any:
                value, own = inner(*arguments, **named)
                if own:
                    put(own)
                return value

            for name in ("cache_clear", "cache_info", "cache_parameters"):
                setattr(wrapper, name, getattr(inner, name))
            return wrapper

        limit = 128 if callable(maxsize) else maxsize
        return decorator(maxsize) if callable(maxsize) else decorator

    functools.lru_cache = lru_cache
    functools.cache = lru_cache(None)
    functools.cached_property = _Property  # type: ignore[misc, assignment]


class _Property:
    """A ``cached_property`` that keeps the marks of its value beside it."""

    def __init__(self, function: Callable[[Any], Any]) -> None:
        self.function = function
        self.__doc__ = function.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __class_getitem__(cls, item: Any) -> Any:
        return cls

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        if instance is None:
            return self
        held = instance.__dict__
        if self.name not in held:
            held[self.name], held[f"{self.name} marks"] = _kept(self.function, instance)
        put(held.get(f"{self.name} marks", ()))
        return held[self.name]

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.name] = value
