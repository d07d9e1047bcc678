from hypothesis import given
from hypothesis import strategies as st

from formaudit.reports.clean import clean, one_line, shorten


def test_a_sequence_that_recolours_a_terminal_is_disarmed() -> None:
    assert one_line("\x1b[31m合计\x1b[0m") == "\ufffd[31m合计\ufffd[0m"


def test_marks_that_turn_the_direction_of_reading_are_shown() -> None:
    assert one_line("12\u202e34\u2066") == "12\ufffd34\ufffd"


def test_half_characters_of_a_file_name_can_be_written() -> None:
    assert one_line("表\udce6.docx").encode() == "表\ufffd.docx".encode()


def test_every_kind_of_line_break_becomes_a_newline_or_a_blank() -> None:
    assert clean("一\r\n二\u2028三\x0b四") == "一\n二\n三\n四"
    assert one_line(" 一\r\n二\u2028三\t四 ") == "一 二 三 四"


def test_ordinary_text_stays_as_it_is() -> None:
    text = "年度资金总额（万元）≥ 95% … ㎡ é 𠮷"
    assert clean(text) == one_line(text) == text


def test_a_long_text_is_cut_with_a_mark() -> None:
    assert shorten("一二三四五", 4) == "一二三…"
    assert shorten("一二三四", 4) == "一二三四"


@given(st.text(alphabet=st.characters()))
def test_a_clean_text_is_utf8_and_stays_clean(text: str) -> None:
    for function in (clean, one_line):
        cleaned = function(text)
        assert cleaned.encode().decode() == cleaned
        assert function(cleaned) == cleaned
    assert "\n" not in one_line(text)
