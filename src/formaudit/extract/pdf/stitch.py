"""Pieces of tables on neighbouring pages put together to logical tables."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from formaudit.extract.pdf.lines import Line
from formaudit.extract.pdf.pairs import Verdict, compact_text, surroundings
from formaudit.extract.pdf.pieces import Part, Piece
from formaudit.extract.pdf.seam import Seam, merged_at, row_at, seam_of
from formaudit.extract.pdf.words import is_figure, is_label
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["Joint", "continues", "join", "start", "take_in", "whole_labels"]

_EDGE: Final = 4.0
"""Points that column edges of one table may differ from page to page."""
_OTHERS: Final = 0.7
"""The confidence of the cells of a table without rules that has other columns on each page."""
_FLUSH: Final = 1.0
"""Points that both sides may differ where a single row with other columns goes on with a table."""
_SHIFT: Final = 80.0
"""Points that a table may be shifted sideways on facing pages."""
_APART: Final = 2.0
"""Ems of white between two words of one line below a table that are those of two cells."""
_HEADER_ROWS: Final = 6
_SEEN: Final = 150
"""Cells of a long table that are looked at to learn what is usual in it."""
_MOSTLY: Final = 0.8
_SHORTEST: Final = 3
_LONGEST: Final = 16
"""Characters of a text that is taken for a label."""
_SENTENCE: Final = frozenset("，。；,;")
_AWAY: Final = 3
_TOTAL: Final = compiled(r"^(?:[合总]计|总分)$")
"""What the last row of a table is called, as opposed to one of its groups."""
_NAMING: Final = compiled(r"(?:项目|单位|部门|资金|政策|支出|专项).{0,6}名称$")
"""The label of the first row of a form of its own, as opposed to the next rows of a form."""


class Joint(Struct):
    """A logical table as it grows from page to page.

    ``cells`` are whole as far as the pages go. ``foot`` holds the cells that touch the lower edge: their index, and
    the part of each that stands on the last page. ``heads`` are the first rows, which later pages may repeat.
    """

    xs: list[float]
    rows: int
    cells: list[Part]
    pages: list[int]
    last: Piece
    foot: list[tuple[int, Part]] = field(default_factory=list)
    heads: list[tuple[Part, ...]] = field(default_factory=list)


def whole_labels(pieces: Iterable[Piece]) -> frozenset[str]:
    """The short texts, neither figures nor sentences, of all cells that stand away from the ends of their piece.

    Below a heading that is repeated on each page stands what an edge may have cut.
    """
    texts = {
        compact_text(part)
        for piece in pieces
        for part in piece.parts
        if part.lines
        and part.row >= _AWAY
        and part.row + part.rowspan < len(piece.ys) - 1
        and len(part.lines[0].text) <= _LONGEST
    }
    return frozenset(
        text
        for text in texts
        if _SHORTEST <= len(text) <= _LONGEST and not is_figure(text) and _SENTENCE.isdisjoint(text)
    )


def start(piece: Piece) -> Joint:
    """A logical table that so far consists of one piece."""
    rows = len(piece.ys) - 1
    cells = list(piece.parts)
    heads = [_row(piece.parts, row) for row in range(min(rows, _HEADER_ROWS))]
    foot = [(index, part) for index, part in enumerate(cells) if part.row + part.rowspan == rows]
    return Joint(list(piece.xs), rows, cells, [piece.page], piece, foot, heads)


def continues(joint: Joint, piece: Piece) -> bool:
    """Whether a piece at the head of the next page can be the next piece of a table at the foot of this one.

    Both must be equally wide and share their column edges; a piece that begins like a form of its own does not.
    """
    last = joint.last
    if piece.page != last.page + last.beyond + 1 or piece.ruled != last.ruled:
        return False
    if not piece.ruled and any(_TOTAL.match(_key(part)) for _, part in joint.foot):
        return False
    if not piece.ruled and _has_columns_of(joint, piece) and not _begins_anew(joint, piece):
        return True
    shift = piece.xs[0] - last.xs[0]
    if abs(piece.xs[-1] - last.xs[-1] - shift) > _EDGE or abs(shift) > _SHIFT:
        return False
    if len(piece.ys) == 2 and piece.ruled and max(abs(shift), abs(piece.xs[-1] - last.xs[-1])) < _FLUSH:
        return not _begins_anew(joint, piece)  # a last row of a label and a text has columns of its own
    inner, mine = piece.xs[1:-1], joint.xs[1:-1]
    hits = sum(_near(mine, x - shift) is not None for x in inner)
    if hits < (min(len(inner), len(mine)) + 1) // 2:
        return False
    return not _begins_anew(joint, piece)


def _has_columns_of(joint: Joint, piece: Piece) -> bool:
    """Whether a piece without rules goes on in the columns of a table: it has them all, and figures in its first row.

    Where no rule is drawn the texts alone tell how wide a column is, and each page has others.
    """
    if len(joint.xs) != len(piece.xs):
        return False
    first = _row(piece.parts, 0)
    figures = [part for part in first if part.col and part.lines and is_figure(compact_text(part))]
    if not figures:
        return False
    return all(
        joint.xs[part.col] < (line.x0 + line.x1) / 2 < joint.xs[part.col + part.colspan]
        for part in piece.parts
        for line in part.lines
    )


def _begins_anew(joint: Joint, piece: Piece) -> bool:
    """Whether the piece is another form of the same kind: it names its own subject, or starts with the same labels."""
    if _repeated_header(joint, piece):
        return False
    first = _row(piece.parts, 0)
    label = _key(first[0])
    if not label:
        return False
    if _NAMING.search(label) and len(first) <= 4:
        return not any(is_label(_key(part) + label) for _, part in joint.foot if part.col == 0 and part.lines)
    below = _row(piece.parts, 1)
    mine = [_key(row[0]) for row in joint.heads[:2] if row]
    theirs = [label, _key(below[0])] if below else [label]
    return len(mine) == 2 and mine == theirs and not any(char.isdigit() for char in label)


def join(joint: Joint, piece: Piece, known: frozenset[str] = frozenset()) -> None:
    """Add the next piece: its repeated header is dropped, cells that the page's edge cut become whole again.

    ``known`` are texts of cells that stand whole somewhere in the document.
    """
    if not piece.ruled and _has_columns_of(joint, piece):
        piece = replace(piece, xs=tuple(joint.xs))
    elif not piece.ruled and len(piece.xs) != len(joint.xs):  # on one of the pages the text shows other columns
        joint.cells = [replace(part, confidence=min(part.confidence, _OTHERS)) for part in joint.cells]
        parts = (replace(part, confidence=min(part.confidence, _OTHERS)) for part in piece.parts)
        piece = replace(piece, parts=tuple(parts))
    shift = piece.xs[0] - joint.last.xs[0]
    _widen(joint, [x - shift for x in piece.xs])
    columns = [_near(joint.xs, x - shift) or 0 for x in piece.xs]
    skipped = _repeated_header(joint, piece)
    arriving = [_moved(part, 0, columns) for part in piece.parts if part.row >= skipped]
    seam = seam_of([(index, joint.cells[index], part) for index, part in joint.foot], arriving, skipped)
    around = surroundings(joint.cells[-_SEEN:], seam.arriving[:_SEEN], known=known)
    verdict = row_at(seam, around, joint.last, piece, skipped)
    shut = joint.last.shut if piece.open_top else ()
    merged = merged_at(seam, around, cut=verdict.cut, heading=joint.rows == 1 and not skipped, shut=shut)
    if not verdict.cut and verdict.sure < 1:
        _doubt(joint, seam, verdict.sure)
    _append(joint, seam, merged, verdict, skipped=skipped)
    joint.rows += len(piece.ys) - 1 - skipped - (1 if verdict.cut else 0)
    joint.foot = [(at, part) for at, part in joint.foot if joint.cells[at].row + joint.cells[at].rowspan == joint.rows]
    joint.last = piece
    joint.pages.append(piece.page)


def _append(
    joint: Joint, seam: Seam, merged: Mapping[int, tuple[int, float]], verdict: Verdict, *, skipped: int
) -> None:
    """Add the arriving cells below those there are, those that go on to the cells above them.

    ``foot`` has the index of each afterwards, with the part that arrived; ``skipped`` rows of the piece did not arrive.
    """
    offset = joint.rows - skipped - (1 if verdict.cut else 0)
    joint.foot = []
    for part in seam.arriving:
        found = merged.get(id(part))
        if found is None and verdict.cut and id(part) in seam.loose:
            continue
        if found is None:
            at = len(joint.cells)
            joint.cells.append(_moved(part, offset))
        else:
            at, sure = found
            upper = joint.cells[at]
            joint.cells[at] = replace(
                upper,
                rowspan=part.row + offset + part.rowspan - upper.row,
                lines=upper.lines + part.lines,
                confidence=min(upper.confidence, part.confidence, sure, verdict.sure if verdict.cut else 1.0),
            )
        joint.foot.append((at, part))


def take_in(joint: Joint, piece: Piece, lines: Sequence[Line]) -> Piece | None:
    """Give lines that stand right below the table to the cells that go on over the page, here or in the next piece.

    Some programs set the text of such a cell below the last rule that they draw on its page: that of a tall cell at the
    foot, which is blank so far, or that of one whose rules are all on the next page. ``None`` where a line stands under
    no such cell; the table is as it was then.
    """
    shift = piece.xs[0] - joint.last.xs[0]
    above: dict[int, list[Line]] = {}
    below: dict[int, list[Line]] = {}
    for line in sorted((part for line in lines for part in _parts_of(line)), key=lambda line: line.top):
        if line.top <= joint.last.box[3] - line.size:
            return None
        foot = next(
            (i for i, part in joint.foot if part.rowspan > 1 and not part.lines and _holds(part, line, 0.0)), None
        )
        head = next((i for i, part in enumerate(piece.parts) if part.row == 0 and _holds(part, line, shift)), None)
        if foot is not None:
            above.setdefault(foot, []).append(line)
        elif head is not None:
            below.setdefault(head, []).append(line)
        else:
            return None
    for index, mine in above.items():
        joint.cells[index] = replace(joint.cells[index], lines=(*joint.cells[index].lines, *mine))
    joint.foot = [
        (index, replace(part, lines=(*part.lines, *above[index])) if index in above else part)
        for index, part in joint.foot
    ]
    parts = tuple(
        replace(part, lines=(*below[index], *part.lines)) if index in below else part
        for index, part in enumerate(piece.parts)
    )
    return replace(piece, parts=parts)


def _parts_of(line: Line) -> list[Line]:
    """A line, or both of two words with so much white between them that they are those of two cells."""
    words = line.text.split()
    if len(words) != 2:
        return [line]
    first, second = (sum(1.0 if char >= "\u2000" else 0.5 for char in word) * line.size for word in words)
    if line.x1 - line.x0 - first - second < _APART * line.size:
        return [line]
    return [line._replace(text=words[0], x1=line.x0 + first), line._replace(text=words[1], x0=line.x1 - second)]


def _holds(part: Part, line: Line, shift: float) -> bool:
    return part.box[0] - shift - 1 <= line.x0 and line.x1 <= part.box[2] - shift + 1


def _doubt(joint: Joint, seam: Seam, sure: float) -> None:
    """Lower the confidence of the texts that may be one."""
    for index, pair in zip(seam.indexes, seam.facing, strict=True):
        if pair.upper.lines and pair.lower.lines and not pair.tall:
            joint.cells[index] = replace(joint.cells[index], confidence=min(joint.cells[index].confidence, sure))
            at = next(at for at, part in enumerate(seam.arriving) if part is pair.lower)
            seam.arriving[at] = replace(pair.lower, confidence=min(pair.lower.confidence, sure))


def _widen(joint: Joint, xs: Sequence[float]) -> None:
    """Take over column edges that only the next piece has."""
    fresh = [x for x in xs if _near(joint.xs, x) is None]
    if not fresh:
        return
    old = list(joint.xs)
    for x in fresh:
        insort(joint.xs, x)
    where = [bisect_left(joint.xs, x) for x in old]
    joint.cells = [_moved(part, 0, where) for part in joint.cells]
    joint.heads = [tuple(_moved(part, 0, where) for part in row) for row in joint.heads]


def _moved(part: Part, rows: int, columns: Sequence[int] | None = None) -> Part:
    """The part some rows further down, and with its columns counted anew."""
    first, last = part.col, part.col + part.colspan
    if columns is not None:
        first, last = columns[first], columns[last]
    return Part(
        row=part.row + rows,
        col=first,
        rowspan=part.rowspan,
        colspan=last - first,
        lines=part.lines,
        page=part.page,
        box=part.box,
        confidence=part.confidence,
    )


def _near(edges: Sequence[float], x: float) -> int | None:
    index = bisect_left(edges, x)
    best = min((i for i in (index - 1, index) if 0 <= i < len(edges)), key=lambda i: abs(edges[i] - x), default=None)
    return best if best is not None and abs(edges[best] - x) <= _EDGE else None


def _repeated_header(joint: Joint, piece: Piece) -> int:
    """How many leading rows of the piece repeat the first rows of the table."""
    shift = piece.xs[0] - joint.last.xs[0]
    same = 0
    for row, mine in enumerate(joint.heads[: len(piece.ys) - 2]):
        theirs = _row(piece.parts, row)
        if len(mine) != len(theirs) or not mine:
            break
        if not all(_alike(joint, one, piece, two, shift) for one, two in zip(mine, theirs, strict=True)):
            break
        same = row + 1
    while same and any(part.row < same < part.row + part.rowspan for part in piece.parts):
        same -= 1
    leading = [part for part in piece.parts if part.row < same and part.lines]
    if len(leading) < 2 or (len(leading) == 2 and any(part.colspan > 2 for part in leading)):
        return 0
    return same


def _alike(joint: Joint, one: Part, piece: Piece, two: Part, shift: float) -> bool:
    return (
        one.rowspan == two.rowspan
        and _same_words(one, two)
        and abs(joint.xs[one.col] - piece.xs[two.col] + shift) <= _EDGE
        and abs(joint.xs[one.col + one.colspan] - piece.xs[two.col + two.colspan] + shift) <= _EDGE
    )


def _same_words(one: Part, two: Part) -> bool:
    """Whether two cells say the same. Where characters were recognised one in five may differ, but for digits."""
    left, right = _key(one), _key(two)
    if left == right:
        return True
    if all(line.sure == 1.0 for part in (one, two) for line in part.lines):
        return False
    digits = ["".join(char for char in text if char.isdigit()) for text in (left, right)]
    return digits[0] == digits[1] and SequenceMatcher(None, left, right, False).ratio() >= _MOSTLY


def _row(parts: Iterable[Part], row: int) -> tuple[Part, ...]:
    """The parts that begin in a row."""
    return tuple(part for part in parts if part.row == row)


def _key(part: Part) -> str:
    """What a cell says, without blanks and with signs of one width: a recognised bracket may have either."""
    return compact("".join(line.text for line in part.lines))
