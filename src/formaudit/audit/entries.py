"""What a report lists beside its findings: files, forms, ticks, ledger of checks, coverage, forms left unread."""

from collections import Counter
from collections.abc import Mapping, Sequence

from formaudit.checks.kernel.evidence import Check, Trait
from formaudit.checks.kernel.unread import left_open, missing_forms, unread_documents
from formaudit.checks.of_profile import all_checks
from formaudit.errors import FormauditError
from formaudit.graph.collect import figures_of
from formaudit.messages import say, word
from formaudit.messages.failure import fact, remedy
from formaudit.model.disclosure import Disclosure
from formaudit.model.document import Document
from formaudit.model.forms import Form, UnknownForm
from formaudit.model.report import Coverage, FileError, FormEntry, LedgerRow, SubmissionReport, Tick, Undecided
from formaudit.model.submission import Submission
from formaudit.model.verdict import Nature, Outcome, Verdict
from formaudit.settings import Profile

__all__ = [
    "coverage_of",
    "defects_of",
    "figure_states",
    "forms_of",
    "ledger_of",
    "ticks_of",
    "told_error",
    "undecided_of",
    "unread_forms",
    "warnings_of",
]


def told_error(error: FormauditError, lang: str) -> FileError:
    """An error in the words of a report's language."""
    return FileError(file=error.file, code=error.code, message=fact(error, lang), remedy=remedy(error, lang))


def warnings_of(document: Document, lang: str) -> tuple[str, ...]:
    """What the reader of a file warned of."""
    return tuple(word(f"warning.{warning.code}", lang, detail=warning.detail) for warning in document.warnings)


def unread_forms(submission: Submission, report: SubmissionReport, lang: str) -> tuple[FileError, ...]:
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
                    for said, warning in zip(warnings_of(document, lang), document.warnings, strict=True)
                    if warning.unread
                ),
            ),
            remedy=word("remedy.form-unread", lang),
        )
        for document in unread_documents(submission)
    )


def defects_of(submission: Submission, report: SubmissionReport, lang: str) -> tuple[FileError, ...]:
    """The files with a form whose reading a defect of ours ended, and the checks that one ended.

    The rest is audited, and nothing can be called complete.
    """
    told = [(submission.documents[form.file].source.path, form.defect) for form in submission.unknown if form.defect]
    begin = word("undecided.defect", lang, detail="¤").partition("¤")[0]
    first = submission.documents[0].source.path if submission.documents else ""
    ended = (one for one in report.undecided if not one.figures and one.reason.startswith(begin))
    told += [(first, f"{one.check} {one.reason.removeprefix(begin)}") for one in ended]
    return tuple(
        FileError(
            file=file,
            code="defect",
            message=word("error.defect", lang, detail=detail),
            remedy=word("remedy.defect", lang),
        )
        for file, detail in told
    )


def ticks_of(verdicts: Sequence[Verdict], lang: str) -> tuple[Tick, ...]:
    """What was found in order."""
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


def undecided_of(verdicts: Sequence[Verdict], lang: str) -> tuple[Undecided, ...]:
    """What could not be decided, with the reason."""
    return tuple(
        Undecided(check=verdict.check, reason=say(verdict.message, lang), figures=verdict.figures)
        for verdict in verdicts
        if verdict.outcome is Outcome.UNDECIDED
    )


def figure_states(submission: Submission, verdicts: Sequence[Verdict], profile: Profile) -> dict[str, str]:
    """Each filled or damaged figure by its address: ``contradicted``, else ``tied``, else ``untested``."""
    keys = {figure.key for figure in figures_of(submission) if figure.something}
    untold = {check.code for check in all_checks(profile) if Trait.OPEN in check.traits}
    verdicts = [verdict for verdict in verdicts if verdict.check not in untold]
    contradicted, tied = _touched(verdicts, Outcome.BROKEN), _touched(verdicts, Outcome.HOLDS)
    return {key: "contradicted" if key in contradicted else "tied" if key in tied else "untested" for key in keys}


def coverage_of(states: Mapping[str, str]) -> Coverage:
    """How many figures are contradicted, tied and untested, given the state of each."""
    counts = Counter(states.values())
    return Coverage(
        figures=counts.total(),
        tied=counts["tied"],
        contradicted=counts["contradicted"],
        untested=counts["untested"],
    )


def _touched(verdicts: Sequence[Verdict], outcome: Outcome) -> set[str]:
    return {
        figure.key
        for verdict in verdicts
        if verdict.outcome is outcome and verdict.nature is not Nature.ROUNDING
        for figure in verdict.figures
    }


def ledger_of(checks: Sequence[Check], verdicts: Sequence[Verdict]) -> tuple[LedgerRow, ...]:
    """How often each check came to which outcome."""
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


def forms_of(submission: Submission, lang: str) -> tuple[FormEntry, ...]:
    """The forms of a submission as its report lists them."""
    return tuple(_form(form, lang) for form in submission.forms)


def _form(form: Form, lang: str) -> FormEntry:
    return FormEntry(
        form=form.form,
        index=form.index,
        title=form.title,
        file=form.file,
        tables=form.tables,
        confidence=form.confidence,
        name=form.name,
        note=_note(form, lang),
    )


def _note(form: Form, lang: str) -> str:
    """Why a form is unknown, or which tables a published paper has."""
    if isinstance(form, UnknownForm):
        return word(f"unknown.{form.reason}", lang)
    if isinstance(form, Disclosure):
        return word("place.list", lang).join(word(f"disclosure.table.{table.kind.value}", lang) for table in form.typed)
    return ""
