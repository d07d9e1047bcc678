"""A form as evidence: its title is cited where it is printed."""

import pytest

from formaudit.forms.quoting import form_figure
from tests.checks.cases import drawn

_TITLES = {
    "list": "2023年度湖滨区专项资金绩效自评清单",
    "base": "2023年度预算单位整体支出绩效评价基础数据表",
    "unit": "2023年度预算单位整体支出绩效自评表",
    "project": "2023年度项目支出绩效自评表",
    "report": "2023年度湖滨区档案馆单位整体支出绩效自评报告",
}


@pytest.mark.parametrize("together", [False, True])
def test_a_title_is_cited_at_the_paragraph_that_holds_it(together: bool) -> None:
    submission = drawn(together=together)
    found = [form_figure(form) for form in submission.forms]
    assert {figure.raw for figure in found} == set(_TITLES.values())
    for figure in found:
        paragraphs = submission.documents[figure.place.file].paragraphs
        assert [one.text for one in paragraphs if one.index == figure.place.paragraph] == [figure.raw]


@pytest.mark.parametrize("form", ["list", "base", "unit", "project"])
def test_a_title_in_a_row_of_the_table_is_cited_there(form: str) -> None:
    title = _TITLES[form]
    (found,) = [
        form_figure(each)
        for each in drawn(((form, title, f"| {title} | < |"),), without=("transfer",)).forms
        if each.title == title
    ]
    assert (found.raw, found.place.row, found.place.col) == (title, 0, 0)


def test_a_form_without_a_title_is_cited_by_a_name_that_it_prints() -> None:
    without = (("unit", f"附件3\n{_TITLES['unit']}\n", ""),)
    submission = drawn(without)
    (found,) = [form_figure(form) for form in submission.departments]
    assert found.raw == "湖滨区档案馆"
    cell = submission.documents[found.place.file].tables[0].at(found.place.row or 0, found.place.col or 0)
    assert cell is not None
    assert cell.text == found.raw
