"""Bounds of the form readers, each with a case on either side of it."""

from decimal import Decimal

import pytest

from formaudit.forms.fund_block import is_halves
from formaudit.forms.headers import fund_header
from formaudit.forms.kinds import Marks, kind_of
from formaudit.model.table import Table
from tests.drawn import drawn
from tests.graph.drawings import BASE, WHOLE
from tests.graph.making import submission_of


def _table(text: str) -> Table:
    (table,) = drawn(text).tables
    return table


def test_the_first_annex_two_has_a_bare_address_and_a_second_one_a_number() -> None:
    first = submission_of(BASE).base_data[0]
    assert first.rows[0].figures[0].key.startswith("annex2[")


@pytest.mark.parametrize(
    ("staff", "items", "kind"), [(2, 1, "annex2"), (2, 0, ""), (1, 1, ""), (1, 0, ""), (0, 2, ""), (3, 3, "annex2")]
)
def test_staff_alone_or_an_item_alone_is_no_annex_two(staff: int, items: int, kind: str) -> None:
    labels = [*(f"staff:{number}" for number in range(staff)), *(f"item:{number}" for number in range(items))]
    assert kind_of(Marks(base=frozenset(labels)), "")[0] == kind


def test_a_header_of_two_rows_may_name_two_columns_in_the_lower_one() -> None:
    table = _table(
        """附件3
| 资金 | 预算数 | < | 全年执行数 |
| ^ | 年初预算数 | 全年预算数 | ^ |
| 年度资金总额 | 1 | 2 | 3 |"""
    )
    header = fund_header(table, 0)
    assert header is not None
    assert set(header[0]) == {"original_budget", "final_budget", "actual_amount"}


def test_one_named_column_under_a_header_is_a_row_of_values() -> None:
    table = _table(
        """附件3
| 资金 | 年初预算数 | 全年预算数 | 全年执行数 |
| 全年执行数 | 1 | 2 | 3 |"""
    )
    header = fund_header(table, 0)
    assert header is not None
    assert (set(header[0]), header[1]) == ({"original_budget", "final_budget", "actual_amount"}, 0)


def test_the_box_is_told_by_a_cell_that_lies_under_several_columns() -> None:
    columns = {"original_budget": (1, 2), "final_budget": (2, 3), "actual_amount": (3, 4)}
    wide = _table("附件3\n| 其中：一般公共预算 | 150 | < | < |")
    single = _table("附件3\n| 其中：一般公共预算 | 150 | 150 | 148 |")
    assert is_halves(wide, 0, columns)
    assert not is_halves(single, 0, columns)


def test_drawings_have_the_figures_that_their_forms_print() -> None:
    total = submission_of(*WHOLE).departments[0].funds[0]
    assert total.final_budget is not None
    assert total.final_budget.value == Decimal("152.5")
