"""Headers with money that are those of lists: of tasks, payments, places, and of no sources of the form's own money."""

from formaudit.forms.fund_codes import fund_code
from formaudit.forms.headers import Columns
from formaudit.indicators.lexicon import identify
from formaudit.model.table import Table
from formaudit.numbers import read_cell
from formaudit.text import compact

__all__ = ["lists_by_source", "lists_tasks"]


def lists_tasks(table: Table, row: int, header: tuple[Columns, int]) -> bool:
    """Whether a header with money is that of a list of tasks or payments (任务名称 | 预算数 | 执行数), not of sources.

    A list has no points: a header with them is that of the form's own money. Places or projects below a header with
    sources side by side are a list as well.
    """
    columns, last = header
    if "weight" in columns or "score" in columns:
        return False
    heads = [cell for at in range(row, last + 1) for cell in table.starting(at)]
    named = any(identify("detail-column", cell.text) is not None for cell in heads)
    sources = [cell for cell in heads if (entry := identify("source", cell.text)) is not None and entry.code != "total"]
    named = named or len(sources) > 1
    below = [text for at in range(last + 1, min(last + 3, table.rows)) for text in _label_of_row(table, at)]
    first_source = any((entry := identify("source", text)) is not None and entry.code != "total" for text in below)
    return named and (not first_source or _of_which_columns(table, last + 1))


def _label_of_row(table: Table, row: int) -> list[str]:
    """The words right before a row's first figure; all its words where it has none.

    项目级次 | 本级 further left says whose project it is and names no source.
    """
    cells = [cell for cell in table.starting(row) if compact(cell.text)]
    first = next((at for at, cell in enumerate(cells) if read_cell(cell.text) is not None), None)
    words = cells if first is None else cells[max(0, first - 1) : first]
    return [cell.text for cell in words]


def lists_by_source(table: Table, row: int, end: int, sources: Columns) -> bool:
    """Whether below sources side by side stand several rows of other things than stages: kinds of aid, places."""
    left = min(span[0] for span in sources.values())
    labels = [
        next((cell.text for cell in reversed(table.starting(at)) if cell.col < left and compact(cell.text)), "")
        for at in range(row + 1, min(row + 3, end) + 1)
    ]
    plain = [bool(text) and not fund_code(text) and identify("source", text) is None for text in labels]
    return sum(plain) > 1 and plain[0]


def _of_which_columns(table: Table, row: int) -> bool:
    """Whether a row is a second header whose columns are a whole and a source in it (总额 | 其中：财政拨款)."""
    words = [cell.text for cell in table.starting(row) if compact(cell.text)] if row < table.rows else []
    return bool(words) and all(identify("source", text) is not None for text in words)
