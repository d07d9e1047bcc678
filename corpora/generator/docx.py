"""A paper as DOCX: raw WordprocessingML with true merges, fixed dates and ids, so that the bytes are reproducible."""

import io
import zipfile
from collections.abc import Iterable
from typing import Final
from xml.sax.saxutils import escape

from corpora.generator.sheet import Box, Grid, Line, Paper

__all__ = ["docx_bytes", "pack"]

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES: Final = (
    _HEAD + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/styles.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>'
)
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELS: Final = (
    _HEAD + f'<Relationships xmlns="{_PACKAGE}">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
_DOCUMENT_RELS: Final = (
    _HEAD + f'<Relationships xmlns="{_PACKAGE}">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
)
_STYLES: Final = (
    _HEAD + f'<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体"/><w:sz w:val="21"/>'
    '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders>'
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders></w:tblPr></w:style></w:styles>"
)
_WIDTH: Final = 9600
_LOOK: Final = {
    "title": '<w:pPr><w:jc w:val="center"/></w:pPr>|<w:rPr><w:b/><w:sz w:val="32"/></w:rPr>',
    "heading": "|<w:rPr><w:b/></w:rPr>",
    "caption": '<w:pPr><w:jc w:val="right"/></w:pPr>|',
}


def pack(members: Iterable[tuple[str, str]]) -> bytes:
    """A ZIP archive of texts with a fixed date."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, text in members:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, text.encode("utf-8"), compresslevel=9)
    return buffer.getvalue()


def _run(text: str, look: str = "") -> str:
    if not text:
        return ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _paragraph(text: str, style: str = "body", *, breaks: bool = False) -> str:
    shape, _, look = _LOOK.get(style, "|").partition("|")
    if breaks:
        inner = "<w:pageBreakBefore/>"
        shape = shape.replace("<w:pPr>", f"<w:pPr>{inner}") if shape else f"<w:pPr>{inner}</w:pPr>"
    return f"<w:p>{shape}{_run(text, look)}</w:p>"


def _cell(each: Box, width: int, *, starts: bool) -> str:
    merge = ""
    if each.rows > 1:
        merge = '<w:vMerge w:val="restart"/>' if starts else "<w:vMerge/>"
    span = f'<w:gridSpan w:val="{each.cols}"/>' if each.cols > 1 else ""
    paragraphs = "".join(_paragraph(text) for text in (each.text.split("\n") if starts else [""]))
    return f'<w:tc><w:tcPr><w:tcW w:w="{width * each.cols}" w:type="dxa"/>{span}{merge}</w:tcPr>{paragraphs}</w:tc>'


def _table(grid: Grid) -> str:
    cover = grid.cover()
    width = _WIDTH // grid.columns
    rows = []
    for row in range(grid.height):
        cells, col = [], 0
        while col < grid.columns:
            each = cover[row, col]
            cells.append(_cell(each, width, starts=each.row == row))
            col += each.cols
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    columns = f'<w:gridCol w:w="{width}"/>' * grid.columns
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def docx_bytes(paper: Paper) -> bytes:
    """The whole file; every form but the first starts a page."""
    body: list[str] = []
    for at, part in enumerate(paper.parts):
        breaks = at > 0
        for block in part.blocks:
            if isinstance(block, Line):
                body.append(_paragraph(block.text, block.style, breaks=breaks))
                breaks = False
            else:
                body.append(_table(block))
    body.append('<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" ')
    body.append('w:left="1134" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>')
    document = f'{_HEAD}<w:document xmlns:w="{_W}"><w:body>{"".join(body)}</w:body></w:document>'
    return pack(
        (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _RELS),
            ("word/document.xml", document),
            ("word/_rels/document.xml.rels", _DOCUMENT_RELS),
            ("word/styles.xml", _STYLES),
        )
    )
