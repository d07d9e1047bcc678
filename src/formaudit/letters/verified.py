"""The sheet on which is checked what became of what a unit was asked (整改核查表): for each unit, as DOCX and XLSX."""

import io
from collections.abc import Iterator
from typing import Final

import xlsxwriter  # type: ignore[import-untyped]  # the library ships no type information
from msgspec import Struct

from formaudit.audit.between import is_of_batch
from formaudit.decisions.apply import standing_of
from formaudit.indicators.normalise import normalise_name
from formaudit.letters.choose import tells_own
from formaudit.letters.cite import cited
from formaudit.letters.facts import neutral, sentence_of
from formaudit.letters.spot import closed, paper_of, printed_in
from formaudit.messages import word
from formaudit.model.comparison import Change, Compared, Comparison
from formaudit.model.decision import COUNTED
from formaudit.model.report import AuditReport, SubmissionReport
from formaudit.reports.clean import clean, one_line
from formaudit.reports.geometry import FORM, TITLE
from formaudit.reports.paper import Sheet
from formaudit.reports.words import year_words
from formaudit.reports.workbook import CREATED
from formaudit.version import OUTPUT_MARK

__all__ = ["Verification", "verification_docx", "verification_xlsx", "verifications"]

_WIDTHS: Final = (9.0, 46.0, 27.0, 17.0, 17.0, 36.0, 16.0)
_COLUMNS: Final = (6, 52, 32, 16, 16, 48, 14, 20)
_SIZE: Final = 9.0
_HEAD: Final = {"bold": True, "bg_color": "#E4EAF0", "border": 1, "text_wrap": True, "valign": "vcenter"}
_CELL: Final = {"text_wrap": True, "valign": "top", "border": 1}


class Verification(Struct, frozen=True, kw_only=True):
    """What became of a unit's matters.

    Each row is number, what was asked, what the unit answered, the old and the new figure, how the relation stands now,
    and the result; ``ids`` are the fingerprints in the same order, ``open`` counts what is not settled.
    """

    unit: str
    year: str
    rows: tuple[tuple[str, ...], ...]
    ids: tuple[str, ...]
    open: int


def verifications(comparison: Comparison, old: AuditReport, new: AuditReport, lang: str) -> tuple[Verification, ...]:
    """A sheet for each unit of the older run that was asked something and handed in again.

    What is new in the newer run stands behind.
    """
    made = []
    again = {(normalise_name(each.unit), each.year): each for each in new.submissions if each.counts}
    for submission in old.submissions:
        now = again.get((normalise_name(submission.unit), submission.year))
        if not submission.counts or now is None:
            continue  # of who handed in nothing, nothing can be checked
        mine = [row for row in comparison.rows if _is_of(row, submission) and not is_of_batch(row.finding)]
        asked = {
            each.id: each
            for each in submission.findings
            if standing_of(each, old.decided_on) in COUNTED and tells_own(each, submission)
        }
        rows = [row for row in mine if row.before is not None and row.before.id in asked]
        rows.sort(key=lambda row: (row.finding.severity.rank, row.finding.figures[0].place.order, row.finding.id))
        if not rows:
            continue
        rows += [row for row in mine if row.change is Change.NEW]
        texts = tuple((str(number), *_texts(row, submission, now, lang)) for number, row in enumerate(rows, 1))
        made.append(
            Verification(
                unit=one_line(submission.unit) or word("report.no-unit", lang),
                year=year_words(submission, lang),
                rows=texts,
                ids=tuple(row.finding.id for row in rows),
                open=sum(row.change is not Change.FIXED for row in rows),
            )
        )
    return tuple(made)


def _is_of(row: Compared, submission: SubmissionReport) -> bool:
    return normalise_name(row.unit) == normalise_name(submission.unit) and row.year == submission.year


def _texts(row: Compared, submission: SubmissionReport, now: SubmissionReport, lang: str) -> Iterator[str]:
    """What was asked, answered, printed then and now, how it stands, and the result."""
    finding = row.before or row.finding
    figure = finding.figures[0]
    quote = cited((figure, finding.id, True), paper_of(submission if row.before is not None else now, lang))
    yield word("letter.labelled", lang, label=neutral(finding, lang), text=quote.form + quote.where)
    decision = finding.decision
    answer = "" if decision is None else decision.reply
    if decision is not None and decision.corrected:
        answer = word("report.reply", lang, reply=decision.reply, value=decision.corrected)
    yield answer or word("verify.no-answer", lang)
    yield quote.printed if row.before is not None else ""
    yield printed_in(row.now, lang)[0] if row.now is not None else "—"
    yield _relation(row, now, lang)
    yield word(f"verify.{row.change}", lang)


def _relation(row: Compared, now: SubmissionReport, lang: str) -> str:
    """How the relation stands now: the line that holds, what still does not, or why nothing can be said."""
    if row.after is not None:
        return sentence_of(row.after, paper_of(now, lang)).text
    return closed(word(f"compare.reason.{row.reason}", lang, proof=row.proof), lang) if row.reason else ""


def _heads(lang: str) -> tuple[str, ...]:
    return tuple(word("verify.heads", lang).split("|"))


def _about(sheet: Verification, lang: str) -> str:
    total = str(len(sheet.rows))
    return word("verify.about", lang, unit=sheet.unit, year=sheet.year, count=total, open=str(sheet.open))


def verification_docx(sheet: Verification, lang: str) -> bytes:
    """The sheet to be signed and filed."""
    paper = Sheet(FORM, size=12)
    paper.line(word("verify.title", lang), face=TITLE, size=18, align="centre", keep=True)
    paper.line(_about(sheet, lang), size=10.5, align="left", keep=True)
    paper.table(_WIDTHS, [_heads(lang), *sheet.rows], head=1, size=_SIZE, labels=(0, 6))
    paper.blank()
    paper.line(word("verify.signed", lang), size=10.5, align="left")
    paper.page_numbers(size=9)
    return paper.bytes()


def verification_xlsx(sheet: Verification, lang: str) -> bytes:
    """The same as a workbook, with the fingerprints in a last column."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": CREATED, "category": OUTPUT_MARK, "title": word("verify.title", lang)})
    head, cell = book.add_format(_HEAD), book.add_format(_CELL)
    paper = book.add_worksheet(word("verify.title", lang))
    paper.set_landscape()
    paper.fit_to_pages(1, 0)
    paper.write_string(0, 0, clean(_about(sheet, lang)))
    for position, (name, width) in enumerate(zip((*_heads(lang), word("column.id", lang)), _COLUMNS, strict=True)):
        paper.set_column(position, position, width)
        paper.write_string(1, position, name, head)
    for number, (row, id_) in enumerate(zip(sheet.rows, sheet.ids, strict=True), 2):
        for position, text in enumerate((*row, id_)):
            paper.write_string(number, position, clean(text), cell)
    paper.freeze_panes(2, 0)
    book.close()
    return buffer.getvalue()
