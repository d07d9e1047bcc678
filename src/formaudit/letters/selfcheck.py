"""The written letter read back: every figure, count and margin, and every figure at the place the letter names."""

import io
import re
from collections.abc import Iterator, Sequence

import docx

from formaudit.extract.door import extract_bytes
from formaudit.letters.letter import Kind, Letter, Quoted
from formaudit.model.document import Document
from formaudit.reports.geometry import FORM, LETTER, twips

__all__ = ["LetterFault", "check_letter", "faults"]

_BLANKS = re.compile(r"\s+")
_TWIP = 635
"""A twip in the units that python-docx gives."""


class LetterFault(Exception):  # noqa: N818 - the letter is at fault, and so are we
    """A letter that does not say what it should: a defect of the program."""


def check_letter(data: bytes, letter: Letter, documents: Sequence[Document] = ()) -> None:
    """Check a written letter.

    Raises:
        LetterFault: with the first difference.

    """
    for fault in faults(data, letter, documents):
        raise LetterFault(fault)


def faults(data: bytes, letter: Letter, documents: Sequence[Document] = ()) -> Iterator[str]:
    """What is wrong with a written letter, as short facts."""
    text = _bare(_text(extract_bytes(data, "letter.docx")))
    for item in letter.items:
        for part in (item.title, *_printed(letter, item.facts)):
            if _bare(part) not in text:
                yield f"{item.number}: {part}"
    if letter.kind is not Kind.RECEIPT:
        for figure in letter.figures:
            if not (_bare(figure.printed) in text and _bare(figure.place) in text):
                yield f"{figure.label} {figure.printed}"
    yield from _margins(data, letter)
    for figure in letter.figures:
        if documents and not _stands(figure, documents):
            yield f"{figure.place}: {figure.raw}"


def _printed(letter: Letter, facts: tuple[str, ...]) -> tuple[str, ...]:
    return () if letter.kind is Kind.RECEIPT else facts


def _bare(text: str) -> str:
    return _BLANKS.sub("", text)


def _text(document: Document) -> str:
    cells = [cell.text for table in document.tables for cell in table]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def _margins(data: bytes, letter: Letter) -> Iterator[str]:
    page = FORM if letter.kind in (Kind.EVIDENCE_SHEET, Kind.WORKING_PAPER) else LETTER
    section = docx.Document(io.BytesIO(data)).sections[0]
    for name in ("top", "bottom", "left", "right"):
        measured, wanted = getattr(section, f"{name}_margin"), twips(getattr(page, name))
        if abs(round(measured / _TWIP) - wanted) > 1:
            yield f"{name}: {measured}"


def _stands(figure: Quoted, documents: Sequence[Document]) -> bool:
    """Whether the quoted number is found in the cell or paragraph it is cited from; words may be quoted shortened."""
    if not figure.raw or not figure.counted or figure.file >= len(documents):
        return True
    document = documents[figure.file]
    if figure.paragraph is not None:
        texts = [each.text for each in document.paragraphs if each.index == figure.paragraph]
    else:
        grids = [table for table in document.tables if table.index == figure.table]
        found = [grid.at(figure.row or 0, figure.col or 0) for grid in grids]
        texts = [cell.text for cell in found if cell is not None]
    return not texts or any(_bare(figure.raw) in _bare(text) for text in texts)
