"""Whether target and result of a row are printed in one measure: only then does one tell anything about the other.

A measure is all that stands with the number: 元 in 650元, 元 by 米 in 650元/米, 次 by 周 in 每周1次. Two numbers are
compared only where every part of it is the same; units that would have to be converted into each other leave the row
open.
"""

import re
from functools import lru_cache
from typing import Final

from msgspec import Struct

from formaudit.model.cells import TextCell
from formaudit.model.figure import Figure
from formaudit.model.forms import Indicator
from formaudit.numbers.grammar import SIGNS, shape
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["by_rate", "in_one_measure"]

_ALIKE: Final = {
    "千米": "公里", "km": "公里", "平米": "平方米", "㎡": "平方米", "m²": "平方米", "m2": "平方米", "方": "立方米",
    "m³": "立方米", "m3": "立方米", "日": "天", "千克": "公斤", "kg": "公斤", "个月": "月", "季度": "季", "小时": "时",
    "人次": "人", "人员": "人", "每人": "人", "星期": "周", "hm²": "公顷", "m": "米", "t": "吨",
}  # fmt: skip
_YEAR: Final = frozenset({"年", "年度", "全年", "自然年"})
"""The forms are those of a year: what is counted by the year is counted for all of it."""
_NUMBER: Final = compiled(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_END: Final = compiled(r"[0-9,，。；;、:(（〔)）〕~～≥≤<>=—+-]|[及或]?以[上下内]|之内|左右|及其|不等")
_BY: Final = compiled(r"[/·・•∙.每]")
_BRACKETED: Final = compiled(r"/\(([^()0-9]{1,8})\)")
_SCALE: Final = compiled(r"^[多余]?([十百千万亿]*)[多余来]?")
_SCALES: Final = frozenset({"", "万", "亿", "千", "百"})
"""Multipliers that a number is read with."""
_COMPARED: Final = compiled("|".join(re.escape(word) for word in sorted(SIGNS, key=len, reverse=True)))
_MEAN: Final = compiled(r"([人户亩年月日天周季村镇校班家次])均")
_FALL: Final = compiled(r"下降|降低|减少|压减|压缩|缩减|核减|递减|节约|节省|降幅|减幅|下浮|负增长")
_SHARE: Final = compiled(r"[率度]$")
_REMEMBERED: Final = 4096


class _Measure(Struct, frozen=True):
    """What is counted (``unit``), its multiplier as printed, and by what (``rate``); ``divided``: 60/60."""

    unit: str
    scale: str
    rate: frozenset[str]
    divided: bool


def in_one_measure(row: Indicator) -> bool:
    """Whether target and result of a row can be held against each other as they are printed.

    Both count the same thing by the same rate, neither is a division of its own, and a fall is not told in words by
    one and with a minus by the other. No: ≤650元/米 and 62.5万元/公里; 每周1次 and 52次; 下降5% and -6.2%. Yes:
    ≤65万元/公里 and 70万元/公里; ≥12次/年 and 10次.
    """
    target, achieved = row.target, row.achieved
    if target is None or achieved is None or target.value is None or achieved.value is None:
        return True  # nothing that could be compared
    texts = f"{row.target_text.text}{row.achieved_text.text}{row.name.text}"
    if (target.value < 0) != (achieved.value < 0) and _FALL.search(compact(texts)):
        return False
    if _part_and_hundred(row, target, achieved):
        return False
    ours, theirs = _measured(row.target_text, target), _measured(row.achieved_text, achieved)
    if ours is None or theirs is None:
        return True
    named = frozenset(_MEAN.findall(compact(row.name.text)))
    if ours.divided or theirs.divided or (ours.rate - named) != (theirs.rate - named):
        return False
    if not (target.unit and achieved.unit) and ours.unit and theirs.unit and ours.unit != theirs.unit:
        return False
    return ours.scale == theirs.scale or {ours.scale, theirs.scale} <= _SCALES or bool(target.unit and achieved.unit)


def by_rate(text: TextCell, figure: Figure) -> bool:
    """Whether a figure is one by the piece (元/人) and no sum."""
    measure = _measured(text, figure)
    return measure is not None and bool(measure.rate)


def _part_and_hundred(row: Indicator, target: Figure, achieved: Figure) -> bool:
    """A share as a part of one (0.93) beside one of a hundred (90), neither with a sign."""
    if target.unit or achieved.unit or not _SHARE.search(compact(row.name.text)):
        return False
    low, high = sorted((target.amount, achieved.amount))
    return 0 < low <= 1 < high


def _measured(text: TextCell, figure: Figure) -> _Measure | None:
    return _read(text.text, figure.raw)


@lru_cache(maxsize=_REMEMBERED)
def _read(text: str, raw: str) -> _Measure | None:
    words, figure = compact(shape(text)), compact(shape(raw))
    start = words.find(figure)
    number = _NUMBER.search(words, start) if figure and start >= 0 else None
    if number is None:
        return None
    behind = _BRACKETED.sub(r"/\1", words[number.end() :])
    divided = compiled(r"/[0-9]").match(behind) is not None
    end = _END.search(behind)
    unit, *rate = _BY.split(behind[: end.start()] if end else behind)
    before = _COMPARED.sub("", compiled(r".*[，,。；;、]").sub("", words[: number.start()]))
    rate += before.split("每")[1:]
    rate += _MEAN.findall(before)
    rate += ["各"] if before.endswith("各") else []
    scale = _SCALE.match(unit)
    cut = scale.end() if scale else 0
    return _Measure(
        unit=_ALIKE.get(unit[cut:], unit[cut:]),
        scale=scale[1] if scale else "",
        rate=frozenset(_ALIKE.get(one, one) for one in rate if one and one not in _YEAR),
        divided=divided,
    )
