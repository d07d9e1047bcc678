"""Annex 3 (部门整体支出绩效自评表) and annex 4 (项目支出绩效自评表) under a layout."""

from dataclasses import dataclass
from decimal import Decimal

from corpora.generator.indicatorblock import indicator_boxes
from corpora.generator.layout import Layout
from corpora.generator.scoring import execution_score, rate
from corpora.generator.sheet import Box, Grid, Line, Part, Printed, box, line
from corpora.generator.spec import Amounts, Goal, Indicator, Project, Submission

__all__ = ["department_part", "project_part", "total_score"]

_MONEY = ("original_budget", "final_budget", "actual_amount")
_TEN = Decimal(10)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """What both forms share: address, header cells, money, goals, indicators."""

    address: str
    total: Amounts
    sources: tuple[tuple[str, str, Amounts | None], ...]
    goals: tuple[Goal, ...]
    indicators: tuple[Indicator, ...]
    side: str


def total_score(total: Amounts, indicators: tuple[Indicator, ...]) -> Decimal:
    """The line 总分: indicators and execution."""
    parts = sum((each.score for each in indicators), Decimal(0))
    return parts + execution_score(total.actual_amount, total.final_budget, _TEN)


def _columns(layout: Layout) -> int:
    return int(layout.side) + len(layout.indicator_columns)


def _fund_header(layout: Layout, row: int, first: int) -> tuple[list[Box], int]:
    """The heading of the fund block: one row, or two where columns share a common heading."""
    values = _columns(layout) - len(layout.fund_columns)
    height = 2 if layout.spread else 1
    boxes = [box(row, first, layout.fund_corner, rows=height, cols=values - first)]
    grouped = {name: title for title, names in layout.spread for name in names}
    for title, names in layout.spread:
        start = values + [name for name, _ in layout.fund_columns].index(names[0])
        boxes.append(box(row, start, title, cols=len(names)))
    for col, (name, heading) in enumerate(layout.fund_columns, values):
        below = name in grouped
        boxes.append(box(row + int(below), col, heading, rows=1 if below else height))
    return boxes, height


def _fund_value(layout: Layout, address: str, column: str, amounts: Amounts, *, total: bool) -> Printed | str:
    if column in _MONEY:
        return layout.money_at(f"{address}.{column}", getattr(amounts, column))
    if column == "rate":
        if not (total or layout.source_rates) or amounts.final_budget == 0:
            return layout.source_blank if not total else ""
        return layout.percent_at(f"{address}.rate", rate(amounts.actual_amount, amounts.final_budget))
    if not total:
        return layout.source_blank
    if column == "weight":
        return layout.number_at(f"{address}.weight", _TEN, "分")
    score = execution_score(amounts.actual_amount, amounts.final_budget, _TEN)
    return layout.number_at(f"{address}.score", score, "分")


def _fund_rows(layout: Layout, form: _Form, row: int, first: int) -> list[Box]:
    values = _columns(layout) - len(layout.fund_columns)
    boxes: list[Box] = []
    for at, (key, label, amounts) in enumerate(form.sources, row):
        boxes.append(box(at, first, label, cols=values - first, key=f"{form.address}.{key}.label"))
        for col, (column, _) in enumerate(layout.fund_columns, values):
            address = f"{form.address}.{key}"
            piece = _fund_value(layout, address, column, amounts, total=key == "total") if amounts else ""
            boxes.append(box(at, col, piece, key=f"{address}.{column}"))
    return boxes


def _goal_boxes(layout: Layout, form: _Form, row: int) -> tuple[list[Box], int]:
    columns = _columns(layout)
    middle = columns // 2
    if layout.goals == "list":
        boxes = [box(row, 0, layout.goal_side, rows=1 + len(form.goals)), box(row, 1, "目标序号")]
        boxes += [box(row, 2, layout.goal_heads[0], cols=middle - 1)]
        boxes += [box(row, middle + 1, layout.goal_heads[1], cols=columns - middle - 1)]
        for at, goal in enumerate(form.goals, 1):
            boxes.append(box(row + at, 1, f"绩效目标{at}"))
            boxes.append(box(row + at, 2, goal.expected, cols=middle - 1, key=f"{form.address}.goals[{at}].expected"))
            boxes.append(
                box(
                    row + at,
                    middle + 1,
                    goal.actual,
                    cols=columns - middle - 1,
                    key=f"{form.address}.goals[{at}].actual",
                )
            )
        return boxes, 1 + len(form.goals)
    expected = "\n".join(f"目标{at}：{goal.expected}" for at, goal in enumerate(form.goals, 1))
    actual = "\n".join(f"目标{at}：{goal.actual}" for at, goal in enumerate(form.goals, 1))
    right = columns - middle
    return [
        box(row, 0, layout.goal_side, rows=2),
        box(row, 1, layout.goal_heads[0], cols=middle - 1),
        box(row, middle, layout.goal_heads[1], cols=right),
        box(row + 1, 1, expected, cols=middle - 1, key=f"{form.address}.goals.expected"),
        box(row + 1, middle, actual, cols=right, key=f"{form.address}.goals.actual"),
    ], 2


def _box_values(submission: Submission) -> dict[str, Amounts]:
    """The rows of annex 3's box: income by nature, spending by kind."""
    fund = Amounts(submission.government_fund, submission.government_fund, submission.government_fund)
    total, other = submission.total, submission.other
    general = Amounts(
        total.original_budget - other.original_budget - fund.original_budget,
        total.final_budget - other.final_budget - fund.final_budget,
        total.actual_amount - other.actual_amount - fund.actual_amount,
    )
    return {
        "income": total,
        "general": general,
        "government_fund": fund,
        "special_account": Amounts(),
        "other": other,
        "spending": total,
        "basic": submission.basic.amounts,
        "project": submission.project_total,
    }


_ADDRESSES = {
    "income": "annex3.income.total",
    "general": "annex3.income.general",
    "government_fund": "annex3.income.government_fund",
    "special_account": "annex3.income.special_account",
    "other": "annex3.income.other",
    "spending": "annex3.spending.total",
    "basic": "annex3.spending.basic",
    "project": "annex3.spending.project",
}
_LEFT = ("income", "general", "government_fund", "special_account", "other")
_RIGHT = ("spending", "basic", "project", "", "")


def _income_box(layout: Layout, submission: Submission, row: int, first: int) -> list[Box]:
    """The box of annex 3 with one figure for each label, in the label's cell or beside it."""
    values = _box_values(submission)
    columns = _columns(layout)
    middle = first + (columns - first) // 2
    boxes: list[Box] = []
    for at, pair in enumerate(zip(_LEFT, _RIGHT, strict=True), row):
        for key, start, end in ((pair[0], first, middle), (pair[1], middle, columns)):
            if not key:
                boxes.append(box(at, start, cols=end - start))
                continue
            address = f"{_ADDRESSES[key]}.final_budget"
            value: Decimal = getattr(values[key], submission.box)
            shown: Printed | str = "" if value == 0 and layout.money == "plain" else layout.money_at(address, value)
            if layout.box == "inside":
                boxes.append(box(at, start, layout.income[key], shown, cols=end - start, key=address))
            else:
                label = layout.income[key].rstrip("：:")
                boxes.append(box(at, start, label, cols=end - start - 1))
                boxes.append(box(at, end - 1, shown, key=address))
    return boxes


def _body(layout: Layout, form: _Form, row: int, submission: Submission | None = None) -> list[Box]:
    """Everything below the header cells."""
    first = int(layout.side)
    start = row
    boxes, height = _fund_header(layout, row, first)
    row += height
    boxes += _fund_rows(layout, form, row, first)
    row += len(form.sources)
    if submission is not None and layout.box != "rows":
        boxes += _income_box(layout, submission, row, first)
        row += len(_LEFT)
    if layout.side:
        boxes.append(box(start, 0, form.side, rows=row - start))
    goals, height = _goal_boxes(layout, form, row)
    boxes += goals
    executed = (form.total, rate(form.total.actual_amount, form.total.final_budget))
    return boxes + indicator_boxes(layout, form.address, form.indicators, executed, row + height)


def _frame(layout: Layout, submission: Submission, form: str, name: str, grid: Grid, *, heading: bool = True) -> Part:
    """The lines around a form: heading, title, captions, notes, signatures."""
    unit = submission.unit
    words = {"year": str(submission.year), "district": unit.district, "unit": unit.name}
    blocks: list[Line | Grid] = []
    if heading and layout.headings[form]:
        blocks.append(line(layout.headings[form], style="heading"))
    blocks.append(line(layout.titles[form].format(**words), style="title", key=f"{form}.title"))
    blocks += [line(caption.format(**words), style="caption") for caption in layout.captions]
    foot = layout.foot.format(head=unit.head, filler=unit.filler, phone=unit.phone, date=unit.date)
    if layout.foot_inside:
        last = grid.height
        grid = Grid([*grid.boxes, box(last, 0, foot, cols=grid.columns, key=f"{form}.foot")], grid.columns)
    blocks += [grid, line("")]
    if layout.note and form == "annex4":
        blocks.append(line(layout.note))
    if not layout.foot_inside:
        blocks.append(line(foot, style="foot", key=f"{form}.foot"))
    return Part(form, name, blocks)


def department_part(layout: Layout, submission: Submission) -> Part:
    """Annex 3."""
    columns = _columns(layout)
    label = 1 if layout.side else 2
    sources: list[tuple[str, str, Amounts | None]] = [("total", layout.rows["total"].strip(), submission.total)]
    if layout.box == "rows":
        values = _box_values(submission)
        sources += [
            (_ADDRESSES[key].removeprefix("annex3."), layout.income[key].rstrip("：:"), values[key])
            for key in (*_LEFT, *_RIGHT)
            if key
        ]
    form = _Form(
        address="annex3",
        total=submission.total,
        sources=tuple(sources),
        goals=submission.goals,
        indicators=submission.indicators,
        side=layout.fund_side[0],
    )
    boxes = [
        box(0, 0, layout.unit_label, cols=label),
        box(0, label, submission.unit.name, cols=columns - label, key="annex3.unit"),
    ]
    boxes += _body(layout, form, 1, submission)
    return _frame(layout, submission, "annex3", submission.unit.name, Grid(boxes, columns))


def project_part(layout: Layout, submission: Submission, project: Project, *, heading: bool = True) -> Part:
    """An annex 4. ``heading`` is false for a form that follows another under the same 附件4."""
    columns = _columns(layout)
    label = 1 if layout.side else 2
    middle = columns // 2
    address = f"annex4[{project.name}]"
    rows: list[tuple[str, str, Amounts | None]] = [("total", layout.rows["total"], project.total)]
    rows += [(each.kind, layout.rows[each.kind], each.amounts) for each in project.sources]
    form = _Form(
        address=address,
        total=project.total,
        sources=tuple(rows),
        goals=project.goals,
        indicators=project.indicators,
        side=layout.fund_side[1],
    )
    boxes = [
        box(0, 0, layout.project_label, cols=label),
        box(0, label, project.name, cols=columns - label, key=f"{address}.name"),
        box(1, 0, layout.department_label, cols=label),
        box(1, label, submission.unit.department, cols=middle - label),
        box(1, middle, layout.implementing_label, cols=label),
        box(1, middle + label, submission.unit.name, cols=columns - middle - label),
    ]
    boxes += _body(layout, form, 2)
    return _frame(layout, submission, "annex4", project.name, Grid(boxes, columns), heading=heading)
