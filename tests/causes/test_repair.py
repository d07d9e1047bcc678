"""Single-cell repair as a function: what it tries and what it names."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from msgspec.structs import replace

from formaudit.causes.fold import _as_printed
from formaudit.causes.likelihood import standing_of
from formaudit.causes.rejudge import Rejudge
from formaudit.causes.repair import CandidateRepair, _Search, cause_kind, find_repairs
from formaudit.causes.ties import draw_ties
from formaudit.checks.catalogue import CHECKS
from formaudit.checks.of_profile import checks_by_code
from formaudit.model.figure import Figure
from formaudit.model.verdict import Outcome
from tests.causes.folding import causes_of, changed
from tests.graph.drawings import WHOLE
from tests.graph.making import evidence_of, figure


def repairs(*drawings: str) -> list[tuple[str, Decimal, str, int, list[str]]]:
    evidence = evidence_of(*drawings)
    verdicts = [v for check in CHECKS for v in check.run(evidence)]
    contradicted = frozenset((v.check, v.key) for v in verdicts if v.outcome is Outcome.BROKEN and v.check[0] in "TX")
    readings = next(find_repairs(evidence, verdicts, contradicted), ())
    return [
        (
            repair.figure.key,
            repair.value,
            cause_kind(repair, evidence),
            len(repair.fixed),
            [part.key for part in repair.omitted],
        )
        for repair in readings
        if repair.count > 1
    ]


def test_nothing_broken_nothing_repaired() -> None:
    assert repairs(*WHOLE) == []


def test_one_broken_relation_is_not_enough() -> None:
    assert repairs(*changed(("三公经费 | 3 | 3.2 | 2.9", "三公经费 | 3 | 3.2 | 2.7"))) == []


def test_the_omitted_parts_are_named() -> None:
    (repair,) = repairs(*changed(("年度资金总额 | 38 | 40 | 38.6", "年度资金总额 | 38 | 37.5 | 38.6")))
    assert repair == (
        "annex4[流动图书车].total.final_budget",
        Decimal(40),
        "omitted-part",
        5,
        ["annex4[流动图书车].other.final_budget"],
    )


def test_money_is_repaired_in_ten_thousand_yuan_and_shown_as_it_is_printed() -> None:
    drawings = changed(("年度资金总额 | 38 | 40 | 38.6", "年度资金总额 | 38 | 40 | 368000元"))
    (repair,) = repairs(*drawings)
    assert repair[:3] == ("annex4[流动图书车].total.actual_amount", Decimal("38.6"), "transposed-digits")
    (cause,) = causes_of(*drawings)
    assert [cell.restored for cell in cause.cells] == ["386000元"]


@pytest.mark.parametrize(
    ("printed", "value", "said"),
    [
        ("22.22%", "20", "20%"),
        ("9.65", "9.7", "9.7"),
        ("12.5 万元", "13", "13万元"),
        ("5830元/户", "5300", "5300"),  # what follows is no unit by itself
        ("", "4", "4"),
    ],
)
def test_a_restored_value_has_the_unit_that_follows_the_print(printed: str, value: str, said: str) -> None:
    seen = replace(figure("1", unit="万元" if "元" in printed else ""), raw=printed)
    assert _as_printed(seen, Decimal(value)) == said


class _Stuck(_Search):
    """A search in which six values mend one verdict that is closed already: each look finds them again."""

    def _candidates(self) -> Iterator[tuple[Figure, Decimal]]:
        yield from ((figure(str(number), key=f"part{number}"), Decimal(number + 1)) for number in range(1, 7))

    def _judge(self, found: Figure, value: Decimal) -> CandidateRepair | None:
        closed = frozenset({("T09", "closed")})
        return CandidateRepair(figure=found, value=value, fixed=(), subjects=frozenset(), mended=closed)


def test_a_search_ends_where_what_it_finds_was_closed_before() -> None:
    evidence = evidence_of(*WHOLE)
    search = _Stuck(
        ties=draw_ties(evidence, ()),
        standing=standing_of(evidence),
        rejudge=Rejudge(evidence=evidence, known={}),
        open=set(),
        accepted={},
        scoring={},
        unreadable={},
        other_rows=frozenset(),
        checks=checks_by_code(evidence.profile),
    )
    assert search.best() == ()
