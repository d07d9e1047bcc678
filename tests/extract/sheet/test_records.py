"""The records of old workbooks and the numbers in them, bit by bit: what lies over a sheet, its pictures, its bounds."""

import struct
from datetime import date, datetime
from decimal import Decimal

import pytest

from formaudit.extract.sheet.dates import serial
from formaudit.extract.sheet.digits import general
from formaudit.extract.sheet.formulas import place_of, unanswered
from formaudit.extract.sheet.printed import print_text, print_value
from formaudit.extract.sheet.records import over_records
from formaudit.extract.sheet.sums import outdated
from formaudit.extract.sheet.values import _plain
from formaudit.extract.sheet.xls_pictures import pictures_named, pictures_of_book

BEGIN, END, HEADER, FOOTER, NOTE, OBJECT, CONTINUE, TEXT = 0x809, 0x0A, 0x14, 0x15, 0x1C, 0x5D, 0x3C, 0x1B6


def _record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _words(text: str, *, wide: bool = True) -> bytes:
    return bytes([wide]) + text.encode("utf-16-le" if wide else "latin-1")


def _margin(text: str) -> bytes:
    return struct.pack("<H", len(text)) + _words(text)


def _object(kind: int) -> bytes:
    return _record(OBJECT, struct.pack("<HHH", 0x15, 0x12, kind))


def _box(text: str, *, wide: bool = True) -> bytes:
    return _record(TEXT, bytes(10) + struct.pack("<H", len(text))) + _record(CONTINUE, _words(text, wide=wide))


def _sheet(*records: bytes) -> bytes:
    return _record(BEGIN) + b"".join(records) + _record(END)


def _told(stream: bytes, *, version: int = 80, encoding: str = "") -> list[str]:
    over = over_records(stream, 0, version, encoding, "表一")
    lines = [f"line {one}" for one in over.lines] + ([f"unit {over.unit}"] if over.unit else [])
    lines += [f"unanswered {over.unanswered}"] if over.unanswered else []
    lines += [f"stale {over.stale}"] if over.stale else []
    return lines + [f"{one.code} {one.detail}{' unread' if one.unread else ''}" for one in over.warnings]


def _formula(result: bytes, tokens: bytes = b"\x03\x00\x1e\x01\x00") -> bytes:
    return _record(0x06, struct.pack("<HHH", 4, 2, 0) + result + bytes(6) + tokens)


LONG = "合计 " + "1" * 70
CHART = _record(BEGIN) + _record(NOTE) + _record(END)


@pytest.mark.parametrize(
    ("stream", "told"),
    [
        (_sheet(_record(HEADER, _margin("&C单位：万元"))), ["unit 单位：万元"]),
        (_sheet(_record(FOOTER, _margin("&L合计 120 万元"))), ["margin-text 表一: 合计 120 万元"]),
        (_sheet(_record(FOOTER, _margin("&L" + LONG))), [f"margin-text 表一: {LONG[:60]}…"]),
        (_sheet(_record(FOOTER, _margin("&L" + LONG[:60]))), [f"margin-text 表一: {LONG[:60]}"]),
        (_sheet(_record(FOOTER, _margin("&L" + LONG[:61]))), [f"margin-text 表一: {LONG[:60]}…"]),
        (_sheet(_record(FOOTER)), []),
        (_sheet(_record(FOOTER, b"\x05\x00")), []),
        (_sheet(_record(FOOTER, b"\x05\x00\x00")), []),
        (_sheet(_record(NOTE), _record(NOTE)), ["sheet-comments 表一: 2"]),
        (_sheet(_object(5)), ["chart 表一: 1"]),
        (_sheet(_object(8), _object(8)), ["sheet-picture 表一: 2 unread"]),
        (_sheet(_object(6)), []),
        (_sheet(_record(OBJECT, b"\x15\x00\x12\x00\x05")), []),  # cut short
        (_sheet(_object(6), _box("单位：元")), ["line 单位：元", "unit 单位：元"]),
        (_sheet(_object(6), _box("abc", wide=False)), ["line abc"]),
        (_sheet(_object(6), _box("甲\n \n乙 ")), ["line 甲", "line 乙"]),
        (_sheet(_object(0x19), _box("批注")), []),  # the box of a comment
        (_sheet(_object(6), _record(TEXT, bytes(10)), _record(CONTINUE, _words("甲"))), []),
        (_sheet(_object(6), _box("甲"), _record(CONTINUE, _words("乙"))), ["line 甲"]),
        (_sheet(_object(6), _record(TEXT, bytes(10) + b"\x01\x00"), _record(CONTINUE)), []),
        # What stands in a chart within the sheet is none of the sheet's, nor is what comes behind its end.
        (_sheet(_record(NOTE), CHART), ["sheet-comments 表一: 1"]),
        (_sheet(CHART, _record(NOTE)), ["sheet-comments 表一: 1"]),
        (_sheet() + _record(NOTE), []),
        (_record(BEGIN) + _record(NOTE), ["sheet-comments 表一: 1"]),
        (_record(BEGIN) + _record(NOTE) + b"\x1c\x00\x00", ["sheet-comments 表一: 1"]),
        (_sheet(_formula(b"\x03" + bytes(5) + b"\xff\xff")), ["unanswered [(4, 2)]"]),
        (_sheet(_formula(b"\x03" + bytes(5) + b"\xff\xff", b"\x03\x00\x17\x00")), []),
        (_sheet(_formula(b"\x02" + bytes(5) + b"\xff\xff")), []),
        (_sheet(_formula(bytes(8))), []),
        (_sheet(_formula(bytes(8)), _record(0x5E)), ["stale [(4, 2)]"]),
        (_sheet(_formula(struct.pack("<d", 1.5)), _record(0x5E)), []),
    ],
)  # fmt: skip
def test_what_lies_over_a_sheet(stream: bytes, told: list[str]) -> None:
    assert _told(stream) == told


def test_before_unicode_a_margin_is_a_text_of_bytes() -> None:
    words = "&C单位：元".encode("gb18030")
    stream = _sheet(_record(HEADER, bytes([len(words)]) + words), _record(TEXT, bytes(10) + b"\x01\x00"))
    assert _told(stream, version=70) == ["unit 单位：元"]
    words = "&L合计 120 万元".encode()
    stream = _sheet(_record(HEADER, bytes([len(words)]) + words))
    assert _told(stream, version=79, encoding="utf-8") == ["margin-text 表一: 合计 120 万元"]


@pytest.mark.parametrize(("length", "place"), [(15, None), (16, (1, 2)), (30, (1, 2))])
def test_a_record_of_a_formula_names_its_cell(length: int, place: tuple[int, int] | None) -> None:
    assert place_of((b"\x01\x00\x02\x00" + bytes(30))[:length]) == place


def test_ten_cells_are_named_and_more_are_counted() -> None:
    ten = [(row, 0) for row in range(10)]
    (warn,) = unanswered("表", ten, [])
    assert warn.detail == "表: A1, A2, A3, A4, A5, A6, A7, A8, A9, A10"
    (warn,) = unanswered("表", [], [*ten, (10, 0)])
    assert warn.detail == "表: A1, A2, A3, A4, A5, A6, A7, A8, A9, A10 … (11)"


def _drawn(kind: int, body: bytes, *, head: int = 0) -> bytes:
    return struct.pack("<HHI", head, kind, len(body)) + body


def _stored(inner: bytes, *, name: int = 0) -> bytes:
    return _drawn(0xF007, bytes(33) + bytes([name]) + bytes(2) + bytes(name) + inner)


JPG = _drawn(0xF01D, bytes(17) + b"picture")
GROUP, PICTURES = 0xEB, 0xF


@pytest.mark.parametrize(
    ("inner", "found"),
    [
        (JPG, ("1.jpg", b"picture")),
        (_drawn(0xF01E, bytes(17) + b"picture"), ("1.png", b"picture")),
        (_drawn(0xF01D, bytes(33) + b"picture", head=0x10), ("1.jpg", b"picture")),  # two digests
        (_drawn(0xF01D, bytes(17) + b"picture", head=0x20), ("1.jpg", b"picture")),
        (_drawn(0xF01D, bytes(17)), None),
        (_drawn(0xF01B, bytes(17) + b"picture"), None),  # a drawing of Windows
        (_drawn(0xF01D, b"")[:7], None),
        (b"", None),
    ],
)
def test_the_pictures_of_a_book(inner: bytes, found: tuple[str, bytes] | None) -> None:
    for name in (0, 6):
        group = _drawn(0xF000, _drawn(0xF001, _stored(inner, name=name), head=PICTURES), head=PICTURES)
        for cut in (len(group), 20):
            stream = _record(GROUP, group[:cut]) + (_record(CONTINUE, group[cut:]) if cut < len(group) else b"")
            (one,) = pictures_of_book(stream + _record(END), 0)
            assert (None if one is None else (one.name, one.data)) == found


def test_pictures_behind_another_record_or_too_deep_are_none() -> None:
    group = _drawn(0xF001, _stored(JPG), head=PICTURES)
    assert pictures_of_book(_record(GROUP, group[:20]) + _record(NOTE) + _record(CONTINUE, group[20:]), 0) == (None,)
    assert len(pictures_of_book(_record(GROUP, group), 0)) == 1  # without an end
    assert pictures_of_book(_record(END) + _record(GROUP, group), 0) == ()
    for depth, count in ((7, 1), (8, 0)):
        nested = _stored(JPG)
        for _ in range(depth):
            nested = _drawn(0xF001, nested, head=PICTURES)
        assert len(pictures_of_book(_record(GROUP, nested), 0)) == count
    short = _drawn(0xF007, bytes(35))
    assert pictures_of_book(_record(GROUP, short), 0) == (None,)


@pytest.mark.parametrize(
    ("options", "count", "shown"),
    [
        ([(0x0104, 1)], 1, ["1.jpg"]),
        ([(0x4104, 2)], 1, ["2.jpg"]),
        ([(0x0105, 1)], 1, []),
        ([(0x0104, 0)], 1, []),
        ([(0x0104, 3)], 1, []),
        ([(0x0104, 1), (0x0104, 2)], 2, ["1.jpg", "2.jpg"]),
        ([(0x0104, 1), (0x0104, 2)], 1, ["1.jpg"]),
        ([(0x0104, 1)], 2, ["1.jpg"]),
    ],
)
def test_a_drawing_names_its_pictures_by_number(options: list[tuple[int, int]], count: int, shown: list[str]) -> None:
    book = pictures_of_book(_record(GROUP, _stored(JPG) + _stored(JPG)), 0)
    body = b"".join(struct.pack("<HI", *one) for one in options)
    drawing = _drawn(0xF00A, b"") + _drawn(0xF00B, body, head=count << 4)
    assert [one.name for one in pictures_named(drawing, book)] == shown


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, ("text", "TRUE")),
        (False, ("text", "FALSE")),
        (7, ("number", "7")),
        (0.1, ("number", "0.1")),
        (datetime(2024, 3, 5), ("text", "2024/3/5")),  # noqa: DTZ001 - spreadsheet dates have no zone
        (datetime(2024, 3, 5, 9, 30), ("text", "2024/3/5 09:30:00")),  # noqa: DTZ001
        (date(2024, 3, 5), ("text", "2024/3/5")),
        ("甲", ("text", "甲")),
    ],
)
def test_a_value_of_another_reader_is_a_number_or_a_text(value: object, text: tuple[str, str]) -> None:
    assert _plain(value) == text


@pytest.mark.parametrize(
    ("day", "number"), [((1900, 1, 1), 1), ((1900, 2, 28), 59), ((1900, 3, 1), 61), ((2024, 1, 1), 45292)]
)
def test_the_calendar_of_1900_has_a_day_too_many(day: tuple[int, int, int], number: int) -> None:
    assert serial(datetime(*day)) == number  # noqa: DTZ001 - spreadsheet dates have no zone


@pytest.mark.parametrize(
    ("value", "code", "printed"),
    [
        ("2958465", "yyyy/m/d", "9999/12/31"),
        ("2958466", "yyyy/m/d", "2958466"),
        ("2958465.5", "yyyy/m/d", "9999/12/31"),
        ("0", "yyyy/m/d", "1900/1/0"),
        ("60", "yyyy/m/d", "1900/2/29"),
        ("61", "yyyy/m/d", "1900/3/1"),
        ("45292", "ddd", "Mon"),
        ("45292", "dddd", "Monday"),
        ("45292", "mmm d", "Jan 1"),
        ("45292", "mmmm", "January"),
        ("45292", "mmmmm", "J"),
        ("45292", "aaaa", "星期一"),
        ("45292", "aaa", "一"),
        ("45292", "[DBNum1]yyyy", "二〇二四"),
        ("45306", "[DBNum1]d", "十五"),
        ("45306", "[DBNum2]d", "壹拾伍"),
        ("45306", "[DBNum3]d", "15"),
        ("1E+15", "General", "1E+15"),
        ("999999999999999", "General", "999999999999999"),
        ("1E+20", "[DBNum1]General", "1E+20"),
        ("1E+300", "0", "1" + "0" * 300),
        ("1E+301", "0.00", "1E+301"),
        ("1E-301", "0.00", "1E-301"),
        ("Infinity", "0.00", "Infinity"),
        ("0.5", "# ?/?", "1/2"),
        ("1.5", "# ?/?", "1 1/2"),
        ("1.5", "?/?", "3/2"),
        ("0.3", "# ?/8", "2/8"),
        ("1234", '"E"0', "E1234"),
    ],
)  # fmt: skip
def test_numbers_and_days_at_their_bounds(value: str, code: str, printed: str) -> None:
    assert print_value(Decimal(value), code) == printed


def test_a_number_without_a_format_keeps_fifteen_digits() -> None:
    assert general(Decimal(10) ** 15 - 1) == "9" * 15
    assert general(Decimal(10) ** 15) == "1E+15"


@pytest.mark.parametrize(
    ("text", "code", "printed"),
    [
        ("甲", "0;0;0;@", "甲"),
        ("甲", "0;0;0;", ""),
        ("甲", '0;0;0;"共"@', "共甲"),
        ("甲", "0;0;0", "甲"),
        ("甲", "@", "甲"),
        ("甲", '"共"@', "共甲"),
        ("甲", "0;0;0;0", "甲"),
    ],
)
def test_a_text_under_a_format(text: str, code: str, printed: str) -> None:
    assert print_text(text, code) == printed


@pytest.mark.parametrize(
    ("stored", "wrong"),
    [("3", False), ("3.000003", False), ("3.0000031", True), ("2.999997", False), ("4", True), (None, False)],
)
def test_a_sum_may_miss_what_is_stored_by_a_millionth(stored: str | None, wrong: bool) -> None:
    values = {(0, 0): Decimal(1), (0, 1): Decimal(2)}
    values |= {} if stored is None else {(0, 2): Decimal(stored)}
    assert bool(outdated({(0, 2): "=A1+B1"}, values)) == wrong


def test_so_many_cells_are_added_up_and_no_more() -> None:
    values = {(0, 2): Decimal(1)}
    assert outdated({(0, 2): "=SUM(D1:D50000)"}, values) == ((0, 2),)
    assert outdated({(0, 2): "=SUM(D1:D50001)"}, values) == ()
