import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from formaudit.archive.ask import copies, failures, observations
from formaudit.archive.engines import local_engine
from formaudit.archive.job import Job
from formaudit.archive.scan import Progress
from formaudit.archive.store import Store
from formaudit.audit import audit_submissions
from formaudit.cli.main import main
from formaudit.errors import UsageError
from formaudit.intake.gather import gather
from formaudit.model.verdict import Severity
from formaudit.profiles.read import read_profile
from tests.archive.made import inline, said, scanned, small_archive, write_case
from tests.corpus import CORPORA

_PROBLEMS = (
    "一是绩效目标编制还不够细，个别指标没有结合业务实际分解到季度，过程监控不及时，发现偏差后调整偏慢；"
    "二是业务科室对绩效管理的认识不足，资料收集不齐全，自评时主要依靠财务人员补填，结果应用也不够充分。"
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_archive(tmp_path_factory.mktemp("archive"))


@pytest.fixture(scope="module")
def undisturbed(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[object, ...]]]:
    url = str(tmp_path_factory.mktemp("store") / "audit.db")
    scanned(archive, url)
    return said(url)


def test_files_are_put_together_by_what_they_say(archive: Path, tmp_path: Path) -> None:
    url = str(tmp_path / "audit.db")
    done = scanned(archive, url)
    assert (done.read, done.failed) == (9, 1)
    with Store(url) as store:
        units = store.rows("SELECT name, year, critical FROM submissions ORDER BY year")
        assert [(name, year) for name, year, _ in units] == [
            ("北岭县公共法律服务中心", 2021), ("望川县种子质量检验站", 2022), ("澄湖市柳浦区文化馆", 2023),
            ("东屿市砚溪区河道管护所", 2024),
        ]  # fmt: skip
        # The submission that lies in two folders is whole: nothing is missing in it.
        assert units[0][2] == 0
        assert units[2][2] > 0
        assert failures(store) == [("说明.txt", "no-form", "未识别出任何自评表或自评报告")]


def test_an_unchanged_archive_is_not_read_again(archive: Path, tmp_path: Path) -> None:
    url = str(tmp_path / "audit.db")
    scanned(archive, url)

    def never(job: Job) -> None:
        raise AssertionError(job)

    done = scanned(archive, url, inline(never))
    assert (done.read, done.skipped, done.judged) == (0, 9, 0)


def test_new_changed_and_lost_files_are_seen(tmp_path: Path) -> None:
    root = small_archive(tmp_path / "a")
    url = str(tmp_path / "audit.db")
    scanned(root, url)
    read: list[str] = []
    write_case(root / "2024" / "学校", "school-clean")
    (path,) = (root / "2024" / "河道").iterdir()
    path.write_bytes(path.read_bytes() + b"\n")
    shutil.rmtree(root / "2022")
    done = scanned(root, url, inline(lambda job: read.extend(job.paths)))
    assert sorted({Path(each).parent.name for each in read}) == ["学校", "河道"]
    assert done.gone == 1
    scanned(root, str(tmp_path / "other.db"))
    one, other = said(url), said(str(tmp_path / "other.db"))
    assert {key: rows for key, rows in one.items() if key != "journal"} == {
        key: rows for key, rows in other.items() if key != "journal"
    }


def test_a_folder_that_may_not_be_entered_is_named_and_its_files_are_not_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, url = small_archive(tmp_path / "a"), str(tmp_path / "audit.db")
    scanned(root, url)
    before = said(url)["findings"]
    real = os.scandir

    def closed(path: Path) -> object:
        if Path(path).name == "2023":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr("formaudit.archive.walk.os.scandir", closed)
    done = scanned(root, url)
    assert done.gone == 0
    with Store(url) as store:
        assert ("2023/", "unreadable") in [(path, code) for path, code, _ in failures(store)]
    monkeypatch.undo()
    assert said(url)["findings"] == before
    again = scanned(root, url)
    assert (again.read, again.failed) == (0, 1)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")
def test_links_that_are_not_followed_are_named_until_they_are_gone(tmp_path: Path) -> None:
    root, url = tmp_path / "a", str(tmp_path / "audit.db")
    write_case(root / "甲", "culture-clean")
    (tmp_path / "别处").mkdir()
    links = [root / name for name in ("断.docx", "外", "圈")]
    for link, target in zip(links, (Path("没有"), tmp_path / "别处", Path()), strict=True):
        link.symlink_to(target)
    scanned(root, url)
    with Store(url) as store:
        assert [(path, code) for path, code, _ in failures(store)] == [
            ("外", "linked-folder"),
            ("断.docx", "not-found"),
        ]
    for link in links:
        link.unlink()
    scanned(root, url)
    with Store(url) as store:
        assert failures(store) == []


def test_another_profile_reads_all_again(archive: Path, tmp_path: Path) -> None:
    url = str(tmp_path / "audit.db")
    scanned(archive, url)
    assert scanned(archive, url, lang="en").read == 9


def test_of_two_versions_in_two_folders_one_is_adopted_and_copies_are_told(tmp_path: Path) -> None:
    root, url = tmp_path / "a", str(tmp_path / "audit.db")
    write_case(root / "初稿", "culture-replaced")
    write_case(root / "定稿", "culture-clean")
    write_case(root / "副本", "culture-clean")
    scanned(root, url)
    with Store(url) as store:
        assert store.rows("SELECT key, critical > 0 FROM submissions ORDER BY key") == [
            ("澄湖市柳浦区文化馆|2023|初稿/", 0),
        ]
        assert copies(store) == [("副本/2023年度绩效自评材料.txt", "定稿/2023年度绩效自评材料.txt")]
        assert [(each.kind, dict(each.values)) for each in observations(store)] == [("versions", {"count": "2"})]
    assert scanned(root, url).judged == 0


def test_versions_that_share_a_form_to_the_letter_are_judged_as_in_an_audit(tmp_path: Path) -> None:
    root, url = tmp_path / "a", str(tmp_path / "audit.db")
    for folder, name in (("甲", "quickstart"), ("乙", "machinery-clean")):
        shutil.copytree(CORPORA / name, root / folder)
    shared = {path.read_bytes() for path in (root / "甲").iterdir()} & {
        path.read_bytes() for path in (root / "乙").iterdir()
    }
    assert shared
    scanned(root, url)
    gathered = gather([root])
    report = audit_submissions(gathered.submissions, (), read_profile("auto"), "zh")
    (adopted,) = [each for each in report.submissions if each.counts]
    with Store(url) as store:
        ((figures, critical),) = store.rows("SELECT figures, critical FROM submissions")
    assert figures == adopted.coverage.figures
    assert critical == sum(finding.severity is Severity.CRITICAL for finding in adopted.findings)


def test_our_own_outputs_are_no_part_of_an_archive(tmp_path: Path) -> None:
    archive = small_archive(tmp_path / "archive")
    url = str(tmp_path / "audit.db")
    before = scanned(archive, url)
    main(["audit", str(archive), "--out", str(archive / "结果"), "--reports", "json,html,xlsx,letter,docx,csv,svg"])
    written = [path for path in (archive / "结果").rglob("*") if path.is_file()]
    again = scanned(archive, url)
    assert (again.files, again.read, again.failed) == (before.files, 0, before.failed)
    assert len(again.own) == len(written)
    (archive / "结果/report.html").unlink()
    (archive / "结果/findings.csv").write_text("甲,乙\n", "utf-8")
    third = scanned(archive, url)
    assert len(third.own) == len(written) - 2
    assert third.files == before.files + 1
    with Store(url) as store:
        assert (
            store.rows("SELECT COUNT(*) FROM files WHERE path = ? AND state = 'own'", ["结果/findings.csv"])[0][0] == 0
        )


def test_our_own_outputs_beside_the_papers_are_not_read_with_them(tmp_path: Path) -> None:
    archive = small_archive(tmp_path / "archive")
    url = str(tmp_path / "audit.db")
    first = scanned(archive, url)
    main(["audit", str(archive), "--out", str(archive)])
    again = scanned(archive, url)
    assert (again.files, again.read, again.judged) == (first.files, 0, 0)


def test_last_years_own_submission_is_compared(tmp_path: Path) -> None:
    root, url = tmp_path / "a", str(tmp_path / "audit.db")
    write_case(root / "2023", "culture-clean")
    scanned(root, url)
    write_case(root / "2022", "culture-clean", year=2022)
    done = scanned(root, url)
    assert done.judged == 1
    with Store(url) as store:
        (checks,) = {
            tuple(sorted({row[0] for row in store.rows(
                "SELECT check_code FROM findings WHERE submission LIKE ?", ["%|2023|%"]
            )}))
        }  # fmt: skip
    assert any(check.startswith("Y") for check in checks)


def test_units_that_share_passages_are_compared(tmp_path: Path) -> None:
    root, url = tmp_path / "a", str(tmp_path / "audit.db")
    write_case(root / "丙", "river-clean")
    for folder, unit in (("甲", ""), ("乙", "云岭县博物馆")):
        (path,) = write_case(root / folder, "culture-clean", unit=unit)
        text = path.read_text("utf-8")
        head = "七、存在的问题及原因分析\n"
        assert head in text
        path.write_text(text.replace(head, f"{head}{_PROBLEMS}\n"), "utf-8")
    scanned(root, url)
    with Store(url) as store:
        sharing = {row[0] for row in store.rows("SELECT submission FROM findings WHERE check_code LIKE 'U%'")}
    assert {key.split("|")[0] for key in sharing} == {"澄湖市柳浦区文化馆", "云岭县博物馆"}
    scanned(root, str(tmp_path / "alone.db"), peers=False)
    with Store(str(tmp_path / "alone.db")) as store:
        assert store.rows("SELECT submission FROM findings WHERE check_code LIKE 'U%'") == []


def test_a_file_that_vanishes_or_changes_during_the_scan(
    tmp_path: Path, undisturbed: dict[str, list[tuple[object, ...]]]
) -> None:
    root, url = small_archive(tmp_path / "a"), str(tmp_path / "audit.db")
    (path,) = (root / "2023" / "文化馆").iterdir()
    kept = path.read_bytes()

    def disturb(job: Job) -> None:
        if any("文化馆" in each for each in job.paths):
            path.unlink()

    scanned(root, url, inline(disturb))
    with Store(url) as store:
        assert store.rows("SELECT state FROM files WHERE path LIKE '%文化馆%'") == [("gone",)]
    path.write_bytes(kept)
    scanned(root, url)
    assert [row[1:] for row in said(url)["findings"]] == [row[1:] for row in undisturbed["findings"]]


def test_a_full_disk_loses_nothing_that_was_written(
    archive: Path, tmp_path: Path, undisturbed: dict[str, list[tuple[object, ...]]]
) -> None:
    url = str(tmp_path / "audit.db")
    with Store(url) as store:
        pages = store.rows("PRAGMA page_count")[0][0]
        store.write(f"PRAGMA max_page_count = {pages + 12}")
        from formaudit.archive.scan import scan  # noqa: PLC0415 - this store must be used
        from tests.archive.made import AUTO  # noqa: PLC0415

        with pytest.raises(UsageError, match="store-full"):
            scan(str(archive), store, AUTO, inline())
    scanned(archive, url)
    assert said(url)["findings"] == undisturbed["findings"]


def test_a_store_that_another_program_holds_is_an_error_and_goes_on_later(
    archive: Path, tmp_path: Path, undisturbed: dict[str, list[tuple[object, ...]]]
) -> None:
    url = str(tmp_path / "audit.db")
    other = sqlite3.connect(url, isolation_level=None)
    jobs = 0

    def hold(job: Job) -> None:
        nonlocal jobs
        jobs += len(job.paths) > 0
        if jobs == 3:
            other.execute("BEGIN IMMEDIATE")

    with pytest.raises(UsageError, match="store-locked"):
        scanned(archive, url, inline(hold), wait=0.05)
    other.execute("ROLLBACK")
    other.close()
    done = scanned(archive, url)
    assert 0 < done.skipped < 9
    assert said(url)["findings"] == undisturbed["findings"]


def test_a_worker_that_is_killed_takes_nothing_along(
    archive: Path, tmp_path: Path, undisturbed: dict[str, list[tuple[object, ...]]]
) -> None:
    url = str(tmp_path / "audit.db")
    killed = 0

    def kill(progress: Progress) -> None:
        nonlocal killed
        if progress.done in (1, 3) and killed < 3:
            for child in _children(os.getpid()):
                if "spawn_main" in Path(f"/proc/{child}/cmdline").read_text():
                    os.kill(child, signal.SIGKILL)
                    killed += 1

    done = scanned(archive, url, local_engine, workers=2, watch=kill)
    assert killed
    assert done.failed == 1
    assert said(url)["findings"] == undisturbed["findings"]


def _children(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        found += [int(each) for each in (task / "children").read_text().split()]
    return found


def _counts(url: Path) -> int:
    try:
        link = sqlite3.connect(f"file:{url}?mode=ro", uri=True)
        count = int(link.execute("SELECT COUNT(*) FROM journal").fetchone()[0])
        link.close()
    except sqlite3.Error:
        return 0
    return count


def _killed_at(archive: Path, url: Path, lines: int) -> bool:
    """Start a scan, kill it with all its workers when so many lines stand in the journal; whether it was killed."""
    process = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "from formaudit.cli.main import entry; entry()",
            "scan",
            str(archive),
            "--store",
            str(url),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    while process.poll() is None:
        if _counts(url) >= lines:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            return True
        try:
            process.wait(0.01)
        except subprocess.TimeoutExpired:
            continue
    return False


def test_a_scan_that_is_killed_again_and_again_ends_as_if_it_had_not(
    archive: Path, tmp_path: Path, undisturbed: dict[str, list[tuple[object, ...]]]
) -> None:
    url = tmp_path / "audit.db"
    killed = [_killed_at(archive, url, lines) for lines in (1, 2, 4, 6, 8)]
    assert sum(killed) >= 3
    scanned(archive, str(url))
    now = said(str(url))
    for table in ("findings", "causes", "records", "files", "submissions"):
        assert now[table] == undisturbed[table], table
    # Each file was read once, however often the scan was killed after it was written.
    with Store(str(url)) as store:
        twice = store.rows("SELECT path FROM journal GROUP BY path, sha256, event HAVING COUNT(*) > 1")
    assert twice == []


@pytest.fixture
def newer(tmp_path: Path) -> str:
    url = str(tmp_path / "newer.db")
    with Store(url) as store:
        store.write("UPDATE meta SET value = '99' WHERE name = 'schema'")
    return url


def test_stores_that_cannot_be_used_are_named(tmp_path: Path, newer: str) -> None:
    with pytest.raises(UsageError, match="store-newer"):
        Store(newer)
    with pytest.raises(UsageError, match="store-missing"):
        Store(str(tmp_path / "none.db"), create=False)
    (tmp_path / "text.db").write_text("this is no database, but a text that is long enough to be looked at " * 20)
    with pytest.raises(UsageError, match="store"):
        Store(str(tmp_path / "text.db"))
    with pytest.raises(UsageError, match="store"):
        Store(str(tmp_path / "no" / "folder" / "audit.db"))
