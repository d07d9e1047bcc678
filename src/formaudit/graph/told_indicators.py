"""What the text says of an indicator of the forms: 全年培训12场 beside 培训场次 12场 in the project's form.

An indicator is meant where the clause calls its figure by the indicator's whole name, or by all but the noun that says
how it is counted (场次, 人数). Points (救助912人，得20分) may stand a clause behind it. Only what agrees is a relation:
a text rounds, and speaks of other periods and places.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from msgspec import Struct

from formaudit.graph.tolerance import MONEY_UNITS
from formaudit.model.figure import Figure
from formaudit.model.forms import Indicator
from formaudit.model.relation import Relation, RelationKind
from formaudit.model.report_text import Claim
from formaudit.model.submission import Submission
from formaudit.patterns import Late
from formaudit.text import compact

__all__ = ["told_indicators"]

_COUNTED: Final = Late(r"(?:数量|人数|户数|次数|场次|人次|个数|面积|里程|长度|总数|数|率|度)$")
_CLAUSE: Final = Late(r"[，。；;：:！\n（(]")
_EARLIER: Final = Late(r"上年|去年|往年|同期|较|比(?!例|率|重)")
_SENTENCE: Final = Late(r"[。；;\n]")
_REACHED: Final = Late(r"(?:得|得分|自评分|评分|计)(?:为|是|[:：])?$")
_POINTS: Final = "分"
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
    rows = [row for form in submission.self_evaluations for row in form.indicators]
    cells, scores = _cells(rows), [one for row in rows if (one := _named(row, row.score)) is not None]
    if not cells:
        return
    seen: set[str] = set()
    for report in submission.reports:
        for claim in report.claims:
            for figure in claim.figures:
                if figure.key in seen or not figure.filled or figure.unit in MONEY_UNITS or figure.place.span is None:
                    continue
                seen.add(figure.key)
                if figure.unit == _POINTS:
                    found = _scored(claim, figure, scores)
                else:
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


def _cells(rows: Sequence[Indicator]) -> dict[_Value, list[_Named]]:
    """The results of all indicators, then their targets, by unit and value."""
    found: dict[_Value, list[_Named]] = {}
    for cell, row in [*((row.achieved, row) for row in rows), *((row.target, row) for row in rows)]:
        named = _named(row, cell)
        if named is not None and named.cell.unit not in MONEY_UNITS:
            found.setdefault((named.cell.unit, named.cell.amount), []).append(named)
    return found


def _named(row: Indicator, cell: Figure | None) -> _Named | None:
    name = _NUMBER.now.sub("", compact(row.name.text))
    if cell is None or not cell.filled or len(name) < _SHORTEST:
        return None
    return _Named(name, _COUNTED.now.sub("", name), cell)


def _scored(claim: Claim, figure: Figure, scores: list[_Named]) -> Figure | None:
    """The points of the indicator that a sentence names last before its own, where they are the same."""
    at = claim.text.find(figure.raw)
    if at < 0 or not _REACHED.now.search(compact(claim.text[:at])):
        return None
    begin = max((match.end() for match in _SENTENCE.now.finditer(claim.text, 0, at)), default=0)
    words = compact(claim.text[begin:at])
    # Where two names begin together the longer one is meant: 救助对象满意度 and not 救助人数.
    places = [
        ((words.rfind(name), len(name)), one.cell)
        for one in scores
        for name in (one.name, one.core)
        if len(name) >= _CORE and name in words
    ]
    last = max((place for place, _ in places), default=None)
    cells = {cell.amount: cell for place, cell in places if place == last}
    return cells.get(figure.amount) if len(cells) == 1 else None


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
