from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formaudit.errors import InputError
from formaudit.extract.web import read
from formaudit.model.document import Document, Source
from formaudit.model.table import Table
from tests.extract.drawn import draw
from tests.extract.ending import ending


def opened(body: str, encoding: str = "utf-8") -> Document:
    return read(body.encode(encoding), Source(path="a.html", sha256="", format="html"))


def order(document: Document) -> list[str]:
    return [f"表{block.rows}×{block.cols}" if isinstance(block, Table) else block.text for block in document.blocks]


def grid(rows: str) -> list[list[str]]:
    return draw(opened(f"<table>{rows}</table>").tables[0])


def test_spans_are_taken_at_their_word() -> None:
    assert grid("<tr><th rowspan=2>资金<th colspan=2>万元<tr><td>4<td>3.99<tr><td>合计<td colspan=2>7.99") == [
        ["资金", "万元", "<"],
        ["^", "4", "3.99"],
        ["合计", "7.99", "<"],
    ]


def test_spans_are_numbers_as_browsers_read_them() -> None:
    assert grid("<tr><th rowspan=' +2 '>资金<th colspan='2px'>万元<tr><td>4<td>3.99") == [
        ["资金", "万元", "<"],
        ["^", "4", "3.99"],
    ]


def test_a_rowspan_of_zero_reaches_the_end_of_its_group() -> None:
    assert grid("<tbody><tr><td rowspan=0>甲<td>1<tr><td>2<tr><td>3</tbody><tbody><tr><td>乙<td>4</tbody>") == [
        ["甲", "1"],
        ["^", "2"],
        ["^", "3"],
        ["乙", "4"],
    ]


def test_a_rowspan_beyond_the_table_is_cut_off() -> None:
    assert grid("<tr><td rowspan=99>甲<td>1<tr><td>2") == [["甲", "1"], ["^", "2"]]


def test_a_span_over_the_whole_width_may_be_longer_than_the_table() -> None:
    assert grid("<tr><td colspan=100>标题<tr><td>甲<td>1<tr><td>乙<td>2") == [["标题", "<"], ["甲", "1"], ["乙", "2"]]


@pytest.mark.parametrize("span", ["abc", "-3", "", "0", "1.9"])
def test_a_colspan_that_means_nothing_is_one(span: str) -> None:
    assert grid(f'<tr><td colspan="{span}">甲<td>1<tr><td>乙<td>2') == [["甲", "1"], ["乙", "2"]]


def test_a_cell_never_grows_over_one_that_comes_from_above() -> None:
    assert grid("<tr><td>甲<td rowspan=2>乙<tr><td colspan=2>丙<td>丁") == [["甲", "乙", "·"], ["丙", "^", "丁"]]


def test_head_and_foot_stand_where_they_are_printed() -> None:
    assert grid("<tfoot><tr><td>合计<td>2</tfoot><tbody><tr><td>甲<td>2</tbody><thead><tr><td>名称<td>数</thead>") == [
        ["名称", "数"],
        ["甲", "2"],
        ["合计", "2"],
    ]


def test_empty_rows_that_no_tall_cell_fills_are_no_rows() -> None:
    assert grid("<tr><td>甲<td>1</tr><tr></tr><tr><td rowspan=2>乙<td>2</tr><tr></tr><tr><td>3</tr>") == [
        ["甲", "1"],
        ["乙", "2"],
        ["^", "3"],
    ]


def test_breaks_paragraphs_and_entities_in_a_cell_are_printed_as_lines() -> None:
    assert grid("<tr><td>社会效<br>益&nbsp;指标<p>（30&#20998;）</p><td>&ge;95%&lt;&#x4E07;") == [
        ["社会效\n益 指标\n（30分）", "≥95%<万"]
    ]


def test_layout_tables_are_looked_through() -> None:
    document = opened(
        "<table width=100%><tr><td><h1>预算公开</h1><tr><td><table border><tr><td>甲<td>1<tr><td>乙<td>2</table>"
        "<tr><td>联系电话</table>"
    )
    assert order(document) == ["预算公开", "表2×2", "联系电话"]


def test_a_form_with_a_table_in_a_cell_stays_one_form() -> None:
    document = opened(
        "<table><tr><td>项目<td>年度资金<tr><td>明细<td><table><tr><td>区级<td>3.99<tr><td>其他<td>12.55</table></table>"
    )
    assert draw(document.tables[0]) == [["项目", "年度资金"], ["明细", "区级 3.99\n其他 12.55"]]


def test_a_bar_of_links_and_a_box_of_text_are_no_tables() -> None:
    document = opened("<table><tr><td><a>首页</a><td><a>政务公开</a></table><table><tr><td>一段话</table>")
    assert order(document) == ["首页", "政务公开", "一段话"]


def test_what_is_hidden_is_not_read_but_what_follows_it_is() -> None:
    document = opened(
        "<title>题</title><style>p{}</style><p>一<span style='display: none'>二</span>三<script>四</script>五</p>"
        "<div hidden>六</div><p style='visibility:hidden'>七</p><!-- 八 --><table><tr style='display:none'><td>九<td>十"
        "<tr><td>甲<td>1</table>"
    )
    assert order(document) == ["一三五", "表1×2"]


def test_the_figure_in_a_form_field_is_read() -> None:
    assert grid("<tr><td>预算数<td><input value='153.67'><td><input type=hidden value=x>") == [["预算数", "153.67", ""]]


def test_blanks_are_printed_as_a_browser_does() -> None:
    assert order(opened("<p>  自评\n   报告　　 <b>一</b>\n</p><p> </p>")) == ["自评 报告　　 一"]


def test_preformatted_text_keeps_its_lines() -> None:
    assert order(opened("<pre>一、基本情况\n  本单位<b>共有\n编制</b>8人\n\n二、结果</pre>")) == [
        "一、基本情况",
        "本单位共有",
        "编制8人",
        "二、结果",
    ]


def test_a_caption_becomes_the_tables() -> None:
    assert opened("<table><caption>附件2</caption><tr><td>甲<td>1</table>").tables[0].caption == "附件2"


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("<meta charset=gb2312>", "gbk"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=GB2312">', "gb18030"),
        ('<?xml version="1.0" encoding="gbk"?>', "gbk"),
        ("", "gbk"),
        ("", "utf-8"),
        ("", "utf-8-sig"),
        ("", "utf-16"),
        ("<meta charset=gb2312>", "utf-8"),
        ("<meta charset=utf-8>", "gbk"),
        ("<meta charset=no-such-thing>", "gbk"),
        ("<meta charset=big5>", "big5"),
    ],
)
def test_the_encoding_is_found_whatever_the_page_says(head: str, encoding: str) -> None:
    words = "部門整體支出預算" if encoding == "big5" else "部门整体支出绩效自评，全年预算数一百五十三万元。"
    document = opened(f"<html><head>{head}</head><body><p>{words}</p></body></html>", encoding)
    assert order(document) == [words]


def test_a_web_archive_holds_its_page_in_one_of_its_parts() -> None:
    archive = (
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"; type="text/html"\r\n\r\n'
        "--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n"
        '--b\r\nContent-Type: text/html; charset="gb2312"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
        "<html><table><tr><td>=BC=D7<td>16.54<tr><td>=D2=D2<td>53</table></html>\r\n--b--\r\n"
    )
    document = read(archive.encode(), Source(path="a.mht", sha256="", format="mhtml"))
    assert draw(document.tables[0]) == [["甲", "16.54"], ["乙", "53"]]


def test_an_archive_without_a_page_is_damaged() -> None:
    archive = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b--\r\n"
    with pytest.raises(InputError, match="damaged"):
        read(archive.encode(), Source(path="a.mht", sha256="", format="mhtml"))


@pytest.mark.parametrize("body", ["", "<html></html>", "<html><script>x</script></html>", "<table><tr><td> </table>"])
def test_a_page_that_shows_nothing_is_empty(body: str) -> None:
    with pytest.raises(InputError, match="empty"):
        opened(body)


def test_spans_that_swell_are_too_large() -> None:
    rows = "<tr>" + "<td rowspan=65534 colspan=1000>x" * 9 + "</tr>"
    with pytest.raises(InputError, match="too-large"):
        opened(f"<table>{rows * 300}</table>")


def test_a_page_nested_deeply_is_read_and_one_nested_beyond_reason_refused() -> None:
    assert order(opened("<div>" * 500 + "甲")) == ["甲"]
    with pytest.raises(InputError, match="too-complex"):
        opened("<div>" * 20_000 + "甲")


CELLS = ["<table>", "</table>", "<tr>", "</tr>", "<td>", "<td rowspan=3>", "<td colspan=2>", "<td rowspan=0>", "</td>"]
REST = [
    "<tbody>",
    "<thead>",
    "<p>",
    "<br>",
    "</p>",
    "<div style=display:none>",
    "</div>",
    "甲",
    "16.54",
    " ",
    "<caption>",
]
TAGS = st.sampled_from([*CELLS, *REST])


@given(st.lists(TAGS, max_size=60))
def test_any_soup_of_tags_gives_sound_tables_or_a_named_error(soup: list[str]) -> None:
    document = ending(partial(opened, "".join(soup)))
    if isinstance(document, str):
        assert document == "empty"
    else:
        assert [table.index for table in document.tables] == list(range(len(document.tables)))
