"""The money chain: opening, full-year and executed money with what each is made of."""

from collections.abc import Iterator
from decimal import Decimal

from formaudit.audit import audit_submission
from formaudit.graph.chain import money_chain
from formaudit.model.report import ChainNode, ChainState
from formaudit.settings import Profile
from tests.graph.drawings import BASE, CAR, REPORT, TRAINING, UNIT, WHOLE
from tests.graph.making import evidence_of


def chain(*drawings: str) -> tuple[ChainNode, ...]:
    evidence = evidence_of(*drawings)
    return money_chain(evidence.submission, evidence.graph, "zh")


def shape(node: ChainNode) -> object:
    amount = None if node.figure is None else node.figure.value
    return (node.label, amount, [shape(child) for child in node.children]) if node.children else (node.label, amount)


def states(node: ChainNode) -> list[tuple[str, str]]:
    own = [(node.label, node.state)] if node.children else []
    return own + [pair for child in node.children for pair in states(child)]


def test_the_chain_is_rebuilt_from_all_forms_and_the_report() -> None:
    opening, full, executed = chain(*WHOLE)
    assert (opening.figure is not None and opening.figure.value, opening.children) == (Decimal("148.5"), ())
    assert shape(full)[1:] == (  # type: ignore[index]  # a tuple by construction
        Decimal("152.5"),
        [
            ("基本支出", Decimal(100)),
            ("流动图书车", Decimal(40), [("当年财政拨款", Decimal("37.5")), ("其他资金", Decimal("2.5"))]),
            ("阅读培训", Decimal("12.5"), [("当年财政拨款", Decimal("12.5"))]),
        ],
    )
    assert shape(executed)[1:] == (  # type: ignore[index]  # a tuple by construction
        Decimal("150.75"),
        [
            ("基本支出", Decimal(100), [("人员经费", Decimal("80.6")), ("公用经费", Decimal("19.4"))]),
            (
                "项目支出",
                Decimal("50.75"),
                [
                    (
                        "区级专项资金",
                        Decimal("50.75"),
                        [("流动图书车", Decimal("38.6")), ("阅读培训", Decimal("12.15"))],
                    )
                ],
            ),
        ],
    )


def test_every_tie_of_a_consistent_chain_holds() -> None:
    assert {state for node in chain(*WHOLE) for _, state in states(node)} == {"holds"}


def test_a_broken_tie_is_marked_where_it_is_and_says_its_arithmetic() -> None:
    _, full, _ = chain(BASE, UNIT, CAR.replace("| 38 | 40 | 38.6", "| 38 | 37.5 | 38.6"), TRAINING, REPORT)
    assert dict(states(full)) == {full.label: "broken", "流动图书车": "broken", "阅读培训": "holds"}
    assert full.calculation == "100 + 37.5 + 12.5 = 150 ≠ 152.5"


def test_without_annex_2_the_projects_make_up_the_execution() -> None:
    *_, executed = chain(UNIT, CAR, TRAINING)
    assert [child.label for child in executed.children if child.label != "基本支出"] == ["项目支出"]
    (project,) = [child for child in executed.children if child.label == "项目支出"]
    assert [child.label for child in project.children] == ["流动图书车", "阅读培训"]


def test_without_a_unit_form_there_is_no_chain() -> None:
    assert chain(BASE, CAR, TRAINING) == ()


def told(*drawings: str) -> dict[str, tuple[str, str, int]]:
    """State, calculation and number of findings of each node, as an audit shows it."""
    report = audit_submission(evidence_of(*drawings).submission, Profile(), "zh")

    def walk(node: ChainNode) -> Iterator[ChainNode]:
        yield node
        for child in node.children:
            yield from walk(child)

    nodes = [each for root in report.chain for each in walk(root)]
    assert {id_ for node in nodes for id_ in node.findings} <= {finding.id for finding in report.findings}
    assert [node.label for node in nodes if node.state is ChainState.BROKEN and not node.findings] == []
    return {node.label: (node.state.value, node.calculation, len(node.findings)) for node in reversed(nodes)}


def test_a_form_that_was_not_handed_in_leaves_the_tie_open() -> None:
    assert told(UNIT)["全年预算"] == ("undecided", "未收到附件4", 0)
    assert told(UNIT)["全年执行"][0] == "undecided"
    assert told(BASE, UNIT, CAR, REPORT)["全年预算"] == ("undecided", "附件4未收齐", 0)
    assert told(BASE, UNIT, CAR, TRAINING)["全年执行"] == ("undecided", "组成部分不全", 0)


def test_a_sum_that_holds_without_the_missing_form_holds() -> None:
    alone = UNIT.replace("152.5", "100").replace("150.75", "100")
    assert told(alone)["全年预算"][0] == "holds"


def test_a_break_names_its_findings_and_one_that_no_check_found_is_open() -> None:
    broken = (BASE, UNIT, CAR.replace("| 38 | 40 | 38.6", "| 38 | 37.5 | 38.6"), TRAINING, REPORT)
    assert {label: found for label, (state, _, found) in told(*broken).items() if state == "broken"} == {
        "全年预算": 1,
        "流动图书车": 1,
    }
    profile = Profile(disabled=frozenset({"X04"}))
    report = audit_submission(evidence_of(*broken).submission, profile, "zh")
    full = next(node for node in report.chain if node.label == "全年预算")
    assert (full.state, full.calculation) == (ChainState.UNDECIDED, "各组成部分的口径不能确定，未作判断")


def test_an_unreadable_total_of_a_project_leaves_the_tie_open() -> None:
    state, calculation, _ = told(BASE, UNIT, CAR.replace("| 38 | 40 | 38.6", "| 38 | 4.0.0 | 38.6"), TRAINING, REPORT)[
        "全年预算"
    ]
    assert (state, calculation) == ("undecided", "流动图书车未填或未能识读")
