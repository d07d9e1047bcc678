"""``formaudit export``: the findings of a store, or its journal of intake, as a table."""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from formaudit.archive.ask import FINDING_COLUMNS, MANIFEST_COLUMNS, finding_rows, manifest_rows
from formaudit.archive.export import FORMATS, export
from formaudit.archive.store import Store
from formaudit.cli.console import emit
from formaudit.cli.status import BASE
from formaudit.errors import ExitCode, InputError, UsageError
from formaudit.messages import LANGUAGES, spoken, word
from formaudit.messages.failure import fact
from formaudit.reports.words import named

__all__ = ["configure", "run"]

_FOR_PEOPLE: Final = ("xlsx", "csv")
_WORDS: Final = {"severity": "severity", "nature": "nature", "state": "standing", "method": "format"}
"""Columns that hold a code, and the part of the catalogue that has words for it."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("--store", metavar="URL", default=BASE, help=word("scan.help.store"))
    parser.add_argument("--format", choices=FORMATS, help=word("export.help.format"))
    parser.add_argument("--out", metavar="FILE", type=Path, help=word("export.help.out"))
    parser.add_argument("--manifest", action="store_true", help=word("export.help.manifest"))
    parser.add_argument("--lang", choices=LANGUAGES, default=spoken(), help=word("audit.help.lang"))


def run(options: argparse.Namespace) -> int:
    """Write the table.

    Raises:
        UsageError: the store is not there, the file cannot be written, or a part is missing.

    """
    name = "manifest" if options.manifest else "findings"
    suffix = options.out.suffix.lstrip(".").lower() if options.out is not None else ""
    form = options.format or (suffix if suffix in FORMATS else "xlsx")
    if options.out is not None and suffix in FORMATS and options.format not in (None, suffix):
        raise UsageError("export-suffix", str(options.out), options.format)
    path = options.out or Path(f"{name}.{form}")
    columns = MANIFEST_COLUMNS if options.manifest else FINDING_COLUMNS
    heads = [word(f"export.column.{column}", options.lang) for column in columns]
    with Store(options.store, create=False) as store:
        rows: Iterable[Sequence[Any]] = manifest_rows(store) if options.manifest else finding_rows(store)
        if form in _FOR_PEOPLE:
            rows = (_said(row, columns, options.lang) for row in rows)
        count = export(rows, columns, heads, form, path)
    emit(word("export.done", options.lang, count=str(count), file=str(path)))
    return int(ExitCode.OK)


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
