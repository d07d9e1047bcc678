"""The file in which decisions are kept: TOML, or JSON where its name ends so."""

import json
import os
import sys
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from formaudit.decisions.entries import SCHEMA, as_entry, of_entry
from formaudit.errors import UsageError
from formaudit.model.decision import Book, Decision, Remark

if sys.platform != "win32":
    import fcntl

__all__ = ["Book", "read_book", "record"]

_MOST: Final = 64 * 1024 * 1024


def read_book(path: Path) -> Book:
    """Read the decisions of a file.

    Raises:
        UsageError: ``decisions-missing``, or ``decisions-file`` where the file is no TOML or JSON or of another schema.

    """
    try:
        size = path.stat().st_size
        text = path.read_bytes().decode("utf-8-sig") if size <= _MOST else ""
    except FileNotFoundError:
        raise UsageError("decisions-missing", str(path)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("decisions-file", str(path), getattr(error, "strerror", "") or "UTF-8") from error
    if size > _MOST:
        raise UsageError("decisions-file", str(path), f"{size} > {_MOST}")
    data = _parse(text, path)
    entries = data.get("decision", [])
    foreign = "schema" not in data and data.keys() - {"decision"}  # it would be written over
    if foreign or data.get("schema", SCHEMA) != SCHEMA or not isinstance(entries, list):
        raise UsageError("decisions-file", str(path), f"schema = {SCHEMA}")
    return _book(entries)


def _parse(text: str, path: Path) -> dict[str, Any]:
    try:
        data = json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError("decisions-file", str(path), " ".join(str(error).split())[:120]) from error
    if not isinstance(data, dict):
        raise UsageError("decisions-file", str(path), f"schema = {SCHEMA}")
    return data


def _book(entries: Sequence[Any]) -> Book:
    decisions: dict[str, Decision] = {}
    remarks: list[Remark] = []
    broken: list[Any] = []
    for number, entry in enumerate(entries, 1):
        named = str(entry.get("finding", "")) if isinstance(entry, dict) else ""
        try:
            if not isinstance(entry, dict):
                raise ValueError("decision")  # noqa: TRY004, TRY301 - told like any other mistake of an entry
            decision = of_entry(entry)
        except ValueError as error:
            remarks.append(Remark(code="unreadable", finding=named, detail=f"{number}: {error}"))
            broken.append(entry)
            continue
        decisions.pop(decision.finding, None)
        decisions[decision.finding] = decision
    return Book(decisions=tuple(decisions.values()), remarks=tuple(remarks), broken=tuple(broken))


def record(path: Path, decisions: Sequence[Decision]) -> Book:
    """Put decisions into the file, which is made where it is missing, and give what it holds then.

    Two calls at once both find their decisions in the file afterwards; a call that is cut short leaves the old file.

    Raises:
        UsageError: as ``read_book``, or ``cannot-write``.

    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _alone(path):
            before = read_book(path) if path.exists() else Book()
            kept = {decision.finding: decision for decision in before.decisions}
            for decision in decisions:
                kept.pop(decision.finding, None)
                kept[decision.finding] = decision
            named = {decision.finding for decision in decisions}
            broken = tuple(
                entry for entry in before.broken if not isinstance(entry, dict) or entry.get("finding") not in named
            )
            book = Book(decisions=tuple(kept.values()), remarks=before.remarks, broken=broken)
            _write(path, _render(book, path))
    except OSError as error:
        raise UsageError("cannot-write", str(path), error.strerror or type(error).__name__) from error
    return book


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold the file's lock; the system gives it back when a process dies."""
    with path.with_name(f".{path.name}.lock").open("w") as lock:
        if sys.platform != "win32":
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _write(path: Path, text: str) -> None:
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _render(book: Book, path: Path) -> str:
    entries: list[Any] = [*map(as_entry, book.decisions), *book.broken]
    if path.suffix.lower() == ".json":
        return json.dumps({"schema": SCHEMA, "decision": entries}, ensure_ascii=False, indent=1, default=str) + "\n"
    blocks = [f'schema = "{SCHEMA}"\n']
    for entry in entries:
        lines = [f"{_key(key)} = {_value(value)}" for key, value in entry.items()]
        blocks.append("\n".join(["[[decision]]", *lines]) + "\n")
    return "\n".join(blocks)


def _key(key: str) -> str:
    return key if key.isascii() and key.replace("_", "").replace("-", "").isalnum() else json.dumps(key)


def _value(value: object) -> str:
    """A TOML value: what is no number, truth or date stands as a string, escaped as in JSON, which TOML shares."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float) or hasattr(value, "isoformat"):
        return str(value)
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    text = value if isinstance(value, str) else str(value)
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
