"""Tables of which the page shows more than its lines: painted tiles, heavy borders, labels outside, names of groups."""

import pytest

from tests.drawing import draw
from tests.extract.pdf.paper import HEIGHT, document, line, rows, table, text

WIDTHS = (100, 80, 80)
WORDS = (("item", "plan", "paid"), ("wages", "120.5", "118.2"), ("goods", "40", "38.7"), ("all", "160.5", "156.9"))


def _box(x: float, top: float, wide: float, high: float, colour: str = "0.8 0.85 0.95 rg") -> str:
    return f"{colour} {x} {HEIGHT - top - high} {wide} {high} re f 0 g\n"


def _tiles(gap: float, *, words: bool = True, blank: str = "") -> str:
    out, top = "", 100.0
    for words_of_row in WORDS:
        x = 72.0
        for wide, word in zip(WIDTHS, words_of_row, strict=True):
            out += _box(x + gap / 2, top + gap / 2, wide - gap, 22 - gap)
            out += text(x + 6, top + 6, word) if words and word != blank else ""
            x += wide
        top += 22
    return out


def test_cells_painted_as_tiles_make_a_grid() -> None:
    [found] = document(_tiles(2)).tables
    assert draw(found).splitlines()[:2] == ["item | plan | paid", "wages | 120.5 | 118.2"]
    assert {cell.confidence for cell in found} == {1.0}


def test_a_blank_tile_is_a_blank_cell() -> None:
    [found] = document(_tiles(2, blank="38.7")).tables
    assert draw(found).splitlines()[2] == "goods | 40 |"


def test_a_tall_tile_beside_those_of_its_rows_is_one_cell() -> None:
    body = _box(20, 124, 50, 40) + text(26, 140, "sum") + _box(20, 102, 50, 18) + text(26, 104, "kind")
    [found] = document(_tiles(4) + body).tables
    assert draw(found).splitlines()[1:3] == ["sum | wages | 120.5 | 118.2", "^ | goods | 40 | 38.7"]


def _frame(x: float, top: float, wide: float, high: float, how: str = "f*") -> str:
    low = HEIGHT - top - high
    inner = f"{x + 1} {low + 1} {wide - 2} {high - 2} re"
    if how == "f":  # the hole runs the other way round
        inner = f"{x + 1} {low + 1} m {x + 1} {low + high - 1} l {x + wide - 1} {low + high - 1} l"
        inner += f" {x + wide - 1} {low + 1} l h"
    return f"0 g {x} {low} {wide} {high} re {inner} {how}\n"


@pytest.mark.parametrize("how", ["f*", "f"])
def test_borders_painted_as_boxes_with_a_hole_hide_nothing(how: str) -> None:
    body, top = "", 100.0
    for words in WORDS:
        x = 72.0
        for wide, word in zip(WIDTHS, words, strict=True):
            body += text(x + 6, top + 6, word) + _frame(x + 1, top + 1, wide - 2, 20, how)
            x += wide
        top += 22
    found = document(body)
    assert draw(found.tables[0]).splitlines() == [" | ".join(row) for row in WORDS]
    assert {cell.confidence for cell in found.tables[0]} == {1.0}
    assert not found.warnings


def test_tiles_far_apart_or_without_words_are_no_grid() -> None:
    assert not document(_tiles(2, words=False) + text(72, 300, "text")).tables
    assert {cell.confidence for one in document(_tiles(8)).tables for cell in one} != {1.0}


def test_a_border_of_three_points_and_more_parts_cells() -> None:
    shaded = _box(72, 100, 260, 88, "0.2 0.3 0.5 rg")
    white = "".join(_box(72, 100 + 22 * at - 2, 260, 4, "1 1 1 rg") for at in range(5))
    white += "".join(_box(x - 1.6, 100, 3.2, 88, "1 1 1 rg") for x in (72, 172, 252, 332))
    words = "".join(
        text(x, 106 + 22 * at, word)
        for at, row in enumerate(WORDS)
        for x, word in zip((78, 178, 258), row, strict=True)
    )
    [found] = document(shaded + white + "1 g\n" + words + "0 g\n").tables
    assert len(found.cells) == 12
    assert {cell.confidence for cell in found} == {1.0}


def test_a_heading_beyond_the_last_figures_heads_a_blank_column() -> None:
    lines = [[(80, a), (230, b), (310, c)] for a, b, c in WORDS[1:]]
    head = rows([[(80, "item"), (230, "plan"), (310, "paid"), (400, "notes")]], 100)
    [found] = document(head + rows(lines, 130)).tables
    assert draw(found).splitlines()[:2] == ["item | plan | paid | notes", "wages | 120.5 | 118.2 |"]


def test_a_name_in_the_middle_of_all_columns_is_the_name_of_a_group() -> None:
    xs = (80, 250, 350, 450)
    lines = [list(zip(xs, ("crop", "area", "yield", "value"), strict=True)), [(232, "the northern region")]]
    lines += [list(zip(xs, row, strict=True)) for row in (("wheat", "12", "31", "37"), ("barley", "44", "28", "12"))]
    lines += [[(232, "the southern region")]]
    lines += [list(zip(xs, row, strict=True)) for row in (("wheat", "80", "29", "23"), ("rice", "61", "50", "30"))]
    [found] = document(rows(lines, 100, 16)).tables
    assert draw(found).splitlines()[:2] == ["crop | area | yield | value", "the northern region | < | < | <"]
    assert draw(found).splitlines()[4] == "the southern region | < | < | <"


def _outside(labels: tuple[str, ...], shift: float = 0.0) -> str:
    grid = table("11 | 12\n21 | 22\n31 | 32\n41 | 42", x=220, widths=(80, 80))
    return grid + "".join(text(80, 104 + 20 * at + shift, word) for at, word in enumerate(labels))


def test_labels_outside_a_grid_of_figures_name_its_rows() -> None:
    [found] = document(_outside(("alpha", "beta", "gamma", "delta"))).tables
    assert draw(found).splitlines() == ["alpha | 11 | 12", "beta | 21 | 22", "gamma | 31 | 32", "delta | 41 | 42"]
    assert {cell.confidence for cell in found if cell.col == 0} == {0.9}


def test_text_beside_a_grid_that_does_not_keep_to_its_rows_is_none_of_its_labels() -> None:
    [found, *_] = document(_outside(("alpha", "beta", "gamma", "delta"), 7)).tables
    assert max(cell.col for cell in found) == 1
    [found, *_] = document(_outside(("alpha", "", "", "delta"))).tables
    assert max(cell.col for cell in found) == 1


def test_a_heading_alone_on_its_line_spans_the_columns_of_the_rule_below_it() -> None:
    xs = (80, 230, 310)
    head = text(245, 84, "paid in all") + line(225, 96, 350, 96)
    body = rows([list(zip(xs, row, strict=True)) for row in WORDS], 100)
    [found] = document(head + body).tables
    assert draw(found).splitlines()[:2] == ["item | paid in all | <", "^ | plan | paid"]
    [found] = document(head.replace("225", "60") + body).tables
    assert draw(found).splitlines()[0] == "item | plan | paid"


def test_the_rest_of_a_text_below_the_last_row_belongs_to_it() -> None:
    xs = (80, 120, 330)
    lines = [("no.", "what is amiss", "until"), ("1", "plans change often", "June"), ("2", "money comes late", "July")]
    lines += [("3", "goals are named in", "August"), ("4", "aims are not told in", "May")]
    body = rows([list(zip(xs, row, strict=True)) for row in lines], 100, 24)
    [found] = document(body + text(120, 208, "figures")).tables
    assert draw(found).splitlines()[-1] == "4 | aims are not told in/figures | May"
    [found] = document(body + text(100, 208, "figures")).tables
    assert draw(found).splitlines()[-1] == "4 | aims are not told in | May"


def test_a_figure_close_behind_words_over_two_columns_leaves_them_in_doubt() -> None:
    xs = (80, 130, 300, 380)
    lines = [(f"20{n}", "roads and bridges", f"{n}4.50", f"{n}1.25") for n in range(1, 7)]
    body = rows([list(zip(xs, row, strict=True)) for row in lines], 100)
    close = text(80, 208, "207") + text(130, 208, "offices of the government roo") + text(276, 208, "84.50")
    [found] = document(body + close + text(380, 208, "71.25")).tables
    last = [(cell.text, cell.confidence) for cell in found if cell.row == 6]
    assert last == [("207", 0.95), ("offices of the government roo84.50", 0.8), ("71.25", 0.95)]
