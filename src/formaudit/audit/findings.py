"""Broken verdicts as findings, folded verdicts as causes: fingerprint, severity, words in one language."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

from formaudit.audit.shown import shown
from formaudit.causes.fold import FoldedCause
from formaudit.checks.kernel.evidence import Check
from formaudit.checks.of_profile import checks_of
from formaudit.indicators.normalise import normalise_name
from formaudit.messages import Phrase, say, word
from formaudit.model.figure import DOUBTFUL
from formaudit.model.report import Cause, Finding, Repair
from formaudit.model.submission import Submission
from formaudit.model.verdict import Outcome, Severity, Verdict
from formaudit.settings import Profile

__all__ = ["digest_of", "findings_and_causes", "ids_of"]


def digest_of(*parts: str) -> str:
    """A fingerprint of some texts: 16 hexadecimal digits."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


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


def ids_of(submission: Submission, verdicts: Sequence[Verdict]) -> dict[int, str]:
    """The fingerprint of each broken verdict, by its identity."""
    unit = normalise_name(submission.unit)
    ids: dict[int, str] = {}
    seen: Counter[str] = Counter()
    for verdict in verdicts:
        if verdict.outcome is Outcome.BROKEN:
            base = digest_of(unit, str(submission.year), verdict.check, verdict.key)
            seen[base] += 1
            ids[id(verdict)] = base if seen[base] == 1 else digest_of(base, str(seen[base]))
    return ids


def findings_and_causes(
    verdicts: Sequence[Verdict], ids: Mapping[int, str], folded: Sequence[FoldedCause], profile: Profile, lang: str
) -> tuple[tuple[Finding, ...], tuple[Cause, ...]]:
    """The findings, worst first and in reading order, and the causes that explain them."""
    checks = {check.code: check for check in checks_of(profile)}
    cause_of = {id(verdict): f"C{number}" for number, cause in enumerate(folded, 1) for verdict in cause.verdicts}
    found = [
        _finding(verdict, checks[verdict.check], ids[id(verdict)], cause_of.get(id(verdict)), profile, lang)
        for verdict in verdicts
        if verdict.outcome is Outcome.BROKEN
    ]
    found.sort(key=lambda finding: (finding.severity.rank, finding.figures[0].place.order, finding.check, finding.id))
    return tuple(found), tuple(_cause(number, cause, ids, lang) for number, cause in enumerate(folded, 1))


def _finding(verdict: Verdict, check: Check, name: str, cause: str | None, profile: Profile, lang: str) -> Finding:
    severity, confidence = _severity(check, verdict, profile)
    title, basis, question = _words(check, profile, lang)
    return Finding(
        id=name,
        check=check.code,
        name=check.name,
        severity=severity,
        nature=verdict.nature or check.nature,
        confidence=confidence,
        cause=cause,
        title=title,
        message=shown(say(verdict.message, lang), verdict.figures),
        fact="" if verdict.fact is None else shown(say(verdict.fact, lang), verdict.figures),
        calculation=verdict.calculation,
        basis=basis,
        question=question,
        effect=verdict.effect,
        figures=verdict.figures,
        suspects=verdict.suspects,
    )


def _cause(number: int, cause: FoldedCause, ids: Mapping[int, str], lang: str) -> Cause:
    return Cause(
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
                constraints=tuple(say(item, lang) if isinstance(item, Phrase) else item for item in cell.constraints),
            )
            for cell in cause.cells
        ),
        confidence=cause.confidence,
    )


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
