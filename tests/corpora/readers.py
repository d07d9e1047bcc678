"""Tiny independent readers of the corpus's files: enough to look a place up, sharing nothing with the program."""

import io
import re
import zipfile
from dataclasses import dataclass, field
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
Grid = dict[tuple[int, int], str]


@dataclass
class Read:
    """The cells of each table by their top left corner, and the paragraphs outside tables."""

    tables: list[Grid] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)


def _word_text(element: ET.Element) -> str:
    paragraphs = element.iter(f"{W}p")
    return "\n".join("".join(run.text or "" for run in each.iter(f"{W}t")) for each in paragraphs)


def _word_table(table: ET.Element) -> Grid:
    grid: Grid = {}
    for row, line in enumerate(table.findall(f"{W}tr")):
        col = 0
        for cell in line.findall(f"{W}tc"):
            properties = cell.find(f"{W}tcPr")
            assert properties is not None
            span = properties.find(f"{W}gridSpan")
            merge = properties.find(f"{W}vMerge")
            if merge is None or merge.get(f"{W}val") == "restart":
                grid[row, col] = _word_text(cell)
            col += 1 if span is None else int(span.get(f"{W}val", "1"))
    return grid


def read_docx(content: bytes) -> Read:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        body = ET.fromstring(archive.read("word/document.xml")).find(f"{W}body")
    assert body is not None
    read = Read()
    for child in body:
        if child.tag == f"{W}tbl":
            read.tables.append(_word_table(child))
        elif child.tag == f"{W}p" and _word_text(child).strip():
            read.paragraphs.append(_word_text(child))
    return read


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.read = Read()
        self.taken: set[tuple[int, int]] = set()
        self.row = -1
        self.at: tuple[int, int] | None = None
        self.text: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        spans = {name: int(value or 1) for name, value in attrs if name in {"rowspan", "colspan"}}
        if tag == "table":
            self.read.tables.append({})
            self.taken, self.row = set(), -1
        elif tag == "tr":
            self.row += 1
        elif tag == "br" and self.text is not None:
            self.text += "\n"
        elif tag in {"h2", "p"}:
            self.text = ""
        elif tag == "td":
            col = next(col for col in range(100) if (self.row, col) not in self.taken)
            self.taken |= {
                (self.row + down, col + right)
                for down in range(spans.get("rowspan", 1))
                for right in range(spans.get("colspan", 1))
            }
            self.at, self.text = (self.row, col), ""

    def handle_data(self, data: str) -> None:
        if self.text is not None:
            self.text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "td" and self.at is not None:
            self.read.tables[-1][self.at] = self.text or ""
        elif tag in {"h2", "p"} and self.text and self.text.strip():
            self.read.paragraphs.append(self.text)
        if tag in {"td", "h2", "p"}:
            self.text = None


def read_html(content: bytes) -> Read:
    page = _Page()
    page.feed(content.decode())
    return page.read


def _column(reference: str) -> int:
    return ord(reference[0]) - ord("A")


def _sheet_cells(row: ET.Element) -> list[tuple[int, str]]:
    cells = []
    for cell in row.findall(f"{S}c"):
        value, text = cell.find(f"{S}v"), cell.find(f"{S}is/{S}t")
        shown = text.text if text is not None else "" if value is None else f"={value.text}"
        cells.append((_column(cell.get("r", "A")), shown or ""))
    return cells


def read_xlsx(content: bytes) -> Read:
    """Numbers come as ``=`` and the stored value. A row with one cell only is a line of text."""
    read = Read()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = sorted(name for name in archive.namelist() if name.startswith("xl/worksheets/"))
        for name in names:
            grid: Grid = {}
            first = None
            for row in ET.fromstring(archive.read(name)).iter(f"{S}row"):
                cells = _sheet_cells(row)
                if len(cells) == 1:
                    read.paragraphs.append(cells[0][1])
                    continue
                number = int(row.get("r", "1"))
                first = number if first is None else first
                grid.update({(number - first, col): text for col, text in cells})
            read.tables.append(grid)
    return read


def shows(printed: str, stored: str) -> bool:
    """Whether a workbook's stored number prints as a text."""
    if not stored.startswith("="):
        return printed in stored
    value = float(stored[1:]) * (100 if printed.endswith("%") else 1)
    return abs(value - float(re.sub(r"[,%]", "", printed))) < 1e-9
