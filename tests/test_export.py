"""Tables that leave the terminal: CSV a spreadsheet cannot run, and Markdown."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerfit_cli.export.table import comma_separated, markdown
from careerfit_cli.model.text import printable
from careerfit_cli.ui import main


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@sum", "\uff1d1", "\uff0b1", "\uff0d1", "\uff20sum"]
)
def test_a_formula_in_a_csv_cell_is_made_text(text: str) -> None:
    (row,) = list(
        csv.reader(io.StringIO(comma_separated(["a"], [[text]]), newline=""))
    )[1:]
    assert row == [f"'{text}"]


def test_a_formula_behind_spaces_or_a_semicolon_is_made_text() -> None:
    text = comma_separated(["=a"], [["\t=1"], [" @x"], ["a;=1; +2;b"], ["a=1;b-2"]])
    assert text == "'=a\n '=1\n '@x\na;'=1; '+2;b\na=1;b-2\n"


def test_numbers_and_missing_figures_stay_themselves() -> None:
    assert (
        comma_separated(["a", "b", "c"], [[-3.5, None, "x,y"]])
        == 'a,b,c\n-3.5,,"x,y"\n'
    )


def test_control_characters_never_leave_a_cell() -> None:
    assert comma_separated(["a"], [["x\r\n=1\x1b[0m"]]) == "a\nx  =1 [0m\n"


@given(
    st.lists(
        st.text(alphabet=st.characters(exclude_categories=["C", "Z"]), min_size=1),
        min_size=1,
    )
)
def test_any_text_comes_back_from_csv(cells: list[str]) -> None:
    text = comma_separated(cells, [cells])
    rows = list(csv.reader(io.StringIO(text, newline="")))
    safe = [
        re.sub("(^|;)(?=[=+@\uff1d\uff0b\uff0d\uff20-])", r"\g<0>'", own)
        for own in cells
    ]
    # What shows nothing of itself, and a stack of marks, is told of in test_text.py.
    safe = [printable(own) for own in safe]
    assert rows == [safe, safe]


def test_markdown_is_never_html_or_another_cell() -> None:
    table = markdown(["a"], [["<b>x</b> | y\n[z](u)"]])
    assert table == "| a |\n| --- |\n| \\<b\\>x\\</b\\> \\| y \\[z\\](u) |\n"


def test_markdown_makes_no_address_a_link_and_no_dollars_a_formula() -> None:
    table = markdown(["a"], [["https://a.b www.c.d me@e.f $1 & $2 &lt; ~~x~~ \x1b[0m"]])
    assert table.splitlines()[2] == (
        r"| https\://a.b www\.c.d me\@e.f \$1 \& \$2 \&lt; \~\~x\~\~ \[0m |"
    )


def test_lists_are_exported_with_their_source(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["list", "--growth", "30", "--csv"]) == 0
    out, err = capsys.readouterr()
    rows = list(csv.DictReader(io.StringIO(out)))
    assert rows
    assert all(float(row["growth"]) >= 30 for row in rows)
    assert all("O*NET" in row["source"] for row in rows)
    assert re.match(r"growth at least 30%: \d+ filtered out", err)
    assert main(["list", "--growth", "30", "--markdown"]) == 0
    assert capsys.readouterr().out.startswith("| slug | code | title |")


def test_search_results_are_a_table_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "nurse", "--top", "3", "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len(rows) == 3
    assert rows[0]["matched"] == "Registered Nurses"
    assert float(rows[0]["likeness"]) >= float(rows[1]["likeness"])
    assert all("O*NET" in row["source"] for row in rows)
    assert main(["search", "nurse", "--top", "3", "--markdown"]) == 0
    head = capsys.readouterr().out.splitlines()[0]
    assert head.endswith("| matched | likeness | source |")


def test_lists_say_of_how_many_they_are_the_first(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for told, count in (
        (["list", "--top", "3"], "The first 3 of 923 occupations."),
        (["list", "--pay", "500000"], "1 occupation."),
        (["search", "nurse", "--top", "3"], "The nearest 3 occupations; --top shows"),
    ):
        assert main(told) == 0
        assert count in capsys.readouterr().out


def test_filters_that_leave_nothing_say_which_to_drop(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["list", "--pay", "900000", "--zone", "1"]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert "Without `pay at least $900,000 a year` there would be 337." in err
