"""The whole run: submissions to audit report; what a report is made of is put together in the modules beside."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from formaudit.audit.between import Between
from formaudit.audit.empty_forms import blank_forms, goals_only
from formaudit.audit.entries import (
    coverage_of,
    defects_of,
    figure_states,
    forms_of,
    ledger_of,
    ticks_of,
    undecided_of,
    unread_forms,
    warnings_of,
)
from formaudit.audit.findings import digest_of, findings_and_causes, ids_of
from formaudit.causes.fold import fold_causes
from formaudit.checks.disclosure.evaluation import CHAIN
from formaudit.checks.kernel.batch import Batch, make_batch
from formaudit.checks.kernel.evidence import Evidence, Trait
from formaudit.checks.kernel.passages import passages_of
from formaudit.checks.kernel.roster import Home, seat_of
from formaudit.checks.kernel.settled import run_check
from formaudit.checks.kernel.unread import settle_unread
from formaudit.checks.kernel.unread_figures import unread_figures, unread_warnings
from formaudit.checks.of_profile import checks_of
from formaudit.checks.scores.recomputed import score_rows
from formaudit.checks.years_and_peers.elsewhere import settle_files
from formaudit.graph.chain import money_chain, told_breaks
from formaudit.graph.disclosure.chain import beside_evaluation, published_chain
from formaudit.graph.figure_graph import build_graph
from formaudit.graph.version_differences import differences
from formaudit.held import held, picked
from formaudit.indicators.lexicon import using
from formaudit.indicators.normalise import normalise_name
from formaudit.intake.gather import Watch
from formaudit.intake.naming import same_unit
from formaudit.model.report import AuditReport, FileEntry, FileError, ReportVerdict, SubmissionReport, VersionReport
from formaudit.model.submission import Submission
from formaudit.model.verdict import Outcome, Severity, Verdict
from formaudit.settings import Profile
from formaudit.version import __version__

__all__ = ["Examined", "audit_submission", "audit_submissions", "examine", "judge", "left_unread", "year_before"]


class Examined(Struct, frozen=True, kw_only=True):
    """The report of a submission with what it rests on: the evidence with its figure graph, and every verdict."""

    report: SubmissionReport
    evidence: Evidence
    verdicts: tuple[Verdict, ...]
    states: Mapping[str, str]
    """Each filled or damaged figure by its address: ``contradicted``, ``tied`` or ``untested``."""


def audit_submissions(
    submissions: Sequence[Submission],
    errors: Sequence[FileError],
    profile: Profile,
    lang: str,
    prior: Sequence[Submission] = (),
    watch: Watch | None = None,
) -> AuditReport:
    """Audit every submission; errors of files that could not be read make the whole incomplete.

    The reports of many submissions are held packed; ``watch`` is told the submissions done and all of them.

    The submissions are each other's peers; what only laying them beside each other shows belongs to the batch. Those of
    ``prior`` stand by the one of the same unit a year later. Where the profile has a table of choices, each submission
    is audited by the one that its year and unit choose.
    """
    roster = [seat_of(submission, profile) for submission in submissions]
    counted = [number for number, seat in enumerate(roster) if seat.adopted]
    # Two versions of one submission are no peers of each other.
    batch = (
        make_batch(picked(submissions, counted), [roster[number].facts for number in counted])
        if len(counted) > 1
        else None
    )
    home = Home(submissions, roster)
    before = Home(prior, [seat_of(submission, profile) for submission in prior])
    unread = list[FileError]()
    outcome = _Outcome()
    between = Between() if len(submissions) > 1 else None

    def audited() -> Iterator[SubmissionReport]:
        places = {number: position for position, number in enumerate(counted)}
        for number, submission in enumerate(submissions):
            seat = roster[number]
            report = audit_submission(
                submission,
                seat.rules,
                lang,
                prior=before.adopted(submission.unit, submission.year - 1, submission.part)
                if submission.year is not None
                else None,
                batch=batch if seat.adopted else None,
                position=places.get(number, 0),
            )
            report = replace(report, version=_version(submission, home))
            unread.extend(left_unread(submission, report, lang))
            outcome.add(report)
            yield report if between is None else between.taken(report)
            if watch is not None:
                watch(number + 1, len(roster))

    reports = held(audited())
    errors = [*errors, *unread]
    return AuditReport(
        version=__version__,
        profile=", ".join(dict.fromkeys(seat.rules.name for seat in roster)) or profile.name,
        checks=max((len(checks_of(seat.rules)) for seat in roster), default=len(checks_of(profile))),
        lang=lang,
        verdict=ReportVerdict.INCOMPLETE
        if errors or not reports or outcome.unread
        else ReportVerdict.FINDINGS
        if outcome.serious
        else ReportVerdict.CLEAN,
        submissions=reports,
        errors=tuple(errors),
        batch=None if between is None else between.report(lang),
    )


def left_unread(submission: Submission, report: SubmissionReport, lang: str) -> tuple[FileError, ...]:
    """What keeps a submission from being called clean though its files were read: forms unread or not filled in.

    Numbers in tables that no form has taken over keep it from that too; ``report.coverage.unread`` counts them.
    """
    return (
        *defects_of(submission, report, lang),
        *unread_forms(submission, report, lang),
        *goals_only(submission, lang),
        *blank_forms(submission, lang),
    )


class _Outcome(Struct):
    """What the verdict on all submissions rests on."""

    serious: bool = False
    unread: bool = False

    def add(self, report: SubmissionReport) -> None:
        self.serious |= report.counts and any(finding.severity is not Severity.NOTE for finding in report.findings)
        self.unread |= bool(report.coverage.unread)


def _version(submission: Submission, home: Home) -> VersionReport | None:
    """Which version a submission is, and what differs from the one of the same unit and year that is adopted."""
    if submission.version is None:
        return None
    adopted = None if submission.adopted else home.adopted(submission.unit, submission.year, submission.part)
    return VersionReport(
        version=submission.version, differences=() if adopted is None else differences(submission, adopted)
    )


def judge(
    submission: Submission,
    profile: Profile,
    *,
    prior: Submission | None = None,
    batch: Batch | None = None,
    position: int = 0,
) -> tuple[Evidence, tuple[Verdict, ...]]:
    """Draw the graph and run every check that the profile does not switch off, and the relations it adds."""
    with using(profile.names):
        evidence = Evidence(
            submission=submission,
            graph=build_graph(submission),
            profile=profile,
            prior=prior,
            batch=batch,
            position=position,
        )
        checks = [check for check in checks_of(profile) if not (submission.part and Trait.EVALUATION in check.traits)]
        verdicts = [verdict for check in checks for verdict in run_check(check, evidence)]
        return evidence, settle_unread(submission, verdicts)


def year_before(submission: Submission, prior: Sequence[Submission]) -> Submission | None:
    """The same unit's submission of the year before, or ``None``; a year must be known to be compared."""
    return next(
        (
            one
            for one in prior
            if one.adopted
            and submission.year is not None
            and one.part == submission.part
            and one.year == submission.year - 1
            and same_unit(one.unit, submission.unit)
        ),
        None,
    )


def audit_submission(
    submission: Submission,
    profile: Profile,
    lang: str,
    *,
    prior: Submission | None = None,
    batch: Batch | None = None,
    position: int = 0,
) -> SubmissionReport:
    """Audit one submission: graph, checks, causes, and what they say in one language; arguments as in ``examine``."""
    return examine(submission, profile, lang, prior=prior, batch=batch, position=position).report


def examine(
    submission: Submission,
    profile: Profile,
    lang: str,
    *,
    prior: Submission | None = None,
    batch: Batch | None = None,
    position: int = 0,
) -> Examined:
    """Audit one submission and keep what the report rests on.

    ``batch`` holds all submissions of the call, this one at ``position``. Files of last year or of other units that a
    finding names are listed behind the submission's own.
    """
    evidence, judged = judge(submission, profile, prior=prior, batch=batch, position=position)
    verdicts, others = settle_files(evidence, judged)
    folded = fold_causes(evidence, verdicts)
    ids = ids_of(submission, verdicts)
    unread = unread_figures(submission)
    states = figure_states(submission, verdicts, profile)
    findings, causes = findings_and_causes(verdicts, ids, folded, profile, lang)
    report = SubmissionReport(
        id=digest_of(
            normalise_name(submission.unit), str(submission.year), *(d.source.sha256 for d in submission.documents)
        ),
        unit=submission.unit,
        year=submission.year,
        files=(
            *(
                FileEntry(
                    source=document.source, warnings=(*warnings_of(document, lang), *unread_warnings(cells, lang))
                )
                for document, cells in zip(submission.documents, unread, strict=True)
            ),
            *(
                FileEntry(source=document.source, warnings=warnings_of(document, lang), owner=owner)
                for document, owner in others
            ),
        ),
        forms=forms_of(submission, lang),
        findings=findings,
        causes=causes,
        ticks=ticks_of(verdicts, lang),
        undecided=undecided_of(verdicts, lang),
        coverage=replace(coverage_of(states), unread=sum(map(len, unread))),
        ledger=ledger_of(checks_of(profile), verdicts),
        chain=(
            *told_breaks(
                money_chain(submission, evidence.graph, lang),
                [(verdict, ids[id(verdict)]) for verdict in verdicts if verdict.outcome is Outcome.BROKEN],
                lang,
            ),
            *published_chain(evidence.graph.published, lang),
            *(
                beside_evaluation(verdict.figures[0], verdict.figures[1:], verdict.calculation, lang)
                for verdict in verdicts
                if verdict.key == CHAIN
            ),
        ),
        profile=profile.name,
        scores=score_rows(evidence),
        passages=passages_of(submission, [figure for finding in findings for figure in finding.figures]),
    )
    return Examined(report=report, evidence=evidence, verdicts=tuple(verdicts), states=states)
