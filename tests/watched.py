"""Runs command lines and tells what each opened, wrote and connected to.

`python watched.py FOLDER`: a JSON list of command lines comes in, and a JSON list of what
they did goes out. FOLDER takes the place of the built-in occupations.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from pathlib import Path

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGES = (
    "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink",
    "os.truncate", "os.chmod", "os.chown", "os.utime", "os.setxattr",
    "shutil.rmtree", "shutil.move",
)  # fmt: skip
_OUTSIDE = ("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn",
            "urllib.", "ftplib.", "smtplib.", "http.")  # fmt: skip


def _whole(path: object) -> str:
    # Unlike `Path.resolve`, this looks at nothing on the disk.
    return os.path.abspath(os.fsdecode(path))  # noqa: PTH100


class Watch:
    """What happens while a command runs; an audit hook cannot be taken away again."""

    def __init__(self) -> None:
        self.on = False
        self.opened: list[str] = []
        self.written: list[str] = []
        self.outside: list[str] = []

    def __call__(self, event: str, given: tuple[object, ...]) -> None:
        if not self.on:
            return
        if event == "open" and isinstance(given[0], str | bytes | os.PathLike):
            path = _whole(given[0])
            self.opened.append(path)
            if isinstance(given[2], int) and given[2] & _WRITES:
                self.written.append(path)
        elif event in _CHANGES:
            self.written.append(_whole(given[0]))
        elif event == "shutil.copyfile":
            self.written.append(_whole(given[1]))
        elif event.startswith(_OUTSIDE):
            self.outside.append(f"{event} {given!r:.80}")


def main() -> None:
    from careerfit_cli.storage import paths
    from careerfit_cli.ui import main as careerfit

    folder = Path(sys.argv[1])
    paths.builtin_occupations = lambda: folder
    paths.PREBUILT_INDEX = folder.parent / "catalogue.sqlite"
    watch = Watch()
    sys.addaudithook(watch)
    done = []
    for argv in json.load(sys.stdin):
        watch.opened, watch.written, watch.outside = [], [], []
        out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            watch.on = True
            code = careerfit(argv)
            watch.on = False
        done.append(
            {
                "argv": argv,
                "code": code,
                "out": (out.flush(), out.buffer.getvalue().decode())[1],
                "err": err.getvalue(),
                "opened": watch.opened,
                "written": watch.written,
                "outside": watch.outside,
            }
        )
    json.dump(done, sys.stdout)


if __name__ == "__main__":
    main()
