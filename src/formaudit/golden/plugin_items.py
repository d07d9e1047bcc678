"""Each golden of a folder as a test of pytest's (``plugin``)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from formaudit.golden.check import CaseState, check_cases, golden_cases
from formaudit.golden.output import changes_of
from formaudit.golden.produce import producer
from formaudit.messages.failure import line

__all__ = ["golden_items"]

_SHOWN = 20


def golden_items(session: pytest.Session, golden: Path) -> list[pytest.Item]:
    """A test for each golden of a folder."""
    items: list[pytest.Item] = []
    for name in golden_cases(golden):
        item: _GoldenItem = _GoldenItem.from_parent(session, name=f"golden[{name}]")
        item.golden, item.case = golden, name
        items.append(item)
    return items


class _GoldenError(Exception):
    """A golden that does not hold."""

    def __init__(self, state: CaseState) -> None:
        super().__init__(state.name)
        self.state = state


class _GoldenItem(pytest.Item):
    golden: Path
    case: str

    def runtest(self) -> None:
        (state,) = check_cases(self.golden, producer, only=[self.case])
        if state.fails:
            raise _GoldenError(state)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:
        del style
        error = excinfo.value
        return "\n".join(_lines(error.state)) if isinstance(error, _GoldenError) else str(excinfo.getrepr())

    def reportinfo(self) -> tuple[Path, int | None, str]:
        return self.golden / self.case, None, self.name


def _lines(state: CaseState) -> Iterator[str]:
    yield f"{state.name}: {state.status} {state.detail}".rstrip()
    if state.error is not None:
        yield line(state.error, "en")
    changes = changes_of(state, "zh")
    for each in changes[:_SHOWN]:
        marks = " ".join(each.findings)
        yield f"  {each.place}: {each.before} → {each.after} {marks}".rstrip()
    if len(changes) > _SHOWN:
        yield f"  … {len(changes) - _SHOWN}"
