"""Every figure of every layout is typed, named and found at its place, and nothing else is."""

from collections import Counter

import pytest

from formaudit.model.forms import BaseDataForm, FundList, SelfEvaluation, UnknownForm
from tests.forms.base_layouts import BASES
from tests.forms.marked import figures_at, forms_of, indicators_at, marked, texts_at
from tests.forms.project_layouts import PROJECTS
from tests.forms.sheet_layouts import SHEETS
from tests.forms.unit_layouts import UNITS

LAYOUTS = {
    f"{kind}: {name}": drawing
    for kind, drawings in (("project", PROJECTS), ("unit", UNITS), ("base", BASES), ("sheet", SHEETS))
    for name, drawing in drawings.items()
}
KINDS = {
    "two forms run together": Counter(annex4=2),
    "annex 2, 3 and 4 on one sheet": Counter(annex2=1, annex3=1, annex4=1),
    "annex 2 in three tables, a strange table between the forms": Counter(annex2=1, annex4=1, unknown=1),
}
KIND_OF = {"project": "annex4", "unit": "annex3", "base": "annex2"}


@pytest.fixture(params=LAYOUTS)
def layout(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_the_forms_are_recognised_and_nothing_is_left_over(layout: str) -> None:
    kind, _, name = layout.partition(": ")
    expected = KINDS[name] if name in KINDS else Counter({KIND_OF[kind]: 1})
    found = Counter[str]()
    for form in forms_of(marked(LAYOUTS[layout]).document):
        if isinstance(form, SelfEvaluation):
            found[form.form] += 1
        elif isinstance(form, BaseDataForm):
            found["annex2"] += 1
        elif isinstance(form, FundList):
            found["annex1"] += 1
        elif isinstance(form, UnknownForm):
            found["unknown"] += 1
    assert found == expected


def test_every_figure_is_typed_at_its_place(layout: str) -> None:
    drawing = marked(LAYOUTS[layout])
    found = {place: sorted(read, key=str) for place, read in figures_at(forms_of(drawing.document)).items()}
    assert found == {place: sorted(promised, key=str) for place, promised in drawing.figures.items()}


def test_every_indicator_has_its_levels_and_state(layout: str) -> None:
    drawing = marked(LAYOUTS[layout])
    assert indicators_at(forms_of(drawing.document)) == drawing.indicators


def test_every_text_is_found_at_its_place(layout: str) -> None:
    drawing = marked(LAYOUTS[layout])
    assert texts_at(forms_of(drawing.document)) == drawing.texts
