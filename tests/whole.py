"""Tables of whole outputs: files of blocks, each an input and below it, indented, all that is said of it.

A change of a rule that moves a line shows there what it does to whom. A module with such a table compares each block
with what is said now, and writes the file anew when it is run. Where the input is a change to something that agrees,
a block has what was not said before (``+``) and what is said no more (``-``).
"""

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

__all__ = ["ARROW", "NOTHING", "Given", "against", "blocks", "named", "one_line", "short", "swaps", "written"]

ARROW: Final = " →"
NOTHING: Final = "  nothing"
_NAMED: Final = "= "


def blocks(table: Path) -> list[tuple[str, list[str]]]:
    """The inputs of a file and what it says of them."""
    found = []
    for block in re.split(r"\n\n+", table.read_text("utf-8").strip()):
        lines = block.split("\n")
        head = [line for line in lines if not line.startswith("  ")]
        found.append(("\n".join(head), lines[len(head) :]))
    return found


def written(table: Path, told: Callable[[str], Sequence[str]]) -> None:
    """Write a file anew."""
    said = ("\n".join([head, *told(head)]) for head, _ in blocks(table))
    table.write_text("\n\n".join(said) + "\n", encoding="utf-8")


def short(each: object) -> str:
    """The name of a block's test."""
    return str(each)[:60]


def against(before: Sequence[str], now: Iterable[str], *, most: int = 0) -> list[str]:
    """What has come and what has gone, each in its order; of more lines than ``most`` the first half of as many."""
    said = list(dict.fromkeys(now))
    came = [f"  + {line}" for line in said if line not in before]
    went = [f"  - {line}" for line in before if line not in said]
    return [*_first(came, most), *_first(went, most)] or [NOTHING]


def _first(lines: list[str], most: int) -> list[str]:
    if not most or len(lines) <= most:
        return lines
    return [*lines[: most // 2], f"  {lines[0][2]} {len(lines) - most // 2} more"]


def swaps(head: str) -> tuple[tuple[str, str], ...]:
    """The pieces of text that a head of ``was → now`` lines changes; a line without an arrow changes nothing."""
    pairs = (line.split(ARROW, 1) for line in head.split("\n") if ARROW in line)
    return tuple((was, now.removeprefix(" ")) for was, now in pairs)


def named(head: str) -> tuple[str, str]:
    """The name of what is changed, and the change, empty where there is none: ``name: was → now``."""
    name, _, change = head.partition(": ")
    return name.rstrip(":"), change


class Given:
    """A table whose inputs are given in it, each named on a line before it (``= name``), and changed by blocks below.

    A block that changes one has its name, then lines as they were and as they are (nothing behind the arrow where one is
    taken out, ``\\n`` where several come), and lines that are added at its end.
    """

    def __init__(self, table: Path, said: Callable[[str], Iterable[str]]) -> None:
        heads = (head for head, _ in blocks(table) if head.startswith(_NAMED))
        self._inputs = {name.removeprefix(_NAMED): given for name, _, given in (head.partition("\n") for head in heads)}
        self._said = said
        self._before: dict[str, list[str]] = {}

    def told(self, head: str) -> list[str]:
        """The lines of a block."""
        name, *changes = head.split("\n")
        if name.startswith(_NAMED):
            return [f"  {line}" for line in self._whole(name.removeprefix(_NAMED))] or [NOTHING]
        given = self._inputs[name]
        for change in changes:
            given = one_line(given, change) if ARROW in change else f"{given}\n{change}"
        return against(self._whole(name), self._said(given.replace("\\n", "\n")))

    def _whole(self, name: str) -> list[str]:
        if name not in self._before:
            self._before[name] = list(dict.fromkeys(self._said(self._inputs[name])))
        return self._before[name]


def one_line(text: str, change: str) -> str:
    """A text with one line changed, or taken out where nothing stands behind the arrow; ``#2`` is the second of its kind."""
    if not change:
        return text
    was, now = (part.strip() for part in change.split(ARROW, 1))
    if counted := re.fullmatch(r"(.*)#(\d+)", was):
        was = counted[1].strip()
    lines = text.split("\n")
    at = [index for index, line in enumerate(lines) if line.strip() == was][int(counted[2]) - 1 if counted else 0]
    return "\n".join([*lines[:at], *([now] if now else []), *lines[at + 1 :]])
