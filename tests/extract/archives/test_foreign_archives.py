"""7z and RAR: read by libarchive in a worker, checked by what their own headers say."""

import io
import sys

import pytest

from formaudit.errors import InputError
from formaudit.extract.archives import foreign
from formaudit.extract.archives.entry import Limits, Unpacked
from formaudit.extract.archives.unpack import unpack
from tests.extract.archives.making import rar4, rar5, zipped

try:
    import libarchive
except (ImportError, OSError, AttributeError, TypeError):
    libarchive = None

needs_libarchive = pytest.mark.skipif(libarchive is None, reason="the extra archives or its library is not installed")

FILES = {"甲单位/附件1.txt": b"1" * 5000, "附件2.txt": b"22"}


def seven(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with libarchive.custom_writer(out.write, "7zip") as archive:
        for name, data in files.items():
            archive.add_file_from_memory(name, len(data), data)
    return out.getvalue()


def shown(unpacked: Unpacked) -> dict[str, bytes]:
    return {member.name: member.data for member in unpacked.members}


def errors(unpacked: Unpacked) -> list[tuple[str, str]]:
    return [(error.code, error.file) for error in unpacked.errors]


@needs_libarchive
def test_a_7z_gives_its_files() -> None:
    got = unpack(seven(FILES), "a.7z")
    assert shown(got) == FILES
    assert (got.errors, got.warnings) == ((), ())


@needs_libarchive
def test_both_dialects_of_rar_give_their_files() -> None:
    assert shown(unpack(rar5(FILES), "a.rar")) == FILES
    gbk = {name.encode("gbk"): data for name, data in FILES.items()}
    assert shown(unpack(rar4(gbk), "a.rar")) == FILES


@needs_libarchive
def test_a_7z_inside_a_zip_is_opened_and_its_neighbours_are_kept() -> None:
    got = unpack(zipped({"x/a.7z": seven(FILES), "b.txt": b"b"}), "a.zip")
    assert shown(got) == {"x/a.7z!/甲单位/附件1.txt": b"1" * 5000, "x/a.7z!/附件2.txt": b"22", "b.txt": b"b"}


@needs_libarchive
def test_a_wrong_checksum_in_a_rar_is_damage_of_that_member_only() -> None:
    got = unpack(rar5(FILES, wrong_checksum="甲单位/附件1.txt"), "a.rar")
    assert shown(got) == {"附件2.txt": b"22"}
    assert errors(got) == [("damaged", "a.rar!/甲单位/附件1.txt")]


@needs_libarchive
def test_a_wrong_byte_in_a_7z_is_never_passed_on() -> None:
    rare = bytes((number * number >> 3) % 251 for number in range(3000))
    data = bytearray(seven({"1.txt": rare}))
    data[200] ^= 1
    got = unpack(bytes(data), "a.7z")
    assert got.members == ()
    assert {error.code for error in got.errors} == {"damaged"}


@needs_libarchive
@pytest.mark.parametrize("keep", [40, 60, 100])
def test_a_truncated_rar_keeps_its_whole_members(keep: int) -> None:
    got = unpack(rar5({"a.txt": b"hello", "b.txt": b"world" * 20})[:keep], "a.rar")
    assert shown(got) in ({}, {"a.txt": b"hello"})
    assert ("damaged", "a.rar") in errors(got)


@needs_libarchive
def test_passwords_are_named() -> None:
    assert errors(unpack(rar4({b"a.txt": b"a"}, encrypted=True), "a.rar")) == [("encrypted", "a.rar")]


@needs_libarchive
def test_a_volume_is_named() -> None:
    assert errors(unpack(rar4({b"a.txt": b"a"}, volume=True), "a.rar")) == [("multi-volume", "a.rar")]
    assert errors(unpack(rar5({"a.txt": b"a"}, volume=True), "a.rar")) == [("multi-volume", "a.rar")]


@needs_libarchive
def test_a_limit_stops_the_worker_and_keeps_what_was_before() -> None:
    got = unpack(seven({"1.txt": b"1", "2.txt": bytes(3 << 20), "3.txt": b"3"}), "a.7z", Limits(member_bytes=1 << 20))
    assert shown(got) == {"1.txt": b"1", "3.txt": b"3"}
    assert errors(got) == [("too-large", "a.7z!/2.txt")]
    got = unpack(seven({"1.txt": b"1", "2.txt": b"2", "3.txt": b"3"}), "a.7z", Limits(members=2))
    assert (len(got.members), errors(got)) == (2, [("too-large", "a.7z")])


def test_a_missing_binding_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "libarchive", None)
    with pytest.raises(InputError) as caught:
        list(foreign._read(rar5(FILES), "rar"))
    assert (caught.value.code, caught.value.detail) == ("missing-extra", "archives")


@needs_libarchive
def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in [name for name in sys.modules if name.partition(".")[0] == "libarchive"]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setenv("LIBARCHIVE", "no-such-library.so")
    with pytest.raises(InputError) as caught:
        list(foreign._read(rar5(FILES), "rar"))
    assert (caught.value.code, caught.value.detail) == ("missing-library", "libarchive")


@needs_libarchive
@pytest.mark.parametrize(("kind", "suffix"), [("zstd", "zst"), ("lz4", "lz4"), ("lzip", "lz")])
def test_one_file_packed_in_a_newer_way_is_opened_and_so_is_a_tar(kind: str, suffix: str) -> None:
    out = io.BytesIO()
    with libarchive.custom_writer(out.write, "raw", kind) as archive:
        archive.add_file_from_memory("x", 4, b"text")
    assert shown(unpack(out.getvalue(), f"附件2.txt.{suffix}")) == {"附件2.txt": b"text"}
    out = io.BytesIO()
    with libarchive.custom_writer(out.write, "pax", kind) as archive:
        archive.add_file_from_memory("b.txt", 1, b"b")
    assert shown(unpack(out.getvalue(), f"a.tar.{suffix}")) == {"a.tar!/b.txt": b"b"}
