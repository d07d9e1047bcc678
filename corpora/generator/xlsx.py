"""A paper as XLSX: one sheet for each form, true merges, numbers as numbers under a format, fixed bytes."""

import re
from decimal import Decimal
from typing import Final
from xml.sax.saxutils import escape

from corpora.generator.docx import pack
from corpora.generator.sheet import Box, Grid, Line, Paper, Part

__all__ = ["xlsx_bytes"]

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_NUMBER: Final = re.compile(r"-?\d{1,12}(?:\.\d{1,4})?")
_GROUPED: Final = re.compile(r"-?\d{1,3}(?:,\d{3})*\.\d\d")
_PERCENT: Final = re.compile(r"\d{1,4}(?:\.\d\d?)?%")
_FORMATS: Final = (0, 2, 4, 9, 10, 164)
_CODES: Final = {"General": 1, "0.00": 2, "#,##0.00": 3, "0%": 4, "0.00%": 5, "0.0%": 6, "0.0": 7}
_STYLES: Final = (
    _HEAD + f'<styleSheet xmlns="{_MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="0.0%"/>'
    '<numFmt numFmtId="165" formatCode="0.0"/></numFmts>'
    '<fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts>'
    '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
    '<borders count="2"><border/><border><left style="thin"/><right style="thin"/><top style="thin"/>'
    '<bottom style="thin"/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="8"><xf/>'
    + "".join(
        f'<xf numFmtId="{number}" borderId="1" applyNumberFormat="1" applyBorder="1" applyAlignment="1">'
        '<alignment vertical="center" wrapText="1"/></xf>'
        for number in (*_FORMATS, 165)
    )
    + "</cellXfs></styleSheet>"
)


def _letter(col: int) -> str:
    return chr(ord("A") + col)


def _text(where: str, text: str, style: int) -> str:
    if not text:
        return f'<c r="{where}" s="{style}"/>'
    return f'<c r="{where}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def _value(where: str, each: Box) -> str:
    """A cell: a number with the format that prints its text, or the text itself."""
    text = each.text
    if _PERCENT.fullmatch(text):
        decimals = len(text.rstrip("%").partition(".")[2])
        style = _CODES[("0%", "0.0%", "0.00%")[decimals]]
        return f'<c r="{where}" s="{style}"><v>{Decimal(text.rstrip("%")) / 100}</v></c>'
    if _GROUPED.fullmatch(text) and "," in text:
        return f'<c r="{where}" s="{_CODES["#,##0.00"]}"><v>{text.replace(",", "")}</v></c>'
    if _NUMBER.fullmatch(text):
        decimals = len(text.partition(".")[2])
        style = _CODES["General" if decimals not in (1, 2) else ("0.0", "0.00")[decimals - 1]]
        return f'<c r="{where}" s="{style}"><v>{text}</v></c>'
    return _text(where, text, 1)


def _line(row: int, block: Line, columns: int) -> tuple[str, str]:
    merge = f"A{row}:{_letter(columns - 1)}{row}"
    return f'<row r="{row}">{_text(f"A{row}", block.text, 0)}</row>', merge


def _grid(row: int, grid: Grid) -> tuple[str, list[str]]:
    cover = grid.cover()
    rows: list[str] = []
    for at in range(grid.height):
        cells = []
        for col in range(grid.columns):
            each = cover[at, col]
            where = f"{_letter(col)}{row + at}"
            cells.append(_value(where, each) if (each.row, each.col) == (at, col) else f'<c r="{where}" s="1"/>')
        rows.append(f'<row r="{row + at}">{"".join(cells)}</row>')
    merges = [
        f"{_letter(each.col)}{row + each.row}:{_letter(each.col + each.cols - 1)}{row + each.row + each.rows - 1}"
        for each in grid.boxes
        if each.rows > 1 or each.cols > 1
    ]
    return "".join(rows), merges


def _sheet(part: Part) -> str:
    columns = next(block.columns for block in part.blocks if isinstance(block, Grid))
    rows: list[str] = []
    merges: list[str] = []
    row = 1
    for block in part.blocks:
        if isinstance(block, Line):
            if block.text:
                text, merge = _line(row, block, columns)
                rows.append(text)
                merges.append(merge)
            row += 1
        else:
            text, more = _grid(row, block)
            rows.append(text)
            merges += more
            row += block.height
    merged = "".join(f'<mergeCell ref="{each}"/>' for each in merges)
    return (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>{"".join(rows)}</sheetData>'
        f'<mergeCells count="{len(merges)}">{merged}</mergeCells></worksheet>'
    )


def xlsx_bytes(paper: Paper) -> bytes:
    """The whole workbook.

    Raises:
        StopIteration: a form without a table; a report cannot stand in a sheet.

    """
    names = [f"{at}.{part.form}" for at, part in enumerate(paper.parts, 1)]
    sheets = "".join(f'<sheet name="{name}" sheetId="{at}" r:id="rId{at}"/>' for at, name in enumerate(names, 1))
    relations = "".join(
        f'<Relationship Id="rId{at}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, len(names) + 1)
    )
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{at}.xml" ContentType="{_CONTENT}.worksheet+xml"/>'
        for at in range(1, len(names) + 1)
    )
    types = (
        f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_CONTENT}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_CONTENT}.styles+xml"/>{overrides}</Types>'
    )
    root = f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    styles = f'<Relationship Id="rIdS" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    members = [
        ("[Content_Types].xml", types),
        ("_rels/.rels", f'{_HEAD}<Relationships xmlns="{_PACKAGE}">{root}</Relationships>'),
        (
            "xl/workbook.xml",
            f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>',
        ),
        ("xl/_rels/workbook.xml.rels", f'{_HEAD}<Relationships xmlns="{_PACKAGE}">{relations}{styles}</Relationships>'),
        ("xl/styles.xml", _STYLES),
    ]
    members += [(f"xl/worksheets/sheet{at}.xml", _sheet(part)) for at, part in enumerate(paper.parts, 1)]
    return pack(members)
