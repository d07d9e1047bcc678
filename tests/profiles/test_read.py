"""Profiles from files: what they change, and that every mistake is told with its line."""

from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace

from formaudit.checks.catalogue import CHECKS
from formaudit.errors import ExitCode, UsageError
from formaudit.messages.failure import line
from formaudit.profiles.read import AUTO, built_in, read_profile
from formaudit.settings import Alias, Profile


def profile(folder: Path, text: str, name: str = "county.toml") -> Profile:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_profile(str(path))


def test_the_default_profile_is_the_one_in_the_code() -> None:
    shipped = read_profile("default")
    assert replace(shipped, title=("", ""), source="") == Profile()


@pytest.mark.parametrize("name", built_in())
def test_every_shipped_profile_is_whole(name: str) -> None:
    shipped = read_profile(name)
    assert shipped.name == name
    assert all(shipped.title)
    assert sum(points for _, points in shipped.weights) == shipped.full_score


def test_the_shipped_profiles_differ_where_their_places_do() -> None:
    assert dict(read_profile("cost20").weights)["COST"] == 20
    assert read_profile("older50").qualitative_bands == (Decimal(80), Decimal(50))
    assert read_profile("older50").reverse[0] == "ratio"
    assert dict(read_profile("execution20").weights)["BUD"] == 20
    assert dict(read_profile("sichuan").grade_bounds)["中"] == 70
    assert read_profile("platform").over_fulfilment == 120


def test_year_and_region_choose_a_profile() -> None:
    auto = read_profile(AUTO)
    assert auto.choose(2024, "四川省测试局").name == "sichuan"
    assert auto.choose(2023, "四川省测试局").name == "default"
    assert auto.choose(2024, "湖滨区档案馆").name == "default"
    assert auto.choose(None, "四川省测试局").name == "default"


def test_a_profile_changes_what_it_names_and_keeps_the_rest(tmp_path: Path) -> None:
    found = profile(
        tmp_path,
        """
extends = "older50"
name = "本县"
title = "本县规则"
[lines]
over_fulfilment = 150.5
[scoring]
tolerance = 0.1
[checks]
off = ["N01"]
[severity]
Y04 = "note"
[basis]
T09 = "第一条"
[batch]
complete = true
[[alias]]
kind = "source"
code = "fiscal"
names = ["本级安排"]
""",
    )
    assert (found.name, found.title) == ("本县", ("本县规则", "本县规则"))
    assert found.over_fulfilment == Decimal("150.5")
    assert found.score_tolerance == Decimal("0.1")
    assert found.qualitative_bands == (Decimal(80), Decimal(50))
    assert found.disabled == {"N01"}
    assert (found.severities, found.articles) == ((("Y04", "note"),), (("T09", "第一条"),))
    assert found.complete_batch
    assert found.names.aliases == (Alias(kind="source", code="fiscal", name="本级安排"),)


def test_a_profile_built_on_a_file_beside_it_may_switch_checks_on_again(tmp_path: Path) -> None:
    profile(tmp_path, '[checks]\noff = ["N01", "F02"]\n[severity]\nT01 = "minor"\n', "base.toml")
    found = profile(tmp_path, 'extends = "base.toml"\n[checks]\non = ["N01"]\n[severity]\nT02 = "note"\n')
    assert found.disabled == {"F02"}
    assert dict(found.severities) == {"T01": "minor", "T02": "note"}


def test_a_user_s_table_chooses_too(tmp_path: Path) -> None:
    profile(tmp_path, 'title = "新规"\n', "new.toml")
    found = profile(
        tmp_path, '[[choose]]\nprofile = "new.toml"\nfrom = 2025\n[[choose]]\nprofile = "cost20"\nuntil = 2020\n'
    )
    assert found.choose(2025, "").name == "new"
    assert found.choose(2019, "").name == "cost20"
    assert found.choose(2022, "").name == "county"


def test_relations_get_the_next_free_codes_and_definitions_are_put_in(tmp_path: Path) -> None:
    relation = '[[relation]]\nname = "{0}"\nequation = "{1}"\n'
    profile(
        tmp_path,
        '[[define]]\nname = "执行"\nexpression = "sum(annex4[*].total.actual_amount)"\n'
        + relation.format("一", "执行 = annex3.project_expenditure"),
        "base.toml",
    )
    found = profile(
        tmp_path,
        'extends = "base.toml"\n[[define]]\nname = "两倍"\nexpression = "2 * 执行"\n'
        + relation.format("二", "两倍 >= 1")
        + relation.format("三", "annex3.grand.weight = 100")
        + 'code = "R02"\ntolerance = 0.5\nseverity = "minor"\n',
    )
    assert [(one.code, one.name) for one in found.relations] == [("R01", "一"), ("R03", "二"), ("R02", "三")]
    (term,) = found.relations[1].equation.left
    assert (term.factor, term.address, term.total) == (Decimal(2), "annex4[*].total.actual_amount", True)
    assert (found.relations[2].tolerance, found.relations[2].severity) == (Decimal("0.5"), "minor")


def test_definitions_built_on_each_other_do_not_grow(tmp_path: Path) -> None:
    doubling = "".join(f'[[define]]\nname = "d{i + 1}"\nexpression = "d{i} + d{i}"\n' for i in range(64))
    found = profile(
        tmp_path,
        f'[[define]]\nname = "d0"\nexpression = "annex3.grand.weight"\n{doubling}'
        '[[relation]]\nname = "n"\nequation = "d64 >= 1"\n',
    )
    assert found.relations[0].equation.left[0].factor == 2**64


RELATION = '[[relation]]\nname = "n"\nequation = "'

MISTAKES = [
    ("x = 1", 1, "x"),
    ("[weigths]\nOUT = 50", 1, "weights"),
    ('[weights]\nOUT = 50\nBEN = "30"', 3, "weights.BEN"),
    ("[weights]\nOUT = 50", 1, "50"),
    ("[weights]\nOUT = true", 2, "true/false"),
    ("[lines]\n\nexecution_floor = nan", 3, "execution_floor"),
    ("[lines]\nadjustment_note = 50", 2, "adjustment_reason"),
    ("[scoring]\nqualitative_bands = [60, 80]", 2, "qualitative_bands"),
    ("[scoring]\nqualitative_bands = [60, '80']", 2, "qualitative_bands.2"),
    ('[scoring]\nreverse = ["liner"]', 2, "linear"),
    ("[grades]\n'优' = 80\n'良' = 90\n'差' = 0", 1, "grades"),
    ('[checks]\noff = [\n  "T01",\n  "T99",\n]', 4, "T99"),
    ('[checks]\noff = ["T01"]\non = ["T01"]', 3, "T01"),
    ('[severity]\nT01 = "big"', 2, "big"),
    ('[severity]\nT01X = "minor"', 2, "T01"),
    ('extends = "defualt"', 1, "defualt"),
    ('\nextends = "county.toml"', 2, "county.toml"),
    ("a = [1", 1, "数组或内联表未结束"),
    ('name = "a"\nname = "b"', 2, ""),
    ('name = ""', 1, "name"),
    ('[[alias]]\nkind = "source"\ncode = "fiscl"\nnames = ["a"]', 3, "fiscal"),
    ('[[alias]]\nkind = "source"\nnames = ["a"]', 1, "alias.1.code"),
    ('[[same]]\nnames = ["a"]', 2, "same.1.names"),
    ('[[same]]\nnames = ["甲", "乙"]\n[[distinct]]\nnames = ["乙", "甲"]', 3, "甲"),
    ('[[choose]]\nprofile = "nope"', 2, "nope"),
    ('[[choose]]\nprofile = "default"\nfrom = 2024\nuntil = 2020', 4, "2024"),
    ('[[choose]]\nprofile = "default"\nfrom = 2024.5', 3, "2024.5"),
    ('[[choose]]\nprofile = "auto"', 2, "auto"),
    (RELATION + 'annex2[项目支出].final_acount = 1"', 3, "final_account"),
    (RELATION + 'annex9.x = 1"', 3, "annex9"),
    (RELATION + 'sum(annex3.grand.weight"', 3, ""),
    (RELATION + 'avg(annex3.grand.weight) = 1"', 3, "sum"),
    ('[[relation]]\nname = "n"', 1, "relation.1.equation"),
    (RELATION + 'annex3.grand.weight = 1"\nseverity = "major!"', 4, "major"),
    (RELATION + 'annex3.grand.weight = 1"\ncode = "T01"', 4, "T01"),
    (RELATION + 'annex3.grand.weight = 1"\n' + RELATION + 'annex3.grand.weight = 1"', 5, "n"),
    ('[[define]]\nname = "a"\nexpression = "b + 1"\n[[define]]\nname = "b"\nexpression = "a"', 6, "a → b → a"),
    ('[[define]]\nname = "a"\nexpression = "a + annex3.grand.weight"', 3, "a → a"),
    ('[[define]]\nname = "sum"\nexpression = "1"', 2, "sum"),
    ('[[define]]\nname = "总分"\nexpression = "annex3.grand.score"\n' + RELATION + '总份 = 1"', 6, "总分"),
]


@pytest.mark.parametrize(("text", "number", "words"), MISTAKES)
def test_a_mistake_is_told_with_file_line_and_key(tmp_path: Path, text: str, number: int, words: str) -> None:
    with pytest.raises(UsageError) as caught:
        profile(tmp_path, text)
    error = caught.value
    assert error.code == "profile"
    assert error.exit_code == ExitCode.USAGE
    assert error.file == str(tmp_path / "county.toml")
    assert f"第 {number} 行" in error.detail
    assert words in error.detail
    assert "\n" not in line(error)


def test_an_unreadable_profile_is_an_unknown_one(tmp_path: Path) -> None:
    for name in ("nope", str(tmp_path / "nope.toml"), str(tmp_path)):
        with pytest.raises(UsageError) as caught:
            read_profile(name)
        assert caught.value.code == "unknown-profile"


def test_bytes_that_are_no_text_are_told_with_their_line(tmp_path: Path) -> None:
    (tmp_path / "gbk.toml").write_bytes('name = "a"\ntitle = "县"'.encode("gbk"))
    with pytest.raises(UsageError) as caught:
        read_profile(str(tmp_path / "gbk.toml"))
    assert "第 2 行" in caught.value.detail


def test_every_check_can_be_switched_off(tmp_path: Path) -> None:
    codes = ", ".join(f'"{check.code}"' for check in CHECKS)
    assert profile(tmp_path, f"[checks]\noff = [{codes}]").disabled == {check.code for check in CHECKS}


def test_a_chosen_profile_must_not_bring_aliases(tmp_path: Path) -> None:
    profile(tmp_path, '[[alias]]\nkind = "source"\ncode = "fiscal"\nnames = ["本级安排"]\n', "named.toml")
    with pytest.raises(UsageError, match="named"):
        profile(tmp_path, '[[choose]]\nprofile = "named.toml"\n')
