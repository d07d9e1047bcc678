"""Bad files among good ones: each named with its reason, the rest complete."""

import os
import shutil
import zipfile
from pathlib import Path

import pytest

from formaudit.archive.ask import failures
from formaudit.archive.store import Store
from formaudit.archive.walk import fetched, walk
from formaudit.cli.main import main
from formaudit.errors import ExitCode, UsageError
from tests.archive.made import inline, said, scanned, small_archive, write_case
from tests.material import MATERIAL, needs_material


@needs_material
def test_broken_files_are_named_and_the_rest_is_complete(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = small_archive(tmp_path / "a")
    scanned(root, str(tmp_path / "clean.db"))
    wanted: set[str] = set()
    # Two of each kind, by the order of their names: enough kinds of damage, and seconds instead of minutes.
    kinds: dict[str, int] = {}
    for path in sorted((MATERIAL / "robust").rglob("*")):
        if path.is_file() and not path.name.startswith(".") and kinds.setdefault(path.suffix.lower(), 0) < 2:
            kinds[path.suffix.lower()] += 1
            target = root / "杂" / str(kinds[path.suffix.lower()]) / path.name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
            wanted.add(target.relative_to(root).as_posix())
    assert len(wanted) > 8
    url = str(tmp_path / "audit.db")
    assert main(["scan", str(root), "--store", url, "--workers", "2"]) == ExitCode.INCOMPLETE
    assert capsys.readouterr().err == ""
    with Store(url) as store:
        named = failures(store)
        states: dict[str, str] = dict(store.rows("SELECT path, state FROM files WHERE container = ''"))
    assert wanted <= set(states)
    assert all(states[path] in ("error", "other", "read", "package") for path in wanted)
    assert {path.partition("!/")[0] for path, _, _ in named} >= {path for path in wanted if states[path] == "error"}
    assert all(code and detail for _, code, detail in named if code != "no-form")
    assert "defect" not in {code for _, code, _ in named}
    assert said(url)["findings"] == said(str(tmp_path / "clean.db"))["findings"]


def test_names_that_are_no_text_are_kept_and_not_read_twice(tmp_path: Path) -> None:
    root, url = tmp_path / "a", str(tmp_path / "audit.db")
    (path,) = write_case(root, "river-clean")
    strange = os.fsencode(root) + b"/\xba\xd3\xff.txt"
    try:
        Path(os.fsdecode(strange)).write_bytes(path.read_bytes())
    except OSError:
        pytest.skip("this file system takes no such name")
    path.unlink()
    assert (scanned(root, url).failed, scanned(root, url).read) == (0, 0)
    with Store(url) as store:
        assert store.rows("SELECT path, state FROM files") == [("\\udcba\\udcd3\\udcff.txt", "read")]


def test_a_zero_character_in_a_value_does_not_stop_a_scan(tmp_path: Path) -> None:
    with Store(str(tmp_path / "audit.db")) as store:
        store.upsert("meta", ["name"], {"name": "a\0b", "value": "\udcff表"})
        assert store.rows("SELECT name, value FROM meta WHERE name <> 'schema'") == [("a\ufffdb", "\\udcff表")]


def test_packages_in_packages_and_urls_hold_the_same(tmp_path: Path) -> None:
    pytest.importorskip("fsspec", reason="fsspec is not installed")
    root = tmp_path / "a"
    (path,) = write_case(tmp_path / "b", "culture-other-funds")
    inner, outer = tmp_path / "inner.zip", root / "2023.zip"
    root.mkdir()
    with zipfile.ZipFile(inner, "w") as package:
        package.write(path, path.name)
    with zipfile.ZipFile(outer, "w") as package:
        package.write(inner, inner.name)
    here, there = str(tmp_path / "here.db"), str(tmp_path / "there.db")
    assert scanned(root, here).failed == 0
    from formaudit.archive.scan import scan  # noqa: PLC0415 - a URL is no path
    from tests.archive.made import AUTO  # noqa: PLC0415

    with Store(there) as store:
        assert scan(f"file://{root}", store, AUTO, inline()).read == 1
        assert scan(f"file://{root}", store, AUTO, inline()).read == 0
        assert store.rows("SELECT path FROM files WHERE container <> ''") == [(f"2023.zip!/inner.zip!/{path.name}",)]
    one, other = said(here)["findings"], said(there)["findings"]
    assert one
    assert [row[1:] for row in one] == [row[1:] for row in other]


def test_a_store_that_fails_in_any_way_is_told_and_so_is_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    memory = pytest.importorskip("fsspec.implementations.memory", reason="fsspec is not installed").MemoryFileSystem
    memory().pipe_file("/papers/a.txt", b"x")

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("in\nhalf")

    with pytest.raises(UsageError) as unknown:
        list(walk("no-such-store://papers"))
    assert unknown.value.code == "archive-url"
    monkeypatch.setattr(memory, "get_file", fail)
    with fetched("memory://papers", ["a.txt"]) as (here, refused):
        assert (here, refused) == ({}, {"a.txt": "ZeroDivisionError: in half"})
    monkeypatch.setattr(memory, "find", fail)
    with pytest.raises(UsageError) as broken:
        list(walk("memory://papers"))
    assert (broken.value.code, broken.value.detail) == ("archive-url", "in half")
