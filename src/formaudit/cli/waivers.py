"""``formaudit waivers``: what is waived, by whom, why, and how many days are left."""

import argparse
import datetime as dt
import json
from collections.abc import Sequence
from typing import Any, Final

from formaudit.cli.console import emit
from formaudit.cli.findings import day, decisions_at, read_findings
from formaudit.cli.wanted import BOOK
from formaudit.errors import ExitCode, UsageError
from formaudit.messages import LANGUAGES, spoken, word
from formaudit.model.decision import Decision, Standing
from formaudit.reports.words import remark_words

__all__ = ["SCHEMA", "configure", "run"]

SCHEMA: Final = "formaudit.waivers/1"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("file", metavar="FILE", nargs="?", help=word("decide.help.decisions"))
    parser.add_argument("--decisions", metavar="FILE", help=word("decide.help.decisions"))
    parser.add_argument("--findings", metavar="FINDINGS", help=word("waivers.help.findings"))
    parser.add_argument("--date", metavar="YYYY-MM-DD", help=word("waivers.help.date"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=word("audit.help.format"))
    parser.add_argument("--lang", choices=LANGUAGES, default=spoken(), help=word("decide.help.lang"))


def run(options: argparse.Namespace) -> int:
    """Print the waivers, expired ones first; the exit code is 1 where one has expired or an entry cannot be read.

    Raises:
        UsageError: two places are named, or the one that is cannot be read.

    """
    if options.file is not None and options.decisions is not None:
        raise UsageError("arguments", "formaudit waivers", word("usage.together", name="FILE", detail="--decisions"))
    book = decisions_at(options.file or options.decisions or BOOK)
    today = day(options.date)
    waivers = sorted(
        (decision for decision in book.decisions if decision.standing is Standing.WAIVED),
        key=lambda decision: (decision.expires or today, decision.finding),
    )
    found = None
    if options.findings is not None:
        report = read_findings(options.findings)
        found = {finding.id for submission in report.parts for finding in submission.findings}
    expired = sum(waiver.expired(today) for waiver in waivers)
    if options.format == "json":
        data = {
            "schema": SCHEMA,
            "date": today.isoformat(),
            "waivers": [_record(waiver, today, found) for waiver in waivers],
            "unreadable": [remark.detail for remark in book.remarks],
        }
        emit(json.dumps(data, ensure_ascii=False, indent=1))
    else:
        _print(waivers, expired, today, found, options.lang)
        for remark in book.remarks:
            emit(f"! {remark_words(remark, options.lang)}")
    return int(ExitCode.FINDINGS if expired or book.remarks else ExitCode.OK)


def _left(waiver: Decision, today: dt.date) -> int:
    return ((waiver.expires or today) - today).days


def _print(waivers: Sequence[Decision], expired: int, today: dt.date, found: set[str] | None, lang: str) -> None:
    emit(word("waivers.sum", lang, count=str(len(waivers)), expired=str(expired)))
    for waiver in waivers:
        left = _left(waiver, today)
        key = "waivers.expired" if left < 0 else "waivers.left"
        said = [
            word(key, lang, days=str(abs(left)), expires=str(waiver.expires or "")),
            waiver.finding,
            f"{waiver.check} {waiver.title}".strip(),
            f"{waiver.unit} {waiver.year or ''}".strip(),
            word("waivers.by", lang, owner=waiver.owner, reason=waiver.reason),
        ]
        if found is not None and waiver.finding not in found:
            said.append(word("waivers.unused", lang))
        emit("  " + "  ".join(part for part in said if part))


def _record(waiver: Decision, today: dt.date, found: set[str] | None) -> dict[str, Any]:
    return {
        "finding": waiver.finding,
        "check": waiver.check,
        "title": waiver.title,
        "unit": waiver.unit,
        "year": waiver.year,
        "reason": waiver.reason,
        "category": waiver.category,
        "owner": waiver.owner,
        "date": waiver.date.isoformat() if waiver.date else None,
        "expires": waiver.expires.isoformat() if waiver.expires else None,
        "days_left": _left(waiver, today),
        "used": None if found is None else waiver.finding in found,
    }
