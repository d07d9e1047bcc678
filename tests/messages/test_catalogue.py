import ast
import importlib
import pkgutil
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from formaudit import messages
from formaudit.messages import en, has, phrase, say, word, zh
from formaudit.model.verdict import Nature, Outcome, Severity

FORBIDDEN = ("造假", "虚报", "骗取", "隐瞒", "挪用", "严重违规", "责任人", "处罚")
LANGUAGES = {"zh": zh.MESSAGES, "en": en.MESSAGES}


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def parts(lang: str) -> dict[str, dict[str, str]]:
    found = pkgutil.walk_packages(messages.__path__, f"{messages.__name__}.")
    names = [info.name for info in found if info.name.endswith(f"_{lang}") and ".bases_" not in info.name]
    return {name: importlib.import_module(name).MESSAGES for name in names}


def test_both_languages_have_the_same_keys() -> None:
    assert set(zh.MESSAGES) == set(en.MESSAGES)


def test_both_languages_have_the_same_placeholders() -> None:
    differing = {key for key in zh.MESSAGES if placeholders(zh.MESSAGES[key]) != placeholders(en.MESSAGES[key])}
    assert differing == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_part_is_joined_and_no_two_parts_share_a_key(lang: str) -> None:
    joined = LANGUAGES[lang]
    assert sum(len(part) for part in parts(lang).values()) == len(joined)
    for name, part in parts(lang).items():
        assert part.items() <= joined.items(), name


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_placeholder_is_positional_or_formatted(lang: str) -> None:
    for key, template in LANGUAGES[lang].items():
        for _, name, spec, conversion in string.Formatter().parse(template):
            assert name is None or (name.isidentifier() and not spec and not conversion), key


def test_the_catalogue_never_accuses() -> None:
    accusing = {key: text for key, text in zh.MESSAGES.items() if any(term in text for term in FORBIDDEN)}
    assert accusing == {}


def test_no_text_is_empty() -> None:
    assert [
        key for key, text in {**zh.MESSAGES, **en.MESSAGES}.items() if not text.strip() and key != "place.step"
    ] == []


def test_the_chinese_catalogue_is_chinese_and_the_english_one_is_not() -> None:
    english = {key for key, text in en.MESSAGES.items() if any("\u4e00" <= char <= "\u9fff" for char in text)}
    assert english == set()


@pytest.mark.parametrize(
    ("kind", "words"),
    [(Severity, "严重 较重 一般 提示"), (Nature, "矛盾 损坏 评分 填报 设计 疑点 口径 尾差")],
)
def test_the_words_for_severity_and_nature_are_those_of_the_catalogue_of_checks(
    kind: type[Severity] | type[Nature], words: str
) -> None:
    assert [word(f"{kind.__name__.lower()}.{item}") for item in kind] == words.split()


def test_every_outcome_has_a_word() -> None:
    assert all(has(f"outcome.{outcome}") for outcome in Outcome)


def asked_for() -> Iterator[tuple[str, str]]:
    """Each key that a module names in full where it makes a phrase or asks for a word."""
    for path in sorted(Path(messages.__file__).parents[1].rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("phrase", "word"):
                for each in ast.walk(node.args[0]) if node.args else ():
                    if isinstance(each, ast.Constant) and isinstance(each.value, str) and "." in each.value:
                        yield path.name, each.value


def test_every_key_that_the_program_names_is_in_the_catalogue() -> None:
    named = [pair for pair in asked_for() if not pair[1].endswith(".") and not pair[1].startswith(".")]
    assert len(named) > 500
    assert [(name, key) for name, key in named if not has(key)] == []


def test_words_that_are_missing_never_end_a_run() -> None:
    assert say(phrase("T00.broken", label="合计"), "zh") == "T00.broken"
    assert word("T00.title", "en") == "T00.title"
    assert "{printed}" in say(phrase("C01.broken", label="合计"), "zh")
