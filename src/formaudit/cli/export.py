"""``formaudit export``: the data set of a store, its findings, or its journal of intake, as a table."""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from formaudit.archive.ask import FINDING_COLUMNS, MANIFEST_COLUMNS, finding_rows, manifest_rows
from formaudit.archive.dataset import data_rows, years_of
from formaudit.archive.export import FORMATS, export
from formaudit.archive.store import Store
from formaudit.cli.console import emit
from formaudit.cli.status import BASE
from formaudit.errors import ExitCode, InputError, UsageError
from formaudit.messages import LANGUAGES, spoken, word
from formaudit.messages.failure import fact
from formaudit.reports.tables import TABLES, Column, Kind
from formaudit.reports.words import named

__all__ = ["configure", "run"]

_FOR_PEOPLE: Final = ("xlsx", "csv")
_NO_YEAR: Final = "__HIVE_DEFAULT_PARTITION__"
"""How readers of folders by year know that there is none."""
_KINDS: Final[dict[str, Kind]] = {
    "year": "integer", "seq": "integer", "confidence": "number", "money": "decimal", "score": "decimal",
}  # fmt: skip
_WORDS: Final = {"severity": "severity", "nature": "nature", "state": "standing", "method": "format"}
"""Columns that hold a code, and the part of the catalogue that has words for it."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("--store", metavar="URL", default=BASE, help=word("scan.help.store"))
    parser.add_argument("--format", choices=FORMATS, help=word("export.help.format"))
    parser.add_argument("--out", metavar="FILE", type=Path, help=word("export.help.out"))
    parser.add_argument("--table", choices=tuple(TABLES), help=word("export.help.table"))
    parser.add_argument("--partition", choices=("year",), help=word("export.help.partition"))
    parser.add_argument("--manifest", action="store_true", help=word("export.help.manifest"))
    parser.add_argument("--lang", choices=LANGUAGES, default=spoken(), help=word("audit.help.lang"))


def run(options: argparse.Namespace) -> int:
    """Write the table.

    Raises:
        UsageError: the store is not there, the file cannot be written, or a part is missing.

    """
    if options.table is not None or options.partition is not None:
        return _data_set(options)
    name = "manifest" if options.manifest else "findings"
    suffix = options.out.suffix.lstrip(".").lower() if options.out is not None else ""
    form = options.format or (suffix if suffix in FORMATS else "xlsx")
    if options.out is not None and suffix in FORMATS and options.format not in (None, suffix):
        raise UsageError("export-suffix", str(options.out), options.format)
    path = options.out or Path(f"{name}.{form}")
    names = MANIFEST_COLUMNS if options.manifest else FINDING_COLUMNS
    columns = [Column(name, _KINDS.get(name, "text")) for name in names]
    with Store(options.store, create=False) as store:
        rows: Iterable[Sequence[Any]] = manifest_rows(store) if options.manifest else finding_rows(store)
        if form in _FOR_PEOPLE:
            rows = (_said(row, names, options.lang) for row in rows)
        count = export(rows, columns, _heads(columns, options.lang), form, path)
    emit(word("export.done", options.lang, count=str(count), file=str(path)))
    return int(ExitCode.OK)


def _heads(columns: Sequence[Column], lang: str) -> list[str]:
    return [word(f"export.column.{column.name}", lang) for column in columns]


def _data_set(options: argparse.Namespace) -> int:
    """Write a table of the data set, as one file or as a folder for each year."""
    table = options.table or "findings"
    columns = TABLES[table]
    suffix = options.out.suffix.lstrip(".").lower() if options.out is not None else ""
    form = options.format or (suffix if suffix in FORMATS else "xlsx")
    if options.partition is not None and suffix in FORMATS:
        raise UsageError("export-partition", str(options.out))
    if suffix in FORMATS and suffix != form:
        raise UsageError("export-suffix", str(options.out), options.format)
    with Store(options.store, create=False) as store:
        if options.partition is None:
            path = options.out or Path(f"{table}.{form}")
            count = export(data_rows(store, table, options.lang), columns, _heads(columns, options.lang), form, path)
        else:
            path = options.out or Path(table)
            count = sum(_year(store, table, year, form, path, options.lang) for year in years_of(store, table))
    emit(word("export.done", options.lang, count=str(count), file=str(path)))
    return int(ExitCode.OK)


def _year(store: Store, table: str, year: int | None, form: str, folder: Path, lang: str) -> int:
    """Write the rows of one year. Programs take the year from the folder's name, people find it in the file too."""
    columns = TABLES[table]
    rows: Iterable[Sequence[Any]] = data_rows(store, table, lang, years=(year,))
    if form == "parquet":
        place = [column.name for column in columns].index("year")
        columns = (*columns[:place], *columns[place + 1 :])
        rows = ((*row[:place], *row[place + 1 :]) for row in rows)
    path = folder / f"year={_NO_YEAR if year is None else year}" / f"{table}.{form}"
    return export(rows, columns, _heads(columns, lang), form, path)


def _said(row: Sequence[Any], columns: Sequence[str], lang: str) -> list[Any]:
    """A row for people: what stands as a code in the store in words; other programs take JSON or Parquet."""
    said = []
    for column, value in zip(columns, row, strict=True):
        if column in _WORDS and value:
            said.append(named(_WORDS[column], str(value), lang))
        elif column == "event":
            state, _, code = str(value).partition(":")
            event = named("export.event", state, lang)
            said.append(
                f"{event}{word('report.label', lang, name='')}{fact(InputError(code), lang)}" if code else event
            )
        else:
            said.append(value)
    return said
