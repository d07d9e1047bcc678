"""Files that other files carry are read like members of an archive, a few levels deep."""

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

from corpora.generator.catalogue import CASES, case_files
from formaudit.extract.carried import carried_files
from formaudit.extract.door import carried, extract_bytes
from formaudit.intake.gather import gather
from tests.extract.archives.making import zipped
from tests.extract.pdf.paper import pdf, text


def forms() -> dict[str, bytes]:
    """The files of a clean submission, a form in each."""
    return case_files(next(case for case in CASES if case.name == "culture-weights-clean"))


def with_attachments(files: dict[str, bytes]) -> bytes:
    """A PDF with one page and files in its own list."""
    more: dict[int, str] = {}
    names = ""
    for number, (name, content) in enumerate(files.items()):
        stream, entry = 50 + 2 * number, 51 + 2 * number
        more[stream] = (
            f"<</Type/EmbeddedFile/Filter/ASCIIHexDecode/Length {2 * len(content) + 1}>>\nstream\n{content.hex()}>\nendstream"
        )
        told = ("\ufeff" + name).encode("utf-16-be").hex()
        more[entry] = f"<</Type/Filespec/F(a)/UF<{told}>/EF<</F {stream} 0 R>>>>"
        names += f"(f{number}) {entry} 0 R "
    return pdf(text(72, 100, "年度绩效自评材料"), catalog=f"/Names<</EmbeddedFiles<</Names[{names}]>>>>", more=more)


def a_word_file() -> bytes:
    return next(content for name, content in forms().items() if name.endswith(".docx"))


def embedding(files: dict[str, bytes]) -> bytes:
    """A Word file with other files in it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(a_word_file())) as plain, zipfile.ZipFile(buffer, "w") as archive:
        for name in plain.namelist():
            archive.writestr(name, plain.read(name))
        for name, content in files.items():
            archive.writestr(f"word/embeddings/{name}", content)
    return buffer.getvalue()


def test_the_forms_attached_to_a_pdf_are_audited(tmp_path: Path) -> None:
    (tmp_path / "材料.pdf").write_bytes(with_attachments(forms()))
    found = gather([tmp_path], isolated=False)
    assert found.errors == ()
    (submission,) = found.submissions
    whole = gather([written(tmp_path / "whole")], isolated=False).submissions[0]
    assert len(submission.projects) == len(whole.projects)
    assert len(submission.reports) == len(whole.reports)
    assert submission.unit == whole.unit


def written(folder: Path) -> Path:
    folder.mkdir()
    for name, content in forms().items():
        (folder / name).write_bytes(content)
    return folder


def test_what_cannot_be_read_stays_named(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(with_attachments({"附件2.exe": b"MZ\0\0" * 40}))
    found = gather([path], isolated=False)
    assert [error.code for error in found.errors] == ["no-form"]


def test_word_files_inside_word_files_are_found_and_workbooks_left_to_their_place() -> None:
    inner = carried_files(embedding({"a.docx": a_word_file(), "b.bin": b"\0\1\2"}), "docx")
    assert [member.name for member in inner] == ["a.docx"]


def test_no_more_files_are_opened_than_the_limit_allows() -> None:
    many = {f"{number}.txt": f"项目 {number}".encode() for number in range(60)}
    assert len(carried_files(with_attachments(many), "pdf")) == 50


def test_files_in_an_archive_or_a_mail_that_a_file_carries_are_read(tmp_path: Path) -> None:
    form = a_word_file()
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = "a@example.invalid", "b@example.invalid", "材料"
    letter.set_content("请查收。")
    letter.add_attachment(form, maintype="application", subtype="octet-stream", filename="附件4.docx")
    for name, held in (("材料.zip", zipped({"附件4.docx": form})), ("邮件.eml", bytes(letter))):
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(with_attachments({name: held}))
        found = gather([path], isolated=False)
        (one,) = found.submissions
        assert found.errors == ()
        assert f"{path.name}!/{name}!/附件4.docx" in {each.source.path for each in one.documents}
        path.unlink()


def test_an_archive_that_cannot_be_read_whole_stays_told(tmp_path: Path) -> None:
    data = zipped({"附件4.docx": a_word_file(), "内.zip": b"PK\x03\x04 broken"})
    path = tmp_path / "a.pdf"
    path.write_bytes(with_attachments({"材料.zip": data}))
    document = extract_bytes(path.read_bytes(), "a.pdf")
    assert carried(document, path.read_bytes()) == ()
    assert [warning.code for warning in document.warnings if warning.unread] == ["attachments-unread"]
