"""A paper as text, the way a word processor saves it: a tab before each cell, merges shown only as blanks."""

from corpora.generator.sheet import Grid, Line, Paper

__all__ = ["line_numbers", "txt_bytes"]


def _lay_out(paper: Paper) -> tuple[list[str], dict[int, int]]:
    """The lines of the file, and by identity of each cell and paragraph the number of its line, from 1."""
    lines: list[str] = []
    numbers: dict[int, int] = {}

    for at, part in enumerate(paper.parts):
        for number, block in enumerate(part.blocks):
            if isinstance(block, Line):
                numbers[id(block)] = len(lines) + 1
                lines.append((" " if at and not number else "") + block.text)
            else:
                _lay_out_grid(block, lines, numbers)
    return lines, numbers


def _lay_out_grid(grid: Grid, lines: list[str], numbers: dict[int, int]) -> None:
    """A row's cells one under another, then a blank line; a cell continued from above is a blank cell."""
    cover = grid.cover()
    for row in range(grid.height):
        col = 0
        while col < grid.columns:
            each = cover[row, col]
            starts = each.row == row
            if starts:
                numbers[id(each)] = len(lines) + 1
            lines.extend(("\t" + (each.text if starts else "")).split("\n"))
            col += each.cols
        lines.append("")


def line_numbers(paper: Paper) -> dict[int, int]:
    """The line on which each cell and paragraph starts, from 1, by identity."""
    return _lay_out(paper)[1]


def txt_bytes(paper: Paper) -> bytes:
    """The whole file in UTF-8; the page break before a form survives as a leading blank."""
    return ("\n".join(_lay_out(paper)[0]) + "\n").encode("utf-8")
