"""``formaudit golden``: propose, check, accept, reject and list goldens. Only accepting ever writes an accepted one."""

import argparse
import datetime as dt
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from formaudit.cli.findings import who
from formaudit.cli.golden_clusters import decide_cluster, diff
from formaudit.cli.golden_each import new_each
from formaudit.cli.keys import key_pressed
from formaudit.cli.output import write_bytes
from formaudit.errors import ExitCode, UsageError
from formaudit.extract.pictures import PageView, views
from formaudit.golden.case import Produce, case_folder, pending_files, read_case
from formaudit.golden.cells import recover
from formaudit.golden.check import TRUTH, CaseState, Status, check_cases, corpus_cases, golden_cases, list_cases
from formaudit.golden.crops import Spot, crops_of
from formaudit.golden.fields import chosen
from formaudit.golden.output import NO_CROPS, Crops, changes_of, to_json, to_junit
from formaudit.golden.page import read_answers, review_page
from formaudit.golden.produce import producer, producer_in_worker
from formaudit.golden.review import Decision, accept, propose, reject
from formaudit.golden.score import Measure, score_cases
from formaudit.golden.session import Answer, Ask, apply_answers, open_changes, review
from formaudit.golden.told import Told
from formaudit.messages import LANGUAGES, spoken, word
from formaudit.messages.failure import fact

__all__ = ["configure", "run"]

_SHOWN: Final = 5  # changes of a case that are printed; the rest is counted
_PAGES: Final = 12
_DPI: Final = 80.0
_LETTERS: Final = {
    "a": "accept", "r": "reject", "s": "skip", "": "skip", "A": "accept-all", "R": "reject-all", "q": "quit",
}  # fmt: skip
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
        return _score(options)
    if not golden_cases(options.golden):
        # A place with a slip in it must not look like a run in which all is well.
        raise UsageError("golden-none", str(options.golden))
    corpus = corpus_cases(options.corpora)
    if options.action == "list":
        return _print(list_cases(options.golden, corpus), options.lang)
    if options.action == "review":
        return _review(options, producers, corpus)
    if options.action in _DECISIONS:
        return decide_cluster(options, producers, corpus, accept=options.action == "accept", date=_today())
    if options.workers < 1:
        raise UsageError("workers", "", str(options.workers))
    if options.workers > 1 and producers is producer:
        producers = producer_in_worker
    if options.action == "diff":
        return diff(options, producers, corpus)
    states = check_cases(options.golden, producers, corpus=corpus, only=options.cases, workers=options.workers)
    crops = NO_CROPS if options.crops is None else _crops(options, states)
    if options.format == "text":
        return _print(states, options.lang, crops)
    junit = options.format == "junit"
    _say((to_junit(states, options.lang) if junit else to_json(states, options.lang, crops)).rstrip("\n"))
    return _code(states)


def _crops(options: argparse.Namespace, states: Sequence[CaseState]) -> Crops:
    """Write a picture of every changed cell that stands on a page, and say where each is."""
    written: dict[tuple[str, Spot | None], str] = {}
    for state in states:
        if state.status is not Status.DIFFERS:
            continue
        sources = read_case(options.golden / state.name).paths(options.golden.parent)
        for spot, picture in crops_of(state, changes_of(state, options.lang), sources).items():
            file, table, row, col = (number + 1 for number in spot)
            path = options.crops / f"{state.name}-{file}-{table}-{row}-{col}.png"
            write_bytes(path, picture)
            written[state.name, spot] = path.as_posix()
    return written


def _score(options: argparse.Namespace) -> int:
    """A line for each golden that has a truth, then all of them; 1 where anything is wrong."""
    if not options.truth.is_dir():
        raise UsageError("not-found", str(options.truth))
    scored = score_cases(options.golden, options.truth, options.cases)
    for each in scored:
        _say(_scores(each.name, each.cells, each.spans, each.figures, options.lang))
        for wrong in each.wrong[:_SHOWN]:
            _say(f"    {wrong}")
    nothing = Measure()
    whole = [sum((getattr(each, name) for each in scored), nothing) for name in ("cells", "spans", "figures")]
    _say(_scores(word("golden.score.all", options.lang), whole[0], whole[1], whole[2], options.lang))
    return int(ExitCode.FINDINGS if any(each.wrong for each in scored) else ExitCode.OK)


def _scores(name: str, cells: Measure, spans: Measure, figures: Measure, lang: str) -> str:
    said = {
        key: f"{each.right}/{each.there}" + (f" = {each.share:.4f}" if each.there else "")
        for key, each in (("cells", cells), ("spans", spans), ("figures", figures))
    }
    return word("golden.score.line", lang, name=name, **said)


def _review(options: argparse.Namespace, producers: Callable[[str], Produce], corpus: Sequence[str]) -> int:
    date = dt.datetime.now(tz=dt.UTC).date().isoformat()
    reviewer = options.reviewer or who(None)
    if options.apply is not None:
        done = apply_answers(options.golden, read_answers(options.apply), reviewer=reviewer, date=date)
    elif options.html is not None:
        return _page(options, producers, corpus)
    else:
        done = review(
            options.golden, producers, _asker(options.lang), reviewer=reviewer, date=date, lang=options.lang,
            only=options.cases, corpus=corpus,
        )  # fmt: skip
    counts = {name: str(getattr(done, name)) for name in ("accepted", "rejected", "skipped")}
    _say(word("golden.review.done", options.lang, **counts))
    return int(ExitCode.OK)


def _page(options: argparse.Namespace, producers: Callable[[str], Produce], corpus: Sequence[str]) -> int:
    states = [
        state
        for state in check_cases(options.golden, producers, corpus=corpus, only=options.cases)
        if state.status is Status.DIFFERS
    ]
    cases = [(state, open_changes(options.golden, state, options.lang)) for state in states]
    pictures = {state.name: _pictures(options.golden, state.name) for state in states}
    write_bytes(options.html, review_page(cases, pictures, options.lang).encode("utf-8", "replace"))
    count = sum(len(changes) for _, changes in cases)
    _say(word("golden.review.page", options.lang, file=str(options.html), changes=str(count)))
    return int(ExitCode.OK)


def _pictures(golden: Path, name: str) -> list[PageView]:
    """The first pages of a case's sources that have pages."""
    shown: list[PageView] = []
    for path in read_case(golden / name).paths(golden.parent):
        if path.is_file():
            shown += views(path.read_bytes(), range(1, _PAGES + 1), _DPI).values()
    return shown[:_PAGES]


def _asker(lang: str) -> Ask:
    """Ask at the terminal; a closed input ends the review and loses nothing."""

    def ask(name: str, change: Told, number: int, total: int) -> Answer:
        turns = "".join(f"  {mark}" for mark in change.findings)
        _say(
            word(
                "golden.review.change", lang, number=str(number), total=str(total), case=name, place=change.place,
                turns=turns,
            )
        )  # fmt: skip
        _say(word("golden.review.was", lang, text=change.before))
        _say(word("golden.review.now", lang, text=change.after))
        while True:
            what = _LETTERS.get(_pressed(word("golden.review.ask", lang)))
            if what is not None:
                break
        asked = what.endswith("-all") or what == "reject"
        return Answer(what=what, reason=_heard(word("golden.review.reason", lang)) if asked else "")

    return ask


def _pressed(question: str) -> str:
    """The letter of an answer: one key at a terminal, a line elsewhere."""
    sys.stdout.write(question)
    sys.stdout.flush()
    key = key_pressed()
    if key is None:
        line = sys.stdin.readline()
        return line.strip() if line else "q"
    sys.stdout.write(f"{key.strip()}\n")
    return "q" if key == "\x04" else key.strip()


def _heard(question: str) -> str:
    sys.stdout.write(question)
    sys.stdout.flush()
    line = sys.stdin.readline()
    return line.strip() if line else "q"


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
    """Decide on pending cases: those that are named, or all that are pending."""
    mended = recover(options.golden)
    pending = [name for name in golden_cases(options.golden) if pending_files(case_folder(options.golden, name))]
    names = pending if options.all and not options.cases else options.cases
    if not names and not options.all:
        raise UsageError("golden-no-case")
    for name in names:
        if name in mended and not pending_files(case_folder(options.golden, name)):
            _say(word("golden.recovered", options.lang, case=name))
            continue
        decision: Decision = _DECISIONS[options.action](
            options.golden, name, reviewer=options.reviewer, reason=options.reason, date=_today()
        )
        _say(word(f"golden.{options.action}ed", options.lang, case=decision.case, reviewer=decision.reviewer))
    return int(ExitCode.OK)


def _today() -> str:
    return dt.datetime.now(tz=dt.UTC).date().isoformat()


def _print(states: Sequence[CaseState], lang: str, crops: Crops = NO_CROPS) -> int:
    """The verdict first, then a line for each case and the changes of those that differ."""
    failing = [state for state in states if state.fails]
    key = "golden.none" if not states else "golden.failing" if failing else "golden.passing"
    _say(word(key, lang, count=str(len(states)), failing=str(len(failing))))
    for state in states:
        _say(f"{word(f'golden.status.{state.status.value}', lang)}  {state.name}{_detail(state, lang)}")
        for told in changes_of(state, lang)[:_SHOWN]:
            _say(_change(told, lang, crops.get((state.name, told.spot), "")))
        if len(state.changes) > _SHOWN:
            _say("    " + word("golden.more", lang, count=str(len(state.changes) - _SHOWN)))
    return _code(states)


def _code(states: Sequence[CaseState]) -> int:
    if any(state.status is Status.FAILED for state in states):
        return int(ExitCode.INCOMPLETE)
    return int(ExitCode.FINDINGS if any(state.fails for state in states) else ExitCode.OK)


def _detail(state: CaseState, lang: str) -> str:
    if state.error is not None:
        said = fact(state.error, lang)
        return f"  {state.error.file}: {said}" if state.error.file else f"  {said}"
    if state.status is Status.DIFFERS:
        return "  " + word("golden.floor", lang, floor=state.detail, count=str(len(state.changes)))
    return f"  {state.detail}" if state.detail else ""


def _change(told: Told, lang: str, crop: str) -> str:
    """The place, what stood and stands there, the findings that turn on (+) or off (-) with it, and its picture."""
    marks = f"  [{' '.join(told.findings)}]" if told.findings else ""
    lines = [f"    {word(f'golden.change.{told.change.kind}', lang)}  {told.place}{marks}"]
    lines += [f"      - {line}" for line in told.before.splitlines()]
    lines += [f"      + {line}" for line in told.after.splitlines()]
    lines += [f"      {word('golden.crop', lang, file=crop)}"] if crop else []
    return "\n".join(lines)


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
