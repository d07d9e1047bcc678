"""The accounts of a budget: 收入A，加上级补助B，上年结余C，收入合计D; 上述收支相抵，年终结余E."""

from collections.abc import Iterator, Sequence
from typing import Final

from formaudit.forms.narrative.readings.additions import balance_candidate, sum_candidate
from formaudit.forms.narrative.readings.candidate import Candidate
from formaudit.forms.narrative.readings.change_words import is_change
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.patterns import late

__all__ = ["ADDED", "account_candidates"]

ADDED: Final = late(r"^[；，,;\s]*(?:再)?加上?(?![强快大之])以?")
_TOTAL: Final = late(
    r"(?:收入|支出|资金|财力|收支)(?:总计|合计|总量|总额|总数)(?:为|达|共)?\s*$|^[，,]?(?:合计|总计|共计)\s*$"
)
_BALANCED: Final = late(r"(?:上述|以上)?收支(?:相抵|轧差|品迭)[^。；¤]{0,12}结余(?:为|资金)?\s*$")
_CAME: Final = late(r"收入|结余|结转|补助|转贷")
_WENT: Final = late(r"支出|上解|调出|还本")
_SIDES: Final = (late(r"收入(?:总计|合计|总量)"), late(r"支出(?:总计|合计|总量)"))
_SUMMED, _BALANCE = 0.95, 0.85
_BEFORE: Final = 0.75
_BACK: Final = 3
_LEAST: Final = 2


def account_candidates(block: Block) -> Iterator[Candidate]:
    """Every total of what is added to an amount, and every balance of what came and went in the sentences before."""
    for token in block.tokens:
        if token.measure != "money" or token.is_price:
            continue
        if _TOTAL.search(token.lead):
            yield from _added_up(block, token)
        if _BALANCED.search(block.blotted[max(token.start - 40, 0) : token.start]):
            yield from _balanced(block, token)


def _added_up(block: Block, total: Token) -> Iterator[Candidate]:
    """地方收入271630万元，…；加上级补助收入120846万元，上年结余42690万元，收入合计435166万元."""
    before = [one for one in block.before(total) if not is_change(one) and not one.is_price and not one.depth]
    # A clause goes on over 、: 加上上级补助4862万元、上年结转138万元 is one joint.
    joints = [at for at, one in enumerate(before) if ADDED.search(one.clause) and (one.rank > 1 or not at)]
    if not joints or any(_TOTAL.search(one.lead) for one in before[joints[-1] :]):
        return
    added = before[joints[-1] :]
    if not joints[-1]:
        yield from _added_to_before(block, total, added)
        return
    starts = before[: joints[-1]][::-1]
    if _TOTAL.search(starts[0].lead):
        return  # 收入总量30万元；加上调剂支出24万元，支出总量29万元: what is added to stands elsewhere
    for order, start in enumerate(starts):
        found = sum_candidate(("total", total.start), total, (start, *added), _SUMMED, alone=order == 0)
        if order == 0 or found.standing.agreed:
            yield found


def _added_to_before(block: Block, total: Token, added: Sequence[Token]) -> Iterator[Candidate]:
    """收入完成1286万元。其中税收…。加上上级补助4862万元，收入总计6148万元: to what a sentence before begins with."""
    begun: dict[int, Token] = {}
    for one in block.recent(added[0]):
        plain = one.measure == total.measure and not (one.depth or is_change(one) or one.is_price)
        if plain and 0 < total.sentence - one.sentence <= _BACK:
            begun.setdefault(one.sentence, one)
    kind = next((word for word in ("收入", "支出") if word in total.lead), "")
    for start in begun.values():
        found = sum_candidate(("total", total.start), total, (start, *added), _BEFORE, alone=bool(kind in start.lead))
        if found.standing.agreed or (kind and kind in start.lead and found.slip):
            yield found


def _balanced(block: Block, left: Token) -> Iterator[Candidate]:
    """What came less what went, by the totals where they are told, else by all that is told."""
    near = [
        one
        for one in block.recent(left)
        if left.sentence - one.sentence <= _BACK
        and one.measure == left.measure
        and not (one.depth or is_change(one) or one.is_price)
    ]
    totals = [[one for one in near if words.search(one.lead)] for words in _SIDES]
    if len(totals[0]) == len(totals[1]) == 1:
        yield balance_candidate(("balance", left.start), totals[0][0], [(totals[1][0], -1)], left, _BALANCE, alone=True)
        return
    near = [one for one in near if left.sentence - one.sentence <= 1]
    came = [one for one in near if _CAME.search(one.lead) and not _WENT.search(one.lead)]
    went = [one for one in near if _WENT.search(one.lead)]
    if came and went and len(came) + len(went) == len(near) >= _LEAST and not any(totals):
        yield _told(left, came, went)


def _told(left: Token, came: Sequence[Token], went: Sequence[Token]) -> Candidate:
    start, *others = came
    moved = [*((one, 1) for one in others), *((one, -1) for one in went)]
    return balance_candidate(("balance", left.start), start, moved, left, _BALANCE, alone=True)
