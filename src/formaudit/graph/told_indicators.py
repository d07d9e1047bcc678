"""What the text says of an indicator of the forms: 全年培训12场 beside 培训场次 12场 in the project's form.

An indicator is meant where the clause calls its figure by the indicator's whole name, or by all but the noun that says
how it is counted (场次, 人数). Only what agrees is a relation: a text rounds, and speaks of other periods and places.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from msgspec import Struct

from formaudit.graph.tolerance import MONEY_UNITS
from formaudit.model.figure import Figure
from formaudit.model.relation import Relation, RelationKind
from formaudit.model.report_text import Claim
from formaudit.model.submission import Submission
from formaudit.patterns import Late
from formaudit.text import compact

__all__ = ["told_indicators"]

_COUNTED: Final = Late(r"(?:数量|人数|户数|次数|场次|人次|个数|面积|里程|长度|总数|数|率|度)$")
_CLAUSE: Final = Late(r"[，。；;：:！\n（(]")
_EARLIER: Final = Late(r"上年|去年|往年|同期|较|比(?!例|率|重)")
_NUMBER: Final = Late(r"[\d.,%]+")
_SHORTEST: Final = 3
_CORE: Final = 2
_BEHIND: Final = 8
_Value = tuple[str, Decimal]


class _Named(Struct, frozen=True):
    """A cell of an indicator with the indicator's name, whole and without the noun that counts."""

    name: str
    core: str
    cell: Figure


def told_indicators(submission: Submission) -> Iterator[Relation]:
    """The relations between counts and rates of the text and the indicators that the text names."""
    cells = _cells(submission)
    if not cells:
        return
    seen: set[str] = set()
    for report in submission.reports:
        for claim in report.claims:
            for figure in claim.figures:
                if figure.key in seen or not figure.filled or figure.unit in MONEY_UNITS or figure.place.span is None:
                    continue
                seen.add(figure.key)
                found = _meant(claim, figure, cells.get((figure.unit, figure.amount), []))
                if found is not None:
                    yield Relation(
                        check="X06",
                        kind=RelationKind.EQUAL,
                        subject=f"{figure.key}={found.label}",
                        result=figure,
                        parts=(found,),
                        why="same-item",
                    )


def _cells(submission: Submission) -> dict[_Value, list[_Named]]:
    """The results of all indicators, then their targets, by unit and value."""
    found: dict[_Value, list[_Named]] = {}
    rows = [row for form in submission.self_evaluations for row in form.indicators]
    for cell, row in [*((row.achieved, row) for row in rows), *((row.target, row) for row in rows)]:
        name = _NUMBER.now.sub("", compact(row.name.text))
        if cell is None or not cell.filled or cell.unit in MONEY_UNITS or len(name) < _SHORTEST:
            continue
        core = _COUNTED.now.sub("", name)
        found.setdefault((cell.unit, cell.amount), []).append(_Named(name, core, cell))
    return found


def _meant(claim: Claim, figure: Figure, cells: list[_Named]) -> Figure | None:
    """The cell of the indicator that the clause of a figure names, where all that it names print the same."""
    if not cells:
        return None
    at = claim.text.find(figure.raw)
    if at < 0:
        return None
    begin = max((match.end() for match in _CLAUSE.now.finditer(claim.text, 0, at)), default=0)
    end = at + len(figure.raw)
    clause = compact(claim.text[begin:at])
    behind = compact(claim.text[end : end + _BEHIND])
    if _EARLIER.now.search(clause):
        return None
    for one in cells:
        if one.name in clause or (len(one.core) >= _SHORTEST and one.core in clause):
            return one.cell
        # 培训干部1200人次: the noun that counts stands behind the figure.
        if len(one.core) >= _CORE and one.core != one.name and clause.endswith(one.core):
            return one.cell
        if len(one.core) >= _SHORTEST and behind.startswith(one.core):
            return one.cell
    return None
