"""Pages as users of other readers report them: fonts that misname a sign, clipped forms, small marks, banded rows."""

import itertools

import pytest

from formaudit.extract.pdf.ink import Glyph, Shade
from formaudit.extract.pdf.lines import printed_lines
from formaudit.extract.pdf.tiles import tiled
from formaudit.model.document import Document
from tests.drawing import draw
from tests.extract.pdf.paper import HEIGHT, document, filled, line, rows, table, text

FORM = """
项目|年初预算数|全年预算数
基本支出|120.50|
项目支出|16.80|44.32
"""


def _value(found: Document, row: int = 1, col: int = 2) -> tuple[str, bool]:
    cell = next(cell for cell in found.tables[0] if (cell.row, cell.col) == (row, col))
    return cell.text, cell.confidence >= 0.9


def test_a_soft_hyphen_that_is_printed_is_a_minus() -> None:
    found = document(table(FORM) + text(258, 124, "\u00ad6.50"))
    assert _value(found) == ("-6.50", True)


def _small(words: str, x: float, *, high: float, foot: float) -> list[Glyph]:
    """Glyphs of half an em on one line, ``foot`` points above that of the large ones."""
    step = high / 2
    return [
        Glyph(char, x + step * n, 10 - foot - high, x + step * (n + 1), 10 - foot, False, 0)
        for n, char in enumerate(words)
    ]


def test_small_decimals_set_high_are_digits_and_no_mark_of_a_note() -> None:
    (found,) = printed_lines([*_small("120", 0, high=10, foot=0), *_small(".50", 15, high=6, foot=4)])
    assert found.text == "120.50"
    (found,) = printed_lines([*_small("120.50", 0, high=10, foot=0), *_small("1", 30, high=6, foot=4)])
    assert found.text == "120.50¹"


def test_a_third_copy_of_a_narrow_sign_is_no_further_one() -> None:
    large = [Glyph("1", 0, 0, 5, 10, False, 0)]
    points = [Glyph(".", 5 + shift, 0, 7.3 + shift, 10, False, 0) for shift in (0, 0.8, 1.5)]
    (found,) = printed_lines([*large, *points, Glyph("5", 8, 0, 13, 10, False, 0)])
    assert found.text == "1.5"


def test_a_small_mark_that_reaches_over_the_rule_stays_with_its_figure() -> None:
    form = "项目|年初预算数|全年预算数|分值\n基本支出|120.50||10\n项目支出|16.80|44.32|10"
    mark = text(338, 122, "(1)", 6)  # the upright rule stands at 342
    found = document(table(form) + text(308, 124, "126.00") + mark)
    assert _value(found)[0].startswith("126.00")
    assert _value(found)[0].endswith("(1)")
    assert _value(found, 1, 3) == ("10", True)


def test_a_label_that_runs_into_the_next_figure_leaves_both_in_doubt() -> None:
    form = "项目|年初预算数|全年预算数\n|  |126.00\n项目支出|16.80|44.32"
    found = document(table(form) + text(77, 124, "其中：财政拨款安排数额") + text(187, 124, "20.50"))
    assert _value(found, 1, 0) == ("其中：财政拨款安排数额", False)
    assert _value(found, 1, 1) == ("20.50", False)


def test_a_figure_that_runs_over_the_rule_of_its_cell_leaves_both_in_doubt() -> None:
    form = "项目|年初预算数|全年预算数|分值\n基本支出|120.50||\n项目支出|16.80|44.32|10"
    found = document(table(form) + text(330, 124, "1234567.00"))  # the upright rule stands at 342
    assert [_value(found, 1, col)[1] for col in range(4)] == [True, True, False, False]
    assert [_value(found, 2, col)[1] for col in range(4)] == [True] * 4


def test_a_form_shows_only_what_lies_in_its_box() -> None:
    inner = text(258, 124, "88.88")
    clipped = (
        f"<</Type/XObject/Subtype/Form/BBox[0 0 40 {HEIGHT}]/Resources<</Font<</F1 3 0 R>>/XObject<</I 91 0 R>>>>"
        "/Length 5>>\nstream\n/I Do\nendstream"
    )
    whole = (
        f"<</Type/XObject/Subtype/Form/BBox[0 0 595 {HEIGHT}]/Resources<</Font<</F1 3 0 R>>>>"
        f"/Length {len(inner)}>>\nstream\n{inner}\nendstream"
    )
    page = table(FORM) + text(300, 124, "31.75")
    resources = "/XObject<</O 90 0 R/W 91 0 R>>"
    hidden = document(page + "/O Do\n", resources=resources, more={90: clipped, 91: whole})
    assert _value(hidden) == ("31.75", True)
    shown = document(page + "/W Do\n", resources=resources, more={90: clipped, 91: whole})
    assert "88.88" in _value(shown)[0]


def test_figures_in_the_middle_of_a_wrapped_label_are_one_row_with_it() -> None:
    lines = ["年度资金总额", "", "上年结转资金", "其他资金"]
    page = line(50, 80, 400, 80) + line(50, 102, 400, 102) + line(50, 190, 400, 190)
    page += text(54, 87, "项目", 9) + text(200, 87, "年初预算数", 9) + text(300, 87, "全年预算数", 9)
    for n, label in enumerate(lines):
        top = 109 + 22 * n
        page += text(215, top, f"{n}0.50", 9) + text(315, top, f"{n}1.25", 9)
        page += (
            text(54, top, label, 9) if label else text(54, top - 5, "其中：当年财政", 9) + text(54, top + 6, "拨款", 9)
        )
    [found] = document(page).tables
    assert draw(found).splitlines()[2:4] == ["其中：当年财政/拨款 | 10.50 | 11.25", "上年结转资金 | 20.50 | 21.25"]


def test_narrow_headings_in_the_middle_of_wide_columns_stand_over_one_each() -> None:
    head = [(68, "地区"), (179, "人口"), (316, "面积"), (427, "密度")]
    lines = [[(68, name), (271, "1,411.8"), (392, "960.0"), (503, "147.1")] for name in "甲乙丙丁"]
    rules = line(63, 92, 533, 92) + line(63, 114, 533, 114) + line(63, 193, 533, 193)
    [found] = document(rules + rows([head], 98) + rows(lines, 120)).tables
    assert draw(found).splitlines()[0] == "地区 | 人口 | 面积 | 密度"
    assert draw(found).splitlines()[1] == "甲 | 1,411.8 | 960.0 | 147.1"


def test_a_label_whose_first_word_never_changes_is_one_cell() -> None:
    lines = [[(80, f"Grade {n}"), (200, f"{n}23"), (280, f"{n}45"), (360, f"{n}67")] for n in range(1, 10)]
    [found] = document(rows([[(80, "Grade"), (200, "Boys"), (280, "Girls"), (360, "All")], *lines])).tables
    assert draw(found).splitlines()[1] == "Grade 1 | 123 | 145 | 167"


@pytest.mark.parametrize(("bands", "ruled"), [((0, 1, 3, 5), False), ((0, 1, 2, 3), True)])
def test_every_other_row_with_a_ground_makes_no_grid_of_the_first_two(bands: tuple[int, ...], *, ruled: bool) -> None:
    xs, high = (60.0, 160.0, 260.0, 360.0), 20.0
    shades = [
        Shade(x0, 100 + high * row, x1, 100 + high * (row + 1), False)
        for row in bands
        for x0, x1 in itertools.pairwise(xs)
    ]
    words = [Glyph("额", s.x0 + 5, s.top + 5, s.x0 + 15, s.top + 15, False, 0) for s in shades]
    across, down = tiled(shades, words, ())
    assert bool(across and down) == ruled


def test_columns_of_text_set_half_a_line_apart_are_columns() -> None:
    words = (
        "figures of the year are provisional",
        "and may still be revised by all that",
        "report them late, as some units do",
    )
    left = "".join(text(60, 100 + 13 * n, words[n % 3]) for n in range(10))
    right = "".join(text(320, 106 + 13 * n, words[n % 3]) for n in range(24))
    cells = [[(60, name), (160, "12.5"), (210, "13.5")] for name in ("Roads", "Parks", "Schools", "Total")]
    head = rows([[(60, "Service"), (160, "2022"), (210, "2023")]], 243, 13)
    [found] = document(left + right + head + rows(cells, 262, 17)).tables
    assert draw(found).splitlines()[0] == "Service | 2022 | 2023"
    assert found.rows == 5


def test_a_filled_box_without_words_still_hides_nothing_of_a_form() -> None:
    found = document(filled(60, 90, 400, 180, "0.9 0.9 0.9") + table(FORM) + text(258, 124, "31.75"))
    assert _value(found) == ("31.75", True)


def test_several_headings_below_one_are_no_further_line_of_it() -> None:
    head = text(80, 100, "State") + text(150, 100, "Fall enrolment")
    head += text(245, 100, "Pupil-teacher") + text(313, 100, "ratio")
    years = [(137, "1990"), (173, "1995"), (209, "2000"), (245, "1995"), (318, "2000")]
    figures = [(132, "21,73"), (168, "22,33"), (204, "98,25"), (245, "23.1"), (318, "14.3")]
    lines = [[(80, name), *figures] for name in ("Alabama", "Alaska", "Arizona", "Arkansas")]
    rules = line(76, 96, 345, 96) + line(76, 128, 345, 128) + line(76, 186, 345, 186)
    [found] = document(rules + head + rows([years], 113) + rows(lines, 130, 14)).tables
    assert draw(found).splitlines()[:2] == [
        "State | Fall enrolment | < | < | Pupil-teacher ratio | <",
        "^ | 1990 | 1995 | 2000 | 1995 | 2000",
    ]


def test_a_heading_over_the_white_between_its_two_parts_spans_both() -> None:
    head = text(66, 100, "科目") + text(264, 100, "预算数") + text(362, 100, "决算数") + text(489, 100, "完成率")
    parts = [(352, "本年"), (430, "上年")]
    lines = [[(66, "教育支出"), (269, "797.5"), (347, "348.0"), (425, "643.4"), (494, "95.9%")] for _ in range(4)]
    rules = line(62, 96, 530, 96) + line(62, 128, 530, 128) + line(62, 190, 530, 190)
    [found] = document(rules + head + rows([parts], 113) + rows(lines, 132, 14)).tables
    assert draw(found).splitlines()[0] == "科目 | 预算数 | 决算数 | < | 完成率"


def test_rows_outside_the_rules_of_a_statement_are_its_rows() -> None:
    lines = [
        [(80, "Net income"), (250, "1,204"), (350, "1,001")],
        [(80, "Depreciation"), (260, "302"), (360, "288")],
        [(80, "Net cash provided"), (250, "1,341"), (350, "1,301")],
        [(80, "Capital expenditures"), (255, "(400)"), (355, "(512)")],
        [(80, "Net increase"), (260, "941"), (360, "789")],
    ]
    head = text(254, 100, "2023") + text(354, 100, "2022")
    rules = "".join(line(76, at, 390, at) for at in (113, 143, 171))
    note = text(80, 200, "The figures of both years are those of the audited accounts of the company.")
    [found] = document(rules + head + rows(lines, 115, 14) + note).tables
    assert draw(found).splitlines()[0] == " | 2023 | 2022"
    assert draw(found).splitlines()[-1] == "Net increase | 941 | 789"


def test_long_texts_below_headings_and_a_rule_are_a_table() -> None:
    words = ("Households below the line of poverty that", "pay heating costs directly and")
    body = ""
    for n, name in enumerate(("Home energy", "School meals", "Rural loans")):
        top = 118 + 30 * n
        body += text(66, top, name, 9) + text(190, top, words[0], 9) + text(400, top, "Department of services", 9)
        body += text(190, top + 12, words[1], 9)
    head = text(66, 100, "Program", 9) + text(190, 100, "Eligibility", 9) + text(400, 100, "Agency", 9)
    rules = line(62, 97, 530, 97) + line(62, 114, 530, 114) + line(62, 206, 530, 206)
    [found] = document(rules + head + body).tables
    assert draw(found).splitlines()[0] == "Program | Eligibility | Agency"
    assert found.rows == 4
