"""``formaudit golden``: propose, check, accept, reject and list goldens. Only accepting ever writes an accepted one."""

import argparse
import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from formaudit.cli.console import emit
from formaudit.cli.golden_clusters import decide_cluster, diff
from formaudit.cli.golden_each import new_each
from formaudit.cli.golden_named import cases_named
from formaudit.cli.golden_review import review_cases
from formaudit.cli.golden_states import code_of, crops_written, print_scores, print_states
from formaudit.errors import ExitCode, UsageError
from formaudit.golden.case import Produce, case_folder, pending_files, read_case
from formaudit.golden.cells import recover
from formaudit.golden.check import TRUTH, check_cases, corpus_cases, golden_cases, list_cases
from formaudit.golden.fields import chosen
from formaudit.golden.output import NO_CROPS, to_json, to_junit
from formaudit.golden.produce import producer, producer_in_worker
from formaudit.golden.review import Decision, accept, propose, reject
from formaudit.messages import LANGUAGES, spoken, word

__all__ = ["configure", "run"]

_DECISIONS: Final = {"accept": accept, "reject": reject}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the subcommands and their options."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--golden", metavar="DIR", type=Path, default=Path("golden"), help=word("golden.help.golden"))
    common.add_argument(
        "--corpora", metavar="DIR", type=Path, default=Path("corpora"), help=word("golden.help.corpora")
    )
    common.add_argument("--lang", choices=LANGUAGES, default=spoken(), help=word("golden.help.lang"))
    commands = parser.add_subparsers(dest="action", metavar="COMMAND", required=True)
    new = commands.add_parser("new", parents=[common], help=word("golden.help.new"))
    new.add_argument("paths", metavar="PATH", nargs="+", help=word("golden.help.paths"))
    new.add_argument("--each", action="store_true", help=word("golden.help.each"))
    new.add_argument("--case", metavar="CASE", help=word("golden.help.case"))
    new.add_argument("--keep", metavar="FIELDS", help=word("golden.help.keep"))
    new.add_argument("--replace", action="store_true", help=word("golden.help.replace"))
    new.add_argument("--profile", metavar="NAME|FILE", help=word("golden.help.profile"))
    check = commands.add_parser("check", parents=[common], help=word("golden.help.check"))
    check.add_argument("cases", metavar="CASE", nargs="*", help=word("golden.help.case"))
    check.add_argument("--workers", metavar="N", type=int, default=1, help=word("golden.help.workers"))
    check.add_argument("--crops", metavar="DIR", type=Path, help=word("golden.help.crops"))
    check.add_argument("--format", choices=("text", "json", "junit"), default="text", help=word("golden.help.format"))
    diff = commands.add_parser("diff", parents=[common], help=word("golden.help.diff"))
    diff.add_argument("cases", metavar="CASE", nargs="*", help=word("golden.help.case"))
    diff.add_argument("--workers", metavar="N", type=int, default=1, help=word("golden.help.workers"))
    diff.add_argument("--format", choices=("text", "json"), default="text", help=word("golden.help.format"))
    look = commands.add_parser("review", parents=[common], help=word("golden.help.review"))
    look.add_argument("cases", metavar="CASE", nargs="*", help=word("golden.help.case"))
    look.add_argument("--reviewer", metavar="NAME", default="", help=word("golden.help.reviewer"))
    look.add_argument("--html", metavar="FILE", type=Path, help=word("golden.help.html"))
    look.add_argument("--apply", metavar="FILE", type=Path, help=word("golden.help.apply"))
    score = commands.add_parser("score", parents=[common], help=word("golden.help.score"))
    score.add_argument("cases", metavar="CASE", nargs="*", help=word("golden.help.case"))
    score.add_argument("--truth", metavar="DIR", type=Path, required=True, help=word("golden.help.truth"))
    for name in _DECISIONS:
        decide = commands.add_parser(name, parents=[common], help=word(f"golden.help.{name}"))
        decide.add_argument("cases", metavar="CASE", nargs="*", help=word("golden.help.case"))
        decide.add_argument("--cluster", metavar="ID", default="", help=word("golden.help.cluster"))
        decide.add_argument("--all", action="store_true", help=word("golden.help.all"))
        decide.add_argument("--reviewer", metavar="NAME", required=True, help=word("golden.help.reviewer"))
        decide.add_argument("--reason", metavar="TEXT", required=True, help=word("golden.help.reason"))
    commands.add_parser("list", parents=[common], help=word("golden.help.list"))


def run(options: argparse.Namespace, producers: Callable[[str], Produce] = producer) -> int:
    """Run a subcommand; ``producers`` gives the program under a rule profile. The exit code says how it went.

    Raises:
        FormauditError: the call is wrong, or a source or golden cannot be read.

    """
    if options.action == "new":
        return _new(options, producers)
    if options.action in _DECISIONS and not options.cluster:
        return _decide(options)
    if options.action == "score":
        return print_scores(options)
    if not golden_cases(options.golden):
        # A place with a slip in it must not look like a run in which all is well.
        raise UsageError("golden-none", str(options.golden))
    corpus = corpus_cases(options.corpora)
    if options.action != "list":
        options.cases = cases_named(options.golden, corpus, options.cases)
    if options.action == "list":
        return print_states(list_cases(options.golden, corpus), options.lang)
    if options.action == "review":
        return review_cases(options, producers, corpus)
    if options.action in _DECISIONS:
        return decide_cluster(options, producers, corpus, accept=options.action == "accept", date=_today())
    if options.workers < 1:
        raise UsageError("workers", "", str(options.workers))
    if options.workers > 1 and producers is producer:
        producers = producer_in_worker
    if options.action == "diff":
        return diff(options, producers, corpus)
    states = check_cases(options.golden, producers, corpus=corpus, only=options.cases, workers=options.workers)
    crops = NO_CROPS if options.crops is None else crops_written(options, states)
    if options.format == "text":
        return print_states(states, options.lang, crops)
    junit = options.format == "junit"
    emit((to_junit(states, options.lang) if junit else to_json(states, options.lang, crops)).rstrip("\n"))
    return code_of(states)


def _new(options: argparse.Namespace, producers: Callable[[str], Produce]) -> int:
    """Propose a case from files; a single word that is no file is the name of a case that is known already."""
    if options.each:
        return new_each(options, producers, options.profile or "default", chosen(options.keep or ""))
    words = [str(path) for path in options.paths]
    named = len(words) == 1 and not Path(words[0]).exists()
    name = options.case or (words[0] if named else Path(words[0]).stem)
    folder = case_folder(options.golden, name)
    known = read_case(folder) if (folder / "case.json").is_file() else None
    profile = options.profile or (known.profile if known else "default")
    if not named:
        paths = _files([Path(each) for each in words])
    elif known:
        paths = known.paths(options.golden.parent)
    else:
        paths = _files([options.corpora / name])
    keep = chosen(options.keep) if options.keep is not None else known.keep if known else ()
    case = propose(options.golden, name, paths, producers(profile), profile=profile, keep=keep, replace=options.replace)
    emit(word("golden.proposed", options.lang, case=case.name, files=str(len(case.sources))))
    return int(ExitCode.OK)


def _files(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The files meant by the paths: a folder's files at any depth, without hidden ones and without the truth.

    Raises:
        UsageError: ``not-found``.

    """
    found: list[Path] = []
    for path in paths:
        if not path.exists():
            raise UsageError("not-found", str(path))
        below = sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]
        found += [each for each in below if each.name != TRUTH and not each.name.startswith(".")]
    return tuple(found)


def _decide(options: argparse.Namespace) -> int:
    """Decide on pending cases: those that are named, or all that are pending."""
    mended = recover(options.golden)
    pending = [name for name in golden_cases(options.golden) if pending_files(case_folder(options.golden, name))]
    names = pending if options.all and not options.cases else options.cases
    if not names and not options.all:
        raise UsageError("golden-no-case")
    for name in names:
        if name in mended and not pending_files(case_folder(options.golden, name)):
            emit(word("golden.recovered", options.lang, case=name))
            continue
        decision: Decision = _DECISIONS[options.action](
            options.golden, name, reviewer=options.reviewer, reason=options.reason, date=_today()
        )
        emit(word(f"golden.{options.action}ed", options.lang, case=decision.case, reviewer=decision.reviewer))
    return int(ExitCode.OK)


def _today() -> str:
    return dt.datetime.now(tz=dt.UTC).date().isoformat()
