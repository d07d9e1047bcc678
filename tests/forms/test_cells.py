"""From a cell to a figure.

``cells.txt`` has a line for each text (``⏎`` is a line end): what it is under a column of each unit, then the single number
in it. Running this module writes the file anew.
"""

from decimal import Decimal
from pathlib import Path
from typing import Final

import pytest

from formaudit.forms.cells import Site, is_blank
from formaudit.model.figure import Figure, State
from formaudit.model.form_kind import FormKind
from formaudit.model.table import Cell, Table
from tests.forms.telling import figure_line

TABLE: Final = Path(__file__).with_name("cells.txt")
BAR: Final = " ¦ "
UNITS: Final = ("万元", "元", "%", "分", "人", "")


def figure(text: str, unit: str = "万元") -> Figure:
    cell = Cell(row=2, col=3, text=text, page=4, line=17, confidence=0.8)
    table = Table(index=1, cells=(cell,), rows=3, cols=4)
    site = Site(file=5, form=FormKind.ANNEX3, form_index=0, prefix="annex3")
    return site.figure(table, cell, tail=".total.final_budget", label="年度资金总额", unit=unit)


def told(text: str) -> list[str]:
    """What a text is under each unit, where the table names none, and the single number in it."""
    cell = Cell(row=0, col=0, text=text.replace("⏎", "\n"))
    table = Table(index=0, cells=(cell,), rows=1, cols=1)
    said = [figure(cell.text, unit) for unit in UNITS]
    open_site = Site(file=0, form=FormKind.ANNEX3, form_index=0, prefix="annex3", unit_unknown=True)
    said.append(open_site.figure(table, cell, tail=".total", label="", unit="万元"))
    within = open_site.value(table, cell, tail=".value", label="", unit="")
    lines = [figure_line(one).partition("@")[0].replace(" ?0.80", "") for one in said]
    return [*lines, "—" if within is None else figure_line(within).partition("@")[0]]


LINES: Final = [line.split(BAR) for line in TABLE.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("line", LINES, ids=lambda line: str(line[0]))
def test_a_cell_is_read_by_its_text_and_the_unit_of_its_column(line: list[str]) -> None:
    assert told(line[0]) == line[1:]


@pytest.mark.parametrize(
    ("text", "unit", "state", "value", "decimals"),
    [
        ("153.67", "万元", State.FILLED, "153.67", 2),
        (" 1,536,700.00 ", "元", State.FILLED, "1536700.00", 2),
        ("12\n.55", "万元", State.FILLED, "12.55", 2),
        ("0", "万元", State.FILLED, "0", 0),
        ("", "万元", State.BLANK, None, 0),
        ("——", "万元", State.BLANK, None, 0),
        ("/", "%", State.BLANK, None, 0),
        ("不适用", "分", State.NOT_APPLICABLE, None, 0),
        ("见附表", "万元", State.UNREADABLE, None, 0),
        ("2024年3月", "万元", State.UNREADABLE, None, 0),
        ("153.67（注1）", "万元", State.UNREADABLE, None, 0),
        ("153,67", "万元", State.UNREADABLE, None, 0),
        ("1\u200b53.\ufeff67", "万元", State.FILLED, "153.67", 2),
        ("¥153.67", "万元", State.FILLED, "153.67", 2),
        ("¥12", "分", State.UNREADABLE, None, 0),
        ("12万元", "%", State.UNREADABLE, None, 0),
        ("12%", "分", State.UNREADABLE, None, 0),
        ("12%", "万元", State.UNREADABLE, None, 0),
        ("12分", "分", State.FILLED, "12", 0),
        ("¥153.67", "", State.FILLED, "153.67", 2),
        ("153.673.67", "万元", State.DAMAGED, None, 0),
        ("4 12.55", "万元", State.DAMAGED, None, 0),
        ("75%", "%", State.FILLED, "75", 0),
        ("0.9975", "%", State.FILLED, "99.75", 2),
        ("1", "%", State.FILLED, "100", 0),
        ("98.8", "%", State.FILLED, "98.8", 1),
        ("-14.4", "万元", State.FILLED, "-14.4", 1),
        ("(14.4)", "万元", State.FILLED, "-14.4", 1),
    ],
)
def test_a_cell_is_filled_blank_not_applicable_or_damaged(
    text: str, unit: str, state: State, value: str | None, decimals: int
) -> None:
    read = figure(text, unit)
    assert (read.state, read.decimals) == (state, decimals)
    assert read.value == (None if value is None else Decimal(value))


def test_a_printed_unit_goes_before_the_columns() -> None:
    assert (figure("12万元", "元").value, figure("12万元", "元").unit) == (Decimal(12), "万元")
    assert figure("12", "元").unit == "元"


def test_a_figure_knows_its_place_raw_text_and_confidence() -> None:
    read = figure(" 99.5 ")
    place = read.place
    assert (place.file, place.form, place.form_index, place.table, place.row, place.col) == (5, "annex3", 0, 1, 2, 3)
    assert (place.page, place.line) == (4, 17)
    assert (read.raw, read.confidence) == ("99.5", 0.8)


def test_addresses_are_unique_and_free_of_row_numbers() -> None:
    site = Site(file=0, form=FormKind.ANNEX4, form_index=0, prefix="annex4[测报]")
    assert [site.key(".total.rate"), site.key(".total.rate"), site.key(".total.score")] == [
        "annex4[测报].total.rate",
        "annex4[测报].total.rate#2",
        "annex4[测报].total.score",
    ]


@pytest.mark.parametrize("text", ["", " ", "\n", "—", "－－", "／", "\xa0"])
def test_dashes_and_blanks_are_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["0", "无", "不适用", "……"])
def test_words_and_zero_are_not_blank(text: str) -> None:
    assert not is_blank(text)


def test_a_currency_sign_leaves_the_unit_to_the_column() -> None:
    assert figure("¥153.67", "万元").unit == figure("￥153.67", "万元").unit == "万元"
    assert figure("¥153.67", "").unit == "元"


def test_a_bare_rate_has_two_readings_and_a_printed_percentage_one() -> None:
    ratio, percent, sure = figure("0.95", "%"), figure("4.2", "%"), figure("0.95%", "%")
    assert (ratio.value, [other.value for other in ratio.readings]) == (Decimal(95), [Decimal("0.95")])
    assert (percent.value, [other.value for other in percent.readings]) == (Decimal("4.2"), [Decimal(420)])
    assert (sure.readings, figure("98", "%").readings, figure("0", "%").readings) == ((), (), ())


if __name__ == "__main__":
    TABLE.write_text("".join(f"{BAR.join([line[0], *told(line[0])])}\n" for line in LINES), encoding="utf-8")
