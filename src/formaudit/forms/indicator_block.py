"""The block of indicators in annex 3 and 4."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from msgspec.structs import replace

from formaudit.forms.cells import BLANK_WORDS, NOT_APPLICABLE_WORDS, TEMPLATE_WORDS, Site, is_blank
from formaudit.forms.headers import Columns, cell_for
from formaudit.forms.points import bracketed_points, heading_points, is_pair, points_figure, without_points
from formaudit.indicators.lexicon import identify
from formaudit.model.cells import TextCell
from formaudit.model.figure import Figure
from formaudit.model.forms import Indicator, RowState
from formaudit.model.place import Place
from formaudit.model.table import Cell, Table
from formaudit.numbers import MONEY_UNITS
from formaudit.patterns import compiled
from formaudit.text import compact, fold, label

__all__ = ["LevelState", "level_weight", "read_indicator_row"]

_EXTRA: Final = (
    "item",
    "nature",
    "unit",
    "standard",
    "review_achieved",
    "review_score",
    "completion",
    "note",
    "goal",
    "above",
)
_BESIDE: Final = {
    "completion": ("完成率", "%"),
    "review_achieved": ("复核完成值", ""),
    "review_score": ("复核得分", "分"),
    "coefficient": ("得分系数", "%"),
    "prior_achieved": ("上年完成值", ""),
    "raw_score": ("百分制评分", "分"),
    "deduction": ("扣分", "分"),
}
"""Columns of figures that no check needs: the word for each and its unit where none is printed."""
_NATURES: Final = frozenset({"定量", "定性", "正向", "反向", "定量指标", "定性指标", "正向指标", "反向指标"})
_LONGEST: Final = 24
"""So many characters of a name are shown in the labels of its figures."""
_UNNAMED: Final = compiled(r"^(?:指标)?\d{1,2}[:：、.]?$|^指标[:：]?$")
_PERCENT: Final = frozenset({"百分比", "百分率", "百分数"})
_SIGNS: Final = {
    "≥": "≥",
    "≤": "≤",
    ">": ">",
    "<": "<",
    "=": "=",
    "＝": "=",
    "大于等于": "≥",
    "小于等于": "≤",
    "等于": "=",
    "大于": ">",
    "小于": "<",
}


class LevelState:
    """The first- and second-level labels in force: a blank below a filled one inherits it.

    ``points`` are those of the first level where they stand in a cell of their own below its name.
    """

    def __init__(self) -> None:
        """Nothing is in force before the first row."""
        self.level1: TextCell | None = None
        self.level2: TextCell | None = None
        self.points: TextCell | None = None
        self._cells: tuple[Cell | None, Cell | None] = (None, None)

    def head(self, text: TextCell) -> None:
        """Take a heading that stands alone for the first level of the rows behind it."""
        self.level1, self.level2, self.points = text, None, None

    def step(self, site: Site, table: Table, row: int, columns: Columns) -> tuple[TextCell, TextCell]:
        """Take over a row's labels and return the pair in force."""
        beyond = _left_of_all(table, row, columns)
        if beyond is not None:
            self.head(site.text(table, beyond))
        cell1, cell2 = _covering(table, row, columns.get("level1")), _covering(table, row, columns.get("level2"))
        if cell1 is not None and cell1 is _covering(table, row, columns.get("level3")):
            # Where merges were lost a name may reach over the levels that it inherits.
            cell1 = cell2 = None
        if cell1 is not None and cell1 is cell2:
            cell1, cell2 = (None, cell1) if _is_second(cell1.text) else (cell1, None)
        if cell1 is not None and compact(cell1.text) and cell1 is not self._cells[0]:
            fresh = site.text(table, cell1)
            if self.level1 is not None and bracketed_points(fresh.text) and not without_points(fresh.text):
                self.points = fresh  # the end of the heading above, in a cell of its own: 产出指标 | （50分）
            elif self.level1 is None or label(fresh.text) != label(self.level1.text) or cell1.row == row:
                self.level1, self.level2, self.points = fresh, None, None
            self._cells = (cell1, None)
        if cell2 is not None and compact(cell2.text) and cell2 is not self._cells[1]:
            self.level2 = site.text(table, cell2)
            self._cells = (self._cells[0], cell2)
        nothing = TextCell(text="", place=Place(file=site.file, form=site.form, form_index=site.form_index))
        return self.level1 or nothing, self.level2 or nothing


def _left_of_all(table: Table, row: int, columns: Columns) -> Cell | None:
    """The heading of a row that stands left of all levels, which are blank there: 附加分 under 绩效指标, like 总分."""
    first = columns.get("level1")
    left = table.at(row, first[0] - 1) if first is not None and first[0] else None
    if left is None or left.row != row or not compact(left.text):
        return None
    own = (_covering(table, row, columns.get(code)) for code in ("level1", "level2", "level3"))
    return left if all(cell is None or not compact(cell.text) for cell in own) else None


def _is_second(text: str) -> bool:
    """Whether a label is one of the second level only (质量指标), wherever it stands."""
    name = without_points(text)
    return identify("level2", name) is not None and identify("level1", name) is None


def _covering(table: Table, row: int, span: tuple[int, int] | None) -> Cell | None:
    return table.at(row, span[0]) if span is not None else None


def level_weight(site: Site, text: TextCell, code: str, below: TextCell | None = None) -> Figure | None:
    """The weight printed in a first-level label, such as ``产出指标(50分)``, or alone in the cell ``below``."""
    if not code:
        return None
    name, tail = without_points(text.text) or code, f".level[{code}].weight"
    found = heading_points(site, text, tail=tail, name=name)
    return found if found is not None or below is None else heading_points(site, below, tail=tail, name=name)


def read_indicator_row(site: Site, table: Table, row: int, columns: Columns, levels: LevelState) -> Indicator | None:
    """A row of the block, or ``None`` where the row is left blank."""
    level1, level2 = levels.step(site, table, row, columns)
    name_cell = _covering(table, row, columns.get("level3"))
    cells, original = _cells_of(table, row, columns)
    if name_cell is not None:  # one cell over the whole row (附加分) is its name, and neither target nor result
        cells |= {code: None for code in ("target", "achieved") if cells[code] is name_cell}
    texts = {code: cell.text if cell is not None else "" for code, cell in cells.items()}
    name = (
        name_cell.text if name_cell is not None and (name_cell.row == row or any(map(compact, texts.values()))) else ""
    )
    if not compact(name) and all(is_blank(text) for text in texts.values()):
        return None
    code1, code2 = _codes(without_points(level1.text), without_points(level2.text), name)
    stem = label(name) or label(level2.text)
    title = stem if len(stem) <= _LONGEST else stem[: _LONGEST - 2] + "…"
    item = _Item(site, table, row, columns, f".indicator[{stem}]", f"{site.project} {title}" if site.project else title)
    empty = TextCell(text="", place=level1.place)
    # A form without a column for reasons leaves none out: what is not asked for stands nowhere.
    unasked = TextCell(text="", place=Place(file=site.file, form=site.form, form_index=site.form_index))

    def text(code: str) -> TextCell:
        cell = cells[code]
        return site.text(table, cell) if cell is not None else empty if code in columns else unasked

    weight, score = item.points(cells["weight"], "weight", "分值"), item.points(cells["score"], "score", "得分")
    if weight is None and name_cell is not None:
        # Where no column holds them, a name may print its own points: 养护里程（15分）.
        named = site.text(table, name_cell)
        weight = heading_points(site, named, tail=f"{item.tail}.weight", name=item.title, unit_printed=True)
    return Indicator(
        level1=code1,
        level2=code2,
        level1_text=level1,
        level2_text=level2,
        name=site.text(table, name_cell) if name_cell is not None else empty,
        target_text=text("target"),
        achieved_text=text("achieved"),
        target=item.value(cells["target"], "target", "指标值"),
        achieved=item.value(cells["achieved"], "achieved", "完成值"),
        weight=weight,
        score=score,
        reason=text("reason") if cells["reason"] is not None else unasked,
        state=_state(name, texts),
        extra=item.extra(),
        beside=(*item.beside(), *item.strange(), *item.first_target(original)),
    )


def _cells_of(table: Table, row: int, columns: Columns) -> tuple[dict[str, Cell | None], Cell | None]:
    """The cells of a row by what they say of the indicator, and that of a target which was changed in the year."""
    cells = {
        code: cell_for(table, row, columns.get(code)) for code in ("target", "achieved", "weight", "score", "reason")
    }
    if cells["weight"] is not None and cells["weight"] is cells["score"] and not is_pair(cells["weight"].text):
        cells["weight"] = None
    if cells["reason"] is None:
        note = cell_for(table, row, columns.get("note"))
        cells["reason"] = None if note is None or compact(note.text) in _NATURES else note
    adjusted = cell_for(table, row, columns.get("adjusted_target"))
    if adjusted is None or is_blank(adjusted.text):
        return cells, None
    # The changed target is the one to be met; the first one stays a figure of the row.
    return {**cells, "target": adjusted}, cells["target"]


class _Item(NamedTuple):
    """A row of the block with what its figures are called."""

    site: Site
    table: Table
    row: int
    columns: Columns
    tail: str
    title: str

    def points(self, cell: Cell | None, code: str, word: str) -> Figure | None:
        """The points in a cell."""
        if cell is None:
            return None
        return points_figure(self.site, self.table, cell, tail=f"{self.tail}.{code}", name=f"{self.title} {word}")

    def value(self, cell: Cell | None, code: str, word: str) -> Figure | None:
        """The figure of a target or a result, with the unit and the sign of other columns."""
        if cell is None:
            return None
        found = self.site.value(self.table, cell, tail=f"{self.tail}.{code}", label=f"{self.title} {word}", unit="")
        return None if found is None else _with_columns(self.table, self.row, self.columns, found, code)

    def extra(self) -> tuple[tuple[str, TextCell], ...]:
        """The texts of further columns."""
        cells = ((code, cell_for(self.table, self.row, self.columns.get(code))) for code in _EXTRA)
        return tuple((code, self.site.text(self.table, cell)) for code, cell in cells if cell is not None)

    def _under(self, span: tuple[int, int] | None, tail: str, label: str, unit: str) -> Iterator[Figure]:
        cell = cell_for(self.table, self.row, span)
        found = self.site.value(self.table, cell, tail=tail, label=label, unit=unit) if cell is not None else None
        if found is not None:
            yield found

    def beside(self) -> Iterator[Figure]:
        """The figures of further columns."""
        for code, (word, unit) in _BESIDE.items():
            yield from self._under(self.columns.get(code), f"{self.tail}.{code}", f"{self.title} {word}", unit)

    def strange(self) -> Iterator[Figure]:
        """The figures under columns that only their printed words name."""
        for code, span in self.columns.items():
            if not code.isascii():
                yield from self._under(span, f"{self.tail}.beside[{label(code)}]", f"{self.title} {code}", "")

    def first_target(self, cell: Cell | None) -> Iterator[Figure]:
        """The figure of the target before it was changed."""
        if cell is not None:
            tail, name = f"{self.tail}.original_target", f"{self.title} 年初指标值"
            found = self.site.value(self.table, cell, tail=tail, label=name, unit="")
            yield from () if found is None else (found,)


def _with_columns(table: Table, row: int, columns: Columns, figure: Figure, code: str) -> Figure:
    """Add the unit and the sign that stand in columns of their own (度量单位, 指标性质).

    A sign such as ¥ beside a number names the currency, and leaves to the column in which unit of it the number is.
    """
    unit_cell, sign_cell = cell_for(table, row, columns.get("unit")), cell_for(table, row, columns.get("nature"))
    printed = fold(unit_cell.text) if unit_cell is not None and compact(unit_cell.text) else ""
    signed = figure.unit == "元" and "元" not in figure.raw and printed in MONEY_UNITS
    if printed and (signed or not figure.unit):
        figure = replace(figure, unit="%" if printed in _PERCENT else printed)
    if code == "target" and not figure.comparison and sign_cell is not None:
        sign = _SIGNS.get(compact(sign_cell.text), "")
        figure = replace(figure, comparison=sign)
    return figure


def _codes(level1: str, level2: str, name: str) -> tuple[str, str]:
    """Canonical levels; cost may be a second level under output or a first level of its own."""
    entry1, entry2 = identify("level1", level1), identify("level2", level2)
    code1 = entry1.code if entry1 else ""
    code2 = entry2.code if entry2 else ""
    if not code1 and identify("level1", name) is not None and identify("level1", name).code == "BUD":  # type: ignore[union-attr]  # the line above has seen it
        code1 = "BUD"
    if not code1 and code2:
        code1 = code2.split(".")[0]
    return code1, code2


def _state(name: str, texts: dict[str, str]) -> RowState:
    words = compact(name)
    values = [compact(text) for code, text in texts.items() if code != "reason"]
    filled = [value for value in values if value not in BLANK_WORDS and value not in NOT_APPLICABLE_WORDS]
    if (words in TEMPLATE_WORDS or _UNNAMED.match(words)) and not filled:
        return RowState.TEMPLATE
    if not filled and (words in NOT_APPLICABLE_WORDS or any(value in NOT_APPLICABLE_WORDS for value in values)):
        return RowState.NOT_APPLICABLE
    return RowState.FILLED
