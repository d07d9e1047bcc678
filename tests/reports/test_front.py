"""A batch on one screen: units ranked, what concerns the batch apart, what was written and comes next."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from formaudit.audit.between import apart
from formaudit.model.report import AuditReport, Finding, SubmissionReport, VersionReport
from formaudit.model.submission import Version
from formaudit.model.verdict import Effect, Severity
from formaudit.reports.front import Outlook, front_page
from formaudit.reports.ranking import is_batch, ranked
from formaudit.reports.wrap import width_of
from tests.reports.sample import TOTAL_BUDGET, finding, main_submission, quiet_submission, sample


def unit(name: str, *, severity: Severity | None = None, money: str = "", check: str = "T01") -> SubmissionReport:
    found: tuple[Finding, ...] = ()
    if severity is not None:
        effect = Effect(money=Decimal(money), score=None) if money else None
        found = (replace(finding(f"f-{name}", check, severity, TOTAL_BUDGET), effect=effect),)
    return replace(main_submission(), id=name, unit=name, findings=found, causes=())


def batch(*units: SubmissionReport, lang: str = "zh") -> AuditReport:
    return apart(sample(lang, submissions=units))


def order(report: AuditReport) -> list[str]:
    return [row.unit for row in ranked(report).rows]


def test_the_gravest_unit_comes_first_and_among_equals_the_dearest() -> None:
    report = batch(
        unit("无", severity=None),
        unit("提示而最贵", severity=Severity.NOTE, money="900"),
        unit("严重而便宜", severity=Severity.CRITICAL, money="1"),
        unit("严重而贵", severity=Severity.CRITICAL, money="50"),
        unit("较重", severity=Severity.MAJOR, money="70"),
    )
    assert order(report) == ["严重而贵", "严重而便宜", "较重", "提示而最贵", "无"]


def test_one_cause_moves_its_money_once() -> None:
    main = main_submission()
    dear = tuple(replace(each, effect=Effect(money=Decimal(10), score=None)) for each in main.findings)
    row = ranked(batch(replace(main, findings=dear), quiet_submission())).rows[0]
    caused = {id_ for cause in main.causes for id_ in cause.findings}
    alone = sum(each.id not in caused for each in dear)
    assert len(caused) > 1
    assert row.money == 10 * (len([cause for cause in main.causes if cause.findings]) + alone)


def test_a_version_that_was_not_adopted_stands_behind_and_is_not_counted() -> None:
    old = VersionReport(version=Version(label="初稿", adopted=False, of=2, certain=True))
    draft = replace(unit("甲", severity=Severity.CRITICAL), version=old)
    report = batch(unit("乙"), unit("丙", severity=Severity.NOTE), draft)
    ranking = ranked(report)
    assert [row.unit for row in ranking.rows] == ["丙", "乙", "甲"]
    assert ranking.worst(Severity.CRITICAL) == 0
    assert "另有 1 个未采用的版本" in front_page(report, ranking, Outlook())


def test_the_ranking_shows_what_a_unit_stands_by_and_no_draft_in_its_place() -> None:
    old = VersionReport(version=Version(label="初稿", adopted=False, of=2, certain=True))
    new = VersionReport(version=Version(label="定稿", adopted=True, of=2, certain=True))
    draft = replace(unit("甲", severity=Severity.CRITICAL), id="draft", version=old)
    final = replace(unit("甲", severity=None), id="final", version=new)
    report = batch(final, draft, unit("乙", severity=Severity.MINOR))
    page = front_page(report, ranked(report), Outlook())
    ranking = page.split("单位排序")[1].split("\n\n")[0]
    assert "乙" in ranking
    assert "甲" not in ranking
    assert "其余 1 家" in ranking


def test_versions_of_one_unit_are_no_batch() -> None:
    old = VersionReport(version=Version(label="初稿", adopted=False, of=2, certain=True))
    new = VersionReport(version=Version(label="定稿", adopted=True, of=2, certain=True))
    assert not is_batch(batch(replace(unit("甲"), version=new), replace(unit("甲"), version=old)))
    assert is_batch(batch(unit("甲"), unit("乙")))


def test_what_concerns_the_batch_is_told_apart_and_not_counted_for_a_unit() -> None:
    report = batch(unit("甲", severity=Severity.NOTE, check="U05"), unit("乙"))
    ranking = ranked(report)
    assert ranking.rows[0].worst is None
    assert [each.finding.unit for each in ranking.batch] == ["甲"]
    assert [each.position for each in ranking.batch] == [0]
    page = front_page(report, ranking, Outlook())
    assert "涉及整批材料的事项" in page
    assert "U05" in page.split("涉及整批材料的事项")[1]


@pytest.mark.parametrize("width", [0, 60, 80, 132])
def test_a_thousand_units_fit_on_a_screen_of_sixty_lines(width: int) -> None:
    units = [unit(f"某某县某某某管理服务中心{n}", severity=Severity.CRITICAL, money="3.5") for n in range(990)]
    units += [unit(f"批{n}", severity=Severity.NOTE, check="U05") for n in range(10)]
    report = batch(*units)
    one = report.errors[0]
    report = replace(report, errors=tuple(replace(one, file=f"{n}.docx") for n in range(50)))
    outlook = Outlook(written=[f"文件{n}" for n in range(9)], steps=["打开 report.html", "formaudit decide", "三"])
    page = front_page(report, ranked(report), outlook, width=width).splitlines()
    assert len(page) <= 60
    assert page[0].startswith("结论：")
    if width:
        assert max(map(width_of, page)) <= width


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_ends_with_what_was_written_and_the_next_call(lang: str) -> None:
    report = batch(unit("甲", severity=Severity.MAJOR), unit("乙"), lang=lang)
    outlook = Outlook(written=["out/report.html"], steps=["formaudit decide out/findings.json"])
    page = front_page(report, ranked(report), outlook)
    assert page.index("out/report.html") < page.index("formaudit decide out/findings.json")
