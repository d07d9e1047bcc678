#!/usr/bin/env bash
# What a formula makes of a figure in words. With a comma between thousands, 1,234.5 is 1234.5 for Excel (VALUE, or a text that
# is multiplied). formulas 1.3.4 takes it for a day and says 85469 or so, xlcalculator 0.5.0 for one long before 1900, below
# -600000. Under a format with a section of its own for what is below zero, TEXT of formulas sets a second minus, --12.50, and
# elixcee 1.0.14 takes the rest of the format for decimals, -12.500000000; a comma at the end, which divides by a thousand, has
# no effect in either: 12,345.6 and 12345.60 for 12.3. formulon 0.18.0 has all of them right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check formulas==1.3.4 xlcalculator==0.5.0 elixcee==1.0.14 \
  formulon==0.18.0 xlsxwriter==3.2.9
env/bin/python -W ignore - 2>messages <<'PY' || { cat messages >&2; exit 1; }
from importlib.metadata import version

import elixcee
import formulas
import formulon
import xlsxwriter
from xlcalculator import Evaluator, ModelCompiler

FORMULAS = {
    "value": '=VALUE("1,234.5")',
    "times": '="1,234.5"*1',
    "below": '=TEXT(-12.5,"#,##0.00;-#,##0.00")',
    "scaled": '=TEXT(12345.6,"#,##0.0,")',
}


def book(name):
    path = f"{name}.xlsx"
    with xlsxwriter.Workbook(path) as one:
        one.add_worksheet("A").write_formula("A1", FORMULAS[name])
    return path


def with_formulas(name):
    return formulas.ExcelModel().loads(book(name)).finish().calculate()[f"'[{name}.xlsx]A'!A1"].value[0, 0]


def with_xlcalculator(name):
    return Evaluator(ModelCompiler().read_and_parse_archive(book(name))).evaluate("A!A1").value


def with_elixcee(name):
    one = elixcee.load_workbook(book(name))
    one.recalculate()
    return one.get_cell(1, 1)


def with_formulon(name):
    with open(book(name), "rb") as file:
        one = formulon.Workbook.load(file.read())
    one.recalc()
    found = one.get_value(0, 0, 0)
    return found.text if found.number is None else found.number


def told(name, seen):
    print(name, version(name), seen)
    return seen


first = told("formulas", {name: with_formulas(name) for name in ("value", "below", "scaled")})
second = told("xlcalculator", {"times": with_xlcalculator("times")})
third = told("elixcee", {name: with_elixcee(name) for name in ("value", "below", "scaled")})
right = told("formulon", {name: with_formulon(name) for name in FORMULAS})
assert right == {"value": 1234.5, "times": 1234.5, "below": "-12.50", "scaled": "12.3"}
assert first["value"] > 40_000, "formulas reads the comma now"
assert first["below"] == "--12.50", "formulas prints one minus now"
assert first["scaled"] == "12,345.6", "formulas scales now"
assert second["times"] < -600_000, "xlcalculator reads the comma now"
assert third == {"value": 1234.5, "below": "-12.500000000", "scaled": "12345.60"}, "elixcee reads the format now"
PY
