"""Every figure of every layout is typed, named and found at its place, and nothing else is."""

from collections import Counter

import pytest

from formaudit.model.forms import BaseDataForm, FundList, SelfEvaluation, UnknownForm
from tests.forms.layouts import LAYOUTS, layout
from tests.forms.marked import Marked, figures_at, forms_of, indicators_at, marked, texts_at

KINDS = {
    "annex4/two-forms-run-together": Counter(annex4=2),
    "several/annex-2-3-and-4-on-one-sheet": Counter(annex2=1, annex3=1, annex4=1),
    "several/annex-2-in-three-tables-a-strange-table-between-the-forms": Counter(annex2=1, annex4=1, unknown=1),
}


@pytest.fixture(params=LAYOUTS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def drawing(name: str) -> Marked:
    return marked(layout(name))


def test_the_forms_are_recognised_and_nothing_is_left_over(name: str, drawing: Marked) -> None:
    expected = KINDS[name] if name in KINDS else Counter({name.partition("/")[0]: 1})
    found = Counter[str]()
    for form in forms_of(drawing.document):
        if isinstance(form, SelfEvaluation):
            found[form.form] += 1
        elif isinstance(form, BaseDataForm):
            found["annex2"] += 1
        elif isinstance(form, FundList):
            found["annex1"] += 1
        elif isinstance(form, UnknownForm):
            found["unknown"] += 1
    assert found == expected


def test_every_figure_is_typed_at_its_place(drawing: Marked) -> None:
    found = {place: sorted(read, key=str) for place, read in figures_at(forms_of(drawing.document)).items()}
    assert found == {place: sorted(promised, key=str) for place, promised in drawing.figures.items()}


def test_every_indicator_has_its_levels_and_state(drawing: Marked) -> None:
    assert indicators_at(forms_of(drawing.document)) == drawing.indicators


def test_every_text_is_found_at_its_place(drawing: Marked) -> None:
    assert texts_at(forms_of(drawing.document)) == drawing.texts


def test_there_are_layouts_of_every_form() -> None:
    kinds = Counter(name.partition("/")[0] for name in LAYOUTS)
    assert kinds["annex4"] >= 10
    assert min(kinds["annex3"], kinds["annex2"]) >= 4
