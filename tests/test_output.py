"""Documents in files: the format, complete or absent, nothing replaced without --force."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from careerfit_cli.errors import CareerfitError, UsageError
from careerfit_cli.ui import output

ANSWERS = (
    "v1.standard." + "1243253334143532152514333524452532442435543332225533211123124543"
)
PERSONAL = ("rank", "why", "quiz", "data")
PAY = ("pay", "actor", "--state", "NY")


@pytest.mark.parametrize(
    ("name", "flags", "start"),
    [
        ("a.json", [], "{"),
        ("a.csv", [], "slug,"),
        ("a.md", [], "| slug"),
        ("A.Markdown", [], "| slug"),
        ("a.txt", ["--csv"], "slug,"),
        ("a", ["--json"], "{"),
        ("a b.csv", ["--markdown"], "| slug"),
    ],
)
def test_the_ending_or_a_flag_says_the_format(
    run, tmp_path: Path, name: str, flags: list[str], start: str
) -> None:
    path = tmp_path / name
    done = run(*PAY, *flags, "-o", str(path))
    assert (done.code, done.out) == (0, "")
    assert done.err == f"Written to {path}.\n"
    text = path.read_text("utf-8")
    assert text.startswith(start)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_a_file_holds_what_is_printed(run, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    run(*PAY, "-o", str(path))
    assert path.read_text("utf-8") == run(*PAY, "--json").out


def test_a_format_that_is_not_said_is_asked_for(run, tmp_path: Path) -> None:
    done = run(*PAY, "-o", str(tmp_path / "a.txt"))
    assert (done.code, done.out) == (2, "")
    assert "which format" in done.err
    assert "--json or --csv or --markdown" in done.err
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_replaced_unless_forced(run, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("mine")
    done = run(*PAY, "-o", str(path))
    assert (done.code, path.read_text()) == (2, "mine")
    assert "already exists" in done.err
    assert "--force" in done.err
    assert run(*PAY, "-o", str(path), "--force").code == 0
    assert path.read_text().startswith("slug,")


def test_a_file_that_comes_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    to = output.wanted(path, force=False, csv=True)
    path.write_text("mine")
    with pytest.raises(UsageError, match="already exists"):
        to.write("ours")
    assert path.read_text() == "mine"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("force", [False, True])
def test_a_disk_without_links_is_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, force: bool
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    path = tmp_path / "a.csv"
    output.wanted(path, force=force, csv=True).write("ours")
    assert path.read_text() == "ours\n"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failed_write_leaves_what_was_there_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    path = tmp_path / "a.csv"
    with pytest.raises(CareerfitError, match="No space left on device"):
        output.wanted(path, force=False, csv=True).write("ours")
    assert list(tmp_path.iterdir()) == []
    path.write_text("mine")
    with pytest.raises(CareerfitError, match="cannot be written"):
        output.wanted(path, force=True, csv=True).write("ours")
    assert path.read_text() == "mine"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_and_a_missing_folder_are_refused(run, tmp_path: Path) -> None:
    done = run(*PAY, "--csv", "-o", str(tmp_path))
    assert (done.code, "is a folder" in done.err) == (2, True)
    done = run(*PAY, "-o", str(tmp_path / "no" / "a.csv"))
    assert (done.code, "is not a folder" in done.err) == (2, True)


def test_a_file_name_cannot_steer_the_terminal(run, tmp_path: Path) -> None:
    done = run(*PAY, "-o", str(tmp_path / "a\x1b[31m.csv"))
    assert (done.code, "\x1b" in done.err) == (0, False)
    done = run(*PAY, "-o", str(tmp_path / "a\x1b[31m.csv"))
    assert (done.code, "\x1b" in done.err) == (2, False)


def test_force_alone_is_wrong_use(run) -> None:
    done = run(*PAY, "--json", "--force")
    assert (done.code, "--output FILE" in done.err) == (2, True)


def test_a_dash_is_standard_output(run) -> None:
    assert run(*PAY, "--json", "-o", "-").out == run(*PAY, "--json").out


EVERY = [
    ("show", "actor"),
    ("list", "--top", "2"),
    ("search", "actor"),
    ("compare", "actor", "dancer"),
    ("define", "pay"),
    PAY,
    ("path", "actor", "dancer"),
    ("similar", "actor"),
    ("top", "writing"),
    ("rank", "--answers", ANSWERS),
    ("why", "actor", "--answers", ANSWERS),
    ("quiz", "--answers", ANSWERS),
    ("data",),
    ("data", "export"),
]


@pytest.mark.parametrize("argv", EVERY, ids=" ".join)
def test_every_command_with_json_writes_it_to_a_file(
    run, tmp_path: Path, argv: tuple[str, ...]
) -> None:
    path = tmp_path / "a.json"
    flags = [] if argv == ("data", "export") else ["--json"]
    done = run(*argv, "-o", str(path))
    assert (done.code, done.out) == (0, "")
    assert path.read_text("utf-8") == run(*argv, *flags).out
    assert run(*argv, "-o", str(path)).code == 2


def test_documents_of_a_person_are_for_their_owner(run, tmp_path: Path) -> None:
    for place, argv in enumerate(own for own in EVERY if own[0] in PERSONAL):
        path = tmp_path / f"{place}.json"
        assert run(*argv, "-o", str(path)).code == 0
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="needs Unix files")
class TestUnix:
    def test_a_document_is_as_open_as_the_umask_lets_it_be(self, tmp_path):
        old = os.umask(0o027)
        try:
            output.wanted(tmp_path / "a.csv", force=False, csv=True).write("x")
            output.wanted(tmp_path / "b.csv", force=False, csv=True).write(
                "x", private=True
            )
        finally:
            os.umask(old)
        modes = [
            stat.S_IMODE((tmp_path / name).stat().st_mode)
            for name in ("a.csv", "b.csv")
        ]
        assert modes == [0o640, 0o600]

    def test_a_link_stays_and_what_it_names_is_written(self, tmp_path):
        (tmp_path / "real.csv").write_text("mine")
        link = tmp_path / "link.csv"
        link.symlink_to("real.csv")
        with pytest.raises(UsageError):
            output.wanted(link, force=False, csv=True)
        output.wanted(link, force=True, csv=True).write("ours")
        assert link.is_symlink()
        assert (tmp_path / "real.csv").read_text() == "ours\n"

    def test_links_in_a_ring_are_told(self, tmp_path):
        (tmp_path / "a.csv").symlink_to("b.csv")
        (tmp_path / "b.csv").symlink_to("a.csv")
        with pytest.raises(CareerfitError, match="cannot be written"):
            output.wanted(tmp_path / "a.csv", force=False, csv=True).write("x")

    def test_a_device_is_written_to_and_stays(self):
        command = [sys.executable, "-m", "careerfit_cli", *PAY, "--json", "-o"]
        done = subprocess.run(
            [*command, "/dev/stdout"], capture_output=True, text=True, check=True
        )
        assert json.loads(done.stdout)["schema"] == "careerfit.pay/2"
        done = subprocess.run(
            [*command, "/dev/full"], capture_output=True, text=True, check=False
        )
        assert done.returncode == 1
        assert "No space left" in done.stderr
        assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)
