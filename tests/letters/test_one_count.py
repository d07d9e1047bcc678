"""A letter says one number of its matters, and says whose attachment it means."""

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from formaudit.audit import audit_submissions
from formaudit.intake.gather import gather
from formaudit.letters.attach import asked_places
from formaudit.letters.body import paragraph_of
from formaudit.letters.build import build_letter
from formaudit.letters.facts import by_title
from formaudit.letters.forms import form_rows
from formaudit.letters.letter import Kind, Letter, Party
from formaudit.model.decision import Decision, Standing
from formaudit.model.report import AuditReport
from formaudit.profiles.read import read_profile

CORPORA = Path(__file__).parents[2] / "corpora"
CASES = ("quickstart", "culture-replaced", "river-project")


@pytest.fixture(scope="module")
def reports() -> dict[str, AuditReport]:
    made = {}
    for case in CASES:
        report = audit_submissions(gather([CORPORA / case]).submissions, (), read_profile("default"), "zh")
        (submission,) = report.submissions
        yes = [
            replace(each, decision=Decision(finding=each.id, standing=Standing.CONFIRMED))
            for each in submission.findings
        ]
        made[case] = replace(report, submissions=(replace(submission, findings=tuple(yes)),))
    return made


def letter(report: AuditReport, kind: Kind) -> Letter:
    return build_letter(report, report.submissions[0], kind, Party())


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("kind", [Kind.INQUIRY, Kind.RECTIFICATION, Kind.RECEIPT])
def test_the_count_of_the_opening_is_that_of_the_lists(reports: dict[str, AuditReport], case: str, kind: Kind) -> None:
    made = letter(reports[case], kind)
    (count,) = re.findall(r"共(\d+)项", "".join(made.opening))
    numbers = {row[0].partition("-")[0] for attachment in made.attachments for row in attachment.rows}
    assert int(count) == len(made.matters) == len(numbers)
    assert [item.number for item in made.matters] == list(range(1, int(count) + 1))


@pytest.mark.parametrize("case", CASES)
def test_the_body_counts_the_places_that_the_reply_form_lists(reports: dict[str, AuditReport], case: str) -> None:
    made = letter(reports[case], Kind.INQUIRY)
    told = 0
    for item in made.items:
        for count in re.findall(r"所涉(\d+)处", paragraph_of(item, made)):
            rows = [row for row in made.attachments[0].rows if row[0].startswith(f"{item.number}-")]
            assert int(count) == len(rows) == len(asked_places(item))
            told += 1
    assert told or case == "river-project"


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("kind", [Kind.INQUIRY, Kind.RECTIFICATION])
def test_no_text_of_a_letter_names_an_attachment_by_number(
    reports: dict[str, AuditReport], case: str, kind: Kind
) -> None:
    made = letter(reports[case], kind)
    texts = [*made.opening, *made.closing, *(paragraph_of(item, made) for item in made.items)]
    texts += [cell for attachment in made.attachments for row in attachment.rows for cell in row]
    assert not [text for text in texts if re.search(r"附件\d", re.sub("“[^”]*”|《[^》]*》", "", text))]


def test_forms_are_called_by_their_titles_and_what_is_quoted_stays() -> None:
    assert (
        by_title("请核对附件2、附件3、各附件4及报告", "zh")
        == "请核对基础数据表、整体支出自评表、各项目支出自评表及报告"
    )
    assert by_title("所列“详见附件2”与附件12", "zh") == "所列“详见附件2”与附件12"


def test_a_working_paper_concludes_what_its_findings_say(reports: dict[str, AuditReport]) -> None:
    made = letter(reports["quickstart"], Kind.WORKING_PAPER)
    said = {item.title: "\n".join(cell for row in form_rows(made, item) for cell in row) for item in made.items}
    (scored,) = (text for title, text in said.items() if "满分" in title)
    assert "评分规则" in scored
    assert "不能对应" not in scored
    assert not [text for text in said.values() if "\n请" in text]
