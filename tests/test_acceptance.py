"""One real submission, as text and as DOCX: what its audit must at least say, and what it must not.

The material lies beside the project and is skipped where it is absent. Nothing here is special to it in the program:
the same checks run over every other submission.
"""

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

from formaudit.audit import audit_submission
from formaudit.intake.gather import gather
from formaudit.model.figure import Figure
from formaudit.model.report import Cause, ChainNode, Finding, SubmissionReport
from formaudit.model.verdict import Severity
from formaudit.settings import Profile
from tests.material import MATERIAL, needs_material

pytestmark = needs_material

FILES: Final = {
    "txt": MATERIAL / "submission" / "2023年度绩效自评材料.txt",
    "docx": MATERIAL / "forms" / "docx" / "full.docx",
}
Position = tuple[int | None, int | None, int | None]


@cache
def audited(form: str) -> SubmissionReport:
    gathered = gather([FILES[form]])
    assert gathered.errors == ()
    (submission,) = gathered.submissions
    return audit_submission(submission, Profile(), "zh")


@pytest.fixture(params=FILES)
def report(request: pytest.FixtureRequest) -> SubmissionReport:
    return audited(str(request.param))


@cache
def printed_cells() -> dict[Position, str]:
    """The cells of the DOCX as its makers list them, by table, row and column."""
    tables = json.loads((MATERIAL / "forms" / "truth" / "full.json").read_text(encoding="utf-8"))
    return {
        (number, cell["r"], cell["c"]): cell["text"] for number, table in enumerate(tables) for cell in table["cells"]
    }


def at(figure: Figure) -> Position:
    return figure.place.table, figure.place.row, figure.place.col


def of(report: SubmissionReport, check: str) -> list[Finding]:
    return [finding for finding in report.findings if finding.check == check]


def finding(report: SubmissionReport, check: str, calculation: str) -> Finding:
    found = [one for one in of(report, check) if one.calculation == calculation]
    assert len(found) == 1, (check, calculation, [one.calculation for one in of(report, check)])
    return found[0]


def cause(report: SubmissionReport, kind: str, restored: str) -> Cause:
    found = [
        one
        for one in report.causes
        if one.kind == kind and any(repair.restored.startswith(restored) for repair in one.repairs)
    ]
    assert len(found) == 1, [(one.kind, one.message) for one in report.causes]
    return found[0]


# ---- what is recognised ----


def test_the_six_parts_are_recognised_and_nothing_else(report: SubmissionReport) -> None:
    assert [(form.form, form.index, form.tables) for form in report.forms] == [
        ("annex1", 0, (0,)),
        ("annex2", 0, (1,)),
        ("annex3", 0, (2,)),
        ("annex4", 0, (3,)),
        ("annex4", 1, (4,)),
        ("report", 0, ()),
    ]
    assert [form.name for form in report.forms if form.form == "annex4"] == ["区级专项资金", "上级转移支付"]
    assert report.year == 2023
    assert report.unit.endswith("岳阳楼区工伤保险服务中心")


def nodes(node: ChainNode) -> Iterator[ChainNode]:
    yield node
    for child in node.children:
        yield from nodes(child)


def amounts(node: ChainNode) -> Any:
    """Printed amounts, nested as the chain is."""
    own = None if node.figure is None else node.figure.value
    return [own, [amounts(child) for child in node.children]] if node.children else own


def test_the_money_chain_is_rebuilt(report: SubmissionReport) -> None:
    opening, full, executed = report.chain
    assert amounts(opening) == Decimal("102.53")
    assert amounts(full)[0] == Decimal("153.67")
    assert amounts(full)[1][0] == Decimal("84.13")
    basic, project = executed.children
    assert amounts(executed)[0] == Decimal("153.67")
    assert amounts(basic) == [Decimal("84.13"), [Decimal("71.85"), Decimal("10.2"), Decimal("2.08")]]
    assert amounts(project) == [
        Decimal("69.54"),
        [[Decimal("16.54"), [Decimal("3.99"), Decimal("12.55")]], [Decimal(53), [Decimal(33), Decimal(20)]]],
    ]
    assert {node.state for node in nodes(executed)} == {"holds", ""}


# ---- 1: 12.55 stands in 其他资金 and not in the total ----

OMITTED: Final = (
    ("T09", "4 + 12.55 = 16.55 ≠ 4", (3, 3, 4)),
    ("T12", "16.54 > 4", (3, 3, 5)),
    ("T10", "16.54 ÷ 4 = 413.5% ≠ 99.75%", (3, 3, 7)),
    ("T11", "3.99 ÷ 4 = 99.75%", (3, 3, 7)),
    ("S12", "16.54 > 4", (3, 19, 5)),
    ("X10", "12.55 ≠ 0(空)", (2, 7, 1)),
    ("X02", "4 + 53 = 57 ≠ 69.54", (2, 5, 5)),
    ("X04", "84.13 + 4 + 53 = 141.13 ≠ 153.67", (2, 2, 4)),
)


@pytest.mark.parametrize(("check", "calculation", "place"), OMITTED)
def test_every_symptom_of_the_omitted_part_is_found_at_its_cell(
    report: SubmissionReport, check: str, calculation: str, place: Position
) -> None:
    found = finding(report, check, calculation)
    assert found.severity is Severity.CRITICAL
    assert place in {at(figure) for figure in found.figures[: found.suspects]}


def test_the_symptoms_of_the_omitted_part_are_one_cause(report: SubmissionReport) -> None:
    one = cause(report, "omitted-part", "16.55")
    assert {finding(report, check, calculation).cause for check, calculation, _ in OMITTED} == {one.id}
    assert len(one.findings) >= len(OMITTED)
    (repair,) = one.repairs
    assert (repair.printed, repair.place.table, repair.place.row, repair.place.col) == ("4", 3, 3, 4)
    assert "4 + 12.55 = 16.55" in repair.constraints


# ---- 2: a search and replace of 15 by 153.67 ----

REPLACED: Final = {
    (0, 14, 0): ("153.67", "15"),
    (2, 26, 6): ("153.67", "15"),
    (2, 27, 6): ("153.67", "15"),
    (2, 20, 5): ("153.673.67万元", "153.67万元"),
}


def test_the_search_and_replace_is_undone_in_all_four_cells(report: SubmissionReport) -> None:
    one = cause(report, "search-and-replace", "15")
    assert {
        (repair.place.table, repair.place.row, repair.place.col): (repair.printed, repair.restored)
        for repair in one.repairs
    } == REPLACED
    assert all(repair.constraints for repair in one.repairs)
    weights = [repair for repair in one.repairs if repair.place.table == 2 and repair.place.col == 6]
    assert all(len(repair.constraints) >= 2 for repair in weights)  # the sum of the level and the twin form


def test_what_follows_from_the_replacement_is_folded_under_it(report: SubmissionReport) -> None:
    one = cause(report, "search-and-replace", "15")
    folded = {found.check for found in report.findings if found.cause == one.id}
    assert {"C02", "C01", "T14", "T16"} <= folded
    (broken_weights,) = [found for found in of(report, "T14") if found.calculation.endswith("377.34 ≠ 100")]
    assert broken_weights.cause == one.id
    (damaged,) = of(report, "C01")
    assert (damaged.figures[0].raw, at(damaged.figures[0]), damaged.cause) == ("153.673.67万元", (2, 20, 5), one.id)


# ---- 3: the text says 4 where the tables have 3.99 ----


def test_the_text_takes_the_budget_figure_for_the_executed_one(report: SubmissionReport) -> None:
    one = cause(report, "misplaced-figure", "3.99")
    sentence = finding(report, "X07", "4 + 12.55 = 16.55 ≠ 16.54")
    item = finding(report, "X06", "3.99 ≠ 4")
    assert {sentence.cause, item.cause} == {one.id}
    assert {sentence.severity, item.severity} == {Severity.MAJOR}
    assert item.figures[0].place.paragraph is not None
    assert item.figures[0].place.span is not None
    assert at(item.figures[1]) == (1, 14, 5)


# ---- 4 to 10 ----


def test_the_adjustment_of_basic_expenditure_is_asked_for_with_two_readings(report: SubmissionReport) -> None:
    (one,) = of(report, "X11")
    assert one.calculation == "84.13 − (102.53 − 4) = -14.4 ≠ 0"
    assert at(one.figures[0])[:2] == (1, 24)
    assert "一是" in one.message
    assert "二是" in one.message


def test_the_full_year_budget_changed_by_half_without_a_reason(report: SubmissionReport) -> None:
    (one,) = of(report, "Y04")
    assert "+49.88%" in one.calculation
    assert at(one.figures[0]) == (2, 2, 4)


def test_one_class_cannot_take_everything(report: SubmissionReport) -> None:
    (one,) = of(report, "X15")
    assert one.figures[0].raw == "100%"


def test_scores_that_do_not_follow_are_questioned(report: SubmissionReport) -> None:
    reached = {at(one.figures[0]) for one in of(report, "S06")}
    assert {(3, 26, 7), (4, 26, 7)} <= reached  # 100% of the target and 13 of 15
    signs = {at(one.figures[0]) for one in of(report, "S11")}
    assert {(2, 35, 5), (3, 34, 5), (4, 34, 5)} <= signs  # ≧95% is no measured value


def test_the_copied_form_is_noticed(report: SubmissionReport) -> None:
    (one,) = of(report, "C07")
    assert "上级转移支付" in one.message


def test_admitted_problems_with_full_marks_are_noticed(report: SubmissionReport) -> None:
    assert len(of(report, "N04")) >= 1


def test_the_gap_in_the_serials_is_found_behind_nine(report: SubmissionReport) -> None:
    one = finding(report, "T16", "9 → 11")
    assert at(one.figures[0]) == (0, 10, 0)
    assert one.cause is None


def test_attachments_that_were_listed_and_not_handed_in_are_named(report: SubmissionReport) -> None:
    missing = of(report, "X18")
    assert [re.findall(r"附件(\d)", one.message)[0] for one in missing] == ["4", "5", "6"]
    places = [one.figures[0].place for one in missing]
    assert all(place.paragraph is not None and place.table is None for place in places)
    assert places == sorted(places, key=lambda place: place.order)


def test_remains_of_the_template_and_wrong_words_are_remarked(report: SubmissionReport) -> None:
    words = [at(figure) for one in of(report, "F02") for figure in one.figures]
    assert len(words) == 6
    assert all("不适应" in printed_cells()[place] for place in words)
    assert len(of(report, "F03")) >= 1
    assert {one.severity for check in ("F02", "F03") for one in of(report, check)} == {Severity.NOTE}
    assert len(of(report, "F08")) == 1


# ---- the causes, and silence ----


def test_three_causes_repair_figures_and_each_finding_belongs_to_one_at_most(report: SubmissionReport) -> None:
    repaired = [one.kind for one in report.causes if one.repairs]
    assert repaired == ["search-and-replace", "omitted-part", "misplaced-figure"]
    ids = [found for one in report.causes for found in one.findings]
    assert len(ids) == len(set(ids))


HOLDING: Final = (
    ("6/8 = 75%", "T04"),
    ("三公 and its children", "T01"),
    ("84.13 + 69.54 and the box by spending", "T08"),
    ("the box by income", "T07"),
    ("公用经费 above its 其中 rows", "T03"),
    ("blank 楼堂馆所", "T05"),
    ("controlled expenses", "T06"),
    ("the tree of projects", "T02"),
    ("153.67 of the report against 全年预算", "X09"),
    ("99.75% scored with whole points", "S01"),
    ("9次 = 6 places and 3 activities", "N03"),
    ("84.13 in annex 3 and the report", "X08"),
    ("the project sum of annex 2 and the sum of annex 4", "X03"),
    ("staff of annex 2 and the report", "X01"),
)


@pytest.mark.parametrize(("relation", "check"), HOLDING, ids=[row[0] for row in HOLDING])
def test_relations_that_hold_are_not_accused(report: SubmissionReport, relation: str, check: str) -> None:
    assert of(report, check) == [], relation


def test_69_54_is_accused_only_for_the_omitted_part(report: SubmissionReport) -> None:
    assert [one.calculation for one in of(report, "X02")] == ["4 + 53 = 57 ≠ 69.54"]


def test_no_finding_rests_on_the_spelling_of_the_unit_or_of_a_sign(report: SubmissionReport) -> None:
    for one in report.findings:
        assert "楼区工伤保险服务中心" not in one.calculation
        assert not (one.check.startswith("T") and "≧" in one.calculation)


def test_every_figure_that_holds_is_ticked(report: SubmissionReport) -> None:
    ticked = {tick.calculation for tick in report.ticks}
    assert {"6 ÷ 8 = 75%", "84.13 + 69.54 = 153.67", "16.54 + 53 = 69.54", "33 + 20 = 53"} <= ticked


# ---- places and formats ----


def test_every_figure_of_every_finding_stands_where_the_makers_of_the_tables_say(report: SubmissionReport) -> None:
    wrong = []
    for one in report.findings:
        for figure in one.figures:
            if figure.place.table is None:
                assert figure.place.paragraph is not None
                continue
            text = re.sub(r"\s", "", printed_cells().get(at(figure), "(nothing)"))
            if re.sub(r"\s", "", figure.raw).rstrip("…") not in text:
                wrong.append((one.check, figure.raw, at(figure), text))
    assert wrong == []


def test_text_and_docx_give_the_same_findings_with_the_same_fingerprints() -> None:
    text, word = audited("txt"), audited("docx")
    assert [one.id for one in text.findings] == [one.id for one in word.findings]
    assert [(one.kind, one.findings) for one in text.causes] == [(one.kind, one.findings) for one in word.causes]
    assert text.coverage == word.coverage


def test_the_coverage_adds_up_and_reaches_most_figures(report: SubmissionReport) -> None:
    coverage = report.coverage
    assert coverage.tied + coverage.contradicted + coverage.untested == coverage.figures
    assert coverage.untested / coverage.figures < 0.25


def test_a_second_run_says_the_same() -> None:
    gathered = gather([Path(FILES["txt"])])
    again = audit_submission(gathered.submissions[0], Profile(), "zh")
    assert again == audited("txt")
