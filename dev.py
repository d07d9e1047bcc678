#!/usr/bin/env python3
"""Set up a virtual environment beside this file and run one job in it.

``python3 dev.py demo`` audits the example submission; ``python3 dev.py test`` runs the tests; ``python3 dev.py check``
runs tests, linter, types and formatting and builds the documentation; ``python3 dev.py judge`` does so without the
tests, ``python3 dev.py docs`` builds the documentation alone. Needs nothing but Python 3.11 or newer and a package
index.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
OLDEST = (3, 11)


def run(*command: str | Path) -> int:
    """Run a command in the project's folder and give its exit code."""
    return subprocess.run([str(part) for part in command], cwd=ROOT, check=False).returncode  # noqa: S603 - our own jobs


def need(*command: str | Path) -> None:
    """Run a command that must succeed."""
    code = run(*command)
    if code:
        raise SystemExit(code)


def installer() -> list[str | Path]:
    """The call that installs into the environment, which is made where it is not there yet.

    uv where there is one; else the pip of the Python that runs this, which spares putting one into the environment;
    else a pip of the environment's own.
    """
    uv = shutil.which("uv")
    if uv is not None:
        if not PYTHON.exists():
            need(uv, "venv", "--quiet", "--python", sys.executable, VENV)
        return [uv, "pip", "install", "--quiet", "--python", PYTHON]
    quiet = ("--quiet", "--disable-pip-version-check", "--no-compile", "--prefer-binary")
    help_asked = [sys.executable, "-m", "pip", "--help"]
    asked = subprocess.run(help_asked, capture_output=True, text=True, check=False)  # noqa: S603 - our own job
    outside = "--python " in asked.stdout
    if not PYTHON.exists():
        need(sys.executable, "-m", "venv", *(["--without-pip"] if outside else []), VENV)
    if outside:
        return [sys.executable, "-m", "pip", "--python", PYTHON, "install", *quiet]
    return [PYTHON, "-m", "pip", "install", *quiet]


def set_up(extras: str) -> None:
    """Install the project into its environment, with the versions that are known to work.

    Our own sources are compiled, which many machines forbid while they are run. Of half a gigabyte of libraries a run
    loads a few files, and those compile as they load.
    """
    need(*installer(), "--constraint", "constraints.txt", "--editable", f".{extras}")
    need(PYTHON, "-m", "compileall", "-q", "src")


def demo() -> int:
    """Audit the example and write its report."""
    set_up("")
    out = ROOT / "out"
    code = run(BIN / "formaudit", "audit", "corpora/quickstart", "--out", out)
    print(f"\n→ {out / 'report.html'}")
    # The example has faults on purpose: exit code 1 says that they were found.
    return 0 if code == 1 else code or 1


def run_tests() -> int:
    """Run the tests, on all processors.

    Each worker takes a stretch of the files and keeps what they have in common; whoever is done takes half of what
    another has before it. What is loaded is kept compiled even where the environment forbids it: the tests start the
    whole program hundreds of times, and each would compile its libraries again.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    return run(PYTHON, "-m", "pytest", "--quiet", "--numprocesses=auto", "--dist=worksteal", *sys.argv[2:])


def test() -> int:
    """Run the tests."""
    set_up("[all,test]")
    return run_tests()


def judge() -> int:
    """Run linter, formatter, types and documentation, each of them even where one before it was not well."""
    well = True
    for command in (
        [BIN / "ruff", "check", "."],
        [BIN / "ruff", "format", "--check", "."],
        [BIN / "mypy"],
        [BIN / "zensical", "build", "--strict"],
    ):
        well = run(*command) == 0 and well
    return 0 if well else 1


def check() -> int:
    """Run the tests and beside them everything else that must hold before a change lands, which is told behind them."""
    set_up("[all,docs,test]")
    with tempfile.TemporaryFile() as said:
        # A process of its own, not a thread: two threads that start programs at one moment share their memory while
        # they do, and on some kernels a start then fails with "Bad address".
        words = [sys.executable, str(ROOT / "dev.py"), "judge"]
        beside = subprocess.Popen(words, cwd=ROOT, stdout=said, stderr=said)  # noqa: S603 - our own jobs
        code = run_tests()
        judged = beside.wait()
        said.seek(0)
        sys.stdout.flush()
        shutil.copyfileobj(said, sys.stdout.buffer)
    return code or judged


def docs() -> int:
    """Build the documentation as a site; a link that leads nowhere is an error."""
    set_up("[docs]")
    return run(BIN / "zensical", "build", "--strict")


def main() -> int:
    """Run the job that was asked for."""
    jobs = {"demo": demo, "test": test, "check": check, "judge": judge, "docs": docs}
    if sys.version_info < OLDEST:
        print("formaudit needs Python 3.11 or newer / 需要 Python 3.11 或更新版本", file=sys.stderr)
        return 2
    if len(sys.argv) < 2 or sys.argv[1] not in jobs:
        print(__doc__, file=sys.stderr)
        return 2
    return jobs[sys.argv[1]]()


if __name__ == "__main__":
    sys.exit(main())
