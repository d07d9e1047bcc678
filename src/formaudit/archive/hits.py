"""What an audit said of a figure that was found: the findings on it and what became of them."""

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from formaudit.archive.kept_report import KeptFinding, kept_submissions
from formaudit.archive.store import Store

__all__ = ["NOTHING_TOLD", "Told", "told_of"]


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """The findings in which a figure is named, by id, with their checks, and the states that people decided."""

    findings: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    states: tuple[str, ...] = ()


NOTHING_TOLD: Final = Told()


def told_of(store: Store, root: str, key: str) -> Mapping[str, Told]:
    """What was said of each figure of a submission, by the figure's key; nothing of those that nothing was said of."""
    findings = [each for submission in kept_submissions(store, root, key) for each in submission.findings]
    states = _states(store, [each.id for each in findings])
    found: dict[str, list[KeptFinding]] = {}
    for each in findings:
        for figure in each.figures:
            if each not in found.setdefault(figure.key, []):
                found[figure.key].append(each)
    return {
        figure: Told(
            findings=tuple(each.id for each in named),
            checks=tuple(dict.fromkeys(each.check for each in named)),
            states=tuple(dict.fromkeys(states[each.id] for each in named if each.id in states)),
        )
        for figure, named in found.items()
    }


def _states(store: Store, ids: Sequence[str]) -> dict[str, str]:
    if not ids:
        return {}
    marks = ", ".join("?" * len(ids))
    return dict(store.rows(f"SELECT finding, state FROM decisions WHERE finding IN ({marks})", list(ids)))
