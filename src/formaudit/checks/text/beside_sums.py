"""Sums of the prose beside the tables of a published paper: which reading of a sentence may contradict itself.

The tables tell what makes up what; a sentence beside them may leave a part out, or stand behind another one whose
parts it seems to go on with. A broken reading counts only where nothing else explains the same amounts.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec.structs import replace

from formaudit.checks.disclosure.said import value_of
from formaudit.checks.kernel.evidence import Evidence
from formaudit.graph.disclosure.amounts import Passage
from formaudit.graph.disclosure.published import Published
from formaudit.graph.disclosure.rounding import rounding_of
from formaudit.messages import phrase
from formaudit.model.figure import ZERO, Figure
from formaudit.model.verdict import Outcome, Verdict
from formaudit.patterns import compiled

__all__ = ["explained_sums"]

Spot = tuple[int, int | None, int]


def explained_sums(verdicts: Iterable[Verdict], evidence: Evidence) -> Iterator[Verdict]:
    """The verdicts on sums, those broken ones undecided that another reading or the tables explain."""
    published = evidence.graph.published
    if published is None:
        yield from verdicts
        return
    own = list(verdicts)
    held = [_spots(verdict) for verdict in own if verdict.outcome is Outcome.HOLDS]
    for verdict in own:
        broken = verdict.outcome is Outcome.BROKEN and len(verdict.figures) > 1
        yield _open(verdict) if broken and _explained(verdict, held, published) else verdict


def _explained(verdict: Verdict, held: list[list[Spot]], published: Published) -> bool:
    whole, *parts = _spots(verdict)
    backward = all(part < whole for part in parts)
    if any((backward and sums[0] == whole) or {whole, *parts} <= {*sums} for sums in held):
        return True
    figures = verdict.figures
    total = sum((value_of(part) for part in figures[1:]), ZERO)
    restated = any(value_of(part) == value_of(figures[0]) for part in figures[1:])
    if restated or abs(total - value_of(figures[0])) <= rounding_of(*figures):
        return True
    agreed = {_spot(tie.amount.figure) for tie in published.ties if tie.cell is not None}
    return (
        agreed.issuperset(_spot(figure) for figure in figures if value_of(figure))
        or any(
            _passed_over(verdict, passage) or _makes_another(verdict, total, passage) for passage in published.passages
        )
        or _listed_in_part(verdict, published)
    )


def _makes_another(verdict: Verdict, total: Decimal, passage: Passage) -> bool:
    """Whether the parts make another amount of the passage of their whole."""
    whole = verdict.figures[0]
    if whole.place.paragraph != passage.note.place.paragraph:
        return False
    own = set(_spots(verdict))
    return any(
        one.money
        and _spot(one.figure) not in own
        and abs(value_of(one.figure) - total) <= rounding_of(*verdict.figures)
        for one in passage.amounts
    )


def _listed_in_part(verdict: Verdict, published: Published) -> bool:
    """Whether the parts are those of some paragraphs of a list only, or of paragraphs under another heading."""
    whole, *parts = verdict.figures
    lines = {part.place.paragraph for part in parts if part.place.paragraph != whole.place.paragraph}
    if not lines or None in lines:
        return False
    own = [passage for passage in published.passages if passage.note.place.paragraph in lines]
    first, last = min(line for line in lines if line is not None), max(line for line in lines if line is not None)
    skipped = (
        passage
        for passage in published.passages
        if (at := passage.note.place.paragraph) is not None and first < at < last and at not in lines
    )
    headings = {passage.section for passage in own}
    return len(headings) > 1 or any(one.money for passage in skipped for one in passage.amounts[:1])


def _passed_over(verdict: Verdict, passage: Passage) -> bool:
    """Whether an amount that is no part stands between the whole and its parts: these may be parts of another one."""
    whole, *parts = verdict.figures
    first = min(parts, key=lambda figure: figure.place.order)
    if whole.place.paragraph != passage.note.place.paragraph:
        return False
    own = set(_spots(verdict))
    others = [
        one
        for one in passage.amounts
        if one.money and not one.change and not one.foreign and _spot(one.figure) not in own
    ]
    if first.place.paragraph != whole.place.paragraph:
        # 出国…，公务用车…，接待费…。具体情况如下：: what follows is told of all that the sentence names.
        return any(_start(one.figure) < _start(whole) for one in others)
    between = (one for one in others if _start(whole) < _start(one.figure) < _start(first))
    return any(
        compiled(r"[。；;]").search(passage.text[one.end : _start(first) - passage.begins]) is None for one in between
    )


def _open(verdict: Verdict) -> Verdict:
    label, printed = verdict.figures[0].label, verdict.figures[0].raw
    message = phrase("published.partly", label=label, printed=printed)
    return replace(verdict, outcome=Outcome.UNDECIDED, message=message, severity=None, nature=None, effect=None)


def _spots(verdict: Verdict) -> list[Spot]:
    return [_spot(figure) for figure in verdict.figures]


def _spot(figure: Figure) -> Spot:
    return figure.place.file, figure.place.paragraph, _start(figure)


def _start(figure: Figure) -> int:
    return figure.place.span[0] if figure.place.span is not None else -1
