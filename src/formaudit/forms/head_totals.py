"""The result of the whole form where its head prints it: 自评总分 | 96.2, 项目总得分：93分, 100 below 自评得分."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from formaudit.forms.cells import Site
from formaudit.forms.execution_points import points_of_row
from formaudit.forms.indicator_header import indicator_header
from formaudit.forms.marks import paragraph_place, split_label
from formaudit.forms.money_header import fund_header
from formaudit.forms.region import Rows
from formaudit.indicators.lexicon import identify
from formaudit.model.document import Paragraph
from formaudit.model.figure import Figure, State
from formaudit.model.table import Cell, Table
from formaudit.numbers import read_cell
from formaudit.patterns import compiled
from formaudit.text import compact, fold

__all__ = ["closing_score", "concluded_score", "concludes", "head_score", "score_in_lines", "stated_score"]

_LABEL: Final = "总分 得分"
_TAIL: Final = ".grand.score"
_DEEPEST: Final = 6
_DEEPEST_OF_HEAD: Final = 12
"""So many rows a head may have that goes on without any columns of money."""
_REACHED: Final = compiled(r"自评|得分")
_EXECUTION: Final = compiled(r"(?:预算|资金|经费)?执行(?:率|情况|进度)?(?:[(（][^()（）]*[)）])?$")
_ANY: Final = compiled("")
_CONCLUSION: Final = compiled(r"(?:自评|评价|绩效|自我评价)+(?:结论|结果|总结|等级)(?:及(?:得分|等级))?")
_TOLD: Final = compiled(r"(?<![\d.])(\d{1,3}(?:\.\d+)?)\s*分(?![值数项])")
_OF_FORM: Final = compiled(
    r"^\s*$|(?:^|[，,。；;：:\s])(?:本)?(?:项目|次|年度|单位|部门)*(?:绩效)?(?:自评|自我评价|评价|综合|最终|最后|总)*"
    r"(?:得分|评分|总分)(?:共计?|合计)?(?:为|是|[:：])?\s*$"
)
"""What stands before the points of the whole form: 项目自评得分95分, and not 预算执行得分9.5分."""
_LINE: Final = compiled(
    r"(?:^|[\s　;；,，])((?:项目|绩效|自评|评价|自我评价)*(?:自评)?总?(?:得)?分)[:：]\s*(\d+(?:\.\d+)?)\s*分?"
)


def stated_score(site: Site, rows: Rows) -> Figure | None:
    """The score that the head calls one of the self-evaluation, beside a line 总分 that says it again."""
    return head_score(site, rows, tail=".head.score", words=_REACHED)


def head_score(site: Site, rows: Rows, *, tail: str = _TAIL, words: re.Pattern[str] = _ANY) -> Figure | None:
    """The score beside or below a label such as 自评总分 in the first rows, before any block begins.

    ``words`` are what the label must have in it.
    """
    table = rows.table
    deepest = _DEEPEST_OF_HEAD
    for row in range(rows.first, min(rows.first + _DEEPEST_OF_HEAD, rows.last) + 1):
        if indicator_header(table, row) is not None or row - rows.first > deepest:
            return None
        if fund_header(table, row) is not None:
            deepest = _DEEPEST
            continue
        if points_of_row(table, row):
            continue
        for cell in table.starting(row):
            name, inside, start = split_label(cell.text)
            line = _LINE.search(cell.text)
            if line is not None and words.search(line[1]) and _is_score(fold(line[1])):
                return site.part(table, cell, line[2], line.start(2), tail=tail, label=_LABEL, unit="分")
            if not words.search(name) or not _is_score(name) or _of_execution(table, row, cell):
                continue
            if compact(inside):
                return site.part(table, cell, inside, start, tail=tail, label=_LABEL, unit="分")
            value = _beside_or_below(table, cell)
            if value is not None:
                return site.figure(table, value, tail=tail, label=_LABEL, unit="分")
    return None


def _of_execution(table: Table, row: int, cell: Cell) -> bool:
    """Whether a label stands in the block of carrying out the budget: 预算执行率（10%） over 自评得分 | 9.8."""
    before = [one for one in table.row(row) if one.col < cell.col]
    return any(_EXECUTION.search(compact(one.text)) for one in before)


def closing_score(site: Site, table: Table, row: int) -> Figure | None:
    """The score beside a label such as 自评得分 in a row behind the indicators, or ``None``."""
    cells = [cell for cell in table.starting(row) if compact(cell.text)]
    for name, value in pairwise(cells):
        if read_cell(value.text) is not None and _is_score(name.text):
            return site.figure(table, value, tail=_TAIL, label=_LABEL, unit="分")
    return None


def concluded_score(site: Site, parts: Sequence[Rows], *, tail: str = ".head.score") -> Figure | None:
    """The score that the form's conclusion tells in words (评价结论 | 项目自评总分99.6分，优), or ``None``.

    A conclusion that tells several numbers of points, or those of a part (预算执行得分9.5分), is about parts of them.
    """
    for rows in reversed(parts):
        for row in range(rows.last, rows.first - 1, -1):
            value = _conclusion(rows.table, row)
            found = list(_TOLD.finditer(value.text)) if value is not None else []
            if value is not None and len(found) == 1 and _OF_FORM.search(value.text[: found[0].start(1)]):
                [match] = found
                return site.part(rows.table, value, match[1], match.start(1), tail=tail, label=_LABEL, unit="分")
    return None


def concludes(table: Table, row: int) -> bool:
    """Whether a row is the form's conclusion in words (自评结论 | 项目自评得分95分，优), and no row of figures."""
    return _conclusion(table, row) is not None


def _conclusion(table: Table, row: int) -> Cell | None:
    """The cell with the words of the form's conclusion beside their label, or ``None``."""
    for name, value in pairwise([cell for cell in table.starting(row) if compact(cell.text)]):
        if _CONCLUSION.fullmatch(compact(name.text)) is not None and read_cell(value.text) is None:
            return value
    return None


def _is_score(name: str) -> bool:
    entry = identify("field", name)
    if entry is None:
        return False
    return entry.code == "self_score" or (entry.code == "total" and "分" in compact(name) and "值" not in name)


def _beside_or_below(table: Table, cell: Cell) -> Cell | None:
    """The number right of a label, else right below it; ``None`` where neither holds one."""
    right = table.at(cell.row, cell.col + cell.colspan)
    below = table.at(cell.row + cell.rowspan, cell.col)
    further = table.at(below.row + below.rowspan, below.col) if below is not None else None
    if further is not None and read_cell(further.text) is not None:
        below = None  # the label heads a column of scores
    return next((one for one in (right, below) if one is not None and read_cell(one.text) is not None), None)


def score_in_lines(site: Site, lines: Iterable[Paragraph]) -> Figure | None:
    """The score in a line over or under the form, such as ``自评总分：95``."""
    for line in lines:
        match = _LINE.search(line.text)
        if match is None or not _is_score(fold(match[1])):
            continue
        probe = Cell(row=0, col=0, text=match[2], confidence=line.confidence)
        figure = site.figure(Table(index=0, cells=(probe,), rows=1, cols=1), probe, tail=_TAIL, label=_LABEL, unit="分")
        place = paragraph_place(site.file, line, form=site.form, index=site.form_index)
        return replace(figure, place=replace(place, span=match.span(2))) if figure.state is State.FILLED else None
    return None
