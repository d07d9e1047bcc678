"""``formaudit compare``: what became of the findings between two runs, or of a resubmission."""

import argparse
from pathlib import Path
from typing import Final

from formaudit.cli.console import emit
from formaudit.cli.findings import read_findings
from formaudit.decisions.compare import compare
from formaudit.errors import ExitCode
from formaudit.messages import LANGUAGES, spoken, word
from formaudit.model.comparison import Change
from formaudit.model.verdict import Severity
from formaudit.reports.compared import compared_json, compared_text

__all__ = ["configure", "run"]

_LEVELS: Final = (*(severity.value for severity in Severity), "none")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("old", metavar="OLD", type=Path, help=word("compare.help.old"))
    parser.add_argument("new", metavar="NEW", type=Path, help=word("compare.help.new"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=word("audit.help.format"))
    parser.add_argument("--fail-on", metavar="LEVEL", choices=_LEVELS, default="major", help=word("audit.help.fail-on"))
    parser.add_argument("--lang", choices=LANGUAGES, default=spoken(), help=word("decide.help.lang"))


def run(options: argparse.Namespace) -> int:
    """Print the comparison; 1 where a finding at or above the level is new or changed, 3 where the newer is incomplete.

    Raises:
        UsageError: a file is missing or is no findings.json.

    """
    old, new = read_findings(options.old), read_findings(options.new)
    comparison = compare(old, new)
    emit(
        compared_json(comparison, options.lang) if options.format == "json" else compared_text(comparison, options.lang)
    )
    if new.verdict == "incomplete":
        return int(ExitCode.INCOMPLETE)
    if options.fail_on == "none":
        return int(ExitCode.OK)
    level = Severity(options.fail_on).rank
    worse = any(
        row.change in (Change.NEW, Change.CHANGED) and row.finding.severity.rank <= level for row in comparison.rows
    )
    return int(ExitCode.FINDINGS if worse else ExitCode.OK)
