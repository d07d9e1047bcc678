"""What ``golden check`` found, as data and as a JUnit file."""

import json
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final
from xml.etree import ElementTree as ET

from formaudit.golden.check import CaseState
from formaudit.golden.crops import Spot
from formaudit.golden.told import Told, told, turned
from formaudit.messages.failure import fact

__all__ = ["NO_CROPS", "SCHEMA", "Crops", "changes_of", "to_json", "to_junit"]

SCHEMA: Final = "formaudit.golden-check/1"
Crops = Mapping[tuple[str, Spot | None], str]
NO_CROPS: Final[Crops] = MappingProxyType({})


def changes_of(state: CaseState, lang: str) -> tuple[Told, ...]:
    """The changes of a case in words; nothing where it does not differ."""
    if state.before is None or state.after is None:
        return ()
    return told(state.changes, state.before, state.after, lang)


def to_json(states: Sequence[CaseState], lang: str, crops: Crops = NO_CROPS) -> str:
    """The states as JSON: for a case that differs the floor that is the cause, and every change on it.

    ``crops`` are the files with the pictures of changed cells, by case and place.
    """
    data = {
        "schema": SCHEMA,
        "cases": len(states),
        "failing": sum(state.fails for state in states),
        "results": [_state(state, lang, crops) for state in states],
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def _state(state: CaseState, lang: str, crops: Crops) -> dict[str, Any]:
    on, off = turned(state.before, state.after) if state.before is not None and state.after is not None else ((), ())
    return {
        "case": state.name,
        "status": state.status.value,
        "detail": state.detail,
        "error": None if state.error is None else {"code": state.error.code, "message": fact(state.error, lang)},
        "findings_on": list(on),
        "findings_off": list(off),
        "changes": [
            {
                "floor": each.change.floor,
                "kind": each.change.kind,
                "place": each.place,
                "before": each.before,
                "after": each.after,
                "spot": None
                if each.spot is None
                else dict(zip(("file", "table", "row", "col"), each.spot, strict=True)),
                "findings": list(each.findings),
                "crop": crops.get((state.name, each.spot)),
            }
            for each in changes_of(state, lang)
        ],
    }


def to_junit(states: Sequence[CaseState], lang: str) -> str:
    """The states as JUnit XML: a test for each case; what differs is a failure, what cannot be run an error."""
    suite = ET.Element(
        "testsuite",
        name="formaudit golden",
        tests=str(len(states)),
        failures=str(sum(state.fails and state.error is None for state in states)),
        errors=str(sum(state.error is not None for state in states)),
    )
    for state in states:
        case = ET.SubElement(suite, "testcase", classname="golden", name=_clean(state.name))
        if state.error is not None:
            ET.SubElement(case, "error", message=_clean(f"{state.error.code}: {fact(state.error, lang)}"))
        elif state.fails:
            lines = [f"{each.place}: {each.before} → {each.after}" for each in changes_of(state, lang)]
            failure = ET.SubElement(case, "failure", message=_clean(f"{state.status} {state.detail}".strip()))
            failure.text = _clean("\n".join(lines))
    ET.indent(suite)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(suite, encoding="unicode") + "\n"


def _clean(text: str) -> str:
    """Without the signs that XML cannot hold."""
    return "".join(char if char in "\n\t" or " " <= char < "\ud800" or "\ue000" <= char < "\ufffe" or char > "\uffff"
                   else "\ufffd" for char in text)  # fmt: skip
