"""Where the page shows a place, and what is said about it there.

Cells have ids like ``s0f0t3r3c4``, paragraphs ``s0f0p17`` and spans in them ``s0f0p17x12``: submission, file, table,
row, column, paragraph, first character.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from formaudit.extract.pictures import PageView
from formaudit.model.document import Document, Paragraph
from formaudit.model.figure import Figure
from formaudit.model.place import Place
from formaudit.model.report import ChainNode, SubmissionReport
from formaudit.model.table import Table
from formaudit.reports.arrange import Arrangement
from formaudit.reports.places import Places

__all__ = ["Anchors", "Mark", "anchor", "anchors_of", "finding_id"]


class Mark(Struct, frozen=True):
    """A finding that touches a place: as its suspect, or as a figure it was compared with."""

    number: int
    rank: int
    suspect: bool


class Anchors(Struct, frozen=True):
    """What of a submission's documents the page shows, and the marks on it.

    ``views`` are pictures of pages by file and page number. ``marks`` and ``tied`` are by anchor. ``spans`` holds the
    ranges to be marked in each paragraph's anchor.
    """

    number: int
    tables: dict[tuple[int, int], Table]
    paragraphs: dict[tuple[int, int], Paragraph]
    marks: dict[str, tuple[Mark, ...]]
    tied: frozenset[str]
    spans: dict[str, tuple[tuple[int, int], ...]]
    places: Places
    views: Mapping[tuple[int, int], PageView] = field(default_factory=dict)


def finding_id(submission: int, number: int) -> str:
    """The id of a finding's block."""
    return f"s{submission}q{number}"


def _nodes(nodes: Iterable[ChainNode]) -> Iterator[Figure]:
    for node in nodes:
        if node.figure:
            yield node.figure
        yield from _nodes(node.children)


def _range(paragraph: Paragraph, place: Place) -> tuple[int, int] | None:
    """The span inside the paragraph's text, or nothing where it does not lie in it."""
    if place.span is None:
        return None
    start, end = place.span
    return (start, min(end, len(paragraph.text))) if 0 <= start < min(end, len(paragraph.text)) else None


def _anchor(
    submission: int,
    tables: dict[tuple[int, int], Table],
    paragraphs: dict[tuple[int, int], Paragraph],
    place: Place,
) -> str:
    if place.table is not None:
        table = tables.get((place.file, place.table))
        if table is None:
            return ""
        name = f"s{submission}f{place.file}t{place.table}"
        cell = None if place.row is None or place.col is None else table.at(place.row, place.col)
        return f"{name}r{cell.row}c{cell.col}" if cell else name
    if place.paragraph is not None:
        paragraph = paragraphs.get((place.file, place.paragraph))
        if paragraph is None:
            return ""
        span = _range(paragraph, place)
        return f"s{submission}f{place.file}p{place.paragraph}" + (f"x{span[0]}" if span else "")
    return ""


def anchor(anchors: Anchors, place: Place) -> str:
    """The id of the place in the page, or an empty text where the page does not show it."""
    return _anchor(anchors.number, anchors.tables, anchors.paragraphs, place)


def anchors_of(
    number: int,
    submission: SubmissionReport,
    arrangement: Arrangement,
    documents: Sequence[Document],
    places: Places,
) -> Anchors:
    """Collect what is said about each place of the documents."""
    tables = {(file, table.index): table for file, document in enumerate(documents) for table in document.tables}
    paragraphs = {
        (file, paragraph.index): paragraph
        for file, document in enumerate(documents)
        for paragraph in document.paragraphs
    }
    marks: dict[str, list[Mark]] = {}
    spans: dict[str, set[tuple[int, int]]] = {}

    def meet(place: Place) -> str:
        if place.table is None and place.paragraph is not None:
            paragraph = paragraphs.get((place.file, place.paragraph))
            span = _range(paragraph, place) if paragraph else None
            if span:
                spans.setdefault(f"s{number}f{place.file}p{place.paragraph}", set()).add(span)
        return _anchor(number, tables, paragraphs, place)

    for item in arrangement.all:
        for position, figure in enumerate(item.finding.figures):
            found = marks.setdefault(meet(figure.place), [])
            if not found or found[-1].number != item.number:
                suspect = position < item.finding.suspects
                found.append(Mark(item.number, item.finding.severity.rank, suspect))
    tied = frozenset(meet(figure.place) for tick in submission.ticks for figure in tick.figures)
    for undecided in submission.undecided:
        for figure in undecided.figures:
            meet(figure.place)
    for figure in _nodes(submission.chain):
        meet(figure.place)
    for cause in submission.causes:
        for repair in cause.repairs:
            meet(repair.place)
    return Anchors(
        number=number,
        tables=tables,
        paragraphs=paragraphs,
        marks={name: tuple(said) for name, said in marks.items() if name},
        tied=tied - {""},
        spans={name: tuple(sorted(ranges)) for name, ranges in spans.items()},
        places=places,
    )
