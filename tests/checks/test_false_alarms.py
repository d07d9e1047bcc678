"""More of what must not be said: readings that are legitimate though they look wrong."""

import pytest

from tests.checks.cases import Case, breaks, judge, silent

_ROW = ("unit", "接待查档总人次 | ≥1200人次 | 1260人次 | 10 | 10")


def _row(text: str) -> tuple[str, str, str]:
    return (*_ROW, text)


CASES: tuple[Case, ...] = (
    silent("T04", "some print the excess over the posts", ("base", "| 12 | 9 | 75% |", "| 12 | 9 | -25% |")),
    silent(
        "T14",
        "what does not apply leaves its weight to its siblings",
        ("unit", "接待查档总人次 | ≥1200人次 | 1260人次 | 10 | 10", "不适用 |  |  |  | "),
        ("unit", "数字化加工页数 | ≥50000页 | 52000页 | 10 | 10", "数字化加工页数 | ≥50000页 | 52000页 | 20 | 20"),
    ),
    silent("T14", "brackets of half width", ("unit", "产出指标（50分）", "产出指标(50分)")),
    silent("T16", "serials of a second level", ("list", "| 4 | 林业", "| 3.1 | 林业")),
    silent("X01", "those present may include contract staff", ("report", "在职人员9人", "在职人员9人，现有人员11人")),
    silent("X01", "the retired and the hired are not in post", ("report", "在职人员9人", "在职人员9人，临聘人员3人")),
    silent(
        "T14",
        "a weight for two rows counts once",
        ("unit", "| 52000页 | 10 | 10 |", "| 52000页 | 20 | 20 |"),
        ("unit", "| 1260人次 | 10 | 10 |", "| 1260人次 | ^ | ^ |"),
    ),
    silent(
        "T15",
        "points for two rows count once",
        ("unit", "| 52000页 | 10 | 10 |", "| 52000页 | 20 | 20 |"),
        ("unit", "| 1260人次 | 10 | 10 |", "| 1260人次 | ^ | ^ |"),
    ),
    silent(
        "X12",
        "who collects a fund does not own it",
        ("report", "2、承担档案查阅利用和编研出版。", "2、承担政府性基金的征收和国有资本经营收益的监缴。"),
    ),
    silent(
        "X13",
        "a list of what the money is meant for",
        ("report", "主要包括办公费、水电费和差旅费", "预算主要包括出国费"),
    ),
    silent("X22", "a score that is not told", ("report", "整体支出绩效自评得分99.24分，评价等级为“优”，其中", "")),
    silent("S02", "more than planned earns no more", ("unit", "| 52000页 | 10 | 10 |", "| 70000页 | 10 | 10 |")),
    silent("S02", "a share and a percentage are of one kind", ("unit", "≥98% | 98.6%", "≥0.98 | 98.6%")),
    silent(
        "S07",
        "whole points are rounded",
        ("project", "| 10 | 99.21% | 9.92 |", "| 10 | 99.21% | 10 |"),
        ("project", "| 90.25% | 10 | 9.5 | 查档窗口少，高峰期排队时间长 |", "| 94.5% | 10 | 10 |  |"),
        ("project", "| 100 | 99.42 |", "| 100 | 100 |"),
    ),
    silent(
        "I01",
        "satisfaction may be waived",
        ("unit", "查档群众满意度 | ≥95% | 96% | 10 | 10 |", "不适用 |  |  |  |  |"),
    ),
    silent(
        "X08",
        "welfare and union fees stand outside 公用经费",
        (
            "report",
            "商品和服务支出19.5万元，主要包括办公费、水电费和差旅费",
            "商品和服务支出20.1万元，包括办公费、工会经费和福利费",
        ),
    ),
    silent("S02", "words are no quantity", _row("查档服务规范 | 达到规范 | 达到规范 | 10 | 9")),
    silent("S03", "the direction stands in words", _row("查档差错数 | 不超过5件 | 3件 | 10 | 10")),
    silent("S04", "a number that was met", _row("编研出版数 | =2种 | 2种 | 10 | 10")),
    silent("S06", "words may earn less than all points", _row("查档服务规范 | 达到规范 | 达到规范 | 10 | 9")),
    silent("S11", "a time limit in words", _row("查档办理时限 | 3个工作日内 | 3个工作日内 | 10 | 10")),
    silent("S12", "held within the full year's budget", ("project", "≤12.6万元 | 12.5万元", "≤12.6万元 | 12.6万元")),
    silent("N02", "another year is another base", ("report", "预算执行率为99.92%", "预算执行率为99.92%，上年为97.1%")),
    breaks("T04", "neither the rate nor the excess", ("base", "| 12 | 9 | 75% |", "| 12 | 9 | -20% |")),
    breaks("T16", "a number that counts below nothing", ("list", "| 4 | 林业", "| 4.6 | 林业")),
    breaks("T14", "the header itself is wrong", ("unit", "产出指标（50分）", "产出指标（60分）")),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_legitimate_reading_is_no_finding(case: Case) -> None:
    judge(case)
