"""I07–I09: whether the values of the indicators can be what they claim."""

from collections.abc import Iterator
from typing import Final

from formaudit.checks.indicators.design import form_verdict
from formaudit.checks.kernel.evidence import Evidence
from formaudit.checks.scores.patterns import RANDOM_EVENTS
from formaudit.forms.lookups import scored
from formaudit.forms.quoting import (
    called,
    form_address,
    row_figure,
    word_figure,
)
from formaudit.graph.reading import plain
from formaudit.indicators.normalise import normalise_name
from formaudit.messages import phrase
from formaudit.model.figure import Figure
from formaudit.model.forms import Indicator
from formaudit.model.submission import Submission
from formaudit.model.verdict import Outcome, Severity, Verdict
from formaudit.patterns import Late, compiled
from formaudit.text import compact, fold

__all__ = ["frequency_against_count", "percent_without_base", "unplannable_target_met_exactly"]

_MANY: Final = 6


def _exact(row: Indicator) -> tuple[Figure, Figure] | None:
    """Target and result of a row that counts things, where they are the same number."""
    target, achieved = row.target, row.achieved
    if target is None or achieved is None or not target.filled or not achieved.filled:
        return None
    same = target.amount == achieved.amount and target.unit == achieved.unit
    return (target, achieved) if same and target.unit not in ("%", "", "分", "元", "万元") else None


def _round(figure: Figure) -> bool:
    return figure.amount <= 10 or figure.amount % 5 == 0


def unplannable_target_met_exactly(evidence: Evidence) -> Iterator[Verdict]:
    """I07: an event that nobody can plan happened exactly as often as planned; or every count was met exactly.

    Accidents, complaints, cases: a target such as 77起 met by 77起 was written afterwards. Round numbers, numbers up to
    ten, and a target that is last year's result are left alone. All counts of a form met exactly is a note. Breaks:
    事故勘察 77起, 77起. Holds: 80起, 77起; 80起, 80起.
    """
    known = _last_year(evidence.prior)
    for form in evidence.submission.self_evaluations:
        rows = [row for row in scored(form) if row.level1 in ("OUT", "BEN", "")]
        events = [
            row for row in rows if RANDOM_EVENTS.search(row.name.text) and row.target is not None and row.target.filled
        ]
        odd = [
            achieved
            for row in events
            if (pair := _exact(row)) is not None
            and not _round(achieved := pair[1])
            and (normalise_name(row.name.text), pair[0].amount) not in known
            and not compiled(r"率$").search(compact(row.name.text))
        ]
        if events:
            cells = [
                word_figure(f"{figure.key}.exact", figure.label, figure.raw, figure.place, figure.confidence)
                for figure in odd
            ]
            first = events[0]
            yield form_verdict("I07", form, cells, row_figure(form, first, first.achieved_text))
        counts = [
            row
            for row in rows
            if row.target is not None and row.target.filled and row.target.unit not in ("%", "", "分", "元", "万元")
        ]
        pairs = [pair for row in counts if (pair := _exact(row)) is not None]
        if len(counts) >= _MANY and len(pairs) == len(counts) and not all(_round(pair[0]) for pair in pairs):
            yield Verdict(
                check="I07",
                outcome=Outcome.BROKEN,
                key=f"{form_address(form)}.all-exact",
                figures=tuple(
                    word_figure(f"{one.key}.exact", one.label, one.raw, one.place, one.confidence) for _, one in pairs
                ),
                calculation=f"{len(pairs)} / {len(counts)}",
                message=phrase("I07.all", form=called(form), count=str(len(pairs))),
                severity=Severity.NOTE,
                suspects=len(pairs),
            )


def _last_year(prior: Submission | None) -> frozenset[tuple[str, object]]:
    """Names and results of last year: demand carried over is a fair target."""
    if prior is None:
        return frozenset()
    return frozenset(
        (normalise_name(row.name.text), row.achieved.amount)
        for form in (*prior.departments, *prior.projects)
        for row in form.indicators
        if row.achieved is not None and row.achieved.filled
    )


_RATE_NAME: Final = compiled(r"(?:率|比例|比重|占比|度|面|系数|指数|幅)(?:\(.*\))?$")
_EFFECTS: Final = compiled(r"增强|促进|促使|提高|提升|维护|督促|改善|推动|带动|保障|保护|营造|减少|缓解|优化|确保|巩固")
_FORMULA: Final = compiled(r"[/÷]")
_COUNT: Final = Late(r"\d+(?:\.\d+)?\s*[\u4e00-\u9fff]")


def percent_without_base(evidence: Evidence) -> Iterator[Verdict]:
    """I08: an effect is measured by a percentage of nothing: numbers in form, words in substance.

    Benefit rows whose name is a phrase with a verb of effect and no rate, whose target is a percentage, and where no
    count and no note says of what. Breaks: 提高居民分类意识 ≥95%. Holds: 参保覆盖率 ≥95%; a note with the formula.
    """
    for form in evidence.submission.self_evaluations:
        rows = [
            row for row in scored(form) if row.level1 == "BEN" and row.target is not None and row.target.unit == "%"
        ]
        if not rows:
            continue
        odd = [
            row_figure(form, row, row.name, "效益指标")
            for row in rows
            if _EFFECTS.search(row.name.text)
            and not _RATE_NAME.search(compact(row.name.text))
            and not _FORMULA.search(fold(row.name.text))
            and not _COUNT.now.search(
                fold(row.name.text) + " " + fold(row.target_text.text) + " " + fold(row.achieved_text.text)
            )
            and not any(compact(text.text) for code, text in row.extra if code in ("standard", "note"))
        ]
        yield form_verdict("I08", form, odd, row_figure(form, rows[0], rows[0].target_text))


_MONTHLY: Final = (
    (compiled(r"按月|每月|逐月"), 12),
    (compiled(r"按季|每季|逐季"), 4),
    (compiled(r"按周|每周|逐周"), 48),
)
_ACTIVITIES: Final = compiled(
    r"宣传|培训|检查|巡查|巡逻|巡检|演练|监测|检测|调度|演出|走访|督查|督导|维护|保养|例会|讲座|慰问"
)


def frequency_against_count(evidence: Evidence) -> Iterator[Verdict]:
    """I09: done every month by one row, fewer than twelve times a year by another.

    Both rows must name the same activity (宣传, 培训, 检查 …). Breaks: 宣传工作 按月完成 and 宣传 9次.
    Holds: 12次; 培训 9次.
    """
    for form in evidence.submission.self_evaluations:
        rows = scored(form)
        for row in rows:
            words = fold(f"{row.name.text} {row.target_text.text}")
            least = next((least for pattern, least in _MONTHLY if pattern.search(words)), None)
            activities = set(_ACTIVITIES.findall(row.name.text))
            if least is None or not activities:
                continue
            same = [
                (other, other.target)
                for other in rows
                if other is not row
                and activities & set(_ACTIVITIES.findall(other.name.text))
                and other.target is not None
                and other.target.filled
                and other.target.amount > 0
                and other.target.unit in ("次", "场", "期", "场次", "轮", "批次")
            ]
            few = [(other, target) for other, target in same if target.amount < least]
            if not same:
                continue
            other, target = (few or same)[0]
            broken = len(few) == len(same)
            yield Verdict(
                check="I09",
                outcome=Outcome.BROKEN if broken else Outcome.HOLDS,
                key=f"{form_address(form)}.frequency[{compact(row.name.text)[:24]}]",
                figures=(
                    row_figure(form, row, row.target_text, compact(row.name.text)[:24]),
                    row_figure(form, other, other.target_text, compact(other.name.text)[:24]),
                ),
                calculation=f"{plain(target.amount)} {'<' if broken else '≥'} {least}",
                message=phrase(
                    "I09.broken" if broken else "I09.holds",
                    frequency=row.target_text.text.strip() or compact(row.name.text)[:24],
                    count=other.target_text.text.strip(),
                    least=str(least),
                ),
            )
