"""The documents as they were read, each cell and paragraph with an id, coloured where a finding touches it."""

from collections.abc import Sequence
from itertools import pairwise

from formaudit.forms.personal import without_personal
from formaudit.messages import word
from formaudit.model.document import Document, Paragraph
from formaudit.model.table import Cell, Table
from formaudit.model.verdict import Severity
from formaudit.reports.html.anchors import Anchors, Mark, finding_id
from formaudit.reports.html.markup import NOTHING, Html, join, link, say, tag

__all__ = ["paper_html", "papers_html"]

_LEVELS = tuple(Severity)
_BREAK = Html("<br>")


def papers_html(anchors: Anchors, documents: Sequence[Document]) -> Html:
    """Every file of the submission in reading order."""
    return join([paper_html(anchors, file, document) for file, document in enumerate(documents)])


def paper_html(anchors: Anchors, file: int, document: Document) -> Html:
    """One file of the submission, the ``file``th."""
    name = anchors.places.files[file] if file < len(anchors.places.files) else document.source.path
    title = word("report.file", anchors.places.lang, number=str(file + 1))
    blocks = [
        _paragraph(anchors, file, block) if isinstance(block, Paragraph) else _table(anchors, file, block)
        for block in document.blocks
    ]
    head = tag("h4", say(title), say(" "), tag("bdi", say(name)))
    return tag("section", head, *blocks, class_="paper", id=f"s{anchors.number}f{file}")


def _level(marks: tuple[Mark, ...], *, tied: bool) -> str:
    """The class of a place: the gravest finding on it, compared with, tied, or nothing."""
    suspect = [mark.rank for mark in marks if mark.suspect]
    if suspect:
        return f"hit {_LEVELS[min(suspect)]}"
    if marks:
        return "met"
    return "tied" if tied else ""


def _backs(anchors: Anchors, marks: tuple[Mark, ...]) -> Html:
    """Links back to the findings."""
    return join(
        [
            link(
                finding_id(anchors.number, mark.number),
                say(str(mark.number)),
                class_="back",
                title=word("page.back", anchors.places.lang, number=str(mark.number)),
            )
            for mark in marks
        ]
    )


def _lines(text: str) -> Html:
    """Text of the papers, personal numbers masked: a report is handed on, and must not repeat them in full."""
    return join([say(line) for line in text.split("\n")], _BREAK)


def _paragraph(anchors: Anchors, file: int, paragraph: Paragraph) -> Html:
    name = f"s{anchors.number}f{file}p{paragraph.index}"
    number = tag("span", say(str(paragraph.index + 1)), class_="n", aria_hidden="true")
    marks = anchors.marks.get(name, ())
    body = _spans(anchors, name, without_personal(paragraph.text))
    return tag("p", number, body, _backs(anchors, marks), id=name, class_=f"para {_level(marks, tied=False)}".strip())


def _spans(anchors: Anchors, name: str, text: str) -> Html:
    """The paragraph's text with its spans marked; spans that overlap share the pieces."""
    spans = anchors.spans.get(name, ())
    if not spans:
        return _lines(text)
    bounds = sorted({0, len(text), *(end for span in spans for end in span)})
    begun: set[int] = set()
    pieces = []
    for start, end in pairwise(bounds):
        piece = _lines(text[start:end])
        covering = [span for span in spans if span[0] <= start and end <= span[1]]
        if not covering:
            pieces.append(piece)
            continue
        ids = [f"{name}x{span[0]}" for span in covering]
        marks = tuple({mark: None for id_ in ids for mark in anchors.marks.get(id_, ())})
        level = _level(marks, tied=any(id_ in anchors.tied for id_ in ids))
        own = f"{name}x{start}" if start in {span[0] for span in covering} and start not in begun else None
        begun.add(start)
        backs = _backs(anchors, anchors.marks.get(own, ())) if own else NOTHING
        pieces.append(join([tag("mark", piece, id=own, class_=level or None), backs]))
    return join(pieces)


def _table(anchors: Anchors, file: int, table: Table) -> Html:
    name = f"s{anchors.number}f{file}t{table.index}"
    lang = anchors.places.lang
    title = word("page.table", lang, number=str(table.index + 1))
    corner = tag("th", tag("span", say(word("page.row", lang)), class_="hidden"), scope="col", class_="n")
    heads = [tag("th", say(str(col + 1)), scope="col", class_="n") for col in range(table.cols)]
    rows = [_row(anchors, name, table, row) for row in range(table.rows)]
    caption = tag("caption", say(without_personal(f"{title} {table.caption}".strip())))
    grid = tag("table", caption, tag("thead", tag("tr", corner, *heads)), tag("tbody", *rows), class_="sheet")
    return tag("div", grid, class_="scroll", id=name, role="region", aria_label=title, tabindex=0)


def _row(anchors: Anchors, name: str, table: Table, row: int) -> Html:
    cells = [tag("th", say(str(row + 1)), scope="row", class_="n")]
    for col in range(table.cols):
        cell = table.at(row, col)
        if cell is None:
            cells.append(Html('<td class="gap"></td>'))
        elif (cell.row, cell.col) == (row, col):
            cells.append(_cell(anchors, name, cell))
    return tag("tr", *cells)


def _cell(anchors: Anchors, name: str, cell: Cell) -> Html:
    id_ = f"{name}r{cell.row}c{cell.col}"
    marks = anchors.marks.get(id_, ())
    return tag(
        "td",
        _lines(without_personal(cell.text)),
        _backs(anchors, marks),
        id=id_,
        class_=_level(marks, tied=id_ in anchors.tied) or None,
        rowspan=cell.rowspan if cell.rowspan > 1 else None,
        colspan=cell.colspan if cell.colspan > 1 else None,
    )
