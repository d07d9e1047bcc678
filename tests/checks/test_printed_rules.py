"""Rules of points that are printed on a form or in the report beside it: what follows from them is no finding."""

import pytest

from formaudit.audit import audit_submissions
from formaudit.checks.catalogue import check_of
from formaudit.checks.kernel.evidence import Evidence
from formaudit.checks.scores.recomputed import score_rows
from formaudit.graph.figure_graph import build_graph
from formaudit.intake.grouping import group_documents
from formaudit.model.submission import Submission
from formaudit.model.verdict import Outcome, Severity, Verdict
from formaudit.settings import Profile
from tests.drawn import drawn

_FORM = """附件4
2023年度项目支出绩效自评表
{above}
项目名称 | 灌区渠系维修 | < | < | < | < | < | <
主管部门 | 青禾县水务局 | < | < | 实施单位 | 青禾县水务局 | < | <
项目资金（万元） |  | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | {head}
^ | 年度资金总额 | 1000 | 1000 | {spent} | 10 | {rate}% | {score}
{row}
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
产出指标 | 数量指标 | 维修渠道长度 | ≥30公里 | {length} | 50 | {points} | 征地较慢
效益指标 | 社会效益指标 | 受益村庄 | ≥12个 | 14个 | 30 | 30 |
满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥90% | 93% | 10 | 10 |
{total}

{below}
"""
_REPORT = """2023年度青禾县水务局整体支出绩效自评报告
一、绩效情况
{text}
二、其他
无。"""
_PLACES = ("above", "below", "row", "head", "bare above", "bare below")


def _read(form: dict[str, str], text: str = "") -> Submission:
    blanks = dict.fromkeys((*_PLACES[:3], "total"), "")
    told = {**blanks, "head": "得分", "spent": "920", "rate": "92", "score": "9.2", "length": "32公里", "points": "50"}
    lines = _FORM.format(**{**told, **form}).split("\n")
    kept = [line for at, line in enumerate(lines) if line.strip() or at > len(lines) - 4]
    files = [drawn("\n".join(kept), path="附件4.docx")]
    files += [drawn(_REPORT.format(text=text), path="报告.docx")] if text else []
    submissions, strangers = group_documents(files)
    assert not strangers
    (submission,) = submissions
    return submission


def _placed(rule: str, place: str) -> str:
    rule = rule.replace("/", "//") if place in ("row", "head") else rule
    if place == "row":
        return f"评分说明 | {rule} | < | < | < | < | < | <"
    if place.startswith("bare"):
        return rule if rule.startswith("执行率") else f"评分标准：{rule}"
    return f"得分（{rule}）" if place == "head" else f"注：{rule}"


def _verdicts(submission: Submission, check: str) -> list[Verdict]:
    evidence = Evidence(submission=submission, graph=build_graph(submission), profile=Profile())
    return list(check_of(check).run(evidence))


def _outcome(submission: Submission, check: str, place: str = "total") -> Outcome:
    (found,) = [one.outcome for one in _verdicts(submission, check) if f".{place}" in one.key]
    return found


def _serious(submission: Submission) -> list[str]:
    (report,) = audit_submissions([submission], [], Profile(), "zh").submissions
    return [one.calculation for one in report.findings if one.severity in (Severity.CRITICAL, Severity.MAJOR)]


_GIVEN = (
    ("920", "8", "执行率100%得10分，90%（含）-100%得8分，80%（含）-90%得6分"),
    ("850", "6", "执行率100%得10分，90%（含）-100%得8分，80%（含）-90%得6分"),
    ("920", "8.5", "预算执行率≥95%，计10分；90%≤预算执行率＜95%，计8.5分；低于90%的不得分"),
    ("850", "0", "预算执行率≥95%，计10分；90%≤预算执行率＜95%，计8.5分；低于90%的不得分"),
    ("880", "9", "执行率90%（含）以上不扣分，80%（含）-90%扣1分，80%以下扣10分"),
    ("930", "9", "预算支出率≥95%得满分，90%-95%得分值的90%"),
    ("920", "9.68", "执行率得分=执行率/95%×10分（超过10分按10分计）"),
    ("850", "7.5", "得分=（执行率-40%）÷60%×10分"),
    ("900", "9.47", "执行率得分=分值×实际执行率÷95%，最高不超过分值"),
    ("920", "9.63", "执行率达到95%得满分，每低于95%一个百分点扣0.125分"),
    ("850", "8", "执行率95%以上得满分；每下降5个百分点扣1分"),
    ("870", "8", "执行率90%及以上得满分，低于90%的每低1个百分点扣分值的6.6667%"),
    ("985", "9.8", "执行率100%得10分，每降低1%（不足1%的按1%计）扣0.1分"),
    ("920", "10", "预算执行率≥90%的得满分"),
    ("920", "8", "预算执行率95%以上得满分，85%-95%得80%分值"),
    ("900", "8", "执行率100%得10分，90%（含）-100%得8分，80%（含）-90%得6分"),
    ("900", "6", "执行率高于95%的得10分，不高于90%的得6分"),
    ("920", "10", "执行率每低于90%一个百分点扣0.2分"),
    ("900", "10", "执行率以90%为基准，每低1个百分点扣0.2分"),
    ("900", "10", "预算执行率按实际执行率占90%的比例得分"),
    ("920", "9.68", "预算执行率得分=10×（执行率÷95%）"),
    ("850", "9.5", "执行率90%（含）以上得满分。低于90%的，每低1个百分点扣0.1分"),
)


@pytest.mark.parametrize("place", _PLACES)
@pytest.mark.parametrize(("spent", "score", "rule"), _GIVEN)
def test_points_that_a_printed_rule_gives_follow_from_it(spent: str, score: str, rule: str, place: str) -> None:
    form = {
        "spent": spent,
        "rate": f"{int(spent) / 10:g}",
        "score": score,
        place.rsplit(maxsplit=1)[-1]: _placed(rule, place),
    }
    submission = _read(form)
    assert _outcome(submission, "S01") is Outcome.HOLDS
    assert not _serious(submission)


@pytest.mark.parametrize(
    "place", [{"row": "评分说明 | {} | < | < | < | < | < | <"}, {"total": "注：{} | < | < | < | < | < | < | <"}]
)
def test_a_rule_that_names_nothing_is_one_for_the_rate_where_it_stands(place: dict[str, str]) -> None:
    rule = "95%以上得满分；每下降5个百分点扣1分"
    form = {"spent": "850", "rate": "85", "score": "8"} | {where: text.format(rule) for where, text in place.items()}
    assert _outcome(_read(form), "S01") is Outcome.HOLDS


@pytest.mark.parametrize(("spent", "score", "rule"), _GIVEN)
def test_a_rule_that_the_report_lays_down_gives_points_too(spent: str, score: str, rule: str) -> None:
    rate = f"{int(spent) / 10:g}"
    text = f"按照办法，{rule}。"
    submission = _read({"spent": spent, "rate": rate, "score": score}, text)
    assert _outcome(submission, "S01") is Outcome.HOLDS
    assert not _serious(submission)


@pytest.mark.parametrize(
    "rule",
    [
        "执行率100%得10分，90%（含）-100%得8分，80%（含）-90%得6分",
        "执行率每提高一个等次加1分，90%以上为一等得满分",
        "评分档次：95（含）～100，10分；90（含）～95，8.5分；85（含）～90，7分（执行率，%）",
        "执行率100%得满分，每低于1个百分点扣除权重分的1/9，即0.1111分",
    ],
)
def test_a_rule_that_gives_other_points_leaves_them_open(rule: str) -> None:
    assert _outcome(_read({"score": "9.9", "below": f"注：{rule}。"}), "S01") is Outcome.UNDECIDED


def test_a_step_is_taken_off_a_bound_above_the_rate_only() -> None:
    rule = "注：执行率95%以上得满分，60%以下不得分，每低1个百分点扣0.3分。"
    assert _outcome(_read({"score": "9.1", "below": rule}), "S01") is Outcome.HOLDS
    assert _outcome(_read({"score": "10", "below": rule}), "S01") is Outcome.UNDECIDED


@pytest.mark.parametrize(
    ("form", "outcome"),
    [
        # What stands behind the rule of the execution is one of the indicators, and takes nothing off.
        (
            {"score": "9.5", "below": "注：执行率90%以上得满分。数量指标低于90%的，每低1个百分点扣0.1分。"},
            Outcome.UNDECIDED,
        ),
        # Nor is a sentence behind one of the indicators a rule of the execution.
        ({"score": "10", "below": "注：数量指标达到目标的得满分。80%（含）以上得10分。"}, Outcome.BROKEN),
        # The usual rule behind a dash, and beside a rate that is printed a little off.
        ({"score": "10", "below": "注：预算执行率得分——执行率×10分。"}, Outcome.BROKEN),
        ({"score": "10", "rate": "85.5", "below": "注：预算执行率得分=执行率×10分。"}, Outcome.BROKEN),
        # Points in a form of whole ones that are those of the printed rate, which is another question.
        ({"score": "9", "spent": "800", "rate": "95"}, Outcome.UNDECIDED),
    ],
)
def test_a_score_that_the_rule_of_the_execution_does_not_give(form: dict[str, str], outcome: Outcome) -> None:
    assert _outcome(_read({"spent": "850", "rate": "85"} | form), "S01") is outcome


@pytest.mark.parametrize(
    "note",
    [
        "注：执行率得分=执行率×分值。",
        "注：得分最高不能超过该指标分值上限。",
        "注：90分（含）以上为优，80-90分为良，60-80分为中，60分以下为差。",
        "注：定量指标完成目标值的得满分，未完成的按比例计分；预算执行率得分按执行率×分值计算。",
        "注：数量指标每少1公里扣0.5分。",
        "说明：预算执行率为必填项，满分10分。",
    ],
)
def test_remarks_that_leave_the_usual_rule_keep_nobody_from_being_told(note: str) -> None:
    for place in ("above", "below"):
        assert _outcome(_read({"score": "10", place: note}), "S01") is Outcome.BROKEN


def test_a_result_in_the_report_is_no_rule() -> None:
    told = "灌区渠系维修全年预算1000万元，全年执行920万元，执行率92%，得10分。"
    assert _outcome(_read({"score": "10"}, told), "S01") is Outcome.BROKEN


@pytest.mark.parametrize(
    ("check", "length", "points", "rule", "outcome"),
    [
        ("S07", "28公里", "50", "指标完成率达到90%以上的得满分，90%以下按完成比例计分。", Outcome.UNDECIDED),
        ("S07", "28公里", "50", "定量指标完成目标值90%（含）以上计满分。", Outcome.UNDECIDED),
        ("S07", "28公里", "50", "预算执行率90%以上的得满分。", Outcome.BROKEN),
        ("S02", "27公里", "46.25", "定量指标每低于目标值1个百分点扣0.375分。", Outcome.UNDECIDED),
        (
            "S02",
            "27公里",
            "40",
            "指标完成100%得满分，90%（含）-100%得分值的80%，不足90%得分值的60%。",
            Outcome.UNDECIDED,
        ),
        ("S02", "27公里", "40", "指标完成100%得满分，90%-100%得80%分值，90%以下不得分。", Outcome.UNDECIDED),
        ("S07", "28公里", "50", "数量指标达到目标值90%以上的得50分。", Outcome.UNDECIDED),
        ("S07", "28公里", "50", "数量指标达到目标值90%以上的得40分。", Outcome.BROKEN),
        ("S02", "27公里", "40", "预算执行率每低1个百分点扣0.1分。", Outcome.BROKEN),
    ],
)
def test_rules_for_all_indicators_go_before_the_usual_ones(
    check: str, length: str, points: str, rule: str, outcome: Outcome
) -> None:
    submission = _read({"length": length, "points": points, "below": f"注：{rule}"})
    assert _outcome(submission, check, "indicator[维修渠道长度]") is outcome


def test_points_that_fall_by_a_step_of_their_own_are_not_compared_with_others() -> None:
    row = "满意度指标 | 服务对象满意度指标 | 用水户满意度 | ≥100% | 90% | 10 | 9.1 | 抽样较少"
    rule = "群众满意度每低1个百分点扣0.5分。"
    compared = {"total": row + "\n^ | ^ | 协会满意度 | ≥100% | 95% | 10 | 8 | 抽样较少"}
    assert [one.outcome for one in _verdicts(_read(compared), "S09")] == [Outcome.BROKEN]
    assert not _verdicts(_read(compared | {"below": f"注：{rule}"}), "S09")


def test_the_points_of_a_printed_rule_are_recomputed_by_it() -> None:
    submission = _read({"spent": "850", "rate": "85", "score": "6", "below": f"注：{_GIVEN[0][2]}。"})
    evidence = Evidence(submission=submission, graph=build_graph(submission), profile=Profile())
    row = next(one for one in score_rows(evidence) if one.nature == "execution")
    assert [reading.rule for reading in row.readings] == ["printed", "execution"]
    assert row.agrees


_TOTAL = "总分 | < | < | < | < | 100 | {total} |"


@pytest.mark.parametrize(
    ("label", "total", "below", "outcome"),
    [
        ("总分", "99", "", Outcome.BROKEN),
        ("总分（四舍五入）", "99", "", Outcome.UNDECIDED),
        ("总得分（保留整数）", "99", "", Outcome.UNDECIDED),
        ("合计（四舍五入保留一位小数）", "99.2", "", Outcome.HOLDS),
        ("总分", "99", "注：总分按四舍五入取整。", Outcome.UNDECIDED),
        ("总分（四舍五入）", "100", "", Outcome.BROKEN),
        ("总分（四舍五入）", "98", "", Outcome.BROKEN),
        ("总分", "99", "注：金额按四舍五入保留整数。", Outcome.BROKEN),
    ],
)
def test_a_total_that_says_it_is_rounded_may_be(label: str, total: str, below: str, outcome: Outcome) -> None:
    row = _TOTAL.format(total=total).replace("总分", label, 1)
    submission = _read({"total": row, "below": below})
    found = [one for one in _verdicts(submission, "T15") if one.key.endswith("grand.score")]
    assert [one.outcome for one in found if one.outcome is not Outcome.HOLDS] == (
        [] if outcome is Outcome.HOLDS else [outcome]
    )
