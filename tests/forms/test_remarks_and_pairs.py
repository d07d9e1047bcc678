"""What stands beside the money and is none of its rows: remarks, points of points, labels with values, years."""

import pytest

from formaudit.graph.figure_graph import build_graph
from formaudit.graph.reading import read_relation
from formaudit.model.submission import Submission
from formaudit.model.verdict import Outcome
from tests.graph.making import submission_of

_TITLE = "附件4\n项目支出绩效自评表\n"
_YEAR = "（2024年度）\n"
_NAME = "项目名称 | 河道清淤 | < | < | < | < | <\n"
_MONEY = "资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分\n"
_ROW = "年度资金总额 | 200 | 250 | 220 | 10 | 88% | {score}\n"
_OPENING = "年度资金总额 | 200 | 250 | 190 | 10 | 95% | 9.5\n"
_FORM = _TITLE + _YEAR + _NAME + _MONEY


def _broken(submission: Submission) -> list[str]:
    graph = build_graph(submission)
    return [one.check for one in graph.relations if read_relation(one, graph.precision).outcome is Outcome.BROKEN]


@pytest.mark.parametrize(
    "score",
    ["8.8//10", "8.8//10分", "8.8分//10分", "8.8／10分", "10//8.8", "10分／8.8分"],
)
def test_of_two_numbers_under_points_reached_the_smaller_is_reached(score: str) -> None:
    submission = submission_of(_FORM + _ROW.format(score=score))
    [row] = submission.projects[0].funds
    assert row.score is not None
    assert str(row.score.value) == "8.8"
    assert _broken(submission) == []


@pytest.mark.parametrize("score", ["8.8//10分", "10//8.8"])
def test_the_smaller_is_reached_where_no_cell_beside_has_the_points_to_be_had(score: str) -> None:
    heads = _MONEY.replace("分值 | ", "")
    [row] = (
        submission_of(
            _TITLE
            + _YEAR
            + _NAME.removesuffix(" | <\n")
            + "\n"
            + heads
            + f"年度资金总额 | 200 | 250 | 220 | 88% | {score}\n"
        )
        .projects[0]
        .funds
    )
    assert row.score is not None
    assert str(row.score.value) == "8.8"


def test_of_two_numbers_the_one_that_the_points_to_be_had_repeat_is_those() -> None:
    [row] = submission_of(_FORM + _ROW.format(score="12//10")).projects[0].funds
    assert row.score is not None
    assert str(row.score.value) == "12"


@pytest.mark.parametrize(
    "remark",
    [
        "注：执行率=全年执行数//年初预算数×100%。",
        "注：执行率以年初预算数为基数计算。",
        "说明：1.预算执行率为决算数与年初预算数之比；2.其他资金包括社会投入。",
        "备注：预算执行率按全年执行数占年初预算数的比例填列。",
        "注：执行率系与年初批复的预算相比。",
    ],
)
def test_a_remark_says_what_the_rate_is_a_share_of(remark: str) -> None:
    below = _FORM + _OPENING + remark.replace("//", "/") + "\n"
    within = _FORM + _OPENING + remark + " | < | < | < | < | < | <\n"
    above = _TITLE + _YEAR + remark.replace("//", "/") + "\n" + _NAME + _MONEY + _OPENING
    assert _broken(submission_of(_FORM + _OPENING)) == ["T10"]
    for text in (below, within, above):
        submission = submission_of(text)
        assert len(submission.projects[0].funds) == 1
        assert _broken(submission) == []


@pytest.mark.parametrize(
    "remark", ["注：得分=执行率×分值。", "注：执行率=全年执行数/全年预算数×100%。", "注：金额保留两位小数。"]
)
def test_other_remarks_leave_the_base_alone(remark: str) -> None:
    assert _broken(submission_of(_FORM + _OPENING + remark + "\n")) == ["T10"]


@pytest.mark.parametrize(
    "pairs",
    [
        "上年结转 | 10 | 当年预算 | 240 | 结余 | 30 | 12%",
        "财政拨款结余 | 8 | 上年结转结余 | 2 | 收回财政 | 6 | 4",
        "上年结转资金 | 10 | 其中：已使用 | 8 | 未使用 | 2 | 80%",
    ],
)
def test_labels_with_values_below_the_sources_are_no_sources(pairs: str) -> None:
    head = (_TITLE + _YEAR + _NAME + _MONEY).replace("河道清淤", "河道清淤 | <").replace("得分\n", "得分 | <\n")
    *cells, last = pairs.split(" | ")
    rows = (
        "年度资金总额 | 200 | 250 | 220 | 10 | 88% | 8.8 | <\n"
        "财政拨款 | 200 | 240 | 212 | — | 88.33% | — | <\n"
        "上年结转 | 0 | 10 | 8 | — | 80% | — | <\n"
    )
    submission = submission_of(head + rows + " | ".join([*cells, "比例", last]) + "\n")
    assert len(submission.projects[0].funds) == 3
    assert _broken(submission) == []


@pytest.mark.parametrize("words", ["待核", "另行下达", "见附件"])
def test_a_word_between_the_figures_of_a_source_names_nothing(words: str) -> None:
    rows = (
        "年度资金总额 | 200 | 250 | 220 | 10 | 88% | 8.8\n"
        "财政拨款 | 191 | 241 | 212 | — | — | —\n"
        f"结转结余资金 | 9 | {words} | 8 | | |\n"
        "其他资金 | | | | | |\n"
    )
    submission = submission_of(_FORM + rows)
    assert [row.source for row in submission.projects[0].funds] == ["total", "fiscal", "carried", "other"]
    assert _broken(submission) == []


def test_the_year_behind_a_unit_is_none_of_its_name() -> None:
    text = _TITLE + "填报单位：云岭县水务局（2024年度）\n" + _NAME + _MONEY + _ROW.format(score="8.8")
    [form] = submission_of(text).projects
    assert form.unit_name is not None
    assert (form.unit_name.text, form.year) == ("云岭县水务局", 2024)


@pytest.mark.parametrize("remark", ["注：得分=执行率×分值。", "说明：本表由项目实施单位填报，一式三份。"])
def test_a_remark_between_the_year_and_the_table_parts_nothing(remark: str) -> None:
    text = _TITLE + _YEAR + remark + "\n" + _NAME + _MONEY + _ROW.format(score="8.8")
    submission = submission_of(text)
    assert [form.year for form in submission.projects] == [2024]
    assert submission.unknown == ()


_POINTS = "一级指标 | 二级指标 | 三级指标 | 评分标准 | 年度指标值 | 实际完成值 | 分值 | 得分\n"
_SPENT = "产出指标 | 时效指标 | 支出进度 | 支出进度达到95%得20分 | ≥95% | 88% | 20 | 18\n"


@pytest.mark.parametrize(
    ("money", "row", "rules"),
    [
        (_MONEY.replace("得分", "得分（执行率≥90%得10分，低于90%得8分）"), "", 1),
        (_MONEY, "计分说明：支付进度低于80%扣5分 | < | < | < | < | < | <\n", 1),
        (_MONEY, "计分说明：使用率达到95%的计满分 | < | < | < | < | < | <\n", 1),
        (_MONEY, "计分说明：执行率按年初预算数计算 | < | < | < | < | < | <\n", 0),
        (_MONEY, "", 0),
    ],
)
def test_rules_of_points_in_the_block_of_money_stand_before_those_of_indicators(
    money: str, row: str, rules: int
) -> None:
    text = _TITLE + _YEAR + _NAME + money + _ROW.format(score="8.8") + row + _POINTS + _SPENT
    [form] = submission_of(text).projects
    assert [rule.text for rule in form.rules][rules:] == ["支出进度达到95%得20分"]
