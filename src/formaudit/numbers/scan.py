"""Numbers of a running text.

Decisions, where printing leaves a doubt:

- ``1,203.45`` and ``1，203.45`` are grouped numbers when the grouping is right; a wrongly placed ASCII comma damages a
  number that has a decimal point or a unit of money (``1,23.45``, ``12,3456万元``), and otherwise parts two numbers.
  A full-width comma that does not group is punctuation.
- Two decimal points damage a number (``208.408.40万元``) unless it is a date, an address or, without a unit, a version.
- A blank beside the decimal point is overlooked before a unit of money or ``%`` (``208. 40万元``); a blank between two
  digits parts two numbers.
- A letter that looks like a digit damages a number before a unit of money or ``%`` or beside a decimal point
  (``1O2.5``); letters elsewhere make a code (A4, PM2.5), which is no number.
- 七成 is not read: 八成 may mean 'probably'. 一个, 一次 and the like are turns of speech and are not counted.
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

from msgspec.structs import replace

from formaudit.characters import has_invisible, seen_at
from formaudit.numbers.assemble import Unit, assemble, bare, read_unit
from formaudit.numbers.chinese import FIRST, NUMERAL, money_tail, read_chinese
from formaudit.numbers.compound import read_compound, size_of
from formaudit.numbers.digits import RUN, classify, meant
from formaudit.numbers.grammar import (
    CLOCK,
    DATE,
    IDIOMS,
    NOT_A_NUMBER,
    SERIAL,
    UNIT,
    shape,
)
from formaudit.numbers.quantity import EXACT, Kind, Quantity
from formaudit.patterns import Late, compiled

__all__ = ["find_quantities"]

_START: Final = compiled(rf"[0-9{FIRST}]|百分之|[lIO|](?=[0-9]+[.0-9])")
_LINKS: Final = compiled(r"(?:https?://|www\.)[!-~]{1,500}|[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]{1,250}")
_MIXED: Final = compiled(r"[0-9lIOoSsBbZz|]*(?:\.[0-9lIOoSsBbZz|]+)*")
_LETTER: Final = compiled(r"[lIOoSsBbZz|]")
_CODE: Final = compiled(r"[0-9][A-Za-z0-9]*(?:[./-][A-Za-z0-9]+)*")
_DIGITS: Final = compiled(r"[0-9]+")
_HAN_RUN: Final = compiled(rf"[{NUMERAL}点]+")
_ONE: Final = "[一二三四五六七八九壹贰叁肆伍陆柒捌玖]"
_HAN_TAIL: Final = Late(
    rf"(?P<jiao>{_ONE})角(?:零?(?P<fen>{_ONE})分)?[整正]?|零?(?P<only>[壹贰叁肆伍陆柒捌玖])分[整正]?"
)
_PER_CENT: Final = compiled(
    rf"百分之(?P<number>[0-9]+(?:\.[0-9]+)?|百|[{NUMERAL}]{{1,8}}(?:点[零〇○一二三四五六七八九]{{1,4}})?)"
)
_LABELLED: Final = compiled(
    r"(?:目标|附件|附表|附录|表|图|任务|问题|措施|注|指标|序号|编号|代码|邮编|电话|热线|项目|步骤|材料) ?$"
)
_NUMBER_AFTER: Final = compiled(r" ?(?:号(?!召)|热线|[A-Za-z_])")
_CODE_BEFORE: Final = compiled(r"[A-Za-z](?:-| )$")
_REMEMBERED: Final = 4096
"""Texts that are remembered: a sentence is asked for its numbers as claim, as statement and by several checks."""
_OTHER_POINT: Final = compiled(r"[0-9A-Za-z.、元%]\.$")
"""A point that parts something before it, and begins no number."""
_POINT: Final = 2
_LONGEST: Final = 40
_LONGEST_HAN: Final = 24
_LARGE: Final = frozenset("万亿萬億")
_NO_NUMERAL_AFTER: Final = frozenset("第几数统唯廿卅")


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """All numbers of a running text, in order, not overlapping."""
    if not has_invisible(text):
        return _found(text)
    bare_text, places = seen_at(text)
    spans = ((each, (places[each.span[0]], places[each.span[1] - 1] + 1)) for each in _found(bare_text))
    return tuple(replace(each, raw=text[slice(*span)], span=span) for each, span in spans)


@lru_cache(maxsize=_REMEMBERED)
def _found(text: str) -> tuple[Quantity, ...]:
    shaped = shape(text)
    if "://" in shaped or "@" in shaped or "www." in shaped:
        shaped = _LINKS.sub(lambda match: " " * len(match[0]), shaped)
    found: list[Quantity] = []
    position = 0
    while (start := _START.search(shaped, position)) is not None:
        quantity, position = _at(text, shaped, start.start(), found[-1].span[1] if found else 0)
        if quantity is not None:
            found.append(quantity)
    return tuple(found)


def _at(text: str, shaped: str, start: int, floor: int) -> tuple[Quantity | None, int]:
    """What begins at a digit, if anything, and where to go on."""
    first = shaped[start]
    before = shaped[start - 1] if start else ""
    if first in "lIO|":
        return _lettered(text, shaped, start) if not _latin(before) else (None, start + 1)
    date = DATE.match(shaped, start)
    if first not in "0123456789":
        if date is not None:
            return bare(text, Kind.DATE, date.span()), date.end()
        return _chinese(text, shaped, start, floor)
    if _latin(before) and not shaped.endswith(("RMB", "CNY"), 0, start):
        return None, _end(_CODE, shaped, start)
    if before == "第" or shaped.endswith("第 ", 0, start):
        return None, _end(RUN, shaped, start)
    for pattern in (NOT_A_NUMBER, CLOCK):
        if skipped := pattern.match(shaped, start):
            return None, skipped.end()
    if date is not None:
        return bare(text, Kind.DATE, date.span()), date.end()
    if _serial(shaped, start):
        return None, _end(_DIGITS, shaped, start)
    if compound := read_compound(shaped, start):
        read, unit, end = compound
        return _ended(assemble(text, shaped, (start, end), read, unit, floor=floor)) if read else (None, end)
    return _arabic(text, shaped, start, floor)


def _latin(char: str) -> bool:
    return char.isascii() and (char.isalpha() or char == "_")


def _end(pattern: re.Pattern[str], shaped: str, start: int) -> int:
    match = pattern.match(shaped, start)
    return match.end() if match and match.end() > start else start + 1


def _serial(shaped: str, start: int) -> bool:
    """Whether the digits number an item: ``1、`` or ``（1）`` at the head of a line or clause, ``目标1：``."""
    match = SERIAL.match(shaped, start)
    left = shaped[max(0, start - 12) : start].rstrip(" ")
    if match:
        if left.endswith("(") and match[0].rstrip().endswith(")"):
            return True
        if not left or left[-1] in "\n\r:;。!?" or shaped[start - 1] == " ":
            return True
    if _LABELLED.search(left):
        run = RUN.match(shaped, start)
        return run is not None and len(run[0]) <= 2 and UNIT.match(shaped, run.end()) is None
    return False


def _arabic(text: str, shaped: str, start: int, floor: int) -> tuple[Quantity | None, int]:
    run = RUN.match(shaped, start)
    mixed = _MIXED.match(shaped, start)
    if run is None or (mixed and mixed.end() > run.end() and _LETTER.search(mixed[0])):
        return _lettered(text, shaped, start)
    digits, end, damaged = classify(shaped, run)
    if end == start:
        return None, run.end()
    if shaped.startswith(".", end) and not damaged and meant(UNIT.match(shaped, end + 1)):
        end, damaged = end + 1, True
    unit_match = UNIT.match(shaped, end)
    if unit_match is None and (after := _NUMBER_AFTER.match(shaped, end)):
        return None, _end(_CODE, shaped, start) if _latin(after[0][-1]) else after.end()
    if unit_match is None and _CODE_BEFORE.search(shaped, max(0, start - 2), start):
        return None, _end(_CODE, shaped, start)
    unit = read_unit(unit_match)
    stop = unit_match.end() if unit_match else end
    if damaged:
        return bare(text, Kind.DAMAGED, (start, stop), unit.name), stop
    if len(digits) > _LONGEST:
        return None, end
    read = Decimal(digits), len(digits.partition(".")[2])
    if unit_match is not None and _led_by_point(shaped, start, end) and meant(unit_match):
        read = Decimal(f"0.{digits}"), len(digits)
        start -= 1
    return _ended(assemble(text, shaped, (start, stop), read, unit, floor=floor))


def _led_by_point(shaped: str, start: int, end: int) -> bool:
    """Whether a point of its own begins a number: .5万元 is no 5万元."""
    led = "." not in shaped[start:end] and shaped.endswith(".", 0, start)
    return led and _OTHER_POINT.search(shaped, max(0, start - _POINT), start) is None


def _ended(quantity: Quantity) -> tuple[Quantity, int]:
    return quantity, quantity.span[1]


def _lettered(text: str, shaped: str, start: int) -> tuple[Quantity | None, int]:
    """Digits with letters that look like digits: damaged where surely a number is meant, a code otherwise."""
    mixed = _MIXED.match(shaped, start)
    end = mixed.end() if mixed else start
    if mixed is None or end == start:
        return None, start + 1
    unit_match = UNIT.match(shaped, end)
    sure = meant(unit_match) or compiled(r"[0-9]\.|\.[0-9]").search(mixed[0]) is not None
    if not sure or _latin(shaped[end : end + 1]):
        return None, max(_end(_CODE, shaped, start), end)
    stop = unit_match.end() if unit_match else end
    return bare(text, Kind.DAMAGED, (start, stop), read_unit(unit_match).name), stop


def _chinese(text: str, shaped: str, start: int, floor: int) -> tuple[Quantity | None, int]:
    if per_cent := _PER_CENT.match(shaped, start):
        number = per_cent["number"]
        read = (Decimal(100), 0) if number == "百" else read_chinese(number)
        if number[0] in "0123456789":
            read = Decimal(number), len(number.partition(".")[2])
        if read is None:
            return None, per_cent.end()
        return _ended(assemble(text, shaped, per_cent.span(), read, Unit(Kind.PERCENT, "%"), floor=floor))
    run = _HAN_RUN.match(shaped, start)
    before = shaped[start - 1 : start]
    broken = before == "." and start > 1 and shaped[start - 2] in NUMERAL  # 九十三.五, as a sheet prints it: no 五
    if run is None or len(run[0]) > _LONGEST_HAN or before in _NO_NUMERAL_AFTER or broken:
        return None, _end(_HAN_RUN, shaped, start)
    numeral = run[0].rstrip("万亿萬億")
    unit_match = UNIT.match(shaped, start + len(numeral)) if numeral else None
    read = read_chinese(numeral)
    if read is None or unit_match is None or numeral + (unit_match["counter"] or "") in IDIOMS:
        return None, run.end()
    unit = read_unit(unit_match)
    end = unit_match.end()
    if numeral != run[0] and not _LARGE.isdisjoint(numeral):  # 一亿二千万元: the last 万 belongs to the numeral
        whole, size = read_chinese(run[0]), size_of(unit)
        if whole is None or not size:
            return None, run.end()
        read = EXACT.divide(whole[0], size), 0
    if unit.name == "元" and (tail := _HAN_TAIL.now.match(shaped, end)):
        added, decimals = money_tail(tail["jiao"], tail["fen"] or tail["only"])
        read = EXACT.add(read[0], added), decimals
        end = tail.end()
    return _ended(assemble(text, shaped, (start, end), read, unit, floor=floor))
