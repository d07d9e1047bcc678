"""Rows of print that look like those of a table and were laid in none: the page is told, a table beside them doubted."""

import pytest

from formaudit.model.document import Document
from tests.extract.pdf.paper import document, rows, text

HEAD = "专项资金使用情况说明"
LONG = "资金拨付及时未发现截留挪用全年开工完工按合同节点支付进度款项台账齐全"


def _told(found: Document) -> list[tuple[str, str, bool]]:
    return [(warning.code, warning.detail, warning.unread) for warning in found.warnings]


def _list(amounts: tuple[str, ...], start: float = 110) -> str:
    """Rows of words and an amount with lines of a tall cell between them, across their columns."""
    drawn = text(80, 80, HEAD)
    for at, amount in enumerate(amounts):
        top = start + 60 * at
        drawn += (
            text(80, top, "水利所") + text(300, top, amount) + text(100, top + 16, LONG) + text(100, top + 32, LONG)
        )
    return drawn


def test_amounts_below_each_other_in_no_table_are_told() -> None:
    found = document(_list(("77.25", "34.53", "1,204.10", "9.8")))
    assert not found.tables
    assert _told(found) == [("loose-rows", "1", True)]


@pytest.mark.parametrize(
    "amounts",
    [
        ("3", "5", "12", "12"),
        ("-1-", "-4-", "-4-", "-9-"),
        ("2021", "2022", "2023", "2024"),
        ("77.25", "34.53"),
        ("13800000000",) * 4,
        ("甲", "乙", "丙"),
    ],
)
def test_pages_years_telephones_and_a_few_amounts_are_no_table(amounts: tuple[str, ...]) -> None:
    assert _told(document(_list(amounts))) == []


def test_a_total_is_told_though_it_is_alone() -> None:
    assert _told(document(text(80, 80, HEAD) + text(80, 110, "合计") + text(300, 110, "8.52"))) == [
        ("loose-rows", "1", True)
    ]
    assert _told(document(text(80, 80, HEAD) + text(80, 110, "合计8.52万元") + text(300, 110, "2023年"))) == []


def test_figures_before_their_words_number_them() -> None:
    lines = [[(80.0, str(n)), (110.0, LONG)] for n in (7, 3, 5, 2)]
    assert _told(document(rows(lines, 100, 40))) == []


def test_a_table_is_not_told_and_one_beside_such_rows_is_doubted() -> None:
    lines = [[(80.0, "科目甲"), (250.0, "1.5"), (350.0, "2.5")], [(80.0, "科目乙"), (250.0, "3.5"), (350.0, "4.5")]] * 3
    alone = document(rows(lines, 600))
    assert _told(alone) == []
    assert min(cell.confidence for cell in alone.tables[0]) >= 0.9
    beside = document(rows(lines, 100, 14) + _list(("77.25", "34.53", "1,204.10", "9.8"), 200))
    assert _told(beside) == [("loose-rows", "1", True)]
    assert max(cell.confidence for cell in beside.tables[0]) < 0.8
