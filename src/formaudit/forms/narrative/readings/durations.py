"""Time between two dates, told behind them or before: 3月1日至5月30日，共91天; 历时两个月（5月1日至6月30日）."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from formaudit.forms.narrative.readings.candidate import Candidate
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.model.statement import Role, StatementKind
from formaudit.patterns import compiled, late

__all__ = ["duration_candidates"]

_DATE: Final = (
    r"(?:(?P<{0}y>(?:19|20)\d\d) ?年)? ?(?P<{0}m>1[0-2]|0?[1-9]) ?月(?: ?(?P<{0}d>3[01]|[12]\d|0?[1-9]) ?日)?"
)
_FROM_TO: Final = compiled(
    _DATE.format("a")
    + r"[^，。；¤\d]{0,10}(?:至|到|—|-|－|~|～|，[^，。；¤\d]{0,10})[^，。；¤\d]{0,8}"
    + r"(?:"
    + _DATE.format("b")
    + r"|(?P<only>3[01]|[12]\d|0?[1-9]) ?日)"
)
_LASTS: Final = late(
    r"共|展期|会期|赛期|租期|服务期|历时|为期|工期|历经|耗时|用时|持续|计|合计|周期|总计|期限|任期|施工|时长|时间"
)
_SOME_OF_IT: Final = late(r"期间|其中|实际(?!工)|有效|工作|停|间隔|扣除|每")
"""Days among those between two dates: 6月10日至7月5日，期间执法20天."""
_HAN: Final = compiled(r"[\u4e00-\u9fff]")
_SHORT_NAME: Final = 3
_OF_CONTRACT: Final = late(r"顺延|延[长期后]|推迟|提前|逾期|合同|计划|法定|批复|约定|原定|定额")
"""有效期自3月15日至次年3月14日，合同工期300天: another time."""
_PERIOD: Final = late(r"[告示展周租服]期\s*$")
_YEAR: Final = 12
_DAY: Final = timedelta(days=1)
_LONGEST: Final = 15
_YEARS: Final = compiled(r"(?P<first>20\d\d) ?年?度?(?:至|到|—+|-|－|~|～)(?P<last>20\d\d) ?年")
_NAMELY: Final = late(r"期?[，,]?\s*(?:[(（]|即|为|自|从|[:：])+\s*")
_THEN: Final = late(r"度?[，,（(]?\s*(?:共|历时|为期|连续|这|的|计)?\s*")


def duration_candidates(block: Block) -> Iterator[Candidate]:
    """Times between dates and spans of years."""
    yield from _durations(block)
    yield from _years(block)


def _durations(block: Block) -> Iterator[Candidate]:
    for match in _FROM_TO.finditer(block.text):
        span = _days(match)
        if span is None:
            continue
        ahead = list(_told_before(block, match, span))
        yield from ahead
        if ahead:
            continue  # 工期三个月（3月1日至5月31日），因降雨顺延12天
        stop = block.text.find("。", match.end())
        for token in block.tokens:
            if not match.end() <= token.start <= (stop if stop >= 0 else len(block.text)):
                continue
            between = block.blotted[match.end() : token.start]
            unit = token.measure
            days = unit in ("天", "日", "个自然日", "自然日")
            months = unit in ("月", "个月", "年", "周年")
            if not (days or months) or len(between) > 16 or "¤" in between or (days and match["ad"] is None):
                continue
            short = (
                len(_HAN.findall(between)) <= _SHORT_NAME
                and not unit.endswith("年")
                and _SOME_OF_IT.search(between) is None
            )
            near = (_LASTS.search(between) is not None or short) and not _OF_CONTRACT.search(between)
            readings = _spans(*span, in_days=days, whole=match["ad"] is None)
            if unit.endswith("年"):
                readings = tuple(value // _YEAR for value in readings if value % _YEAR == 0)
            strong = (0.95, 0.7) if near and unit != "日" else (0.5, 0.5)
            yield from _read(token, match, readings, strong=strong, days=days)
            break


def _told_before(block: Block, match: re.Match[str], span: tuple[date, date]) -> Iterator[Candidate]:
    """历时两个月（5月1日至6月30日）: the time stands before its dates."""
    token = next((one for one in reversed(block.tokens) if one.end <= match.start()), None)
    if token is None or not _NAMELY.fullmatch(block.text[token.end : match.start()]):
        return
    days = token.measure in ("天", "日", "个自然日", "自然日")
    months = token.measure in ("月", "个月")
    if (
        not (days or months)
        or (days and match["ad"] is None)
        or not (_LASTS.search(token.lead) or _PERIOD.search(token.lead))
    ):
        return
    readings = _spans(*span, in_days=days, whole=match["ad"] is None)
    yield from _read(token, match, readings, strong=(0.9, 0.7), days=days)


def _read(
    token: Token, match: re.Match[str], readings: tuple[int, ...], *, strong: tuple[float, float], days: bool
) -> Iterator[Candidate]:
    """A time between two dates, counted in each way; ``strong`` is how likely the first way and the others are."""
    for at, value in enumerate(readings):
        yield Candidate(
            question=("duration", token.start),
            kind=StatementKind.DURATION,
            target=token,
            terms=(),
            roles=(Role.DURATION,),
            expected=Decimal(value),
            slack=Decimal(0),
            line=f"{match[0].strip()} = {value}",
            strength=strong[0] if at == 0 else strong[1],
            alone=at == 0 and not token.about and _beyond(token.amount, readings, days=days),
        )


def _beyond(told: Decimal, readings: tuple[int, ...], *, days: bool) -> bool:
    """Whether no way of counting comes to a time that is told: fewer days may be those that were worked."""
    return told > max(readings) or all(told < value - (1 if days else 0) for value in readings)


def _years(block: Block) -> Iterator[Candidate]:
    """实施周期3年，即2022年至2024年; 2022—2024年三年: full years, both counted."""
    for match in _YEARS.finditer(block.text):
        value = int(match["last"]) - int(match["first"]) + 1
        if not 1 < value <= _LONGEST:
            continue
        near = [one for one in block.tokens if one.measure in ("年", "个年度", "年度")]
        ahead = [one for one in near if one.end <= match.start()][-1:]
        ahead = [one for one in ahead if _NAMELY.fullmatch(block.text[one.end : match.start()])]
        behind = [one for one in near if one.start >= match.end()][:1]
        behind = [one for one in behind if _THEN.fullmatch(block.text[match.end() : one.start])]
        for token in (*ahead, *behind):
            if token.amount == value - 1:
                continue  # 服务期3年，自2022年至2025年: from the middle of a year
            yield Candidate(
                question=("duration", token.start),
                kind=StatementKind.DURATION,
                target=token,
                terms=(),
                roles=(Role.DURATION,),
                expected=Decimal(value),
                slack=Decimal(0),
                line=f"{match[0].strip()} = {value}",
                strength=0.9,
                alone=not token.about and token.amount == value + 1 and bool(ahead),
            )


def _days(match: re.Match[str]) -> tuple[date, date] | None:
    first_year = int(match["ay"]) if match["ay"] else int(match["by"]) if match["by"] else 2023
    last_year = int(match["by"]) if match["by"] else first_year
    try:
        first = date(first_year, int(match["am"]), int(match["ad"] or 1))
        last = date(last_year, int(match["bm"] or match["am"]), int(match["bd"] or match["only"] or 1))
    except ValueError:
        return None
    if first_year != last_year and not (match["ay"] and match["by"]):
        return None
    return (first, last) if first <= last else None


def _spans(first: date, last: date, *, in_days: bool, whole: bool) -> tuple[int, ...]:
    """The time between two dates, both counted first, then without the last one."""
    if in_days:
        days = (last - first).days
        return days + 1, days
    months = (last.year - first.year) * 12 + last.month - first.month
    if whole:
        return months + 1, months
    if first.day == 1 and (last + _DAY).day == 1:
        return (months + 1,)  # 6月1日至8月31日: full months
    return tuple(dict.fromkeys((months + (1 if last.day - first.day >= 14 else 0), months, months + 1)))
