"""`nox` without arguments does what continuous integration does, and the other way."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
from pathlib import Path
from typing import Any

import audit
import pytest

nox = pytest.importorskip("nox")

ROOT = Path(__file__).parents[1]


class Recorder:
    """A session of nox that only writes down what it would run."""

    posargs: tuple[str, ...] = ()

    def __init__(self) -> None:
        self.commands: list[str] = []
        self.installed: list[str] = []
        self.may_end_with: dict[str, list[int]] = {}

    def install(self, *words: str) -> None:
        self.installed += words

    def run(self, *words: str, **options: Any) -> None:
        self.commands.append(" ".join(words))
        self.may_end_with[" ".join(words)] = options.get("success_codes", [0])


@pytest.fixture(scope="module")
def sessions() -> dict[str, Recorder]:
    """What each session that `nox` runs by default would do."""
    spec = importlib.util.spec_from_file_location("noxfile", ROOT / "noxfile.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
        for name, own in vars(module).items():
            if hasattr(own, "should_warn") and own.default:
                found[name] = recorder = Recorder()
                own.func(recorder)
    return found


def of_ci() -> set[str]:
    """The commands of .ci/run, those it takes from the README among them."""
    text = (ROOT / ".ci" / "run").read_text(encoding="utf-8").replace("\\\n", "")
    lines = re.findall(r"^(?:\w+=\S+ )?\.venv/bin/(?!pip)(.*)$", text, re.MULTILINE)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for wanted in re.findall(r"grep -m1 -E '(.*?)' README.md", text):
        (line, *_) = re.findall(rf"{wanted}.*$", readme, re.MULTILINE)
        lines.append(line.rpartition("&& .venv/bin/")[2])
    lines += re.findall(
        r"^(?:timeout \d+ )?(npm install [^>]*?) +>", text, re.MULTILINE
    )
    return {line.partition(" ||")[0].strip() for line in lines}


def test_both_run_the_same_commands(sessions: dict[str, Recorder]) -> None:
    of_nox = {own for recorder in sessions.values() for own in recorder.commands}
    assert of_nox == of_ci()
    assert len(of_nox) >= 12


def test_every_session_installs_what_it_runs(sessions: dict[str, Recorder]) -> None:
    for name, recorder in sessions.items():
        assert recorder.installed, name
    assert ".[dev,docs]" in sessions["tests"].installed
    assert ".[dev,docs]" in sessions["docs"].installed


def test_ci_installs_what_the_documents_need() -> None:
    text = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "'.[dev,docs,release]'" in text
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_a_known_vulnerability_stops_a_change_and_no_network_does_not(
    sessions: dict[str, Recorder],
) -> None:
    line = "python scripts/audit.py"
    assert sessions["shipped"].may_end_with[line] == [audit.CLEAN, audit.NO_VERDICT]
    text = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert f".venv/bin/{line} || [ $? -eq {audit.NO_VERDICT} ]\n" in text
    assert "set -euo pipefail" in text


def test_only_words_that_are_no_verdict_may_fail_in_ci() -> None:
    text = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith(".venv/bin/")]
    assert [line for line in lines if "||" in line] == [
        ".venv/bin/python scripts/versions.py newest || [ $? -eq 3 ]",
        ".venv/bin/python scripts/audit.py || [ $? -eq 3 ]",
    ]
