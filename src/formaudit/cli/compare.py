"""``formaudit compare``: what became of the findings between two runs, or of a resubmission."""

import argparse
import importlib
from pathlib import Path
from typing import Any, Final

from msgspec.structs import replace

from formaudit.cli.arguments import either
from formaudit.cli.console import ReaderLeftError, emit, remark
from formaudit.cli.findings import day, decisions_at, is_store, keep_at, read_findings, who
from formaudit.cli.output import file_name, make_folder, write_kept
from formaudit.cli.wanted import BOOK
from formaudit.decisions.apply import decided, standing_of
from formaudit.decisions.compare import compare
from formaudit.errors import ExitCode, UsageError
from formaudit.messages import LANGUAGES, spoken, word
from formaudit.model.comparison import Change, Compared, Comparison
from formaudit.model.decision import COUNTED, Decision, Standing
from formaudit.model.report import AuditReport
from formaudit.model.verdict import Severity
from formaudit.reports.compared import compared_json, compared_text

__all__ = ["configure", "run"]

_LEVELS: Final = (*(severity.value for severity in Severity), "none")
_LONGEST: Final = 60


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("old", metavar="OLD", help=word("compare.help.old"))
    parser.add_argument("new", metavar="NEW", help=word("compare.help.new"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=word("audit.help.format"))
    parser.add_argument("--out", metavar="DIR", type=Path, help=word("compare.help.out"))
    parser.add_argument("--decisions", metavar="FILE", help=word("compare.help.decisions"))
    parser.add_argument("--rectify", action="store_true", help=word("compare.help.rectify"))
    parser.add_argument("--date", metavar="YYYY-MM-DD", help=word("decide.help.date"))
    parser.add_argument("--owner", metavar="NAME", help=word("decide.help.owner"))
    parser.add_argument(
        "--fail-on", metavar="LEVEL", choices=_LEVELS, type=either(_LEVELS, "severity"), default="major",
        help=word("audit.help.fail-on"),
    )  # fmt: skip
    parser.add_argument("--lang", choices=LANGUAGES, default=spoken(), help=word("decide.help.lang"))


def run(options: argparse.Namespace) -> int:
    """Print the comparison; 1 where a finding at or above the level is new or changed, 3 where the newer is incomplete.

    Raises:
        UsageError: a file is missing or is no findings.json; the sheets or decisions cannot be written.

    """
    old, new = read_findings(options.old), read_findings(options.new)
    place = options.decisions or (options.old if is_store(options.old) else None)
    if place is not None and (options.decisions is None or is_store(place) or Path(place).exists()):
        old = decided(old, decisions_at(place), day(options.date))
    if options.out is not None:
        make_folder(options.out)
    comparison = compare(old, new)
    lang = options.lang
    unsaid: Exception | None = None
    try:
        emit(compared_json(comparison, lang) if options.format == "json" else compared_text(comparison, lang))
    except (ReaderLeftError, UsageError) as error:
        unsaid = error  # the sheets are written and the decisions kept even so
    if options.out is not None:
        _write_sheets(comparison, old, new, options.out, lang)
    _rectify(comparison, old, options, place or BOOK)
    if unsaid is not None:
        raise unsaid
    if new.verdict == "incomplete":
        return int(ExitCode.INCOMPLETE)
    if options.fail_on == "none":
        return int(ExitCode.OK)
    level = Severity(options.fail_on).rank
    worse = any(
        row.change in (Change.NEW, Change.CHANGED) and row.finding.severity.rank <= level for row in comparison.rows
    )
    return int(ExitCode.FINDINGS if worse else ExitCode.OK)


def _write_sheets(comparison: Comparison, old: AuditReport, new: AuditReport, folder: Path, lang: str) -> None:
    """A sheet for each unit that was asked something and handed in again, as DOCX and XLSX."""
    verified: Any = importlib.import_module("formaudit.letters.verified")  # writes documents; only this option needs it
    taken = set[str]()
    for sheet in verified.verifications(comparison, replace(old, lang=lang), new, lang):
        stem = f"rectification-check-{file_name(sheet.unit, None)[:_LONGEST]}-{sheet.year}"
        name, number = stem, 2
        while name in taken:
            name, number = f"{stem}-{number}", number + 1
        taken.add(name)
        for ending, content in (
            ("docx", verified.verification_docx(sheet, lang)),
            ("xlsx", verified.verification_xlsx(sheet, lang)),
        ):
            path = write_kept(folder / f"{name}.{ending}", (content,), lang)
            remark(word("report.done", lang, file=str(path)))
    if comparison.not_again:
        names = word("verdict.join", lang).join(comparison.not_again)
        remark(word("compare.no-sheet", lang, count=str(len(comparison.not_again)), names=names))


def _rectify(comparison: Comparison, old: AuditReport, options: argparse.Namespace, place: str) -> None:
    """Set what is proven to be put right, or say how that is done."""
    closed = [row for row in comparison.rows if row.before is not None and _closes(row, old)]
    if not closed:
        return
    if not options.rectify:
        remark(word("compare.next", options.lang, count=str(len(closed)), old=options.old, new=options.new))
        return
    today = day(options.date)
    made = []
    for row in closed:
        before = row.before.decision if row.before is not None else None
        finding = row.finding
        base = before or Decision(finding=finding.id, standing=Standing.OPEN)
        made.append(
            replace(
                base,
                standing=Standing.RECTIFIED,
                reason=word(f"compare.reason.{row.reason}", options.lang, proof=row.proof),
                owner=who(options.owner),
                date=today,
                expires=None,
                check=finding.check,
                title=finding.title,
                unit=row.unit,
                year=row.year,
            )
        )
    keep_at(place, made)
    state = word(f"standing.{Standing.RECTIFIED}", options.lang)
    remark(word("decide.done", options.lang, count=str(len(made)), state=state, file=place.rsplit("@", 1)[-1]))


def _closes(row: Compared, old: AuditReport) -> bool:
    """Whether a finding that counted is proven to be put right, and nobody has said so yet."""
    before = row.before
    if row.change is not Change.FIXED or before is None:
        return False
    told = before.decision is not None and before.decision.standing is Standing.RECTIFIED
    return not told and standing_of(before, old.decided_on) in COUNTED
