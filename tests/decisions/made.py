"""Reports and findings made by hand."""

from collections.abc import Sequence
from decimal import Decimal

from formaudit.model.figure import Figure, State
from formaudit.model.form_kind import FormKind
from formaudit.model.place import Place
from formaudit.model.report import (
    AuditReport,
    Coverage,
    Finding,
    FormEntry,
    LedgerRow,
    ReportVerdict,
    SubmissionReport,
    Tick,
    Undecided,
)
from formaudit.model.verdict import Nature, Severity


def figure(key: str, raw: str = "4", form: FormKind = FormKind.ANNEX4) -> Figure:
    return Figure(
        key=key,
        label=key,
        raw=raw,
        value=Decimal(raw),
        unit="万元",
        decimals=2,
        state=State.FILLED,
        place=Place(file=0, form=form, form_index=0, table=0, row=1, col=2),
    )


def finding(id_: str, *, key: str = "a", check: str = "T09", calculation: str = "1 ≠ 2", raw: str = "4") -> Finding:
    return Finding(
        id=id_,
        check=check,
        name="parts-do-not-sum",
        severity=Severity.CRITICAL,
        nature=Nature.CONTRADICTION,
        confidence=1.0,
        cause=None,
        title="合计不符",
        message="合计不符",
        calculation=calculation,
        basis=(),
        question="请核实",
        effect=None,
        figures=(figure(key, raw),),
    )


def submission(
    findings: Sequence[Finding] = (),
    *,
    unit: str = "某站",
    ticks: Sequence[Tick] = (),
    undecided: Sequence[Undecided] = (),
    forms: Sequence[FormKind] = (FormKind.ANNEX4,),
    checks: Sequence[str] = ("T09",),
) -> SubmissionReport:
    return SubmissionReport(
        id=unit,
        unit=unit,
        year=2023,
        files=(),
        forms=tuple(FormEntry(form=form, index=0, title="", file=0, tables=(0,), confidence=1.0) for form in forms),
        findings=tuple(findings),
        causes=(),
        ticks=tuple(ticks),
        undecided=tuple(undecided),
        coverage=Coverage(figures=0, tied=0, contradicted=0, untested=0),
        ledger=tuple(
            LedgerRow(check=check, name=check, holds=0, broken=0, undecided=0, not_applicable=0) for check in checks
        ),
        chain=(),
    )


def report(*submissions: SubmissionReport) -> AuditReport:
    serious = any(each.findings for each in submissions)
    return AuditReport(
        version="0",
        profile="default",
        checks=1,
        lang="zh",
        verdict=ReportVerdict.FINDINGS if serious else ReportVerdict.CLEAN,
        submissions=submissions,
        errors=(),
    )
