"""The document as one HTML page that needs nothing else: real row and column spans, everything escaped."""

from html import escape
from typing import Final

from formaudit.extract.write.clean import heading, printable, said, title
from formaudit.model.document import Document
from formaudit.model.table import Cell, Table

__all__ = ["write"]

_STYLE: Final = (
    "body{font-family:system-ui,'Noto Sans CJK SC','Microsoft YaHei',sans-serif;margin:2em;line-height:1.6}"
    "table{border-collapse:collapse;margin:1em 0}caption{text-align:left;font-weight:bold}"
    "td{border:1px solid #888;padding:.2em .5em;vertical-align:top;white-space:pre-wrap}"
    "td.gap{border-style:dotted;background:#f4f4f4}.warning{color:#8a4b00}"
)


def write(document: Document, lang: str) -> bytes:
    """The document as HTML in reading order."""
    parts = [_table(block, lang) if isinstance(block, Table) else _paragraph(block.text) for block in document.blocks]
    warnings = [f'<p class="warning">{_safe(said(warning, lang))}</p>' for warning in document.warnings]
    name = _safe(title(document))
    page = (
        f'<!DOCTYPE html>\n<html lang="{"zh-CN" if lang == "zh" else "en"}">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{name}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{name}</h1>\n"
    )
    return (page + "\n".join((*warnings, *parts)) + "\n</body>\n</html>\n").encode()


def _safe(text: str) -> str:
    return escape(printable(text))


def _paragraph(text: str) -> str:
    return f"<p>{_safe(text).replace(chr(10), '<br>')}</p>"


def _table(table: Table, lang: str) -> str:
    lines = [f"<table>\n<caption>{escape(heading(table, lang))}</caption>"]
    for row in range(table.rows):
        cells = []
        for col in range(table.cols):
            cell = table.at(row, col)
            if cell is None:
                cells.append('<td class="gap"></td>')
            elif (cell.row, cell.col) == (row, col):
                cells.append(_cell(cell))
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return "\n".join((*lines, "</table>"))


def _cell(cell: Cell) -> str:
    spans = (f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else "") + (
        f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    )
    return f"<td{spans}>{_safe(cell.text)}</td>"
