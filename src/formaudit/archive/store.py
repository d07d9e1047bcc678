"""The store: SQLite by default, PostgreSQL by URL. Every write is one transaction; nothing is ever half there."""

import re
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from formaudit.archive.schema import MIGRATIONS, SAID
from formaudit.errors import UsageError
from formaudit.patterns import compiled

__all__ = ["Row", "Store", "inside", "is_server", "store_file"]

_BUSY: Final = 60.0
"""Seconds to wait for another process that writes."""
_SERVERS: Final = ("postgresql://", "postgres://")
_FILE_URL: Final = "sqlite:///"
_URL: Final = compiled(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
Row = tuple[Any, ...]


def is_server(url: str) -> bool:
    """Whether a store is a PostgreSQL database and no file."""
    return url.startswith(_SERVERS)


def inside(text: str, fields: Sequence[str], *, server: bool) -> tuple[str, list[str]]:
    """The condition that a text stands in one of some fields, with its values. Capitals count as small letters.

    Chinese words have no capitals and are sought as they are, which takes half the time.
    """
    if text.upper() == text.lower():
        said = "STRPOS({}, ?) > 0" if server else "INSTR({}, ?) > 0"
        return " OR ".join(said.format(name) for name in fields), [text] * len(fields)
    pattern = "%" + text.lower().replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%"
    return " OR ".join(f"LOWER({name}) LIKE ? ESCAPE '!'" for name in fields), [pattern] * len(fields)


def store_file(place: str) -> str:
    """The file of a SQLite store: ``sqlite:///rel`` and ``sqlite:////abs/path`` name one as a URL, a path itself.

    Raises:
        UsageError: ``store-url``: a URL of another kind, or one without a path.

    """
    if place.startswith(_FILE_URL):
        path = place.removeprefix(_FILE_URL)
        if path:
            return path
    if _URL.match(place):
        raise UsageError("store-url", "", place.rsplit("@", 1)[-1])
    return place


class Store:
    """One open store. Statements use ``?`` for values, whichever database is behind.

    Raises, from every method: ``UsageError`` with ``store-locked``, ``store-full``, ``store-readonly``,
    ``store-damaged`` or ``store`` and a short fact.
    """

    def __init__(self, url: str, *, create: bool = True, threads: bool = False, wait: float = _BUSY) -> None:
        """Open a store and bring its tables up to date; with ``threads`` another thread than this may close it.

        ``wait`` is for how many seconds another process may write before ``store-locked`` is told.

        Raises:
            UsageError: ``store-missing`` where it is not there and must not be made; ``store-newer`` where a later
                version of the program has written it; ``store-extra`` where the driver is not installed.

        """
        self._server = is_server(url)
        self.url = url = url if self._server else store_file(url)
        self._errors: tuple[type[Exception], ...] = (sqlite3.Error,)
        self._inside = False
        self._threads = threads
        self._wait = wait
        if not self._server and not create and not Path(url).is_file():
            raise UsageError("store-missing", url)
        self._link = self._open_server(url) if self._server else self._open_file(url)
        try:
            self._migrate()
        except BaseException:
            self.close()
            raise

    def _open_file(self, url: str) -> Any:
        try:
            link = sqlite3.connect(url, timeout=self._wait, isolation_level=None, check_same_thread=not self._threads)
            link.execute("PRAGMA journal_mode=WAL")
            link.execute("PRAGMA synchronous=NORMAL")
        except sqlite3.Error as error:
            raise self._said(error) from error
        return link

    def _open_server(self, url: str) -> Any:
        try:
            import psycopg  # noqa: PLC0415 - an extra, loaded at its one door
        except ImportError:
            raise UsageError("store-extra", "", "psycopg") from None
        self._errors = (psycopg.Error,)
        try:
            return psycopg.connect(url, autocommit=True)
        except psycopg.Error as error:
            raise self._said(error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def is_server(self) -> bool:
        """Whether PostgreSQL is behind, and not SQLite."""
        return self._server

    def close(self) -> None:
        """Close the connection; what was not committed is undone, and what another thread still asks for ends."""
        if self._threads and not self._server:
            self._link.interrupt()
        self._link.close()

    def _said(self, error: Exception) -> UsageError:
        text = " ".join(str(error).split())
        shown = self.url.rsplit("@", 1)[-1] if self._server else self.url
        if "locked" in text or "busy" in text:
            return UsageError("store-locked", shown)
        if "full" in text or "No space" in text:
            return UsageError("store-full", shown, text[:160])
        if "readonly" in text or "read-only" in text:
            return UsageError("store-readonly", shown)
        if "not a database" in text or "malformed" in text:
            return UsageError("store-damaged", shown)
        return UsageError("store", shown, text[:160])

    def _run(self, sql: str, values: Sequence[Any] = ()) -> Any:
        try:
            if self._server:
                # What is packed comes as it lies, and not as twice as many digits.
                return self._link.execute(sql.replace("?", "%s"), tuple(map(_fit, values)), binary=True)
            return self._link.execute(sql, tuple(map(_fit, values)))
        except self._errors as error:
            raise self._said(error) from error

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """All rows of a query."""
        try:
            found: list[Row] = self._run(sql, values).fetchall()
        except self._errors as error:
            raise self._said(error) from error
        return found

    def rows_by_index(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """All rows of a query for which an index is asked, however many they may be.

        PostgreSQL would read a whole table rather than look up most of its rows, as it does not count what it takes to
        unpack a long value in each.
        """
        if not self._server:
            return self.rows(sql, values)
        with self.transaction():
            self._run("SET LOCAL enable_seqscan = off")
            return self.rows(sql, values)

    def each(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Row]:
        """The rows of a query, a few at a time, so that a large answer needs no memory.

        The rows are those at the moment of asking; the store must not be written to meanwhile.
        """
        try:
            if self._server:
                with self._link.transaction(), self._link.cursor(name="each") as cursor:
                    yield from cursor.execute(sql.replace("?", "%s"), tuple(values))
            else:
                yield from self._link.execute(sql, tuple(values))
        except self._errors as error:
            raise self._said(error) from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside is there afterwards, or nothing of it."""
        if self._inside:
            yield
            return
        self._run("BEGIN" if self._server else "BEGIN IMMEDIATE")
        self._inside = True
        try:
            yield
        except BaseException:
            self._inside = False
            self._undo()
            raise
        self._inside = False
        try:
            self._run("COMMIT")
        except UsageError:
            self._undo()
            raise

    def lock(self, table: str) -> None:
        """Inside a transaction: keep others from writing a table until its end; they wait, readers do not.

        SQLite has one writer at a time from the beginning of its transaction.
        """
        if self._server:
            self._run(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")

    def _undo(self) -> None:
        try:
            self._link.execute("ROLLBACK")
        except self._errors:
            return  # the connection is gone or the database has undone the work by itself

    def write(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Run a statement and give the number of rows it touched."""
        return int(self._run(sql, values).rowcount)

    def write_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run a statement for each row."""
        try:
            if self._server:
                with self._link.cursor() as cursor:
                    cursor.executemany(sql.replace("?", "%s"), [tuple(map(_fit, row)) for row in rows])
            else:
                self._link.executemany(sql, (tuple(map(_fit, row)) for row in rows))
        except self._errors as error:
            raise self._said(error) from error

    def upsert(self, table: str, keys: Sequence[str], record: dict[str, Any]) -> None:
        """Insert a row, or change the one with the same keys."""
        names = list(record)
        rest = ", ".join(f"{name} = excluded.{name}" for name in names if name not in keys)
        self.write(
            f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))}) "
            f"ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {rest}",
            list(record.values()),
        )

    def _version(self) -> int:
        """The version of the tables, 0 where there are none; asked without writing, so that what is read-only opens."""
        try:
            found = self.rows("SELECT value FROM meta WHERE name = 'schema'")
        except UsageError:
            return 0
        return int(found[0][0]) if found else 0

    def _migrate(self) -> None:
        if self._version() == len(MIGRATIONS):
            return
        with self.transaction():
            if self._server:
                # Two programs that open a new store at once must not both make its tables.
                self._run("SELECT pg_advisory_xact_lock(746213)")
            self._run("CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)")
            found = self.rows("SELECT value FROM meta WHERE name = 'schema'")
            have = int(found[0][0]) if found else 0
            if have > len(MIGRATIONS):
                raise UsageError("store-newer", self.url.rsplit("@", 1)[-1], str(have))
            for script in MIGRATIONS[have:]:
                said = script.format(**SAID["server" if self._server else "file"])
                for statement in said.split(";\n"):
                    if statement.strip():
                        self._run(statement)
            if have < len(MIGRATIONS):
                self.upsert("meta", ["name"], {"name": "schema", "value": str(len(MIGRATIONS))})


def _fit(value: Any) -> Any:
    """A value as both kinds of database take it: no zero character, no half of a character from a broken name."""
    if not isinstance(value, str) or (value.isascii() and "\0" not in value):
        return value
    return value.replace("\0", "\ufffd").encode("utf-8", "backslashreplace").decode("utf-8")


def now() -> str:
    """The time as the journal writes it: UTC, to the second."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


__all__ += ["now"]
