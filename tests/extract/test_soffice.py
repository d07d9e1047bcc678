import io
import os
import stat
import tempfile
import zipfile
from pathlib import Path

import pytest

from formaudit.errors import InputError
from formaudit.extract import soffice

TARGET = "docx:MS Word 2007 XML"
PROGRAM = """#!/bin/sh
# Stands in for LibreOffice: copies each input, but hangs, crashes or refuses where a file says so.
profile=$1; out=""
echo "$profile" >> {log}
while [ $# -gt 0 ]; do
  if [ "$1" = --outdir ]; then out=$2; shift 2; break; fi
  shift
done
for file; do
  base=$(basename "$file")
  if grep -q HANG "$file"; then sleep 600 & echo $! >> {pids}; wait; fi
  if grep -q CRASH "$file"; then printf PK > "$out/${{base%.*}}.docx"; exit 3; fi
  if grep -q REFUSE "$file"; then continue; fi
  cp "$file" "$out/${{base%.*}}.docx"
done
"""


def whole(mark: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(zipfile.ZipInfo("word.txt"), mark)  # no clock in it: equal words make equal bytes
    return buffer.getvalue()


@pytest.fixture
def stub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    program = tmp_path / "soffice"
    program.write_text(PROGRAM.format(log=tmp_path / "log", pids=tmp_path / "pids"), encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setattr(soffice, "available", lambda: str(program))
    monkeypatch.setattr(soffice, "_STARTING", 0.5)
    return tmp_path


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text(encoding="utf-8")


posix = pytest.mark.skipif(os.name != "posix", reason="the stand-in is a shell script")


@posix
def test_a_batch_is_one_call_in_a_profile_of_its_own(stub: Path) -> None:
    answers = soffice.convert([("a", whole("a"), "doc"), ("b", whole("b"), "rtf")], TARGET, 5)
    assert answers == {"a": whole("a"), "b": whole("b")}
    (call,) = (stub / "log").read_text(encoding="utf-8").splitlines()
    assert call.startswith("-env:UserInstallation=file://")
    assert list((stub / "tmp").iterdir()) == []


@posix
def test_a_file_that_hangs_is_given_up_with_all_its_processes_and_the_others_go_on(stub: Path) -> None:
    files = [("a", whole("a"), "doc"), ("b", whole("HANG"), "doc"), ("c", whole("c"), "doc")]
    answers = soffice.convert(files, TARGET, 0.5)
    assert (answers["a"], answers["c"]) == (whole("a"), whole("c"))
    error = answers["b"]
    assert isinstance(error, InputError)
    assert error.code == "timeout"
    pids = [int(line) for line in (stub / "pids").read_text(encoding="utf-8").split()]
    assert pids
    assert not any(map(is_running, pids))
    assert list((stub / "tmp").iterdir()) == []


@posix
def test_a_file_that_ends_the_program_is_damaged_and_the_others_go_on(stub: Path) -> None:
    files = [
        ("a", whole("REFUSE"), "doc"),
        ("b", whole("b"), "doc"),
        ("c", whole("CRASH"), "doc"),
        ("d", whole("d"), "doc"),
    ]
    answers = soffice.convert(files, TARGET, 5)
    assert (answers["b"], answers["d"]) == (whole("b"), whole("d"))
    assert [getattr(answers[name], "code", "") for name in "ac"] == ["damaged", "damaged"]
    assert len((stub / "log").read_text(encoding="utf-8").splitlines()) == 2


def test_without_libreoffice_every_file_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(soffice, "available", lambda: None)
    (error,) = soffice.convert([("a", b"", "doc")], TARGET, 5).values()
    assert isinstance(error, InputError)
    assert (error.code, error.file) == ("no-libreoffice", "a")
