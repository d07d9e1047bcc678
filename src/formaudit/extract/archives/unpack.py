"""Archives into their files: one pass under limits, in which whatever is readable is kept.

Nothing is written to disk here, so no name can lead out of a folder; names are still made harmless, because somebody
above may write. Errors stand beside the members and never instead of them.
"""

from collections.abc import Iterator, Sequence

from formaudit.errors import InputError
from formaudit.extract.archives.entry import Entry, Limits, Member, Unpacked
from formaudit.extract.archives.foreign import foreign_entries
from formaudit.extract.archives.kinds import archive_kind, carried
from formaudit.extract.archives.mail import eml_entries, mbox_entries, msg_entries
from formaudit.extract.archives.names import distinct, is_junk, safe_name
from formaudit.extract.archives.tars import compressed_entries, tar_entries
from formaudit.extract.archives.tnef import tnef_entries
from formaudit.extract.archives.zips import strangely_packed, zip_entries
from formaudit.extract.lead import bare
from formaudit.model.document import Warn

__all__ = ["unpack"]

_NAMES_SHOWN = 3
_SUFFIXES = (".gz", ".bz2", ".xz", ".z", ".zst", ".lz4", ".lz")


def unpack(data: bytes, path: str, limits: Limits | None = None, *, rest: Sequence[bytes] = ()) -> Unpacked:
    """The files in an archive and in the archives inside it; ``path`` is how the archive is to be called in errors.

    ``rest`` are the further files of a RAR that was cut into several.

    Errors (none is raised): ``encrypted``, ``damaged``, ``multi-volume``, ``unsupported`` (no archive, or a packing
    method unknown here), ``too-large`` (a limit, which ``detail`` names), ``missing-extra`` and ``missing-library`` (no
    reader for 7z and RAR), and what may befall that reader: ``timeout``, ``memory``, ``crashed``. Once the limit on
    members or on the total is reached, the rest is not looked at.

    Warnings: ``link-ignored`` (a link, device or pipe), ``unsafe-name`` (a name that led out of the archive).
    """
    run = _Run(limits or Limits())
    run.archive(data, path, prefix="", last_name=path, depth=1, rest=rest)
    return Unpacked(members=tuple(run.members), errors=tuple(run.errors), warnings=tuple(run.warnings))


class _Run:
    """What one call has gathered and used up so far."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.members: list[Member] = []
        self.errors: list[InputError] = []
        self.warnings: list[Warn] = []
        self.listed = 0
        self.bytes = 0
        self.full = False

    def archive(
        self, data: bytes, shown: str, prefix: str, last_name: str, depth: int, rest: Sequence[bytes] = ()
    ) -> None:
        """Take in one archive; ``shown`` is its name in errors, ``prefix`` what its members' names start with."""
        kind, data = archive_kind(data), bare(data)
        if depth > self.limits.depth:
            self.errors.append(InputError("too-large", shown, f"depth > {self.limits.depth}"))
            return
        taken: set[str] = set()
        secret: list[str] = []
        try:
            for entry in _entries(data, kind, _stem(last_name), self.limits, rest):
                name = self._admit(entry, shown, taken)
                if name is None:
                    continue
                try:
                    content = self._content(entry)
                except InputError as error:
                    if error.code == "encrypted":
                        secret.append(name)
                    else:
                        self.errors.append(InputError(error.code, f"{shown}!/{name}", error.detail))
                    if self.full:
                        break
                    continue
                if archive_kind(content):
                    self.archive(content, f"{shown}!/{name}", f"{prefix}{name}!/", name, depth + 1)
                else:
                    self.members.append(Member(name=prefix + name, data=content))
                if self.full:
                    break
        except InputError as error:
            self.errors.append(InputError(error.code, shown, error.detail))
        if secret:
            more = f" … ({len(secret)})" if len(secret) > _NAMES_SHOWN else ""
            self.errors.append(InputError("encrypted", shown, "、".join(secret[:_NAMES_SHOWN]) + more))

    def _admit(self, entry: Entry, shown: str, taken: set[str]) -> str | None:
        """Count an entry and give it its name, or ``None`` if it is none of a person's files.

        Raises:
            InputError: ``too-large``: there are too many.

        """
        self.listed += 1
        name = safe_name(entry.name)
        if self.listed > self.limits.members:
            self.full = True
            raise InputError("too-large", detail=f"members > {self.limits.members}")
        if is_junk(name):
            return None
        if entry.special:
            self.warnings.append(Warn(code="link-ignored", detail=f"{shown}!/{name}"))
            return None
        if ".." in entry.name.replace("\\", "/").split("/") or entry.name.startswith(("/", "\\")):
            self.warnings.append(Warn(code="unsafe-name", detail=f"{shown}!/{name}"))
        name = distinct(name, taken)
        taken.add(name)
        return name

    def _content(self, entry: Entry) -> bytes:
        """All bytes of an entry.

        Raises:
            InputError: a limit is reached, or the entry cannot be read.

        """
        if entry.encrypted:
            raise InputError("encrypted")
        self._judge(entry, entry.size or 0)
        blocks: list[bytes] = []
        size = 0
        for block in entry.chunks:
            size += len(block)
            self.bytes += len(block)
            if self.bytes > self.limits.total_bytes:
                self.full = True
                raise InputError("too-large", detail=f"total > {_megabytes(self.limits.total_bytes)}")
            self._judge(entry, size)
            blocks.append(block)
        return b"".join(blocks)

    def _judge(self, entry: Entry, size: int) -> None:
        """Raise if an entry of this size, declared or counted, is too large."""
        limits = self.limits
        if size > limits.member_bytes:
            raise InputError("too-large", detail=f"> {_megabytes(limits.member_bytes)}")
        if entry.packed is not None and size > limits.ratio_floor and size > limits.ratio * entry.packed:
            raise InputError("too-large", detail=f"ratio > {limits.ratio}:1")


def _entries(data: bytes, kind: str, stem: str, limits: Limits, rest: Sequence[bytes]) -> Iterator[Entry]:
    match kind:
        case "zip" if strangely_packed(data):
            return foreign_entries(data, kind, stem, rest)
        case "zip":
            return zip_entries(data)
        case "tar":
            return tar_entries(data)
        case "gz" | "bz2" | "xz":
            return compressed_entries(data, kind, stem, limits)
        case "7z" | "rar" | "cab" | "iso" | "lzh" | "z" | "zst" | "lz4" | "lz":
            return foreign_entries(data, kind, stem, rest)
        case "sfx-7z" | "sfx-rar":
            return foreign_entries(carried(data), kind.removeprefix("sfx-"), stem, rest)
        case "eml":
            return eml_entries(data)
        case "mbox":
            return mbox_entries(data)
        case "msg":
            return msg_entries(data)
        case "tnef":
            return tnef_entries(data)
        case _:
            raise InputError("unsupported")


def _stem(name: str) -> str:
    """What a single compressed file is called once it is unpacked: ``a.docx`` for ``dir/a.docx.gz``."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return last[: last.rfind(".")] if last.lower().endswith(_SUFFIXES) else last


def _megabytes(size: int) -> str:
    return f"{size >> 20} MB" if size >> 20 else f"{size} B"
