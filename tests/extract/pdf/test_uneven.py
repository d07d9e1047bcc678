"""Tables without a grid whose lines say that they have other rows than those they were cut into: all is doubted."""

from tests.extract.pdf.paper import document, rows

XS = (60, 100, 240, 380)


def _of(lines: list[tuple[float, int, str]]) -> float:
    """The least confidence in the one table that texts make, each given by its height, its column and its words."""
    drawn = "".join(rows([[(XS[col], words)]], top) for top, col, words in lines)
    [found] = document(drawn).tables
    return min(cell.confidence for cell in found)


def _row(top: float, *words: str) -> list[tuple[float, int, str]]:
    return [(top, at, word) for at, word in enumerate(words) if word]


def test_a_label_between_the_lines_of_two_rows_belongs_to_both() -> None:
    lines = _row(80, "序号", "专项名称", "使用单位", "金额")
    lines += _row(100, "1", "饮水提升补助", "望江水利所", "77.25") + _row(
        120, "2", "校舍修缮补助", "古渡教育局", "34.53"
    )
    lines += _row(140, "3", "村道硬化补助", "石桥交通局", "12.40")
    whole = (
        lines
        + _row(160, "4", "馆藏修复补助", "柳堤图书馆", "20.10")
        + _row(180, "5", "森林防火补助", "青禾林业站", "9.00")
    )
    assert _of(whole) >= 0.9
    torn = lines + _row(166, "4", "馆藏修复补助") + _row(160, "", "", "柳堤图书馆", "20.10")
    torn += _row(172, "", "", "鹿鸣图书馆", "11.30") + _row(192, "5", "森林防火补助", "青禾林业站", "9.00")
    assert _of(torn) < 0.8


def test_a_label_beside_the_second_of_three_rows_leaves_the_first_without_one() -> None:
    lines = _row(80, "序号", "专项名称", "使用单位", "金额")
    lines += _row(100, "", "", "望江水利所", "77.25") + _row(120, "1", "饮水提升补助", "古渡水利所", "34.53")
    lines += _row(140, "", "", "石桥水利所", "12.40") + _row(160, "2", "馆藏修复补助", "柳堤图书馆", "20.10")
    assert _of(lines) < 0.8


def test_groups_named_in_their_first_row_are_read_as_they_stand() -> None:
    lines = _row(80, "序号", "专项名称", "使用单位", "金额")
    lines += _row(100, "1", "饮水提升补助", "望江水利所", "77.25") + _row(120, "", "", "古渡水利所", "34.53")
    lines += _row(140, "2", "馆藏修复补助", "柳堤图书馆", "20.10") + _row(160, "", "", "石桥图书馆", "12.40")
    assert _of(lines) >= 0.9


def test_a_row_whose_words_sit_a_little_off_its_figures_is_one_row() -> None:
    lines = _row(80, "序号", "专项名称", "使用单位", "金额")
    for at, name in enumerate(("饮水提升", "校舍修缮", "村道硬化", "馆藏修复")):
        top = 100 + 20 * at
        lines += [*_row(top, str(at), name, "望江财政所"), (top - 3.0, 3, "7.25")]
    assert _of(lines) >= 0.9
