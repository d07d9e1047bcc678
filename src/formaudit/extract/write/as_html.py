"""The document as one HTML page that needs nothing else: real row and column spans, everything escaped.

Where pictures of the pages are at hand, each page stands beside what was read from it, with the cells drawn on it: a
click on a drawn cell leads to the cell in the table and back.
"""

from base64 import b64encode
from collections.abc import Mapping
from html import escape
from typing import Final

from formaudit.extract.pictures import PageView
from formaudit.extract.write.clean import heading, printable, said, title
from formaudit.messages import word
from formaudit.model.document import Document, Paragraph
from formaudit.model.table import Cell, Table
from formaudit.version import OUTPUT_MARK

__all__ = ["table_block", "write"]

_STYLE: Final = (
    "body{font-family:system-ui,'Noto Sans CJK SC','Microsoft YaHei',sans-serif;margin:2em;line-height:1.6}"
    "table{border-collapse:collapse;margin:1em 0}caption{text-align:left;font-weight:bold}"
    "td{border:1px solid #888;padding:.2em .5em;vertical-align:top;white-space:pre-wrap}"
    "td.gap{border-style:dotted;background:#f4f4f4}.warning{color:#8a4b00}"
    ".page{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:1.5em;border-top:2px solid #ccc}"
    ".page>div{overflow-x:auto}.page svg{width:100%;height:auto;border:1px solid #ccc}"
    "svg rect{fill:#0a6cff;fill-opacity:.06;stroke:#0a6cff;stroke-width:.8}svg rect.doubt{stroke:#b3261e;fill:#b3261e;"
    "fill-opacity:.15}svg rect:hover,svg a:focus rect,svg rect:target{fill-opacity:.35}"
    "td.doubt{background:#fdecea}td:target{outline:3px solid #0a6cff}td a{color:inherit;text-decoration:none}"
    "@media(max-width:60em){.page{grid-template-columns:1fr}}"
)
_SURE: Final = 0.9
"""Below this no serious finding rests on a cell; it is drawn in red."""


def write(document: Document, lang: str, views: Mapping[int, PageView] | None = None) -> bytes:
    """The document as HTML in reading order."""
    warnings = [f'<p class="warning">{_safe(said(warning, lang))}</p>' for warning in document.warnings]
    name = _safe(title(document))
    page = (
        f'<!DOCTYPE html>\n<html lang="{"zh-CN" if lang == "zh" else "en"}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="generator" content="{OUTPUT_MARK}">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
        'img-src data:">\n'
        f"<title>{name}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{name}</h1>\n"
    )
    parts = _beside(document, lang, views) if views else [_block(block, lang) for block in document.blocks]
    return (page + "\n".join((*warnings, *parts)) + "\n</body>\n</html>\n").encode()


def _beside(document: Document, lang: str, views: Mapping[int, PageView]) -> list[str]:
    """A section for each page: its picture with the cells, and the tables and paragraphs that begin on it."""
    by_page: dict[int | None, list[Table | Paragraph]] = {}
    for block in document.blocks:
        first = (block.pages[0] if block.pages else None) if isinstance(block, Table) else block.page
        by_page.setdefault(first, []).append(block)
    numbers = sorted({*views, *(number for number in by_page if number is not None)})
    parts = [_block(block, lang) for block in by_page.get(None, [])]
    for number in numbers:
        inner = "\n".join(_block(block, lang, views) for block in by_page.get(number, []))
        head = f"<h2>{escape(word('place.page', lang, number=str(number)))}</h2>"
        picture = _picture(document, views[number], lang) if number in views else ""
        parts.append(f'{head}\n<section class="page">\n<div>{picture}</div>\n<div>{inner}</div>\n</section>')
    return parts


def _picture(document: Document, view: PageView, lang: str) -> str:
    data = b64encode(view.png).decode()
    label = escape(word("place.page", lang, number=str(view.page)))
    drawn = "\n".join(
        _drawn(table, cell) for table in document.tables for cell in table.cells if cell.page == view.page and cell.bbox
    )
    return (
        f'<svg viewBox="0 0 {view.width:g} {view.height:g}" role="img" aria-label="{label}">'
        f'<image href="data:image/png;base64,{data}" width="{view.width:g}" height="{view.height:g}"/>\n{drawn}</svg>'
    )


def _name(table: Table, cell: Cell) -> str:
    return f"t{table.index}r{cell.row}c{cell.col}"


def _drawn(table: Table, cell: Cell) -> str:
    x0, top, x1, bottom = cell.bbox or (0, 0, 0, 0)
    name = _name(table, cell)
    doubt = ' class="doubt"' if cell.confidence < _SURE else ""
    tip = f"{table.index + 1} · {cell.row + 1} · {cell.col + 1} · {cell.confidence:.2f}: {cell.text}"
    return (
        f'<a href="#{name}"><rect id="p{name}" x="{x0:.1f}" y="{top:.1f}" width="{x1 - x0:.1f}" '
        f'height="{bottom - top:.1f}"{doubt}><title>{_safe(tip)}</title></rect></a>'
    )


def _block(block: Paragraph | Table, lang: str, views: Mapping[int, PageView] | None = None) -> str:
    return _table(block, lang, views or {}) if isinstance(block, Table) else _paragraph(block.text)


def table_block(table: Table, lang: str) -> str:
    """A table alone, its doubtful cells marked."""
    return _table(table, lang, {})


def _safe(text: str) -> str:
    return escape(printable(text))


def _paragraph(text: str) -> str:
    return f"<p>{_safe(text).replace(chr(10), '<br>')}</p>"


def _table(table: Table, lang: str, views: Mapping[int, PageView]) -> str:
    lines = [f"<table>\n<caption>{escape(heading(table, lang))}</caption>"]
    for row in range(table.rows):
        cells = []
        for col in range(table.cols):
            cell = table.at(row, col)
            if cell is None:
                cells.append('<td class="gap"></td>')
            elif (cell.row, cell.col) == (row, col):
                cells.append(_cell(table, cell, linked=cell.page in views and cell.bbox is not None))
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return "\n".join((*lines, "</table>"))


def _cell(table: Table, cell: Cell, *, linked: bool) -> str:
    spans = (f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else "") + (
        f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    )
    doubt = ' class="doubt"' if cell.confidence < _SURE else ""
    if not linked:
        return f"<td{spans}{doubt}>{_safe(cell.text)}</td>"
    name = _name(table, cell)
    return f'<td id="{name}"{spans}{doubt}><a href="#p{name}">{_safe(cell.text)}</a></td>'
