"""What two versions of a form print differently."""

from formaudit.graph.version_differences import differences
from tests.graph.making import submission_of

_FORM = """附件4
2024年度项目支出绩效自评表
项目名称 | 河道清淤 | < | < | < | < | <
资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
年度资金总额 | {first} | 250 | {spent} | 10 | 88% | {score}
"""


def _told(here: tuple[str, str, str], adopted: tuple[str, str, str]) -> list[tuple[str, str, str]]:
    one, other = (
        submission_of(_FORM.format(first=first, spent=spent, score=score)) for first, spent, score in (here, adopted)
    )
    return [(each.label, each.here, each.adopted) for each in differences(one, other)]


def test_figures_are_compared_as_they_are_printed() -> None:
    assert _told(("200", "220", "8.8"), ("200", "221", "8.80")) == [
        ("河道清淤 年度资金总额 全年执行数", "220", "221"),
        ("河道清淤 年度资金总额 得分", "8.8", "8.80"),
    ]


def test_blanks_within_a_figure_are_no_difference() -> None:
    assert _told(("200", "2 20", "8.8"), ("200", "220", " 8.8")) == []


def test_what_one_version_alone_prints_stands_beside_a_dash_and_that_of_the_adopted_one_first() -> None:
    assert _told(("200", "220", ""), ("", "220", "8.8")) == [
        ("河道清淤 年度资金总额 得分", "—", "8.8"),
        ("河道清淤 年度资金总额 年初预算数", "200", "—"),
    ]


def test_what_neither_version_prints_is_none() -> None:
    assert _told(("", "220", ""), ("", "220", "")) == []
