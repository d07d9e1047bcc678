"""``formaudit.audit``: submissions audited, with everything they hold as tables."""

import importlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from html import escape
from pathlib import Path
from typing import Any, Final

from formaudit.api.extraction import TableView, table_views
from formaudit.api.rows import Rows
from formaudit.audit import Examined, audit_submissions, examine, year_before
from formaudit.audit.entries import told_error
from formaudit.errors import FormauditError, UsageError
from formaudit.intake.gather import Gathered, Watch, gather
from formaudit.messages import spoken
from formaudit.model.report import AuditReport, ReportVerdict, SubmissionReport
from formaudit.model.submission import Submission
from formaudit.model.verdict import Severity
from formaudit.profiles.names import with_names
from formaudit.profiles.read import AUTO, read_profile
from formaudit.reports.findings_json import dumps
from formaudit.reports.records import Record, figure_records, relation_records
from formaudit.reports.tables import TABLES, file_rows_of, finding_rows_of, labelled, submission_row
from formaudit.reports.tally import verdict_line
from formaudit.settings import Profile

__all__ = ["Audit", "Paths", "Progress", "audit"]

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
"""A path or several: files, folders, archives."""
Progress = Callable[[str, int, int], None]
"""Told the phase (``read``, ``prior``, ``audit``), how much of it is done, and how much there is."""
_NOTHING: Final = Gathered(submissions=(), errors=())


class Audit:
    """What was found in the submissions of one call.

    ``report`` is the report itself, ``errors`` one ``FormauditError`` for each file that could not be read: with any of
    them ``verdict`` is ``incomplete``. All tables have ``submission`` (an id), ``unit`` and ``year`` in front.
    """

    def __init__(self, gathered: Gathered, prior: Sequence[Submission], profile: Profile, report: AuditReport) -> None:
        """Keep what was read and what was said of it."""
        self.report = report
        self.errors: tuple[FormauditError, ...] = gathered.errors
        self._submissions = gathered.submissions
        self._prior = prior
        self._profile = profile

    @property
    def verdict(self) -> str:
        """``clean``, ``findings`` or ``incomplete``."""
        return self.report.verdict.value

    @property
    def findings(self) -> Rows:
        """What cannot be right, gravest first within a submission; ``money`` in 万元, ``confidence`` from 0 to 1."""
        return Rows(TABLES["findings"], lambda: finding_rows_of(self.report))

    @property
    def submissions(self) -> Rows:
        """One row for each unit and year (and version): verdict, counts of findings and figures, score."""
        return Rows(
            TABLES["submissions"],
            lambda: (submission_row(each, _verdict(each), self.report.lang) for each in self.report.submissions),
        )

    @property
    def files(self) -> Rows:
        """One row for each file that was read or refused."""
        return Rows(TABLES["files"], lambda: file_rows_of(self.report))

    @property
    def figures(self) -> Rows:
        """Every printed figure with its value in ``unit_of_value``, its standing and its place."""
        return Rows(TABLES["figures"], lambda: self._records("figures", figure_records))

    @property
    def relations(self) -> Rows:
        """Every relation between figures that was tested; ``result`` and ``parts`` are keys of figures."""
        return Rows(TABLES["relations"], lambda: self._records("relations", relation_records))

    @property
    def tables(self) -> list[TableView]:
        """The tables of all files as they are printed."""
        return [view for submission in self._submissions for view in table_views(submission.documents)]

    def graph(self, submission: int = 0) -> Any:
        """The figure graph of a submission as a ``networkx.Graph``: nodes are keys of figures and relations.

        Raises:
            IndexError: there is no such submission.

        """
        network = importlib.import_module("formaudit.graph.network").figure_network
        return network(self._examined[submission].evidence.graph)

    def to_json(self) -> str:
        """The report as ``formaudit.findings/1``, the schema that ``formaudit schema findings`` prints."""
        return dumps(self.report)

    def to_html(self) -> str:
        """The report as one page."""
        page: str = importlib.import_module("formaudit.reports.html.page").to_html(self.report, {})
        return page

    def __repr__(self) -> str:
        """The verdict and the numbers."""
        return f"<Audit {self.verdict}: {len(self.report.submissions)} submissions, {len(self.findings)} findings>"

    def _repr_html_(self) -> str:
        """The verdict and the findings, for notebooks."""
        return f"<p><b>{escape(verdict_line(self.report))}</b></p>{self.findings._repr_html_()}"

    @cached_property
    def _examined(self) -> tuple[Examined, ...]:
        """Each submission with its evidence; drawn again when first asked for, each for itself."""
        return tuple(
            examine(
                submission,
                self._profile.choose(submission.year, submission.unit),
                self.report.lang,
                prior=year_before(submission, self._prior),
            )
            for submission in self._submissions
        )

    def _records(self, table: str, records: Callable[[Examined], Iterator[Record]]) -> Iterator[Record]:
        for examined in self._examined:
            told = examined.report
            for record in records(examined):
                yield labelled(table, (told.id, told.unit, told.year, *record), self.report.lang)


def _verdict(submission: SubmissionReport) -> str:
    """What was said of one submission: notes make no finding, as in the verdict of the whole."""
    if submission.coverage.unread:
        return ReportVerdict.INCOMPLETE.value
    serious = any(finding.severity is not Severity.NOTE for finding in submission.findings)
    return (ReportVerdict.FINDINGS if serious else ReportVerdict.CLEAN).value


def _paths(paths: Paths) -> list[Path]:
    found = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    return [Path(each) for each in found]


def audit(
    paths: Paths,
    *,
    profile: str | os.PathLike[str] = AUTO,
    prior: Paths | None = None,
    aliases: Sequence[str | os.PathLike[str]] = (),
    lang: str = "",
    progress: Progress | None = None,
) -> Audit:
    """Audit files, folders and archives; all files of one unit and year are one submission.

    Nothing is written, nothing leaves the machine, and no figure is changed: the same as ``formaudit audit PATH...``.

    Args:
        paths: a path or several.
        profile: the name of a rule profile, or the path of one (TOML).
        prior: last year's submissions, for comparisons over the years.
        aliases: files of reviewed names (``formaudit names review`` writes them).
        lang: ``zh`` or ``en``; the language of the words in the result.
        progress: told how far it is, as ``progress(phase, done, total)``.

    Returns:
        Verdict, findings, figures, relations and tables.

    Raises:
        UsageError: none of the paths is there (``not-found``), or the profile is wrong (``profile``,
            ``unknown-profile``). A file that cannot be read raises nothing: it is among ``Audit.errors``.

    """
    asked, before = _paths(paths), _paths(prior) if prior is not None else []
    rules = with_names(read_profile(str(profile)), map(str, aliases))
    missing = [path for path in (*asked, *before) if not path.exists()]
    if missing and (len(missing) >= len(asked) or any(path in before for path in missing)):
        raise UsageError("not-found", str(missing[0]))
    gathered = gather(asked, rules.names, watch=_phase(progress, "read"))
    last = gather(before, rules.names, watch=_phase(progress, "prior")) if before else _NOTHING
    spoken_in = lang or spoken()
    errors = [told_error(error, spoken_in) for error in (*gathered.errors, *last.errors)]
    report = audit_submissions(
        gathered.submissions, errors, rules, spoken_in, last.submissions, _phase(progress, "audit")
    )
    return Audit(gathered, last.submissions, rules, report)


def _phase(progress: Progress | None, name: str) -> Watch | None:
    """What is told how much of a phase is done."""
    return None if progress is None else partial(progress, name)
