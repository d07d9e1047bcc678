"""Why figures of annex 2 must agree: the tree of expenses, budgets that bind, staff, finished buildings."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from formaudit.graph.lost_headings import left_open
from formaudit.graph.reading import first_that_holds
from formaudit.graph.tolerance import Precision
from formaudit.indicators.lexicon import lexicon
from formaudit.model.figure import Figure
from formaudit.model.forms import BaseDataForm, CostRow, SelfEvaluation
from formaudit.model.relation import Relation, RelationKind

__all__ = ["children_of", "expense_relations", "staff_in_head"]

_CONTROLLED: Final = frozenset(
    {"三公经费", "公用经费", "会议费、培训费", "公务接待", "出国经费", "公务用车购置和维护经费"}
)
_EXHAUSTIVE_ITEMS: Final = frozenset({"三公经费", "公务用车购置和维护经费", "项目支出"})


def children_of(form: BaseDataForm, parent: int) -> tuple[CostRow, ...]:
    """The rows of annex 2 that are parts of a row."""
    return tuple(row for row in form.rows if row.parent == parent)


def _effective(form: BaseDataForm, row: CostRow, column: int) -> tuple[Figure, ...]:
    """A row's figure, or those of its parts where the row itself was left blank and they were filled."""
    figure = row.figures[column]
    if figure.something:
        return (figure,)
    below = [
        part
        for child in children_of(form, form.rows.index(row))
        for part in _effective(form, child, column)
        if part.filled
    ]
    return tuple(below) or (figure,)


def _cost_tree(form: BaseDataForm) -> Iterator[Relation]:
    for index, row in enumerate(form.rows):
        children = children_of(form, index)
        if not children:
            continue
        for column, code in enumerate(form.columns):
            parts = tuple(part for child in children for part in _effective(form, child, column))
            name = row.item or row.name
            subject = f"annex2[{name}].{code}"
            if row.item == "公用经费":
                yield Relation(
                    check="T03",
                    kind=RelationKind.COVERS,
                    subject=subject,
                    result=row.figures[column],
                    parts=parts,
                    why="of-which",
                )
                continue
            one_row_each = any(said in row.name for said in lexicon().phrases["one-row-each"])
            exhaustive = row.item in _EXHAUSTIVE_ITEMS or (one_row_each and len(children) > 0)
            yield Relation(
                check="T02" if _under(form, index, "项目支出") else "T01",
                kind=RelationKind.SUM if exhaustive else RelationKind.COVERS,
                subject=subject,
                result=row.figures[column],
                parts=parts,
                why="children" if exhaustive else "of-which",
                exhaustive=exhaustive,
            )


def _under(form: BaseDataForm, index: int, item: str) -> bool:
    position: int | None = index
    while position is not None:
        if form.rows[position].item == item:
            return True
        position = form.rows[position].parent
    return False


def _controlled(form: BaseDataForm) -> Iterator[Relation]:
    if "final_account" not in form.columns:
        return
    actual = form.columns.index("final_account")
    budgets = [form.columns.index(code) for code in ("budget", "original_budget") if code in form.columns]
    if not budgets:
        return
    for row in form.rows:
        if row.item in _CONTROLLED:
            yield Relation(
                check="T06",
                kind=RelationKind.AT_MOST,
                subject=f"annex2[{row.item}].final_account",
                result=row.figures[actual],
                parts=(row.figures[budgets[0]],),
                why="within-budget",
            )


def _excess(rate: Figure, staff: Figure, posts: Figure) -> bool:
    """Whether the printed rate is the share of staff above (or below) the posts, as some units print it."""
    if not (rate.filled and staff.filled and posts.filled and posts.amount):
        return False
    share = (staff.amount / posts.amount - 1) * 100
    return abs(rate.amount - share) <= Decimal(1).scaleb(-rate.decimals) / 2


def _staff(rate: Figure | None, staff: Figure | None, posts: Figure | None, precision: Precision) -> Iterator[Relation]:
    if rate is not None and staff is not None and posts is not None and not _excess(rate, staff, posts):
        usual = Relation(
            check="T04",
            kind=RelationKind.RATIO,
            subject=rate.key,
            result=rate,
            parts=(staff, posts),
            why="staffing-rate",
        )
        turned = replace(usual, parts=(posts, staff), why="staffing-rate-inverted")
        yield first_that_holds((usual, turned), precision)


def staff_in_head(form: SelfEvaluation, precision: Precision) -> Iterator[Relation]:
    """Staff against quota in the head of annex 3: 编制人数 | 46 | 实有人数 | 42 | 控制率 | 91.3%."""
    known = {figure.address.column: figure for figure in form.beside}
    rate, staff, posts = (known.get(code) for code in ("staffing_rate", "staff_in_post", "authorised_posts"))
    yield from _staff(rate, staff, posts, precision)


def _buildings(form: BaseDataForm) -> Iterator[Relation]:
    for number, building in enumerate(form.buildings, 1):
        if building.size_rate is not None and building.actual_size is not None and building.approved_size is not None:
            yield Relation(
                check="T05",
                kind=RelationKind.RATIO,
                subject=f"annex2.building[{number}].size_rate",
                result=building.size_rate,
                parts=(building.actual_size, building.approved_size),
                why="size-rate",
            )
        if building.cost_rate is not None and building.actual is not None and building.budget is not None:
            yield Relation(
                check="T05",
                kind=RelationKind.RATIO,
                subject=f"annex2.building[{number}].cost_rate",
                result=building.cost_rate,
                parts=(building.actual, building.budget),
                why="cost-rate",
            )


def expense_relations(form: BaseDataForm, precision: Precision) -> Iterator[Relation]:
    """All relations inside annex 2."""
    yield from left_open(form, _cost_tree, precision)
    yield from _controlled(form)
    yield from _staff(form.staffing_rate, form.staff_in_post, form.authorised_posts, precision)
    yield from _buildings(form)
