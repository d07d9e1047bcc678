"""Tables drawn as text, and documents made from them.

A row is a line, its cells are parted by ``|``; ``^`` continues the cell above, ``<`` the cell to the left, ``#`` is a
gap that no cell covers, and ``/`` in a text stands for a line break, ``//`` for a slash. Blank cells are blank::

    一级 | 二级 | <
    ^    | a    | b
"""

import io
import zipfile
from xml.sax.saxutils import escape

from formaudit.extract.blocks import Grid, Text, assemble
from formaudit.model.document import Document, Source
from formaudit.model.table import Cell, Table

__all__ = ["cell_lines", "document_of", "docx_of", "draw", "grid_of", "neat", "package", "table_of", "table_xml"]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def grid_of(drawing: str) -> Grid:
    """The cells of a drawing."""
    rows = [[part.strip() for part in line.split("|")] for line in drawing.strip("\n").splitlines() if line.strip()]
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for r, row in enumerate(rows):
        for c, mark in enumerate(row):
            if mark != "#":
                owner[r, c] = owner[r, c - 1] if mark == "<" else owner[r - 1, c] if mark == "^" else (r, c)
    cells = []
    for r, c in dict.fromkeys(owner.values()):
        covered = [place for place, start in owner.items() if start == (r, c)]
        tall, wide = max(a for a, _ in covered) - r + 1, max(b for _, b in covered) - c + 1
        cells.append(Cell(row=r, col=c, rowspan=tall, colspan=wide, text=_broken(rows[r][c])))
    return Grid(cells=tuple(cells), rows=len(rows), cols=max(map(len, rows)))


def _broken(text: str) -> str:
    return "/".join(part.replace("/", "\n") for part in text.split("//"))


def table_of(drawing: str) -> Table:
    """The table a drawing shows."""
    [table] = assemble([grid_of(drawing)])
    assert isinstance(table, Table)
    return table


def document_of(*blocks: str) -> Document:
    """A document of paragraphs and drawings, told apart by the bar."""
    pieces = [grid_of(block) if "|" in block else Text(text=block) for block in blocks]
    return Document(source=Source(path="drawn.docx", sha256="0" * 64, format="docx"), blocks=assemble(pieces))


def draw(table: Table | Grid) -> str:
    """The drawing of a table: ``a | <``."""
    cover = {
        (row, col): cell
        for cell in table.cells
        for row in range(cell.row, cell.row + cell.rowspan)
        for col in range(cell.col, cell.col + cell.colspan)
    }
    lines = []
    for row in range(table.rows):
        marks = []
        for col in range(table.cols):
            cell = cover.get((row, col))
            if cell is None:
                marks.append("#")
            elif (cell.row, cell.col) == (row, col):
                marks.append(cell.text.replace("\n", "/"))
            else:
                marks.append("<" if cell.col < col else "^")
        lines.append(" | ".join(marks).rstrip())
    return "\n".join(lines)


def neat(drawing: str) -> str:
    """A drawing as ``draw`` prints it."""
    return draw(grid_of(drawing))


def table_xml(grid: Grid) -> str:
    """The WordprocessingML of a grid: ``gridSpan``, ``vMerge``, ``gridBefore`` and ``gridAfter``."""
    rows = []
    for row in range(grid.rows):
        here = {cell.col: cell for cell in grid.cells if cell.row <= row < cell.row + cell.rowspan}
        columns = sorted(here)
        before = columns[0] if columns else 0
        after = grid.cols - (columns[-1] + here[columns[-1]].colspan) if columns else 0
        properties = (f'<w:gridBefore w:val="{before}"/>' if before else "") + (
            f'<w:gridAfter w:val="{after}"/>' if after else ""
        )
        cells = "".join(_cell_xml(here[col], row) for col in columns)
        rows.append(f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>")
    columns_xml = '<w:gridCol w:w="1000"/>' * grid.cols
    return f"<w:tbl><w:tblPr/><w:tblGrid>{columns_xml}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _cell_xml(cell: Cell, row: int) -> str:
    span = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
    merge = "" if cell.rowspan == 1 else '<w:vMerge w:val="restart"/>' if cell.row == row else "<w:vMerge/>"
    text = cell.text if cell.row == row else ""
    return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{''.join(map(_paragraph_xml, text.split(chr(10))))}</w:tc>"


def _paragraph_xml(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def docx_of(*blocks: str | Grid, **parts: str) -> bytes:
    """A DOCX of paragraphs, drawings, grids, or raw XML (a text that begins with ``<``)."""
    xml = []
    for block in blocks:
        if isinstance(block, Grid):
            xml.append(table_xml(block))
        elif block.startswith("<"):
            xml.append(block)
        else:
            xml.append(table_xml(grid_of(block)) if "|" in block else _paragraph_xml(block))
    return package(f"<w:document {_NAMESPACES}><w:body>{''.join(xml)}<w:sectPr/></w:body></w:document>", **parts)


def package(document: str | bytes, *, main: str = "word/document.xml", **parts: str) -> bytes:
    """A zip package with a main part and side parts by kind (``numbering``, ``styles``, ``footnotes`` …)."""
    folder, _, base = main.rpartition("/")
    relations = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind.rstrip("0123456789")}" Target="{kind}.xml"/>'
        for number, kind in enumerate(parts)
    )
    content = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Override PartName="/{main}" ContentType="{content}"/></Types>',
        )
        archive.writestr(
            "_rels/.rels", _relations(f'<Relationship Id="r" Type="{_OFFICE}/officeDocument" Target="{main}"/>')
        )
        archive.writestr(main, document)
        archive.writestr(f"{folder}/_rels/{base}.rels", _relations(relations))
        for kind, xml in parts.items():
            archive.writestr(f"{folder}/{kind}.xml", xml.replace(">", f" {_NAMESPACES}>", 1))
    return buffer.getvalue()


def _relations(inner: str) -> str:
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )


def cell_lines(table: Table | Grid) -> str:
    """The table as text with a tab before each cell and a blank line after each row; merged cells are printed once."""
    rows = []
    for row in range(table.rows):
        covering = [cell for cell in table.cells if cell.row <= row < cell.row + cell.rowspan]
        printed = sorted(covering, key=lambda cell: cell.col)
        rows.append("".join(f"\t{cell.text if cell.row == row else ''}\n" for cell in printed))
    return "\n".join(rows)
