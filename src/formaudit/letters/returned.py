"""Reply forms (核实情况反馈表, 其他事项清单) as they come back: which findings each answered row is about.

A row is known by what it says of the figure, place and print, and by nothing else: a row that says something else now,
because the finding is gone or the figure is another, belongs to no finding.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from msgspec import Struct

from formaudit.errors import UsageError
from formaudit.letters.build import build_letter
from formaudit.letters.cite import cited
from formaudit.letters.letter import Kind, Party
from formaudit.letters.spot import paper_of
from formaudit.messages import LANGUAGES, word
from formaudit.model.document import Document
from formaudit.model.report import AuditReport, SubmissionReport
from formaudit.model.table import Table

__all__ = ["Reply", "addressed", "known_rows", "replies"]

_COLUMNS: Final = ("letter.table.reply.heads", "letter.table.list.heads")
_BLANKS: Final = re.compile(r"\s+")
_SEARCHED: Final = 40


class Reply(Struct, frozen=True, kw_only=True):
    """An answered row: its number as printed, what it is about without blanks, the answer, the value named as right."""

    number: str
    about: str
    answer: str
    corrected: str


def replies(document: Document) -> tuple[Reply, ...] | None:
    """The answered rows of every reply form in a file; nothing where it holds none."""
    found = False
    made: list[Reply] = []
    for table in document.tables:
        head = _head(table)
        if head is not None:
            found = True
            made += _rows(table, *head)
    return tuple(made) if found else None


def _head(table: Table) -> tuple[int, dict[str, int]] | None:
    """The row of the heads, and the columns of number, matter, answer and corrected value (the list has none)."""
    for lang in LANGUAGES:
        for key in _COLUMNS:
            heads = word(key, lang).split("|")
            names = ["number", "about", "", *(["answer", "corrected"] if key == _COLUMNS[0] else ["answer"])]
            wanted = {_bare(head): name for head, name in zip(heads, names, strict=True) if name}
            for row in range(min(table.rows, _SEARCHED)):
                columns = {wanted[_bare(cell.text)]: cell.col for cell in table.row(row) if _bare(cell.text) in wanted}
                if len(columns) == len(wanted):
                    return row, columns
    return None


def _rows(table: Table, head: int, columns: Mapping[str, int]) -> Iterator[Reply]:
    for row in range(head + 1, table.rows):
        texts = {name: _text(table, row, column) for name, column in columns.items()}
        if texts["answer"] or texts.get("corrected", ""):
            yield Reply(
                number=texts["number"],
                about=_bare(texts["about"]),
                answer=texts["answer"],
                corrected=texts.get("corrected", ""),
            )


def addressed(document: Document, submissions: Iterable[SubmissionReport]) -> tuple[SubmissionReport, ...]:
    """The submissions whose unit a returned file names; of names that hold each other the longest."""
    said = _bare("\n".join([*(each.text for each in document.paragraphs), *_cells(document), document.source.path]))
    named = [each for each in submissions if each.unit and _bare(each.unit) in said]
    return tuple(
        each
        for each in named
        if not any(other.unit != each.unit and _bare(each.unit) in _bare(other.unit) for other in named)
    )


def known_rows(report: AuditReport, submission: SubmissionReport) -> dict[str, tuple[str, ...]]:
    """What a row of a reply form about this submission may say, without blanks, and which findings it is about."""
    known: dict[str, dict[str, None]] = {}
    paper = paper_of(submission, report.lang)
    for finding in submission.findings:
        for figure in finding.figures[: finding.suspects]:
            known.setdefault(_bare(cited((figure, finding.id, True), paper).full), {})[finding.id] = None
    for all_open in (True, False):
        try:
            letter = build_letter(report, submission, Kind.INQUIRY, Party(), all_open=all_open)
        except UsageError:
            continue  # no finding may go into such a letter, so no such letter was sent
        for attachment in letter.attachments:
            if attachment.title == word("letter.table.list.title", report.lang):
                for row, item in zip(attachment.rows, letter.remarks, strict=True):
                    known.setdefault(_bare(row[1]), {}).update(dict.fromkeys(item.findings))
    return {about: tuple(findings) for about, findings in known.items()}


def _cells(document: Document) -> list[str]:
    return [cell.text for table in document.tables for cell in table]


def _text(table: Table, row: int, column: int) -> str:
    cell = table.at(row, column)
    return cell.text.strip() if cell is not None and cell.row == row else ""


def _bare(text: str) -> str:
    return _BLANKS.sub("", text)
