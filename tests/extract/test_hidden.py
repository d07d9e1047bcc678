"""A figure and a form hidden in every place of every format: read or told, and nobody accused for it."""

from functools import cache

import pytest

from benchmarks.hidden import office
from benchmarks.hidden.content import Load
from benchmarks.hidden.judge import Seen, faults, seen
from benchmarks.hidden.rooms import ROOMS, files_of, twin_of
from benchmarks.hidden.run import cases
from tests.extract.office import needs_office
from tests.extract.scan.paper import face, needs_face

CASES = [(form, place, load) for form, place, load in cases([*ROOMS])]
NAMES = [f"{form} {place} {load.name}" for form, place, load in CASES]
CONVERTED = (("doc", "footnote"), ("doc", "packager"))


@cache
def twin(form: str, number: int) -> Seen:
    """What the submission gives with nothing hidden: what is elsewhere hidden stands openly at its end."""
    load = next(load for _, _, load in CASES if load.name == ("figure", "form")[number])
    return seen(twin_of(form, load))


@needs_face
@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_nothing_hidden_is_lost_without_a_word(case: tuple[str, str, Load]) -> None:
    form, place, load = case
    found = seen(files_of(form, place, load, face()))
    assert faults(load.name, found, twin(form, int(load.name == "form"))) == []


@needs_office
@needs_face
@pytest.mark.parametrize(("form", "place"), CONVERTED)
def test_nor_in_files_that_a_word_processor_writes(form: str, place: str) -> None:
    found = list(office.cases(form, place, face()))
    assert found
    assert [fault for _, load, files, other in found for fault in faults(load.name, seen(files), seen(other))] == []
