"""Runs that look otherwise than plain, by themselves or by their styles, in cells and in paragraphs."""

import pytest

from formaudit.model.table import Cell
from tests.extract.docx.reading import document, paragraphs, run, tbl, tc

STYLES = (
    "<w:styles>"
    '<w:style w:type="character" w:styleId="Old"><w:rPr><w:strike/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Older"><w:basedOn w:val="Old"/></w:style>'
    '<w:style w:type="character" w:styleId="Ref"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Gone"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Back"><w:rPr><w:vanish w:val="0"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Tick"><w:rPr><w:rFonts w:ascii="Wingdings 2"/></w:rPr></w:style>'
    "</w:styles>"
)


WHITE = '<w:color w:val="FFFFFF"/>'


def t(text: str) -> str:
    return f"<w:t>{text}</w:t>"


def cell(*runs: str, properties: str = "", paragraph: str = "") -> Cell:
    """The cell under a header with these runs."""
    inner = f"<w:p><w:pPr>{paragraph}</w:pPr>{''.join(runs)}</w:p>"
    read = document(tbl(tc("金额"), tc(inner, properties)), styles=STYLES)
    return read.tables[0].cells[1]


@pytest.mark.parametrize(
    "mark",
    [
        run(t("1"), '<w:vertAlign w:val="superscript"/>'),
        run(t("1"), '<w:vertAlign w:val="subscript"/>'),
        run(t("(1)"), '<w:position w:val="8"/><w:sz w:val="12"/>'),
        run(t("1"), '<w:rStyle w:val="Ref"/>'),
        run(t("88"), "<w:strike/>"),
        run(t("88"), "<w:dstrike/>"),
        run(t("88"), '<w:rStyle w:val="Old"/>'),
        run(t("88"), '<w:rStyle w:val="Older"/>'),
        run(t("88"), "<w:vanish/>"),
        run(t("88"), '<w:color w:val="FFFFFF"/>'),
        run(t("88"), '<w:color w:val="auto" w:themeColor="background1"/>'),
        run(t("88"), '<w:sz w:val="2"/>'),
        run(t("88"), '<w:color w:val="FDFDFE"/>'),
        run(t("88"), "<w14:textFill><w14:noFill/></w14:textFill>"),
        run(t("88"), '<w14:textFill><w14:solidFill><w14:srgbClr w14:val="FFFFFF"/></w14:solidFill></w14:textFill>'),
        run(t("88"), '<w14:textFill><w14:solidFill><w14:schemeClr w14:val="bg1"/></w14:solidFill></w14:textFill>'),
        run(
            t("88"),
            '<w14:textFill><w14:solidFill><w14:srgbClr w14:val="000000"><w14:alpha w14:val="100000"/></w14:srgbClr>'
            "</w14:solidFill></w14:textFill>",
        ),
        run(t("88"), '<w:w w:val="1"/>'),
        run(t("2"), '<w:position w:val="3"/><w:sz w:val="12"/>'),
        f'<w:del w:id="1">{run("<w:delText>88</w:delText>")}</w:del>',
    ],
)
def test_a_figure_keeps_what_is_visible_and_nothing_else(mark: str) -> None:
    found = cell(run(t("120.5")), mark)
    assert (found.text, found.confidence) == ("120.5", 1.0)


@pytest.mark.parametrize("older", ["1F4E79", "FFFFFF"])
@pytest.mark.parametrize(
    "fill",
    [
        '<w14:solidFill><w14:srgbClr w14:val="1F4E79"/></w14:solidFill>',
        '<w14:solidFill><w14:schemeClr w14:val="tx1"/></w14:solidFill>',
        '<w14:gradFill><w14:srgbClr w14:val="FFFFFF"/><w14:srgbClr w14:val="000000"/></w14:gradFill>',
        '<w14:solidFill><w14:schemeClr w14:val="bg1"><w14:lumMod w14:val="50000"/></w14:schemeClr></w14:solidFill>',
    ],
)
def test_letters_filled_with_ink_are_seen_whatever_colour_older_programs_give_them(fill: str, older: str) -> None:
    found = cell(run(t("120.5"), f'<w:color w:val="{older}"/><w14:textFill>{fill}</w14:textFill>'))
    assert (found.text, found.confidence) == ("120.5", 1.0)


SHAPES = (
    "<w:emboss/>",
    "<w:imprint/>",
    "<w:shadow/>",
    '<w14:textOutline w14:w="9525"><w14:solidFill><w14:srgbClr w14:val="0"/></w14:solidFill></w14:textOutline>',
)


@pytest.mark.parametrize("shape", SHAPES)
def test_white_letters_with_something_drawn_around_them_are_in_doubt(shape: str) -> None:
    found = cell(run(t("12")), run(t("0.5"), WHITE + shape))
    assert (found.text, found.confidence) == ("120.5", 0.5)
    found = cell(run(t("120.5"), shape))
    assert (found.text, found.confidence) == ("120.5", 1.0)


def test_white_letters_whose_outline_is_none_are_not_read() -> None:
    none = "<w14:textOutline><w14:noFill/></w14:textOutline>"
    assert cell(run(t("120.5")), run(t("7"), WHITE + none)).text == "120.5"


def test_a_cell_whose_figure_is_hidden_is_no_certain_blank() -> None:
    hidden = tc(f"<w:p>{run(t('120.5'), '<w:vanish/>')}</w:p>")
    assert [(one.text, one.confidence) for one in document(tbl(tc("金额") + hidden)).tables[0]] == [
        ("金额", 1.0),
        ("", 0.5),
    ]
    beside = tc(f"<w:p>{run(t('99'), '<w:vanish/>')}{run(t('120.5'))}</w:p>")
    assert [one.confidence for one in document(tbl(tc("金额") + beside)).tables[0]] == [1.0, 1.0]


def test_what_was_told_apart_is_in_a_warning() -> None:
    mark = run(t("1"), '<w:vertAlign w:val="superscript"/>')
    inner = f"<w:p>{run(t('120.5'))}{mark}</w:p>"
    [warning] = document(tbl(tc("金额"), tc(inner))).warnings
    assert (warning.code, warning.detail) == ("raised-marks", "#1 R2C1 1")


def test_a_tracked_deletion_is_told() -> None:
    read = document(f'<w:p>{run(t("36万元"))}<w:del w:id="1">{run("<w:delText>35</w:delText>")}</w:del></w:p>')
    assert [warning.code for warning in read.warnings] == ["tracked-changes"]


def test_a_value_all_of_which_is_struck_stays_in_doubt() -> None:
    found = cell(run(t("88"), "<w:strike/>"))
    assert (found.text, found.confidence) == ("88", 0.5)


def test_a_switched_off_strike_is_none() -> None:
    assert cell(run(t("88"), '<w:strike w:val="0"/>')).text == "88"


def test_a_paragraph_style_hides_and_a_character_style_that_says_otherwise_does_not_bring_back() -> None:
    style = '<w:pStyle w:val="Gone"/>'
    assert cell(run(t("99")), paragraph=style).text == ""
    assert cell(run(t("99"), '<w:vanish w:val="0"/>'), paragraph=style).text == "99"


def test_white_on_a_dark_ground_is_visible() -> None:
    white = run(t("合计"), '<w:color w:val="FFFFFF"/>')
    found = cell(white, properties='<w:shd w:val="clear" w:fill="4472C4"/>')
    assert (found.text, found.confidence) == ("合计", 1.0)


def test_grey_on_the_same_grey_is_not() -> None:
    grey = run(t("99"), '<w:color w:val="D9D9D9"/>')
    found = cell(run(t("120")), grey, properties='<w:shd w:val="clear" w:fill="D9D9D9"/>')
    assert found.text == "120"


@pytest.mark.parametrize(("fill", "confidence"), [("4472C4", 1.0), ("auto", 0.5), ("FFFFFF", 0.5)])
def test_white_in_a_table_stands_on_what_its_style_shades(fill: str, confidence: float) -> None:
    shade = f'<w:tblStylePr><w:tcPr><w:shd w:val="clear" w:fill="{fill}"/></w:tcPr></w:tblStylePr>'
    styles = (
        f'<w:styles><w:style w:type="table" w:styleId="Top">{shade}</w:style>'
        '<w:style w:type="table" w:styleId="Grid"><w:basedOn w:val="Top"/></w:style></w:styles>'
    )
    words = run(t("合计"), '<w:color w:val="FFFFFF"/>')
    table = tbl(tc(f"<w:p>{words}</w:p>"), tc("1"))
    styled = table.replace("<w:tblPr/>", '<w:tblPr><w:tblStyle w:val="Grid"/></w:tblPr>')
    assert document(styled, styles=styles).tables[0].cells[0].confidence == confidence


def test_a_white_title_over_a_drawing_is_visible() -> None:
    title = f"<w:p>{run(t('自评报告'), WHITE)}</w:p>"
    assert paragraphs(title, "正文") == ["正文"]
    assert paragraphs(title, "<w:p><w:r><w:drawing/></w:r></w:p>", "正文") == ["自评报告", "正文"]


@pytest.mark.parametrize(
    ("high", "rule", "inner", "sure"),
    [
        (280, "exact", "<w:p><w:r><w:t>36.5</w:t></w:r></w:p><w:p><w:r><w:t>7.25</w:t></w:r></w:p>", False),
        (280, "exact", "<w:p><w:r><w:t>36.5</w:t><w:br/><w:t>7.25</w:t></w:r></w:p>", False),
        (280, "exact", "<w:p><w:r><w:t>36.5</w:t><w:br/><w:t>万元</w:t></w:r></w:p>", True),
        (280, "exact", '<w:p><w:pPr><w:spacing w:before="400"/></w:pPr><w:r><w:t>36.5</w:t></w:r></w:p>', False),
        (280, "exact", f"<w:p><w:r><w:t>{'基' * 24}12.5</w:t></w:r></w:p>", False),  # wraps
        (280, "exact", "<w:p><w:r><w:t>基基12.5</w:t></w:r></w:p>", True),
        (280, "atLeast", "<w:p><w:r><w:t>36.5</w:t></w:r></w:p><w:p><w:r><w:t>7.25</w:t></w:r></w:p>", True),
        (520, "exact", "<w:p><w:r><w:t>36.5</w:t></w:r></w:p><w:p><w:r><w:t>7.25</w:t></w:r></w:p>", True),
        (280, "exact", "<w:p><w:r><w:t>7.25</w:t></w:r></w:p>", True),
    ],
)
def test_a_line_that_the_exact_height_of_its_row_cuts_off_is_in_doubt(
    high: int, rule: str, inner: str, *, sure: bool
) -> None:
    height = f'<w:trPr><w:trHeight w:val="{high}" w:hRule="{rule}"/></w:trPr>'
    wide = '<w:tcW w:w="2000" w:type="dxa"/>'
    row = f"<w:tr>{height}{tc('甲')}{tc(inner, wide)}</w:tr>"
    assert (document(tbl(tc("项目") + tc("金额"), row)).tables[0].cells[3].confidence >= 0.9) == sure


@pytest.mark.parametrize(
    ("line", "rule", "words", "sure"),
    [
        (60, "exact", "36.5", False),
        (60, "exact", "合计", True),
        (60, "auto", "36.5", True),
        (220, "exact", "36.5", True),
    ],
)
def test_figures_in_lines_too_low_for_print_are_in_doubt(line: int, rule: str, words: str, *, sure: bool) -> None:
    paragraph = f'<w:spacing w:line="{line}" w:lineRule="{rule}"/>'
    assert (cell(run(t(words)), paragraph=paragraph).confidence >= 0.9) == sure


@pytest.mark.parametrize("sign", ["<w:pgNum/>", "<w:dayShort/>", "<w:yearLong/>", "<w:contentPart/>"])
def test_what_is_computed_when_it_is_printed_is_in_doubt(sign: str) -> None:
    assert cell(run(sign)).confidence < 0.9
    assert cell(run(t("36")), run(sign)).confidence < 0.9


def test_a_mark_of_one_s_own_behind_the_place_of_a_note_is_no_digit() -> None:
    note = '<w:footnoteReference w:customMarkFollows="{}" w:id="2"/>'
    found = cell(run(t("36.5")), run(note.format(1) + t("1")))
    assert (found.text, found.confidence) == ("36.5", 1.0)
    assert cell(run(t("36.5")), run(note.format(0) + t("1"))).text == "36.51"


def test_a_row_of_no_height_is_doubted_and_told() -> None:
    flat = f'<w:tr><w:trPr><w:trHeight w:val="0" w:hRule="exact"/></w:trPr>{tc("旧口径")}{tc("99")}</w:tr>'
    read = document(tbl(tc("项目") + tc("金额"), flat))
    assert [found.confidence for found in read.tables[0]] == [1.0, 1.0, 0.5, 0.5]
    assert [warning.code for warning in read.warnings] == ["hidden-text"]


@pytest.mark.parametrize(
    ("content", "properties", "printed"),
    [
        ("R是 £否", '<w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/>', "☑是 □否"),
        ("\uf052是", '<w:rStyle w:val="Tick"/>', "☑是"),
        ("þ已完成 ¨未完成", '<w:rFonts w:ascii="Wingdings"/>', "☑已完成 □未完成"),
        ("a", '<w:rFonts w:ascii="Webdings"/>', "✓"),
    ],
)
def test_letters_of_symbol_fonts_print_as_signs(content: str, properties: str, printed: str) -> None:
    assert cell(run(t(content), properties)).text == printed


def test_an_unknown_sign_of_a_symbol_font_is_not_the_letter_it_is_stored_as() -> None:
    assert cell(run(t("Q"), '<w:rFonts w:ascii="Wingdings 2"/>')).text != "Q"


def test_a_note_mark_in_a_sentence_is_no_digit_of_its_amount() -> None:
    mark = run(t("2"), '<w:vertAlign w:val="superscript"/>')
    assert paragraphs(f"<w:p>{run(t('实际支出36'))}{mark}{run(t('万元'))}</w:p>") == ["实际支出36万元"]


def test_of_alternatives_one_for_an_unknown_dialect_is_not_shown() -> None:
    foreign = f'<mc:Choice Requires="q" xmlns:q="http://example.org/own">{run(t("63"))}</mc:Choice>'
    known = foreign.replace("example.org/own", "schemas.microsoft.com/office/word/2010/wordml")
    fallback = f"<mc:Fallback>{run(t('36'))}</mc:Fallback>"
    assert paragraphs(f"<w:p><mc:AlternateContent>{foreign}{fallback}</mc:AlternateContent></w:p>") == ["36"]
    assert paragraphs(f"<w:p><mc:AlternateContent>{known}{fallback}</mc:AlternateContent></w:p>") == ["63"]
    assert paragraphs(f"<w:p><mc:AlternateContent>{foreign}</mc:AlternateContent></w:p>") == ["63"]


def test_of_alternatives_the_fallback_counts_where_only_it_has_words() -> None:
    choice = '<mc:Choice Requires="x"><w:r><w:drawing/></w:r></mc:Choice>'
    fallback = f"<mc:Fallback>{run(t('36'))}</mc:Fallback>"
    assert paragraphs(f"<w:p><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:p>") == ["36"]


@pytest.mark.parametrize(
    ("marker", "colour", "printed"),
    [
        ("black", "000000", "120"),
        ("yellow", "FFFF00", "120"),
        ("black", "FFFFFF", "12099"),
        ("none", "000000", "12099"),
    ],
)
def test_words_in_the_colour_of_the_text_marker_behind_them_are_not_read(
    marker: str, colour: str, printed: str
) -> None:
    lit = run(t("99"), f'<w:highlight w:val="{marker}"/><w:color w:val="{colour}"/>')
    assert cell(run(t("120")), lit).text == printed


@pytest.mark.parametrize(
    ("way", "figure", "confidence"), [("rtl", "621", 0.5), ("ltr", "621", 1.0), ("rtl", "是", 1.0)]
)
def test_figures_said_to_run_from_right_to_left_are_doubted(way: str, figure: str, confidence: float) -> None:
    assert cell(f'<w:bdo w:val="{way}">{run(t(figure))}</w:bdo>').confidence == confidence


@pytest.mark.parametrize(("below", "box", "confidence"), [("130", "126", 0.5), ("", "126", 1.0), ("130", "盖章", 1.0)])
def test_a_box_with_a_figure_may_lie_on_the_figure_of_its_cell(below: str, box: str, confidence: float) -> None:
    drawn = f"<w:r><w:pict><w:txbxContent><w:p>{run(t(box))}</w:p></w:txbxContent></w:pict></w:r>"
    assert cell(run(t(below)), drawn).confidence == confidence


@pytest.mark.parametrize(
    "shown",
    [
        run(t("1260"), '<w:eastAsianLayout w:combine="1"/>'),
        '<w:r><w:object><w:control w:name="TextBox1"/></w:object></w:r>',
        '<w:fldSimple w:instr=" SEQ 表 "/>',
        '<w:fldSimple w:instr=" LISTNUM "/>',
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run(t('0.00'))}</w:sdtContent></w:sdt>",
    ],
)
def test_a_cell_that_shows_what_nobody_can_tell_is_doubted(shown: str) -> None:
    assert cell(shown).confidence < 0.9


@pytest.mark.parametrize(
    ("sample", "words"), [('<w:showingPlcHdr w:val="0"/>', "0.00"), ("<w:showingPlcHdr/>", "请填写")]
)
def test_a_field_that_is_filled_in_or_shows_no_figure_is_certain(sample: str, words: str) -> None:
    shown = f"<w:sdt><w:sdtPr>{sample}</w:sdtPr><w:sdtContent>{run(t(words))}</w:sdtContent></w:sdt>"
    assert cell(shown).confidence == 1


def test_two_lines_in_one_switched_off_and_words_in_them_are_certain() -> None:
    assert cell(run(t("1260"), '<w:eastAsianLayout w:combine="0"/>')).confidence == 1
    assert cell(run(t("绩效"), '<w:eastAsianLayout w:combine="1"/>')).confidence == 1


def test_words_in_the_colour_of_a_solid_pattern_behind_them_are_not_read() -> None:
    pattern = '<w:shd w:val="solid" w:color="000000" w:fill="FFFFFF"/><w:color w:val="000000"/>'
    assert cell(run(t("120")), run(t("99"), pattern)).text == "120"
