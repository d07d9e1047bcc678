"""What a table looks like that is no form anybody knows: its labels, those of columns and those of rows."""

import pytest

from formaudit.forms.unknown_labels import looks_of
from formaudit.model.forms import UnknownForm
from formaudit.model.place import Place
from tests.drawn import drawn

_ROWS = "桥梁加固 | 已完成 | 30米\n路面养护 | 在建 | 25米"


def _labels(text: str) -> dict[str, tuple[str, int]]:
    """Each label with its role and row, where the only table of a file is one that nobody recognised."""
    document = drawn(text)
    unknown = UnknownForm(index=1, title="", file=0, tables=(0,), reason="no-form", place=Place(table=0))
    (look,) = looks_of(document, 0, (unknown,))
    return {label.text: (label.role, label.row) for label in look.labels}


@pytest.mark.parametrize(
    ("head", "columns"),
    [
        ("工程甲 | 进展乙 | 规模丙", {"工程甲": 0, "进展乙": 0, "规模丙": 0}),
        ("工程甲 | 进展乙 | <", {"桥梁加固": 1}),  # two cells are no row of heads
        ("工程总表 | < | <\n工程甲 | 进展乙 | 规模丙", {"工程甲": 1, "进展乙": 1, "规模丙": 1}),
        ("工程总表 | 说明丁 | <\n工程甲 | 进展乙 | 规模丙", {"工程甲": 1, "进展乙": 1, "规模丙": 1}),
    ],
)
def test_the_first_row_of_several_labels_heads_the_columns_of_a_strange_table(
    head: str, columns: dict[str, int]
) -> None:
    found = _labels(f"{head}\n{_ROWS}")
    assert {text: row for text, (role, row) in found.items() if role == "column"} == columns
    assert found["路面养护"][0] == "row"
