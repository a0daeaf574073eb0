"""Pay drawn and by state: a picture that holds every number, and honest comparisons."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerfit_cli.commands.show import pay_range
from careerfit_cli.compare.states import by_state, in_state
from careerfit_cli.model.bls import Pay, Wages
from careerfit_cli.model.states import STATES
from careerfit_cli.ui import main
from careerfit_cli.ui.terminal import rendered
from careerfit_cli.views import figures
from careerfit_cli.views.display import Display

PAY = Pay(
    "United States",
    "May 2025",
    annual=Wages(None, 50_000, 60_000, 80_000, 90_000, 100_000),
    state_median={"Ohio": 72_000, "California": 120_000, "Utah": 80_000},
)
HOURLY = Pay(
    "United States",
    "May 2025",
    hourly=Wages(None, 16.5, 20.34, 29.05, 97.95, 143.68),
    state_unit="hour",
    state_median={"Ohio": 14.525},
)


def drawn(pay: Pay, display: Display, state: str = "") -> list[str]:
    found = pay_range.picture(pay, display, in_state(pay, state) if state else None)
    assert found is not None
    return rendered(found, display, color=False).splitlines()


class TestPicture:
    def test_each_number_stands_over_or_under_its_place(self):
        above, line, below, *legend = drawn(PAY, Display(80))
        assert (line[2], line[65]) == ("├", "┤")
        for row, label in ((above, "$60,000"), (below, "$80,000"), (above, "$90,000")):
            at = row.index(label) + len(label) // 2
            assert line[at] in "●━"
            assert (row is below) is (line[at] == "●")
        assert below.startswith("  $50,000")
        assert below.endswith("$100,000")
        assert " ".join(" ".join(legend).split()) == (
            "● median; ━ the middle half; 10% earn less than $50,000 a year, "
            "10% more than $100,000."
        )

    def test_a_state_is_marked_within_the_range_and_beyond_it(self):
        _, line, *rest = drawn(PAY, Display(80), "Ohio")
        assert line.index("◆") < line.index("●")
        assert "◆ Ohio, $72,000." in " ".join(" ".join(rest).split())
        _, line, *_ = drawn(PAY, Display(80), "California")
        assert line.endswith("◆")
        assert line.index("┤") < line.index("◆")

    def test_a_state_never_hides_the_median(self):
        _, line, *_ = drawn(PAY, Display(80), "Utah")
        assert "●◆" in line

    def test_hourly_pay_says_so(self):
        text = " ".join(drawn(HOURLY, Display(80), "Ohio"))
        assert "$16.50 an hour" in text
        assert "Ohio, $14.52." in text or "Ohio, $14.53." in text

    @pytest.mark.parametrize(
        ("pay", "display"),
        [
            (PAY, Display(80, plain=True)),
            (PAY, Display(20)),
            (Pay("United States", "May 2025", Wages(median=5.0)), Display(80)),
            (Pay("United States", "May 2025", Wages(1, 5, 5, 5, 5, 5)), Display(80)),
            (Pay("United States", "May 2025", Wages(1, 5, 4, 6, 7, 8)), Display(80)),
        ],
    )
    def test_what_cannot_be_drawn_is_said_in_words(self, pay, display):
        assert pay_range.picture(pay, display) is None

    def test_words_hold_every_number_there_is(self):
        text = str(pay_range.in_words(PAY, whole=True))
        for number in ("$50,000", "$60,000", "$90,000", "$100,000"):
            assert number in text
        assert pay_range.in_words(Pay("US", "May 2025"), whole=True) == []

    @given(
        st.lists(st.integers(1, 999_999), min_size=5, max_size=5).map(sorted),
        st.integers(1, 999_999),
        st.integers(40, 120),
        st.booleans(),
    )
    def test_any_pay_fits_any_width_with_every_number_whole(
        self, amounts, local, width, ascii_only
    ):
        if amounts[0] == amounts[-1]:
            return
        pay = Pay(
            "US",
            "2025",
            Wages(None, *map(float, amounts)),
            state_median={"Ohio": local},
        )
        display = Display(width, ascii=ascii_only)
        lines = drawn(pay, display, "Ohio")
        assert max(map(len, lines)) <= width
        assert ("\n".join(lines).isascii()) is ascii_only
        above, line, below, *_ = lines
        assert re.findall(r"\$\S+", above + " " + below) == [
            figures.dollars(amounts[at]) for at in (1, 3, 0, 2, 4)
        ]
        assert line.count("*" if ascii_only else "◆") == 1
        assert line.count("o" if ascii_only else "●") == 1


class TestByState:
    def test_percent_is_against_the_national_median(self):
        found = in_state(PAY, "California")
        assert (found.code, found.median, found.percent) == ("CA", 120_000, 50.0)
        assert in_state(PAY, "Ohio").percent == pytest.approx(-10)
        assert in_state(HOURLY, "Ohio").percent == pytest.approx(-50)

    def test_missing_is_missing(self):
        assert in_state(PAY, "Texas").median is None
        assert in_state(None, "Texas").percent is None
        only = Pay("US", "2025", state_median={"Ohio": 5.0})
        assert (in_state(only, "Ohio").median, in_state(only, "Ohio").percent) == (
            5.0,
            None,
        )

    def test_an_hour_is_never_compared_with_a_year(self):
        mixed = Pay(
            "US", "2025", Wages(median=50_000), state_unit="hour",
            state_median={"Ohio": 20.0},
        )  # fmt: skip
        assert in_state(mixed, "Ohio").percent is None

    def test_every_state_once_in_either_order(self):
        by_pay, by_name = by_state(PAY), by_state(PAY, by="state")
        assert (
            {own.code for own in by_pay} == {own.code for own in by_name} == {*STATES}
        )
        assert [own.state for own in by_pay[:3]] == ["California", "Utah", "Ohio"]
        assert [own.state for own in by_name[:3]] == ["California", "Ohio", "Utah"]
        assert [own.state for own in by_state(PAY, ["Ohio"])] == ["Ohio"]
        rest = [own.state for own in by_pay[3:]]
        assert rest == sorted(rest)


class TestHeader:
    def test_the_state_is_said_beside_the_national_median(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        for state in ("CA", "california"):
            assert main(["show", "registered-nurse", "--state", state]) == 0
            words = " ".join(capsys.readouterr().out.split())
            assert (
                "Pay in California $140,270 a year (median, May 2025), 43.8% above the "
                "national median"
            ) in words
            assert "◆ California, $140,270." in words

    def test_what_a_state_does_not_publish_is_said(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["show", "anesthesiologist", "--state", "WY", "-s", "pay"]) == 0
        assert "Pay in Wyoming          not reported" in capsys.readouterr().out

    def test_a_wrong_state_names_the_nearest(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["show", "actor", "--state", "Calfornia"]) == 2
        assert "nearest: California" in capsys.readouterr().err


class TestCommand:
    def test_states_that_are_named_with_the_nation_among_them(self, run) -> None:
        out = run("pay", "registered-nurse", "--state", "OH,ca", "--state", "Guam").out
        lines = [line.split("  ")[0] for line in out.splitlines()[5:8]]
        assert lines == ["California", "United States", "Ohio"]
        assert "Not reported: Guam." in out
        assert "Pay covers all of SOC 29-1141" in out

    def test_in_the_order_of_names_the_nation_comes_first(self, run) -> None:
        out = run("pay", "registered-nurse", "--sort", "state").out
        lines = [line.split("  ")[0] for line in out.splitlines()[5:8]]
        assert lines == ["United States", "Alabama", "Alaska"]

    def test_nothing_published_is_said(self, run) -> None:
        done = run("pay", "legislator")
        assert (done.code, "Pay: not reported." in done.out) == (0, True)
        data = run("pay", "legislator", "--json").data
        assert data["national"]["median"] is None
        assert {own["median"] for own in data["states"]} == {None}

    def test_bars_are_as_long_as_the_pay_they_show(self, run) -> None:
        out = run("pay", "registered-nurse").out
        bars = {line[:20].strip(): line.count("━") for line in out.splitlines()}
        assert bars["California"] == 24
        assert bars["United States"] == round(24 * 97_550 / 140_270)
        assert bars["Puerto Rico"] == round(24 * 39_880 / 140_270)

    def test_json_csv_and_markdown_say_the_same(self, run) -> None:
        data = run("pay", "actor", "--state", "NY,GU", "--json").data
        assert data["schema"] == "careerfit.pay/2"
        assert data["units"]["states.median"] == "U.S. dollars an hour"
        assert [(own["code"], own["median"]) for own in data["states"]] == [
            ("NY", 28.44),
            ("GU", None),
        ]
        assert data["sources"]["pay"]["publisher"] == "BLS"
        rows = list(
            csv.DictReader(
                io.StringIO(run("pay", "actor", "--state", "NY,GU", "--csv").out)
            )
        )
        assert [(own["state"], own["median"], own["unit"]) for own in rows] == [
            ("New York", "28.44", "hour"),
            ("Guam", "", "hour"),
        ]
        table = run("pay", "actor", "--state", "NY,GU", "--markdown").out
        assert "| NY | New York | 28.44 | hour | 29.05 | -2.1 | 107.6" in table

    def test_plain_is_words(self, run) -> None:
        out = run("pay", "registered-nurse", "--plain", "--state", "OH").out
        assert "Ohio: $82,510, 15.4% below the national median, price level" in out
        assert out.isascii()

    def test_wrong_use(self, run) -> None:
        assert run("pay", "registered-nurse", "--state", "Ontario").code == 2
        assert run("pay", "registered-nurse", "--sort", "luck").code == 2
        assert run("pay", "nosuchthing").code == 3
        assert run("pay", "actor", "--csv", "--json").code == 2
