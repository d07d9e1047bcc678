"""Reply forms (核实情况反馈表, 其他事项清单, 整改情况回执) as they come back: which findings an answered row is about.

A row is known by what it says of the figure, place and print, and by nothing else: a row that says something else now,
because the finding is gone or the figure is another, belongs to no finding.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.errors import UsageError
from formaudit.letters.build import build_letter
from formaudit.letters.cite import cited
from formaudit.letters.letter import Kind, Party
from formaudit.letters.spot import paper_of
from formaudit.messages import LANGUAGES, word
from formaudit.model.decision import Standing
from formaudit.model.document import Document
from formaudit.model.report import AuditReport, SubmissionReport
from formaudit.model.table import Table
from formaudit.patterns import compiled

__all__ = ["Reply", "addressed", "known_rows", "replies"]

_COLUMNS: Final = {
    "letter.table.reply.heads": ("number", "about", "", "answer", "corrected"),
    "letter.table.list.heads": ("number", "about", "", "answer"),
    "letter.table.receipt.heads": ("number", "about", "answer", "before", "corrected", "proof", "done", "hindered"),
}
"""What the columns of each form are: a row of a receipt is known by its matter and what was printed before."""
_MORE: Final = ("proof", "done", "hindered")
"""What a receipt says beside the measure taken; it is kept with the answer, under the head of its column."""
_BLANKS: Final = compiled(r"\s+")
_SEARCHED: Final = 40


class Reply(Struct, frozen=True, kw_only=True):
    """An answered row: its number as printed, what it is about without blanks, the answer, the value named as right.

    ``matter`` says that it answers for a matter with all its figures, as a receipt does, and not for one figure.
    """

    number: str
    about: str
    answer: str
    corrected: str
    matter: bool = False

    def to(self, findings: int) -> tuple[str, str]:
        """The answer and the value as they are kept with so many findings: one value is not that of several."""
        if not self.matter or findings == 1 or not self.corrected:
            return self.answer, self.corrected
        return word("report.reply", "zh", reply=self.answer, value=self.corrected), ""


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
        for key, names in _COLUMNS.items():
            heads = word(key, lang).split("|")
            wanted = {_bare(head): name for head, name in zip(heads, names, strict=True) if name}
            for row in range(min(table.rows, _SEARCHED)):
                columns = {wanted[_bare(cell.text)]: cell.col for cell in table.row(row) if _bare(cell.text) in wanted}
                if len(columns) == len(wanted):
                    return row, columns
    return None


def _rows(table: Table, head: int, columns: Mapping[str, int]) -> Iterator[Reply]:
    for row in range(head + 1, table.rows):
        texts = {name: _text(table, row, column) for name, column in columns.items()}
        more = [_labelled(table, head, columns[name], texts[name]) for name in _MORE if texts.get(name)]
        if texts["answer"] or texts.get("corrected", "") or more:
            yield Reply(
                number=texts["number"],
                about=_bare(texts["about"] + texts.get("before", "")),
                answer="；".join([text for text in (texts["answer"],) if text] + more),
                corrected=texts.get("corrected", ""),
                matter="before" in columns,
            )


def _labelled(table: Table, head: int, column: int, text: str) -> str:
    return f"{_bare(_text(table, head, column))}：{text}"


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
    for about, found in _receipt_rows(report, submission):
        known.setdefault(about, {}).update(dict.fromkeys(found))
    return {about: tuple(findings) for about, findings in known.items()}


def _receipt_rows(report: AuditReport, submission: SubmissionReport) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The rows of the receipt that went with a notice: of all that was confirmed, put right since or not."""
    asked = tuple(
        replace(each, decision=replace(each.decision, standing=Standing.CONFIRMED))
        for each in submission.findings
        if each.decision is not None and each.decision.standing in (Standing.CONFIRMED, Standing.RECTIFIED)
    )
    try:
        letter = build_letter(report, replace(submission, findings=asked), Kind.RECEIPT, Party())
    except UsageError:
        return  # nothing was confirmed, so no notice was sent
    for attachment in letter.attachments:
        for row, item in zip(attachment.rows, letter.matters, strict=True):
            yield _bare(row[1] + row[3]), item.findings


def _cells(document: Document) -> list[str]:
    return [cell.text for table in document.tables for cell in table]


def _text(table: Table, row: int, column: int) -> str:
    cell = table.at(row, column)
    return cell.text.strip() if cell is not None and cell.row == row else ""


def _bare(text: str) -> str:
    return _BLANKS.sub("", text)
