"""SOC codes as people write them, and those of editions before 2018."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "code",
    ["15-1132", "SOC 15-1132", "soc code: 15-1132", "15\N{EN DASH}1132",
     "15\N{NON-BREAKING HYPHEN}1132", "15-1132.00", " 15-1132 ", "SOC 2010 15-1132"],
)  # fmt: skip
def test_a_code_of_an_older_edition_lists_its_group(run, code: str) -> None:
    done = run("show", code)
    assert (done.code, done.out) == (3, "")
    assert (
        "no occupation here has the SOC code 15-1132; codes here are of the" in done.err
    )
    assert "15-1252 Software Developers  (software-developer)" in done.err
    assert "17-" not in done.err


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("SOC 15-1252", "Software Developers"),
        ("O*NET-SOC 15-1252.00", "Software Developers"),
        ("15\N{MINUS SIGN}1252", "Software Developers"),
        ("soc code: 29-1141", "Registered Nurses"),
    ],
)
def test_a_label_or_another_dash_does_not_matter(run, code: str, title: str) -> None:
    done = run("show", code)
    assert done.code == 0
    assert title in done.out.splitlines()[0]


def test_a_code_of_several_occupations_asks(run) -> None:
    done = run("show", "13-2099")
    assert done.code == 3
    assert "may mean 2 occupations" in done.err
    assert "financial-quantitative-analyst" in done.err


def test_a_code_of_no_group_has_no_candidates(run) -> None:
    done = run("show", "98-1234")
    assert done.code == 3
    assert "Closest names" not in done.err
    assert "careerfit search" in done.err


def test_other_numbers_are_no_codes(run) -> None:
    assert "SOC code" not in run("show", "2010 census").err
