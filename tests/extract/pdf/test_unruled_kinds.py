"""Tables without a grid in reports of others: what parts them from charts, contents, titles, notes and running text."""

import pytest

from formaudit.model.document import Document
from tests.drawing import draw, neat
from tests.extract.pdf.paper import document, filled, line, rows, table, text

XS = (80, 230, 310, 400, 480)
FIGURES = (("Alpha", "1.1", "12", "13", "14"), ("Beta", "2.1", "22", "23", "24"), ("Gamma", "3.1", "32", "33", "34"))


def _lines(content: tuple[tuple[str, ...], ...], top: float = 130, pitch: float = 18) -> str:
    return rows([[(x, word) for x, word in zip(XS, row, strict=True) if word] for row in content], top, pitch)


def _texts(read: Document) -> list[list[str]]:
    return [draw(found).splitlines() for found in read.tables]


def _sure(read: Document, words: str) -> list[bool]:
    return [cell.confidence >= 0.9 for found in read.tables for cell in found if words in cell.text]


def test_print_that_a_negative_size_of_type_turns_back_is_read_upright() -> None:
    turned = _lines(FIGURES).replace("/F1 10 Tf", "/F1 -10 Tf").replace(" 1 0 0 1 ", " -1 0 0 -1 ")
    turned = turned.replace(" 1 0 0 1 ", " -1 0 0 -1 ").replace("Tr 1 0 0 1", "Tr -1 0 0 -1").replace("-0 1 ", "0 -1 ")
    assert "-10 Tf" in turned
    assert _texts(document(turned)) == _texts(document(_lines(FIGURES)))


def test_values_beside_the_scale_of_a_chart_are_no_table() -> None:
    marks = "".join(text(80, 100 + 24 * at, f"{30 - 10 * at:2d}") for at in range(4))
    bars = text(160, 100, "29") + text(220, 124, "18") + text(280, 148, "12")
    names = rows([[(150, "East"), (210, "West"), (270, "North"), (330, "South")]], 190)
    assert not document(marks + bars + names).tables


def test_numbers_that_fall_evenly_with_figures_beside_them_are_a_column() -> None:
    years = tuple((str(2024 - at), *row[1:]) for at, row in enumerate((*FIGURES, FIGURES[0])))
    [found] = _texts(document(_lines(years)))
    assert [row.split(" | ")[0] for row in found] == ["2024", "2023", "2022", "2021"]


def test_a_scale_below_bars_is_no_row() -> None:
    names = rows([[(80, f"{1990 + 7 * at}"), (120, "|")] for at in range(4)], 100)
    assert not document(names + rows([[(120 + 60 * at, f"{20 * at}%") for at in range(6)]], 180)).tables


CONTENTS = ("Foreword", "Rivers and lakes", "Forests", "Towns", "Harbours", "Railways", "Roads", "Index")


@pytest.mark.parametrize("numbered", [False, True])
def test_a_list_of_contents_without_dots_is_no_table(*, numbered: bool) -> None:
    entries = [[(100, name), (400, str(3 + 9 * at))] for at, name in enumerate(CONTENTS)]
    if numbered:
        entries = [[(70, f"{at}."), *entry] for at, entry in enumerate(entries, start=1)]
    assert not document(rows(entries)).tables


def test_amounts_that_rise_below_a_heading_are_a_table() -> None:
    entries = [
        [(100, "County"), (400, "Wells")],
        *([(100, n), (400, str(3 + 9 * at))] for at, n in enumerate(CONTENTS)),
    ]
    [found] = document(rows(entries)).tables
    assert draw(found).splitlines()[:2] == ["County | Wells", "Foreword | 3"]


@pytest.mark.parametrize("title", ["图表10：", "表3", "Table 3."])
def test_a_title_with_a_gap_behind_its_number_parts_text_from_the_table_below_it(title: str) -> None:
    # words with wide gaps between them, as full stops of Chinese type leave them
    above = rows(
        [
            [(80, "上汽（0.02"), (160, "分）、长城（0.13"), (300, "分）、星宇（0.10"), (420, "分）、三花")]
            for _ in range(4)
        ],
        60,
        14,
    )
    head = rows([[(80, title), (140, "各地区占比")]], 120)
    body = tuple((name, *row[1:]) for name, row in zip(("甲", "乙", "丙"), FIGURES, strict=True))
    found = _texts(document(above + head + _lines(body, 140)))[-1]
    assert found == ["甲 | 1.1 | 12 | 13 | 14", "乙 | 2.1 | 22 | 23 | 24", "丙 | 3.1 | 32 | 33 | 34"]


def test_notes_as_wide_as_a_table_between_its_rules_and_those_of_the_next_are_none_of_its_rows() -> None:
    rules = "".join(line(75, at, 510, at) for at in (126, 190, 320, 384))
    note = text(75, 200, "The second of these columns holds what was counted by hand in every district of the land", 10)
    found = _texts(document(rules + _lines(FIGURES) + note + _lines(FIGURES, 324)))
    assert found == [[" | ".join(row) for row in FIGURES]] * 2


def test_rows_below_the_last_full_rule_of_a_table_that_goes_on_over_the_page_are_its_own() -> None:
    rules = "".join(line(75, at, 510, at) for at in (128, 184)) + line(395, 258, 510, 258)
    group = (("Delta", "4.1", "42", "43", "44"), ("", "5.1", "52", "53", "54"), ("", "6.1", "62", "63", "64"))
    [found] = _texts(document(rules + _lines(FIGURES) + _lines(group, 186) + text(440, 262, "continued")))
    assert found[-3:] == ["Delta | 4.1 | 42 | 43 | 44", " | 5.1 | 52 | 53 | 54", " | 6.1 | 62 | 63 | 64"]


def test_rows_of_values_above_a_rule_are_no_heading() -> None:
    rules = "".join(line(75, at, 510, at) for at in (128, 155, 194))
    more = tuple((f"{name}s", *figures) for name, *figures in FIGURES)
    [found] = _texts(document(rules + _lines((*FIGURES[:2], *more), pitch=13)))
    assert found[:2] == ["Alpha | 1.1 | 12 | 13 | 14", "Beta | 2.1 | 22 | 23 | 24"]


def test_numbers_that_count_the_columns_belong_to_the_heading_down_to_the_rule_below_them() -> None:
    head = text(80, 95, "Place") + text(230, 95, "Share") + line(225, 108, 510, 108)
    head += rows([[(x, str(10 * at)) for at, x in enumerate(XS[1:], start=1)]], 111)
    rules = line(75, 90, 510, 90) + line(75, 126, 510, 126) + line(75, 184, 510, 184)
    [found] = document(head + rules + _lines(FIGURES)).tables
    assert draw(found).splitlines()[:2] == ["Place | Share | < | < | <", "^ | 10 | 20 | 30 | 40"]


def test_a_title_of_several_lines_with_the_number_of_the_page_beside_it_is_no_heading() -> None:
    title = rows([[(200, "Register of voters in all counties of the state"), (560, "9")]], 80)
    title += text(210, 95, "compiled and issued by its secretary of state for all") + text(
        220, 107, "as of the first of January"
    )
    head = rows([list(zip(XS, ("County", "Share", "Green", "Blue", "Total"), strict=True))], 122)
    [found] = _texts(document(title + head + _lines((*FIGURES, *FIGURES), 140)))
    assert found[0] == "County | Share | Green | Blue | Total"


def test_a_heading_alone_in_a_cell_between_upright_rules_spans_all_columns_of_that_cell() -> None:
    xs = (90, 200, 260, 320, 390, 450, 510)
    head = text(255, 102, "Men") + text(440, 102, "Women")
    head += rows([[(x, name) for x, name in zip(xs[1:], ("Sum", "Old", "Young") * 2, strict=True)]], 118)
    body = rows([[(x, word) for x, word in zip(xs, (f"Town{at}", *"123456"), strict=True)] for at in range(5)], 138, 14)
    rules = "".join(line(80, at, 550, at) for at in (100, 134, 214)) + line(185, 115, 550, 115)
    rules += "".join(line(x, 100, x, 214) for x in (185, 370))
    [found] = document(head + body + rules).tables
    assert draw(found).splitlines()[0].endswith(" | Men | < | < | Women | < | <")


def test_a_heading_ruled_alone_over_a_rule_between_two_halves_belongs_to_the_rows_below() -> None:
    head = rows([[(90, "dose"), (160, "rate"), (320, "dose"), (390, "rate")]], 102, 14)
    body = rows([[(90, f"2.{at}"), (160, "66"), (320, f"1.{at}"), (390, "73")] for at in range(5)], 118, 14)
    rules = line(80, 100, 480, 100) + line(80, 115, 480, 115) + line(250, 100, 250, 190)
    rules += line(80, 100, 80, 115) + line(480, 100, 480, 115)
    [found] = document(head + body + rules).tables
    assert draw(found).splitlines()[:2] == ["dose | rate | dose | rate", "2.0 | 66 | 1.0 | 73"]


def test_several_figures_in_a_cell_and_words_run_into_figures_are_doubted() -> None:
    run = tuple(
        (*row[:2], f"buy {value}", row[3], row[4])
        for row, value in zip(FIGURES, ("26.4", "32.40", "54.3"), strict=True)
    )
    read = document(_lines(run))
    assert _sure(read, "buy") == [False] * 3
    assert all(_sure(read, "Beta"))


def test_a_table_that_the_end_of_the_text_beside_it_cuts_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    halves = "formaudit.extract.pdf.unruled.flows"
    monkeypatch.setattr(
        halves, lambda glyphs: [[g for g in glyphs if (g.top < 190) is upper] for upper in (True, False)]
    )
    whole = [[(x, word) for x, word in zip(XS, (f"Town {at}", *"1234"), strict=True)] for at in range(14)]
    [found] = document(rows(whole, 100, 14)).tables
    assert found.rows == 14
    assert len(document(rows(whole[:6], 100, 14) + rows(whole[6:], 230, 14)).tables) == 2


def test_columns_that_lack_the_rules_of_others_beside_them_have_their_rows() -> None:
    xs = (60, 180, 250, 320, 400, 470)
    body = [
        [(x, word) for x, word in zip(xs, (f"Kind {at}", *figures), strict=True)]
        for at, figures in enumerate(
            [
                ("4,460", "98.5", "4,364", "98.4", "2.2"),
                ("4,336", "95.7", "4,243", "95.6", "2.1"),
                ("1,245", "2.7", "1,211", "2.6", "2.7"),
                ("6,613", "1.4", "6,615", "1.3", "0.3"),
            ]
        )
    ]
    head = rows(
        [[(x, name) for x, name in zip(xs, ("Loans", "Sum", "Share", "Sum", "Share", "Change"), strict=True)]], 103
    )
    rules = "".join(line(50, at, 530, at) for at in (100, 120, 200)) + "".join(
        line(x, 100, x, 200) for x in (170, 240, 310, 460)
    )
    rules += "".join(line(170, at, 310, at) for at in (140, 160, 180))
    [found] = document(rules + head + rows(body, 124, 20)).tables
    assert draw(found).splitlines()[1:3] == [
        "Kind 0 | 4,460 | 98.5 | 4,364 | 98.4 | 2.2",
        "Kind 1 | 4,336 | 95.7 | 4,243 | 95.6 | 2.1",
    ]


def test_a_label_of_as_many_lines_as_it_has_rows_beside_it_stays_one_cell() -> None:
    drawn = "年度/预算/申请 | 总额 | 1.5\n^ | 拨款 | 1.2\n^ | 其他 | 0.3"
    [found] = document(table(drawn)).tables
    assert draw(found) == neat(drawn)


def test_an_index_in_columns_is_no_table() -> None:
    dots = " . . . . . . . . ."
    entries = [
        (f"Axle{dots}", "12,", "48,", "117"),
        (f"Beam{dots}", "", "9,", "31"),
        (f"Crank{dots}", "", "", "77"),
        (f"Drum{dots}", "5,", "6,", "104"),
    ]
    found = [[(x, word) for x, word in zip((80, 230, 252, 276), row, strict=True) if word] for row in entries * 3]
    assert not document(rows(found, 100, 14)).tables


def test_the_number_of_the_page_between_dashes_is_no_row() -> None:
    [found] = _texts(document(_lines(FIGURES) + rows([[(250, "-"), (265, "17"), (285, "-")]], 184)))
    assert found[-1] == "Gamma | 3.1 | 32 | 33 | 34"


def test_a_label_that_wraps_between_upright_rules_is_one_row() -> None:
    names = (("Union of Youth", "(West)"), ("Our Friends",), ("The Society",), ("Women for Peace", "in Towns"))
    top, body = 110.0, ""
    for number, (name, *rest) in enumerate(names, start=1):
        body += rows([[(65, str(number)), (100, name), (300, f"{number},204")]], top)
        body += "".join(text(100, top + 12 * at, word) for at, word in enumerate(rest, start=1))
        top += 12 * len(rest) + 18
    rules = (
        line(50, 100, 400, 100) + line(50, top, 400, top) + "".join(line(x, 100, x, top) for x in (50, 85, 280, 400))
    )
    [found] = document(rules + body).tables
    assert draw(found).splitlines()[0] == "1 | Union of Youth/(West) | 1,204"
    assert found.rows == len(names)


def test_the_same_scales_of_charts_beside_each_other_are_no_table() -> None:
    assert not document(rows([[(x, str(value)) for x in (80, 200, 320)] for value in (90, 45, 0, -45)])).tables


def test_rows_on_a_shade_belong_to_the_table_around_them() -> None:
    shade = filled(215, 148, 515, 184, "0.9 0.9 0.9") + "".join(line(x, 148, x, 184) for x in (215, 515))
    shade += line(215, 148, 515, 148) + line(215, 184, 515, 184)
    rules = "".join(line(75, at, 515, at) for at in (126, 204))
    more = (*FIGURES, ("Delta", "4.1", "42", "43", "44"))
    [found] = _texts(document(shade + rules + _lines(more)))
    assert found == [" | ".join(row) for row in more]


def test_two_halves_that_a_rule_parts_have_their_columns() -> None:
    halves = [
        [(90, f"N{at}"), (130, "66"), (165, "2.5"), (320, f"M{at}"), (360, "73"), (395, "1.5")] for at in range(5)
    ]
    head = rows([[(90, "id"), (130, "rate"), (165, "dose"), (320, "id"), (360, "rate"), (395, "dose")]], 102, 14)
    rules = line(80, 100, 480, 100) + line(80, 115, 480, 115) + line(80, 190, 480, 190)
    rules += "".join(line(x, 100, x, 190) for x in (80, 250, 480))
    [found] = document(head + rows(halves, 118, 14) + rules).tables
    assert draw(found).splitlines()[:2] == ["id | rate | dose | id | rate | dose", "N0 | 66 | 2.5 | M0 | 73 | 1.5"]


@pytest.mark.parametrize(("own", "sure"), [("34.5 86.4% 15.0", False), ("2024 年 3 月 15 日", True)])
def test_figures_of_whole_rows_in_one_cell_leave_the_grid_in_doubt(own: str, *, sure: bool) -> None:
    whole = "".join(f"\n甲 | {own} | < | < | <\n乙 | 1 | 2 | 3 | 4" for _ in range(2))
    [found] = document(table("项目 | 年初 | 全年 | 执行 | 率" + whole, widths=(60, 60, 60, 60, 60))).tables
    assert {cell.confidence >= 0.9 for cell in found} == {sure}


def test_words_that_reach_over_both_rules_of_their_cell_are_none_of_the_figure_before_them() -> None:
    grid = table("项目 | 得分 | 原因\n甲 | 9.7 | \n乙 | 8 | 无", widths=(60, 60, 30))
    [found] = document(grid + text(183, 124, "施工延误")).tables
    assert draw(found) == neat("项目 | 得分 | 原因\n甲 | 9.7 | 施工延误\n乙 | 8 | 无")


def test_labels_that_hold_the_figures_of_an_unruled_column_leave_a_ruled_table_in_doubt() -> None:
    body = "\n".join(
        f"{name} {figure} | 9.00 | 7.95" for name, figure in (("三公", "8.60"), ("公用", "75.40"), ("项目", "3.10"))
    )
    [found] = document(table(f"经费 上年 | 预算 | 决算\n{body}", widths=(120, 60, 60))).tables
    assert {cell.confidence >= 0.9 for cell in found} == {False}
    [sure] = document(table("经费 | 预算 | 决算\n" + body.replace(".", "年"), widths=(120, 60, 60))).tables
    assert {cell.confidence >= 0.9 for cell in sure} == {True}
