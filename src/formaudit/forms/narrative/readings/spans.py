"""Time between two dates, and ratios of two amounts (8:2, so many times another)."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from formaudit.forms.narrative.readings.candidate import Candidate, plain
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.model.statement import Role, Standing, StatementKind
from formaudit.patterns import Late, compiled, late

__all__ = ["span_candidates"]

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
_LASTS: Final = late(r"共|展期|会期|赛期|租期|服务期|历时|为期|工期|历经|耗时|用时|持续|计|合计|周期|总计|期限|任期|施工|时长|时间")
_SOME_OF_IT: Final = late(r"期间|其中|实际(?!工)|有效|工作|停|间隔|扣除|每")
"""Days among those between two dates: 6月10日至7月5日，期间执法20天."""
_HAN: Final = compiled(r"[\u4e00-\u9fff]")
_SHORT_NAME: Final = 3
_OF_CONTRACT: Final = late(r"顺延|延[长期后]|推迟|提前|逾期|合同|计划|法定|批复|约定|原定|定额")
"""有效期自3月15日至次年3月14日，合同工期300天: another time."""
_YEAR: Final = 12
_DAY: Final = timedelta(days=1)
_LONGEST: Final = 15
_YEARS: Final = compiled(r"(?P<first>20\d\d) ?年?度?(?:至|到|—+|-|－|~|～)(?P<last>20\d\d) ?年")
_NAMELY: Final = late(r"期?[，,]?\s*(?:[(（]|即|为|自|从|[:：])+\s*")
_THEN: Final = late(r"度?[，,（(]?\s*(?:共|历时|为期|连续|这|的|计)?\s*")
_EARLIER_ONE: Final = late(r"上年|去年|年初|改造前|实施前")
_SHARES: Final = compiled(r"(?<![\d.:：∶])\d+(?:\.\d+)?(?:[:：∶]\d+(?:\.\d+)?){2,5}(?![\d.:：∶])")
_RATIO: Final = compiled(r"(?<![\d.:：∶])(?P<first>\d+(?:\.\d+)?) ?[:：∶比] ?(?P<second>\d+(?:\.\d+)?)(?! ?[\d.:：∶])")
_WHOLE: Final = late(r"总|合计|共")
_SIDES: Final = Late(
    r"(?P<left>[\u4e00-\u9fff]{2,5}?)(?:与|和|、|及)(?P<right>[\u4e00-\u9fff]{2,5}?)(?:资金|财政)?(?:按照?|的?比例|之比|配比|比为|分别按)"
)
_SHORT: Final = Late(r"(?P<left>[\u4e00-\u9fff])(?P<right>[\u4e00-\u9fff])比例?(?:约?为|达到?|是|[:：])?\s*$")
_PEOPLE: Final = Late(
    r"(?:师生|生师|床护|床医|医护|护患|医患|师班|生班|投入产出|产出投入|产投)比例?(?:约?为|达到?|是|[:：])?\s*$"
)
_TIMES_OF: Final = late(r"(?:是|为|相当于|达到?)[^，。；]*的\s*$")
_TIMES: Final = Late(
    r"是[^，。；¤]{0,16}的\s*$|(?:增长|增加|扩大|提高)(?:了|到)?\s*$|相当于[^，。；¤]{0,16}的\s*$|为[^，。；¤]{0,16}的\s*$"
)


def span_candidates(block: Block) -> Iterator[Candidate]:
    """Durations and ratios."""
    yield from _durations(block)
    yield from _years(block)
    yield from _ratios(block)
    yield from _shares(block)
    yield from _multiples(block)


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
                    strength=(0.95 if at == 0 else 0.7) if near and unit != "日" else 0.5,
                    alone=at == 0 and not token.about and _beyond(token.amount, readings, days=days),
                )
            break


def _told_before(block: Block, match: re.Match[str], span: tuple[date, date]) -> Iterator[Candidate]:
    """历时两个月（5月1日至6月30日）: the time stands before its dates."""
    token = next((one for one in reversed(block.tokens) if one.end <= match.start()), None)
    if token is None or not _NAMELY.fullmatch(block.text[token.end : match.start()]):
        return
    days = token.measure in ("天", "日", "个自然日", "自然日")
    months = token.measure in ("月", "个月")
    if not (days or months) or (days and match["ad"] is None) or not _LASTS.search(token.lead):
        return
    readings = _spans(*span, in_days=days, whole=match["ad"] is None)
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
            strength=0.9 if at == 0 else 0.7,
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


def _ratios(block: Block) -> Iterator[Candidate]:
    """按8:2分担, 中央60万元、地方40万元 … 比例为3:2."""
    for match in _RATIO.finditer(block.text):
        first, second = Decimal(match["first"]), Decimal(match["second"])
        begin = max(block.text.rfind(mark, 0, match.start()) for mark in "。\n")
        stops = [stop for mark in "。\n" if (stop := block.text.find(mark, match.end())) >= 0]
        stop = min(stops, default=len(block.text))
        words = block.text[max(begin, 0) : match.start()] + block.text[match.end() : match.end() + 6]
        if second == 0 or first == 0 or not compiled(r"比|分担|分配|负担").search(words):
            continue
        here = [
            one
            for one in block.tokens
            if begin < one.start < stop and not one.is_rate and not match.start() <= one.start < match.end()
        ]
        before = [one for one in here if one.end <= match.start()]
        after = [one for one in here if one.start >= match.end()]
        whole = len(after) > len((first, second)) and _WHOLE.search(after[0].lead) is not None
        behind = after[1:3] if whole else after[:2]  # 按6:4分担，总额450万元，市级270万元，县级180万元
        # 师生比1:19 is of teachers and pupils, whatever else is counted before it.
        named = (
            _PEOPLE.now.search(block.text, max(0, match.start() - 8), match.start()) is not None and len(before) != 2
        )
        for pair, base in ((before[-2:], 0.9), (behind, 0.85)):
            if len(pair) == 2 and not named:
                yield from _ratio(match, pair[0], pair[1], first, second, base - (0.1 if len(here) > 2 else 0))
        yield from _named_ratio(match, block, here, first, second)
        yield from _short_ratio(match, block, before, first, second)
        if len(before) > 2 and not named:
            for at, one in enumerate(before):
                for other in before[at + 1 :]:
                    yield from _ratio(match, one, other, first, second, 0.45)


def _shares(block: Block) -> Iterator[Candidate]:
    """按5:3:2分担，中央120万元、省级72万元、县级48万元: as many amounts as sides, before or behind."""
    for match in _SHARES.finditer(block.text):
        sides = [Decimal(one) for one in compiled("[:：∶]").split(match[0])]
        begin, end = block.text.rfind("。", 0, match.start()) + 1, block.text.find("。", match.end())
        end = end if end >= 0 else len(block.text)
        if not compiled(r"比|分担|分配|负担|切块|切分").search(
            block.text[begin : match.start()] + block.text[match.end() :][:8]
        ):
            continue
        money = [one for one in block.tokens if begin <= one.start < end and one.measure == "money"]
        for pool in (
            [one for one in money if one.end <= match.start()],
            [one for one in money if one.start >= match.end()],
        ):
            if len(pool) not in (len(sides), len(sides) + 1) or 0 in sides:
                continue
            chosen = pool[-len(sides) :]
            total = sum((one.amount for one in chosen), Decimal(0))
            for at, target in enumerate(chosen):
                others = [one for one in chosen if one is not target]
                expected = (total - target.amount) * sides[at] / (sum(sides, Decimal(0)) - sides[at])
                fits = len({one.amount / sides[chosen.index(one)] for one in others}) == 1
                yield Candidate(
                    question=("shares", match.start()),
                    kind=StatementKind.RATIO,
                    target=target,
                    terms=tuple(others),
                    roles=(Role.PART, *(Role.PART for _ in others)),
                    expected=expected,
                    slack=target.half if target.mention.quantity.decimals else Decimal(0),
                    line=f"({' + '.join(plain(one.amount) for one in others)}) × {match[0]} = {plain(expected)}",
                    strength=0.9 if fits else 0.5,
                    alone=fits and not any(one.about for one in chosen),
                )


def _named_ratio(
    match: re.Match[str], block: Block, here: list[Token], first: Decimal, second: Decimal
) -> Iterator[Candidate]:
    """省级与县级按6:4分担: the sides go by their names."""
    names = _SIDES.now.search(block.text, max(0, match.start() - 30), match.start())
    if names is None:
        return
    sides = [[one for one in here if names[side] in one.lead] for side in ("left", "right")]
    if len(sides[0]) == len(sides[1]) == 1 and sides[0][0] is not sides[1][0]:
        told, *others = _ratio(match, sides[0][0], sides[1][0], first, second, 0.92)
        yield replace(told, alone=not any(one.about for one in (told.target, *told.terms)))
        yield from others


def _short_ratio(
    match: re.Match[str], block: Block, before: list[Token], first: Decimal, second: Decimal
) -> Iterator[Candidate]:
    """专任教师148人，在校学生2,220人，生师比15:1: each side goes by one character of its name."""
    names = _SHORT.now.search(block.text, max(0, match.start() - 8), match.start())
    if names is None:
        return
    sides = [[one for one in before if names[side] in one.mention.own] for side in ("left", "right")]
    if len(sides[0]) == len(sides[1]) == 1 and sides[0][0] is not sides[1][0]:
        told, *_ = _ratio(match, sides[0][0], sides[1][0], first, second, 0.92)
        yield replace(told, alone=not any(one.about for one in (told.target, *told.terms)))
        staff = [one for one in before if "教职" in one.mention.own or "职工" in one.mention.own]
        for one in staff if "师" in names.groups() and told.standing is Standing.BROKEN else ():
            pair = (one, sides[1][0]) if names["left"] == "师" else (sides[0][0], one)
            yield from (replace(each, alone=False) for each in _ratio(match, *pair, first, second, 0.6))


def _ratio(
    match: re.Match[str], one: Token, other: Token, first: Decimal, second: Decimal, strength: float
) -> Iterator[Candidate]:
    unlike = one.measure != other.measure
    if (unlike and "money" in (one.measure, other.measure)) or one.amount == 0 or other.amount == 0:
        return
    for top, bottom, left, right in ((one, other, first, second), (other, one, first, second)):
        expected = bottom.amount * left / right
        decimals = max(len(match["first"].partition(".")[2]), len(match["second"].partition(".")[2]))
        rounded = Decimal(1).scaleb(-decimals) / 2
        # a printed side other than 1 may be rounded: 1:12.5
        loose = bottom.amount * left / right * (rounded / max(left, right)) if 1 in (left, right) else Decimal(0)
        yield Candidate(
            question=("ratio", match.start()),
            kind=StatementKind.RATIO,
            target=top,
            terms=(bottom,),
            roles=(Role.PART, Role.PART),
            expected=expected,
            slack=loose + top.half * (0 if top.measure != "money" else 1),
            line=f"{plain(bottom.amount)} × {plain(left)}:{plain(right)} = {plain(expected)}",
            strength=strength + (0.05 if top is one else -0.15),
            alone=top is one and not unlike and not any(token.about for token in (one, other)),
            slipping=((bottom, top.amount * right / left),),
        )


def _multiples(block: Block) -> Iterator[Candidate]:
    """是上年的1.5倍, 增长2倍."""
    for token in block.tokens:
        if token.measure != "倍" or not (_TIMES.now.search(token.lead) or _TIMES_OF.search(token.clause)):
            continue
        grown = compiled(r"增长|增加|扩大|提高").search(token.lead) is not None and not compiled(
            r"(?:到|至|为)[^，。；¤]*$"
        ).search(token.lead)
        values = [one for one in block.recent(token) if one.sentence == token.sentence and not one.is_rate]
        values = values or _two_behind(block, token)
        for _at, top in enumerate(values):
            for bottom in values:
                if bottom.at == top.at or bottom.measure != top.measure or bottom.amount == 0:
                    continue
                value = top.amount / bottom.amount - (1 if grown else 0)
                sure = len(values) == 2 or (
                    _TIMES_OF.search(token.clause) is not None and bottom.at == token.at - 1 and top.at == token.at - 2
                )
                ordered = compiled(r"上年|去年|年初|前|计划|预算|由|从|是|为|20\d\d年").search(bottom.lead) is not None
                yield Candidate(
                    question=("multiple", token.start),
                    kind=StatementKind.RATIO,
                    target=token,
                    terms=(top, bottom),
                    roles=(Role.MULTIPLE, Role.PART, Role.WHOLE),
                    expected=value,
                    slack=token.half,
                    line=f"{plain(top.amount)} ÷ {plain(bottom.amount)}"
                    + (" − 1" if grown else "")
                    + f" = {plain(value.quantize(Decimal('0.0001')))}",
                    strength=0.85 if sure and ordered else 0.5,
                    alone=sure and not any(one.about for one in (token, top, bottom)),
                )


def _two_behind(block: Block, token: Token) -> list[Token]:
    """The two amounts that follow what is so many times another (是上年的1.5倍，上年发放84万元，本年发放126万元)."""
    behind = [one for one in block.after(token, same=False) if not one.is_rate and not one.is_price]
    pair = behind[:2]
    alike = len(behind) == len(pair) == 2 and pair[0].measure == pair[1].measure
    if not alike or not _EARLIER_ONE.search(pair[0].lead) or _EARLIER_ONE.search(pair[1].lead):
        return []
    return [pair[1], pair[0]]
