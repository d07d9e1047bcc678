"""Words for archives and for reading under limits, in English."""

from typing import Final

__all__ = ["MESSAGES"]

MESSAGES: Final[dict[str, str]] = {
    "error.encrypted": "The file is protected by a password: {detail}",
    "remedy.encrypted": "Remove the password and submit it again, or ask the unit for a file without one.",
    "error.damaged": "The file is damaged or incomplete: {detail}",
    "remedy.damaged": "Upload it again or ask the unit for the whole file; what could be read has been read.",
    "error.multi-volume": "This is one of several volumes of an archive and cannot be read alone: {detail}",
    "remedy.multi-volume": "Collect all volumes, join or unpack them, and pack them again as one ZIP.",
    "error.too-large": "A limit on reading is exceeded: {detail}",
    "remedy.too-large": "Make sure that the file comes from where it should; if so, submit it in parts.",
    "error.missing-extra": "What is needed to read this kind of file is not installed: {detail}",
    "remedy.missing-extra": "Install what is named here; or unpack the archive and pack it again as a ZIP.",
    "error.unsupported": "This format or packing method is not supported: {detail}",
    "remedy.unsupported": "Save it as DOCX, XLSX or PDF, or pack it as a ZIP, and submit it again.",
    "error.timeout": "Reading took too long and was stopped: {detail}",
    "remedy.timeout": "Open the file in its own program, save it anew and try again; split it or allow more time.",
    "error.memory": "Reading needed more memory than allowed and was stopped: {detail}",
    "remedy.memory": "Open the file in its own program, save it anew and try again; split it or allow more memory.",
    "error.crashed": "The reader died before it had a result: {detail}",
    "remedy.crashed": "The file may be damaged: open it in its own program, save it anew and try again.",
    "error.too-complex": "The file is nested too deeply to be read: {detail}",
    "remedy.too-complex": "Open the file in its own program, save it anew and try again.",
    "error.unreadable": "The file cannot be opened: {detail}",
    "remedy.unreadable": "Check that it is there, that you may read it, and that no other program holds it.",
    "warning.link-ignored": "A link or device in an archive was not read: {detail}",
    "warning.unsafe-name": "A name in an archive pointed outside and was changed to one inside: {detail}",
}
