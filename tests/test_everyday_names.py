"""Everyday names of jobs: the right page comes first, and never silently a wrong one."""

from __future__ import annotations

import json
import time

import everyday_names
import pytest

from careerfit_cli import search
from careerfit_cli.errors import UnknownOccupation
from careerfit_cli.model.names import folded
from careerfit_cli.storage.index import SHORT_NAMES_FILE
from careerfit_cli.ui.loading import open_index
from test_pager import terminal

SETTLED = 0.5
"""Seconds a person takes at least: keys typed before a question are dropped."""

MUST = {
    "police": "police-sheriffs-patrol-officer",
    "coder": "computer-programmer",
    "customer service rep": "customer-service-representative",
    "QA": "software-quality-assurance-analyst-tester",
    "PI": "private-detective-investigator",
    "VA": "secretary-administrative-assistant-except-legal-medical-executive",
    "UX": "web-digital-interface-designer",
    "CPA": "accountant-auditor",
    "R.N.": "registered-nurse",
    "nurse": "registered-nurse",
    "cook": "cook-restaurant",
    "IT guy": "computer-user-support-specialist",
    "FBI agent": "detective-criminal-investigator",
    "truckdriver": "heavy-tractor-trailer-truck-driver",
    "admin asst": "secretary-administrative-assistant-except-legal-medical-executive",
}
"""Names that led elsewhere, or nowhere, before."""


def first(name: str) -> str:
    index = open_index()
    try:
        return search.find(name, index.catalogue, index.names).slug
    except UnknownOccupation as error:
        return error.candidates[0][0] if error.candidates else ""


@pytest.mark.parametrize("name", MUST)
def test_names_that_led_elsewhere(name: str) -> None:
    assert first(name) == MUST[name]


@pytest.mark.parametrize(
    "code", ["29-1141", "29-1141.00", "29\u20131141.00", "29 1141", "291141", "29.1141"]
)
def test_codes_with_other_dashes(code: str) -> None:
    assert first(code) == "registered-nurse"


@pytest.mark.parametrize("name", ["soldier", "vlogger2", "xx", "v", "EA", "qq agent"])
def test_nothing_is_taken_for_what_it_is_not(name: str) -> None:
    index = open_index()
    if folded(name) not in index.names.short:
        with pytest.raises(UnknownOccupation):
            search.find(name, index.catalogue, index.names)


@pytest.mark.slow
def test_the_figures_of_the_list() -> None:
    cases = everyday_names.measured(every=3)
    assert len(cases) >= 150
    assert sum(case.among(1) for case in cases) >= 0.94 * len(cases)
    assert sum(case.among(5) for case in cases) >= 0.96 * len(cases)
    assert sum(case.outcome == "wrong" for case in cases) <= 0.01 * len(cases)


def test_short_names_are_of_occupations_there_are() -> None:
    data = json.loads(SHORT_NAMES_FILE.read_bytes())["names"]
    assert data.keys() <= {entry.slug for entry in open_index().catalogue}
    for slug, names in data.items():
        assert len({*map(folded, names)}) == len(names), slug


class TestAsking:
    """On a terminal a doubtful name is asked about."""

    def test_one_key_chooses(self) -> None:
        with terminal("show", "pilot", "-s", "pay", "--no-pager") as term:
            term.until("Which one?", "Commercial Pilots")
            time.sleep(SETTLED)
            term.send("x")
            term.until("Press 1 to 8, or q to quit.")
            time.sleep(SETTLED)
            term.send("1")
            assert term.end() == 0
            assert b"O*NET-SOC 53-2011.00" in term.raw

    def test_q_leaves_with_the_code_of_an_unknown_name(self) -> None:
        with terminal("show", "pilot") as term:
            term.until("Which one?")
            time.sleep(SETTLED)
            term.send("q")
            assert term.end() == 3


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("polise", "police-sheriffs-patrol-officer"),
        ("docter", "family-medicine-physician"),
        ("nerse", "registered-nurse"),
        ("techer", "elementary-school-teacher-except-special-education"),
        ("sychologist", "clinical-counseling-psychologist"),
        ("plummer", "plumber-pipefitter-steamfitter"),
    ],
)
def test_a_misspelled_short_name_is_asked_about(name: str, slug: str) -> None:
    index = open_index()
    with pytest.raises(UnknownOccupation) as failure:
        search.find(name, index.catalogue, index.names)
    assert slug in [candidate for candidate, _ in failure.value.candidates[:2]]
