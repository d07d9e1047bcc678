"""The letter desk: who is written to, under which number and name, and what a person did to letters and register."""

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace

from formaudit.cli.letter_files import Draft, deliver
from formaudit.errors import UsageError
from formaudit.letters.build import build_letter
from formaudit.letters.choose import chosen
from formaudit.letters.desk import REGISTER, concerned, entry_for, read_register, register_csv
from formaudit.letters.letter import Kind, LetterFault, Party
from formaudit.model.decision import Decision, Standing
from formaudit.model.report import FileOwner, SubmissionReport, VersionReport
from formaudit.model.submission import Version
from formaudit.model.verdict import Effect, Severity
from formaudit.reports.money import rounded
from formaudit.reports.ranking import ranked
from tests.reports.sample import main_submission, quiet_submission, sample

Captured = pytest.CaptureFixture[str]


def unit(name: str, *, year: int | None = 2023) -> SubmissionReport:
    return replace(main_submission(), unit=name, year=year)


def drafts(*units: SubmissionReport, text: str = "函") -> list[Draft]:
    return [Draft(submission=each, kind="inquiry", make=text.encode) for each in units]


def register(folder: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((folder / REGISTER).read_text("utf-8-sig"))))


def edit(folder: Path, row: int, column: str, value: str) -> None:
    rows = register(folder)
    rows[row][column] = value
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    (folder / REGISTER).write_text(out.getvalue(), "utf-8-sig")


def test_two_letters_never_share_a_name(tmp_path: Path) -> None:
    deliver(tmp_path, drafts(unit("甲局"), unit("甲局"), unit("乙局")), None, "zh")
    assert sorted(path.name for path in tmp_path.glob("*.docx")) == [
        "inquiry-乙局-2023.docx", "inquiry-甲局-2023-2.docx", "inquiry-甲局-2023.docx",
    ]  # fmt: skip
    assert [row["序号"] for row in register(tmp_path)] == ["1", "2", "3"]


def test_the_money_of_a_cause_is_told_once_and_as_the_front_page_tells_it() -> None:
    submission = main_submission()
    effects = [Effect(money=Decimal("3.14159"), score=None), Effect(money=Decimal("-2.7"), score=None)]
    findings = tuple(
        replace(each, effect=effects[number % 2], cause="C1") for number, each in enumerate(submission.findings)
    )
    cause = replace(submission.causes[0], id="C1", findings=tuple(each.id for each in findings))
    same = replace(submission, findings=findings, causes=(cause,))
    entry = entry_for(same, "inquiry", (), None)
    (row,) = ranked(sample("zh", submissions=(same,))).rows
    assert row.money == Decimal("3.14159")
    assert entry.money == Decimal("3.14") == rounded(row.money)


def test_a_letter_that_fails_its_check_keeps_no_other_unit_from_its_own(tmp_path: Path, capsys: Captured) -> None:
    def fails() -> bytes:
        raise LetterFault("1: 4万元")

    first, second, third = drafts(unit("甲局"), unit("乙局"), unit("丙局"))
    with pytest.raises(LetterFault):
        deliver(tmp_path, [first, replace(second, make=fails), third], None, "zh")
    assert sorted(path.name for path in tmp_path.glob("*.docx")) == ["inquiry-丙局-2023.docx", "inquiry-甲局-2023.docx"]
    states = {row["单位"]: row["状态"] for row in register(tmp_path)}
    assert states == {"甲局": "已生成", "乙局": "未写成：未通过自检", "丙局": "已生成"}
    assert "乙局" in capsys.readouterr().err


def test_a_unit_without_a_name_is_called_so_and_its_line_holds_no_mark(tmp_path: Path, capsys: Captured) -> None:
    deliver(tmp_path, drafts(unit("")), None, "zh")
    assert register(tmp_path)[0]["单位"] == ""
    edit(tmp_path, 0, "发出日期", "2026-05-09")
    deliver(tmp_path, [], None, "zh", present=[unit("")])
    assert "单位名称未识别" in capsys.readouterr().err


def test_who_is_told_of_a_letter_is_told_its_own_file(tmp_path: Path) -> None:
    deliver(tmp_path, drafts(unit("甲局"), unit("乙局")), None, "zh")
    edit(tmp_path, 0, "发/不发", "不发")
    told: list[Path] = []
    deliver(tmp_path, [replace(draft, told=told.append) for draft in drafts(unit("甲局"), unit("乙局"))], None, "zh")
    assert told == [tmp_path / "inquiry-乙局-2023.docx"]


def test_numbers_and_names_stay_whatever_else_comes_and_goes(tmp_path: Path) -> None:
    deliver(tmp_path, drafts(unit("甲局"), unit("乙局")), None, "zh")
    deliver(tmp_path, drafts(unit("丙局"), unit("乙局"), unit("甲局")), None, "zh")
    assert [(row["序号"], row["单位"]) for row in register(tmp_path)] == [("1", "甲局"), ("2", "乙局"), ("3", "丙局")]


def test_a_letter_that_a_person_edited_is_kept_and_the_new_one_lies_beside_it(tmp_path: Path, capsys: Captured) -> None:
    deliver(tmp_path, drafts(unit("甲局")), None, "zh")
    letter = tmp_path / "inquiry-甲局-2023.docx"
    letter.write_bytes("改过".encode())
    deliver(tmp_path, drafts(unit("甲局"), text="新函"), None, "zh")
    assert letter.read_bytes() == "改过".encode()
    assert (tmp_path / "inquiry-甲局-2023.new.docx").read_bytes() == "新函".encode()
    assert "已被人改动" in capsys.readouterr().err


def test_a_strange_file_under_the_name_of_a_letter_is_kept_too(tmp_path: Path) -> None:
    strange = tmp_path / "inquiry-甲局-2023.docx"
    strange.write_bytes(b"mine")
    deliver(tmp_path, drafts(unit("甲局")), None, "zh")
    assert strange.read_bytes() == b"mine"


def test_a_letter_that_nobody_asks_for_any_more_goes_unless_it_was_edited_or_sent(
    tmp_path: Path, capsys: Captured
) -> None:
    deliver(tmp_path, drafts(unit("甲局"), unit("乙局"), unit("丙局"), unit("丁局")), None, "zh")
    (tmp_path / "inquiry-乙局-2023.docx").write_bytes(b"edited")
    edit(tmp_path, 2, "发出日期", "2026-05-09")
    deliver(tmp_path, drafts(unit("丁局")), None, "zh")
    assert sorted(path.name for path in tmp_path.glob("*.docx")) == [
        "inquiry-丁局-2023.docx", "inquiry-丙局-2023.docx", "inquiry-乙局-2023.docx",
    ]  # fmt: skip
    told = capsys.readouterr().err
    assert "乙局" in told
    assert "丙局" in told
    assert "甲局" not in told
    assert [row["状态"] for row in register(tmp_path)] == ["已不需要", "已不需要", "已不需要", "已生成"]


def test_a_letter_to_a_unit_that_a_run_did_not_look_at_stays(tmp_path: Path, capsys: Captured) -> None:
    deliver(tmp_path, drafts(unit("甲局"), unit("乙局"), unit("丙局")), None, "zh")
    deliver(tmp_path, drafts(unit("丙局")), None, "zh", present=[unit("乙局"), unit("丙局")])
    assert sorted(path.name for path in tmp_path.glob("*.docx")) == ["inquiry-丙局-2023.docx", "inquiry-甲局-2023.docx"]
    assert "甲局" in capsys.readouterr().err
    assert [row["状态"] for row in register(tmp_path)] == ["已生成", "已不需要", "已生成"]


def test_what_a_person_decided_in_the_register_holds(tmp_path: Path, capsys: Captured) -> None:
    deliver(tmp_path, drafts(unit("甲局"), unit("乙局")), None, "zh")
    edit(tmp_path, 0, "发/不发", "不发")
    edit(tmp_path, 1, "期限", "2026-06-01")
    (tmp_path / "inquiry-甲局-2023.docx").unlink()
    deliver(tmp_path, drafts(unit("甲局"), unit("乙局")), None, "zh")
    assert [path.name for path in tmp_path.glob("*.docx")] == ["inquiry-乙局-2023.docx"]
    assert [(row["发/不发"], row["期限"]) for row in register(tmp_path)] == [("不发", ""), ("", "2026-06-01")]
    assert "标为“不发”" in capsys.readouterr().err


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030"])
def test_a_register_saved_by_any_spreadsheet_is_read(encoding: str, tmp_path: Path) -> None:
    deliver(tmp_path, drafts(unit("甲局")), None, "zh")
    text = (tmp_path / REGISTER).read_text("utf-8-sig")
    (tmp_path / REGISTER).write_text(text, encoding)
    deliver(tmp_path, drafts(unit("甲局"), unit("乙局")), None, "zh")
    assert len(register(tmp_path)) == 2


@pytest.mark.parametrize(
    ("old", "new", "detail"),
    [("登记键", "键", "登记键"), ("\r\n1,", "\r\nx,", "2"), (",,inquiry", ",也许,inquiry", "2: 也许")],
)
def test_a_register_that_cannot_be_read_is_told_with_its_line(old: str, new: str, detail: str, tmp_path: Path) -> None:
    deliver(tmp_path, drafts(unit("甲局")), None, "zh")
    text = (tmp_path / REGISTER).read_bytes().decode("utf-8-sig")
    assert old in text
    (tmp_path / REGISTER).write_bytes(text.replace(old, new, 1).encode("utf-8-sig"))
    with pytest.raises(UsageError) as caught:
        deliver(tmp_path, drafts(unit("甲局")), None, "zh")
    assert (caught.value.code, caught.value.detail) == ("letter-register", detail)


def test_the_register_is_the_same_after_a_trip_in_both_languages() -> None:
    for lang in ("zh", "en"):
        deliver_to = read_register(register_csv((), lang), "x")
        assert deliver_to == ()


def test_a_unit_without_a_serious_or_confirmed_matter_is_not_written_to() -> None:
    grave = main_submission()
    assert concerned(grave, Severity.MAJOR, None)
    light = replace(
        grave, findings=tuple(replace(each, severity=Severity.MINOR, decision=None) for each in grave.findings)
    )
    assert not concerned(light, Severity.MAJOR, None)
    assert concerned(light, Severity.MINOR, None)
    decided = Decision(finding=light.findings[0].id, standing=Standing.CONFIRMED, reason="已核对")
    confirmed = replace(light, findings=(replace(light.findings[0], decision=decided), *light.findings[1:]))
    assert concerned(confirmed, Severity.MAJOR, None)
    assert not concerned(replace(quiet_submission(), findings=()), Severity.NOTE, None)


def test_a_version_that_is_not_adopted_is_never_written_about() -> None:
    draft = Version(label="初稿", adopted=False, of=2, certain=True)
    assert not concerned(replace(main_submission(), version=VersionReport(version=draft)), Severity.NOTE, None)


def test_the_register_counts_what_is_asked_and_what_it_moves(tmp_path: Path) -> None:
    submission = main_submission()
    deliver(tmp_path, drafts(submission), None, "zh")
    (row,) = register(tmp_path)
    money = sum((f.effect.money for f in submission.findings if f.effect and f.effect.money), Decimal(0))
    assert int(row["问题数"]) == len(submission.findings)
    assert Decimal(row["影响金额（万元）"]) == money


def test_no_unit_is_told_of_a_batch_or_quoted_another_units_papers() -> None:
    submission = main_submission()
    first = submission.findings[0]
    of_batch = replace(first, check="U04", severity=Severity.CRITICAL)
    others = replace(submission.files[0], owner=FileOwner.PEER)
    theirs = replace(first.figures[0], place=replace(first.figures[0].place, file=len(submission.files)))
    quoting = replace(first, figures=(*first.figures, theirs))
    lone = replace(submission, findings=(of_batch, quoting), files=(*submission.files, others), causes=())
    report = sample(submissions=(lone,))
    assert chosen(report, lone, Kind.INQUIRY, all_open=True) == ()
    assert not concerned(lone, Severity.NOTE, None)


def test_a_letter_counts_the_recipients_files_only() -> None:
    submission = main_submission()
    others = replace(submission.files[0], owner=FileOwner.PEER)
    grown = replace(submission, files=(*submission.files, others, others))
    letters = [
        build_letter(sample(submissions=(each,)), each, Kind.INQUIRY, Party(), all_open=True)
        for each in (submission, grown)
    ]
    assert letters[0].opening == letters[1].opening
