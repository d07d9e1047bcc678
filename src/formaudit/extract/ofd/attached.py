"""Files that are attached to an OFD package."""

from collections.abc import Iterator

from formaudit.extract.embedded import DOCUMENTS
from formaudit.extract.ofd.parts import Parts, bodies, children, first, open_parts, text_of
from formaudit.extract.sniff import sniff

__all__ = ["attached_contents", "attached_files", "attachments"]


def attached_contents(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The names and bytes of the attached files.

    Raises:
        InputError: damaged, encrypted, too-large.

    """
    parts = open_parts(data, "")
    for name, held in attached_files(parts, ""):
        yield name, parts.package.part(held) or b""


def attachments(parts: Parts, path: str) -> list[str]:
    """The names of the attached files that a reader is shown.

    Raises:
        InputError: damaged, encrypted, too-large.

    """
    return [name for name, _ in attached_files(parts, path)]


def attached_files(parts: Parts, path: str) -> list[tuple[str, str]]:
    """The attached files as name and part; data that programs hide (those behind an invoice) are left out.

    Raises:
        InputError: damaged, encrypted, too-large.

    """
    found = []
    for body in bodies(parts, path):
        entry = first(body.root, "Attachments")
        part = parts.resolve(text_of(entry), body.part) if entry is not None else ""
        root = parts.xml(part)
        if root is None:
            continue
        for each in children(root, "Attachment"):
            hidden = (each.get("Visible") or "true").strip().lower() == "false"
            location = text_of(first(each, "FileLoc")) or each.get("FileLoc", "")
            held = parts.resolve(location, part)
            if held and not (hidden and sniff(parts.data(held) or b"") not in DOCUMENTS):
                name = (each.get("Name") or held.rpartition("/")[2]).replace("/", "_")
                suffix = "." + held.rpartition(".")[2]
                found.append((name if name.lower().endswith(suffix.lower()) else name + suffix, held))
    return found
