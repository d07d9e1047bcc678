"""The page over plain audits: findings.json taken into a small store beside it, decisions of the file and of the page."""

import json
import re
from pathlib import Path

import pytest

from formaudit.archive.store import Store
from formaudit.cli.main import main
from formaudit.errors import ExitCode, UsageError
from formaudit.messages import word
from formaudit.web.folders import BESIDE, taken_in
from tests.archive.made import write_case
from tests.web.made import findings, served, states


@pytest.fixture
def audited(tmp_path: Path) -> Path:
    write_case(tmp_path / "materials", "culture-other-funds", form="docx")
    main(["audit", str(tmp_path / "materials"), "--out", str(tmp_path / "out")])
    return tmp_path / "out"


def test_a_folder_of_an_audit_is_reviewed_like_a_store(audited: Path) -> None:
    url, sources = taken_in([audited])
    assert url == str(audited / BESIDE)
    told = json.loads((audited / "findings.json").read_text("utf-8"))["submissions"][0]["findings"]
    assert {id_ for _, id_ in findings(url)} == {each["id"] for each in told}
    with served(url, sources=sources) as (_, browser):
        place, finding = findings(url)[0]
        for _ in range(100):
            page = browser.get(place).text
            if "data-focus" in page:
                break
        assert 'data-focus="suspect"' in page
        assert 'class="tied"' in page
        assert browser.decide(place, "confirm").status == 303
        assert finding in states(url)


def test_a_second_start_and_a_new_audit_keep_what_was_decided(audited: Path) -> None:
    url, _ = taken_in([audited])
    place, finding = findings(url)[0]
    with served(url) as (_, browser):
        browser.decide(place, "dismiss", reason="识读有误")
    taken_in([audited])
    assert states(url) == {finding: "dismissed"}
    main(["audit", str(audited.parent / "materials"), "--out", str(audited), "--lang", "en"])
    taken_in([audited])
    assert states(url) == {finding: "dismissed"}
    assert finding in {id_ for _, id_ in findings(url)}
    # Other commands take the little store like any other.
    assert main(["waivers", url]) == 0


def test_decisions_of_the_file_are_taken_over_once(audited: Path) -> None:
    first = json.loads((audited / "findings.json").read_text("utf-8"))["submissions"][0]["findings"][0]["id"]
    book = audited.parent / "decisions.toml"
    main(["decide", str(audited), first, "--state", "confirmed", "--owner", "李某", "--decisions", str(book)])
    main(["audit", str(audited.parent / "materials"), "--out", str(audited), "--decisions", str(book)])
    url, _ = taken_in([audited])
    assert states(url) == {first: "confirmed"}
    with served(url) as (_, browser):
        place = next(place for place, id_ in findings(url) if id_ == first)
        assert "李某" in browser.get(place).text
        browser.decide(place, "dismiss", reason="识读有误")
    taken_in([audited])
    assert states(url) == {first: "dismissed"}


def test_several_audits_are_one_queue(audited: Path, tmp_path: Path) -> None:
    write_case(tmp_path / "others", "seed-rates")
    main(["audit", str(tmp_path / "others"), "--out", str(tmp_path / "out2")])
    url, _ = taken_in([audited, tmp_path / "out2" / "findings.json"])
    with Store(url, create=False) as store:
        assert store.rows("SELECT COUNT(*) FROM submissions") == [(2,)]
    with served(url) as (_, browser):
        assert "2 份材料" in browser.get("/").text


def test_what_was_audited_is_found_in_a_folder_beside_the_audit(audited: Path, tmp_path: Path) -> None:
    (tmp_path / "others" / "deep").mkdir(parents=True)
    (tmp_path / ".hidden").mkdir()
    for folder in (tmp_path / "others" / "deep", tmp_path / ".hidden"):
        for file in (tmp_path / "materials").iterdir():
            (folder / file.name).write_bytes(b"something else")
    _, sources = taken_in([audited])
    assert audited.parent / "materials" in sources
    assert tmp_path / "others" / "deep" in sources
    assert tmp_path / ".hidden" not in sources


def test_a_folder_that_was_not_audited_is_told_with_the_call_that_does_it(audited: Path) -> None:
    with pytest.raises(UsageError) as raised:
        taken_in([audited.parent / "materials"])
    assert raised.value.code == "web-findings"


def test_what_is_no_findings_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "findings.json").write_text("{}")
    with pytest.raises(UsageError):
        taken_in([tmp_path])
    with pytest.raises(UsageError):
        taken_in([tmp_path / "nothing"])


def _short(folder: Path, out: Path) -> str:
    """An audit of a clean submission and of a file that nobody can read, taken in."""
    write_case(folder, "machinery-clean")
    (folder / "附件5.docx").write_bytes(b"")
    main(["audit", str(folder), "--out", str(out)])
    return taken_in([out])[0]


def test_an_audit_that_was_incomplete_is_not_called_clean_by_its_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = _short(tmp_path / "materials", tmp_path / "out")
    with Store(url, create=False) as store:
        assert store.rows("SELECT verdict FROM submissions") == [("incomplete",)]
    capsys.readouterr()
    assert main(["status", "--store", url]) == ExitCode.INCOMPLETE
    with served(url) as (_, browser):
        token = re.findall(r'/s/([^/"?]+)', browser.get("/?state=any").text)[0]
        page = browser.get(f"/s/{token}")
    assert word("web.submission.partly", "zh") in page.text


def test_a_file_read_in_part_stays_a_file_of_its_submission(tmp_path: Path) -> None:
    write_case(tmp_path / "materials", "machinery-clean")
    main(["audit", str(tmp_path / "materials"), "--out", str(tmp_path / "out")])
    told = json.loads((tmp_path / "out" / "findings.json").read_text("utf-8"))
    name = told["submissions"][0]["files"][0]["path"]
    told["verdict"], told["errors"] = "incomplete", [{"file": name, "code": "no-form", "message": "…", "remedy": "…"}]
    (tmp_path / "out" / "findings.json").write_text(json.dumps(told), "utf-8")
    url, _ = taken_in([tmp_path / "out"])
    with Store(url, create=False) as store:
        assert store.rows("SELECT state, submission <> '' FROM files WHERE path = ?", [name]) == [("error", True)]
        assert store.rows("SELECT verdict FROM submissions") == [("incomplete",)]
