"""The pre-commit hook for repositories of occupation files."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from careerfit_cli.storage import paths

ROOT = Path(__file__).parents[1]


@pytest.fixture
def hook() -> dict[str, Any]:
    (found,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    return found


def entry(hook: dict[str, Any], *files: Path) -> subprocess.CompletedProcess[str]:
    """The hook's own command, as pre-commit runs it where the package is installed."""
    program, *words = shlex.split(hook["entry"])
    installed = Path(sys.executable).with_name(program)
    return subprocess.run(
        [str(installed), *words, *map(str, files)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_it_is_a_hook_pre_commit_takes(hook: dict[str, Any]) -> None:
    clientlib = pytest.importorskip("pre_commit.clientlib")
    (loaded,) = clientlib.load_manifest(str(ROOT / ".pre-commit-hooks.yaml"))
    assert loaded["id"] == hook["id"] == "careerfit-check"
    assert loaded["require_serial"]


def test_it_looks_at_occupation_files_and_no_others(hook: dict[str, Any]) -> None:
    for name in ("occupations/baker.yaml", "data/occupations/baker.yaml"):
        assert re.search(hook["files"], name)
    for name in ("baker.yaml", "occupations/old/baker.yaml", "my-occupations/a.yml"):
        assert not re.search(hook["files"], name)


def test_it_passes_sound_files_and_stops_others(
    hook: dict[str, Any], tmp_path: Path
) -> None:
    sound = tmp_path / "actor.yaml"
    shutil.copy(paths.builtin_occupations() / "actor.yaml", sound)
    done = entry(hook, sound)
    assert done.returncode == 0, done.stderr
    spoiled = tmp_path / "baker.yaml"
    spoiled.write_text("schema: 1\ncode: 51-3011.00\ntitle: Bakers\nzone: 2\n")
    again = tmp_path / "player.yaml"
    shutil.copy(sound, again)
    done = entry(hook, sound, spoiled, again)
    assert done.returncode == 4
    assert "baker.yaml:4 zone: is not a known name" in done.stdout
    assert "player.yaml" in done.stdout
    assert "already the code of actor.yaml" in done.stdout
