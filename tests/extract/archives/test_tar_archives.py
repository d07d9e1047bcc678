"""TAR and single compressed files: as streams, under limits, with damage told."""

import bz2
import gzip
import io
import lzma
import tarfile
from collections.abc import Callable

import pytest

from formaudit.extract.archives.entry import Limits, Unpacked
from formaudit.extract.archives.unpack import unpack
from formaudit.model.document import Warn
from tests.extract.archives.making import tarred, zipped

FILES = {"甲单位/附件1.txt": b"1" * 700, "附件2.txt": b"22", "空.txt": b""}


def shown(unpacked: Unpacked) -> list[tuple[str, bytes]]:
    return [(member.name, member.data) for member in unpacked.members]


def errors(unpacked: Unpacked) -> list[tuple[str, str]]:
    return [(error.code, error.file) for error in unpacked.errors]


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
@pytest.mark.parametrize("form", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT])
def test_a_tar_gives_its_files_however_it_is_compressed(mode: str, form: int) -> None:
    got = unpack(tarred(FILES, mode, form), "a.tar")
    assert shown(got) == list(FILES.items())
    assert (got.errors, got.warnings) == ((), ())


def test_a_name_in_gbk_is_read() -> None:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.GNU_FORMAT, encoding="gbk") as archive:
        archive.addfile(tarfile.TarInfo("附件3.txt"))
    assert shown(unpack(buffer.getvalue(), "a.tar")) == [("附件3.txt", b"")]


def test_links_and_devices_are_left_out_and_named() -> None:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for number, kind in enumerate((tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE)):
            info = tarfile.TarInfo(f"{number}")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        archive.addfile(tarfile.TarInfo("../a.txt"))
    got = unpack(buffer.getvalue(), "a.tar")
    assert shown(got) == [("a.txt", b"")]
    assert got.warnings == (
        *(Warn(code="link-ignored", detail=f"a.tar!/{number}") for number in range(4)),
        Warn(code="unsafe-name", detail="a.tar!/a.txt"),
    )


@pytest.mark.parametrize(("pack", "suffix"), [(gzip.compress, "gz"), (bz2.compress, "bz2"), (lzma.compress, "xz")])
def test_a_single_compressed_file_is_named_after_its_archive(pack: Callable[[bytes], bytes], suffix: str) -> None:
    assert shown(unpack(pack(b"text"), f"dir/附件1.txt.{suffix}")) == [("附件1.txt", b"text")]
    assert shown(unpack(zipped({"x/b.txt.gz": gzip.compress(b"t")}), "a.zip")) == [("x/b.txt.gz!/b.txt", b"t")]


@pytest.mark.parametrize("mode", ["w", "w:gz"])
def test_a_truncated_tar_gives_what_came_before(mode: str) -> None:
    rare = bytes((number * number >> 3) % 251 for number in range(200_000))
    data = tarred({"1.txt": b"1", "2.txt": rare}, mode)
    got = unpack(data[: len(data) * 2 // 3], "a.tar")
    assert shown(got) == [("1.txt", b"1")]
    assert set(errors(got)) == {("damaged", "a.tar!/2.txt"), ("damaged", "a.tar")}


def test_a_broken_header_is_not_taken_for_the_end() -> None:
    data = bytearray(tarred({"1.txt": b"1", "2.txt": b"2", "3.txt": b"3"}))
    data[1024 + 148] ^= 0x15
    got = unpack(bytes(data), "a.tar")
    assert shown(got) == [("1.txt", b"1")]
    assert errors(got) == [("damaged", "a.tar")]


def test_a_tar_that_ends_without_its_end_mark_is_damaged() -> None:
    data = tarred({"1.txt": b"1", "2.txt": b"2"})
    got = unpack(data[:1024], "a.tar")
    assert shown(got) == [("1.txt", b"1")]
    assert errors(got) == [("damaged", "a.tar")]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_bomb_in_one_layer_is_stopped(pack: Callable[[bytes], bytes]) -> None:
    assert [error.code for error in unpack(pack(bytes(8 << 20)), "a.gz").errors] == ["too-large"]


def test_a_bomb_of_a_tar_is_stopped_by_the_stream() -> None:
    bomb = tarred({"zeros": bytes(32 << 20)}, "w:gz")
    assert len(bomb) < 64_000
    got = unpack(bomb, "a.tar.gz")
    assert got.members == ()
    assert {error.code for error in got.errors} == {"too-large"}


def test_a_hole_that_claims_to_be_huge_is_refused() -> None:
    info = tarfile.TarInfo("hole")
    info.size = 1 << 40
    got = unpack(info.tobuf(tarfile.GNU_FORMAT) + bytes(2048), "a.tar")
    assert errors(got)[0] == ("too-large", "a.tar!/hole")


def test_a_header_that_points_backwards_makes_no_loop() -> None:
    info = tarfile.TarInfo("back")
    info.size = -1024
    got = unpack(info.tobuf(tarfile.GNU_FORMAT) + bytes(4096), "a.tar")
    assert len(got.members) <= 1


def test_an_endless_chain_of_extended_headers_is_damage() -> None:
    info = tarfile.TarInfo("chain")
    info.type = tarfile.XHDTYPE
    got = unpack(tarred({"1.txt": b"1"})[:1024] + info.tobuf(tarfile.GNU_FORMAT) * 5000 + bytes(1024), "a.tar")
    assert shown(got) == [("1.txt", b"1")]
    assert errors(got) == [("damaged", "a.tar")]


def test_a_size_beyond_all_measure_is_damage() -> None:
    info = tarfile.TarInfo("huge")
    info.size = 1 << 80
    assert {error.code for error in unpack(info.tobuf(tarfile.GNU_FORMAT) + bytes(2048), "a.tar").errors} <= {
        "damaged",
        "too-large",
    }


def test_the_limit_on_members_counts_links_as_well() -> None:
    data = tarred({f"{number}.txt": b"x" for number in range(20)})
    got = unpack(data, "a.tar", Limits(members=5))
    assert len(got.members) == 5
    assert errors(got) == [("too-large", "a.tar")]
