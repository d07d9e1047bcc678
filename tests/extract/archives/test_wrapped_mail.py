"""What mail programs wrap attachments in: Outlook's winmail.dat, uuencoded text, envelopes that a key opens."""

import binascii
import struct

import pytest

from formaudit.extract.archives.kinds import archive_kind
from formaudit.extract.archives.unpack import unpack
from formaudit.extract.archives.uuencoded import taken_out
from tests.extract.archives.test_mail import mail, shown

FORM = b"PK-not-really" * 10


def attribute(level: int, identity: int, body: bytes) -> bytes:
    return struct.pack("<BII", level, identity, len(body)) + body + struct.pack("<H", sum(body) & 0xFFFF)


def attached(title: str, body: bytes, long_name: str = "") -> bytes:
    found = attribute(2, 0x00069002, bytes(14)) + attribute(2, 0x00018010, title.encode("gbk") + b"\0")
    if long_name:
        name = (long_name + "\0").encode("utf-16-le")
        flag = struct.pack("<HHI", 0x0003, 0x3705, 1)  # a number stands before the name
        many = struct.pack("<HHII", 0x001F, 0x3707, 1, len(name)) + name + bytes(-len(name) % 4)
        named = struct.pack("<HH", 0x0003, 0x8001) + bytes(16) + struct.pack("<III", 0, 7, 9)
        found += attribute(2, 0x00069005, struct.pack("<I", 3) + flag + named + many)
    return found + attribute(2, 0x0006800F, body)


def wrapped(*parts: bytes) -> bytes:
    head = struct.pack("<IH", 0x223E9F78, 1) + attribute(1, 0x00089006, struct.pack("<I", 0x10000))
    return head + attribute(1, 0x00069007, struct.pack("<II", 936, 0)) + b"".join(parts)


def test_attachments_in_a_winmail_dat_are_members_under_their_long_names() -> None:
    data = wrapped(attached("附件3~1.DOC", FORM, "附件3 自评表.docx"), attached("b.xls", b"2"))
    assert archive_kind(data) == "tnef"
    assert shown(unpack(data, "winmail.dat")) == {"附件3 自评表.docx": FORM, "b.xls": b"2"}
    inside = shown(unpack(bytes(mail(("winmail.dat", data))), "a.eml"))
    assert inside == {"winmail.dat!/附件3 自评表.docx": FORM, "winmail.dat!/b.xls": b"2"}


def test_a_cut_winmail_dat_gives_what_is_whole_and_says_that_it_is_cut() -> None:
    data = wrapped(attached("a.doc", FORM), attached("b.doc", FORM))[:-40]
    found = unpack(data, "winmail.dat")
    assert [member.name for member in found.members] == ["a.doc"]
    assert "damaged" in {error.code for error in found.errors}


@pytest.mark.parametrize("at", range(4, 400, 7))
def test_no_break_in_a_winmail_dat_makes_it_fail(at: int) -> None:
    data = bytearray(wrapped(attached("a.doc", FORM, "长名.doc")))
    data[at % len(data)] ^= 0xFF
    unpack(bytes(data), "winmail.dat")


def uuencoded(name: str, content: bytes, end: str = "\r\n") -> str:
    lines = [binascii.b2a_uu(content[at : at + 45]).decode().rstrip("\n") for at in range(0, len(content), 45)]
    return end.join([f"begin 644 {name}", *lines, "`", "end", ""])


def test_files_written_into_the_text_of_a_mail_are_members() -> None:
    head = "From: a@example.invalid\r\nTo: b@example.invalid\r\nSubject: x\r\n\r\n"
    data = f"{head}see below\r\n\r\n{uuencoded('a.docx', FORM)}\r\n{uuencoded('b.xls', b'22')}".encode()
    assert shown(unpack(data, "a.eml")) == {"a.docx": FORM, "b.xls": b"22"}


def test_a_sentence_that_begins_with_begin_stays_a_sentence() -> None:
    text = b"begin 644 people went to the training\nbudget 12.5\nend\n"
    assert taken_out(text) == (text, [])
    rest, files = taken_out(b"before\n" + uuencoded("a.txt", b"1234", "\n").encode() + b"after\n")
    assert (rest, files) == (b"before\nafter\n", [("a.txt", b"1234")])


@pytest.mark.parametrize(
    ("said", "code"),
    [("; smime-type=enveloped-data", "encrypted"), ("", "encrypted"), ("; smime-type=signed-data", "unsupported")],
)
def test_an_envelope_is_called_what_it_is(said: str, code: str) -> None:
    head = f'From: a@example.invalid\nSubject: x\nMIME-Version: 1.0\nContent-Type: application/pkcs7-mime{said}; name="s.p7m"'
    found = unpack(f"{head}\nContent-Transfer-Encoding: base64\n\nMIIB\n".encode(), "a.eml")
    assert ([error.code for error in found.errors], found.members) == ([code], ())


def test_a_folder_of_mails_gives_what_is_attached_to_each() -> None:
    letters = [bytes(mail((f"{number}.docx", FORM), text="请查收。")) for number in (1, 2)]
    data = b"".join(b"From a@example.invalid Mon Mar  4 10:00:00 2024\n" + each + b"\n" for each in letters)
    assert archive_kind(data) == "mbox"
    assert shown(unpack(data, "收件箱")) == {"1.eml!/1.docx": FORM, "2.eml!/2.docx": FORM}


def test_a_text_that_begins_with_from_is_no_folder_of_mails() -> None:
    assert archive_kind(b"From 9:00 to 10:30 the hall is closed.\nSubject: opening hours\n") == ""
