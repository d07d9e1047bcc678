"""How reading ends: in a document, or in the code of a named error. Anything else fails the test that asked."""

from collections.abc import Callable
from typing import TypeVar

from formaudit.errors import InputError

Read = TypeVar("Read")


def ending(read: Callable[[], Read]) -> Read | str:
    try:
        return read()
    except InputError as error:
        return error.code
