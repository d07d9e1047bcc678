"""The server: the application on a socket, until it is told to end."""

import socket
from collections.abc import Callable

import uvicorn

from formaudit.errors import UsageError
from formaudit.web.app import application
from formaudit.web.desk import Desk, Setup
from formaudit.web.folders import taken_in

__all__ = ["Setup", "serve", "taken_in"]


def serve(setup: Setup, host: str, ready: Callable[[], None]) -> None:
    """Serve until interrupted; ``ready`` is called when the address answers.

    Raises:
        UsageError: the store cannot be opened, or ``web-port``: the port is taken.

    """
    desk = Desk(setup)
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as listening:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listening.bind((host, setup.port))
                listening.listen(128)
            except (OSError, OverflowError) as error:
                raise UsageError("web-port", "", f"{host}:{setup.port}") from error
            ready()
            # Headers of proxies are read by ourselves, from proxies that were named, and for the reviewer's name only.
            config = uvicorn.Config(
                application(desk), log_level="warning", access_log=False, proxy_headers=False, server_header=False,
                lifespan="on", ws="none", timeout_graceful_shutdown=5, limit_concurrency=200,
            )  # fmt: skip
            uvicorn.Server(config).run(sockets=[listening])
    finally:
        desk.close()
