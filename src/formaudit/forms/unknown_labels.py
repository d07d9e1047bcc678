"""What a table that nobody read whole looks like, and which of its labels no vocabulary knows."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.forms.cells import is_blank
from formaudit.forms.detail_table import is_figure_cell
from formaudit.forms.headers import is_numbering, without_year
from formaudit.forms.unread import unread_cells
from formaudit.indicators.lexicon import Entry, identify, lexicon
from formaudit.indicators.match import similarity
from formaudit.model.document import Document
from formaudit.model.forms import Form, UnknownForm
from formaudit.model.table import Cell, Table
from formaudit.text import compact, label

__all__ = ["Guess", "LooksLike", "UnknownLabel", "looks_of", "understood"]

_COLUMNS: Final = ("fund-column", "indicator-column", "goal-column", "cost-column", "list-column", "detail-column")
_ROWS: Final = ("source", "box", "item", "level1", "level2", "field", "staff", "building", "overview")
_FORMS: Final = {
    "annex1": ("list-column",),
    "annex2": ("cost-column", "staff", "item", "building"),
    "annex3": ("box", "fund-column", "indicator-column", "goal-column", "source"),
    "annex4": ("field", "fund-column", "indicator-column", "goal-column", "source"),
}
_LONGEST: Final = 20
_NEAR: Final = 0.3
_GUESSES: Final = 4
_EXAMPLES: Final = 3
_SEVERAL: Final = 2


class Guess(Struct, frozen=True, kw_only=True):
    """What a label may be: an entry of a vocabulary, its nearest name, and how near that is from 0 to 1."""

    kind: str
    code: str
    name: str
    score: float


class UnknownLabel(Struct, frozen=True, kw_only=True):
    """A label that no vocabulary knows. ``role`` is column or row; ``examples`` are figures of it."""

    text: str
    role: str
    row: int
    col: int
    examples: tuple[str, ...]
    guesses: tuple[Guess, ...]


class LooksLike(Struct, frozen=True, kw_only=True):
    """A table that is no form, or has figures that no form has taken over.

    ``form`` is the kind of form that most of its known labels belong to, empty where it has none; ``known`` counts
    them, ``unread`` the figures, ``listed`` those that were read as a plain list beside the forms of the file.
    """

    table: int
    form: str
    known: int
    unread: int
    listed: int
    labels: tuple[UnknownLabel, ...]


def looks_of(document: Document, file: int, forms: Sequence[Form]) -> tuple[LooksLike, ...]:
    """Every table of a file that was recognised as no form, or has figures that nobody read.

    A strange table that can be read as a plain list of figures is none the less strange: in a file without any form
    its figures are unread, beside a form they are listed.
    """
    own = [form for form in forms if not isinstance(form, UnknownForm) or form.file != file]
    strange = {
        table
        for form in forms
        if isinstance(form, UnknownForm) and form.file == file and form.reason not in ("copy", "scan-of")
        for table in form.tables
    }
    unread = _by_table(document, file, forms)
    bare = tuple(replace(form, details=()) if isinstance(form, UnknownForm) else form for form in forms)
    open_cells = _by_table(document, file, bare)
    return tuple(
        _look(
            table,
            open_cells.get(table.index, set()),
            unread.get(table.index, set()) if own else open_cells.get(table.index, set()),
            strange=table.index in strange,
        )
        for table in document.tables
        if table.index in unread or table.index in strange
    )


def understood(forms: Sequence[Form]) -> tuple[Form, ...]:
    """The forms of a file as they count for what is understood: where none is known, a plain list is none either."""
    known = any(not isinstance(form, UnknownForm) for form in forms)
    return tuple(forms) if known else tuple(form for form in forms if not isinstance(form, UnknownForm))


def _by_table(document: Document, file: int, forms: Sequence[Form]) -> dict[int, set[tuple[int, int]]]:
    found: dict[int, set[tuple[int, int]]] = {}
    for table, cell in unread_cells(document, file, forms):
        found.setdefault(table.index, set()).add((cell.row, cell.col))
    return found


def _look(table: Table, cells: set[tuple[int, int]], unread: set[tuple[int, int]], *, strange: bool) -> LooksLike:
    counts = {form: sum(_knows(cell, kinds) for cell in table) for form, kinds in _FORMS.items()}
    form = max(counts, key=lambda kind: counts[kind])
    labels: dict[str, UnknownLabel] = {}
    rows = _rows(table, unread) if unread or not cells else ()  # the rows of a plain list are things and no labels
    for found in (*_columns(table, cells), *rows):
        labels.setdefault(label(found.text), found)
    for found in _headings(table) if strange and (unread or not cells) else ():
        labels.setdefault(label(found.text), found)
    return LooksLike(
        table=table.index,
        form=form if counts[form] else "",
        known=counts[form],
        unread=len(unread),
        listed=len(cells - unread),
        labels=tuple(labels.values()),
    )


def _headings(table: Table) -> Iterator[UnknownLabel]:
    """Of a table that nobody knows the words of its first column and of its first row of several labels."""
    head = next((row for row in range(table.rows) if len(table.starting(row)) > _SEVERAL), None)
    for cell in table:
        if (cell.col == 0 or cell.row == head) and _is_label(cell) and not _knows(cell, (*_COLUMNS, *_ROWS)):
            yield _unknown(cell, "column" if cell.row == head else "row", (), _COLUMNS if cell.row == head else _ROWS)


def _knows(cell: Cell, kinds: Sequence[str]) -> bool:
    return any(_entry(kind, cell.text) is not None for kind in kinds)


def _entry(kind: str, text: str) -> Entry | None:
    return identify(kind, text) or identify(kind, without_year(text))


def _is_label(cell: Cell) -> bool:
    words = compact(cell.text)
    return bool(words) and len(words) <= _LONGEST and not is_blank(cell.text) and not is_figure_cell(cell)


def _columns(table: Table, unread: set[tuple[int, int]]) -> Iterator[UnknownLabel]:
    """Labels above a column of unread figures that no vocabulary knows; the value of a field is no label."""
    for cell in table:
        if not _is_label(cell) or is_numbering(table, cell.row) or _is_value(table, cell):
            continue
        figures = list(_below(table, cell))
        open_here = [one.text.strip() for one in figures if (one.row, one.col) in unread]
        right = table.at(cell.row, cell.col + cell.colspan)
        beside = right is not None and is_figure_cell(right)
        if open_here and not beside and not _knows(cell, (*_COLUMNS, *_ROWS)):
            yield _unknown(cell, "column", open_here[:_EXAMPLES], _COLUMNS)


def _below(table: Table, head: Cell) -> Iterator[Cell]:
    """The figures under a label, up to the next label that stands over figures."""
    for row in range(head.row + head.rowspan, table.rows):
        cell = table.at(row, head.col)
        if cell is None or cell.row < row:
            continue
        if is_figure_cell(cell):
            yield cell
        elif (
            _is_label(cell) and (under := table.at(row + cell.rowspan, head.col)) is not None and is_figure_cell(under)
        ):
            return


def _rows(table: Table, unread: set[tuple[int, int]]) -> Iterator[UnknownLabel]:
    """Labels left of unread figures in their row that no vocabulary knows."""
    for row in range(table.rows):
        cells = [] if is_numbering(table, row) else table.starting(row)
        for cell, right in pairwise(cells):
            figures = [one.text.strip() for one in cells if one.col > cell.col and (one.row, one.col) in unread]
            if figures and _is_label(cell) and is_figure_cell(right) and not _knows(cell, (*_ROWS, *_COLUMNS)):
                yield _unknown(cell, "row", figures[:_EXAMPLES], _ROWS)


def _is_value(table: Table, cell: Cell) -> bool:
    """Whether a cell is what a label left of it asks for: 项目名称 | 湿地补植."""
    left = table.at(cell.row, cell.col - 1) if cell.col else None
    return left is not None and identify("field", left.text) is not None


def _unknown(cell: Cell, role: str, examples: Sequence[str], kinds: Sequence[str]) -> UnknownLabel:
    return UnknownLabel(
        text=compact(cell.text),
        role=role,
        row=cell.row,
        col=cell.col,
        examples=tuple(examples),
        guesses=_guesses(cell.text, kinds),
    )


def _guesses(text: str, kinds: Sequence[str]) -> tuple[Guess, ...]:
    """The entries whose names come nearest to a label, the nearest first."""
    found: list[Guess] = []
    for kind in kinds:
        for entry in lexicon().of_kind(kind):
            score = max(similarity(label(text), one) for one in entry.names)
            if score >= _NEAR:
                found.append(Guess(kind=kind, code=entry.code, name=entry.names[0], score=score))
    return tuple(sorted(found, key=lambda guess: (-guess.score, kinds.index(guess.kind), guess.code))[:_GUESSES])
