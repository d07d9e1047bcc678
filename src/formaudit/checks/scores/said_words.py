"""S14: words beside a row's figures that deny them: 超额完成 of what was missed, 未完成目标 of what was met."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from formaudit.checks.kernel.evidence import Evidence
from formaudit.checks.scores.directions import Direction, direction
from formaudit.checks.scores.score_rules import numeric_pair
from formaudit.forms.lookups import scored
from formaudit.graph.tolerance import MONEY_UNITS, wan
from formaudit.messages import phrase
from formaudit.model.cells import TextCell
from formaudit.model.figure import Figure, State
from formaudit.model.forms import Indicator
from formaudit.model.verdict import Outcome, Verdict
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["words_contradict_figures"]

_WHAT: Final = r"(?:年度|年初|预期|既定|全年|计划|全部|绩效|该项|本项)*(?:目标值|指标值|目标|指标|任务数|任务|计划)"
_DONE: Final = compiled(
    rf"(?:{_WHAT})?(?:已经|已|均|全部|全面|按时|按期|如期|圆满|足额)*(?:完成|达成|达到|达标|实现)(?:{_WHAT})?[。；;!]?"
)
_EXCEEDED: Final = compiled(rf"^(?:已|均|全部)*(?:超额(?:完成|达成|实现)|超过(?:{_WHAT})|超(?:目标|计划|任务))")
_UNMET: Final = compiled(
    rf"^(?:尚|还)?未(?:能)?(?:全部|完全|按期|按时|如期)*(?:完成|达到|达成|实现)(?:{_WHAT})(?=$|[，,。；;])"
)
_SHOWN: Final = 40


def words_contradict_figures(evidence: Evidence) -> Iterator[Verdict]:
    """S14: the reason or remark of a row says of its result what its two figures deny.

    Words weigh as they stand alone: 已完成 only where nothing else is said, 超额完成 and 未完成目标 at the beginning. A
    target whose direction nobody knows is left out. Breaks: target ≥40, result 38, 已全部完成. Holds: the same with
    未完成目标，场馆维修.
    """
    for form in evidence.submission.self_evaluations:
        for row in scored(form):
            pair, way = numeric_pair(row), direction(row)
            if pair is None or way not in (Direction.POSITIVE, Direction.REVERSE):
                continue
            for cell in _beside(row):
                verdict = _judged(row, pair, way, cell)
                if verdict is not None:
                    yield verdict


def _beside(row: Indicator) -> Iterator[TextCell]:
    notes = (text for code, text in row.extra if code == "note" and text.place != row.reason.place)
    yield from (cell for cell in (row.reason, *notes) if compact(cell.text))


def _judged(row: Indicator, pair: tuple[Figure, Figure], way: Direction, cell: TextCell) -> Verdict | None:
    """What the words of a cell say of the two figures, or ``None`` where they say nothing of them."""
    words = compact(cell.text)
    done, exceeded, unmet = _DONE.fullmatch(words), _EXCEEDED.match(words), _UNMET.match(words)
    if not (done or exceeded or unmet):
        return None
    target, achieved = (_amount(figure) for figure in pair)
    better = achieved - target if way is Direction.POSITIVE else target - achieved
    broken = bool((unmet and better >= 0) or (done and better < 0) or (exceeded and better <= 0))
    said = Figure(
        key=f"{pair[1].key}.words",
        label="文字说明",
        raw=words[:_SHOWN],
        value=None,
        unit="",
        decimals=0,
        state=State.NOT_APPLICABLE,
        place=cell.place,
        confidence=cell.confidence,
    )
    return Verdict(
        check="S14",
        outcome=Outcome.BROKEN if broken else Outcome.HOLDS,
        key=pair[1].key,
        figures=(said, pair[1], pair[0]),
        calculation=f"{row.target_text.text.strip()} / {row.achieved_text.text.strip()} / {words[:_SHOWN]}",
        message=phrase(
            "S14.broken" if broken else "S14.holds",
            label=pair[1].label,
            words=words[:_SHOWN],
            printed=row.achieved_text.text.strip(),
            target=row.target_text.text.strip(),
        ),
    )


def _amount(figure: Figure) -> Decimal:
    return wan(figure) if figure.unit in MONEY_UNITS else figure.amount
