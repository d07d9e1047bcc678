"""findings.xlsx and reply forms, filled in as people do, read back by ``formaudit decide --from``."""

import datetime as dt
import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl  # type: ignore[import-untyped]  # the library ships no type information
import pytest

from formaudit.cli.main import main
from formaudit.decisions.book import read_book
from formaudit.model.decision import Decision, Standing
from tests.corpus import CORPORA

FAULTY = str(CORPORA / "culture-other-funds")
HEADS = {
    "answer": "单位反馈",
    "review": "复核结论",
    "owner": "经办",
    "date": "日期",
    "reason": "理由",
    "until": "期限",
    "id": "标识",
}


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert main(["audit", FAULTY, "--out", str(tmp_path / "run")]) == 1
    capsys.readouterr()
    return tmp_path / "run"


class Sheet:
    """The list of findings as somebody edits it."""

    def __init__(self, file: Path) -> None:
        self.file, self.book = file, openpyxl.load_workbook(file)
        self.paper: Any = self.book.worksheets[0]
        heads = {str(cell.value): cell.column for cell in self.paper[2]}
        self.columns = {name: heads[head] for name, head in HEADS.items()}
        self.rows = range(3, self.paper.max_row + 1)

    def put(self, row: int, **values: object) -> str:
        for name, value in values.items():
            self.paper.cell(row, self.columns[name]).value = value
        return str(self.paper.cell(row, self.columns["id"]).value)

    def save(self, name: str = "") -> Path:
        target = self.file.with_name(name) if name else self.file
        self.book.save(target)
        return target


def decisions(book: Path) -> dict[str, Decision]:
    return {each.finding: each for each in read_book(book).decisions}


def test_the_sheet_offers_the_answers_and_leads_to_file_and_figures(run: Path) -> None:
    sheet = Sheet(run / "findings.xlsx")
    (rule,) = sheet.paper.data_validations.dataValidation
    assert rule.formula1 == '"确认,不成立,豁免,待核,已整改"'
    assert next(iter(rule.sqref.ranges)).min_col == sheet.columns["review"]
    target = sheet.paper.cell(3, 9).hyperlink.target.replace("\\", "/")
    assert target.endswith(".docx")
    assert (run / target).resolve().is_file()
    number = sheet.paper.cell(3, 1).hyperlink
    assert number.location == "'所涉数字'!A2"
    below = sheet.book["所涉数字"]
    assert below.cell(2, 1).value == 1
    assert below.cell(2, 1).hyperlink.location == "'问题清单'!A3"


def test_what_a_person_chose_is_kept_with_its_reason_owner_and_days(run: Path, tmp_path: Path) -> None:
    sheet, book = Sheet(run / "findings.xlsx"), tmp_path / "d.toml"
    first = sheet.put(3, review="确认", owner="李某", date=dt.date(2026, 5, 9))
    second = sheet.put(4, review="不成立", reason="口径不同", owner="李某", date="2026年5月8日")
    third = sheet.put(5, review="豁免", reason="已有批复", owner="张某", date="2026/5/7", until="2099-12-31")
    fourth = sheet.put(6, review="待核", answer="正在核实")
    sheet.save()
    assert main(["decide", "--from", str(run / "findings.xlsx"), str(book)]) == 0
    made = decisions(book)
    assert set(made) == {first, second, third, fourth}
    assert (made[first].standing, made[first].owner, made[first].date) == (
        Standing.CONFIRMED, "李某", dt.date(2026, 5, 9),
    )  # fmt: skip
    assert (made[second].standing, made[second].reason, made[second].date) == (
        Standing.DISMISSED, "口径不同", dt.date(2026, 5, 8),
    )  # fmt: skip
    assert (made[third].standing, made[third].expires) == (Standing.WAIVED, dt.date(2099, 12, 31))
    assert (made[fourth].standing, made[fourth].reply) == (Standing.OPEN, "正在核实")


@pytest.mark.parametrize("said", ["排除", "已排除", "不成立", "dismissed"])
def test_an_answer_may_be_typed_in_the_words_of_the_manuals(run: Path, tmp_path: Path, said: str) -> None:
    sheet, book = Sheet(run / "findings.xlsx"), tmp_path / "d.toml"
    row = sheet.put(4, review=said, reason="口径不同", owner="李某")
    sheet.save()
    assert main(["decide", "--from", str(run / "findings.xlsx"), str(book)]) == 0
    assert decisions(book)[row].standing is Standing.DISMISSED


def test_a_second_reading_says_that_there_is_nothing_new(
    run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet, book = Sheet(run / "findings.xlsx"), tmp_path / "d.toml"
    sheet.put(3, review="确认")
    sheet.save()
    call = ["decide", "--from", str(run / "findings.xlsx"), str(book)]
    assert main(call) == 0
    before = book.read_bytes()
    capsys.readouterr()
    assert main(call) == 0
    assert "没有新的内容" in capsys.readouterr().out
    assert book.read_bytes() == before


def test_the_next_sheet_shows_what_was_decided_and_reading_it_changes_nothing(
    run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet, book = Sheet(run / "findings.xlsx"), tmp_path / "d.toml"
    id_ = sheet.put(3, review="豁免", reason="已有批复", owner="张某", until="2099-12-31", answer="见批复")
    sheet.save()
    assert main(["decide", "--from", str(run / "findings.xlsx"), str(book)]) == 0
    assert main(["audit", FAULTY, "--decisions", str(book), "--out", str(tmp_path / "again")]) == 1
    again = Sheet(tmp_path / "again" / "findings.xlsx")
    row = next(row for row in again.rows if again.paper.cell(row, again.columns["id"]).value == id_)
    shown = {name: again.paper.cell(row, column).value for name, column in again.columns.items()}
    assert (shown["review"], shown["reason"], shown["owner"], shown["answer"]) == ("豁免", "已有批复", "张某", "见批复")
    assert shown["until"] == dt.datetime(2099, 12, 31)  # noqa: DTZ001 - a spreadsheet knows no time zone
    before = book.read_bytes()
    capsys.readouterr()
    assert main(["decide", "--from", str(again.file), str(book)]) == 0
    assert "没有新的内容" in capsys.readouterr().out
    assert book.read_bytes() == before


def sorted_filtered_and_widened(sheet: Sheet) -> None:
    """Rows turned about, half of them hidden by a filter, one taken out, two columns put in, a line on top."""
    paper = sheet.paper
    rows = [[cell.value for cell in paper[row]] for row in sheet.rows]
    for row, values in zip(sheet.rows, reversed(rows), strict=True):
        for column, value in enumerate(values, 1):
            paper.cell(row, column).value = value
    paper.row_dimensions[4].hidden = True
    paper.delete_rows(5)
    paper.insert_cols(3)
    paper.cell(2, 3).value = "我的备注"
    paper.insert_rows(1)
    paper.cell(1, 1).value = "第一科室复核稿"


def retyped(sheet: Sheet) -> None:
    for row in sheet.rows:
        for column in sheet.columns.values():
            cell = sheet.paper.cell(row, column)
            if isinstance(cell.value, str):
                cell.value = f" {cell.value}\n"


@pytest.mark.parametrize("change", [sorted_filtered_and_widened, retyped])
def test_a_sheet_may_be_sorted_filtered_widened_and_retyped(
    run: Path, tmp_path: Path, change: Callable[[Sheet], None]
) -> None:
    sheet, book = Sheet(run / "findings.xlsx"), tmp_path / "d.toml"
    wanted = {sheet.put(row, review="确认") for row in sheet.rows}
    taken_out = {str(sheet.paper.cell(sheet.rows[-3], sheet.columns["id"]).value)}
    change(sheet)
    sheet.save()
    assert main(["decide", "--from", str(run / "findings.xlsx"), str(book)]) == 0
    assert set(decisions(book)) == (wanted - taken_out if change is sorted_filtered_and_widened else wanted)


def test_a_row_that_no_longer_fits_is_named_and_never_guessed(
    run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet, book = Sheet(run / "findings.xlsx"), tmp_path / "d.toml"
    raw = next(cell.column for cell in sheet.paper[2] if cell.value == "原文")
    gone = sheet.put(3, review="确认", id="0123456789abcdef")
    changed = sheet.put(4, review="确认")
    sheet.paper.cell(4, raw).value = "年度资金总额：99 万元"
    unknown = sheet.put(5, review="大概对")
    no_reason = sheet.put(6, review="不成立")
    endless = sheet.put(7, review="豁免", reason="已有批复", owner="张某")
    two_digits = sheet.put(8, review="确认", date="5/9/26")
    over = sheet.put(9, review="豁免", reason="已有批复", owner="张某", until="2020-01-01")
    good = sheet.put(10, review="确认")
    copied = [cell.value for cell in sheet.paper[11]]
    sheet.paper.append(copied)
    twice = sheet.put(11, review="确认")
    sheet.put(sheet.paper.max_row, review="不成立", reason="另一人的意见")
    sheet.save()
    assert main(["decide", "--from", str(run / "findings.xlsx"), str(book)]) == 3
    assert set(decisions(book)) == {good}
    said = capsys.readouterr().out
    for id_, why in (
        (gone, "没有这个问题"), (changed, "数字已经改变"), (no_reason, "没有写明理由"), (endless, "没有写明期限"),
        (over, "期限已过"), (twice, "内容不同"),
    ):  # fmt: skip
        assert any(why in line and id_ in line for line in said.split("\n")), why
    assert said.count("看不懂：复核结论") == said.count("看不懂：日期") == 1
    assert {unknown, two_digits}.isdisjoint(decisions(book))


def test_answers_go_into_the_store_that_the_findings_are_from(tmp_path: Path) -> None:
    store = str(tmp_path / "audit.db")
    assert main(["scan", str(CORPORA / "culture-other-funds"), "--store", store]) in (0, 1, 3)
    assert main(["audit", FAULTY, "--out", str(tmp_path / "run")]) == 1
    sheet = Sheet(tmp_path / "run" / "findings.xlsx")
    for row in sheet.rows:
        sheet.put(row, review="确认", answer="属实")
    sheet.save()
    assert main(["decide", "--from", str(sheet.file), store]) == 0
    assert main(["letter", store, "--kind", "rectification", "--out", str(tmp_path / "n.docx")]) == 0


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("form", ["ods", "xls", "csv:Text - txt - csv (StarCalc):44,34,76,1"])
def test_a_sheet_saved_by_another_program_is_read_alike(run: Path, tmp_path: Path, form: str) -> None:
    sheet, book = Sheet(run / "findings.xlsx"), tmp_path / "d.toml"
    wanted = {sheet.put(row, review="确认", date=dt.date(2026, 5, 9)) for row in sheet.rows}
    sheet.save()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}", "--headless", "--convert-to", form,
         "--outdir", str(run), str(sheet.file)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert main(["decide", "--from", str(run / f"findings.{form.split(':', maxsplit=1)[0]}"), str(book)]) == 0
    made = decisions(book)
    assert set(made) == wanted
    assert {each.date for each in made.values()} == {dt.date(2026, 5, 9)}


def filled(letter: Path, answers: dict[str, tuple[str, str]]) -> Path:
    """The letter with answers by number in its reply form."""
    book = docx.Document(str(letter))
    for row in book.tables[0].rows[1:]:
        if row.cells[0].text in answers:
            row.cells[3].text, row.cells[4].text = answers[row.cells[0].text]
    out = letter.with_name("反馈.docx")
    book.save(str(out))
    return out


def test_a_returned_reply_form_is_read_to_the_findings_it_answers(
    run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "d.toml"
    back = filled(run / "letter.docx", {"1-1": ("漏列其他资金", "44.5"), "1-2": ("计算口径有误", "")})
    assert main(["decide", "--from", str(back), str(run), "--decisions", str(book)]) == 0
    made = decisions(book)
    assert {each.standing for each in made.values()} == {Standing.OPEN}
    sums = [each for each in made.values() if each.check == "T09"]
    assert [(each.reply, each.corrected) for each in sums] == [("漏列其他资金", "44.5")]
    assert {each.check for each in made.values() if each.reply == "计算口径有误"} >= {"T10", "T11"}
    capsys.readouterr()
    assert main(["decide", "--from", str(back), str(run), "--decisions", str(book)]) == 0
    assert "没有新的内容" in capsys.readouterr().out


@pytest.mark.parametrize("kind", ["rectification", "receipt"])
def test_a_returned_receipt_is_read_to_the_matters_it_answers(run: Path, tmp_path: Path, kind: str) -> None:
    book = str(tmp_path / "d.toml")
    assert main(["decide", str(run), "all", "--state", "confirmed", "--reason", "核对", "--decisions", book]) == 0
    sent = tmp_path / "sent.docx"
    assert main(["letter", str(run), "--kind", kind, "--decisions", book, "--out", str(sent)]) == 0
    paper = docx.Document(str(sent))
    table = paper.tables[-1]
    heads = [cell.text for cell in table.rows[0].cells]
    for head, text in (
        ("采取措施", "已按凭证更正"),
        ("更正后数值", "44.5"),
        ("佐证", "记账凭证"),
        ("完成时间", "5月20日"),
    ):
        table.rows[1].cells[heads.index(head)].text = text
    table.rows[2].cells[heads.index("未完成原因")].text = "等待批复"
    back = tmp_path / "回执.docx"
    paper.save(str(back))
    assert main(["decide", "--from", str(back), str(run), "--decisions", book]) == 0
    kept = [each for each in read_book(Path(book)).decisions if each.reply]
    assert all(each.standing is Standing.CONFIRMED for each in kept)
    first = next(each for each in kept if "已按凭证更正" in each.reply)
    assert "佐证：记账凭证" in first.reply
    assert "完成时间：5月20日" in first.reply
    assert "44.5" in first.reply + first.corrected
    assert any("未完成原因：等待批复" in each.reply for each in kept)
    # Months later some of it is called rectified, and the receipt still answers for all of it.
    ids = [each.finding for each in kept]
    assert main(["decide", str(run), *ids, "--state", "rectified", "--reason", "改", "--decisions", book]) == 0
    assert main(["decide", "--from", str(back), str(run), "--decisions", book]) == 0


def test_a_reply_keeps_what_a_person_decided(run: Path, tmp_path: Path) -> None:
    book = tmp_path / "d.toml"
    assert main(["decide", str(run), "T09", "--state", "confirmed", "--reason", "已核", "--decisions", str(book)]) == 0
    back = filled(run / "letter.docx", {"1-1": ("属实", "44.5")})
    assert main(["decide", "--from", str(back), str(run), "--decisions", str(book)]) == 0
    (made,) = (each for each in decisions(book).values() if each.check == "T09")
    assert (made.standing, made.reason, made.reply) == (Standing.CONFIRMED, "已核", "属实")


def test_an_answered_row_about_another_figure_is_named(
    run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = docx.Document(str(run / "letter.docx"))
    row = book.tables[0].rows[1]
    row.cells[1].text = row.cells[1].text.replace("36", "39")
    row.cells[3].text = "属实"
    out = io.BytesIO()
    book.save(out)
    (tmp_path / "back.docx").write_bytes(out.getvalue())
    assert (
        main(["decide", "--from", str(tmp_path / "back.docx"), str(run), "--decisions", str(tmp_path / "d.toml")]) == 3
    )
    assert "现在没有这样的数字或事项" in capsys.readouterr().out
    assert not (tmp_path / "d.toml").exists()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("form", ["pdf", "doc", "odt"])
def test_a_reply_form_comes_back_in_other_formats(run: Path, tmp_path: Path, form: str) -> None:
    back = filled(run / "letter.docx", {"1-1": ("漏列其他资金", "44.5")})
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}", "--headless", "--convert-to", form,
         "--outdir", str(tmp_path), str(back)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    book = tmp_path / "d.toml"
    assert main(["decide", "--from", str(tmp_path / f"反馈.{form}"), str(run), "--decisions", str(book)]) == 0
    assert [each.corrected for each in decisions(book).values() if each.check == "T09"] == ["44.5"]


@pytest.mark.parametrize(
    "words",
    [
        ["decide"],
        ["decide", "RUN"],
        ["decide", "RUN", "all"],
        ["decide", "--from", "NONE"],
        ["decide", "--from", "PAPER", "RUN"],
        ["decide", "--from", "SHEET", "RUN", "all", "--state", "confirmed"],
    ],
)
def test_a_wrong_call_is_one_line(
    run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    names = {
        "RUN": str(run),
        "NONE": str(tmp_path / "none.xlsx"),
        "PAPER": str(next((CORPORA / "quickstart").glob("*.docx"))),
        "SHEET": str(run / "findings.xlsx"),
    }
    assert main([names.get(each, each) for each in words]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert not (tmp_path / "decisions.toml").exists()
