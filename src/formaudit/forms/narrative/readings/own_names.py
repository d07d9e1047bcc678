"""Figures that name something of their own, which the amounts before them do not speak of.

Reports run on with commas from one matter to the next: 会议费支出1.8万元，比预算2.4万元节约0.6万元，工程完工率100%.
The works are no part of the meetings, however near they stand.
"""

from decimal import Decimal
from typing import Final

from formaudit.forms.narrative.readings.candidate import Candidate
from formaudit.forms.narrative.readings.change_words import DOWN, UP
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.model.statement import StatementKind
from formaudit.patterns import compiled

__all__ = ["averaged_otherwise", "headed_by_another", "names_another"]

_COMMON: Final = compiled(
    r"[^\u4e00-\u9fff]|其中|占比|比例|比重|进度|执行|完成|支[出付]|到位|拨付|使用|资金|预算|项目|经费|任务|目标|计划|指标|财政|金额|总额|数量"
    r"|年[初末]|[全本当年]年|年度|上年|去年|期末|总体|整体|综合|平均|实际|截[至止]|目前|累计|合计|分别|达到?|以上|本[级次项期批]|该[项类]"
    r"|得分|人数|[占所率总已现均各为是约近即的了到至和与比较约共仅只超年月日]"
)
_RECKONED: Final = compiled(r"[上下]浮|节[资支约省]|[审核]减|[上下]半|[一二三四]季")
"""How a rate is reckoned, or by when: it names nothing that it is of."""
_OF_WORKS: Final = compiled(r"开工|完工|竣工|覆盖|建成")
"""The same, of what is built or reached and never of money."""
_MISSED: Final = compiled(r"偏[离差]")
_GOAL: Final = compiled(r"目标|计划|任务|指标值")
_OF_MONEY: Final = compiled(r"执行|支[出付]|到位|拨付|资金|预算|经费|投资")
_OF_POSTS: Final = compiled(r"[编员岗人配缺控]|在职")
_OPENED: Final = compiled(r"其中|包括|包含|用于|由|[:：(（]")
_COUNTING: Final = compiled(r"涉及|[分共][为计有]?\s*$|包括|包含|含|计划|安排|实施|支持")
_STAGED: Final = compiled(r"已|其中|累计")
_TASK: Final = compiled(r"(?:任务|目标|计划)[^，。；¤]{0,4}的\s*$")
_CHANGING: Final = compiled(rf"{UP}|{DOWN}|同比|环比|相比|同期|超额|幅度|[幅速度]")
_AVERAGED: Final = compiled(r"[人户亩村台次场期季月日年车床校站所班笔件批镇乡项家]均")
_WORD: Final = 2
"""So many characters are a word that names something."""
_LONG: Final = 5
"""So many unlike characters are a name that no stage or verb makes up (职业技能等级认定合格412人)."""
_PAIR: Final = 2
_COMMA: Final = 2
"""The rank of a comma."""
_TEN_TIMES: Final = Decimal(1000)
"""In percent."""


def names_another(block: Block, one: Candidate) -> bool:
    """Whether the words of a rate, or the figure right before it, say that it is of other things than two amounts."""
    if one.target.measure != "%":
        return False
    if one.kind is StatementKind.GROWTH:
        return _of_nearer(block, one) or _changed_otherwise(one)
    return _of_nearer(block, one) or _called_otherwise(one) or _no_whole(one) or _of_own_amount(one)


def _called_otherwise(one: Candidate) -> bool:
    """Whether a rate goes by a name that neither of its amounts goes by, not by half of its characters."""
    name = _RECKONED.sub("", one.target.clause)
    if all(term.measure != "money" for term in one.terms):
        name = _OF_WORKS.sub("", name)
    if any(_GOAL.search(term.lead) for term in one.terms):
        name = _MISSED.sub("", name)
    return _unspoken(set(_COMMON.sub("", name)), _COMMON.sub("", "".join(map(_words, one.terms))))


def _changed_otherwise(one: Candidate) -> bool:
    """Whether a rate of change goes by a name that no amount goes by (得分提高3.4分，化肥使用量减少3.5%)."""
    if any(term.at > one.target.at for term in one.terms):
        return False
    own = set(_CHANGING.sub("", _COMMON.sub("", one.target.clause)))
    return _unspoken(own, "".join(map(_words, one.terms)), least=_WORD + 1)


def _of_own_amount(one: Candidate) -> bool:
    """Whether a rate and the amount right before it go by one name, and that amount by more that its whole lacks.

    补助资金102万元，清欠账款86万元，清欠率78.18%: what was owed is printed nowhere.
    """
    rate, top, bottom = one.target, one.terms[0], one.terms[-1]
    named = set(_COMMON.sub("", rate.clause))
    if len(one.terms) != _PAIR or not bottom.at < top.at == rate.at - 1 or _STAGED.search(top.clause):
        return False
    if "占" in rate.clause or (named and not named <= set(top.clause)):
        return False
    if not named and not _TASK.search(rate.clause):
        return False
    own = set(_COMMON.sub("", _RECKONED.sub("", top.clause))) - named
    said = _words(bottom)
    enough = (_WORD if named else _WORD + 1) if top.measure == "money" else _LONG
    return len(own) >= enough and not any(each in said for each in own)


def _of_nearer(block: Block, one: Candidate) -> bool:
    """Whether another kind of thing is counted between the amounts and a rate that money does not need.

    实有66人，住院床位280张，使用率86.4%; 面积由28平方米提高到31平方米，门诊量15.6万人次，同比增长8.3%.
    """
    rate, last = one.target, max(one.terms, key=lambda term: term.at)
    near = block.tokens[max(last.at + 1, rate.at - 1) : rate.at]
    return (
        len(near) == 1
        and not near[0].is_rate
        and near[0].sentence == rate.sentence
        and near[0].rank >= _COMMA
        and near[0].measure != last.measure
        and not _OF_MONEY.search(rate.clause)
    )


def _no_whole(one: Candidate) -> bool:
    """Whether the second amount is no whole of the first: posts for a rate of other things, visits for persons."""
    top, bottom = one.terms[0], one.terms[-1]
    if "编制" in bottom.lead and not _OF_POSTS.search(one.target.clause):
        return True
    units = {term.mention.quantity.unit.lstrip("万亿") for term in (top, bottom)}
    apart = top.at - bottom.at > 1
    return (apart and units == {"人", "人次"}) or one.expected > _TEN_TIMES > one.target.amount


def headed_by_another(block: Block, one: Candidate) -> bool:
    """Whether a list follows something counted that is not of its whole (未付108万元，下拨资金三批，分别为…).

    In a sentence of its own it is headed by the number of its figures (共划拨2家单位，分别为甲局20万元、乙局15万元).
    """
    first = min(one.terms, key=lambda term: term.at)
    between = block.tokens[one.target.at + 1 : first.at]
    if one.question[0] != "sum" or not between or _OPENED.search(block.between(one.target, first)):
        return False
    head = between[-1]
    if first.sentence != one.target.sentence and not (head.amount == len(one.terms) and "分别" in first.lead):
        return False
    return not head.is_rate and not _COUNTING.match(head.clause.lstrip("，,； ")) and _strange(head.clause, one.target)


def averaged_otherwise(one: Candidate) -> bool:
    """Whether an average goes by a name that no figure of the list before it goes by, or is taken for a quantity.

    划拨2家单位，分别为甲局20万元、乙局15万元；村级集体经济收入平均18.6万元; 每平方米400元，人均绿地14.2平方米.
    """
    if one.kind is StatementKind.PRODUCT:
        return any(_AVERAGED.search(term.lead) for term in one.terms[1:])
    listed = len(one.terms) > _PAIR and all(term.measure == one.target.measure for term in one.terms)
    behind = all(term.at < one.target.at for term in one.terms)
    return (
        one.kind is StatementKind.AVERAGE
        and listed
        and behind
        and _strange(one.target.clause, *one.terms, least=_WORD + 1)
    )


def _strange(clause: str, *tokens: Token, least: int = _WORD) -> bool:
    """Whether words name something of which figures do not speak with half of the characters."""
    own = set(_AVERAGED.sub("", _COMMON.sub("", clause)))
    return _unspoken(own, _COMMON.sub("", "".join(map(_words, tokens))), least=least)


def _unspoken(own: set[str], said: str, *, least: int = _WORD) -> bool:
    """Whether the characters of a name, if there are enough to be one, do not stand in some words by half."""
    return len(own) >= least and 2 * sum(each in said for each in own) < len(own)


def _words(token: Token) -> str:
    return token.clause + token.mention.quantity.unit + token.tail
