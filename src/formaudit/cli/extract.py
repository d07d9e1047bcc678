"""``formaudit extract``: the tables and the text of one file."""

import argparse
from pathlib import Path

from formaudit.cli.console import complain, put
from formaudit.cli.output import write_bytes
from formaudit.errors import ExitCode, UsageError
from formaudit.extract.door import extract_file
from formaudit.extract.write import BINARY, WRITERS, write
from formaudit.extract.write.clean import said
from formaudit.messages import word

__all__ = ["configure", "run"]


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
    content = write(document, form)
    if arguments.out:
        write_bytes(Path(arguments.out), content)
    else:
        put(content, binary=form.upper() if form in BINARY else "")
    for warning in document.warnings:
        complain(said(warning, "zh"))
    return ExitCode.OK
