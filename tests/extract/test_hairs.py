"""Column borders that miss each other by a hair are one border, in every format that tells widths."""

from formaudit.extract.hairs import edges_from_rows, joined
from formaudit.extract.web import read as read_page
from formaudit.model.document import Source
from tests.extract.docx.reading import document, tbl, tc
from tests.extract.drawn import draw


def test_edges_a_hair_apart_are_one() -> None:
    assert joined((1000, 40, 1000), 120) == (0, 1, 1, 2)
    assert joined((1000, 1000), 120) is None
    assert joined((1000, 60, 50, 1000), 120) == (0, 1, 1, 1, 2)


def test_a_run_of_narrow_columns_is_joined_only_as_far_as_a_hair() -> None:
    assert joined((1000, 100, 100, 1000), 120) == (0, 1, 1, 2, 3)


def test_edges_are_told_by_the_rows_where_each_is_told_by_one() -> None:
    assert edges_from_rows([[(0, 1, 100.0), (1, 2, 104.0)], [(0, 2, 104.0), (2, 1, 100.0)]], 3) == (100.0, 4.0, 100.0)
    assert edges_from_rows([[(0, 1, 100.0), (1, 2, 0.0)]], 3) is None


def test_rows_under_a_tall_cell_are_measured_from_where_they_begin() -> None:
    rows = [[(0, 1, 50.0), (1, 2, 104.0), (3, 1, 100.0)], [(1, 1, 100.0), (2, 2, 104.0)]]
    assert edges_from_rows(rows, 4) == (50.0, 100.0, 4.0, 100.0)


def test_widths_without_padding_are_told_by_rows_that_agree() -> None:
    rows = [[(0, 1, 86.0), (1, 2, 90.0), (3, 1, 86.0)], [(0, 2, 90.0), (2, 1, 86.0), (3, 1, 86.0)], [(0, 4, 290.0)]]
    assert edges_from_rows(rows, 4, (0.0, 14.0)) == (100.0, 4.0, 100.0, 100.0)


def width(twips: int, span: int = 1) -> str:
    return f'<w:tcW w:w="{twips}" w:type="dxa"/><w:gridSpan w:val="{span}"/>'


def shifted(grid: str = "") -> list[list[str]]:
    """Three columns; in the second row the first border stands two millimetres to the right."""
    first = tc("项目", width(2000)) + tc("年初", width(2040, 2)) + tc("全年", width(2000))
    second = tc("业务", width(2040, 2)) + tc("120.5", width(2000)) + tc("126", width(2000))
    return draw(document(tbl(first, second, grid=grid)).tables[0])


def test_in_a_docx_by_its_grid_or_by_its_widths() -> None:
    columns = "".join(f'<w:gridCol w:w="{twips}"/>' for twips in (2000, 40, 2000, 2000))
    right = [["项目", "年初", "全年"], ["业务", "120.5", "126"]]
    assert shifted(f"<w:tblGrid>{columns}</w:tblGrid>") == right
    assert shifted() == right


def test_a_narrow_column_with_words_in_it_stays() -> None:
    columns = "".join(f'<w:gridCol w:w="{twips}"/>' for twips in (2000, 60, 2000))
    rows = (tc("项目") + tc("金额", width(2060, 2)), tc("业务") + tc("★", width(60)) + tc("36", width(2000)))
    table = document(tbl(*rows, grid=f"<w:tblGrid>{columns}</w:tblGrid>")).tables[0]
    assert [cell.text for cell in table.row(1)] == ["业务", "★", "36"]


def test_in_a_page_by_the_widths_of_its_cells() -> None:
    rows = (
        "<tr><td width=100>项目<td width=103 colspan=2>年初<td width=100>全年"
        "<tr><td width=103 colspan=2>业务<td width=100>120.5<td width=100>126"
    )
    page = read_page(f"<table>{rows}</table>".encode(), Source(path="a.html", sha256="", format="html"))
    assert draw(page.tables[0]) == [["项目", "年初", "全年"], ["业务", "120.5", "126"]]
