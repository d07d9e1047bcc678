"""The texts of an audited submission as plain rows: sentences, and cells in which something is said."""

from collections.abc import Iterator
from typing import Final

from formaudit.audit import Examined
from formaudit.model.form_kind import FormKind
from formaudit.model.report import SubmissionReport
from formaudit.patterns import compiled
from formaudit.reports.records import Record

__all__ = ["text_records"]

_SENTENCE: Final = compiled(r"[^。；;！？\n]+[。；;！？]?")
_SHORTEST: Final = 6
"""A shorter cell is a label, which the figures of its row carry, or an answer that says nothing by itself."""
_LONGEST: Final = 400


def text_records(examined: Examined) -> Iterator[Record]:
    """The rows, in the order of ``TEXT_COLUMNS``; a text that a submission repeats comes once for each form."""
    submission, report = examined.evidence.submission, examined.report
    tables = _tables(report)
    seen: set[tuple[str | None, str]] = set()
    for file, document in enumerate(submission.documents):
        path = report.files[file].source.path
        home = _home(report, file)
        for paragraph in document.paragraphs:
            for found in _SENTENCE.finditer(paragraph.text):
                text = found[0].strip()[:_LONGEST]
                if len(text) >= _SHORTEST and (home[0], text) not in seen:
                    seen.add((home[0], text))
                    yield (*home, path, None, None, None, paragraph.page, paragraph.index, text)
        for table in document.tables:
            form = tables.get((file, table.index), (None, None))
            for cell in table:
                text = cell.text.strip()[:_LONGEST]
                if len(text) >= _SHORTEST and not text[0].isdigit() and (form[0], text) not in seen:
                    seen.add((form[0], text))
                    yield (*form, path, table.index, cell.row, cell.col, cell.page, None, text)


def _tables(report: SubmissionReport) -> dict[tuple[int, int], tuple[str, int]]:
    """The form that each table of each file belongs to."""
    return {
        (entry.file, table): (str(entry.form), entry.index)
        for entry in report.forms
        if entry.form is not FormKind.UNKNOWN
        for table in entry.tables
    }


def _home(report: SubmissionReport, file: int) -> tuple[str | None, int | None]:
    """The form to which the running text of a file belongs: the report, else the only form that there is."""
    forms = [entry for entry in report.forms if entry.file == file and entry.form is not FormKind.UNKNOWN]
    texts = [entry for entry in forms if entry.form is FormKind.REPORT]
    chosen = texts[:1] or (forms if len(forms) == 1 else [])
    return (str(chosen[0].form), chosen[0].index) if chosen else (None, None)
