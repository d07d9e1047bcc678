"""The amounts that a report puts first, 基本支出, 项目支出 and the whole, against the steps of annex 3."""

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from formaudit.forms.lookups import box_figure, box_holds_budget, cost_figure, same_stage, total_of
from formaudit.graph.reading import first_that_holds, read_relation
from formaudit.graph.spoken_halves import is_part_of_half, speaks_of_half
from formaudit.graph.spoken_rows import stands_under_name
from formaudit.graph.spoken_stages import Spoken, spoken_stage
from formaudit.graph.tolerance import MONEY_UNITS, Precision, wan
from formaudit.model.figure import Figure, State
from formaudit.model.forms import FundRow, SelfEvaluation
from formaudit.model.relation import Relation, RelationKind
from formaudit.model.report_text import Claim, ClaimKind
from formaudit.model.submission import Submission
from formaudit.model.verdict import Outcome
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["half_of_annex3", "headline", "stages_of"]

_GENERAL: Final = compiled(r"一般公共预算|整体支出|(?<!项目)支出总额|(?<!项目)总支出|年度支出|预算总额|部门预算|收支总")
_OTHER: Final = compiled(
    r"政府性?基金|国有资本经营|专户|非税|事业(?:收入|单位)|经营收入|其他(?:资金|收入)|单位资金|自有资金"
)
"""Money beside the general public budget by what a text calls it."""
_NO_WHOLE: Final = compiled(r"占|[人户生床村校]均|结[转余]|追加|调[整增减]|其中|上年|去年")
"""What was left of the whole, moved it or is reckoned from it is none of its stages."""
_ONE_SOURCE: Final = compiled(r"一般公共预算")
_HALF: Final = compiled(
    r"(?:基本|项目)支出(?:20\d\d年度?|[年期]初|全年|本年度?|当年|年度|年末|上年|去年|调[整增减]后?|追加|预算|决算|批复|下达|安排|核定|计划|实际|累计|已|完成|执行|支出|支付|使用|拨付|发生|财政拨款|一般公共预算|资金|经费|数额?|金额|总额|合计|总计|共计|总|共|约|达到?|[为是的了]|结[转余])*"
)
"""All that a label says of a half and its stage; any other word makes it a part: 基本支出中人员经费."""
_SOME: Final = compiled(r"[上本]级|转移支付|中央|[省市县区]级|追加|调[增减整]|结转")
_BEGINNING: Final = compiled(r"年初|期初")


def headline(claim: Claim, submission: Submission, known: set[str], precision: Precision) -> Iterator[Relation]:
    """The relation of a sentence's headline figure to the unit's form."""
    if not claim.figures or not submission.departments or claim.kind not in (ClaimKind.SUM, ClaimKind.AMOUNT):
        return
    figure = claim.figures[0]
    if figure.key in known or not figure.filled or figure.unit not in MONEY_UNITS or figure.amount == 0:
        return
    if _HALF.fullmatch(compact(figure.label)):
        known.add(figure.key)
        yield from half_of_annex3(figure, submission, precision)
    elif _GENERAL.search(figure.label) and not _NO_WHOLE.search(figure.label):
        known.add(figure.key)
        yield from _total(figure, submission, precision)


def half_of_annex3(figure: Figure, submission: Submission, precision: Precision) -> Iterator[Relation]:
    """基本支出 or 项目支出 of the text against annex 3, whose box may hold the budget and not execution."""
    form = submission.departments[0]
    basic = figure.label.startswith("基本支出")
    check = "X08" if basic else "X02"
    source = "basic_expenditure" if basic else "project_expenditure"
    row = next((entry for entry in form.spending if entry.source == source), None)
    total = total_of(form)
    subject = f"{figure.key}=annex3.{source}"
    candidates = [
        Relation(check=check, kind=RelationKind.EQUAL, subject=subject, result=figure, parts=(stage,), why="same-item")
        for stage in stages_of(row)
    ]
    executed = cost_figure(submission, "项目支出", "final_account")
    budget_only = row is None or row.actual_amount is None
    stated = total is not None and total.actual_amount is not None and total.actual_amount.filled
    if basic and budget_only and executed is not None and executed.filled and stated:
        derived = [
            Relation(
                check=check,
                kind=RelationKind.SUM,
                subject=subject,
                result=stage,
                parts=(figure, executed),
                why="basic-and-project",
            )
            for stage in stages_of(total)[:1]
        ]
        candidates = (
            [*derived, *candidates]
            if box_holds_budget(form) is True and not same_stage(form)
            else [*candidates, *derived]
        )
    holds = box_holds_budget(form)
    derivable = stated and executed is not None and executed.filled
    # The box holds the budget, or nobody knows what, and the text speaks of execution, which no form prints then.
    unsure = budget_only and not same_stage(form) and (holds is None or (holds and not derivable))
    spoken = spoken_stage(figure, total, submission)
    # 年初预算 is a step that no box prints: it is neither the full-year budget nor what execution leaves.
    begun = spoken is Spoken.OPENING or _BEGINNING.search(figure.label) is not None
    unsure = unsure or (begun and (row is None or row.original_budget is None))
    # The box holds what was spent, and the text says what was planned of it: 全年预算…，其中基本支出….
    unsure = unsure or (spoken.budget and budget_only and holds is not True)
    unread = row is not None and any(
        stage is not None and stage.state in (State.UNREADABLE, State.DAMAGED)
        for stage in (row.original_budget, row.final_budget, row.actual_amount)
    )
    if candidates:
        doubt = "box-unknown" if unsure else "row-unread" if unread else ""
        relation = first_that_holds(candidates, precision)
        if not doubt and read_relation(relation, precision).outcome is Outcome.BROKEN:
            other = "project_expenditure" if basic else "basic_expenditure"
            half = next((entry for entry in form.spending if entry.source == other), None)
            beside = (*stages_of(half), *([executed] if basic and executed is not None and executed.filled else []))
            meant = speaks_of_half(figure, stages_of(row), beside, stages_of(total), submission)
            doubt = "" if meant and stands_under_name(figure, submission) else "reading-open"
        yield replace(relation, doubt=doubt)


def _other_money(
    submission: Submission, form: SelfEvaluation, column: str
) -> tuple[tuple[Figure, ...], tuple[Figure, ...]]:
    """What a unit spends beside its general public budget: other funds of its projects; the other rows of the box."""
    projects = tuple(
        figure
        for project in submission.projects
        for row in project.funds
        if row.source == "other" and (figure := getattr(row, column)) is not None and figure.filled
    )
    box = tuple(
        figure
        for row in form.income
        if row.source not in ("income_total", "income_general")
        and (figure := getattr(row, column) or row.final_budget) is not None
        and figure.filled
        and figure.amount != 0
    )
    return projects, box


def _total(figure: Figure, submission: Submission, precision: Precision) -> Iterator[Relation]:
    """A unit's budget or expenditure in the text against the steps of annex 3, with or without other funds."""
    form = submission.departments[0]
    total = total_of(form)
    stages = [*stages_of(total)]
    general = next((row for row in form.income if row.source == "income_general"), None)
    stages += stages_of(general)
    subject = f"{figure.key}=annex3.total"
    candidates = [
        Relation(check="X09", kind=RelationKind.EQUAL, subject=subject, result=figure, parts=(stage,), why="some-stage")
        for stage in stages
    ]
    for column in ("actual_amount", "final_budget", "original_budget"):
        stage = getattr(total, column) if total is not None else None
        if stage is None or not stage.filled:
            continue
        candidates += [
            Relation(
                check="X09",
                kind=RelationKind.SUM,
                subject=subject,
                result=stage,
                parts=(figure, *others),
                why="general-and-other",
            )
            for others in _other_money(submission, form, column)
            if others
        ]
    if candidates:
        # The figure of the text may be that of the column which is blank, cannot be read or has a name nobody knows.
        lacking = total is None or any(
            stage is None or not stage.filled
            for stage in (total.original_budget, total.final_budget, total.actual_amount)
        )
        relation = first_that_holds(tuple(candidates), precision)
        broken = read_relation(relation, precision).outcome is Outcome.BROKEN
        doubt = "stage-unread" if lacking else ""
        if not doubt and broken and _sources_printed(submission):
            doubt = "box-unknown" if _of_one_source(figure, submission) else ""
        elif not doubt and broken:
            doubt = "reading-open" if _one_of_several(figure, submission) else ""
        if not doubt and broken and is_part_of_half(figure, submission):
            doubt = "reading-open"
        yield replace(relation, doubt=doubt)


def _one_of_several(figure: Figure, submission: Submission) -> bool:
    """Whether an amount of the general budget is one beside others in the text, or itself such another."""
    if "一般公共预算" not in figure.label:
        return False
    told = (one for report in submission.reports for claim in report.claims for one in claim.figures)
    return _is_share(figure.label) or any(
        _is_share(one.label) and one.filled and one.unit in MONEY_UNITS and one.amount > 0
        for one in told
        if one.key != figure.key
    )


def _sources_printed(submission: Submission) -> bool:
    """Whether the box prints the general public budget beside other money of the unit."""
    form = submission.departments[0]
    _, others = _other_money(submission, form, "final_budget")
    general = box_figure(form, "income_general")
    return bool(others) and general is not None and general.filled


def _of_one_source(figure: Figure, submission: Submission) -> bool:
    """Whether an amount is one of the general public budget of a unit that has other money too.

    The box prints income by source of one stage only: 一般公共预算支出596万元 beside a budget of 600 is another one.
    """
    form = submission.departments[0]
    general = box_figure(form, "income_general")
    if not _ONE_SOURCE.search(figure.label) or general is None:
        return False
    spoken = spoken_stage(figure, total_of(form), submission)
    budget = box_holds_budget(form)
    printed = spoken is Spoken.FINAL if budget else spoken is Spoken.SPENT if budget is False else False
    more = not spoken.budget and wan(figure) > wan(general)  # no stage of a source is above its budget
    return not (printed or same_stage(form) or (budget is True and more))


def _is_share(label: str) -> bool:
    """Whether a label names other money than the general budget, or some of it (上级转移支付安排的一般公共预算支出)."""
    return _OTHER.search(label) is not None or ("一般公共预算" in label and _SOME.search(label) is not None)


def stages_of(row: FundRow | None) -> tuple[Figure, ...]:
    """The filled figures of a row, execution first: the text speaks of it most."""
    if row is None:
        return ()
    return tuple(
        figure
        for figure in (row.actual_amount, row.final_budget, row.original_budget)
        if figure is not None and figure.filled
    )
