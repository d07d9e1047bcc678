"""Paths to submissions: what cannot be read is named and never loses the rest."""

import os
import shutil
import sys
import zipfile
from pathlib import Path

import pytest

from formaudit.intake.gather import Gathered, gather
from tests.corpus import CORPORA
from tests.drawing import docx_of

BLOCKS = " | 年初预算数 | 全年预算数\n年度资金总额 | 5 | 5\n一级指标 | 三级指标 | 完成值\n产出指标 | 场次 | 12场"


def form(unit: str, project: str = "阅读推广") -> bytes:
    return docx_of("2023年度项目支出绩效自评表", f"项目名称 | {project} | <\n实施单位 | {unit} | <\n{BLOCKS}")


def put(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def codes(gathered: Gathered) -> list[tuple[str, str]]:
    return [(error.file, error.code) for error in gathered.errors]


def files(gathered: Gathered) -> list[list[str]]:
    return [[document.source.path for document in one.documents] for one in gathered.submissions]


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "附件4.docx"
    path.write_bytes(form("清河县图书馆"))
    return path


def _closed(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """The folder of this name may not be entered, whoever asks."""
    real = os.scandir

    def scandir(path: Path) -> object:
        if Path(path).name == name:
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr("formaudit.intake.files.os.scandir", scandir)


def test_a_folder_that_may_not_be_entered_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(CORPORA / "quickstart", tmp_path / "甲")
    (tmp_path / "甲" / "锁").mkdir()
    _closed(monkeypatch, "锁")
    gathered = gather([tmp_path])
    assert [(error.file, error.code) for error in gathered.errors] == [("甲/锁", "unreadable")]
    assert len(gathered.submissions) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")
def test_links_that_lead_nowhere_or_to_a_folder_elsewhere_are_named_and_circles_are_not(tmp_path: Path) -> None:
    shutil.copytree(CORPORA / "quickstart", tmp_path / "材料" / "甲")
    (tmp_path / "别处").mkdir()
    for name, target in (("断.docx", "没有"), ("外", tmp_path / "别处"), ("圈", "."), ("内", "甲"), (".隐", "没有")):
        (tmp_path / "材料" / name).symlink_to(target)
    gathered = gather([tmp_path / "材料"])
    assert [(error.file, error.code) for error in gathered.errors] == [
        ("外", "linked-folder"), ("断.docx", "not-found"),
    ]  # fmt: skip
    assert len(gathered.submissions) == 1


def test_a_file_is_shown_by_its_name_and_a_folder_by_relative_paths(good: Path, tmp_path: Path) -> None:
    assert files(gather([good])) == [["附件4.docx"]]
    put(tmp_path, {"再交/附件4.docx": form("清河县图书馆", "古籍修复")})
    assert files(gather([tmp_path])) == [["再交/附件4.docx", "附件4.docx"]]


def test_files_of_one_name_in_two_folders_are_told_apart(tmp_path: Path) -> None:
    put(tmp_path, {"甲/附件4.docx": form("清河县图书馆"), "乙/附件4.docx": form("清河县档案馆")})
    gathered = gather([tmp_path / "甲" / "附件4.docx", tmp_path / "乙" / "附件4.docx"])
    assert files(gathered) == [["甲/附件4.docx"], ["乙/附件4.docx"]]


def test_folders_given_apart_do_not_mix_what_names_no_unit(tmp_path: Path) -> None:
    put(
        tmp_path,
        {
            "甲/a.docx": form("清河县图书馆"),
            "甲/b.docx": form("", "古籍修复"),
            "乙/a.docx": form("清河县档案馆"),
            "乙/b.docx": form("", "档案整理"),
        },
    )
    gathered = gather([tmp_path / "甲", tmp_path / "乙"])
    assert [(one.unit, [p.name for p in one.projects]) for one in gathered.submissions] == [
        ("清河县图书馆", ["阅读推广", "古籍修复"]),
        ("清河县档案馆", ["阅读推广", "档案整理"]),
    ]


def test_a_file_reached_twice_is_read_once(good: Path, tmp_path: Path) -> None:
    assert files(gather([good, tmp_path, good])) == [["附件4.docx"]]


def test_junk_is_passed_over_in_silence(good: Path, tmp_path: Path) -> None:
    junk = (".DS_Store", "Thumbs.db", "~$附件4.docx", "__MACOSX/._附件4.docx", "__MACOSX/附件4.docx", ".git/config")
    put(tmp_path, dict.fromkeys(junk, b"x"))
    gathered = gather([tmp_path])
    assert (files(gathered), codes(gathered)) == ([[good.name]], [])


def test_every_bad_file_is_one_error_and_the_good_one_keeps_its_result(good: Path, tmp_path: Path) -> None:
    put(
        tmp_path,
        {
            "空.docx": b"",
            "截断.docx": form("清河县图书馆")[:700],
            "图.docx": b"\x89PNG\r\n\x1a\n" + b"\0" * 64,
            "菜单.docx": docx_of("星期一 | 白菜\n星期二 | 萝卜"),
            "乱码.txt": bytes(range(128, 256)) * 8,
        },
    )
    gathered = gather([tmp_path])
    assert files(gathered) == [[good.name]]
    found = dict(codes(gathered))
    assert set(found) == {"空.docx", "截断.docx", "图.docx", "菜单.docx", "乱码.txt"}
    assert (found["空.docx"], found["截断.docx"], found["菜单.docx"]) == ("empty", "damaged", "no-form")


def test_paths_that_lead_nowhere_are_errors(good: Path, tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    gathered = gather([good, tmp_path / "没有.docx", tmp_path / "空"])
    assert files(gathered) == [["附件4.docx"]]
    assert codes(gathered) == [(str(tmp_path / "没有.docx"), "not-found"), (str(tmp_path / "空"), "no-submission")]


def test_an_archive_is_opened_and_its_members_are_named(tmp_path: Path) -> None:
    path = tmp_path / "上报.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("图书馆/附件4.docx", form("清河县图书馆"))
        archive.writestr("图书馆/坏.docx", b"")
        archive.writestr("档案馆/附件4.docx", form("清河县档案馆"))
    gathered = gather([path])
    assert files(gathered) == [["上报.zip!/图书馆/附件4.docx"], ["上报.zip!/档案馆/附件4.docx"]]
    assert codes(gathered) == [("上报.zip!/图书馆/坏.docx", "empty")]


def test_nothing_given_nothing_found() -> None:
    assert gather([]) == Gathered(submissions=(), errors=())
