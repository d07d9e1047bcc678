"""Y01–Y03: this year's amounts and staff against the year before."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from formaudit.checks.kernel.evidence import Evidence, not_applicable
from formaudit.checks.years_and_peers.elsewhere import from_prior
from formaudit.forms.lookups import cost_figure
from formaudit.graph.reading import plain
from formaudit.graph.tolerance import MONEY_UNITS, Fit, fit, half_unit, wan
from formaudit.indicators.normalise import normalise_name
from formaudit.messages import phrase
from formaudit.model.figure import Figure
from formaudit.model.forms import BaseDataForm, CostRow
from formaudit.model.verdict import Effect, Nature, Outcome, Severity, Verdict
from formaudit.patterns import Late, compiled

__all__ = ["large_movement_without_reason", "prior_column_differs", "staff_moved"]

_CENT: Final = Decimal("0.01")
_SMALL: Final = Decimal(1)
_UNIT_SLIP: Final = 100


_MOVING: Final = (
    ("三公经费", Late(r"三公|公务接待|公务用车|公车|出国")),
    ("公用经费", Late(r"公用经费|商品和服务|日常公用|机构运行|运转")),
    ("项目支出", Late(r"项目")),
    ("政府采购金额", Late(r"采购")),
)
_CHANGING: Final = frozenset({"项目支出", "政府采购金额"})
_REASON: Final = Late(
    r"增加|减少|增长|下降|压减|压缩|上升|节约|追加|新增|调整|变动|较上年|比上年|同比|转移支付|主要(?:原因)?是|由于|因为"
)


def large_movement_without_reason(evidence: Evidence) -> Iterator[Verdict]:
    """Y01: an expense moved by more than 30% (the profile's line) against last year, 三公 rose at all; no reason given.

    Works on the two columns of annex 2. A base below 1 万元 says nothing; a sentence of the report that names the item
    and a change is a reason. Projects and purchases come and go, so theirs is a note. Breaks: 公用经费 41.2 → 10.2, no
    word on it. Holds: 公用经费较上年减少…; 三公 0.6 → 0.7.
    """
    texts = [
        cell.text for report in evidence.submission.reports for section in report.sections for cell in section.body
    ]
    texts += [
        compiled(r"\s").sub("", row.reason.text) for form in evidence.submission.departments for row in form.indicators
    ]
    told = [part for text in texts for part in compiled(r"[。；;]").split(text) if _REASON.now.search(part)]
    for item, named in _MOVING:
        before, now = (
            cost_figure(evidence.submission, item, "prior_account"),
            cost_figure(evidence.submission, item, "final_account"),
        )
        if before is None or now is None or not before.filled or not now.filled or wan(before) < _SMALL:
            continue
        if not wan(before) / _UNIT_SLIP <= wan(now) <= wan(before) * _UNIT_SLIP and wan(now) != 0:
            # A hundredfold change is a unit mistaken (T17), not a movement.
            continue
        change = (wan(now) - wan(before)) / wan(before) * 100
        moved = f"{plain(change.quantize(_CENT))}%"
        large = change > 0 if item == "三公经费" else abs(change) > evidence.profile.movement
        broken = large and not any(named.now.search(part) for part in told)
        # Without a report nobody can tell whether a reason was given.
        unknown = broken and not evidence.submission.reports
        yield Verdict(
            check="Y01",
            outcome=Outcome.UNDECIDED if unknown else Outcome.BROKEN if broken else Outcome.HOLDS,
            key=f"annex2[{item}].movement",
            figures=(now, before),
            calculation=f"({plain(wan(now))} − {plain(wan(before))}) ÷ {plain(wan(before))} = {moved}",
            message=phrase("undecided.no-report", label=item)
            if unknown
            else phrase(
                "Y01.broken" if broken else "Y01.holds",
                label=item,
                before=before.raw,
                now=now.raw,
                change=moved,
            ),
            severity=Severity.NOTE if broken and item in _CHANGING else None,
            effect=Effect(money=abs(wan(now) - wan(before))) if broken and not unknown else None,
        )


_RESTATED: Final = Late(r"追溯|重述|上年.{0,12}(?:更正|调整|口径)|更正.{0,12}上年|口径(?:变化|调整)")


def prior_column_differs(evidence: Evidence) -> Iterator[Verdict]:
    """Y02: last year's column is not what last year's own submission printed as its final accounts.

    Compares lines of annex 2 with one name. A report that speaks of restated accounts leaves it undecided. Breaks:
    上年决算 41.2, last year's submission 42.1. Holds: equal; one cent apart is a 尾差.
    """
    prior = evidence.prior
    if prior is None or not prior.base_data or not evidence.submission.base_data:
        yield not_applicable("Y02", evidence, "no-prior")
        return
    theirs = {
        _name(row): row.figures[_column(base, "final_account")]
        for base in prior.base_data
        if "final_account" in base.columns
        for row in base.rows
    }
    restated = any(
        _RESTATED.now.search(cell.text)
        for report in evidence.submission.reports
        for section in report.sections
        for cell in section.body
    )
    for base in evidence.submission.base_data:
        if "prior_account" not in base.columns:
            continue
        for row in base.rows:
            ours, other = row.figures[_column(base, "prior_account")], theirs.get(_name(row))
            if other is None or not ours.filled or not other.filled or ours.unit not in MONEY_UNITS:
                continue
            yield _compared(evidence, row, ours, other, restated=restated)


def _compared(evidence: Evidence, row: CostRow, ours: Figure, other: Figure, *, restated: bool) -> Verdict:
    precision = evidence.graph.precision
    close = fit(wan(ours) - wan(other), [half_unit(ours, precision), half_unit(other, precision)])
    same = close in (Fit.EXACT, Fit.ROUNDING)
    tail = close is Fit.TAIL
    outcome = Outcome.HOLDS if same else Outcome.UNDECIDED if restated and not tail else Outcome.BROKEN
    return Verdict(
        check="Y02",
        outcome=outcome,
        key=f"annex2[{row.item or row.name}].prior_account",
        figures=(ours, from_prior(evidence, other)),
        calculation=f"{plain(wan(ours))} {'=' if same else '≠'} {plain(wan(other))}",
        message=phrase("undecided.restated", label=ours.label)
        if outcome is Outcome.UNDECIDED
        else phrase("Y02.holds" if same else "Y02.broken", label=ours.label, printed=ours.raw, other=other.raw),
        severity=Severity.NOTE if tail else None,
        nature=Nature.ROUNDING if tail else None,
        effect=Effect(money=abs(wan(ours) - wan(other))) if outcome is Outcome.BROKEN else None,
    )


def _name(row: CostRow) -> str:
    return row.item or normalise_name(row.name)


def _column(base: BaseDataForm, code: str) -> int:
    return base.columns.index(code)


_REFORM: Final = Late(r"机构改革|编制(?:调整|划转|核减|增加)|划转|合并|撤销|调入|调出|退休|新进|招聘|增编|减编")


def staff_moved(evidence: Evidence) -> Iterator[Verdict]:
    """Y03: authorised posts or staff differ from last year's submission and the report says nothing of it.

    A note. A reform, retirements or transfers named in the report answer it. Breaks: 编制 8 → 10. Holds: 8 → 8.
    """
    prior = evidence.prior
    if prior is None or not prior.base_data or not evidence.submission.base_data:
        yield not_applicable("Y03", evidence, "no-prior")
        return
    told = any(
        _REFORM.now.search(cell.text)
        for report in evidence.submission.reports
        for section in report.sections
        for cell in section.body
    )
    ours, theirs = evidence.submission.base_data[0], prior.base_data[0]
    for code in ("authorised_posts", "staff_in_post"):
        now, before = getattr(ours, code), getattr(theirs, code)
        if now is None or before is None or not now.filled or not before.filled:
            continue
        broken = now.amount != before.amount and not told
        unknown = broken and not evidence.submission.reports
        yield Verdict(
            check="Y03",
            outcome=Outcome.UNDECIDED if unknown else Outcome.BROKEN if broken else Outcome.HOLDS,
            key=f"annex2.{code}.moved",
            figures=(now, from_prior(evidence, before)),
            calculation=f"{before.raw} → {now.raw}",
            message=phrase("undecided.no-report", label=now.label)
            if unknown
            else phrase("Y03.broken" if broken else "Y03.holds", label=now.label, before=before.raw, now=now.raw),
        )
