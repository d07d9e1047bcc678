"""Formats are told by bytes."""

import io
import struct
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formaudit.extract.sniff import sniff
from tests.drawing import docx_of
from tests.material import MATERIAL, needs_material


def _zip(**entries: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/").replace("_TYPES_", "[Content_Types].xml"), content)
    return buffer.getvalue()


def _ole(*names: str) -> bytes:
    """A compound file whose directory holds these names: header, one sector of allocation table, one of directory."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<I", header, 48, 1)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    directory = bytearray(512)
    for index, name in enumerate(names):
        raw = name.encode("utf-16-le") + b"\0\0"
        directory[index * 128 : index * 128 + len(raw)] = raw
        struct.pack_into("<H", directory, index * 128 + 64, len(raw))
    return bytes(header) + table + bytes(directory)


def _tar() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        archive.addfile(tarfile.TarInfo("a.txt"))
    return buffer.getvalue()


def _manifest(kind: str, more: str = "") -> str:
    said = f"application/vnd.oasis.opendocument.{kind}"
    return f'<manifest:manifest><manifest:file-entry manifest:full-path="/" manifest:media-type="{said}"/>{more}'


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"%PDF-1.7\n...", "pdf"),
        (b"junk before\n%PDF-1.4", "pdf"),
        (b"{\\rtf1\\ansi", "rtf"),
        (b"\xef\xbb\xbf{\\rtf1", "rtf"),
        (b"Rar!\x1a\x07\x01\x00", "rar"),
        (b"7z\xbc\xaf\x27\x1c\x00", "7z"),
        (b"\x1f\x8b\x08", "gz"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"\xff\xd8\xff\xe0", "image"),
        (b"II*\x00\x08", "image"),
        (b"<!DOCTYPE html><html></html>", "html"),
        ("<html><body><table>".encode("utf-16"), "html"),
        (b"\n  <table border=1><tr>", "html"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x", "mhtml"),
        (
            b'<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml">',
            "wordml",
        ),
        (b'<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">', "wordml"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "sheetml"),
        ("附件1\n2023年度自评清单\n".encode(), "txt"),
        ("附件1\n2023年度自评清单\n".encode("gb18030"), "txt"),
        ("项目,预算,执行\n三公,1,2\n公用,3,4\n".encode(), "csv"),
        ("今年，很好。\n明年，更好。\n".encode(), "txt"),
        (bytes(range(256)) * 4, "unknown"),
        (_zip(**{"a.txt": "x"}), "zip"),
        (_zip(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "ods"),
        (_zip(**{"OFD.xml": "<ofd/>"}), "ofd"),
        (_zip(**{"META-INF/manifest.xml": _manifest("text"), "content.xml": "x"}), "odt"),
        (_zip(**{"META-INF/manifest.xml": _manifest("spreadsheet"), "content.xml": "x"}), "ods"),
        (_zip(**{"META-INF/manifest.xml": _manifest("text", "<manifest:encryption-data/>")}), "encrypted-office"),
        (_zip(**{"Index/Document.iwa": "x", "preview.jpg": "x"}), "iwork"),
        (_zip(_TYPES_="application/vnd.ms-package.xps-fixeddocumentsequence+xml"), "xps"),
        (b"\xef\xbb\xbf\r\n" + _zip(**{"OFD.xml": "<ofd/>"}), "ofd"),
        (b"\n\n" + _ole("Root Entry", "Workbook"), "xls"),
        (b"\n\n\x89PNG\r\n\x1a\n", "image"),
        (b"\n\n PK is what the packer writes first.", "txt"),
        (_zip(**{"word/document.xml": "x"}), "docx"),
        (_zip(**{"word/document1.docx": "x"}), "zip"),
        (bytes(3000), "empty"),
        (b"%TSD-Header-###%" + bytes(range(256)), "encrypted-office"),
        (b"b\x14#eE-SafeNet\0\0\0LOCK" + bytes(range(256)), "encrypted-office"),
        (b"E-SafeNet is the name of a program.\n", "txt"),
        ("项目\t金额\n".encode("utf-32"), "txt"),
        (_zip(_TYPES_="spreadsheetml.sheet.main+xml", xl__workbook="x"), "xlsx"),
        (_zip(_TYPES_="nothing known", word__document="x"), "docx"),
        (_ole("Root Entry", "WordDocument"), "doc"),
        (_ole("Root Entry", "worddocument"), "doc"),
        (_ole("Root Entry", "Workbook"), "xls"),
        (_ole("Root Entry", "Book"), "xls"),
        (_ole("Root Entry", "EncryptionInfo", "EncryptedPackage"), "encrypted-office"),
        (_ole("Root Entry", "PowerPoint Document"), "ppt"),
        (_tar(), "tar"),
    ],
)
def test_bytes_name_their_format(data: bytes, kind: str) -> None:
    assert sniff(data) == kind


def test_a_docx_is_told_from_a_plain_zip() -> None:
    assert sniff(docx_of("文字")) == "docx"


def test_a_cut_docx_is_still_named_docx() -> None:
    whole = docx_of("文字" * 100)
    assert sniff(whole[: len(whole) * 2 // 3]) == "docx"


@given(st.binary(max_size=600))
def test_no_bytes_make_it_fail(data: bytes) -> None:
    assert sniff(data)


@pytest.mark.parametrize("head", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<?xml ", b"\xff\xfe", b"%PDF-"])
@given(tail=st.binary(max_size=1200))
def test_no_bytes_after_a_known_beginning_make_it_fail(head: bytes, tail: bytes) -> None:
    assert sniff(head + tail)


@needs_material
@pytest.mark.parametrize(
    ("folder", "pattern", "kind"),
    [
        ("forms/docx", "*.docx", "docx"),
        ("forms/doc", "*.doc", "doc"),
        ("forms/pdf", "*.pdf", "pdf"),
        ("submission", "*.txt", "txt"),
    ],
)
def test_files_of_the_material_are_named_rightly(folder: str, pattern: str, kind: str) -> None:
    files = sorted(Path(MATERIAL, folder).glob(pattern))
    assert files
    assert {sniff(file.read_bytes()) for file in files} == {kind}


@needs_material
def test_hostile_files_only_get_a_name() -> None:
    for file in sorted(Path(MATERIAL, "robust").rglob("*.*")):
        assert sniff(file.read_bytes()), file.name


def _with_storage(outer: str, inner: str) -> bytes:
    """A compound file with a stream at the top, and a storage that holds another."""
    data = bytearray(_ole("Root Entry", outer, "MBD01", inner))
    start, none = 1024, 0xFFFFFFFF
    for index, (left, right, child) in enumerate(
        ((none, none, 1), (none, 2, none), (none, none, 3), (none, none, none))
    ):
        struct.pack_into("<III", data, start + index * 128 + 68, left, right, child)
    return bytes(data)


@pytest.mark.parametrize(
    ("outer", "kind"), [("Workbook", "xls"), ("WordDocument", "doc"), ("PowerPoint Document", "ppt")]
)
@pytest.mark.parametrize("inner", ["WordDocument", "Workbook", "EncryptedPackage"])
def test_an_embedded_file_does_not_name_the_one_it_stands_in(outer: str, kind: str, inner: str) -> None:
    assert sniff(_with_storage(outer, inner)) == kind


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (
            b"From: <Saved by Blink>\r\nSubject: a\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n",
            "mhtml",
        ),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n", "mhtml"),
        (b"Subject: a\r\nContent-Type: multipart/mixed; boundary=x\r\n", "txt"),
        (b'<?xml version="1.0"?><office:document office:mimetype="application/vnd.oasis.opendocument.text">', "fodt"),
        (
            b'<?xml version="1.0"?><uof:UOF xmlns:uof="http://schemas.uof.org/cn/2003/uof" uof:mimetype="vnd.uof.text">',
            "uot",
        ),
    ],
)
def test_kin_of_office_files_are_told_by_their_heads(head: bytes, kind: str) -> None:
    assert sniff(head + b"\r\n\r\n") == kind
