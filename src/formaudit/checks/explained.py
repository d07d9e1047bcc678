"""What ``formaudit explain`` and the generated pages say of a check: the facts beside the check, as data.

The words stand in the catalogue of messages under ``explain.<code>.…``; here is only which tolerance a check uses.
"""

from dataclasses import dataclass
from typing import Final

from formaudit.checks.catalogue import CHECKS
from formaudit.checks.evidence import Check
from formaudit.errors import UsageError
from formaudit.messages import word

__all__ = ["Explanation", "explain", "find_check", "tolerance_of"]

_TOLERANCES: Final = {
    "money": "T01 T02 T03 T06 T07 T08 T09 T12 X02 X03 X04 X05 X06 X07 X08 X09 X10 X11 X14 C04 C06 S12 N01 Y02 U03",
    "percent": "T04 T05 T10 T11 N02",
    "points": "S01 S02 S03 S04 S06 S07 S09",
    "sum-of-points": "T14 T15",
    "band": "S05",
    "power": "T17",
    "printed": "X22",
    "alike": "C07 X16 X18 X19 I04 I10 I11 N04 N05 N07 Y06 U01",
    "profile": "S08 F05 Y01 Y04 Y05 U04 U05",
}
_KIND: Final = {code: kind for kind, codes in _TOLERANCES.items() for code in codes.split()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A check in one language.

    ``purpose`` says why it matters, ``formula`` what must hold, ``guard`` when it stays silent; ``breaks`` and
    ``holds`` are an example of each. ``severity`` and ``nature`` are the literal words of the interface.
    """

    check: str
    name: str
    severity: str
    nature: str
    title: str
    purpose: str
    formula: str
    tolerance: str
    guard: str
    breaks: str
    holds: str
    basis: str
    question: str


def tolerance_of(code: str) -> str:
    """The kind of tolerance that a check uses; ``none`` where equality or presence is asked for."""
    return _KIND.get(code, "none")


def find_check(text: str) -> Check:
    """The check with a code or a name, in capitals or not.

    Raises:
        UsageError: code ``unknown-check``.

    """
    wanted = text.strip().casefold()
    for check in CHECKS:
        if wanted in (check.code.casefold(), check.name):
            return check
    raise UsageError("unknown-check", "", text)


def explain(check: Check, lang: str) -> Explanation:
    """Everything that is to be said of a check."""
    code = check.code
    return Explanation(
        check=code,
        name=check.name,
        severity=check.severity.value,
        nature=check.nature.value,
        title=word(f"{code}.title", lang),
        purpose=word(f"explain.{code}.purpose", lang),
        formula=word(f"explain.{code}.formula", lang),
        tolerance=word(f"tolerance.{tolerance_of(code)}", lang),
        guard=word(f"explain.{code}.guard", lang),
        breaks=word(f"explain.{code}.breaks", lang),
        holds=word(f"explain.{code}.holds", lang),
        basis=word(f"{code}.basis", lang),
        question=word(f"{code}.question", lang),
    )
