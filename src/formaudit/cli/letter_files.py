"""Letters written into a folder beside their register: none overwrites another, an edited one is never touched."""

import datetime as dt
import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.cli.console import remark
from formaudit.cli.output import beside, write_bytes
from formaudit.errors import UsageError
from formaudit.extract.own_output import is_untouched
from formaudit.letters.desk import REGISTER, Entry, Sending, entry_for, of_unit, read_register, register_csv, stale
from formaudit.letters.letter import LetterFault
from formaudit.messages import word
from formaudit.model.report import SubmissionReport

__all__ = ["ALONE", "Draft", "deliver"]

ALONE: Final = "letter.docx"
"""The letter of a run over one submission."""


class Draft(Struct, frozen=True, kw_only=True):
    """A letter to be written: about whom, of which kind, and what makes its bytes, asked for only if it is wanted.

    ``name`` is the file's where it is not the desk's to choose. ``told`` is called with the path when it is written.
    """

    submission: SubmissionReport
    kind: str
    make: Callable[[], bytes]
    name: str = ""
    told: Callable[[Path], object] | None = None


def deliver(
    folder: Path,
    drafts: Sequence[Draft],
    today: dt.date | None,
    lang: str,
    *,
    whole: bool = True,
    present: Sequence[SubmissionReport] | None = None,
) -> tuple[Path, ...]:
    """Write the letters that are wanted, and the register; give the paths written.

    A unit for which the register says ``不发`` gets none. A letter that a person edited since it was written stays, and
    the new one is laid beside it. With ``whole`` the drafts are all there are: what the register holds beyond
    them is stale, its file is taken away if nobody edited it, and named if somebody did. ``present`` are the
    submissions of the run: a letter to a unit that is not among them is left as it is, since nobody looked at it,
    unless its name does not say whose it is.

    A letter that fails its check is named, in the register too; the others are written before the defect is raised.

    Raises:
        UsageError: ``cannot-write``, ``letter-register``, or that of making a letter.
        LetterFault: a letter does not say what it should.

    """
    known = _known(folder)
    current: list[Entry] = []
    written: list[Path] = []
    defects: list[LetterFault] = []
    for draft in drafts:
        taken = [entry.file for entry in current]
        entry = entry_for(draft.submission, draft.kind, (*known, *(e for e in current if e not in known)), today, taken)
        if draft.name and not entry.sha256:
            entry = replace(entry, file=draft.name)
        if entry.send == Sending.NO:
            current.append(entry)
            remark(word("desk.kept-back", lang, unit=_named(entry, lang)))
            continue
        # Where the new letter fails its check, nobody must find an older one and send it.
        _put_away(folder, entry)
        try:
            data = draft.make()
        except LetterFault as defect:  # keeps no other unit from its own
            defects.append(defect)
            remark(word("desk.failed", lang, unit=_named(entry, lang)))
            current.append(replace(entry, state=word("desk.state.failed", lang)))
            continue
        entry, paths = _lay(folder, entry, data, lang)
        current.append(entry)
        written += paths
        if draft.told is not None:
            draft.told(paths[0])
    entries = (
        *current,
        *(_beyond(folder, drafts, known, current, lang, present) if whole else _others(known, current)),
    )
    if entries:
        write_bytes(folder / REGISTER, register_csv(entries, lang).encode())
        written.append(folder / REGISTER)
    if defects:
        raise defects[0]
    return tuple(written)


def _others(known: Sequence[Entry], current: Sequence[Entry]) -> list[Entry]:
    """The lines of the register that a run leaves as they are."""
    now = {entry.key for entry in current}
    return [entry for entry in known if entry.key not in now]


def _beyond(
    folder: Path,
    drafts: Sequence[Draft],
    known: Sequence[Entry],
    current: Sequence[Entry],
    lang: str,
    present: Sequence[SubmissionReport] | None,
) -> list[Entry]:
    """The lines of the register beyond those of a whole run: letters that nobody asks for any more are taken away."""
    known_here = [entry for entry in known if present is None or entry.file == ALONE or of_unit(entry, present)]
    gone = stale([entry for entry in known_here if entry.kind in _kinds(drafts, known)], current)
    for entry in known:
        if entry not in known_here and entry.file and (folder / entry.file).exists():
            remark(word("desk.absent", lang, file=str(folder / entry.file), unit=_named(entry, lang)))
    there = sum((folder / entry.file).exists() for entry in gone)
    gone_now = [_withdrawn(folder, entry, lang) for entry in gone]
    there -= sum((folder / entry.file).exists() for entry in gone)
    if there:
        remark(word("desk.withdrawn", lang, count=str(there), file=str(folder / REGISTER)))
    return [*gone_now, *_others(known, (*current, *gone))]


def _kinds(drafts: Sequence[Draft], known: Sequence[Entry]) -> set[str]:
    """The kinds of letters that a run speaks of; one without drafts speaks of inquiries, which every audit offers."""
    return {draft.kind for draft in drafts} or {entry.kind for entry in known if entry.kind == "inquiry"}


def _known(folder: Path) -> tuple[Entry, ...]:
    path = folder / REGISTER
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise UsageError("letter-register", str(path), error.strerror or "") from error
    for encoding in ("utf-8-sig", "gb18030"):  # a spreadsheet may have saved it in the encoding of its system
        try:
            return read_register(text.decode(encoding), str(path))
        except UnicodeDecodeError:
            continue
    raise UsageError("letter-register", str(path), "UTF-8")


def _lay(folder: Path, entry: Entry, data: bytes, lang: str) -> tuple[Entry, list[Path]]:
    """Write a letter, unless a person's work stands in its place: then beside it."""
    path = folder / entry.file
    digest = hashlib.sha256(data).hexdigest()
    if path.exists() and _digest(path) not in (entry.sha256, digest):
        new = beside(path, taken=lambda each: each.exists() and not is_untouched(each.read_bytes()))
        write_bytes(new, data)
        remark(word("desk.edited", lang, file=str(path), new=str(new)))
        return replace(entry, state=word("desk.state.edited", lang)), [new]
    write_bytes(path, data)
    return replace(entry, sha256=digest, state=word("desk.state.written", lang)), [path]


def _put_away(folder: Path, entry: Entry) -> bool:
    """Take away a letter as the program wrote it; one that a person edited or sent stays, and the answer is false."""
    path = folder / entry.file
    untouched = path.exists() and _digest(path) == entry.sha256 and not entry.sent
    if untouched:
        path.unlink()
    return untouched


def _withdrawn(folder: Path, entry: Entry, lang: str) -> Entry:
    """A letter that nobody asks for any more: taken away, or named where a person has worked on it or sent it."""
    path = folder / entry.file
    if not _put_away(folder, entry) and path.exists():
        remark(word("desk.stale", lang, file=str(path), unit=_named(entry, lang)))
    return replace(entry, state=word("desk.state.stale", lang))


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _named(entry: Entry, lang: str) -> str:
    return entry.unit or word("report.no-unit", lang)
