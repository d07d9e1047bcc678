"""``formaudit scan``: an archive into a store; killed at any moment, the next call goes on."""

import argparse
import os
from pathlib import Path
from typing import Final

from formaudit.archive.ask import failures, overview
from formaudit.archive.engines import ENGINES
from formaudit.archive.scan import Progress, Scanned, scan
from formaudit.archive.store import Store
from formaudit.cli.arguments import either
from formaudit.cli.console import emit, remark, typed
from formaudit.cli.meter import Meter
from formaudit.cli.status import BASE, is_incomplete, overview_lines
from formaudit.errors import ExitCode, UsageError
from formaudit.messages import LANGUAGES, spoken, word
from formaudit.model.verdict import Severity
from formaudit.profiles.names import with_names
from formaudit.profiles.read import AUTO, read_profile

__all__ = ["configure", "run"]

_LEVELS: Final = (*(severity.value for severity in Severity), "none")
_SHOWN: Final = 20


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("archive", metavar="ARCHIVE", help=word("scan.help.archive"))
    parser.add_argument("--store", metavar="URL", default=BASE, help=word("scan.help.store"))
    parser.add_argument("--workers", metavar="N", type=int, default=os.cpu_count() or 1, help=word("scan.help.workers"))
    parser.add_argument(
        "--engine",
        choices=("local", "ray", "dask"),
        metavar="local|dask",
        default="local",
        help=word("scan.help.engine"),
    )
    parser.add_argument("--resume", action="store_true", help=word("scan.help.resume"))
    parser.add_argument("--no-peers", action="store_true", help=word("scan.help.no-peers"))
    parser.add_argument("--profile", metavar="NAME|FILE", default=AUTO, help=word("audit.help.profile"))
    parser.add_argument("--aliases", metavar="FILE", action="append", default=[], help=word("audit.help.aliases"))
    parser.add_argument(
        "--fail-on", metavar="LEVEL", choices=_LEVELS, type=either(_LEVELS, "severity"), default="major",
        help=word("audit.help.fail-on"),
    )  # fmt: skip
    parser.add_argument("--lang", choices=LANGUAGES, default=spoken(), help=word("audit.help.lang"))


def run(options: argparse.Namespace) -> int:
    """Scan and say what is in the store; 3 where a file could not be read, 1 where something grave was found.

    Raises:
        UsageError: the archive is not there, the store cannot be used, the engine is not built.

    """
    if options.engine not in ENGINES:
        raise UsageError("engine", "", options.engine)
    if options.workers < 1:
        raise UsageError("workers", "", str(options.workers))
    if "://" not in options.archive and not Path(options.archive).exists():
        raise UsageError("not-found", options.archive)
    profile = with_names(read_profile(options.profile), options.aliases)
    meter = Meter(options.lang)
    with Store(options.store) as store:
        try:
            done = scan(
                options.archive, store, profile, ENGINES[options.engine], workers=options.workers, lang=options.lang,
                peers=not options.no_peers, watch=lambda progress: _show(meter, progress, options.lang),
            )  # fmt: skip
        except KeyboardInterrupt:
            meter.end()
            remark(word("scan.interrupted", options.lang, store=options.store, call=_call(options)))
            raise
        finally:
            meter.end()
        _say(done, store, options.lang)
        told = overview(store)
    if done.failed or is_incomplete(told):  # as the verdict says, which is about the whole store
        return int(ExitCode.INCOMPLETE)
    if options.fail_on == "none":
        return int(ExitCode.OK)
    level = Severity(options.fail_on).rank
    grave = any(told.findings[severity.value] for severity in Severity if severity.rank <= level)
    return int(ExitCode.FINDINGS if grave else ExitCode.OK)


def _show(meter: Meter, progress: Progress, lang: str) -> None:
    counts = {name: str(getattr(progress, name)) for name in ("found", "failed", "skipped")}
    meter.show(progress.phase, progress.done, progress.total, word("scan.progress", lang, **counts))


def _call(options: argparse.Namespace) -> str:
    """The call that goes on where this one stopped."""
    store = [] if options.store == BASE else ["--store", options.store]
    return typed(["formaudit", "scan", options.archive, *store])


def _say(done: Scanned, store: Store, lang: str) -> None:
    for line in overview_lines(store, lang):
        emit(line)
    emit(
        word(
            "scan.done", lang, files=str(done.files), read=str(done.read), skipped=str(done.skipped),
            failed=str(done.failed), gone=str(done.gone), judged=str(done.judged),
        )
    )  # fmt: skip
    if done.own:
        remark(word("audit.own-output", lang, count=str(len(done.own)), file=done.own[0]))
    broken = failures(store)
    for path, code, detail in broken[:_SHOWN]:
        emit(f"  ✗ {path}: {detail} [{code}]")
    if len(broken) > _SHOWN:
        emit(word("bench.more", lang, count=str(len(broken) - _SHOWN)))
