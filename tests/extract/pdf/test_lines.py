"""Glyphs become printed lines."""

import pytest

from formaudit.extract.pdf.ink import Glyph
from formaudit.extract.pdf.lines import bit_width, join_glyphs, printed_lines


def _glyphs(words: str, x: float = 0, top: float = 0, em: float = 10) -> list[Glyph]:
    """Glyphs side by side; a blank is one em of room, a ``_`` a tenth of one that the file marks as a blank."""
    out = []
    spaced = False
    for char in words:
        if char in " _":
            x += em if char == " " else em / 10
            spaced = True
            continue
        wide = em if char >= "\u2000" else em / 2
        out.append(Glyph(char, x, top, x + wide, top + em, spaced, 0))
        x += wide
        spaced = False
    return out


def _texts(glyphs: list[Glyph]) -> list[str]:
    return [line.text for line in printed_lines(glyphs)]


def test_lines_come_from_the_top_whatever_order_they_were_printed_in() -> None:
    assert _texts(_glyphs("第二行", top=15) + _glyphs("第一行")) == ["第一行", "第二行"]


def test_glyphs_of_a_line_come_from_the_left() -> None:
    assert _texts(list(reversed(_glyphs("全年预算数")))) == ["全年预算数"]


def test_a_raised_mark_stays_in_its_line() -> None:
    assert _texts([*_glyphs("面积"), *_glyphs("2", x=20, top=-2, em=6)]) == ["面积2"]


def test_latin_words_are_parted_and_chinese_words_are_not() -> None:
    assert _texts(_glyphs("budget unit")) == ["budget unit"]
    assert _texts(_glyphs("budget_unit")) == ["budget unit"]
    assert _texts(_glyphs("项 目 1 个")) == ["项目1个"]


def test_a_typed_gap_of_running_text_is_kept_as_a_blank() -> None:
    assert join_glyphs(_glyphs("签字：甲 填表人：乙"), cell=False).text == "签字：甲 填表人：乙"


def test_bold_by_double_printing_counts_once() -> None:
    once = _glyphs("预算1122")
    assert _texts(once + [glyph._replace(x0=glyph.x0 + 0.3, x1=glyph.x1 + 0.3) for glyph in once]) == ["预算1122"]


def test_a_character_typed_twice_stays_twice() -> None:
    assert _texts(_glyphs("1100元")) == ["1100元"]


def test_columns_of_vertical_writing_are_read_from_the_right() -> None:
    right = [g for n, char in enumerate("产出指标") for g in _glyphs(char, x=20, top=10 * n)]
    left = [g for n, char in enumerate("五十分") for g in _glyphs(char, x=0, top=10 * n)]
    assert _texts(right + left) == ["产出指标", "五十分"]


def test_sideways_writing_is_read_upwards() -> None:
    glyphs = [Glyph(char, 0, 50 - 10 * n, 10, 60 - 10 * n, False, 1) for n, char in enumerate("绩效")]
    assert _texts(glyphs) == ["绩效"]


def test_a_narrow_cell_with_one_sign_in_a_line_keeps_its_lines() -> None:
    glyphs = [g for n, char in enumerate("绩效") for g in _glyphs(char, top=13 * n)]
    assert _texts(glyphs) == ["绩", "效"]


def test_a_bit_that_no_line_end_parts_is_measured_in_ems() -> None:
    assert bit_width("预算") == 1
    assert bit_width("数，全年") == 2
    assert bit_width("12.55万元") > 3


def test_words_printed_over_each_other_are_in_doubt() -> None:
    (line,) = printed_lines([*_glyphs("预算数"), *_glyphs("执行数", x=4)])
    assert line.sure < 0.9
    (bold,) = printed_lines([*_glyphs("预算数"), *_glyphs("预算数", x=0.3)])
    assert (bold.text, bold.sure) == ("预算数", 1.0)


@pytest.mark.parametrize(
    ("text", "gaps", "read"),
    [
        ("2024年预算", (3, 3, 3, 3, 3, 3), "2024年预算"),
        ("2024年预算", (3, 9, 3, 3, 3, 3), "2 0 2 4年预算"),
        ("12个月", (3, 3, 3), "12个月"),
        ("12项", (3, 3), "1 2项"),  # a serial number and 2项, as far as three characters tell
        ("其中12", (3, 3, 3), "其中1 2"),  # the figures of two columns
    ],
)
def test_words_with_digits_set_wide_throughout_are_one_text(text: str, gaps: tuple[float, ...], read: str) -> None:
    glyphs, x = [], 0.0
    for char, gap in zip(text, (*gaps, 0), strict=True):
        wide = 5 if char.isdigit() else 10
        glyphs.append(Glyph(char, x, 0, x + wide, 10, False, 0))
        x += wide + gap
    assert _texts(glyphs) == [read]


@pytest.mark.parametrize(
    ("letters", "wide", "read_as"),
    [("ff", 7.0, "off"), ("ffi", 8.3, "offi"), ("tt", 6.7, "ott"), ("ff", 3.7, "of"), ("ss", 7.0, "os")],
)
def test_each_letter_of_a_ligature_has_its_whole_box_and_a_second_print_of_one_letter_has_too(
    letters: str, wide: float, read_as: str
) -> None:
    whole = [Glyph(char, 6, 0, 6 + wide, 10, False, 0) for char in letters[:2]]
    rest = [Glyph(char, 5 + wide, 0, 6 + wide, 10, False, 0) for char in letters[2:]]
    assert _texts([Glyph("o", 0, 0, 6, 10, False, 0), *whole, *rest]) == [read_as]
