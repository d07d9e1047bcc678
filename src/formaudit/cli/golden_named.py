"""Cases as people name them: by their name, by their folder among the goldens, or by the files they were made of."""

from collections.abc import Sequence
from pathlib import Path

from formaudit.cli.arguments import meant
from formaudit.errors import FormauditError, UsageError
from formaudit.golden.case import read_case
from formaudit.golden.check import golden_cases

__all__ = ["cases_named"]


def cases_named(golden: Path, corpus: Sequence[str], words: Sequence[str]) -> list[str]:
    """The names of the cases that are meant, each once.

    Raises:
        UsageError: ``golden-unknown-case``; ``golden-no-case-of``: a path from which no case was made.

    """
    known = {*golden_cases(golden), *corpus}
    found: dict[str, None] = {}
    for said in words:
        found |= dict.fromkeys([said] if said in known else _at(golden, known, said))
    return list(found)


def _at(golden: Path, known: set[str], said: str) -> list[str]:
    path = Path(said)
    if not path.exists():
        raise UsageError("golden-unknown-case", "", said + meant(said, known))
    place = path.resolve()
    if place.parent == golden.resolve() and place.name in known:
        return [place.name]
    made = [
        name
        for name in golden_cases(golden)
        if any(source == place or source.is_relative_to(place) for source in _sources(golden, name))
    ]
    if not made:
        raise UsageError("golden-no-case-of", said)
    return made


def _sources(golden: Path, name: str) -> list[Path]:
    """The files of a case; none where its head cannot be read, which a check says."""
    try:
        return [path.resolve() for path in read_case(golden / name).paths(golden.parent)]
    except FormauditError:
        return []
