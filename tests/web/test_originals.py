"""Originals: only what was audited is shown, numbers of people are not, and figures that agree or wait are marked."""

import hashlib
import zipfile
from pathlib import Path

import pytest

from formaudit.extract.pictures import PageView
from formaudit.web.originals import Origin, _covered, original, reread
from tests.archive.made import scanned, write_case
from tests.web.made import findings, served


def origin(path: Path, sha256: str = "", member: str = "") -> Origin:
    data = path.read_bytes()
    name = f"{path.name}!/{member}" if member else path.name
    return Origin(archives=(str(path.parent),), path=name, sha256=sha256 or hashlib.sha256(data).hexdigest())


def test_a_file_that_changed_since_the_audit_is_not_shown(tmp_path: Path) -> None:
    path = tmp_path / "表.txt"
    path.write_text("甲", "utf-8")
    known = origin(path)
    assert original(known) == "甲".encode()
    path.write_text("乙", "utf-8")
    assert original(known) is None
    path.unlink()
    assert original(known) is None


def test_a_member_of_a_packed_file_is_found_by_its_name_and_hash(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "包.zip", "w") as packed:
        packed.writestr("甲/表.txt", "甲")
    digest = hashlib.sha256("甲".encode()).hexdigest()
    assert original(origin(tmp_path / "包.zip", digest, "甲/表.txt")) == "甲".encode()
    assert original(origin(tmp_path / "包.zip", digest, "乙.txt")) is None
    assert original(origin(tmp_path / "包.zip", "0" * 64, "甲/表.txt")) is None


def test_the_second_place_is_tried_where_the_first_has_another_file(tmp_path: Path) -> None:
    for place, text in (("a", "旧"), ("b", "新")):
        (tmp_path / place).mkdir()
        (tmp_path / place / "表.txt").write_text(text, "utf-8")
    digest = hashlib.sha256("新".encode()).hexdigest()
    places = (str(tmp_path / "a"), str(tmp_path / "nothing"), str(tmp_path / "b"))
    assert original(Origin(archives=places, path="表.txt", sha256=digest)) == "新".encode()


@pytest.fixture
def with_numbers(tmp_path: Path) -> tuple[str, Path]:
    """A submission in which a mobile number and an identity number stand."""
    (path, *_) = write_case(tmp_path / "archive" / "1", "culture-other-funds")
    text = path.read_text("utf-8").replace("0700-0000001", "13800001234")
    path.write_text(f"{text}\n身份证号 110101199001011234\n", "utf-8")
    scanned(tmp_path / "archive", str(tmp_path / "audit.db"))
    return str(tmp_path / "audit.db"), path


def test_numbers_of_people_are_masked_wherever_they_stand(with_numbers: tuple[str, Path]) -> None:
    url, path = with_numbers
    told = reread([origin(path)], "auto", "zh")
    (document,) = told.documents.values()
    said = "\n".join(each.text for each in document.paragraphs)
    assert "138****1234" in said
    assert "110***********1234" in said
    with served(url) as (_, browser):
        for place, _ in findings(url):
            for _ in range(200):
                page = browser.get(place).text
                if "正在识读原件" not in page:
                    break
            assert "13800001234" not in page
            assert "19900101" not in page
        hits = browser.get("/find?text=%E8%BA%AB%E4%BB%BD%E8%AF%81").text
        assert "<mark>身份证</mark>" in hits
        assert "19900101" not in hits


def test_what_is_covered_on_a_page_is_blank_and_nothing_else(tmp_path: Path) -> None:
    assert tmp_path.is_dir()
    view = PageView(page=1, width=100, height=50, columns=200, grey=bytes(200 * 100))
    grey = _covered(view, [(10, 10, 30, 20)]).grey
    assert set(grey[200 * 30 + 20 : 200 * 30 + 60]) == {235}
    assert set(grey[: 200 * 15]) == {0}
    assert _covered(view, []) == view


def test_figures_that_agree_and_those_that_wait_are_told_apart(tmp_path: Path) -> None:
    paths = write_case(tmp_path / "1", "culture-other-funds", form="xlsx")
    told = reread([origin(path) for path in paths], "auto", "zh")
    assert len(told.documents) == len(paths)
    assert len(told.tied) > 50
    assert told.untested
    assert not {place for _, place in told.tied} & {place for _, place in told.untested}
