"""The directory of an OLE file is read without trusting it."""

from hypothesis import given
from hypothesis import strategies as st

from formaudit.extract import ole
from tests.material import MATERIAL, needs_material


def test_other_files_have_no_names() -> None:
    assert ole.names(b"PK\x03\x04") == frozenset()
    assert ole.names(ole.MAGIC) == frozenset()


@given(st.binary(min_size=504, max_size=3000))
def test_rubbish_after_the_magic_gives_some_names_or_none(data: bytes) -> None:
    assert isinstance(ole.names(ole.MAGIC + data), frozenset)


@needs_material
def test_a_word_document_names_its_stream() -> None:
    data = next((MATERIAL / "forms" / "doc").glob("*.doc")).read_bytes()
    assert "worddocument" in ole.names(data)


@needs_material
def test_a_word_document_has_a_directory_and_rubbish_has_none() -> None:
    data = next((MATERIAL / "forms" / "doc").glob("*.doc")).read_bytes()
    assert ole.has_directory(data)
    assert not ole.has_directory(ole.MAGIC + b"\x13\x37" * 3000)
