"""Workers that hang, swell, crash or talk: each becomes a named error, and nothing is left behind."""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from formaudit.errors import InputError
from formaudit.extract.worker.pool import Pool
from formaudit.extract.worker.process import WorkerDefectError, _undisturbed
from tests.extract.worker import jobs


def gone(process: int) -> bool:
    """Whether a killed process ends; the kernel may need a moment, so its end is waited for and not slept for."""
    try:
        handle = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([handle], [], [], 10)[0])
    finally:
        os.close(handle)


on_linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds memory and tells of children")


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(size=1, seconds=60, megabytes=512) as one:
        yield one


def lives(pid: int) -> bool:
    """Whether a process is there and not merely waiting to be buried."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_a_worker_answers_and_is_asked_again(pool: Pool) -> None:
    assert pool.run(jobs.double, 21) == 42
    first = pool.run(jobs.whoami)
    assert first == pool.run(jobs.whoami) != os.getpid()


def test_a_stream_arrives_item_by_item(pool: Pool) -> None:
    assert list(pool.stream(jobs.count, 4)) == [0, 1, 2, 3]
    assert pool.run(jobs.double, 1) == 2


def test_a_stream_that_is_dropped_costs_its_worker_only(pool: Pool) -> None:
    stream = pool.stream(jobs.count, 10**9)
    assert next(stream) == 0
    del stream
    assert pool.run(jobs.double, 2) == 4


def test_items_before_a_crash_are_kept(pool: Pool) -> None:
    stream = pool.stream(jobs.count_and_die, 3)
    assert [next(stream) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(InputError, match="crashed"):
        next(stream)


def test_an_error_crosses_with_its_three_parts(pool: Pool) -> None:
    with pytest.raises(InputError) as caught:
        pool.run(jobs.refuse, "encrypted")
    assert (caught.value.code, caught.value.file, caught.value.detail) == ("encrypted", "a.docx", "detail")
    assert str(caught.value) == "a.docx: encrypted (detail)"


def test_a_defect_is_a_defect_with_the_workers_traceback(pool: Pool) -> None:
    with pytest.raises(WorkerDefectError, match=r"in stumble[\s\S]*ZeroDivisionError: ours"):
        pool.run(jobs.stumble)


@pytest.mark.parametrize(
    ("number", "detail"), [(signal.SIGKILL, "SIGKILL"), (signal.SIGSEGV, "SIGSEGV"), (signal.SIGABRT, "SIGABRT")]
)
def test_a_crash_is_named_and_the_next_call_finds_a_new_worker(pool: Pool, number: int, detail: str) -> None:
    with pytest.raises(InputError) as caught:
        pool.run(jobs.die, number)
    assert (caught.value.code, caught.value.detail) == ("crashed", detail)
    assert pool.run(jobs.double, 3) == 6


def test_a_worker_that_leaves_is_named(pool: Pool) -> None:
    with pytest.raises(InputError, match=r"crashed \(exit 3\)"):
        pool.run(jobs.leave, 3)


@on_linux
def test_too_much_memory_is_named(pool: Pool) -> None:
    assert pool.run(jobs.swallow, 100) == 100 << 20
    with pytest.raises(InputError, match=r"memory \(512 MB\)"):
        pool.run(jobs.swallow, 600)
    assert pool.run(jobs.double, 4) == 8


def test_endless_nesting_is_named(pool: Pool) -> None:
    with pytest.raises(InputError, match="too-complex"):
        pool.run(jobs.dig, 0)


def test_libraries_do_not_talk_to_the_terminal(pool: Pool, capfd: pytest.CaptureFixture[str]) -> None:
    pool.run(jobs.talk)
    assert capfd.readouterr() == ("", "")


def test_a_worker_that_hangs_is_stopped_in_time() -> None:
    with Pool(seconds=0.2) as hasty, pytest.raises(InputError, match=r"timeout \(0.2 s\)"):
        hasty.run(jobs.hang)


@on_linux
def test_a_stopped_worker_leaves_neither_child_nor_file(pool: Pool) -> None:
    stream = pool.stream(jobs.hang_with_a_child)
    child, folder = next(stream)
    assert lives(child)
    assert Path(folder).is_dir()
    del stream
    assert gone(child)
    assert not Path(folder).exists()


@on_linux
def test_a_worker_does_not_outlive_a_parent_that_was_killed() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.extract.worker.orphan"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        child, folder = parent.stdout.readline().split()
        own = Path(f"/proc/{child}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        watches = [os.pidfd_open(int(child)), os.pidfd_open(int(own[1]))]  # the child's parent is the worker
        parent.kill()
    for watch in watches:
        assert select.select([watch], [], [], 60)[0], "the worker or its child is still there"
        os.close(watch)
    assert not Path(folder).parent.exists()


def test_closing_ends_the_workers_and_their_folders() -> None:
    with Pool(size=2) as two:
        pids = {outcome for outcome in two.map(jobs.whoami, [()] * 6) if isinstance(outcome, int)}
        assert 1 <= len(pids) <= 2
    assert not any(lives(pid) for pid in pids)


def test_outcomes_keep_the_order_of_the_calls_and_no_error_ends_the_others() -> None:
    with Pool(size=2, seconds=60) as two:
        doubled = list(two.map(jobs.double, ((number,) for number in range(9))))
        mixed = list(two.map(jobs.refuse, [("encrypted",), ("damaged",)]))
    assert doubled == [0, 2, 4, 6, 8, 10, 12, 14, 16]
    assert [error.code for error in mixed if isinstance(error, InputError)] == ["encrypted", "damaged"]


def test_a_worker_is_replaced_after_its_calls() -> None:
    with Pool(calls=2) as short:
        assert len({short.run(jobs.whoami) for _ in range(4)}) == 2


@on_linux
def test_waiting_costs_no_processor_time_and_working_does() -> None:
    with Pool(size=1, seconds=0.2, megabytes=512) as one:
        assert one.run(jobs.wait_for, 0.5) == "done"
        with pytest.raises(InputError, match="timeout"):
            one.run(jobs.burn)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of a POSIX system")
def test_what_is_still_starting_hears_of_no_interrupt_and_what_has_started_does() -> None:
    script = "import os, signal, sys; os.kill(os.getpid(), signal.SIGINT); print('on')"
    # What runs behind a shell may have been told to hear of none at all.
    found = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with _undisturbed():
            before = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
        after = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    finally:
        signal.signal(signal.SIGINT, found)
    assert before.stdout.strip() == b"on"
    assert after.returncode == -signal.SIGINT
    with Pool() as pool:
        assert pool.run(_blocked) is False


def _blocked() -> bool:
    return signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())
