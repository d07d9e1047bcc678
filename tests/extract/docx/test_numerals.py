"""List numbers in the formats that Word and WPS write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formaudit.extract.docx.numerals import numeral


@pytest.mark.parametrize(
    ("form", "value", "printed"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 7, "07"),
        ("upperRoman", 14, "XIV"),
        ("lowerRoman", 9, "ix"),
        ("upperLetter", 28, "BB"),
        ("lowerLetter", 3, "c"),
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 12, "十二"),
        ("chineseCountingThousand", 20, "二十"),
        ("chineseCountingThousand", 105, "一百零五"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("japaneseCounting", 31, "三十一"),
        ("chineseLegalSimplified", 11, "壹拾壹"),
        ("ideographDigital", 2024, "二〇二四"),
        ("ideographTraditional", 2, "乙"),
        ("ideographZodiac", 12, "亥"),
        ("decimalEnclosedCircleChinese", 3, "③"),
        ("decimalEnclosedCircle", 21, "㉑"),
        ("decimalEnclosedParen", 4, "⑷"),
        ("decimalEnclosedFullstop", 5, "⒌"),
        ("decimalFullWidth", 10, "１０"),
        ("numberInDash", 2, "- 2 -"),
        ("ordinal", 22, "22nd"),
        ("bullet", 1, ""),
        ("none", 1, ""),
        ("somethingNew", 8, "8"),
    ],
)
def test_a_number_is_printed_in_its_format(form: str, value: int, printed: str) -> None:
    assert numeral(value, form) == printed


def test_a_custom_format_takes_its_zeros_from_the_sample() -> None:
    assert numeral(5, "custom", "001, 002, 003, ...") == "005"


@given(st.integers(0, 20_000), st.sampled_from(["chineseCounting", "upperRoman", "lowerLetter", "ideographZodiac"]))
def test_any_number_prints_something_or_is_zero(value: int, form: str) -> None:
    assert numeral(value, form) or value == 0
