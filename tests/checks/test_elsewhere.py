from msgspec.structs import replace

from formaudit.audit import audit_submission, audit_submissions, year_before
from formaudit.checks.kernel.batch import make_batch, runs_of
from formaudit.model.verdict import Severity
from formaudit.settings import Profile
from tests.checks.cases import drawn

_MOVED = (("base", "| 公用经费 | 20 | 21 | 19.5 |", "| 公用经费 | 21.3 | 21 | 19.5 |"),)
_NAMED = tuple(
    (form, old, new)
    for form, old, new in (
        ("base", "| 预算单位名称 | 湖滨区档案馆", "| 预算单位名称 | 云台街道办事处"),
        ("unit", "| 预算单位名称 | 湖滨区档案馆", "| 预算单位名称 | 云台街道办事处"),
        ("project", "| 实施单位 | 湖滨区档案馆", "| 实施单位 | 云台街道办事处"),
        ("transfer", "| 实施单位 | 湖滨区档案馆", "| 实施单位 | 云台街道办事处"),
        ("report", "2023年度湖滨区档案馆单位整体", "2023年度云台街道办事处单位整体"),
    )
)


def test_files_of_last_year_are_listed_behind_the_own_ones_and_every_place_leads_to_a_file() -> None:
    prior = replace(drawn(), year=2022)
    report = audit_submission(drawn(_MOVED), Profile(), "zh", prior=prior)
    assert {finding.check for finding in report.findings} >= {"Y02"}
    assert len(report.files) > 6
    places = [figure.place for finding in report.findings for figure in finding.figures]
    places += [figure.place for tick in report.ticks for figure in tick.figures]
    assert max(place.file for place in places) == len(report.files) - 1
    assert report.files[6].source.path == "base.docx"


def test_without_last_year_only_the_own_files_are_listed() -> None:
    assert len(audit_submission(drawn(), Profile(), "zh").files) == 6


def test_last_years_submission_is_the_same_units_of_the_year_before() -> None:
    submission, prior = drawn(), replace(drawn(), year=2022)
    assert year_before(submission, (replace(prior, year=2021), prior)) is prior
    assert year_before(submission, (replace(prior, unit="湖滨区图书馆"),)) is None
    assert year_before(replace(submission, year=None), (prior,)) is None


def test_a_list_is_held_against_the_other_submissions_of_the_call() -> None:
    profile = Profile(complete_batch=True)
    report = audit_submissions((drawn(), drawn(_NAMED)), (), profile, "zh")
    assert report.batch is not None
    missing = [finding for finding in report.batch.findings if finding.check == "U02"]
    assert [finding.severity for finding in missing] == [Severity.MAJOR, Severity.MAJOR]
    assert not [found for each in report.submissions for found in each.findings if found.check == "U02"]


def test_a_run_of_characters_has_one_number_everywhere() -> None:
    assert runs_of("档案数字化加工五万页") == frozenset({305407491, 1165759099, 2605468663})


def test_the_first_file_of_each_submission_is_counted_through_the_batch() -> None:
    assert make_batch((drawn(), drawn(_NAMED), drawn())).first_file == (0, 6, 12)
