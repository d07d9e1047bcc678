"""What the submissions of one call know of each other, worked out once so that the checks across units stay linear.

Paragraphs are compared by hashed runs of characters: a fixed quarter of the runs is kept for finding candidates, and
only a candidate's text is compared in full.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import accumulate
from typing import Final, TypeVar

from msgspec import Struct

from formaudit.forms.lookups import cost_figure, total_of
from formaudit.forms.quoting import chapter
from formaudit.graph.tolerance import MONEY_UNITS, wan
from formaudit.indicators.normalise import normalise_name
from formaudit.intake.naming import same_unit
from formaudit.model.cells import TextCell
from formaudit.model.figure import Figure
from formaudit.model.forms import ListRow
from formaudit.model.submission import Submission
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = [
    "FEWEST_PEERS",
    "Batch",
    "Facts",
    "Grant",
    "Metric",
    "Passage",
    "facts_of",
    "make_batch",
    "metrics_of",
    "runs_of",
]

FEWEST_PEERS: Final = 8
"""Fewer units than this are no distribution."""

_Key = TypeVar("_Key", int, str)
_RUN: Final = 8
_KEPT: Final = 4
_SHORTEST: Final = 60
_TAIL: Final = 5
_TOLD: Final = compiled(r"绩效|成效|问题|不足|措施|建议|改进|下一步|经验|做法")
_FORMULA: Final = compiled(r"得分|等级|占\d|万元.{0,12}万元")
"""What a score or a breakdown of money is told with is the same everywhere once names and numbers are gone."""

_NUMBERS: Final = compiled(r"[\d.,，％%]+")
_SIZES: Final = (10, 30, 100)


class Passage(Struct, frozen=True, kw_only=True):
    """A longer paragraph of a submission; ``masked`` is its text without the unit's name, numbers and blanks."""

    cell: TextCell
    masked: str


class Grant(Struct, frozen=True, kw_only=True):
    """A row of a list (annex 1) that gives money to a unit; ``position`` is the submission in which the list stands."""

    position: int
    row: ListRow
    year: int | None


class Metric(Struct, frozen=True, kw_only=True):
    """A figure by which units of one size are compared, with the printed figures that it is made of."""

    name: str
    size: int
    value: Decimal
    figures: tuple[Figure, ...]


class Batch(Struct, frozen=True, kw_only=True):
    """All submissions of one call and the indexes over them.

    ``names`` are their units, ``totals`` the total scores that they give themselves. ``first_file`` is the number of
    files in the submissions before each. ``runs`` maps a hashed run of characters to the passages that hold it, as
    (submission, passage); runs that many units share are a form's own words and left out. ``units`` maps the end of a
    unit's name to submissions. ``grants`` are the rows of all lists by the end of the unit's name, each row once
    however many submissions repeat the list; ``listed`` are the same rows by the position of the submission in which
    they stand. ``spread`` has for a metric and a class of size the median, the median deviation and the number of
    units.
    """

    submissions: Sequence[Submission]
    names: tuple[str, ...]
    totals: tuple[Figure | None, ...]
    first_file: tuple[int, ...]
    passages: tuple[tuple[Passage, ...], ...]
    runs: Mapping[int, tuple[tuple[int, int], ...]]
    units: Mapping[str, tuple[int, ...]]
    grants: Mapping[str, tuple[Grant, ...]]
    listed: Mapping[int, tuple[Grant, ...]]
    spread: Mapping[tuple[str, int], tuple[Decimal, Decimal, int]]

    def of_unit(self, name: str) -> tuple[int, ...]:
        """The positions of the submissions of a unit."""
        return tuple(at for at in self.units.get(_tail(name), ()) if same_unit(self.names[at], name))

    def grants_to(self, name: str) -> tuple[Grant, ...]:
        """The rows of lists that name a unit."""
        return tuple(grant for grant in self.grants.get(_tail(name), ()) if same_unit(grant.row.unit.text, name))


def _tail(name: str) -> str:
    """The end of a unit's name: whatever is dropped in front, names of one unit end alike."""
    return normalise_name(name)[-_TAIL:]


def runs_of(text: str) -> frozenset[int]:
    """The hashes of all runs of eight characters, the same on every machine and in every process."""
    return frozenset(zlib.crc32(text[i : i + _RUN].encode()) for i in range(len(text) - _RUN + 1))


class Facts(Struct, frozen=True, kw_only=True):
    """What a batch keeps of one submission, so that the submission itself need not stay at hand.

    ``files`` counts its files. ``rows`` are those of its lists, each with the year that the list names.
    """

    unit: str
    year: int | None
    files: int
    passages: tuple[Passage, ...]
    rows: tuple[tuple[ListRow, int | None], ...]
    metrics: tuple[Metric, ...]
    total: Figure | None


def facts_of(submission: Submission) -> Facts:
    """Work out what the checks across units need of one submission."""
    return Facts(
        unit=submission.unit,
        year=submission.year,
        files=len(submission.documents),
        passages=tuple(_passages(submission)),
        rows=tuple((row, listing.year) for listing in submission.fund_lists for row in listing.rows),
        metrics=tuple(metrics_of(submission)),
        total=next(
            (
                form.total_score
                for form in submission.departments
                if form.total_score is not None and form.total_score.filled
            ),
            None,
        ),
    )


def make_batch(submissions: Sequence[Submission], facts: Sequence[Facts] = ()) -> Batch:
    """Work out what the checks across units need; ``facts`` are those of each submission where they are known."""
    facts = facts or [facts_of(submission) for submission in submissions]
    passages = tuple(each.passages for each in facts)
    names: dict[str, list[int]] = {}
    for position, each in enumerate(facts):
        if each.unit:
            names.setdefault(_tail(each.unit), []).append(position)
    grants = _grants(facts)
    return Batch(
        submissions=submissions,
        names=tuple(each.unit for each in facts),
        totals=tuple(each.total for each in facts),
        first_file=tuple(accumulate((each.files for each in facts[:-1]), initial=0)),
        passages=passages,
        runs=_index(passages),
        units={tail: tuple(positions) for tail, positions in names.items()},
        grants=_by(grants, lambda grant: _tail(grant.row.unit.text)),
        listed=_by(grants, lambda grant: grant.position),
        spread=_spread(facts),
    )


def _passages(submission: Submission) -> Iterator[Passage]:
    short = compiled(r"^.{0,12}?[省市县区州旗乡镇]").sub("", compact(submission.unit))
    for report in submission.reports:
        for cell in chapter(report, _TOLD):
            text = compact(cell.text)
            if _FORMULA.search(text):
                continue
            for name in (compact(submission.unit), short):
                text = text.replace(name, "") if len(name) >= _TAIL else text
            masked = _NUMBERS.sub("", text)
            if len(masked) >= _SHORTEST:
                yield Passage(cell=cell, masked=masked)


def _index(passages: Sequence[Sequence[Passage]]) -> dict[int, tuple[tuple[int, int], ...]]:
    found: dict[int, list[tuple[int, int]]] = {}
    for position, own in enumerate(passages):
        for number, passage in enumerate(own):
            for run in runs_of(passage.masked):
                if run % _KEPT == 0:
                    found.setdefault(run, []).append((position, number))
    most = max(3, min(20, len(passages) // 2))
    return {run: tuple(places) for run, places in found.items() if 1 < len(places) <= most}


def _by(grants: Sequence[Grant], key: Callable[[Grant], _Key]) -> dict[_Key, tuple[Grant, ...]]:
    found: dict[_Key, list[Grant]] = {}
    for grant in grants:
        found.setdefault(key(grant), []).append(grant)
    return {name: tuple(group) for name, group in found.items()}


def _grants(facts: Sequence[Facts]) -> list[Grant]:
    found: list[Grant] = []
    seen: set[tuple[str, str, str, int | None]] = set()
    for position, each in enumerate(facts):
        for row, year in each.rows:
            unit = normalise_name(row.unit.text)
            same = (unit, normalise_name(row.fund.text), normalise_name(row.note.text), year)
            if unit and same not in seen:
                seen.add(same)
                found.append(Grant(position=position, row=row, year=year or each.year))
    return found


def metrics_of(submission: Submission) -> Iterator[Metric]:
    """Operating and 三公 expenses a head in 万元, and the execution rate in %; the class is the size of the staff."""
    staff = next((base.staff_in_post for base in submission.base_data if base.staff_in_post is not None), None)
    if staff is None or not staff.filled or staff.amount <= 0:
        return
    size = sum(staff.amount > bound for bound in _SIZES)
    for name, item in (("operating", "公用经费"), ("public", "三公经费")):
        figure = cost_figure(submission, item, "final_account")
        if figure is not None and figure.filled and figure.unit in MONEY_UNITS and figure.amount > 0:
            yield Metric(name=name, size=size, value=wan(figure) / staff.amount, figures=(figure, staff))
    total = total_of(submission.departments[0]) if submission.departments else None
    if total is None or total.actual_amount is None or total.final_budget is None:
        return
    actual, budget = total.actual_amount, total.final_budget
    if actual.filled and budget.filled and budget.amount > 0:
        yield Metric(name="execution", size=size, value=actual.amount / budget.amount * 100, figures=(actual, budget))


def _median(values: Iterable[Decimal]) -> Decimal:
    """As ``statistics`` has it, which loads fractions and random numbers for it: a hundredth of a start."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _spread(facts: Sequence[Facts]) -> dict[tuple[str, int], tuple[Decimal, Decimal, int]]:
    values: dict[tuple[str, int], list[Decimal]] = {}
    for each in facts:
        for metric in each.metrics:
            values.setdefault((metric.name, metric.size), []).append(metric.value)
    return {
        key: (middle, _median(abs(value - middle) for value in group), len(group))
        for key, group in values.items()
        if len(group) > FEWEST_PEERS and (middle := _median(group)) is not None
    }
