"""The money chain (资金链): opening, full-year and executed money with what each is made of."""

from collections.abc import Sequence

from formaudit.forms.lookups import box_figure, box_holds_budget, total_of
from formaudit.graph.expenses import children_of
from formaudit.graph.figure_graph import FigureGraph
from formaudit.graph.reading import read_relation
from formaudit.messages import word
from formaudit.model.figure import Figure
from formaudit.model.forms import BaseDataForm, CostRow, SelfEvaluation
from formaudit.model.relation import Relation, RelationKind
from formaudit.model.report import ChainNode
from formaudit.model.submission import Submission

__all__ = ["money_chain"]


def _node(graph: FigureGraph, label: str, figure: Figure | None, children: Sequence[ChainNode]) -> ChainNode:
    """A node whose state says whether its figure is the sum of its children's."""
    parts = tuple(child.figure for child in children if child.figure is not None)
    if figure is None or not any(part.filled for part in parts):
        return ChainNode(label=label, figure=figure, children=tuple(children))
    relation = Relation(check="", kind=RelationKind.SUM, subject=label, result=figure, parts=parts, why="children")
    reading = read_relation(relation, graph.precision)
    return ChainNode(
        label=label,
        figure=figure,
        children=tuple(children),
        state=reading.outcome.value,
        calculation=reading.calculation,
    )


def _cost_node(graph: FigureGraph, base: BaseDataForm, row: CostRow, column: int) -> ChainNode:
    children = [
        _cost_node(graph, base, child, column)
        for child in children_of(base, base.rows.index(row))
        if child.figures[column].filled and child.figures[column].amount != 0
    ]
    return _node(graph, row.name, row.figures[column], children)


def _project_node(graph: FigureGraph, form: SelfEvaluation, column: str) -> ChainNode | None:
    total = total_of(form)
    if total is None:
        return None
    children = [
        ChainNode(label=row.name, figure=figure)
        for row in form.funds
        if row is not total and not row.nested and (figure := getattr(row, column)) is not None and figure.filled
    ]
    return _node(graph, form.name, getattr(total, column), children)


def _basic_parts(submission: Submission, basic: Figure | None) -> list[ChainNode]:
    """The parts that the report gives for basic expenditure."""
    if basic is None or not basic.filled:
        return []
    for report in submission.reports:
        for claim in report.claims:
            if (
                claim.kind == "sum"
                and claim.figures
                and "基本支出" in claim.figures[0].label
                and claim.figures[0].value == basic.value
            ):
                return [ChainNode(label=figure.label, figure=figure) for figure in claim.figures[1:]]
    return []


def _spent_on_basic(submission: Submission, form: SelfEvaluation) -> Figure | None:
    """The executed basic expenditure: its own column, the box where that holds execution, or the report's figure."""
    row = next((entry for entry in form.spending if entry.source == "basic_expenditure"), None)
    total = total_of(form)
    if row is not None and row.actual_amount is not None:
        return row.actual_amount
    same = (
        total is not None
        and total.actual_amount is not None
        and total.final_budget is not None
        and total.actual_amount.value == total.final_budget.value
    )
    if row is not None and (same or box_holds_budget(form) is not True):
        return row.final_budget
    told = (
        claim.figures[0]
        for report in submission.reports
        for claim in report.claims
        if claim.kind == "sum" and claim.figures and claim.figures[0].label.startswith("基本支出")
    )
    return next(told, None)


def money_chain(submission: Submission, graph: FigureGraph, lang: str) -> tuple[ChainNode, ...]:
    """The chain of a submission, empty where it has no unit form."""
    if not submission.departments:
        return ()
    form = submission.departments[0]
    total = total_of(form)
    if total is None:
        return ()
    basic = box_figure(form, "basic_expenditure")
    roots = [ChainNode(label=word("chain.opening", lang), figure=total.original_budget)]
    basic_label, project_label = word("chain.basic", lang), word("chain.project", lang)
    finals = [
        node for project in submission.projects if (node := _project_node(graph, project, "final_budget")) is not None
    ]
    full: list[ChainNode] = []
    if basic is not None:
        full = [ChainNode(label=basic_label, figure=basic), *finals]
    roots.append(_node(graph, word("chain.full-year", lang), total.final_budget, full))
    executed: list[ChainNode] = []
    spent = _spent_on_basic(submission, form)
    if spent is not None:
        executed.append(_node(graph, basic_label, spent, _basic_parts(submission, spent)))
    base = submission.base_data[0] if submission.base_data else None
    row = next((row for row in base.rows if row.item == "项目支出"), None) if base is not None else None
    if base is not None and row is not None and "final_account" in base.columns:
        node = _cost_node(graph, base, row, base.columns.index("final_account"))
        executed.append(
            ChainNode(
                label=project_label,
                figure=node.figure,
                children=node.children,
                state=node.state,
                calculation=node.calculation,
            )
        )
    else:
        actuals = [
            node
            for project in submission.projects
            if (node := _project_node(graph, project, "actual_amount")) is not None
        ]
        executed.append(_node(graph, project_label, box_figure(form, "project_expenditure"), actuals))
    roots.append(_node(graph, word("chain.executed", lang), total.actual_amount, executed))
    return tuple(roots)
