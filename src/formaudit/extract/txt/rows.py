"""Rows of a table whose cells stand on lines of their own, and the running text around them.

Such a text puts a tab before each cell and a blank line between rows; merged cells are printed once and the cells they
cover below as blanks. A cell may run over several lines, blank ones among them, so a blank line or a line without a
tab does not say by itself whether a cell, a row or the table has ended. This module decides that.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from formaudit.patterns import compiled

__all__ = ["Piece", "Row", "Rows", "has_cell_lines", "join_broken", "split"]

_HEADING: Final = compiled(
    r"^(?:附\s*[件表图]|续?表|附(?=\s*\d))\s*(?:[\d一二三四五六七八九十]{1,3}\s*(?:[-—.]\s*\d+)?)?\s*[:：、]?"
)
_TITLE: Final = compiled(r"^.{2,44}(?:表|清单|台账|报告|汇总|明细)\s*(?:[（(].{1,16}[）)])?$")
_FORM: Final = compiled(
    r"^.{0,30}(?:绩效|整体支出|项目支出|专项资金).{0,12}(?:自评|评价|基础数据)(?:表|清单|报告|数据表)$"
)
"""The title of a form: no line of a cell says just that."""
_YEAR: Final = compiled(r"^(?:[（(]?\s*(?:19|20)\d\d|二[〇○零]..)\s*年")
_SIGNATURE: Final = compiled(
    r"(?:负责人|填表人|填报人|制表人|审核人|经办人|联系电话|联系人|填报日期|填表日期|签字|盖章|公章)"
)
_NOTE: Final = compiled(r"^(?:说明|备注|附注|注|填表说明|填报说明)\s*[:：]")
_ITEM: Final = compiled(
    r"^\s*(?:目标|第|任务|指标)?\s*[（(]?(\d{1,2}|[一二三四五六七八九十]{1,2})\s*(?:[）)、:：，]|[.．](?!\d))"
)
_PAGE_ENDS: Final = frozenset((" ", "\f", "\u3000", "\xa0"))
_WORDY: Final = 15  # a cell this long may go on after a blank line; a short one is not interrupted
_HAN_DIGITS: Final = "零一二三四五六七八九十"


class Piece(Struct, frozen=True):
    """A cell or a paragraph as it stands in the file, with the number of its first line with text (from 1)."""

    text: str
    line: int


Row = tuple[Piece, ...]


class Rows(Struct, frozen=True):
    """The rows of one table in order; ``joins`` are the lines where a blank line was taken as part of a cell.

    ``doubts`` are the lines whose values may belong to other columns. ``covered`` are the cells (row, number of the
    cell in its row) that continue the cell above them, where that is known; ``None`` where the blanks must tell.
    ``padded`` are the lines that blanks were added to.
    """

    rows: tuple[Row, ...]
    joins: tuple[int, ...] = ()
    doubts: frozenset[int] = frozenset()
    covered: frozenset[tuple[int, int]] | None = None
    padded: frozenset[int] = frozenset()


def has_cell_lines(lines: Sequence[str]) -> bool:
    """Whether the text puts each cell on a line of its own: most lines with a tab have just one, at the beginning."""
    tabbed = [line for line in lines if "\t" in line.rstrip("\n")]
    single = sum(line.startswith("\t") and "\t" not in line[1:].rstrip() for line in tabbed)
    return len(tabbed) >= 4 and single * 10 >= len(tabbed) * 8


def split(lines: Sequence[str]) -> Iterator[Piece | Rows]:
    """Part a text into paragraphs and tables, in reading order. Lines are counted from 1; nothing is lost."""
    bare = [line.lstrip(" \u3000") for line in lines]  # a blank before a tab is none that anybody sees
    lines = [short if short.startswith("\t") else line for short, line in zip(bare, lines, strict=True)]
    rows: list[list[Piece]] = []
    starts = [index for index, line in enumerate(lines) if line.startswith("\t")]
    yield from _paragraphs(lines, 0, starts[0] if starts else len(lines))
    fresh, widest = True, 0
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(lines)], strict=True)):
        if fresh:
            widest = max(widest, len(rows[-1])) if rows else 0
            rows.append([])
        last = end == len(lines)
        mid_row = not last and end > start + 1 and bool(lines[end - 1].strip())
        overflows = mid_row and 0 < widest < len(rows[-1]) + 1 + _cells_ahead(lines, starts, number + 1)
        cut = _end_of_cell(lines, start, end, mid_row=mid_row, last=last or overflows)
        rows[-1].append(_piece(lines, start, cut))
        if cut < end or last:
            yield from _checked(rows)
            yield from _paragraphs(lines, cut, end)
            rows, fresh = [], True
        else:
            fresh = end > start + 1 and not lines[end - 1].strip()


def _cells_ahead(lines: Sequence[str], starts: Sequence[int], number: int) -> int:
    """How many cells follow up to the next blank line before a tab."""
    count = 0
    for start in starts[number:]:
        if count and not lines[start - 1].strip():
            break
        count += 1
    return count


def _piece(lines: Sequence[str], start: int, end: int) -> Piece:
    body = [lines[start][1:], *lines[start + 1 : end]]
    first = next((offset for offset, line in enumerate(body) if line.strip()), 0)
    return Piece("\n".join(line.rstrip() for line in body).strip("\n"), start + first + 1)


def _paragraphs(lines: Sequence[str], start: int, end: int) -> Iterator[Piece]:
    for number in range(start, end):
        if lines[number].strip():
            yield Piece(lines[number].strip("\f\r").rstrip(), number + 1)


def _checked(rows: Sequence[Sequence[Piece]]) -> Iterator[Piece | Rows]:
    """The rows as a table, or as paragraphs where they are only text that was indented with tabs."""
    wide = [row for row in rows if len(row) > 1]
    lengths = sorted(len(piece.text) for row in rows for piece in row)
    if len(wide) >= 2 and lengths and lengths[len(lengths) // 2] <= 30:
        yield join_broken([tuple(row) for row in rows])
        return
    for row in rows:
        for piece in row:
            for offset, line in enumerate(piece.text.split("\n")):
                if line.strip():
                    yield Piece(line.rstrip(), piece.line + offset)


def _end_of_cell(lines: Sequence[str], start: int, end: int, *, mid_row: bool, last: bool) -> int:
    """The line before which the cell that starts at ``start`` ends; ``end`` if all up to the next cell belongs to it.

    What follows the cell's own line is one of: nothing, blank lines (the row ends), more lines of the cell, or the end
    of the table with text after it. ``mid_row`` says that the next cell follows the last line at once; ``last`` that
    nothing after the cell can belong to its table.
    """
    texts = [number for number in range(start + 1, end) if lines[number].strip()]
    if not texts:
        return end
    cue = next((number for number in texts if _is_cue(lines, number, start, mid_row=mid_row)), None)
    if cue is None and mid_row and not last:
        return end
    if cue is not None and mid_row:  # the table has ended, so a note or a signature before the title is outside too
        cue = next(number for number in texts if _is_cue(lines, number, start, mid_row=False))
    limit = end if cue is None else cue
    wordy = len(lines[start].strip()) >= _WORDY and cue is None and not last
    for blank in range(start + 1, limit):
        if lines[blank].strip():
            continue
        following = next((number for number in texts if number > blank), end)
        if following >= limit and cue is not None:
            return blank
        if following < limit and not wordy and not _continues(lines, start, following):
            return blank
    return limit


def _is_cue(lines: Sequence[str], number: int, start: int, *, mid_row: bool) -> bool:
    """Whether a line can only stand outside a table: the heading or title of the next form, a signature, a note.

    A form feed, often turned into a blank, before a heading is where a page ended. In the middle of a row (the next
    cell follows at once) only a heading or a title counts: there a table begins without a blank line.
    """
    text = lines[number].strip()
    heading = _HEADING.match(text)
    if (heading and heading.end() == len(text)) or (_TITLE.match(text) and _YEAR.match(text)) or _FORM.match(text):
        return True
    signed = len(set(_SIGNATURE.findall(text))) >= 2
    if signed and not mid_row:
        return True
    if lines[number][:1] not in _PAGE_ENDS and lines[number - 1].strip() and lines[start].strip():
        return False
    if heading or (_TITLE.match(text) and len(text) >= 8):
        return True
    return not mid_row and _NOTE.match(text) is not None


def _continues(lines: Sequence[str], start: int, number: int) -> bool:
    """Whether a line goes on with the numbering of the cell's lines before it (目标2 after 目标1)."""
    this = _item(lines[number])
    before = [value for line in lines[start:number] if (value := _item(line)) is not None]
    return this is not None and bool(before) and this == before[-1] + 1


def _item(line: str) -> int | None:
    match = _ITEM.match(line)
    if match is None:
        return None
    return int(match[1]) if match[1].isdecimal() else _HAN_DIGITS.find(match[1])


def join_broken(rows: Sequence[Row]) -> Rows:
    """Join rows that are one row with a blank paragraph at the end of a cell.

    The only sign is the count: a row that continues the block above (its first cell is blank) is too short by exactly
    the cells that stand in the short rows after it.
    """
    joined: list[Row] = []
    lines: list[int] = []
    index = 0
    while index < len(rows):
        row = rows[index]
        target = len(joined[-1]) if joined else 0
        if len(row) < target and len(row) >= 2 and not row[0].text.strip() and row[-1].text.strip():
            parts, end = list(row), index + 1
            while end < len(rows) and len(parts) < target and len(rows[end]) < target and rows[end][0].text.strip():
                parts.extend(rows[end])
                end += 1
            if len(parts) == target and end > index + 1:
                lines.append(rows[index + 1][0].line)
                row, index = tuple(parts), end - 1
        joined.append(row)
        index += 1
    return Rows(tuple(joined), tuple(lines))
