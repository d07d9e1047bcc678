"""Words struck out by strokes among their characters are told apart in every format."""

import pytest

from formaudit.extract.door import extract_bytes
from formaudit.model.table import Cell


def struck(text: str, stroke: str = "\u0336") -> str:
    return "".join(char + stroke for char in text)


def cell(text: str, name: str) -> tuple[Cell, list[str]]:
    """The cell with this text in a small file, and the codes of the file's warnings."""
    files = {
        "a.csv": f"项目,预算\n三公,{text}\n人员,5\n",
        "a.txt": f"项目\t预算\n三公\t{text}\n人员\t5\n",
        "a.html": f"<meta charset=utf-8><table><tr><td>项目<td>预算<tr><td>三公<td>{text}<tr><td>人员<td>5</table>",
    }
    document = extract_bytes(files[name].encode(), name)
    [table] = document.tables
    found = table.at(1, 1)
    assert found is not None
    return found, [warning.code for warning in document.warnings]


@pytest.mark.parametrize("name", ["a.csv", "a.txt", "a.html"])
@pytest.mark.parametrize("stroke", ["\u0336", "\u0335", "\u0338"])
def test_a_struck_figure_gives_way_to_the_one_beside_it(name: str, stroke: str) -> None:
    found, codes = cell(struck("130", stroke) + "126", name)
    assert (found.text, found.confidence) == ("126", 1.0)
    assert codes == ["struck-text"]


@pytest.mark.parametrize("name", ["a.csv", "a.txt", "a.html"])
def test_a_figure_all_of_which_is_struck_is_doubted(name: str) -> None:
    found, _ = cell(struck("130"), name)
    assert (found.text, found.confidence) == ("130", 0.5)


def test_a_stroke_that_makes_another_sign_strikes_nothing() -> None:
    found, codes = cell("5=\u03386", "a.csv")
    assert (found.text, found.confidence, codes) == ("5≠6", 1.0, [])


def test_a_paragraph_without_its_struck_words() -> None:
    document = extract_bytes(f"支出{struck('36')}35万元。\n".encode(), "a.txt")
    assert [paragraph.text for paragraph in document.paragraphs] == ["支出35万元。"]


@pytest.mark.parametrize(("text", "sure"), [("\ue8a1\ue8a2", False), ("\ue8a15", False), ("\ue8a1合计", True)])
def test_a_figure_of_private_codes_is_doubted(text: str, *, sure: bool) -> None:
    assert (cell(text, "a.html")[0].confidence >= 0.9) == sure
