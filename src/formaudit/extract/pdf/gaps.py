"""Tables without ruling lines: runs of text rows whose gaps lie below each other."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from formaudit.extract.pdf.blocks import Block, are_of_one_type, is_other, is_table
from formaudit.extract.pdf.columns import strips_of
from formaudit.extract.pdf.fenced import fenced_blocks
from formaudit.extract.pdf.figures import is_figure, is_prose
from formaudit.extract.pdf.ink import Rule
from formaudit.extract.pdf.rows import Row, crosses, text_of
from formaudit.patterns import compiled

__all__ = ["find_blocks"]

_APART: Final = 3.2
"""Heights of type between two rows of one table."""
_SINGLES: Final = 3
"""Rows in one piece, reaching over several columns, that may follow each other inside a table."""
_WRAPPED: Final = 9
"""Lines of one text in one column."""
_NEXT: Final = 1.6
"""Heights of type from one line of a cell to the next."""
_NEAR: Final = 3
"""Rows above and below a title that tell where the first column begins."""
_FLUSH: Final = 0.3
_CAPTION: Final = compiled(
    r"^(?:(?:Table|Exhibit|Figure|Chart)\W?(?-i:[A-Z\d])|(?:Source|Notes?)s?[:.]|(?:[表图]|图表)[\d一二三四五六七八九十]|注[:：]|资料来源)",
    re.IGNORECASE,
)
"""What titles a table, or stands below one."""
_TITLE: Final = compiled(r"^附件[\d一二三四五六七八九十]{1,3}$|^[^，。；：:]{4,40}(?:表|清单)(?:[（(].{1,12}[)）])?$")
"""What stands alone above a form: the number of its annex, and what it is called."""
_NUMBER: Final = compiled(
    r"^(?:(?:图表|[表图])\d{1,3}(?:[-.]\d{1,2})?[:：.、]?|(?:Table|Exhibit|Figure|Chart)[A-Z]?\d{1,3}(?:[-.]\d{1,2})*[.:])$",
    re.IGNORECASE,
)
"""The number of a table, with a gap behind it."""
_SIGNED: Final = compiled(
    r"(?:负责人|填[表报]人|制表人|审核人|经办人|联系电话|联系人|填[表报]日期|签字|签名|盖章|公章)(?:[(（].{0,8}[)）])?[:：]"
)
"""What is signed below a form."""
_PAGE: Final = compiled(r"^[-–—]\d{1,4}[-–—]$")
_COLON: Final = compiled(r"[:：]")
"""What stands in the line of unit, year and money above a table, and in no heading of a column."""
_LONG: Final = 4
"""Rows below a title from which its place over them tells it."""
_PITCH: Final = 1.2
"""Heights of type from one row to the next at most, over the rule between them."""


def find_blocks(rows: Sequence[Row], rules: Sequence[Rule]) -> list[Block]:
    """The tables among rows of text. ``rules`` are the page's horizontal lines: many tables stand between two."""
    titles = [row.top for at, row in enumerate(rows) if _titles(row, rows[max(0, at - _NEAR) : at + _NEAR + 1])]
    found, free = fenced_blocks(rows, rules, titles)
    start = skipped = 0
    while start < len(free):
        run = _run(free, start) if free[start].several and not _is_caption(free[start]) else []
        block = _told(run) if run else None
        if block is None:
            # what failed as a whole seldom holds a table that begins a row later
            start += len(run) if run and _is_other(run) else max(1, len(run) // 3)
        else:
            block = _upward(block, free, skipped)
            above = free[skipped : free.index(block.rows[0])]
            start = free.index(block.rows[-1]) + 1
            rest = _rest(block, free[start : start + _WRAPPED])
            top = _spanner(block, free[: free.index(block.rows[0])], rules) or _begun(block, above)
            found.append(replace(block, rows=(*top, *block.rows, *rest)) if top or rest else block)
            start += len(rest)
            skipped = start
    return sorted(found, key=lambda block: block.rows[0].top)


def _upward(block: Block, rows: Sequence[Row], skipped: int) -> Block:
    """The table with the rows right above it that fit, as far as nobody has looked whether a table begins there.

    ``skipped`` is the first row that belongs to no table further up.
    """
    first = at = next(number for number, row in enumerate(rows) if row is block.rows[0])
    inside, strips = list(block.rows), list(block.strips)
    while at > skipped:
        row = rows[at - 1]
        if not row.several or inside[0].top - row.bottom > _PITCH * row.size or not are_of_one_type(row, [inside[0]]):
            break
        if _is_caption(row) or any(_COLON.search(text_of(piece)) for piece in row.pieces[:1]) or _misfit(row, inside):
            break
        more = strips_of([row, *inside])
        if len(more) < len(strips):
            break
        inside, strips, at = [row, *inside], more, at - 1
    return replace(block, rows=tuple(inside), strips=tuple(strips)) if at < first else block


def _run(rows: Sequence[Row], start: int) -> list[Row]:
    """The rows from one on, as long as they leave common strips white."""
    taken = [rows[start]]
    pending: list[Row] = []
    strips = strips_of(taken)
    for row in rows[start + 1 :]:
        above = (pending or taken)[-1]
        if row.top - above.bottom > _APART * max(row.size, above.size) or not are_of_one_type(row, taken):
            break
        if _is_caption(row):
            break
        if not row.several:
            if _is_title(row, taken):
                break
            pending.append(row)
            wide = [one for one in pending if any(crosses(one.spans[0], strip) for strip in strips)]
            wide = [one for one in wide if not _begins_below(one, taken)]
            if len(wide) > _SINGLES or len(pending) > _WRAPPED or _is_paragraph(wide, taken):
                break
            continue
        lost = sum(any(crosses(span, strip) for span in row.spans) for strip in strips)
        if len(taken) > 2 and 2 * lost > len(strips):
            break
        if len(taken) < 8 or len(taken) % 6 == 0:  # later rows seldom change the strips, and looking takes time
            wider = strips_of([*taken, *pending, row])
            if not wider or (len(taken) > 2 and len(wider) < 0.6 * len(strips)):
                break
            strips = wider
        taken += [*pending, row]
        pending = []
    return taken


def _titles(row: Row, near: Sequence[Row]) -> bool:
    """Whether a row is a caption, or the title of a form between the rows ``near`` it."""
    return _is_caption(row) or (not row.several and _is_title(row, near))


def _is_title(row: Row, taken: Sequence[Row]) -> bool:
    """Whether a text alone on its line is the title of another table: it begins in no column of the one above it."""
    (x0, _), size = row.spans[0], row.size
    flush = any(abs(x0 - span[0]) < _FLUSH * size for one in taken if one.several for span in one.spans[:1])
    text = text_of(row.pieces[0])
    return _TITLE.match(text) is not None and (not flush or text.startswith("附件"))


def _begins_below(row: Row, taken: Sequence[Row]) -> bool:
    """Whether a text begins where those of a column further right do: the line of a cell, however far it reaches."""
    (x0, _), size = row.spans[0], row.size
    return any(abs(x0 - span[0]) < _FLUSH * size for one in taken for span in one.spans[1:])


def _is_caption(row: Row) -> bool:
    """Whether a row titles a table, or stands below one; its number may be set off from its words."""
    first = text_of(row.pieces[0])
    return _CAPTION.match(first) is not None and (not row.several or _NUMBER.match(first) is not None)


def _is_paragraph(rows: Sequence[Row], taken: Sequence[Row]) -> bool:
    """Whether rows in one piece below those of a table are running text: a full line of it that reaches further."""
    right = max(row.spans[-1][1] for row in taken)
    lines = [row for row in rows if is_prose(text_of(row.pieces[0]), row.spans[0][1] - row.spans[0][0], row.size)]
    return len(lines) > 1 or any(row.spans[0][1] > right + 2 * row.size for row in lines)


def _told(run: list[Row]) -> Block | None:
    """The table in a run of rows, or ``None``."""
    rows = _trimmed(run)
    strips = strips_of(rows)
    return Block(tuple(rows), tuple(strips)) if strips and is_table(rows, strips, fenced=False) else None


def _is_other(run: list[Row]) -> bool:
    rows = _trimmed(run)
    strips = strips_of(rows)
    return bool(strips) and is_other(rows, strips)


def _trimmed(rows: list[Row]) -> list[Row]:
    """Without rows at either end that do not fit: titles, signatures and notes have gaps of their own."""
    best = rows
    while len(best) > 2:
        if not best[0].several or _begins_title(best):
            best = best[1:]
        elif not best[-1].several or _is_signature(best[-1]) or _is_page(best[-1]):
            best = best[:-1]
        else:
            head, foot = _misfit(best[0], best[1:]), _misfit(best[-1], best[:-1])
            if max(head, foot) == 0:
                break
            best = best[1:] if head > foot else best[:-1]
    return best


def _begins_title(rows: Sequence[Row]) -> bool:
    """Whether the first row is a line of a title of several lines, with something else at its end, as a page's number.

    It reaches over many columns, has one that no other row has, and the title goes on below it.
    """
    first, second, *others = rows
    if second.several or len(others) < _LONG:
        return False
    strips = strips_of(others)
    over = [sum(crosses(span, strip) for strip in strips) for span in (*first.spans, *second.spans)]
    return sum(count > 1 for count in over) > 1 and 3 * max(over) >= len(strips) and len(first.spans) == 2


def _spanner(block: Block, above: Sequence[Row], rules: Sequence[Rule]) -> list[Row]:
    """The heading over several columns right above a table, told by the rule between: it is alone on its line."""
    if not above or above[-1].several:
        return []
    row, first = above[-1], block.rows[0]
    ((x0, x1),) = row.spans
    between = [rule for rule in rules if row.bottom - 0.3 * row.size < rule.at < (first.top + first.bottom) / 2]
    spans = [
        rule for rule in between if rule.start > block.strips[0][0] and rule.start - 1 <= x0 and x1 <= rule.end + 1
    ]
    over = [rule for rule in spans if sum(rule.start < strip[0] and strip[1] < rule.end for strip in block.strips)]
    return [row] if over and first.top - row.bottom < row.size and are_of_one_type(row, [first]) else []


def _begun(block: Block, above: Sequence[Row]) -> list[Row]:
    """The lines right above a table's first row in which a text begins that stands in the middle of that row."""
    out: list[Row] = []
    for row in reversed(above[-_WRAPPED:]):
        below = (out or block.rows)[0]
        if row.several or below.bottom - row.bottom > _NEXT * row.size or not are_of_one_type(row, [block.rows[0]]):
            break
        if not _begins_below(row, block.rows):
            break
        out.insert(0, row)
    return out


def _rest(block: Block, below: Sequence[Row]) -> list[Row]:
    """The lines below a table's last row in which one of its texts goes on, as far as they follow it closely."""
    out: list[Row] = []
    last = block.rows[-1]
    for row in below:
        above = (out or block.rows)[-1]
        if len(row.spans) > 1 or row.bottom - above.bottom > _NEXT * row.size or not are_of_one_type(row, [last]):
            break
        ((x0, x1),) = row.spans
        if _CAPTION.match(text_of(row.pieces[0])) or not any(
            abs(span[0] - x0) < _FLUSH * row.size and x1 < span[1] + row.size and not is_figure(text_of(piece))
            for piece, span in zip(last.pieces[1:], last.spans[1:], strict=True)
        ):
            break
        out.append(row)
    return out


def _is_signature(row: Row) -> bool:
    """Whether a row is the line below a form that is signed: who filled it in, who answers for it, when."""
    return len(_SIGNED.findall("".join(map(text_of, row.pieces)))) > 1


def _is_page(row: Row) -> bool:
    """Whether a row is the number of the page, between dashes that stand apart from it."""
    return _PAGE.match("".join(map(text_of, row.pieces))) is not None


def _misfit(row: Row, others: Sequence[Row]) -> float:
    """The share of the others' white strips that a row crosses, if it has gaps where they have none; else 0."""
    strips = strips_of(others)
    if not strips or len(strips) < len(strips_of([row, *others])):
        return 0.0
    lost = sum(any(crosses(span, strip) for span in row.spans) for strip in strips)
    gaps = [(one[1], two[0]) for one, two in pairwise(row.spans)]
    odd = sum(not any(strip[0] < gap[1] and gap[0] < strip[1] for strip in strips) for gap in gaps)
    return lost / len(strips) if 3 * lost >= len(strips) and odd else 0.0
