"""The notation in which whole documents are drawn."""

from tests.drawn import drawn


def test_a_document_keeps_the_order_of_paragraphs_and_tables() -> None:
    document = drawn("附件4\n甲 | 乙\n\n说明：略\n丙 | 丁\n\n戊 | 己", path="材料/附件4.docx")
    assert [paragraph.text for paragraph in document.paragraphs] == ["附件4", "说明：略"]
    assert [table.index for table in document.tables] == [0, 1, 2]
    assert [type(block).__name__ for block in document.blocks] == ["Paragraph", "Table", "Paragraph", "Table", "Table"]
    assert document.source.path == "材料/附件4.docx"


def test_cells_are_drawn_as_everywhere() -> None:
    (table,) = drawn("经济效/益指标 | 执行率(B//A) | <\n^ | | 1").tables
    assert [(cell.row, cell.col, cell.rowspan, cell.colspan, cell.text) for cell in table] == [
        (0, 0, 2, 1, "经济效\n益指标"),
        (0, 1, 1, 2, "执行率(B/A)"),
        (1, 1, 1, 1, ""),
        (1, 2, 1, 1, "1"),
    ]


def test_different_drawings_are_different_files() -> None:
    assert drawn("甲 | 乙").source.sha256 != drawn("甲 | 丙").source.sha256
