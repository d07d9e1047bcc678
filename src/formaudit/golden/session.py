"""A review of what changed, case by case and change by change, asking through functions so that it can be tested.

Cases come one after the other; within a case the changes at whose place a finding turns on or off come first. When all
changes of the lowest floor that differs were accepted, the floor above comes up, until nothing differs any more.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from formaudit.golden.case import Produce
from formaudit.golden.cells import as_key, decide_changes, recover, rejected
from formaudit.golden.check import CaseState, Status, check_cases
from formaudit.golden.compare import Change
from formaudit.golden.told import Told, told

__all__ = ["Answer", "Ask", "Reviewed", "apply_answers", "open_changes", "review"]


class Answer(Struct, frozen=True, kw_only=True):
    """What a person says to a change: one of accept, reject, skip, accept-all, reject-all, quit, with a reason.

    ``…-all`` means every open change of the same floor and kind in this case.
    """

    what: str
    reason: str = ""


Ask = Callable[[str, Told, int, int], Answer]
"""Asked with the case, the change, its number and how many there are."""


class Reviewed(Struct):
    """What came of a review."""

    accepted: int = 0
    rejected: int = 0
    skipped: int = 0
    stopped: bool = False


def open_changes(golden: Path, state: CaseState, lang: str) -> tuple[Told, ...]:
    """The changes of a case that nobody has rejected yet, in the order in which they are asked."""
    if state.before is None or state.after is None:
        return ()
    known = rejected(golden, state.name)
    changes = state.changes
    if changes and changes[0].floor == "report":
        # The report is for the eye and follows from all below it: it is accepted as a whole or not at all.
        changes = (Change("report", *("\n".join(side.floor("report")) for side in (state.before, state.after))),)
    return told([each for each in changes if as_key(each) not in known], state.before, state.after, lang)


def review(
    golden: Path,
    producers: Callable[[str], Produce],
    ask: Ask,
    *,
    reviewer: str,
    date: str,
    lang: str = "zh",
    only: Sequence[str] = (),
    corpus: Sequence[str] = (),
) -> Reviewed:
    """Ask about every open change and apply each answer at once.

    Raises:
        UsageError: ``golden-no-reason``.
        InputError: a golden is damaged.

    """
    recover(golden)
    done = Reviewed()
    for name in [state.name for state in check_cases(golden, producers, corpus=corpus, only=only) if _open(state)]:
        asked: tuple[Told, ...] = ()
        while not done.stopped:
            (state,) = check_cases(golden, producers, corpus=corpus, only=[name])
            changes = open_changes(golden, state, lang) if _open(state) else ()
            if changes == asked:
                break
            asked = changes
            before = done.accepted
            if changes:
                _case(golden, name, changes, ask, done, (reviewer, date))
            # The floor above is looked at only when something was accepted and nothing of this one is left.
            if not changes or done.accepted == before or done.stopped:
                break
    return done


def _open(state: CaseState) -> bool:
    return state.status is Status.DIFFERS


def _case(golden: Path, name: str, changes: Sequence[Told], ask: Ask, done: Reviewed, who: tuple[str, str]) -> None:
    reviewer, date = who
    left = list(changes)
    while left:
        number = len(changes) - len(left) + 1
        answer = ask(name, left[0], number, len(changes))
        if answer.what == "quit":
            done.stopped = True
            return
        meant = [left[0]]
        if answer.what.endswith("-all"):
            meant = [each for each in left if _kind(each.change) == _kind(left[0].change)]
        if answer.what.startswith(("accept", "reject")):
            accept = answer.what.startswith("accept")
            decide_changes(
                golden, name, [each.change for each in meant], accept=accept, reviewer=reviewer, reason=answer.reason,
                date=date,
            )  # fmt: skip
            done.accepted += len(meant) if accept else 0
            done.rejected += 0 if accept else len(meant)
        else:
            done.skipped += 1
        left = [each for each in left if each not in meant]


def _kind(change: Change) -> tuple[str, str]:
    return (change.floor, change.kind)


def apply_answers(
    golden: Path, answers: Sequence[tuple[str, Change, bool, str]], *, reviewer: str, date: str
) -> Reviewed:
    """Apply decisions made elsewhere: case, change, whether accepted, reason."""
    recover(golden)
    done = Reviewed()
    for name, accept, reason in dict.fromkeys((name, accept, reason) for name, _, accept, reason in answers):
        mine = [change for other, change, yes, why in answers if (other, yes, why) == (name, accept, reason)]
        for group in _floors(mine):
            decide_changes(golden, name, group, accept=accept, reviewer=reviewer, reason=reason, date=date)
        done.accepted += len(mine) if accept else 0
        done.rejected += 0 if accept else len(mine)
    return done


def _floors(changes: Sequence[Change]) -> Iterator[list[Change]]:
    for floor in dict.fromkeys(change.floor for change in changes):
        yield [change for change in changes if change.floor == floor]
