"""Mails are archives: what is attached is read, the lines that go with it are not taken for a form."""

import email.policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from formaudit.extract.archives.entry import Unpacked
from formaudit.extract.archives.kinds import archive_kind
from formaudit.extract.archives.unpack import unpack
from formaudit.intake.gather import gather
from tests.material import MATERIAL, needs_material

FORM = b"PK-not-really" * 10


def mail(*attached: tuple[str, bytes], text: str = "附件为自评材料，请查收。", page: str = "") -> EmailMessage:
    message = EmailMessage(policy=email.policy.SMTP)
    message["From"], message["To"], message["Subject"] = "a@example.invalid", "b@example.invalid", "自评材料"
    message.set_content(text)
    if page:
        message.add_alternative(page, subtype="html")
    for name, content in attached:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message


def shown(unpacked: Unpacked) -> dict[str, bytes]:
    assert unpacked.errors == ()
    return {member.name: member.data for member in unpacked.members}


def test_attached_files_are_members_and_a_covering_line_is_none() -> None:
    data = bytes(mail(("附件4 项目自评表.docx", FORM), ("b.xlsx", b"2")))
    assert archive_kind(data) == "eml"
    assert shown(unpack(data, "a.eml")) == {"附件4 项目自评表.docx": FORM, "b.xlsx": b"2"}


def test_a_table_in_the_text_is_a_member() -> None:
    page = "<table><tr><td>年度资金总额</td><td>12.5</td></tr></table>"
    (name, content), *_ = shown(unpack(bytes(mail(page=page)), "a.eml")).items()
    assert name == "邮件正文.html"
    assert "12.5" in content.decode()


@pytest.mark.parametrize(
    "field",
    [
        b'Content-Disposition: attachment; filename="=?gb2312?B?uL28/jQuZG9jeA==?="',
        b"Content-Disposition: attachment; filename*=utf-8''%E9%99%84%E4%BB%B64.docx",
        b'Content-Disposition: attachment; filename="' + "附件4.docx".encode("gbk") + b'"',
        b'Content-Type: application/octet-stream; name="=?utf-8?B?6ZmE5Lu2NC5kb2N4?="',
    ],
    ids=["encoded word", "extended parameter", "raw bytes", "name of the type"],
)
def test_names_are_read_however_they_are_written(field: bytes) -> None:
    head = b"From: a@example.invalid\r\nTo: b@example.invalid\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
    body = b"Content-Type: multipart/mixed; boundary=Z\r\n\r\n--Z\r\n" + field + b"\r\n\r\nhello\r\n--Z--\r\n"
    assert shown(unpack(head + body, "a.eml")) == {"附件4.docx": b"hello"}


def test_a_mail_within_a_mail_is_opened() -> None:
    outer = mail()
    outer.add_attachment(mail(("里面.docx", FORM)))
    (name, content), *_ = shown(unpack(bytes(outer), "a.eml")).items()
    assert name.endswith("!/里面.docx")
    assert content == FORM


def test_a_saved_page_and_plain_text_are_no_mails() -> None:
    page = b"From: <Saved by Blink>\r\nSubject: x\r\nDate: y\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;"
    assert archive_kind(page + b" boundary=B\r\n\r\n--B\r\nContent-Type: text/html\r\n\r\n<p>\r\n--B--") == ""
    assert archive_kind("单位: 某局\n年度: 2023\n资金: 12\n\n说明".encode()) == ""


@needs_material
@pytest.mark.parametrize("name", ["mail.eml", "mail_gbk.eml"])
def test_mails_of_other_programs_give_their_submission(name: str) -> None:
    path = MATERIAL / "formats" / "other" / name
    gathered = gather([path])
    assert [len(each.forms) for each in gathered.submissions] == [6]
    assert gathered.errors == ()


@needs_material
def test_a_message_of_outlook_gives_what_is_attached() -> None:
    path: Path = MATERIAL / "formats" / "third_party" / "tika_testMSG_att_doc.msg"
    names = {member.name for member in unpack(path.read_bytes(), path.name).members}
    assert {"test-unicode.doc", "pj1.txt"} <= names
