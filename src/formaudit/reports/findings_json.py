"""The report as findings.json, for other programs. Lists are sorted: equal reports give equal bytes."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from formaudit.decisions.apply import standing_of
from formaudit.held import Held
from formaudit.model.figure import Figure
from formaudit.model.place import Place
from formaudit.model.report import (
    AuditReport,
    Cause,
    ChainNode,
    FileEntry,
    FileError,
    FileOwner,
    Finding,
    LedgerRow,
    ScoreRow,
    SubmissionReport,
    Tick,
    Undecided,
    VersionReport,
)
from formaudit.patterns import compiled
from formaudit.reports import finding_records as fr
from formaudit.reports import findings_file as f
from formaudit.reports import submission_records as sr
from formaudit.reports.arrange import cause_order, finding_order, tick_order, undecided_order

__all__ = ["chunks", "dense", "dumps", "to_json"]

_SURROGATE: Final = compiled("[\ud800-\udfff]")


def dumps(report: AuditReport) -> str:
    """The file's text, ended by a line break; always encodable as UTF-8, never NaN."""
    file = _file_of(report)
    try:
        return msgspec.json.format(msgspec.json.encode(file), indent=1).decode() + "\n"
    except UnicodeEncodeError:
        # Half characters come from file names that are no valid text; UTF-8 cannot hold them.
        text = json.dumps(msgspec.to_builtins(file), ensure_ascii=False, indent=1, allow_nan=False)
        return _SURROGATE.sub("\ufffd", text) + "\n"


def dense(report: AuditReport) -> str:
    """The same on one line, for where nobody looks at it."""
    return _text(_file_of(report))


def chunks(report: AuditReport) -> Iterator[str]:
    """The file's text piece by piece: few submissions are indented, many have a line each, made when its turn comes."""
    if not isinstance(report.submissions, Held):
        yield dumps(report)
        return
    frame = _text(_file_of(replace(report, submissions=())))
    head, mark, tail = frame.partition('"submissions":[')
    yield f"{head}{mark}\n"
    for position, submission in enumerate(report.submissions):
        yield (",\n" if position else "") + _text(_submission(submission, report.decided_on))
    yield f"\n{tail}\n"


def _text(record: object) -> str:
    """A record on one line."""
    try:
        return msgspec.json.encode(record).decode()
    except UnicodeEncodeError:
        text = json.dumps(msgspec.to_builtins(record), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        return _SURROGATE.sub("\ufffd", text)


def to_json(report: AuditReport) -> dict[str, Any]:
    """The report as JSON data."""
    data: dict[str, Any] = json.loads(dumps(report))
    return data


def _file_of(report: AuditReport) -> f.FindingsFile:
    return f.FindingsFile(
        schema=f.SCHEMA,
        tool=f.ToolRecord(version=report.version, profile=report.profile, checks=report.checks),
        verdict=report.verdict,
        lang=report.lang,  # type: ignore[arg-type]  # one of LANGUAGES
        submissions=tuple(_submission(submission, report.decided_on) for submission in report.submissions),
        batch=msgspec.UNSET if report.batch is None else _batch(_submission(report.batch, report.decided_on)),
        errors=_same(sorted(report.errors, key=_by_file), f.ErrorRecord),
        remarks=_same(report.remarks, f.RemarkRecord),
        decided_on=report.decided_on,
    )


def _by_file(error: FileError) -> tuple[str, str]:
    return error.file, error.code


def _by_check(row: LedgerRow) -> tuple[str, str]:
    return row.check, row.name


def _same(records: Iterable[Any], kind: type[Any]) -> tuple[Any, ...]:
    """Records of the model whose fields are called as in the file."""
    return tuple(kind(**{name: getattr(one, name) for name in kind.__struct_fields__}) for one in records)


def _submission(submission: SubmissionReport, today: dt.date | None) -> f.SubmissionRecord:
    coverage = submission.coverage
    return f.SubmissionRecord(
        id=submission.id,
        unit=submission.unit,
        year=submission.year,
        profile=submission.profile,
        files=tuple(map(_file, submission.files)),
        forms=_same(submission.forms, sr.FormRecord),
        findings=tuple(_finding(finding, today) for finding in sorted(submission.findings, key=finding_order)),
        causes=tuple(map(_cause, sorted(submission.causes, key=cause_order))),
        ticks=tuple(
            fr.TickRecord(
                check=tick.check,
                figures=_figures(tick.figures),
                calculation=tick.calculation,
                note=tick.note,
                **_about(tick),
            )
            for tick in sorted(submission.ticks, key=tick_order)
        ),
        undecided=tuple(
            fr.UndecidedRecord(check=item.check, reason=item.reason, figures=_figures(item.figures), **_about(item))
            for item in sorted(submission.undecided, key=undecided_order)
        ),
        coverage=sr.CoverageRecord(
            figures=coverage.figures,
            tied=coverage.tied,
            contradicted=coverage.contradicted,
            untested=coverage.untested,
            unread=coverage.unread or msgspec.UNSET,
        ),
        ledger=_same(sorted(submission.ledger, key=_by_check), sr.LedgerRecord),
        chain=tuple(map(_node, submission.chain)),
        scores=tuple(map(_score, submission.scores)),
        version=_version(submission.version) if submission.version is not None else msgspec.UNSET,
        passages=_same(submission.passages, sr.PassageRecord),
    )


def _batch(record: f.SubmissionRecord) -> f.BatchRecord:
    return f.BatchRecord(**{name: getattr(record, name) for name in f.BatchRecord.__struct_fields__})


def _about(said: Finding | Tick | Undecided) -> dict[str, Any]:
    """Which unit of a batch something is about."""
    if not said.unit:
        return {}
    return {"unit": said.unit, "year": msgspec.UNSET if said.year is None else said.year}


def _version(told: VersionReport) -> sr.VersionRecord:
    version = told.version
    return sr.VersionRecord(
        label=version.label,
        adopted=version.adopted,
        of=version.of,
        certain=version.certain,
        differences=_same(told.differences, sr.DifferenceRecord),
    )


def _file(entry: FileEntry) -> sr.FileRecord:
    source = entry.source
    return sr.FileRecord(
        path=source.path,
        sha256=source.sha256,
        format=source.format,
        pages=source.pages,
        members=(source.member,) if source.member else None,
        warnings=entry.warnings,
        owner=msgspec.UNSET if entry.owner is FileOwner.OWN else entry.owner,
    )


def _finding(finding: Finding, today: dt.date | None) -> fr.FindingRecord:
    effect, decision = finding.effect, finding.decision
    return fr.FindingRecord(
        id=finding.id,
        check=finding.check,
        name=finding.name,
        severity=finding.severity,
        nature=finding.nature,
        confidence=finding.confidence,
        cause=finding.cause,
        title=finding.title,
        message=finding.message,
        fact=finding.fact,
        calculation=finding.calculation,
        basis=finding.basis,
        question=finding.question,
        effect=fr.EffectRecord(money=_decimal(effect.money), score=_decimal(effect.score)) if effect else None,
        figures=_figures(finding.figures, finding.suspects),
        state=standing_of(finding, today).value,
        decision=fr.DecisionRecord(
            state=decision.standing,
            reason=decision.reason,
            category=decision.category,
            owner=decision.owner,
            date=decision.date,
            expires=decision.expires,
            reply=decision.reply,
            corrected=decision.corrected,
        )
        if decision
        else None,
        change=finding.change or None,
        **_about(finding),
    )


def _cause(cause: Cause) -> fr.CauseRecord:
    return fr.CauseRecord(
        id=cause.id,
        kind=cause.kind,
        message=cause.message,
        findings=cause.findings,
        repairs=tuple(
            fr.RepairRecord(
                place=_place(repair.place),
                printed=repair.printed,
                restored=repair.restored,
                constraints=repair.constraints,
                label=repair.label,
            )
            for repair in cause.repairs
        ),
        confidence=cause.confidence,
    )


def _node(node: ChainNode) -> sr.NodeRecord:
    return sr.NodeRecord(
        label=node.label,
        figure=_figure(node.figure) if node.figure else None,
        state=node.state,
        calculation=node.calculation,
        findings=node.findings,
        children=tuple(map(_node, node.children)),
    )


def _score(row: ScoreRow) -> sr.ScoreRecord:
    return sr.ScoreRecord(
        form=row.form,
        form_index=row.form_index,
        label=row.label,
        nature=row.nature,
        weight=_figure(row.weight) if row.weight else None,
        score=_figure(row.score) if row.score else None,
        readings=tuple(
            sr.ReadingRecord(rule=reading.rule, score=_digits(reading.score), calculation=reading.calculation)
            for reading in row.readings
        ),
        agrees=row.agrees,
    )


def _figures(figures: tuple[Figure, ...], suspects: int = 0) -> tuple[fr.FigureRecord, ...]:
    return tuple(_figure(figure, suspect=position < suspects) for position, figure in enumerate(figures))


def _figure(figure: Figure, *, suspect: bool = False) -> fr.FigureRecord:
    return fr.FigureRecord(
        label=figure.label,
        raw=figure.raw,
        value=_decimal(figure.value),
        unit=figure.unit,
        role="suspect" if suspect else "evidence",
        place=_place(figure.place),
        key=figure.key,
        state=figure.state,
        decimals=figure.decimals,
        comparison=figure.comparison,
        confidence=figure.confidence,
    )


def _place(place: Place) -> fr.PlaceRecord:
    return fr.PlaceRecord(
        file=place.file,
        form=place.form,
        form_index=place.form_index,
        table=place.table,
        row=place.row,
        col=place.col,
        page=place.page,
        bbox=place.bbox,
        paragraph=place.paragraph,
        span=place.span,
        line=place.line,
    )


def _digits(value: Decimal) -> str:
    return format(value, "f")


def _decimal(value: Decimal | None) -> str | None:
    """Digits without an exponent; a value that is no number (never made by a reader) is absent."""
    return _digits(value) if value is not None and value.is_finite() else None
