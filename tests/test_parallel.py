"""Parallel work returns complete and in order, or says why not."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest

from careerfit_cli.errors import BadData, CareerfitError, Problem
from careerfit_cli.model.frozen import frozen
from careerfit_cli.parallel import cores, map_in_order
from careerfit_cli.storage import occupations, paths
from careerfit_cli.ui import main
from screens import PATIENCE


def own_process(_chunk: int) -> int:
    return os.getpid()


def killed(chunk: int) -> int:
    if chunk == 3:
        os.kill(os.getpid(), signal.SIGTERM)
    return chunk


PROBLEM = Problem("a.yaml", 3, "title", "is missing", "mend it")


def refusing(_chunk: int) -> int:
    raise BadData([PROBLEM, PROBLEM])


def faulty(chunk: int) -> int:
    return 1 // (chunk - 3)


@pytest.mark.parametrize("jobs", [1, 2])
def test_every_chunk_comes_back_in_order(jobs: int) -> None:
    assert list(map_in_order(range(-9, 9), abs, jobs)) == [
        (n, abs(n)) for n in range(-9, 9)
    ]


def test_others_do_the_work() -> None:
    assert {pid for _, pid in map_in_order(range(9), own_process)} == {os.getpid()}
    assert os.getpid() not in {pid for _, pid in map_in_order(range(9), own_process, 2)}


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_fault_in_the_work_is_raised(jobs: int) -> None:
    with pytest.raises(ZeroDivisionError):
        list(map_in_order(range(9), faulty, jobs))
    assert multiprocessing.active_children() == []


def test_a_process_that_is_killed_is_told() -> None:
    with pytest.raises(CareerfitError, match="was stopped from outside"):
        list(map_in_order(range(9), killed, 2))
    assert multiprocessing.active_children() == []


def test_faults_in_a_file_come_back_as_they_are() -> None:
    with pytest.raises(BadData) as caught:
        list(map_in_order(range(3), refusing, 2))
    assert caught.value.problems == (PROBLEM, PROBLEM)
    assert caught.value.hint == "mend it"


@pytest.mark.parametrize(
    "refusal", [OSError, ImportError, NotImplementedError, RuntimeError]
)
def test_without_processes_the_work_is_done_here(
    refusal: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_args: object, **_options: object) -> None:
        raise refusal

    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", refused)
    assert {pid for _, pid in map_in_order(range(9), own_process, 2)} == {os.getpid()}


@pytest.mark.parametrize("refusal", [OSError, RuntimeError, BrokenProcessPool])
def test_where_too_few_processes_can_be_started_none_is_left(
    refusal: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    submit, asked = ProcessPoolExecutor.submit, []

    def refused(pool: ProcessPoolExecutor, *given: Any) -> Any:
        asked.append(given)
        if len(asked) == 2:
            raise refusal
        return submit(pool, *given)

    monkeypatch.setattr(ProcessPoolExecutor, "submit", refused)
    assert {pid for _, pid in map_in_order(range(9), own_process, 3)} == {os.getpid()}
    assert multiprocessing.active_children() == []


def interrupt_this_thread() -> None:
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    signal.pthread_kill(threading.get_ident(), signal.SIGINT)


def interrupt_main_thread() -> None:
    signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)


def interrupt_another_thread() -> None:
    thread = threading.Thread(target=interrupt_this_thread)
    thread.start()
    thread.join()


@pytest.fixture
def ctrl_c_handled() -> Iterator[None]:
    """Ctrl-C raises KeyboardInterrupt, even where it is ignored, as in a background job."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


# A signal to the process may reach any of its threads: here it is sent to a named one.
@pytest.mark.usefixtures("ctrl_c_handled")
@pytest.mark.skipif(
    not hasattr(signal, "pthread_kill"), reason="Windows has no signals to threads"
)
@pytest.mark.parametrize("interrupt", [interrupt_main_thread, interrupt_another_thread])
def test_ctrl_c_while_processes_start_waits_until_they_have_started(
    interrupt: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    submit, submitted = ProcessPoolExecutor.submit, []

    def interrupted(pool: ProcessPoolExecutor, *arguments: Any) -> Any:
        interrupt()
        submitted.append(arguments)
        return submit(pool, *arguments)

    monkeypatch.setattr(ProcessPoolExecutor, "submit", interrupted)
    with pytest.raises(KeyboardInterrupt):
        list(map_in_order(range(9), own_process, 2))
    assert len(submitted) == 2
    assert multiprocessing.active_children() == []
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_who_stops_early_leaves_no_process() -> None:
    chunks: Iterator[tuple[int, int]] = map_in_order(range(99), abs, 2)
    next(chunks)
    chunks.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="nothing is killed so")
def test_processes_end_with_the_one_that_began_them_though_it_is_killed(
    tmp_path: Path,
) -> None:
    script = tmp_path / "endless.py"
    script.write_text(
        "import os, sys\n"
        "from itertools import count\n"
        "from careerfit_cli.parallel import map_in_order\n"
        "def own_process(_chunk):\n"
        "    return os.getpid()\n"
        "if __name__ == '__main__':\n"
        "    for _, pid in map_in_order(count(), own_process, 2):\n"
        "        print(pid, flush=True)\n"
    )
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE) as began:
        assert began.stdout is not None
        pids = {int(began.stdout.readline()) for _ in range(20)}
        began.kill()
    deadline = time.monotonic() + PATIENCE
    while any(map(is_running, pids)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(is_running, pids))


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        # One that has ended may still be listed until somebody asks after it.
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_there_is_a_processor() -> None:
    assert cores() >= 1


def test_frozen_mappings_can_be_sent() -> None:
    own = frozen({"b": frozen({"x": 1}), "a": frozen()})
    again = pickle.loads(pickle.dumps(own))
    assert again == own
    assert list(again) == ["b", "a"]
    with pytest.raises(TypeError):
        again["c"] = 1


HEAD = "schema: 1\ncode: {}\ntitle: {}\n"


@pytest.fixture
def faults(tmp_path: Path) -> list[Path]:
    """Sixty files, of which some are at fault and two share a code."""
    for number in range(60):
        code = f"11-10{number:02}.00" if number != 57 else "11-1002.00"
        text = HEAD.format(code, f"Chiefs {number}")
        bad = "job_zone: 9\nlevels: 7\n" if number % 9 == 4 else "summary: Leads.\n"
        (tmp_path / f"x{number:02}.yaml").write_text(text + bad)
    return occupations.files(tmp_path)


def test_files_are_checked_alike_by_one_and_by_several(faults: list[Path]) -> None:
    alone = list(occupations.check(faults))
    assert list(occupations.check(faults, jobs=2)) == alone
    assert [own.path for own in alone] == faults
    assert [str(problem) for problem in alone[57].problems] == [
        f"{faults[57]}:2 code: 11-1002.00 is already the code of x02.yaml"
    ]
    assert sum(len(own.problems) for own in alone) == 15


def test_check_shares_out_many_files(
    faults: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[int, int]] = []

    def noting(paths: list[Path], *, installed: Path, jobs: int) -> list[object]:
        asked.append((len(paths), jobs))
        return []

    monkeypatch.setattr(occupations, "check", noting)
    monkeypatch.setattr("careerfit_cli.parallel.cores", lambda: 7)
    main(["check", str(faults[0].parent)])
    main(["check", str(paths.builtin_occupations())])
    assert asked == [(60, 1), (923, 4)]
