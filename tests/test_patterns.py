"""Patterns are what ``re.compile`` gives, wherever they come from. A pattern that waits is a pattern to everybody who seeks with it, and is compiled by the first of them."""

import re

import pytest

from formaudit import patterns
from formaudit.patterns import compiled, late


def test_a_late_pattern_is_compiled_once_and_not_before_something_is_sought(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def noted(text: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
        made.append(text)
        return compiled(text, flags)

    monkeypatch.setattr(patterns, "compiled", noted)
    pattern = late("(?P<a>甲+)|乙", re.IGNORECASE)
    assert made == []
    assert pattern.search("无") is None
    assert pattern.findall("甲甲乙") == ["甲甲", ""]
    assert pattern.sub("丙", "甲乙", count=1) == "丙乙"
    assert made == ["(?P<a>甲+)|乙"]


def test_a_late_pattern_gives_all_that_a_compiled_one_gives() -> None:
    one, other = late("(?P<a>甲+)(乙)?"), re.compile("(?P<a>甲+)(乙)?")
    match, same = one.fullmatch("甲甲乙"), other.fullmatch("甲甲乙")
    assert match is not None
    assert same is not None
    assert (match.groups(), match.re) == (same.groups(), same.re)
    assert (one.pattern, one.flags, dict(one.groupindex)) == (other.pattern, other.flags, dict(other.groupindex))
    with pytest.raises(AttributeError):
        _ = one._none_such  # type: ignore[attr-defined]


def test_a_late_pattern_may_be_one_of_bytes() -> None:
    pattern = late(rb"^from:\s*(\S+)", re.MULTILINE)
    assert pattern.findall(b"to: a\nfrom: b\n") == [b"b"]
