"""The index of a batch: every unit once, in order, with a way to its page; nothing fetched and no markup from texts."""

from msgspec.structs import replace

from formaudit.cli.unit_pages import unit_pages, unit_report
from formaudit.model.report import AuditReport, FileOwner
from formaudit.model.verdict import Severity
from formaudit.reports.html.index import index_html
from formaudit.reports.html.page import to_html
from formaudit.reports.ranking import ranked
from tests.reports.html.pages import poisoned
from tests.reports.sample import sample
from tests.reports.test_front import batch, unit


def index(report: AuditReport) -> str:
    ranking = ranked(report)
    return index_html(report, ranking, unit_pages(ranking))


def test_every_unit_has_a_row_with_a_link_to_its_page() -> None:
    report = batch(unit("甲", severity=Severity.NOTE), unit("乙", severity=Severity.CRITICAL), unit("丙"))
    page = index(report)
    assert page.index("units/乙-2023.html") < page.index("units/甲-2023.html") < page.index("units/丙-2023.html")


def test_units_of_one_name_and_year_have_pages_of_their_own() -> None:
    pages = unit_pages(ranked(batch(unit("甲"), unit("甲"), unit(""), unit("a/b"))))
    assert pages == {0: "units/甲-2023.html", 1: "units/甲-2023-2.html", 2: "units/2023.html", 3: "units/a_b-2023.html"}


def test_a_thousand_units_make_an_index_below_a_megabyte() -> None:
    units = [
        unit(f"某某市某某县某某街道公共服务管理中心{number}", severity=Severity.CRITICAL, money="12.5")
        for number in range(900)
    ]
    units += [unit(f"批{number}", severity=Severity.NOTE, check="U05") for number in range(100)]
    report = batch(*units)
    report = replace(report, errors=tuple(replace(report.errors[0], file=f"{number}.docx") for number in range(2000)))
    assert len(index(report).encode()) < 1_000_000


def test_findings_about_the_batch_stand_on_the_index_only() -> None:
    lonely = unit("甲", severity=Severity.MAJOR, check="U01")
    report = batch(lonely, unit("乙"))
    assert "U01" in index(report)
    shown = unit_report(report, report.submissions[0])
    assert "U01" not in to_html(shown, {})
    assert shown.submissions[0].findings == ()


def test_a_unit_page_leaves_other_units_papers_out_and_leads_back() -> None:
    own = unit("甲", severity=Severity.MAJOR)
    peer = replace(own.files[0], owner=FileOwner.PEER, source=replace(own.files[0].source, path="乙/附件4.docx"))
    mixed = replace(own, files=(*own.files, peer))
    report = batch(mixed, unit("乙"))
    page = to_html(unit_report(report, report.submissions[0]), {}, back="../report.html#u0")
    assert "乙/附件4.docx" not in page
    assert 'href="../report.html#u0"' in page
    assert 'id="u0"' in index(report)


def test_numbers_of_findings_are_the_same_with_and_without_those_about_the_batch() -> None:
    both = unit("甲", severity=Severity.NOTE)
    early = unit("乙", severity=Severity.CRITICAL, check="U01").findings
    mixed = replace(both, findings=(*early, *both.findings))
    report = batch(mixed, unit("丙"))
    page = to_html(unit_report(report, report.submissions[0]), {})
    assert 'id="s0q1"' in page
    assert 'id="s0q2"' not in page


def test_hostile_texts_stay_texts() -> None:
    payload = '"><img src=x onerror="document.title=1"><script>document.title=2</script>'
    keep = frozenset({"lang", "verdict", "form", "format", "check"})
    page = index(poisoned(sample(), payload, keep))
    assert "<img" not in page
    assert page.count("<script") == 1


def test_the_index_is_whole_in_itself() -> None:
    page = index(batch(unit("甲"), unit("乙")))
    assert "http" not in page.replace("http-equiv", "")


def test_no_check_is_called_by_its_internal_name() -> None:
    report = batch(unit("甲", severity=Severity.MAJOR), unit("乙"))
    ledger = replace(report.submissions[0].ledger[0], check="T01", name="internal-name-of-a-check")
    shown = unit_report(report, replace(report.submissions[0], ledger=(ledger,)))
    assert "internal-name-of-a-check" not in to_html(shown, {})
