"""Where a page cuts a table: one row in two pieces, one merged cell in two pieces, or a new row.

Every judgement here compares the cells at the foot of the upper piece with those at the head of the lower piece.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from formaudit.extract.pdf.lines import bit_width
from formaudit.extract.pdf.pieces import Part, Piece

__all__ = ["Column", "Pair", "Surroundings", "is_label", "is_squeezed", "row_is_cut", "same_cell", "surroundings"]

Column = tuple[int, int]
"""The first column that a cell spans, and how many."""

_OPENING: Final = "（(《〈“‘「『【[〔"
_END: Final = re.compile(r"[。；;！？!?：:]$")
_NUMBERED: Final = re.compile(
    r"^(?:目标|任务|指标|措施|原因|问题|建议)?[（(]?(?P<n>\d{1,2}|[一二三四五六七八九十]{1,3})(?:[)）][、.．]?|[、．：:，]|\.(?!\d))"
)
_DIGITS: Final = {char: value for value, char in enumerate("零一二三四五六七八九")}
_FIGURE: Final = re.compile(r"^[≥≤≧≦><=＞＜]?[\d０-９.,，%％/\-－—+]+(?:%|％|万?元|分|人|次|个|起|户|天)?$")
_BEFORE_FIGURE: Final = re.compile(r"[\d.,，≥≤≧≦><=＞＜约共]$")
_BARE: Final = re.compile(r"^[\d.,，]+[%％]?$")
_EMPTY_WORDS: Final = frozenset(("……", "…", "...", "......", "——", "—", "-", "/", "无", "不适用", "不涉及"))
_LABEL_END: Final = re.compile(
    r"(?:指标|目标|部门|单位|名称|资金|情况|总额|得分|总分|分值|合计|金额|项目|内容|说明|备注|措施|原因|序号|经费|支出"
    r"|[预决]算数?|执行[数率]|完成值|指标值|专项|补助|调整|分[)）]|元[)）])$"
)
_KNOWN_LABEL: Final = re.compile(
    r"(?:[预概]算)?(?:单位|部门|项目|项目支出|资金|专项资金|政策)名称|主管部门|实施单位|年度总体目标|年度资金总额|绩效指标"
    r"|[一二三]级指标|年度指标值|实际完成(?:值|情况)|预期目标|分值|得分|执行率|[年全]\w{0,2}(?:预算|执行)数|序号|备注|总分|合计"
)
_NEW_ROW: Final = 0.15
"""How likely the lower piece must be to look as it does by chance, as a row of its own, for us to think it one."""


class Pair(NamedTuple):
    """A cell at the foot of a piece and the cell below it, on the next page, that spans the same columns.

    ``upper`` holds the text on the upper page; ``begun`` says that the cell holds text on that page or an earlier one.
    """

    upper: Part
    lower: Part
    begun: bool

    @property
    def tall(self) -> bool:
        """Whether the cell spans rows on either page: a label rather than the cell of one row."""
        return self.upper.rowspan > 1 or self.lower.rowspan > 1

    @property
    def column(self) -> Column:
        """Where both stand."""
        return self.lower.col, self.lower.colspan


class Surroundings(NamedTuple):
    """What the rest of the table looks like: the texts of each column, and for each row which columns are blank.

    ``pad`` is the least room between a side rule and text, in points; ``merged`` are the columns with tall cells.
    """

    pad: float
    texts: dict[Column, list[str]]
    rows: list[dict[Column, bool]]
    merged: frozenset[Column]


def surroundings(*pieces: Iterable[Part]) -> Surroundings:
    """Look at the cells of a table, given as groups within which rows count on."""
    rooms = [5.0]
    texts: dict[Column, list[str]] = {}
    rows: dict[tuple[int, int], dict[Column, bool]] = {}
    merged = set()
    for group, parts in enumerate(pieces):
        for part in parts:
            column = part.col, part.colspan
            if part.rowspan > 1:
                merged.add(column)
            else:
                rows.setdefault((group, part.row), {})[column] = not part.lines
            if part.lines:
                texts.setdefault(column, []).append(_compact(part))
                rooms += [room for line in part.lines for room in (line.x0 - part.box[0], part.box[2] - line.x1)]
    return Surroundings(max(0.0, min(rooms)), texts, list(rows.values()), frozenset(merged))


def is_squeezed(piece: Piece) -> bool:
    """Whether the last row leaves less room under its text than any other row: the page's edge cut off the rest."""
    gaps: dict[int, float] = {}
    for part in piece.parts:
        if part.lines:
            end = part.row + part.rowspan - 1
            gaps[end] = min(gaps.get(end, 1e9), part.box[3] - part.lines[-1].bottom)
    last = gaps.pop(len(piece.ys) - 2, None)
    return last is not None and len(gaps) >= 3 and last < min(gaps.values()) - 0.8


def row_is_cut(pairs: Sequence[Pair], around: Surroundings, *, squeezed: bool) -> float:
    """How sure it is (0 to 1) that the pairs are the two pieces of one row.

    In a cut row the lower piece holds the rest of some cells and blanks in the others. So wherever it holds text, the
    cell above it is filled to its last line; that line is full, or it ends a sentence that another one follows. A row
    of its own would have to look so by chance: its blanks must be usual in this table, and the lines above it full
    although their text is complete. A tall cell decides nothing unless it begins a new label. ``squeezed`` says that
    the upper row had to do with less room than its text takes elsewhere.
    """
    chance = 0.1 if squeezed else 1.0  # that a row of its own looks like this
    told = worded = False
    for pair in pairs:
        upper, lower, begun = pair
        if not lower.lines:
            continue
        if pair.tall:
            if begun and (not upper.lines or _whole(_compact(upper), pair, around)) and not _addition(_compact(lower)):
                return 0.0
            continue
        if not upper.lines or _compact(lower) in _EMPTY_WORDS:
            return 0.0
        if _is_figure(upper) and _is_figure(lower):
            told = True
            coincidence = _figure_coincidence(pair, around.pad)
            if coincidence > 1:
                return 0.0
            chance *= coincidence
            continue
        coincidence = _coincidence(pair, around)
        if coincidence > 1:
            return 0.0
        told = worded = True
        chance *= coincidence
    if not told:
        return 0.0
    if not worded and any(pair.upper.lines and not pair.tall and not _is_figure(pair.upper) for pair in pairs):
        chance *= 0.1  # a row of figures without a word, below one with words
    blank = [pair.column for pair in pairs if not pair.tall and pair.upper.lines and not pair.lower.lines]
    alike = [row for row in around.rows if all(column in row for column in blank)]
    if blank:
        chance *= (sum(all(row[column] for column in blank) for row in alike) + 0.5) / (len(alike) + 1)
    if chance > _NEW_ROW:
        return 0.0
    return 1.0 if chance < _NEW_ROW / 3 else 0.9


def _coincidence(pair: Pair, around: Surroundings) -> float:
    """How likely the last line above a new row looks as if its text went on in that row; above 1 if it does not."""
    upper, lower = _compact(pair.upper), _compact(pair.lower)
    if is_label(upper + lower) and not (is_label(upper) and is_label(lower)):
        return 0.02
    if _BARE.match(lower) and not _BEFORE_FIGURE.search(upper):
        return 2.0
    by_chance = 1.0 if _filled_down(pair.upper) else 4.0
    room, need, wide = _last_line(pair, around.pad)
    if room < need:
        by_chance *= min(1.0, need / wide)
        return min(1.0, by_chance * (3.0 if _whole(upper, pair, around) else 0.3))
    if by_chance == 1.0 and _next_paragraph(pair):
        return 0.1
    return 2.0


def same_cell(pair: Pair, around: Surroundings, *, label: bool) -> bool:
    """Whether two cells are the pieces of one merged cell that runs over the page's edge between two rows.

    ``label`` says that a blank cell in these columns is nothing that people print.
    """
    if not pair.lower.lines:
        return pair.tall or (label and pair.begun)
    if not pair.upper.lines:
        return not pair.begun and pair.tall and label
    if not pair.tall and not label:
        return False
    upper, lower = _compact(pair.upper), _compact(pair.lower)
    if is_label(upper + lower) and not (is_label(upper) and is_label(lower)):
        return True
    if _whole(upper, pair, around):
        return _addition(lower)
    if _NUMBERED.match(lower) or (_is_figure(pair.upper) and _is_figure(pair.lower)):
        return False
    room, need, _ = _last_line(pair, around.pad)
    bare = re.sub(r"[（(].*", "", lower)
    if len(bare) > len(upper) + 2 or not _whole(upper + lower, pair, around):
        return False
    return room < need or not _whole(lower, pair, around)


def is_label(text: str) -> bool:
    """Whether a compact text is a label that these forms are known to print."""
    return bool(_KNOWN_LABEL.fullmatch(text))


def _whole(text: str, pair: Pair, around: Surroundings) -> bool:
    """Whether a text is complete: it ends as labels do, or as the other texts of its column."""
    if any(text.count(opening) > text.count(closing) for opening, closing in (("（", "）"), ("(", ")"))):
        return False
    own = {_compact(pair.upper), _compact(pair.lower)}
    others = (other for other in around.texts.get(pair.column, ()) if other not in own)
    return bool(_LABEL_END.search(text)) or any(text[-2:] == other[-2:] for other in others)


def _addition(text: str) -> bool:
    """Whether a text is a mere addition in brackets, such as the points of an indicator."""
    return text[0] in _OPENING


def _is_figure(part: Part) -> bool:
    return bool(_FIGURE.match(_compact(part)))


def _figure_coincidence(pair: Pair, pad: float) -> float:
    """How likely two figures look by chance like one that found no room in its line; above 1 if they do not."""
    upper, lower = _compact(pair.upper), _compact(pair.lower)
    if upper[-1] in ".,，" or lower[0] in ".,，%％":
        return 0.02
    last = pair.upper.lines[-1]
    room = pair.upper.box[2] - pair.upper.box[0] - 2 * pad - (last.x1 - last.x0)
    if room > 0.6 * last.size or (upper.isdecimal() and lower.isdecimal() and int(lower) == int(upper) + 1):
        return 2.0
    return 0.5


def _compact(part: Part) -> str:
    return "".join("".join(line.text.split()) for line in part.lines)


def _filled_down(part: Part) -> bool:
    """Whether no further line had room under the cell's last one."""
    lines = part.lines
    last = lines[-1]
    pitch = max(last.size * 1.2, last.bottom - lines[-2].bottom if len(lines) > 1 else 0.0)
    return part.box[3] - last.bottom < 1.35 * pitch


def _last_line(pair: Pair, pad: float) -> tuple[float, float, float]:
    """The room left in the upper cell's last line, the room that the first bit of the lower text needs, all room."""
    last, follows = pair.upper.lines[-1], pair.lower.lines[0]
    wide = max(pair.upper.box[2] - pair.upper.box[0] - 2 * pad, 1.0)
    text = "".join(line.text for line in pair.lower.lines)
    # justified lines and kerning move the margin by a third of an em
    need = (bit_width(text) + 0.35) * follows.size
    return wide - (last.x1 - last.x0), need, wide


def _next_paragraph(pair: Pair) -> bool:
    """Whether the lower text is a further paragraph of the upper: the next number, or a sentence after a sentence."""
    upper, lower = _compact(pair.upper), _compact(pair.lower)
    if _FIGURE.match(lower):
        return False
    number = _NUMBERED.match(lower)
    if number:
        if not _END.search(upper):
            return False  # numbered labels stand in rows of their own
        before = [_value(m["n"]) for line in pair.upper.lines if (m := _NUMBERED.match("".join(line.text.split())))]
        return bool(before) and _value(number["n"]) - 1 in before
    if not (_END.search(upper) and _END.search(lower)):
        return False
    return any(_breaks_off(part) for part in (pair.upper, pair.lower))


def _breaks_off(part: Part) -> bool:
    """Whether a line before the last ends early, so that the cell holds several paragraphs."""
    longest = max(line.x1 - line.x0 for line in part.lines)
    return any(longest - (line.x1 - line.x0) > 2 * line.size and _END.search(line.text) for line in part.lines[:-1])


def _value(numeral: str) -> int:
    """The value of 1-99 in either writing.

    >>> _value("十二"), _value("7")
    (12, 7)
    """
    if numeral.isdigit():
        return int(numeral)
    tens, ten, ones = numeral.rpartition("十")
    return (_DIGITS.get(tens[-1:], 1) if ten else 0) * 10 + _DIGITS.get(ones[-1:], 0)
