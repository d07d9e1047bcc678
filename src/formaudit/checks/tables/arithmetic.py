"""T11, T13, T16, T17: checks inside a table that are more than an identity."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from typing import Final

from formaudit.checks.kernel.evidence import Evidence, Family, Run
from formaudit.forms.lookups import bases_of_rate, has_more_money
from formaudit.graph.reading import plain, read_relation
from formaudit.graph.tolerance import MONEY_UNITS, wan
from formaudit.messages import phrase
from formaudit.model.figure import Figure, State
from formaudit.model.forms import SelfEvaluation
from formaudit.model.relation import Relation, RelationKind
from formaudit.model.verdict import Outcome, Verdict, VerdictKind
from formaudit.patterns import compiled

__all__ = ["magnitude_differs", "rate_of_another_row", "serials_broken", "source_without_opening_budget"]

_POWERS: Final = tuple(Decimal(10) ** power for power in (1, 2, 3, 4, 5, 6, 8))
_CLOSE: Final = Decimal("0.001")
_GROUP: Final = compiled(r"[一二三四五六七八九十]")
_TRANSFERS: Final = ("上级", "转移支付", "中央", "省级")


def _rates(form: SelfEvaluation, printed: Figure) -> Iterator[tuple[Figure, Figure]]:
    """All pairs of execution and budget in the block whose ratio is the printed rate, rows without fault first."""
    budgets = [
        figure
        for row in form.funds
        for figure in (row.final_budget, row.original_budget)
        if figure is not None and figure.filled and figure.amount > 0
    ]
    for row in form.funds:
        actual = row.actual_amount
        if actual is None or not actual.filled or actual.amount == 0:
            continue
        for budget in sorted(budgets, key=lambda figure: figure.place.row != actual.place.row):
            relation = Relation(
                check="T11",
                kind=RelationKind.RATIO,
                subject=printed.key,
                result=printed,
                parts=(actual, budget),
                why="execution-rate",
            )
            if read_relation(relation, {}).outcome is Outcome.HOLDS:
                yield actual, budget


def rate_of_another_row(evidence: Evidence) -> Iterator[Verdict]:
    """Why does a printed rate contradict its own row: it is that of another one."""
    precision = evidence.graph.precision
    for form in (*evidence.submission.departments, *evidence.submission.projects):
        for row in form.funds:
            if row.rate is None or not row.rate.filled or row.actual_amount is None or has_more_money(row):
                continue
            ways = [
                Relation(
                    check="T10",
                    kind=RelationKind.RATIO,
                    subject="",
                    result=row.rate,
                    parts=(row.actual_amount, base),
                    why="execution-rate",
                )
                for base in bases_of_rate(form, row)
            ]
            if not ways or any(read_relation(own, precision).outcome is not Outcome.BROKEN for own in ways):
                continue
            pair = next(_rates(form, row.rate), None)
            if pair is None or row.rate.amount == 100:
                # 100% fits any row that was spent in full and explains nothing.
                continue
            actual, budget = pair
            yield Verdict(
                check="T11",
                outcome=Outcome.BROKEN,
                key=row.rate.key,
                figures=(row.rate, actual, budget, *ways[0].parts),
                calculation=f"{plain(wan(actual))} ÷ {plain(wan(budget))} = {row.rate.raw}",
                message=phrase(
                    "T11.broken", label=row.rate.label, printed=row.rate.raw, actual=actual.label, budget=budget.label
                ),
                kind=VerdictKind.OTHER_ROW,
            )


def source_without_opening_budget(evidence: Evidence) -> Iterator[Verdict]:
    """A source has a full-year budget and nothing at the start of the year."""
    for form in evidence.submission.projects:
        transfers = any(word in form.name for word in _TRANSFERS)
        for row in form.funds:
            if row.source in ("total", "") or row.nested:
                continue
            opening, full = row.original_budget, row.final_budget
            if opening is None or full is None or not full.filled or full.amount <= 0:
                continue
            if opening.state is State.UNREADABLE:
                continue
            local = row.source in ("other", "carried") or not transfers
            broken = local and row.source == "other" and (not opening.filled or opening.amount == 0)
            yield Verdict(
                check="T13",
                outcome=Outcome.BROKEN if broken else Outcome.HOLDS,
                key=f"{full.key}",
                figures=(full, opening),
                calculation=f"{opening.raw or '0(空)'} → {full.raw}",
                message=phrase("T13.broken" if broken else "T13.holds", label=full.label, printed=full.raw),
            )


def serials_broken(evidence: Evidence) -> Iterator[Verdict]:
    """Serial numbers go up by one; a merged cell is one serial, 3.1 counts below 3, a new 1 begins a new list.

    Chinese numerals number groups and are counted for themselves: 一, 1, 2, 二, 1.
    """
    for listing in evidence.submission.fund_lists:
        counted = [row.seq for row in listing.rows if row.seq.filled]
        for grouped in (False, True):
            yield from _serials([seq for seq in counted if (_GROUP.search(seq.raw) is not None) is grouped])


def _serials(counted: Sequence[Figure]) -> Iterator[Verdict]:
    previous: Figure | None = None
    missing = Decimal(0)
    below = 0
    for seq in counted:
        if previous is not None and seq.raw.strip() == f"{plain(previous.amount)}.{below + 1}":
            # 3, 3.1, 3.2, 4: a count below a serial, not a number gone wrong.
            below += 1
            continue
        whole = seq.amount == seq.amount.to_integral_value()
        if not whole:
            missing += 1
            yield Verdict(
                check="T16",
                outcome=Outcome.BROKEN,
                key=seq.key,
                figures=(seq,) if previous is None else (seq, previous),
                calculation=f"{previous.raw if previous else ''} → {seq.raw}",
                message=phrase("T16.not-whole", printed=seq.raw, before=previous.raw if previous else "—"),
                relation=None if previous is None else _after(seq, previous),
            )
            continue
        if previous is not None:
            step = seq.amount - previous.amount
            restart = seq.amount == 1
            holds = step == 1 + missing or restart
            yield Verdict(
                check="T16",
                outcome=Outcome.HOLDS if holds else Outcome.BROKEN,
                key=seq.key,
                figures=(seq, previous),
                calculation=f"{previous.raw} → {seq.raw}",
                message=phrase("T16.holds" if holds else "T16.gap", printed=seq.raw, before=previous.raw),
                relation=_after(seq, previous),
            )
        previous, missing, below = seq, Decimal(0), 0


def _after(serial: Figure, before: Figure) -> Relation:
    """A serial is the one before it and one more."""
    return Relation(
        check="T16",
        kind=RelationKind.SUM,
        subject=serial.key,
        result=serial,
        parts=(before,),
        added=Decimal(1),
        why="children",
    )


def magnitude_differs(*beside: str) -> Run:
    """The same item of one year in two places differs by a power of ten: a unit was mistaken.

    Looks at what is compared between documents, and at the relations of the checks ``beside``.
    """
    return partial(_magnitudes, frozenset(beside))


def _magnitudes(beside: frozenset[str], evidence: Evidence) -> Iterator[Verdict]:
    seen: set[tuple[str, str]] = set()
    for relation in evidence.graph.relations:
        compared = Family.of(relation.check) is Family.ACROSS or relation.check in beside
        if not compared or relation.kind not in (RelationKind.EQUAL, RelationKind.SUM):
            continue
        reading = read_relation(relation, evidence.graph.precision)
        if reading.expected is None or not relation.result.filled or relation.result.unit not in MONEY_UNITS:
            continue
        pair = (relation.result.key, relation.parts[0].key)
        if pair in seen or reading.outcome is Outcome.HOLDS:
            continue
        seen.add(pair)
        power = _power(wan(relation.result), reading.expected)
        if power is not None:
            yield Verdict(
                check="T17",
                outcome=Outcome.BROKEN,
                key=relation.subject,
                figures=(relation.result, *relation.parts[:4]),
                calculation=f"{plain(wan(relation.result))} ÷ {plain(reading.expected)} = {plain(power)}",
                message=phrase(
                    "T17.broken",
                    label=relation.result.label,
                    printed=relation.result.raw,
                    expected=plain(reading.expected),
                    power=plain(power),
                ),
            )


def _power(value: Decimal, expected: Decimal) -> Decimal | None:
    """The power of ten by which two sums differ, within a thousandth."""
    if value == 0 or expected == 0:
        return None
    ratio = value / expected
    for power in _POWERS:
        for exact in (power, 1 / power):
            if abs(ratio / exact - 1) <= _CLOSE:
                return exact
    return None
