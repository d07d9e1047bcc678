"""Drawn forms that say themselves what must be read where: marks in braces, stripped before the reader sees them.

``{:final_budget}`` in a header cell names the column below it, down to the next row with such marks (neighbouring rows
of marks are one header). ``{@total}`` in a row's label says that each named column of the row holds a figure with the
address ``total.<column>``. ``{OUT.QTY}`` in a third-level name says the same of an indicator, with its levels;
``{OUT+COST.ECON}`` gives two levels that differ, a word behind them the state of the row. ``{income_total}`` is a
single figure, ``{.project}`` a text. The value is the number printed in the cell; ``{=99.75}`` gives another one,
``{=}`` none.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from decimal import Decimal

from msgspec.structs import replace

from formaudit.forms.read import read_region
from formaudit.forms.regions import find_regions
from formaudit.graph.collect import table_figures
from formaudit.model.cells import TextCell
from formaudit.model.document import Document, Paragraph
from formaudit.model.figure import Figure
from formaudit.model.forms import BaseDataForm, Form, FundList, Indicator, SelfEvaluation
from formaudit.model.submission import Submission
from formaudit.model.table import Cell, Table
from tests.drawn import drawn

__all__ = ["Marked", "figures_at", "forms_of", "indicators_at", "marked", "texts_at"]

Where = tuple[int, int, int]
_MARK = re.compile(r"\s*\{([^{}]*)\}")
_NUMBER = re.compile(r"-?\d[\d,，]*(?:\.\d+)?")
_LEVELS = re.compile(r"([A-Z]+)?(?:([.+])([A-Z.]*))?(?: ([a-z-]+))?")
_SPARSE = ("target", "achieved", "completion")


@dataclass(slots=True)
class Marked:
    """A document and what its marks promise: figures, indicators (levels, state) and texts by table, row, column."""

    document: Document
    figures: dict[Where, list[tuple[str, Decimal | None]]] = field(default_factory=dict)
    indicators: dict[Where, tuple[str, str, str]] = field(default_factory=dict)
    texts: dict[Where, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Columns:
    named: dict[str, range] = field(default_factory=dict)
    last: int = -2

    def take(self, row: int, cells: list[tuple[Cell, list[str]]]) -> None:
        here = {
            mark[1:]: range(cell.col, cell.col + cell.colspan)
            for cell, marks in cells
            for mark in marks
            if mark.startswith(":")
        }
        if here:
            self.named = {**self.named, **here} if self.last == row - 1 else here
            self.last = row

    def of(self, cell: Cell) -> str:
        return next((code for code, span in self.named.items() if cell.col in span), "")


def marked(drawing: str) -> Marked:
    """Strip the marks of a drawing and collect what they promise."""
    raw = drawn(drawing)
    found = Marked(document=raw)
    blocks: list[Paragraph | Table] = []
    columns = _Columns()
    for block in raw.blocks:
        if not isinstance(block, Table):
            blocks.append(block)
            continue
        columns.last = -2
        for row in range(block.rows):
            cells = [(cell, _MARK.findall(cell.text)) for cell in block.starting(row)]
            columns.take(row, cells)
            _collect(found, block, row, columns)
        cells_bare = tuple(replace(cell, text=_MARK.sub("", cell.text)) for cell in block.cells)
        blocks.append(replace(block, cells=cells_bare))
    found.document = replace(raw, blocks=tuple(blocks))
    return found


def _collect(found: Marked, table: Table, row: int, columns: _Columns) -> None:
    label = ""
    for cell in table.starting(row):
        where = (table.index, row, cell.col)
        marks = _MARK.findall(cell.text)
        for mark in marks:
            if mark.startswith("@"):
                label = mark[1:]
            elif mark.startswith("."):
                found.texts[where] = mark[1:]
            elif mark[:1].isupper() and (levels := _LEVELS.fullmatch(mark)):
                label = "indicator"
                one, sign, two, state = levels.groups()
                second = f"{one}.{two}" if sign == "." else two or ""
                found.indicators[where] = (one or "", second, state or "filled")
            elif not mark.startswith((":", "=")):
                found.figures.setdefault(where, []).append((mark, _value(cell.text, marks)))
        code = columns.of(cell)
        if not label or not code or "=" in marks or any(mark.startswith(("@", ":")) for mark in marks):
            continue
        if where in found.indicators or (code in _SPARSE and _value(cell.text, marks) is None):
            continue
        tail = code if label == "indicator" else f"{label}.{code}"
        found.figures.setdefault(where, []).append((tail, _value(cell.text, marks)))


def _value(text: str, marks: list[str]) -> Decimal | None:
    for mark in marks:
        if mark.startswith("="):
            return Decimal(mark[1:]) if mark[1:] else None
    numbers = _NUMBER.findall(unicodedata.normalize("NFKC", _MARK.sub("", text)))
    return Decimal(re.sub("[,，]", "", numbers[0])) if len(numbers) == 1 else None


def forms_of(document: Document) -> tuple[Form, ...]:
    """All forms of a document, read."""
    counts: dict[str, int] = {}
    forms = []
    for region in find_regions(document):
        forms.append(read_region(region, file=0, form_index=counts.get(region.kind, 0)))
        counts[region.kind] = counts.get(region.kind, 0) + 1
    return tuple(forms)


def figures_at(forms: tuple[Form, ...]) -> dict[Where, list[tuple[str, Decimal | None]]]:
    """The figures that were read, in the shape of the promise."""
    submission = Submission(
        unit="",
        year=None,
        documents=(),
        fund_lists=tuple(form for form in forms if isinstance(form, FundList)),
        base_data=tuple(form for form in forms if isinstance(form, BaseDataForm)),
        departments=tuple(form for form in forms if isinstance(form, SelfEvaluation)),
    )
    found: dict[Where, list[tuple[str, Decimal | None]]] = {}
    for figure in table_figures(submission):
        found.setdefault(_where(figure), []).append((_tail(figure.key), figure.value))
    return found


def _where(thing: Figure | TextCell) -> Where:
    place = thing.place
    assert place.table is not None
    assert place.row is not None
    assert place.col is not None
    return place.table, place.row, place.col


def _tail(key: str) -> str:
    """An address without its form and number; an indicator's without its name."""
    tail = re.sub(r"#\d+$", "", re.sub(r"^annex(?:4\[[^\]]*\]|\d(?:#\d+)?)\.?", "", key))
    return tail.rsplit(".", 1)[1] if tail.startswith("indicator[") else tail


def _evaluations(forms: tuple[Form, ...]) -> list[SelfEvaluation]:
    return [form for form in forms if isinstance(form, SelfEvaluation)]


def indicators_at(forms: tuple[Form, ...]) -> dict[Where, tuple[str, str, str]]:
    """Levels and state of the indicators that were read."""
    rows: list[Indicator] = [row for form in _evaluations(forms) for row in form.indicators]
    return {_where(row.name): (row.level1, row.level2, row.state) for row in rows}


def texts_at(forms: tuple[Form, ...]) -> dict[Where, str]:
    """The fields, goals and reasons that were read, blank reasons left out."""
    found: dict[Where, str] = {}
    for form in forms:
        for name in ("unit_name", "project", "supervising_department", "implementing_unit", "savings"):
            text = getattr(form, name, None)
            if text is not None and text.text:
                found[_where(text)] = name
    for form in _evaluations(forms):
        for goal in form.goals:
            found[_where(goal.expected)] = "goal"
            found[_where(goal.actual)] = "done"
        for row in form.indicators:
            if row.reason.text:
                found[_where(row.reason)] = "reason"
    return found
