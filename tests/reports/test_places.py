import pytest
from msgspec.structs import replace

from formaudit.model.document import Source
from formaudit.model.form_kind import FormKind
from formaudit.model.place import Place
from formaudit.model.report import FileEntry, FormEntry
from formaudit.reports.places import file_names, form_words, places_of, say_place
from tests.reports.sample import main_submission, quiet_submission

CELL = Place(form=FormKind.ANNEX2, form_index=0, table=0, row=2, col=1)


def source(path: str, member: str = "") -> Source:
    return Source(path=path, sha256="", format="docx", member=member)


def test_a_cell_of_a_form_with_one_table_needs_no_table_number() -> None:
    assert say_place(places_of(quiet_submission(), "zh"), CELL) == "附件2 第3行第2列"
    assert say_place(places_of(quiet_submission(), "en"), CELL) == "Annex 2, row 3, column 2"


def test_a_cell_of_a_form_with_two_tables_names_the_table_within_the_form() -> None:
    submission = quiet_submission()
    forms = (replace(submission.forms[0], tables=(4, 5)),)
    places = places_of(replace(submission, forms=forms), "zh")
    assert say_place(places, replace(CELL, table=4)) == "附件2 表1 第3行第2列"
    assert say_place(places, replace(CELL, table=5)) == "附件2 表2 第3行第2列"


def test_a_table_of_no_form_is_named_by_its_number_in_the_file() -> None:
    places = places_of(quiet_submission(), "zh")
    assert say_place(places, Place(table=6, row=0, col=0)) == "表7 第1行第1列"
    assert say_place(places, Place(table=6, row=0)) == "表7 第1行"
    assert say_place(places, Place(table=6)) == "表7"


def test_a_project_form_is_named_after_its_project_and_its_file_when_there_are_several() -> None:
    places = places_of(main_submission(), "zh")
    place = Place(form=FormKind.ANNEX4, form_index=0, table=1, row=3, col=4)
    assert say_place(places, place) == "附件4（宣传专项） 第4行第5列（自评表.docx）"


def test_a_span_of_the_report_is_quoted_with_paragraph_file_and_page() -> None:
    places = places_of(main_submission(), "zh")
    place = Place(file=1, form=FormKind.REPORT, form_index=0, paragraph=11, span=(3, 9), page=5)
    assert say_place(places, place, "38.6万元") == "报告 第12段“38.6万元”（自评报告.pdf，第5页）"
    english = places_of(main_submission(), "en")
    assert say_place(english, place) == "Report, paragraph 12 (自评报告.pdf, page 5)"


def test_a_long_quote_is_cut() -> None:
    said = say_place(places_of(quiet_submission(), "zh"), Place(paragraph=0), "字" * 100)
    assert said == f"第1段“{'字' * 23}…”"


def test_a_line_of_a_text_file_is_told_apart_from_a_row() -> None:
    assert say_place(places_of(quiet_submission(), "zh"), replace(CELL, line=658)) == "附件2 第3行第2列（文本第658行）"


def test_a_place_that_is_only_a_file_is_its_whole_text() -> None:
    assert say_place(places_of(quiet_submission(), "zh"), Place()) == "全文"
    assert say_place(places_of(main_submission(), "zh"), Place(file=1)) == "全文（自评报告.pdf）"


@pytest.mark.parametrize("file", [-1, 7])
def test_a_place_in_a_file_that_is_not_listed_is_said_without_the_file(file: int) -> None:
    assert say_place(places_of(main_submission(), "zh"), Place(file=file, paragraph=0)) == "第1段"


def test_forms_of_one_kind_without_names_are_counted() -> None:
    submission = quiet_submission()
    forms = tuple(replace(submission.forms[0], form=FormKind.ANNEX3, index=index) for index in range(2))
    places = places_of(replace(submission, forms=forms), "zh")
    assert [form_words(places, FormKind.ANNEX3, index) for index in range(2)] == ["附件3（第1份）", "附件3（第2份）"]


def test_a_kind_of_form_from_a_newer_program_is_one_that_nobody_recognises() -> None:
    assert form_words(places_of(quiet_submission(), "zh"), FormKind("annex9"), 0) == "未识别内容"


def test_files_of_one_name_are_told_apart_by_their_folders() -> None:
    sources = (source("甲/表.docx"), source("乙\\表.docx"), source("批.zip", "丙/报告.docx"))
    assert file_names(sources) == ("甲/表.docx", "乙/表.docx", "报告.docx")


def test_a_file_name_cannot_break_the_line() -> None:
    submission = quiet_submission()
    files = (*submission.files, FileEntry(source=source("坏\n名\x1b.docx")))
    said = say_place(places_of(replace(submission, files=files), "zh"), Place(file=1))
    assert said == "全文（坏 名\ufffd.docx）"


def test_the_form_entry_of_another_file_does_not_hide_the_table() -> None:
    forms = (FormEntry(form=FormKind.ANNEX2, index=0, title="", file=1, tables=(0,), confidence=1.0),)
    places = places_of(replace(main_submission(), forms=forms), "zh")
    assert say_place(places, CELL) == "附件2 表1 第3行第2列（自评表.docx）"
