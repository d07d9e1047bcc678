"""What people found out about names is in force where it is laid open, and only there."""

import pytest

from formaudit.indicators.lexicon import identify, lexicon, using
from formaudit.indicators.match import best_match, compare
from formaudit.indicators.names import ready
from formaudit.settings import Alias, NameBook


def test_an_alias_names_an_entry_inside_and_not_outside() -> None:
    book = NameBook(aliases=(Alias(kind="source", code="fiscal", name="1、本级安排（万元）："),))
    with using(book):
        entry = identify("source", "本级安排")
        assert entry is not None
        assert entry.code == "fiscal"
        assert identify("item", "本级安排") is None
    assert identify("source", "本级安排") is None


def test_an_alias_goes_before_a_shipped_name() -> None:
    assert identify("fund-column", "预算数") is not None
    with using(NameBook(aliases=(Alias(kind="fund-column", code="original_budget", name="预算数"),))):
        entry = identify("fund-column", "预算数")
        assert entry is not None
        assert entry.code == "original_budget"


def test_pairs_that_are_the_same_hang_together() -> None:
    book = NameBook(same=(("甲甲", "乙乙"), ("丙丙", "丁丁"), ("乙乙", "丙丙")))
    with using(book):
        assert compare(ready("甲甲"), ready("丁丁")) == (1.0, "reviewed")
        assert best_match("甲甲", ["丁丁"]) is not None
    assert best_match("甲甲", ["丁丁"]) is None


def test_a_pair_that_is_distinct_never_matches() -> None:
    assert best_match("征缴宣传费", ["征缴宣传经费"]) is not None
    with using(NameBook(distinct=(("征缴宣传费", "征缴宣传经费"),))):
        assert best_match("征缴宣传费", ["征缴宣传经费"]) is None


def test_the_lexicon_comes_back_even_after_an_error() -> None:
    before = lexicon()
    with pytest.raises(ZeroDivisionError), using(NameBook(same=(("甲", "乙"),))):
        raise ZeroDivisionError
    assert lexicon() is before
