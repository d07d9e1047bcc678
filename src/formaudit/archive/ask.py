"""Questions over a store: what it holds, what was found, how it moves over the years, who stands out."""

import datetime as dt
import statistics
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from msgspec import Struct

from formaudit.archive.job import SubmissionKey
from formaudit.archive.store import Store
from formaudit.archive.suspects import files_of_suspects
from formaudit.errors import InputError
from formaudit.messages.failure import fact

__all__ = [
    "FINDING_COLUMNS",
    "MANIFEST_COLUMNS",
    "Heat",
    "Observation",
    "Overview",
    "Trend",
    "copies",
    "failures",
    "finding_rows",
    "heat",
    "keyed_finding_rows",
    "manifest_rows",
    "observations",
    "overview",
    "trends",
]

FINDING_COLUMNS: Final = (
    "unit", "year", "check", "name", "severity", "nature", "title", "message", "calculation", "money", "score",
    "figure", "printed", "place", "file", "question", "cause", "state", "confidence", "id",
)  # fmt: skip
_BEFORE_FILE: Final = FINDING_COLUMNS.index("file")
MANIFEST_COLUMNS: Final = ("seq", "time", "run", "archive", "path", "sha256", "event", "method", "version")
_FEWEST: Final = 8
_FAR: Final = Decimal(6)
"""So many median deviations from the median is far out."""
_HIGH: Final = Decimal(95)
_SINGLE: Final = frozenset({"annex2", "annex3", "report"})
"""Forms of which a submission has one; it has as many of annex 4 as it has projects."""
_RANK: Final = "CASE f.severity WHEN 'critical' THEN 0 WHEN 'major' THEN 1 WHEN 'minor' THEN 2 ELSE 3 END"


class Overview(Struct, frozen=True, kw_only=True):
    """What a store holds: files by state, submissions by verdict, findings by severity, and the last run."""

    files: dict[str, int]
    submissions: dict[str, int]
    findings: dict[str, int]
    units: int
    years: tuple[int, ...]
    figures: tuple[int, int, int, int]
    last_run: tuple[str, str, str, str] | None


def overview(store: Store) -> Overview:
    """Count everything."""
    sums = store.rows(
        "SELECT SUM(critical), SUM(major), SUM(minor), SUM(note), SUM(figures), SUM(tied), SUM(contradicted), "
        "SUM(untested), COUNT(DISTINCT unit) FROM submissions"
    )[0]
    last = store.rows("SELECT id, started, ended, state FROM runs ORDER BY started DESC, id DESC LIMIT 1")
    counts = [int(value or 0) for value in sums]
    return Overview(
        files=dict(store.rows("SELECT state, COUNT(*) FROM files GROUP BY state ORDER BY state")),
        submissions=dict(store.rows("SELECT verdict, COUNT(*) FROM submissions GROUP BY verdict ORDER BY verdict")),
        findings=dict(zip(("critical", "major", "minor", "note"), counts[:4], strict=True)),
        units=counts[8],
        years=tuple(
            row[0] for row in store.rows("SELECT DISTINCT year FROM submissions WHERE year IS NOT NULL ORDER BY year")
        ),
        figures=(counts[4], counts[5], counts[6], counts[7]),
        last_run=(last[0][0], last[0][1], last[0][2] or "", last[0][3]) if last else None,
    )


def failures(store: Store, lang: str = "") -> list[tuple[str, str, str]]:
    """Every file that could not be read or in which nothing was recognised: path, code, the fact in words."""
    return [
        (path, code, fact(InputError(code, path, detail), lang))
        for path, code, detail in store.rows(
            "SELECT path, code, detail FROM files WHERE state IN ('error', 'other') ORDER BY path"
        )
    ]


def copies(store: Store) -> list[tuple[str, ...]]:
    """Files that are byte for byte the same, the paths of each together."""
    rows = store.rows(
        "SELECT sha256, path FROM files WHERE state = 'read' AND sha256 IN "
        "(SELECT sha256 FROM files WHERE state = 'read' GROUP BY sha256 HAVING COUNT(*) > 1) ORDER BY sha256, path"
    )
    groups: dict[str, list[str]] = {}
    for digest, path in rows:
        groups.setdefault(digest, []).append(path)
    return sorted(tuple(paths) for paths in groups.values())


def finding_rows(store: Store, today: dt.date | None = None) -> Iterator[tuple[Any, ...]]:
    """Every finding with its unit and year, in an order that does not depend on how it came into the store.

    Its state is the one that was decided; a waiver whose last day is before ``today`` and a rectified finding that is
    still found are open.
    """
    for row in keyed_finding_rows(store, today):
        yield row[1:]


def keyed_finding_rows(store: Store, today: dt.date | None = None) -> Iterator[tuple[Any, ...]]:
    """``finding_rows`` with the key of the submission before the rest."""
    paths: Mapping[str, str] = {}
    last: tuple[str, str] | None = None
    for root, key, *row in store.each(
        "SELECT f.root, f.submission, s.name, s.year, f.check_code, f.name, f.severity, f.nature, f.title, f.message, "
        "f.calculation, f.money, f.score, f.label, f.raw, f.place, f.question, f.cause, "
        "CASE WHEN d.state IS NULL OR d.state = 'rectified' OR (d.state = 'waived' AND d.expires < ?) "
        "THEN 'open' ELSE d.state END, f.confidence, f.id "
        "FROM findings f JOIN submissions s ON s.root = f.root AND s.key = f.submission "
        "LEFT JOIN decisions d ON d.finding = f.id "
        f"ORDER BY f.submission, f.root, {_RANK}, f.check_code, f.id",
        [(today or dt.datetime.now().astimezone().date()).isoformat()],
    ):
        if last != (root, key):
            last, paths = (root, key), files_of_suspects(store, root, key)
        yield (key, *row[:_BEFORE_FILE], paths.get(row[-1]), *row[_BEFORE_FILE:])


def manifest_rows(store: Store) -> Iterator[tuple[Any, ...]]:
    """The journal of intake, line by line as it was written."""
    yield from store.each("SELECT seq, time, run, root, path, sha256, event, method, version FROM journal ORDER BY seq")


class Trend(Struct, frozen=True, kw_only=True):
    """A year over all units: submissions, findings by severity, the median of the scores."""

    year: int
    submissions: int
    findings: tuple[int, int, int, int]
    score: Decimal | None


def trends(store: Store, unit: str = "") -> list[Trend]:
    """By year, for all units or those whose name holds a text."""
    found = []
    for row in store.rows(
        "SELECT year, COUNT(*), SUM(critical), SUM(major), SUM(minor), SUM(note) FROM submissions "
        "WHERE year IS NOT NULL AND name LIKE ? GROUP BY year ORDER BY year",
        [f"%{unit}%"],
    ):
        scores = [
            Decimal(score)
            for (score,) in store.rows(
                "SELECT score FROM submissions WHERE year = ? AND name LIKE ? AND score IS NOT NULL",
                [row[0], f"%{unit}%"],
            )
        ]
        found.append(
            Trend(
                year=row[0],
                submissions=row[1],
                findings=(int(row[2]), int(row[3]), int(row[4]), int(row[5])),
                score=statistics.median(scores) if scores else None,
            )
        )
    return found


class Heat(Struct, frozen=True, kw_only=True):
    """Units × checks: the units with most findings, and how many of each check they have."""

    units: tuple[str, ...]
    checks: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]


def heat(store: Store, units: int = 40, severities: Sequence[str] = ("critical", "major", "minor")) -> Heat:
    """The units with most findings of some severities, and the checks that found them."""
    counts: dict[str, dict[str, int]] = {}
    for name, check, count in store.rows(
        "SELECT s.name, f.check_code, COUNT(*) FROM findings f JOIN submissions s ON s.root = f.root AND "
        f"s.key = f.submission WHERE f.severity IN ({', '.join('?' * len(severities))}) "
        "GROUP BY s.name, f.check_code",
        list(severities),
    ):
        counts.setdefault(name, {})[check] = int(count)
    chosen = sorted(counts, key=lambda name: (-sum(counts[name].values()), name))[:units]
    checks = sorted({check for name in chosen for check in counts[name]})
    return Heat(
        units=tuple(chosen),
        checks=tuple(checks),
        counts=tuple(tuple(counts[name].get(check, 0) for check in checks) for name in chosen),
    )


class Observation(Struct, frozen=True, kw_only=True):
    """Something about the whole archive: ``kind`` is a catalogue key ``observation.<kind>``.

    ``unit`` and ``year`` name one submission where it is about one; ``values`` fill the sentence.
    """

    kind: str
    unit: str = ""
    year: int | None = None
    values: tuple[tuple[str, str], ...] = ()


def observations(store: Store) -> list[Observation]:
    """Several versions of one submission; scores that are nearly all high or the same; units far from their like."""
    return [*_versions(store), *_scores(store), *_outliers(store)]


def _versions(store: Store) -> Iterator[Observation]:
    """The same form of one unit and year in several places, in files that are no copies of each other."""
    names: dict[str, str] = dict(store.rows("SELECT unit, MIN(name) FROM submissions GROUP BY unit"))
    places: dict[tuple[str, str, int], dict[str, tuple[set[str], set[str]]]] = {}
    for root, digest, forms, key in store.each(
        "SELECT root, sha256, forms, submission FROM files WHERE state = 'read' AND submission <> '' ORDER BY path"
    ):
        told = SubmissionKey.parse(key)
        if told.unit and told.year:
            place = places.setdefault((root, told.unit, told.year), {}).setdefault(told.item, (set(), set()))
            place[0].add(digest)
            place[1].update(set(forms.split(",")) & _SINGLE)
    for (_, unit, year), found in sorted(places.items(), key=lambda each: each[0][1:]):
        kept: list[tuple[set[str], set[str]]] = []
        for hashes, kinds in found.values():
            if not any(hashes <= other for other, _ in kept):
                kept.append((hashes, kinds))
        count = max(sum(kind in kinds for _, kinds in kept) for kind in _SINGLE)
        if count > 1:
            yield Observation(kind="versions", unit=names.get(unit, unit), year=year, values=(("count", str(count)),))


def _scores(store: Store) -> Iterator[Observation]:
    by_year: dict[int, list[Decimal]] = {}
    for year, score in store.rows(
        "SELECT year, score FROM submissions WHERE score IS NOT NULL AND year IS NOT NULL ORDER BY year"
    ):
        by_year.setdefault(year, []).append(Decimal(score))
    for year, scores in by_year.items():
        if len(scores) < _FEWEST:
            continue
        high = sum(score >= _HIGH for score in scores)
        common, times = max(((score, scores.count(score)) for score in set(scores)), key=lambda pair: pair[1])
        if high * 10 >= len(scores) * 9:
            yield Observation(
                kind="high-scores", year=year,
                values=(("high", str(high)), ("all", str(len(scores))), ("median", str(statistics.median(scores)))),
            )  # fmt: skip
        if times * 3 >= len(scores):
            yield Observation(
                kind="same-scores", year=year,
                values=(("score", str(common)), ("times", str(times)), ("all", str(len(scores)))),
            )  # fmt: skip


def _outliers(store: Store) -> Iterator[Observation]:
    groups: dict[tuple[str, int], list[tuple[str, int | None, Decimal]]] = {}
    for name, size, unit, year, value in store.rows(
        "SELECT m.name, m.size, s.name, s.year, m.value FROM metrics m JOIN submissions s ON s.root = m.root AND "
        "s.key = m.submission ORDER BY m.name, m.size, s.key"
    ):
        groups.setdefault((name, size), []).append((unit, year, Decimal(value)))
    for (name, _), members in groups.items():
        if len(members) <= _FEWEST:
            continue
        middle = statistics.median(value for _, _, value in members)
        spread = statistics.median(abs(value - middle) for _, _, value in members)
        for unit, year, value in members:
            if spread > 0 and abs(value - middle) > _FAR * spread:
                yield Observation(
                    kind="outlier", unit=unit, year=year,
                    values=(("metric", name), ("value", f"{value:.2f}"), ("median", f"{middle:.2f}"),
                            ("count", str(len(members)))),
                )  # fmt: skip
