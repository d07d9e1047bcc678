"""Figures printed twice: in 元 and in 万元, totals that are said to be equal, changes of a whole and of its parts."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from formaudit.forms.narrative.readings.additions import sum_candidate
from formaudit.forms.narrative.readings.candidate import Candidate, finest, plain, sum_of
from formaudit.forms.narrative.readings.cues import TOTAL
from formaudit.forms.narrative.readings.prices import is_price
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.forms.narrative.words import Wording
from formaudit.model.statement import Role, StatementKind
from formaudit.patterns import compiled, late

__all__ = ["twin_candidates", "units_in"]

_CONVERTED: Final = compiled(
    r"^\s*[(（，,]?\s*(?:折合|合计|合|即|折|约合|约|相当于|计|折算为?|换算为?|也就是|也即|亦即)(?:人民币|约|为)?\s*[:：]?\s*$"
)
_ASIDE: Final = compiled(r"^\s*[(（][^()（）¤]*[)）]")
_BRACKET: Final = compiled(r"^\s*[(（](?:约|合|即|折合|大写)?\s*$")
_BALANCED: Final = compiled(
    r"收支(?:总计|总额|合计)?(?:相等|平衡|相抵|一致|持平)|(?:两者|二者)(?:相等|一致)|与[^，。；¤]{2,14}(?:一致|相符|相等|相同)|数额一致|收支相等|账表相符|账实相符"
)
_SIZES: Final = {
    "米": ("length", Decimal(1)), "公里": ("length", Decimal(1000)),
    "斤": ("weight", Decimal("0.5")), "公斤": ("weight", Decimal(1)), "千克": ("weight", Decimal(1)),
    "吨": ("weight", Decimal(1000)),
    "平方米": ("area", Decimal(1)), "亩": ("area", Decimal(10000) / 15), "公顷": ("area", Decimal(10000)),
    "平方公里": ("area", Decimal(1_000_000)),
}  # fmt: skip
"""Units that are converted into each other: what they measure, and how much one is."""
_CERTAINLY: Final = compiled(r"折|即|相当|换算|也就是|亦即")
_EACH_ONE: Final = late(r"\s*(?:每|/|一[户人亩])")
"""补助3万元，合3000元每户: the second is not the first in another unit."""
_SCALED: Final = compiled(r"[万亿]")
_GRAND: Final = (late(r"收入(?:决算)?总计(?:为)?\s*$"), late(r"支出(?:决算)?总计(?:为)?\s*$"))
_KEPT: Final = late(r"结[转余]|余额|差额")
_LEFT_OVER: Final = late(r"[后，,]{0,2}[^，。；]{0,6}(?:结余|盈余|节余|超支|亏损|赤字|差额|结转|余额)")
_TOTALS: Final = (("收入", "支出"), ("到位", "支出"), ("预算", "决算"), ("账面", "实际"), ("账", "实"))


def twin_candidates(block: Block, wholes: Mapping[int, Token]) -> Iterator[Candidate]:
    """Amounts printed in two units, totals said to be equal, and a change with the changes of the parts."""
    yield from _converted(block)
    yield from _balanced(block)
    yield from _grand_totals(block)
    yield from _changes(block, wholes)


def _converted(block: Block) -> Iterator[Candidate]:
    for first, second in zip(block.tokens, block.tokens[1:], strict=False):
        size = _size(first, second)
        if size is None or first.is_rate or first.sentence != second.sentence or is_price(first):
            continue
        between = block.between(first, second)
        between = _ASIDE.sub("", between)
        certain = _CERTAINLY.search(between) is not None
        said = _CONVERTED.match(between) and (certain or first.measure == second.measure)
        if not (said or _BRACKET.match(between)) or _EACH_ONE.match(block.blotted, second.end):
            continue
        expected = first.amount * size
        halves = first.half * size, second.half
        wide, narrow = max(halves), min(halves)
        about = (first if halves[0] > halves[1] else second).about
        yield Candidate(
            question=("same", second.start),
            kind=StatementKind.SAME,
            target=second,
            terms=(first,),
            roles=(Role.VALUE, Role.VALUE),
            expected=expected,
            slack=wide * (2 if about else 1) if narrow < wide else Decimal(0),
            line=f"{first.raw.strip()} = {plain(expected)}",
            strength=0.9 if certain else 0.8 if expected and abs(second.amount / expected - 1) < 1 else 0.5,
            alone=not about or abs(expected - second.amount) > wide * 10,
            slipping=((first, second.amount / size),),
        )


def units_in(first: Token, second: Token) -> Decimal | None:
    """How many units of the second figure are one of the first, where they measure the same in two units."""
    own, other = _SIZES.get(first.measure), _SIZES.get(second.measure)
    return own[1] / other[1] if own is not None and other is not None and own[0] == other[0] else None


def _size(first: Token, second: Token) -> Decimal | None:
    """How many units of the second figure are one of the first, if one may be the other converted."""
    if first.measure == second.measure:
        units = first.mention.quantity.unit, second.mention.quantity.unit
        scaled = [_SCALED.search(one.raw) is not None for one in (first, second)]
        return Decimal(1) if units[0] != units[1] or scaled[0] != scaled[1] else None
    return units_in(first, second)


def _balanced(block: Block) -> Iterator[Candidate]:
    for match in _BALANCED.finditer(block.text):
        before = [one for one in block.tokens if one.end <= match.start()]
        if match[0].endswith("相抵") and _LEFT_OVER.match(block.text, match.end()):
            continue  # 收支相抵结余14.6万元
        here = [
            one
            for one in before
            if not compiled("[。\n]").search(block.text[one.end : match.start()]) and one.measure == "money"
        ]
        for left, right in _TOTALS:
            first = [one for one in here if left in one.lead and _total_like(one)]
            second = [one for one in here if right in one.lead and _total_like(one)]
            if len(first) == 1 and len(second) == 1 and first[0] is not second[0]:
                yield Candidate(
                    question=("equal", match.start()),
                    kind=StatementKind.SAME,
                    target=second[0],
                    terms=(first[0],),
                    roles=(Role.VALUE, Role.VALUE),
                    expected=first[0].amount,
                    slack=finest((first[0], second[0]))
                    if first[0].mention.quantity.unit != second[0].mention.quantity.unit
                    else Decimal(0),
                    line=plain(first[0].amount),
                    strength=0.9,
                    alone=not first[0].about and not second[0].about,
                    slipping=((first[0], second[0].amount),),
                )
                break


def _grand_totals(block: Block) -> Iterator[Candidate]:
    """收入总计2032.06万元，支出总计2032.06万元: printed alike in every account, what is carried over counted in."""
    for run in block.sentences():
        money = [one for one in run if one.measure == "money"]
        pair = money[:2]
        if len(pair) < len(_GRAND) or any(not words.search(one.lead) for words, one in zip(_GRAND, pair, strict=True)):
            continue
        if pair[0].at + 1 != pair[1].at or any(_KEPT.search(one.lead) for one in money[2:]):
            continue
        first, second = pair
        yield Candidate(
            question=("equal", second.start),
            kind=StatementKind.SAME,
            target=second,
            terms=(first,),
            roles=(Role.VALUE, Role.VALUE),
            expected=first.amount,
            slack=finest(pair) if first.mention.quantity.unit != second.mention.quantity.unit else Decimal(0),
            line=plain(first.amount),
            strength=0.68,  # told where a slip explains the gap
            alone=not first.about and not second.about,
            slipping=((first, second.amount),),
        )


def _total_like(token: Token) -> bool:
    return compiled(r"总|合计|收入|支出|金额|数").search(token.lead) is not None or TOTAL.search(token.lead) is not None


def _changes(block: Block, wholes: Mapping[int, Token]) -> Iterator[Candidate]:
    """The whole grew by six, its parts by three and three."""
    by_whole: dict[int, list[int]] = {}
    for part, whole in wholes.items():
        by_whole.setdefault(whole.at, []).append(part)
    for whole_at, parts in by_whole.items():
        changes = [_change_of(block, at) for at in (whole_at, *sorted(parts))]
        if len(changes) < 3 or any(one is None for one in changes):
            continue
        first, *rest = [one for one in changes if one is not None]
        signs = {one.mention.sign for one in (first, *rest)}
        whole, shares = block.tokens[whole_at], [block.tokens[at] for at in parts]
        # 收入28519亿元增加1965亿元，其中保费22407亿元…、补贴4291亿元…: what is not told changed as well.
        closed = abs(sum_of(shares) - whole.amount) <= finest((whole, *shares)) * 2
        if len(signs) == 1 and first.measure == rest[0].measure and closed:
            yield sum_candidate(("changes", first.start), first, rest, 0.85)


def _change_of(block: Block, at: int) -> Token | None:
    if at + 1 >= len(block.tokens):
        return None
    following = block.tokens[at + 1]
    return (
        following if following.role is Wording.DIFFERENCE and following.sentence == block.tokens[at].sentence else None
    )
