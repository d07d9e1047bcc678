"""Annex 3 (部门整体) and annex 4 (项目): a form of blocks that are found by their headers."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from formaudit.forms.cells import Site
from formaudit.forms.evaluation_blocks import Blocks, read_blocks
from formaudit.forms.head_totals import concluded_score, head_score, score_in_lines, stated_score
from formaudit.forms.indicator_header import indicator_header
from formaudit.forms.labelled import money_in_head, staff_in_head
from formaudit.forms.margins import Margin, margin_of
from formaudit.forms.marks import (
    find_field,
    find_units,
    labelled_in,
    money_unit,
    notes_of,
    paragraph_place,
    read_footer,
    title_of,
)
from formaudit.forms.money_box import is_income
from formaudit.forms.noted_base import is_remark, noted_base, remarks_of
from formaudit.forms.points import group_points
from formaudit.forms.rate_formulas import heads_of_form, rate_base
from formaudit.forms.region import Region
from formaudit.forms.scoring_rules import gives_points, names_execution, rounds_total
from formaudit.model.cells import TextCell
from formaudit.model.figure import Figure
from formaudit.model.form_kind import FormKind
from formaudit.model.forms import FundRow, Points, SelfEvaluation
from formaudit.text import compact, fold, label

__all__ = ["read_self_evaluation"]

_FULL: Final = Decimal(100)


def _header_texts(region: Region) -> list[str]:
    """Captions and the labels of the first rows, where a unit of money may be named."""
    texts = [caption.text for caption in reversed(region.captions)]
    for rows in region.parts[:1]:
        for row in range(rows.first, min(rows.first + 6, rows.last + 1)):
            texts += [cell.text for cell in rows.table.starting(row)]
    return texts


def _levels(site: Site, blocks: Blocks) -> tuple[tuple[tuple[str, Figure], ...], tuple[Points, ...]]:
    """The weights of first-level headings by code, and all other points of groups.

    A code that two headings share (项目决策 and 项目管理 are both management) names neither: those count as groups, and
    so does a heading over rows of different codes, whose code is that of a row (预算执行率 under 执行) and not its own.
    """
    headings: dict[str, set[str]] = {}
    codes: dict[str, set[str]] = {}
    for row in blocks.rows.indicators:
        heading = label(row.level1_text.text)
        codes.setdefault(heading, set()).add(row.level1)
        if row.level1:
            headings.setdefault(row.level1, set()).add(heading)
    alone = {
        code: weight
        for code, weight in blocks.rows.level_weights.items()
        if len(headings[code]) == 1 and all(codes[heading] == {code} for heading in headings[code])
    }
    known = frozenset(name for code in alone for name in headings[code])
    return tuple(alone.items()), (*blocks.points, *group_points(site, blocks.rows.indicators, known))


def _results(
    site: Site, region: Region, blocks: Blocks, funds: tuple[FundRow, ...], margin: Margin | None
) -> tuple[Figure | None, Figure | None, tuple[FundRow, ...]]:
    """Total weight and score of the form, and the rows of funds without them.

    They stand in the line 总分, in the head, or in the row of the total money: there 100 points cannot be those of
    carrying out the budget while indicators have points too.
    """
    weight, score = blocks.rows.totals or (None, None)
    if score is None:
        score = (margin.total if margin is not None else None) or head_score(site, region.parts[0])
        score = None if _of_money(score, funds) else score
    if score is None:
        score = score_in_lines(site, (*region.captions, *region.notes))
    if score is None:
        score = concluded_score(site, region.parts, tail=".grand.score")
    total = funds[0] if funds and funds[0].source == "total" else None
    points = total.weight if total is not None else None
    if total is not None and points is not None and points.value == _FULL and _weighed(blocks):
        weight, score = weight or points, score or total.score
        funds = (replace(total, weight=None, score=None), *funds[1:])
    return weight, score, funds


def _of_money(score: Figure | None, funds: tuple[FundRow, ...]) -> bool:
    """Whether a score in the head is that of carrying out the budget, which stands under its rate."""
    return score is not None and any(row.score is not None and row.score.place == score.place for row in funds)


def _rules(site: Site, region: Region) -> Iterator[TextCell]:
    """Rules of points around a form and in its cells: 得分（执行率≥90%得10分，低于80%得5分）.

    Above the indicators every cell counts, from their header on those that name the carrying out of the budget: what
    else stands beside an indicator is its own standard, unless it is a remark on all of them.
    """
    for line in (*region.captions, *region.notes):
        if gives_points(line.text):
            place = paragraph_place(site.file, line, form=site.form, index=site.form_index)
            yield TextCell(text=fold(line.text), place=place)
    behind = False
    for rows in region.parts:
        for row in range(rows.first, rows.last + 1):
            behind = behind or indicator_header(rows.table, row) is not None
            for cell in rows.table.starting(row):
                if gives_points(cell.text) and (not behind or names_execution(cell.text) or is_remark(cell.text)):
                    yield site.text(rows.table, cell)


def _rounds_total(region: Region, score: Figure | None) -> bool:
    """Whether the row of the total, or a remark around the form, says that points are rounded."""
    if any(rounds_total(line.text) for line in (*region.captions, *region.notes)):
        return True
    if score is None or score.place.row is None:
        return False
    table = next((rows.table for rows in region.parts if rows.table.index == score.place.table), None)
    cells = table.row(score.place.row) if table is not None else ()
    return any(rounds_total(cell.text) for cell in cells)


def _weighed(blocks: Blocks) -> bool:
    return any(row.weight is not None and row.weight.filled for row in blocks.rows.indicators)


def read_self_evaluation(region: Region, *, file: int, form_index: int, repeat: int = 1) -> SelfEvaluation:
    """Read annex 3 or 4 from its rows; ``repeat`` tells forms of one project's name apart."""
    first = region.parts[0]
    probe = Site(file=file, form=region.kind, form_index=form_index)
    head = (first.table, first.first, min(first.first + 5, first.last))
    project = None
    if region.kind is FormKind.ANNEX4:
        project = find_field(probe, *head, "project") or labelled_in(probe, region.cover, "project")
    units = find_units(probe, *head)
    name = compact(project.text) if project is not None else ""
    number = f"#{repeat}" if repeat > 1 else ""
    prefix = f"annex4[{name or form_index + 1}{number}]" if region.kind is FormKind.ANNEX4 else "annex3"
    if region.kind is FormKind.ANNEX3 and form_index:
        prefix = f"annex3#{form_index + 1}"
    site = Site(file=file, form=region.kind, form_index=form_index, prefix=prefix)
    named = money_unit(_header_texts(region), "")
    site.unit_unknown, money = not named, named or "万元"
    margin = margin_of(site, first)
    blocks = read_blocks(site, region.parts, money, margin)
    level_weights, points = _levels(site, blocks)
    weight, score, funds = _results(site, region, blocks, blocks.money.funds, margin)
    stated = stated_score(site, first)
    stated = None if _of_money(stated, funds) else stated
    stated = (stated or concluded_score(site, region.parts)) if score is not None else None
    form = SelfEvaluation(
        form=region.kind,
        index=form_index,
        title=region.title,
        printed_title=title_of(site, region),
        year=region.year,
        table=first.table.index,
        tables=tuple(rows.table.index for rows in region.parts),
        file=file,
        confidence=region.confidence,
        # On the form of a whole unit 资金使用单位 is the unit itself.
        unit_name=units.unit
        or labelled_in(site, region.captions, "unit_name")
        or (units.implementing if region.kind is FormKind.ANNEX3 else None),
        project=project,
        supervising_department=units.department,
        implementing_unit=units.implementing,
        unit=money,
        funds=funds,
        income=tuple(row for row in blocks.money.box if is_income(row)),
        spending=tuple(row for row in blocks.money.box if not is_income(row)),
        goals=tuple(blocks.goals),
        indicators=tuple(blocks.rows.indicators),
        level_weights=level_weights,
        total_weight=weight,
        total_score=score,
        dated_heads=tuple(blocks.heads),
        rate_of=blocks.rate_of or rate_base(heads_of_form(region.parts)) or noted_base(remarks_of(region)),
        submitting_unit=labelled_in(site, region.captions, "unit_name") if units.unit is not None else None,
        head_score=stated if score is not None and stated is not None and stated.place != score.place else None,
        footer=read_footer(site, region),
        notes=(*notes_of(site, region), *blocks.rows.remarks),
        rules=tuple(_rules(site, region)),
        total_rounded=_rounds_total(region, score),
        points=points,
        subtotals=tuple(blocks.rows.subtotals),
        details=tuple(blocks.details),
        beside=tuple(blocks.beside),
    )
    in_head = (*staff_in_head(site, first, form), *money_in_head(site, first, form, money))
    return replace(form, beside=(*form.beside, *in_head)) if in_head else form
