"""Further columns of the block of funds (调整数, 到位数, 结余), and what cost indicators say of its money."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from formaudit.forms.lookups import scored, total_of
from formaudit.graph.dominance import dominant
from formaudit.graph.fund_relations import RETURNED
from formaudit.graph.reading import first_that_holds
from formaudit.graph.tolerance import MONEY_UNITS, Precision, wan
from formaudit.indicators.lexicon import identify
from formaudit.indicators.match import similarity
from formaudit.model.figure import Figure
from formaudit.model.forms import FundRow, Indicator, SelfEvaluation
from formaudit.model.relation import Relation, RelationKind
from formaudit.model.submission import Submission
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["money_relations"]

_WHOLE_COST: Final = compiled(
    r"总成本|项目成本|成本控制|预算控制|资金总额|总投资|总费用|投入资金|项目资金|经费总额|支出总额|预算金额|成本总额|预算成本"
)
_HALF: Final = compiled(r"^(?:基本|项目)支出(?:总额|合计|数|金额)?$")
_RATE_NAME: Final = compiled(r"(?:项目|财政)?(?:预算|资金|预算资金)?(?:执行|支出|使用)(?:率|进度)")
_SURE_RATE: Final = compiled(r"(?:项目|部门)?(?:预算|预算资金)(?:执行|支出)(?:率|进度)")
_ALIKE: Final = 0.85
_CENT: Final = Decimal("0.01")


def money_relations(submission: Submission, precision: Precision) -> Iterator[Relation]:
    """The relations of all blocks of funds that more columns than the usual ones make."""
    for form in submission.self_evaluations:
        yield from _adjusted(form, precision)
        yield from _arrived(form, precision)
        yield from _carried(form, precision)
        yield from _left_over(form, precision)
        yield from _halves_in_head(form, precision)
        yield from _rates_again(form, precision)
    for form in submission.projects:
        yield from _costs(form)


def _beside(row: FundRow, code: str) -> Figure | None:
    return next((figure for name, figure in row.beside if name == code), None)


def _adjusted(form: SelfEvaluation, precision: Precision) -> Iterator[Relation]:
    """年初预算 ± 调整数 = 全年预算; a column 调整数 may also print what was taken away, or the budget after it."""
    ways: list[list[Relation]] = [[], []]
    for row in form.funds:
        change = _beside(row, "adjustment")
        first, final = row.original_budget, row.final_budget
        if change is None or first is None or final is None or not change.filled:
            continue
        name = f"{change.key}=final"
        ways[0].append(_sum(final, (first, change), name, "adjusted-budget"))
        ways[1].append(_sum(first, (final, change), name, "adjusted-budget"))
    yield from dominant(ways, precision, "column-unknown")


def _sum(result: Figure, parts: tuple[Figure, ...], subject: str, why: str) -> Relation:
    return Relation(check="T09", kind=RelationKind.SUM, subject=subject, result=result, parts=parts, why=why)


def _arrived(form: SelfEvaluation, precision: Precision) -> Iterator[Relation]:
    """到位率 is what arrived ÷ the budget; where the form has no full-year budget, what arrived stands in its place."""
    for row in form.funds:
        rate = _beside(row, "arrival_rate")
        came = _beside(row, "arrived")
        bases = [row.final_budget, row.original_budget] if came is not None else [row.original_budget]
        top = came if came is not None else row.final_budget
        if rate is None or top is None:
            continue
        candidates = [
            Relation(
                check="T10",
                kind=RelationKind.RATIO,
                subject=rate.key,
                result=rate,
                parts=(top, base),
                why="arrival-rate",
            )
            for base in bases
            if base is not None
        ]
        if candidates:
            # What the adjustment led to stands in a column that nobody can name.
            unknown = came is None and _beside(row, "adjustment") is not None
            yield replace(first_that_holds(candidates, precision), doubt="column-unknown" if unknown else "")


def _carried(form: SelfEvaluation, precision: Precision) -> Iterator[Relation]:
    """上年结转 and 本年下达 beside what may be spent: both are all of it, where the form has the three in columns."""
    for row in form.funds:
        came, final = _beside(row, "arrived"), row.final_budget
        old = [figure for code, figure in row.beside if (entry := identify("source", code)) and entry.code == "carried"]
        if came is None or final is None or len(old) != 1 or not (came.filled and final.filled and old[0].filled):
            continue
        relation = _sum(final, (old[0], came), f"{final.key}=carried", "carried-and-new")
        # Where one of them alone is the budget, what was carried over stands beside it.
        yield first_that_holds((relation, _sum(final, (came,), relation.subject, "carried-and-new")), precision)


def _left_over(form: SelfEvaluation, precision: Precision) -> Iterator[Relation]:
    """结余 is what arrived (or was planned) less what was spent, and less what was taken back where rows prove that."""
    ways: list[list[Relation]] = [[], []]
    for row in form.funds:
        left, spent = _beside(row, "remaining"), row.actual_amount
        wholes = [one for one in (_beside(row, "arrived"), row.final_budget, row.original_budget) if one is not None]
        if left is None or spent is None or not left.filled or not spent.filled or not wholes:
            continue
        # A column that only its printed words name may be the whole: it counts where it makes the sum true.
        wholes += [figure for code, figure in row.beside if not code.isascii() and figure.unit == spent.unit]
        candidates = [_sum(whole, (spent, left), f"{left.key}", "left-over") for whole in wholes if whole.filled]
        returned = tuple(figure for code, figure in row.beside if RETURNED.search(code) and figure.filled)
        if candidates and returned:
            more = [replace(one, parts=(*one.parts, *returned)) for one in candidates]
            ways[0].append(first_that_holds(candidates, precision))
            ways[1].append(first_that_holds(more, precision))
        elif candidates:
            yield first_that_holds(candidates, precision)
    yield from dominant(ways, precision, "column-unknown")


def _halves_in_head(form: SelfEvaluation, precision: Precision) -> Iterator[Relation]:
    """基本支出总额 and 项目支出总额 in the head of a unit's form are what it has spent, or was to spend, together."""
    total = total_of(form)
    halves = [
        next(
            (one for one in form.beside if one.filled and _HALF.search(one.label) and one.label.startswith(word)), None
        )
        for word in ("基本支出", "项目支出")
    ]
    stages = [total.actual_amount, total.final_budget, total.original_budget] if total is not None else []
    if None in halves:
        return
    parts = tuple(half for half in halves if half is not None)
    candidates = [
        replace(_sum(stage, parts, f"{stage.key}=halves", "basic-and-project"), check="T08")
        for stage in stages
        if stage is not None and stage.filled
    ]
    if candidates:
        yield first_that_holds(candidates, precision)


def _costs(form: SelfEvaluation) -> Iterator[Relation]:
    """A cost indicator for the project's whole cost: its result is what the form says was spent.

    So only where its target is the budget of the form, and its name that of the project or a word for the whole cost.
    """
    total = total_of(form)
    for row in scored(form):
        if total is None or not (row.level1 == "COST" or row.level2.startswith("COST")):
            continue
        spent = _spent(form)
        if spent is None or not _whole_cost(form, row) or row.achieved is None or row.target is None:
            continue
        target, achieved = _as_money(row.target, spent), _as_money(row.achieved, spent)
        if not target.filled or not achieved.filled or achieved.unit not in MONEY_UNITS or not _is_budget(form, target):
            continue
        plain = Relation(
            check="X06",
            kind=RelationKind.EQUAL,
            subject=f"{achieved.key}=actual_amount",
            result=achieved,
            parts=(spent,),
            why="cost-is-execution",
        )
        if _rounded(achieved, spent):
            continue
        yield plain


def _rates_again(form: SelfEvaluation, precision: Precision) -> Iterator[Relation]:
    """The result of an indicator 预算执行率 against the money of the form: of all of it, or of one source."""
    money = [row for row in form.funds if row.actual_amount is not None and row.actual_amount.filled]
    for row in scored(form):
        result = row.achieved
        name = compact(row.name.text) or compact(row.level2_text.text)
        if result is None or not result.filled or result.unit != "%" or result.comparison:
            continue
        if not (_RATE_NAME if row.level1 == "BUD" else _SURE_RATE).fullmatch(name):
            continue
        candidates = [
            Relation(
                check="T10",
                kind=RelationKind.RATIO,
                subject=f"{result.key}=rate",
                result=result,
                parts=(spent, budget),
                why="execution-rate",
            )
            for one in money
            for budget in (one.final_budget, one.original_budget, _beside(one, "arrived"))
            if (spent := one.actual_amount) is not None and budget is not None and budget.filled and budget.amount > 0
        ]
        total = total_of(form)
        if candidates and total is not None and candidates[0].parts[0] is total.actual_amount:
            yield first_that_holds(candidates, precision)


def _spent(form: SelfEvaluation) -> Figure | None:
    """The money spent, if the block of funds does not contradict itself about it."""
    total = total_of(form)
    spent = total.actual_amount if total is not None else None
    parts = [row.actual_amount for row in form.funds if row is not total and not row.nested and row.source]
    if spent is None or not spent.filled or spent.amount == 0:
        return None
    filled = [wan(part) for part in parts if part is not None and part.filled]
    return spent if not filled or abs(sum(filled) - wan(spent)) <= _CENT else None


def _whole_cost(form: SelfEvaluation, row: Indicator) -> bool:
    name = compact(row.name.text)
    return bool(_WHOLE_COST.search(name)) or (bool(form.name) and similarity(name, form.name) >= _ALIKE)


def _as_money(figure: Figure, like: Figure) -> Figure:
    """A figure without a unit as one in that of the block of funds."""
    return figure if figure.unit else replace(figure, unit=like.unit)


def _is_budget(form: SelfEvaluation, target: Figure) -> bool:
    total = total_of(form)
    budgets: Sequence[Figure | None] = (total.final_budget, total.original_budget) if total is not None else ()
    return target.unit in MONEY_UNITS and any(
        budget is not None and budget.filled and budget.amount and _rounded(target, budget) for budget in budgets
    )


def _rounded(left: Figure, right: Figure) -> bool:
    """Whether two amounts are one, the first perhaps with fewer decimals; a whole one within a thousandth."""
    if wan(left) == wan(right):
        return True
    if left.decimals == 0 and round(wan(right)) == wan(left):
        return abs(wan(left) - wan(right)) * 1000 <= wan(left)
    return 0 < left.decimals < right.decimals and round(wan(right), left.decimals) == wan(left)
