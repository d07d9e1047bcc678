from decimal import Decimal

import pytest
from msgspec.structs import replace

from formaudit.checks.catalogue import CHECKS
from formaudit.checks.explained import explain, explain_own, find_check, find_explained
from formaudit.checks.kernel.evidence import Tolerance
from formaudit.errors import UsageError
from formaudit.messages import LANGUAGES, word
from formaudit.profiles.equation import read_equation
from formaudit.settings import Profile, UserRelation
from tests.checks.test_written import no_definitions


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: str(check.code))
def test_every_check_is_explained_in_full(check: object, lang: str) -> None:
    entry = explain(check, lang)  # type: ignore[arg-type]  # the parameter is a check
    assert all(getattr(entry, part) for part in entry.__struct_fields__)
    assert entry.breaks != entry.holds


def test_a_check_is_found_by_code_or_name() -> None:
    assert find_check("t09").code == find_check("parts-do-not-sum").code == "T09"


def test_a_check_that_is_not_there_is_a_wrong_call() -> None:
    with pytest.raises(UsageError) as caught:
        find_check("T99")
    assert (caught.value.code, caught.value.detail) == ("unknown-check", "T99")


def test_sums_are_tested_within_rounding_and_serials_exactly() -> None:
    assert find_check("T09").tolerance is Tolerance.MONEY
    assert find_check("T16").tolerance is Tolerance.NONE


OWN = (replace(explain(CHECKS[0], "zh"), check="R01", name="own-relation", title="自设关系", purpose="县里的关系"),)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (["T9"], ["T09"]),
        (["t09"], ["T09"]),
        ([" Parts-Do-Not-Sum "], ["T09"]),
        (["R01"], ["R01"]),
        (["OWN-relation"], ["R01"]),
        (["县里的关系"], ["R01"]),
        (["年初预算", "控制"], []),
        (["执行率", "分值"], ["T14", "T15", "S01"]),
        (["三公"], ["T01", "D06", "D07", "T06", "Y01", "U05"]),
    ],
    ids=str,
)
def test_checks_are_found_by_code_name_or_all_words(said: list[str], found: list[str]) -> None:
    if not found:
        with pytest.raises(UsageError) as caught:
            find_explained(said, OWN, "zh")
        assert (caught.value.code, caught.value.detail) == ("unknown-check", " ".join(said))
    else:
        assert [entry.check for entry in find_explained(said, OWN, "zh")] == found


def test_those_whose_title_holds_the_words_come_first() -> None:
    entries = find_explained(["三公"], (), "zh")
    held = ["三公" in entry.title for entry in entries]
    assert held == sorted(held, reverse=True)
    assert {True, False} == set(held)


def test_a_relation_of_a_profile_says_its_own_words_or_the_usual_ones() -> None:
    equation = read_equation("annex2[项目支出].budget = 12", no_definitions)
    bare = UserRelation(code="R01", name="关系", equation=equation)
    full = replace(
        bare, code="R02", tolerance=Decimal("0.5"), message="不符。", basis=("甲文", "乙文"), question="为何？"
    )
    one, other = explain_own(Profile(name="本县", relations=(bare, full)), "zh")
    assert (one.formula, other.formula) == (equation.text, equation.text)
    assert (other.breaks, other.basis, other.question) == ("不符。", "甲文；乙文", "为何？")
    assert one.tolerance == word("tolerance.money", "zh") != other.tolerance
    assert "0.5" in other.tolerance
    assert all((one.breaks, one.basis, one.question))
    assert one.breaks != other.breaks
