"""C01–C04: figures that no form meant to hold."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Final

from msgspec import Struct

from formaudit.checks.kernel.evidence import Evidence
from formaudit.checks.kernel.relations import stays_broken
from formaudit.graph.collect import figures_of
from formaudit.graph.reading import plain, read_relation
from formaudit.graph.tolerance import MONEY_UNITS, Fit, wan
from formaudit.messages import phrase
from formaudit.model.figure import Figure, State
from formaudit.model.relation import Relation, RelationKind
from formaudit.model.verdict import Outcome, Verdict, VerdictKind
from formaudit.numbers import in_wan, single_edits
from formaudit.patterns import compiled

__all__ = [
    "Replacement",
    "damaged_numbers",
    "digit_slips",
    "find_replacement",
    "money_in_other_column",
    "replaced_tokens",
]

_TOKEN: Final = compiled(r"\d+(?:\.\d+)?")


def damaged_numbers(evidence: Evidence) -> Iterator[Verdict]:
    """C01: a number that cannot be read as one (two decimal points, letters among digits)."""
    figures = figures_of(evidence.submission)
    if all(figure.state is not State.DAMAGED for figure in figures):
        return
    seen: set[str] = set()
    for figure in figures:
        if figure.key in seen:
            continue
        seen.add(figure.key)
        if figure.state is State.DAMAGED:
            yield Verdict(
                check="C01",
                outcome=Outcome.BROKEN,
                key=figure.key,
                figures=(figure,),
                calculation=figure.raw,
                message=phrase("C01.broken", label=figure.label, printed=figure.raw),
                kind=VerdictKind.UNREADABLE,
            )


def _amount_counts(evidence: Evidence) -> Counter[Decimal]:
    """How often each sum of money that is no whole number is printed; whoever asks must not change it."""
    known = evidence.submission.found_out
    if _amount_counts not in known:
        amounts = {
            figure.key: figure.value
            for figure in reversed(figures_of(evidence.submission))
            if figure.unit in MONEY_UNITS
            and figure.value is not None
            and figure.value != figure.value.to_integral_value()
        }
        known[_amount_counts] = Counter(amounts.values())
    counts: Counter[Decimal] = known[_amount_counts]
    return counts


def _odd_cells(evidence: Evidence) -> Iterator[Figure]:
    """Figures in columns that hold no money: serials, weights, scores, staff."""
    for listing in evidence.submission.fund_lists:
        for row in listing.rows:
            if row.seq.filled:
                yield row.seq
    for base in evidence.submission.base_data:
        for figure in (base.authorised_posts, base.staff_in_post):
            if figure is not None and figure.filled:
                yield figure
    for form in (*evidence.submission.departments, *evidence.submission.projects):
        for indicator in form.indicators:
            for figure in (indicator.weight, indicator.score):
                if figure is not None and figure.filled:
                    yield figure


def money_in_other_column(evidence: Evidence) -> Iterator[Verdict]:
    """C03: a serial, weight or count equals a sum of money that is printed three times or more."""
    counts = _amount_counts(evidence)
    odd = [figure for figure in _odd_cells(evidence) if counts.get(figure.amount, 0) >= 3]
    samples = {
        figure.amount: figure
        for figure in (figures_of(evidence.submission) if odd else ())
        if figure.filled and figure.unit in MONEY_UNITS
    }
    for figure in odd:
        yield Verdict(
            check="C03",
            outcome=Outcome.BROKEN,
            key=figure.key,
            figures=(figure, samples[figure.amount]),
            calculation=f"{figure.raw} = {samples[figure.amount].raw} × {counts[figure.amount]}",
            message=phrase("C03.broken", label=figure.label, printed=figure.raw, count=str(counts[figure.amount])),
        )


class Replacement(Struct, frozen=True, kw_only=True):
    """A search-and-replace that ran over the documents: ``old`` became ``new``; undone in ``cells``."""

    old: str
    new: str
    cells: tuple[tuple[Figure, str, tuple[str, ...]], ...]
    """Each damaged figure, the text it had before, and the constraints that the restored value satisfies."""


def _sequence_value(evidence: Evidence, figure: Figure) -> Decimal | None:
    """What a serial must be between its neighbours."""
    for listing in evidence.submission.fund_lists:
        serials = [row.seq for row in listing.rows if row.seq.filled]
        for position, seq in enumerate(serials):
            if seq is figure and 0 < position < len(serials) - 1:
                before, after = serials[position - 1].amount, serials[position + 1].amount
                return before + 1 if after - before == 2 else None
    return None


def _weight_value(evidence: Evidence, figure: Figure, same: list[Figure]) -> Decimal | None:
    """What each of several equal odd weights must be for their sums to hold."""
    for relation in evidence.graph.relations_of(figure.key):
        if relation.kind is not RelationKind.SUM or relation.check not in ("T14", "T15"):
            continue
        keys = {other.key for other in same}
        inside = [part for part in relation.parts if part.key in keys]
        rest = sum((wan(part) for part in relation.parts if part.filled and part.key not in keys), Decimal(0))
        if relation.result.filled and relation.result.key not in keys and inside:
            share = (wan(relation.result) - rest) / len(inside)
            return share if share > 0 else None
    return None


def _twin_value(evidence: Evidence, figure: Figure) -> Decimal | None:
    """What the same indicator of another form prints in the same column."""
    address = figure.address
    if address.section != "indicator" or address.column not in ("weight", "score"):
        return None
    for key, other in evidence.graph.figures.items():
        if (
            key != figure.key
            and other.address.inside == address.inside
            and other.filled
            and other.amount != figure.amount
        ):
            return other.amount
    return None


def find_replacement(evidence: Evidence) -> Replacement | None:
    """Find tokens a → b such that undoing it satisfies independent constraints in every odd cell.

    ``b`` is a sum of money that the submission prints often and that stands in columns without money or inside damaged
    numbers. ``a`` follows from the constraints; at least two cells must be explained, all by the same ``a``.
    """
    counts = _amount_counts(evidence)
    odd = [figure for figure in _odd_cells(evidence) if counts.get(figure.amount, 0) >= 2]
    tokens = Counter(plain(figure.amount) for figure in odd)
    damaged = [figure for figure in evidence.graph.figures.values() if figure.state is State.DAMAGED]
    for new, _ in tokens.most_common():
        same = [figure for figure in odd if plain(figure.amount) == new]
        votes: Counter[str] = Counter()
        reasons: dict[str, dict[str, list[str]]] = {}
        for figure in same:
            for value, constraint in (
                (_sequence_value(evidence, figure), "constraint.sequence"),
                (_weight_value(evidence, figure, same), "constraint.weights"),
                (_twin_value(evidence, figure), "constraint.twin"),
            ):
                if value is not None:
                    votes[plain(value)] += 1
                    reasons.setdefault(figure.key, {}).setdefault(plain(value), []).append(constraint)
        if not votes:
            continue
        old = votes.most_common(1)[0][0]
        if not all(old in reasons.get(figure.key, {}) for figure in same):
            continue
        cells = [(figure, old, tuple(reasons[figure.key][old])) for figure in same]
        explained = {figure.key for figure in same}
        for figure in (*damaged, *evidence.graph.figures.values()):
            restored = figure.raw.replace(new, old)
            if figure.key in explained or restored == figure.raw:
                continue
            constraints = _restored_constraints(evidence, figure, restored)
            if constraints:
                explained.add(figure.key)
                cells.append((figure, restored, constraints))
        if len(cells) >= 2 and sum(len(constraints) for _, _, constraints in cells) >= 2:
            return Replacement(old=old, new=new, cells=tuple(cells))
    return None


def _restored_constraints(evidence: Evidence, figure: Figure, restored: str) -> tuple[str, ...]:
    """The constraints that a figure, restored, satisfies and as printed does not."""
    match = _TOKEN.search(restored)
    if match is None:
        return ()
    try:
        value = Decimal(match[0])
    except InvalidOperation:
        return ()
    if figure.state is State.DAMAGED:
        totals = [
            other.amount
            for other in evidence.graph.figures.values()
            if other.filled and other.unit in MONEY_UNITS and other.address.section == "total"
        ]
        return ("constraint.total",) if value in totals else ()
    if (
        figure.unit not in MONEY_UNITS
        and figure.unit not in ("%", "分", "")
        and figure.amount != figure.amount.to_integral_value()
        and value == value.to_integral_value()
    ):
        return ("constraint.whole",)
    precision = evidence.graph.precision
    tried = {figure.key: in_wan(value, figure.unit) if figure.unit in MONEY_UNITS else value}
    relations = evidence.graph.relations_of(figure.key)
    broken = [relation for relation in relations if read_relation(relation, precision).outcome is Outcome.BROKEN]
    after = [read_relation(relation, precision, tried).outcome for relation in relations]
    if broken and Outcome.BROKEN not in after:
        return ("constraint.sums",)
    return ()


def replaced_tokens(evidence: Evidence) -> Iterator[Verdict]:
    """C02: the signature of a search-and-replace, with every cell it explains."""
    found = find_replacement(evidence)
    if found is None:
        return
    yield Verdict(
        check="C02",
        outcome=Outcome.BROKEN,
        key=f"{found.old}→{found.new}",
        figures=tuple(figure for figure, _, _ in found.cells),
        calculation="；".join(f"{figure.raw} ← {restored}" for figure, restored, _ in found.cells),
        message=phrase("C02.broken", old=found.old, new=found.new, count=str(len(found.cells))),
        suspects=len(found.cells),
        kind=VerdictKind.REPLACEMENT,
    )


def digit_slips(evidence: Evidence) -> Iterator[Verdict]:
    """C04: one slip of the keyboard, undone, makes every failing equation of a figure true."""
    broken = [
        relation
        for relation in evidence.graph.relations
        if relation.kind in (RelationKind.SUM, RelationKind.EQUAL) and stays_broken(relation, evidence)
    ]
    meeting = Counter(key for one in broken for key in {figure.key for figure in (one.result, *one.parts)})
    if not any(count > 1 for count in meeting.values()):
        return  # a slip is told by two equations at least, and no figure stands in two that fail
    fits: dict[str, tuple[Figure, Decimal, list[Relation]]] = {}
    for relation in broken:
        for figure in (relation.result, *relation.parts):
            match = _TOKEN.search(figure.raw)
            if not figure.filled or match is None or figure.key in fits:
                continue
            slip = _slip(evidence, figure, match[0], broken)
            if slip is not None:
                fits[figure.key] = (figure, *slip)
    for key, (figure, value, repaired) in fits.items():
        rivals = [
            other
            for other, (_, _, theirs) in fits.items()
            if other != key and any(relation in theirs for relation in repaired)
        ]
        if rivals or len(repaired) < 2:
            continue
        yield Verdict(
            check="C04",
            outcome=Outcome.BROKEN,
            key=key,
            figures=(
                figure,
                *(
                    part
                    for relation in repaired[:2]
                    for part in (relation.result, *relation.parts)
                    if part.key != key and part.filled
                ),
            ),
            calculation="；".join(
                read_relation(relation, evidence.graph.precision, {key: value}).calculation for relation in repaired
            ),
            message=phrase(
                "C04.broken", label=figure.label, printed=figure.raw, restored=plain(value), count=str(len(repaired))
            ),
        )


def _slip(
    evidence: Evidence, figure: Figure, text: str, broken: list[Relation]
) -> tuple[Decimal, list[Relation]] | None:
    mine = evidence.graph.relations_of(figure.key)
    failing = [relation for relation in broken if relation in mine]
    held = [
        relation
        for relation in mine
        if relation not in failing and read_relation(relation, evidence.graph.precision).outcome is Outcome.HOLDS
    ]
    unit = wan(figure) / figure.amount if figure.amount else Decimal(1)
    for edit in dict.fromkeys(single_edits(text)):
        try:
            value = Decimal(edit) * unit
        except InvalidOperation:
            continue
        if value == wan(figure):
            continue
        if all(
            (mended := read_relation(relation, evidence.graph.precision, {figure.key: value})).fit is Fit.EXACT
            and mended.outcome is Outcome.HOLDS
            for relation in failing
        ) and all(
            read_relation(relation, evidence.graph.precision, {figure.key: value}).outcome is Outcome.HOLDS
            for relation in held
        ):
            return value, failing
    return None
