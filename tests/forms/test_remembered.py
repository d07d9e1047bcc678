"""What is remembered of rows and labels changes nothing that is said of them."""

import gc
from functools import _lru_cache_wrapper
from pathlib import Path

import pytest

from formaudit.audit import audit_submissions
from formaudit.forms.fund_codes import fund_code
from formaudit.forms.headers import is_numbering
from formaudit.forms.money_header import fund_header, source_header
from formaudit.indicators.lexicon import using
from formaudit.intake.gather import gather
from formaudit.model.table import Cell, Table
from formaudit.profiles.read import read_profile
from formaudit.reports.findings_json import dumps
from formaudit.settings import Alias, NameBook

_CORPORA = Path(__file__).parents[2] / "corpora"
_OWN = NameBook(aliases=(Alias(kind="fund-column", code="final_budget", name="盘子数"),))


def _table(*rows: str) -> Table:
    cells = tuple(
        Cell(row, col, text=text) for row, line in enumerate(rows) for col, text in enumerate(line.split("|"))
    )
    return Table(index=0, cells=cells, rows=len(rows), cols=rows[0].count("|") + 1)


def test_a_label_is_asked_again_under_another_book_of_names() -> None:
    assert fund_code("盘子数") == ""
    with using(_OWN):
        assert fund_code("盘子数") == "final_budget"
    assert fund_code("盘子数") == ""


def test_a_row_is_asked_again_under_another_book_of_names() -> None:
    table = _table("资金来源|年初预算数|盘子数|执行率", "合计|10|12|100%")
    before = fund_header(table, 0)
    with using(_OWN):
        within = fund_header(table, 0)
    assert within is not None
    assert within[0]["final_budget"] == (2, 3)
    assert before != within
    assert fund_header(table, 0) == before


def test_sources_side_by_side_keep_the_order_of_their_header() -> None:
    table = _table("资金来源|中央资金|省级资金|市级资金|县级资金|其他资金|合计", "预算数|1|2|3|4|5|15")
    columns = source_header(table, 0)
    assert columns is not None
    assert sorted(columns.values()) == list(columns.values())


def test_what_is_remembered_of_a_table_is_no_part_of_it() -> None:
    asked, other = _table("1|2|3", "a|b|c"), _table("1|2|3", "a|b|c")
    assert is_numbering(asked, 0)
    assert asked == other
    assert hash(asked) == hash(other)
    assert "found_out" not in repr(asked)


def _forget() -> None:
    for thing in gc.get_objects():
        if isinstance(thing, _lru_cache_wrapper) and getattr(thing, "__module__", "").startswith("formaudit"):
            thing.cache_clear()


def _said(unit: str) -> str:
    profile = read_profile("auto")
    found = gather([_CORPORA / unit], profile.names)
    assert found.submissions
    return dumps(audit_submissions(found.submissions, (), profile, "zh"))


@pytest.mark.parametrize(("unit", "before"), [("quickstart", "culture-replaced"), ("culture-replaced", "quickstart")])
def test_results_are_the_same_with_nothing_remembered_and_behind_another_submission(unit: str, before: str) -> None:
    _forget()
    alone = _said(unit)
    _said(before)
    assert _said(unit) == alone
