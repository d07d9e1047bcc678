"""``formaudit schema``: the JSON Schema of a file that other programs read, as it ships with the package."""

import argparse
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Final

from formaudit.cli.console import put
from formaudit.cli.output import write_bytes
from formaudit.errors import ExitCode
from formaudit.messages import word

__all__ = ["configure", "run"]

_FILES: Final = MappingProxyType({"findings": "findings-1.json", "document": "document-1.json"})


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("name", metavar="|".join(_FILES), choices=tuple(_FILES), help=word("schema.help.name"))
    parser.add_argument("--out", metavar="FILE", type=Path, help=word("cli.extract.out"))


def run(options: argparse.Namespace) -> int:
    """Print the schema, or write it.

    Raises:
        UsageError: the file cannot be written.

    """
    content = files("formaudit").joinpath("schemas", _FILES[options.name]).read_bytes()
    if options.out is not None:
        write_bytes(options.out, content)
    else:
        put(content)
    return int(ExitCode.OK)
