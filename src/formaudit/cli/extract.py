"""``formaudit extract``: the tables and the text of one file."""

import argparse
from pathlib import Path
from typing import Final

from formaudit.cli.console import complain, put
from formaudit.cli.output import write_bytes
from formaudit.errors import ExitCode, UsageError
from formaudit.extract.members import whole
from formaudit.extract.pictures import views
from formaudit.extract.readers import READERS, read_by
from formaudit.extract.write import BINARY, WRITERS, as_html, write
from formaudit.extract.write.clean import said
from formaudit.extract.write.side_by_side import FORMS
from formaudit.extract.write.side_by_side import write as side_by_side
from formaudit.messages import word
from formaudit.model.document import Document

__all__ = ["configure", "run"]

_DPI: Final = 100
_MOST_PAGES: Final = 80


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("file", metavar="FILE", help=word("cli.extract.file"))
    parser.add_argument("--format", choices=tuple(WRITERS), help=word("cli.extract.format"))
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--reader", choices=READERS, default="own", help=word("cli.extract.reader"))
    which.add_argument("--compare", action="store_true", help=word("cli.extract.compare"))
    parser.add_argument("--out", metavar="FILE", help=word("cli.extract.out"))


def run(arguments: argparse.Namespace) -> int:
    """Read the file and write it out.

    Raises:
        UsageError: the file is not there, the result cannot be written, or the format cannot show several readers.
        InputError: the file cannot be read.

    """
    path = Path(arguments.file)
    if not path.exists():
        raise UsageError("not-found", arguments.file)
    suffix = Path(arguments.out).suffix.lstrip(".").lower() if arguments.out else ""
    form = arguments.format or (suffix if suffix in WRITERS else "json")
    if arguments.compare:
        return _compared(path, arguments, form)
    document = read_by(path, arguments.file, arguments.reader)
    content = _page(document, path, arguments.lang) if form == "html" else write(document, form, arguments.lang)
    if arguments.out:
        write_bytes(Path(arguments.out), content)
    else:
        put(content, binary=form.upper() if form in BINARY else "")
    for warning in document.warnings:
        complain(said(warning, arguments.lang))
    return ExitCode.OK


def _compared(path: Path, arguments: argparse.Namespace, form: str) -> int:
    """Write the file as every reader sees it."""
    if form not in FORMS:
        raise UsageError(
            "arguments", "formaudit extract", word("cli.extract.comparable", arguments.lang, forms=" ".join(FORMS))
        )
    documents = {reader: read_by(path, arguments.file, reader) for reader in READERS}
    content = side_by_side(documents, form, arguments.lang)
    if arguments.out:
        write_bytes(Path(arguments.out), content)
    else:
        put(content)
    for warning in documents["own"].warnings:
        complain(said(warning, arguments.lang))
    return ExitCode.OK


def _page(document: Document, path: Path, lang: str) -> bytes:
    """The page with pictures of the pages that hold tables, the first of them where there are very many."""
    numbers = sorted({cell.page for table in document.tables for cell in table.cells if cell.page is not None})
    if not numbers or document.source.member:
        return as_html.write(whole(document), lang)
    return as_html.write(whole(document), lang, views(path.read_bytes(), numbers[:_MOST_PAGES], _DPI))
