"""The catalogue as a whole: every check has cases, words, and a place in the one list."""

import importlib
import json
import pkgutil
import re
from collections import Counter
from pathlib import Path

import pytest

import tests.checks
from formaudit.audit import audit_submission
from formaudit.checks.catalogue import CHECKS, check_of
from formaudit.checks.kernel.evidence import Family, Trait
from formaudit.messages import LANGUAGES, has, word
from formaudit.model.verdict import Nature, Severity
from formaudit.settings import Profile
from tests.checks.cases import Case, drawn

_CODES = tuple(check.code for check in CHECKS)


def _cases() -> list[Case]:
    names = [info.name for info in pkgutil.iter_modules(tests.checks.__path__) if info.name.startswith("test_")]
    modules = [importlib.import_module(f"tests.checks.{name}") for name in names]
    return [case for module in modules for case in getattr(module, "CASES", ()) if isinstance(case, Case)]


def test_every_check_has_a_case_that_breaks_it_and_one_that_does_not() -> None:
    table = Counter((case.check, case.outcome) for case in _cases())
    lines = [
        f"{code}  breaks {table[code, 'broken']}  holds {table[code, 'holds']}  "
        f"silent {table[code, 'silent']}  undecided {table[code, 'undecided']}"
        for code in _CODES
    ]
    print("\n".join(lines))
    lacking = [
        line
        for code, line in zip(_CODES, lines, strict=True)
        if not table[code, "broken"] or not table[code, "holds"] + table[code, "silent"]
    ]
    assert lacking == []
    assert {code for code, _ in table} == set(_CODES)


def test_no_two_checks_share_a_code_or_a_name() -> None:
    assert len(set(_CODES)) == len({check.name for check in CHECKS}) == len(CHECKS) > 0


def test_every_code_begins_with_the_letter_of_a_family() -> None:
    assert {check.family for check in CHECKS} == set(Family) - {Family.USER}


def test_codes_stand_in_the_order_of_their_families() -> None:
    families = [code[0] for code in _CODES]
    assert families == sorted(families, key="CTXSIFNYUD".index)
    assert list(_CODES) == sorted(_CODES, key=lambda code: ("CTXSIFNYUD".index(code[0]), code))


def test_no_suspicion_weighs_more_than_major() -> None:
    assert [
        check.code for check in CHECKS if check.nature is Nature.SUSPICION and check.severity is Severity.CRITICAL
    ] == []


def test_an_unknown_code_is_no_check() -> None:
    with pytest.raises(KeyError):
        check_of("T99")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_check_has_title_basis_and_question(lang: str) -> None:
    assert all(word(f"{code}.{part}", lang) for code in _CODES for part in ("title", "basis", "question"))


def test_every_run_has_a_docstring() -> None:
    assert [check.code for check in CHECKS if not check.run.__doc__] == []


def test_the_drawn_submission_gives_no_finding_at_all() -> None:
    report = audit_submission(drawn(), Profile(), "zh")
    assert [(finding.check, finding.message) for finding in report.findings] == []
    assert report.coverage.contradicted == 0


def test_a_disabled_check_does_not_run() -> None:
    report = audit_submission(drawn(), Profile(disabled=frozenset({"T09"})), "zh")
    assert "T09" not in {row.check for row in report.ledger}


def test_the_catalogue_knows_the_codes_of_the_domain_and_may_go_on() -> None:
    page = Path(__file__).resolve().parents[3] / "shared" / "domain" / "checks.json"
    if not page.is_file():
        pytest.skip("shared/domain is not beside the project")
    assert {record["id"] for record in json.loads(page.read_text(encoding="utf-8"))} <= set(_CODES)


_GUESS = re.compile(r"疑|推断|可能|suspect|apparently|seems|perhaps|\bmay\b|possible", re.IGNORECASE)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_a_check_infers_is_marked_so_that_a_letter_can_leave_it_out(lang: str) -> None:
    titles = {check.code for check in CHECKS if _GUESS.search(word(f"{check.code}.title", lang))}
    assert titles == {check.code for check in CHECKS if Trait.INFERS in check.traits}
    said = {
        check.code
        for check in CHECKS
        if check.nature is not Nature.CORRUPTION and _GUESS.search(word(f"{check.code}.broken", lang))
    }
    assert said <= {check.code for check in CHECKS if has(f"{check.code}.fact")}
