"""Fields of the cells that move with fonts and libraries: left out, or kept by a case's choice and compared loosely.

Only where a cell stands and how sure its reader was are ever taken loosely. What it says, and every figure, is exact.
"""

import json
from typing import Any, Final

from formaudit.errors import UsageError
from formaudit.golden.case import Actual

__all__ = ["CHOICES", "chosen", "near", "thinned"]

CHOICES: Final = ("bbox", "confidence")
_LOOSE: Final = (*CHOICES, "page")
_POINTS: Final = 2
_HUNDREDTHS: Final = 5
"""A box may move by so many points, a confidence by so many hundredths."""


def chosen(text: str) -> tuple[str, ...]:
    """The fields that a list with commas names, in a fixed order.

    Raises:
        UsageError: ``golden-keep``: a field that must be exact, or none at all.

    """
    names = {name.strip() for name in text.split(",") if name.strip()}
    if not names <= set(CHOICES):
        raise UsageError("golden-keep", "", ", ".join(sorted(names - set(CHOICES))))
    return tuple(name for name in CHOICES if name in names)


def thinned(actual: Actual, keep: tuple[str, ...]) -> Actual:
    """What a golden keeps of what the program says: of the loose fields only the chosen ones."""
    tables = tuple(_thin(line, keep) if '"bbox"' in line or '"page"' in line or '"conf' in line else line
                   for line in actual.tables)  # fmt: skip
    return Actual(
        tables=tables,
        figures=actual.figures,
        verdicts=actual.verdicts,
        findings=actual.findings,
        report_md=actual.report_md,
    )


def _thin(line: str, keep: tuple[str, ...]) -> str:
    record = json.loads(line)
    kept = {name: value for name, value in record.items() if name not in _LOOSE or name in keep}
    return line if kept == record else json.dumps(kept, ensure_ascii=False, sort_keys=True)


def near(before: str, after: str, keep: tuple[str, ...]) -> bool:
    """Whether two records of a cell differ in loose fields only, and in these by little."""
    was, now = json.loads(before), json.loads(after)
    return _exact(was) == _exact(now) and all(_close(name, was.get(name), now.get(name)) for name in keep)


def _exact(record: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name not in _LOOSE}


def _close(name: str, was: Any, now: Any) -> bool:
    if name == "confidence":
        return abs(int(100 if was is None else was) - int(100 if now is None else now)) <= _HUNDREDTHS
    if was is None or now is None:
        return was is now
    return len(was) == len(now) and all(abs(one - two) <= _POINTS for one, two in zip(was, now, strict=True))
