"""Tables copied out of a browser: a merged cell is printed once, and the rows below it are short on the left."""

from formaudit.extract.txt import read
from formaudit.model.document import Document, Source
from tests.extract.drawn import draw

HEAD = "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分"
FULL = "产出指标\t数量指标\t培训场次\t≥10场\t12场\t10\t10"


def opened(*lines: str) -> Document:
    return read("\n".join(lines).encode(), Source(path="a.txt", sha256="", format="txt"))


def test_values_stand_under_what_they_can_mean() -> None:
    found = opened(
        HEAD, FULL, "培训人数\t≥500人\t520人\t10\t9.5", "质量指标\t合格率\t≥95%\t96%\t15\t15", "总分\t35\t34.5"
    )
    assert draw(found.tables[0])[3][1:3] == ["质量指标", "合格率"]
    assert draw(found.tables[0])[2] == ["^", "^", "培训人数", "≥500人", "520人", "10", "9.5"]
    assert draw(found.tables[0])[4] == ["总分", "<", "<", "<", "<", "35", "34.5"]
    assert found.warnings == ()


def test_a_row_that_fits_on_the_right_only_is_certain() -> None:
    full = "效益指标\t社会效益\t知晓率\t≥90%\t92%\t30\t30"
    found = opened(HEAD, FULL, full, "满意度\t群众满意度\t≥95%\t96%\t15\t15")
    assert draw(found.tables[0])[3] == ["^", "满意度", "群众满意度", "≥95%", "96%", "15", "15"]
    assert found.warnings == ()


def test_blanks_trimmed_at_the_end_are_put_back_where_that_fits() -> None:
    found = opened("项目\t年初预算数\t全年预算数", "基本支出\t120.5\t126", "项目支出\t40", "合计\t160.5\t126")
    assert draw(found.tables[0])[2] == ["项目支出", "40", ""]
    assert found.warnings == ()
