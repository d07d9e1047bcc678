from hypothesis import given
from hypothesis import strategies as st

from formaudit.reports.wrap import Line, fold_lines, paint, width_of


def wrapped(text: str, width: int, indent: int = 0, hang: int = 0) -> list[str]:
    return fold_lines([Line(text, indent, hang)], width=width, colour=False).splitlines()


def test_a_chinese_character_takes_two_columns() -> None:
    assert width_of("合计4.5") == 7
    assert width_of("e\u0301") == 1


def test_a_line_is_broken_between_chinese_characters_and_hangs() -> None:
    assert wrapped("年度资金总额全年预算数", 12, 2, 2) == ["  年度资金总", "    额全年预", "    算数"]


def test_a_number_is_not_torn() -> None:
    assert wrapped("合计为153.67万元", 10) == ["合计为", "153.67万元"]
    assert all("153.67" in line for line in wrapped("合计为153.67万元", 10)[1:])


def test_a_mark_never_starts_a_line_and_a_bracket_never_ends_one() -> None:
    for width in range(8, 30):
        lines = wrapped("预算数（调整后），执行数；“其他资金”：12.55万元。", width)
        assert not any(line[0] in "，；：。）”" for line in lines[1:])
        assert not any(line[-1] in "（“" for line in lines)


def test_a_word_longer_than_the_line_is_torn_and_nothing_lost() -> None:
    lines = wrapped("x" * 50, 20, 2, 2)
    assert "".join(line.strip() for line in lines) == "x" * 50
    assert max(map(width_of, lines)) <= 20


def test_without_a_width_lines_stay_whole() -> None:
    assert wrapped("合" * 500, 0) == ["合" * 500]


def test_colours_appear_only_when_asked_for() -> None:
    line = Line("严重", style="critical")
    assert fold_lines([line], width=0, colour=True) == "\x1b[1;31m严重\x1b[0m\n"
    assert fold_lines([line], width=0, colour=False) == "严重\n"
    assert paint("严重", "") == "严重"


@given(st.text(alphabet="合计，。（）“” abc123.%…✓", max_size=120), st.integers(20, 60), st.integers(0, 6))
def test_no_line_is_too_wide_and_no_sign_is_lost(text: str, width: int, indent: int) -> None:
    lines = wrapped(text, width, indent, 2)
    assert all(width_of(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
