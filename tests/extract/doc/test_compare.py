from hypothesis import given
from hypothesis import strategies as st

from formaudit.extract.doc.compare import DOUBT, settle
from formaudit.model.document import Document, Paragraph, Source
from formaudit.model.table import Cell, Table

SOURCE = Source(path="a.doc", sha256="", format="doc")


def document(*rows: list[str], tables: int = 1) -> Document:
    cells = tuple(
        Cell(row=row, col=col, text=text)
        for row, line in enumerate(rows)
        for col, text in enumerate(line)
        if text != "<"
    )
    blocks = [Table(index=index, cells=cells, rows=len(rows), cols=len(rows[0])) for index in range(tables)]
    return Document(source=SOURCE, blocks=(Paragraph(index=0, text="附件4"), *blocks))


def texts(found: Document) -> list[str]:
    return [cell.text for cell in found.tables[0]]


def test_where_the_readers_agree_nothing_is_doubtful() -> None:
    found = settle(document(["合计", "16.54"]), document(["合 计", "16.54"]))
    assert texts(found) == ["合计", "16.54"]
    assert {cell.confidence for cell in found.tables[0]} == {1.0}
    assert found.warnings == ()


def test_the_stored_figure_stands_and_is_doubtful_where_libreoffice_computed_another() -> None:
    found = settle(document(["合计", "16.55"]), document(["合计", "16.54"]))
    assert texts(found) == ["合计", "16.54"]
    assert [cell.confidence for cell in found.tables[0]] == [1.0, DOUBT]
    assert [(warning.code, warning.detail) for warning in found.warnings] == [
        ("readers-differ", "表1 第1行第2列: 16.55 / 16.54")
    ]


def test_a_blank_beside_a_figure_is_no_stored_figure() -> None:
    found = settle(document(["合计", "16.54"]), document(["合计", ""]))
    assert texts(found) == ["合计", "16.54"]
    assert found.tables[0].cells[1].confidence == DOUBT


def test_a_sign_that_only_one_reader_knows_is_taken_from_it_without_doubt() -> None:
    found = settle(document(["30C", "□已完成", ""]), document(["30°C", "已完成", "✓"]))
    assert texts(found) == ["30°C", "□已完成", "✓"]
    assert found.warnings == ()


def test_a_lost_table_is_taken_from_the_reader_that_found_it() -> None:
    none = Document(source=SOURCE, blocks=(Paragraph(index=0, text="合计 16.54"),))
    for found in (settle(none, document(["合计", "16.54"])), settle(document(["合计", "16.54"]), none)):
        assert len(found.tables) == 1
        assert [warning.code for warning in found.warnings] == ["readers-differ"]


def test_tables_drawn_differently_keep_libreoffices_lines_and_doubt_what_differs() -> None:
    found = settle(document(["甲", "4"], ["合计", "16.55"]), document(["甲", "4", "合计", "16.54"]))
    assert [cell.confidence for cell in found.tables[0]] == [1.0, 1.0, 1.0, DOUBT]
    assert found.warnings[0].detail == "表1: 2×2 / 1×4"


def test_lines_that_are_not_drawn_make_no_difference() -> None:
    wide = Table(
        index=0, cells=(Cell(row=0, col=0, colspan=2, text="甲"), Cell(row=0, col=2, text="4")), rows=1, cols=3
    )
    found = settle(document(["甲", "4"]), Document(source=SOURCE, blocks=(wide,)))
    assert found.warnings == ()


def test_many_differences_are_counted_and_not_all_named() -> None:
    found = settle(document([str(n) for n in range(40)]), document([str(n + 100) for n in range(40)]))
    assert len(found.warnings) == 21
    assert found.warnings[-1].detail == "… (+20)"


GRIDS = st.lists(
    st.lists(st.sampled_from(["", "甲", "4", "16.54", "✓"]), min_size=3, max_size=3), min_size=1, max_size=4
)


@given(GRIDS, GRIDS)
def test_no_words_of_the_chosen_reading_are_lost(one: list[list[str]], other: list[list[str]]) -> None:
    found = settle(document(*one), document(*other))
    chosen = [text for line in one for text in line if text]
    assert len([text for text in texts(found) if text]) >= len(chosen)
