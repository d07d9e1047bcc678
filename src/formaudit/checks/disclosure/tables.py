"""D01 to D07: what the tables of a disclosure say of each other. One misprint is one finding."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.checks.disclosure.repairs import Mended, find_mended, find_moved
from formaudit.checks.disclosure.said import called
from formaudit.checks.kernel.evidence import Evidence, Run
from formaudit.graph.disclosure.published import Published
from formaudit.graph.disclosure.reading import Tested
from formaudit.graph.disclosure.recoded import Recoded
from formaudit.graph.disclosure.units import Mislabelled
from formaudit.graph.reading import plain
from formaudit.graph.tolerance import wan
from formaudit.messages import Phrase, phrase
from formaudit.model.figure import ZERO, Figure
from formaudit.model.relation import Relation
from formaudit.model.verdict import Effect, Nature, Outcome, Severity, Verdict, VerdictKind
from formaudit.numbers import in_wan
from formaudit.numbers.slips import digits_slip

__all__ = ["between_tables"]

_ASSERTED: Final = ("D01", "D02", "D03", "D04", "D06")
"""The checks whose relations always hold; their breaks make one story where they share a cell or an account."""
_MOST_FIGURES: Final = 60
_SHOWN: Final = 6

Test = tuple[Relation, Tested]


def between_tables(code: str) -> Run:
    """The check of one code: a tick for each relation that holds, a finding for each story that begins with it."""

    def run(evidence: Evidence) -> Iterable[Verdict]:
        """The verdicts on the relations of the code."""
        published = evidence.graph.published
        if published is None:
            return
        shifted = code == "D07" and any(
            told.outcome is Outcome.BROKEN and relation.result.address.section == "basic"
            for relation, told in published.tests
            if relation.check == "D02"
        )
        for relation, told in published.tests:
            if relation.check == code:
                # A table whose codes do not add up may be shifted: nothing else is held against its rows.
                own = replace(told, outcome=Outcome.UNDECIDED) if shifted and told.outcome is Outcome.BROKEN else told
                yield from _single(relation, own)
        if code == "D04":
            yield from map(_recoded, published.recoded)
            yield from map(_mislabelled, published.mislabelled)
        if code in _ASSERTED:
            for story in _stories(published):
                if story.lead[0].check == code:
                    yield _told(story)

    return run


def _mislabelled(wrong: Mislabelled) -> Verdict:
    """The unit of money above a table is not that of its amounts."""
    figures = {figure.key: figure for pair in wrong.pairs[:_SHOWN] for figure in pair}
    first, other = wrong.pairs[0]
    return Verdict(
        check="D04",
        outcome=Outcome.BROKEN,
        key=f"{first.key}=unit",
        figures=tuple(figures.values()),
        calculation="；".join(f"{called(one)} ≠ {called(two)}" for one, two in wrong.pairs[:_SHOWN]),
        message=phrase(
            "published.unit",
            title="、".join(table.title for table in wrong.tables),
            unit=wrong.printed,
            right=wrong.right,
            count=str(len(wrong.pairs)),
            other=other.label,
        ),
    )


def _recoded(pair: Recoded) -> Verdict:
    """One amount under two codes."""
    one, other = pair.figures
    names = [f"{row.code} {row.name}" for row in (pair.one, pair.other)]
    amount = f"{one.raw}{one.unit}"
    return Verdict(
        check="D04",
        outcome=Outcome.BROKEN,
        key=f"{other.key}=code",
        figures=(other, one),
        calculation=f"{pair.one.code} {one.raw} ≠ {pair.other.code} {other.raw}",
        message=phrase("published.code", one=names[0], other=names[1], amount=amount),
        suspects=2,
    )


def _single(relation: Relation, told: Tested) -> Iterator[Verdict]:
    if told.outcome is Outcome.NOT_APPLICABLE:
        return
    if told.outcome is Outcome.BROKEN and relation.check in _ASSERTED:
        return
    state = told.outcome.value
    yield Verdict(
        check=relation.check,
        outcome=told.outcome,
        key=relation.subject,
        figures=_shown((relation,)),
        calculation=told.calculation,
        message=_message(f"published.{state}", relation, told),
        severity=Severity.MINOR if told.outcome is Outcome.BROKEN else None,
        kind=VerdictKind.RELATION,
        relation=relation,
    )


def _message(key: str, relation: Relation, told: Tested, **more: "str | Phrase") -> Phrase:
    unit = relation.result.unit
    return phrase(
        key,
        label=relation.result.label,
        printed=f"{relation.result.raw or '0'}{unit}",
        expected=f"{_in_unit(told.expected, unit)}{unit}",
        gap=f"{_in_unit(abs(told.difference), unit)}{unit}",
        why=phrase(f"why.{relation.why}"),
        other=relation.parts[0].label,
        **more,
    )


def _in_unit(value: Decimal, unit: str) -> str:
    worth = in_wan(Decimal(1), unit) if unit else Decimal(1)
    return plain(value / worth)


def _shown(relations: Iterable[Relation]) -> tuple[Figure, ...]:
    """The figures of relations, each once, the results first; blanks are left out where something else stands there."""
    found: dict[str, Figure] = {}
    for relation in relations:
        for figure in (relation.result, *relation.parts):
            if figure.filled or figure is relation.result:
                found.setdefault(figure.key, figure)
    return tuple(found.values())[:_MOST_FIGURES]


class _Story(Struct, frozen=True, kw_only=True):
    """Broken relations that share cells or accounts, and the cells that would explain them all."""

    broken: tuple[Test, ...]
    mended: tuple[Mended, ...]

    @property
    def lead(self) -> Test:
        """The relation that the finding is named after: the one that shows the misprinted cell, else the first."""
        for cell in self.mended[:1]:
            for test in self.broken:
                if cell.figure.key in (test[0].result.key, *(part.key for part in test[0].parts)):
                    return test
        return self.broken[0]


def _stories(published: Published) -> list[_Story]:
    broken = [test for test in published.tests if test[1].outcome is Outcome.BROKEN and test[0].check in _ASSERTED]
    if not broken:
        return []
    held = [
        test
        for test in published.tests
        if test[1].outcome in (Outcome.HOLDS, Outcome.NOT_APPLICABLE) and test[0].check in _ASSERTED
    ]
    made: list[_Story] = []
    for group in _with_twins(_connected(broken)):
        mended = find_moved(group) or find_mended(group, held, published.places)
        made.append(_Story(broken=tuple(group), mended=mended))
    return made


def _connected(broken: Sequence[Test]) -> list[list[Test]]:
    """The broken relations put together where they share a cell, or an account in a column of the same meaning."""
    groups: list[tuple[set[str], list[Test]]] = []
    for test in broken:
        marks = {mark for figure in (test[0].result, *test[0].parts) for mark in _marks(figure)}
        joined = [group for group in groups if group[0] & marks]
        rest = [group for group in groups if not group[0] & marks]
        own = [one for group in joined for one in group[1]]
        groups = [*rest, (set().union(marks, *(group[0] for group in joined)), [*own, test])]
    order = {id(test): at for at, test in enumerate(broken)}
    return [
        sorted(own, key=lambda test: order[id(test)]) for _, own in sorted(groups, key=lambda g: order[id(g[1][0])])
    ]


def _with_twins(groups: list[list[Test]]) -> list[list[Test]]:
    """Two stories that are the two ends of one: rows of a table that miss each other's amounts."""
    made: list[list[Test]] = []
    for group in groups:
        ends = {(_table_of(test), test[1].difference) for test in group if test[0].check == "D01"}
        twin = next(
            (
                own
                for own in made
                if any((_table_of(test), -test[1].difference) in ends for test in own if test[0].check == "D01")
            ),
            None,
        )
        if twin is None:
            made.append(list(group))
        else:
            twin.extend(group)
    return made


def _table_of(test: Test) -> tuple[int, int | None]:
    place = test[0].result.place
    return place.file, place.table


def _marks(figure: Figure) -> Iterator[str]:
    """A cell by its address, and by the account it belongs to: one amount stands in several tables."""
    yield figure.key
    address = figure.address
    name = address.steps[0].name if address.steps else None
    if name is not None and name.isdigit() and figure.filled and figure.amount != 0:
        yield f"{name}.{address.column}"


def _told(story: _Story) -> Verdict:
    relation, told = story.lead
    cells = story.mended
    key, more = "published.broken", dict[str, str | Phrase]()
    if len(story.broken) > 1:
        key, more = "published.several", {"count": str(len(story.broken))}
    if cells:
        key = "published.moved" if _is_moved(cells) else "published.mended"
        more["cells"] = "；".join(_cell(cell) for cell in cells)
    calculation = "；".join(dict.fromkeys(test[1].calculation for test in story.broken))
    figures = _shown((relation, *(test[0] for test in story.broken)))
    suspects = tuple(cell.figure for cell in cells)
    rest = tuple(one for one in figures if one.key not in {cell.key for cell in suspects})
    fact = _message(
        "published.broken" if len(story.broken) == 1 else "published.several",
        relation,
        told,
        count=str(len(story.broken)),
    )
    return Verdict(
        check=relation.check,
        outcome=Outcome.BROKEN,
        key=relation.subject,
        figures=(*suspects, *rest),
        calculation=calculation,
        message=_message(key, relation, told, **more),
        fact=fact if cells else None,
        severity=_weight(story),
        nature=Nature.CONTRADICTION,
        effect=Effect(money=abs(told.difference)),
        suspects=max(1, len(suspects)),
        kind=VerdictKind.REMARK,
    )


def _weight(story: _Story) -> Severity | None:
    """An amount on another row, or a digit lost, is critical; a cell left blank may have been lost in reading."""
    cells = story.mended
    if cells and (_is_moved(cells) or _is_slip(cells)):
        return Severity.CRITICAL
    doubted = [cell.figure for cell in cells] if cells else [test[0].result for test in story.broken]
    return None if any(figure.filled for figure in doubted) else Severity.MINOR


def _cell(cell: Mended) -> str:
    figure = cell.figure
    return f"{figure.label} {_in_unit(cell.value, figure.unit)}{figure.unit} ← {figure.raw or '0'}{figure.unit}"


def _is_moved(cells: Sequence[Mended]) -> bool:
    """Whether an amount stands on another row than its own: one cell is to have what another one prints."""
    printed = {wan(cell.figure) if cell.figure.filled else ZERO for cell in cells} - {ZERO}
    wanted = {cell.value for cell in cells} - {ZERO}
    return len(cells) > 1 and bool(printed & wanted)


def _is_slip(cells: Sequence[Mended]) -> bool:
    """Whether each cell differs from what it should be by one slip of a digit."""
    return all(
        cell.figure.filled
        and digits_slip(
            _digits(cell.figure.amount, cell.figure),
            _digits(cell.value / in_wan(Decimal(1), cell.figure.unit), cell.figure),
        )
        for cell in cells
    )


def _digits(value: Decimal, figure: Figure) -> str:
    return format(value.quantize(Decimal(1).scaleb(-figure.decimals)), "f").replace(".", "")
