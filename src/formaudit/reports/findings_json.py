"""findings.json: the report for other programs, exactly the schema ``formaudit.findings/1``.

Keys beyond the schema are additions that let the file be read back whole (``reports.read_json``): other programs may
ignore them. Lists are sorted, keys have a fixed order, decimals are strings: equal reports give equal bytes.
"""

import datetime as dt
import json
import re
from decimal import Decimal
from typing import Any, Final

from formaudit.decisions.apply import standing_of
from formaudit.model.decision import Decision
from formaudit.model.figure import Figure
from formaudit.model.place import Place
from formaudit.model.report import (
    AuditReport,
    Cause,
    ChainNode,
    FileEntry,
    FileError,
    Finding,
    FormEntry,
    LedgerRow,
    ScoreRow,
    SubmissionReport,
    Tick,
    Undecided,
)
from formaudit.model.verdict import Effect
from formaudit.reports.arrange import cause_order, finding_order, tick_order, undecided_order

__all__ = ["SCHEMA", "dumps", "to_json"]

SCHEMA: Final = "formaudit.findings/1"

_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def dumps(report: AuditReport) -> str:
    """The file's text, ended by a line break; always encodable as UTF-8, never NaN."""
    text = json.dumps(to_json(report), ensure_ascii=False, indent=1, allow_nan=False)
    # Half characters come from file names that are no valid text; UTF-8 cannot hold them.
    return _SURROGATE.sub("\ufffd", text) + "\n"


def to_json(report: AuditReport) -> dict[str, Any]:
    """The report as JSON data."""
    return {
        "schema": SCHEMA,
        "tool": {"version": report.version, "profile": report.profile, "checks": report.checks},
        "verdict": report.verdict,
        "lang": report.lang,
        "submissions": [_submission(submission, report.decided_on) for submission in report.submissions],
        "errors": [_error(error) for error in sorted(report.errors, key=lambda error: (error.file, error.code))],
        "remarks": [
            {"code": remark.code, "finding": remark.finding, "detail": remark.detail} for remark in report.remarks
        ],
        "decided_on": report.decided_on.isoformat() if report.decided_on is not None else None,
    }


def _submission(submission: SubmissionReport, today: dt.date | None) -> dict[str, Any]:
    return {
        "id": submission.id,
        "unit": submission.unit,
        "year": submission.year,
        "profile": submission.profile,
        "files": [_file(entry) for entry in submission.files],
        "forms": [_form(entry) for entry in submission.forms],
        "findings": [_finding(finding, today) for finding in sorted(submission.findings, key=finding_order)],
        "causes": [_cause(cause) for cause in sorted(submission.causes, key=cause_order)],
        "ticks": [_tick(tick) for tick in sorted(submission.ticks, key=tick_order)],
        "undecided": [_undecided(item) for item in sorted(submission.undecided, key=undecided_order)],
        "coverage": {
            "figures": submission.coverage.figures,
            "tied": submission.coverage.tied,
            "contradicted": submission.coverage.contradicted,
            "untested": submission.coverage.untested,
        },
        "ledger": [_ledger_row(row) for row in sorted(submission.ledger, key=lambda row: (row.check, row.name))],
        "chain": [_node(node) for node in submission.chain],
        "scores": [_score(row) for row in submission.scores],
    }


def _file(entry: FileEntry) -> dict[str, Any]:
    source = entry.source
    return {
        "path": source.path,
        "sha256": source.sha256,
        "format": source.format,
        "pages": source.pages,
        "members": [source.member] if source.member else None,
        "warnings": list(entry.warnings),
    }


def _form(entry: FormEntry) -> dict[str, Any]:
    return {
        "form": entry.form,
        "index": entry.index,
        "title": entry.title,
        "file": entry.file,
        "tables": list(entry.tables),
        "confidence": entry.confidence,
        "name": entry.name,
        "note": entry.note,
    }


def _finding(finding: Finding, today: dt.date | None) -> dict[str, Any]:
    return {
        "id": finding.id,
        "check": finding.check,
        "name": finding.name,
        "severity": finding.severity.value,
        "nature": finding.nature.value,
        "confidence": finding.confidence,
        "cause": finding.cause,
        "title": finding.title,
        "message": finding.message,
        "fact": finding.fact,
        "calculation": finding.calculation,
        "basis": list(finding.basis),
        "question": finding.question,
        "effect": _effect(finding.effect),
        "figures": [
            _figure(figure, "suspect" if position < finding.suspects else "evidence")
            for position, figure in enumerate(finding.figures)
        ],
        "state": standing_of(finding, today).value,
        "decision": None if finding.decision is None else _decision(finding.decision),
        "change": finding.change or None,
    }


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "state": decision.standing.value,
        "reason": decision.reason,
        "category": decision.category,
        "owner": decision.owner,
        "date": decision.date.isoformat() if decision.date is not None else None,
        "expires": decision.expires.isoformat() if decision.expires is not None else None,
    }


def _effect(effect: Effect | None) -> dict[str, Any] | None:
    return None if effect is None else {"money": _decimal(effect.money), "score": _decimal(effect.score)}


def _cause(cause: Cause) -> dict[str, Any]:
    return {
        "id": cause.id,
        "kind": cause.kind,
        "message": cause.message,
        "findings": list(cause.findings),
        "repairs": [
            {
                "where": _place(repair.place),
                "printed": repair.printed,
                "restored": repair.restored,
                "constraints": list(repair.constraints),
                "label": repair.label,
            }
            for repair in cause.repairs
        ],
        "confidence": cause.confidence,
    }


def _tick(tick: Tick) -> dict[str, Any]:
    return {
        "check": tick.check,
        "figures": [_figure(figure, "evidence") for figure in tick.figures],
        "calculation": tick.calculation,
        "note": tick.note,
    }


def _undecided(item: Undecided) -> dict[str, Any]:
    return {
        "check": item.check,
        "reason": item.reason,
        "figures": [_figure(figure, "evidence") for figure in item.figures],
    }


def _ledger_row(row: LedgerRow) -> dict[str, Any]:
    return {
        "check": row.check,
        "name": row.name,
        "holds": row.holds,
        "broken": row.broken,
        "undecided": row.undecided,
        "not_applicable": row.not_applicable,
    }


def _node(node: ChainNode) -> dict[str, Any]:
    return {
        "label": node.label,
        "figure": None if node.figure is None else _figure(node.figure, "evidence"),
        "state": node.state,
        "calculation": node.calculation,
        "findings": list(node.findings),
        "children": [_node(child) for child in node.children],
    }


def _score(row: ScoreRow) -> dict[str, Any]:
    return {
        "form": row.form,
        "form_index": row.form_index,
        "label": row.label,
        "nature": row.nature,
        "weight": None if row.weight is None else _figure(row.weight, "evidence"),
        "score": None if row.score is None else _figure(row.score, "evidence"),
        "readings": [
            {"rule": reading.rule, "score": _decimal(reading.score), "calculation": reading.calculation}
            for reading in row.readings
        ],
        "agrees": row.agrees,
    }


def _figure(figure: Figure, role: str) -> dict[str, Any]:
    return {
        "label": figure.label,
        "raw": figure.raw,
        "value": _decimal(figure.value),
        "unit": figure.unit,
        "role": role,
        "where": _place(figure.place),
        "key": figure.key,
        "state": figure.state.value,
        "decimals": figure.decimals,
        "comparison": figure.comparison,
        "confidence": figure.confidence,
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "file": place.file,
        "form": place.form,
        "form_index": place.form_index,
        "table": place.table,
        "row": place.row,
        "col": place.col,
        "page": place.page,
        "bbox": None if place.bbox is None else list(place.bbox),
        "paragraph": place.paragraph,
        "span": None if place.span is None else list(place.span),
        "line": place.line,
    }


def _error(error: FileError) -> dict[str, Any]:
    return {"file": error.file, "code": error.code, "message": error.message, "remedy": error.remedy}


def _decimal(value: Decimal | None) -> str | None:
    """Digits without an exponent; a value that is no number (never made by a reader) is absent."""
    return format(value, "f") if value is not None and value.is_finite() else None
