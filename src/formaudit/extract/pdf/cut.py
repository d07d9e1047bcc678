"""Where a page cuts a table: one row in two pieces, one merged cell in two pieces, or a new row.

Every judgement here compares the cells at the foot of the upper piece with those at the head of the lower piece.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from formaudit.extract.pdf.pieces import Part

__all__ = ["Pair", "padding", "row_is_cut", "same_cell"]

_OPENING: Final = "（(《〈“‘「『【[〔"
_CLOSING: Final = "，。、；：？！）)》〉”’」』】]〕,.;:?!%％℃"
_END: Final = re.compile(r"[。；;！？!?：:]$")
_NUMBERED: Final = re.compile(
    r"^(?:目标|任务|指标|措施|原因|问题|建议)?[（(]?(?P<n>\d{1,2}|[一二三四五六七八九十]{1,3})[)）]?[、.．:：，]?"
)
_DIGITS: Final = {char: value for value, char in enumerate("零一二三四五六七八九")}
_LABEL_END: Final = re.compile(
    r"(?:指标|目标|部门|单位|名称|资金|情况|总额|得分|总分|分值|合计|金额|项目|内容|说明|备注|措施|原因|序号|经费|支出"
    r"|[预决]算数?|执行[数率]|完成值|指标值|专项|补助|调整|分[)）]|元[)）])$"
)
_FIGURE: Final = re.compile(r"^[≥≤≧≦><=＞＜]?[\d０-９.,，%％/\-－—+]+(?:%|％|万?元|分|人|次|个|起|户|天)?$")
_EMPTY_WORDS: Final = frozenset(("……", "…", "...", "......", "——", "—", "-", "/", "无", "不适用", "不涉及"))


class Pair(NamedTuple):
    """A cell at the foot of a piece and the cell below it, on the next page, that spans the same columns.

    ``upper`` holds the text on the upper page; ``begun`` says that the cell holds text on that page or an earlier one.
    """

    upper: Part
    lower: Part
    begun: bool


Siblings = Callable[[Pair], Iterable[Part]]
"""Gives the other cells of the columns in which a pair stands."""


def padding(parts: Iterable[Part]) -> float:
    """The least room between a cell's side rule and its text in a table, in points (0 to 8)."""
    rooms = [room for part in parts for line in part.lines for room in (line.x0 - part.box[0], part.box[2] - line.x1)]
    return min(8.0, max(0.0, min(rooms, default=5.0)))


def row_is_cut(pairs: Sequence[Pair], siblings: Siblings, pad: float) -> float:
    """How sure it is (0 to 1) that the pairs are the two pieces of one row.

    In a cut row the lower piece holds the rest of some cells and blanks in the others. So wherever it holds text, the
    cell above it is filled to its last line; that line is full, or it ends a sentence that another one follows. A tall
    cell decides nothing unless it begins a new label: its text may break off anywhere. ``siblings`` gives the other
    cells of a pair's columns.
    """
    sure = 1.0
    full = figures = labels = 0
    for pair in pairs:
        upper, lower, _ = pair
        tall = upper.rowspan > 1 or lower.rowspan > 1
        labels += bool(upper.lines) and not tall and not _FIGURE.match(_compact(upper))
        if not lower.lines:
            continue
        if tall:
            if pair.begun and (not upper.lines or _whole(upper, siblings(pair))) and not _in_brackets(lower):
                return 0.0
            continue
        if not upper.lines or not _filled_down(upper) or _compact(lower) in _EMPTY_WORDS:
            return 0.0
        if _FIGURE.match(_compact(upper)) and _FIGURE.match(_compact(lower)):
            if _counts_on(pair, pad):
                return 0.0
            figures += 1
        elif _is_full(pair, pad):
            full += not _whole(upper, siblings(pair))
        elif _next_paragraph(pair):
            full += 1
            sure = 0.9
        else:
            return 0.0
    # a row of nothing but figures is no row where the one above it begins with words
    return sure if full or (figures and labels) else 0.0


def same_cell(pair: Pair, siblings: Siblings, pad: float, *, blank_is_label: bool) -> bool:
    """Whether two cells are the pieces of one merged cell that runs over the page's edge between two rows.

    ``blank_is_label`` says that a blank cell in these columns is nothing that people print: the row has text further
    right and the column holds merged labels.
    """
    upper, lower, begun = pair
    tall = upper.rowspan > 1 or lower.rowspan > 1
    if not lower.lines:
        return tall or (blank_is_label and begun)
    if not upper.lines:
        return not begun and upper.rowspan > 1 and blank_is_label
    if not (tall or blank_is_label) or _whole(upper, siblings(pair)):
        return _in_brackets(lower) and tall
    text = _compact(lower)
    if _NUMBERED.match(text) or len(text) > len(_compact(upper)) + 2:
        return False
    return not (_FIGURE.match(text) and _FIGURE.match(_compact(upper))) and _is_full(pair, pad)


def _whole(part: Part, siblings: Iterable[Part]) -> bool:
    """Whether a label is complete: it ends as labels do, or as the other labels of its column."""
    text = _compact(part)
    if any(text.count(opening) > text.count(closing) for opening, closing in (("（", "）"), ("(", ")"))):
        return False
    return bool(_LABEL_END.search(text)) or text[-2:] in {_compact(sibling)[-2:] for sibling in siblings}


def _in_brackets(part: Part) -> bool:
    """Whether a text is a mere addition in brackets, such as the points of an indicator."""
    text = _compact(part)
    return text[0] in _OPENING and text[-1] in _CLOSING


def _counts_on(pair: Pair, pad: float) -> bool:
    """Whether two figures are whole ones of two rows, and not one figure that found no room in its line."""
    upper, lower = _compact(pair.upper), _compact(pair.lower)
    if upper[-1] in ".,，" or lower[0] in ".,，%％":
        return False
    last = pair.upper.lines[-1]
    room = pair.upper.box[2] - pair.upper.box[0] - 2 * pad - (last.x1 - last.x0)
    if room > 0.6 * last.size:
        return True
    return upper.isdecimal() and lower.isdecimal() and int(lower) == int(upper) + 1


def _compact(part: Part) -> str:
    return "".join("".join(line.text.split()) for line in part.lines)


def _filled_down(part: Part) -> bool:
    """Whether no further line had room under the cell's last one."""
    lines = part.lines
    last = lines[-1]
    pitch = max(last.size * 1.2, last.bottom - lines[-2].bottom if len(lines) > 1 else 0.0)
    return part.box[3] - last.bottom < 1.35 * pitch


def _is_full(pair: Pair, pad: float) -> bool:
    """Whether the first unbreakable bit of the lower text had no room in the last line of the upper."""
    last, follows = pair.upper.lines[-1], pair.lower.lines[0]
    room = pair.upper.box[2] - pair.upper.box[0] - 2 * pad - (last.x1 - last.x0)
    text = "".join(line.text for line in pair.lower.lines)
    latin = re.match(r"[!-~]+", text)
    if latin:
        need = min(len(latin[0]) * 0.62 * follows.size, follows.x1 - follows.x0 + 0.3 * follows.size)
        need = max(need, 1.2 * follows.size)
    else:
        need = 1.35 * follows.size
    if text[0] in _OPENING or (len(text) > 1 and text[1] in _CLOSING):
        need += follows.size
    return room < need


def _next_paragraph(pair: Pair) -> bool:
    """Whether the lower text is a further paragraph of the upper: the next number, or a sentence after a sentence."""
    upper, lower = _compact(pair.upper), _compact(pair.lower)
    if _FIGURE.match(lower):
        return False
    number = _NUMBERED.match(lower)
    if number:
        before = [_value(m["n"]) for line in pair.upper.lines if (m := _NUMBERED.match("".join(line.text.split())))]
        return bool(before) and _value(number["n"]) - 1 in before
    return len(pair.upper.lines) > 1 and bool(_END.search(upper)) and len(lower) > 8 and bool(_END.search(lower))


def _value(numeral: str) -> int:
    """The value of 1-99 in either writing.

    >>> _value("十二"), _value("7")
    (12, 7)
    """
    if numeral.isdigit():
        return int(numeral)
    tens, ten, ones = numeral.rpartition("十")
    return (_DIGITS.get(tens[-1:], 1) if ten else 0) * 10 + _DIGITS.get(ones[-1:], 0)
