"""``formaudit bench``: inject known faults into clean submissions and measure what the audit says of them."""

import argparse
from pathlib import Path
from typing import Final

from formaudit.bench.base import Base, read_base
from formaudit.bench.keep import keep_cases
from formaudit.bench.kinds import KINDS
from formaudit.bench.run import run_bench
from formaudit.bench.show import to_json, to_text
from formaudit.bench.written import FORMATS
from formaudit.cli.console import emit
from formaudit.errors import ExitCode, UsageError
from formaudit.messages import LANGUAGES, spoken, word

__all__ = ["configure", "run"]

_CASES: Final = 1000
_MOST_FAULTS: Final = 3


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("paths", metavar="PATH", nargs="*", type=Path, help=word("bench.help.path"))
    parser.add_argument("--seed", metavar="N", type=int, default=1, help=word("bench.help.seed"))
    parser.add_argument("--cases", metavar="N", type=int, default=_CASES, help=word("bench.help.cases"))
    parser.add_argument(
        "--faults", type=int, choices=range(1, _MOST_FAULTS + 1), default=1, help=word("bench.help.faults")
    )
    parser.add_argument("--kind", metavar="KIND", action="append", help=word("bench.help.kind"))
    parser.add_argument("--through", choices=tuple(FORMATS), action="append", help=word("bench.help.through"))
    parser.add_argument("--write", metavar="DIR", type=Path, help=word("bench.help.write"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=word("bench.help.format"))
    parser.add_argument("--lang", choices=LANGUAGES, default=spoken(), help=word("bench.help.lang"))


def run(options: argparse.Namespace) -> int:
    """Run the benchmark and print it; the exit code is 1 where a clean submission has a serious finding.

    Raises:
        FormauditError: the call is wrong, or a submission cannot be read.

    """
    kinds = [kind for kind in KINDS if not options.kind or kind.code in options.kind]
    unknown = set(options.kind or ()) - {kind.code for kind in KINDS}
    if unknown:
        raise UsageError("bench-unknown-kind", "", min(unknown))
    bases = _bases(options.paths, options.through or [""])
    if options.write is not None:
        kept = keep_cases(
            options.write, bases, seed=options.seed, count=options.cases, faults=options.faults, kinds=kinds
        )
        emit(word("bench.written", options.lang, count=str(kept), folder=str(options.write)))
        return int(ExitCode.OK)
    result = run_bench(bases, seed=options.seed, count=options.cases, faults=options.faults, kinds=kinds)
    emit(to_json(result) if options.format == "json" else to_text(result, options.lang))
    return int(ExitCode.FINDINGS if result.alarms else ExitCode.OK)


def _bases(paths: list[Path], through: list[str]) -> list[Base]:
    """Each path is one submission in each of the formats; without paths the clean ones of the corpus are taken.

    Raises:
        UsageError: ``not-found``.

    """
    chosen = paths or sorted(Path("corpora").glob("*-clean"))
    if not chosen:
        raise UsageError("bench-no-path")
    for path in chosen:
        if not path.exists():
            raise UsageError("not-found", str(path))
    return [
        read_base([path], f"{path.name}.{form}" if form else path.name, form) for path in chosen for form in through
    ]
