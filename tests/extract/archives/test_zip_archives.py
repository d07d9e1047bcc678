"""ZIP: names in every encoding, damage, passwords, limits; good members survive it all."""

import io
import struct
import zipfile
import zlib

import pytest

from formaudit.extract.archives.entry import Limits, Unpacked
from formaudit.extract.archives.unpack import unpack
from formaudit.model.document import Warn
from tests.extract.archives.making import raw_zip, zipped

TEXT = "岳阳楼区某单位自评报告".encode() * 50


def names(unpacked: Unpacked) -> list[str]:
    return [member.name for member in unpacked.members]


def errors(unpacked: Unpacked) -> list[tuple[str, str]]:
    return [(error.code, error.file) for error in unpacked.errors]


def test_members_come_in_order_with_their_folders() -> None:
    got = unpack(zipped({"甲单位/附件1.txt": b"1", "甲单位/附件2.txt": b"22"}), "甲.zip")
    assert [(member.name, member.data) for member in got.members] == [
        ("甲单位/附件1.txt", b"1"),
        ("甲单位/附件2.txt", b"22"),
    ]
    assert got.errors == ()
    assert got.warnings == ()


@pytest.mark.parametrize(
    ("raw", "flags", "shown"),
    [
        ("附件3.docx".encode("gbk"), 0, "附件3.docx"),
        ("附件3.docx".encode(), 0, "附件3.docx"),
        ("附件3.docx".encode(), 0x800, "附件3.docx"),
        ("自评\\附件3.docx".encode("gbk"), 0, "自评/附件3.docx"),
        (b"plain.docx", 0, "plain.docx"),
    ],
)
def test_a_name_is_read_whatever_its_packer_wrote(raw: bytes, flags: int, shown: str) -> None:
    assert names(unpack(raw_zip([(raw, TEXT)], flags=flags), "a.zip")) == [shown]


def test_the_unicode_field_of_a_packer_wins_over_the_bytes() -> None:
    raw = b"fujian3.txt"
    content = b"\x01" + zlib.crc32(raw).to_bytes(4, "little") + "附件3.txt".encode()
    extra = struct.pack("<HH", 0x7075, len(content)) + content
    assert names(unpack(raw_zip([(raw, TEXT)], extra=extra), "a.zip")) == ["附件3.txt"]


@pytest.mark.parametrize(
    ("evil", "shown", "warned"),
    [
        (b"../../etc/passwd", "etc/passwd", True),
        (b"/etc/passwd", "etc/passwd", True),
        (b"C:\\Windows\\system.ini", "Windows/system.ini", False),
        (b"a/./b//c.txt", "a/b/c.txt", False),
        (b"..", "_", True),
        (b"\0hidden.txt", "_hidden.txt", False),
        (b"a\x1b[31m.txt", "a_[31m.txt", False),
    ],
)
def test_a_name_never_leads_out_of_the_archive(evil: bytes, shown: str, warned: bool) -> None:
    got = unpack(raw_zip([(evil, TEXT)]), "a.zip")
    assert names(got) == [shown]
    assert got.warnings == ((Warn(code="unsafe-name", detail=f"a.zip!/{shown}"),) if warned else ())


def test_members_of_one_name_are_kept_apart() -> None:
    got = unpack(raw_zip([(b"a.txt", b"1"), (b"a.txt", b"2"), (b"a (2).txt", b"3"), (b"./a.txt", b"4")]), "a.zip")
    assert [(member.name, member.data) for member in got.members] == [
        ("a.txt", b"1"),
        ("a (2).txt", b"2"),
        ("a (2) (2).txt", b"3"),
        ("a (3).txt", b"4"),
    ]


def test_what_programs_leave_behind_is_skipped_without_a_word() -> None:
    junk = ["__MACOSX/._a.txt", ".DS_Store", "x/Thumbs.db", "~$附件1.docx", "desktop.ini", "x/._b.docx"]
    got = unpack(zipped({**dict.fromkeys(junk, b"junk"), "x/a.txt": b"a"}), "a.zip")
    assert names(got) == ["x/a.txt"]
    assert (got.errors, got.warnings) == ((), ())


def test_a_link_is_left_out_and_named() -> None:
    got = unpack(raw_zip([(b"link", b"/etc/passwd")], system=3, attributes=0o120777 << 16), "a.zip")
    assert got.members == ()
    assert got.warnings == (Warn(code="link-ignored", detail="a.zip!/link"),)


def test_an_archive_in_an_archive_is_opened_too() -> None:
    inner = zipped({"附件1.txt": b"1"})
    got = unpack(zipped({"甲/内.zip": inner, "说明.txt": b"s"}), "外.zip")
    assert names(got) == ["甲/内.zip!/附件1.txt", "说明.txt"]


def test_an_office_document_is_no_archive() -> None:
    docx = zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<x/>"})
    ods = zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"})
    assert names(unpack(zipped({"a.docx": docx, "b.ods": ods}), "a.zip")) == ["a.docx", "b.ods"]
    assert errors(unpack(docx, "a.docx")) == [("unsupported", "a.docx")]


def test_a_truncated_document_stays_a_document() -> None:
    docx = zipped({"[Content_Types].xml": TEXT, "word/document.xml": TEXT})[:-40]
    got = unpack(zipped({"a.docx": docx}), "a.zip")
    assert names(got) == ["a.docx"]


@pytest.mark.parametrize("described", [False, True])
def test_a_truncated_archive_gives_its_whole_members_and_is_named_damaged(described: bool) -> None:
    whole = raw_zip([(b"1.txt", TEXT), (b"2.txt", TEXT[::-1]), (b"3.txt", TEXT * 3)], described=described)
    cut = whole[: whole.index(b"3.txt") + 20]
    got = unpack(cut, "a.zip")
    assert [(member.name, member.data) for member in got.members] == [("1.txt", TEXT), ("2.txt", TEXT[::-1])]
    assert errors(got) == [("damaged", "a.zip!/3.txt"), ("damaged", "a.zip")]


def test_a_member_with_a_wrong_checksum_is_named_and_the_others_are_kept() -> None:
    data = bytearray(zipped({"1.txt": TEXT, "2.txt": TEXT}, zipfile.ZIP_STORED))
    data[data.index(TEXT) + 7] ^= 1
    got = unpack(bytes(data), "a.zip")
    assert names(got) == ["2.txt"]
    assert errors(got) == [("damaged", "a.zip!/1.txt")]


def test_a_salvaged_member_with_a_wrong_checksum_is_never_passed_on() -> None:
    data = bytearray(zipped({"1.txt": TEXT, "2.txt": TEXT}, zipfile.ZIP_STORED))
    data[data.index(TEXT) + 7] ^= 1
    got = unpack(bytes(data[:-30]), "a.zip")
    assert names(got) == ["2.txt"]
    assert errors(got) == [("damaged", "a.zip!/1.txt"), ("damaged", "a.zip")]


@pytest.mark.parametrize("described", [False, True])
def test_a_salvaged_packed_member_with_a_wrong_checksum_is_never_passed_on(described: bool) -> None:
    data = bytearray(raw_zip([(b"1.txt", TEXT), (b"2.txt", TEXT)], described=described))
    at = data.index(b"PK\x07\x08") + 4 if described else data.index(b"PK\x03\x04") + 14
    data[at] ^= 1
    got = unpack(bytes(data[: data.index(b"PK\x01\x02") + 20]), "a.zip")
    assert names(got) == ["2.txt"]
    assert errors(got) == [("damaged", "a.zip!/1.txt"), ("damaged", "a.zip")]


def test_a_password_is_named_once_for_its_archive_with_the_names_it_hides() -> None:
    inner = raw_zip([(f"{number}.txt".encode(), TEXT) for number in range(5)], flags=1)
    got = unpack(zipped({"内.zip": inner, "b.txt": b"b"}), "外.zip")
    assert names(got) == ["b.txt"]
    assert errors(got) == [("encrypted", "外.zip!/内.zip")]
    assert got.errors[0].detail == "0.txt、1.txt、2.txt … (5)"


def test_a_volume_says_that_the_others_are_missing() -> None:
    whole = zipped({"1.txt": TEXT})
    end = whole.rindex(b"PK\x05\x06")
    last_volume = whole[: end + 4] + struct.pack("<HH", 2, 2) + whole[end + 8 :]
    got = unpack(last_volume, "a.zip")
    assert names(got) == ["1.txt"]
    assert errors(got) == [("multi-volume", "a.zip")]
    assert errors(unpack(b"PK\x07\x08" + whole[:60], "a.z01"))[-1] == ("multi-volume", "a.z01")


def test_an_unknown_packing_method_is_named() -> None:
    data = bytearray(zipped({"1.txt": TEXT}))
    for mark, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        data[data.index(mark) + offset] = 97
    assert errors(unpack(bytes(data), "a.zip")) == [("unsupported", "a.zip!/1.txt")]


def test_a_bomb_is_refused_before_it_is_unpacked_and_its_neighbours_are_kept() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", TEXT)
        with archive.open("bomb.txt", "w", force_zip64=True) as stream:
            for _ in range(1024):
                stream.write(bytes(1 << 20))
        archive.writestr("b.txt", TEXT)
    got = unpack(buffer.getvalue(), "a.zip")
    assert names(got) == ["a.txt", "b.txt"]
    assert errors(got) == [("too-large", "a.zip!/bomb.txt")]


def test_a_bomb_that_lies_about_its_size_is_stopped_while_it_is_unpacked() -> None:
    honest = zipped({"bomb.txt": bytes(4 << 20)})
    lying = honest.replace((4 << 20).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert errors(unpack(lying, "a.zip")) == [("damaged", "a.zip!/bomb.txt")]
    assert errors(unpack(lying[:-22], "a.zip")) == [("too-large", "a.zip!/bomb.txt"), ("damaged", "a.zip")]


def test_an_archive_that_holds_ever_more_archives_is_stopped_by_depth() -> None:
    data = TEXT
    for level in range(6):
        data = zipped({f"{level}.zip" if level else "a.txt": data, "note.txt": b"n"})
    got = unpack(data, "a.zip")
    assert errors(got) == [("too-large", "a.zip!/5.zip!/4.zip!/3.zip")]
    assert len(got.members) == 3


@pytest.mark.parametrize(
    ("limits", "kept", "at", "detail"),
    [
        (Limits(members=2), 2, "a.zip", "members > 2"),
        (Limits(total_bytes=2 * len(TEXT)), 2, "a.zip!/2.txt", f"total > {2 * len(TEXT)} B"),
        (Limits(depth=0), 0, "a.zip", "depth > 0"),
    ],
)
def test_a_limit_on_the_whole_stops_and_keeps_what_was_before(limits: Limits, kept: int, at: str, detail: str) -> None:
    got = unpack(zipped({f"{number}.txt": TEXT for number in range(9)}), "a.zip", limits)
    assert len(got.members) == kept
    assert [(error.code, error.file, error.detail) for error in got.errors] == [("too-large", at, detail)]


def test_a_limit_on_one_member_leaves_the_others() -> None:
    got = unpack(zipped({"1.txt": b"1", "2.txt": TEXT, "3.txt": b"3"}), "a.zip", Limits(member_bytes=100))
    assert names(got) == ["1.txt", "3.txt"]
    assert errors(got) == [("too-large", "a.zip!/2.txt")]


def test_a_total_reached_inside_an_inner_archive_ends_the_outer_one_too() -> None:
    inner = zipped({"1.txt": TEXT, "2.txt": TEXT})
    got = unpack(zipped({"in.zip": inner, "3.txt": b"3"}), "a.zip", Limits(total_bytes=len(inner) + len(TEXT)))
    assert names(got) == ["in.zip!/1.txt"]
    assert errors(got) == [("too-large", "a.zip!/in.zip!/2.txt")]


def test_a_directory_longer_than_any_real_one_is_not_loaded() -> None:
    entry = zipped({"a.txt": b"a"})
    start, end = entry.index(b"PK\x01\x02"), entry.index(b"PK\x05\x06")
    many = entry[:start] + entry[start:end] * 210_000
    tail = entry[end : end + 8] + struct.pack("<HHLLH", 0xFFFF, 0xFFFF, len(many) - start, start, 0)
    got = unpack(many + tail, "a.zip")
    assert names(got) == ["a.txt"]
    assert errors(got) == [("damaged", "a.zip")]
