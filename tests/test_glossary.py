import re
from enum import StrEnum
from pathlib import Path

import pytest
from msgspec import Struct

from formaudit.indicators.lexicon import lexicon
from formaudit.model import cells, disclosure, form_kind, forms, report_text, verdict
from formaudit.model.forms import BaseDataForm, CostRow, FundList, FundRow, Indicator, ListRow, SelfEvaluation

GLOSSARY = Path(__file__).resolve().parents[1] / "docs" / "glossary.md"
RECORDS = (SelfEvaluation, BaseDataForm, FundRow, Indicator, FundList, ListRow, CostRow)
MODULES = (forms, cells, form_kind, report_text, disclosure, verdict)
HEAD = ("Chinese term", "English", "Identifier", "Explanation")


def lines() -> list[tuple[str, ...]]:
    """The cells of every line of every table, the heads and the rules under them left out."""
    rows = [
        tuple(cell.strip() for cell in line.strip().strip("|").split("|"))
        for line in GLOSSARY.read_text(encoding="utf-8").splitlines()
        if line.startswith("|")
    ]
    return [row for row in rows if row != HEAD and set("".join(row)) != {"-"}]


def identifiers() -> list[str]:
    return [row[2].strip("`") for row in lines()]


def members(name: str, thing: object) -> set[str]:
    """What the glossary has to say of a public name: the name itself and what is inside it."""
    if isinstance(thing, type) and issubclass(thing, Struct):
        return {name, *(f"{name}.{field}" for field in thing.__struct_fields__)}
    if isinstance(thing, type) and issubclass(thing, StrEnum):
        return {name, *(f"{name}.{member.name}" for member in thing)}
    return {name}


def model_names() -> set[str]:
    return {found for module in MODULES for name in module.__all__ for found in members(name, getattr(module, name))}


def lexicon_codes() -> set[str]:
    return {f"{entry.kind}:{entry.code}" for entry in lexicon().entries}


@pytest.mark.parametrize("record", RECORDS)
def test_every_field_of_a_form_record_is_in_the_glossary(record: type) -> None:
    missing = {name for name in members(record.__name__, record) if name not in identifiers()}
    assert missing == set()


def test_every_public_name_of_the_form_and_verdict_models_is_in_the_glossary() -> None:
    assert model_names() - set(identifiers()) == set()


def test_every_code_of_the_lexicon_is_in_the_glossary() -> None:
    assert lexicon_codes() - set(identifiers()) == set()


def test_the_glossary_names_nothing_that_is_not_there() -> None:
    assert set(identifiers()) - model_names() - lexicon_codes() == set()


def test_every_identifier_has_one_line_only() -> None:
    assert len(identifiers()) == len(set(identifiers()))


def test_every_line_gives_a_chinese_term_an_english_one_and_a_short_explanation() -> None:
    for row in lines():
        assert len(row) == len(HEAD), row
        chinese, english, identifier, explanation = row
        assert re.search("[\u4e00-\u9fff]", chinese), row
        assert re.fullmatch(r"[A-Za-z][A-Za-z ,()-]*", english), row
        assert re.fullmatch("`[^`]+`", identifier), row
        assert 0 < len(explanation) <= 110, row
