"""The tables of the data set: findings, figures, relations, submissions, files. Their columns, and rows of a report.

A column's ``kind`` says what its values are: ``text``, ``integer``, ``number`` (a share from 0 to 1), ``decimal`` (text
that holds an exact decimal: money in 万元, points, or what the column ``unit_of_value`` says) or ``texts`` (a list).
A column ``…_label`` says the code in the column before it in words.
"""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final, Literal

from msgspec import Struct

from formaudit.errors import OTHER_PAPERS
from formaudit.model.decision import Standing
from formaudit.model.report import AuditReport, FileOwner, Finding, SubmissionReport
from formaudit.reports.places import places_of, say_place
from formaudit.reports.records import Record
from formaudit.reports.words import named, plain

__all__ = ["LABELS", "TABLES", "Column", "Kind", "file_rows_of", "finding_rows_of", "labelled", "submission_row"]

Kind = Literal["text", "integer", "number", "decimal", "texts"]


class Column(Struct, frozen=True):
    """A column: its name, what its values are, and the part of the catalogue that has words for its codes."""

    name: str
    kind: Kind = "text"
    words: str = ""


_SUBMISSION: Final = (Column("submission"), Column("unit"), Column("year", "integer"))

_BARE: Final[Mapping[str, tuple[Column, ...]]] = {
    "findings": (
        *_SUBMISSION, Column("check"), Column("name"), Column("severity", words="severity"),
        Column("nature", words="nature"), Column("title"), Column("message"), Column("calculation"),
        Column("money", "decimal"), Column("score", "decimal"), Column("figure"), Column("printed"), Column("place"),
        Column("file"), Column("question"), Column("cause"), Column("state", words="standing"),
        Column("confidence", "number"), Column("id"),
    ),
    "figures": (
        *_SUBMISSION, Column("key"), Column("label"), Column("raw"), Column("value", "decimal"),
        Column("unit_of_value"), Column("state", words="figure-state"), Column("standing", words="figure-standing"),
        Column("form", words="form"), Column("form_index", "integer"), Column("path"), Column("table", "integer"),
        Column("row", "integer"), Column("col", "integer"), Column("page", "integer"), Column("paragraph", "integer"),
        Column("confidence", "number"),
    ),
    "relations": (
        *_SUBMISSION, Column("check"), Column("kind", words="relation-kind"), Column("subject"), Column("result"),
        Column("parts", "texts"), Column("signs", "texts"), Column("outcome", words="outcome"), Column("calculation"),
        Column("expected", "decimal"), Column("difference", "decimal"),
    ),
    "submissions": (
        *_SUBMISSION, Column("verdict", words="verdict-name"), Column("profile"), Column("critical", "integer"),
        Column("major", "integer"), Column("minor", "integer"), Column("note", "integer"),
        Column("figures", "integer"), Column("tied", "integer"), Column("contradicted", "integer"),
        Column("untested", "integer"), Column("score", "decimal"), Column("files", "integer"),
    ),
    "files": (
        Column("path"), Column("container"), *_SUBMISSION, Column("format", words="format"),
        Column("state", words="export.event"), Column("code"), Column("detail"), Column("forms"), Column("sha256"),
        Column("size", "integer"),
    ),
}  # fmt: skip


def _with_labels(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns, each one of codes with its words behind it."""
    return tuple(
        each for column in columns for each in ((column, Column(f"{column.name}_label")) if column.words else (column,))
    )


TABLES: Final[Mapping[str, tuple[Column, ...]]] = MappingProxyType(
    {name: _with_labels(columns) for name, columns in _BARE.items()}
)
"""By name, the columns of a table in their order."""
LABELS: Final = "_label"


def labelled(table: str, row: Sequence[object], lang: str) -> Record:
    """A row of bare values with the words of its codes put in behind them."""
    found: list[object] = []
    for column, value in zip(_BARE[table], row, strict=True):
        found.append(value)
        if column.words:
            found.append(named(column.words, str(value), lang) if value else None)
    return tuple(found)  # type: ignore[arg-type]  # values of a column are of its kind


def finding_rows_of(report: AuditReport) -> Iterator[Record]:
    """The findings of a report as rows of the table ``findings``."""
    for submission in report.parts:
        places = places_of(submission, report.lang)
        for finding in submission.findings:
            suspect, effect = finding.figures[0], finding.effect
            files = submission.files
            yield labelled(
                "findings",
                (
                    submission.id,
                    finding.unit or submission.unit,
                    finding.year if finding.unit else submission.year,
                    finding.check,
                    finding.name,
                    finding.severity.value,
                    finding.nature.value,
                    finding.title,
                    finding.message,
                    finding.calculation,
                    plain(effect.money) if effect is not None and effect.money is not None else None,
                    plain(effect.score) if effect is not None and effect.score is not None else None,
                    suspect.label,
                    suspect.raw,
                    say_place(places, suspect.place),
                    files[suspect.place.file].source.path if suspect.place.file < len(files) else None,
                    finding.question,
                    finding.cause or "",
                    _state(finding),
                    finding.confidence,
                    finding.id,
                ),
                report.lang,
            )


def _state(finding: Finding) -> str:
    return finding.decision.standing.value if finding.decision is not None else Standing.OPEN.value


def file_rows_of(report: AuditReport) -> Iterator[Record]:
    """The files of a report, those that could not be read behind, as rows of the table ``files``."""
    told = {(error.file, error.code) for error in report.errors}
    for submission in report.submissions:
        for number, entry in enumerate(submission.files):
            source = entry.source
            packed = source.path if source.member else source.path.partition("!/")[0] if "!/" in source.path else ""
            forms = sorted({form.form for form in submission.forms if form.file == number})
            yield labelled(
                "files",
                (source.path, packed, submission.id, submission.unit, submission.year, source.format, "read", "", "",
                 ",".join(forms), source.sha256, None),
                report.lang,
            )  # fmt: skip
    for file, code in sorted(told):
        detail = next(error.message for error in report.errors if (error.file, error.code) == (file, code))
        state = "other" if code in OTHER_PAPERS else "error"
        yield labelled("files", (file, "", None, None, None, "", state, code, detail, "", "", None), report.lang)


def submission_row(submission: SubmissionReport, verdict: str, lang: str) -> Record:
    """A submission's report as a row of the table ``submissions``."""
    graves = [finding.severity.value for finding in submission.findings]
    coverage = submission.coverage
    score = next((row.score for row in submission.scores if row.nature == "total" and row.score is not None), None)
    return labelled(
        "submissions",
        (
            submission.id,
            submission.unit,
            submission.year,
            verdict,
            submission.profile,
            *(graves.count(grave) for grave in ("critical", "major", "minor", "note")),
            coverage.figures,
            coverage.tied,
            coverage.contradicted,
            coverage.untested,
            plain(score.value) if score is not None and score.value is not None else None,
            sum(entry.owner is FileOwner.OWN for entry in submission.files),
        ),
        lang,
    )
