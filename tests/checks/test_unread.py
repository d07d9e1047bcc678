"""A form that may stand in something unread: no finding against the unit, and no clean bill either."""

import pytest
from msgspec.structs import replace

from formaudit.audit import audit_submission, audit_submissions
from formaudit.checks.kernel.unread import settle_unread
from formaudit.model.document import Warn
from formaudit.model.forms import UnknownForm
from formaudit.model.place import Place
from formaudit.model.report import AuditReport
from formaudit.model.submission import Submission
from formaudit.model.verdict import Absence, Outcome
from formaudit.settings import Profile
from tests.checks.cases import breaks, drawn, verdicts

PICTURE = Warn(code="pictures", detail="1", unread=True)


def holding(submission: Submission, warning: Warn) -> Submission:
    """The submission with something unread in its first file."""
    first, *rest = submission.documents
    return replace(submission, documents=(replace(first, warnings=(warning,)), *rest))


def audited(submission: Submission) -> AuditReport:
    return audit_submissions([submission], (), Profile(), "zh")


def without_projects() -> Submission:
    return replace(drawn(()), projects=())


def test_a_missing_form_beside_a_picture_is_left_open_and_the_run_incomplete() -> None:
    plain, beside = audited(without_projects()), audited(holding(without_projects(), PICTURE))
    missing = {one.check for one in plain.submissions[0].findings if "未见" in one.message}
    assert missing
    assert not {one.check for one in beside.submissions[0].findings if "未见" in one.message}
    assert missing <= {one.check for one in beside.submissions[0].undecided}
    assert beside.verdict == "incomplete"
    assert [error.code for error in beside.errors] == ["form-unread"]
    assert "附件4" in beside.errors[0].message


def strange(title: str) -> UnknownForm:
    return UnknownForm(index=0, title=title, file=0, tables=(0,), reason="no-header", place=Place(table=0))


@pytest.mark.parametrize(
    ("title", "open_"),
    [
        ("2023年度项目支出绩效自评表", True),
        ("附件3 整体支出绩效评价指标表", True),
        ("固定资产明细表", False),
        ("", False),
    ],
)
def test_a_missing_form_is_left_open_beside_a_table_with_its_title_that_nobody_read(title: str, *, open_: bool) -> None:
    missing = {one.check for one in audited(without_projects()).submissions[0].findings if "未见" in one.message}
    beside = audited(replace(without_projects(), unknown=(strange(title),))).submissions[0]
    told = {one.check for one in beside.findings if "未见" in one.message}
    assert missing
    assert told == (set() if open_ else missing)


@pytest.mark.parametrize("warning", [Warn(code="pictures", detail="1"), Warn(code="notes", detail="1")])
def test_what_cannot_hold_a_form_excuses_nothing(warning: Warn) -> None:
    before, after = audited(without_projects()), audited(holding(without_projects(), warning))
    assert [one.id for one in after.submissions[0].findings] == [one.id for one in before.submissions[0].findings]
    assert after.errors == ()


def test_a_picture_beside_all_forms_changes_nothing() -> None:
    whole = drawn(())
    if not whole.reports:
        pytest.skip("the drawn submission has no report")
    before = audit_submission(whole, Profile(), "zh")
    after = audited(holding(whole, PICTURE))
    assert after.errors == ()
    assert [one.id for one in after.submissions[0].findings] == [one.id for one in before.findings]


@pytest.mark.parametrize(
    ("absence", "missing", "open_"),
    [
        (Absence.NONE, True, False),
        (Absence.FORM, True, True),
        (Absence.EXPLANATION, True, True),
        (Absence.NONE, False, False),
        (Absence.FORM, False, True),
        (Absence.EXPLANATION, False, False),
    ],
)
def test_beside_a_picture_only_what_may_stand_in_it_is_left_open(absence: Absence, missing: bool, open_: bool) -> None:
    change = ("base", "其中：省拨抢救保护费 | 10 | 0 | 12", "其中：省拨抢救保护费 | 10 |  | 12")
    broken = next(one for one in verdicts(breaks("F01", "", change)) if one.outcome is Outcome.BROKEN)
    own = replace(broken, absence=absence)
    submission = holding(without_projects() if missing else drawn(()), PICTURE)
    (settled,) = settle_unread(submission, [own])
    assert (settled.outcome is Outcome.UNDECIDED) == open_
    assert settle_unread(replace(submission, documents=()), [own]) == (own,)
