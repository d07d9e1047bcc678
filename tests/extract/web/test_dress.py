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
        ".x{font-size:calc( 0px )}",
        ".x{color:#fff}",
        ".x{color:white}",
        ".x{color:rgb(255,255,255)}",
        "td{background:#eee} .x{color:#eeeeee}",
        ".x{position:absolute;left:-9999px}",
        ".x{height:0;overflow:hidden;display:block}",
        ".x{opacity:0}",
        ".x{opacity:1%}",
        ".x{text-decoration:line-through}",
        "<!-- .x{display:none} -->",
        ".x{color:#fcfdfe}",
        ".x{position:absolute;clip:rect(0,0,0,0)}",
        ".x{position:absolute;clip-path:inset(100%)}",
        ".x{display:inline-block;transform:scale(0)}",
        ".x{position:relative;top:-5px;font-size:8px}",
        ":root{--paper:#fff} .x{color:var(--paper)}",
        ".x{color:var(--ink, #fff)}",
        ".x{display:inline-block;max-width:0;overflow:hidden}",
        "@layer old { .x{display:none} }",
        "@supports (display:grid) { .x{display:none} }",
        "@media screen and (min-width: 1px) { .x{display:none} }",
        "@media (max-width:90em) { .x { display: none } }",
        "td { color: #000; & .x { display: none } }",
        "table { td { .x { display: none } } }",
        ".x{color:hsl(0, 0%, 100%)}",
        ".x{color:hsla(120, 50%, 50%, 0)}",
        ".x{color:#00000000}",
        ".x{color:#fff0}",
        ".x{-webkit-text-fill-color:transparent}",
        ".x{text-line-through:double}",
        ".x{color:#fff;text-shadow:none;background-clip:border-box}",
        ".x{filter:opacity(0);color:#fff}",
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
        ".x{color:#fff;-webkit-text-fill-color:#000}",
        ".x{text-line-through:none}",
        "@media (max-width:300px) { .x { display: none } }",
        ".x:hover{display:none}",
        ".x{text-decoration:underline}",
        ".x{color:#999}",
        ".x{clip-path:inset(0)}",
        ".x{transform:scale(1.2)}",
        ":root{--ink:#fff} td{--ink:#000} .x{color:var(--ink)}",
        "@media screen and (max-width: 20em) { .x { display: none } }",
        "@media not print { .x { display: none } }",
        "@media speech { .x { display: none } }",
        "td { & .y { display: none } }",
        ".x{color:hsl(0, 0%, 40%)}",
        ".x{color:#333333ff}",
    ],
)
def test_words_that_are_shown_stay(style: str) -> None:
    assert figure('120.5<span class="x">7</span>', style) == ("120.57", 1.0)


@pytest.mark.parametrize(
    "style",
    [
        ".x{background:linear-gradient(red,blue);background-clip:text;color:transparent}",
        ".x{background:#00f;-webkit-background-clip:text;-webkit-text-fill-color:transparent}",
        ".x{color:transparent;text-shadow:0 0 0 #000}",
        ".x{color:white;-webkit-text-stroke:1px black}",
        ".x{color:white;filter:invert(1)}",
        ".x{color:white;mix-blend-mode:difference}",
    ],
)
def test_words_whose_shape_is_painted_otherwise_are_in_doubt(style: str) -> None:
    assert figure('120<span class="x">.5</span>', style) == ("120.5", 0.5)


@pytest.mark.parametrize(
    ("inner", "style", "printed"),
    [
        ("<span class=x>36.5</span><span class=x>99</span>", ".x{display:block}", "36.5\n99"),
        ("36.5<b class=x>99</b>", ".x{display:list-item}", "36.5\n99"),
        ("<div class=x><i>36.5</i><i>99</i></div>", ".x{display:flex;flex-direction:column}", "36.5\n99"),
        ("<div class=x><i>36.5</i><i>99</i></div>", ".x{display:grid}", "36.5\n99"),
        ("<div class=x>36</div><div class=x>.5</div>", ".x{display:inline}", "36.5"),
    ],
)
def test_elements_stand_in_lines_as_they_are_laid_out(inner: str, style: str, printed: str) -> None:
    assert figure(inner, style) == (printed, 1.0)


@pytest.mark.parametrize(
    ("style", "sure"),
    [
        ("display:inline-block;width:60px", False),
        ("margin-right:20px", False),
        ("padding:0 12px", False),
        ("padding:1px 2px 1px 9px", True),  # on the other side
        ("margin:0 1px", True),
        ("display:inline-block", True),
    ],
)
def test_figures_that_white_of_a_style_parts_are_in_doubt(style: str, *, sure: bool) -> None:
    assert (figure(f"<span style='{style}'>36.5</span><span>99</span>")[1] >= 0.9) == sure
    assert figure(f"<span style='{style}'>36.5</span><span>万元</span>")[1] >= 0.9
    assert figure(f"<span style='{style}'>36.5</span>")[1] >= 0.9


@pytest.mark.parametrize(
    ("inner", "sure"),
    [
        ("36.5<span style='position:absolute;left:10px'>99</span>", False),
        ("36.5<span style='margin-left:-40px'>99</span>", False),
        ("36.5<span style='position:relative;left:-30px'>99</span>", False),
        ("<div style='display:flex;gap:9px'><i>36.5</i><i>99</i></div>", False),
        ("<div style='display:flex;justify-content:space-between'><i>36.5</i><i>99</i></div>", False),
        ("<div style='display:flex;gap:9px'><i>合计</i><i>99</i></div>", True),
        ("<div style='display:flex'><i>36</i><i>.5</i></div>", True),
        ("<span style='position:relative'>36</span>.5", True),
    ],
)
def test_figures_laid_beside_or_over_each_other_are_in_doubt(inner: str, *, sure: bool) -> None:
    assert (figure(inner)[1] >= 0.9) == sure


@pytest.mark.parametrize(
    "field", ["<input placeholder=36.5>", "<input type=password value=36.5>", "<input type=range value=36>"]
)
def test_a_field_that_does_not_show_what_is_in_it_is_a_doubted_blank(field: str) -> None:
    assert figure(field) == ("", 0.5)
    assert figure("<input placeholder=金额>") == ("", 1.0)


def test_heads_and_feet_stand_where_a_browser_puts_them() -> None:
    parts = {
        "thead": "<thead><tr><th>项目<th>金额</thead>",
        "tbody": "<tbody><tr><td>甲<td>3</tbody>",
        "tfoot": "<tfoot><tr><td>合计<td>9</tfoot>",
    }
    [table] = opened(f"<table border=1>{parts['tfoot']}{parts['thead']}{parts['tbody']}{parts['thead']}</table>").tables
    assert [cell.text for cell in table if not cell.col] == ["项目", "甲", "项目", "合计"]
    cells = "".join(f"<i class={kind}><i class=r><i class=c>{kind}</i><i class=c>3</i></i></i>" for kind in "fhb")
    style = ".t{display:table}.f{display:table-footer-group}.h{display:table-header-group}.b{display:table-row-group}"
    style += ".r{display:table-row}.c{display:table-cell}"
    [table] = opened(f"<div class=t>{cells}</div>", style).tables
    assert [cell.text for cell in table if not cell.col] == ["h", "b", "f"]


def test_cells_without_a_row_are_one() -> None:
    [table] = opened("<table border=1><td>项目<td>金额</tr><tr><td>甲<td>3</table>").tables
    assert [[cell.text for cell in table.row(row)] for row in range(table.rows)] == [["项目", "金额"], ["甲", "3"]]


def test_white_words_on_a_ground_that_is_a_picture_are_shown() -> None:
    assert figure("120.5", "td{background-image:linear-gradient(90deg,#333,#555);color:#fff}") == ("120.5", 1.0)


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
        ("<ruby>120.5<rp>(</rp><rt>注</rt></ruby>", "120.5"),
        ("120.5<details><summary></summary>含结转7</details>", "120.5"),
        ("120.5<dialog>7</dialog>", "120.5"),
        ("120<dialog open>.5</dialog>", "120.5"),
        ("120.5<span popover>7</span>", "120.5"),
        ("<input list=l value=120.5><datalist id=l><option>7</datalist>", "120.5"),
        ("<select><option label=120.5>7</select>", "120.5"),
        ("<progress value=0.9>90</progress>120.5", "120.5"),
        ("<math><mfrac><mn>121.5</mn><mn>126</mn></mfrac></math>", "121.5/126"),
    ],
)
def test_what_elements_and_attributes_say(inner: str, printed: str) -> None:
    assert figure(inner) == (printed, 1.0)


def test_what_is_urgent_in_a_style_sheet_wins_over_the_element_s_own_style() -> None:
    inner = '120.5<span class="x" style="display:inline">7</span>'
    assert figure(inner, ".x{display:none !important}") == ("120.5", 1.0)
    assert figure(inner, ".x{display:none}") == ("120.57", 1.0)
    assert figure(inner.replace("inline", "inline !important"), ".x{display:none !important}") == ("120.57", 1.0)


def test_a_figure_that_a_counter_prints_is_no_blank() -> None:
    count = "body{counter-reset:k 120} td.a::before{content:counter(k)}"
    assert figure("", count, "class=a") == ("", 0.5)
    assert figure("120.5", count, "class=a") == ("120.5", 1.0)


def test_digits_that_a_counter_prints_beside_a_figure_make_it_doubtful() -> None:
    text, sure = figure('<b class="n"></b>.5', ".n::before{counter-increment:n;content:counter(n)}")
    assert (text, sure < 0.9) == (".5", True)
    assert figure('<b class="n"></b>项目', ".n::before{content:counter(n)}") == ("项目", 1.0)


def test_what_stands_in_for_something_that_is_not_shown_is_no_certain_blank() -> None:
    text, sure = figure("<object data=x.swf>120.5</object>")
    assert (text, sure < 0.9) == ("", True)


def test_what_is_shown_within_something_hidden_is_read() -> None:
    hidden = '<span style="visibility:hidden">7<b style="visibility:visible">120.5</b>8</span>'
    assert figure(hidden) == ("120.5", 1.0)
    assert figure(hidden.replace("visibility:hidden", "display:none") + "9") == ("9", 1.0)


def test_a_shadow_that_the_page_declares_is_shown() -> None:
    assert figure('<div><template shadowrootmode="open">120.5</template></div>') == ("120.5", 1.0)
    assert figure("<template>7</template>120.5") == ("120.5", 1.0)


def test_a_cell_all_of_which_is_struck_by_its_class_is_doubted() -> None:
    assert figure("88", ".old{text-decoration:line-through}", "class=old") == ("88", 0.5)


@pytest.mark.parametrize(
    ("inner", "style", "printed"),
    [
        ("12.5", "td.a::before{content:'-'}", "-12.5"),
        ("12", 'td.a:after{content:".5"}', "12.5"),
        ("12.5", "td.a::before{content:'\\f0c1'}", "12.5"),
        ("12.5", "td.b::before{content:'-'}", "12.5"),
        ("12.5", "td.a::before{content:attr(data-sign)}", "-12.5"),
    ],
)
def test_what_a_style_sheet_prints_beside_a_figure_is_read(inner: str, style: str, printed: str) -> None:
    assert figure(inner, style, "class=a data-sign=-") == (printed, 1.0)


@pytest.mark.parametrize(
    "turned",
    [
        "<bdo dir=rtl>5.21</bdo>",
        "<b style='unicode-bidi:bidi-override;direction:rtl'>5.21</b>",
        "<b style='transform:rotate(180deg)'>5.21</b>",
        "<b style='transform: scaleX(-1)'>5.21</b>",
        "<b style='display:flex;flex-direction:row-reverse'><i>5.</i><i>21</i></b>",
        "<b style='display:inline-flex;flex-flow:row-reverse wrap'><i>5.</i><i>21</i></b>",
        "<b style='display:flex'><i style='order:2'>5.</i><i>21</i></b>",
        "<b><i style='float:right'>5.</i><i style='float:right'>21</i></b>",
        "<i style='float:right'>5.</i>21",
        "5.<i style='float:left'>21</i>",
        "<b>5.</b><i style='float:left'>21</i>",
        "<b style='-webkit-text-security:disc'>5.21</b>",
    ],
)
def test_figures_printed_from_right_to_left_are_doubted(turned: str) -> None:
    assert figure(turned) == ("5.21", 0.5)


@pytest.mark.parametrize(
    "plain",
    [
        "<b style='transform:rotate(3deg)'>5.21</b>",
        "<b style='display:flex'><i>5.</i><i>21</i></b>",
        "<b style='display:flex;flex-direction:row-reverse'>5.21</b>",
        "<b><i style='float:right'>5.21</i></b>",
        "5.<i style='float:right'>21</i>",
        "<i style='float:left'>5.</i>21",
        "<b style='-webkit-text-security:none'>5.21</b>",
        "<b style='display:block;overflow:hidden;height:14px'>5.21</b>",
    ],
)
def test_figures_that_are_only_moved_are_certain(plain: str) -> None:
    assert figure(plain) == ("5.21", 1.0)


def test_a_figure_that_is_a_drawing_of_text_is_no_blank() -> None:
    assert figure("<svg width=40 height=12><text>12.5</text></svg>")[1] < 0.9


@pytest.mark.parametrize("gauge", ["<meter max=10 value=9.7>9.7</meter>", "<progress max=10 value=9.7></progress>"])
def test_a_figure_that_a_gauge_shows_is_no_blank(gauge: str) -> None:
    assert figure(gauge)[1] < 0.9


@pytest.mark.parametrize(
    ("table", "row", "cell"),
    [
        ("style=display:table", "style=display:table-row", "style=display:table-cell"),
        ("role=table", "role=row", "role=cell"),
        ("role=grid", "role=row", "role=gridcell"),
    ],
)
def test_what_is_laid_out_as_a_table_is_one(table: str, row: str, cell: str) -> None:
    rows = [("项目", "金额"), ("基本支出", "120.5")]
    inner = "".join(
        f"<div {row}>" + "".join(f"<div {cell}>{text}</div>" for text in texts) + "</div>" for texts in rows
    )
    found = opened(f"<div {table}>{inner}</div>")
    assert [one.text for one in found.tables[0]] == ["项目", "金额", "基本支出", "120.5"]


def test_borders_that_miss_by_a_hair_in_hundredths_of_the_page_are_one() -> None:
    rows = [
        '<td width="30%">项目<td width="35%" colspan=2>年初<td width="35%">全年',
        '<td width="31%" colspan=2>基本支出<td width="34%">120.5<td width="35%">126',
    ]
    found = opened("<table>" + "".join(f"<tr>{row}" for row in rows) + "</table>")
    assert [(one.row, one.col) for one in found.tables[0]] == [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2)]


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


@pytest.mark.parametrize(("height", "sure"), [("14px", False), ("3em", True), ("40px", True)])
def test_lines_that_a_low_box_may_cut_off_are_doubted(height: str, *, sure: bool) -> None:
    for clipped in ("overflow", "overflow-y"):
        assert (figure(f"<div style='{clipped}:hidden;height:{height}'>5.21<br>7</div>")[1] >= 0.9) == sure


@pytest.mark.parametrize(("lines", "sure"), [("1", False), ("2", True), ("none", True)])
def test_lines_beyond_those_that_are_shown_are_doubted(lines: str, *, sure: bool) -> None:
    box = f"<div style='display:-webkit-box;-webkit-line-clamp:{lines};overflow:hidden'>5.21<br>7</div>"
    assert (figure(box)[1] >= 0.9) == sure


@pytest.mark.parametrize(("source", "sure"), [("data:font/woff2;base64,AAAA", False), ("plain.woff2", True)])
def test_a_figure_in_a_font_that_the_page_holds_itself_is_doubted(source: str, *, sure: bool) -> None:
    style = f"@font-face {{font-family: 'own'; src: url({source})}} .n{{font-family: own, serif}}"
    assert (figure("<b class=n>834</b>", style)[1] >= 0.9) == sure


@pytest.mark.parametrize("column", ["<col style='visibility:collapse'>", "<col style='display:none'>"])
def test_a_column_that_is_switched_off_is_not_read(column: str) -> None:
    rows = "<tr><td>项目<td>旧数<td>金额<tr><td colspan=2>合计<td>5<tr><td>基本支出<td>4<td>5"
    [table] = opened(f"<table><col>{column}<col>{rows}</table>").tables
    assert [[cell.text for cell in table.starting(row)] for row in range(3)] == [
        ["项目", "金额"],
        ["合计", "5"],
        ["基本支出", "5"],
    ]


@pytest.mark.parametrize("style", ["visibility:hidden", "text-indent:-9999px", "overflow:hidden;height:0"])
def test_a_cell_that_shows_nothing_keeps_its_place(style: str) -> None:
    body = f'<table><tr><td>项目<td>金额<td>执行<tr><td>基本支出<td style="{style}">77<td>40</table>'
    [table] = opened(body).tables
    assert [(cell.text, cell.confidence < 0.9) for cell in table.row(1)] == [
        ("基本支出", False),
        ("77", True),
        ("40", False),
    ]
    [gone] = opened(body.replace(style, "display:none")).tables
    assert [cell.text for cell in gone.row(1)] == ["基本支出", "40"]


@pytest.mark.parametrize(("ground", "ink"), [("yellow", "#FFFF00"), ("navy", "#000080"), ("#fffff0", "lightyellow")])
def test_the_names_of_colours_are_known(ground: str, ink: str) -> None:
    assert figure(f'126<font color="{ink}">9</font>', attributes=f'bgcolor="{ground}"')[0] == "126"
    assert figure('126<font color="black">9</font>', attributes=f'bgcolor="{ground}"')[0] == "1269"


@pytest.mark.parametrize(
    ("held", "shown", "printed"),
    [
        ('sdval="-14.4"', "14.40", "-14.40"),
        ('x:num="-14.4"', "<font color=red>1,014.40</font>", "-1,014.40"),
        ('x:num="-14.4"', "(14.40)", "(14.40)"),
        ('x:num="-14.4"', "-14.40", "-14.40"),
        ('sdval="14.4"', "14.40", "14.40"),
        ('sdval="-0.0"', "0.0", "0.0"),
        ('sdval="-14.4"', "见附注", "见附注"),
    ],
)
def test_a_sign_that_only_a_colour_showed_is_in_the_number_of_the_sheet(held: str, shown: str, printed: str) -> None:
    assert figure(shown, attributes=held)[0] == printed


@pytest.mark.parametrize("around", ["form", "font", "center"])
def test_rows_stay_in_their_table_whatever_is_typed_around_them(around: str) -> None:
    rows = "<tr><td>项目</td><td>金额</td></tr>", "<tr><td>基本支出</td><td>126</td></tr>"
    [table] = opened(f"<table><{around}>{''.join(rows)}</{around}></table>").tables
    assert [cell.text for cell in table] == ["项目", "金额", "基本支出", "126"]
    [table] = opened(f"<table>{rows[0]}<tr><{around}><td>基本支出</td><td>126</td></{around}></tr></table>").tables
    assert [cell.text for cell in table] == ["项目", "金额", "基本支出", "126"]
