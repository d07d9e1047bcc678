"""``formaudit letter``: a letter from the findings that a person confirmed."""

import argparse
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from formaudit.cli.arguments import either
from formaudit.cli.console import emit
from formaudit.cli.findings import day, day_of, decisions_at, is_store, read_findings
from formaudit.cli.letter_files import Draft, deliver
from formaudit.cli.output import write_bytes, write_kept
from formaudit.decisions.apply import decided
from formaudit.errors import ExitCode, UsageError
from formaudit.letters.build import build_letter
from formaudit.letters.desk import concerned
from formaudit.letters.dump import template_bytes
from formaudit.letters.letter import Kind, Letter, Party
from formaudit.letters.write import letter_bytes, templated_bytes
from formaudit.messages import LANGUAGES, spoken, word
from formaudit.model.report import AuditReport, SubmissionReport
from formaudit.model.verdict import Severity

__all__ = ["configure", "run"]

_DAYS: Final = 7


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("findings", metavar="FINDINGS", nargs="?", help=word("letter.help.findings"))
    kinds = [kind.value for kind in Kind]
    parser.add_argument(
        "--kind", choices=kinds, type=either(kinds, "letter.kind"), required=True, help=word("letter.help.kind")
    )
    parser.add_argument("--out", metavar="FILE", type=Path, help=word("letter.help.out"))
    parser.add_argument("--decisions", metavar="FILE", help=word("letter.help.decisions"))
    parser.add_argument("--all-open", action="store_true", help=word("letter.help.all-open"))
    parser.add_argument("--unit", metavar="TEXT", help=word("letter.help.unit"))
    for name in ("sender", "number", "contact", "phone"):
        parser.add_argument(f"--{name}", metavar="TEXT", default="", help=word(f"letter.help.{name}"))
    parser.add_argument("--date", metavar="YYYY-MM-DD", help=word("letter.help.date"))
    parser.add_argument("--days", metavar="N", type=int, default=_DAYS, help=word("letter.help.days"))
    levels = [each.value for each in Severity]
    parser.add_argument(
        "--least",
        choices=levels,
        type=either(levels, "severity"),
        help=word("desk.help.least"),
    )
    parser.add_argument("--template", metavar="FILE", type=Path, help=word("letter.help.template"))
    parser.add_argument("--dump-template", metavar="FILE", type=Path, help=word("letter.help.dump-template"))
    parser.add_argument("--lang", choices=LANGUAGES, help=word("letter.help.lang"))


def run(options: argparse.Namespace) -> int:
    """Write a letter for each submission that has something to say.

    Raises:
        UsageError: a file is wrong or missing; no finding may go into any letter; a template cannot be used.

    """
    kind = Kind(options.kind)
    if options.dump_template is not None:
        lang = options.lang or spoken()
        write_bytes(options.dump_template, template_bytes(kind, lang))
        emit(word("letter.template.done", lang, file=str(options.dump_template)))
        return int(ExitCode.OK)
    if options.findings is None:
        raise UsageError("arguments", "formaudit letter", word("usage.missing", detail="FINDINGS"))
    if options.days < 1:
        raise UsageError("arguments", "formaudit letter", f"--days {options.days} < 1")
    report = read_findings(options.findings, options.unit or "")
    decisions = options.decisions or (options.findings if is_store(options.findings) else None)
    if decisions is not None:
        report = decided(report, decisions_at(decisions), day(None))
    if options.lang is not None:
        report = replace(report, lang=options.lang)
    submissions = [
        each for each in report.submissions if each.counts and (options.unit is None or options.unit in each.unit)
    ]
    if not submissions:
        raise UsageError("letter-no-unit", "", options.unit or "")
    letters = _letters(options, report, submissions)
    if not letters:
        raise UsageError("letter-nothing", str(options.findings))
    template = None if options.template is None else _template(options.template)
    if len(letters) == 1 and options.out is not None and not _is_folder(options.out):
        path = write_kept(options.out, (_made(letters[0][1], template, options.template),), report.lang)
        _say(letters[0][1], path, report.lang)
        return int(ExitCode.OK)
    folder = options.out or Path()
    drafts = [
        Draft(
            submission=submission, kind=kind.value, make=partial(_made, letter, template, options.template),
            told=partial(_say, letter, lang=report.lang),
        )
        for submission, letter in letters
    ]  # fmt: skip
    deliver(folder, drafts, report.decided_on, report.lang, whole=options.unit is None, present=report.submissions)
    return int(ExitCode.OK)


def _letters(
    options: argparse.Namespace, report: AuditReport, submissions: Sequence[SubmissionReport]
) -> list[tuple[SubmissionReport, Letter]]:
    """The letters that have something to say; of a batch each unit that gets none is named.

    Raises:
        UsageError: ``letter-nothing``: the only submission has nothing to be said of.

    """
    kind = Kind(options.kind)
    party = Party(
        sender=options.sender,
        number=options.number,
        contact=options.contact,
        phone=options.phone,
        date=day_of(options.date) if options.date is not None else None,
        days=options.days,
    )
    letters = []
    least = Severity(options.least or Severity.MAJOR.value)
    for submission in submissions:
        # Who asks for one unit has looked at it; a batch has units with nothing but small matters.
        if (len(submissions) > 1 or options.least) and not concerned(submission, least, report.decided_on):
            emit(word("desk.below", report.lang, unit=_named(submission, report.lang)))
            continue
        try:
            letters.append((submission, build_letter(report, submission, kind, party, all_open=options.all_open)))
        except UsageError as error:
            if error.code != "letter-nothing" or len(submissions) == 1:
                raise
            emit(word("letter.skipped", report.lang, unit=_named(submission, report.lang)))
    return letters


def _named(submission: SubmissionReport, lang: str) -> str:
    return submission.unit or word("report.no-unit", lang)


def _is_folder(path: Path) -> bool:
    """Whether a place is a folder, or is meant to become one: it has no ending of a file."""
    return path.is_dir() or not path.suffix


def _say(letter: Letter, path: Path, lang: str) -> None:
    emit(
        word(
            "letter.done", lang, title=letter.title.replace("\n", ""), unit=letter.unit, items=str(len(letter.matters)),
            figures=str(len(letter.figures)), file=str(path),
        )
    )  # fmt: skip


def _template(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise UsageError("not-found", str(path)) from None
    except OSError as error:
        raise UsageError("letter-template", str(path), error.strerror or type(error).__name__) from error


def _made(letter: Letter, template: bytes | None, path: Path | None) -> bytes:
    return letter_bytes(letter) if template is None else templated_bytes(letter, template, str(path))
