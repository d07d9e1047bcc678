"""Ratios of two amounts (8:2, so many times another), and of several (5:3:2)."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from formaudit.forms.narrative.readings.candidate import Candidate, plain
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.model.statement import Role, Standing, StatementKind
from formaudit.patterns import Late, compiled, late

__all__ = ["span_candidates"]

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
_LEVERED: Final = Late(r"(?:放大|撬动|杠杆)[^，。；¤]{0,6}$")
_BEHIND: Final = Late(r"^[，,]?\s*(?:其中|即|[(（])")
_TIMES_OF: Final = late(r"(?:是|为|相当于|达到?)[^，。；]*的\s*$")
_TIMES: Final = Late(
    r"是[^，。；¤]{0,16}的\s*$|(?:增长|增加|扩大|提高)(?:了|到)?\s*$|相当于[^，。；¤]{0,16}的\s*$|为[^，。；¤]{0,16}的\s*$"
    r"|(?:放大|撬动|杠杆)(?:了|效应|倍数)?(?:为|达|约)?\s*$"
)


def span_candidates(block: Block) -> Iterator[Candidate]:
    """Ratios of two amounts and of several."""
    yield from _ratios(block)
    yield from _shares(block)
    yield from _multiples(block)


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
        if not before and after and _BEHIND.now.search(after[0].lead):
            yield from _short_ratio(match, block, after, first, second)
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
                levered = _LEVERED.now.search(token.lead) is not None and bottom.at < top.at == token.at - 1
                ordered = (
                    levered
                    or compiled(r"上年|去年|年初|前|计划|预算|由|从|是|为|20\d\d年").search(bottom.lead) is not None
                )
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
