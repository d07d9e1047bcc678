"""What the program says of some files now, floor by floor, in records that are the same on every machine."""

import json
from collections.abc import Sequence
from pathlib import Path

from formaudit.audit import audit_submissions, judge
from formaudit.errors import InputError
from formaudit.golden.case import Actual, Produce
from formaudit.graph.collect import figures_of
from formaudit.intake.gather import gather
from formaudit.model.document import Document
from formaudit.model.figure import Figure
from formaudit.model.report import Finding
from formaudit.model.submission import Submission
from formaudit.profiles.read import read_profile
from formaudit.reports.text import to_text

__all__ = ["producer", "producer_in_worker"]


def producer_in_worker(profile: str) -> Produce:
    """The same for a process that may die: it reads every file itself."""
    return producer(profile, isolated=False)


def producer(profile: str, *, isolated: bool = True) -> Produce:
    """The program under a rule profile; ``isolated`` reads heavy formats in processes of their own.

    Raises:
        UsageError: there is no such profile, or its file has a mistake.

    """
    rules = read_profile(profile)

    def produce(paths: tuple[Path, ...]) -> Actual:
        gathered = gather(paths, rules.names, isolated=isolated)
        if gathered.errors:
            raise gathered.errors[0]
        if not gathered.submissions:  # nothing but files of this program: a golden of nothing would always hold
            raise InputError("no-submission", str(paths[0]) if paths else "")
        report = audit_submissions(gathered.submissions, (), rules, "zh")
        return Actual(
            tables=tuple(
                _line(record) for submission in gathered.submissions for record in _tables(submission.documents)
            ),
            figures=tuple(_line(record) for submission in gathered.submissions for record in _figures(submission)),
            verdicts=tuple(
                _line(
                    {
                        "check": verdict.check,
                        "key": verdict.key,
                        "outcome": verdict.outcome,
                        "calculation": verdict.calculation,
                    }
                )
                for submission in gathered.submissions
                for verdict in judge(submission, rules.choose(submission.year, submission.unit))[1]
            ),
            findings=tuple(_line(_finding(finding)) for entry in report.parts for finding in entry.findings),
            report_md=to_text(report, lasting=True),
        )

    return produce


def _line(record: dict[str, object]) -> str:
    return json.dumps(record, ensure_ascii=False, sort_keys=True)


def _tables(documents: Sequence[Document]) -> list[dict[str, object]]:
    """Each cell and paragraph once. Boxes are whole points, confidence is in hundredths: both are loose fields."""
    records: list[dict[str, object]] = []
    for file, document in enumerate(documents):
        records += [
            {
                "file": file,
                "table": table.index,
                "row": cell.row,
                "col": cell.col,
                "span": [cell.rowspan, cell.colspan],
                "text": cell.text,
                **_loose(cell.page, cell.bbox, cell.confidence),
            }
            for table in document.tables
            for cell in table
        ]
        records += [
            {
                "file": file,
                "paragraph": paragraph.index,
                "text": paragraph.text,
                **_loose(paragraph.page, paragraph.bbox, paragraph.confidence),
            }
            for paragraph in document.paragraphs
        ]
    return records


def _loose(page: int | None, bbox: tuple[float, float, float, float] | None, confidence: float) -> dict[str, object]:
    fields: dict[str, object] = {} if page is None or bbox is None else {"page": page}
    if bbox is not None:
        fields["bbox"] = [round(number) for number in bbox]
    if confidence < 1:
        fields["confidence"] = round(100 * confidence)
    return fields


def _figures(submission: Submission) -> list[dict[str, object]]:
    records: list[dict[str, object]] = [
        {"kind": "form", "key": f"{type(form).__name__}[{form.index}]", "title": form.title, "file": form.file}
        for form in submission.forms
    ]
    seen: set[str] = set()
    for figure in figures_of(submission):
        if figure.key not in seen:
            seen.add(figure.key)
            records.append(_figure(figure))
    return records


def _figure(figure: Figure) -> dict[str, object]:
    place = figure.place
    return {
        "kind": "figure",
        "key": figure.key,
        "raw": figure.raw,
        "value": None if figure.value is None else str(figure.value),
        "unit": figure.unit,
        "state": figure.state,
        "at": [place.file, place.table, place.row, place.col, place.paragraph],
    }


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "id": finding.id,
        "check": finding.check,
        "severity": finding.severity,
        "cause": finding.cause,
        "calculation": finding.calculation,
        "figures": [figure.key for figure in finding.figures],
    }
