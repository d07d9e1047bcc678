"""What the tables of a disclosure say of each other, tested once: the relations, each with its outcome."""

from msgspec import Struct

from formaudit.graph.disclosure.across import across_tables
from formaudit.graph.disclosure.amounts import Passage, passages_of
from formaudit.graph.disclosure.book import Book, book_of
from formaudit.graph.disclosure.reading import Places, Tested, places_of, tested
from formaudit.graph.disclosure.recoded import Recoded, recoded_rows
from formaudit.graph.disclosure.told import ItemText, Tie, items_of
from formaudit.graph.disclosure.units import Mislabelled, in_own_units
from formaudit.graph.disclosure.within import within_tables
from formaudit.model.relation import Relation
from formaudit.model.submission import Submission

__all__ = ["Published", "published_of"]


class Published(Struct, frozen=True, kw_only=True):
    """A disclosure's book, the precision of its tables, and every relation within and between them with its test.

    ``passages`` are the paragraphs beside the tables, ``ties`` their amounts with the cells that they may repeat,
    ``items`` the paragraphs that speak of one item each. ``recoded`` are amounts that stand under different codes,
    ``mislabelled`` tables above which another unit of money is printed than that of their amounts.
    """

    book: Book
    places: Places
    tests: tuple[tuple[Relation, Tested], ...]
    passages: tuple[Passage, ...]
    ties: tuple[Tie, ...]
    items: tuple[ItemText, ...]
    recoded: tuple[Recoded, ...]
    mislabelled: tuple[Mislabelled, ...] = ()


def published_of(submission: Submission) -> Published | None:
    """The tested disclosure of a submission, or ``None`` where it has none."""
    book = book_of(submission.disclosures)
    if book is None:
        return None
    passages = tuple(passages_of(book.body, submission.reports, year=book.year, address=book.address))
    book, mislabelled, ties = in_own_units(book, passages)
    places = places_of(figure for table in book.tables for figure in table.figures)
    relations = (*within_tables(book), *across_tables(book))
    return Published(
        book=book,
        places=places,
        tests=tuple((one, tested(one, places)) for one in relations),
        passages=passages,
        ties=ties,
        items=tuple(items_of(passages, book)),
        recoded=tuple(recoded_rows(book)),
        mislabelled=mislabelled,
    )
