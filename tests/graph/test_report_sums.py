"""Which amount of a sentence its parts make up."""

import pytest

from formaudit.forms.narrative import claims_of_text
from formaudit.graph.reading import read_relation
from formaudit.graph.report_sums import _sentence_sum
from formaudit.model.form_kind import FormKind
from formaudit.model.place import Place
from formaudit.model.report_text import ClaimKind, Report
from formaudit.model.verdict import Outcome

PLACE = Place(file=0, form=FormKind.REPORT, paragraph=4)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("年初预算70万元，支出100万元，其中：甲费30万元、乙费40万元。", Outcome.HOLDS),
        ("支出70万元，其中：甲费30万元、乙费40万元。", Outcome.HOLDS),
        ("支出100万元，其中：甲费30万元、乙费40万元。", Outcome.BROKEN),
        # What is told behind the parts is not what they are parts of.
        ("支出110万元，其中：甲费30万元、乙费40万元。上年支出70万元。", Outcome.BROKEN),
    ],
)
def test_parts_make_up_an_amount_that_is_named_before_them(text: str, outcome: Outcome) -> None:
    claims = claims_of_text(text, PLACE)
    report = Report(
        index=0, title="", year=None, file=0, confidence=1.0, unit_name="", sections=(), claims=claims, attachments=(),
        place=PLACE,
    )  # fmt: skip
    (told,) = [claim for claim in claims if claim.kind == ClaimKind.SUM]
    assert read_relation(_sentence_sum(told, report, {}), {}).outcome is outcome
