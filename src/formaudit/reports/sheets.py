"""The working paper as rows, before any workbook: what stands in which column of which sheet."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from formaudit.messages import word
from formaudit.model.decision import Standing
from formaudit.model.figure import Figure
from formaudit.model.form_kind import FormKind
from formaudit.model.report import AuditReport, Cause, Finding, SubmissionReport, Tick, Undecided
from formaudit.reports.arrange import Numbered, arrange, tick_order, undecided_order
from formaudit.reports.places import Places, places_of, say_place
from formaudit.reports.words import check_title, kind_words, percent, printed

__all__ = ["REVIEWS", "Column", "Grid", "Link", "Sheet", "Value", "sheets_of"]

Value = str | int | Decimal | dt.date | None
REVIEWS: Final = {
    Standing.CONFIRMED: "review.confirmed",
    Standing.DISMISSED: "review.dismissed",
    Standing.WAIVED: "review.waived",
    Standing.OPEN: "review.open",
    Standing.RECTIFIED: "review.rectified",
}
"""What a person may choose as 复核结论, by the standing that it means."""


class Column(Struct, frozen=True):
    """A column: its heading in the report's language and its width in characters."""

    head: str
    width: int


class Link(Struct, frozen=True):
    """Where a cell leads: to a row of another sheet, counted from 0 below its heads, or to a file of the submission."""

    sheet: str = ""
    row: int = 0
    file: str = ""


class Grid(Struct, frozen=True):
    """A table of a sheet.

    ``choices`` are what may stand in a column, ``dates`` the columns that hold days, both by position; ``links`` lead
    on from a cell, by row and column.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    choices: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    dates: frozenset[int] = frozenset()
    links: Mapping[tuple[int, int], Link] = field(default_factory=dict)


class Sheet(Struct, frozen=True):
    """A sheet: its main table, and perhaps a second one below."""

    title: str
    grid: Grid
    below: Grid | None = None


_FINDINGS = (
    ("number", 6),
    ("cause", 10),
    ("check", 32),
    ("severity", 7),
    ("nature", 8),
    ("confidence", 8),
    ("unit", 24),
    ("year", 7),
    ("place", 34),
    ("raw", 40),
    ("calculation", 34),
    ("basis", 24),
    ("money", 11),
    ("score", 9),
    ("question", 48),
    ("answer", 28),
    ("review", 12),
    ("handler", 10),
    ("date", 12),
    ("reason-given", 24),
    ("expires", 12),
    ("id", 18),
)
_ROWS = (
    ("number", 6),
    ("unit", 24),
    ("year", 7),
    ("check", 9),
    ("role", 8),
    ("label", 36),
    ("printed", 18),
    ("place", 44),
    ("file", 36),
)
_PLACE = [name for name, _ in _FINDINGS].index("place")
_CAUSES = (
    ("unit", 24),
    ("year", 7),
    ("cause", 10),
    ("kind", 16),
    ("confidence", 8),
    ("message", 50),
    ("findings", 16),
    ("label", 32),
    ("place", 30),
    ("printed", 16),
    ("restored", 16),
    ("constraints", 44),
)
_TICKS = (("unit", 24), ("year", 7), ("check", 9), ("calculation", 44), ("raw", 44), ("place", 40), ("note", 20))
_OPEN = (
    ("what", 18),
    ("unit", 24),
    ("year", 7),
    ("check", 9),
    ("raw", 36),
    ("place", 34),
    ("reason", 48),
    ("remedy", 40),
)
_COVERAGE = (("unit", 28), ("year", 10), ("figures", 12), ("tied", 10), ("contradicted", 10), ("untested", 12))
_LEDGER = (
    ("unit", 28),
    ("year", 10),
    ("check", 12),
    ("name", 32),
    ("holds", 10),
    ("broken", 12),
    ("undecided", 12),
    ("not-applicable", 12),
)


def sheets_of(report: AuditReport) -> tuple[Sheet, ...]:
    """All sheets of the workbook: findings, causes, what holds, what is open, coverage, the figures concerned."""
    lang = report.lang
    findings: list[tuple[Value, ...]] = []
    causes: list[tuple[Value, ...]] = []
    ticks: list[tuple[Value, ...]] = []
    untested: list[tuple[Value, ...]] = []
    coverage: list[tuple[Value, ...]] = []
    ledger: list[tuple[Value, ...]] = []
    concerned: list[tuple[Value, ...]] = []
    links: dict[tuple[int, int], Link] = {}
    back: dict[tuple[int, int], int] = {}
    for submission in report.parts:
        places = places_of(submission, lang)
        head: tuple[Value, ...] = (submission.unit, submission.year)
        for item in arrange(submission).all:
            about = _about(item.finding, head)
            links[len(findings), 0] = Link(sheet=word("sheet.rows", lang), row=len(concerned))
            file = item.finding.figures[0].place.file
            if 0 <= file < len(submission.files):
                links[len(findings), _PLACE] = Link(file=submission.files[file].source.path)
            back |= {
                (row, 0): len(findings) for row in range(len(concerned), len(concerned) + len(item.finding.figures))
            }
            concerned += _concerned(item, about, places)
            findings.append(_finding(item, about, places))
        causes += _causes(submission, head, places)
        ticks += _ticks(submission, head, places)
        untested += _open(submission, head, places)
        row = submission.coverage
        if submission is not report.batch:  # the figures of a batch are those of its units
            coverage.append((*head, row.figures, row.tied, row.contradicted, row.untested))
        ledger += _ledger(submission, head, lang)
    untested += [
        (word("report.errors", lang), "", None, "", "", error.file, error.message, error.remedy)
        for error in sorted(report.errors, key=lambda error: (error.file, error.code))
    ]
    below = _grid(_LEDGER, ledger, lang) if ledger else None
    names = [name for name, _ in _FINDINGS]
    listed = replace(
        _grid(_FINDINGS, findings, lang),
        choices={names.index("review"): tuple(word(key, lang) for key in REVIEWS.values())},
        dates=frozenset({names.index("date"), names.index("expires")}),
        links=links,
    )
    rows = replace(
        _grid(_ROWS, concerned, lang),
        links={cell: Link(sheet=word("sheet.findings", lang), row=row) for cell, row in back.items()},
    )
    return (
        Sheet(word("sheet.findings", lang), listed),
        Sheet(word("sheet.causes", lang), _grid(_CAUSES, causes, lang)),
        Sheet(word("sheet.ticks", lang), _grid(_TICKS, ticks, lang)),
        Sheet(word("sheet.open", lang), _grid(_OPEN, untested, lang)),
        Sheet(word("sheet.coverage", lang), _grid(_COVERAGE, coverage, lang), below),
        Sheet(word("sheet.rows", lang), rows),
    )


def _about(said: Finding | Tick | Undecided, head: tuple[Value, ...]) -> tuple[Value, ...]:
    """Unit and year: what stands in a batch says whom it is about, unless it is about all."""
    return (said.unit, said.year) if said.unit else head


def _grid(columns: tuple[tuple[str, int], ...], rows: list[tuple[Value, ...]], lang: str) -> Grid:
    return Grid(tuple(Column(word(f"column.{name}", lang), width) for name, width in columns), tuple(rows))


def _raws(figures: tuple[Figure, ...], lang: str) -> str:
    """A line for each figure: its label and what is printed."""
    return "\n".join(word("report.label", lang, name=figure.label) + printed(figure, lang) for figure in figures)


def _places(figures: tuple[Figure, ...], places: Places) -> str:
    """A line for each figure, in the order of ``_raws``."""
    return "\n".join(say_place(places, figure.place, figure.raw) for figure in figures)


def _finding(item: Numbered, head: tuple[Value, ...], places: Places) -> tuple[Value, ...]:
    finding, lang = item.finding, places.lang
    effect = finding.effect
    return (
        item.number,
        item.cause,
        f"{finding.check} {finding.title}",
        word(f"severity.{finding.severity}", lang),
        word(f"nature.{finding.nature}", lang),
        percent(finding.confidence),
        *head,
        _places(finding.figures, places),
        _raws(finding.figures, lang),
        finding.calculation,
        word("place.semicolon", lang).join(finding.basis),
        effect.money if effect else None,
        effect.score if effect else None,
        finding.question,
        *_answer(finding, lang),
        finding.id,
    )


def _answer(finding: Finding, lang: str) -> tuple[Value, ...]:
    """What the unit answered and what a person decided; blank where nobody has."""
    made = finding.decision
    if made is None:
        return ("", "", "", "", "", "")
    reply = word("report.reply", lang, reply=made.reply, value=made.corrected) if made.corrected else made.reply
    said = "" if made.standing is Standing.OPEN and not made.reason else word(REVIEWS[made.standing], lang)
    return (reply, said, made.owner, made.date, made.reason, made.expires)


def _concerned(item: Numbered, head: tuple[Value, ...], places: Places) -> list[tuple[Value, ...]]:
    """A row for each figure of a finding: what is printed, where, in which file."""
    rows: list[tuple[Value, ...]] = []
    for position, figure in enumerate(item.finding.figures):
        role = word("role.suspect" if position < item.finding.suspects else "role.evidence", places.lang)
        file = places.files[figure.place.file] if 0 <= figure.place.file < len(places.files) else ""
        place = say_place(places, figure.place, figure.raw)
        rows.append(
            (item.number, *head, item.finding.check, role, figure.label, printed(figure, places.lang), place, file)
        )
    return rows


def _causes(submission: SubmissionReport, head: tuple[Value, ...], places: Places) -> list[tuple[Value, ...]]:
    rows: list[tuple[Value, ...]] = []
    for block in arrange(submission).causes:
        numbers = sorted([*(item.number for item in block.findings), *block.others])
        said = word("verdict.join", places.lang).join(str(number) for number in numbers)
        rows += [(*head, *row) for row in _cause(block.cause, said, places)]
    return rows


def _cause(cause: Cause, numbers: str, places: Places) -> list[tuple[Value, ...]]:
    """A row for each repair, or one without."""
    lang = places.lang
    start = (cause.id, kind_words(cause.kind, lang), percent(cause.confidence), cause.message, numbers)
    if not cause.repairs:
        return [(*start, "", "", "", "", "")]
    return [
        (
            *start,
            repair.label,
            say_place(places, repair.place),
            repair.printed,
            repair.restored,
            "\n".join(repair.constraints),
        )
        for repair in cause.repairs
    ]


def _ticks(submission: SubmissionReport, head: tuple[Value, ...], places: Places) -> list[tuple[Value, ...]]:
    """A row for each calculation that holds."""
    return [
        (
            *_about(tick, head),
            tick.check,
            tick.calculation,
            _raws(tick.figures, places.lang),
            _places(tick.figures, places),
            tick.note,
        )
        for tick in sorted(submission.ticks, key=tick_order)
    ]


def _ledger(submission: SubmissionReport, head: tuple[Value, ...], lang: str) -> list[tuple[Value, ...]]:
    """A row for each check: how often it held, was broken, stayed undecided, did not apply."""
    return [
        (
            *head,
            row.check,
            check_title(row.check, row.name, lang),
            row.holds,
            row.broken,
            row.undecided,
            row.not_applicable,
        )
        for row in sorted(submission.ledger, key=lambda row: (row.check, row.name))
    ]


def _open(submission: SubmissionReport, head: tuple[Value, ...], places: Places) -> list[tuple[Value, ...]]:
    lang = places.lang
    rows: list[tuple[Value, ...]] = [
        (
            word("report.undecided", lang),
            *_about(item, head),
            item.check,
            _raws(item.figures, lang),
            _places(item.figures, places),
            item.reason,
            "",
        )
        for item in sorted(submission.undecided, key=undecided_order)
    ]
    for entry in submission.forms:
        if entry.form is FormKind.UNKNOWN:
            tables = word("verdict.join", lang).join(str(table + 1) for table in entry.tables)
            file = places.files[entry.file] if 0 <= entry.file < len(places.files) else ""
            where = [part for part in (file, word("report.tables", lang, numbers=tables) if tables else "") if part]
            place = word("place.step", lang).join(where)
            rows.append((word("report.unknown", lang), *head, "", entry.title, place, entry.note, ""))
    for entry_file, name in zip(submission.files, places.files, strict=True):
        rows += [(word("report.warnings", lang), *head, "", "", name, text, "") for text in entry_file.warnings]
    return rows
