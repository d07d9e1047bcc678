"""What is raised, struck or hidden in a text: what is printed, what is told apart, what is doubted."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formaudit.extract.blocks import Grid, Text
from formaudit.extract.marks import DOUBTED, hidden, lowered, marked, raised, settle, settled, struck, told
from formaudit.model.document import Warn
from formaudit.model.table import Cell


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (f"120.5{raised('1')}", "120.5"),
        (f"120.5{raised('[3]')}", "120.5"),
        (f"120.5{raised('①')}万元", "120.5万元"),
        (f"44.32{raised('注1')}", "44.32"),
        (f"公用经费{raised('2')}", "公用经费"),
        (f"{raised('*')}36", "36"),
        (f"96%{raised('1,2')}", "96%"),
        (f"3.5×10{raised('4')}", "3.5×10⁴"),
        (f"600m{raised('2')}", "600m²"),
        (f"CO{lowered('2')}排放", "CO₂排放"),
        (f"40{lowered('1')}", "40"),
        (f"10{raised('1')}", "10"),
        (f"120.5{struck('118')}", "120.5"),
        (f"{struck('120.5')}126.5", "126.5"),
        (f"4{struck('4')}4.32", "44.32"),
        (f"120{hidden('99')}", "120"),
        (raised("120.5"), "120.5"),
        (f"1{raised('st')}", "1st"),
    ],
)
def test_the_visible_value_is_what_is_printed(text: str, printed: str) -> None:
    assert (settle(text).text, settle(text).confidence) == (printed, 1.0)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (struck("120.5"), "120.5"),
        (hidden("99"), "99"),
        (f"120{raised('50')}", "120"),
        (f"10{raised('4')}", "10"),
        (f"120.5{raised('126.5')}", "120.5 126.5"),
        (f"12{raised('1')}0.5", "120.5"),
        (DOUBTED, ""),
        (f"{DOUBTED}96", "96"),
    ],
)
def test_what_nobody_can_decide_is_doubted(text: str, printed: str) -> None:
    assert (settle(text).text, settle(text).confidence) == (printed, 0.5)


def test_what_is_told_apart_is_named_with_its_place() -> None:
    cells = (Cell(row=0, col=0, text=f"120.5{raised('1')}"), Cell(row=0, col=1, text=f"{struck('88')}90"))
    remarks: list[object] = []
    found = list(settled([Text(text="前"), Grid(cells=cells, rows=1, cols=2)], remarks))  # type: ignore[arg-type]  # a list of remarks
    grid = found[1]
    assert isinstance(grid, Grid)
    assert [cell.text for cell in grid.cells] == ["120.5", "90"]
    assert told(remarks) == (  # type: ignore[arg-type]  # a list of remarks
        Warn(code="raised-marks", detail="#1 R1C1 1"),
        Warn(code="struck-text", detail="#1 R1C2 88"),
    )


def test_a_paragraph_all_of_which_is_struck_is_not_printed() -> None:
    [piece] = settled([Text(text=struck("全年支出120.5万元"))], [])
    assert isinstance(piece, Text)
    assert piece.text == ""


_WRAPS: dict[str, Callable[[str], str]] = {"raised": raised, "lowered": lowered, "struck": struck, "hidden": hidden}


@given(st.lists(st.tuples(st.sampled_from(["", *_WRAPS]), st.text("0123456789.万元注 ", max_size=4)), max_size=6))
def test_no_sign_of_ours_is_left_and_no_visible_sign_is_lost(parts: list[tuple[str, str]]) -> None:
    found = settle("".join(_WRAPS[kind](words) if kind else words for kind, words in parts))
    assert not marked(found.text)
    left = iter(found.text)
    assert all(char in left for kind, words in parts if not kind for char in words.strip())
