"""Files read: what is refused, where the fault is said to be, and what to do."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from careerfit_cli.errors import BadData, CareerfitError
from careerfit_cli.storage import occupations
from careerfit_cli.storage.occupations import parse
from careerfit_cli.storage.schema import FIGURES_BANNER, WORDS_BANNER
from careerfit_cli.storage.text import LARGEST_FILE
from careerfit_cli.storage.yaml_loader import DEEPEST

pytestmark = pytest.mark.core

HEAD = "schema: 1\ncode: 11-1011.00\ntitle: Chief Executives\n"
DIGITS = "write plain digits, such as 1"


def faults(call: Callable[[], object]) -> list[str]:
    """Each fault as people read it: `file:line field: what [hint]`."""
    with pytest.raises(BadData) as caught:
        call()
    return [f"{each} [{each.hint}]" for each in caught.value.problems]


def faults_in(text: str) -> list[str]:
    return faults(lambda: parse(text, "x.yaml", "x"))


def fault_of(line: str) -> str:
    """The one fault of a file whose fourth line is `line`."""
    (fault,) = faults_in(f"{HEAD}{line}\n")
    return fault.removeprefix("x.yaml:4").lstrip()


def titled(value: str) -> str:
    (fault,) = faults_in(HEAD.replace("Chief Executives", value))
    return fault.removeprefix("x.yaml:3 title: ")


def written(folder: Path, content: str | bytes, name: str = "x.yaml") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


# Keys


def test_an_unknown_key_gets_the_nearest_known_one() -> None:
    assert fault_of("sumary: x") == (
        "sumary: is not a known name [did you mean `summary`?]"
    )


def test_an_unknown_key_without_a_neighbour_gets_the_known_ones() -> None:
    assert fault_of("technologies: {qqq: [x]}") == (
        "technologies.qqq: is not a known name [known: hot, in_demand]"
    )


def test_an_unknown_element_gets_the_nearest_known_one() -> None:
    assert fault_of("skills: {Programing: 50}") == (
        "skills.Programing: is not a known name [did you mean `Programming`?]"
    )


def test_a_key_given_twice_is_refused_at_the_second() -> None:
    assert fault_of("title: y") == "title: is given twice [keep one of them]"
    nested = f"{HEAD}preparation:\n  education: x\n  education: y\n"
    assert faults_in(nested) == [
        "x.yaml:6 preparation.education: is given twice [keep one of them]"
    ]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("no: x", "key 'no' must be text [write the key in quotes]"),
        ("1: x", "key '1' must be text [write the key in quotes]"),
        ("<<: {summary: x}", "key '<<' must be text [write the key in quotes]"),
        ("? [a]\n: x", "keys must be text [write the key in quotes]"),
        ('"": x', "key '' must be printable text [give a text]"),
        (
            r'"a\x1b[2J": x',
            r"key 'a\x1b[2J' must be printable text [take out the character U+001B]",
        ),
    ],
)
def test_keys_are_printable_text(line: str, fault: str) -> None:
    assert fault_of(line) == f": {fault}"


def test_missing_header_lines_are_each_reported() -> None:
    assert faults_in("summary: x\n") == [
        "x.yaml:1 code: is missing [add `code:`]",
        "x.yaml:1 schema: is missing [add `schema:`]",
        "x.yaml:1 title: is missing [add `title:`]",
    ]


def test_a_file_of_a_newer_format_says_to_update() -> None:
    assert faults_in(HEAD.replace("schema: 1", "schema: 2")) == [
        (
            "x.yaml:1 schema: this file is of version 2; this careerfit reads 1 "
            "[update careerfit]"
        )
    ]


# Text


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("no", 'must be text, and is a yes/no word [write it in quotes: "no"]'),
        ("12:30", 'must be text, and is a number [write it in quotes: "12:30"]'),
        (
            "2024-01-01",
            'must be text, and is a date [write it in quotes: "2024-01-01"]',
        ),
        ("=", 'must be text, and is a YAML sign [write it in quotes: "="]'),
        ("", "must be text, and is empty [give a text]"),
        ("[]", "must be text, and is a list [give a text]"),
        ("{a: b}", "must be text, and is a mapping [give a text]"),
        ('"  "', "must be one printable line of text [give a text]"),
        ("|\n  a\n  b", "must be one printable line of text [write it on one line]"),
        (
            r'"a\0b"',
            "must be one printable line of text [take out the character U+0000]",
        ),
        (
            "a\u202eb",
            "must be one printable line of text [take out the character U+202E]",
        ),
    ],
)
def test_text_is_one_printable_line_and_never_guessed(value: str, fault: str) -> None:
    assert titled(value) == fault


def test_a_folded_text_is_one_line() -> None:
    assert parse(f"{HEAD}summary: >\n  a\n  b\n", "x", "x").words.summary == "a b"


def test_spaces_around_a_quoted_text_are_kept() -> None:
    assert parse(f'{HEAD}summary: " a "\n', "x", "x").words.summary == " a "


def test_each_wrong_text_of_a_list_is_reported_once() -> None:
    no, yes = (
        f'a yes/no word [write it in quotes: "{word}"]' for word in ("no", "yes")
    )
    assert faults_in(f"{HEAD}tasks:\n- no\n- yes\n- a\n- a\n") == [
        f"x.yaml:5 tasks[1]: must be text, and is {no}",
        f"x.yaml:6 tasks[2]: must be text, and is {yes}",
        "x.yaml:8 tasks[4]: 'a' is given twice [keep one of them]",
    ]


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("11-1011", "write 11-1011.00"),
        ("11-1011.0O", "it looks like 11-9111.00"),
        ('"\u0661\u0661-1011.00"', "it looks like 11-9111.00"),
    ],
)
def test_a_code_has_the_form_of_onet_soc(code: str, hint: str) -> None:
    shown = code.strip('"')
    assert faults_in(HEAD.replace("11-1011.00", code)) == [
        f"x.yaml:2 code: {shown!r} is not valid [{hint}]"
    ]
    assert fault_of("related: {primary_short: {12-34: x}}") == (
        "related.primary_short.12-34: is not an O*NET-SOC code "
        "[it looks like 11-9111.00]"
    )


def test_a_wrong_kind_of_section_is_one_fault() -> None:
    lines = "must be a mapping of `name: value` lines []"
    assert fault_of("pay:") == f"pay: {lines}"
    assert fault_of("skills: [a]") == f"skills: {lines}"
    assert fault_of("tasks: a") == "tasks: must be a list [start each line with `- `]"


# Numbers


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ('"4"', "must be a number, and is '4' [take the quotes away]"),
        ("010", f"must be a number, and is '010' [{DIGITS}]"),
        (".nan", f"must be a number, and is '.nan' [{DIGITS}]"),
        ("1e3", f"must be a number, and is '1e3' [{DIGITS}]"),
        ("2024-01-01", f"must be a number, and is '2024-01-01' [{DIGITS}]"),
        ("٤", f"must be a number, and is '٤' [{DIGITS}]"),
        ("[4]", f"must be a number, and is not one [{DIGITS}]"),
        ("", f"must be a number, and is not one [{DIGITS}]"),
        ("9", "9 is out of range [it runs from 1 to 5]"),
        ("9" * 999, f"{'9' * 60}... is out of range [it runs from 1 to 5]"),
        ("4.5", "4.5 has too many decimals [round it to a whole number]"),
    ],
)
def test_numbers_are_plain_digits_in_range(value: str, fault: str) -> None:
    assert fault_of(f"job_zone: {value}").removeprefix("job_zone: ") == fault


def test_hints_on_large_ranges_are_in_digits_too() -> None:
    outlook = "outlook: {area: US, period: 2024-34, change: %s}"
    assert fault_of(outlook % "1e3") == (
        "outlook.change: must be a number, and is '1e3' [write plain digits, such as 0]"
    )
    assert fault_of(outlook % "1000000001") == (
        "outlook.change: 1000000001 is out of range "
        "[it runs from -1000000000 to 1000000000]"
    )


def test_a_score_has_one_decimal() -> None:
    assert fault_of("skills: {Programming: 50.12}") == (
        "skills.Programming: 50.12 has too many decimals [round it to one decimal]"
    )


def test_state_pay_is_by_the_year_or_by_the_hour() -> None:
    pay = (
        "pay: {area: US, period: May 2025, state_median_dollars_a_year: {Ohio: 9},"
        " state_median_dollars_an_hour: {Ohio: 9}}"
    )
    assert fault_of(pay) == (
        "pay.state_median_dollars_an_hour: is given beside state medians a year "
        "[keep one of them]"
    )


def test_lower_limits_of_state_pay_are_by_the_year_or_by_the_hour() -> None:
    states = "at_least_state_median_dollars"
    pay = (
        f"pay: {{area: US, period: May 2025, {states}_a_year: {{Ohio: 9}},"
        f" {states}_an_hour: {{Ohio: 9}}}}"
    )
    assert fault_of(pay) == (
        f"pay.{states}_an_hour: is given beside state medians a year [keep one of them]"
    )


@pytest.mark.parametrize("value", ['"true"', "yes", "[true]"])
def test_a_flag_is_true_or_false(value: str) -> None:
    row = f"{{what: a, value: 1, unit: b, period: c, source: d, at_least: {value}}}"
    assert fault_of(f"history: [{row}]") == (
        "history[1].at_least: must be `true` or `false` [write it without quotes]"
    )


# YAML's own snares


@pytest.mark.parametrize(
    "line",
    [
        "summary: !!python/object/apply:os.system [touch owned]",
        "summary: !!python/name:os.system x",
        "summary: !!str no",
        "tasks: !mine [a]",
        "levels: !!python/dict {}",
        "job_zone: !mine 4",
        "handbook: {title: a, period: b, similar: [{title: c, at_least: !m true}]}",
        "!mine summary: x",
    ],
)
def test_a_tag_is_refused_and_nothing_is_made_of_it(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    fault = fault_of(line)
    assert fault.endswith(": has a YAML tag [take the tag away]")
    assert not list(tmp_path.iterdir())


def test_anchors_and_aliases_are_refused() -> None:
    assert faults_in(f"{HEAD}summary: &a x\nentry: *a\n") == [
        "x.yaml:4 entry: has a YAML anchor [write each value out]",
        "x.yaml:4 summary: has a YAML anchor [write each value out]",
    ]
    assert (
        fault_of("tasks: &a [*a]") == "tasks: has a YAML anchor [write each value out]"
    )
    assert fault_of("summary: &Sons and others").startswith(
        "summary: has a YAML anchor"
    )


def test_a_tag_behind_a_second_byte_order_mark_is_found() -> None:
    assert faults_in(f"\ufeff{HEAD}summary: !a b\n") == [
        "x.yaml:4 summary: has a YAML tag [take the tag away]"
    ]


@pytest.mark.parametrize(
    ("line", "told", "hint"),
    [
        (
            "preparation:\n\teducation: x",
            (
                "while scanning for the next token, found character that cannot "
                "start any token"
            ),
            "indent with spaces; quote text that starts with a sign",
        ),
        (
            "summary: Note: this",
            "mapping values are not allowed in this context",
            "put text that holds `: ` in quotes",
        ),
        (
            "summary: *bold*",
            (
                "while scanning an alias, did not find expected alphabetic or numeric "
                "character"
            ),
            "put text that starts with `*` in quotes",
        ),
        (
            f"---\n{HEAD}",
            "expected a single document in the stream, but found another document",
            "keep one document in a file",
        ),
    ],
)
def test_what_is_not_yaml_is_located_with_a_way_out(
    line: str, told: str, hint: str
) -> None:
    number = 5 if "\t" in line else 4
    assert faults_in(f"{HEAD}{line}\n") == [
        f"x.yaml:{number}: cannot be read as YAML: {told} [{hint}]"
    ]


@pytest.mark.parametrize("sign", ["\0", "\a", "\x7f"])
def test_a_control_character_is_located_whatever_stands_before(sign: str) -> None:
    text = f"{HEAD}# {'é' * 99}\nsummary: a{sign}b\n" + "\n" * 99
    assert faults_in(text) == [
        (
            "x.yaml:5: holds a character YAML does not allow "
            f"[take out the character U+{ord(sign):04X}]"
        )
    ]


@pytest.mark.parametrize(
    "nest", ["[" * 10_000, "[" * 900_000, "[" * 10_000 + "]" * 10_000, "{a: " * 9_999]
)
def test_deep_nesting_is_refused_at_once(nest: str) -> None:
    assert fault_of(f"summary: {nest}") == (
        ": cannot be read as YAML: values lie more than 20 deep []"
    )


@pytest.mark.parametrize("allowed", [DEEPEST + 1, 50, 500])
def test_deep_nesting_is_refused_by_our_limit_before_one_of_yaml(
    allowed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    compose = yaml.compose

    def limited(text: str, **options: Any) -> yaml.Node | None:
        brackets = [place for place, sign in enumerate(text) if sign == "["]
        if len(brackets) > allowed:
            mark = yaml.Mark("", brackets[allowed], 3, 0, None, None)
            raise yaml.MarkedYAMLError(problem="other words", problem_mark=mark)
        return compose(text, **options)

    monkeypatch.setattr(yaml, "compose", limited)
    assert fault_of(f"summary: {'[' * 10_000}") == (
        ": cannot be read as YAML: values lie more than 20 deep []"
    )
    assert "other words" in fault_of(f"summary: {'[], ' * 10_000}")


@pytest.mark.parametrize("text", ["", "# only a remark\n", "\n\n"])
def test_a_file_without_values_is_empty(text: str) -> None:
    assert faults_in(text) == ["x.yaml: is empty [it needs schema, code, title]"]


@pytest.mark.parametrize("text", ["- a\n", "hello\n", "42\n"])
def test_the_top_of_a_file_is_a_mapping(text: str) -> None:
    assert faults_in(text) == ["x.yaml:1: must be a mapping of `name: value` lines []"]


@given(st.text() | st.text("-:?!&*<>|'\"%@`#{}[], \n\tab~=10").map(HEAD.__add__))
def test_any_text_is_read_or_refused_with_its_place(text: str) -> None:
    try:
        parse(text, "x.yaml", "x")
    except BadData as error:
        problems = error.problems
    else:
        problems = ()
    for problem in problems:
        assert str(problem).startswith("x.yaml")
        assert str(problem).isprintable()
        assert 0 <= problem.line <= len(text) + 2


# Files


def test_a_byte_order_mark_is_accepted(tmp_path: Path) -> None:
    path = written(tmp_path, b"\xef\xbb\xbf" + HEAD.encode())
    assert occupations.load(path).title == "Chief Executives"


def test_a_file_that_is_not_utf8_is_located(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD.encode() + b"summary: caf\xe9\n")
    assert faults(lambda: occupations.load(path)) == [
        f"{path}:4: is not UTF-8 [save the file as UTF-8]"
    ]
    path = written(tmp_path, HEAD.encode("utf-16"))
    assert faults(lambda: occupations.load(path)) == [
        f"{path}:1: is not UTF-8 [save the file as UTF-8]"
    ]


def test_a_file_beyond_a_megabyte_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD.ljust(LARGEST_FILE + 1, "#"))
    assert faults(lambda: occupations.load(path)) == [
        f"{path}: is larger than 1,000,000 bytes []"
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes to open")
def test_a_pipe_or_a_folder_is_refused_without_waiting(tmp_path: Path) -> None:
    pipe, folder = tmp_path / "pipe.yaml", tmp_path / "folder.yaml"
    os.mkfifo(pipe)
    folder.mkdir()
    for path in (pipe, folder):
        assert faults(lambda path=path: occupations.load(path)) == [
            f"{path}: is not an ordinary file []"
        ]


def test_a_file_that_cannot_be_opened_says_why(tmp_path: Path) -> None:
    loop = tmp_path / "loop.yaml"
    loop.symlink_to(loop)
    (fault,) = faults(lambda: occupations.load(loop))
    assert fault.startswith(f"{loop}: cannot be read: Too many levels")
    path = tmp_path / "none.yaml"
    assert faults(lambda: occupations.load(path)) == [
        f"{path}: cannot be read: No such file or directory []"
    ]


def test_a_name_that_is_no_slug_is_reported_beside_other_faults(tmp_path: Path) -> None:
    path = written(tmp_path, f"{HEAD}sumary: x\n", "Chief_Executive.yaml")
    assert faults(lambda: occupations.load(path)) == [
        (
            f"{path}: 'Chief_Executive' cannot name an occupation file "
            "[use lower-case letters, digits and single hyphens]"
        ),
        f"{path}:4 sumary: is not a known name [did you mean `summary`?]",
    ]


def test_the_files_of_a_folder_are_those_an_editor_did_not_hide(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yaml", "notes.txt"):
        written(tmp_path, HEAD, name)
    (tmp_path / ".#b.yaml").symlink_to("nobody@nowhere")
    assert [path.name for path in occupations.files(tmp_path)] == ["a.yaml", "b.yaml"]


def test_a_folder_without_files_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CareerfitError, match="holds no occupation files"):
        occupations.files(tmp_path)
    with pytest.raises(CareerfitError, match="none: cannot be read: No such file"):
        occupations.files(tmp_path / "none")


# Many faults


def test_every_fault_of_a_file_is_reported_by_line() -> None:
    text = (
        "schema: 1\ncode: x\ntitle: no\nskills:\n  Writing: 101\n  Speaking: 5.55\n"
        "job_zone: 010\nsumary: y\n"
    )
    with pytest.raises(BadData) as caught:
        parse(text, "x.yaml", "x")
    assert [(each.line, each.field) for each in caught.value.problems] == [
        (2, "code"),
        (3, "title"),
        (5, "skills.Writing"),
        (6, "skills.Speaking"),
        (7, "job_zone"),
        (8, "sumary"),
    ]
    assert str(caught.value) == (
        "x.yaml:2 code: 'x' is not valid (and 5 more: run `careerfit check`)"
    )
    assert caught.value.hint == "it looks like 11-9111.00"


def test_words_and_figures_stay_in_their_parts() -> None:
    text = (
        f"schema: 1\ncode: 11-1011.00\njob_zone: 4\n{WORDS_BANNER}\ntitle: x\n"
        f"{FIGURES_BANNER}\ntasks:\n- a\n"
    )
    what = "is outside its part of the file"
    assert faults_in(text) == [
        f"x.yaml:3 job_zone: {what} [move it below the FIGURES line]",
        f"x.yaml:5 title: {what} [move it above the WORDS line]",
        f"x.yaml:8 tasks: {what} [move it between the WORDS and FIGURES lines]",
    ]


def test_a_check_tells_all_faults_of_all_files(tmp_path: Path) -> None:
    good = written(tmp_path, HEAD, "a.yaml")
    bad = written(tmp_path, f"{HEAD}no: x\njob_zone: 9\n", "b.yaml")
    folder = tmp_path / "c.yaml"
    folder.mkdir()
    other = HEAD.replace("11-1011.00", "11-1011.03")
    fine = written(tmp_path, other, "d.yaml")
    twin = written(tmp_path, f"# a remark\n{HEAD}", "e.yaml")
    checked = occupations.check([good, bad, folder, fine, twin])
    found = {own.path: own.problems for own in checked}
    assert {path.name: list(map(str, told)) for path, told in found.items()} == {
        "a.yaml": [],
        "b.yaml": [
            f"{bad}:4: key 'no' must be text",
            f"{bad}:5 job_zone: 9 is out of range",
        ],
        "c.yaml": [f"{folder}: is not an ordinary file"],
        "d.yaml": [],
        "e.yaml": [f"{twin}:3 code: 11-1011.00 is already the code of a.yaml"],
    }
