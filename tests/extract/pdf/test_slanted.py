"""Text that leans: headings stand over their columns, watermarks are no text of the page."""

import math

import pytest

from formaudit.model.document import Document
from tests.extract.pdf.paper import HEIGHT, document, line, text

EDGES = (60, 170, 240, 310, 380, 450, 520)
HEADS = ("年初预算数", "全年预算数", "全年执行数", "执行率", "得分")
BODY = (
    ("圩堤加固", "86.5", "92", "87.4", "95%", "9.5"),
    ("灌渠清淤", "31", "31", "29.45", "95%", "9.5"),
    ("合计", "117.5", "123", "116.85", "95%", "19"),
)
TOP, ROW = 160, 20


def leaning(x: float, top: float, words: str, *, size: float = 9, degrees: float = 45) -> str:
    """Words that lean, beginning at a place on their baseline."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    code = words.encode("utf-16-be").hex()
    return f"BT /F1 {size} Tf {cos:.4f} {sin:.4f} {-sin:.4f} {cos:.4f} {x} {HEIGHT - top} Tm <{code}> Tj ET\n"


def body(*, ruled: bool = True) -> str:
    """The rows below the headings."""
    out = "".join(
        text(x + 4, TOP + 5 + ROW * row, words)
        for row, cells in enumerate(BODY)
        for x, words in zip(EDGES, cells, strict=False)
    )
    if ruled:
        out += "".join(line(EDGES[0], TOP + ROW * row, EDGES[-1], TOP + ROW * row) for row in range(4))
        out += "".join(line(x, TOP, x, TOP + ROW * 3) for x in EDGES)
    return out


def heads(degrees: float, *, at: float = 20) -> str:
    return "".join(leaning(x + at, TOP - 6, words, degrees=degrees) for x, words in zip(EDGES[1:], HEADS, strict=False))


def rows(found: Document) -> list[list[str]]:
    table = found.tables[0]
    return [[cell.text for cell in table.row(row)] for row in range(table.rows)]


FULL = [["", *HEADS], *map(list, BODY)]


@pytest.mark.parametrize("degrees", [30, 45, 60])
def test_leaning_headings_between_leaning_rules_stand_over_their_columns(degrees: float) -> None:
    away = 50 / math.tan(math.radians(degrees))
    rules = "".join(line(x, TOP, x + away, TOP - 50) for x in EDGES[1:])
    lid = line(EDGES[1] + away, TOP - 50, EDGES[-1] + away, TOP - 50)
    assert rows(document(body() + heads(degrees) + rules + lid)) == FULL


@pytest.mark.parametrize("degrees", [30, 45, 60])
def test_leaning_headings_in_cells_are_in_their_cells(degrees: float) -> None:
    box = "".join(line(x, TOP - 60, x, TOP) for x in EDGES) + line(EDGES[0], TOP - 60, EDGES[-1], TOP - 60)
    assert rows(document(body() + heads(degrees, at=10) + box)) == FULL


def test_leaning_headings_without_rules_are_a_row() -> None:
    found = rows(document(body(ruled=False) + heads(45)))
    assert found[0] == ["", *HEADS]


@pytest.mark.parametrize(
    "marks",
    [
        [(200, TOP + 55, "内部资料", 9)],
        [(150, TOP + 55, "送审稿", 30)],
        [(90, TOP - 20, "送审稿", 30)],
        [(90, TOP - 20, "送审稿", 9)],
        [(90, TOP - 20, "送审稿", 9), (300, TOP - 90, "初稿", 9)],
        [(x, TOP - 20, "仅供核对", 9) for x in (80, 220, 360)],
    ],
)
def test_a_watermark_is_no_text_of_the_table(marks: list[tuple[float, float, str, float]]) -> None:
    drawn = "".join(leaning(x, top, words, size=size) for x, top, words, size in marks)
    found = document(body() + drawn)
    assert rows(found) == FULL[1:]
    assert not found.paragraphs


def test_leaning_words_with_figures_that_are_no_heading_are_told() -> None:
    found = document(body() + leaning(90, TOP - 20, "共3470份", size=20))
    assert rows(found) == FULL[1:]
    assert [warning.code for warning in found.warnings] == ["slanted-text"]


def test_headings_that_would_run_into_each_other_are_told_where_they_hold_figures() -> None:
    drawn = leaning(180, TOP - 6, "2023年决算120万元") + leaning(185, TOP - 6, "2024年预算150万元")
    found = document(body() + drawn)
    assert rows(found) == FULL[1:]
    assert [warning.code for warning in found.warnings] == ["slanted-text"]
