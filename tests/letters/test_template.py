import io
import zipfile
from dataclasses import replace

import docx
import pytest

from formaudit.errors import UsageError
from formaudit.extract.door import extract_bytes
from formaudit.letters.letter import Kind
from formaudit.letters.template import fields, fill_template, template_bytes
from tests.letters.made import letter

pytest.importorskip("docxtpl")


def template(*lines: str) -> bytes:
    book = docx.Document()
    for line in lines:
        book.add_paragraph(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("kind", list(Kind))
def test_the_template_that_is_handed_out_prints_every_fact(kind: Kind) -> None:
    made = letter("quickstart", kind)
    document = extract_bytes(fill_template(template_bytes(kind, "zh"), made, "t.docx"), "letter.docx")
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert made.unit in text
    for item in made.items:
        for fact in item.facts:
            assert fact in text


def test_text_of_a_submission_is_never_run() -> None:
    made = letter("quickstart", Kind.INQUIRY)
    hostile = replace(made, unit="{{ 7 * 7 }} <w:br/> & {% for x in y %}")
    document = extract_bytes(fill_template(template("{{ unit }}"), hostile, "t.docx"), "letter.docx")
    assert document.paragraphs[0].text == "{{ 7 * 7 }} <w:br/> & {% for x in y %}"


@pytest.mark.parametrize(
    "content",
    [
        template("{{ nothing }}"),
        template("{{ unit"),
        template("{% for x in items %}"),
        template("{{ unit.__class__.__mro__[1].__subclasses__() }}"),
        b"no docx",
        b"",
    ],
)
def test_a_template_that_cannot_be_used_is_one_error(content: bytes) -> None:
    with pytest.raises(UsageError, match="letter-template"):
        fill_template(content, letter("quickstart", Kind.INQUIRY), "t.docx")


def test_a_zip_without_a_document_is_no_template() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("x", "y")
    with pytest.raises(UsageError, match="letter-template"):
        fill_template(out.getvalue(), letter("quickstart", Kind.INQUIRY), "t.docx")


def test_the_fields_are_plain_values() -> None:
    made = fields(letter("quickstart", Kind.RECTIFICATION))
    assert made["title"] == "关于2023年度绩效自评材料问题整改的通知"
    assert made["items"][0]["figures"][0].keys() == {"label", "printed", "place"}
