"""What a printed rule gives for carrying out the budget: bands, steps off a bound, formulas (S01).

Each reading that a wording admits gives its points; a score that is one of them follows from the rule. Nobody is
accused by such a reading: where none agrees, the rule is one that only a person can apply.
"""

import ast
import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal, DivisionByZero, InvalidOperation
from types import MappingProxyType
from typing import Final

from formaudit.forms.scoring_rules import gives_points, names_execution
from formaudit.model.figure import ZERO
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["points_by_rule", "rules_of_execution"]

_N: Final = r"(\d{1,3}(?:\.\d+)?)"
_SENTENCE: Final = compiled(r"[。\n]|[；;](?=\d{1,2}[.、](?!\d))|(?<=[:：])(?=\d{1,2}[.、](?!\d))")
_OTHERS: Final = compiled(r"指标|目标|完成率|满意度|定性|定量|成本|质量|数量|时效")
_CLAUSE: Final = compiled(r"[，,；;。、]")
_AWARD: Final = compiled(
    rf"(?P<lost>扣|减)(?:除|减|去)?{_N}分"
    rf"|(?:分值|权重|标准分|总分|满分)的?{_N}%|{_N}%的?(?:分值|权重|分数|分)"
    rf"|(?:[得计记给赋为按]|^){_N}分"
    r"|(?P<full>满分|全分|不扣分)|(?P<none>零分|不得分|不计分|不给分)"
)
_STEP: Final = compiled(
    rf"每[^，。；;\d一二两五十]*?(?:于?{_N}%[^，。；;\d一二两五十]*?)?[,，]?"
    r"(?P<each>\d+(?:\.\d+)?|[一二两五十])个?(?:百分点|%|点)(?:的)?[,，]?(?:则|就|相应)?(?:扣|减)(?:除|减|去|掉)?"
    r"(?:(?P<points>\d+(?:\.\d+)?)分|(?:该项|指标|标准|本项)*(?:分值|权重|总分|满分)?的?(?P<share>\d+(?:\.\d+)?)%)"
)
_WORDS: Final[Mapping[str, int]] = MappingProxyType({"一": 1, "二": 2, "两": 2, "五": 5, "十": 10})
_BOUND: Final = compiled(r"(?<![\d.])(\d{2,3}(?:\.\d+)?)%")
_AWARDED: Final = compiled(rf"[得计记给赋为按]{_N}分")
_RANGE: Final = compiled(rf"{_N}%?(?:[(（]不?含[)）])?(?:[-—~～至到]+|与|和){_N}%")
_CHAIN: Final = compiled(rf"{_N}%?([≤<≥>])=?[^\d≤<≥>]*([≤<≥>])=?{_N}%")
_LEAST: Final = compiled(
    rf"(?:[≥>]=?|大于(?:等于|或等于)?|不低于|不小于|不少于|达到|超过|高于){_N}%|{_N}%?(?:[(（]不?含[^()（）]*[)）])?及?以上"
)
_MOST: Final = compiled(
    rf"(?:[≤<]=?|小于(?:等于|或等于)?|低于|不足|不高于|不超过|未达到|少于){_N}%|{_N}%?(?:[(（]不?含[^()（）]*[)）])?及?以[下内]"
)
_EVEN: Final = compiled(rf"(?<![\d.]){_N}%")
_RATE: Final = (
    r"(?:(?:预算|资金|实际|全年|年度|项目|部门|总|当年|支出)*(?:执行|支出|支付|使用|拨付|完成)(?:率|进度)"
    r"|(?:全年|实际|预算|资金)*(?:执行|支出|使用)[数额]?[/÷](?:全年|调整后?|年初|实际)*预算[数额]?)"
)
_WEIGHT: Final = r"(?:(?:该|本)?(?:项|指标|标准)?(?:的)?(?:分值|权重|满分|标准分|总分|指标分))"
_TERM: Final = compiled(r"[RW\d.%()+\-*/分]+")
_HUNDRED: Final = Decimal(100)
_OPERATORS: Final[Mapping[type[ast.operator], Callable[[Decimal, Decimal], Decimal]]] = MappingProxyType(
    {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}
)
_DEEPEST: Final = 120
"""The longest formula that is reckoned, in characters."""


def rules_of_execution(texts: Iterable[str]) -> tuple[str, ...]:
    """The rules among texts that are of the carrying out of the budget.

    What follows one without a subject goes with it. A text that names nothing at all (95%以上得满分；每下降5个百分点
    扣1分) may be of it.
    """
    found: list[str] = []
    for text in texts:
        words, mine = compact(text), False
        sentences = [one for one in _SENTENCE.split(words) if one]
        bare = _OTHERS.search(words) is None and not names_execution(words)
        for one in sentences:
            if names_execution(one) and gives_points(one):
                found.append(one)
                mine = True
            elif gives_points(one) and (bare or (mine and _OTHERS.search(one) is None)):
                found[-1:] = [f"{found[-1]}；{one}"] if mine else [*found[-1:], one]
                mine = True
            else:
                mine = False
    return tuple(dict.fromkeys(found))


def points_by_rule(rule: str, rate: Decimal, weight: Decimal) -> Iterator[Decimal]:
    """The points that the readings of a rule give for a rate in per cent, each between 0 and the weight."""
    for points in (*_by_bands(rule, rate, weight), *_by_steps(rule, rate, weight), *_by_formula(rule, rate, weight)):
        yield min(max(points, ZERO), weight).quantize(Decimal("0.0001"), rounding=ROUND_HALF_UP)


def _by_bands(rule: str, rate: Decimal, weight: Decimal) -> Iterator[Decimal]:
    condition = ""
    for clause in _CLAUSE.split(rule):
        if "每" in clause or compiled(r"[×÷*]").search(clause):
            condition = ""
            continue
        award = _AWARD.search(clause)
        ahead = clause[: award.start()] if award is not None else clause
        condition = ahead if _EVEN.search(ahead) or _LEAST.search(ahead) or _MOST.search(ahead) else condition + ahead
        if award is None:
            continue
        low, high = _band(condition)
        if low <= rate <= high:
            lost, share, points = award[2], award[3] or award[4], award[5]
            if award["full"] is not None:
                yield weight
            elif award["none"] is not None:
                yield ZERO
            elif lost is not None:
                yield weight - Decimal(lost)
            else:
                yield Decimal(points) if points is not None else weight * Decimal(share) / _HUNDRED
        condition = ""


def _band(condition: str) -> tuple[Decimal, Decimal]:
    """The lowest and highest rate that a condition names; both belong to it, for 含 is printed on either side."""
    far = Decimal("Infinity")
    if (chain := _CHAIN.search(condition)) is not None or (chain := _RANGE.search(condition)) is not None:
        ends = sorted(Decimal(group) for group in chain.groups() if group and group[0].isdigit())
        return ends[0], ends[-1]
    least = [Decimal(one[1] or one[2]) for one in _LEAST.finditer(condition)]
    most = [Decimal(one[1] or one[2]) for one in _MOST.finditer(condition)]
    if least or most:
        return max(least, default=ZERO), min(most, default=far)
    even = _EVEN.search(condition)
    if even is None:
        return far, -far
    value = Decimal(even[1])
    return value, far if value >= _HUNDRED else value


def _by_steps(rule: str, rate: Decimal, weight: Decimal) -> Iterator[Decimal]:
    bounds = {Decimal(one) for one in _BOUND.findall(rule)} | {_HUNDRED}
    bases = {Decimal(one) for one in _AWARDED.findall(rule)} | {weight}
    for step in _STEP.finditer(rule):
        each = Decimal(_WORDS.get(step["each"], 0) or step["each"])
        lost = Decimal(step["points"]) if step["points"] else weight * Decimal(step["share"]) / _HUNDRED
        named = {Decimal(step[1])} if step[1] else {one for one in bounds if rate <= one <= _HUNDRED}
        for bound in sorted(named) if each else ():
            steps = max((bound - rate) / each, ZERO)
            whole = (steps.to_integral_value(way) for way in (ROUND_FLOOR, ROUND_CEILING, ROUND_HALF_UP))
            for count in (steps, *whole):
                yield from (base - lost * count for base in sorted(bases))


def _by_formula(rule: str, rate: Decimal, weight: Decimal) -> Iterator[Decimal]:
    words = compiled(_RATE).sub("R", rule)
    words = compiled(_WEIGHT).sub("W", words)
    words = words.translate(str.maketrans("×xX÷（）—", "***/()-"))
    for found in _TERM.finditer(words):
        term = found[0].replace("分", "").lstrip("-")
        if "R" not in term or not compiled(r"[*/]").search(term) or len(term) > _DEEPEST:
            continue
        value = _reckoned(_balanced(term), {"R": rate / _HUNDRED, "W": weight})
        if value is not None:
            yield value
    if compiled(r"按[^，。；;]{0,12}(?:比例|比率|执行率)").search(rule):
        bounds = {Decimal(one) for one in _BOUND.findall(rule) if Decimal(one) >= rate} | {_HUNDRED}
        yield from (weight * rate / bound for bound in sorted(bounds))


def _balanced(term: str) -> str:
    """A formula without brackets that belong to the words around it."""
    while term.count("(") > term.count(")") and "(" in (term[:1], term[-1:]):
        term = term[:-1] if term.endswith("(") else term[1:]
    while term.count(")") > term.count("(") and term.endswith(")"):
        term = term[:-1]
    return term


def _reckoned(term: str, known: Mapping[str, Decimal]) -> Decimal | None:
    """The value of a formula of numbers, rates and the four signs, or ``None`` where it is none."""
    source = compiled(r"(\d+(?:\.\d+)?)%").sub(r"(\1/100)", term)
    try:
        return _value(ast.parse(source, mode="eval").body, known)
    except (SyntaxError, ValueError, KeyError, DivisionByZero, InvalidOperation):
        return None


def _value(node: ast.expr, known: Mapping[str, Decimal]) -> Decimal:
    if isinstance(node, ast.BinOp):
        return _OPERATORS[type(node.op)](_value(node.left, known), _value(node.right, known))
    if isinstance(node, ast.Name):
        return known[node.id]
    if isinstance(node, ast.Constant):
        return Decimal(str(node.value))
    raise ValueError(ast.dump(node))
