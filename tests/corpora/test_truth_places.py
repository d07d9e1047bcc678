"""What the truth says stands somewhere stands there, by readers that share nothing with generator or program."""

from pathlib import Path
from typing import Any

import pytest

from tests.corpora.readers import Read, read_docx, read_html, read_xlsx, shows
from tests.corpora.truths import CORPORA, Truth, name, truths

READERS = {"docx": read_docx, "html": read_html, "xlsx": read_xlsx}
ALL = pytest.mark.parametrize("truth", truths(), ids=name)
KINDS = {
    *("T01", "T02", "T04", "T07", "T08", "T09", "T10", "T11", "T12", "T14", "T15", "T16", "T17"),
    *("X01", "X02", "X07", "X08", "X10", "X11", "X12", "X18", "S01", "S06", "S07", "S10", "S11", "S12"),
    *("C01", "C02", "C03", "C04", "N02", "N03", "F02", "F03"),
}


def contents(truth: Truth) -> list[Read | list[str]]:
    read: list[Read | list[str]] = []
    for each in truth["files"]:
        path = Path(CORPORA / truth["case"] / each)
        form = path.suffix[1:]
        if form == "txt":
            read.append(path.read_text(encoding="utf-8").split("\n"))
        else:
            read.append(READERS[form](path.read_bytes()))
    return read


def text_at(files: list[Read | list[str]], place: dict[str, Any]) -> str:
    number: int = place["file"]
    file = files[number]
    if isinstance(file, list):
        return "\n".join(file[place["line"] - 1 : place["line"] + 8])
    if "paragraph" in place:
        paragraph: int = place["paragraph"]
        return file.paragraphs[paragraph]
    table: int = place["table"]
    return file.tables[table][place["row"], place["col"]]


@ALL
def test_every_figure_stands_where_the_truth_says(truth: Truth) -> None:
    files = contents(truth)
    for address, figure in truth["figures"].items():
        text = text_at(files, figure)
        if "span" in figure and isinstance(files[figure["file"]], Read):
            start, end = figure["span"]
            assert text[start:end] == figure["raw"], address
        else:
            assert shows(figure["raw"], text), (address, text)


@ALL
def test_every_fault_is_printed_where_the_truth_says(truth: Truth) -> None:
    files = contents(truth)
    for fault in truth["faults"]:
        text = text_at(files, fault["where"])
        assert fault["printed"] != fault["right"]
        assert shows(fault["printed"], text) if fault["printed"] else not text, fault


@ALL
def test_a_twin_differs_from_its_base_only_where_it_says_or_follows(truth: Truth) -> None:
    base = next(each for each in truths() if each["case"] == truth["base"])
    assert [form["form"] for form in base["forms"]] == [form["form"] for form in truth["forms"]]
    changed = {
        address for address, figure in truth["figures"].items() if base["figures"][address]["raw"] != figure["raw"]
    }
    assert bool(truth["faults"]) == (truth["case"] != truth["base"])
    assert len(changed) <= 2 * len(truth["faults"]) + 6
    if not truth["faults"]:
        assert not changed


def test_every_kind_of_fault_is_planted() -> None:
    planted = {fault["check"] for truth in truths() for fault in truth["faults"]}
    assert planted >= KINDS, KINDS - planted


def test_faults_that_the_readme_promises_stand_in_the_example() -> None:
    example = next(truth for truth in truths() if truth["case"] == "quickstart")
    assert {fault["check"] for fault in example["faults"]} >= {"T09", "T11", "X07", "S07"}
    assert all(each.endswith(".docx") for each in example["files"])


def test_no_mobile_number_and_no_foreign_name_is_printed() -> None:
    for path in CORPORA.glob("truth/*.json"):
        assert "138" + "0000" not in path.read_text(encoding="utf-8")
