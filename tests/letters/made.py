"""Letters made from the corpus, and one of nothing but full lines."""

import datetime as dt
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from msgspec.structs import replace

from formaudit.audit import audit_submissions
from formaudit.decisions.apply import decided
from formaudit.decisions.book import Book
from formaudit.intake.gather import gather
from formaudit.letters.build import build_letter
from formaudit.letters.letter import Fact, Item, Kind, Letter, Party
from formaudit.model.decision import Decision, Standing
from formaudit.model.document import Document
from formaudit.model.report import AuditReport
from formaudit.profiles.read import read_profile
from tests.corpus import CORPORA

PARTY = Party(
    sender="某区财政局", number="某财绩函〔2026〕1号", contact="王某", phone="0700-0000000", date=dt.date(2026, 5, 9)
)


@cache
def audited(name: str, lang: str = "zh") -> tuple[AuditReport, tuple[Document, ...]]:
    return audit_of([CORPORA / name], lang)


def audit_of(paths: Sequence[Path], lang: str = "zh") -> tuple[AuditReport, tuple[Document, ...]]:
    rules = read_profile("default")
    gathered = gather(paths, rules.names)
    report = audit_submissions(gathered.submissions, (), rules, lang)
    return report, gathered.submissions[0].documents


def confirmed(report: AuditReport, *, standing: Standing = Standing.CONFIRMED, most: int = 10_000) -> AuditReport:
    """The report after a person has judged its first findings so."""
    findings = [finding for submission in report.submissions for finding in submission.findings][:most]
    book = Book(
        decisions=tuple(
            Decision(finding=each.id, standing=standing, reason="x", owner="y", expires=dt.date(2099, 1, 1))
            for each in findings
        )
    )
    return decided(report, book, dt.date(2026, 1, 1))


def letter(name: str, kind: Kind, lang: str = "zh") -> Letter:
    report = confirmed(audited(name, lang)[0])
    return build_letter(report, report.submissions[0], kind, PARTY)


def full_lines() -> Letter:
    """A letter whose paragraphs fill many lines with characters of full width."""
    base = letter("quickstart", Kind.INQUIRY)
    item = Item(number=1, title="核", facts=(Fact(text="核" * 28 * 40),), basis=(), request="", findings=())
    return replace(base, opening=("核" * 28 * 60,), items=(item,), remarks=(), attachments=(), closing=("核",))


def hostile(text: str) -> AuditReport:
    """The quick start's report with a text in place of every name, label and word that a submission may hold."""
    report = confirmed(audited("quickstart")[0])
    submission = report.submissions[0]
    findings = tuple(
        replace(
            finding,
            title=text, message=text, question=text,
            figures=tuple(replace(figure, label=text, raw=text if figure.value is None else figure.raw) for figure in finding.figures),
        )
        for finding in submission.findings
    )  # fmt: skip
    forms = tuple(replace(form, title=text, name=text) for form in submission.forms)
    return replace(report, submissions=(replace(submission, unit=text, findings=findings, forms=forms),))
