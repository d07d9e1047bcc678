"""A pattern out of the store is the one that ``re.compile`` gives; a store that is damaged, foreign or away is none."""

import ast
import os
import re
import subprocess  # a process of its own, as a user's second call is
import sys
import zlib
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest

import formaudit
from formaudit.kept import Store, _head, store_file

SOURCES = Path(formaudit.__file__).parent
TEXTS = (
    "甲+|乙{2,3}?|[丙-己]*",
    r"(?P<year>20\d\d)年(?:(?P<month>1[0-2]|0?[1-9])月)?(?<!区)(?=[^，。]{0,8}合计)",
    r"^\s*(?:一|二|三)[、.．]$",
    r"(a)(?P<b>b)(?P=b)\1",
    "",
)

SURROGATE = {*map(chr, range(0xD800, 0xE000))}
"""Half a character cannot be written: patterns that have one are compiled each time."""


NAME = f"patterns.{sys.implementation.cache_tag}-{zlib.crc32(sys.version.encode()):08x}"


def _literals() -> list[tuple[str, int]]:
    """Each pattern that stands in the sources as one literal, with its flags."""
    found = []
    for path in SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"compiled", "late"}:
                text, *flags = node.args
                if isinstance(text, ast.Constant) and isinstance(text.value, str):
                    flag = eval(ast.unparse(flags[0]), {"re": re}) if flags else 0
                    found.append((text.value, int(flag)))
    return found


def _kept(path: Path, texts: list[tuple[str, int]]) -> Store:
    store = Store(path)
    for text, flags in texts:
        store.compiled(text, flags)
    store.save()
    return Store(path)


def test_each_pattern_of_the_sources_comes_out_of_the_store_as_it_went_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [*_literals(), *((text, flags) for text in TEXTS for flags in (0, re.IGNORECASE, re.MULTILINE | re.DOTALL))]
    assert len(texts) > 400
    expected = {(text, flags): re.compile(text, flags) for text, flags in texts if not SURROGATE & {*text}}
    store = _kept(tmp_path / "patterns", texts)
    monkeypatch.setattr(re, "compile", lambda *_: pytest.fail("compiled again"))
    for (text, flags), pattern in expected.items():
        found = store.compiled(text, flags)
        assert found == pattern
        assert (found.pattern, found.flags, found.groups) == (pattern.pattern, pattern.flags, pattern.groups)
        assert dict(found.groupindex) == dict(pattern.groupindex)


def test_groups_of_a_kept_pattern_are_asked_for_by_name(tmp_path: Path) -> None:
    text = TEXTS[1]
    match = _kept(tmp_path / "patterns", [(text, 0)]).compiled(text, 0).search("于2021年7月末合计")
    assert match is not None
    assert (match.groupdict(), match.lastgroup) == ({"year": "2021", "month": "7"}, "month")


def _sealed(patterns: list[Any], tables: list[Any]) -> bytes:
    """A file of the store that holds these."""
    parts = [msgspec.msgpack.encode(part) for part in (patterns, tables)]
    return msgspec.msgpack.encode((_head(*parts), *map(msgspec.Raw, parts)))


HARMS = ["cut", "empty", "text", "other python", "other shape", "wrong code", "other letter", "folder"]


@pytest.mark.parametrize("harm", HARMS)
def test_a_store_that_is_no_good_costs_time_only(tmp_path: Path, harm: str) -> None:
    path, text = tmp_path / "patterns", "(?P<a>甲+)|乙"
    _kept(path, [(text, 0)])
    content = path.read_bytes()
    _, [(_, flags, made)], _ = msgspec.msgpack.decode(content)
    path.unlink()
    if harm == "folder":
        path.mkdir()
    else:
        path.write_bytes(
            {
                "cut": content[:-5],
                "empty": b"",
                "text": "不是这样的文件".encode(),
                "other python": msgspec.msgpack.encode(("2.7", [(text, flags, made)], [])),
                "other shape": _sealed([(text, made)], []),
                "wrong code": _sealed([(text, flags, [made[0], b"\xff" * 8, *made[2:]])], []),
                "other letter": content.replace("乙".encode("utf-32-le"), "丙".encode("utf-32-le")),
            }[harm]
        )
    store = Store(path)
    assert store.compiled(text, 0) == re.compile(text)
    store.save()
    assert [*tmp_path.iterdir()] == [path]
    if harm != "folder":
        assert Store(path).compiled(text, 0) == re.compile(text)
        assert path.read_bytes() == content


def test_a_folder_that_cannot_be_written_costs_no_second_compiling(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "taken").write_bytes(b"no folder")
    monkeypatch.setattr("formaudit.kept._made", lambda *_: pytest.fail("made for nothing"))
    _kept(tmp_path / "taken" / "patterns", [("甲", 0)])
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_another_process_with_the_same_number_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / f"patterns.x.{os.getpid()}"
    other.write_bytes(b"half")
    _kept(tmp_path / "patterns.x", [("甲", 0)])
    assert [*tmp_path.iterdir()] == [other]
    assert other.read_bytes() == b"half"


@pytest.mark.skipif(sys.platform == "win32", reason="threads stand for processes")
def test_many_that_write_at_once_leave_a_whole_file(tmp_path: Path) -> None:
    call = "import sys; from pathlib import Path; from formaudit.kept import Store\n"
    call += (
        "store = Store(Path(sys.argv[1])); [store.compiled(f'{sys.argv[2]}{n}', 0) for n in range(300)]; store.save()"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", call, str(tmp_path / "patterns.x"), sign]) for sign in "甲乙丙丁"
    ]
    assert [process.wait() for process in started] == [0, 0, 0, 0]
    assert [path.name for path in tmp_path.iterdir()] == ["patterns.x"]
    assert len(msgspec.msgpack.decode((tmp_path / "patterns.x").read_bytes())[1]) >= 300


def test_nothing_is_written_when_nothing_is_new(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "patterns"
    _kept(path, [("甲", 0)])
    before = path.stat().st_ino
    _kept(path, [("甲", 0)])
    assert path.stat().st_ino == before
    _kept(path, [("乙", 0)])
    assert {row[0] for row in msgspec.msgpack.decode(path.read_bytes())[1]} == {"甲", "乙"}
    assert [*path.parent.iterdir()] == [path]


def test_a_store_that_has_grown_too_large_begins_anew(tmp_path: Path) -> None:
    path = tmp_path / "patterns"
    _kept(path, [(f"甲{number}", 0) for number in range(3000)])
    assert len(msgspec.msgpack.decode(path.read_bytes())[1]) == 3000
    _kept(path, [("乙", 0)])
    assert [row[0] for row in msgspec.msgpack.decode(path.read_bytes())[1]] == ["乙"]


def test_a_word_list_is_read_once_and_again_when_it_has_changed(tmp_path: Path) -> None:
    path, words = tmp_path / "kept", tmp_path / "words.toml"
    for text, said in (("names = ['甲']", ["甲"]), ("names = ['乙', '丙']", ["乙", "丙"])):
        words.write_text(text, encoding="utf-8")
        for _ in range(2):
            store = Store(path)
            assert store.table(words) == {"names": said}
            store.save()
    file = msgspec.msgpack.decode(path.read_bytes())
    assert [name for name, _, _ in file[2]] == ["words.toml"]
    path.write_bytes(_sealed(file[1], [(*file[2][0][:2], b"\xc1")]))
    assert Store(path).table(words) == {"names": ["乙", "丙"]}


def test_a_number_with_a_point_is_kept_as_it_is_printed(tmp_path: Path) -> None:
    path, words = tmp_path / "kept", tmp_path / "words.toml"
    words.write_text("a = 0.10\nb = 3\nc = [1_000.05]\n[d]\ne = 0.30000000000000004441\n", encoding="utf-8")
    for _ in range(2):
        store = Store(path)
        table = store.table(words)
        store.save()
        assert repr(table["a"]) == "Decimal('0.10')"
        assert (table["b"], table["c"]) == (3, [Decimal("1000.05")])
        assert table["d"] == {"e": Decimal("0.30000000000000004441")}


def test_the_folder_is_named_or_the_users_own_or_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FORMAUDIT_CACHE", str(tmp_path))
    assert store_file() == tmp_path / NAME
    for off in ("off", "OFF", " Off "):
        monkeypatch.setenv("FORMAUDIT_CACHE", off)
        assert store_file() is None
    monkeypatch.setenv("FORMAUDIT_CACHE", "~/x")
    monkeypatch.setenv("HOME", str(tmp_path))
    if sys.platform != "win32":
        assert store_file() == tmp_path / "x" / NAME
        monkeypatch.setenv("FORMAUDIT_CACHE", "~nobody-of-this-name/x")
        assert store_file() is None
        monkeypatch.delenv("FORMAUDIT_CACHE")
        monkeypatch.setenv("XDG_CACHE_HOME", "relative")
        assert store_file() == tmp_path / ".cache" / "formaudit" / NAME
    monkeypatch.setenv("FORMAUDIT_CACHE", "off")
    Store(None).compiled("甲", 0)
    monkeypatch.delenv("FORMAUDIT_CACHE")
    monkeypatch.setattr("os.path.expanduser", lambda path: path)  # nobody's home, as in a container
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    if sys.platform != "win32":
        assert store_file() is None
    monkeypatch.undo()
    monkeypatch.delenv("FORMAUDIT_CACHE", raising=False)
    found = store_file()
    assert found is not None
    assert "formaudit" in found.parts[-2] + found.parts[-3]


def test_two_pythons_of_one_version_do_not_share_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FORMAUDIT_CACHE", str(tmp_path))
    mine = store_file()
    monkeypatch.setattr(sys, "version", f"{sys.version} (another build)")
    assert store_file() != mine


def test_the_command_keeps_its_patterns_and_a_call_for_help_none(tmp_path: Path) -> None:
    environment = {**os.environ, "FORMAUDIT_CACHE": str(tmp_path)}
    run = [sys.executable, "-c", "from formaudit.cli.main import entry; entry()"]
    subprocess.run([*run, "--help"], env=environment, check=True, capture_output=True)
    assert not list(tmp_path.iterdir())
    outputs = [
        subprocess.run([*run, "checks"], env=environment, check=True, capture_output=True).stdout for _ in range(2)
    ]
    assert outputs[0] == outputs[1]
    assert [path.name for path in tmp_path.iterdir()] == [NAME]
