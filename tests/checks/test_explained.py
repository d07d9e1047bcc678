import pytest

from formaudit.checks.catalogue import CHECKS
from formaudit.checks.explained import explain, find_check
from formaudit.checks.kernel.evidence import Tolerance
from formaudit.errors import UsageError
from formaudit.messages import LANGUAGES


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
