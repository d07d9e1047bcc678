"""What one change to a drawn form makes of its records: every field, wherever it is blank, moved, renamed or gone.

``one_change.txt`` has a block for each change to a layout of ``layouts``: the layout, the line as it was (``#2`` the second
of its kind) and as it is, nothing behind the arrow where it is taken out; then the fields that are there now and were not
before (``+``) and the other way round (``-``), of many the first. Places are left out, as every line below moves; ``test_layouts`` has them. A
block without a change has the whole form. Running this module writes the file anew.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from msgspec import Struct

from formaudit.model.cells import TextCell
from formaudit.model.document import Source
from formaudit.model.figure import Figure
from formaudit.model.place import Place
from tests.forms.layouts import layout
from tests.forms.marked import forms_of, marked
from tests.whole import against, blocks, named, one_line, short, written

TABLE: Final = Path(__file__).with_name("one_change.txt")
_MOST: Final = 10
_SILENT: Final = frozenset({"file", "table", "index", "name", "parent", "blocks", "document"})


def _figure(one: Figure) -> str:
    read = "" if one.value is None else f"{one.value.normalize():f}"
    readings = "".join(f" or {each.value.normalize():f}{each.unit}" for each in one.readings)
    return f"{one.key} {one.raw!r} {one.state.value} {one.comparison}{read}{one.unit} .{one.decimals} {one.label}{readings}"


def _fields(value: object, path: str) -> Iterator[str]:
    match value:
        case Figure():
            yield f"{path}: {_figure(value)}"
        case TextCell():
            yield f"{path}: {value.text!r}"
        case Place() | Source():
            pass
        case Struct():
            for name in value.__struct_fields__:
                if name not in _SILENT:
                    yield from _fields(getattr(value, name), f"{path}.{name}" if path else name)
        case tuple() | frozenset() | list():
            for number, each in enumerate(sorted(value) if isinstance(value, frozenset) else value):
                named = getattr(each, "name", "") or getattr(each, "source", "")
                at = f"{path}[{named if isinstance(named, str) and named else number}]"
                if (parent := getattr(each, "parent", None)) is not None and not isinstance(value, frozenset):
                    yield f"{at} below {value[parent].name}"
                yield from _fields(each, at)
        case None | "" | 0 | False:
            pass
        case _:
            yield f"{path}: {value}"


def _said(drawing: str) -> list[str]:
    found: list[str] = []
    for number, form in enumerate(forms_of(marked(drawing).document)):
        kind = getattr(form, "form", None) or type(form).__name__
        found.extend(_fields(form, f"{number} {kind}"))
    return list(dict.fromkeys(found))


@cache
def _before(name: str) -> tuple[str, ...]:
    return tuple(_said(layout(name)))


def told(head: str) -> list[str]:
    """The lines of a block."""
    name, change = named(head)
    if not change:
        return [f"  {line}" for line in _before(name)]
    return against(_before(name), _said(one_line(layout(name), change)), most=_MOST)


@pytest.mark.parametrize(("head", "lines"), blocks(TABLE), ids=short)
def test_one_change_to_a_form_shows_in_the_fields_that_it_concerns(head: str, lines: list[str]) -> None:
    assert told(head) == lines


if __name__ == "__main__":
    written(TABLE, told)
