"""All outputs say the same: as many findings of each severity, and the same verdict."""

import io
import json
import re
from collections import Counter

import pytest
from python_calamine import CalamineWorkbook

from formaudit.messages import word
from formaudit.model.verdict import Severity
from formaudit.reports.findings_json import dumps
from formaudit.reports.html.page import to_html
from formaudit.reports.tally import verdict_line
from formaudit.reports.text import to_text
from formaudit.reports.workbook import xlsx_bytes
from tests.reports.sample import documents, sample


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_output_has_the_same_findings(lang: str) -> None:
    report = sample(lang)
    wanted = Counter(item.severity.value for part in report.submissions for item in part.findings)
    words = {word(f"severity.{severity}", lang): severity.value for severity in Severity}

    data = json.loads(dumps(report))
    in_json = Counter(item["severity"] for part in data["submissions"] for item in part["findings"])
    said = "|".join(words)
    in_text = Counter(words[name] for name in re.findall(rf"^ +(?:✗ )?\d+\. ({said})·", to_text(report), re.MULTILINE))
    in_html = Counter(re.findall(r'data-severity="(\w+)"', to_html(report, documents())))
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(xlsx_bytes(report))).get_sheet_by_index(0).to_python()
    in_xlsx = Counter(words[str(row[3])] for row in sheet[2:])
    assert in_json == in_text == in_html == in_xlsx == wanted


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_output_for_people_begins_with_the_verdict(lang: str) -> None:
    report = sample(lang)
    said = verdict_line(report)
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(xlsx_bytes(report))).get_sheet_by_index(0).to_python()
    assert to_text(report).splitlines()[0] == said
    assert sheet[0][0] == said
    assert f"<h1>{said}</h1>" in to_html(report)


def test_numbers_of_findings_are_the_same_in_text_page_and_workbook() -> None:
    report = sample()
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(xlsx_bytes(report))).get_sheet_by_index(0).to_python()
    by_number = {int(float(str(row[0]))): str(row[-1]) for row in sheet[2:]}
    in_text = {
        int(number): name for number, name in re.findall(r"(\d+)\. \S+·.*\[(\S+)\]$", to_text(report), re.MULTILINE)
    }
    blocks = re.findall(r'id="s0q(\d)".*?<code>([^<]+)</code></p>', to_html(report), re.DOTALL)
    assert by_number == in_text == {int(number): name for number, name in blocks}
