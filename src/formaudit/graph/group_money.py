"""Money in rows of indicators: a head (…资金合计) with its levels of government (中央, 市级, 本级) in the rows below.

Such rows repeat for one group of money after the other and add up twice: each head is the sum of its levels, and the
first head with its levels is the sum of the heads and levels behind it. Where these sums hold for some groups, one that
fails is judged; where none holds, nothing is.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.graph.dominance import dominant
from formaudit.graph.tolerance import Precision
from formaudit.indicators.lexicon import identify
from formaudit.model.figure import Figure
from formaudit.model.forms import Indicator, SelfEvaluation
from formaudit.model.relation import Relation, RelationKind
from formaudit.model.submission import Submission
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["group_money"]

_HEAD: Final = compiled(r"资金|经费|补助|补贴|合计|总额")
_OF_WHICH: Final = compiled(r"^其中")
_MONEY: Final = compiled(r"[(（](万元|元|亿元)[)）]")


class _Group(Struct, frozen=True, kw_only=True):
    """A head and its levels, each with the figure of one column."""

    text: str
    head: Figure
    levels: tuple[tuple[str, Figure], ...]

    def level(self, source: str) -> Figure | None:
        """The figure of a level, or ``None``."""
        return next((figure for code, figure in self.levels if code == source), None)


def group_money(submission: Submission, precision: Precision) -> Iterator[Relation]:
    """The sums in both directions, for the columns of targets and of results."""
    for form in submission.self_evaluations:
        for code in ("target", "achieved"):
            groups = _groups(form, code)
            yield from dominant(
                [[_sum(group.head, [one for _, one in group.levels]) for group in groups]], precision, "row-unknown"
            )
            if len(groups) > 2 and not _OF_WHICH.match(groups[0].text):
                yield from dominant([_columns(groups[0], groups[1:])], precision, "row-unknown")


def _columns(first: _Group, others: Sequence[_Group]) -> list[Relation]:
    found = [_sum(first.head, [group.head for group in others])]
    for source, figure in first.levels:
        parts = [part for group in others if (part := group.level(source)) is not None]
        if len(parts) > 1:
            found.append(_sum(figure, parts))
    return found


def _sum(result: Figure, parts: Sequence[Figure]) -> Relation:
    return Relation(
        check="T09",
        kind=RelationKind.SUM,
        subject=f"{result.key}={'+'.join(part.key.rsplit('[', 1)[-1] for part in parts)}",
        result=result,
        parts=tuple(parts),
        why="levels",
    )


def _groups(form: SelfEvaluation, code: str) -> list[_Group]:
    found: list[_Group] = []
    head: tuple[str, Figure] | None = None
    levels: list[tuple[str, Figure]] = []
    for row in (*form.indicators, None):
        text, figure = _said(row), getattr(row, code) if row is not None else None
        entry = identify("source", text) if text else None
        if entry is not None and entry.code not in ("total", "fiscal") and figure is not None and head is not None:
            levels.append((entry.code, _with_unit(figure, head[1].unit)))
            continue
        if head is not None and len(levels) > 1:
            found.append(_Group(text=head[0], head=head[1], levels=tuple(levels)))
        levels = []
        money = figure is not None and figure.filled and bool(_HEAD.search(text))
        named = _MONEY.search(text)
        head = (compact(text), _with_unit(figure, named[1] if named else "")) if money and figure is not None else None
    return found


def _with_unit(figure: Figure, unit: str) -> Figure:
    return figure if figure.unit or not unit else replace(figure, unit=unit)


def _said(row: Indicator | None) -> str:
    """What a row is about: what stands in a column for its items, else its name."""
    if row is None:
        return ""
    return next((text.text for code, text in row.extra if code == "item" and text.text), row.name.text)
