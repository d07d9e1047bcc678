import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from formaudit.model.report import AuditReport
from formaudit.reports.html.page import to_html
from formaudit.reports.tally import verdict_line
from tests.reports.html.pages import Page, parse, poisoned
from tests.reports.sample import documents, main_submission, quiet_submission, sample
from tests.reports.strategies import report as reports

FORBIDDEN = ("造假", "虚报", "骗取", "隐瞒", "挪用", "严重违规", "责任人", "处罚")
PAYLOADS = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "<!--",
    "]]>",
    "</td></table><h1>",
    "&lt;b&gt;&amp;",
    "javascript:alert(1)",
    "\u2028\u2029\x00\x1b[31m\u202e\ud800",
    "{shown}",
    "长" * 3000,
)
LITERAL = frozenset({"form", "format", "state", "lang", "verdict", "version"})


def page(lang: str = "zh") -> Page:
    return parse(to_html(sample(lang), documents()))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_is_whole_and_in_its_language(lang: str) -> None:
    found = page(lang)
    assert found.unclosed == []
    assert found.tags[0] == ("html", {"lang": {"zh": "zh-CN", "en": "en"}[lang]})
    assert len(found.ids) == len(set(found.ids))


def test_the_first_heading_is_the_verdict() -> None:
    found = page()
    assert found.headings[0] == (1, verdict_line(sample()))
    assert found.text.split("跳到正文")[1].strip().startswith(verdict_line(sample()))


def test_headings_go_down_one_step_at_a_time() -> None:
    levels = [level for level, _ in page().headings]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_sections_come_in_the_order_of_the_report() -> None:
    text = to_html(sample(submissions=(main_submission(),)), documents())
    names = ["s0summary", "s0causes", "s0alone", "s0matrix", "s0form", "s0ticks", "s0open", "s0papers", "errors"]
    positions = [text.index(f' id="{name}"') for name in names]
    assert positions == sorted(positions)


def test_remarks_on_form_stand_apart_from_findings_of_substance() -> None:
    text = to_html(sample(submissions=(main_submission(),)), documents())
    alone, form = (re.search(rf'<h3 id="s0{name}".*?</section>', text, re.DOTALL) for name in ("alone", "form"))
    assert alone is not None
    assert form is not None
    assert 'data-nature="form"' in form[0]
    assert 'data-nature="form"' not in alone[0]
    assert 'data-nature="scoring"' in alone[0]


def test_every_link_leads_somewhere_in_the_page() -> None:
    for found in (page(), parse(to_html(sample()))):
        assert {link[0] for link in found.links} == {"#"}
        assert {link[1:] for link in found.links} <= set(found.ids)


def test_nothing_is_fetched_from_anywhere() -> None:
    text = to_html(sample(), documents())
    assert not re.search(r"\b(?:src|srcset|action|poster|data)=", text)
    assert "url(" not in text
    assert "@import" not in text
    assert "://" not in text
    assert "default-src 'none'" in text.replace("&#x27;", "'")


def test_the_page_has_landmarks_and_a_way_around_them() -> None:
    found = page()
    assert [found.names.count(name) for name in ("header", "nav", "main", "footer")] == [1, 1, 1, 1]
    assert found.tags[[name for name, _ in found.tags].index("body") + 1] == ("a", {"href": "#main", "class": "skip"})


def test_every_table_has_a_caption_and_heads_with_a_scope() -> None:
    found = page()
    assert found.names.count("table") == found.names.count("caption")
    assert {attributes.get("scope") for name, attributes in found.tags if name == "th"} == {"row", "col"}


def test_a_figures_place_leads_to_the_cell_and_the_cell_back_to_the_finding() -> None:
    text = to_html(sample(), documents())
    assert '<a href="#s0f0t1r1c2" class="place">附件4（宣传专项） 第2行第3列（自评表.docx）</a>' in text
    cell = text[text.index('id="s0f0t1r1c2"') :].split("</td>")[0]
    assert 'class="hit critical"' in cell
    assert re.findall(r'href="#(s0q\d)"', cell) == ["s0q1", "s0q2", "s0q5"]


def test_a_span_of_the_text_is_marked_and_linked() -> None:
    text = to_html(sample(), documents())
    assert 'href="#s0f1p1x19"' in text
    assert '<mark id="s0f1p1x19" class="hit major">10</mark><a href="#s0q4" class="back"' in text
    assert '<mark id="s0f1p1x6" class="tied">38.6</mark>' in text


def test_without_the_documents_places_are_words() -> None:
    found = parse(to_html(sample()))
    assert "本报告未附原件内容。" in found.text
    assert "附件4（宣传专项） 第2行第3列（自评表.docx）" in found.text


def test_everything_said_is_in_the_page_without_running_its_script() -> None:
    text = page().text
    submission = main_submission()
    for finding in submission.findings:
        assert {finding.title, finding.question, finding.id, *finding.basis} <= {
            part for part in (finding.title, finding.question, finding.id, *finding.basis) if part in text
        }
    for cause in submission.causes:
        assert cause.message in text
    assert all(tick.calculation in text for tick in submission.ticks)
    assert all(item.reason in text for item in submission.undecided)
    assert "文件有密码" in text
    assert "请提供无密码的文件" in text
    assert "没有认识的栏目" in text
    assert "签名、印章、图片和佐证材料无法凭文字判断" in text


def test_the_filter_knows_severity_nature_and_cause_of_each_finding() -> None:
    found = page()
    blocks = [attributes for _, attributes in found.tags if "data-severity" in attributes]
    assert [block["data-severity"] for block in blocks] == ["critical", "critical", "major", "major", "minor", "note"]
    assert {block["data-cause"] for block in blocks} == {"0:C1", ""}
    options = [attributes["value"] for name, attributes in found.tags if name == "option"]
    assert "0:C1" in options
    assert next(attributes for name, attributes in found.tags if name == "form")["hidden"] is None


def test_a_page_without_findings_has_no_filter() -> None:
    found = parse(to_html(sample(submissions=(quiet_submission(),), errors=(), verdict="clean")))
    assert "form" not in found.names


def test_the_page_never_accuses() -> None:
    assert not any(term in page().text for term in FORBIDDEN)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_of_a_submission_breaks_out_of_its_place(payload: str) -> None:
    hostile, harmless = (
        parse(
            to_html(
                poisoned(sample(), text, LITERAL),
                {name + text: poisoned(files, text, LITERAL) for name, files in documents().items()},
            )
        )
        for text in (payload, "x")
    )
    assert hostile.names == harmless.names
    assert hostile.unclosed == []
    assert [set(attributes) for name, attributes in hostile.tags if name != "br"] == [
        set(attributes) for name, attributes in harmless.tags if name != "br"
    ]
    assert hostile.ids == harmless.ids
    assert hostile.links == harmless.links


def test_even_the_literal_words_of_a_foreign_file_cannot_break_out() -> None:
    payload = '"><script>alert(1)</script>'
    text = to_html(poisoned(sample(), payload, frozenset({"lang", "verdict"})))
    assert parse(text).names.count("script") == 1
    assert "<script>alert" not in text


def test_text_in_a_cell_is_shown_as_printed() -> None:
    payload = "<b>&amp;</b> 10"
    text = parse(to_html(sample(), {"甲-2023": poisoned(documents()["甲-2023"], payload, LITERAL)})).text
    assert f"年度资金总额{payload}" in text


def test_a_submission_is_found_by_its_id_and_not_by_its_position() -> None:
    turned = sample(submissions=sample().submissions[::-1])
    text = to_html(turned, documents())
    assert 'id="s1f0t1r1c2"' in text
    assert 'id="s0f0' not in text


def test_two_submissions_of_one_id_do_not_share_an_anchor() -> None:
    twice = sample(submissions=(main_submission(), replace(main_submission(), unit="示例区丙所")))
    found = parse(to_html(twice, documents()))
    assert len(found.ids) == len(set(found.ids))


@settings(max_examples=40)
@given(reports)
def test_any_report_makes_a_whole_page_with_every_finding(report: AuditReport) -> None:
    text = to_html(report)
    found = parse(text)
    assert text.encode()
    assert found.unclosed == []
    assert len(found.ids) == len(set(found.ids))
    assert sum("data-severity" in attributes for _, attributes in found.tags) == sum(
        len(submission.findings) for submission in report.submissions
    )
    assert {link[1:] for link in found.links} <= set(found.ids)
