"""What ``formaudit explain`` and the generated pages say of a check: the facts beside the check, as data.

The words stand in the catalogue of messages under ``explain.<code>.…``.
"""

from typing import Final

from msgspec import Struct

from formaudit.checks.catalogue import CHECKS
from formaudit.checks.evidence import Check
from formaudit.errors import UsageError
from formaudit.messages import word
from formaudit.model.verdict import Nature
from formaudit.settings import Profile

__all__ = ["OWN", "Explanation", "explain", "explain_own", "find_check"]

OWN: Final = "R"
"""The family of the relations that a profile adds."""


class Explanation(Struct, frozen=True, kw_only=True):
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
        tolerance=word(f"tolerance.{check.tolerance}", lang),
        guard=word(f"explain.{code}.guard", lang),
        breaks=word(f"explain.{code}.breaks", lang),
        holds=word(f"explain.{code}.holds", lang),
        basis=word(f"{code}.basis", lang),
        question=word(f"{code}.question", lang),
    )


def explain_own(profile: Profile, lang: str) -> tuple[Explanation, ...]:
    """The relations that a profile adds, said as the checks of the catalogue are."""
    return tuple(
        Explanation(
            check=relation.code,
            name=relation.name,
            severity=relation.severity,
            nature=Nature.CONTRADICTION.value,
            title=relation.name,
            purpose=word("user.purpose", lang, profile=profile.name),
            formula=relation.equation.text,
            tolerance=word("tolerance.money", lang)
            if relation.tolerance is None
            else word("user.tolerance", lang, tolerance=str(relation.tolerance)),
            guard=word("user.guard", lang),
            breaks=relation.message or word("user.breaks", lang),
            holds=word("user.holds", lang, name=relation.name),
            basis="；".join(relation.basis) or word("user.basis", lang, profile=profile.name),
            question=relation.question or word("user.question", lang, name=relation.name),
        )
        for relation in profile.relations
    )
