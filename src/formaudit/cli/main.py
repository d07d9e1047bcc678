"""``formaudit``: finds the command, loads its module only then, and turns whatever happens into one line and a code."""

import gc
import importlib
import os
import signal
import sys
from collections.abc import Sequence
from typing import Any, Final

from formaudit.cli.console import ReaderLeftError, complain, emit, finish, leave, prepare
from formaudit.cli.language import asked, preset
from formaudit.errors import ExitCode, FormauditError, UsageError
from formaudit.messages import LANGUAGES, speak, word
from formaudit.messages.failure import line
from formaudit.patterns import keep_compiled
from formaudit.version import __version__

__all__ = ["COMMANDS", "entry", "main"]

# Name, module with ``configure(parser)`` and ``run(arguments)``, and the catalogue key of its help line.
COMMANDS: Final[tuple[tuple[str, str, str], ...]] = (
    ("audit", "formaudit.cli.audit", "audit.help"),
    ("bench", "formaudit.cli.bench", "bench.help"),
    ("checks", "formaudit.cli.checks", "checks.help"),
    ("compare", "formaudit.cli.compare", "compare.help"),
    ("decide", "formaudit.cli.decide", "decide.help"),
    ("explain", "formaudit.cli.explain", "explain.help"),
    ("export", "formaudit.cli.export", "export.help"),
    ("extract", "formaudit.cli.extract", "cli.extract"),
    ("find", "formaudit.cli.find", "find.help"),
    ("forms", "formaudit.cli.forms", "forms.help"),
    ("golden", "formaudit.cli.golden", "golden.help"),
    ("letter", "formaudit.cli.letter", "letter.help"),
    ("names", "formaudit.cli.names", "names.help"),
    ("profiles", "formaudit.cli.profiles", "profiles.help"),
    ("report", "formaudit.cli.report", "report.help"),
    ("sample", "formaudit.cli.sample", "sample.help"),
    ("scan", "formaudit.cli.scan", "scan.help"),
    ("schema", "formaudit.cli.schema", "schema.help"),
    ("serve", "formaudit.cli.serve", "serve.help"),
    ("status", "formaudit.cli.status", "status.help"),
    ("waive", "formaudit.cli.waive", "waive.help"),
    ("waivers", "formaudit.cli.waivers", "waivers.help"),
)

_CLEANERS: Final = frozenset({"multiprocessing", "concurrent.futures", "logging", "formaudit.extract.worker.process"})
"""Modules that have something to put away at the end of a process: files, threads, other processes."""
_OBJECTS: Final = 20_000
"""So many new objects before garbage is sought: a submission makes as many and leaves none that refer to each other."""
_INTERRUPTED: Final = 130
_READER_LEFT: Final = 141
"""As a shell says of a program that a signal ended: SIGINT, SIGPIPE."""


def entry() -> None:
    """The console script."""
    prepare()
    gc.disable()  # until the command is loaded, see ``_run``
    try:
        code = main(sys.argv[1:])
        keep_compiled()
    except KeyboardInterrupt:  # while an error was told, or after all had been said
        code = _INTERRUPTED
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # nothing is left that an interrupt could leave half done
    gc.freeze()  # all memory goes back with the process: nothing in it need be looked through once more
    if leave() and not _CLEANERS & sys.modules.keys():
        os._exit(code)  # nor taken apart piece by piece
    sys.exit(code)


def _load_structs() -> None:
    """Load msgspec without ``typing_extensions``, of which it takes two functions that Python has had since 3.11.

    Where that is installed (packages that we need install it) it loads ``inspect`` and the parts of the compiler with
    it: a thirtieth of a short audit. Here nobody else runs who could miss it meanwhile.
    """
    name = "typing_extensions"
    if name not in sys.modules:
        sys.modules[name] = None  # type: ignore[assignment]  # what Python takes for: not to be had
        try:
            importlib.import_module("msgspec")
        finally:
            del sys.modules[name]


def main(argv: Sequence[str]) -> int:
    """Run one command and return the exit code; nothing escapes but what ends the process itself."""
    try:
        return _finished(_dispatch(list(argv)))
    except FormauditError as error:
        complain(line(error))
        return error.exit_code
    except KeyboardInterrupt:
        return _INTERRUPTED
    except ReaderLeftError:
        return _READER_LEFT
    except Exception as error:  # noqa: BLE001 -- a defect of ours must end in one line and its own exit code
        if os.environ.get("FORMAUDIT_DEBUG") == "1":
            importlib.import_module("traceback").print_exc()
        complain(word("error.defect", detail=f"{type(error).__name__}: {error}"))
        return ExitCode.DEFECT
    finally:
        speak(LANGUAGES[0])


def _finished(code: int) -> int:
    """The exit code of a command all of whose result has gone out."""
    finish()
    return code


def _dispatch(argv: list[str]) -> int:
    speak(preset())
    lang, argv = asked(argv)
    speak(lang or preset())
    if not argv or argv[0] in {"-h", "--help"}:
        emit(_help())
        return ExitCode.OK if argv else ExitCode.USAGE
    if argv[0] in {"-V", "--version"}:
        emit(f"formaudit {__version__}")
        return ExitCode.OK
    if argv[0] == "help":
        if len(argv) == 1:
            emit(_help())
            return ExitCode.OK
        argv = [argv[1], "--help"]
    for name, module, key in COMMANDS:
        if name == argv[0]:
            return _run(name, module, key, _with_lang(argv[1:], lang))
    meant = importlib.import_module("formaudit.cli.arguments").meant
    raise UsageError("unknown-command", "", f"“{argv[0]}”{meant(argv[0], [name for name, _, _ in COMMANDS])}")


def _with_lang(rest: list[str], lang: str) -> list[str]:
    """The call with the language behind everything else, where the command and its subcommands look for it."""
    if not lang:
        return rest
    end = rest.index("--") if "--" in rest else len(rest)
    return [*rest[:end], "--lang", lang, *rest[end:]]


def _run(name: str, module: str, key: str, rest: list[str]) -> int:
    if not gc.isenabled():
        _load_structs()
    parser_type = importlib.import_module("formaudit.cli.arguments").Parser
    command = importlib.import_module(module)
    if not gc.isenabled():
        gc.freeze()  # what is loaded stays until the end: no use in looking through it for garbage
        gc.set_threshold(_OBJECTS)
        gc.enable()

    def build() -> Any:
        parser = parser_type(prog=f"formaudit {name}", description=word(key))
        command.configure(parser)
        parser.complete()
        return parser

    try:
        arguments = importlib.import_module("formaudit.cli.configured").configured(build, rest)
    except SystemExit as left:  # only ``--help`` leaves this way; errors are raised as our own
        return int(left.code or 0)
    return int(command.run(arguments))


def _help() -> str:
    width = max(len(name) for name, _, _ in COMMANDS)
    lines = [
        f"{word('cli.usage')}formaudit COMMAND ...",
        "",
        word("cli.about"),
        "",
        f"{word('cli.commands')}:",
        *(f"  {name:<{width}}  {word(key)}" for name, _, key in COMMANDS),
        "",
        f"{word('cli.options')}:",
        f"  -h, --help     {word('cli.help')}",
        f"  -V, --version  {word('cli.version')}",
        f"  --lang zh|en   {word('cli.lang')}",
        "",
        word("cli.more"),
    ]
    return "\n".join(lines)
