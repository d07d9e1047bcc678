"""F09, F10, F11: lists without names, serials of two kinds, and what a report must contain."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from formaudit.checks.kernel.evidence import Evidence
from formaudit.forms.quoting import cell_figure, form_figure
from formaudit.indicators.normalise import normalise_name
from formaudit.messages import phrase
from formaudit.model.cells import TextCell
from formaudit.model.figure import Figure
from formaudit.model.forms import FundList, ListRow
from formaudit.model.report_text import Report, Section
from formaudit.model.source_format import SourceFormat
from formaudit.model.verdict import Outcome, Verdict
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["list_row_without_name", "report_without_sections", "serials_of_two_kinds"]

_FLAT: Final = frozenset({SourceFormat.TXT, SourceFormat.SCAN, SourceFormat.IMAGE})
"""Formats in which a merged cell may survive only as a blank."""


def list_row_without_name(evidence: Evidence) -> Iterator[Verdict]:
    """F09: a row of the list names a unit and no fund.

    A merged cell gives its name to all its rows; where the format cannot show merges, a blank below a name inherits
    it. Only rows whose remark is blank too are named. Breaks: serial 5, no name, 水利局, no remark. Holds: a name; a
    remark; a blank below a name in a text file.
    """
    for listing in evidence.submission.fund_lists:
        flat = evidence.submission.documents[listing.file].source.format in _FLAT
        bare: list[Figure] = []
        for at, row in enumerate(listing.rows):
            inherits = flat and any(compact(before.fund.text) for before in listing.rows[:at])
            if not compact(row.fund.text) and compact(row.unit.text) and not compact(row.note.text) and not inherits:
                bare.append(cell_figure(f"annex1[{compact(row.unit.text)}].unit", "单位名称", row.unit))
        if not listing.rows:
            continue
        yield Verdict(
            check="F09",
            outcome=Outcome.BROKEN if bare else Outcome.HOLDS,
            key="annex1.names",
            figures=tuple(bare) or (form_figure(listing),),
            calculation=f"{len(bare)} / {len(listing.rows)}",
            message=phrase("F09.broken", count=str(len(bare)), units="、".join(cell.raw for cell in bare[:6]))
            if bare
            else phrase("F09.holds", count=str(len(listing.rows))),
            suspects=max(len(bare), 1),
        )


def serials_of_two_kinds(evidence: Evidence) -> Iterator[Verdict]:
    """F10: one fund has a serial for each unit, another one serial for all its units.

    Looks at neighbouring rows with one fund; nothing is said where only one of the two ways is used. Breaks: 污染防治
    3, 4, 5 and 教育支出 18 for four schools. Holds: a serial for every row.
    """
    for listing in evidence.submission.fund_lists:
        each, one = _ways(listing)
        if not each and not one:
            continue
        broken = bool(each) and bool(one)
        first = [groups[0] for groups in (each, one) if groups]
        yield Verdict(
            check="F10",
            outcome=Outcome.BROKEN if broken else Outcome.HOLDS,
            key="annex1.serials.kind",
            figures=tuple(
                cell_figure(f"annex1[{compact(row.fund.text)}].fund", f"序号{row.seq.raw}", row.fund) for row in first
            ),
            calculation="；".join(f"{compact(row.fund.text)} {row.seq.raw}" for row in first),
            message=phrase(
                "F10.broken" if broken else "F10.holds",
                one=compact(first[0].fund.text),
                other=compact(first[-1].fund.text),
            ),
            suspects=len(first),
        )


def _ways(listing: FundList) -> tuple[list[ListRow], list[ListRow]]:
    """The first rows of the funds with a serial for each unit, and of those with one serial for all."""
    each: list[ListRow] = []
    one: list[ListRow] = []
    name = ""
    named: list[tuple[str, ListRow]] = []
    for row in listing.rows:
        name = normalise_name(row.fund.text) or name
        named.append((name, row))
    for fund, group in groupby(named, key=lambda entry: entry[0]):
        rows = [row for _, row in group]
        numbered = [row for row in rows if row.seq.filled]
        if len(rows) < 2 or not fund or not rows[0].seq.filled:
            continue
        if len(numbered) == len(rows):
            each.append(rows[0])
        elif len(numbered) == 1:
            one.append(rows[0])
    return each, one


_OUTLINE: Final = (
    ("基本情况", compiled(r"基本情况|概况|概述|简介|职能|职责")),
    ("资金使用情况", compiled(r"支出|预算|资金|收支|经费|决算")),
    ("绩效情况", compiled(r"绩效|完成情况|实现情况|自评情况|评价结论|评价情况|工作成效|履职|产出|效益")),
    ("存在的问题", compiled(r"问题|不足|偏差|未完成|困难")),
    ("改进措施", compiled(r"措施|建议|改进|打算|下一步|整改")),
)
_DUE: Final = compiled(r"公开|应用|绩效.*情况|问题|措施|改进")
_OTHER: Final = compiled(r"其[他它]|说明的")
_NONE: Final = compiled(
    r"^(?:本单位|我单位)?(?:暂|均)?(?:无|没有|不涉及|不适用)(?:此项|相关|上述)?(?:内容|情况|安排|事项)?[。.]?$"
)
_FEWEST: Final = 3
_SELF_EVALUATION: Final = compiled(r"自评|绩效|评价")


def report_without_sections(evidence: Evidence) -> Iterator[Verdict]:
    """F11: the report lacks a section of the outline, or answers 无 where content is due.

    Basics, money, performance, problems, measures: looked for in headings of every level, and where a heading is
    missing also at the beginning of paragraphs. 无 is right for other matters. Breaks: no section on problems;
    公开情况：无. Holds: all five, each with text.
    """
    for report in evidence.submission.reports:
        if len(report.sections) < _FEWEST or (report.title and not _SELF_EVALUATION.search(report.title)):
            # Budgets and final accounts are published as texts too, and have other outlines.
            continue
        titles = [compact(section.title) for section in report.sections]
        leads = [compact(cell.text)[:24] for section in report.sections for cell in section.body]
        missing = [name for name, pattern in _OUTLINE if not any(pattern.search(text) for text in (*titles, *leads))]
        yield Verdict(
            check="F11",
            outcome=Outcome.BROKEN if missing else Outcome.HOLDS,
            key="report.outline",
            figures=(form_figure(report),),
            calculation="、".join(missing),
            message=phrase("F11.missing", missing="、".join(missing)) if missing else phrase("F11.holds"),
        )
        empty = [cell for section in report.sections if (cell := _answered_none(report, section)) is not None]
        if empty:
            yield Verdict(
                check="F11",
                outcome=Outcome.BROKEN,
                key="report.none",
                figures=tuple(empty),
                calculation="；".join(f"{cell.label}：{cell.raw}" for cell in empty),
                message=phrase("F11.none", titles="、".join(cell.label for cell in empty), text=empty[0].raw),
                suspects=len(empty),
            )


def _answered_none(report: Report, section: Section) -> Figure | None:
    """The words by which a section that must have content has none."""
    if not _DUE.search(section.title) or _OTHER.search(section.title) or len(section.body) != 1:
        return None
    position = report.sections.index(section)
    if position + 1 < len(report.sections) and report.sections[position + 1].level > section.level:
        return None
    cell: TextCell = section.body[0]
    if not _NONE.match(compact(cell.text)):
        return None
    return cell_figure(f"report.section[{compact(section.title)}]", section.title, cell)
