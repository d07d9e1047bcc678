"""All that a verdict carries, as one line: what it says, shows, reckons, moves, tests, and its words."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

from formaudit.messages import say
from formaudit.model.relation import Relation
from formaudit.model.report import ScoreRow
from formaudit.model.verdict import Absence, Outcome, Verdict, VerdictKind
from tests.whole import blocks

__all__ = ["CASES", "hold", "lines_of", "row_line", "verdict_line"]

CASES: Final = Path(__file__).with_name("cases.txt")
"""All that is said in the cases of this folder, by their names; ``python -m tests.checks.recorded`` writes it."""

_SHOWN: Final = 4
_MOST: Final = 10
_FIRST: Final = 4


def verdict_line(verdict: Verdict) -> str:
    """Check, outcome, severity, nature, suspects, subject, printed figures, arithmetic, effect, relation and words."""
    shown = " ".join(dict.fromkeys(figure.raw[:24] or "□" for figure in verdict.figures[:_SHOWN]))
    more = f" +{len(verdict.figures) - _SHOWN}" if len(verdict.figures) > _SHOWN else ""
    effect = verdict.effect
    parts = (
        verdict.check,
        verdict.outcome.value,
        "" if verdict.severity is None else verdict.severity.value,
        "" if verdict.nature is None else verdict.nature.value,
        f"of {verdict.suspects}" if verdict.suspects > 1 else "",
        verdict.key,
        f"[{shown}{more}]",
        verdict.calculation[:80],
        "" if effect is None or effect.money is None else f"万元 {effect.money.normalize():f}",
        "" if effect is None or effect.score is None else f"分 {effect.score.normalize():f}",
        "" if verdict.kind is VerdictKind.REMARK else verdict.kind.value,
        "" if verdict.relation is None else _relation(verdict.relation),
        "" if verdict.absence is Absence.NONE else f"no {verdict.absence.value}",
        "noted" if verdict.noted else "",
        f"“{say(verdict.message)}”",
        "" if verdict.fact is None else f"“{say(verdict.fact)}”",
    )
    return " ".join(part for part in parts if part).replace("\n", "/")


def _relation(one: Relation) -> str:
    signs = one.signs or (1,) * len(one.parts)
    parts = "".join(f"{'−' if sign < 0 else '+'}{part.raw or '□'}" for part, sign in zip(one.parts, signs, strict=True))
    return f"<{one.kind.value} {one.result.raw or '□'}: {parts}{'' if one.exhaustive else ' open'}>"


def row_line(row: ScoreRow) -> str:
    """A score beside what the rules give."""
    readings = "; ".join(f"{one.rule} {one.score:f} {one.calculation}" for one in row.readings)
    weight, score = (None if one is None else one.raw for one in (row.weight, row.score))
    agrees = {True: " agrees", False: " differs", None: ""}[row.agrees]
    return f"score {row.form.value}{row.form_index} {row.label} {row.nature} {score} of {weight}{agrees} {readings}".rstrip()


def hold(case: object, found: Sequence[Verdict]) -> None:
    """Hold the verdicts of a case to those that are written down."""
    assert lines_of(found) == _written()[str(case)]


def lines_of(found: Sequence[Verdict]) -> list[str]:
    """A line for each verdict; of many that hold the first."""
    if len(found) <= _MOST:
        return [f"  {verdict_line(one)}" for one in found]
    open_ones = [one for one in found if one.outcome is not Outcome.HOLDS or one.noted]
    others = [one for one in found if one not in open_ones]
    kept = others[:_FIRST]
    return [*(f"  {verdict_line(one)}" for one in (*open_ones, *kept)), f"  {len(others) - len(kept)} more"]


@cache
def _written() -> dict[str, list[str]]:
    return dict(blocks(CASES))
