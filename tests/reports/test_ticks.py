"""What is said of relations that hold or stay open: never a colon or a quotation with nothing in it."""

import pytest
from msgspec.structs import replace

from formaudit.messages import word
from formaudit.model.form_kind import FormKind
from formaudit.model.report import Repair, Tick, Undecided
from formaudit.reports.text import to_text
from formaudit.reports.ticks import tick_words, undecided_words
from tests.reports.sample import figure, in_table, main_submission, sample

_TITLE = replace(figure("annex4.title", "", "", in_table(FormKind.ANNEX4, 1, 0, 0)), raw="宣传专项绩效自评表")


def test_a_title_without_a_label_is_called_what_it_prints() -> None:
    tick = Tick(check="X17", figures=(_TITLE,), calculation="2023 = 2023")
    assert tick_words(tick, "zh") == "宣传专项绩效自评表：2023 = 2023"
    assert undecided_words(Undecided(check="X17", figures=(_TITLE,), reason="不明")) == "X17 宣传专项绩效自评表 不明"


def test_what_neither_has_a_label_nor_a_print_is_called_by_its_check() -> None:
    tick = Tick(check="X17", figures=(replace(_TITLE, raw=""),), calculation="2023 = 2023")
    assert tick_words(tick, "zh") == "X17：2023 = 2023"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_repair_of_a_blank_cell_says_that_it_is_blank(lang: str) -> None:
    submission = main_submission()
    cause = submission.causes[0]
    repair = Repair(place=_TITLE.place, label="总额", printed="", restored="12.5", constraints=())
    text = to_text(sample(lang, submissions=(replace(submission, causes=(replace(cause, repairs=(repair,)),)),)))
    blank = word("report.repair.blank", lang)
    assert word("report.repair", lang, label="总额", printed=blank, restored="12.5") in text
