"""Drawn sheets and parts of workbooks with all that is read in them: ``whole.txt``.

An input that begins with ``<`` is what stands in a worksheet, in a workbook with the styles and strings below. Any other is a
drawing, its first line ``ruled 3-5 unit 单位：万元 hidden rows 4 cols 2`` where something of that holds. Running this module
writes the file anew.
"""

import re
from pathlib import Path
from typing import Final

import pytest
from msgspec.structs import replace

from formaudit.extract.sheet import read
from formaudit.extract.sheet.forms import lay_out
from formaudit.model.document import Document
from tests.extract.drawn import page
from tests.extract.sheet.books import package, source
from tests.extract.whole import blocks, told, written

TABLE: Final = Path(__file__).with_name("whole.txt")
_HEAD: Final = re.compile(r"(ruled|unit|hidden|rows|cols|narrow|line) ?([^ ]*)")
CODES: Final = (
    "0.00",
    "#,##0",
    "0%",
    "0.00%",
    ";;;",
    "@",
    "yyyy/m/d",
    "0;;",
    '[=0]"—";0.0',
    "[<100]0;[Red]0.0",
    "# ?/8",
)
_LOOKS: Final = (
    "", "<strike/>", '<vertAlign val="superscript"/>', '<color rgb="FFFFFFFF"/>', '<color theme="0"/>',
    '<color rgb="FFFF0000"/>', '<sz val="1"/>', '<name val="Wingdings"/>', '<color indexed="9"/>',
)  # fmt: skip
_FILLS: Final = (
    '<patternFill patternType="none"/>', '<patternFill patternType="solid"><fgColor rgb="FF1F4E79"/></patternFill>',
    '<patternFill patternType="solid"><fgColor rgb="FFFF0000"/></patternFill>',
    '<patternFill patternType="gray125"/>',
)  # fmt: skip
STYLES: Final = (
    "<numFmts>" + "".join(f'<numFmt numFmtId="{at}" formatCode="{code.replace(chr(34), "&quot;").replace("<", "&lt;")}"/>' for at, code in enumerate(CODES, 200))
    + "</numFmts><fonts>" + "".join(f"<font>{look}</font>" for look in _LOOKS)
    + "</fonts><fills>" + "".join(f"<fill>{fill}</fill>" for fill in _FILLS)
    + '</fills><borders><border/><border><left style="thin"/><right style="thin"/></border></borders><cellXfs>'
    + '<xf/><xf borderId="1" applyBorder="1"/>'
    + "".join(f'<xf numFmtId="{at}"/>' for at in range(200, 200 + len(CODES)))
    + "".join(f'<xf fontId="{font}"/>' for font in range(len(_LOOKS)))
    + "".join(f'<xf fontId="3" fillId="{fill}"/><xf fontId="5" fillId="{fill}"/>' for fill in range(len(_FILLS)))
    + '</cellXfs><dxfs><dxf><font><color rgb="FFFFFFFF"/></font></dxf><dxf><numFmt numFmtId="300" formatCode=";;;"/></dxf><dxf/></dxfs>'
)  # fmt: skip
"""Style 0 is plain and 1 ruled; from 2 on the number formats in their order, then the fonts, then fonts on fills."""
STRINGS: Final = (
    '<si><t>项目</t></si><si><r><t>120.5</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r></si>'
    "<si><r><rPr><strike/></rPr><t>38</t></r><r><t>40</t></r></si><si><t>甲</t><rPh><t>jia</t></rPh></si><si><t> 空格 </t></si>"
)  # fmt: skip


def opened(given: str) -> Document:
    if given.startswith("<"):
        return read(package(given, styles=STYLES, strings=STRINGS), source())
    first, _, rest = given.partition("\n")
    said = dict(_HEAD.findall(first)) if _HEAD.match(first) else {}
    sheet = page(rest if said else given, ruled=said.get("ruled", ""))
    sheet = replace(
        sheet,
        unit=said.get("unit", ""),
        hidden="hidden" in said,
        hidden_rows=tuple(map(int, filter(None, said.get("rows", "").split(",")))),
        hidden_cols=tuple(map(int, filter(None, said.get("cols", "").split(",")))),
        narrow=frozenset(map(int, filter(None, said.get("narrow", "").split(",")))),
        lines=tuple(filter(None, (said.get("line", ""),))),
    )
    laid = lay_out(sheet, "a.xlsx")
    return Document(source=source(), blocks=laid.blocks, warnings=laid.warnings)


@pytest.mark.parametrize(("given", "outcome"), blocks(TABLE), ids=lambda each: str(each)[:40])
def test_all_that_is_read_in_a_sheet(given: str, outcome: str) -> None:
    assert told(opened, given) == outcome


if __name__ == "__main__":
    written(TABLE, opened, [given for given, _ in blocks(TABLE)])
