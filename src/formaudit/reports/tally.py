"""How many findings, relations and figures: the verdict line, which is the first line of every output."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct, field

from formaudit.decisions.apply import standing_of
from formaudit.messages import word
from formaudit.model.decision import COUNTED
from formaudit.model.report import AuditReport, SubmissionReport
from formaudit.model.verdict import Severity
from formaudit.reports.arrange import Arrangement, arrange

__all__ = [
    "Counted",
    "Ledger",
    "Tally",
    "add_up",
    "count_all",
    "counts_line",
    "coverage_line",
    "ledger_line",
    "ledger_of",
    "tally",
    "verdict_line",
]

_FIGURES: Final = ("figures", "tied", "contradicted", "untested", "unread")


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


class Counted(Struct):
    """What is counted over submissions, one after another: findings, relations, figures."""

    found: Counter[Severity] = field(default_factory=Counter)
    explained: int = 0
    causes: int = 0
    relations: Counter[str] = field(default_factory=Counter)
    checks: set[str] = field(default_factory=set)
    figures: Counter[str] = field(default_factory=Counter)

    @property
    def tally(self) -> Tally:
        """The findings by severity."""
        return Tally({severity: self.found[severity] for severity in Severity}, self.explained, self.causes)

    @property
    def ledger(self) -> Ledger:
        """The relations by outcome."""
        known = {name: self.relations[name] for name in ("holds", "broken", "undecided")}
        return Ledger(**known, checks=len(self.checks))


def add_up(
    counted: Counted, submission: SubmissionReport, arrangement: Arrangement, today: dt.date | None, *, several: bool
) -> None:
    """Count a submission too. Of several those count that their units stand by, not replaced versions."""
    if several and not submission.counts:
        return
    counted.found.update(
        item.finding.severity for item in arrangement.all if standing_of(item.finding, today) in COUNTED
    )
    counted.explained += sum(len(block.findings) for block in arrangement.causes)
    counted.causes += sum(1 for block in arrangement.causes if block.findings)
    for row in submission.ledger:
        counted.relations.update(holds=row.holds, broken=row.broken, undecided=row.undecided)
        if row.holds or row.broken or row.undecided:
            counted.checks.add(row.check)
    coverage = submission.coverage
    counted.figures.update({name: getattr(coverage, name) for name in _FIGURES})


def count_all(
    submissions: Iterable[SubmissionReport], today: dt.date | None = None, *, several: bool = False
) -> Counted:
    """Count all submissions in one walk; as in ``add_up``."""
    counted = Counted()
    for submission in submissions:
        add_up(counted, submission, arrange(submission), today, several=several)
    return counted


def tally(submissions: Sequence[SubmissionReport], today: dt.date | None = None) -> Tally:
    """Count the findings, each once, without those that a person dismissed or that are waived on the day."""
    return count_all(submissions, today, several=len(submissions) > 1).tally


def ledger_of(submissions: Sequence[SubmissionReport]) -> Ledger:
    """Add up what the checks tested."""
    return count_all(submissions).ledger


def ledger_line(counted: Counted, lang: str) -> str:
    """``关系 127 项：相符 124，不符 1，无法判定 2；用到检查 40 项``."""
    total = counted.ledger
    return word(
        "report.ledger",
        lang,
        tested=str(total.tested),
        holds=str(total.holds),
        broken=str(total.broken),
        undecided=str(total.undecided),
        checks=str(total.checks),
    )


def coverage_line(counted: Counted, lang: str) -> str:
    """``数字 212 个：相符 180，矛盾 9，未检验 23``."""
    sums = {name: str(counted.figures[name]) for name in _FIGURES}
    said = word("report.coverage", lang, **sums)
    return said + (word("report.coverage.unread", lang, **sums) if counted.figures["unread"] else "")


def counts_line(submission: SubmissionReport, lang: str) -> str:
    """``发现 2 处严重、1 处提示`` for one submission of several."""
    said = _counts(tally((submission,)), lang, *Severity)
    return word("report.counts", lang, counts=said) if said else word("report.no-counts", lang)


def verdict_line(report: AuditReport, counted: Counted | None = None) -> str:
    """The verdict in one line: what was found, and whether everything could be tested.

    ``counted`` are all submissions of the report where they have been counted already.
    """
    lang = report.lang
    counted = counted or count_all(report.parts, report.decided_on, several=len(report.submissions) > 1)
    counts = counted.tally
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
    total = counted.ledger
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
