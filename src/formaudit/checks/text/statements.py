"""X07, N02, N03: what a passage says of its own figures, as the readings that competed for it came out."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from formaudit.checks.kernel.evidence import Evidence
from formaudit.checks.kernel.relations import verdict_of
from formaudit.checks.text.beside_sums import explained_sums
from formaudit.checks.text.beside_tables import (
    baseless,
    decided_rates,
    explained_rate,
    moved_amounts,
    place_in_text,
    rounded,
)
from formaudit.checks.text.said_all import all_said_paid
from formaudit.forms.narrative import statements_of_text
from formaudit.forms.quoting import form_address
from formaudit.graph.reading import plain
from formaudit.graph.report_sums import relation_of
from formaudit.graph.tolerance import MONEY_UNITS, wan
from formaudit.messages import phrase
from formaudit.model.cells import TextCell
from formaudit.model.figure import ZERO, Figure
from formaudit.model.forms import SelfEvaluation
from formaudit.model.relation import Relation, RelationKind
from formaudit.model.report_text import ClaimKind
from formaudit.model.statement import Role, Standing, Statement, StatementKind
from formaudit.model.submission import Submission
from formaudit.model.verdict import Effect, Nature, Outcome, Severity, Verdict, VerdictKind
from formaudit.patterns import compiled

__all__ = ["counts_in_text", "rates_in_text", "sums_in_text"]

_RATES: Final = frozenset({StatementKind.GROWTH, StatementKind.SHARE})
_PAIR: Final = 2
_CERTAIN: Final = 0.88
"""Below this no slip explains the gap and the words alone carry the reading: the finding is a minor one."""


def sums_in_text(evidence: Evidence) -> Iterator[Verdict]:
    """X07: parts that do not make their whole, and other arithmetic of a passage that does not come out.

    Differences, balances, prices by quantities, averages, conversions, durations and ratios are read as sums are: a
    passage that admits of a reading that holds is ticked, one that admits of several and none holds is undecided.
    """
    weak = {
        _keys(relation)
        for statement in _all(evidence.submission)
        if statement.standing is Standing.BROKEN
        and statement.strength < _CERTAIN
        and (relation := relation_of(statement)) is not None
    }
    yield from explained_sums(_sums(evidence, weak), evidence)


def _sums(evidence: Evidence, weak: AbstractSet[tuple[str, ...]]) -> Iterator[Verdict]:
    """Every sum as it was read."""
    moved = moved_amounts(evidence)
    published = evidence.graph.published is not None
    for relation in evidence.graph.relations:
        if relation.check == "X07":
            verdict = verdict_of(relation, evidence)
            if (published and _of_two_stages(verdict)) or _in_a_row(verdict):
                continue
            yield baseless(_milder(verdict) if _keys(relation) in weak else verdict, moved)
    reported = {id(statement) for report in evidence.submission.reports for statement in report.statements}
    for statement in _all(evidence.submission):
        if statement.kind in _RATES or statement.kind is StatementKind.COUNT:
            continue
        if id(statement) not in reported or relation_of(statement) is None:
            verdict = _verdict("X07", statement, ".sum")
            less = statement.kind is StatementKind.DIFFERENCE or Role.MINUS in statement.roles
            staged = published and not less and _of_two_stages(verdict)
            if not staged and not _in_a_row(verdict):
                yield verdict if _net(statement) else baseless(verdict, moved)


_STAGE: Final = compiled(r"(?P<stage>预算|决算)(?:数)?$")


def _of_two_stages(verdict: Verdict) -> bool:
    """Whether a broken sum takes budgets and accounts together: 接待费预算数为3万元，决算数为2万元.

    A published paper tells both of each item, one behind the other; its tables tell what makes up what.
    """
    if verdict.outcome is not Outcome.BROKEN:
        return False
    found = (_STAGE.search(figure.label) for figure in verdict.figures)
    return len({match["stage"] for match in found if match is not None}) > 1


def _net(statement: Statement) -> bool:
    """Whether a change is told by all that came and went (增加3人，其中新录用6人、退休3人): it needs no base."""
    return statement.kind is StatementKind.BALANCE and Role.START not in statement.roles


_ORDINAL: Final = compiled(r"第[一二三四五六七八九十]+(?:季度|批|期|阶段|标段|年)")


def _in_a_row(verdict: Verdict) -> bool:
    """Whether a broken sum takes the first of a row for the whole of the others: 第一季度…，第二季度…，第三季度….

    A total behind the row (第三期9.5公里，累计31.1公里) goes by the name of its last figure.
    """
    labels = [figure.label for figure in verdict.figures]
    broken = verdict.outcome is Outcome.BROKEN and len(labels) > 1
    return broken and all(map(_ORDINAL.search, labels)) and labels[0] not in labels[1:]


def _keys(relation: Relation) -> tuple[str, ...]:
    return (relation.result.key, *(part.key for part in relation.parts))


def _milder(verdict: Verdict) -> Verdict:
    if verdict.outcome is not Outcome.BROKEN or verdict.severity is not None:
        return verdict
    return replace(verdict, severity=Severity.MINOR)


def rates_in_text(evidence: Evidence) -> Iterator[Verdict]:
    """N02: a share, growth or completion printed in the text does not follow from its amounts."""
    published = evidence.graph.published is not None
    told = decided_rates(evidence)
    for statement in _all(evidence.submission):
        if statement.kind in _RATES:
            verdict = _verdict("N02", rounded(statement) if published else statement)
            broken = verdict.outcome is Outcome.BROKEN
            if not broken or not (place_in_text(verdict.figures[0]) in told or explained_rate(verdict, evidence)):
                yield verdict
    yield from _from_nothing(evidence.submission)
    yield from all_said_paid(evidence.submission)


def counts_in_text(evidence: Evidence) -> Iterator[Verdict]:
    """N03: the number of listed things is not the claimed one; 等 makes the list a lower bound."""
    for statement in _all(evidence.submission):
        if statement.kind is StatementKind.COUNT:
            yield _verdict("N03", statement)


def _all(submission: Submission) -> tuple[Statement, ...]:
    """The statements of the reports, then those of the goals, results, reasons and remarks of the forms."""
    known = submission.found_out
    if _all not in known:  # each check of statements walks over them
        known[_all] = tuple(_read(submission))
    found: tuple[Statement, ...] = known[_all]
    return found


def _read(submission: Submission) -> Iterator[Statement]:
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
    # A time beside its dates is one figure: nothing else can be pointed at, so that it is no serious finding.
    minor = statement.strength < _CERTAIN or check == "N03" or len(statement.figures) < _PAIR
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


_SIGNS: Final = {Role.START: 1, Role.PLUS: 1, Role.MINUS: -1}
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
        signs, added = (
            tuple(_SIGNS[role] for role in roles),
            ZERO if Role.START in roles or result.unit != "分" else _HUNDRED,
        )
    elif statement.kind is StatementKind.SAME and len(parts) == 1:
        kind = RelationKind.EQUAL
    elif (
        statement.kind in _RATES
        and roles in ((Role.PART, Role.WHOLE), (Role.DIFFERENCE, Role.BASE))
        and _divides(statement)
    ):
        kind = RelationKind.RATIO
    elif roles == (Role.CURRENT, Role.BASE):
        kind = RelationKind.GROWTH
    elif statement.kind is StatementKind.GROWTH and roles[1:] in ((Role.RISEN,), (Role.FALLEN,)):
        kind, signs = RelationKind.INCREASE, (1, 1 if roles[1] == Role.RISEN else -1)
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
            rate, current, difference = claim.role(Role.RATE), claim.role(Role.CURRENT), claim.role(Role.DIFFERENCE)
            base = claim.role(Role.BASE)
            if claim.kind != ClaimKind.GROWTH or rate is None or not rate.filled or rate.amount == 0:
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
