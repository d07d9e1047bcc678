"""X22: scores, grades and execution rates that the report quotes from the forms."""

from collections.abc import Iterable, Iterator
from typing import Final

from formaudit.checks.across.quoted_rates import agrees, quoted_rate, quotes, words_around
from formaudit.checks.across.quoted_words import grade_of_whole, of_whole_score
from formaudit.checks.kernel.evidence import Evidence
from formaudit.forms.lookups import total_of
from formaudit.forms.scoring_rules import lays_down
from formaudit.messages import phrase
from formaudit.model.figure import Figure
from formaudit.model.forms import SelfEvaluation
from formaudit.model.report_text import Claim, ClaimKind, Report
from formaudit.model.verdict import Outcome, Severity, Verdict, VerdictKind
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["quoted_result_differs"]

_TOTAL: Final = compiled(r"(?:自评|评价|综合|整体|绩效|项目|总|最终|合计).{0,6}(?:得|评)?分")
_EXECUTION: Final = compiled(r"预算执行(?:率|情况)?.{0,4}得?分|执行率得分")
_OTHER_SCORE: Final = compiled(
    r"扣|失分|复核|复评|财政评价|再评价|第三方|评审|专家|抽查|评价组|上年|去年|满分|产出|效益|效果|满意度|过程|投入|决策|成本|管理|考核|测评|问卷|平均"
)
_UNNAMED: Final = compiled(
    r"(?:20\d{2}年?度?|[局厅委院校府心站所馆队处])(?:财政|部门预算|预算)?项目(?:支出)?(?:绩效)?自评"
)
_DEDUCTED: Final = compiled(r"扣|失分|丢|少|减")
_BESIDE_OWN: Final = compiled(r"^[，,]?(?:较|比|与|同|相比)[^，。；\d]{0,10}自评")
"""What stands behind points that others gave: 得分82.1分，较单位自评得分89.1分低7分."""
_BARELY: Final = compiled(r"^(?:对应|相应|该项)?[得计]$")
_OF_RATE: Final = compiled(r"(?:执行|支出|支付)(?:率|进度)[^，。；]{0,4}\d+(?:\.\d+)?%[，,]$")
"""A rate right before mere points: 预算执行率91.67%，得9.17分."""
_POINTS: Final = compiled(r"[\d.]+分")
_ADDED_UP: Final = compiled(r"合计|总计|总分|总得分")
_FULL: Final = 100
# The lowest and highest scores for a grade in any of the usual sets of bounds (90/80/60, 90/80/70, 80/70/60).
_WIDEST: Final = {"优": (80, 101), "良": (70, 95), "中": (60, 85), "差": (0, 75)}


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
                yield from quoted_rate(evidence, claim, forms)


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


def _totals(forms: Iterable[SelfEvaluation]) -> list[Figure]:
    return [form.total_score for form in forms if form.total_score is not None and form.total_score.filled]


def _execution_scores(forms: Iterable[SelfEvaluation]) -> list[Figure]:
    totals = [total_of(form) for form in forms]
    return [one.score for one in totals if one is not None and one.score is not None and one.score.filled]


def _score(evidence: Evidence, claim: Claim, forms: list[SelfEvaluation]) -> Iterator[Verdict]:
    quoted = claim.figures[0]
    label = compact(quoted.label or claim.label)
    ahead, clause, behind = words_around(claim, quoted)
    if not quoted.filled or quoted.comparison or _DEDUCTED.search(clause):
        return
    if quoted.amount == _FULL and _DEDUCTED.search(behind):
        return  # 总分100分，扣除1.5分，自评98.5分: the full marks
    if "自评" not in label and _BESIDE_OWN.search(behind):
        return
    # 预算执行情况（10分）。得9.6分。…合计99.6分: a clause that adds up is of the whole, whatever the label begins with.
    executed = _EXECUTION.search(label) and not _ADDED_UP.search(clause)
    if executed or (_BARELY.search(clause) and _OF_RATE.search(ahead[: -len(clause) or None])):
        found, every = _execution_scores(forms), _execution_scores(evidence.submission.self_evaluations)
    elif _TOTAL.search(label) and not _OTHER_SCORE.search(label):
        found, every = _totals(forms), _totals(evidence.submission.self_evaluations)
    else:
        return
    if not found:
        return
    match = next((figure for figure in (*found, *every) if agrees(quoted, figure.amount)), None)
    if match is None and not {f"{one.raw}分" for one in found}.isdisjoint(_POINTS.findall(compact(claim.text))):
        return  # 执行率94.44%，得8.89分，折算为9.44分: the sentence gives the form's points as well
    if match is None and "分别" in clause + label and not any(form.project for form in forms):
        return  # points of several things, of which none is named as a form
    unit, year = evidence.submission.unit, evidence.submission.year
    if match is None and not of_whole_score(ahead, behind, forms, unit, year):
        return
    yield Verdict(
        check="X22",
        outcome=Outcome.HOLDS if match is not None else Outcome.BROKEN,
        key=quoted.key,
        figures=(quoted, match or found[0]),
        calculation=f"{quoted.raw} {'=' if match is not None else '≠'} {(match or found[0]).raw}",
        message=phrase(
            "X22.holds" if match is not None else "X22.broken",
            label=quoted.label,
            printed=quoted.raw,
            other=(match or found[0]).label,
            other_printed=(match or found[0]).raw,
        ),
        kind=VerdictKind.RELATION,
        relation=quotes(quoted, match or found[0]),
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
    unit, year = evidence.submission.unit, evidence.submission.year
    if not holds and not grade_of_whole(_before_grade(claim, word), forms, unit, year):
        return
    yield Verdict(
        check="X22",
        outcome=Outcome.HOLDS if holds else Outcome.BROKEN,
        key=word.key,
        figures=(word, score),
        calculation=f"{score.raw} → {earned}" + ("" if holds else f" ≠ {grade}"),
        message=phrase("X22.grade-holds" if holds else "X22.grade", printed=word.raw, score=score.raw, earned=earned),
        severity=Severity.MINOR if not holds and low <= score.amount < high else None,
    )


def _before_grade(claim: Claim, word: Figure) -> str:
    """What stands before a grade in its passage: a letter like 中 may stand in the words before it too."""
    text, label, grade = compact(claim.text), compact(word.label), compact(word.raw)
    behind = text.find(label) + len(label) if label in text else 0
    return text[: max(text.find(grade, behind), 0)]


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
