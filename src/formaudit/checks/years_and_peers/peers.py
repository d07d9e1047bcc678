"""U01, U04, U05: one submission among those of the same call. Without others they do not apply."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from formaudit.checks.kernel.batch import FEWEST_PEERS, Passage, metrics_of, runs_of
from formaudit.checks.kernel.evidence import Evidence, not_applicable
from formaudit.checks.years_and_peers.elsewhere import from_peer
from formaudit.forms.quoting import cell_figure, form_figure, word_figure
from formaudit.graph.reading import plain
from formaudit.intake.naming import same_unit
from formaudit.messages import phrase
from formaudit.model.verdict import Outcome, Verdict
from formaudit.text import compact

__all__ = ["outlier_among_peers", "scores_of_batch", "text_shared"]

_HIGH: Final = Decimal("0.95")
_FEWEST_ALIKE: Final = 5
"""U04: which share of the full points is high, and so many equal totals at least are no accident (domain/checks)."""
_NORMAL: Final = Decimal("0.6745")
_LEAST_SPREAD: Final = Decimal("0.0001")
"""Of 万元 a head, or of a point: below it a spread is rounding of the forms and nothing else."""
_OUTLYING: Final = Decimal("3.5")
"""U05: the modified z-score of Iglewicz and Hoaglin (1993) and the bound that they recommend."""
_OVERLAP: Final = 0.8
_CENT: Final = Decimal("0.01")
_QUARTER: Final = Decimal("0.25")
_POINTS: Final = Decimal(5)


def text_shared(evidence: Evidence) -> Iterator[Verdict]:
    """U01: a paragraph stands in another unit's submission too.

    Paragraphs of sixty characters or more, without names and numbers; four fifths of the runs of eight characters must
    agree. What many units share is the form's own text; only results, problems and measures are compared, and never
    with the same unit's other years. One finding for each other unit. Breaks: the same account of problems in two
    units. Holds: own words.
    """
    batch = evidence.batch
    if batch is None or len(batch.submissions) < 2:
        yield not_applicable("U01", evidence, "no-peers")
        return
    shared: dict[int, list[tuple[Passage, Passage]]] = {}
    for passage in batch.passages[evidence.position]:
        own = runs_of(passage.masked)
        votes = Counter(place for run in own for place in batch.runs.get(run, ()) if place[0] != evidence.position)
        for (position, number), _ in votes.most_common(3):
            other = batch.passages[position][number]
            same = len(own & runs_of(other.masked)) / len(own)
            if same >= _OVERLAP and not same_unit(batch.names[position], evidence.submission.unit):
                shared.setdefault(position, []).append((passage, other))
                break
    for position, pairs in shared.items():
        name = batch.names[position]
        figures = [
            cell_figure(f"report.shared[{compact(mine.cell.text)[:16]}]", "报告", mine.cell) for mine, _ in pairs
        ]
        others = [from_peer(evidence, position, cell_figure("report.shared", name, other.cell)) for _, other in pairs]
        yield Verdict(
            check="U01",
            outcome=Outcome.BROKEN,
            key=f"report.shared[{name}]",
            figures=(*figures, *others),
            calculation=f"{len(pairs)} / {len(batch.passages[evidence.position])}",
            message=phrase("U01.broken", count=str(len(pairs)), unit=name),
            suspects=len(figures),
        )
    if not shared and evidence.submission.reports:
        yield Verdict(
            check="U01",
            outcome=Outcome.HOLDS,
            key="report.shared",
            figures=(form_figure(evidence.submission.reports[0]),),
            calculation=f"0 / {len(batch.passages[evidence.position])}",
            message=phrase("U01.holds"),
        )


def scores_of_batch(evidence: Evidence) -> Iterator[Verdict]:
    """U04: nearly all units of the batch give themselves 95 points and more, all 100, or many the very same total.

    A note on the first unit of the batch that has a score. Nine tenths at 95 or above, half at 100, or a third (five at
    least) with one total that is no whole number. Breaks: nine of ten at 95 and more. Holds: totals from 82 to 99.
    """
    batch = evidence.batch
    if batch is None or len(batch.submissions) < FEWEST_PEERS:
        yield not_applicable("U04", evidence, "no-peers")
        return
    if any(total is not None for total in batch.totals[: evidence.position]):
        return
    totals = [(at, total) for at, total in enumerate(batch.totals) if total is not None]
    if len(totals) < FEWEST_PEERS or totals[0][0] != evidence.position:
        return
    full = evidence.profile.full_score
    high = sum(total.amount >= full * _HIGH for _, total in totals)
    top = sum(total.amount >= full for _, total in totals)
    value, same = Counter(total.amount for _, total in totals).most_common(1)[0]
    alike = same >= max(_FEWEST_ALIKE, len(totals) // 3) and value != value.to_integral_value()
    broken = high * 10 >= len(totals) * 9 or top * 2 >= len(totals) or alike
    yield Verdict(
        check="U04",
        outcome=Outcome.BROKEN if broken else Outcome.HOLDS,
        key="batch.scores",
        figures=tuple(
            from_peer(evidence, at, word_figure(f"{total.key}.batch", batch.names[at], total.raw, total.place))
            for at, total in totals[:6]
        ),
        calculation="；".join(
            f"{sign}{plain(bound)}: {found} / {len(totals)}"
            for sign, bound, found in (("≥", full * _HIGH, high), ("=", full, top), ("=", value, same))
        ),
        message=phrase(
            "U04.broken" if broken else "U04.holds",
            count=str(len(totals)),
            high=str(high),
            top=str(top),
            same=str(same),
            value=plain(value),
        ),
    )


def _shown(number: Decimal) -> str:
    """A number with two decimals, or with as many as it takes to be none but 0."""
    step = _CENT
    while number and not number.quantize(step):
        step /= 10
    return plain(number.quantize(step))


def outlier_among_peers(evidence: Evidence) -> Iterator[Verdict]:
    """U05: operating or 三公 expenses a head, or the execution rate, lie far from those of units of the same size.

    Robust z above 3.5 among at least eight units of one class of staff (up to 10, 30, 100, more), and a quarter
    away from the middle (five points for the rate). A note. Breaks: 9 万元 a head where the others have 1 to 2.
    Holds: 2.2 万元.
    """
    batch = evidence.batch
    if batch is None or len(batch.submissions) <= FEWEST_PEERS:
        yield not_applicable("U05", evidence, "no-peers")
        return
    for metric in metrics_of(evidence.submission):
        known = batch.spread.get((metric.name, metric.size))
        if known is None or known[1] < _LEAST_SPREAD:
            continue  # units that are all alike have no middle from which one could lie far
        middle, deviation, count = known
        score = _NORMAL * (metric.value - middle) / deviation
        least = _POINTS if metric.name == "execution" else middle * _QUARTER
        broken = abs(score) > _OUTLYING and abs(metric.value - middle) >= least
        value, center, spread = map(_shown, (metric.value, middle, deviation))
        yield Verdict(
            check="U05",
            outcome=Outcome.BROKEN if broken else Outcome.HOLDS,
            key=f"batch.{metric.name}",
            figures=metric.figures,
            calculation=f"0.6745 × ({value} − {center}) ÷ {spread} = {plain(score.quantize(_CENT))}",
            message=phrase(
                "U05.broken" if broken else "U05.holds",
                metric=phrase(f"metric.{metric.name}"),
                value=value,
                middle=center,
                count=str(count),
            ),
        )
