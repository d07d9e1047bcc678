"""Packages are opened with limits, and their XML reaches nowhere."""

import io
import zipfile

import pytest
from lxml import etree

from formaudit.errors import InputError
from formaudit.extract.package import open_package, parse
from tests.drawing import docx_of


def _zip(entries: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_a_part_is_found_whatever_its_case_and_slashes() -> None:
    package = open_package(_zip({"Word\\Document.xml": b"<a/>"}), "a.docx")
    assert package.has("/word/document.xml")
    assert package.part("word/document.xml") == b"<a/>"
    assert package.part("word/other.xml") is None


def test_relations_are_resolved_against_their_part() -> None:
    relations = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="a" Type="http://x/styles" Target="../styles.xml"/>'
        b'<Relationship Id="b" Type="http://x/image" Target="http://y/z.png" TargetMode="External"/>'
        b'<Relationship Id="c" Type="http://x/numbering" Target="/word/n.xml"/></Relationships>'
    )
    package = open_package(_zip({"word/_rels/document.xml.rels": relations}), "a.docx")
    found = [(relation.kind, relation.target) for relation in package.relations("word/document.xml")]
    assert found == [("styles", "styles.xml"), ("numbering", "word/n.xml")]


def test_broken_relations_are_none() -> None:
    package = open_package(_zip({"_rels/.rels": b"<Relationships"}), "a.docx")
    assert package.relations("") == ()


def test_a_part_that_grows_beyond_reason_is_refused() -> None:
    package = open_package(_zip({"word/document.xml": b" " * (40 * 1024 * 1024)}), "a.docx")
    with pytest.raises(InputError) as caught:
        package.part("word/document.xml")
    assert caught.value.code == "too-large"


def test_a_part_whose_checksum_is_wrong_is_damaged() -> None:
    data = bytearray(_zip({"word/document.xml": b"<a>" + bytes(range(32, 120)) * 3 + b"</a>"}))
    data[70] ^= 0xFF
    package = open_package(bytes(data), "a.docx")
    with pytest.raises(InputError) as caught:
        package.part("word/document.xml")
    assert caught.value.code == "damaged"


def test_an_encrypted_part_says_so() -> None:
    data = bytearray(_zip({"word/document.xml": b"<a/>"}))
    local, central = data.find(b"PK\x03\x04"), data.find(b"PK\x01\x02")
    data[local + 6] |= 1
    data[central + 8] |= 1
    with pytest.raises(InputError) as caught:
        open_package(bytes(data), "a.docx").part("word/document.xml")
    assert caught.value.code == "encrypted"


def test_what_is_no_zip_is_damaged() -> None:
    with pytest.raises(InputError, match="damaged"):
        open_package(b"PK nothing", "a.docx")


def test_entities_are_not_expanded() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;">]><a>&y;</a>'
    assert parse(bomb).text is None


def test_an_attribute_that_explodes_is_refused() -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE a [<!ENTITY e0 "{"x" * 50}">{levels}]><a b="&e11;"/>'
    with pytest.raises(etree.XMLSyntaxError):
        parse(bomb.encode())


def test_a_document_of_ours_opens() -> None:
    assert open_package(docx_of("文"), "a.docx").has("word/document.xml")
