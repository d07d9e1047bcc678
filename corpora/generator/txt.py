"""A paper as text, the way a word processor saves it: a tab before each cell, merges shown only as blanks."""

from corpora.generator.sheet import Grid, Line, Paper

__all__ = ["txt_bytes"]


def _table(grid: Grid) -> list[str]:
    cover = grid.cover()
    lines: list[str] = []
    for row in range(grid.height):
        col = 0
        while col < grid.columns:
            each = cover[row, col]
            lines.append("\t" + (each.text if each.row == row else ""))
            col += each.cols
        lines.append("")
    return lines


def txt_bytes(paper: Paper) -> bytes:
    """The whole file in UTF-8; the page break before a form survives as a leading blank."""
    lines: list[str] = []
    for at, part in enumerate(paper.parts):
        for number, block in enumerate(part.blocks):
            if isinstance(block, Line):
                lines.append((" " if at and not number else "") + block.text)
            else:
                lines += _table(block)
    return ("\n".join(lines) + "\n").encode("utf-8")
