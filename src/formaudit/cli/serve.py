"""``formaudit serve``: the review page, on the loopback address unless somebody says who else may come in."""

import argparse
import importlib
import importlib.util
import ipaddress
from pathlib import Path
from typing import Any, Final

from formaudit.archive.index import bring_up_to_date
from formaudit.archive.store import Store
from formaudit.cli.console import remark
from formaudit.cli.findings import is_store, who
from formaudit.cli.meter import Meter
from formaudit.cli.status import BASE
from formaudit.errors import ExitCode, UsageError
from formaudit.messages import LANGUAGES, spoken, word

__all__ = ["configure", "run"]

_PORT: Final = 8440
_HOST: Final = "127.0.0.1"
_SHORTEST: Final = 16
_LARGEST: Final = 65_535
_NEEDED: Final = ("starlette", "uvicorn", "jinja2", "itsdangerous")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("paths", metavar="PATH", nargs="*", type=Path, help=word("serve.help.path"))
    parser.add_argument("--store", metavar="URL", help=word("serve.help.store"))
    parser.add_argument("--port", metavar="N", type=int, default=_PORT, help=word("serve.help.port"))
    parser.add_argument("--host", metavar="ADDRESS", default=_HOST, help=word("serve.help.host"))
    parser.add_argument("--name", metavar="HOST", action="append", default=[], help=word("serve.help.name"))
    parser.add_argument("--token-file", metavar="FILE", type=Path, help=word("serve.help.token"))
    parser.add_argument("--trust-header", metavar="NAME", default="", help=word("serve.help.header"))
    parser.add_argument("--trust-proxy", metavar="IP", action="append", default=[], help=word("serve.help.proxy"))
    parser.add_argument("--reviewer", metavar="NAME", help=word("serve.help.reviewer"))
    parser.add_argument(
        "--originals", metavar="DIR", action="append", default=[], type=Path, help=word("serve.help.originals")
    )
    parser.add_argument("--golden", metavar="DIR", type=Path, help=word("serve.help.golden"))
    parser.add_argument("--lang", choices=LANGUAGES, default=spoken(), help=word("audit.help.lang"))


def run(options: argparse.Namespace) -> int:
    """Serve until somebody ends it.

    Raises:
        UsageError: the extra is missing; the store cannot be opened; the server would be open to everybody.

    """
    _require()
    if not 0 < options.port <= _LARGEST:
        raise UsageError("web-port", "", str(options.port))
    token = _token(options.token_file)
    guarded = bool(token) or bool(options.trust_header and options.trust_proxy)
    if not _loopback(options.host) and not guarded:
        raise UsageError("web-open", "", options.host)
    if bool(options.trust_header) != bool(options.trust_proxy):
        raise UsageError("web-open", "", "--trust-header, --trust-proxy")
    if options.golden is not None and not options.golden.is_dir():
        raise UsageError("not-found", str(options.golden))
    server = importlib.import_module("formaudit.web.server")
    store, sources = _store(options, server)
    _indexed(store, options.lang)
    setup = server.Setup(
        store=store,
        lang=options.lang,
        reviewer=who(options.reviewer),
        sources=(*options.originals, *sources),
        golden=options.golden,
        hosts=(_HOST, "localhost", "::1", options.host, *options.name),
        port=options.port,
        token=token,
        header=options.trust_header,
        proxies=tuple(options.trust_proxy),
    )
    name = f"[{options.host}]" if ":" in options.host else options.host
    address = f"http://{name}:{options.port}/"
    server.serve(setup, options.host, lambda: remark(word("serve.at", options.lang, address=address)))
    return int(ExitCode.OK)


def _indexed(store: str, lang: str) -> None:
    """Make what an older version has scanned fit to be searched, as ``formaudit find`` does, where that can be written.

    Raises:
        UsageError: the store cannot be opened.

    """
    meter = Meter(lang)
    try:
        with Store(store, create=False) as held:
            bring_up_to_date(held, meter.watch("index"))
    except UsageError as error:
        if error.code != "store-readonly":
            raise
    meter.end()


def _require() -> None:
    for name in _NEEDED:
        if importlib.util.find_spec(name) is None:
            raise UsageError("web-extra", "", name)


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _token(path: Path | None) -> str:
    """The first line of the file.

    Raises:
        UsageError: ``web-token``.

    """
    if path is None:
        return ""
    try:
        line = path.read_text("utf-8").split("\n", 1)[0].strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("web-token", str(path), getattr(error, "strerror", "") or "UTF-8") from error
    if len(line) < _SHORTEST:
        raise UsageError("web-token", str(path), str(len(line)))
    return line


def _store(options: argparse.Namespace, server: Any) -> tuple[str, tuple[Path, ...]]:
    """The store to work on; findings of plain audits are taken into a small one beside them."""
    if not options.paths:
        return options.store or BASE, ()
    if len(options.paths) == 1 and options.store is None and is_store(str(options.paths[0])):
        return str(options.paths[0]), ()
    store, sources = server.taken_in(options.paths, options.store or "")
    return str(store), tuple(sources)
