"""The money chain: opening, full-year and executed money with what each is made of."""

from decimal import Decimal

from formaudit.graph.chain import money_chain
from formaudit.model.report import ChainNode
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
                        "区级专项资金(一个专项一行)",
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
