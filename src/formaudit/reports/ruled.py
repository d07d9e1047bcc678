"""The markup of a ruled table in a DOCX, written as text: a library's cell objects cost most of a letter's time."""

from collections.abc import Mapping, Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from formaudit.reports.clean import clean
from formaudit.reports.geometry import Faces, twips

__all__ = ["ruled"]

_NAMES: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_EDGES: Final = "".join(
    f'<w:{edge} w:val="single" w:sz="6" w:space="0" w:color="000000"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_LEADING: Final = 1.45
"""The height of a line in a cell, in sizes of its type: the same whatever face stands in for a missing one."""


def ruled(
    widths: Sequence[float],
    rows: Sequence[Sequence[str]],
    *,
    face: Faces,
    size: float,
    head: int = 0,
    spans: Sequence[tuple[int, int, int]] = (),
    heights: Mapping[int, float] | None = None,
    labels: Sequence[int] = (),
) -> str:
    """The ``w:tbl`` element. Widths and heights are millimetres, ``size`` points.

    ``head`` rows are repeated on each page; a span is (row, first column, last column) and keeps the text of the first;
    ``heights`` gives rows a least height; the columns of ``labels`` are centred.
    """
    wide = [twips(width) for width in widths]
    joined = {(row, first): last for row, first, last in spans}
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in wide)
    margins = '<w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>'
    start = (
        f'<w:tbl {_NAMES}><w:tblPr><w:tblW w:w="{sum(wide)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_EDGES}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    )
    parts = [start]
    for number, row in enumerate(rows):
        # A row of a form may be taller than a page; those of a list stay whole.
        repeated = "<w:cantSplit/>" * (heights is None) + "<w:tblHeader/>" * (number < head)
        least = (heights or {}).get(number)
        height = "" if least is None else f'<w:trHeight w:val="{twips(least)}" w:hRule="atLeast"/>'
        parts.append(f"<w:tr><w:trPr>{repeated}{height}</w:trPr>" if repeated or height else "<w:tr>")
        column = 0
        while column < len(row):
            last = joined.get((number, column), column)
            centred = number < head or column in labels
            cell = _cell(row[column], face, size, centred=centred, bold=number < head)
            span = f'<w:gridSpan w:val="{last - column + 1}"/>' if last > column else ""
            middle = '<w:vAlign w:val="center"/>' if centred else ""
            width = sum(wide[column : last + 1])
            parts.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{middle}</w:tcPr>{cell}</w:tc>')
            column = last + 1
        parts.append("</w:tr>")
    return "".join([*parts, "</w:tbl>"])


def _cell(text: str, face: Faces, size: float, *, centred: bool, bold: bool) -> str:
    name = quoteattr(face.name)
    fonts = f'<w:rFonts w:ascii={name} w:hAnsi={name} w:cs={name} w:eastAsia={name} w:hint="eastAsia"/>'
    weight = "<w:b/>" if bold else ""
    shape = f'{fonts}{weight}<w:spacing w:val="0"/><w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>'
    place = (
        f'<w:snapToGrid w:val="0"/><w:spacing w:before="20" w:after="20" w:line="{round(size * _LEADING * 20)}" '
        f'w:lineRule="exact"/><w:jc w:val="{"center" if centred else "left"}"/>'
    )
    return "".join(
        f"<w:p><w:pPr>{place}</w:pPr>"
        + (f'<w:r><w:rPr>{shape}</w:rPr><w:t xml:space="preserve">{escape(line)}</w:t></w:r>' if line else "")
        + "</w:p>"
        for line in clean(text).split("\n")
    )
