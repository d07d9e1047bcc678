"""The data set of a store: the rows of each of its tables, all of them or those of one year."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any, Final

from formaudit.archive.ask import keyed_finding_rows
from formaudit.archive.packed import unpack
from formaudit.archive.store import Store
from formaudit.errors import InputError
from formaudit.messages import spoken
from formaudit.messages.failure import fact
from formaudit.reports.records import FIGURE_COLUMNS, RELATION_COLUMNS, Record
from formaudit.reports.tables import LABELS, TABLES, labelled

__all__ = ["data_rows", "years_of"]

_WIDTH: Final = {"figures": len(FIGURE_COLUMNS), "relations": len(RELATION_COLUMNS)}


def years_of(store: Store, table: str = "submissions") -> list[int | None]:
    """The years of the submissions in a store, ``None`` last where rows of the table may have none."""
    found = [row[0] for row in store.rows("SELECT DISTINCT year FROM submissions")]
    if table == "files" and None not in found:
        found.append(None)
    return [*sorted(year for year in found if year is not None), *([None] if None in found else [])]


def data_rows(
    store: Store, table: str, lang: str = "", *, years: Sequence[int | None] | None = None, today: dt.date | None = None
) -> Iterator[Record]:
    """The rows of a table, its labels in a language, in an order that does not depend on how they came into the store.

    ``years`` takes those of some years only (``None`` among them: of submissions without one). ``files`` that belong to
    no submission have no year.
    """
    place = [column.name for column in TABLES[table] if not column.name.endswith(LABELS)].index("year")
    for row in _ROWS[table](store, today) if table == "findings" else _ROWS[table](store):
        if years is None or row[place] in years:
            yield labelled(table, row, lang or spoken())


def _packed(kind: str) -> Any:
    def rows(store: Store) -> Iterator[tuple[Any, ...]]:
        for key, name, year, content in store.each(
            "SELECT s.key, s.name, s.year, r.content FROM records r JOIN submissions s ON s.root = r.root AND "
            "s.key = r.submission WHERE r.kind = ? ORDER BY s.key, s.root",
            [kind],
        ):
            for record in unpack(content):
                yield (key, name, year, *record[: _WIDTH[kind]])

    return rows


def _submissions(store: Store) -> Iterator[tuple[Any, ...]]:
    yield from store.each(
        "SELECT s.key, s.name, s.year, s.verdict, s.profile, s.critical, s.major, s.minor, s.note, s.figures, s.tied, "
        "s.contradicted, s.untested, s.score, "
        "(SELECT COUNT(*) FROM files f WHERE f.root = s.root AND f.submission = s.key) "
        "FROM submissions s ORDER BY s.key, s.root"
    )


def _files(store: Store) -> Iterator[tuple[Any, ...]]:
    for row in store.each(
        "SELECT f.path, f.container, f.submission, s.name, s.year, f.format, f.state, f.code, f.detail, f.forms, "
        "f.sha256, f.size FROM files f LEFT JOIN submissions s ON s.root = f.root AND s.key = f.submission "
        "ORDER BY f.root, f.path"
    ):
        path, code, detail = row[0], row[7], row[8]
        yield (*row[:8], fact(InputError(code, path, detail)) if code else detail, *row[9:])


_ROWS: Final[dict[str, Any]] = {
    "findings": keyed_finding_rows,
    "figures": _packed("figures"),
    "relations": _packed("relations"),
    "submissions": _submissions,
    "files": _files,
}
