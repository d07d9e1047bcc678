import io
import re
import sys
import zipfile

import docx
import pytest
from msgspec.structs import replace

from formaudit.errors import UsageError
from formaudit.extract.door import extract_bytes
from formaudit.letters.dump import template_bytes
from formaudit.letters.fields import FIELDS, ITEM_FIELDS, fields
from formaudit.letters.letter import Kind
from formaudit.letters.template import fill_template
from formaudit.letters.write import letter_bytes, templated_bytes
from tests.letters.made import letter

docxtpl = pytest.importorskip("docxtpl", reason="the extra for templates is not installed")


def template(*lines: str) -> bytes:
    book = docx.Document()
    for line in lines:
        book.add_paragraph(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def texts(data: bytes) -> list[str]:
    document = extract_bytes(data, "letter.docx")
    every = [*(each.text for each in document.paragraphs), *(cell.text for table in document.tables for cell in table)]
    return [re.sub(r"\s", "", text) for text in every if text.strip()]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", list(Kind))
def test_a_template_as_handed_out_prints_what_our_own_letter_prints(kind: Kind, lang: str) -> None:
    made = letter("culture-other-funds", kind, lang)
    assert texts(templated_bytes(made, template_bytes(kind, lang), "t.docx")) == texts(letter_bytes(made))


def test_text_of_a_submission_is_never_run() -> None:
    made = letter("quickstart", Kind.INQUIRY)
    hostile = replace(made, unit="{{ 7 * 7 }} <w:br/> & {% for x in y %}")
    document = extract_bytes(fill_template(template("{{ unit }}"), hostile, "t.docx"), "letter.docx")
    assert document.paragraphs[0].text == "{{ 7 * 7 }} <w:br/> & {% for x in y %}"


@pytest.mark.parametrize(
    ("content", "detail"),
    [
        (template("函", "{{ nothing }}"), "第 2 段“{{ nothing }}”：没有字段 nothing；可用：title"),
        (template("{%p for item in items %}", "{{ item.colour }}", "{%p endfor %}"), "没有字段 colour；可用：number"),
        (template("函", "给 {{ unit"), "第 2 段“给 {{ unit”：写法有误"),
        (template("函", "{% for x in items %}"), "第 2 段“{% for x in items %}”：写法有误"),
        (template("{{ unit.__class__.__mro__[1].__subclasses__() }}"), "access to attribute"),
        (b"no docx", "不是 DOCX 文件"),
        (b"", "不是 DOCX 文件"),
    ],
)
def test_a_template_that_cannot_be_used_is_one_line_with_its_place(content: bytes, detail: str) -> None:
    with pytest.raises(UsageError, match="letter-template") as caught:
        fill_template(content, letter("quickstart", Kind.INQUIRY), "t.docx")
    assert detail in caught.value.detail
    assert "\n" not in caught.value.detail


def test_a_field_that_is_wrong_in_a_table_is_found_there() -> None:
    book = docx.Document()
    book.add_table(rows=1, cols=2).rows[0].cells[1].text = "{{ reply }}"
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(UsageError) as caught:
        fill_template(out.getvalue(), letter("quickstart", Kind.INQUIRY), "t.docx")
    assert caught.value.detail.startswith("表格中“{{ reply }}”：没有字段 reply")


def test_a_zip_without_a_document_is_no_template() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("x", "y")
    with pytest.raises(UsageError, match="letter-template"):
        fill_template(out.getvalue(), letter("quickstart", Kind.INQUIRY), "t.docx")


def test_a_template_may_not_leave_out_a_matter() -> None:
    made = letter("quickstart", Kind.INQUIRY)
    with pytest.raises(UsageError, match="letter-template-omits") as caught:
        templated_bytes(made, template("{{ unit }}", "{{ items[0].title }}"), "t.docx")
    assert caught.value.detail == f"1. {made.items[0].title}"


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docxtpl", None)
    with pytest.raises(UsageError, match="letter-extra"):
        fill_template(template("{{ unit }}"), letter("quickstart", Kind.INQUIRY), "t.docx")


def test_the_fields_are_those_that_an_error_names() -> None:
    for kind in Kind:
        made = fields(letter("quickstart", kind))
        assert tuple(made) == FIELDS
        assert {tuple(item) for name in ("items", "asked", "remarks") for item in made[name]} == {ITEM_FIELDS}
    assert fields(letter("quickstart", Kind.RECTIFICATION))["title"] == "关于2023年度绩效自评材料问题整改的通知"
