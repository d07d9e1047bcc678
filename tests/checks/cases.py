"""Cases of the checks: the drawn submission with a few characters changed, and what one check must say of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from msgspec.structs import replace

from formaudit.checks.catalogue import check_of
from formaudit.checks.kernel.batch import make_batch
from formaudit.checks.kernel.evidence import Evidence
from formaudit.graph.figure_graph import build_graph
from formaudit.intake.grouping import group_documents
from formaudit.messages import LANGUAGES, say
from formaudit.model.document import Document, Warn
from formaudit.model.submission import Submission
from formaudit.model.verdict import Outcome, Severity, Verdict
from formaudit.settings import Profile
from tests.checks.forms import FORMS
from tests.checks.telling import hold
from tests.drawn import drawn as drawn_document

__all__ = ["Case", "Change", "breaks", "drawn", "holds", "judge", "prior_of", "silent", "undecided", "verdicts"]

Change = tuple[str, str, str]
"""Which form, the characters to be found in it once, and what stands there instead."""


@dataclass(frozen=True)
class Case:
    """A change of the drawn submission and the outcome of a check.

    ``prior`` are the changes that make last year's submission out of this year's (an empty tuple: the same with the
    years moved); ``peers`` are other units, each by its changes; ``without`` are forms left out; ``kinds`` gives a form
    another file format; ``together`` puts all forms into one file; ``warned`` is what the reader of the files said.
    """

    check: str
    outcome: str
    why: str
    changes: tuple[Change, ...] = ()
    without: tuple[str, ...] = ()
    prior: tuple[Change, ...] | None = None
    peers: tuple[tuple[Change, ...], ...] = ()
    profile: Profile = field(default_factory=Profile)
    severity: Severity | None = None
    kinds: Mapping[str, str] = field(default_factory=dict)
    together: bool = False
    warned: tuple[Warn, ...] = ()

    def __str__(self) -> str:
        """The name of the case in the output of the tests."""
        return f"{self.check} {self.outcome}: {self.why}"


def _case(check: str, outcome: str, why: str, changes: tuple[Change, ...], options: Mapping[str, object]) -> Case:
    return Case(check=check, outcome=outcome, why=why, changes=changes, **options)  # type: ignore[arg-type]  # the options are those of Case


def breaks(check: str, why: str, *changes: Change, **options: object) -> Case:
    """The check is broken."""
    return _case(check, "broken", why, changes, options)


def holds(check: str, why: str, *changes: Change, **options: object) -> Case:
    """The check was tested and holds."""
    return _case(check, "holds", why, changes, options)


def silent(check: str, why: str, *changes: Change, **options: object) -> Case:
    """The check says nothing against it: a guard that stays silent."""
    return _case(check, "silent", why, changes, options)


def undecided(check: str, why: str, *changes: Change, **options: object) -> Case:
    """The check says that it cannot tell."""
    return _case(check, "undecided", why, changes, options)


@lru_cache(maxsize=64)
def document(text: str, path: str, kind: str = "docx") -> Document:
    """A drawn form as a document; here a row has a bar at both ends as well."""
    lines = [line.strip().removeprefix("|").removesuffix("|") for line in text.splitlines()]
    found = drawn_document("\n".join(lines), path=path)
    return replace(found, source=replace(found.source, format=kind))


def drawn(
    changes: Sequence[Change] = (),
    without: Sequence[str] = (),
    kinds: Mapping[str, str] | None = None,
    *,
    together: bool = False,
) -> Submission:
    """The drawn submission, changed."""
    texts = dict(FORMS)
    for form, old, new in changes:
        assert texts[form].count(old) == 1, f"{form}: {old!r} stands there {texts[form].count(old)} times"
        texts[form] = texts[form].replace(old, new)
    kinds = kinds or {}
    kept = {name: text for name, text in texts.items() if name not in without}
    documents = (
        [document("\n".join(kept.values()), "all.docx")]
        if together
        else [document(text, f"{name}.docx", kinds.get(name, "docx")) for name, text in kept.items()]
    )
    submissions, strangers = group_documents(documents)
    assert len(submissions) == 1, [one.unit for one in submissions]
    assert not strangers
    return submissions[0]


_YEARS = {"2024": "2023", "2023": "2022", "2022": "2021", "2025": "2024"}


@cache
def prior_of(changes: tuple[Change, ...]) -> Submission:
    """Last year's submission: every year one less, what stands in 上年 and 本年 the same."""
    texts = {}
    for name, text in FORMS.items():
        moved = "".join(_YEARS.get(piece, piece) for piece in _pieces(text))
        for form, old, new in changes:
            if form == name:
                assert moved.count(old) == 1, f"{form}: {old!r} stands there {moved.count(old)} times"
                moved = moved.replace(old, new)
        texts[name] = moved
    (submission,), _ = group_documents([document(text, f"prior {name}.docx") for name, text in texts.items()])
    return submission


def _pieces(text: str) -> list[str]:
    pieces, at = [], 0
    while at < len(text):
        step = 4 if text[at : at + 4] in _YEARS else 1
        pieces.append(text[at : at + step])
        at += step
    return pieces


def verdicts(case: Case) -> list[Verdict]:
    """What the check of a case says."""
    submission = drawn(case.changes, case.without, case.kinds, together=case.together)
    if case.warned:
        files = tuple(replace(each, warnings=case.warned) for each in submission.documents)
        submission = replace(submission, documents=files)
    everyone = [submission, *(drawn(changes) for changes in case.peers)]
    evidence = Evidence(
        submission=submission,
        graph=build_graph(submission),
        profile=case.profile,
        prior=None if case.prior is None else prior_of(case.prior),
        batch=make_batch(everyone) if case.peers else None,
    )
    return list(check_of(case.check).run(evidence))


def judge(case: Case) -> None:
    """Hold a check to the outcome of a case, to all that it said, and every verdict to what it owes its reader."""
    found = [verdict for verdict in verdicts(case) if verdict.check == case.check]
    said = [(verdict.outcome.value, say(verdict.message)) for verdict in found]
    broken = [verdict for verdict in found if verdict.outcome is Outcome.BROKEN]
    if case.outcome == "broken":
        assert broken, said
    else:
        assert not broken, said
    if case.outcome in ("holds", "undecided"):
        assert any(verdict.outcome.value == case.outcome for verdict in found), said
    check = check_of(case.check)
    if case.severity is not None:
        assert case.severity in {verdict.severity or check.severity for verdict in broken}, said
    for verdict in found:
        assert verdict.figures
        assert verdict.suspects >= 1
        assert all(figure.place.table is not None or figure.place.paragraph is not None for figure in verdict.figures)
        assert all(say(verdict.message, lang) for lang in LANGUAGES)
        if verdict.outcome is Outcome.BROKEN and (verdict.severity or check.severity).rank <= Severity.MAJOR.rank:
            assert len(verdict.figures) >= _figures_needed(case.check)
    hold(case, found)


def _figures_needed(check: str) -> int:
    """Nothing serious rests on one figure, but for a number that cannot be read at all."""
    return 1 if check == "C01" else 2
