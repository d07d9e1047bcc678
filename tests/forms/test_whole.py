"""Drawn forms, plain tables and papers with all that is read of them: ``whole.txt``.

An input is a drawing, or the name of a layout of ``tests/checks/published_layouts`` behind ``published/``. Running this
module writes the file anew.
"""

from pathlib import Path
from typing import Final

import pytest

from formaudit.forms.quoting import called, form_address, form_figure
from formaudit.messages import say
from formaudit.model.forms import Form
from tests.checks.test_published_layouts import layout
from tests.drawn import drawn
from tests.extract.whole import blocks
from tests.forms.marked import forms_of
from tests.forms.telling import figure_line, record_lines

TABLE: Final = Path(__file__).with_name("whole.txt")
_PUBLISHED: Final = "published/"


def told(given: str) -> str:
    text = layout(given.removeprefix(_PUBLISHED)).text() if given.startswith(_PUBLISHED) else given
    forms = forms_of(drawn(text))
    lines = (line for form in forms for line in (_head(form), *record_lines(form, type(form).__name__)))
    return "\n".join(lines).replace("SelfEvaluation", "form") or "nothing"


def _head(form: Form) -> str:
    """How a form is called and addressed, and what of it stands for the whole."""
    return f"= {say(called(form))} {form_address(form)} {figure_line(form_figure(form))}"


@pytest.mark.parametrize(("given", "outcome"), blocks(TABLE), ids=lambda each: str(each)[:40])
def test_all_that_is_read_of_a_form(given: str, outcome: str) -> None:
    assert told(given) == outcome


if __name__ == "__main__":
    inputs = dict.fromkeys(given.strip("\n") for given, _ in blocks(TABLE))
    TABLE.write_text("\n=====\n".join(f"{given}\n-----\n{told(given)}" for given in inputs) + "\n", encoding="utf-8")
