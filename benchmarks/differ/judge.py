"""What a reader made of a decorated submission, held against what a person sees in it.

A cell is right where its text is one of those that may be read; doubted where its confidence is below 0.9, where no
number is made of it, or where it says that nothing can be; silent in all other cases. Whatever number is made of a
cell is made by the same reading of cells that the forms use.
"""

import re
from collections import Counter
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal

from msgspec.structs import replace

from benchmarks.differ.content import Entry, Form, Wording
from formaudit.audit import audit_submission
from formaudit.characters import visible
from formaudit.forms.cells import Site
from formaudit.graph.collect import table_figures
from formaudit.intake.grouping import group_documents
from formaudit.model.document import Document
from formaudit.model.figure import State
from formaudit.model.form_kind import FormKind
from formaudit.model.table import Cell, Table
from formaudit.model.verdict import Severity
from formaudit.settings import Profile

__all__ = ["Miss", "accusations", "counted", "figures", "misread", "misses"]

_UNCERTAIN = frozenset(("note", "about", "comma", "instead", "typed-apart", "currency", "spread"))
"""Decorations for which no figure is an honest answer."""
_DIGITS = re.compile(r"\d")
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Miss:
    """A silent difference: where, by which decoration, what a person sees and what was read."""

    where: str
    decoration: str
    seen: str
    read: str


def _plain(text: str) -> str:
    """A text without what tells nothing: blanks at its ends, invisible signs, line ends between words."""
    return _BLANK.sub(" ", visible(text)).strip()


def _rights(entry: Entry) -> set[str]:
    return {_plain(text) for text in entry.right}


def _solid(text: str) -> str:
    """As it is compared between labels, which may be wrapped anywhere."""
    return _BLANK.sub("", text)


def typed(table: Table, cell: Cell) -> tuple[State, Decimal | None]:
    """The state and value that the reading of forms gives a cell of money."""
    figure = Site(file=0, form=FormKind.UNKNOWN, form_index=0).figure(table, cell, tail="a", label="", unit="万元")
    return figure.state, figure.value


def _is_right(table: Table, cell: Cell, entry: Entry) -> bool:
    text = _plain(cell.text)
    rights = _rights(entry)
    if not entry.decoration:
        return _solid(text) in {_solid(right) for right in rights}
    made = typed(table, cell)
    if text not in rights and _solid(text) not in rights:
        # written otherwise, and the same number
        meant = [typed(table, replace(cell, text=right)) for right in entry.right]
        return not entry.open and made[1] is not None and made in meant
    return not entry.open or made[0] is not State.FILLED


def _is_doubted(table: Table, cell: Cell) -> bool:
    if cell.confidence < 0.9:
        return True
    return bool(cell.text.strip()) and typed(table, cell)[0] in (State.UNREADABLE, State.DAMAGED)


def _told(table: Table, rows: int, unseen: AbstractSet[int]) -> Table:
    """The table without rows that are doubted in all they hold, where it has too many: hidden ones that are told."""
    doubted = [
        row for row in range(table.rows) if all(cell.confidence < 0.9 or not cell.text for cell in table.starting(row))
    ]
    if table.rows <= rows or len(doubted) < table.rows - rows:
        return table
    told = [row for row in doubted if any(cell.text for cell in table.starting(row))]
    gone = [*told, *(row for row in doubted if row in unseen and row not in told)][: table.rows - rows]
    if len(gone) < table.rows - rows:
        return table  # a blank row too many, and nothing says which
    cells = [
        replace(
            cell,
            row=cell.row - sum(row < cell.row for row in gone),
            rowspan=cell.rowspan - sum(cell.row <= row < cell.row + cell.rowspan for row in gone),
        )
        for cell in table
        if cell.row not in gone
    ]
    return Table(index=table.index, cells=tuple(cells), rows=rows, cols=table.cols)


def _same_figures(form: Form, table: Table) -> bool:
    """Whether two tables hold the same figures in the same columns, and differ in rows that hold none.

    Where a page cuts a label that spans a blank row, nothing on the page says whether that row is there.
    """
    mine = Counter((entry.col, _solid(entry.seen)) for entry in form.entries if not entry.decoration)
    theirs = Counter((cell.col, _solid(cell.text)) for cell in table)
    return form.columns == table.cols and not any(_DIGITS.search(text) for _, text in mine - theirs)


def _shown(form: Form) -> Form:
    """The table as it is printed: without its hidden rows."""
    gone = sorted(form.unseen)
    if not gone:
        return form
    kept = [
        Entry(
            entry.row - sum(row < entry.row for row in gone),
            entry.col,
            entry.rows - sum(entry.row <= row < entry.row + entry.rows for row in gone),
            entry.cols,
            entry.pieces,
            entry.right,
            entry.trick,
            entry.open,
            entry.decoration,
            entry.address,
        )
        for entry in form.entries
        if entry.row not in gone
    ]
    return Form(kept, form.columns)


def counted(wording: Wording) -> Counter[str]:
    """How often each decoration stands in a submission."""
    return Counter(entry.decoration for form in wording.forms() for entry in form.entries if entry.decoration)


def misses(wording: Wording, document: Document) -> Iterator[Miss]:
    """The silent differences of cells, where the format keeps the places of cells."""
    given_forms = list(wording.forms())
    forms = [_shown(form) for form in given_forms]
    tables = document.tables
    if len(forms) != len(tables):
        yield Miss("tables", "", str(len(forms)), str(len(tables)))
        return
    for number, (whole, form, given) in enumerate(zip(given_forms, forms, tables, strict=True)):
        table = _told(given, form.height, whole.unseen)
        if (form.height, form.columns) != (table.rows, table.cols) and any(cell.confidence >= 0.9 for cell in table):
            if not _same_figures(form, table):
                yield Miss(f"#{number} grid", "", f"{form.height}x{form.columns}", f"{table.rows}x{table.cols}")
            continue
        for entry in form.entries:
            cell = table.at(entry.row, entry.col)
            where = f"#{number} R{entry.row + 1}C{entry.col + 1}"
            if cell is None or (cell.row, cell.col, cell.rowspan, cell.colspan) != (
                entry.row,
                entry.col,
                entry.rows,
                entry.cols,
            ):
                if cell is None or (cell.confidence >= 0.9 and any(map(str.isdigit, entry.seen + cell.text))):
                    yield Miss(where, entry.decoration or "place", entry.seen, "" if cell is None else repr(cell))
                continue
            if not _is_right(table, cell, entry) and not _is_doubted(table, cell):
                yield Miss(where, entry.decoration or "plain", entry.seen, cell.text)


Known = dict[str, tuple[Decimal | None, str, float]]


def figures(documents: list[Document]) -> Known:
    """Every figure of the submission by its address: value, state, confidence."""
    found: Known = {}
    for submission in group_documents(documents)[0]:
        for figure in table_figures(submission):
            found[figure.key] = (figure.value, figure.state.value, figure.confidence)
    return found


def misread(wording: Wording, base: Known, found: Known, *, warned: bool) -> Iterator[Miss]:
    """Figures that a format gives otherwise than the plain DOCX, without doubt.

    One that is missing counts where nothing was warned of; words in the place of a figure may make it none.
    """
    replaced = {
        entry.address.replace(".indicators[", ".indicator[")
        for form in wording.forms()
        for entry in form.entries
        if entry.open or entry.decoration in _UNCERTAIN
    }
    for key, (value, state, _) in base.items():
        if value is None or key in replaced:
            continue
        other = found.get(key)
        if other is None:
            if not warned:
                yield Miss(key, "lost", str(value), "")
            continue
        if other[2] < 0.9 or other[1] in ("unreadable", "damaged"):
            continue
        if other[0] != value or other[1] != state:
            yield Miss(key, "value", str(value), f"{other[0]} {other[1]}")


def accusations(documents: list[Document]) -> set[tuple[str, str]]:
    """The serious findings of a submission."""
    found: set[tuple[str, str]] = set()
    for submission in group_documents(documents)[0]:
        report = audit_submission(submission, Profile(), "zh")
        for finding in report.findings:
            if finding.severity in (Severity.CRITICAL, Severity.MAJOR):
                found.add((finding.check, finding.calculation or finding.message))
    return found
