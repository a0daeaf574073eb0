"""Shell completion: the right names in each shell, without slow imports."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from careerfit_cli import filters, search
from careerfit_cli.commands.show import page as view
from careerfit_cli.errors import UsageError
from careerfit_cli.model.elements import CURRENT
from careerfit_cli.storage import occupations, paths
from careerfit_cli.ui import completion
from screens import PATIENCE
from test_startup import HEAVY

OFFERED = {
    "occupations": completion.occupations,
    "sections": completion.sections,
    "elements": completion.elements,
    "domains": completion.domains,
    "states": completion.states,
    "education": completion.education,
}

HOSTILE_NAMES = [
    "zz$(touch PWNED)",
    "zz\\$(touch PWNED)",
    "zz`touch PWNED`",
    "zz\\`touch PWNED\\`",
    "zz;touch PWNED",
    "zz\ntouch PWNED\n",
    "zz|touch PWNED",
    "zz&touch PWNED&",
    'zz"));touch PWNED;: (("',
    "zz'$(touch PWNED)'",
    "zz(touch PWNED)",
    "zz-${(e):-$(touch PWNED)}",
    "zz\tx",
    "zz:x",
    "zz x",
    "zz\x1b[31m",
    "ZZ",
    "zz-",
    "zz\u202e",
]
"""Names of files that some shell would give a meaning."""


class TestNames:
    @pytest.mark.parametrize("name", OFFERED)
    @pytest.mark.parametrize(
        "typed", ["", "a", "A", "work-", "pay,s", "CA,", "zzz", "é"]
    )
    def test_what_is_offered_begins_as_what_is_typed(self, name, typed):
        for own in OFFERED[name](typed):
            assert own.startswith(typed)
            assert not set(own) & set(" '\"\\:$`()")

    def test_every_occupation_is_offered(self):
        found = completion.occupations("")
        files = occupations.files(paths.builtin_occupations())
        assert found == sorted(path.stem for path in files)
        assert completion.occupations("regist") == ["registered-nurse"]

    def test_a_persons_own_occupations_are_offered_too(self, monkeypatch, tmp_path):
        (tmp_path / "zeppelin-captain.yaml").write_text("")
        (tmp_path / ".hidden.yaml").write_text("")
        monkeypatch.setenv("CAREERFIT_OCCUPATIONS", str(tmp_path))
        assert completion.occupations("zep") == ["zeppelin-captain"]

    @pytest.mark.parametrize("name", HOSTILE_NAMES)
    def test_only_slugs_are_offered(self, name, monkeypatch, tmp_path):
        (tmp_path / f"{name}.yaml").write_text("")
        (tmp_path / "zz-safe.yaml").write_text("")
        monkeypatch.setenv("CAREERFIT_OCCUPATIONS", str(tmp_path))
        assert completion.occupations("zz") == ["zz-safe"]

    @pytest.mark.parametrize("offered", [completion.sections, completion.states])
    def test_typed_text_a_shell_could_run_is_not_returned(self, offered):
        for text in ("$(touch x)", "`touch x`", '"', "a;b", "a b"):
            assert offered(f"{text},") == []

    def test_a_wrong_setting_offers_nothing_and_says_nothing(self, monkeypatch, capsys):
        monkeypatch.setenv("CAREERFIT_OCCUPATIONS", "/no/such/folder")
        completion.occupations("zep")
        assert capsys.readouterr() == ("", "")

    def test_sections_are_those_of_the_page(self):
        assert tuple(view.SECTIONS) == completion.SECTIONS
        assert completion.sections("") == list(completion.SECTIONS)
        assert completion.sections("pay,Tech") == ["pay,Technology"]

    def test_every_element_offered_is_found_or_told_apart(self):
        offered = completion.elements("")
        assert {"knowledge-mathematics", "programming"} <= {*offered}
        unclear = []
        for own in offered:
            try:
                search.element(own)
            except UsageError:
                unclear.append(own)
        assert unclear == ["mathematics", "public-speaking"]

    def test_every_domain_state_and_level_is_taken_as_offered(self):
        for domain, own in zip(CURRENT, completion.domains(""), strict=True):
            assert search.element(domain.names[0], own).domain == domain
        assert len(completion.states("")) == 54
        for typed in "abcdefghijklmnopqrstuvwxyz":
            for own in completion.states(typed):
                assert search.state(own)
        for own in completion.education(""):
            assert filters.education_at_most(own)


def asked(shell: str, line: str, **env: str) -> list[str]:
    """What the program answers when a shell asks to complete the end of a line."""
    words = line.split(" ")
    question = {"_CAREERFIT_COMPLETE": f"complete_{shell}", **env}
    if shell == "bash":
        question |= {"COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    else:
        question["_TYPER_COMPLETE_ARGS"] = line
    if shell == "fish":
        question["_TYPER_COMPLETE_FISH_ACTION"] = "get-args"
    code = (
        "import sys, atexit; from careerfit_cli.ui import main;"
        "atexit.register(lambda: print(*{name.split('.')[0] for name in sys.modules},"
        " file=sys.stderr)); main(sys.argv[1:])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **question},
        capture_output=True,
        text=True,
        check=False,
    )
    assert set(done.stderr.split()) & {*HEAVY} <= {"platformdirs"}, done.stderr
    return done.stdout.splitlines()


LINES = [
    ("careerfit show regist", "registered-nurse"),
    ("careerfit show registered-nurse --section pay,tech", "pay,technology"),
    ("careerfit show registered-nurse --state cali", "california"),
    ("careerfit pay registered-nurse --state CA,new-y", "CA,new-york"),
    ("careerfit path actor musician-si", "musician-singer"),
    ("careerfit compare actor cho", "choreographer"),
    ("careerfit top social-o", "social-orientation"),
    ("careerfit top writing --domain sk", "skills"),
    ("careerfit similar carpent", "carpenter"),
    ("careerfit why choreo", "choreographer"),
    ("careerfit rank --education bac", "bachelor"),
    ("careerfit list --state Wyo", "Wyoming"),
]


@pytest.mark.parametrize(("line", "found"), LINES)
def test_bash_asks(line: str, found: str) -> None:
    assert asked("bash", line) == [found]


@pytest.mark.parametrize(("line", "found"), [LINES[0], LINES[1], LINES[6]])
def test_fish_asks(line: str, found: str) -> None:
    assert asked("fish", line) == [found]


@pytest.mark.parametrize(("line", "found"), [LINES[0], LINES[1], LINES[6]])
def test_zsh_asks(line: str, found: str) -> None:
    assert asked("zsh", line) == [f"""_arguments '*: :(("{found}"))'"""]


def test_a_wrong_setting_is_no_fault_in_a_shell() -> None:
    found = asked("bash", "careerfit show regist", CAREERFIT_OCCUPATIONS="/no/such")
    assert found in ([""], ["registered-nurse"])


@pytest.mark.skipif(
    sys.platform == "win32" or shutil.which("bash") is None, reason="needs bash"
)
class TestBash:
    @pytest.fixture
    def bash(self, tmp_path):
        pexpect = pytest.importorskip("pexpect")
        program = tmp_path / "careerfit"
        program.write_text(
            f'#!/bin/sh\nexec "{sys.executable}" -m careerfit_cli "$@"\n'
        )
        program.chmod(0o755)
        env = {
            "PATH": f"{tmp_path}:/bin:/usr/bin",
            "TERM": "dumb",
            "HOME": str(tmp_path),
            "LC_ALL": "C.UTF-8",
            "PS1": "$ ",
        }
        child = pexpect.spawn(
            shutil.which("bash"),
            ["--norc", "--noprofile", "-i"],
            env=env,
            timeout=PATIENCE,
            encoding="utf-8",
            dimensions=(24, 120),
        )
        child.sendline(
            'eval "$(_CAREERFIT_COMPLETE=source_bash careerfit)"; echo re""ady'
        )
        child.expect("\r\nready")
        yield child
        child.close(force=True)

    @pytest.mark.parametrize(
        ("typed", "line"),
        [
            ("careerfit show regist", "careerfit show registered-nurse "),
            (
                "careerfit show actor -s pay,tech",
                "careerfit show actor -s pay,technology ",
            ),
            ("careerfit top social-o", "careerfit top social-orientation "),
            (
                "careerfit pay actor --state New-Y",
                "careerfit pay actor --state New-York ",
            ),
            ('careerfit show "regist', 'careerfit show "registered-nurse" '),
        ],
    )
    def test_a_tab_completes(self, bash, typed: str, line: str) -> None:
        bash.send(typed)
        bash.expect_exact(typed)
        bash.send("\t")
        bash.expect_exact(line.removeprefix(typed))

    def test_two_tabs_list_what_there_is(self, bash) -> None:
        bash.send("careerfit top work-styles-\tx\x15careerfit show actor -s work-\t\t")
        bash.expect(r"work-activities +work-context +work-styles +work-values")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal")
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
class TestInstalled:
    """A person installs completion, opens a terminal, and presses Tab."""

    @pytest.fixture
    def opened(self, shell, tmp_path):
        pexpect = pytest.importorskip("pexpect")
        if (path := shutil.which(shell)) is None:
            pytest.skip(f"needs {shell}")
        program = tmp_path / "bin" / "careerfit"
        program.parent.mkdir()
        program.write_text(
            f'#!/bin/sh\nexec "{sys.executable}" -m careerfit_cli "$@"\n'
        )
        program.chmod(0o755)
        env = {
            "PATH": f"{program.parent}:/usr/bin:/bin",
            "HOME": str(tmp_path),
            "SHELL": path,
            "TERM": "xterm",
            "LC_ALL": "C.UTF-8",
        }
        children = []

        def terminal(**extra):
            child = pexpect.spawn(
                path, ["-i"], env=env | extra, cwd=str(tmp_path), timeout=PATIENCE,
                encoding="utf-8", dimensions=(24, 120),
            )  # fmt: skip
            children.append(child)
            child.delaybeforesend = 0.1
            child.send('echo re""ady\r')
            child.expect_exact("ready")
            return child

        yield terminal
        for child in children:
            child.close(force=True)

    def test_the_first_tab_completes_an_occupation(self, shell, opened) -> None:
        first = opened()
        first.send("careerfit --install-completion\r")
        first.expect(f"{shell} completion installed in")
        next_one = opened()
        next_one.send("careerfit show regist")
        next_one.expect("regist")
        next_one.send("\t")
        next_one.expect("ered-nurse")

    @pytest.mark.parametrize("keys", ["\t", "\t\t", "\t\t\t\r"])
    def test_no_file_name_runs_as_a_command(
        self, shell, keys, opened, tmp_path
    ) -> None:
        folder = tmp_path / "occupations"
        folder.mkdir()
        (folder / "zz-safe.yaml").write_text("")
        (folder / "zz-safer.yaml").write_text("")
        for name in HOSTILE_NAMES:
            (folder / f"{name}.yaml").write_text("")
        first = opened()
        first.send("careerfit --install-completion\r")
        first.expect(f"{shell} completion installed in")
        next_one = opened(CAREERFIT_OCCUPATIONS=str(folder))
        next_one.send("careerfit show zz")
        next_one.expect("zz")
        next_one.send(keys)
        next_one.expect_exact("-safe")
        # Whatever was set off runs before the shell comes to a new line.
        next_one.send("\x15echo al''ive\r")
        next_one.expect_exact("alive")
        assert not list(tmp_path.rglob("PWNED"))
