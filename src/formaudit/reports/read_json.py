"""findings.json back into a report, for letters and comparisons.

What the schema demands must be there; additions may be missing (another program's file) and further keys are ignored.
"""

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from formaudit.messages import LANGUAGES
from formaudit.model.decision import Decision, Remark, Standing
from formaudit.model.document import Source
from formaudit.model.figure import Figure, State
from formaudit.model.place import Place
from formaudit.model.report import (
    AuditReport,
    Cause,
    ChainNode,
    ChainState,
    Coverage,
    FileEntry,
    FileError,
    Finding,
    FormEntry,
    LedgerRow,
    Repair,
    ReportVerdict,
    ScoreReading,
    ScoreRow,
    SubmissionReport,
    Tick,
    Undecided,
)
from formaudit.model.verdict import Effect, Nature, Severity
from formaudit.reports.findings_json import SCHEMA
from formaudit.reports.json_fields import Field, parse

__all__ = ["from_json"]

_DEPTH = 64
"""No money chain is deeper; a file that says so was not written by us and would exhaust the stack."""

Word = TypeVar("Word", bound=StrEnum)


def from_json(text: str, file: str = "") -> AuditReport:
    """Read a findings.json.

    Raises:
        UsageError: code ``findings-file``, with the place in the file, where it is no JSON, another schema, or lacks
            what the schema demands.

    """
    return _report(parse(text, file))


def _report(root: Field) -> AuditReport:
    schema = root.get("schema")
    if schema.value != SCHEMA:
        schema.wrong(SCHEMA)
    lang = root.get("lang")
    if lang.text("zh") not in LANGUAGES:
        lang.wrong(" | ".join(LANGUAGES))
    tool = root.get("tool")
    return AuditReport(
        version=tool.get("version").text(),
        profile=tool.get("profile").text(),
        checks=tool.get("checks").whole(),
        lang=lang.text("zh"),
        verdict=_word(ReportVerdict, root.get("verdict")),
        submissions=tuple(_submission(item) for item in _listed(root, "submissions")),
        errors=tuple(
            FileError(
                file=item.get("file").text(),
                code=item.get("code").text(),
                message=item.get("message").text(),
                remedy=item.get("remedy").text(),
            )
            for item in _listed(root, "errors")
        ),
        remarks=tuple(
            Remark(
                code=item.get("code").text(), finding=item.get("finding").text(""), detail=item.get("detail").text("")
            )
            for item in root.get("remarks").items()
        ),
        decided_on=_day(root.get("decided_on")),
    )


def _day(field: Field) -> dt.date | None:
    if field.empty:
        return None
    try:
        return dt.date.fromisoformat(field.text())
    except ValueError:
        field.wrong("YYYY-MM-DD")


def _listed(field: Field, key: str) -> tuple[Field, ...]:
    """The elements of a list that the schema demands."""
    inner = field.get(key)
    if not isinstance(inner.value, list):
        inner.wrong("list")
    return tuple(inner.items())


def _word(kind: type[Word], field: Field, default: str | None = None) -> Word:
    try:
        return kind(field.text(default))
    except ValueError:
        field.wrong(" | ".join(kind))


def _submission(item: Field) -> SubmissionReport:
    coverage = item.get("coverage")
    return SubmissionReport(
        id=item.get("id").text(),
        unit=item.get("unit").text(),
        year=item.get("year").whole_or_none(),
        files=tuple(_file(entry) for entry in _listed(item, "files")),
        forms=tuple(_form(entry) for entry in _listed(item, "forms")),
        findings=tuple(_finding(entry) for entry in _listed(item, "findings")),
        causes=tuple(_cause(entry) for entry in _listed(item, "causes")),
        ticks=tuple(
            Tick(
                check=entry.get("check").text(),
                figures=_figures(entry),
                calculation=entry.get("calculation").text(),
                note=entry.get("note").text(""),
            )
            for entry in _listed(item, "ticks")
        ),
        undecided=tuple(
            Undecided(check=entry.get("check").text(), reason=entry.get("reason").text(), figures=_figures(entry))
            for entry in _listed(item, "undecided")
        ),
        coverage=Coverage(
            figures=coverage.get("figures").whole(),
            tied=coverage.get("tied").whole(),
            contradicted=coverage.get("contradicted").whole(),
            untested=coverage.get("untested").whole(),
        ),
        ledger=tuple(_ledger_row(entry) for entry in item.get("ledger").items()),
        chain=tuple(_node(entry) for entry in item.get("chain").items()),
        profile=item.get("profile").text(""),
        scores=tuple(_score(entry) for entry in item.get("scores").items()),
    )


def _score(entry: Field) -> ScoreRow:
    weight, score, agrees = entry.get("weight"), entry.get("score"), entry.get("agrees")
    return ScoreRow(
        form=entry.get("form").text(),
        form_index=entry.get("form_index").whole(0),
        label=entry.get("label").text(),
        nature=entry.get("nature").text(),
        weight=None if weight.empty else _figure(weight),
        score=None if score.empty else _figure(score),
        readings=tuple(
            ScoreReading(
                rule=reading.get("rule").text(),
                score=_points(reading.get("score")),
                calculation=reading.get("calculation").text(""),
            )
            for reading in entry.get("readings").items()
        ),
        agrees=agrees.value if isinstance(agrees.value, bool) else None,
    )


def _points(field: Field) -> Decimal:
    value = field.decimal_or_none()
    if value is None:
        field.wrong("decimal")
    return value


def _file(entry: Field) -> FileEntry:
    members = entry.get("members").texts()
    source = Source(
        path=entry.get("path").text(),
        sha256=entry.get("sha256").text(),
        format=entry.get("format").text(),
        pages=entry.get("pages").whole_or_none(),
        member=members[0] if members else "",
    )
    return FileEntry(source=source, warnings=entry.get("warnings").texts())


def _form(entry: Field) -> FormEntry:
    return FormEntry(
        form=entry.get("form").text(),
        index=entry.get("index").whole(),
        title=entry.get("title").text(),
        file=entry.get("file").whole(),
        tables=tuple(table.whole() for table in entry.get("tables").items()),
        confidence=entry.get("confidence").number(),
        name=entry.get("name").text(""),
        note=entry.get("note").text(""),
    )


def _finding(entry: Field) -> Finding:
    effect, cause = entry.get("effect"), entry.get("cause")
    return Finding(
        id=entry.get("id").text(),
        check=entry.get("check").text(),
        name=entry.get("name").text(),
        severity=_word(Severity, entry.get("severity")),
        nature=_word(Nature, entry.get("nature")),
        confidence=entry.get("confidence").number(),
        cause=None if cause.empty else cause.text(),
        title=entry.get("title").text(),
        message=entry.get("message").text(),
        calculation=entry.get("calculation").text(),
        basis=entry.get("basis").texts(),
        question=entry.get("question").text(),
        effect=None
        if effect.empty
        else Effect(money=effect.get("money").decimal_or_none(), score=effect.get("score").decimal_or_none()),
        figures=_figures(entry),
        suspects=sum(figure.get("role").text() == "suspect" for figure in _listed(entry, "figures")),
        decision=_decision(entry),
        change="" if entry.get("change").empty else entry.get("change").text(),
        fact=entry.get("fact").text(""),
    )


def _decision(entry: Field) -> Decision | None:
    field = entry.get("decision")
    if field.empty:
        return None
    return Decision(
        finding=entry.get("id").text(),
        standing=_word(Standing, field.get("state")),
        reason=field.get("reason").text(""),
        category=field.get("category").text(""),
        owner=field.get("owner").text(""),
        date=_day(field.get("date")),
        expires=_day(field.get("expires")),
        check=entry.get("check").text(),
        title=entry.get("title").text(),
    )


def _cause(entry: Field) -> Cause:
    return Cause(
        id=entry.get("id").text(),
        kind=entry.get("kind").text(),
        message=entry.get("message").text(),
        findings=entry.get("findings").texts(),
        repairs=tuple(
            Repair(
                place=_place(repair.get("where")),
                label=repair.get("label").text(""),
                printed=repair.get("printed").text(),
                restored=repair.get("restored").text(),
                constraints=repair.get("constraints").texts(),
            )
            for repair in _listed(entry, "repairs")
        ),
        confidence=entry.get("confidence").number(),
    )


def _ledger_row(entry: Field) -> LedgerRow:
    return LedgerRow(
        check=entry.get("check").text(),
        name=entry.get("name").text(),
        holds=entry.get("holds").whole(),
        broken=entry.get("broken").whole(),
        undecided=entry.get("undecided").whole(),
        not_applicable=entry.get("not_applicable").whole(),
    )


def _node(entry: Field, depth: int = 0) -> ChainNode:
    figure, children = entry.get("figure"), entry.get("children")
    if depth > _DEPTH:
        children.wrong(f"depth <= {_DEPTH}")
    return ChainNode(
        label=entry.get("label").text(),
        figure=None if figure.empty else _figure(figure),
        children=tuple(_node(child, depth + 1) for child in children.items()),
        state=_word(ChainState, entry.get("state"), ""),
        calculation=entry.get("calculation").text(""),
        findings=entry.get("findings").texts(),
    )


def _figures(entry: Field) -> tuple[Figure, ...]:
    return tuple(_figure(item) for item in _listed(entry, "figures"))


def _figure(item: Field) -> Figure:
    value = item.get("value").decimal_or_none()
    return Figure(
        key=item.get("key").text(""),
        label=item.get("label").text(),
        raw=item.get("raw").text(),
        value=value,
        unit=item.get("unit").text(),
        decimals=item.get("decimals").whole(0),
        state=_word(State, item.get("state"), State.BLANK if value is None else State.FILLED),
        place=_place(item.get("where")),
        confidence=item.get("confidence").number(1.0),
        comparison=item.get("comparison").text(""),
    )


def _place(where: Field) -> Place:
    form = where.get("form")
    bbox = tuple(side.number() for side in where.get("bbox").items())
    span = tuple(end.whole() for end in where.get("span").items())
    if len(bbox) not in (0, 4):
        where.get("bbox").wrong("4 numbers")
    if len(span) not in (0, 2):
        where.get("span").wrong("2 integers")
    return Place(
        file=where.get("file").whole(),
        form=None if form.empty else form.text(),
        form_index=where.get("form_index").whole_or_none(),
        table=where.get("table").whole_or_none(),
        row=where.get("row").whole_or_none(),
        col=where.get("col").whole_or_none(),
        page=where.get("page").whole_or_none(),
        bbox=(bbox[0], bbox[1], bbox[2], bbox[3]) if bbox else None,
        paragraph=where.get("paragraph").whole_or_none(),
        span=(span[0], span[1]) if span else None,
        line=where.get("line").whole_or_none(),
    )
