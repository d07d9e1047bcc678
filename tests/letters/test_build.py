import re

import pytest
from msgspec.structs import replace

from formaudit.errors import UsageError
from formaudit.extract.door import extract_bytes
from formaudit.letters.build import build_letter
from formaudit.letters.choose import chosen, matters
from formaudit.letters.dump import template_bytes
from formaudit.letters.letter import Kind, Letter, Party
from formaudit.letters.official import official_bytes
from formaudit.letters.readback import misplaced
from formaudit.messages import zh
from formaudit.model.decision import Standing
from formaudit.model.place import Place
from formaudit.model.verdict import Nature
from tests.corpus import CASES
from tests.letters.made import audited, confirmed, letter

FORBIDDEN = re.compile("造假|虚报|骗取|隐瞒|挪用|严重违规|责任人|处罚")
FAULTY = [name for name in CASES if not name.endswith("-clean")]
DEMANDING = [kind for kind in Kind if kind is not Kind.INQUIRY]


@pytest.mark.parametrize("kind", DEMANDING)
def test_only_what_a_person_confirmed_may_be_demanded(kind: Kind) -> None:
    report, _ = audited("quickstart")
    submission = report.submissions[0]
    with pytest.raises(UsageError, match="letter-nothing"):
        build_letter(report, submission, kind, Party())
    with pytest.raises(UsageError, match="letter-all-open"):
        build_letter(report, submission, kind, Party(), all_open=True)
    some = confirmed(report, most=2)
    made = build_letter(some, some.submissions[0], kind, Party())
    assert {id_ for item in made.matters for id_ in item.findings} == {
        finding.id for finding in some.submissions[0].findings[:2]
    }


@pytest.mark.parametrize("standing", [Standing.DISMISSED, Standing.WAIVED])
def test_dismissed_and_waived_findings_never_go_into_a_letter(standing: Standing) -> None:
    report = confirmed(audited("quickstart")[0], standing=standing)
    with pytest.raises(UsageError, match="letter-nothing"):
        build_letter(report, report.submissions[0], Kind.INQUIRY, Party(), all_open=True)


@pytest.mark.parametrize("name", FAULTY)
def test_every_finding_is_in_exactly_one_matter(name: str) -> None:
    report, _ = audited(name)
    submission = report.submissions[0]
    kept = chosen(report, submission, Kind.INQUIRY, all_open=True)
    ids = [finding.id for matter in matters(submission, kept) for finding in matter.findings]
    assert sorted(ids) == sorted(finding.id for finding in submission.findings)


def said(made: Letter) -> str:
    """What a letter says in words of its own: without what it quotes from the unit's papers."""
    texts = [made.title, *made.opening, *made.closing]
    for item in (*made.items, *made.remarks):
        texts += [item.title, *(fact.text for fact in item.facts), *item.basis, item.request, item.cause]
    for attachment in made.attachments:
        texts += [attachment.title, *(cell for row in (attachment.heads, *attachment.rows) for cell in row)]
    quoted = {figure.printed for figure in made.figures} | {figure.label for figure in made.figures}
    text = "\n".join(texts)
    for quote in sorted(quoted, key=len, reverse=True):
        text = text.replace(quote, "")
    return text


@pytest.mark.parametrize("name", FAULTY)
def test_no_letter_accuses(name: str) -> None:
    for kind in Kind:
        assert FORBIDDEN.search(said(letter(name, kind))) is None


@pytest.mark.parametrize("kind", list(Kind))
def test_no_template_accuses(kind: Kind) -> None:
    document = extract_bytes(template_bytes(kind, "zh"), "t.docx")
    texts = [*(each.text for each in document.paragraphs), *(cell.text for table in document.tables for cell in table)]
    assert len(texts) > 20
    assert FORBIDDEN.search("\n".join(texts)) is None


def test_no_word_of_the_program_accuses() -> None:
    assert [key for key, text in zh.MESSAGES.items() if FORBIDDEN.search(text)] == []


def test_no_rule_of_the_catalogue_names_an_article_that_nobody_verified() -> None:
    bases = {key: text for key, text in zh.MESSAGES.items() if key.endswith(".basis")}
    assert len(bases) > 90
    assert [key for key, text in bases.items() if re.search(r"第[一二三四五六七八九十百\d]+条", text)] == []


def test_an_inference_stands_in_the_working_paper_only_and_is_called_so() -> None:
    for kind in Kind:
        made = letter("culture-replaced", kind)
        told = [item.cause for item in made.items if item.cause]
        assert bool(told) == (kind is Kind.WORKING_PAPER)
        assert all("不是认定" in text for text in told)
        assert not re.search("疑|←", "\n".join(fact.text for item in made.matters for fact in item.facts))


@pytest.mark.parametrize("name", FAULTY)
def test_every_figure_stands_in_a_sentence_with_its_place(name: str) -> None:
    made = letter(name, Kind.INQUIRY)
    assert made.figures
    for item in made.matters:
        text = "\n".join(fact.text for fact in item.facts)
        for figure in item.figures:
            assert figure.clause in text
            assert figure.printed in figure.clause
            if not figure.raw and figure.printed == "全文":
                continue
            if figure.place.row is not None:
                assert f"第{figure.place.row + 1}行" in figure.clause
            if figure.place.col is not None:
                assert f"第{figure.place.col + 1}栏" in figure.full
            if figure.place.paragraph is not None:
                assert f"第{figure.place.paragraph + 1}段" in figure.clause


def test_a_cause_is_one_item_with_its_symptoms() -> None:
    made = letter("culture-other-funds", Kind.INQUIRY)
    first = made.items[0]
    assert first.title == "“区级专项资金年度资金总额全年预算数”与相关数字不能对应"
    assert "计算式：36 + 8.5 = 44.5 ≠ 36。" in first.facts[0].text
    assert "《项目支出绩效自评表》（区级专项资金）第" in first.facts[0].text
    assert len(first.findings) > 3


def test_a_letter_of_many_small_matters_lists_them_in_an_attachment() -> None:
    made = letter("culture-other-funds", Kind.INQUIRY)
    assert len(made.items) <= 8
    assert made.remarks
    assert [attachment.title for attachment in made.attachments] == ["核实情况反馈表", "其他事项清单"]
    assert len(made.attachments[1].rows) == len(made.remarks)
    pointer = made.items[-1]
    assert str(sum(len(item.findings) for item in made.remarks)) in pointer.facts[0].text
    assert f"下列{len(made.items)}项" in made.opening[0]


def test_a_few_small_matters_stand_in_the_body() -> None:
    report = audited("quickstart")[0]
    submission = report.submissions[0]
    small = [finding for finding in submission.findings if finding.severity.rank > 1][:2]
    few = confirmed(replace(report, submissions=(replace(submission, findings=tuple(small)),)))
    made = build_letter(few, few.submissions[0], Kind.INQUIRY, Party())
    assert made.remarks == ()
    assert made.items
    assert all(item.findings for item in made.items)


def test_the_reply_form_has_a_row_for_each_figure_that_is_asked_about() -> None:
    made = letter("culture-other-funds", Kind.INQUIRY)
    rows = made.attachments[0].rows
    asked = {figure.full for item in made.items for figure in item.figures if figure.suspect}
    assert {row[1] for row in rows} >= asked
    assert all(row[2:] == ("", "") for row in rows)


def test_doubts_are_only_asked_about_in_a_notice() -> None:
    report = audited("quickstart")[0]
    submission = report.submissions[0]
    findings = tuple(replace(finding, nature=Nature.SUSPICION, cause=None) for finding in submission.findings)
    doubtful = confirmed(replace(report, submissions=(replace(submission, findings=findings, causes=()),)))
    made = build_letter(doubtful, doubtful.submissions[0], Kind.RECTIFICATION, Party())
    assert all(item.asks for item in made.matters)
    assert all("请书面说明并附依据" in item.request for item in made.matters)
    sheet = extract_bytes(official_bytes(made), "letter.docx")
    lines = [each.text for each in sheet.paragraphs]
    assert any(line.endswith("、需要说明的事项") for line in lines)
    assert not any(line.startswith("整改要求") for line in lines)


def test_a_letter_can_be_written_in_english() -> None:
    made = letter("culture-other-funds", Kind.RECTIFICATION, "en")
    assert made.title.startswith("Notice of rectification")
    assert "Calculation: 36 + 8.5 = 44.5 ≠ 36." in made.items[0].facts[0].text


def test_a_form_as_a_whole_is_cited_without_a_place_in_it() -> None:
    report = audited("quickstart")[0]
    submission = report.submissions[0]
    finding = submission.findings[0]
    form = next(entry for entry in submission.forms if entry.form == "annex3")
    whole = replace(
        finding.figures[0], key="annex3.title", label="", raw=form.title, value=None,
        place=Place(file=form.file, form="annex3", form_index=0, table=0, row=0, col=1),
    )  # fmt: skip
    alone = replace(finding, figures=(whole,), suspects=1, cause=None)
    made_of = confirmed(replace(report, submissions=(replace(submission, findings=(alone,), causes=()),)))
    made = build_letter(made_of, made_of.submissions[0], Kind.INQUIRY, Party())
    assert [figure.full for figure in made.figures] == ["《预算单位整体支出绩效自评表》全文"]
    assert list(misplaced(made, audited("quickstart")[1])) == []
