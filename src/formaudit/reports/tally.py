"""How many findings, relations and figures: the verdict line, which is the first line of every output."""

import datetime as dt
from collections import Counter

from msgspec import Struct

from formaudit.decisions.apply import standing_of
from formaudit.messages import word
from formaudit.model.decision import COUNTED
from formaudit.model.report import AuditReport, SubmissionReport
from formaudit.model.verdict import Severity
from formaudit.reports.arrange import arrange

__all__ = ["Ledger", "Tally", "counts_line", "coverage_line", "ledger_line", "ledger_of", "tally", "verdict_line"]


class Tally(Struct, frozen=True):
    """Findings by severity, and how many of them ``causes`` root causes explain."""

    by_severity: dict[Severity, int]
    explained: int
    causes: int

    @property
    def total(self) -> int:
        """All findings."""
        return sum(self.by_severity.values())


class Ledger(Struct, frozen=True):
    """Relations by outcome, over all checks; ``checks`` counts those that tested something."""

    holds: int
    broken: int
    undecided: int
    checks: int

    @property
    def tested(self) -> int:
        """Relations that the submission has: not applicable ones are left out."""
        return self.holds + self.broken + self.undecided


def tally(submissions: tuple[SubmissionReport, ...], today: dt.date | None = None) -> Tally:
    """Count the findings, each once, without those that a person dismissed or that are waived on the day.

    Of several submissions those count that their units stand by, not versions that were replaced.
    """
    found: Counter[Severity] = Counter()
    explained = causes = 0
    for submission in submissions:
        if not submission.counts and len(submissions) > 1:
            continue
        arrangement = arrange(submission)
        found.update(item.finding.severity for item in arrangement.all if standing_of(item.finding, today) in COUNTED)
        explained += sum(len(block.findings) for block in arrangement.causes)
        causes += sum(1 for block in arrangement.causes if block.findings)
    return Tally({severity: found[severity] for severity in Severity}, explained, causes)


def ledger_of(submissions: tuple[SubmissionReport, ...]) -> Ledger:
    """Add up what the checks tested."""
    rows = [row for submission in submissions for row in submission.ledger]
    return Ledger(
        holds=sum(row.holds for row in rows),
        broken=sum(row.broken for row in rows),
        undecided=sum(row.undecided for row in rows),
        checks=len({row.check for row in rows if row.holds or row.broken or row.undecided}),
    )


def ledger_line(submissions: tuple[SubmissionReport, ...], lang: str) -> str:
    """``关系 127 项：相符 124，不符 1，无法判定 2；用到检查 40 项``."""
    total = ledger_of(submissions)
    return word(
        "report.ledger",
        lang,
        tested=str(total.tested),
        holds=str(total.holds),
        broken=str(total.broken),
        undecided=str(total.undecided),
        checks=str(total.checks),
    )


def coverage_line(submissions: tuple[SubmissionReport, ...], lang: str) -> str:
    """``数字 212 个：相符 180，矛盾 9，未检验 23``."""
    rows = [submission.coverage for submission in submissions]
    unread = sum(row.unread for row in rows)
    return word(
        "report.coverage",
        lang,
        figures=str(sum(row.figures for row in rows)),
        tied=str(sum(row.tied for row in rows)),
        contradicted=str(sum(row.contradicted for row in rows)),
        untested=str(sum(row.untested for row in rows)),
    ) + (word("report.coverage.unread", lang, unread=str(unread)) if unread else "")


def counts_line(submission: SubmissionReport, lang: str) -> str:
    """``发现 2 处严重、1 处提示`` for one submission of several."""
    said = _counts(tally((submission,)), lang, *Severity)
    return word("report.counts", lang, counts=said) if said else word("report.no-counts", lang)


def verdict_line(report: AuditReport) -> str:
    """The verdict in one line: what was found, and whether everything could be tested."""
    lang = report.lang
    counts = tally(report.submissions, report.decided_on)
    serious = _counts(counts, lang, Severity.CRITICAL, Severity.MAJOR)
    light = _counts(counts, lang, Severity.MINOR, Severity.NOTE)
    everything = word("verdict.join", lang).join(part for part in (serious, light) if part)
    causes = ""
    if counts.causes:
        causes = word("verdict.causes", lang, count=str(counts.explained), causes=str(counts.causes))
    if report.verdict == "incomplete":
        found = word("verdict.incomplete.none", lang) if report.submissions else ""
        if everything:
            found = word("verdict.incomplete.found", lang, all=everything) + causes
        return word("verdict.incomplete", lang, reasons=_reasons(report), found=found)
    if serious:
        rest = word("verdict.rest", lang, counts=light) if light else ""
        return word("verdict.findings", lang, serious=serious, rest=rest, causes=causes)
    if light:
        return word("verdict.light", lang, rest=light, causes=causes)
    total = ledger_of(report.submissions)
    tested = ""
    if total.tested:
        tested = word("verdict.tested", lang, holds=str(total.holds), undecided=str(total.undecided))
    return word("verdict.clean", lang, tested=tested)


def _counts(counts: Tally, lang: str, *severities: Severity) -> str:
    """``3 处严重、5 处较重``; severities that did not occur are left out."""
    said = [
        word(f"verdict.count.{severity}", lang, count=str(counts.by_severity[severity]))
        for severity in severities
        if counts.by_severity[severity]
    ]
    return word("verdict.join", lang).join(said)


def _reasons(report: AuditReport) -> str:
    if report.errors:
        return word("verdict.reason.files", report.lang, count=str(len(report.errors)))
    return word("verdict.reason.parts" if report.submissions else "verdict.reason.nothing", report.lang)
