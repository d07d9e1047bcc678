"""X07, N02, N03: what a passage says of its own figures, as the readings that competed for it came out."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final

from formaudit.checks.evidence import Evidence
from formaudit.checks.relations import verdict_of
from formaudit.forms.narrative import statements_of_text
from formaudit.forms.quoting import form_address
from formaudit.graph.disclosure.rounding import reaches
from formaudit.graph.reading import plain
from formaudit.graph.report_relations import relation_of
from formaudit.graph.tolerance import MONEY_UNITS, wan
from formaudit.messages import phrase
from formaudit.model.figure import ZERO, Figure
from formaudit.model.forms import SelfEvaluation, TextCell
from formaudit.model.relation import Relation, RelationKind
from formaudit.model.statement import Standing, Statement, StatementKind
from formaudit.model.submission import Submission
from formaudit.model.verdict import Effect, Nature, Outcome, Severity, Verdict, VerdictKind

__all__ = ["counts_in_text", "rates_in_text", "sums_in_text"]

_RATES: Final = frozenset({StatementKind.GROWTH, StatementKind.SHARE})
_CERTAIN: Final = 0.88
"""Below this no slip explains the gap and the words alone carry the reading: the finding is a minor one."""
_MINOR: Final = 0.8


def sums_in_text(evidence: Evidence) -> Iterator[Verdict]:
    """X07: parts that do not make their whole, and other arithmetic of a passage that does not come out.

    Differences, balances, prices by quantities, averages, conversions, durations and ratios are read as sums are: a
    passage that admits of a reading that holds is ticked, one that admits of several and none holds is undecided.
    """
    weak = {
        relation.subject
        for statement in _all(evidence.submission)
        if statement.standing is Standing.BROKEN
        and statement.strength < _CERTAIN
        and (relation := relation_of(statement)) is not None
    }
    moved = _moved_from(evidence)
    for relation in evidence.graph.relations:
        if relation.check == "X07":
            verdict = verdict_of(relation, evidence)
            yield _baseless(_milder(verdict) if relation.subject in weak else verdict, moved)
    reported = {id(statement) for report in evidence.submission.reports for statement in report.statements}
    for statement in _all(evidence.submission):
        if statement.kind in _RATES or statement.kind is StatementKind.COUNT:
            continue
        if id(statement) not in reported or relation_of(statement) is None:
            yield _baseless(_verdict("X07", statement, ".sum"), moved)


def _moved_from(evidence: Evidence) -> dict[tuple[int | None, int], bool]:
    """Amounts of a published paper that are another year's, and changes against one: by paragraph and beginning.

    True marks a change. What it changed from stands in another paper, unless the sentence prints it.
    """
    published = evidence.graph.published
    if published is None:
        return {}
    return {
        _spot(amount.figure): amount.change
        for passage in published.passages
        for amount in passage.amounts
        if amount.foreign or (amount.change and _ANOTHER.search(passage.text[: amount.start]))
    }


_ANOTHER: Final = re.compile(r"[比较与]\s*(?:20\d{2}\s*年|上年|去年)[^，,。；;]*$")


def _spot(figure: Figure) -> tuple[int | None, int]:
    return figure.place.paragraph, figure.place.span[0] if figure.place.span is not None else -1


def _baseless(verdict: Verdict, moved: Mapping[tuple[int | None, int], bool]) -> Verdict:
    """A change against another year, reckoned from this year's amounts only, is not decided: its base is not there."""
    spots = [_spot(figure) for figure in verdict.figures]
    changes = [moved.get(spot) is True for spot in spots]
    based = any(moved.get(spot) is False for spot in spots)
    if verdict.outcome is not Outcome.BROKEN or not any(changes) or all(changes) or based:
        return verdict
    label, printed = verdict.figures[0].label, verdict.figures[0].raw
    message = phrase("published.open", label=label, printed=printed)
    return replace(verdict, outcome=Outcome.UNDECIDED, message=message, severity=None, nature=None, effect=None)


def _milder(verdict: Verdict) -> Verdict:
    if verdict.outcome is not Outcome.BROKEN or verdict.severity is not None:
        return verdict
    return replace(verdict, severity=Severity.MINOR)


def rates_in_text(evidence: Evidence) -> Iterator[Verdict]:
    """N02: a share, growth or completion printed in the text does not follow from its amounts."""
    published = evidence.graph.published is not None
    for statement in _all(evidence.submission):
        if statement.kind in _RATES:
            own = replace(statement, standing=Standing.ROUNDED) if published and _rounded(statement) else statement
            yield _verdict("N02", own)
    yield from _from_nothing(evidence.submission)


def counts_in_text(evidence: Evidence) -> Iterator[Verdict]:
    """N03: the number of listed things is not the claimed one; 等 makes the list a lower bound."""
    for statement in _all(evidence.submission):
        if statement.kind is StatementKind.COUNT:
            yield _verdict("N03", statement)


def _all(submission: Submission) -> Iterator[Statement]:
    """The statements of the reports, then those of the goals, results, reasons and remarks of the forms."""
    for report in submission.reports:
        yield from report.statements
    for form in submission.self_evaluations:
        for at, cell in enumerate(_texts(form), 1):
            yield from statements_of_text(cell.text, cell.place, key=f"{form_address(form)}.text{at}")


def _texts(form: SelfEvaluation) -> Iterator[TextCell]:
    """The texts of a form in which people write sentences."""
    for goal in form.goals:
        yield goal.expected
        yield goal.actual
    for indicator in form.indicators:
        if indicator.reason is not None:
            yield indicator.reason
    yield from form.notes


def _verdict(check: str, statement: Statement, key: str = "") -> Verdict:
    first = statement.figures[0]
    outcome = {
        Standing.HOLDS: Outcome.HOLDS,
        Standing.ROUNDED: Outcome.HOLDS,
        Standing.TAIL: Outcome.BROKEN,
        Standing.BROKEN: Outcome.BROKEN,
        Standing.OPEN: Outcome.UNDECIDED,
    }[statement.standing]
    tail = statement.standing is Standing.TAIL
    minor = statement.strength < _CERTAIN or check == "N03"
    own = f"{first.key}={statement.kind.value}" if key else first.key
    relation = None if tail else _tested(check, own, statement)
    state = {Outcome.HOLDS: "holds", Outcome.BROKEN: "tail" if tail else "broken", Outcome.UNDECIDED: "open"}[outcome]
    return Verdict(
        check=check,
        outcome=outcome,
        key=own,
        figures=statement.figures,
        calculation=statement.calculation,
        message=phrase(
            f"statement.{state}",
            label=first.label,
            printed=first.raw,
            calculation=statement.calculation,
            expected=_expected(statement, first),
        ),
        severity=Severity.NOTE if tail else Severity.MINOR if minor and outcome is Outcome.BROKEN else None,
        nature=Nature.ROUNDING if tail else None,
        effect=_effect(statement, first) if outcome is Outcome.BROKEN and not tail else None,
        kind=VerdictKind.REMARK if relation is None else VerdictKind.RELATION,
        relation=relation,
    )


def _rounded(statement: Statement) -> bool:
    """Whether a rate is one that its amounts may have had before they were rounded: tables beside a text print more."""
    rate, *parts = statement.figures
    if statement.standing not in (Standing.BROKEN, Standing.TAIL) or len(parts) != 2 or statement.roles[1:] not in _PAIRS:
        return False
    change = statement.roles[1:] == ("current", "base")
    return reaches(rate, parts[0], parts[1], change=change)


_PAIRS: Final = (("part", "whole"), ("difference", "base"), ("current", "base"))
_SIGNS: Final = {"start": 1, "plus": 1, "minus": -1}
_HUNDRED: Final = Decimal(100)


def _tested(check: str, key: str, statement: Statement) -> Relation | None:
    """What a statement tested as a relation between figures, where it is one of the shapes that can be repaired."""
    result, *parts = statement.figures
    roles = statement.roles[1:]
    kind, added = RelationKind.SUM, ZERO
    signs: tuple[int, ...] = ()
    if statement.kind is StatementKind.DIFFERENCE and len(parts) == 2:
        signs = (1, -1)
    elif statement.kind is StatementKind.BALANCE and set(roles) <= set(_SIGNS):
        signs, added = tuple(_SIGNS[role] for role in roles), ZERO if "start" in roles else _HUNDRED
    elif statement.kind is StatementKind.SAME and len(parts) == 1:
        kind = RelationKind.EQUAL
    elif statement.kind in _RATES and roles in (("part", "whole"), ("difference", "base")) and _divides(statement):
        kind = RelationKind.RATIO
    elif roles == ("current", "base"):
        kind = RelationKind.GROWTH
    elif statement.kind is StatementKind.GROWTH and roles[1:] in (("risen",), ("fallen",)):
        kind, signs = RelationKind.INCREASE, (1, 1 if roles[1] == "risen" else -1)
    elif statement.kind is not StatementKind.SUM:
        return None
    return Relation(
        check=check,
        kind=kind,
        subject=key,
        result=result,
        parts=tuple(parts),
        why="same-item",
        signs=signs,
        added=added,
    )


def _divides(statement: Statement) -> bool:
    """Whether a rate is simply one amount of another, and not how far it is above or below it."""
    return not statement.calculation.startswith("(")


def _expected(statement: Statement, first: Figure) -> str:
    if statement.expected is None:
        return "—"
    unit = "万元" if first.unit in MONEY_UNITS else first.unit
    return f"{plain(round(statement.expected, 4))}{unit}"


def _effect(statement: Statement, first: Figure) -> Effect | None:
    if statement.expected is None or first.unit not in MONEY_UNITS or not first.filled:
        return None
    return Effect(money=abs(wan(first) - statement.expected))


def _from_nothing(submission: Submission) -> Iterator[Verdict]:
    """A rate of growth whose base is nothing."""
    for report in submission.reports:
        for claim in report.claims:
            rate, current, difference = claim.role("rate"), claim.role("current"), claim.role("difference")
            base = claim.role("base")
            if claim.kind != "growth" or rate is None or not rate.filled or rate.amount == 0:
                continue
            start = None
            if base is not None and base.filled:
                start = wan(base)
            elif current is not None and difference is not None and current.filled and difference.filled:
                start = wan(current) - (claim.sign or 1) * wan(difference)
            if start == 0:
                figures = tuple(one for one in (rate, difference, current, base) if one is not None and one.filled)
                yield Verdict(
                    check="N02",
                    outcome=Outcome.BROKEN,
                    key=rate.key,
                    figures=figures,
                    calculation=f"{plain(wan(figures[1]))} ÷ 0",
                    message=phrase("N02.zero-base", label=rate.label, printed=rate.raw),
                    # 100% from nothing is how many print it: wrong, and nobody is misled by it.
                    severity=Severity.MINOR if abs(rate.amount) == _HUNDRED else None,
                )
