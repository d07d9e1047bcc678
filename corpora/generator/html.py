"""A paper as HTML, the way a government site publishes it: rowspan and colspan, line breaks inside cells."""

from html import escape

from corpora.generator.sheet import Box, Grid, Line, Paper

__all__ = ["html_bytes"]


def _cell(each: Box) -> str:
    spans = f' rowspan="{each.rows}"' * (each.rows > 1) + f' colspan="{each.cols}"' * (each.cols > 1)
    return f"<td{spans}>{escape(each.text).replace(chr(10), '<br>')}</td>"


def _table(grid: Grid) -> str:
    cover = grid.cover()
    rows = []
    for row in range(grid.height):
        starting = [cover[row, col] for col in range(grid.columns)]
        cells = [_cell(each) for col, each in enumerate(starting) if (each.row, each.col) == (row, col)]
        rows.append(f"<tr>{''.join(cells)}</tr>\n")
    return f'<table border="1">\n{"".join(rows)}</table>\n'


def html_bytes(paper: Paper) -> bytes:
    """The whole page in UTF-8."""
    body: list[str] = []
    for part in paper.parts:
        for block in part.blocks:
            if isinstance(block, Grid):
                body.append(_table(block))
            elif isinstance(block, Line) and block.text:
                tag = "h2" if block.style == "title" else "p"
                body.append(f"<{tag}>{escape(block.text)}</{tag}>\n")
    title = f'<meta charset="utf-8"><title>{escape(paper.name)}</title>'
    head = f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>{title}</head>\n'
    return f"{head}<body>\n{''.join(body)}</body>\n</html>\n".encode()
