"""A heading in a frame that parts groups of columns by upright rules: what it spans, told by the frame."""

from collections.abc import Sequence

from msgspec.structs import replace

from formaudit.extract.pdf.pieces import Part, Piece

__all__ = ["spanned_by"]


def spanned_by(table: Piece, frame: Piece) -> Piece:
    """The table with the headings that stand alone in a cell of the frame spanning all columns of that cell.

    ``frame`` is the grid that rules draw around the same text, with fewer columns and rows. A heading in the middle of
    three columns stands over the second one, and gaps alone do not tell that it is that of all.
    """
    parts = list(table.parts)
    for cell in frame.parts:
        if cell.row + cell.rowspan == len(frame.ys) - 1 or len(cell.lines) != 1:
            continue
        inside = [part for part in parts if part.lines and any(_holds(cell, part, at) for at in range(len(part.lines)))]
        columns = [at for at in range(len(table.xs) - 1) if cell.box[0] < _middle(table, parts, at) < cell.box[2]]
        if len(inside) == 1 and inside[0].colspan < len(columns) and inside[0].col in columns:
            parts = _widened(table, parts, inside[0], columns)
    return replace(table, parts=tuple(sorted(parts, key=lambda part: (part.row, part.col))))


def _middle(table: Piece, parts: Sequence[Part], col: int) -> float:
    """The middle of a column's own texts, whose edges in the table are guessed."""
    lines = [line for part in parts if part.col == col and part.colspan == 1 for line in part.lines]
    if not lines:
        return (table.xs[col] + table.xs[col + 1]) / 2
    return (min(line.x0 for line in lines) + max(line.x1 for line in lines)) / 2


def _holds(cell: Part, part: Part, at: int) -> bool:
    line = part.lines[at]
    x, y = (line.x0 + line.x1) / 2, (line.top + line.bottom) / 2
    return cell.box[0] < x < cell.box[2] and cell.box[1] < y < cell.box[3]


def _widened(table: Piece, parts: list[Part], head: Part, columns: Sequence[int]) -> list[Part]:
    """The cells with ``head`` over all of ``columns``; as they are where another text stands beside it."""
    row, first, last = head.row, columns[0], columns[-1]
    out: list[Part] = []
    for part in parts:
        if part is head or not (part.row <= row < part.row + part.rowspan and first <= part.col <= last):
            out.append(part)
        elif part.colspan > 1 or (part.lines and (part.row < row or part.rowspan == 1)):
            return parts
        elif part.lines:  # it stands below
            x0, _, x1, bottom = part.box
            out.append(replace(part, row=row + 1, rowspan=part.rowspan - 1, box=(x0, table.ys[row + 1], x1, bottom)))
        else:
            out += [
                replace(part, row=at, rowspan=1, box=(part.box[0], table.ys[at], part.box[2], table.ys[at + 1]))
                for at in range(part.row, part.row + part.rowspan)
                if at != row
            ]
    box = (table.xs[first], table.ys[row], table.xs[last + 1], table.ys[row + 1])
    freed = [
        replace(head, row=at, rowspan=1, lines=(), box=(head.box[0], table.ys[at], head.box[2], table.ys[at + 1]))
        for at in range(row + 1, row + head.rowspan)
    ]
    place = out.index(head)
    out[place] = replace(head, col=first, colspan=len(columns), rowspan=1, box=box)
    return [*out, *freed]
