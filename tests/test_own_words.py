"""The product speaks in its own words: nothing of the one submission that it is tried on stands in it."""

import re
import unicodedata
from pathlib import Path

import pytest

from tests.material import MATERIAL

ROOT = Path(__file__).resolve().parents[1]
SUBMISSION = MATERIAL / "submission"
_RUN = 12
_HAN = re.compile(r"[\u4e00-\u9fff]")
_FIGURE = re.compile(r"(?<![\d.])\d+\.\d{2}(?!\d)")
# What every such form and disclosure prints: titles and labels.
_STANDARD = (
    "2023年度部门整体支出绩效评价基础数据表", "整体支出绩效评价基础数据表", "预算单位整体支出绩效评价基础数据表",
    "预算单位整体支出绩效自评表", "三、政府性基金预算支出情况表", "国有资本经营预算支出情况表",
    "纳入专户管理的非税收入拨款", "1、公务用车购置和维护经费",
)  # fmt: skip

needs_submission = pytest.mark.skipif(
    not SUBMISSION.is_dir(), reason="shared/material/submission is not beside the project"
)


def _squeezed(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKC", text) if not char.isspace())


def _runs(text: str) -> set[str]:
    """Every twelve characters in a row of which at least half are Chinese."""
    plain = _squeezed(text)
    runs = {plain[at : at + _RUN] for at in range(len(plain) - _RUN + 1)}
    return {run for run in runs if len(_HAN.findall(run)) >= _RUN // 2}


def _figures(text: str) -> set[str]:
    return set(_FIGURE.findall(text))


@pytest.fixture(scope="module")
def submitted() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(SUBMISSION.glob("*.txt")))


def _said() -> list[tuple[str, str]]:
    files = [*(ROOT / "src").rglob("*"), *(ROOT / "docs").rglob("*"), *ROOT.glob("*.md")]
    return [
        (path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
        for path in sorted(files)
        if path.suffix in (".py", ".toml", ".md", ".json", ".html", ".js", ".css")
    ]


@needs_submission
def test_no_sentence_of_the_submission_stands_in_the_product(submitted: str) -> None:
    theirs = _runs(submitted) - {run for label in _STANDARD for run in _runs(label)}
    taken = {name: sorted(found)[:3] for name, text in _said() if (found := _line_runs(text) & theirs)}
    assert taken == {}


def _line_runs(text: str) -> set[str]:
    return set().union(*map(_runs, text.splitlines()))


@needs_submission
def test_no_figure_of_the_submission_stands_in_the_product(submitted: str) -> None:
    theirs = _figures(submitted)
    # What was measured may be any figure.
    said = [(name, text) for name, text in _said() if name != "docs/benchmarks.md"]
    taken = {name: sorted(found) for name, text in said if (found := _figures(text) & theirs)}
    assert taken == {}


def test_the_comparison_sees_a_sentence_and_a_figure() -> None:
    sentence = "本单位认真组织开展了农机具报废更新补贴工作，支出 18.35 万元"
    assert _runs("认真组织开展了农机具报废更新") <= _runs(sentence)
    assert _figures(sentence) == {"18.35"}
