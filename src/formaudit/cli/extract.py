"""``formaudit extract``: the tables and the text of one file."""

import argparse
from pathlib import Path
from typing import Final

from formaudit.cli.console import complain, put
from formaudit.cli.output import write_bytes
from formaudit.errors import ExitCode, UsageError
from formaudit.extract.door import extract_file
from formaudit.extract.pictures import views
from formaudit.extract.write import BINARY, WRITERS, as_html, write
from formaudit.extract.write.clean import said
from formaudit.messages import word
from formaudit.model.document import Document

__all__ = ["configure", "run"]

_DPI: Final = 100
_MOST_PAGES: Final = 80


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("file", metavar="FILE", help=word("cli.extract.file"))
    parser.add_argument("--format", choices=tuple(WRITERS), help=word("cli.extract.format"))
    parser.add_argument("--out", metavar="FILE", help=word("cli.extract.out"))


def run(arguments: argparse.Namespace) -> int:
    """Read the file and write it out.

    Raises:
        UsageError: the file is not there, or the result cannot be written.
        InputError: the file cannot be read.

    """
    path = Path(arguments.file)
    if not path.exists():
        raise UsageError("not-found", arguments.file)
    suffix = Path(arguments.out).suffix.lstrip(".").lower() if arguments.out else ""
    form = arguments.format or (suffix if suffix in WRITERS else "json")
    document = extract_file(path, arguments.file)
    content = _page(document, path, arguments.lang) if form == "html" else write(document, form, arguments.lang)
    if arguments.out:
        write_bytes(Path(arguments.out), content)
    else:
        put(content, binary=form.upper() if form in BINARY else "")
    for warning in document.warnings:
        complain(said(warning, arguments.lang))
    return ExitCode.OK


def _page(document: Document, path: Path, lang: str) -> bytes:
    """The page with pictures of the pages that hold tables, the first of them where there are very many."""
    numbers = sorted({cell.page for table in document.tables for cell in table.cells if cell.page is not None})
    if not numbers or document.source.member:
        return as_html.write(document, lang)
    return as_html.write(document, lang, views(path.read_bytes(), numbers[:_MOST_PAGES], _DPI))
