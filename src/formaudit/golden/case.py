"""A golden case: what the program said of some sources and a person accepted, floor by floor, on disk.

``golden/<case>/`` holds ``case.json`` (the sources with their hashes, the profile, the version of the record formats),
one JSON file for each floor with one record a line, and ``report.md`` for the eye. A file that ends in ``.new`` is
pending: proposed by ``golden new``, seen by nobody yet. Paths of sources are relative to the folder that holds
``golden/`` and use ``/``.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, Final

from msgspec import Struct

from formaudit.errors import InputError, UsageError

__all__ = [
    "FILES",
    "FLOORS",
    "FORMATS",
    "NEW",
    "SCHEMA",
    "Actual",
    "GoldenCase",
    "Produce",
    "SourceHash",
    "case_folder",
    "digest",
    "digest_files",
    "digest_of",
    "hash_sources",
    "pending_files",
    "read_actual",
    "read_case",
    "render",
]

SCHEMA: Final = "formaudit.golden/1"
FORMATS: Final = 2
"""Raised when the shape of the records changes, so that old goldens are stale and not merely different."""
FLOORS: Final = ("tables", "figures", "verdicts", "findings", "report")
"""From the lowest to the highest: what is wrong on a floor is wrong on those above it."""
NEW: Final = ".new"
_CASE_FILE: Final = "case.json"
_REPORT_FILE: Final = "report.md"
FILES: Final = (_CASE_FILE, *(f"{floor}.json" for floor in FLOORS[:-1]), _REPORT_FILE)


class Actual(Struct, frozen=True, kw_only=True):
    """What the program says of the sources now. A record is a JSON object as text, on one line."""

    tables: tuple[str, ...]
    figures: tuple[str, ...]
    verdicts: tuple[str, ...]
    findings: tuple[str, ...]
    report_md: str

    def floor(self, name: str) -> tuple[str, ...]:
        """The records of a floor in their order on disk; those of the report are its lines."""
        if name == "report":
            return tuple(self.report_md.splitlines())
        records: Mapping[str, tuple[str, ...]] = {
            "tables": self.tables,
            "figures": self.figures,
            "verdicts": self.verdicts,
            "findings": self.findings,
        }
        return tuple(sorted(records[name]))


Produce = Callable[[tuple[Path, ...]], Actual]
"""Runs the program over sources and says what it found, floor by floor."""


class SourceHash(Struct, frozen=True, kw_only=True):
    """A source of a case: its path below the root and the hash of its bytes when the golden was made."""

    path: str
    sha256: str


class GoldenCase(Struct, frozen=True, kw_only=True):
    """The head of a golden (``case.json``): what was read, under which rules. The log has the version that made it.

    ``keep`` names the fields that the case keeps of choice and compares with tolerance (``bbox``, ``confidence``).
    """

    name: str
    sources: tuple[SourceHash, ...]
    profile: str
    formats: int
    keep: tuple[str, ...] = ()

    def paths(self, root: Path) -> tuple[Path, ...]:
        """The sources below a root, in the order in which they were read."""
        return tuple(root / source.path for source in self.sources)


def case_folder(golden: Path, name: str) -> Path:
    """The folder of a case.

    Raises:
        UsageError: ``golden-name``: the name is no plain folder name.

    """
    if not name or name.startswith(".") or set(name) & set('/\\:*?"<>|'):
        raise UsageError("golden-name", name)
    return golden / name


def hash_sources(root: Path, paths: tuple[Path, ...]) -> tuple[SourceHash, ...]:
    """The sources as they are now.

    Raises:
        UsageError: ``golden-outside``: a source does not lie below the root, so nobody else could find it.
        InputError: ``unreadable``: a source cannot be read.

    """
    found: list[SourceHash] = []
    for path in paths:
        try:
            relative = path.resolve().relative_to(root.resolve()).as_posix()
        except ValueError:
            raise UsageError("golden-outside", str(path)) from None
        try:
            content = path.read_bytes()
        except OSError as error:
            raise InputError("unreadable", str(path), error.strerror or "") from error
        found.append(SourceHash(path=relative, sha256=hashlib.sha256(content).hexdigest()))
    return tuple(found)


def render(case: GoldenCase, actual: Actual) -> dict[str, str]:
    """The texts of a golden's files by name.

    Raises:
        ValueError: a record is not one line: a defect of the producer.

    """
    head = {
        "schema": SCHEMA,
        "case": case.name,
        "profile": case.profile,
        "formats": case.formats,
        "sources": [{"path": source.path, "sha256": source.sha256} for source in case.sources],
    }
    if case.keep:
        head["keep"] = list(case.keep)
    texts = {_CASE_FILE: json.dumps(head, ensure_ascii=False, indent=1) + "\n"}
    for floor in FLOORS[:-1]:
        records = actual.floor(floor)
        if any("\n" in record for record in records):
            message = f"a record of {floor} runs over a line"
            raise ValueError(message)
        texts[f"{floor}.json"] = "[\n" + ",\n".join(records) + "\n]\n" if records else "[]\n"
    texts[_REPORT_FILE] = actual.report_md if actual.report_md.endswith("\n") else actual.report_md + "\n"
    return texts


def _text(path: Path) -> str:
    """A golden's file with plain line ends, whatever a checkout did to them."""
    try:
        return path.read_bytes().decode("utf-8").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("golden-damaged", str(path), str(error)) from error


def _source(record: Any, path: Path) -> SourceHash:
    source = SourceHash(path=str(record["path"]), sha256=str(record["sha256"]))
    parts = PurePosixPath(source.path)
    if parts.is_absolute() or ".." in parts.parts or ":" in source.path.partition("/")[0]:
        raise InputError("golden-damaged", str(path), source.path)
    return source


def read_case(folder: Path, suffix: str = "") -> GoldenCase:
    """The head of an accepted golden, or of a pending one with the suffix ``NEW``.

    Raises:
        InputError: ``golden-damaged``: the file is missing or not what this program writes.

    """
    path = folder / (_CASE_FILE + suffix)
    try:
        head = json.loads(_text(path))
        if head["schema"] != SCHEMA:
            raise InputError("golden-format", str(path), str(head["schema"])[:80])
        return GoldenCase(
            name=folder.name,
            sources=tuple(_source(record, path) for record in head["sources"]),
            profile=str(head["profile"]),
            formats=int(head["formats"]),
            keep=tuple(str(name) for name in head.get("keep", ())),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise InputError("golden-damaged", str(path), str(error)) from error


def read_actual(folder: Path, suffix: str = "") -> Actual:
    """What stands in a golden's floors.

    Raises:
        InputError: ``golden-damaged``: a floor is missing or is not one record a line.

    """
    floors = {floor: _records(folder / f"{floor}.json{suffix}") for floor in FLOORS[:-1]}
    return Actual(
        tables=floors["tables"],
        figures=floors["figures"],
        verdicts=floors["verdicts"],
        findings=floors["findings"],
        report_md=_text(folder / (_REPORT_FILE + suffix)),
    )


def _records(path: Path) -> tuple[str, ...]:
    text = _text(path)
    try:
        count = len(json.loads(text))
    except (ValueError, TypeError) as error:
        raise InputError("golden-damaged", str(path), str(error)) from error
    lines = [line.removesuffix(",") for line in text.splitlines()]
    records = tuple(line for line in lines if line not in ("[", "]", "[]"))
    if len(records) != count:
        raise InputError("golden-damaged", str(path), f"{len(records)} ≠ {count}")
    return records


def pending_files(folder: Path) -> tuple[Path, ...]:
    """The files of a golden that wait for a decision."""
    return tuple(path for name in FILES if (path := folder / (name + NEW)).is_file())


def digest(folder: Path, suffix: str = "") -> str:
    """One hash over all files of a golden: the log keeps it, so that an edit by hand shows.

    Raises:
        InputError: ``golden-damaged``: a file is missing.

    """
    return digest_files({name: folder / (name + suffix) for name in FILES})


def digest_files(paths: Mapping[str, Path]) -> str:
    """The same of files wherever they stand, by the name that they have in a golden."""
    return digest_of({name: _text(paths[name]) for name in FILES})


def digest_of(texts: Mapping[str, str]) -> str:
    """The same of files that are not written yet, by name."""
    total = hashlib.sha256()
    for name in FILES:
        total.update(hashlib.sha256(texts[name].encode("utf-8")).digest())
    return total.hexdigest()
