"""What stands on the paper is what is read: text that nobody sees is not, and what may be hidden is doubted."""

import pytest

from formaudit.model.document import Document
from formaudit.model.table import Cell
from tests.extract.pdf.paper import HEIGHT, document, filled, line, rows, table, text

FORM = "项目 | 年初预算 | 全年预算\n甲 | 12.5 | 31.75\n乙 | 8 | 9.25"


def _at(found: Document, row: int, col: int) -> Cell:
    [one] = found.tables
    cell = one.at(row, col)
    assert cell is not None
    return cell


def _form(*, row: int = 1, col: int = 2, value: str = "") -> str:
    """The form with another value, or none, in one cell, which lies from 252 and 124 on."""
    lines = [line.split(" | ") for line in FORM.split("\n")]
    lines[row][col] = value
    return table("\n".join(" | ".join(cells) for cells in lines), heights=(20, 20, 20))


def test_a_value_under_a_white_box_gives_way_to_the_one_typed_on_it() -> None:
    old = _form(value="31.75")
    cell = _at(document(old + filled(255, 122, 330, 138) + text(258, 124, "13.57")), 1, 2)
    assert cell.text == "13.57"


def test_a_box_painted_before_the_text_hides_nothing() -> None:
    assert _at(document(filled(253, 121, 341, 139, "0.9 0.9 1") + _form(value="31.75")), 1, 2).text == "31.75"


def test_a_transparent_box_hides_nothing() -> None:
    glass = "q /GS gs " + filled(255, 122, 330, 138, "1 1 0") + "Q\n"
    found = document(_form(value="31.75") + glass, resources="/ExtGState<</GS<</ca 0.4>>>>")
    assert _at(found, 1, 2).text == "31.75"


def test_a_value_blacked_out_is_no_blank() -> None:
    cell = _at(document(_form(value="31.75") + filled(255, 122, 330, 138, "0 0 0")), 1, 2)
    assert cell.text == ""
    assert cell.confidence < 0.9


def test_text_in_the_colour_of_its_ground_is_not_read() -> None:
    hidden = "1 1 1 rg " + text(300, 124, "99") + "0 0 0 rg "
    assert _at(document(_form(value="31.75") + hidden), 1, 2).text == "31.75"


FADING = (
    "/Pattern<</P1<</PatternType 2/Shading 90 0 R>>>>/Shading<</S1 90 0 R>>",
    {
        90: "<</ShadingType 2/ColorSpace/DeviceRGB/Coords[72 0 342 0]/Extend[true true]"
        "/Function<</FunctionType 2/Domain[0 1]/C0[0.1 0.1 0.4]/C1[0.5 0 0.2]/N 1>>>>"
    },
)
"""A gradient from dark blue to dark red, as paint and as a ground of its own."""


def _faded(content: str) -> Document:
    return document(content, resources=FADING[0], more=FADING[1])


@pytest.mark.parametrize(
    "figure",
    [
        "q /Pattern cs /P1 scn " + text(258, 124, "31.75") + "Q\n",
        "q " + text(258, 124, "31.75", mode=7) + "/S1 sh Q\n",  # clipped to, then painted over
    ],
)
def test_a_figure_painted_in_a_gradient_is_read(figure: str) -> None:
    cell = _at(_faded(_form() + figure), 1, 2)
    assert (cell.text, cell.confidence) == ("31.75", 1.0)


@pytest.mark.parametrize(
    "ground",
    [
        f"q 72 {HEIGHT - 120} 270 20 re W n /S1 sh Q\n",
        f"q /Pattern cs /P1 scn 72 {HEIGHT - 120} 270 20 re f Q\n",
    ],
)
def test_white_text_on_a_gradient_is_read(ground: str) -> None:
    white = "1 1 1 rg " + text(258, 104, "全年预算") + "0 0 0 rg "
    assert _at(_faded(ground + _form(row=0, value="") + white), 0, 2).text == "全年预算"


def test_white_print_over_other_print_does_not_become_a_second_figure() -> None:
    found = _faded("1 1 1 rg " + text(262, 124, "99") + "0 0 0 rg " + _form(value="31.75"))
    assert _at(found, 1, 2).text == "31.75"
    assert _at(found, 1, 2).confidence == 1.0
    found = _faded(_form(value="31.75") + "1 1 1 rg " + text(262, 124, "99") + "0 0 0 rg ")
    assert _at(found, 1, 2).text == "31.75"
    assert _at(found, 1, 2).confidence < 0.9  # the white has taken away some of it


def test_print_that_is_clipped_to_and_painted_with_nothing_is_not_read() -> None:
    cell = _at(_faded(_form() + "q " + text(258, 124, "31.75", mode=7) + "Q\n"), 1, 2)
    assert cell.text == ""


def test_outlines_in_white_are_not_read() -> None:
    outlined = "1 G " + text(300, 124, "99", mode=1) + "0 G "
    assert _at(document(_form(value="31.75") + outlined), 1, 2).text == "31.75"
    assert _at(document(_form() + "0 G 1 g " + text(258, 124, "31.75", mode=1) + "0 g "), 1, 2).text == "31.75"


def test_print_that_is_mirrored_is_in_doubt() -> None:
    code = "31.75".encode("utf-16-be").hex()
    mirrored = f"BT /F1 10 Tf -1 0 0 1 290 {HEIGHT - 132.8} Tm <{code}> Tj ET\n"
    assert _at(document(_form() + mirrored), 1, 2).confidence < 0.9


@pytest.mark.parametrize(("left", "sure"), [(255, False), (400, True)])
def test_a_box_that_somebody_has_laid_over_a_figure_as_a_note_leaves_it_in_doubt(left: int, *, sure: bool) -> None:
    place = f"{left} {HEIGHT - 138} {left + 45} {HEIGHT - 122}"
    note = f"/Annots[<</Type/Annot/Subtype/Square/F 4/IC[1 1 1]/C[1 1 1]/Rect[{place}]>>]"
    assert (_at(document(_form(value="31.75"), entries=note), 1, 2).confidence >= 0.9) == sure


def test_white_text_on_a_dark_heading_is_read() -> None:
    head = filled(72, 100, 342, 120, "0.1 0.2 0.5") + "1 1 1 rg " + text(258, 104, "全年预算") + "0 0 0 rg "
    assert _at(document(head + _form(row=0, value="")), 0, 2).text == "全年预算"


@pytest.mark.parametrize(("shown", "expected"), [("OFF", "31.75"), ("ON", "31.75 77")])
def test_a_layer_that_is_switched_off_is_not_read(shown: str, expected: str) -> None:
    layer = "/OC /L1 BDC " + text(295, 124, "77") + "EMC\n"
    found = document(
        _form(value="31.75") + layer,
        catalog=f"/OCProperties<</OCGs[90 0 R]/D<</{shown}[90 0 R]/Order[90 0 R]>>>>",
        resources="/Properties<</L1 90 0 R>>",
        more={90: "<</Type/OCG/Name(draft)>>"},
    )
    assert _at(found, 1, 2).text == expected


def test_layers_with_chinese_names_are_told_apart() -> None:
    old, new = ("/OC /L1 BDC " + text(258, 124, "57.75") + "EMC\n", "/OC /L2 BDC " + text(258, 124, "31.75") + "EMC\n")
    names = [name.encode("utf-16-be").hex() for name in ("旧", "新")]
    found = document(
        _form() + old + new,
        catalog="/OCProperties<</OCGs[90 0 R 91 0 R]/D<</OFF[90 0 R]/Order[90 0 R 91 0 R]>>>>",
        resources="/Properties<</L1 90 0 R/L2 91 0 R>>",
        more={90: f"<</Type/OCG/Name<FEFF{names[0]}>>>", 91: f"<</Type/OCG/Name<FEFF{names[1]}>>>"},
    )
    assert _at(found, 1, 2).text == "31.75"


def test_what_nobody_sees_is_told_with_its_page() -> None:
    hidden = "1 1 1 rg " + text(300, 124, "99") + "0 0 0 rg "
    [warning] = document(_form(value="31.75") + hidden).warnings
    assert (warning.code, warning.detail) == ("hidden-text", "p. 1: 99")


def test_a_value_set_anew_in_its_place_is_not_told_as_hidden() -> None:
    found = document(_form(value="31.75") + filled(255, 122, 330, 138) + text(257.4, 124, "31.75"))
    assert _at(found, 1, 2).text == "31.75"
    assert found.warnings == ()


def test_a_pale_shadow_behind_a_figure_takes_nothing_away() -> None:
    shadow = "0.8 g " + text(258.8, 124.8, "31.75") + "0 g " + text(258, 124, "31.75")
    assert _at(document(_form() + shadow), 1, 2).text == "31.75"


def test_pale_marks_that_stand_all_over_the_page_are_not_read() -> None:
    tiles = "".join(text(70 + 45 * n, 101 + 17 * m, "机密", 9) for n in range(6) for m in range(4))
    found = document(_form(value="31.75") + "0.8 g " + tiles + "0 g ")
    assert [_at(found, 1, col).text for col in range(3)] == ["甲", "12.5", "31.75"]


def test_print_in_a_row_without_height_is_not_read() -> None:
    rules = line(72, 140, 342, 140) + line(72, 141, 342, 141)
    cut = f"q 72 {HEIGHT - 141} 270 1 re W n " + text(258, 142, "57.75") + text(78, 142, "旧") + "Q\n"
    found = document(_form(value="31.75") + rules + cut)
    assert [_at(found, 2, col).text for col in range(3)] == ["乙", "8", "9.25"]
    assert [warning.code for warning in found.warnings] == ["hidden-text"]


def _red(row: int, col: int, value: str) -> str:
    return "0.8 0 0 rg " + text(78 + 90 * col, 104 + 20 * row, value) + "0 g "


def test_a_red_figure_without_a_sign_may_be_negative() -> None:
    assert _at(document(_form() + _red(1, 2, "31.75")), 1, 2).confidence < 0.9


def test_a_red_figure_beside_one_with_brackets_may_be_negative_as_well() -> None:
    form = "项目 | 年初预算 | 全年预算\n甲 |  | \n乙 | 8 | 9.25\n丙 | 4 | 5"
    found = document(table(form, heights=(20, 20, 20, 20)) + _red(1, 1, "(12.5)") + _red(1, 2, "31.75"))
    assert [_at(found, 1, col).confidence < 0.9 for col in range(3)] == [False, False, True]


@pytest.mark.parametrize("value", ["-31.75", "(31.75)", "说明"])
def test_red_print_that_says_what_it_is_is_certain(value: str) -> None:
    assert _at(document(_form() + _red(1, 2, value)), 1, 2).confidence == 1.0


def test_a_row_set_off_in_red_is_certain() -> None:
    form = "项目 | 年初预算 | 全年预算\n甲 | 12.5 | 31.75\n |  | \n丙 | 4 | 5"
    row = "".join(_red(2, col, value) for col, value in enumerate(("乙", "8", "9.25")))
    found = document(table(form, heights=(20, 20, 20, 20)) + row)
    assert [_at(found, 2, col).confidence for col in range(3)] == [1.0, 1.0, 1.0]


def test_a_drawn_minus_sign_leaves_its_figure_in_doubt() -> None:
    assert _at(document(_form() + line(258, 129.5, 262, 129.5) + text(263, 124, "31.75")), 1, 2).confidence < 0.9


def test_a_line_that_strikes_parts_no_cell_however_long_it_is() -> None:
    form = "项目 | 年初 | 全年 | <\n^ | ^ | 预算 | 执行\n甲 | 12.5 |  | <\n乙 | 8 | 9 | 7"
    struck = text(254, 144, "13.576") + line(253, 149.6, 288.5, 149.6) + text(293, 144, "9.75")
    found = document(table(form, widths=(90, 90, 40, 50), heights=(20, 20, 20, 20)) + struck)
    assert found.tables[0].rows == 4
    assert _at(found, 2, 2).text == "9.75"


def test_text_clipped_at_its_cell_does_not_run_into_the_next() -> None:
    clip = f"q 162 {HEIGHT - 140} 90 20 re W n " + text(165, 124, "上级转移支付资金（含以前年度结余）") + "Q\n"
    found = document(_form(col=1, value="") + clip)
    assert _at(found, 1, 2).text == "31.75"
    assert _at(found, 1, 1).text.startswith("上级转移支付")


@pytest.mark.parametrize("turn", ["1 0 0 1", "0.995 0.1 -0.1 0.995", "0.94 0.34 -0.34 0.94"])
def test_a_pale_mark_over_the_table_is_not_read(turn: str) -> None:
    code = "内部资料严禁外传".encode("utf-16-be").hex()
    mark = f"q 0.85 g BT /F1 34 Tf {turn} 80 {HEIGHT - 160} Tm <{code}> Tj ET Q\n"
    for content in (mark + _form(value="31.75"), _form(value="31.75") + mark):
        found = document(content)
        assert [_at(found, 1, col).text for col in range(3)] == ["甲", "12.5", "31.75"]


def test_pale_text_that_crosses_nothing_is_read() -> None:
    grey = "0.6 g " + text(258, 124, "31.75") + "0 g "
    assert _at(document(_form() + grey), 1, 2).text == "31.75"


@pytest.mark.parametrize("shape", ["stroke", "box"])
def test_a_struck_figure_gives_way_to_the_one_beside_it_and_is_doubted(shape: str) -> None:
    at = 129.6
    strike = line(257, at, 284, at) if shape == "stroke" else filled(257, at - 0.3, 284, at + 0.3, "1 0 0")
    cell = _at(document(_form(value="31.75 13.57") + strike), 1, 2)
    assert cell.text == "13.57"
    assert cell.confidence < 0.9


def test_a_struck_figure_in_the_small_print_of_a_wide_sheet_gives_way_too() -> None:
    small = text(258, 126, "31.75", 4) + line(257.5, 128.1, 268.5, 128.1) + text(271, 126, "13.57", 4)
    cell = _at(document(_form() + small), 1, 2)
    assert cell.text == "13.57"
    assert cell.confidence < 0.9


def test_a_line_under_a_figure_strikes_nothing() -> None:
    cell = _at(document(_form(value="31.75") + line(257, 134.6, 284, 134.6)), 1, 2)
    assert (cell.text, cell.confidence) == ("31.75", 1.0)


def test_a_rule_through_text_that_overflows_its_row_strikes_nothing() -> None:
    over = text(165, 135.8, "8")
    assert _at(document(_form(row=2, col=1, value="") + over), 2, 1).text == "8"


def test_a_note_that_strikes_out_is_obeyed() -> None:
    quad = f"257 {HEIGHT - 124} 284 {HEIGHT - 124} 257 {HEIGHT - 135} 284 {HEIGHT - 135}"
    note = f"/Annots[<</Type/Annot/Subtype/StrikeOut/Rect[257 {HEIGHT - 135} 284 {HEIGHT - 124}]/QuadPoints[{quad}]>>]"
    assert _at(document(_form(value="31.75 13.57"), entries=note), 1, 2).text == "13.57"


def test_a_line_drawn_as_a_note_strikes_what_it_runs_through() -> None:
    def ruled(top: float) -> Cell:
        level = f"/Rect[250 {HEIGHT - 140} 290 {HEIGHT - 118}]/L[257 {HEIGHT - top} 284 {HEIGHT - top - 0.5}]"
        note = f"/Annots[<</Type/Annot/Subtype/Line{level}>>]"
        return _at(document(_form(value="31.75 13.57"), entries=note), 1, 2)

    assert ruled(129).text == "13.57"
    assert (ruled(136).text, ruled(136).confidence) == ("31.75 13.57", 1.0)


def test_a_figure_crossed_out_with_a_pen_is_doubted() -> None:
    strokes = f"[[257 {HEIGHT - 124} 284 {HEIGHT - 134}][257 {HEIGHT - 134} 284 {HEIGHT - 124}]]"
    note = f"/Annots[<</Type/Annot/Subtype/Ink/Rect[250 {HEIGHT - 140} 290 {HEIGHT - 118}]/InkList{strokes}>>]"
    assert _at(document(_form(value="31.75 13.57"), entries=note), 1, 2).confidence < 0.9


@pytest.mark.parametrize(
    ("figure", "mark", "expected"), [("31.75", "2", "31.75²"), ("45%", "1", "45%¹"), ("9", "12", "9¹²")]
)
def test_a_raised_number_is_no_further_digit(figure: str, mark: str, expected: str) -> None:
    raised = text(258 + 5 * len(figure) + 0.4, 122.5, mark, 6)
    assert _at(document(_form(value=figure) + raised), 1, 2).text == expected


def test_a_raised_number_before_a_figure_is_none_of_its_digits() -> None:
    raised = text(258, 122.5, "2", 6) + text(261.5, 124, "31.75")
    assert _at(document(_form() + raised), 1, 2).text == "²31.75"


def test_raised_numbers_with_a_comma_between_are_no_further_digits() -> None:
    raised = "".join(text(283.4 + 3.2 * n, 122.5, char, 6) for n, char in enumerate("1,2"))
    assert _at(document(_form(value="31.75") + raised), 1, 2).text == "31.75¹,²"


def test_a_lowered_number_is_no_further_digit() -> None:
    lowered = text(283.4, 129, "2", 6)
    assert _at(document(_form(value="31.75") + lowered), 1, 2).text == "31.75₂"


@pytest.mark.parametrize("size", [0.4, 1])
def test_type_that_nobody_can_see_is_no_further_digit(size: float) -> None:
    tiny = text(283.2, 124 + 0.88 * (10 - size), "77", size)
    assert _at(document(_form(value="31.75") + tiny), 1, 2).text == "31.75"


@pytest.mark.parametrize(("x", "sure"), [(268, False), (290, True)])
def test_a_figure_that_unseen_print_parts_is_in_doubt(x: float, *, sure: bool) -> None:
    parts = text(258, 124, "31") + "1 g " + text(x, 124, "7") + "0 g " + text(273, 124, "0")
    assert (_at(document(_form() + parts), 1, 2).confidence >= 0.9) is sure


@pytest.mark.parametrize(("tiny", "sure"), [("23", False), ("28", True)])
def test_a_digit_that_the_library_takes_for_a_copy_of_a_tiny_one_is_missed(tiny: str, *, sure: bool) -> None:
    hidden = text(257.6, 124 + 0.88 * 9.5, tiny, 0.5)
    found = _at(document(_form() + hidden + text(258, 124, "31.75")), 1, 2)
    assert (found.text == "31.75", found.confidence >= 0.9) == (sure, sure)


def test_a_smaller_digit_on_the_line_is_a_digit() -> None:
    small = text(258 + 25, 124 + 0.88 * 3, "5", 7)
    assert _at(document(_form(value="31.75") + small), 1, 2).text == "31.755"


@pytest.mark.parametrize("shift", [0.0, 1.0, 4.0])
def test_two_figures_printed_over_each_other_are_doubted(shift: float) -> None:
    assert _at(document(_form(value="31.75") + text(258, 124 + shift, "86.42")), 1, 2).confidence < 0.9


def test_a_figure_spread_over_its_cell_is_one_figure() -> None:
    spread = "".join(text(258 + 15 * n, 124, char) for n, char in enumerate("31.75"))
    assert _at(document(_form() + spread), 1, 2).text == "31.75"


def test_two_lone_digits_may_be_two_figures() -> None:
    cell = _at(document(_form() + text(258, 124, "4") + text(300, 124, "0")), 1, 2)
    assert cell.confidence < 0.9


def test_a_label_spread_over_columns_is_not_cut_where_no_rule_is_drawn() -> None:
    names = ("合计", "小计", "总额", "其中")
    rules = table("\n".join(f"{n} |  | <" for n in "甲乙丙丁") + "\n戊 | 5 | 6", heights=(20,) * 5)
    words = "".join(text(180, 104 + 20 * n, w[0]) + text(310, 104 + 20 * n, w[1]) for n, w in enumerate(names))
    [found] = document(rules + words).tables
    assert [cell.colspan for row in range(4) if (cell := found.at(row, 1))] == [2, 2, 2, 2]


def test_invisible_text_over_a_picture_of_the_page_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("formaudit.extract.pdf.drawn._SCANS", "no_such_reader")
    picture = f"q 595 0 0 {HEIGHT} 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \xff EI Q\n"
    words = "".join(text(80, 100 + 20 * n, "全年预算数一百二十六万元", mode=3) for n in range(5))
    found = document(text(80, 100, "封面"), picture + words)
    assert {warning.code for warning in found.warnings} == {"veiled-text", "no-text-layer"}
    assert [paragraph.text for paragraph in found.paragraphs] == ["封面"]


def test_characters_without_a_meaning_are_not_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("formaudit.extract.pdf.drawn._SCANS", "no_such_reader")
    bare = {
        90: "<</Type/Font/Subtype/Type0/BaseFont/AAAAAA+Some/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype"
        "/CIDFontType2/BaseFont/AAAAAA+Some/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 500"
        "/FontDescriptor<</Type/FontDescriptor/FontName/AAAAAA+Some/Flags 4/FontBBox[0 0 1000 900]/ItalicAngle 0"
        "/Ascent 859/Descent -141/CapHeight 683/StemV 91>>>>]>>"
    }
    codes = "".join(f"BT /F9 10 Tf 1 0 0 1 168 {HEIGHT - 134 - 20 * n} Tm <00140015> Tj ET\n" for n in range(2))
    found = document(
        text(80, 60, "封面"),
        table("甲 | \n乙 | ", top=120, heights=(20, 20)) + codes,
        resources="/Font<</F1 3 0 R/F9 90 0 R>>",
        more=bare,
    )
    assert "garbled-text" in {warning.code for warning in found.warnings}
    assert not any(char < " " for one in found.tables for cell in one.cells for char in cell.text)


def test_labels_that_overflow_their_rows_leave_the_table_in_doubt() -> None:
    rules = table(" | 5 | 6\n | 7 | 8\n | 9 | 1", heights=(16, 16, 16))
    labels = "".join(
        text(78, 96.5 + 16 * n, first) + text(78, 107.5 + 16 * n, rest)
        for n, (first, rest) in enumerate((("维修养", "护经费"), ("会议培", "训经费"), ("公务接", "待经费")))
    )
    [found] = document(rules + labels).tables
    assert all(cell.confidence < 0.9 for cell in found.cells if cell.text)


@pytest.mark.parametrize(("top", "sure"), [(114.5, False), (106, True)])
def test_a_label_through_which_a_rule_runs_leaves_the_table_in_doubt(top: float, *, sure: bool) -> None:
    rules = table(" | 5 | 6\n | 7 | 8\n | 9 | 1", heights=(20, 20, 20))
    [found] = document(rules + text(78, top, "效益指标")).tables
    assert all((cell.confidence >= 0.9) == sure for cell in found.cells if cell.text)


def test_a_gap_at_the_point_of_a_figure_is_no_blank() -> None:
    cell = _at(document(_form() + text(258, 124, "31.") + text(277, 124, "75")), 1, 2)
    assert cell.text == "31.75"
    assert cell.confidence < 0.9


def test_a_large_picture_beside_text_is_told_and_a_seal_or_a_ground_is_not() -> None:
    picture = "q {w} 0 0 {h} 80 300 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q\n"
    words = rows([[(72, "项目支出绩效自评情况说明，见下表。")] for _ in range(3)])
    over = rows([[(90, "项目支出绩效自评情况说明，见下表。")] for _ in range(6)], top=420)
    assert "page-pictures" in codes(words + picture.format(w=400, h=200))
    assert "page-pictures" not in codes(words + picture.format(w=110, h=110))
    assert "page-pictures" not in codes(words + picture.format(w=400, h=200) + over)


def codes(page: str) -> list[str]:
    return [warning.code for warning in document(page).warnings]


@pytest.mark.parametrize(
    ("said", "printed", "sure"),
    [("31.57", "31.75", False), ("", "31.75", False), ("31.75", "31.75", True), ("31.75 ", "31.75", True)],
)
def test_a_figure_said_to_read_otherwise_is_read_as_it_looks(said: str, printed: str, *, sure: bool) -> None:
    told = f"/Span<</ActualText({said})>>BDC\n" + text(258, 124, "31.75") + "EMC\n"
    cell = _at(document(_form() + told), 1, 2)
    assert (cell.text, cell.confidence >= 0.9) == (printed, sure)


@pytest.mark.parametrize("said", ["<FEFF4EBA6B21>", "<FFFEBA4E216B>", "<EFBBBFE4BABAE6ACA1>"])
def test_words_said_in_any_encoding_stand_for_the_print(said: str) -> None:
    told = f"/Span<</ActualText {said}>>BDC\n" + text(258, 124, "人次") + "EMC\n"
    cell = _at(document(_form() + told), 1, 2)
    assert (cell.text, cell.confidence) == ("人次", 1.0)


@pytest.mark.parametrize(
    ("said", "sure"), [("<FEFF00330031002E00370035>", True), ("<FEFF00330031002E00350037>", False)]
)
def test_print_in_a_form_stands_where_it_is_printed_whatever_is_said_of_it(said: str, *, sure: bool) -> None:
    told = f"/Span<</ActualText {said}>>BDC\n" + text(20, 30, "31.75") + "EMC\n"
    more = {
        90: f"<</Type/XObject/Subtype/Form/BBox[0 0 595 {HEIGHT}]/Resources<</Font<</F1 3 0 R>>>>/Length {len(told)}>>\n"
        f"stream\n{told}\nendstream"
    }
    placed = "q 1 0 0 1 238 -94 cm /O Do Q\n"
    cell = _at(document(_form() + placed, resources="/XObject<</O 90 0 R>>", more=more), 1, 2)
    assert (cell.text, cell.confidence >= 0.9) == ("31.75", sure)


@pytest.mark.parametrize(("side", "sure"), [(1.2, False), (0.0, True)])
def test_a_decimal_point_that_is_drawn_leaves_its_figure_in_doubt(side: float, *, sure: bool) -> None:
    dot = filled(268.5, 131.5, 268.5 + side, 131.5 + side, "0 0 0") if side else ""
    found = document(_form() + text(258, 124, "31") + dot + text(271, 124, "75"))
    assert (_at(found, 1, 2).confidence >= 0.9) == sure
