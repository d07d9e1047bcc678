"""``formaudit decide`` and ``formaudit waive``: a person's decision on findings, kept by fingerprint."""

import argparse
import importlib
from collections.abc import Callable, Sequence
from typing import Final

from formaudit.archive.decided import Named
from formaudit.cli.arguments import either
from formaudit.cli.console import emit
from formaudit.cli.findings import chosen, day, day_of, is_store, keep_at, who
from formaudit.cli.wanted import BOOK
from formaudit.errors import ExitCode, UsageError
from formaudit.messages import LANGUAGES, spoken, word
from formaudit.model.decision import Decision, Standing
from formaudit.reports.words import remark_words

__all__ = ["common_options", "configure", "kept", "run"]

_SHOWN: Final = 10
_STATES: Final = tuple(state.value for state in Standing if state is not Standing.WAIVED)


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    common_options(parser, alone=True)
    parser.add_argument(
        "--state", choices=_STATES, type=either(_STATES, "standing", "review"), help=word("decide.help.state")
    )
    parser.add_argument("--reason", metavar="TEXT", default="", help=word("decide.help.reason"))
    parser.add_argument("--owner", metavar="NAME", help=word("decide.help.owner"))
    parser.add_argument("--from", metavar="FILE", dest="source", action="append", help=word("decide.help.from"))
    parser.add_argument("--unit", metavar="TEXT", help=word("decide.help.unit"))


def common_options(parser: argparse.ArgumentParser, *, alone: bool = False) -> None:
    """The options of every command that writes decisions; with ``alone`` findings need not be named."""
    many, one = ("*", "?") if alone else ("+", None)
    parser.add_argument("findings", metavar="FINDINGS", nargs=one, help=word("decide.help.findings"))
    parser.add_argument("ids", metavar="ID", nargs=many, help=word("decide.help.ids"))
    parser.add_argument("--decisions", metavar="FILE", help=word("decide.help.decisions"))
    parser.add_argument("--date", metavar="YYYY-MM-DD", help=word("decide.help.date"))
    parser.add_argument("--lang", choices=LANGUAGES, default=spoken(), help=word("decide.help.lang"))


def run(options: argparse.Namespace) -> int:
    """Record the decision.

    Raises:
        UsageError: an unknown finding; several findings are decided, or one is dismissed, without a reason; as
            ``run_from``.

    """
    if options.source:
        if options.ids or options.state:
            raise UsageError(
                "arguments", "formaudit decide", word("usage.together", name="--from", detail="ID, --state")
            )
        run_from: Callable[[argparse.Namespace], int] = importlib.import_module("formaudit.cli.decide_from").run_from
        return run_from(options)
    missing = [
        name
        for name, value in (("FINDINGS", options.findings), ("ID", options.ids), ("--state", options.state))
        if not value
    ]
    if missing:
        raise UsageError("arguments", "formaudit decide", word("usage.missing", detail=", ".join(missing)))
    found, bulk = chosen(options.findings, options.ids)
    state = Standing(options.state)
    if not options.reason.strip() and (bulk or len(found) > 1 or state is Standing.DISMISSED):
        raise UsageError("needs-reason", "", options.state)
    return kept(options, found, state)


def kept(options: argparse.Namespace, found: Sequence[Named], state: Standing) -> int:
    """Write the decisions and say what was written: into the store the findings are from, else into a file."""
    place = options.decisions or (options.findings if is_store(options.findings) else BOOK)
    made, lang = day(options.date), options.lang
    expires = day_of(options.expires) if state is Standing.WAIVED else None
    decisions = [
        Decision(
            finding=finding.id,
            standing=state,
            reason=options.reason.strip(),
            category=options.category if state is Standing.WAIVED else "",
            owner=who(options.owner),
            date=made,
            expires=expires,
            check=finding.check,
            title=finding.title,
            unit=finding.unit,
            year=finding.year,
        )
        for finding in found
    ]
    book = keep_at(place, decisions)
    emit(
        word(
            "decide.done", lang, count=str(len(decisions)), state=word(f"standing.{state}", lang),
            file=place.rsplit("@", 1)[-1],
        )
    )  # fmt: skip
    for decision in decisions[:_SHOWN]:
        emit(f"  {decision.finding} {decision.check} {decision.title}")
    if len(decisions) > _SHOWN:
        emit(word("bench.more", lang, count=str(len(decisions) - _SHOWN)))
    for remark in book.remarks:
        emit(f"! {remark_words(remark, lang)}")
    return int(ExitCode.OK)
