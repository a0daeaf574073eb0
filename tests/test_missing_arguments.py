"""A command without an argument says what is missing, and gives an example."""

from __future__ import annotations

import pytest

CASES = {
    ("path", "nurse"): (
        "goal missing: the new occupation",
        "careerfit path registered-nurse nurse-practitioner",
    ),
    ("path",): ("start missing: the current occupation", "careerfit path "),
    ("show",): ("name missing: a title, job title", "careerfit show "),
    ("shortlist", "note", "actor"): ("text missing", "careerfit shortlist "),
    ("profile", "diff", "a"): ("other missing", "careerfit profile diff "),
    ("class",): ("table missing", "careerfit class "),
    ("new",): ("title missing", "careerfit new "),
    ("import", "onet", "."): ("--into missing: the folder", "careerfit import onet "),
}


@pytest.mark.parametrize("argv", CASES)
def test_what_is_missing_and_an_example(run, argv: tuple[str, ...]) -> None:
    message, example = CASES[argv]
    done = run(*argv)
    assert (done.code, done.out) == (2, "")
    first, second = done.err.splitlines()
    assert first.startswith(f"careerfit: {message}")
    assert second.startswith(f"for example: {example}")


def test_words_without_quotes_are_answered_with_a_hint(run) -> None:
    done = run("show", "registered", "nurse")
    assert (done.code, done.out) == (2, "")
    assert "put several words in quotes, or see `careerfit show --help`" in done.err
    assert "in quotes" not in run("about", "nurse").err
    assert "in quotes" not in run("zzqqj").err
