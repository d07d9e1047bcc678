"""What concerns a batch belongs to the batch in every output, and to no unit in any."""

import csv
import datetime as dt
import io
import json

from msgspec.structs import replace

from formaudit.audit.between import apart, together
from formaudit.cli.findings import choose
from formaudit.decisions.apply import decided
from formaudit.decisions.baseline import since
from formaudit.decisions.book import Book
from formaudit.decisions.compare import compare
from formaudit.letters.verified import verifications
from formaudit.model.cause_kind import CauseKind
from formaudit.model.comparison import Change
from formaudit.model.decision import Decision, Standing
from formaudit.model.report import AuditReport, Cause, FileOwner, SubmissionReport, Tick
from formaudit.model.verdict import Severity
from formaudit.reports.csv_report import report_csv
from formaudit.reports.findings_json import dumps
from formaudit.reports.html.page import to_html
from formaudit.reports.outline import Heading, outline
from formaudit.reports.ranking import ranked
from formaudit.reports.read_json import from_json
from formaudit.reports.sarif import report_sarif
from formaudit.reports.sheets import sheets_of
from formaudit.reports.tables import file_rows_of, finding_rows_of
from formaudit.reports.tally import verdict_line
from formaudit.reports.text import to_text
from tests.reports.sample import sample
from tests.reports.test_front import unit

TODAY = dt.date(2024, 5, 9)


def beside(name: str, check: str, other: str) -> SubmissionReport:
    """A unit with a finding that quotes its own paper and another unit's."""
    own = unit(name, severity=Severity.NOTE, check=check)
    peer = replace(
        own.files[0],
        owner=FileOwner.PEER,
        source=replace(own.files[0].source, path=f"{other}/报告.docx", sha256=other.encode().hex().ljust(64, "0")),
    )
    (finding,) = own.findings
    figure = finding.figures[0]
    quoted = replace(figure, place=replace(figure.place, file=len(own.files)))
    return replace(
        own,
        id=name,
        files=(*own.files, peer),
        findings=(replace(finding, id=f"{name}{check}", figures=(figure, quoted)),),
    )


def whole(*units: SubmissionReport) -> AuditReport:
    return apart(sample("zh", submissions=units))


def test_no_unit_lists_another_units_paper_and_the_batch_lists_what_it_quotes() -> None:
    report = whole(beside("甲", "U01", "乙"), unit("乙"))
    assert all(entry.owner is FileOwner.OWN for each in report.submissions for entry in each.files)
    assert report.batch is not None
    paths = [report.batch.files[figure.place.file].source.path for figure in report.batch.findings[0].figures]
    assert paths == [report.submissions[0].files[0].source.path, "乙/报告.docx"]
    assert [row.files for row in ranked(report).rows] == [len(each.files) for each in report.submissions]
    assert len([row for row in file_rows_of(report) if row[0] == "乙/报告.docx"]) == 0


def test_the_list_of_findings_names_the_batch_and_the_unit_it_is_about() -> None:
    report = whole(beside("甲", "U01", "乙"), beside("丙", "U04", "乙"))
    rows = list(csv.DictReader(io.StringIO(report_csv(report).lstrip("\ufeff"))))
    assert [(row["检查"][:3], row["单位"]) for row in rows] == [("U01", "甲"), ("U04", "整批材料")]
    grid = sheets_of(report)[0].grid
    assert [row[6] for row in grid.rows] == ["甲", "整批材料"]
    assert [row[1] for row in finding_rows_of(report)] == ["甲", "整批材料"]


def test_the_printed_report_has_a_section_of_the_batch_and_none_of_it_in_a_units() -> None:
    report = whole(beside("甲", "U01", "乙"), beside("丙", "U04", "乙"))
    blocks = outline(report)
    heads = [block.text for block in blocks if isinstance(block, Heading)]
    at = heads.index("整批材料")
    assert not any("U0" in head for head in heads[:at])
    assert next(head for head in heads[at:] if "U01" in head).count("甲") == 1
    assert "U04" in " ".join(heads[at:])
    for text in (to_text(report), to_html(report, {})):
        front, _, behind = text.rpartition("整批材料")
        assert "U04" in behind
        assert "U04" not in front.partition("整批材料")[0]


def test_the_file_for_programs_keeps_it_apart_and_reads_it_back() -> None:
    report = whole(beside("甲", "U01", "乙"), beside("丙", "U04", "乙"))
    data = json.loads(dumps(report))
    assert [each["findings"] for each in data["submissions"]] == [[], []]
    assert [(each["check"], each.get("unit")) for each in data["batch"]["findings"]] == [("U01", "甲"), ("U04", None)]
    assert not any("owner" in file for each in data["submissions"] for file in each["files"])
    back = from_json(dumps(report))
    assert dumps(back) == dumps(report)
    said = json.loads(report_sarif(report))["runs"][0]["results"]
    assert [each["properties"]["unit"] for each in said] == ["甲", "整批材料"]


def test_it_counts_once_in_the_verdict() -> None:
    report = whole(beside("甲", "U01", "乙"), beside("丙", "U04", "乙"))
    assert "2 处提示" in verdict_line(report)
    assert verdict_line(report) == verdict_line(report, ranked(report).counted)


def test_it_is_decided_on_like_any_other_finding() -> None:
    report = whole(beside("甲", "U01", "乙"), unit("乙"))
    found, _ = choose(report, ["U01"])
    assert [finding.id for _, finding in found] == ["甲U01"]
    book = Book(decisions=(Decision(finding="甲U01", standing=Standing.DISMISSED, reason="同一口径"),))
    after = decided(report, book, TODAY)
    assert after.batch is not None
    assert after.batch.findings[0].decision is not None
    assert not ranked(after).batch


def test_a_finding_on_the_whole_batch_has_the_same_name_whichever_unit_comes_first() -> None:
    one = whole(beside("甲", "U04", "乙"), unit("乙"))
    other = whole(beside("丙", "U04", "乙"), unit("乙"))
    assert one.batch is not None
    assert other.batch is not None
    assert one.batch.findings[0].id == other.batch.findings[0].id


def test_two_runs_are_compared_batch_with_batch() -> None:
    old = whole(beside("甲", "U05", "乙"), unit("乙"))
    (row,) = compare(old, old).rows
    assert (row.change, row.unit) == (Change.UNCHANGED, "甲")
    gone = whole(unit("丙"), unit("乙"))
    (row,) = compare(old, gone).rows
    assert (row.change, row.reason) == (Change.UNJUDGED, "absent")
    assert since(old, old).batch is not None


def test_a_tick_of_one_unit_does_not_settle_a_finding_on_another() -> None:
    old = whole(beside("甲", "U05", "乙"), unit("乙"))
    figures = old.batch.findings[0].figures if old.batch is not None else ()
    other = replace(unit("乙"), ticks=(Tick(check="U05", figures=figures, calculation="1"),))
    (row,) = compare(old, whole(unit("甲"), other)).rows
    assert row.change is Change.UNJUDGED


def test_the_check_of_corrections_leaves_out_what_concerns_the_batch() -> None:
    old = whole(beside("甲", "U05", "乙"), unit("乙"))
    assert verifications(compare(old, old), old, old, "zh") == ()


def test_who_keeps_each_submission_by_itself_gets_it_back_with_its_unit() -> None:
    first = sample("zh", submissions=(beside("甲", "U01", "乙"), replace(unit("乙"), id="乙")))
    back = together(apart(first))
    assert back.batch is None
    assert [each.findings for each in back.submissions] == [each.findings for each in first.submissions]
    assert back.submissions[0].files == first.submissions[0].files


def test_a_cause_explains_only_what_stayed_with_the_unit() -> None:
    first = beside("甲", "U03", "乙")
    (moved,) = first.findings
    stays = replace(moved, id="甲T01", check="T01", figures=moved.figures[:1])
    shared = Cause(
        id="C1", kind=CauseKind.OMITTED_PART, message="", findings=(moved.id, stays.id), repairs=(), confidence=0.9
    )
    lost = replace(shared, id="C2", findings=(moved.id,))
    report = whole(replace(first, findings=(moved, stays), causes=(shared, lost)), unit("乙"))
    assert [each.findings for each in report.submissions[0].causes] == [(stays.id,)]
    assert report.batch is not None
    assert report.batch.findings[0].cause is None
