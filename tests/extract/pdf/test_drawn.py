"""Fields, drawings, pictures and typed lines: what a page shows without saying it in its text."""

from dataclasses import dataclass

import pytest

from formaudit.extract.pdf.ink import Ink
from formaudit.extract.pdf.lines import Line
from formaudit.extract.pdf.sheet import Sheet
from formaudit.model.document import Document, Warn
from tests.drawing import draw, neat
from tests.extract.pdf.paper import HEIGHT, document, line, table, text

FORM = table("名称 | 金额\n甲 | \n乙 | 7", heights=(20, 20, 20), widths=(90, 110))


def _codes(found: Document) -> set[str]:
    return {warning.code for warning in found.warnings}


def _cell(found: Document, row: int, col: int) -> tuple[str, float]:
    [one] = found.tables
    cell = one.at(row, col)
    assert cell is not None
    return cell.text, cell.confidence


def test_the_value_of_a_field_without_an_appearance_is_read() -> None:
    field = f"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(61.2)/DA(/Helv 9 Tf 0 g)/F 4/Rect[166 {HEIGHT - 138} 260 {HEIGHT - 122}]>>"
    found = document(FORM, entries="/Annots[90 0 R]", catalog="/AcroForm<</Fields[90 0 R]>>", more={90: field})
    assert _cell(found, 1, 1) == ("61.2", 1.0)


def test_a_chinese_value_of_a_field_is_read() -> None:
    value = "八点五万元".encode("utf-16-be").hex()
    field = f"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V<FEFF{value}>/F 4/Rect[166 {HEIGHT - 138} 260 {HEIGHT - 122}]>>"
    found = document(FORM, entries="/Annots[90 0 R]", catalog="/AcroForm<</Fields[90 0 R]>>", more={90: field})
    assert _cell(found, 1, 1)[0] == "八点五万元"


def test_a_field_that_its_parent_fills_is_read() -> None:
    kid = f"<</Type/Annot/Subtype/Widget/Parent 91 0 R/F 4/Rect[166 {HEIGHT - 138} 260 {HEIGHT - 122}]>>"
    more = {90: kid, 91: "<</FT/Tx/T(a)/V(58.4)/DA(/Helv 0 Tf 0 g)/Kids[90 0 R]>>"}
    found = document(FORM, entries="/Annots[90 0 R]", catalog="/AcroForm<</Fields[91 0 R]>>", more=more)
    assert _cell(found, 1, 1)[0] == "58.4"


def test_a_hidden_field_is_not_read() -> None:
    field = f"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(61.2)/F 2/Rect[166 {HEIGHT - 138} 260 {HEIGHT - 122}]>>"
    found = document(FORM, entries="/Annots[90 0 R]", catalog="/AcroForm<</Fields[90 0 R]>>", more={90: field})
    assert _cell(found, 1, 1)[0] == ""


def test_a_typed_note_without_an_appearance_is_read() -> None:
    note = f"/Annots[<</Type/Annot/Subtype/FreeText/Contents(44.8)/F 4/Rect[166 {HEIGHT - 138} 260 {HEIGHT - 122}]>>]"
    assert _cell(document(FORM, entries=note), 1, 1)[0] == "44.8"


def test_attached_files_are_told_by_name() -> None:
    spec = "<</Type/Filespec/F(budget.pdf)/UF(budget.pdf)/EF<</F 91 0 R>>>>"
    file = "<</Type/EmbeddedFile/Length 1>>\nstream\nx\nendstream"
    names = "/Names<</EmbeddedFiles<</Names[(budget.pdf) 90 0 R]>>>>"
    found = document(FORM, catalog=names, more={90: spec, 91: file})
    assert Warn(code="attachments-unread", detail="budget.pdf", unread=True) in found.warnings


DIGIT = f"200 {HEIGHT - 136} m 204 {HEIGHT - 136} 206 {HEIGHT - 124} 200 {HEIGHT - 124} c 196 {HEIGHT - 130} l f\n"


@dataclass(frozen=True)
class _Scans:
    """A recogniser that sees one figure where the drawing is."""

    sheets: dict[int, Sheet]
    warnings: tuple[Warn, ...] = ()

    def read_pages(self, *_: object) -> "_Scans":
        return self


def _ink() -> Ink:
    return Ink(page=1, width=595, height=842, turn=0, glyphs=(), across=(), down=(), shades=())


def test_a_drawn_figure_is_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = Sheet(ink=_ink(), lines=(Line("36.9", 195, 124, 207, 136, 10, 0.97),))
    monkeypatch.setattr("formaudit.extract.pdf.drawn.recogniser", lambda: _Scans({1: seen}))
    found = document(FORM + DIGIT)
    assert _cell(found, 1, 1) == ("36.9", 0.97)
    assert _codes(found) == {"drawn-cells"}


PEN = f"0.7 w 200 {HEIGHT - 124} m 204 {HEIGHT - 124} l 200 {HEIGHT - 130} l 204 {HEIGHT - 136} l 199 {HEIGHT - 136} l S\n"
RED = f"q 1 0 0 rg {DIGIT} Q\n"


@pytest.mark.parametrize(
    "drawn", [DIGIT, PEN, RED, f"q 40 0 0 12 170 {HEIGHT - 136} cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q\n"]
)
def test_a_drawn_figure_that_nobody_recognises_is_no_blank(monkeypatch: pytest.MonkeyPatch, drawn: str) -> None:
    monkeypatch.setattr("formaudit.extract.pdf.drawn._SCANS", "no_such_reader")
    found = document(FORM + drawn)
    text_read, sure = _cell(found, 1, 1)
    assert text_read == ""
    assert sure < 0.9
    assert _codes(found) == {"drawn-cells-unread"}


def _with(words: str) -> str:
    """The form with words in its second row's second cell, which lies from 162 and 120 on."""
    return FORM + text(167, 124, words)


def test_a_small_picture_beside_digits_may_be_more_of_them() -> None:
    picture = f"q 18 0 0 10 178 {HEIGHT - 135} cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q\n"
    assert _cell(document(_with("44") + picture), 1, 1)[1] < 0.9


def test_a_box_to_be_ticked_that_is_drawn_leaves_its_choice_in_doubt() -> None:
    box = f"q 0 0.4 1 rg 168 {HEIGHT - 134} m 176 {HEIGHT - 134} l 177 {HEIGHT - 126} 172 {HEIGHT - 124} 168 {HEIGHT - 126} c f Q\n"
    assert _cell(document(FORM + box + text(180, 124, "是")), 1, 1)[1] < 0.9


def test_a_bullet_before_a_word_leaves_it_certain() -> None:
    dot = (
        f"q 168 {HEIGHT - 131} m 171 {HEIGHT - 131} l 171 {HEIGHT - 128} 169 {HEIGHT - 127} 168 {HEIGHT - 128} c f Q\n"
    )
    assert _cell(document(FORM + dot + text(180, 124, "办公费")), 1, 1) == ("办公费", 1.0)


def test_a_fraction_set_over_its_bar_is_no_long_number() -> None:
    form = table("项目 | 率\n甲 | ", widths=(90, 60), heights=(20, 40))
    found = document(form + text(168, 124, "165.82", 9) + line(166, 136, 200, 136) + text(168, 139, "170.5", 9))
    words, sure = _cell(found, 1, 1)
    assert "165.82170.5" not in words
    assert sure < 0.9


def test_a_page_of_empty_ruled_cells_is_no_scan() -> None:
    empty = table(" | | \n | | \n | | ", heights=(20, 20, 20))
    assert not _codes(document(FORM, empty))


def test_rules_that_are_pictures_part_cells() -> None:
    def bar(x: float, y: float, wide: float, high: float) -> str:
        return f"q {wide} 0 0 {high} {x} {HEIGHT - y} cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q\n"

    rules = "".join(bar(72, y, 200, 0.6) for y in (100, 120, 140)) + "".join(
        bar(x, 140, 0.6, 40) for x in (72, 172, 271)
    )
    words = text(80, 104, "甲") + text(180, 104, "1") + text(80, 124, "乙") + text(180, 124, "2")
    [found] = document(rules + words).tables
    assert draw(found) == neat("甲 | 1\n乙 | 2")


def test_a_frame_typed_with_characters_is_a_table() -> None:
    rows = ["┏━━━┳━━━┓", "┃名称　┃金额　┃", "┣━━━╋━━━┫", "┃甲　　┃31　　┃", "┗━━━┻━━━┛"]
    content = "".join(
        text(80 + 10 * column, 100 + 14 * number, char)
        for number, row in enumerate(rows)
        for column, char in enumerate(row.replace("31　　", "3１　　"))
        if char != "　"
    )
    [found] = document(content).tables
    assert draw(found) == neat("名称 | 金额\n甲 | 3１")


def test_dashes_between_words_are_no_rule() -> None:
    [paragraph] = document(text(80, 100, "预算——执行－－结余")).paragraphs
    assert paragraph.text == "预算——执行－－结余"


def test_a_line_of_a_border_is_no_drawing() -> None:
    assert not _codes(document(FORM + line(170, 130, 200, 130)))
