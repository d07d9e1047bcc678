import pytest

from formaudit.errors import InputError
from formaudit.extract.doc import read
from formaudit.model.document import Document, Source
from tests.extract.drawn import draw

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Word.Document"?>'
    '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"'
    ' xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint"'
    ' xmlns:aml="http://schemas.microsoft.com/aml/2001/core"><w:body><wx:sect>'
)
TAIL = "</wx:sect></w:body></w:wordDocument>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def opened(body: str) -> Document:
    return read((HEAD + body + TAIL).encode(), Source(path="a.doc", sha256="", format="wordml"))


WIDE = '<w:gridSpan w:val="2"/>'
FIRST = '<w:vmerge w:val="restart"/>'
NEXT = "<w:vmerge/>"


def test_merges_of_2003_become_spans() -> None:
    body = (
        "<w:p><w:r><w:t>附件1</w:t></w:r></w:p><w:tbl><w:tblGrid><w:gridCol/><w:gridCol/><w:gridCol/></w:tblGrid>"
        f"<w:tr>{cell('专项资金', WIDE)}{cell('单位')}</w:tr>"
        f"<w:tr>{cell('污染防治', FIRST)}{cell('290')}{cell('甲')}</w:tr>"
        f"<w:tr>{cell('', NEXT)}{cell('600')}{cell('乙')}</w:tr></w:tbl>"
    )
    document = opened(body)
    assert draw(document.tables[0]) == [["专项资金", "<", "单位"], ["污染防治", "290", "甲"], ["^", "600", "乙"]]
    assert [paragraph.text for paragraph in document.paragraphs] == ["附件1"]


def test_tracked_changes_are_read_as_accepted() -> None:
    inserted = (
        '<aml:annotation w:type="Word.Insertion"><aml:content><w:r><w:t>84.13</w:t></w:r></aml:content>'
        "</aml:annotation>"
    )
    deleted = (
        '<aml:annotation w:type="Word.Deletion"><aml:content><w:r><w:delText>98.53</w:delText></w:r></aml:content>'
        "</aml:annotation>"
    )
    comment = (
        '<aml:annotation w:type="Word.Comment"><aml:content><w:p><w:r><w:t>核对</w:t></w:r></w:p></aml:content>'
        "</aml:annotation>"
    )
    document = opened(
        f"<w:p><w:r><w:t>基本支出</w:t></w:r>{deleted}{inserted}{comment}<w:r><w:t>万元</w:t></w:r></w:p>"
    )
    assert [paragraph.text for paragraph in document.paragraphs] == ["基本支出84.13万元"]


def test_bookmarks_leave_the_text_around_them_alone() -> None:
    mark = '<aml:annotation aml:id="1" w:type="Word.Bookmark.{}"/>'
    body = f"<w:p>{mark.format('Start')}<w:r><w:t>3.99</w:t></w:r>{mark.format('End')}</w:p>"
    assert [paragraph.text for paragraph in opened(body).paragraphs] == ["3.99"]


def test_printed_list_numbers_are_part_of_the_text() -> None:
    number = '<w:pPr><w:listPr><wx:t wx:val="一、"/></w:listPr></w:pPr>'
    assert [p.text for p in opened(f"<w:p>{number}<w:r><w:t>基本情况</w:t></w:r></w:p>").paragraphs] == ["一、基本情况"]


def test_stored_results_of_fields_stand() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> =SUM(ABOVE) </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>16.54</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert [paragraph.text for paragraph in opened(f"<w:p>{field}</w:p>").paragraphs] == ["16.54"]


def test_flat_packages_are_put_together_again() -> None:
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    links = "http://schemas.openxmlformats.org/package/2006/relationships"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    data = (
        '<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">'
        f'<pkg:part pkg:name="/_rels/.rels"><pkg:xmlData><Relationships xmlns="{links}"><Relationship Id="r1"'
        f' Type="{kind}" Target="word/document.xml"/></Relationships></pkg:xmlData></pkg:part>'
        f'<pkg:part pkg:name="/word/document.xml"><pkg:xmlData><w:document xmlns:w="{main}"><w:body><w:p><w:r>'
        "<w:t>自评报告</w:t></w:r></w:p></w:body></w:document></pkg:xmlData></pkg:part></pkg:package>"
    )
    document = read(data.encode(), Source(path="a.doc", sha256="", format="wordml"))
    assert [paragraph.text for paragraph in document.paragraphs] == ["自评报告"]


@pytest.mark.parametrize("body", ["<w:p>", "<w:tbl><w:tr><w:tc>"])
def test_broken_xml_is_read_as_far_as_it_goes(body: str) -> None:
    data = HEAD + "<w:p><w:r><w:t>甲</w:t></w:r></w:p>" + body
    document = read(data.encode(), Source(path="a.doc", sha256="", format="wordml"))
    assert document.paragraphs[0].text == "甲"


def test_xml_without_a_body_is_damaged() -> None:
    data = '<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>'
    with pytest.raises(InputError, match="damaged"):
        read(data.encode(), Source(path="a.doc", sha256="", format="wordml"))
