"""Annex 1 (专项资金绩效自评清单) and annex 2 (整体支出绩效评价基础数据表) under a layout."""

from collections.abc import Iterator
from decimal import Decimal

from corpora.generator.layout import BUILDING, Layout
from corpora.generator.scoring import plain, rate
from corpora.generator.sheet import Box, Grid, Line, Part, Printed, box, line
from corpora.generator.spec import CATEGORIES, Submission, Triple

__all__ = ["base_data_part", "fund_list_part"]

_NO = Triple(None, None, None)
_ZERO = Triple(None, Decimal(0), Decimal(0))


def _add(*triples: Triple) -> Triple:
    """Column by column; a column is blank only where every part is."""

    def column(name: str) -> Decimal | None:
        filled = [value for each in triples if (value := each.get(name)) is not None]
        return sum(filled, Decimal(0)) if filled else None

    return Triple(column("prior_actual"), column("budget"), column("actual"))


def _cost_rows(layout: Layout, submission: Submission) -> Iterator[tuple[str, str, Triple]]:
    """Key, printed label and amounts of every row of expenses."""
    words, basic = layout.annex2, submission.basic
    car = _add(basic.car_purchase, basic.car_upkeep)
    yield "three_public", words["three_public"], _add(car, basic.abroad, basic.reception)
    yield "car", words["car"], car
    yield "car_purchase", words["car_purchase"], basic.car_purchase
    yield "car_upkeep", words["car_upkeep"], basic.car_upkeep
    yield "abroad", words["abroad"], basic.abroad
    yield "reception", words["reception"], basic.reception
    uses = {
        name: [use for project in submission.projects if project.category == name for use in project.uses]
        for name in CATEGORIES
    }
    groups = {name: _add(*(use.triple for use in uses[name])) if uses[name] else _ZERO for name in CATEGORIES}
    yield "project", words["project"], _add(*groups.values())
    for name in CATEGORIES:
        if name == "development" and not uses[name]:
            continue
        yield name, words[name].format(level=submission.unit.level), groups[name]
        itself = len(uses[name]) == 1 and uses[name][0].name in words[name]
        for at, use in enumerate(() if itself else uses[name]):
            yield use.name, use.name if at else f"其中：{use.name}", use.triple
    yield "operating", words["operating"], basic.operating
    for at, part in enumerate(basic.operating_parts):
        yield part.name, part.name if at else f"其中：{part.name}", part.triple
    yield "procurement", words["procurement"], basic.procurement
    moved = basic.final_budget - basic.original_budget
    adjusted = Triple(None, None, moved) if moved else Triple(Decimal(0), Decimal(0), Decimal(0))
    yield "basic_adjustment", words["adjustment"], adjusted


def _building_boxes(layout: Layout, submission: Submission, row: int) -> list[Box]:
    words = {"unit": layout.unit, "year": str(submission.year)}
    boxes = [box(row, 0, layout.annex2["building"].format(**words), rows=2)]
    boxes += [box(row, col, label.format(**words)) for col, (_, label) in enumerate(BUILDING, 1)]
    built = submission.building
    pieces: dict[str, Printed] = {}
    if built is not None:
        where = "annex2.building"
        pieces = {
            "approved_size": layout.number_at(f"{where}.approved_size", built.approved_size, "m²"),
            "actual_size": layout.number_at(f"{where}.actual_size", built.actual_size, "m²"),
            "size_rate": layout.percent_at(f"{where}.size_rate", rate(built.actual_size, built.approved_size)),
            "budget": layout.money_at(f"{where}.budget", built.budget),
            "actual": layout.money_at(f"{where}.actual", built.actual),
            "cost_rate": layout.percent_at(f"{where}.cost_rate", rate(built.actual, built.budget)),
        }
    return boxes + [box(row + 1, col, pieces.get(key, "")) for col, (key, _) in enumerate(BUILDING, 1)]


def base_data_part(layout: Layout, submission: Submission) -> Part:
    """Annex 2: seven columns, the money columns spanning two or three of them."""
    unit, words = submission.unit, layout.annex2
    names = {"year": str(submission.year), "prior": str(submission.year - 1), "unit": layout.unit}
    columns = ("prior_actual", "budget", "actual") if layout.prior else ("budget", "actual")
    span = 6 // len(columns)
    boxes = [box(0, 0, words["unit"]), box(0, 1, unit.name, cols=6, key="annex2.unit")]
    boxes += [box(1, 0, words["staff"], rows=2)]
    boxes += [box(1, 1 + 2 * at, words[key].format(**names), cols=2) for at, key in enumerate(("posts", "in_post"))]
    boxes += [box(1, 5, words["rate"], cols=2)]
    boxes += [
        box(2, 1, layout.number_at("annex2.authorised_posts", Decimal(unit.posts), "人"), cols=2),
        box(2, 3, layout.number_at("annex2.staff_in_post", Decimal(unit.staff), "人"), cols=2),
        box(2, 5, layout.percent_at("annex2.staffing_rate", rate(Decimal(unit.staff), Decimal(unit.posts))), cols=2),
        box(3, 0, words["costs"].format(**names)),
    ]
    boxes += [box(3, 1 + span * at, words[key].format(**names), cols=span) for at, key in enumerate(columns)]
    row = 4
    for key, label, triple in _cost_rows(layout, submission):
        boxes.append(box(row, 0, label, key=f"annex2.rows[{key}].label"))
        for at, column in enumerate(columns):
            value = triple.get(column)
            address = f"annex2.rows[{key}].{column}"
            piece: Printed | str = "" if value is None else layout.money_at(address, value)
            boxes.append(box(row, 1 + span * at, piece, cols=span, key=address))
        row += 1
    boxes += _building_boxes(layout, submission, row)
    boxes += [
        box(row + 2, 0, words["savings"]),
        box(row + 2, 1, submission.story.savings, cols=6, key="annex2.savings"),
    ]
    title = layout.titles["annex2"].format(year=submission.year, district=unit.district, unit=unit.name)
    blocks: list[Line | Grid] = [line(layout.headings["annex2"], style="heading"), line(title, style="title")]
    blocks += [line(each.format(**names), style="caption") for each in layout.captions if "单位" in each]
    foot = layout.foot.format(head=unit.head, filler=unit.filler, phone=unit.phone, date=unit.date)
    blocks += [
        Grid(boxes, 7),
        line(""),
        line("说明：“项目支出”填报基本支出以外的全部项目，“公用经费”填报基本支出中的一般商品和服务支出。"),
        line(foot, style="foot", key="annex2.foot"),
    ]
    return Part("annex2", unit.name, blocks)


def fund_list_part(layout: Layout, submission: Submission) -> Part:
    """Annex 1: an empty fund name continues the merged cell above it."""
    level = f"{submission.unit.level}级专项资金名称"
    boxes = [box(0, col, text) for col, text in enumerate(("序号", level, "单位名称", "备注"))]
    merged: Box | None = None
    for row, entry in enumerate(submission.fund_list, 1):
        address = f"annex1[{entry.unit}/{entry.note or entry.fund}].seq"
        boxes.append(box(row, 0, Printed(address, Decimal(entry.seq), "", plain(Decimal(entry.seq))), key=address))
        if entry.fund or merged is None:
            merged = box(row, 1, entry.fund)
            boxes.append(merged)
        else:
            merged.rows += 1
        boxes += [box(row, 2, entry.unit), box(row, 3, entry.note)]
    title = layout.titles["annex1"].format(year=submission.year, district=submission.unit.district)
    blocks: list[Line | Grid] = [line(layout.headings["annex1"], style="heading"), line(title, style="title")]
    return Part("annex1", submission.unit.district, [*blocks, Grid(boxes, 4)])
