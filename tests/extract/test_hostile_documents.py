"""Documents made to hurt: every one ends as a document or a named error, under the limits of a worker."""

from collections.abc import Callable, Iterator

import pytest

from formaudit.errors import InputError
from formaudit.extract.isolated import read_in
from formaudit.extract.worker.pool import Pool
from formaudit.model.document import Document
from tests.extract import hostile


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(seconds=60, megabytes=1024) as one:
        yield one


def read(pool: Pool, data: bytes) -> Document | InputError:
    """The document or the error; a defect is raised and fails the test."""
    try:
        return read_in(pool, data, "a.docx")
    except InputError as error:
        return error


def text(document: Document) -> str:
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_the_maker_makes_what_is_read(pool: Pool) -> None:
    body = hostile.paragraph("前") + hostile.table(hostile.cell("a") + hostile.cell("b"))
    document = read(pool, hostile.docx(body))
    assert isinstance(document, Document)
    assert text(document) == "前"
    assert [cell.text for cell in document.tables[0]] == ["a", "b"]


def test_an_external_entity_is_never_fetched(pool: Pool) -> None:
    outcome = read(pool, hostile.external_entity())
    if isinstance(outcome, Document):
        assert "root" not in text(outcome)
    else:
        assert outcome.code == "damaged"


def test_entities_are_never_multiplied(pool: Pool) -> None:
    outcome = read(pool, hostile.billion_laughs())
    if isinstance(outcome, Document):
        assert len(text(outcome)) < 1000
    else:
        assert outcome.code in {"damaged", "too-large"}


@pytest.mark.long
@pytest.mark.parametrize(
    ("make", "codes"),
    [
        (lambda: hostile.huge_attribute(100), {"too-large", "damaged", "memory"}),
        (lambda: hostile.deep(100_000), {"damaged", "too-complex", "too-large"}),
        (lambda: hostile.deep(900), {"damaged", "too-complex"}),
        (lambda: hostile.deep_tables(100_000), {"damaged", "too-complex", "too-large"}),
        (lambda: hostile.deep_tables(300), {"damaged", "too-complex"}),
        (hostile.endless_span, {"too-large"}),
        (lambda: hostile.many_spans(3000), {"too-large"}),
        (hostile.endless_grid, {"too-large"}),
        (lambda: hostile.vertical_chain(20_000), {"too-large"}),
        (lambda: hostile.many_cells(2000, 50), {"too-large"}),
        (lambda: b"1" * (200 << 20), {"too-large", "memory", "timeout"}),
        (lambda: b"1\t" * (10 << 20), {"too-large", "memory", "timeout"}),
        (lambda: ("1\t" * 3000 + "\n\n").encode() * 1000, {"too-large", "memory", "timeout"}),
    ],
    ids=[
        "huge-attribute",
        "deep-controls",
        "deeper-than-the-stack",
        "deep-tables",
        "tables-in-tables",
        "endless-span",
        "many-spans",
        "endless-grid",
        "vertical-chain",
        "many-cells",
        "one-line-of-200-mb",
        "one-row-of-ten-million-cells",
        "three-million-cells",
    ],
)
def test_it_ends_as_a_document_or_a_named_error(pool: Pool, make: Callable[[], bytes], codes: set[str]) -> None:
    outcome = read(pool, make())
    assert isinstance(outcome, Document) or outcome.code in codes, outcome


def test_a_document_cut_anywhere_is_a_document_or_damaged(pool: Pool) -> None:
    whole = hostile.docx(hostile.paragraph("甲" * 300) + hostile.table(hostile.cell("1") * 3))
    for length in range(0, len(whole), 60):
        outcome = read(pool, whole[:length])
        assert isinstance(outcome, Document) or outcome.code in {"damaged", "empty", "unsupported"}, length
