"""What a browser shows of a page: style sheets, struck and raised words, symbols, equations, pictures."""

import pytest

from formaudit.errors import InputError
from formaudit.extract.web import read
from formaudit.model.document import Document, Source


def opened(body: str, style: str = "") -> Document:
    page = f"<html><head><meta charset=utf-8><style>{style}</style></head><body>{body}</body></html>"
    return read(page.encode(), Source(path="a.html", sha256="", format="html"))


def figure(inner: str, style: str = "", attributes: str = "") -> tuple[str, float]:
    """The text and confidence of a cell with this content."""
    found = opened(f"<table><tr><td>项目<td>金额<tr><td>基本支出<td {attributes}>{inner}</table>", style)
    cell = found.tables[0].at(1, 1)
    assert cell is not None
    return cell.text, cell.confidence


@pytest.mark.parametrize(
    "style",
    [
        ".x{display:none}",
        "td .x { visibility: hidden }",
        "table td > span.x{display:none !important} .x{display:inline}",
        "@media print { .x { display: none } }",
        "#a, span.x { mso-hide: all }",
        ".x{font-size:0}",
        ".x{color:#fff}",
        ".x{color:white}",
        ".x{color:rgb(255,255,255)}",
        "td{background:#eee} .x{color:#eeeeee}",
        ".x{position:absolute;left:-9999px}",
        ".x{height:0;overflow:hidden;display:block}",
        ".x{opacity:0}",
        ".x{text-decoration:line-through}",
        "<!-- .x{display:none} -->",
    ],
)
def test_words_that_a_style_sheet_takes_away_are_no_part_of_a_figure(style: str) -> None:
    assert figure('120.5<span class="x">7</span>', style) == ("120.5", 1.0)


@pytest.mark.parametrize(
    "style",
    [
        "",
        ".y{display:none}",
        ".x{display:none} .x{display:inline}",
        ".x{color:#fff;background:#4472c4}",
        "td{background-color:#333} .x{color:#fff}",
        "@media (max-width:300px) { .x { display: none } }",
        ".x:hover{display:none}",
        ".x{text-decoration:underline}",
    ],
)
def test_words_that_are_shown_stay(style: str) -> None:
    assert figure('120.5<span class="x">7</span>', style) == ("120.57", 1.0)


@pytest.mark.parametrize(
    ("inner", "printed"),
    [
        ("120.5<sup>1</sup>", "120.5"),
        ("120.5<sup><a href='#n'>[2]</a></sup>", "120.5"),
        ("120.5<span style='vertical-align:super;font-size:8pt'>①</span>", "120.5"),
        ("<s>88</s>90", "90"),
        ("<del>88</del><ins>90</ins>", "90"),
        ("<strike>88</strike> 90", "90"),
        ("<span style='text-decoration:line-through'>88</span>90", "90"),
        ("<font color=white>88</font>90", "90"),
        ("3×10<sup>4</sup>", "3×10⁴"),
        ("<span style='font-family:\"Wingdings 2\"'>R</span>是", "☑是"),
        ("<font face=Wingdings>¨</font>否", "□否"),
        ("<select><option>是<option selected>否</select>", "否"),
        ("<select><option>是<option>否</select>", "是"),
        ("<input type=checkbox checked>是 <input type=radio>否", "☑是 □否"),
        ("<math><mfrac><mn>121.5</mn><mn>126</mn></mfrac></math>", "121.5/126"),
    ],
)
def test_what_elements_and_attributes_say(inner: str, printed: str) -> None:
    assert figure(inner) == (printed, 1.0)


def test_a_cell_all_of_which_is_struck_by_its_class_is_doubted() -> None:
    assert figure("88", ".old{text-decoration:line-through}", "class=old") == ("88", 0.5)


def test_a_hidden_row_is_left_out_and_told() -> None:
    found = opened("<table><tr><td>项目<td>1<tr class=x><td>旧口径<td>99<tr><td>合计<td>1</table>", ".x{display:none}")
    assert [cell.text for cell in found.tables[0]] == ["项目", "1", "合计", "1"]
    assert [warning.code for warning in found.warnings] == ["hidden-text"]


def test_pictures_are_told_and_one_in_the_place_of_a_figure_makes_its_cell_doubtful() -> None:
    found = opened("<p>附件2</p><img src=a.png width=600 height=300><img src=logo.png width=16 height=16>")
    assert [(warning.code, warning.detail, warning.unread) for warning in found.warnings] == [("picture", "1", True)]
    assert figure("<img src=a.png>") == ("", 0.5)


def test_rows_of_unequal_length_are_told() -> None:
    found = opened("<table><tr><td>项目<td>年初<td>全年<tr><td>基本支出<td>120.5<tr><td>合计<td>1<td>2</table>")
    assert [(warning.code, warning.detail) for warning in found.warnings] == [("ragged-table", "#1 R2")]


def test_a_row_that_sticks_out_of_its_table_is_doubted() -> None:
    rows = "<tr><td>项目<td>年初<tr><td>基本支出<td>120<td>5<tr><td>合计<td>1"
    found = opened(f"<table>{rows}</table>")
    assert [cell.confidence for cell in found.tables[0].starting(1)] == [0.5, 0.5, 0.5]
    assert [cell.confidence for cell in found.tables[0].starting(2)] == [1.0, 1.0]


def test_a_frame_set_says_that_its_pages_are_other_files() -> None:
    frames = b"<html><frameset><frame src='sheet001.htm'><noframes><body>x</body></noframes></frameset></html>"
    with pytest.raises(InputError, match="unsupported"):
        read(frames, Source(path="a.xls", sha256="", format="html"))
