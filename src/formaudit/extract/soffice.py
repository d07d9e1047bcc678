"""The one door to LibreOffice: many files in one call, in a throw-away profile, without macros, links or network."""

import os
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from formaudit.errors import FormauditError, InputError
from formaudit.extract.watched import watched

__all__ = ["available", "convert"]

_PROGRAMS: Final = ("soffice", "libreoffice")
_ELSEWHERE: Final = (
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_QUIETLY: Final = (
    "--headless", "--invisible", "--norestore", "--nolockcheck", "--nodefault", "--nologo", "--nofirststartwizard",
)  # fmt: skip
_STARTING: Final = 45.0  # seconds that a fresh profile may take on a busy machine before its first file
_MEMORY: Final = 6_000_000  # KiB of address space
_PACKAGES: Final = frozenset({"docx", "xlsx"})
_NOWHERE: Final = "127.0.0.1"
_DISCARD: Final = "9"

_SETTINGS: Final = (
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "2"),
    ("/org.openoffice.Office.Writer/Content/Update", "Field", "false"),
    ("/org.openoffice.Office.Writer/Content/Update", "Chart", "false"),
    ("/org.openoffice.Office.Calc/Content/Update", "Link", "2"),
    ("/org.openoffice.Office.Calc/Formula/Load", "OOXMLRecalcMode", "1"),
    ("/org.openoffice.Office.Calc/Formula/Load", "ODFRecalcMode", "1"),
    ("/org.openoffice.Office.Common/Save/Document", "AutoSave", "false"),
    ("/org.openoffice.Office.Recovery/RecoveryInfo", "Enabled", "false"),
    ("/org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", _NOWHERE),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", _DISCARD),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", _NOWHERE),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", _DISCARD),
    ("/org.openoffice.Inet/Settings", "ooInetNoProxy", ""),
    ("/org.openoffice.Setup/L10N", "ooSetupSystemLocale", "zh-CN"),
)


@cache
def available() -> str | None:
    """The path of the installed LibreOffice, or ``None``."""
    found = (shutil.which(name) for name in _PROGRAMS)
    return next((path for path in (*found, *_ELSEWHERE) if path and Path(path).exists()), None)


def convert(files: Sequence[tuple[str, bytes, str]], target: str, seconds: float) -> dict[str, bytes | FormauditError]:
    """Convert files given as (name, bytes, suffix) into another format.

    ``target`` is what LibreOffice calls the format (``docx:MS Word 2007 XML``). ``seconds`` is the time that one file
    may take; a file that takes longer, or that ends the program, is given up and the others go on. Every name is in
    the answer: its converted bytes, or the error (``no-libreoffice``, ``timeout``, ``damaged``).
    """
    program = available()
    if program is None:
        return {name: InputError("no-libreoffice", name) for name, _, _ in files}
    answers: dict[str, bytes | FormauditError] = {}
    pending = list(files)
    while pending:
        done, culprit, reason = _round(program, pending, target, seconds)
        answers.update({pending[index][0]: content for index, content in done.items()})
        end = len(pending) if culprit is None else culprit
        for index in range(end):
            answers.setdefault(pending[index][0], InputError("damaged", pending[index][0], "LibreOffice"))
        if culprit is None:
            break
        answers[pending[culprit][0]] = InputError(reason, pending[culprit][0], f"LibreOffice, {seconds:g} s")
        pending = pending[culprit + 1 :]
    return answers


def _round(
    program: str, files: Sequence[tuple[str, bytes, str]], target: str, seconds: float
) -> tuple[dict[int, bytes], int | None, str]:
    """One run: what it made by position, and the position of the file that it did not survive, with the reason."""
    extension = target.partition(":")[0]
    with tempfile.TemporaryDirectory(prefix="formaudit-", ignore_cleanup_errors=True) as folder:
        root = Path(folder)
        for name in ("in", "out", "tmp", "profile/user"):
            (root / name).mkdir(parents=True)
        (root / "profile/user/registrymodifications.xcu").write_text(_registry(), encoding="utf-8")
        inputs: list[str] = []
        for index, (_, data, suffix) in enumerate(files):
            path = root / "in" / f"{index:05d}.{suffix}"
            path.write_bytes(data)
            inputs.append(str(path))
        outputs = [root / "out" / f"{index:05d}.{extension}" for index in range(len(files))]
        command = [
            *_confined(),
            program,
            f"-env:UserInstallation={(root / 'profile').as_uri()}",
            *_QUIETLY,
            *("--convert-to", target, "--outdir", str(root / "out"), *inputs),
        ]
        code = watched(command, root, outputs, seconds, environment=_environment(root), starting=_STARTING)
        done = {index: path.read_bytes() for index, path in enumerate(outputs) if path.is_file()}
    if extension in _PACKAGES:  # what was being written when the program ended is no whole package
        done = {index: content for index, content in done.items() if zipfile.is_zipfile(BytesIO(content))}
    if code == 0:
        return done, None, ""
    culprit = max(done, default=-1) + 1
    return done, culprit if culprit < len(files) else None, "timeout" if code is None else "damaged"


@cache
def _confined() -> tuple[str, ...]:
    """What stands before the command: a limit on memory and, where the system grants it, no network at all."""
    shell = shutil.which("sh") if os.name == "posix" else None
    if shell is None:
        return ()
    limit = (shell, "-c", f'ulimit -v {_MEMORY} 2>/dev/null; exec "$@"', "sh")
    unshare = shutil.which("unshare")
    if unshare is None:
        return limit
    probe = subprocess.run(  # noqa: S603 a fixed command
        [unshare, "-rn", "true"], check=False, capture_output=True, timeout=10
    )
    return (*limit, unshare, "-rn") if probe.returncode == 0 else limit


def _environment(root: Path) -> dict[str, str]:
    kept = {key: os.environ[key] for key in ("PATH", "SYSTEMROOT", "WINDIR") if key in os.environ}
    nowhere = f"http://{_NOWHERE}:{_DISCARD}"
    return {
        **kept,
        "HOME": str(root),
        "TMPDIR": str(root / "tmp"),
        "TMP": str(root / "tmp"),
        "LANG": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",
        "http_proxy": nowhere,
        "https_proxy": nowhere,
    }


def _registry() -> str:
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{escape(value)}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry"'
        ' xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{items}</oor:items>"
    )
