"""The written letter read back: every text, figure and count, the page, and each figure at its cited place."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from lxml import etree

from formaudit.extract.door import extract_bytes
from formaudit.letters.letter import Cited, Item, Kind, Letter, LetterFault
from formaudit.model.document import Document
from formaudit.model.place import Place
from formaudit.patterns import compiled
from formaudit.reports.clean import one_line
from formaudit.reports.geometry import FORM, LETTER, twips

__all__ = ["check_letter", "faults", "misplaced", "omitted"]

_BLANKS: Final = compiled(r"\s+")
_NUMBER: Final = compiled(r"\d+(?:\.\d+)*%?")
_CUT: Final = "…"
_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def check_letter(data: bytes, letter: Letter, documents: Sequence[Document] = ()) -> None:
    """Check a written letter.

    Raises:
        LetterFault: with the first difference.

    """
    for fault in faults(data, letter, documents):
        raise LetterFault(fault)


def faults(data: bytes, letter: Letter, documents: Sequence[Document] = ()) -> Iterator[str]:
    """What is wrong with a written letter, as short facts."""
    read = extract_bytes(data, "letter.docx")
    yield from _texts(read, letter)
    yield from _counts(read, letter)
    yield from _numbers(read, letter)
    yield from _page(data, letter)
    yield from misplaced(letter, documents)


def omitted(data: bytes, letter: Letter) -> Iterator[str]:
    """The facts that a letter made with a user's own template does not print."""
    text = _bare(_whole(extract_bytes(data, "letter.docx")))
    for item in letter.matters:
        for fact in item.facts:
            if _bare(fact.text) not in text:
                yield f"{item.number}. {item.title}"
                break


def misplaced(letter: Letter, documents: Sequence[Document]) -> Iterator[str]:
    """The figures that are not what stands at their places, or that their clause does not print."""
    for item in letter.matters:
        text = _bare(_said(item))  # a sentence is closed up where a cell has a line break
        for figure in item.figures:
            start = text.find(_bare(figure.clause))
            behind = text[start:]
            printed = _bare(figure.printed) in behind or _bare(figure.raw) in behind
            if start < 0 or not printed or not _prints(figure):
                yield f"{item.number}: {figure.clause} {figure.raw}"
            elif documents and not _stands(figure, documents):
                yield f"{figure.full}: {figure.raw}"


def _said(item: Item) -> str:
    """All that a matter says: its facts, and the rows of its arithmetic."""
    rows = (f"{row.figure.full}\n{row.said}" for row in item.rows)
    return "\n".join((*(fact.text for fact in item.facts), *rows))


def _prints(figure: Cited) -> bool:
    """Whether what is printed is the raw text, whole for a number, its beginning for words."""
    if not figure.raw:
        return not _NUMBER.search(figure.printed)
    if figure.counted:
        return figure.printed.startswith(figure.raw)
    inner, raw = _bare(figure.printed[1:-1]), _bare(figure.raw)
    return raw.startswith(inner[:-1]) if inner.endswith(_CUT) else inner == raw


def _stands(figure: Cited, documents: Sequence[Document]) -> bool:
    """Whether the raw text is found in the cell or paragraph it is cited from; a shortened one by its beginning."""
    place = figure.place
    if place.file >= len(documents):
        return False
    text = _at(documents[place.file], place)
    if text is None:
        return False
    raw = _bare(figure.raw)
    if not raw:
        return True
    if raw.endswith(_CUT):
        return raw[:-1] in _bare(text) or raw in _bare(text)
    return raw in _bare(text) or _masked(raw, _bare(text))


def _masked(raw: str, text: str) -> bool:
    """Whether a number that was masked (``138****0000``) stands there in full."""
    return "*" in raw and re.search(re.escape(raw).replace(r"\*", r"[\d*]"), text) is not None


def _at(document: Document, place: Place) -> str | None:
    if place.paragraph is not None:
        return next((each.text for each in document.paragraphs if each.index == place.paragraph), None)
    if place.table is None or place.row is None:
        return _whole(document)
    table = next((each for each in document.tables if each.index == place.table), None)
    if table is None:
        return None
    if place.col is None:
        return "\n".join(cell.text for cell in table if cell.row <= place.row < cell.row + cell.rowspan)
    cell = table.at(place.row, place.col)
    return cell.text if cell is not None else ""


def _wanted(letter: Letter) -> list[str]:
    """Every text of the letter's data that its kind prints."""
    wanted = [letter.title, *letter.opening, *letter.closing, letter.date]
    if letter.kind not in _FORMS:
        wanted += [letter.addressee, letter.signature]
    for item in letter.items:
        if letter.kind is Kind.RECEIPT:
            continue
        if letter.kind is not Kind.INQUIRY or not item.findings:
            wanted.append(item.title)
        if letter.kind is not Kind.RECTIFICATION or not item.findings:
            wanted += [fact.text for fact in item.facts]
        if letter.kind is not Kind.EVIDENCE_SHEET:
            wanted.append(item.request)
        if letter.kind is Kind.WORKING_PAPER:
            wanted += [*item.basis, item.cause]
    for attachment in letter.attachments:
        wanted += [attachment.title, *(cell for row in (attachment.heads, *attachment.rows) for cell in row)]
    return wanted


def _texts(read: Document, letter: Letter) -> Iterator[str]:
    """Each text of the letter's data stands in the file."""
    text = _bare(_whole(read))
    for part in _wanted(letter):
        if _bare(part) not in text:
            yield part


def _counts(read: Document, letter: Letter) -> Iterator[str]:
    """As many sheets as matters, as many rows as the data have."""
    if letter.kind in _FORMS:
        if len(read.tables) != len(letter.items):
            yield f"{len(read.tables)} ≠ {len(letter.items)}"
        return
    if len(read.tables) != len(letter.attachments):
        yield f"{len(read.tables)} ≠ {len(letter.attachments)}"
    for table, attachment in zip(read.tables, letter.attachments, strict=False):
        if table.rows != len(attachment.rows) + 1:
            yield f"{attachment.title}: {table.rows - 1} ≠ {len(attachment.rows)}"


def _numbers(read: Document, letter: Letter) -> Iterator[str]:
    """Every number of the data stands in the file as often as it should, and the file has none of its own.

    Counts of items, sheets and attachments are numbers of the file's own; they are no greater than what they count.
    """
    about = [
        letter.unit,
        letter.party.sender,
        letter.party.number,
        letter.party.contact,
        letter.party.phone,
        *letter.files,
    ]
    known = Counter(_NUMBER.findall("\n".join(_wanted(letter))))
    found = Counter(_NUMBER.findall(_whole(read)))
    yield from known - found
    most = max(len(letter.matters), *(len(item.facts) for item in letter.items)) + 1
    others = {*known, *_NUMBER.findall("\n".join(about))}
    for number in found:
        if number not in others and not (number.isdigit() and int(number) <= most):
            yield number


def _page(data: bytes, letter: Letter) -> Iterator[str]:
    """Margins and grid of every section, in twips."""
    page = FORM if letter.kind in _FORMS else LETTER
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    margins = list(root.iter(f"{_WORD}pgMar"))
    if not margins:
        yield "pgMar"
    for element in margins:
        for side in ("top", "bottom", "left", "right"):
            measured, wanted = int(element.get(f"{_WORD}{side}", "0")), twips(getattr(page, side))
            if measured != wanted:
                yield f"{side}: {measured} ≠ {wanted}"
    pitches = [grid.get(f"{_WORD}linePitch") for grid in root.iter(f"{_WORD}docGrid")]
    if page.pitch and pitches != [str(page.pitch)] * len(margins):
        yield f"linePitch: {pitches}"


def _bare(text: str) -> str:
    return _BLANKS.sub("", text)


def _whole(document: Document) -> str:
    cells = [one_line(cell.text) for table in document.tables for cell in table]
    return "\n".join([*(one_line(paragraph.text) for paragraph in document.paragraphs), *cells])


_FORMS: Final = frozenset({Kind.EVIDENCE_SHEET, Kind.WORKING_PAPER})
