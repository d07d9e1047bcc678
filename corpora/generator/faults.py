"""How a clean submission goes wrong: each accident changes what is printed and records what should stand there."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from corpora.generator.scoring import plain
from corpora.generator.sheet import Box, Draft, Grid, Line, Mark

__all__ = ["Accident", "Fault", "move", "replace_all", "reprint", "reword"]

_CLEAN: Final = re.compile(r"-?\d[\d,]*(?:\.\d+)?%?")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Fault:
    """A planted fault. ``text`` is the cell or paragraph; ``consequences``: checks that rightly speak because of it."""

    check: str
    kind: str
    text: Box | Line
    printed: str
    right: str
    note: str
    consequences: tuple[str, ...] = ()


Accident = Callable[[Draft], tuple[Fault, ...]]


def _value(raw: str) -> Decimal | None:
    """What a reader makes of the printed characters; damaged ones have no value."""
    return Decimal(raw.rstrip("%").replace(",", "")) if _CLEAN.fullmatch(raw) else None


def _set(text: Box | Line, mark: Mark, raw: str) -> None:
    """Print other characters for a figure and move the figures behind it along."""
    text.text = text.text[: mark.start] + raw + text.text[mark.start + len(mark.raw) :]
    for each in text.marks:
        if each.start > mark.start:
            each.start += len(raw) - len(mark.raw)
    mark.raw, mark.value = raw, _value(raw)


def reprint(
    check: str, kind: str, address: str, printed: str, *, note: str, consequences: tuple[str, ...] = ()
) -> Accident:
    """One figure printed wrong."""

    def happen(draft: Draft) -> tuple[Fault, ...]:
        text, mark = draft.mark(address)
        right = mark.raw
        _set(text, mark, printed)
        return (
            Fault(
                check=check,
                kind=kind,
                text=text,
                printed=printed,
                right=right,
                note=note,
                consequences=consequences,
            ),
        )

    return happen


def move(*addresses: str, by: str) -> Accident:
    """Figures moved together so that a fault elsewhere stays the only one; no fault of its own."""

    def happen(draft: Draft) -> tuple[Fault, ...]:
        for address in addresses:
            text, mark = draft.mark(address)
            if mark.value is None:
                message = f"{address} has no value"
                raise ValueError(message)
            fixed = len(mark.raw.partition(".")[2]) if "." in mark.raw else 0
            moved = mark.value + Decimal(by)
            _set(text, mark, f"{moved:,.2f}" if "," in mark.raw else _as_printed(moved, fixed, mark.raw))
        return ()

    return happen


def _as_printed(value: Decimal, fixed: int, before: str) -> str:
    """Keep two forced decimals where the figure had them, else print plainly."""
    return f"{value:.2f}" if fixed == 2 and before.endswith("0") else plain(value)


def reword(
    check: str,
    kind: str,
    key: str,
    printed: str,
    *,
    note: str,
    old: str = "",
    consequences: tuple[str, ...] = (),
) -> Accident:
    """Other words in a cell or paragraph: the whole text, or one piece ``old`` of it. Figures in the words are lost."""

    def happen(draft: Draft) -> tuple[Fault, ...]:
        text = draft.text(key)
        right = old or text.text
        if right not in text.text:
            message = f"{key} does not read {old!r}: {text.text!r}"
            raise ValueError(message)
        start = text.text.index(right)
        text.text = text.text.replace(right, printed, 1)
        kept = []
        for each in text.marks:
            if each.start >= start + len(right):
                each.start += len(printed) - len(right)
            if text.text[each.start : each.start + len(each.raw)] == each.raw:
                kept.append(each)
        text.marks = kept
        return (
            Fault(
                check=check,
                kind=kind,
                text=text,
                printed=printed,
                right=right,
                note=note,
                consequences=consequences,
            ),
        )

    return happen


def replace_all(
    old: str, new: str, forms: tuple[str, ...], *, note: str, consequences: tuple[str, ...] = ()
) -> Accident:
    """A search-and-replace that ran over every cell of some forms; figures that it changed are damaged."""

    def happen(draft: Draft) -> tuple[Fault, ...]:
        faults: list[Fault] = []
        parts = [part for paper in draft.papers for part in paper.parts if part.form in forms]
        for grid in (block for part in parts for block in part.blocks if isinstance(block, Grid)):
            for each in sorted(grid.boxes, key=lambda cell: (cell.row, cell.col)):
                if old not in each.text:
                    continue
                right = each.text
                for mark in each.marks:
                    if old in mark.raw:
                        _set(each, mark, mark.raw.replace(old, new))
                if not each.marks:
                    each.text = each.text.replace(old, new)
                faults.append(
                    Fault(
                        check="C02",
                        kind="search-and-replace",
                        text=each,
                        printed=each.text,
                        right=right,
                        note=note,
                        consequences=consequences,
                    )
                )
        return tuple(faults)

    return happen
