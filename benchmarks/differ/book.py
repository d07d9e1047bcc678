"""A submission as XLSX: numbers as numbers under formats where a sheet would hold them so, rich strings elsewhere."""

import io
import random
import re
from typing import Any, Final

import xlsxwriter  # type: ignore[import-untyped]  # the library ships no type information

from benchmarks.differ.content import Entry, Form, Look, Wording

__all__ = ["xlsx"]

_LOOKS: Final[dict[Look, dict[str, object]]] = {
    Look.RAISED: {"font_script": 1},
    Look.STRUCK: {"font_strikeout": True},
    Look.HIDDEN: {"font_color": "#FFFFFF"},
    Look.STYLED: {"font_color": "#FFFFFF"},
    Look.WHITE: {"font_color": "#FFFFFF"},
    Look.TINY: {"font_size": 1},
    Look.DELETED: {"font_strikeout": True},
}
_NUMBER: Final = re.compile(r"-?\d{1,9}(?:\.\d{1,2})?")
_ACCOUNTS: Final = '_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ '


def xlsx(wording: Wording, rng: random.Random) -> bytes:
    """The bytes of the workbook, a sheet for each section with a table."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False})
    for section in wording.sections:
        if not any(isinstance(block, Form) for block in section):
            continue
        sheet = book.add_worksheet()
        if wording.margin:
            sheet.set_header(f"&R{wording.margin}")
        sheet.fit_to_pages(1, 0)
        row = 0
        for block in section:
            if isinstance(block, str):
                if block:
                    sheet.write_string(row, 0, block)
                row += 1
            else:
                _table(book, sheet, block, row, rng)
                row += block.height
    book.close()
    return buffer.getvalue()


def _table(book: Any, sheet: Any, form: Form, top: int, rng: random.Random) -> None:
    for entry in form.entries:
        base: dict[str, object] = {"border": 1, "text_wrap": True}
        row, col = top + entry.row, entry.col
        if entry.rows > 1 or entry.cols > 1:
            last = row + entry.rows - 1, col + entry.cols - 1
            sheet.merge_range(row, col, *last, "", book.add_format(base))
        _write(book, sheet, row, col, entry, base, rng)
    _sizes(sheet, form, top)
    for row in form.unseen:
        if rng.random() < 0.5:
            sheet.set_row(top + row, 18, None, {"hidden": True})
        else:
            sheet.set_row(top + row, 0)


def _sizes(sheet: Any, form: Form, top: int) -> None:
    """Columns and rows in which all words can be seen."""
    wide = [10.0] * form.columns
    for entry in form.entries:
        if entry.cols == 1:
            wide[entry.col] = max(wide[entry.col], min(2.2 * len(entry.seen), 24.0))
    for col, each in enumerate(wide):
        sheet.set_column(col, col, each)
    high = [18.0] * form.height
    for entry in form.entries:
        room = sum(wide[entry.col : entry.col + entry.cols])
        lines = sum(-(-int(2.3 * len(part) + 1) // int(room)) for part in entry.seen.split("\n"))
        last = entry.row + entry.rows - 1
        high[last] = max(high[last], 16.0 * lines - sum(high[entry.row : last]) + 4)
    for row, each in enumerate(high):
        sheet.set_row(top + row, min(each, 400.0))


def _write(
    book: Any, sheet: Any, row: int, col: int, entry: Entry, base: dict[str, object], rng: random.Random
) -> None:
    text = "".join(piece.text for piece in entry.pieces)
    looks = {piece.look for piece in entry.pieces if piece.text.strip()}
    if not text:
        sheet.write_blank(row, col, None, book.add_format(base))
    elif entry.trick == "coloured":
        digits = len(entry.pieces[0].text.strip("-−－–﹣()（）").partition(".")[2])
        zeros = "0" + ("." + "0" * digits if digits else "")
        code = rng.choice((f"{zeros};[Red]{zeros}", f"{zeros}_);[Red]({zeros})", f"{zeros}_ ;[Red]-{zeros} "))
        value = -float(entry.pieces[0].text.strip("-−－–﹣()（）"))
        sheet.write_number(row, col, value, book.add_format({**base, "num_format": code}))
    elif looks <= {Look.PLAIN, Look.INSERTED}:
        if _NUMBER.fullmatch(text) and not entry.trick:
            digits = len(text.partition(".")[2])
            code = "0" + ("." + "0" * digits if digits else "")
            sheet.write_number(row, col, float(text), book.add_format({**base, "num_format": code}))
        elif entry.trick == "field" and _NUMBER.fullmatch(text):
            sheet.write_formula(row, col, f"={text}*1", book.add_format(base), float(text))
        elif entry.trick in ("spread", "distributed"):
            sheet.write_string(row, col, text, book.add_format({**base, "align": "distributed"}))
        else:
            sheet.write_string(row, col, text, book.add_format(base))
    elif len(entry.pieces) == 1:
        sheet.write_string(row, col, text, book.add_format({**base, **_LOOKS.get(entry.pieces[0].look, {})}))
    else:
        parts: list[object] = []
        for piece in entry.pieces:
            if piece.text:
                parts += [book.add_format(_LOOKS.get(piece.look, {"font_size": 11})), piece.text]
        sheet.write_rich_string(row, col, *parts, book.add_format(base))
