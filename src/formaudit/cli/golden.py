"""``formaudit golden``: propose, check, accept, reject and list goldens. Only accepting ever writes an accepted one."""

import argparse
import datetime as dt
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from formaudit.errors import ExitCode, UsageError
from formaudit.golden.case import Produce, case_folder, pending_files, read_case
from formaudit.golden.cells import recover
from formaudit.golden.check import TRUTH, CaseState, Status, check_cases, corpus_cases, list_cases
from formaudit.golden.fields import chosen
from formaudit.golden.output import changes_of, to_json, to_junit
from formaudit.golden.produce import producer, producer_in_worker
from formaudit.golden.review import Decision, accept, propose, reject
from formaudit.golden.told import Told
from formaudit.messages import LANGUAGES, word

__all__ = ["configure", "run"]

_SHOWN: Final = 5  # changes of a case that are printed; the rest is counted
_DECISIONS: Final = {"accept": accept, "reject": reject}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the subcommands and their options."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--golden", metavar="DIR", type=Path, default=Path("golden"), help=word("golden.help.golden"))
    common.add_argument(
        "--corpora", metavar="DIR", type=Path, default=Path("corpora"), help=word("golden.help.corpora")
    )
    common.add_argument("--lang", choices=LANGUAGES, default="zh", help=word("golden.help.lang"))
    commands = parser.add_subparsers(dest="action", metavar="COMMAND", required=True)
    new = commands.add_parser("new", parents=[common], help=word("golden.help.new"))
    new.add_argument("case", metavar="CASE", help=word("golden.help.case"))
    new.add_argument("paths", metavar="PATH", nargs="*", type=Path, help=word("golden.help.paths"))
    new.add_argument("--keep", metavar="FIELDS", help=word("golden.help.keep"))
    new.add_argument("--replace", action="store_true", help=word("golden.help.replace"))
    new.add_argument("--profile", metavar="NAME|FILE", help=word("golden.help.profile"))
    check = commands.add_parser("check", parents=[common], help=word("golden.help.check"))
    check.add_argument("cases", metavar="CASE", nargs="*", help=word("golden.help.case"))
    check.add_argument("--format", choices=("text", "json", "junit"), default="text", help=word("golden.help.format"))
    check.add_argument("--workers", metavar="N", type=int, default=1, help=word("golden.help.workers"))
    for name in _DECISIONS:
        decide = commands.add_parser(name, parents=[common], help=word(f"golden.help.{name}"))
        decide.add_argument("case", metavar="CASE", help=word("golden.help.case"))
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
    if options.action in _DECISIONS:
        return _decide(options)
    corpus = corpus_cases(options.corpora)
    if options.action == "list":
        return _print(list_cases(options.golden, corpus), options.lang)
    if options.workers < 1:
        raise UsageError("workers", "", str(options.workers))
    if options.workers > 1 and producers is producer:
        producers = producer_in_worker
    states = check_cases(options.golden, producers, corpus=corpus, only=options.cases, workers=options.workers)
    if options.format == "text":
        return _print(states, options.lang)
    _say((to_json if options.format == "json" else to_junit)(states, options.lang).rstrip("\n"))
    return _code(states)


def _new(options: argparse.Namespace, producers: Callable[[str], Produce]) -> int:
    folder = case_folder(options.golden, options.case)
    known = read_case(folder) if (folder / "case.json").is_file() else None
    profile = options.profile or (known.profile if known else "default")
    if options.paths:
        paths = _files(options.paths)
    elif known:
        paths = known.paths(options.golden.parent)
    else:
        paths = _files([options.corpora / options.case])
    keep = chosen(options.keep) if options.keep is not None else known.keep if known else ()
    case = propose(
        options.golden, options.case, paths, producers(profile), profile=profile, keep=keep, replace=options.replace
    )
    _say(word("golden.proposed", options.lang, case=case.name, files=str(len(case.sources))))
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
    mended = recover(options.golden)
    if options.case in mended and not pending_files(case_folder(options.golden, options.case)):
        _say(word("golden.recovered", options.lang, case=options.case))
        return int(ExitCode.OK)
    decision: Decision = _DECISIONS[options.action](
        options.golden,
        options.case,
        reviewer=options.reviewer,
        reason=options.reason,
        date=dt.datetime.now(tz=dt.UTC).date().isoformat(),
    )
    _say(word(f"golden.{options.action}ed", options.lang, case=decision.case, reviewer=decision.reviewer))
    return int(ExitCode.OK)


def _print(states: Sequence[CaseState], lang: str) -> int:
    """The verdict first, then a line for each case and the changes of those that differ."""
    failing = [state for state in states if state.fails]
    key = "golden.none" if not states else "golden.failing" if failing else "golden.passing"
    _say(word(key, lang, count=str(len(states)), failing=str(len(failing))))
    for state in states:
        _say(f"{word(f'golden.status.{state.status.value}', lang)}  {state.name}{_detail(state, lang)}")
        for told in changes_of(state, lang)[:_SHOWN]:
            _say(_change(told, lang))
        if len(state.changes) > _SHOWN:
            _say("    " + word("golden.more", lang, count=str(len(state.changes) - _SHOWN)))
    return _code(states)


def _code(states: Sequence[CaseState]) -> int:
    if any(state.status is Status.FAILED for state in states):
        return int(ExitCode.INCOMPLETE)
    return int(ExitCode.FINDINGS if any(state.fails for state in states) else ExitCode.OK)


def _detail(state: CaseState, lang: str) -> str:
    if state.error is not None:
        fact = word(f"error.{state.error.code}", lang, detail=state.error.detail)
        return f"  {state.error.file}: {fact}" if state.error.file else f"  {fact}"
    if state.status is Status.DIFFERS:
        return "  " + word("golden.floor", lang, floor=state.detail, count=str(len(state.changes)))
    return f"  {state.detail}" if state.detail else ""


def _change(told: Told, lang: str) -> str:
    """The place, what stood and stands there, and the findings that turn on (+) or off (-) with it."""
    marks = f"  [{' '.join(told.findings)}]" if told.findings else ""
    lines = [f"    {word(f'golden.change.{told.change.kind}', lang)}  {told.place}{marks}"]
    lines += [f"      - {line}" for line in told.before.splitlines()]
    lines += [f"      + {line}" for line in told.after.splitlines()]
    return "\n".join(lines)


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
