"""What one change to a submission that agrees makes of its relations.

``one_change.txt`` has a block for each change, written as in ``tests/causes/one_change.txt``: each relation that is there or
comes out otherwise now (``+``), or did before (``-``): check, kind, subject, outcome, arithmetic and in brackets why it must
hold, with what leaves it open. A block without a change has all relations. Running this module writes the file anew.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from formaudit.graph.reading import read_relation
from tests.graph.drawings import WHOLE
from tests.graph.making import evidence_of

TABLE: Final = Path(__file__).with_name("one_change.txt")
ARROW: Final = " →"
Changes = tuple[tuple[str, str], ...]


def changed(changes: Changes) -> tuple[str, ...]:
    """The submission with pieces of text changed; each must be there once."""
    drawings: tuple[str, ...] = WHOLE
    for was, now in changes:
        assert sum(text.count(was) for text in drawings) == 1, was
        drawings = tuple(text.replace(was, now.replace("\\n", "\n")) for text in drawings)
    return drawings


def _lines(changes: Changes) -> Iterator[str]:
    graph = evidence_of(*changed(changes)).graph
    for one in graph.relations:
        reading = read_relation(one, graph.precision)
        marks = (
            "" if one.exhaustive else " open",
            f" {one.doubt}" if one.doubt else "",
            " blank=0" * one.blank_is_zero,
        )
        beside = f" beside {' '.join(figure.key for figure in one.context)}" if one.context else ""
        yield (
            f"{one.check} {one.kind} {one.subject} {reading.outcome.value}: {reading.calculation} "
            f"({one.why}{''.join(marks)}{beside})"
        )


@cache
def _before() -> tuple[str, ...]:
    return tuple(dict.fromkeys(_lines(())))


def told(changes: Changes) -> list[str]:
    """The lines of a block."""
    now = list(dict.fromkeys(_lines(changes)))
    if not changes:
        return [f"  {line}" for line in now]
    new = [f"  + {line}" for line in now if line not in _before()]
    return [*new, *(f"  - {line}" for line in _before() if line not in now)] or ["  nothing"]


def blocks() -> list[tuple[Changes, list[str]]]:
    """The changes of the file and what it says of them."""
    found = []
    for block in re.split(r"\n\n+", TABLE.read_text("utf-8").strip()):
        lines = block.split("\n")
        pairs = [line.split(ARROW, 1) for line in lines if not line.startswith("  ") and line != "unchanged"]
        changes = tuple((was, now.removeprefix(" ")) for was, now in pairs)
        found.append((changes, [line for line in lines if line.startswith("  ")]))
    return found


@pytest.mark.parametrize(("changes", "lines"), blocks(), ids=lambda each: str(each[:1])[:60])
def test_one_change_shows_in_the_relations_that_it_concerns(changes: Changes, lines: list[str]) -> None:
    assert told(changes) == lines


if __name__ == "__main__":
    said = (
        "\n".join([*([f"{was}{ARROW} {now}".rstrip() for was, now in changes] or ["unchanged"]), *told(changes)])
        for changes, _ in blocks()
    )
    TABLE.write_text("\n\n".join(said) + "\n", encoding="utf-8")
