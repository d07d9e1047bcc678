"""How a clean submission goes wrong: each accident changes what is printed and records what should stand there."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from corpora.generator.scoring import plain
from corpora.generator.sheet import Box, Draft, Grid, Line, Mark

__all__ = ["Accident", "Fault", "move", "overwrite", "quiet", "replace_all", "reprint", "reword", "slip_in"]

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


def quiet(address: str, printed: str) -> Accident:
    """A figure that follows another wrong one; no fault of its own."""

    def happen(draft: Draft) -> tuple[Fault, ...]:
        text, mark = draft.mark(address)
        _set(text, mark, printed)
        return ()

    return happen


def move(*addresses: str, by: str) -> Accident:
    """Plainly printed figures moved together so that a fault elsewhere stays the only one; no fault of its own."""

    def happen(draft: Draft) -> tuple[Fault, ...]:
        for address in addresses:
            text, mark = draft.mark(address)
            if mark.value is None:
                message = f"{address} has no value"
                raise ValueError(message)
            _set(text, mark, plain(mark.value + Decimal(by)))
        return ()

    return happen


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
                if each.text == right:
                    continue
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


def overwrite(check: str, kind: str, where: tuple[str, str], words: tuple[str, str], *, note: str) -> Accident:
    """The first cell of a form (kind, name) that reads ``words[0]`` reads ``words[1]``."""

    def happen(draft: Draft) -> tuple[Fault, ...]:
        grids = [block for block in draft.part(*where).blocks if isinstance(block, Grid)]
        boxes = [each for grid in grids for each in sorted(grid.boxes, key=lambda cell: (cell.row, cell.col))]
        found = next(each for each in boxes if each.text == words[0] and each.key.endswith(".name"))
        found.text = words[1]
        return (Fault(check=check, kind=kind, text=found, printed=words[1], right=words[0], note=note),)

    return happen


def slip_in(check: str, kind: str, after: str, printed: str, *, note: str) -> Accident:
    """A paragraph too many behind the one with a key."""

    def happen(draft: Draft) -> tuple[Fault, ...]:
        before = draft.text(after)
        added = Line(printed, "attachment")
        for paper in draft.papers:
            for part in paper.parts:
                if before in part.blocks:
                    part.blocks.insert(part.blocks.index(before) + 1, added)
        return (Fault(check=check, kind=kind, text=added, printed=printed, right="", note=note),)

    return happen
