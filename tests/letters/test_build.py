import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from formaudit.audit import audit_submissions
from formaudit.errors import UsageError
from formaudit.extract.door import extract_bytes
from formaudit.intake.gather import gather
from formaudit.letters.build import build_letter
from formaudit.letters.choose import chosen, matters
from formaudit.letters.dump import template_bytes
from formaudit.letters.letter import Kind, Letter, Party
from formaudit.letters.official import official_bytes
from formaudit.letters.readback import misplaced
from formaudit.messages import zh
from formaudit.model.decision import Standing
from formaudit.model.form_kind import FormKind
from formaudit.model.place import Place
from formaudit.model.verdict import Nature
from formaudit.profiles.read import read_profile
from formaudit.reports.clean import one_line
from tests.corpus import CASES, CORPORA
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
    rows = {row[1] for table in made.attachments for row in table.rows}
    for item in made.matters:
        text = "\n".join((*(fact.text for fact in item.facts), *rows))
        for figure in item.figures:
            assert figure.clause in text
            assert figure.printed in (behind := text[text.index(figure.clause) :]) or figure.raw in behind
            assert figure.full.startswith(figure.form)


@pytest.mark.parametrize("name", FAULTY)
def test_a_place_is_said_as_a_person_counts_on_paper(name: str) -> None:
    for kind in Kind:
        made = letter(name, kind)
        texts = [*(fact.text for item in (*made.items, *made.remarks) for fact in item.facts)]
        texts += [cell for table in made.attachments for row in table.rows for cell in row]
        text = "\n".join(texts)
        assert not re.search(r"第\d+段|第\d+行第\d+[栏列]|annex\d|report\[|0\(空\)|所列为—|根因", text)
        assert not re.search("请核实：请|请说明：请|一个专项一行", text)
    written = letter("culture-other-funds", Kind.INQUIRY)
    assert (
        "《项目支出绩效自评表》（区级专项资金）“年度资金总额”行“全年预算数”栏所列为36万元"
        in written.items[0].facts[0].text
    )


def test_a_sentence_of_the_report_is_cited_by_its_heading_and_first_words() -> None:
    made = letter("quickstart", Kind.EVIDENCE_SHEET)
    text = "\n".join(fact.text for item in made.items for fact in item.facts)
    assert re.search("《绩效自评报告》“二、一般公共预算支出情况”部分“（二）项目支出：2023年…”一段“", text)


def test_arithmetic_names_its_parts_and_stands_beside_the_figure_in_the_reply_form() -> None:
    made = letter("culture-other-funds", Kind.INQUIRY)
    told = {row[1]: row[2] for row in made.attachments[0].rows}
    where = "《项目支出绩效自评表》（区级专项资金）“年度资金总额”行“全年预算数”栏36万元"
    assert told[where].startswith("当年财政拨款36 + 其他资金8.5 = 44.5 ≠ 36")


def test_a_cause_is_one_item_with_its_symptoms() -> None:
    made = letter("culture-other-funds", Kind.INQUIRY)
    first = made.items[0]
    assert first.title == "年度资金总额与资金来源合计不一致"
    assert "按各项资金来源之和计算为44.5万元，相差8.5万元。" in first.facts[0].text
    assert first.facts[0].text.startswith("《项目支出绩效自评表》（区级专项资金）“")
    assert len(first.findings) > 3


def test_a_letter_of_many_small_matters_lists_them_in_an_attachment() -> None:
    made = letter("culture-other-funds", Kind.INQUIRY)
    assert len(made.items) <= 8
    assert made.remarks
    assert [attachment.title for attachment in made.attachments] == ["核实情况反馈表", "其他事项清单"]
    assert len(made.attachments[1].rows) == len(made.remarks)
    pointer = made.items[-1]
    assert pointer.facts[0].text.startswith(f"第{len(made.items)}项")
    assert [item.number for item in made.remarks] == [len(made.items)]
    assert f"（共{len(made.matters)}项）" in made.opening[0]


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
    assert all(row[3:] == ("", "") for row in rows)


def test_doubts_are_only_asked_about_in_a_notice() -> None:
    report = audited("quickstart")[0]
    submission = report.submissions[0]
    findings = tuple(replace(finding, nature=Nature.SUSPICION, cause=None) for finding in submission.findings)
    doubtful = confirmed(replace(report, submissions=(replace(submission, findings=findings, causes=()),)))
    made = build_letter(doubtful, doubtful.submissions[0], Kind.RECTIFICATION, Party())
    assert all(item.asks for item in made.matters)
    assert all("请书面说明并附依据" in item.request for item in made.matters)
    assert not any("更正" in item.request for item in made.matters if "更正" not in item.request[:20])
    sheet = extract_bytes(official_bytes(made), "letter.docx")
    lines = [each.text for each in sheet.paragraphs]
    assert any(line.endswith("、需要说明的事项") for line in lines)
    assert not any(line.startswith("整改要求") for line in lines)


def test_a_letter_can_be_written_in_english() -> None:
    made = letter("culture-other-funds", Kind.RECTIFICATION, "en")
    assert made.title.startswith("Notice of rectification")
    assert "row “年度资金总额” column “全年预算数”" in made.items[0].facts[0].text


def test_a_form_as_a_whole_is_cited_without_a_place_in_it() -> None:
    report = audited("quickstart")[0]
    submission = report.submissions[0]
    finding = submission.findings[0]
    form = next(entry for entry in submission.forms if entry.form == "annex3")
    whole = replace(
        finding.figures[0], key="annex3.title", label="", raw=form.title, value=None,
        place=Place(file=form.file, form=FormKind.ANNEX3, form_index=0, table=0, row=0, col=1),
    )  # fmt: skip
    alone = replace(finding, figures=(whole,), suspects=1, cause=None)
    made_of = confirmed(replace(report, submissions=(replace(submission, findings=(alone,), causes=()),)))
    made = build_letter(made_of, made_of.submissions[0], Kind.INQUIRY, Party())
    assert {figure.full for figure in made.figures} == {"《预算单位整体支出绩效自评表》全文"}
    assert list(misplaced(made, audited("quickstart")[1])) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", list(Kind))
def test_words_that_a_cell_breaks_over_lines_are_quoted_closed_up(kind: Kind, lang: str) -> None:
    report = audited("quickstart", lang)[0]
    submission = report.submissions[0]
    finding = submission.findings[0]
    broken = "已将新兴行业纳入\n保障范围并通过多种渠\n道宣传，覆盖面逐年扩大"
    words = replace(finding.figures[0], raw=broken, value=None, unit="")
    found = replace(
        finding, figures=(words,), suspects=1, cause=None, nature=Nature.FORM, calculation="",
        fact=f"有1处只是打算，如“{one_line(broken)}”",
    )  # fmt: skip
    made_of = confirmed(replace(report, submissions=(replace(submission, findings=(found,), causes=()),)))
    made = build_letter(made_of, made_of.submissions[0], kind, Party())
    assert made.figures
    assert list(misplaced(made, ())) == []
    said = "".join(fact.text for item in made.matters for fact in item.facts)
    assert ("“已将新兴行业纳入保障范围" in said) is (lang == "zh")


def test_a_relation_of_the_user_s_own_is_said_in_words_and_not_as_a_formula(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        '[[relation]]\nname = "各项目预算之和等于项目支出"\nseverity = "critical"\n'
        'equation = "sum(annex4[*].total.final_budget) = annex3.project_expenditure"\n',
        encoding="utf-8",
    )
    rules = read_profile(str(own))
    report = confirmed(audit_submissions(gather([CORPORA / "quickstart"], rules.names).submissions, (), rules, "zh"))
    submission = report.submissions[0]
    (found,) = (finding for finding in submission.findings if finding.check.startswith("R"))
    alone = replace(report, submissions=(replace(submission, findings=(replace(found, cause=None),), causes=()),))
    made = build_letter(alone, alone.submissions[0], Kind.INQUIRY, Party())
    text = made.items[0].facts[0].text
    assert text.startswith("《项目支出绩效自评表》（上级转移支付）“年度资金总额”行“全年预算数”栏（38.5）")
    assert "《预算单位整体支出绩效自评表》“项目支出”栏（73.9）" in text
    assert "相差9.4万元；按“各项目预算之和等于项目支出”应当相符" in text
    assert not re.search("annex|final_budget|关系式", said(made))


def test_a_letter_lists_only_the_files_its_facts_come_from_with_their_whole_hashes() -> None:
    report = confirmed(audited("quickstart")[0])
    submission = report.submissions[0]
    made = build_letter(report, submission, Kind.EVIDENCE_SHEET, Party())
    hashes = {entry.source.path.rsplit("/")[-1]: entry.source.sha256 for entry in submission.files}
    for item in made.items:
        named = {file for file in hashes if any(file in source for source in item.sources)}
        assert len(named) == len(item.sources)
        assert all(hashes[file] in "".join(item.sources) for file in named)
        assert {submission.files[figure.place.file].source.path.rsplit("/")[-1] for figure in item.figures} <= named
    assert any(len(item.sources) < len(hashes) for item in made.items)


def test_a_letter_in_a_batch_holds_nothing_of_other_units() -> None:
    rules = read_profile("default")
    names = ("quickstart", "culture-other-funds", "river-weights", "school-scores")
    gathered = gather([CORPORA / name for name in names], rules.names)
    report = confirmed(audit_submissions(gathered.submissions, (), rules, "zh"))
    units = {submission.unit for submission in report.submissions}
    files = {submission.unit: {entry.source.path for entry in submission.files} for submission in report.submissions}
    assert len(units) == len(names)
    for submission in report.submissions:
        for kind in Kind:
            made = build_letter(report, submission, kind, Party())
            texts = [said(made), *made.files, *(figure.full for figure in made.figures)]
            assert not [unit for unit in units - {submission.unit} if any(unit in text for text in texts)]
            others = set[str]().union(*(files[unit] for unit in units - {submission.unit}))
            assert not [file for file in others - files[submission.unit] if any(file in text for text in made.files)]


def test_personal_numbers_are_masked_wherever_a_letter_quotes() -> None:
    report = audited("quickstart")[0]
    submission = report.submissions[0]
    finding = next(each for each in submission.findings if each.check == "F02")
    number = "1" + "38" + "00001234"
    worded = replace(finding.figures[0], raw=f"联系电话{number}")
    changed = replace(finding, figures=(worded,), message=f"电话为{number}。", fact="", cause=None)
    made_of = confirmed(replace(report, submissions=(replace(submission, findings=(changed,), causes=()),)))
    for kind in Kind:
        made = build_letter(made_of, made_of.submissions[0], kind, Party())
        everything = "\n".join((said(made), *(figure.full for figure in made.figures)))
        assert number not in everything
        assert kind is Kind.RECEIPT or "138****1234" in everything
