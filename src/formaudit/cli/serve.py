"""``formaudit serve``: the name is kept for a review page on the loopback address, which is not built."""

import argparse

from formaudit.cli.status import BASE
from formaudit.errors import UsageError
from formaudit.messages import word

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("--store", metavar="URL", default=BASE, help=word("scan.help.store"))


def run(options: argparse.Namespace) -> int:
    """Say that there is nothing to run, and what does the same work.

    Raises:
        UsageError: always.

    """
    raise UsageError("reserved", str(options.store), "formaudit serve")
