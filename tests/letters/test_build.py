import re

import pytest

from formaudit.errors import UsageError
from formaudit.letters.build import build_letter
from formaudit.letters.choose import chosen, matters
from formaudit.letters.letter import Kind, Party
from formaudit.messages import zh
from formaudit.model.decision import Standing
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
    assert {id_ for item in made.items for id_ in item.findings} == {
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


@pytest.mark.parametrize("name", FAULTY)
@pytest.mark.parametrize("kind", list(Kind))
def test_no_letter_accuses(name: str, kind: Kind) -> None:
    made = letter(name, kind)
    said = [made.title, *made.opening, *made.closing, *made.attachments]
    said += [text for item in made.items for text in (item.title, *item.facts, *item.basis, item.request)]
    quoted = sorted({figure.printed for figure in made.figures} | {figure.label for figure in made.figures}, key=len)
    text = "\n".join(said)
    for quote in reversed(quoted):
        text = text.replace(quote, "")
    assert FORBIDDEN.search(text) is None


def test_no_word_of_the_program_accuses() -> None:
    assert [key for key, text in zh.MESSAGES.items() if FORBIDDEN.search(text)] == []


@pytest.mark.parametrize("name", FAULTY)
def test_every_figure_stands_in_a_sentence_with_its_place(name: str) -> None:
    made = letter(name, Kind.WORKING_PAPER)
    for item in made.items:
        text = "\n".join(item.facts)
        assert item.figures
        for figure in item.figures:
            assert figure.place in text
            assert figure.printed in text


def test_a_cause_is_one_matter_with_its_symptoms() -> None:
    made = letter("culture-other-funds", Kind.INQUIRY)
    assert made.items[0].title == "年度资金总额与资金来源合计不一致"
    assert "36 + 8.5 = 44.5 ≠ 36" in made.items[0].facts[0]
    assert len(made.items[0].findings) > 3


def test_a_letter_can_be_written_in_english() -> None:
    made = letter("culture-other-funds", Kind.RECTIFICATION, "en")
    assert made.title.startswith("Notice of rectification")
    assert "calculation: 36 + 8.5 = 44.5 ≠ 36" in made.items[0].facts[0]
