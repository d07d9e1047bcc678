"""``golden new --each ARCHIVE``: a case for every submission of an archive, by unit and year."""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from formaudit.cli.console import complain, emit, remark
from formaudit.cli.output import file_name
from formaudit.errors import ExitCode, FormauditError
from formaudit.golden.case import Produce, case_folder
from formaudit.golden.review import propose
from formaudit.intake.gather import gather, located
from formaudit.messages import word
from formaudit.messages.failure import line

__all__ = ["new_each"]

_LONGEST: Final = 60


def new_each(
    options: argparse.Namespace, producers: Callable[[str], Produce], profile: str, keep: Sequence[str]
) -> int:
    """Propose a case for each submission, but for those that have one already; what cannot be read is named.

    Raises:
        UsageError: the golden folder cannot hold the cases (as ``propose``).

    """
    paths = [Path(each) for each in options.paths]
    gathered = gather(paths, leave=options.golden)
    places = located(paths)
    made = known = 0
    errors: list[FormauditError] = list(gathered.errors)
    if gathered.own:
        remark(word("audit.own-output", options.lang, count=str(len(gathered.own)), file=gathered.own[0]))
    taken: set[str] = set()
    for submission in gathered.submissions:
        if not submission.adopted:
            continue
        shown = [document.source.path.partition("!/")[0] for document in submission.documents]
        sources = tuple(dict.fromkeys(places[path] for path in shown if path in places))
        name = _free(file_name(submission.unit, submission.year)[:_LONGEST] or sources[0].stem, taken)
        folder = case_folder(options.golden, name)
        if not options.replace and any((folder / f"case.json{tail}").is_file() for tail in ("", ".new")):
            known += 1
            continue
        try:
            case = propose(
                options.golden, name, sources, producers(profile), profile=profile, keep=tuple(keep),
                replace=options.replace,
            )  # fmt: skip
        except FormauditError as error:
            errors.append(error)
            continue
        made += 1
        emit(word("golden.proposed", options.lang, case=case.name, files=str(len(case.sources))))
    emit(word("golden.each", options.lang, made=str(made), known=str(known), failed=str(len(errors))))
    for each in errors:
        complain(line(each, options.lang))
    return int(ExitCode.INCOMPLETE if errors or not gathered.submissions else ExitCode.OK)


def _free(name: str, taken: set[str]) -> str:
    """A name that no other submission of the archive has."""
    found, number = name.strip(". "), 2
    while found.casefold() in taken:
        found, number = f"{name}-{number}", number + 1
    taken.add(found.casefold())
    return found
