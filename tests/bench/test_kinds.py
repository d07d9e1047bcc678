from random import Random

import pytest

from formaudit.bench.base import Base
from formaudit.bench.edits import Edit, text_at
from formaudit.bench.kinds import KINDS, Kind, kind_of
from formaudit.bench.measure import Fault, measure
from formaudit.messages import has
from tests.bench.bases import base

NAMES = ("culture-clean", "river-clean", "offices-clean", "published/city-budget-clean")
CODES = [kind.code for kind in KINDS]


def some(kind: Kind) -> tuple[Base, tuple[Edit, ...]]:
    """A fault of a kind in the first submission that offers a place for it."""
    for name in NAMES:
        for seed in range(5):
            edits = kind.make(base(name), Random(seed))
            if edits:
                return base(name), edits
    pytest.fail(f"no place for {kind.code}")


def test_there_are_at_least_thirty_kinds_and_each_has_one_code() -> None:
    assert len(set(CODES)) == len(CODES)
    assert sum(not kind.blind for kind in KINDS) >= 30


@pytest.mark.parametrize("code", CODES)
def test_a_kind_has_words_and_makes_edits_that_change_what_is_printed(code: str) -> None:
    kind = kind_of(code)
    assert has(f"bench.kind.{code}")
    assert not kind.blind or has(kind.blind)
    clean, edits = some(kind)
    for edit in edits:
        assert edit.before != edit.after
        assert edit.after is None or text_at(clean.documents, edit.spot) is not None
    assert not kind.numeric or edits[0].right != edits[0].wrong


@pytest.mark.parametrize("code", [kind.code for kind in KINDS if not kind.blind])
def test_a_fault_of_a_kind_that_can_be_found_is_found(code: str) -> None:
    kind = kind_of(code)
    clean, edits = some(kind)
    (told,) = measure(clean, [Fault(kind=kind, edits=edits)]).told
    assert told.found, (code, clean.name, edits[0])


def test_an_unknown_kind_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        kind_of("none")
