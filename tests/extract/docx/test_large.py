"""A large document is read as it is parsed: the same blocks as when it is held whole."""

from pathlib import Path

import pytest

from formaudit.extract import docx
from formaudit.extract.door import extract_bytes
from formaudit.extract.package import parse_in_turn
from tests.corpus import CORPORA
from tests.material import MATERIAL

FILES = sorted(CORPORA.rglob("*.docx"))
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_corpus_is_read_alike(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = path.read_bytes()
    whole = extract_bytes(data, path.name)
    monkeypatch.setattr(docx, "_LARGE", 0)
    assert extract_bytes(data, path.name) == whole


@pytest.mark.skipif(not MATERIAL.is_dir(), reason="the material is not there")
def test_awkward_files_are_read_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    paths = sorted((MATERIAL / "forms" / "docx").glob("*.docx"))
    whole = [extract_bytes(path.read_bytes(), path.name) for path in paths]
    monkeypatch.setattr(docx, "_LARGE", 0)
    assert [extract_bytes(path.read_bytes(), path.name) for path in paths] == whole
    assert len(whole) > 30


def test_children_come_once_and_in_order() -> None:
    body = "".join(
        f"<w:p><w:r><w:t>{number}</w:t></w:r></w:p>" + "<w:tbl/>" * (number % 300 == 7) for number in range(2000)
    )
    data = f'<w:document xmlns:w="{W}"><w:body>{body}<w:sectPr/></w:body></w:document>'.encode()
    seen = []
    most = 0
    for home, last in parse_in_turn(data, f"{{{W}}}body", f"{{{W}}}p", f"{{{W}}}tbl"):
        children = list(home) if last else list(home)[:-1]
        most = max(most, len(children))
        seen += ["".join(map(str, child.itertext())) or child.tag.rpartition("}")[2] for child in children]
    texts = [text for text in seen if text.isdigit()]
    assert texts == [str(number) for number in range(2000)]
    assert seen.count("tbl") == 7
    assert seen[-1] == "sectPr"
    assert most < 1500
