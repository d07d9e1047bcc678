"""What ``formaudit explain`` and the generated pages say of a check: the facts beside the check, as data.

The words stand in the catalogue of messages under ``explain.<code>.…``.
"""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from formaudit.checks.by_users.plugins import plugin_checks
from formaudit.checks.catalogue import CHECKS
from formaudit.checks.kernel.evidence import Check
from formaudit.errors import UsageError
from formaudit.messages import word
from formaudit.model.verdict import Nature
from formaudit.patterns import compiled
from formaudit.settings import Profile

__all__ = ["OWN", "Explanation", "explain", "explain_own", "find_check", "find_explained"]

OWN: Final = "R"
"""The family of the relations that a profile adds."""
_CODE: Final = compiled(r"^([A-Za-z])(\d)$")


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
    check = _called(text)
    if check is None:
        raise UsageError("unknown-check", "", text)
    return check


def _called(text: str) -> Check | None:
    wanted = _CODE.sub(r"\g<1>0\g<2>", text.strip()).casefold()
    return next((check for check in CHECKS if wanted in (check.code.casefold(), check.name)), None)


def find_explained(said: Sequence[str], own: Sequence[Explanation], lang: str) -> tuple[Explanation, ...]:
    """The checks that are meant: one by its code (T9 is T09) or name, else all whose words hold each word.

    Those whose title holds the words come first.

    Raises:
        UsageError: code ``unknown-check``: no check is called so or speaks of it.

    """
    if len(said) == 1:
        wanted = said[0].strip().casefold()
        named = [one for one in own if wanted in (one.check.casefold(), one.name.casefold())]
        check = _called(said[0])
        named += [explain(check, lang)] if check is not None else []
        if named:
            return tuple(named[:1])
    words = [part.casefold() for text in said for part in text.split()]
    found = [
        entry
        for entry in (*own, *(explain(check, lang) for check in CHECKS))
        if all(part in f"{entry.title}\n{entry.name}\n{entry.purpose}\n{entry.formula}".casefold() for part in words)
    ]
    if not found:
        raise UsageError("unknown-check", "", " ".join(said))
    return tuple(sorted(found, key=lambda entry: not all(part in entry.title.casefold() for part in words)))


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
    """The relations and packages that a profile adds, said as the checks of the catalogue are."""
    relations = (
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
    return (*relations, *(explain(check, lang) for check in plugin_checks(profile.plugins)))
