"""Names typed differently: what is accepted, what is doubtful, what is forbidden."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formaudit.indicators.match import ACCEPT, DOUBT, best_match, opposed, similarity, stem
from formaudit.indicators.normalise import head, normalise_name, without_typos

NAMES = st.text(alphabet="河堤养护专项资金经费测报宣传培训年初全年", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("全年预算数（A）", "全年预算数"),
        ("执行率（B/A）：", "执行率"),
        ("3、区级专项资金(一个专项一行)", "区级专项资金"),
        ("因公出国（境）费", "因公出国(境)费"),
        ("项目资金（万元）（A）", "项目资金"),
        ("其中：公车购置", "公车购置"),
    ],
)
def test_a_head_drops_serial_colon_and_bracketed_tail(text: str, name: str) -> None:
    assert head(text) == name


def test_names_are_compared_without_marks_and_case() -> None:
    assert normalise_name("1、“阅读·推广”（A类）") == normalise_name("阅读推广(a类)")
    assert without_typos(
        normalise_name("其它资金即使拔付"), (("其它", "其他"), ("即使", "及时"), ("拔付", "拨付"))
    ) == ("其他资金及时拨付")


def test_weak_endings_do_not_part_names() -> None:
    assert stem("征缴宣传费") == stem("征缴宣传经费") == stem("征缴宣传")
    assert stem("经费") == "经费"


@pytest.mark.parametrize(
    ("left", "right"), [("年初预算", "全年预算"), ("公车购置", "公车运行"), ("编制人数", "在职人数")]
)
def test_opposed_words_forbid_a_match(left: str, right: str) -> None:
    assert opposed(left, right)
    assert similarity(left, right) == 0
    assert best_match(left, [right]) is None


def test_the_best_candidate_says_by_which_rule() -> None:
    names = ["农村公路养护", "河堤养护专项", "测报经费"]
    exact, by_stem, fuzzy = (
        best_match("河堤养护专项", names),
        best_match("测报", names),
        best_match("农村公路的养护", names),
    )
    assert exact is not None
    assert (exact.index, exact.rule, exact.score) == (1, "exact", 1.0)
    assert by_stem is not None
    assert (by_stem.index, by_stem.rule) == (2, "stem")
    assert fuzzy is not None
    assert (fuzzy.index, fuzzy.rule) == (0, "synonym")
    assert DOUBT <= fuzzy.score < 1
    assert DOUBT < ACCEPT


def test_strangers_and_blanks_match_nothing() -> None:
    assert best_match("食堂改造", ["河堤养护", "测报经费"]) is None
    assert best_match("", ["河堤养护", ""]) is None
    assert best_match("河堤养护", []) is None


@given(NAMES, NAMES)
def test_similarity_is_symmetric_and_between_0_and_1(left: str, right: str) -> None:
    assert similarity(left, right) == pytest.approx(similarity(right, left))
    assert 0 <= similarity(left, right) <= 1
    assert similarity(left, left) == 1


@given(NAMES, NAMES)
def test_being_opposed_has_no_direction(left: str, right: str) -> None:
    assert opposed(left, right) == opposed(right, left)
    assert not opposed(left, left)
