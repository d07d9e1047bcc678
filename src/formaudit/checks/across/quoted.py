"""X22: scores, grades and execution rates that the report quotes from the forms."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from formaudit.checks.across.quoted_words import of_whole_money, of_whole_score
from formaudit.checks.kernel.evidence import Evidence
from formaudit.forms.lookups import total_of
from formaudit.forms.scoring_rules import lays_down
from formaudit.graph.reading import plain
from formaudit.graph.tolerance import wan
from formaudit.messages import phrase
from formaudit.model.figure import Figure
from formaudit.model.forms import SelfEvaluation
from formaudit.model.relation import Relation, RelationKind
from formaudit.model.report_text import Claim, ClaimKind, Report
from formaudit.model.statement import Role
from formaudit.model.verdict import Outcome, Severity, Verdict, VerdictKind
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["quoted_result_differs"]

_TOTAL: Final = compiled(r"(?:自评|评价|综合|整体|绩效|项目|总|最终|合计).{0,6}(?:得|评)?分")
_EXECUTION: Final = compiled(r"预算执行(?:率|情况)?.{0,4}得?分|执行率得分")
_OTHER_SCORE: Final = compiled(
    r"扣|失分|复核|复评|财政评价|再评价|上年|去年|满分|产出|效益|效果|满意度|过程|投入|决策|成本|管理|考核|测评|问卷|平均"
)
_UNNAMED: Final = compiled(
    r"(?:20\d{2}年?度?|[局厅委院校府心站所馆队处])(?:财政|部门预算|预算)?项目(?:支出)?(?:绩效)?自评"
)
_RATE: Final = compiled(r"^.{0,12}(?:预算|资金|整体|部门|总体|年度|收支)*(?:执行率|支出进度|预算完成率)$")
_DEDUCTED: Final = compiled(r"扣|失分|丢|少|减")
_COMPARED: Final = compiled(r"[≥≤<>]|[高低大小多少]于|不[足超低高少]|超过|以[上下]")
_PART: Final = compiled(
    r"中央|地方|[上本省市区县乡镇]级|转移支付|同类|平均|要求|目标|采购|设备|人员|公用|基本支出|三公|标段|第[一二三四五六]|其中"
)
"""What has an execution rate of its own: a source, a lot, a kind of spending, or others than the unit."""
_UNTIL: Final = compiled(r"季度|上半年|截[至止][^，。；]{0,8}?(?<![1\d])(?:[1-9]|1[01])月|平均|标段")
_MARK: Final = compiled(r"[，,。；;：:]")
_FULL: Final = 100
# The lowest and highest scores for a grade in any of the usual sets of bounds (90/80/60, 90/80/70, 80/70/60).
_WIDEST: Final = {"优": (80, 101), "良": (70, 95), "中": (60, 85), "差": (0, 75)}
_TOLERANCE: Final = Decimal("0.005")


def quoted_result_differs(evidence: Evidence) -> Iterator[Verdict]:
    """X22: the report quotes a score, grade or execution rate that no form prints.

    A total score must be that of annex 3 (or of the project the sentence names), rounded as the text rounds it; a
    grade must follow from the score by the profile's bounds, and is minor where another usual set of bounds would
    give it; a rate must be one that the forms print or imply. Breaks: 自评得分96分 while annex 3 has 95. Holds: 95分.
    """
    for report in evidence.submission.reports:
        for claim in report.claims:
            if claim.year not in (None, evidence.submission.year) or not claim.figures or lays_down(claim.text):
                continue
            scored = {one.year for one in report.claims if one.text == claim.text and one.kind == ClaimKind.SCORE}
            if claim.kind == ClaimKind.GRADE and scored and scored.isdisjoint((None, evidence.submission.year)):
                continue  # 2022年度自评得分95分，评价等级为“良”: the grade is that of the score before it
            forms = _quotable(evidence, report, claim)
            if claim.kind == ClaimKind.SCORE:
                yield from _score(evidence, claim, forms)
            elif claim.kind == ClaimKind.GRADE:
                yield from _grade(evidence, claim, forms)
            elif claim.kind in (ClaimKind.RATE, ClaimKind.COMPLETION):
                yield from _rate(evidence, claim, forms)


def _quotable(evidence: Evidence, report: Report, claim: Claim) -> list[SelfEvaluation]:
    """The forms that a sentence may quote: the project it names, else annex 3.

    The report on one project quotes that project's form only, one on a unit never a project's that it does not name:
    where the form is missing nothing can be compared. A title that names no project (项目支出绩效自评报告) means the
    one whose form is there alone.
    """
    title, projects = compact(report.title), evidence.submission.projects
    text = compact(claim.text)
    named = [form for form in projects if form.name and compact(form.name) in text]
    if "项目" in title and "整体" not in title and "部门" not in title:
        alone = list(projects) if len(projects) == 1 and _UNNAMED.search(title) else []
        return [form for form in projects if form.name and compact(form.name) in title] or named or alone
    return named or list(evidence.submission.departments)


def _around(claim: Claim, quoted: Figure) -> tuple[str, str, str]:
    """What stands in its sentence before a quoted figure, of that its own clause, and what stands behind."""
    text = compact(claim.text)
    ahead, _, behind = text.partition(compact(quoted.raw))
    if text.count(compact(quoted.raw)) > 1 and quoted.label:
        # Of several equal ones the one behind its own label is meant.
        cut = text.find(compact(quoted.raw), max(text.find(compact(quoted.label)), 0))
        ahead, behind = (text[:cut], text[cut + len(compact(quoted.raw)) :]) if cut >= 0 else (ahead, behind)
    return ahead, _MARK.split(ahead)[-1], behind


def _another(evidence: Evidence, claim: Claim, quoted: Figure, forms: list[SelfEvaluation]) -> bool:
    """Whether a rate is one of something else than all of the unit's money, or of a part of the year.

    中央资金执行率100%，区级资金执行率90%; 一季度执行率19%; 要求预算执行率不低于92%: none is the rate of the form.
    """
    ahead, clause, _ = _around(claim, quoted)
    for form in forms:
        clause = clause.replace(compact(form.name), "") if form.name else clause
    if _COMPARED.search(quoted.raw) or _PART.search(clause) or _UNTIL.search(ahead):
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


def _agrees(quoted: Figure, printed: Decimal) -> bool:
    """Whether a quoted number is a printed one, rounded to the digits that the text gives."""
    return abs(quoted.amount - printed) <= max(Decimal(1).scaleb(-quoted.decimals) / 2, _TOLERANCE)


def _score(evidence: Evidence, claim: Claim, forms: list[SelfEvaluation]) -> Iterator[Verdict]:
    quoted = claim.figures[0]
    label = compact(quoted.label or claim.label)
    ahead, clause, behind = _around(claim, quoted)
    if not quoted.filled or quoted.comparison or _DEDUCTED.search(clause):
        return
    if quoted.amount == _FULL and _DEDUCTED.search(behind):
        return  # 总分100分，扣除1.5分，自评98.5分: the full marks
    if _EXECUTION.search(label):
        found = [total.score for form in forms if (total := total_of(form)) is not None and total.score is not None]
    elif _TOTAL.search(label) and not _OTHER_SCORE.search(label):
        found = [form.total_score for form in forms if form.total_score is not None]
    else:
        return
    printed = [figure for figure in found if figure.filled]
    if not printed:
        return
    every = [
        form.total_score
        for form in evidence.submission.self_evaluations
        if form.total_score is not None and form.total_score.filled
    ]
    match = next((figure for figure in (*printed, *every) if _agrees(quoted, figure.amount)), None)
    submission = evidence.submission
    if match is None and not of_whole_score(ahead, behind, forms, submission.unit, submission.year):
        return
    yield Verdict(
        check="X22",
        outcome=Outcome.HOLDS if match is not None else Outcome.BROKEN,
        key=quoted.key,
        figures=(quoted, match or printed[0]),
        calculation=f"{quoted.raw} {'=' if match is not None else '≠'} {(match or printed[0]).raw}",
        message=phrase(
            "X22.holds" if match is not None else "X22.broken",
            label=quoted.label,
            printed=quoted.raw,
            other=(match or printed[0]).label,
            other_printed=(match or printed[0]).raw,
        ),
        kind=VerdictKind.RELATION,
        relation=_quotes(quoted, match or printed[0]),
    )


def _quotes(quoted: Figure, *printed: Figure) -> Relation:
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


def _grade(evidence: Evidence, claim: Claim, forms: list[SelfEvaluation]) -> Iterator[Verdict]:
    word = claim.figures[0]
    grade = next((name for name, _ in evidence.profile.grade_bounds if word.raw.strip("“”\"'").startswith(name)), None)
    score = next(
        (form.total_score for form in forms if form.total_score is not None and form.total_score.filled),
        None,
    )
    if grade is None or compiled(r"复核|财政评价|上年|去年|合格率").search(claim.text):
        return
    if score is None:
        yield from _own_grade(evidence, word, grade)
        return
    earned = next((name for name, bound in evidence.profile.grade_bounds if score.amount >= bound), grade)
    low, high = _WIDEST.get(grade, (0, 101))
    holds = earned == grade
    yield Verdict(
        check="X22",
        outcome=Outcome.HOLDS if holds else Outcome.BROKEN,
        key=word.key,
        figures=(word, score),
        calculation=f"{score.raw} → {earned}" + ("" if holds else f" ≠ {grade}"),
        message=phrase("X22.grade-holds" if holds else "X22.grade", printed=word.raw, score=score.raw, earned=earned),
        severity=Severity.MINOR if not holds and low <= score.amount < high else None,
    )


def _own_grade(evidence: Evidence, word: Figure, grade: str) -> Iterator[Verdict]:
    """A grade beside the report's own total score where no form prints one: ticked where the profile's bounds agree.

    Bounds differ from place to place, so nothing is said where they do not.
    """
    scores = [
        claim.figures[0]
        for report in evidence.submission.reports
        for claim in report.claims
        if claim.kind == ClaimKind.SCORE
        and claim.figures[0].filled
        and _TOTAL.search(label := compact(claim.figures[0].label or claim.label))
        and not _OTHER_SCORE.search(label)
    ]
    near = [one for one in scores if one.place.paragraph == word.place.paragraph]
    scores = near or scores
    if len({one.amount for one in scores}) != 1:
        return
    score = scores[0]
    earned = next((name for name, bound in evidence.profile.grade_bounds if score.amount >= bound), "")
    if earned == grade:
        yield Verdict(
            check="X22",
            outcome=Outcome.HOLDS,
            key=word.key,
            figures=(word, score),
            calculation=f"{score.raw} → {earned}",
            message=phrase("X22.grade-holds", printed=word.raw, score=score.raw, earned=earned),
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


def _rate(evidence: Evidence, claim: Claim, forms: list[SelfEvaluation]) -> Iterator[Verdict]:
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
    pair = next((figures for rate, figures in rates if _agrees(quoted, rate)), None)
    match = None if pair is None else pair[0]
    ahead, _, behind = _around(claim, quoted)
    submission = evidence.submission
    if match is None and (
        _another(evidence, claim, quoted, forms)
        or not of_whole_money(ahead, behind, forms, submission.unit, submission.year)
    ):
        return
    yield Verdict(
        check="X22",
        outcome=Outcome.HOLDS if match is not None else Outcome.BROKEN,
        key=quoted.key,
        figures=(quoted, match or printed),
        calculation=f"{quoted.raw} {'=' if match is not None else '≠'} {plain(printed.amount)}%",
        message=phrase(
            "X22.holds" if match is not None else "X22.broken",
            label=quoted.label,
            printed=quoted.raw,
            other=(match or printed).label,
            other_printed=(match or printed).raw,
        ),
        kind=VerdictKind.RELATION,
        relation=_quotes(quoted, *(pair or (printed,))),
    )
