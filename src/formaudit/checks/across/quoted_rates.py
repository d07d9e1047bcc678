"""X22: execution rates that the report quotes from the forms, and what of another thing than a form's money is one."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from formaudit.checks.across.quoted_words import of_whole_money
from formaudit.checks.kernel.evidence import Evidence
from formaudit.forms.lookups import total_of
from formaudit.graph.reading import plain
from formaudit.graph.tolerance import MONEY_UNITS, wan
from formaudit.messages import phrase
from formaudit.model.figure import Figure
from formaudit.model.forms import SelfEvaluation
from formaudit.model.relation import Relation, RelationKind
from formaudit.model.report_text import Claim
from formaudit.model.statement import Role
from formaudit.model.verdict import Outcome, Verdict, VerdictKind
from formaudit.numbers import find_quantities, in_wan
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["agrees", "quoted_rate", "quotes", "words_around"]

_RATE: Final = compiled(r"^.{0,12}(?:预算|资金|整体|部门|总体|年度|收支)*(?:执行率|支出进度|预算完成率)$")
_THEN: Final = compiled(r"^[(（](?:上年度?|去年|上一年度?|前年|上年同期|同期|(20\d\d)年度?)[)）]")
"""The year in brackets behind a rate: 94.2%（上年）、95.45%（本年）."""
_REST: Final = compiled(
    r"(?:结余|结转|剩余|节约|节余|差额|未支出|未使用|收回|压减|核减)(?![^，。；]*(?:支出|使用|执行))[^，。；]{0,6}$"
)
_SMALL: Final = compiled(r"(?:项目|资金|经费|专项|工程|补助|补贴)$")
_TITLED: Final = compiled(
    r"(?:^|[。；;])(?:[(（]?[\d一二三四五六七八九十]{1,2}[)）、.．]+)?"
    r"(?P<title>[^。；;，,：:]{2,20}(?:项目|资金|经费|专项|工程|补助|补贴))[。：:]"
)
_WHOLE: Final = compiled(r"预算|执行|收支|整体|总体|支出情况|资金(?:使用|管理|安排|情况)|绩效")
_MARK: Final = compiled(r"[，,。；;：:]")
_TOLERANCE: Final = Decimal("0.005")


def words_around(claim: Claim, quoted: Figure) -> tuple[str, str, str]:
    """What stands in its sentence before a quoted figure, of that its own clause, and what stands behind."""
    text, raw, label = compact(claim.text), compact(quoted.raw), compact(quoted.label)
    before, named, rest = text.partition(label) if label else ("", "", text)
    if raw not in rest:
        before, named, rest = "", "", text
    # Of several equal ones the one behind its own label is meant.
    between, _, behind = rest.partition(raw)
    ahead = before + named + between
    return ahead, _MARK.split(ahead)[-1], behind


def _another(evidence: Evidence, claim: Claim, quoted: Figure, forms: list[SelfEvaluation]) -> bool:
    """Whether a rate is one of something else than all of a form's money, or of a part of the year.

    中央资金执行率100%，区级资金执行率90%; 一季度执行率19%; 要求预算执行率不低于92%: none is the rate of the form.
    """
    ahead, _, behind = words_around(claim, quoted)
    if (
        quoted.comparison
        or _of_then(behind, evidence.submission.year)
        or _of_amount(ahead, forms) is not None
        or _of_project(evidence, claim, ahead)
    ):
        return True
    return any(
        other is not claim
        and compact(other.text) == compact(claim.text)
        and (rate := other.role(Role.RATE)) is not None
        and "率" in rate.label
        and _RATE.match(compact(rate.label)) is not None
        for report in evidence.submission.reports
        for other in report.claims
    )


def _of_then(behind: str, year: int | None) -> bool:
    """Whether brackets behind a rate name another year: 94.2%（上年）、95.45%（本年）."""
    then = _THEN.match(behind)
    return then is not None and (then[1] is None or int(then[1]) != year)


def _of_amount(ahead: str, forms: list[SelfEvaluation]) -> tuple[Decimal, Decimal] | None:
    """The amount right before a rate, with half a unit of its last place, where it is none of a form's totals.

    差旅费支出3万元，执行率75%: the rate is that of the amount. What was left over is passed by, as the rate behind it
    is that of the whole (支出1900万元，结余100万元，执行率95%).
    """
    money = [one for one in find_quantities(ahead) if one.unit in MONEY_UNITS and one.value is not None]
    told = next((one for one in reversed(money) if not _REST.search(ahead[: one.span[0]])), None)
    if told is None or told.value is None:
        return None
    amount = in_wan(told.value, told.unit), in_wan(Decimal(1).scaleb(-told.decimals) / 2, told.unit)
    totals = [row for form in forms if (row := total_of(form)) is not None]
    figures = [one for row in totals for one in (row.actual_amount, row.final_budget, row.original_budget)]
    return None if _among(amount, (one for one in figures if one is not None)) else amount


def _among(amount: tuple[Decimal, Decimal], figures: Iterable[Figure]) -> bool:
    value, fine = amount
    return any(
        one.filled and one.unit in MONEY_UNITS and abs(wan(one) - value) <= max(fine, _TOLERANCE) for one in figures
    )


def _of_project(evidence: Evidence, claim: Claim, ahead: str) -> bool:
    """Whether a sentence stands below the heading of a project or of some money: （二）水土保持项目.

    Such a heading may stand in the paragraph too, before its first sentence or before a colon.
    """
    here = [
        (section, text)
        for report in evidence.submission.reports
        for section in report.sections
        if section.place.file == claim.place.file
        for text in section.body
        if text.place.paragraph == claim.place.paragraph
    ]
    titles = [section.title for section, _ in here if _SMALL.search(section.title)]
    for _, text in here:
        before = compact(text.text).partition(compact(claim.text))[0] + ahead
        titles += [found["title"] for found in _TITLED.finditer(before)][-1:]
    return any(not _WHOLE.search(title) for title in titles)


def agrees(quoted: Figure, printed: Decimal) -> bool:
    """Whether a quoted number is a printed one, rounded to the digits that the text gives."""
    return abs(quoted.amount - printed) <= max(Decimal(1).scaleb(-quoted.decimals) / 2, _TOLERANCE)


def quotes(quoted: Figure, *printed: Figure) -> Relation:
    """The quoted figure is the printed one, or follows from a printed pair of execution and budget."""
    return Relation(
        check="X22",
        kind=RelationKind.EQUAL if len(printed) == 1 else RelationKind.RATIO,
        subject=quoted.key,
        result=quoted,
        parts=printed,
        why="same-item",
        blank_is_zero=len(printed) == 1,
    )


def _rates(evidence: Evidence) -> Iterator[tuple[Decimal, tuple[Figure, ...]]]:
    """Every rate of execution that the forms print or imply, with the figure or the pair that stands for it."""
    for form in evidence.submission.self_evaluations:
        for row in (*form.funds, *form.income, *form.spending):
            if row.rate is not None and row.rate.filled:
                yield row.rate.amount, (row.rate,)
            for budget in (row.final_budget, row.original_budget):
                actual = row.actual_amount
                if actual is not None and budget is not None and actual.filled and budget.filled and budget.amount:
                    yield wan(actual) / wan(budget) * 100, (actual, budget)
    for base in evidence.submission.base_data:
        columns = {code: at for at, code in enumerate(base.columns)}
        if "final_account" not in columns:
            continue
        for cost in base.rows:
            actual = cost.figures[columns["final_account"]]
            for code in ("budget", "original_budget"):
                budget = cost.figures[columns[code]] if code in columns else None
                if actual.filled and budget is not None and budget.filled and wan(budget):
                    yield wan(actual) / wan(budget) * 100, (actual, budget)


def quoted_rate(evidence: Evidence, claim: Claim, forms: list[SelfEvaluation]) -> Iterator[Verdict]:
    """The verdict on a rate that a sentence gives by itself, where it is that of a form's money."""
    quoted = claim.role(Role.RATE)
    if quoted is None or not quoted.filled or claim.role(Role.NUMERATOR) is not None:
        # With its amounts in the sentence the rate is judged by them (N02).
        return
    rates = list(_rates(evidence))
    printed = next(
        (
            figure
            for form in forms
            if (row := total_of(form)) is not None and (figure := row.rate) is not None and figure.filled
        ),
        None,
    )
    if not _RATE.match(compact(quoted.label)) or printed is None or not rates:
        return
    of_other = _of_amount(words_around(claim, quoted)[0], forms)
    if of_other is not None:
        rates = [(rate, pair) for rate, pair in rates if _among(of_other, pair)]
    pair = next((figures for rate, figures in rates if agrees(quoted, rate)), None)
    ahead, _, behind = words_around(claim, quoted)
    unit, year = evidence.submission.unit, evidence.submission.year
    if pair is None and (
        not of_whole_money(ahead, behind, forms, unit, year) or _another(evidence, claim, quoted, forms)
    ):
        return
    others = pair or (printed,)
    told = " ÷ ".join(plain(one.amount) for one in others) + ("%" if len(others) == 1 else "")
    yield Verdict(
        check="X22",
        outcome=Outcome.HOLDS if pair is not None else Outcome.BROKEN,
        key=quoted.key,
        figures=(quoted, *others),
        calculation=f"{quoted.raw} {'=' if pair is not None else '≠'} {told}",
        message=phrase(
            "X22.holds" if pair is not None else "X22.broken",
            label=quoted.label,
            printed=quoted.raw,
            other=others[0].label,
            other_printed=" ÷ ".join(one.raw for one in others),
        ),
        kind=VerdictKind.RELATION,
        relation=quotes(quoted, *others),
    )
