"""``formaudit.open``: what ``formaudit scan`` wrote into a store."""

import os
from collections.abc import Iterator
from types import TracebackType
from typing import Self

from formaudit.api.rows import Rows
from formaudit.archive.dataset import data_rows, years_of
from formaudit.archive.decided import stored_report
from formaudit.archive.store import Store
from formaudit.messages import spoken
from formaudit.model.report import AuditReport
from formaudit.reports.records import Record
from formaudit.reports.tables import TABLES

__all__ = ["Archive", "open"]


class Archive:
    """A store of audited submissions, for reading; close it, or use it in a ``with`` statement.

    A table is read when it is first asked for and is held as a whole: for millions of figures write Parquet with
    ``formaudit export --table figures`` and query that.
    """

    def __init__(self, store: Store, lang: str) -> None:
        """Take over an open store."""
        self._store = store
        self._lang = lang

    def _table(self, name: str) -> Rows:
        def rows() -> Iterator[Record]:
            return data_rows(self._store, name, self._lang)

        return Rows(TABLES[name], rows)

    @property
    def findings(self) -> Rows:
        """What cannot be right, with the state that a person gave it; ``money`` in 万元."""
        return self._table("findings")

    @property
    def figures(self) -> Rows:
        """Every printed figure with its value in ``unit_of_value``, its standing and its place."""
        return self._table("figures")

    @property
    def relations(self) -> Rows:
        """Every relation between figures that was tested."""
        return self._table("relations")

    @property
    def submissions(self) -> Rows:
        """One row for each unit and year: verdict, counts, score."""
        return self._table("submissions")

    @property
    def files(self) -> Rows:
        """One row for each file, those that could not be read among them."""
        return self._table("files")

    @property
    def years(self) -> list[int | None]:
        """The years of the submissions, ``None`` last where some have none."""
        return years_of(self._store)

    def report(self, unit: str = "") -> AuditReport:
        """The report of the submissions whose unit's name holds a text, as it was written (without what holds).

        Raises:
            UsageError: ``store-no-unit``: there is none; ``store-many``: there are too many for one report.

        """
        return stored_report(self._store, unit)

    def close(self) -> None:
        """Close the store."""
        self._store.close()

    def __enter__(self) -> Self:
        """The archive itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the store."""
        self.close()

    def __repr__(self) -> str:
        """Where it is, and how much is in it."""
        count = self._store.rows("SELECT COUNT(*) FROM submissions")[0][0]
        return f"<Archive {self._store.url.rsplit('@', 1)[-1]}: {count} submissions>"

    def _repr_html_(self) -> str:
        """Its submissions, for notebooks."""
        return self.submissions._repr_html_()


def open(store: str | os.PathLike[str], *, lang: str = "") -> Archive:  # noqa: A001 - ``formaudit.open`` is its name
    """Open a store that ``formaudit scan`` wrote.

    Args:
        store: the path of a SQLite file, or ``postgresql://user@host/database``.
        lang: ``zh`` or ``en``; the language of the columns ``…_label``.

    Raises:
        UsageError: ``store-missing``; ``store-newer`` where a later version wrote it; ``store-locked``;
            ``store-extra`` where the driver of PostgreSQL is not installed.

    """
    return Archive(Store(str(store), create=False), lang or spoken())
