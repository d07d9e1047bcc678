"""Amounts that are printed again as another step of the same money: 预算16万元…支付16万元, 总投资7万元…合计7万元.

These readings confirm and never contradict. One digit alone comes again by chance: then a name must be shared. Four
digits hardly do, whatever they count.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from formaudit.forms.narrative.readings.candidate import Candidate, plain, significant
from formaudit.forms.narrative.readings.cues import LAST_YEAR
from formaudit.forms.narrative.readings.names import bare_name, pairs_of
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.forms.narrative.words import Wording
from formaudit.model.statement import Role, StatementKind
from formaudit.patterns import late

__all__ = ["again_candidates"]

_CONFIRMING: Final = 0.36
_BACK: Final = 60
_DIGITS: Final = 2
_MANY_DIGITS: Final = 4
_STEP: Final = late(
    r"预算|安排|下达|计划|批复|概算|到位|拨入|收到|争取|投入|总投资|资金|经费|支出|支付|执行|使用|拨付|发放|兑付|列支"
    r"|合计|共计|总计|总额|完成投资|补助"
)
_OTHER: Final = late(
    r"结余|余款|剩余|结转|尚|还需|节约|扣|单价|标准|每|各|人均|分别|第[一二三四五六七八九十\d]|预计|拟"
)
_STEPS: Final = late(
    r"预算|安排|下达|计划|批复|概算|到位|拨入|收到|争取|投入|投资|支出|支付|执行|使用|拨付|发放|兑付|列支|合计|共计|总计"
    r"|[我本该全][省市州县区局镇乡村校院]|工程|任务|建设|实际|财政|中央|省级|市级|县级|区级|上级|全年|年初|年度?|数|已|申请|建议|共|用于|[为是约]"
)


def again_candidates(block: Block) -> Iterator[Candidate]:
    """Each amount of money that stands before it in the text already, as a step of the same money."""
    seen: dict[tuple[str, Decimal], list[Token]] = {}
    for token in block.tokens:
        long = significant(token.amount) >= _MANY_DIGITS and token.measure != "money" and not token.about
        if not long and not _whole(token):
            continue
        earlier = seen.setdefault((token.measure, token.amount), [])
        for other in reversed(earlier):
            if token.at - other.at <= _BACK and _same(other, token):
                yield _candidate(other, token)
                break
        earlier.append(token)


def _whole(token: Token) -> bool:
    """Whether a figure is an amount of money at some step of the year, and neither a price nor what is left."""
    return (
        token.measure == "money"
        and token.amount > 0
        and not token.is_price
        and not token.about
        and token.role is Wording.VALUE
        and _STEP.search(token.clause) is not None
        and not _OTHER.search(token.lead)
        and not LAST_YEAR.search(token.clause)
    )


def _same(other: Token, token: Token) -> bool:
    first, second = bare_name(other.clause, _STEPS), bare_name(token.clause, _STEPS)
    shared = not pairs_of(first).isdisjoint(pairs_of(second))
    if token.measure != "money":
        return shared or other.sentence != token.sentence
    return shared or (significant(token.amount) >= _DIGITS and not (first and second))


def _candidate(other: Token, token: Token) -> Candidate:
    return Candidate(
        question=("again", token.start),
        kind=StatementKind.SAME,
        target=token,
        terms=(other,),
        roles=(Role.VALUE, Role.VALUE),
        expected=other.amount,
        slack=Decimal(0),
        line=f"{other.raw.strip()} = {plain(other.amount)}",
        strength=_CONFIRMING,
        alone=False,
    )
