"""The whole run on one page: submissions to audit report."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from formaudit.causes.fold import FoldedCause, fold_causes
from formaudit.checks.batch import Batch, make_batch
from formaudit.checks.disclosure.evaluation import CHAIN
from formaudit.checks.evidence import Check, Evidence, Trait
from formaudit.checks.scores.recomputed import score_rows
from formaudit.checks.settled import run_check
from formaudit.checks.unread import left_open, missing_forms, settle_unread, unread_documents
from formaudit.checks.unread_figures import unread_figures, unread_warnings
from formaudit.checks.written import all_checks
from formaudit.checks.years_and_peers.elsewhere import settle_files
from formaudit.graph.chain import money_chain, told_breaks
from formaudit.graph.collect import figures_of
from formaudit.graph.disclosure.chain import beside_evaluation, published_chain
from formaudit.graph.figure_graph import build_graph
from formaudit.graph.version_differences import differences
from formaudit.indicators.lexicon import using
from formaudit.indicators.normalise import normalise_name
from formaudit.intake.naming import same_unit
from formaudit.messages import Phrase, say, word
from formaudit.model.disclosure import Disclosure
from formaudit.model.document import Document
from formaudit.model.figure import DOUBTFUL
from formaudit.model.forms import BaseDataForm, FundList, Report, SelfEvaluation, UnknownForm
from formaudit.model.report import (
    AuditReport,
    Cause,
    Coverage,
    FileEntry,
    FileError,
    Finding,
    FormEntry,
    LedgerRow,
    Repair,
    ReportVerdict,
    SubmissionReport,
    Tick,
    Undecided,
    VersionReport,
)
from formaudit.model.submission import Submission
from formaudit.model.verdict import Nature, Outcome, Severity, Verdict
from formaudit.settings import Profile
from formaudit.version import __version__

__all__ = ["audit_submission", "audit_submissions", "judge", "year_before"]


def audit_submissions(
    submissions: Sequence[Submission],
    errors: Sequence[FileError],
    profile: Profile,
    lang: str,
    prior: Sequence[Submission] = (),
) -> AuditReport:
    """Audit every submission; errors of files that could not be read make the whole incomplete.

    The submissions are each other's peers. Those of ``prior`` stand by the one of the same unit a year later. Where the
    profile has a table of choices, each submission is audited by the one that its year and unit choose.
    """
    rules = [profile.choose(submission.year, submission.unit) for submission in submissions]
    counted = [number for number, submission in enumerate(submissions) if submission.adopted]
    # Two versions of one submission are no peers of each other.
    batch = make_batch([submissions[number] for number in counted]) if len(counted) > 1 else None
    reports = list[SubmissionReport]()
    for number, (submission, chosen) in enumerate(zip(submissions, rules, strict=True)):
        alone = not submission.adopted
        report = audit_submission(
            submission,
            chosen,
            lang,
            prior=year_before(submission, prior),
            batch=None if alone else batch,
            position=0 if alone else counted.index(number),
        )
        reports.append(replace(report, version=_version(submission, submissions)))
    serious = any(
        finding.severity is not Severity.NOTE for report in reports if report.counts for finding in report.findings
    )
    errors = [
        *errors,
        *(
            error
            for submission, report in zip(submissions, reports, strict=True)
            for error in _unread_forms(submission, report, lang)
        ),
    ]
    return AuditReport(
        version=__version__,
        profile=", ".join(dict.fromkeys(chosen.name for chosen in rules)) or profile.name,
        checks=max((len(_checks(chosen)) for chosen in rules), default=len(_checks(profile))),
        lang=lang,
        verdict=ReportVerdict.INCOMPLETE
        if errors or not reports or any(report.coverage.unread for report in reports)
        else ReportVerdict.FINDINGS
        if serious
        else ReportVerdict.CLEAN,
        submissions=tuple(reports),
        errors=tuple(errors),
    )


def _version(submission: Submission, submissions: Sequence[Submission]) -> VersionReport | None:
    """Which version a submission is, and what differs from the one of the same unit and year that is adopted."""
    if submission.version is None:
        return None
    adopted = next(
        (
            other
            for other in submissions
            if other.adopted and other.year == submission.year and same_unit(other.unit, submission.unit)
        ),
        None,
    )
    own = submission.adopted or adopted is None
    return VersionReport(
        version=submission.version, differences=() if own or adopted is None else differences(submission, adopted)
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
        checks = [check for check in _checks(profile) if not (submission.part and Trait.EVALUATION in check.traits)]
        verdicts = [verdict for check in checks for verdict in run_check(check, evidence)]
        return evidence, settle_unread(submission, verdicts)


def _unread_forms(submission: Submission, report: SubmissionReport, lang: str) -> tuple[FileError, ...]:
    """The files in which a form that is missing may stand unread: nothing can be called complete then."""
    missing = missing_forms(submission)
    if not missing:
        if not any(item.reason == say(left_open(item.figures), lang) for item in report.undecided):
            return ()
        missing = ("annex4",)
    forms = word("place.list", lang).join(word(f"form.{kind}", lang) for kind in missing)
    return tuple(
        FileError(
            file=document.source.path,
            code="form-unread",
            message=word(
                "error.form-unread",
                lang,
                forms=forms,
                detail=word("place.list", lang).join(
                    said
                    for said, warning in zip(_warnings(document, lang), document.warnings, strict=True)
                    if warning.unread
                ),
            ),
            remedy=word("remedy.form-unread", lang),
        )
        for document in unread_documents(submission)
    )


def _checks(profile: Profile) -> tuple[Check, ...]:
    return tuple(check for check in all_checks(profile) if check.code not in profile.disabled)


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
    """Audit one submission: graph, checks, causes, and what they say in one language.

    ``batch`` holds all submissions of the call, this one at ``position``. Files of last year or of other units that a
    finding names are listed behind the submission's own.
    """
    evidence, judged = judge(submission, profile, prior=prior, batch=batch, position=position)
    verdicts, others = settle_files(evidence, judged)
    folded = fold_causes(evidence, verdicts)
    ids = _ids(submission, verdicts)
    unread = unread_figures(submission)
    findings, causes = _findings(verdicts, ids, folded, profile, lang)
    return SubmissionReport(
        id=_digest(
            normalise_name(submission.unit), str(submission.year), *(d.source.sha256 for d in submission.documents)
        ),
        unit=submission.unit,
        year=submission.year,
        files=(
            *(
                FileEntry(source=document.source, warnings=(*_warnings(document, lang), *unread_warnings(cells, lang)))
                for document, cells in zip(submission.documents, unread, strict=True)
            ),
            *(
                FileEntry(source=document.source, warnings=_warnings(document, lang), owner=owner)
                for document, owner in others
            ),
        ),
        forms=_forms(submission, lang),
        findings=findings,
        causes=causes,
        ticks=_ticks(verdicts, lang),
        undecided=tuple(
            Undecided(check=verdict.check, reason=say(verdict.message, lang), figures=verdict.figures)
            for verdict in verdicts
            if verdict.outcome is Outcome.UNDECIDED
        ),
        coverage=replace(_coverage(submission, verdicts, profile), unread=sum(map(len, unread))),
        ledger=_ledger(_checks(profile), verdicts),
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
    )


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def _warnings(document: Document, lang: str) -> tuple[str, ...]:
    return tuple(word(f"warning.{warning.code}", lang, detail=warning.detail) for warning in document.warnings)


def _severity(check: Check, verdict: Verdict, profile: Profile) -> tuple[Severity, float]:
    """The severity after doubt about the reading has capped it, and the confidence.

    The profile's severity stands for that of the check; a case that the check itself finds milder stays so.
    """
    chosen = dict(profile.severities).get(check.code)
    own = check.severity if chosen is None else Severity(chosen)
    severity = verdict.severity or own
    if chosen is not None and own.rank > severity.rank:
        severity = own
    confidence = verdict.confidence
    if confidence < DOUBTFUL and severity in (Severity.CRITICAL, Severity.MAJOR):
        severity = Severity.MINOR
    return severity, confidence


def _ids(submission: Submission, verdicts: Sequence[Verdict]) -> dict[int, str]:
    """The fingerprint of each broken verdict, by its identity."""
    unit = normalise_name(submission.unit)
    ids: dict[int, str] = {}
    seen: Counter[str] = Counter()
    for verdict in verdicts:
        if verdict.outcome is Outcome.BROKEN:
            base = _digest(unit, str(submission.year), verdict.check, verdict.key)
            seen[base] += 1
            ids[id(verdict)] = base if seen[base] == 1 else _digest(base, str(seen[base]))
    return ids


def _findings(
    verdicts: Sequence[Verdict], ids: Mapping[int, str], folded: Sequence[FoldedCause], profile: Profile, lang: str
) -> tuple[tuple[Finding, ...], tuple[Cause, ...]]:
    checks = {check.code: check for check in _checks(profile)}
    broken = [verdict for verdict in verdicts if verdict.outcome is Outcome.BROKEN]
    cause_of = {id(verdict): f"C{number}" for number, cause in enumerate(folded, 1) for verdict in cause.verdicts}
    found: list[Finding] = []
    for verdict in broken:
        check = checks[verdict.check]
        severity, confidence = _severity(check, verdict, profile)
        title, basis, question = _words(check, profile, lang)
        found.append(
            Finding(
                id=ids[id(verdict)],
                check=check.code,
                name=check.name,
                severity=severity,
                nature=verdict.nature or check.nature,
                confidence=confidence,
                cause=cause_of.get(id(verdict)),
                title=title,
                message=say(verdict.message, lang),
                fact="" if verdict.fact is None else say(verdict.fact, lang),
                calculation=verdict.calculation,
                basis=basis,
                question=question,
                effect=verdict.effect,
                figures=verdict.figures,
                suspects=verdict.suspects,
            )
        )
    found.sort(key=lambda finding: (finding.severity.rank, finding.figures[0].place.order, finding.check, finding.id))
    causes = tuple(
        Cause(
            id=f"C{number}",
            kind=cause.kind,
            message=say(cause.message, lang),
            findings=tuple(ids[id(verdict)] for verdict in cause.verdicts),
            repairs=tuple(
                Repair(
                    place=cell.figure.place,
                    label=cell.figure.label,
                    printed=cell.figure.raw,
                    restored=cell.restored,
                    constraints=tuple(
                        say(item, lang) if isinstance(item, Phrase) else item for item in cell.constraints
                    ),
                )
                for cell in cause.cells
            ),
            confidence=cause.confidence,
        )
        for number, cause in enumerate(folded, 1)
    )
    return tuple(found), causes


def _words(check: Check, profile: Profile, lang: str) -> tuple[str, tuple[str, ...], str]:
    """Title, basis and question: the catalogue's with the profile's verified articles, or those of the user's own."""
    own = next((relation for relation in profile.relations if relation.code == check.code), None)
    article = dict(profile.articles).get(check.code)
    if own is not None:
        basis = own.basis or (word("user.basis", lang, profile=profile.name),)
        question = own.question or word("user.question", lang, name=own.name)
        return word("user.title", lang, name=own.name), (*basis, *((article,) if article else ())), question
    basis = (word(f"{check.code}.basis", lang), *((article,) if article else ()))
    return word(f"{check.code}.title", lang), basis, word(f"{check.code}.question", lang)


def _ticks(verdicts: Sequence[Verdict], lang: str) -> tuple[Tick, ...]:
    return tuple(
        Tick(
            check=verdict.check,
            figures=verdict.figures,
            calculation=verdict.calculation,
            note=say(verdict.message, lang) if verdict.noted else "",
        )
        for verdict in verdicts
        if verdict.outcome is Outcome.HOLDS
    )


def _coverage(submission: Submission, verdicts: Sequence[Verdict], profile: Profile) -> Coverage:
    """Each filled or damaged figure is contradicted, else tied, else untested."""
    keys = {figure.key for figure in figures_of(submission) if figure.something}
    untold = {check.code for check in all_checks(profile) if Trait.OPEN in check.traits}
    verdicts = [verdict for verdict in verdicts if verdict.check not in untold]
    contradicted = _touched(verdicts, Outcome.BROKEN) & keys
    tied = (_touched(verdicts, Outcome.HOLDS) & keys) - contradicted
    return Coverage(
        figures=len(keys),
        tied=len(tied),
        contradicted=len(contradicted),
        untested=len(keys) - len(tied) - len(contradicted),
    )


def _touched(verdicts: Sequence[Verdict], outcome: Outcome) -> set[str]:
    return {
        figure.key
        for verdict in verdicts
        if verdict.outcome is outcome and verdict.nature is not Nature.ROUNDING
        for figure in verdict.figures
    }


def _ledger(checks: Sequence[Check], verdicts: Sequence[Verdict]) -> tuple[LedgerRow, ...]:
    counts = Counter((verdict.check, verdict.outcome) for verdict in verdicts)
    return tuple(
        LedgerRow(
            check=check.code,
            name=check.name,
            holds=counts[check.code, Outcome.HOLDS],
            broken=counts[check.code, Outcome.BROKEN],
            undecided=counts[check.code, Outcome.UNDECIDED],
            not_applicable=counts[check.code, Outcome.NOT_APPLICABLE],
        )
        for check in checks
    )


def _forms(submission: Submission, lang: str) -> tuple[FormEntry, ...]:
    entries: list[FormEntry] = []
    for form in submission.forms:
        if isinstance(form, FundList):
            entries.append(
                FormEntry(
                    form="annex1",
                    index=form.index,
                    title=form.title,
                    file=form.file,
                    tables=(form.table,),
                    confidence=form.confidence,
                )
            )
        elif isinstance(form, BaseDataForm):
            name = form.unit_name.text if form.unit_name is not None else ""
            entries.append(
                FormEntry(
                    form="annex2",
                    index=form.index,
                    title=form.title,
                    file=form.file,
                    tables=(form.table,),
                    confidence=form.confidence,
                    name=name,
                )
            )
        elif isinstance(form, SelfEvaluation):
            entries.append(
                FormEntry(
                    form=form.form,
                    index=form.index,
                    title=form.title,
                    file=form.file,
                    tables=form.tables,
                    confidence=form.confidence,
                    name=form.name,
                )
            )
        elif isinstance(form, Report):
            entries.append(
                FormEntry(
                    form="report",
                    index=form.index,
                    title=form.title,
                    file=form.file,
                    tables=(),
                    confidence=form.confidence,
                    name=form.unit_name,
                )
            )
        elif isinstance(form, Disclosure):
            entries.append(
                FormEntry(
                    form=form.kind.value,
                    index=form.index,
                    title=form.title,
                    file=form.file,
                    tables=tuple(number for table in form.tables for number in table.tables),
                    confidence=form.confidence,
                    name=form.unit,
                    note=word("place.list", lang).join(
                        word(f"disclosure.table.{table.kind.value}", lang) for table in form.tables
                    ),
                )
            )
        elif isinstance(form, UnknownForm):
            entries.append(
                FormEntry(
                    form="unknown",
                    index=form.index,
                    title=form.title,
                    file=form.file,
                    tables=form.tables,
                    confidence=0.0,
                    note=word(f"unknown.{form.reason}", lang),
                )
            )
    return tuple(entries)
