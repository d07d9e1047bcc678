"""Tables without ruling lines: runs of text rows whose gaps lie below each other."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.extract.pdf.columns import strips_of
from formaudit.extract.pdf.figures import is_figure, is_prose
from formaudit.extract.pdf.ink import Rule
from formaudit.extract.pdf.rows import Row, Span, crosses, text_of
from formaudit.patterns import compiled

__all__ = ["Block", "find_blocks", "is_table"]

_APART: Final = 3.2
"""Heights of type between two rows of one table."""
_SINGLES: Final = 3
"""Rows in one piece, reaching over several columns, that may follow each other inside a table."""
_WRAPPED: Final = 9
"""Lines of one text in one column."""
_NEXT: Final = 1.6
"""Heights of type from one line of a cell to the next."""
_FLUSH: Final = 0.3
_SAME_ENDS: Final = 8.0
_MANY: Final = 400
_CAPTION: Final = compiled(
    r"^(?:(?:Table|Exhibit|Figure|Chart)\W?(?-i:[A-Z\d])|(?:Source|Notes?)s?[:.]|[表图][\d一二三四五六七八九十]|注[:：]|资料来源)",
    re.IGNORECASE,
)
"""What titles a table, or stands below one."""
_SIGNED: Final = compiled(
    r"(?:负责人|填[表报]人|制表人|审核人|经办人|联系电话|联系人|填[表报]日期|签字|签名|盖章|公章)(?:[(（].{0,8}[)）])?[:：]"
)
"""What is signed below a form."""
_BULLET: Final = compiled(
    r"^(?:[•●■▪◆○·*–—-]|[（(]?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4}|[一二三四五六七八九十]{1,3})[)）.、]?)$"
)
_HEADED: Final = 3
"""Rules of a table with a heading, and columns and rows that it has at least where its texts are long."""
_RULED: Final = 2.0
_PITCH: Final = 1.2
"""Heights of type from one row to the next at most, over the rule between them."""


class Block(Struct, frozen=True):
    """Rows that make a table, the strips that part its columns, and the rules within and around it."""

    rows: tuple[Row, ...]
    strips: tuple[Span, ...]
    rules: tuple[Rule, ...] = ()


def find_blocks(rows: Sequence[Row], rules: Sequence[Rule]) -> list[Block]:
    """The tables among rows of text. ``rules`` are the page's horizontal lines: many tables stand between two."""
    found: list[Block] = []
    free = list(rows)
    titles = [row.top for row in rows if not row.several and _CAPTION.match(text_of(row.pieces[0]))]
    for group in _fenced(rules):
        for some in _between_titles(group, titles):
            block = _between(free, some)
            if block is not None:
                found.append(block)
                taken = {id(row) for row in block.rows}
                free = [row for row in free if id(row) not in taken]
    start = 0
    while start < len(free):
        run = _run(free, start) if free[start].several else []
        block = _told(run) if run else None
        if block is None:
            # what failed as a whole seldom holds a table that begins a row later
            start += max(1, len(run) // 3)
        else:
            start = free.index(block.rows[-1]) + 1
            rest = _rest(block, free[start : start + _WRAPPED])
            top = _spanner(block, free[: free.index(block.rows[0])], rules)
            found.append(replace(block, rows=(*top, *block.rows, *rest)) if top or rest else block)
            start += len(rest)
    return sorted(found, key=lambda block: block.rows[0].top)


def _fenced(rules: Sequence[Rule]) -> list[tuple[Rule, ...]]:
    """Rules of the same length above each other, longest groups first."""
    if len(rules) > _MANY:
        return []  # a drawing
    groups: list[list[Rule]] = []
    for rule in sorted(rules):
        for group in groups:
            if abs(group[0].start - rule.start) < _SAME_ENDS and abs(group[0].end - rule.end) < _SAME_ENDS:
                group.append(rule)
                break
        else:
            groups.append([rule])
    return sorted((tuple(group) for group in groups if len(group) > 1), key=len, reverse=True)


def _between_titles(rules: Sequence[Rule], titles: Sequence[float]) -> list[tuple[Rule, ...]]:
    """The rules in groups between which no title stands."""
    out: dict[int, list[Rule]] = {}
    for rule in rules:
        out.setdefault(bisect_right(titles, rule.at), []).append(rule)
    return [tuple(group) for group in out.values() if len(group) > 1]


def _between(rows: Sequence[Row], rules: Sequence[Rule]) -> Block | None:
    """The table between the first and the last of some rules; running heads and feet have rules as well."""
    for first, last in ((0, 0), (1, 0), (0, 1), (1, 1)):
        some = rules[first : len(rules) - last]
        if len(some) < 2:
            continue
        inside = [row for row in rows if some[0].at - 2 < (row.top + row.bottom) / 2 < some[-1].at + 2]
        inside = [row for row in inside if row.spans[0][0] > some[0].start - 6 and row.spans[-1][1] < some[0].end + 6]
        if len(inside) < 2:
            continue
        strips = strips_of(inside)
        if strips and (is_table(inside, strips, fenced=True) or _is_headed(inside, strips, some)):
            return _grown(Block(tuple(inside), tuple(strips), tuple(some)), rows)
    return None


def _is_headed(rows: Sequence[Row], strips: Sequence[Span], rules: Sequence[Rule]) -> bool:
    """Whether rows of long texts are a table: a rule parts them from a row with one short heading for each column."""
    first, second = rows[0], rows[1]
    columns = len(strips) + 1
    if len(rules) != _HEADED or columns < _HEADED or not len(first.spans) == len(second.spans) == columns:
        return False
    under = any(first.bottom - 0.3 * first.size < rule.at < second.top + 0.3 * second.size for rule in rules[1:-1])
    flush = all(
        abs(head[0] - text[0]) < _FLUSH * first.size for head, text in zip(first.spans, second.spans, strict=True)
    )
    full = all(all(_texts(row, strips)) for row in (first, second))
    return under and flush and full and sum(row.several for row in rows) >= _HEADED


def _grown(block: Block, rows: Sequence[Row]) -> Block:
    """The table with the rows right above its first and right below its last rule that have its columns.

    Statements are ruled under their headings and above their sums only.
    """
    inside = list(block.rows)
    at = next(number for number, row in enumerate(rows) if row is inside[0])
    end = at + len(inside)
    if at and _is_like(rows[at - 1], inside[0], block.strips, block.rules[0].at):
        inside.insert(0, rows[at - 1])
    if end < len(rows) and _is_like(rows[end], inside[-1], block.strips, block.rules[-1].at):
        inside.append(rows[end])
    return replace(block, rows=tuple(inside)) if len(inside) > len(block.rows) else block


def _is_like(row: Row, beside: Row, strips: Sequence[Span], rule: float) -> bool:
    """Whether a row next to one of a table is its row too: a text in nearly every column, figures in most."""
    upper, lower = (row, beside) if row.top < beside.top else (beside, row)
    near = lower.top - upper.bottom < _PITCH * row.size and _same_type(row, [beside])
    near = near and upper.bottom - _RULED < rule < lower.top + _RULED
    if not near or any(crosses(span, strip) for span in row.spans for strip in strips):
        return False
    texts = [text for text in _texts(row, strips) if text]
    figures = sum(map(is_figure, texts))
    return len(row.spans) == len(texts) >= len(strips) and 2 * figures >= len(strips)


def _run(rows: Sequence[Row], start: int) -> list[Row]:
    """The rows from one on, as long as they leave common strips white."""
    taken = [rows[start]]
    pending: list[Row] = []
    strips = strips_of(taken)
    for row in rows[start + 1 :]:
        above = (pending or taken)[-1]
        if row.top - above.bottom > _APART * max(row.size, above.size) or not _same_type(row, taken):
            break
        if not row.several:
            if _CAPTION.match(text_of(row.pieces[0])):
                break
            pending.append(row)
            wide = [one for one in pending if any(crosses(one.spans[0], strip) for strip in strips)]
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


def _same_type(row: Row, taken: Sequence[Row]) -> bool:
    return abs(row.size - taken[-1].size) < 0.35 * max(row.size, taken[-1].size)


def _trimmed(rows: list[Row]) -> list[Row]:
    """Without rows at either end that do not fit: titles, signatures and notes have gaps of their own."""
    best = rows
    while len(best) > 2:
        if not best[0].several:
            best = best[1:]
        elif not best[-1].several or _is_signature(best[-1]):
            best = best[:-1]
        else:
            head, foot = _misfit(best[0], best[1:]), _misfit(best[-1], best[:-1])
            if max(head, foot) == 0:
                break
            best = best[1:] if head > foot else best[:-1]
    return best


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
    return [row] if over and first.top - row.bottom < row.size and _same_type(row, [first]) else []


def _rest(block: Block, below: Sequence[Row]) -> list[Row]:
    """The lines below a table's last row in which one of its texts goes on, as far as they follow it closely."""
    out: list[Row] = []
    last = block.rows[-1]
    for row in below:
        above = (out or block.rows)[-1]
        if len(row.spans) > 1 or row.bottom - above.bottom > _NEXT * row.size or not _same_type(row, [last]):
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


def _misfit(row: Row, others: Sequence[Row]) -> float:
    """The share of the others' white strips that a row crosses, if it has gaps where they have none; else 0."""
    strips = strips_of(others)
    if not strips or len(strips) < len(strips_of([row, *others])):
        return 0.0
    lost = sum(any(crosses(span, strip) for span in row.spans) for strip in strips)
    gaps = [(one[1], two[0]) for one, two in pairwise(row.spans)]
    odd = sum(not any(strip[0] < gap[1] and gap[0] < strip[1] for strip in strips) for gap in gaps)
    return lost / len(strips) if 3 * lost >= len(strips) and odd else 0.0


def is_table(rows: Sequence[Row], strips: Sequence[Span], *, fenced: bool) -> bool:
    """Whether rows with common white strips are a table and not a list, a signature line or text in two columns."""
    several = [row for row in rows if row.several]
    columns = len(strips) + 1
    wrapped = sum(
        not row.several and not any(crosses(row.spans[0], strip) for strip in strips) and len(strips) > 1
        for row in rows
    )
    if len(several) < (2 if fenced else 3) or 2 * len(several) < len(rows) - 0.7 * wrapped:
        return False
    cells = [_texts(row, strips) for row in several]
    filled = sum(sum(map(bool, row)) for row in cells)
    if filled < 0.45 * columns * len(several):
        return False
    heads = [row[0] for row in cells if row[0]]
    if columns == 2 and heads and sum(bool(_BULLET.match(head)) for head in heads) > 0.5 * len(heads):
        return False
    rest = [text for row in cells for text in row[1:] if text]
    if not rest or _contents(several, cells):
        return False
    figures = sum(map(is_figure, rest)) / len(rest)
    prose = [
        is_prose(text_of(piece), span[1] - span[0], row.size)
        for row in several
        for piece, span in zip(row.pieces, row.spans, strict=True)
    ]
    if figures < 0.5 and sum(prose) > (0.5 if fenced else 0.35) * len(prose):
        return False
    long = sum(len(text.encode("gbk", "replace")) > 40 for row in cells for text in row if text) / max(filled, 1)
    if 2 * len(several) < len(rows) and figures < 0.5:
        return False
    if figures >= 0.5:
        return len(several) >= 3 or fenced
    if long > (0.5 if fenced else 0.2):
        return False
    if fenced:
        return columns > 2 or len(several) > 2
    return columns > 2 and len(several) > 3 and filled >= 0.7 * columns * len(several) and _even(rows)


def _contents(rows: Sequence[Row], cells: Sequence[Sequence[str]]) -> bool:
    """Whether rows are a table of contents: dots lead to one number each, and the numbers never fall."""
    if 2 * sum(row.leader for row in rows) < len(rows) or len(cells[0]) > 2:
        return False
    last = [text for row in cells if (text := row[-1])]
    pages = [int(text) for text in last if text.isdigit()]
    return 2 * len(pages) >= len(last) and pages == sorted(pages)


def _even(rows: Sequence[Row]) -> bool:
    """Whether the rows follow each other at an even pitch."""
    steps = sorted(two.bottom - one.bottom for one, two in pairwise(rows))
    return bool(steps) and steps[-1] < 3 * max(steps[len(steps) // 2], 1.0)


def _texts(row: Row, strips: Sequence[Span]) -> list[str]:
    """The texts of a row by column; a piece counts in the column where it begins."""
    out = [""] * (len(strips) + 1)
    for piece, span in zip(row.pieces, row.spans, strict=True):
        column = sum(span[0] > (strip[0] + strip[1]) / 2 for strip in strips)
        out[column] += text_of(piece)
    return out
