"""What a start of the command line loads, and what waits until it is asked for."""

import subprocess
import sys

import pytest

from tests.corpus import CORPORA

_LOADED = "import sys; from formaudit.cli.main import main; code = main(sys.argv[1:]); print(*sorted(sys.modules), file=sys.stderr)"


def _loaded(*call: str) -> set[str]:
    done = subprocess.run([sys.executable, "-c", _LOADED, *call], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


@pytest.mark.parametrize("call", [["--help"], ["checks"], ["audit", str(CORPORA / "quickstart")]])
def test_no_command_loads_the_graph_library(call: list[str]) -> None:
    assert "networkx" not in _loaded(*call)


def test_help_loads_no_command_and_the_words_of_one_language() -> None:
    loaded = {name for name in _loaded("--help") if name.startswith("formaudit")}
    assert not {
        name for name in loaded if name.startswith(("formaudit.checks", "formaudit.forms", "formaudit.extract"))
    }
    assert "formaudit.messages.zh" in loaded
    assert "formaudit.messages.en" not in loaded


def test_an_audit_of_word_files_loads_neither_archives_nor_workers_nor_the_store() -> None:
    loaded = _loaded("audit", str(CORPORA / "quickstart"))
    heavy = {
        "formaudit.extract.archives.unpack", "formaudit.extract.worker.pool", "formaudit.extract.pdf",
        "formaudit.extract.sheet", "formaudit.extract.web", "olefile", "email",
        "formaudit.archive.store", "multiprocessing", "sqlite3", "tarfile", "formaudit.messages.en",
        "formaudit.cli.written", "formaudit.letters.desk", "statistics", "pickle",
    }  # fmt: skip
    assert heavy & loaded == set()


def test_graphml_loads_it() -> None:
    code = "import sys, formaudit.graph.network; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "networkx" in done.stdout.split()
