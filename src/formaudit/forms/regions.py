"""Recognising forms by their labels: which rows of which tables are which form, and which paragraphs belong to it."""

from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.forms.disclosure.recognise import FoundDisclosure, find_disclosures
from formaudit.forms.facing_forms import facing
from formaudit.forms.headers import cost_header, read_header, without_year
from formaudit.forms.indicator_header import indicator_header
from formaudit.forms.kinds import Marks, field_code, form_kind, is_monitoring, joined_marks, marks_of
from formaudit.forms.money_header import fund_header, may_be_header
from formaudit.forms.named_year import year_in, year_of_results
from formaudit.forms.region import Region, Rows
from formaudit.forms.running_text import report_in
from formaudit.forms.surroundings import (
    continues,
    cover_of,
    is_head,
    is_heading,
    is_signature,
    lone_text,
    share_out,
    title_holder,
)
from formaudit.indicators.lexicon import identify
from formaudit.model.document import Document, Paragraph
from formaudit.model.form_kind import FormKind
from formaudit.model.table import Cell, Table
from formaudit.text import compact, fold

__all__ = ["find_regions", "holds_monitoring"]

_BARE_FIELDS: Final = frozenset({"项目", "单位", "部门"})


def _starts_form(table: Table, row: int) -> bool:
    """Whether a row looks like the first of a form: its name field, its title, or the number of an annex."""
    alone = lone_text(table, row)
    if alone and is_head(alone):
        return True
    cells = [cell for cell in table.row(row) if compact(cell.text)]
    if not cells or cells[0].row != row:
        return False
    return field_code(cells[0].text) in ("project", "unit_name") and compact(cells[0].text) not in _BARE_FIELDS


def _body_begins(table: Table, row: int) -> bool:
    """Whether a row is the header that no form lacks: indicators, expenses by year, or a list."""
    if not may_be_header(table, row):
        return cost_header(table, row)
    if indicator_header(table, row) is not None:
        return True
    if fund_header(table, row) is not None:
        return False
    return cost_header(table, row) or {"seq", "fund"} <= read_header("list-column", table, row).keys()


def _segments(table: Table) -> list[tuple[int, int]]:
    """Cut a table into the forms that run together in it; signatures at the end of one are no form."""
    starts = [0]
    begun = False
    for row in range(table.rows):
        if begun and _starts_form(table, row):
            starts.append(row)
            begun = False
        begun = begun or _body_begins(table, row)
    if not begun and len(starts) > 1 and not any(fund_header(table, row) for row in range(starts[-1], table.rows)):
        starts.pop()
    return [(start, (starts[i + 1] if i + 1 < len(starts) else table.rows) - 1) for i, start in enumerate(starts)]


class _Piece(Struct):
    """A region under construction: further tables may still belong to it."""

    marks: Marks
    title_holder: Cell | Paragraph | None
    parts: list[Rows]
    captions: tuple[Paragraph, ...]
    notes: tuple[Paragraph, ...]
    year: int | None
    cover: tuple[Paragraph, ...] = ()

    @property
    def title(self) -> str:
        """The title's words."""
        return fold(self.title_holder.text) if self.title_holder is not None else ""

    def takes(self, marks: Marks, rows: Rows, captions: tuple[Paragraph, ...]) -> bool:
        """Whether the rows of the next table go on with this form, which a page or a table's end has cut."""
        if rows.first > 0 or not all(map(continues, captions)):
            return False
        if marks.project_field or marks.listing or any(map(is_signature, self.notes)):
            return False
        kind, _ = form_kind(self.marks, self.title)
        if kind is FormKind.ANNEX2 or (self.marks.base_data and not self.marks.evaluation):
            return not marks.evaluation and not marks.unit_field and (bool(marks.base) or self._as_wide(rows))
        if kind in (FormKind.ANNEX3, FormKind.ANNEX4):
            if self.marks.closed or marks.fund or marks.unit_field:
                return False
            return marks.indicators or marks.goals or (marks.nothing and self._as_wide(rows))
        if self.marks.fund and marks.indicators and not (marks.fund or marks.unit_field or self.marks.indicators):
            return True  # the money in rows that name no source, and the indicators in a table of their own
        head = self.marks.project_field or self.marks.unit_field
        return head and self.marks.nothing_but_fields and (marks.evaluation or marks.base_data) and not marks.unit_field

    def _as_wide(self, rows: Rows) -> bool:
        return self.parts[-1].table.cols == rows.table.cols

    def region(self, *, in_report: bool = False) -> Region:
        """The finished region; ``in_report``: it stands in the file of a report."""
        kind, confidence = form_kind(self.marks, self.title)
        expenses = kind is FormKind.ANNEX2 and self.marks.three_expenses and "基础数据" not in self.title
        if expenses and (in_report or "三公" in self.title):
            kind, confidence = None, 0.0  # a table of a report: beside it the form itself may lie
        other = "monitoring" if is_monitoring(self.marks, self.title) else ""
        if not kind and not other and self.marks.indicators and not self.marks.targets_only:
            kind, confidence = FormKind.ANNEX4 if "项目" in self.title else FormKind.ANNEX3, 0.6
        if len(self.parts) > 1:
            confidence = min(confidence, 0.95)
        return Region(
            kind=kind or FormKind.UNKNOWN,
            title=self.title,
            confidence=confidence,
            parts=tuple(self.parts),
            captions=self.captions,
            notes=self.notes,
            year=self.year,
            reason="" if kind else other or ("expenses" if expenses else self._reason()),
            title_holder=self.title_holder,
            cover=self.cover,
        )

    def _reason(self) -> str:
        """Why no form was recognised."""
        if self.marks.targets_only:
            return "targets"
        return "list" if self.marks.plain_list or self.marks.money_list else "no-known-labels"


def find_regions(document: Document) -> tuple[Region, ...]:
    """All forms of a document in reading order; what nobody recognises is a region of kind unknown."""
    published = _published(find_disclosures(document))
    disclosed = {rows.table.index for region in published for rows in region.parts}
    attached = tuple(line for region in published if region.found is not None for line in region.found.attached)
    before, after, body = share_out(document)
    pieces: list[_Piece] = []
    for table in document.tables:
        if table.index in disclosed:
            continue
        captions, notes = before.get(table.index, ()), after.get(table.index, ())
        sides = [(side, first, last) for first, last in _segments(table) for side in facing(table, first, last)]
        for side, first, last in sides:
            own_captions = captions if first == 0 else ()
            marks, rows = marks_of(side, first, last), Rows(table=side, first=first, last=last)
            # A form of its own, which nothing before it goes on with, is each that stands beside another.
            if side is table and pieces and pieces[-1].takes(marks, rows, own_captions):
                pieces[-1].marks = joined_marks(pieces[-1].marks, marks)
                pieces[-1].parts.append(rows)
                pieces[-1].notes = (*pieces[-1].notes, *notes)
                continue
            holder = title_holder(rows, own_captions)
            heads = [lone_text(side, row) for row in range(first, min(first + 3, last) + 1)]
            heads += [
                cell.text for cell in side.starting(first) if identify("cost-column", without_year(cell.text)) is None
            ]
            pieces.append(
                _Piece(
                    marks=marks,
                    title_holder=holder,
                    parts=[rows],
                    captions=own_captions,
                    notes=notes if last == table.rows - 1 else (),
                    year=year_in(
                        fold(holder.text) if holder is not None else "", *(p.text for p in own_captions), *heads
                    )
                    or year_of_results(side, first, last),
                    cover=cover_of(document, table) if first == 0 else (),
                )
            )
    report = report_in(attached if published else body) if not (pieces and all(map(is_heading, body))) else None
    told = report is not None and report.kind is FormKind.REPORT
    regions = [*published, *(piece.region(in_report=told) for piece in pieces)]
    if report is not None and not (published and report.kind is FormKind.UNKNOWN):
        regions.append(report)
    return tuple(regions)


def holds_monitoring(document: Document) -> bool:
    """Whether a document has a form of monitoring within the year."""
    return any(region.reason == "monitoring" for region in find_regions(document))


def _published(found: tuple[FoundDisclosure, ...]) -> tuple[Region, ...]:
    """A region for each disclosure, and one for the text that explains it: its prose is read like a report's."""
    regions: list[Region] = []
    for each in found:
        parts = tuple(Rows(table=one.table, first=0, last=one.table.rows - 1) for one in each.tables)
        regions.append(
            Region(
                kind=FormKind.UNKNOWN if each.reason else FormKind(each.kind),
                title=each.title,
                confidence=each.confidence,
                parts=parts,
                body=each.body if not parts else (),
                year=each.year,
                reason=each.reason,
                title_holder=each.holder,
                found=each,
                part=each.kind,
            )
        )
        explained = report_in(each.body if not each.reason else ())
        if explained is not None:
            regions.append(
                replace(explained, kind=FormKind.REPORT, year=each.year or explained.year, part=each.kind, reason="")
            )
    return tuple(regions)
