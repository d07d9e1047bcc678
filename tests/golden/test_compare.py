import json

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from formaudit.golden.compare import compare
from tests.golden.fake import actual, record

RECORDS = st.lists(
    st.builds(lambda key, value: record(key=key, kind="figure", value=value), st.integers(0, 5), st.integers(0, 3)),
    max_size=8,
).map(tuple)


def test_equal_results_have_no_changes() -> None:
    assert compare(actual(), actual()) == ()


def test_the_order_of_records_does_not_matter() -> None:
    turned = replace(actual(), tables=tuple(reversed(actual().tables)))
    assert compare(actual(), turned) == ()


def test_a_higher_floor_speaks_only_when_those_below_agree() -> None:
    assert {change.floor for change in compare(actual(), actual(figure="5", finding="F2"))} == {"figures"}
    assert {change.floor for change in compare(actual(), actual(finding="F2"))} == {"findings"}
    assert {change.floor for change in compare(actual(), actual(report="# 两处"))} == {"report"}


def test_records_that_came_and_went_are_told_from_changed_ones() -> None:
    (gone,) = compare(actual(), replace(actual(), verdicts=()))
    (come,) = compare(replace(actual(), verdicts=()), actual())
    assert (gone.kind, gone.after, come.kind, come.before) == ("removed", "", "added", "")


def test_one_of_two_equal_records_gone_is_a_change() -> None:
    twice = replace(actual(), verdicts=actual().verdicts * 2)
    (change,) = compare(twice, actual())
    assert change.kind == "removed"


def test_a_report_in_another_order_is_a_change() -> None:
    assert compare(actual(report="a\nb"), actual(report="b\na"))


def test_a_record_that_is_no_object_is_compared_as_it_stands() -> None:
    changes = compare(replace(actual(), tables=("oops",)), replace(actual(), tables=("[1]",)))
    assert {(change.before, change.after) for change in changes} == {("oops", ""), ("", "[1]")}


@given(before=RECORDS, after=RECORDS)
def test_the_changes_lead_from_one_result_to_the_other(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    changes = compare(replace(actual(), figures=before), replace(actual(), figures=after))
    left = sorted(before)
    for change in changes:
        if change.before:
            left.remove(change.before)
        if change.after:
            left.append(change.after)
        if change.kind == "changed":
            assert json.loads(change.before)["key"] == json.loads(change.after)["key"]
    assert sorted(left) == sorted(after)
