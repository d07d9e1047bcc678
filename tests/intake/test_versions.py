"""Drafts and finals, copies and resubmissions: figures of two versions are never put together."""

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from formaudit.audit import audit_submissions
from formaudit.cli.output import exit_code
from formaudit.errors import ExitCode
from formaudit.intake.grouping import group_documents
from formaudit.model.document import Document
from formaudit.model.report import AuditReport
from formaudit.model.submission import Submission
from formaudit.model.table import Table
from formaudit.profiles.read import read_profile
from tests.drawn import drawn
from tests.graph.drawings import BASE, CAR, REPORT, TRAINING, UNIT

DRAFT = CAR.replace("| 38 | 40 | 38.6", "| 38 | 37.5 | 38.6")
SET = {"附件2.docx": BASE, "附件3.docx": UNIT, "附件4-车.docx": CAR, "附件4-培训.docx": TRAINING, "报告.docx": REPORT}


def grouped(files: dict[str, str]) -> tuple[Submission, ...]:
    submissions, strangers = group_documents([drawn(text, path=path) for path, text in files.items()])
    assert strangers == ()
    return tuple(submissions)


def audited(submissions: Sequence[Submission]) -> AuditReport:
    return audit_submissions(submissions, (), read_profile("auto"), "zh")


def inside(folder: str, files: dict[str, str]) -> dict[str, str]:
    return {f"{folder}/{name}": text for name, text in files.items()}


def labels(submissions: Sequence[Submission]) -> list[tuple[str, bool]]:
    return [(one.version.label, one.version.adopted) for one in submissions if one.version is not None]


def paths(submission: Submission) -> list[str]:
    return [document.source.path for document in submission.documents]


def test_one_set_has_no_versions() -> None:
    (one,) = grouped(SET)
    assert one.version is None
    assert one.adopted


def test_a_stray_draft_among_a_finished_set_is_a_version_and_is_not_added() -> None:
    final, draft = grouped({**SET, "附件4-车-初稿.docx": DRAFT})
    assert paths(final) == list(SET)
    assert paths(draft) == [name for name in SET if name != "附件4-车.docx"] + ["附件4-车-初稿.docx"]
    assert len(final.projects) == len(draft.projects) == 2
    report = audited((final, draft))
    assert not any(finding.severity.rank < 2 for finding in report.submissions[0].findings)
    assert exit_code(report) is ExitCode.OK
    assert [(d.here, d.adopted) for v in [report.submissions[1].version] if v for d in v.differences] == [
        ("37.5", "40")
    ]


@pytest.mark.parametrize(
    ("early", "late"),
    [
        ("初稿", "定稿"),
        ("征求意见稿", "正式"),
        ("v1", "v2"),
        ("第1版", "第3版"),
        ("20240301", "20240418"),
        ("2024-3-1", "2024-12-18"),
        ("报送", "修改稿"),
        ("材料", "材料(1)"),
        ("备份", "上报"),
    ],
)
def test_of_two_folders_the_later_one_is_adopted(early: str, late: str) -> None:
    if early == "报送":  # a revised set is later than one that no name tells of
        early = "第一次"
    old, new = {**SET, "附件4-车.docx": DRAFT}, SET
    for files in ({**inside(early, old), **inside(late, new)}, {**inside(late, new), **inside(early, old)}):
        first, second = grouped(files)
        assert sorted(paths(first)) == sorted(inside(late, SET))
        assert sorted(paths(second)) == sorted(inside(early, SET))
        assert first.version is not None
        assert first.version.certain


def test_names_that_tell_nothing_leave_the_choice_open_and_add_nothing() -> None:
    first, second = grouped({**inside("甲", {**SET, "附件4-车.docx": DRAFT}), **inside("乙", SET)})
    assert labels((first, second)) == [("乙", True), ("甲", False)]
    assert first.version is not None
    assert not first.version.certain
    assert {len(paths(first)), len(paths(second))} == {5}


def test_a_draft_in_a_folder_of_final_papers_is_a_draft() -> None:
    final, draft = grouped(inside("定稿", {**SET, "附件4-车-草稿.docx": DRAFT}))
    assert "定稿/附件4-车.docx" in paths(final)
    assert "定稿/附件4-车-草稿.docx" in paths(draft)


def test_three_versions_are_three() -> None:
    third = CAR.replace("| 38 | 40 | 38.6", "| 38 | 39 | 38.6")
    found = grouped({**SET, "附件4-车-初稿.docx": DRAFT, "附件4-车-修改稿.docx": third})
    assert labels(found) == [("修改稿", True), ("附件4-车.docx", False), ("初稿", False)]


def test_a_copy_with_the_same_numbers_is_no_version() -> None:
    (one,) = grouped({**SET, "附件4-车(1).docx": CAR, "扫描/附件3.docx": UNIT.replace("单位名称 ", "单位 名称 ")})
    assert one.version is None
    assert len(one.projects) == 2
    assert len(one.departments) == 1


def test_a_form_that_only_the_draft_had_is_not_added_to_the_final_set() -> None:
    more = TRAINING.replace("阅读培训", "少儿阅读")
    final, draft = grouped(
        {**inside("定稿", SET), **inside("初稿", {**SET, "附件4-车.docx": DRAFT, "附件4-少儿.docx": more})}
    )
    assert len(final.projects) == 2
    assert len(draft.projects) == 3


def test_forms_of_two_projects_are_no_versions_of_each_other() -> None:
    (one,) = grouped({**SET, "附件4-少儿.docx": TRAINING.replace("阅读培训", "少儿阅读").replace("12.15", "11.9")})
    assert one.version is None
    assert len(one.projects) == 3


def test_versions_are_no_peers_of_each_other() -> None:
    report = audited(grouped({**SET, "附件4-车-初稿.docx": DRAFT}))
    assert not any(finding.check.startswith("U") for each in report.submissions for finding in each.findings)


def scanned(text: str, path: str) -> Document:
    """A document whose characters were recognised from a picture."""
    document = drawn(text, path=path)
    tables = tuple(
        replace(table, cells=tuple(replace(cell, confidence=0.97) for cell in table.cells)) for table in document.tables
    )
    blocks = tuple(
        next((table for table in tables if table.index == block.index), block) if isinstance(block, Table) else block
        for block in document.blocks
    )
    return replace(document, blocks=blocks)


def test_a_sealed_scan_with_misread_figures_is_the_paper_of_the_file_beside_it() -> None:
    misread = CAR.replace("| 38 | 40 | 38.6", "| 38 | 4 | 38.")
    files = [drawn(text, path=path) for path, text in SET.items()]
    submissions, _ = group_documents([*files, scanned(misread, "附件4-车（盖章扫描件）.pdf")])
    (one,) = submissions
    assert one.version is None
    assert [(form.reason, form.file) for form in one.unknown] == [("scan-of", len(files))]
    plain, _ = group_documents(files)
    assert [finding.id for finding in audited(submissions).submissions[0].findings] == [
        finding.id for finding in audited(plain).submissions[0].findings
    ]


def test_a_sealed_scan_with_another_figure_is_a_version_of_its_own() -> None:
    files = [drawn(text, path=path) for path, text in SET.items()]
    submissions, _ = group_documents([*files, scanned(DRAFT, "附件4-车（盖章扫描件）.pdf")])
    assert sorted(labels(submissions)) == [("盖章", True), ("附件4-车.docx", False)]
