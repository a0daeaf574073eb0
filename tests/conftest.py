"""What every test gets: a fixed terminal, no network, a cache of its own."""

from __future__ import annotations

import gc
import json
import os
import signal
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import HealthCheck, settings

from careerfit_cli import api
from careerfit_cli.errors import CareerfitError
from careerfit_cli.ui import main

if TYPE_CHECKING:
    from xdist.remote import Producer
    from xdist.scheduler import Scheduling

GOLDENS = Path(__file__).parent / "goldens"

# Nothing here may depend on how busy the machine is.
settings.register_profile(
    "unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("unhurried")

# nohup makes a process ignore signals, and its children inherit that. They do not
# inherit a handler.
for _name in ("SIGHUP", "SIGINT"):
    _signal = getattr(signal, _name, signal.SIGINT)
    if signal.getsignal(_signal) is signal.SIG_IGN:
        signal.signal(_signal, lambda *_: None)

# As in the program: garbage collection takes a good part of the time.
gc.set_threshold(200_000)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--renew-goldens",
        action="store_true",
        help="Write what is printed now into tests/goldens and README.md.",
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put files with slow tests first, so that no process works on one alone at the end."""
    slow = Counter(item.path for item in items if item.get_closest_marker("slow"))
    every = Counter(item.path for item in items)
    items.sort(key=lambda item: (-slow[item.path], -every[item.path]))


def pytest_collection_finish() -> None:
    """Leave the tests themselves out when garbage is looked for."""
    gc.freeze()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Scheduling:
    """Keep each file's tests in one process, so that its fixtures are made once."""
    from xdist.scheduler import LoadFileScheduling

    config.option.loadscopereorder = False  # pytest_collection_modifyitems orders them
    return LoadFileScheduling(config, log)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One process more than there are cores: tests of a terminal spend most of their time waiting."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(scope="session", autouse=True)
def shared_cache(request: pytest.FixtureRequest) -> Iterator[str]:
    """Where the index is kept, for fixtures of a whole file too.

    The first worker builds it, in about 15 seconds, while the others wait.
    """
    cache = request.config.cache
    assert cache is not None
    with pytest.MonkeyPatch.context() as monkeypatch:
        folder = cache.mkdir("careerfit")
        monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
        monkeypatch.setenv("CAREERFIT_OCCUPATIONS", "")
        # The lock is released however the process ends.
        with closing(sqlite3.connect(folder / "building", timeout=300)) as lock:
            lock.execute("BEGIN EXCLUSIVE")
            # An occupation that cannot be read fails the tests that need it.
            with suppress(CareerfitError):
                api.Catalogue.load()
        yield str(folder)


@pytest.fixture(autouse=True)
def terminal(
    monkeypatch: pytest.MonkeyPatch, shared_cache: str, tmp_path: Path
) -> Iterator[None]:
    """80 columns, no colors, and the user's own files out of reach."""
    for name in ("NO_COLOR", "FORCE_COLOR", "ACCESSIBLE", "CAREERFIT_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("XDG_CACHE_HOME", shared_cache)
    monkeypatch.setenv("CAREERFIT_HOME", str(tmp_path / "careerfit-home"))
    monkeypatch.setenv("CAREERFIT_OCCUPATIONS", "")
    return


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a whole text with the one kept under a name."""

    def same(name: str, text: str) -> None:
        path = GOLDENS / name
        if request.config.getoption("--renew-goldens"):
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8"), f"{name}: --renew-goldens?"

    return same


class Outcome(NamedTuple):
    """What one command line did."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> dict:
        return json.loads(self.out)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]):
    def call(*argv: str) -> Outcome:
        code = main(argv)
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return Outcome(code, out, err)

    return call


@pytest.fixture
def home() -> Path:
    """The folder of a person's own files."""
    return Path(os.environ["CAREERFIT_HOME"])
