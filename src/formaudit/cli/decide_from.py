"""``formaudit decide --from FILE``: a person's answers in findings.xlsx, or a unit's in a reply form, read back.

A row is taken over only where it is certain which finding it is about and what it says; every other one is named.
"""

import argparse
import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.audit.between import apart, together
from formaudit.cli.console import emit
from formaudit.cli.findings import day, decisions_at, is_store, keep_at, read_findings, who
from formaudit.cli.wanted import BOOK
from formaudit.decisions.apply import decided
from formaudit.decisions.book import Book
from formaudit.errors import ExitCode, UsageError
from formaudit.extract.door import extract_file
from formaudit.letters.returned import Reply, addressed, known_rows, replies
from formaudit.messages import word
from formaudit.model.decision import Decision, Standing
from formaudit.model.document import Document
from formaudit.model.report import AuditReport, Finding, SubmissionReport
from formaudit.reports.clean import one_line, shorten
from formaudit.reports.reviewed import Review, reviews
from formaudit.reports.words import printed

__all__ = ["run_from"]

_FILE: Final = "findings.json"
_STORE: Final = "audit.db"
_SHOWN: Final = 40
_SAID: Final = 60


class _Refused(Struct, frozen=True, kw_only=True):
    """A row that was not taken over: what it is called, and the key ``decide.from.<why>`` of the reason."""

    row: str
    why: str
    detail: str = ""


Taken = Decision | _Refused


def run_from(options: argparse.Namespace) -> int:
    """Read the files, keep what is certain, name the rest; 3 where a row was not taken over.

    Raises:
        UsageError: a file is missing or holds neither a list of findings nor a reply form; no findings are known.

    """
    today, lang = day(options.date), options.lang
    code = ExitCode.OK
    for file in options.source:
        path = Path(file)
        if not path.is_file():
            raise UsageError("unreadable" if path.exists() else "not-found", file)
        findings, place = _places(options, path)
        document = extract_file(path)
        book = _book(place)
        answered, returned = reviews(document), replies(document)
        if answered is None and returned is None:
            raise UsageError("decide-from", file)
        rows: list[Taken] = []
        if answered is not None:
            report = _report(findings, {row.unit for row in answered if row.unit})
            rows += _reviewed(answered, report, book, options, today)
        if returned is not None:
            report = _report(findings, set()) if not options.unit else read_findings(findings, options.unit)
            rows += _replied(returned, document, report, book, options, today)
        decisions = [row for row in rows if isinstance(row, Decision)]
        if decisions:
            keep_at(place, decisions)
        refused = [row for row in rows if isinstance(row, _Refused)]
        _say(file, place, decisions, refused, lang)
        code = ExitCode.INCOMPLETE if refused else code
    return int(code)


def _places(options: argparse.Namespace, path: Path) -> tuple[str, str]:
    """Where the findings are that a file is about, and where decisions are kept.

    Raises:
        UsageError: ``decide-from-findings``: nothing says where.

    """
    given = options.findings
    if given is not None and is_store(given):
        return given, options.decisions or given
    if given is not None and not _is_book(Path(given)):
        return given, options.decisions or BOOK
    place = options.decisions or given
    beside = path.parent / _FILE
    if beside.is_file():
        return str(beside), place or BOOK
    if place is not None and is_store(place):
        return place, place
    if is_store(_STORE):
        return _STORE, place or _STORE
    raise UsageError("decide-from-findings", str(path))


def _is_book(path: Path) -> bool:
    """Whether a path is a file of decisions, which may not be there yet."""
    if path.suffix.lower() == ".toml":
        return True
    return path.suffix.lower() == ".json" and path.name != _FILE and not path.exists()


def _book(place: str) -> Book:
    return decisions_at(place) if is_store(place) or Path(place).exists() else Book()


def _report(place: str, units: set[str]) -> AuditReport:
    """The report whose findings are answered; of a store only the units that the file names."""
    if not units or not is_store(place):
        return read_findings(place)
    reports = []
    for unit in sorted(units):
        try:
            reports.append(read_findings(place, unit))
        except UsageError as error:
            if error.code != "store-no-unit":
                raise
    if not reports:
        return read_findings(place)
    submissions = {each.id: each for report in reports for each in together(report).submissions}
    return apart(replace(reports[0], submissions=tuple(submissions.values()), batch=None))


def _reviewed(
    rows: Sequence[Review], report: AuditReport, book: Book, options: argparse.Namespace, today: dt.date
) -> Iterator[Taken]:
    """What becomes of each row of findings.xlsx in which a person wrote something.

    A version that is not adopted has rows of its own with the same fingerprints; nothing is decided by them.
    """
    known: dict[str, list[tuple[SubmissionReport, Finding]]] = {}
    for each in report.parts:
        for finding in each.findings:
            known.setdefault(finding.id, []).append((each, finding))
    before = {decision.finding: decision for decision in book.decisions}
    said = [row for row in rows if row.standing or row.reply or row.reason or row.faults]
    said = [row for row in said if not _of_a_draft(row, known.get(row.finding, ()), report.lang)]
    meant: dict[str, set[object]] = {}
    for row in said:
        content = (row.standing, row.reply, row.reason, row.owner, row.date, row.expires, row.faults)
        meant.setdefault(row.finding, set()).add(content)
    done = set[str]()
    for row in said:
        if row.finding in done:
            continue
        done.add(row.finding)
        name = word("decide.from.row", options.lang, number=row.number or "—", unit=row.unit)
        twice = len(meant[row.finding]) > 1
        taken = "twice" if twice and row.finding in known else _review(row, known, before, options, today, report.lang)
        if isinstance(taken, Decision):
            if taken != before.get(row.finding):
                yield taken
        elif taken:
            yield _Refused(row=name, why=taken, detail=_detail(row, taken, options.lang))


def _of_a_draft(row: Review, found: Sequence[tuple[SubmissionReport, Finding]], lang: str) -> bool:
    """Whether a row shows the figures of a version that is not adopted, and not those of the adopted one."""
    fitting = [each.counts for each, finding in found if row.raw == _raws(finding, lang)]
    return bool(fitting) and not any(fitting)


def _review(
    row: Review,
    known: Mapping[str, Sequence[tuple[SubmissionReport, Finding]]],
    before: Mapping[str, Decision],
    options: argparse.Namespace,
    today: dt.date,
    lang: str,
) -> Decision | str:
    """The decision of a row, or why there is none; an empty text where the row says nothing new."""
    old = before.get(row.finding)
    if row.finding not in known:
        return "gone" if row.finding else "no-id"
    fitting = [each for each in known[row.finding] if not row.raw or row.raw == _raws(each[1], lang)]
    if not fitting:
        return "changed"
    submission, finding = next((each for each in fitting if each[0].counts), fitting[0])
    if row.faults:
        return "fault"
    standing = row.standing or (old.standing if old is not None else Standing.OPEN)
    kept = old is not None and old.standing is standing
    made = Decision(
        finding=finding.id,
        standing=standing,
        reason=row.reason or (old.reason if old is not None and kept else ""),
        category=old.category if old is not None and kept else "",
        owner=row.owner or (old.owner if old is not None and kept else who(options.owner)),
        date=row.date or (old.date if old is not None and kept else today),
        expires=(row.expires or (old.expires if old is not None and kept else None))
        if standing is Standing.WAIVED
        else None,
        check=finding.check,
        title=finding.title,
        unit=finding.unit or submission.unit,
        year=finding.year if finding.unit else submission.year,
        reply=old.reply if old is not None and row.reply in ("", _shown(old, lang)) else row.reply,
        corrected=old.corrected if old is not None and row.reply in ("", _shown(old, lang)) else "",
    )
    return _fault(made, today) or made


def _fault(made: Decision, today: dt.date) -> str:
    """What a decision lacks: a reason for what is set aside, and who answers for it until when."""
    if made.standing in (Standing.DISMISSED, Standing.WAIVED) and not made.reason:
        return "needs-reason"
    if made.standing is Standing.WAIVED and not made.owner:
        return "needs-owner"
    if made.standing is Standing.WAIVED and made.expires is None:
        return "needs-expiry"
    return "expired" if made.expired(today) else ""


def _shown(old: Decision, lang: str) -> str:
    """The answer as the workbook shows it."""
    return word("report.reply", lang, reply=old.reply, value=old.corrected) if old.corrected else old.reply


def _raws(finding: Finding, lang: str) -> str:
    """The figures as the workbook prints them, without blanks."""
    lines = (word("report.label", lang, name=figure.label) + printed(figure, lang) for figure in finding.figures)
    return "".join("".join(lines).split()).casefold()


def _detail(row: Review, why: str, lang: str) -> str:
    if why == "fault":
        return word("place.list", lang).join(word(key, lang) for key in row.faults)
    return row.finding


def _replied(
    rows: Sequence[Reply],
    document: Document,
    report: AuditReport,
    book: Book,
    options: argparse.Namespace,
    today: dt.date,
) -> Iterator[Taken]:
    """What becomes of each answered row of a reply form.

    Raises:
        UsageError: ``decide-from-unit``: the form does not say whose it is, and there are several.

    """
    counted = [each for each in report.submissions if each.counts]
    named = counted if len(counted) == 1 else addressed(document, counted)
    if len(named) != 1:
        raise UsageError("decide-from-unit", document.source.path, ", ".join(each.unit for each in named[:3]))
    (submission,) = named
    laid = decided(replace(report, submissions=(submission,), batch=None), book, today)
    known = known_rows(laid, laid.submissions[0])
    findings = {finding.id: finding for finding in submission.findings}
    before = {decision.finding: decision for decision in book.decisions}
    answers: dict[str, dict[tuple[str, str], str]] = {}
    for row in rows:
        name = word("decide.from.form-row", options.lang, number=row.number or "—", about=shorten(row.about, _SAID))
        if row.about not in known:
            yield _Refused(row=name, why="unknown")
            continue
        answer, corrected = map(one_line, row.to(len(known[row.about])))
        for id_ in known[row.about]:
            answers.setdefault(id_, {})[answer, corrected] = name
    for id_, said in answers.items():
        old, finding = before.get(id_), findings[id_]
        # Several figures of one finding may be answered: all that was said of it is kept, in the form's order.
        reply = "；".join(dict.fromkeys(answer for answer, _ in said if answer))
        corrected = "；".join(dict.fromkeys(value for _, value in said if value))
        base = old or Decision(
            finding=id_,
            standing=Standing.OPEN,
            owner=who(options.owner),
            date=today,
            check=finding.check,
            title=finding.title,
            unit=submission.unit,
            year=submission.year,
        )
        made = replace(base, reply=reply, corrected=corrected)
        if made != old:
            yield made


def _say(file: str, place: str, decisions: Sequence[Decision], refused: Sequence[_Refused], lang: str) -> None:
    counts = Counter(decision.standing for decision in decisions)
    said = word("verdict.join", lang).join(
        word("decide.from.count", lang, state=word(f"standing.{state}", lang), count=str(counts[state]))
        for state in Standing
        if counts[state]
    )
    total, replied = str(len(decisions)), str(sum(bool(each.reply or each.corrected) for each in decisions))
    emit(
        word(
            "decide.from.done" if decisions else "decide.from.nothing", lang, file=file, count=total, states=said,
            replied=replied, place=place.rsplit("@", 1)[-1],
        )
    )  # fmt: skip
    if refused:
        emit(word("decide.from.refused", lang, count=str(len(refused))))
    for row in refused[:_SHOWN]:
        emit(f"! {row.row}" + word(f"decide.from.{row.why}", lang, detail=row.detail))
    if len(refused) > _SHOWN:
        emit(word("bench.more", lang, count=str(len(refused) - _SHOWN)))
