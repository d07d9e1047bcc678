"""Tables without a grid: what tells their columns, headings and rows, and what keeps text from being one."""

import os
import subprocess
import sys

import pytest

from formaudit.extract.pdf.ink import Ink
from formaudit.extract.pdf.lines import Line
from formaudit.extract.pdf.peers import PeerCell, PeerTable
from formaudit.extract.pdf.pieces import Part, Piece
from formaudit.extract.pdf.second import weighed
from formaudit.extract.pdf.sheet import Sheet
from tests.drawing import draw, neat
from tests.extract.pdf.paper import document, line, rows, table, text

FIGURES = (("Alpha", "11", "12", "13", "14"), ("Beta", "21", "22", "23", "24"), ("Gamma", "31", "32", "33", "34"))
XS = (80, 230, 310, 400, 480)


def _body(top: float = 130, pitch: float = 18) -> str:
    return rows([[(x, word) for x, word in zip(XS, row, strict=True)] for row in FIGURES], top, pitch)


def test_a_heading_in_the_white_between_two_columns_spans_both() -> None:
    head = text(255, 82, "2007") + text(425, 82, "2009") + rows([list(zip(XS[1:], "abcd", strict=True))], 100)
    [found] = document(head + _body()).tables
    assert draw(found).splitlines()[:2] == [" | 2007 | < | 2009 | <", " | a | b | c | d"]
    assert {cell.confidence for cell in found if cell.colspan > 1} == {0.8}


def test_a_rule_under_a_heading_tells_which_columns_it_spans() -> None:
    under = line(225, 96, 330, 96) + line(395, 96, 500, 96)
    head = text(232, 82, "one") + text(402, 82, "two") + rows([list(zip(XS[1:], "abcd", strict=True))], 100)
    [found] = document(under + head + _body()).tables
    assert draw(found).splitlines()[0] == " | one | < | two | <"
    assert min(cell.confidence for cell in found) >= 0.9


def test_lines_of_a_heading_that_stand_close_are_one_cell() -> None:
    head = rows(
        [[(230, "Number"), (310, "Number"), (400, "Share")], [(230, "of a"), (310, "of b"), (400, "of c")]], 95, 11
    )
    lines = [[(80, n), (230, a), (310, b), (400, c)] for n, a, b, c, _ in FIGURES]
    [found] = document(head + rows(lines, 130)).tables
    assert draw(found).splitlines()[0] == " | Number/of a | Number/of b | Share/of c"


def test_figures_with_a_blank_between_them_are_two_cells_however_narrow_it_is() -> None:
    lines: list[list[tuple[float, str]]]
    lines = [[(80, "Alpha"), (200, "1,203 4,405")], [(80, "Beta"), (210, "93"), (237.5, "48")]] * 5
    [found] = document(rows(lines)).tables
    assert draw(found).splitlines()[0] == "Alpha | 1,203 | 4,405"


def test_groups_of_three_digits_are_one_figure() -> None:
    lines = [[(80, "Alpha"), (200, "1 203 405"), (300, "7")]] * 4
    [found] = document(rows(lines)).tables
    assert draw(found).splitlines()[0] == "Alpha | 1 203 405 | 7"


def test_a_line_typed_with_dashes_is_a_rule_and_no_cell() -> None:
    typed = text(80, 112, "-" * 80)
    head = rows([list(zip(XS, ("name", "a", "b", "c", "d"), strict=True))], 96)
    found = document(head + typed + _body()).tables
    assert draw(found[0]).splitlines()[:2] == ["name | a | b | c | d", "Alpha | 11 | 12 | 13 | 14"]
    assert len(found) == 1


def test_dots_that_lead_to_figures_leave_a_figure_alone() -> None:
    lines = [[(80, f"0.{n} .............."), (230, f"{n}0"), (310, f"{n}1")] for n in range(1, 6)]
    [found] = document(rows(lines)).tables
    assert [cell.text for cell in found if cell.col == 0] == [f"0.{n}" for n in range(1, 6)]


def test_dots_with_white_on_both_sides_stand_in_the_place_of_figures() -> None:
    lines = [[(80, f"Program {n}"), (230, f"{n}0"), (310, f"{n}1")] for n in range(1, 6)]
    lines.insert(3, [(80, "Proposed law"), (222, "......"), (302, "......")])
    [found] = document(rows(lines)).tables
    assert draw(found).splitlines()[3] == "Proposed law | ...... | ......"


def test_dots_that_lead_to_a_figure_are_no_cell() -> None:
    lines = [[(80, f"Program {n} " + "." * 20), (230, f"{n}0"), (310, f"{n}1")] for n in range(1, 6)]
    [found] = document(rows(lines)).tables
    assert found.cols == 3


def test_a_label_that_wraps_goes_on_in_the_next_line() -> None:
    lines = [
        [(80, "Share of the wages paid"), (300, "11"), (380, "12")],
        [(80, "to all workers")],
        [(80, "Rents"), (300, "21"), (380, "22")],
        [(80, "Loans"), (300, "31"), (380, "32")],
    ]
    [found] = document(rows(lines, 100, 13)).tables
    assert draw(found).splitlines()[0] == "Share of the wages paid/to all workers | 11 | 12"


def test_the_name_of_a_group_is_no_rest_of_the_label_above() -> None:
    lines = [
        [(80, "Share of the wages paid"), (300, "11"), (380, "12")],
        [(80, "Rents")],
        [(80, "paid"), (300, "21"), (380, "22")],
        [(80, "due"), (300, "31"), (380, "32")],
    ]
    [found] = document(rows(lines, 100, 13)).tables
    assert draw(found).splitlines()[1].rstrip(" |") == "Rents"


def test_numbered_labels_never_go_on_with_the_one_above() -> None:
    lines = [
        [(80, "一、一般公共预算财政拨款收入"), (300, "11"), (380, "12")],
        [(80, "二、上级补助收入")],
        [(80, "三、事业收入"), (300, "21"), (380, "22")],
        [(80, "四、其他"), (300, "31"), (380, "32")],
    ]
    [found] = document(rows(lines, 100, 13)).tables
    assert [cell.text for cell in found if cell.col == 0] == [line[0][1] for line in lines]


def test_figures_on_the_last_line_of_a_wrapped_text_belong_to_its_row() -> None:
    top = 100.0
    out = rows([[(80, "Name"), (180, "Use"), (330, "a"), (400, "b")]], 82)
    for name in ("Alpha", "Beta", "Gamma", "Delta"):
        for number, words in enumerate(("children of the", "city and river", "program")):
            row: list[tuple[float, str]] = [(180.0, words)] + (
                [(80.0, name), (330.0, "17"), (400.0, "18")] if number == 2 else []
            )
            out += rows([sorted(row)], top)
            top += 11
        top += 8
    [found] = document(out).tables
    assert found.rows == 5
    assert draw(found).splitlines()[1] == "Alpha | children of the/city and river/program | 17 | 18"


SENTENCE = (
    "was read by the county board",
    "and given to all who had",
    "asked for a copy of it and",
    "who paid the small fee that",
)


def test_a_table_in_one_of_two_columns_of_text_is_read_by_itself() -> None:
    prose = rows([[(60, words)] for words in SENTENCE * 5], 100, 14.3)
    lines = [[(330, name), (430, a), (500, b)] for name, a, b, _, _ in FIGURES * 2]
    [found] = document(prose + rows(lines, 142)).tables
    assert draw(found).splitlines()[0] == "Alpha | 11 | 12"
    assert found.cols == 3


def test_columns_of_text_are_no_table() -> None:
    prose = "".join(rows([[(x, words)] for words in SENTENCE * 3], 100, 14) for x in (50, 225, 400))
    notes = line(50, 96, 550, 96) + line(50, 280, 550, 280)
    assert not document(notes + prose).tables


def test_a_paragraph_between_two_tables_parts_them() -> None:
    wide = "The following shares are based on the count of the year before and are to be used for trends"
    lines = [[(80, name), (200, a)] for name, a, *_ in FIGURES]
    found = document(rows(lines, 100) + text(80, 160, wide) + rows(lines, 185)).tables
    assert [draw(one) for one in found] == [draw(found[0])] * 2


def test_a_title_between_two_tables_parts_them() -> None:
    found = document(_body(100) + text(80, 154, "Table 2. Wages") + _body(172)).tables
    assert len(found) == 2


def test_a_frame_around_a_table_without_rules_is_no_table_of_one_column() -> None:
    frame = (
        line(72, 96, 522, 96)
        + line(72, 122, 522, 122)
        + line(72, 190, 522, 190)
        + line(72, 96, 72, 190)
        + line(522, 96, 522, 190)
    )
    head = rows([list(zip(XS, ("name", "a", "b", "c", "d"), strict=True))], 105)
    [found] = document(frame + head + _body()).tables
    assert found.cols == 5


def test_lines_of_figures_between_upright_rules_are_rows() -> None:
    frame = table("name | a | b\n  |  |", widths=(110, 110, 110), heights=(20, 120))
    lines = [[(80, n), (190, a), (300, b)] for n, a, b, _, _ in FIGURES * 2]
    [found] = document(frame + rows(lines, 126, 18)).tables
    assert found.rows == 7
    assert draw(found).splitlines()[1] == "Alpha | 11 | 12"


def test_a_cell_of_several_lines_beside_another_stays_one_row() -> None:
    wrapped = "name | a\none/two/three | first/second/third\nfour/five/six | seventh/eighth/ninth".replace("/", "\\n")
    [found] = document(table(wrapped.replace("\\n", "/"), widths=(110, 110))).tables
    assert draw(found) == neat(wrapped.replace("\\n", "/"))


@pytest.mark.parametrize("label", ["Annual report of the board of health", "卫生健康委员会年度工作报告及说明"])
def test_long_labels_are_not_taken_for_a_column_of_text(label: str) -> None:
    lines = [[(60, label), (330, a), (400, b), (470, c)] for _, a, b, c, _ in FIGURES * 3]
    [found] = document(rows(lines)).tables
    assert found.cols == 4


def test_camelot_and_pdfplumber_are_not_loaded_for_ruled_pages() -> None:
    code = (
        "import sys; from tests.extract.pdf.paper import document, table;"
        "document(table('a | b\\nc | d')); assert not {'camelot', 'pdfplumber', 'pandas'} & set(sys.modules)"
    )
    subprocess.run(
        [sys.executable, "-c", code], check=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    )


def _sheet(cells: list[tuple[str, float]]) -> Sheet:
    parts = tuple(
        Part(
            row=0,
            col=col,
            rowspan=1,
            colspan=1,
            lines=(Line(words, x, 100, x + 50, 110, 10),),
            page=1,
            box=(x - 5, 98, x + 60, 112),
            confidence=0.9,
        )
        for col, (words, x) in enumerate(cells)
    )
    piece = Piece(page=1, xs=(75, 150, 220), ys=(98, 112), parts=parts, ruled=False, unsure=True)
    ink = Ink(page=1, width=595, height=842, turn=0, glyphs=(), across=(), down=(), shades=())
    return Sheet(ink=ink, pieces=(piece,))


def _theirs(*cells: tuple[str, float, float]) -> list[PeerTable]:
    return [
        PeerTable(
            page=1,
            cells=tuple(
                PeerCell(row=0, col=col, text=words, box=(x0, 98, x1, 112)) for col, (words, x0, x1) in enumerate(cells)
            ),
        )
    ]


def _confidences(sheet: Sheet) -> list[float]:
    return [part.confidence for part in sheet.pieces[0].parts]


def test_cells_that_two_readers_see_alike_gain_confidence() -> None:
    sheet = _sheet([("wages", 80), ("rents", 160)])
    assert _confidences(weighed(sheet, _theirs(("wages", 78, 140), ("rents", 150, 220)))) == [0.95, 0.95]


def test_cells_that_another_reader_joins_are_contested_unless_they_are_figures() -> None:
    joined = _theirs(("wages rents", 78, 220), ("", 220, 240))
    assert _confidences(weighed(_sheet([("wages", 80), ("rents", 160)]), joined)) == [0.8, 0.8]
    figures = _theirs(("11 12", 78, 220), ("", 220, 240))
    assert _confidences(weighed(_sheet([("11", 80), ("12", 160)]), figures)) == [0.9, 0.9]


def test_words_in_which_no_other_reader_sees_a_table_are_doubted() -> None:
    assert _confidences(weighed(_sheet([("wages", 80), ("rents", 160)]), [])) == [0.8, 0.8]
    assert _confidences(weighed(_sheet([("wages", 80), ("12", 160)]), [])) == [0.9, 0.9]


def test_the_line_that_is_signed_is_no_row_of_the_table_above_it() -> None:
    signed = [(80, "负责人："), (230, "填报人："), (310, "联系电话："), (400, "12345"), (480, "盖章：")]
    [found] = document(_body() + rows([signed], 184)).tables
    assert draw(found).splitlines()[-1] == "Gamma | 31 | 32 | 33 | 34"


LABELS = (("wages", "120.5", "118.2"), ("goods and services", "40", "38.7"), ("travel", "3.1", "2.2"))


def test_a_heading_and_a_total_in_the_middle_of_their_column_make_no_column_of_their_own() -> None:
    lines = [[(80, label), (330, a), (430, b)] for label, a, b in LABELS]
    head = [[(200, "科目"), (325, "预算数"), (425, "执行数")]]
    [found] = document(rows([*head, *lines, [(200, "合计"), (330, "163.6"), (430, "159.1")]])).tables
    assert draw(found).splitlines()[0] == "科目 | 预算数 | 执行数"
    assert draw(found).splitlines()[-1] == "合计 | 163.6 | 159.1"


def test_labels_under_the_name_of_their_group_stay_in_a_column_of_their_own() -> None:
    head = [[(80, "类"), (200, "科目"), (325, "预算数"), (425, "执行数")]]
    lines = [[(80, "甲"), (200, label), (330, a), (430, b)] for label, a, b in LABELS]
    [found] = document(rows([*head, *lines])).tables
    assert draw(found).splitlines()[0] == "类 | 科目 | 预算数 | 执行数"


def test_a_text_close_behind_amounts_has_a_column_of_its_own() -> None:
    sums = ("7729.25", "34.53", "100.1", "201.19", "3.8", "5.1", "210.70", "203.59", "14.31")
    done = (
        "完成 1 处",
        "印发资料 30 份",
        "验收",
        "建成 2 座站房",
        "惠及 40 户",
        "按期",
        "补助 8 人次",
        "无",
        "修缮 5 间",
    )
    lines: list[list[tuple[float, str]]] = [
        [(60, "某某站"), (120, f"第{number}项"), (230 - 5 * len(amount), amount), (236, words)]
        for number, (amount, words) in enumerate(zip(sums, done, strict=True), 1)
    ]
    [found] = document(rows(lines)).tables
    assert draw(found).splitlines()[0] == "某某站 | 第1项 | 7729.25 | 完成1处"


def test_the_heading_over_the_first_of_many_rules_is_the_heading() -> None:
    fences = "".join(line(70, 115 + 18 * at, 500, 115 + 18 * at) for at in range(4))
    head = rows([[(80, "科目"), (220, "年初"), (330, "结转"), (430, "执行率")]], 100)
    body = rows([[(80, label), (220, a), (430, "98%")] for label, a, _ in LABELS], 118)
    [found] = document(fences + head + body + rows([[(80, "合计"), (220, "163.6"), (330, "4.2")]], 172)).tables
    assert draw(found).splitlines()[0] == "科目 | 年初 | 结转 | 执行率"
    assert draw(found).splitlines()[1] == "wages | 120.5 |  | 98%"


def test_the_line_of_unit_and_money_over_many_rules_is_no_heading() -> None:
    fences = "".join(line(70, 115 + 18 * at, 500, 115 + 18 * at) for at in range(4))
    head = rows([[(80, "单位：某局"), (220, "2023年度"), (400, "单位：万元")]], 100)
    body = rows([[(80, label), (220, a), (430, b)] for label, a, b in LABELS], 118)
    [found] = document(fences + head + body).tables
    assert draw(found).splitlines()[0] == "wages | 120.5 | 118.2"


def test_two_tables_beside_each_other_that_their_rules_part_are_two() -> None:
    body = ""
    for x in (60, 320):
        fences = "".join(line(x - 5, y, x + 215, y) for y in (95, 113, 167))
        lines = [[(x, label), (x + 110, a), (x + 170, b)] for label, a, b in LABELS]
        body += fences + rows([[(x, "科目"), (x + 110, "预算"), (x + 170, "执行")], *lines])
    found = document(body).tables
    assert [draw(one).splitlines()[0] for one in found] == ["科目 | 预算 | 执行"] * 2
    assert [draw(one).splitlines()[-1] for one in found] == ["travel | 3.1 | 2.2"] * 2


def test_a_figure_in_a_cell_of_one_digit_that_the_page_cuts_at_its_point_makes_no_rows() -> None:
    form = "科目 | 得分 | 执行率\n年度/资金/总额/合计 | 2/3/0/. | 10/0/%"
    [found] = document(table(form, widths=(60, 17, 22))).tables
    assert found.rows == 2
    assert [cell.text for cell in found if cell.row == 1][1:] == ["230.", "100%"]
