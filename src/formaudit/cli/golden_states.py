"""What ``golden check``, ``list`` and ``score`` print: the verdict, a line for each case, its changes."""

import argparse
from collections.abc import Sequence
from typing import Final

from formaudit.cli.console import emit
from formaudit.cli.output import write_bytes
from formaudit.errors import ExitCode, UsageError
from formaudit.golden.case import read_case
from formaudit.golden.check import CaseState, Status
from formaudit.golden.crops import Spot, crops_of
from formaudit.golden.output import NO_CROPS, Crops, changes_of
from formaudit.golden.score import Measure, score_cases
from formaudit.golden.told import Told
from formaudit.messages import word
from formaudit.messages.failure import fact

__all__ = ["code_of", "crops_written", "print_scores", "print_states"]

_SHOWN: Final = 5  # changes of a case that are printed; the rest is counted


def print_states(states: Sequence[CaseState], lang: str, crops: Crops = NO_CROPS) -> int:
    """The verdict first, then a line for each case and the changes of those that differ."""
    failing = [state for state in states if state.fails]
    key = "golden.none" if not states else "golden.failing" if failing else "golden.passing"
    emit(word(key, lang, count=str(len(states)), failing=str(len(failing))))
    for state in states:
        emit(f"{word(f'golden.status.{state.status.value}', lang)}  {state.name}{_detail(state, lang)}")
        for told in changes_of(state, lang)[:_SHOWN]:
            emit(_change(told, lang, crops.get((state.name, told.spot), "")))
        if len(state.changes) > _SHOWN:
            emit("    " + word("golden.more", lang, count=str(len(state.changes) - _SHOWN)))
    return code_of(states)


def code_of(states: Sequence[CaseState]) -> int:
    """3 where a case could not be run, 1 where one fails."""
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


def crops_written(options: argparse.Namespace, states: Sequence[CaseState]) -> Crops:
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


def print_scores(options: argparse.Namespace) -> int:
    """A line for each golden that has a truth, then all of them; 1 where anything is wrong."""
    if not options.truth.is_dir():
        raise UsageError("not-found", str(options.truth))
    scored = score_cases(options.golden, options.truth, options.cases)
    for each in scored:
        emit(_scores(each.name, each.cells, each.spans, each.figures, options.lang))
        for wrong in each.wrong[:_SHOWN]:
            emit(f"    {wrong}")
    nothing = Measure()
    whole = [sum((getattr(each, name) for each in scored), nothing) for name in ("cells", "spans", "figures")]
    emit(_scores(word("golden.score.all", options.lang), whole[0], whole[1], whole[2], options.lang))
    return int(ExitCode.FINDINGS if any(each.wrong for each in scored) else ExitCode.OK)


def _scores(name: str, cells: Measure, spans: Measure, figures: Measure, lang: str) -> str:
    said = {
        key: f"{each.right}/{each.there}" + (f" = {each.share:.4f}" if each.there else "")
        for key, each in (("cells", cells), ("spans", spans), ("figures", figures))
    }
    return word("golden.score.line", lang, name=name, **said)
