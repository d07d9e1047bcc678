"""A second reader throws doubt on cells in which it sees other characters."""

import builtins

import pytest
from msgspec.structs import replace

from formaudit.extract.pdf.pdfium import pages
from formaudit.extract.pdf.second import doubted, reread
from formaudit.extract.pdf.sheet import Sheet
from formaudit.extract.pdf.tables import page_tables
from tests.extract.pdf.paper import pdf, table, text

OPEN = pdf(table("甲 | 1\n乙 | 2\n丙 | 3", widths=(90, 90), heights=(20, 20, 20), sides="tb"))


def _sheet(data: bytes) -> Sheet:
    [ink] = pages(data, "a.pdf")
    assert ink is not None
    pieces, _ = page_tables(ink)
    return Sheet(ink=replace(ink, glyphs=(), across=(), down=(), shades=()), pieces=tuple(pieces))


def _seen(*texts: tuple[float, float, str]) -> list[tuple[float, float, str]]:
    return list(texts)


ALL_SEEN = _seen((82, 109, "甲"), (170, 109, "1"), (82, 129, "乙"), (170, 129, "2"), (82, 149, "丙"), (170, 149, "3"))


def _confidences(sheet: Sheet) -> dict[str, float]:
    return {part.text: part.confidence for piece in sheet.pieces for part in piece.parts}


def test_cells_on_which_both_readers_agree_keep_their_confidence() -> None:
    assert set(_confidences(doubted(_sheet(OPEN), ALL_SEEN)).values()) == {1.0}


def test_only_the_cell_in_which_the_readers_differ_is_doubted() -> None:
    other = [(x, y, "7" if seen == "2" else seen) for x, y, seen in ALL_SEEN]
    assert _confidences(doubted(_sheet(OPEN), other)) == {"甲": 1.0, "1": 1.0, "乙": 1.0, "2": 0.6, "丙": 1.0, "3": 1.0}


def test_a_fully_ruled_table_is_not_read_twice() -> None:
    ruled = _sheet(pdf(table("甲 | 1\n乙 | 2")))
    assert doubted(ruled, []) == ruled


def test_pdfplumber_agrees_on_a_table_with_open_sides() -> None:
    pytest.importorskip("pdfplumber")
    assert set(_confidences(reread(OPEN, [_sheet(OPEN)])[0]).values()) == {1.0}


def test_without_the_second_reader_the_first_one_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: object, **named: object) -> object:
        if name == "pdfplumber":
            raise ImportError(name)
        return real(name, *rest, **named)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(builtins, "__import__", without)
    assert reread(OPEN, [_sheet(OPEN)]) == [_sheet(OPEN)]


def test_bytes_the_second_reader_cannot_open_change_nothing() -> None:
    pytest.importorskip("pdfplumber")
    assert reread(b"no pdf", [_sheet(OPEN)]) == [_sheet(OPEN)]


def test_text_alone_is_not_read_twice() -> None:
    sheet = _sheet(pdf(text(90, 90, "甲")))
    assert reread(b"never opened", [sheet]) == [sheet]
