"""Only what is printed is read: changes accepted, fields as stored, hidden text gone, nothing twice."""

import pytest

from tests.drawing import draw, neat
from tests.extract.docx.reading import document, paragraphs, run, tbl, tc


def _p(content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def _t(text: str, properties: str = "") -> str:
    return run(f'<w:t xml:space="preserve">{text}</w:t>', properties)


def _field(instruction: str, result: str) -> str:
    return (
        run('<w:fldChar w:fldCharType="begin"/>')
        + run(f"<w:instrText>{instruction}</w:instrText>")
        + run('<w:fldChar w:fldCharType="separate"/>')
        + result
        + run('<w:fldChar w:fldCharType="end"/>')
    )


def test_insertions_are_kept_and_deletions_dropped() -> None:
    deleted = f'<w:del w:id="1">{run("<w:delText>153.67</w:delText>")}</w:del>'
    moved = f'<w:moveFrom w:id="3">{_t("甲")}</w:moveFrom>'
    text = deleted + f'<w:ins w:id="2">{_t("84.13")}</w:ins>' + moved + f'<w:moveTo w:id="4">{_t("乙")}</w:moveTo>'
    assert paragraphs(_p(text)) == ["84.13乙"]


def test_deleted_rows_and_cells_are_dropped() -> None:
    dropped = tc("x", '<w:cellDel w:id="1"/>')
    kept = f"<w:tr>{tc('a')}{tc('b')}{dropped}</w:tr>"
    gone = f'<w:tr><w:trPr><w:del w:id="2"/></w:trPr>{tc("c")}{tc("d")}</w:tr>'
    [table] = document(tbl(kept, gone)).tables
    assert draw(table) == neat("a | b")


def test_figures_of_a_row_whose_cell_is_deleted_for_the_time_being_are_in_doubt() -> None:
    whole = tbl(*(f"<w:tr>{tc('8')}{tc('13.5', '<w:cellDel/>')}{tc('7')}</w:tr>" for _ in range(2)))
    assert {cell.confidence for cell in document(whole).tables[0]} == {1.0}
    rows = f"<w:tr>{tc('8')}{tc('13.5', '<w:cellDel/>')}{tc('12.5')}</w:tr>", f"<w:tr>{tc('甲')}{tc('7')}</w:tr>"
    read = document(tbl(*rows))
    assert [cell.confidence < 0.9 for cell in read.tables[0]] == [False, True, False, False]
    assert [warning.code for warning in read.warnings] == ["tracked-changes"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    mark = '<w:rPr><w:del w:id="1"/></w:rPr>'
    assert paragraphs(_p(_t("一、"), mark), _p(_t("单位"), mark), _p(_t("概况"))) == ["一、单位概况"]


def test_properties_before_a_change_do_not_count() -> None:
    old = '<w:tcPrChange w:id="1"><w:tcPr><w:gridSpan w:val="2"/><w:vMerge/></w:tcPr></w:tcPrChange>'
    [table] = document(tbl(tc("a", old) + tc("b"))).tables
    assert draw(table) == neat("a | b")


def test_a_field_shows_its_stored_result_and_never_its_instruction() -> None:
    assert paragraphs(_p(_field("=SUM(ABOVE)", _t("16.54")))) == ["16.54"]


def test_fields_in_instructions_are_not_shown() -> None:
    inner = _field("=A1", _t("隐"))
    outer = run('<w:fldChar w:fldCharType="begin"/>') + run("<w:instrText>IF</w:instrText>") + inner
    outer += run('<w:fldChar w:fldCharType="separate"/>') + _t("53") + run('<w:fldChar w:fldCharType="end"/>')
    assert paragraphs(_p(outer)) == ["53"]


def test_a_field_that_is_never_closed_does_not_swallow_the_next_paragraph() -> None:
    assert paragraphs(_p(run('<w:fldChar w:fldCharType="begin"/>')), _p(_t("正文"))) == ["正文"]


def test_a_simple_field_shows_its_result() -> None:
    assert paragraphs(_p(f'<w:fldSimple w:instr="PAGE">{_t("3")}</w:fldSimple>')) == ["3"]


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        ("<w:checkBox><w:checked/></w:checkBox>", "☑"),
        ('<w:checkBox><w:default w:val="0"/></w:checkBox>', "□"),
        ('<w:ddList><w:result w:val="1"/><w:listEntry w:val="优"/><w:listEntry w:val="良"/></w:ddList>', "良"),
        ('<w:ddList><w:result w:val="7"/><w:listEntry w:val="优"/></w:ddList>', ""),
    ],
)
def test_form_fields_show_their_state(data: str, shown: str) -> None:
    field = run(f'<w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar>')
    field += run("<w:instrText>FORM</w:instrText>") + run('<w:fldChar w:fldCharType="end"/>')
    assert paragraphs(_p(_t("级别：") + field)) == [f"级别：{shown}"]


def test_hidden_text_is_dropped_unless_hiding_is_switched_off() -> None:
    text = _t("153.67", "<w:vanish/>") + _t("15", '<w:vanish w:val="0"/>')
    assert paragraphs(_p(text)) == ["15"]


def test_text_hidden_by_a_character_style_is_dropped() -> None:
    styles = '<w:styles><w:style w:styleId="Ghost"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
    assert paragraphs(_p(_t("鬼", '<w:rStyle w:val="Ghost"/>') + _t("人")), styles=styles) == ["人"]


def test_the_marks_of_a_hidden_field_still_count() -> None:
    hidden = "<w:vanish/>"
    field = run('<w:fldChar w:fldCharType="begin"/>', hidden) + run("<w:instrText>X</w:instrText>", hidden)
    field += (
        run('<w:fldChar w:fldCharType="separate"/>', hidden) + _t("4") + run('<w:fldChar w:fldCharType="end"/>', hidden)
    )
    assert paragraphs(_p(field)) == ["4"]


def test_a_text_box_follows_its_paragraph_once_with_its_table() -> None:
    inside = f"{_p(_t('框内'))}{tbl(tc('a') + tc('b'))}"
    shape = f"<wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx>"
    choice = f'<mc:Choice Requires="wps"><w:drawing>{shape}</w:drawing></mc:Choice>'
    fallback = (
        f"<mc:Fallback><w:pict><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
    )
    read = document(_p(_t("锚") + run(f"<mc:AlternateContent>{choice}{fallback}</mc:AlternateContent>")), "尾")
    assert [p.text for p in read.paragraphs] == ["锚", "框内", "尾"]
    assert [draw(table) for table in read.tables] == [neat("a | b")]


def test_a_text_box_in_the_old_drawing_language_is_read_too() -> None:
    box = f"<w:pict><v:shape><v:textbox><w:txbxContent>{_p(_t('旧框'))}</w:txbxContent></v:textbox></v:shape></w:pict>"
    assert paragraphs(_p(run(box))) == ["旧框"]


def test_a_text_box_in_a_cell_becomes_a_line_of_the_cell() -> None:
    box = f"<w:pict><v:textbox><w:txbxContent>{_p(_t('注'))}</w:txbxContent></v:textbox></w:pict>"
    [table] = document(tbl(tc(_p(_t("甲") + run(box))) + tc("乙"))).tables
    assert draw(table) == neat("甲/注 | 乙")


def test_only_the_base_of_ruby_is_read() -> None:
    ruby = f"<w:ruby><w:rt>{_t('xiào')}</w:rt><w:rubyBase>{_t('效')}</w:rubyBase></w:ruby>"
    assert paragraphs(_p(_t("绩") + run(ruby))) == ["绩效"]


def test_a_frame_around_a_form_is_taken_apart() -> None:
    form = tbl(tc("项目") + tc("预算"), tc("甲") + tc("4"))
    read = document(tbl(tc(_p(_t("附件4"))), tc(_p(_t("自评表")) + form + "<w:p/>")))
    assert [p.text for p in read.paragraphs] == ["附件4", "自评表"]
    assert [draw(table) for table in read.tables] == [neat("项目 | 预算\n甲 | 4")]


def test_a_nested_table_becomes_lines_of_its_cell_and_leaves_the_outer_grid_alone() -> None:
    inner = tbl(tc("内1") + tc("内2"), tc("内3") + tc("内4"))
    [table] = document(tbl(tc("外1") + tc(_p(_t("外2")) + inner + "<w:p/>"), tc("外3") + tc("外4"))).tables
    assert draw(table) == neat("外1 | 外2/内1\t内2/内3\t内4\n外3 | 外4")


def test_a_table_in_a_nested_table_is_kept_too() -> None:
    innermost = tbl(tc("丙") + tc("丁"))
    inner = tbl(tc("甲") + tc(innermost + "<w:p/>"), tc("乙") + tc("戊"))
    [table] = document(tbl(tc("外") + tc(inner + "<w:p/>"))).tables
    assert table.cells[1].text == "甲\t丙 丁\n乙\t戊"
