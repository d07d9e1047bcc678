"""Blocks, cells and signs are found whatever they are wrapped in."""

import pytest
from hypothesis import given

from formaudit.extract.blocks import Grid
from formaudit.extract.docx import read
from formaudit.model.document import Source
from tests.drawing import docx_of, draw, neat
from tests.extract.docx.reading import document, paragraphs, run, tbl, tc
from tests.grids import grids

SOURCE = Source(path="a.docx", sha256="", format="docx")


def _sdt(content: str) -> str:
    return f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


@given(grids())
def test_any_grid_written_as_docx_is_read_back(grid: Grid) -> None:
    [table] = read(docx_of(grid), SOURCE).tables
    assert [(c.row, c.col, c.rowspan, c.colspan, c.text) for c in table] == [
        (c.row, c.col, c.rowspan, c.colspan, c.text.rstrip()) for c in sorted(grid.cells, key=lambda c: (c.row, c.col))
    ]
    assert (table.rows, table.cols) == (grid.rows, grid.cols)


def test_content_controls_at_every_level_are_looked_through() -> None:
    cell = _sdt(tc(_sdt(f"<w:p>{_sdt(run('<w:t>0.6</w:t>'))}</w:p>")))
    row = _sdt(f"<w:tr>{tc('公用经费')}{tc('10.8')}</w:tr>")
    [table] = document(_sdt(tbl(f"<w:tr>{tc('三公经费')}{cell}</w:tr>", row))).tables
    assert draw(table) == neat("三公经费 | 0.6\n公用经费 | 10.8")


def test_custom_xml_and_smart_tags_are_looked_through() -> None:
    smart = (
        f"<w:p><w:smartTag w:element='date'><w:customXml>{run('<w:t>2023年</w:t>')}</w:customXml></w:smartTag></w:p>"
    )
    assert paragraphs(f"<w:customXml w:element='x'>{smart}</w:customXml>") == ["2023年"]


def test_links_keep_their_text() -> None:
    assert paragraphs(f"<w:p><w:hyperlink r:id='r'>{run('<w:t>附件</w:t>')}</w:hyperlink></w:p>") == ["附件"]


@pytest.mark.parametrize(
    ("sign", "printed"),
    [
        ("<w:tab/>", "\t"),
        ("<w:br/>", "\n"),
        ("<w:cr/>", "\n"),
        ("<w:noBreakHyphen/>", "-"),
        ("<w:softHyphen/>", ""),
        ('<w:sym w:font="Wingdings" w:char="F0FE"/>', "☑"),
        ('<w:sym w:font="Symbol" w:char="F0B3"/>', "≥"),
        ('<w:sym w:font="Unheard" w:char="F041"/>', "A"),
        ('<w:sym w:font="Unheard" w:char="zz"/>', ""),
        ('<w:footnoteReference w:id="2"/>', ""),
        ("<w:lastRenderedPageBreak/>", ""),
    ],
)
def test_signs_print_what_word_prints(sign: str, printed: str) -> None:
    assert paragraphs(f"<w:p>{run(f'<w:t>甲</w:t>{sign}<w:t>乙</w:t>')}</w:p>") == [f"甲{printed}乙"]


def test_tab_stops_are_no_tabs() -> None:
    stops = "<w:pPr><w:tabs><w:tab w:val='left' w:pos='420'/></w:tabs></w:pPr>"
    assert paragraphs(f"<w:p>{stops}{run('<w:t>甲</w:t>')}</w:p>") == ["甲"]


def test_a_page_break_parts_a_paragraph() -> None:
    text = run("<w:t>附件1</w:t><w:br w:type='page'/><w:t>附件2</w:t>")
    assert paragraphs(f"<w:p>{text}</w:p>") == ["附件1", "附件2"]


def test_text_in_formulas_is_kept() -> None:
    math = "<m:oMath><m:r><m:t>x²</m:t></m:r></m:oMath>"
    assert paragraphs(f"<w:p>{run('<w:t>面积</w:t>')}{math}</w:p>") == ["面积x²"]


def test_paragraphs_of_a_cell_are_lines_and_blank_ends_are_trimmed() -> None:
    cell = "<w:p/><w:p/>" + "".join(f"<w:p>{run(f'<w:t>{t}</w:t>')}</w:p>" for t in ("产出指标", "(50 分)")) + "<w:p/>"
    [table] = document(tbl(tc(cell) + tc("10"))).tables
    assert draw(table) == neat("产出指标/(50 分) | 10")


def test_a_table_without_a_grid_takes_its_columns_from_its_spans() -> None:
    [table] = document(tbl(tc("a", '<w:gridSpan w:val="2"/>') + tc("b"), tc("c") + tc("d") + tc("e"))).tables
    assert draw(table) == neat("a | < | b\nc | d | e")


def test_short_rows_follow_the_printed_widths() -> None:
    wide = '<w:tcW w:w="2000" w:type="dxa"/>'
    slim = '<w:tcW w:w="1000" w:type="dxa"/>'
    [table] = document(tbl(tc("a", slim) + tc("b", slim) + tc("c", slim), tc("d", wide) + tc("e", slim))).tables
    assert draw(table) == neat("a | b | c\nd | < | e")


@pytest.mark.parametrize("span", ["0", "-3", "x", "99999999999999999999"])
def test_a_senseless_span_does_no_harm(span: str) -> None:
    [table] = document(tbl(tc("a", f'<w:gridSpan w:val="{span}"/>') + tc("b"))).tables
    assert [cell.text for cell in table] == ["a", "b"]


def test_a_table_without_cells_is_no_table() -> None:
    assert document(tbl("<w:tr/>"), "文").tables == ()


def test_the_caption_is_the_paragraph_directly_before() -> None:
    read_document = document("附件1", "清单", "a | b", "c | d", "长" * 61, "e | f")
    assert [table.caption for table in read_document.tables] == ["清单", "", ""]
    assert [paragraph.index for paragraph in read_document.paragraphs] == [0, 1, 2]
