from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formaudit.extract.sheet.codes import BUILTIN
from formaudit.extract.sheet.printed import print_text, print_value

FIGURES = st.decimals(min_value=-(10**8), max_value=10**8, places=6, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("value", "code", "printed"),
    [
        ("0.75", "0%", "75%"),
        ("0.7534", "0.00%", "75.34%"),
        ("0.995", "0%", "100%"),
        ("1203.45", "#,##0.00", "1,203.45"),
        ("1234567.891", "#,##0.0##", "1,234,567.891"),
        ("1.005", "0.00", "1.01"),
        ("2.675", "0.00", "2.68"),
        ("-0.001", "0.00", "-0.00"),
        ("0.5", "#.00", ".50"),
        ("12", "0.##", "12."),
        ("5", "00000", "00005"),
        ("13800000000", "0", "13800000000"),
        ("12345", "000-00", "123-45"),
        ("3", '0"人"', "3人"),
        ("2023", '0"年"', "2023年"),
        ("12.3", "0.00E+00", "1.23E+01"),
        ("1.75", "# ?/?", "1 3/4"),
        ("0.25", "??/??", "1/4"),
        ("1234567", "#,##0,", "1,235"),
    ],
)
def test_a_number_is_printed_as_its_format_says(value: str, code: str, printed: str) -> None:
    assert print_value(Decimal(value), code) == printed


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("0.30000000000000004", "0.3"),
        ("16.540000000000003", "16.54"),
        ("0.333333333333333", "0.333333333"),
        ("66.6666666666667", "66.66666667"),
        ("153.67", "153.67"),
        ("0", "0"),
        ("-4", "-4"),
        ("0.00001", "0.00001"),
        ("0.000012345678", "1.23457E-05"),
        ("123456789.123", "123456789.1"),
        ("1234567890123", "1234567890123"),
        ("1E+16", "1E+16"),
        ("100", "100"),
    ],
)
def test_a_number_without_a_format_shows_no_trace_of_binary_arithmetic(value: str, printed: str) -> None:
    assert print_value(Decimal(value), "General") == printed
    assert print_value(Decimal(value), "G/通用格式") == printed


@pytest.mark.parametrize(
    ("value", "code", "printed"),
    [
        ("12345678", '0!.0,"万"', "1234.6万"),
        ("15000", '[>=10000]0!.0,"万";0', "1.5万"),
        ("500", '[>=10000]0!.0,"万";0', "500"),
        ("-500", '[>=10000]0!.0,"万";0', "-500"),
        ("3", 'G/通用格式"元"', "3元"),
        ("123.45", "[DBNum2][$-804]General", "壹佰贰拾叁.肆伍"),
        ("10250", "[DBNum2][$-804]0", "壹万零贰佰伍拾"),
        ("100000000", "[DBNum1]0", "一亿"),
        ("9", "[DBNum1]0", "九"),
        ("10", "[DBNum2]0", "壹拾"),
        ("105", "[DBNum1]0", "一百〇五"),
        ("1005", "[DBNum2]0", "壹仟零伍"),
        ("1050", "[DBNum2]0", "壹仟零伍拾"),
        ("10005", "[DBNum2]0", "壹万零伍"),
        ("100005", "[DBNum2]0", "壹拾万零伍"),
        ("100000005", "[DBNum2]0", "壹亿零伍"),
        ("100001000", "[DBNum2]0", "壹亿零壹仟"),
        ("100010000", "[DBNum2]0", "壹亿零壹万"),
        ("100050000", "[DBNum2]0", "壹亿零伍万"),
        ("1000000000000", "[DBNum2]0", "壹万亿"),
        ("9999000000000000", "[DBNum2]0", "玖仟玖佰玖拾玖万亿"),
        ("10000000000000000", "[DBNum2]0", "壹零零零零零零零零零零零零零零零零"),
        ("45267", '[DBNum1][$-804]yyyy"年"m"月"d"日"', "二〇二三年十二月七日"),
        ("153.67", '"¥"#,##0.00;"¥"-#,##0.00', "¥153.67"),
        ("-153.67", "[$¥-804]#,##0.00", "-¥153.67"),
    ],
)
def test_chinese_formats_are_known(value: str, code: str, printed: str) -> None:
    assert print_value(Decimal(value), code) == printed


@pytest.mark.parametrize(
    ("value", "code", "printed"),
    [
        ("-5.5", "#,##0.00_);[Red](#,##0.00)", "(5.50)"),
        ("-5.5", "[Red]0.00;[Blue]-0.00", "-5.50"),
        ("0", BUILTIN[43], "-"),
        ("1234.5", BUILTIN[43], "1,234.50"),
        ("-1234.5", BUILTIN[43], "-1,234.50"),
        ("0", "0.00;-0.00;;@", ""),
        ("5", '[=1]"是";[=0]"否";0', "5"),
        ("0", '0.00;[=0]"-"', "-"),
        ("12.5", '0.00;[=0]"-"', "12.50"),
        ("-12.5", '0.00;[=0]"-"', "-12.50"),
        ("-12.5", '0.0;[<0]"减"0.0', "减12.5"),
        ("12.5", '0.0;[<0]"减"0.0', "12.5"),
        ("0", '0.0;[<0]"减"0.0', "0.0"),
        ("0", '0.0;-0.0;[=0]"-"', "-"),
        ("-12.5", '0.0;-0.0;[=0]"-"', "-12.5"),
        ("0", '0.0;[<0]"减"0.0;"无"', "无"),
        ("1", '[=1]"是";[=0]"否";0', "是"),
        ("0.05", "0.0%;[Red]\\-0.0%", "5.0%"),
        ("7", "@", "7"),
    ],
)
def test_the_section_for_the_sign_is_chosen(value: str, code: str, printed: str) -> None:
    assert print_value(Decimal(value), code) == printed


@pytest.mark.parametrize(
    ("value", "code", "printed"),
    [
        ("45421", BUILTIN[14], "2024/5/9"),
        ("45421", BUILTIN[31], "2024年5月9日"),
        ("45421", "yyyy-mm-dd", "2024-05-09"),
        ("45421.5", "yyyy-mm-dd hh:mm:ss", "2024-05-09 12:00:00"),
        ("45421.52", "上午/下午h:mm", "下午12:28"),
        ("0.52", "h:mm AM/PM", "12:28 PM"),
        ("1.5", "[h]:mm", "36:00"),
        ("0.0007", "mm:ss.0", "01:00.5"),
        ("45421", "aaaa", "星期四"),
        ("45421", "d-mmm-yy", "9-May-24"),
        ("0", "yyyy/m/d", "1900/1/0"),
        ("1", "yyyy/m/d", "1900/1/1"),
        ("60", "yyyy/m/d", "1900/2/29"),
        ("61", "yyyy/m/d", "1900/3/1"),
        ("-3", "yyyy/m/d", "-3"),
        ("43101.99999999", "h:mm:ss", "0:00:00"),
    ],
)
def test_a_day_number_is_printed_as_a_date(value: str, code: str, printed: str) -> None:
    assert print_value(Decimal(value), code) == printed


def test_the_calendar_of_1904_begins_four_years_later() -> None:
    assert print_value(Decimal(43959), "yyyy/m/d", from_1904=True) == "2024/5/9"


def test_text_stands_as_typed_unless_its_format_adds_to_it_or_hides_it() -> None:
    assert print_text("0.75", "0%") == "0.75"
    assert print_text("某局", '"单位："@') == "单位：某局"
    assert print_text("某局", ";;;") == ""


@given(FIGURES)
def test_two_decimals_lose_at_most_half_a_cent(value: Decimal) -> None:
    printed = print_value(value, "#,##0.00")
    assert abs(Decimal(printed.replace(",", "")) - value) <= Decimal("0.005")


@given(st.decimals(min_value=-(10**8), max_value=10**8, places=2))
def test_general_and_a_fitting_format_keep_the_figure(value: Decimal) -> None:
    assert Decimal(print_value(value, "General")) == value
    assert Decimal(print_value(value, "0.00")) == value


@given(FIGURES, st.text(max_size=30))
def test_no_code_stops_the_printing(value: Decimal, code: str) -> None:
    assert isinstance(print_value(value, code), str)
    assert isinstance(print_text("字", code), str)
