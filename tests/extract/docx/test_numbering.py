"""Automatic numbers are printed before the text they belong to."""

from tests.drawing import draw, neat
from tests.extract.docx.reading import document, paragraphs, tbl, tc


def _level(index: int, text: str, form: str = "decimal", more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def _numbering(*levels: str, extra: str = "") -> str:
    return (
        f'<w:numbering><w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{extra}</w:numbering>'
    )


def _item(text: str, level: int = 0, list_id: int = 1) -> str:
    properties = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr></w:pPr>'
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


BARE = '<w:suff w:val="nothing"/>'


def test_items_are_counted_in_words() -> None:
    numbering = _numbering(_level(0, "%1、", "chineseCounting", BARE))
    assert paragraphs(_item("单位概况"), _item("绩效情况"), numbering=numbering) == ["一、单位概况", "二、绩效情况"]


def test_a_serial_column_gets_its_numbers_although_its_cells_are_blank() -> None:
    blank = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>'
    table = tbl(tc("序号") + tc("项目"), tc(blank) + tc("甲"), tc(blank) + tc("乙"))
    [read] = document(table, numbering=_numbering(_level(0, "%1", more=BARE))).tables
    assert draw(read) == neat("序号 | 项目\n1 | 甲\n2 | 乙")


def test_an_empty_item_outside_a_table_counts_but_is_not_printed() -> None:
    numbering = _numbering(_level(0, "%1."))
    assert paragraphs(_item("a"), _item(""), _item("c"), numbering=numbering) == ["1. a", "3. c"]


def test_a_lower_level_starts_anew_and_names_the_upper_one() -> None:
    numbering = _numbering(_level(0, "%1."), _level(1, "%1.%2", more=BARE))
    texts = paragraphs(_item("a"), _item("b", 1), _item("c", 1), _item("d"), _item("e", 1), numbering=numbering)
    assert texts == ["1. a", "1.1b", "1.2c", "2. d", "2.1e"]


def test_an_override_starts_a_second_list_at_its_own_number() -> None:
    extra = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    numbering = _numbering(_level(0, "%1."), extra=extra)
    texts = paragraphs(_item("a"), _item("b"), _item("c", list_id=2), _item("d", list_id=2), numbering=numbering)
    assert texts == ["1. a", "2. b", "1. c", "2. d"]


def test_bullets_print_nothing() -> None:
    assert paragraphs(_item("a"), numbering=_numbering(_level(0, "●", "bullet"))) == ["a"]


def test_a_style_brings_its_numbers_and_its_ancestors_numbers() -> None:
    styles = (
        '<w:styles><w:style w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="Child"><w:basedOn w:val="Base"/></w:style></w:styles>'
    )
    item = '<w:p><w:pPr><w:pStyle w:val="Child"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>'
    assert paragraphs(item, styles=styles, numbering=_numbering(_level(0, "%1."))) == ["1. a"]


def test_a_number_of_zero_switches_the_style_off() -> None:
    assert paragraphs(_item("a", list_id=0), numbering=_numbering(_level(0, "%1."))) == ["a"]


def test_a_list_that_is_not_defined_prints_nothing() -> None:
    assert paragraphs(_item("a", list_id=9), numbering=_numbering(_level(0, "%1."))) == ["a"]
    assert paragraphs(_item("a")) == ["a"]


def test_a_legal_level_prints_all_numbers_in_figures() -> None:
    numbering = _numbering(_level(0, "%1、", "chineseCounting", BARE), _level(1, "%1.%2", more=f"<w:isLgl/>{BARE}"))
    assert paragraphs(_item("a"), _item("b", 1), numbering=numbering) == ["一、a", "1.1b"]


def test_a_lower_level_may_go_on_counting_below_another_upper_one() -> None:
    items = (_item("a"), _item("b", 1), _item("c"), _item("d", 1))
    for after, last in {"0": "2d", "1": "1d", "2": "1d"}.items():
        more = f'<w:lvlRestart w:val="{after}"/>'
        numbering = _numbering(_level(0, "%1."), _level(1, "%2", more=BARE + more))
        assert paragraphs(*items, numbering=numbering)[-1] == last, after
    three = (_item("a"), _item("b", 1), _item("c", 2), _item("d", 1), _item("e", 2))
    for after, last in {"1": "2e", "2": "1e"}.items():
        levels = (_level(0, "%1."), _level(1, "%2."), _level(2, "%3", more=f'{BARE}<w:lvlRestart w:val="{after}"/>'))
        assert paragraphs(*three, numbering=_numbering(*levels))[-1] == last, after


def test_a_dash_as_the_bullet_of_a_figure_in_a_cell_may_be_its_sign() -> None:
    lists = _numbering(_level(0, "-", "bullet"))
    [table] = document(tbl(tc("项目") + tc("金额"), tc("结余") + tc(_item("14.4"))), numbering=lists).tables
    assert [(cell.text, cell.confidence < 0.9) for cell in table.row(1)] == [("结余", False), ("-14.4", True)]
    [table] = document(tbl(tc("项目") + tc("说明"), tc("结余") + tc(_item("结转下年"))), numbering=lists).tables
    assert [(cell.text, cell.confidence) for cell in table.row(1)] == [("结余", 1.0), ("结转下年", 1.0)]
    assert paragraphs(_item("14.4"), numbering=lists) == ["14.4"]
    rounded = _numbering(_level(0, "●", "bullet"))
    [table] = document(tbl(tc("项目") + tc("金额"), tc("结余") + tc(_item("14.4"))), numbering=rounded).tables
    assert [cell.text for cell in table.row(1)] == ["结余", "14.4"]
