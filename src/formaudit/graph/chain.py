"""The money chain (资金链): opening, full-year and executed money with what each is made of."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from msgspec.structs import replace

from formaudit.forms.lookups import box_figure, box_holds_budget, complete_projects, total_of
from formaudit.graph.expenses import children_of
from formaudit.graph.figure_graph import FigureGraph
from formaudit.graph.reading import read_relation
from formaudit.messages import word
from formaudit.model.figure import Figure
from formaudit.model.forms import BaseDataForm, CostRow, FundRow, SelfEvaluation
from formaudit.model.relation import Relation, RelationKind
from formaudit.model.report import ChainNode, ChainState
from formaudit.model.report_text import ClaimKind
from formaudit.model.submission import Submission
from formaudit.model.verdict import Outcome, Verdict
from formaudit.text import without_hint

__all__ = ["money_chain", "told_breaks"]


_STATES: Final = {
    Outcome.HOLDS: ChainState.HOLDS,
    Outcome.BROKEN: ChainState.BROKEN,
    Outcome.UNDECIDED: ChainState.UNDECIDED,
}


def _node(
    graph: FigureGraph, label: str, figure: Figure | None, children: Sequence[ChainNode], lacking: str = ""
) -> ChainNode:
    """A node whose state says whether its figure is the sum of its children's.

    ``lacking`` says which part was not handed in or not read: the sum may still hold, but it cannot be broken.
    """
    parts = tuple(child.figure for child in children if child.figure is not None)
    if figure is None or not (lacking or any(part.filled for part in parts)):
        return ChainNode(label=label, figure=figure, children=tuple(children))
    state, calculation = ChainState.UNDECIDED, lacking
    if parts:
        relation = Relation(check="", kind=RelationKind.SUM, subject=label, result=figure, parts=parts, why="children")
        reading = read_relation(relation, graph.precision)
        if not lacking or reading.outcome is Outcome.HOLDS:
            state, calculation = _STATES.get(reading.outcome, ChainState.LEAF), reading.calculation
    return ChainNode(label=label, figure=figure, children=tuple(children), state=state, calculation=calculation)


def told_breaks(chain: Sequence[ChainNode], found: Sequence[tuple[Verdict, str]], lang: str) -> tuple[ChainNode, ...]:
    """The chain with the findings on its ties, given as broken verdicts with their ids.

    A tie that no check found broken is undecided: what the chain shows as a break always has its finding.
    """
    return tuple(_told(node, found, lang) for node in chain)


def _told(node: ChainNode, found: Sequence[tuple[Verdict, str]], lang: str) -> ChainNode:
    whole = replace(node, children=told_breaks(node.children, found, lang))
    if node.state is not ChainState.BROKEN or node.figure is None:
        return whole
    parts = {child.figure.key for child in node.children if child.figure is not None}
    ids = tuple(id_ for verdict, id_ in found if _speaks_of(verdict, node.figure.key, parts))
    if ids:
        return replace(whole, findings=ids)
    return replace(whole, state=ChainState.UNDECIDED, calculation=word("chain.untested", lang))


def _speaks_of(verdict: Verdict, whole: str, parts: AbstractSet[str]) -> bool:
    """Whether a broken verdict is about the tie between a figure and its parts, whatever side it stands on."""
    relation = verdict.relation
    if relation is None:
        return False
    keys = {relation.result.key, *(part.key for part in relation.parts)}
    return whole in keys and not parts.isdisjoint(keys)


def _cost_node(graph: FigureGraph, base: BaseDataForm, row: CostRow, column: int) -> ChainNode:
    children = [
        _cost_node(graph, base, child, column)
        for child in children_of(base, base.rows.index(row))
        if child.figures[column].filled and child.figures[column].amount != 0
    ]
    return _node(graph, without_hint(row.name), row.figures[column], children)


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
                claim.kind == ClaimKind.SUM
                and claim.figures
                and "基本支出" in claim.figures[0].label
                and claim.figures[0].value == basic.value
            ):
                return [ChainNode(label=figure.label, figure=figure) for figure in claim.figures[1:]]
    return []


def _spent_on_basic(submission: Submission, form: SelfEvaluation) -> Figure | None:
    """The executed basic expenditure: its own column, the box where that holds execution, or the report's figure."""
    row = _spending_row(form, "basic_expenditure")
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
        if claim.kind == ClaimKind.SUM and claim.figures and claim.figures[0].label.startswith("基本支出")
    )
    return next(told, None)


def _spending_row(form: SelfEvaluation, source: str) -> FundRow | None:
    return next((entry for entry in form.spending if entry.source == source), None)


def _spent_on_projects(form: SelfEvaluation) -> Figure | None:
    """The executed project expenditure: its own column, or the box, which prints but one amount."""
    row = _spending_row(form, "project_expenditure")
    own = row.actual_amount if row is not None else None
    return own if own is not None else box_figure(form, "project_expenditure")


def _unread(children: Sequence[ChainNode], fewest: int, lang: str) -> str:
    """Why the parts cannot be the whole: fewer than there must be, or one without a readable figure."""
    unread = next((child.label for child in children if child.figure is None or not child.figure.filled), "")
    if not unread and len(children) >= fewest:
        return ""
    return word("chain.part-unread", lang, label=unread) if unread else word("chain.part-missing", lang)


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
    missing = (
        "" if complete_projects(submission) else "no-projects" if not submission.projects else "projects-incomplete"
    )
    lacking = word(f"chain.{missing}", lang) if missing else ""
    finals = [
        node for project in submission.projects if (node := _project_node(graph, project, "final_budget")) is not None
    ]
    full: list[ChainNode] = []
    if basic is not None:
        full = [ChainNode(label=basic_label, figure=basic), *finals]
    roots.append(
        _node(graph, word("chain.full-year", lang), total.final_budget, full, lacking or _unread(full, 2, lang))
    )
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
        executed.append(_node(graph, project_label, _spent_on_projects(form), actuals, lacking))
    unread = _unread(executed, 2, lang)
    roots.append(_node(graph, word("chain.executed", lang), total.actual_amount, executed, unread))
    return tuple(roots)
