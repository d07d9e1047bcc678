"""Which figures of the text speak of which rows: item, column, substitution."""

from decimal import Decimal

import pytest

from formaudit.graph.report_relations import column_of_paragraph
from formaudit.graph.text_links import canonical_item, find_facts
from tests.graph.drawings import BASE, CAR, REPORT, TRAINING, UNIT, WHOLE
from tests.graph.making import evidence_of, submission_of


@pytest.mark.parametrize(
    ("label", "item"),
    [
        ("基本支出", "基本支出"),
        ("基本支出决算数", "基本支出"),
        ("项目支出预算", "项目支出"),
        ("“三公”经费支出", "三公经费"),
        ("公务接待费", "公务接待"),
        ("公用经费合计", "公用经费"),
        ("流动图书车", ""),
        ("", ""),
    ],
)
def test_a_label_of_the_text_names_a_budget_line(label: str, item: str) -> None:
    assert canonical_item(label) == item


def test_figures_of_the_text_are_linked_to_their_rows() -> None:
    links = {link.figure.label: link for link in find_facts(submission_of(*WHOLE)).links}
    assert links["公用经费"].item == "公用经费"
    assert links["流动图书车"].row_name == "流动图书车"
    assert {code: figure.raw for code, figure in links["流动图书车"].columns.items()} == {
        "prior_account": "30",
        "budget": "40",
        "final_account": "38.6",
    }


def test_the_column_is_the_one_most_figures_of_the_paragraph_equal() -> None:
    def column(text: str) -> set[str]:
        evidence = evidence_of(BASE, UNIT, CAR, TRAINING, REPORT.replace("流动图书车38.6万元，阅读培训12.15万元", text))
        links = evidence.graph.facts.links
        columns = column_of_paragraph(links, evidence.graph.precision)
        return {columns[link.figure.place.paragraph] for link in links if link.row_name in ("流动图书车", "阅读培训")}

    assert column("流动图书车38.6万元，阅读培训12.15万元") == {"final_account"}
    assert column("流动图书车40万元，阅读培训12.5万元") == {"budget"}
    assert column("流动图书车99万元，阅读培训88万元") == {"final_account"}


def test_a_known_twin_of_another_stage_tells_a_substitution_from_rounding() -> None:
    text = REPORT.replace("流动图书车38.6万元", "流动图书车40万元")
    facts = find_facts(submission_of(BASE, UNIT, CAR, TRAINING, text))
    (link,) = [link for link in facts.links if link.row_name == "流动图书车"]
    assert facts.twin_values(link.figure) == (Decimal("38.6"),)


def test_a_change_is_no_amount_of_its_row() -> None:
    text = REPORT.replace("三、绩效情况", "公用经费比上年减少0.6万元，下降3%。\n三、绩效情况")
    facts = find_facts(submission_of(BASE, UNIT, CAR, TRAINING, text))
    assert [link.figure.raw for link in facts.links if link.item == "公用经费"] == ["19.4万元"]


def test_a_text_without_tables_has_no_links() -> None:
    facts = find_facts(submission_of(REPORT))
    assert facts.links == ()
    assert dict(facts.twins) == {}
