"""``formaudit waive``: accept findings for a reason, by somebody, until a day."""

import argparse

from formaudit.cli.decide import common_options, kept
from formaudit.cli.findings import chosen, day, day_of
from formaudit.errors import UsageError
from formaudit.messages import word
from formaudit.model.decision import Standing

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    common_options(parser)
    parser.add_argument("--reason", metavar="TEXT", required=True, help=word("decide.help.reason"))
    parser.add_argument("--category", metavar="TEXT", default="", help=word("waive.help.category"))
    parser.add_argument("--owner", metavar="NAME", required=True, help=word("decide.help.owner"))
    parser.add_argument("--expires", metavar="YYYY-MM-DD", required=True, help=word("waive.help.expires"))


def run(options: argparse.Namespace) -> int:
    """Record the waiver.

    Raises:
        UsageError: an unknown finding, an empty reason or owner, a last day that is no day or has passed.

    """
    found, _ = chosen(options.findings, options.ids)
    if not options.reason.strip():
        raise UsageError("needs-reason", "", Standing.WAIVED.value)
    if not options.owner.strip():
        raise UsageError("needs-owner", "", Standing.WAIVED.value)
    if day_of(options.expires) < day(options.date):
        raise UsageError("expiry-passed", "", options.expires)
    return kept(options, found, Standing.WAIVED)
