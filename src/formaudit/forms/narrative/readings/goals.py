"""What was wanted and what was reached, one beside the other: 应补助9人，实际补助9人; 预算40万元，实际支出38万元.

These readings confirm and never contradict: a goal may be missed, and a budget overspent, without a slip.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from formaudit.forms.narrative.readings.candidate import Candidate, plain
from formaudit.forms.narrative.readings.names import bare_name, of_one_thing, pairs_of
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.forms.narrative.words import Wording
from formaudit.model.statement import Role, StatementKind
from formaudit.patterns import late

__all__ = ["goal_candidates"]

_CONFIRMING: Final = 0.36
_NEAR: Final = 2
_SCORES: Final = 6
_WANTED: Final = late(
    r"(?:^|[^对适响反感])应(?!急|对|用|届|付款)|计划(?!生育)|任务|目标|指标(?:值|数|为|是)|标准|设定|要求|拟|需要|核定|年初|控制|定额|限额|上限"
)
_REACHED: Final = late(r"实际|完成|达到|达(?=\s*$)|实现|已|实(?:发|补|收|到|有)|测评|得分|验收|建成|开展|培训|举办")
_DONE: Final = late(r"实际|完成(?!时)|达到|已|实现|测评")
_LIMIT: Final = late(r"控制|不(?:超过|高于|大于|多于)|限额|上限|以内|以下|定额|最高|编制")
_GRANTED: Final = late(r"预算(?!执行)|安排|下达|计划|批复|概算|到位|拨入|收到|争取|投入|总投资|资金总?额|经费")
_SPENT: Final = late(r"支出|支付|执行|使用|拨付|发放|兑付|列支|报账|完成投资")
_LEFT: Final = late(r"未|结余|余款|剩余|结转|尚|还需|节约|上年|去年|预计|拟")
_BESIDE: Final = late(
    r"(?P<way>低于|小于|少于|未?(?:突破|超过|超出)|不(?:超过|高于|大于|低于|少于|小于)|控制在|高于|大于|多于|优于)(?:了|于)?"
    r"[^，。；¤]{0,10}?(?:控制|指标|目标|计划|标准|要求|任务|限额|定额|规定|预算|批复)[^，。；¤]{0,8}$"
)
_BEYOND: Final = frozenset({"超出", "超过", "高于", "低于"})
_EXCESS: Final = late(r"(?:金额|额度|部分|资金)(?:为|达)?\s*$")
_UP: Final = frozenset({"高于", "大于", "多于", "优于", "超过", "超出", "突破", "不低于", "不少于", "不小于"})
_MISSED: Final = late(r"\s*[，,]?(?:[(（])?\s*(?:指标)?(?:未(?:能)?(?:完成|达|实现)|没有完成|低于|欠)")
_POSTS: Final = late(r"(?:编制|核编)[^，。；¤]{0,8}$")
_STAFF: Final = late(r"(?:实有|在职|在编|在岗|现有|实际)[^，。；¤]{0,10}$")
_NO_STAFF: Final = late(r"离休|退休|编外|临聘|聘用|遗属|其中|劳务|购买")
_NO_POSTS: Final = late(r"实有|在职|在编|其中")
_PEOPLE: Final = ("人", "个")
_WORTH: Final = late(r"分值|满分|权重|标准分|总分值")
_EARNED: Final = late(r"得分|得(?:了|到)?\s*$|自评分|评分")
_SIDE_WORDS: Final = late(
    r"应|计划|任务|目标|指标值?|标准|实际|完成值?|达到?|实现|全年|本年度?|年度|年初|数|值|已|支付|支出|执行|使用|拨付|发放|[为是约]"
)


def goal_candidates(block: Block) -> Iterator[Candidate]:
    """Every figure that was to be reached, with the one that was."""
    for token in block.tokens:
        if token.role in (Wording.GROWTH, Wording.DIFFERENCE) or token.about:
            continue
        reached = _next(block, token)
        if reached is None or reached.role in (Wording.GROWTH, Wording.DIFFERENCE):
            continue
        found = _beside(block, token, reached) or _scored(token, reached) or _met(block, token, reached)
        if found is not None:
            yield found
    yield from _staffed(block)


def _next(block: Block, token: Token) -> Token | None:
    """The figure of the same measure that follows in the sentence, right behind or with one other between."""
    scored = token.measure == "分"
    for other in block.tokens[token.at + 1 : token.at + 1 + (_SCORES if scored else _NEAR)]:
        if other.sentence != token.sentence or (scored and other.part != token.part):
            return None
        if other.measure == token.measure:
            return other
    return None


def _beside(block: Block, reached: Token, wanted: Token) -> Candidate | None:
    """火灾3起，低于控制指标82起: how the first stands to the second is said between them."""
    match = _BESIDE.search(wanted.lead)
    if match is None or wanted.part != reached.part or wanted.at - reached.at > 1:
        return None
    way = match["way"]
    up = way in _UP
    if way in _BEYOND and _EXCESS.search(wanted.lead) and wanted.amount * 2 <= reached.amount:
        return None  # 超出预算金额99.56万元: that is by how much
    del block
    return _candidate(reached, wanted, up=up) if _stands(reached.amount, wanted.amount, up=up) else None


def _stands(reached: Decimal, wanted: Decimal, *, up: bool) -> bool:
    return reached >= wanted if up else reached <= wanted


def _scored(worth: Token, earned: Token) -> Candidate | None:
    """分值10分，自评得分9分; 得分9分（满分10分）: full marks in brackets belong to the score before them."""
    if worth.measure != "分":
        return None
    if earned.depth > worth.depth and earned.at == worth.at + 1 and _WORTH.search(earned.lead):
        worth, earned = earned, worth
    elif earned.depth < worth.depth or not _WORTH.search(worth.lead) or _WORTH.search(earned.lead):
        return None
    if not _EARNED.search(earned.lead) or earned.amount > worth.amount:
        return None
    return _candidate(earned, worth, up=False)


def _met(block: Block, wanted: Token, reached: Token) -> Candidate | None:
    """What was planned, then what was done of the same thing."""
    if _LEFT.search(reached.lead) or _LEFT.search(wanted.lead) or not _one_thing(wanted, reached):
        return None
    if wanted.measure == "money" and not wanted.is_price and not reached.is_price:
        granted = _GRANTED.search(wanted.lead) is not None and not _SPENT.search(wanted.lead)
        if granted and _SPENT.search(reached.lead) and reached.amount <= wanted.amount:
            return _candidate(reached, wanted, up=False)
        if not (_WANTED.search(wanted.lead) and reached.amount == wanted.amount):
            return None
    said = "实际" in reached.lead
    planned = _WANTED.search(wanted.lead) is not None and _DONE.search(wanted.lead) is None
    if reached.amount == wanted.amount and (said or (planned and _REACHED.search(reached.lead))):
        return _candidate(reached, wanted, up=True)
    if not planned and not (said and _named_alike(wanted, reached)):
        return None
    if not _REACHED.search(reached.lead):
        return None
    if _LIMIT.search(wanted.lead):
        return _candidate(reached, wanted, up=False) if reached.amount <= wanted.amount else None
    if reached.amount >= wanted.amount:
        return _candidate(reached, wanted, up=True) if planned else None
    missed = _MISSED.match(block.blotted, reached.end) is not None
    return _candidate(reached, wanted, up=False) if missed else None


def _named_alike(wanted: Token, reached: Token) -> bool:
    own = pairs_of(_named(reached))
    return bool(own) and own <= pairs_of(_named(wanted))


def _one_thing(wanted: Token, reached: Token) -> bool:
    """Whether the second figure names nothing that the first does not: 甲预算40万元，乙支出30万元 speak of two."""
    if reached.mention.quantity.unit != wanted.mention.quantity.unit and reached.measure != "money":
        return False
    return of_one_thing(_named(wanted), _named(reached))


def _named(token: Token) -> str:
    """What a figure is called, steps of the year and fillers left out."""
    counted = token.measure != "money" and not token.is_rate
    return bare_name(token.lead + (token.tail[:8] if counted else ""), _SIDE_WORDS)


def _staffed(block: Block) -> Iterator[Candidate]:
    """事业编制核定数35名。实有事业人员32名: staff within its quota, over the end of a sentence."""
    for quota in block.tokens:
        if quota.measure not in _PEOPLE or not _POSTS.search(quota.lead) or _NO_POSTS.search(quota.lead):
            continue
        behind = [one for one in block.tokens[quota.at + 1 : quota.at + 6] if one.sentence - quota.sentence <= 2]
        for staff in behind:
            if _POSTS.search(staff.lead) or staff.measure not in _PEOPLE:
                break
            if _STAFF.search(staff.lead) and not _NO_STAFF.search(staff.lead):
                if staff.measure == "人" and staff.amount <= quota.amount:
                    yield _candidate(staff, quota, up=False)
                break


def _candidate(reached: Token, wanted: Token, *, up: bool) -> Candidate:
    sign = "=" if reached.amount == wanted.amount else "≥" if up else "≤"
    return Candidate(
        question=("goal", max(reached.start, wanted.start)),
        kind=StatementKind.TARGET,
        target=reached,
        terms=(wanted,),
        roles=(Role.REACHED, Role.WANTED),
        expected=reached.amount,
        slack=Decimal(0),
        line=f"{plain(reached.amount)} {sign} {plain(wanted.amount)}",
        strength=_CONFIRMING,
        alone=False,
    )
