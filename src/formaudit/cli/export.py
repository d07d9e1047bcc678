"""``formaudit export``: the findings of a store, or its journal of intake, as a table."""

import argparse
from pathlib import Path

from formaudit.archive.ask import FINDING_COLUMNS, MANIFEST_COLUMNS, finding_rows, manifest_rows
from formaudit.archive.export import FORMATS, export
from formaudit.archive.store import Store
from formaudit.cli.console import emit
from formaudit.cli.status import BASE
from formaudit.errors import ExitCode, UsageError
from formaudit.messages import LANGUAGES, word

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("--store", metavar="URL", default=BASE, help=word("scan.help.store"))
    parser.add_argument("--format", choices=FORMATS, help=word("export.help.format"))
    parser.add_argument("--out", metavar="FILE", type=Path, help=word("export.help.out"))
    parser.add_argument("--manifest", action="store_true", help=word("export.help.manifest"))
    parser.add_argument("--lang", choices=LANGUAGES, default="zh", help=word("audit.help.lang"))


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
        rows = manifest_rows(store) if options.manifest else finding_rows(store)
        count = export(rows, columns, heads, form, path)
    emit(word("export.done", options.lang, count=str(count), file=str(path)))
    return int(ExitCode.OK)
