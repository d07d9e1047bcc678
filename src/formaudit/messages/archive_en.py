"""Words for archives and for reading under limits, in English."""

from typing import Final

__all__ = ["MESSAGES"]

MESSAGES: Final[dict[str, str]] = {
    "error.multi-volume": "This is one of several volumes of an archive and cannot be read alone",
    "remedy.multi-volume": "Collect all volumes, join or unpack them, and pack them again as one ZIP",
    "error.missing-library": "The system library {detail}, which reads 7z and RAR archives, is missing",
    "remedy.missing-library": "Install it (Debian, Ubuntu: apt install libarchive13; macOS: brew install libarchive), "
    "or unpack the archive and pack it again as a ZIP",
    "error.timeout": "Reading took too long ({detail}) and was stopped",
    "remedy.timeout": "Open the file in its own program, save it anew and try again; split it or allow more time",
    "error.memory": "Reading needed more memory than allowed ({detail}) and was stopped",
    "remedy.memory": "Open the file in its own program, save it anew and try again; split it or allow more memory",
    "error.crashed": "The reader died ({detail}) before it had a result",
    "remedy.crashed": "The file may be damaged: open it in its own program, save it anew and try again",
    "error.too-complex": "The file is nested too deeply to be read",
    "remedy.too-complex": "Open the file in its own program, save it anew and try again",
    "warning.link-ignored": "A link or device in an archive was not read ({detail})",
    "warning.unsafe-name": "A name in an archive pointed outside and was changed to one inside ({detail})",
}
