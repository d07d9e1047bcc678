"""Sentences of a report and the claims they make, drawn in short."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formaudit.forms.narrative import claims_of_text
from formaudit.model.figure import State
from formaudit.model.place import Place
from formaudit.model.report_text import Claim

CELL = Place(file=2, table=1, row=3, col=4)


def drawn(claim: Claim) -> str:
    """A claim in short: ``sum 项目支出 70万元 = A费30万元 + B费40万元``, ``~`` where the parts may be incomplete."""
    figures = dict(zip(claim.roles, claim.figures, strict=True))
    match claim.kind:
        case "sum":
            whole, *parts = claim.figures
            text = " + ".join(part.label + part.raw for part in parts)
            return f"sum{'' if claim.exhaustive else '~'} {whole.label} {whole.raw} = {text}"
        case "growth" | "template":
            sign = {1: "+", -1: "-", 0: "="}[claim.sign]
            return " ".join((claim.kind + sign, claim.label, *(f"{role}:{one.raw}" for role, one in figures.items())))
        case "share" | "completion":
            return " ".join((claim.kind, *(f"{role}:{one.raw}" for role, one in figures.items())))
        case "enumeration":
            return f"enumeration{'' if claim.exhaustive else '~'} {claim.figures[0].raw} {'|'.join(claim.items)}"
        case _:
            return f"{claim.kind} {claim.label} {claim.figures[0].raw}"


def read(text: str) -> list[str]:
    return [drawn(claim) for claim in claims_of_text(text, CELL)]


SUMS = [
    (
        "项目支出为70万元。其中：本级30万元，用于宣传费10万元、用于培训费20万元；上级40万元，用于检测费15万元、勘察费25万元。",
        [
            "sum 项目支出 70万元 = 本级30万元 + 上级40万元",
            "sum 本级 30万元 = 宣传费10万元 + 培训费20万元",
            "sum 上级 40万元 = 检测费15万元 + 勘察费25万元",
        ],
    ),
    (
        "基本支出数为90万元，其中：人员经费70万元，主要包括：工资；商品服务15万元，主要包括：水费。 家庭的补助5万元。",
        ["sum 基本支出 90万元 = 人员经费70万元 + 商品服务15万元 + 家庭的补助5万元"],
    ),
    ("支出10万元，用于宣传费4万元、培训费3万元等。", ["sum~ 支出 10万元 = 宣传费4万元 + 培训费3万元"]),
    ("支出10万元，主要用于宣传费4万元、培训费6万元。", ["sum~ 支出 10万元 = 宣传费4万元 + 培训费6万元"]),
    # Behind a semicolon the same opener begins anew: the two need not make up one whole.
    ("项目支出70万元，用于甲事务30万元；用于乙事务20万元。", ["sum~ 项目支出 70万元 = 甲事务30万元"]),
    ("项目支出100万元，其中专项资金30万元。", ["sum~ 项目支出 100万元 = 专项资金30万元"]),
    ("专项资金20万元由省级5万元和市级15万元组成。", ["sum 专项资金 20万元 = 省级5万元 + 市级15万元"]),
    ("项目资金100万元（中央资金60万元，省级资金40万元）。", ["sum 项目资金 100万元 = 中央资金60万元 + 省级资金40万元"]),
    ("甲费3万元、乙费4万元，合计7万元。", ["sum 合计 7万元 = 甲费3万元 + 乙费4万元"]),
    ("现有人数30人，其中在职20人、退休10人。", ["sum 现有人数 30人 = 在职20人 + 退休10人"]),
    (
        "收入100万元，其中甲40万元、乙60万元；支出90万元，其中丙50万元、丁40万元。",
        ["sum 收入 100万元 = 甲40万元 + 乙60万元", "sum 支出 90万元 = 丙50万元 + 丁40万元"],
    ),
    (
        "支出预算90万元。支出预算中，一般公共预算支出90万元；政府性基金支出0万元。",
        ["sum 支出预算 90万元 = 一般公共预算支出90万元 + 政府性基金支出0万元"],
    ),
    (
        "建筑面积900平方米，其中地上800平方米（其中计容700平方米，不计容100平方米），地下100平方米。",
        [
            "sum 建筑面积 900平方米 = 地上800平方米 + 地下100平方米",
            "sum 地上 800平方米 = 计容700平方米 + 不计容100平方米",
        ],
    ),
    (
        "支出153.673.67万元，其中：基本支出84万元、项目支出69万元。",
        ["sum 支出 153.673.67万元 = 基本支出84万元 + 项目支出69万元"],
    ),
    ("工资50万元，比上年增加5万元。", []),
    ("人员经费60万元，主要包括工资、津贴、奖金。", []),
    ("安排资金5万元用于宣传，购买设备3万元。", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SUMS)
def test_a_breakdown_is_read_as_a_sum(text: str, expected: list[str]) -> None:
    assert [line for line in read(text) if line.startswith("sum")] == expected


def test_the_parts_of_a_wrong_sum_are_still_read_as_its_parts() -> None:
    text = "项目支出为71万元。其中：本级专项31万元，用于宣传费10万元、用于培训费20万元；上级专项42万元。"
    assert read(text)[:2] == [
        "sum 项目支出 71万元 = 本级专项31万元 + 上级专项42万元",
        "sum 本级专项 31万元 = 宣传费10万元 + 培训费20万元",
    ]


RATES = [
    (
        "支出80万元，其中：甲支出60万元，占75%；乙支出20万元，占25%。",
        "share",
        ["share rate:75% part:60万元 whole:80万元", "share rate:25% part:20万元 whole:80万元"],
    ),
    (
        "总支出80万元。公务接待费2万元，占总支出的2.5%。",
        "share",
        ["share rate:2.5% part:2万元 whole:80万元"],
    ),
    (
        "基本支出和项目支出分别为30万元和70万元，分别占30%和70%。",
        "share",
        ["share rate:30% part:30万元", "share rate:70% part:70万元"],
    ),
    (
        "与2020年相比，收入总计增加5万元，增长10%。",
        "growth",
        ["growth+ 收入总计 rate:10% difference:5万元"],
    ),
    (
        "2020年预算执行数为60万元，2021年预算安排45万元，比2020年预算执行数减少25%。",
        "growth",
        ["growth- 预算 rate:25% current:45万元 base:60万元"],
    ),
    (
        "公务接待费8万元，较上年决算数减少2万元，下降20%（上年决算10万元）。",
        "growth",
        ["growth- 公务接待费 rate:20% difference:2万元 current:8万元 base:10万元"],
    ),
    (
        "采购12万元，其中货物2万元、服务10万元，较上年增长5%。",
        "growth",
        ["growth+ 采购 rate:5% current:12万元"],
    ),
    # What rises and what falls are two things, however near they stand.
    (
        "收入比上年增加3万元，支出下降5%。",
        "growth",
        ["growth+ 收入 difference:3万元", "growth- 支出 rate:5%"],
    ),
    ("会议费3万元，与上年持平。", "growth", ["growth= 会议费 current:3万元"]),
    ("公用经费比上年增加（减少）2万元，增长（下降）5%。", "template", ["template= 公用经费 rate:5% difference:2万元"]),
    (
        "某支出年初预算50万，全年预算80万，支出决算76万，完成年初预算的95%。",
        "completion",
        ["completion rate:95% numerator:76万 denominator:50万 original_budget:50万 final_budget:80万 actual:76万"],
    ),
    (
        "全年预算数80万元，执行数76万元，预算执行率95%。",
        "completion",
        ["completion rate:95% numerator:76万元 denominator:80万元 final_budget:80万元 actual:76万元"],
    ),
]


@pytest.mark.parametrize(("text", "kind", "expected"), RATES)
def test_a_rate_is_bound_to_its_amounts(text: str, kind: str, expected: list[str]) -> None:
    assert [line for line in read(text) if line.startswith(kind)] == expected


STATEMENTS = [
    ("核定全额拨款事业编制12名。", ["count 全额拨款事业编制 12名"]),
    ("完成事故勘察77起，出国团组0个，车辆3辆。", ["count 完成事故勘察 77起", "count 出国团组 0个", "count 车辆 3辆"]),
    ("政府性基金预算拨款支出为0万元。", ["zero 政府性基金 0万元"]),
    ("本单位无国有资本经营安排的支出。", ["zero 国有资本经营 无国有资本经营安排的支出"]),
    ("没有使用社会保险基金安排的支出。", ["zero 社会保险基金 没有使用社会保险基金安排的支出"]),
    ("单位自评得分95分，评价等级为“优”。", ["score 单位自评得分 95分", "grade 评价等级 优"]),
    ("预算执行率为99.75%。", ["rate 预算执行率 99.75%"]),
    ("内设3个股室：办公室、财务股和业务股。", ["enumeration 3个 办公室|财务股|业务股"]),
    ("内设办公室、财务股等5个股室，2个中心。", ["enumeration~ 5个 办公室|财务股", "count 中心 2个"]),
    ("做了以下三项工作：一是宣传政策。二是组织培训。", ["enumeration 三项 宣传政策|组织培训"]),
    ("按财预〔2020〕10号、《百日行动5项规定》，2023年5月9日起，电话13912345678。", []),
    ("比上年增加（减少）  万元。", ["template= 增加(减少) value:增加（减少）"]),
]


@pytest.mark.parametrize(("text", "expected"), STATEMENTS)
def test_a_statement_is_read(text: str, expected: list[str]) -> None:
    assert sorted(read(text)) == sorted(expected)


def test_a_figure_knows_value_unit_state_and_the_place_of_its_cell() -> None:
    (claim,) = claims_of_text("投资不超过1,203.50万元", CELL, key="annex4[甲].goal")
    (figure,) = claim.figures
    assert (figure.key, figure.label, figure.raw) == ("annex4[甲].goal[投资]", "投资", "不超过1,203.50万元")
    assert (figure.value, figure.unit, figure.decimals, figure.comparison) == (Decimal("1203.50"), "万元", 2, "≤")
    assert figure.state is State.FILLED
    assert figure.place == Place(file=2, table=1, row=3, col=4, span=(2, 15))


def test_a_damaged_amount_has_no_value() -> None:
    (claim,) = claims_of_text("投资153.673.67万元", CELL)
    assert (claim.figures[0].value, claim.figures[0].state) == (None, State.DAMAGED)


def test_labels_that_come_again_get_a_number() -> None:
    keys = [claim.figures[0].key for claim in claims_of_text("甲费3万元。甲费4万元。", CELL)]
    assert keys == ["text[甲费]", "text[甲费]#2"]


def test_a_generic_label_takes_the_name_of_what_was_spoken_of() -> None:
    labels = [claim.label for claim in claims_of_text("甲项目年初预算5万元，支出决算4万元。", CELL)]
    assert labels == ["甲项目年初预算", "甲项目支出决算"]


def test_the_year_of_a_figure_is_the_one_named_before_it_and_not_the_one_it_is_compared_with() -> None:
    first, second, growth = claims_of_text("2020年支出6万元，2021年支出9万元，比2020年增长50%。", CELL)
    assert (first.year, second.year, growth.year) == (2020, 2021, 2021)


WORDS = [
    "其中：",
    "用于",
    "包括",
    "主要用于",
    "甲费",
    "乙项目",
    "3万元",
    "4.5万元",
    "7.5万元",
    "12人",
    "75%",
    "占",
    "比上年",
    "增加",
    "增长",
    "完成年初预算的",
    "，",
    "；",
    "。",
    "、",
    "（",
    "）",
    "为",
    "2021年",
    "分别为",
    "和",
    "合计",
    "等",
    "持平",
    "无政府性基金",
    "三项工作：",
    "1、",
    "一是",
    "由",
    "组成",
    "支出",
    "95分",
    "等级为“优”",
    "153.67.3万元",
]


def check(text: str) -> None:
    claims = claims_of_text(text, CELL)
    first: set[str] = set()
    for claim in claims:
        assert claim.figures
        assert len(claim.roles) == len(claim.figures)
        for figure in claim.figures:
            assert figure.place.span is not None
            assert text[slice(*figure.place.span)] == figure.raw != ""
        if claim.roles[0] != "current":
            assert claim.figures[0].key not in first
            first.add(claim.figures[0].key)


@given(st.text(max_size=200))
def test_any_text_is_read_without_a_crash(text: str) -> None:
    check(text)


@given(st.lists(st.sampled_from([*WORDS, "\n"]), max_size=30).map("".join))
def test_no_figure_comes_first_twice_and_every_span_is_exact(text: str) -> None:
    check(text)


def test_points_reached_go_by_the_name_of_their_full_marks() -> None:
    text = "数量指标满分20分，得18分；质量指标分值15分，扣1.5分，得13.5分，自评总分96分。"
    labels = [figure.label for one in claims_of_text(text, CELL) for figure in one.figures if one.kind == "score"]
    assert [label for label in labels if "指标" in label][1:] == [
        "数量指标得分",
        "质量指标分值",
        "质量指标扣分",
        "质量指标得分",
    ]
