"""A golden reviewed change by change: each decision is logged before it is applied, so that nothing is ever lost.

A change that is accepted goes into the golden at once; one that is rejected stays a difference that ``check`` tells.
When all changes of the lowest floor are accepted, those above it come up for review: they follow from it.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from formaudit.errors import FormauditError, UsageError
from formaudit.golden.case import (
    FILES,
    FLOORS,
    NEW,
    Actual,
    case_folder,
    digest_files,
    digest_of,
    pending_files,
    read_actual,
    read_case,
    render,
)
from formaudit.golden.compare import Change
from formaudit.golden.review import Decision, decisions, log_line

__all__ = ["ACCEPT", "REJECT", "as_key", "decide_changes", "recover", "rejected"]

ACCEPT: Final = "accept-change"
REJECT: Final = "reject-change"


def decide_changes(
    golden: Path, name: str, changes: Sequence[Change], *, accept: bool, reviewer: str, reason: str, date: str
) -> Decision:
    """Log a decision on changes of one case, then apply it.

    Raises:
        UsageError: ``golden-no-reason``: no reviewer; several changes without a reason.
        InputError: ``golden-damaged``.

    """
    if not reviewer.strip() or (len(changes) > 1 and not reason.strip()):
        raise UsageError("golden-no-reason", name)
    folder = case_folder(golden, name)
    texts = _texts(folder)
    after = dict(texts)
    if accept:
        after.update(_applied(folder, changes))
    decision = log_line(
        golden,
        name,
        (ACCEPT if accept else REJECT, reviewer, reason, date),
        digest_of(after),
        tuple((change.floor, change.before, change.after) for change in changes),
    )
    for file, text in after.items():
        if texts[file] != text:
            _write(folder / file, text)
    return decision


def recover(golden: Path) -> list[str]:
    """Finish what a review that was cut short had logged and not yet applied; the names of the cases concerned."""
    mended: list[str] = []
    last: dict[str, Decision] = {}
    for decision in decisions(golden):
        last[decision.case] = decision
    for name, decision in last.items():
        folder = golden / name
        if decision.decision in ("accept", "reject") and _finish(folder, decision):
            mended.append(name)
        if decision.decision != ACCEPT or not folder.is_dir():
            continue
        if digest_of(_texts(folder)) == decision.digest:
            continue
        changes = [Change(*change) for change in decision.changes]
        after = {**_texts(folder), **_applied(folder, changes)}
        if digest_of(after) == decision.digest:
            for file, text in after.items():
                _write(folder / file, text)
            mended.append(name)
    return mended


def _finish(folder: Path, decision: Decision) -> bool:
    """Take up the acceptance or the rejection of a whole golden where it stopped."""
    pending = pending_files(folder)
    if not pending or (len(pending) == len(FILES) and not _same(folder, decision)):
        return False
    if decision.decision == "accept":
        if not _same(folder, decision):
            return False
        for path in pending:
            path.replace(path.with_name(path.name.removesuffix(NEW)))
        return True
    for path in pending:
        path.unlink()
    if not any(folder.iterdir()):
        folder.rmdir()
    return True


def _same(folder: Path, decision: Decision) -> bool:
    """Whether the pending files, and those already in place for the others, are what was decided on."""
    waiting = {path.name for path in pending_files(folder)}
    try:
        return digest_files({file: folder / (file + NEW if file + NEW in waiting else file) for file in FILES}) == (
            decision.digest
        )
    except FormauditError:
        return False


def rejected(golden: Path, name: str) -> frozenset[tuple[str, str, str]]:
    """The changes of a case that somebody has rejected and nobody accepted since."""
    found: set[tuple[str, str, str]] = set()
    for decision in decisions(golden):
        if decision.case != name:
            continue
        if decision.decision == REJECT:
            found |= set(decision.changes)
        elif decision.decision == ACCEPT:
            found -= set(decision.changes)
        elif decision.decision == "accept":
            found.clear()
    return frozenset(found)


def _texts(folder: Path) -> dict[str, str]:
    """The files of an accepted golden as they stand."""
    return render(read_case(folder), read_actual(folder))


def _applied(folder: Path, changes: Sequence[Change]) -> dict[str, str]:
    """The files that change, with their new text. A change that is already in is left alone."""
    before = read_actual(folder)
    floors = {floor: list(before.floor(floor)) for floor in FLOORS}
    for change in changes:
        if change.floor == "report":
            floors["report"] = change.after.split("\n")
            continue
        records = floors[change.floor]
        if change.floor == "report":
            floors["report"] = change.after.splitlines()
            continue
        if change.before and change.before in records:
            at = records.index(change.before)
            records[at : at + 1] = [change.after] if change.after else []
        elif change.after and not change.before and change.after not in records:
            records.append(change.after)
    made = Actual(
        tables=tuple(floors["tables"]),
        figures=tuple(floors["figures"]),
        verdicts=tuple(floors["verdicts"]),
        findings=tuple(floors["findings"]),
        report_md="\n".join(floors["report"]) + "\n",
    )
    return render(read_case(folder), made)


def _write(path: Path, text: str) -> None:
    part = path.with_name(f".{path.name}.part")
    with part.open("wb") as out:
        out.write(text.encode("utf-8"))
        out.flush()
        os.fsync(out.fileno())
    part.replace(path)


def as_key(change: Change) -> tuple[str, str, str]:
    """What tells a change from another one."""
    return (change.floor, change.before, change.after)
