import json
from decimal import Decimal

from hypothesis import given
from msgspec.structs import replace

from formaudit.model.report import AuditReport, FileError
from formaudit.reports.findings_json import dumps, to_json
from tests.reports.sample import TOTAL_BUDGET, main_submission, sample
from tests.reports.strategies import report as reports

KEYS = {
    "report": "schema tool verdict submissions errors",
    "submission": "id unit year files forms findings causes ticks undecided coverage",
    "file": "path sha256 format pages members",
    "form": "form index title file tables confidence",
    "finding": "id check name severity nature confidence cause title message calculation basis question effect figures",
    "cause": "id kind message findings repairs confidence",
    "repair": "where printed restored constraints",
    "tick": "check figures calculation",
    "undecided": "check reason figures",
    "coverage": "figures tied contradicted untested",
    "figure": "label raw value unit role where",
    "place": "file form form_index table row col page bbox paragraph span line",
    "error": "file code message remedy",
}


def test_every_key_of_the_interface_is_there() -> None:
    data = to_json(sample())
    submission = data["submissions"][0]
    finding, cause = submission["findings"][0], submission["causes"][0]
    found = {
        "report": data,
        "submission": submission,
        "file": submission["files"][0],
        "form": submission["forms"][0],
        "finding": finding,
        "cause": cause,
        "repair": cause["repairs"][0],
        "tick": submission["ticks"][0],
        "undecided": submission["undecided"][0],
        "coverage": submission["coverage"],
        "figure": finding["figures"][0],
        "place": finding["figures"][0]["where"],
        "error": data["errors"][0],
    }
    for name, keys in KEYS.items():
        wanted = keys.split()
        assert [key for key in found[name] if key in wanted] == wanted, name


def test_the_schema_the_tool_and_the_verdict_come_first() -> None:
    data = to_json(sample())
    assert list(data)[:3] == ["schema", "tool", "verdict"]
    assert data["schema"] == "formaudit.findings/1"
    assert data["tool"] == {"version": "0.1.0", "profile": "default", "checks": 100}


def test_amounts_are_strings_and_what_is_absent_is_null() -> None:
    submission = to_json(sample())["submissions"][0]
    first, *_, last = submission["findings"]
    assert first["effect"] == {"money": "28.80", "score": "10"}
    assert first["figures"][0]["value"] == "10"
    assert last["figures"][0]["value"] is None
    assert last["effect"] == {"money": None, "score": None}
    assert submission["findings"][2]["effect"] is None
    assert submission["files"][0]["pages"] is None


def test_suspects_come_first_and_the_rest_is_evidence() -> None:
    finding = to_json(sample())["submissions"][0]["findings"][0]
    assert [figure["role"] for figure in finding["figures"]] == ["suspect", "evidence", "evidence"]


def test_places_count_from_zero() -> None:
    where = to_json(sample())["submissions"][0]["findings"][0]["figures"][0]["where"]
    assert (where["form"], where["table"], where["row"], where["col"], where["span"]) == ("annex4", 1, 1, 2, None)


def test_a_member_of_an_archive_is_listed() -> None:
    plain, packed = (item["files"][0]["members"] for item in to_json(sample())["submissions"])
    assert (plain, packed) == (None, ["乙/材料.txt"])


def test_a_large_decimal_has_no_exponent() -> None:
    finding = replace(main_submission().findings[0], figures=(replace(TOTAL_BUDGET, value=Decimal("1E+5")),))
    data = to_json(sample(submissions=(replace(main_submission(), findings=(finding,)),)))
    assert data["submissions"][0]["findings"][0]["figures"][0]["value"] == "100000"


def test_the_text_is_the_same_however_the_lists_came() -> None:
    submission = main_submission()
    turned = replace(
        submission,
        findings=submission.findings[::-1],
        causes=submission.causes[::-1],
        ticks=submission.ticks[::-1],
        ledger=submission.ledger[::-1],
    )
    assert dumps(sample(submissions=(turned,))) == dumps(sample(submissions=(submission,)))


def test_chinese_is_written_as_it_is_and_half_characters_are_replaced() -> None:
    text = dumps(sample(errors=(FileError(file="表\udce6.docx", code="empty", message="", remedy=""),)))
    assert "示例区甲服务中心" in text
    assert json.loads(text.encode().decode())["errors"][0]["file"] == "表\ufffd.docx"


@given(reports)
def test_any_report_is_plain_json(report: AuditReport) -> None:
    def no_constant(name: str) -> None:
        raise AssertionError(name)

    data = json.loads(dumps(report).encode(), parse_constant=no_constant)
    assert data["verdict"] == report.verdict
    assert [len(item["findings"]) for item in data["submissions"]] == [len(s.findings) for s in report.submissions]
