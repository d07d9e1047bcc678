import json
from typing import Any

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from formaudit.errors import ExitCode, FormauditError
from formaudit.model.figure import State
from formaudit.model.report import AuditReport, Difference, FileOwner, VersionReport
from formaudit.model.submission import Version
from formaudit.reports.findings_json import dumps, to_json
from formaudit.reports.read_json import from_json
from tests.reports.sample import main_submission, sample
from tests.reports.strategies import report as reports


def complaint(text: str) -> FormauditError:
    with pytest.raises(FormauditError) as caught:
        from_json(text, "findings.json")
    assert caught.value.code == "findings-file"
    assert caught.value.file == "findings.json"
    assert caught.value.exit_code is ExitCode.USAGE
    return caught.value


def changed(path: str, value: object) -> str:
    """The sample's JSON with one value changed, or taken out where the value is an ellipsis."""
    data: Any = to_json(sample())
    inner = data
    *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    for step in steps:
        inner = inner[step]
    if value is ...:
        del inner[last]
    else:
        inner[last] = value
    return json.dumps(data)


def test_the_sample_comes_back_whole() -> None:
    assert from_json(dumps(sample())) == sample()


@settings(max_examples=60)
@given(reports)
def test_any_report_comes_back_and_is_written_the_same_again(report: AuditReport) -> None:
    text = dumps(report)
    again = from_json(text)
    assert dumps(again) == text
    assert (again.version, again.lang, again.errors) == (
        report.version,
        report.lang,
        tuple(sorted(report.errors, key=lambda error: (error.file, error.code))),
    )


def test_a_byte_order_mark_is_forgiven() -> None:
    assert from_json("\ufeff" + dumps(sample())) == sample()


def test_keys_of_a_newer_program_are_ignored() -> None:
    assert from_json(changed("submissions.0.score", "95")) == sample()


@pytest.mark.parametrize("text", ["", "结论：未发现矛盾", "{", '{"a": NaN}', '{"a": ' + "[" * 100_000])
def test_a_file_that_is_no_json_is_refused(text: str) -> None:
    assert "JSON" in complaint(text).detail


@pytest.mark.parametrize("text", ["[1,]", "[" * 100_000, '{"a": ' + "1" * 5000 + "}"])
def test_what_cannot_be_the_file_is_refused_before_it_is_read_to_its_end(text: str) -> None:
    complaint(text)


def test_the_place_of_a_syntax_error_is_told() -> None:
    assert complaint('{\n "schema": }').detail == "JSON, 2:12"


@pytest.mark.parametrize("text", ["null", "[]", "3", '"formaudit.findings/1"'])
def test_json_that_is_no_object_is_refused(text: str) -> None:
    assert complaint(text).detail == ".: 应为对象"


@pytest.mark.parametrize("schema", ["formaudit.findings/2", "formaudit.document/1", None, ...])
def test_another_schema_is_refused_with_the_one_wanted(schema: object) -> None:
    assert complaint(changed("schema", schema)).detail == "schema: formaudit.findings/1"


@pytest.mark.parametrize(
    ("path", "value", "wanted"),
    [
        ("verdict", "fine", "无效的值 'fine'"),
        ("lang", "fr", "无效的值 'fr'"),
        ("tool.checks", "100", "应为整数"),
        ("tool.checks", True, "应为整数"),
        ("submissions", ..., "缺少此项"),
        ("errors", {}, "应为列表"),
        ("errors.0", "encrypted", "应为对象"),
        ("submissions.0.year", "2023", "应为整数"),
        ("submissions.0.unit", None, "应为文字"),
        ("submissions.0.coverage", ..., "缺少此项"),
        ("submissions.0.findings.1.severity", "grave", "无效的值 'grave'"),
        ("submissions.0.findings.1.confidence", "0.9", "应为数字"),
        ("submissions.0.findings.1.basis", "E11", "应为列表"),
        ("submissions.0.findings.1.effect", {"money": 28.8}, "应为文字"),
        ("submissions.0.findings.1.figures.0.value", "NaN", "应为十进制数"),
        ("submissions.0.findings.1.figures.0.value", "about 4", "应为十进制数"),
        ("submissions.0.findings.1.figures.0.where", ..., "缺少此项"),
        ("submissions.0.findings.1.figures.0.where.bbox", [1, 2, 3], "应为列表"),
        ("submissions.0.findings.1.figures.0.where.span", [1], "应为列表"),
        ("submissions.0.forms.0.tables", [0.5], "应为整数"),
    ],
)
def test_a_wrong_or_missing_field_is_named_with_its_path(path: str, value: object, wanted: str) -> None:
    told = complaint(changed(path, value)).detail
    where, _, kind = told.partition(": ")
    assert kind == wanted
    assert where.replace("[", ".").replace("]", "").startswith(path)


def test_another_programs_file_without_our_additions_is_read() -> None:
    data: Any = to_json(sample())
    del data["lang"]
    for submission in data["submissions"]:
        del submission["chain"]
        del submission["ledger"]
        for finding in submission["findings"]:
            for figure in finding["figures"]:
                for key in ("key", "state", "decimals", "comparison", "confidence"):
                    del figure[key]
    report = from_json(json.dumps(data))
    first, *_, last = report.submissions[0].findings
    assert report.lang == "zh"
    assert first.figures[0].state is State.FILLED
    assert last.figures[0].state is State.BLANK
    assert report.submissions[0].chain == ()


def test_a_chain_nested_beyond_reason_is_refused_and_not_a_crash() -> None:
    node = '{"label": "a", "figure": null, "children": ['
    text = changed("submissions.0.chain", [])
    deep = text.replace('"chain": []', '"chain": [' + node * 100 + "]}" * 100 + "]", 1)
    assert complaint(deep).detail == "JSON"


def test_versions_and_files_of_others_come_back_as_they_were() -> None:
    version = VersionReport(
        version=Version(label="初稿", adopted=False, of=2, certain=True),
        differences=(Difference(label="年度资金总额", here="4", adopted="16.55"),),
    )
    submission = main_submission()
    others = replace(submission.files[0], owner=FileOwner.PEER)
    told = sample(submissions=(replace(submission, version=version, files=(*submission.files, others)),))
    (back,) = from_json(dumps(told), "findings.json").submissions
    assert back.version == version
    assert [entry.owner for entry in back.files] == [*(FileOwner.OWN,) * len(submission.files), FileOwner.PEER]
