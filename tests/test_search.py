"""Finding occupations: exact names, job titles, near spellings, everyday words."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerfit_cli import search
from careerfit_cli.errors import UnknownOccupation
from careerfit_cli.model.catalogue import DIMENSIONS, Catalogue, Entry
from careerfit_cli.model.names import names_of
from careerfit_cli.model.text import quoted
from careerfit_cli.search import Hit
from careerfit_cli.search.spelling import LEAST_LIKENESS
from careerfit_cli.storage import index, paths

pytestmark = pytest.mark.core

NOTHING = "try `careerfit search` with one or two plain words"


Titles = Mapping[str, tuple[str, ...]]


def find(query: str, catalogue: Catalogue, titles: Titles) -> Entry:
    return search.find(query, catalogue, names_of(catalogue, titles))


def listed(query: str, catalogue: Catalogue, titles: Titles, most: int) -> list[Hit]:
    return search.search(query, catalogue, names_of(catalogue, titles), most)


def made(slug: str, code: str, title: str) -> Entry:
    return Entry(
        slug, code, title, "", None, "", None, "year", "", "", "", None, "", "", "",
        (None,) * len(DIMENSIONS),
    )  # fmt: skip


SMALL = Catalogue(
    (
        made("actuary", "15-2011.00", "Actuaries"),
        made("acute-care-nurse", "29-1141.01", "Acute Care Nurses"),
        made("brickmason", "47-2021.00", "Brickmasons and Blockmasons"),
        made("coach-scout", "27-2022.00", "Coaches and Scouts"),
        made("electrician", "47-2111.00", "Electricians"),
        made("financial-analyst", "13-2099.01", "Financial Quantitative Analysts"),
        made("fraud-examiner", "13-2099.04", "Fraud Examiners"),
        made("radiologic-technician", "29-2034.00", "Radiologic Technicians"),
        made("registered-nurse", "29-1141.00", "Registered Nurses"),
        made("securities-agent", "41-3031.00", "Securities Sales Agents"),
        made("waiter", "35-3031.00", "Waiters and Waitresses"),
    )
)
TITLES: Titles = {
    "acute-care-nurse": ("Nurse", "ICU Nurse"),
    "brickmason": ("Bricklayer", "Mason (Stone Mason)"),
    "electrician": ("Wireman", "Leadman"),
    "fraud-examiner": ("Lead Man",),
    "radiologic-technician": ("X-Ray Technician", ".NET Imager", "CT Tech"),
    "registered-nurse": ("RN (Registered Nurse)", "Nurse", "Staff Nurse", "ER Nurse"),
    "securities-agent": ("Stock Broker", " (Trader)"),
    "waiter": ("Server", "Driver's Helper"),
}


def found(query: str) -> str:
    return find(query, SMALL, TITLES).slug


def refused(query: str) -> UnknownOccupation:
    with pytest.raises(UnknownOccupation) as caught:
        find(query, SMALL, TITLES)
    return caught.value


class TestExactly:
    @pytest.mark.parametrize(
        "query",
        [
            "registered-nurse",
            "  Registered-Nurse\n",
            "29-1141.00",
            "29-1141",
            "Registered Nurses",
            "REGISTERED NURSES",
            "registered nurse",
            "Registered, Nurses!",
            "RN",
            "rn",
            "RN (Registered Nurse)",
            "staff nurses",
            "./registered-nurse",
        ],
    )
    def test_one_occupation_by_many_names(self, query):
        assert found(query) == "registered-nurse"

    @pytest.mark.parametrize(
        ("query", "slug"),
        [
            ("29-1141.01", "acute-care-nurse"),
            ("actuary", "actuary"),
            ("Waiter and Waitress", "waiter"),
            ("waiters, waitresses", "waiter"),
            ("Coach or Scout", "coach-scout"),
            ("stone mason", "brickmason"),
            ("Mason", "brickmason"),
            ("x-ray technician", "radiologic-technician"),
            ("xray tech", "radiologic-technician"),
            ("CT technicians", "radiologic-technician"),
            (".net imager", "radiologic-technician"),
            ("stockbroker", "securities-agent"),
            ("leadman", "electrician"),
            ("trader", "securities-agent"),
            ("Driver\u2019s helper", "waiter"),
            ("drivers helper", "waiter"),
            ("brick", "brickmason"),
            ("securities", "securities-agent"),
        ],
    )
    def test_found(self, query, slug):
        assert found(query) == slug

    def test_titles_come_before_job_titles(self):
        titles = {**TITLES, "waiter": ("Electrician",)}
        assert find("electrician", SMALL, titles).slug == "electrician"

    def test_job_titles_come_before_beginnings(self):
        titles = {**TITLES, "waiter": ("Financial",)}
        assert find("financial", SMALL, titles).slug == "waiter"

    def test_titles_are_not_needed(self):
        assert find("electrician", SMALL, {}).slug == "electrician"


class TestNearly:
    @pytest.mark.parametrize(
        ("query", "slug"),
        [
            ("electrican", "electrician"),
            ("registerd nurse", "registered-nurse"),
            ("actuarry", "actuary"),
            ("nurse registered", "registered-nurse"),
        ],
    )
    def test_a_clear_lead_is_taken(self, query, slug):
        assert found(query) == slug

    def test_without_a_clear_lead_candidates_are_given(self):
        entries = (
            made("tailor", "1", "Tailors"),
            made("sailor", "2", "Sailors"),
        )
        with pytest.raises(UnknownOccupation) as caught:
            find("aailor", Catalogue(entries), {})
        assert caught.value.text == "no occupation is called 'aailor'"
        assert {slug for slug, _ in caught.value.candidates} == {"tailor", "sailor"}

    def test_a_distant_spelling_is_not_taken(self):
        error = refused("elektriker")
        assert error.text == "no occupation is called 'elektriker'"
        assert error.exit_code == 3


class TestAmbiguous:
    def test_says_how_many_and_what_to_do(self):
        error = refused("nurse")
        assert error.text == "'nurse' may mean 2 occupations"
        assert error.hint == "give one of these names, or its code"

    def test_most_of_whose_job_titles_say_so_come_first(self):
        assert refused("nurse").candidates == (
            ("registered-nurse", "Registered Nurses"),
            ("acute-care-nurse", "Acute Care Nurses"),
        )

    def test_titles_that_say_so_come_before_job_titles_that_do(self):
        entries = (made("a", "1", "Painters"), made("b", "2", "Cooks, Private"))
        titles = {
            "a": ("Cook", "Line Cook", "Head Cook"),
            "b": ("Cook",),
        }
        with pytest.raises(UnknownOccupation) as caught:
            find("cook", Catalogue(entries), titles)
        assert [slug for slug, _ in caught.value.candidates] == ["b", "a"]

    def test_else_the_nearest_spelling_comes_first(self):
        titles = {"electrician": ("Chief",), "fraud-examiner": ("Chief",)}
        with pytest.raises(UnknownOccupation) as caught:
            find("chief", SMALL, titles)
        assert len(caught.value.candidates) == 2

    def test_a_soc_code_of_specialties_only(self):
        assert refused("13-2099").text == "'13-2099' may mean 2 occupations"

    def test_a_shared_beginning(self):
        assert [slug for slug, _ in refused("ac").candidates] == [
            "actuary",
            "acute-care-nurse",
        ]

    def test_the_beginning_of_a_code(self):
        entries = (made("a", "11-1011.00", "A"), made("b", "11-1021.00", "B"))
        assert find("11-101", Catalogue(entries), {}).slug == "a"
        with pytest.raises(UnknownOccupation, match="may mean 2 occupations"):
            find("11-1", Catalogue(entries), {})

    def test_no_more_than_eight(self):
        entries = tuple(made(f"cook-{n}", str(n), f"Cooks, {n}") for n in range(20))
        with pytest.raises(UnknownOccupation) as caught:
            find("cook", Catalogue(entries), {})
        text = "'cook' may mean 20 occupations; the 8 likeliest"
        assert caught.value.text == text
        assert len(caught.value.candidates) == 8


HOSTILE = (
    "",
    " \t\n",
    "!?.,;",
    "()",
    "-",
    "_",
    "and",
    "the or and",
    "\N{GRINNING FACE}",
    "\N{GRINNING FACE}" * 300,
    "\u0645\u0645\u0631\u0636\u0629",
    "\u202enurse\u202c?\u0301",
    "\0",
    "[bold]x[/bold]",
    "%s{0}",
    "../../etc/passwd",
    "/etc/passwd",
    "C:\\Windows",
    "zzzzqqqq",
    "a" * 10_000,
    "x y z " * 2_000,
    ".*",
    "(((",
)


class TestHostile:
    @pytest.mark.parametrize("query", [*HOSTILE[:11], *HOSTILE[12:]])
    def test_unknown(self, query):
        error = refused(query)
        assert error.text == f"no occupation is called {quoted(query)}"
        assert (error.candidates, error.hint) == ((), NOTHING)

    def test_direction_marks_are_passed_over(self):
        assert refused(HOSTILE[11]).candidates[0][0] == "registered-nurse"

    @pytest.mark.parametrize("query", HOSTILE[:9])
    def test_search_finds_nothing(self, query):
        assert listed(query, SMALL, TITLES, 5) == []

    @given(st.text(max_size=60))
    def test_any_text_is_answered(self, query):
        try:
            candidates = [(find(query, SMALL, TITLES).slug, "")]
        except UnknownOccupation as error:
            candidates = list(error.candidates)
        assert {slug for slug, _ in candidates} <= {own.slug for own in SMALL}

    @given(st.text(max_size=20))
    def test_an_empty_catalogue_knows_nothing(self, query):
        with pytest.raises(UnknownOccupation):
            find(query, Catalogue(()), {})


class TestIsGuess:
    NURSE = SMALL.entries[8]

    @pytest.mark.parametrize(
        "query",
        [
            "registered-nurse",
            "Registered Nurses",
            "registered nurse",
            "29-1141.00",
            "REGISTERED  NURSES.",
        ],
    )
    def test_own_names(self, query):
        assert not search.is_guess(query, self.NURSE)

    @pytest.mark.parametrize("query", ["RN", "nurse", "registerd nurse", "29-1141", ""])
    def test_other_words(self, query):
        assert search.is_guess(query, self.NURSE)


class TestSearch:
    def hits(self, query: str, most: int = 10) -> list[search.Hit]:
        return listed(query, SMALL, TITLES, most)

    def test_the_most_alike_first(self):
        hits = self.hits("icu nurses")
        assert [(hit.entry.slug, hit.name) for hit in hits[:2]] == [
            ("acute-care-nurse", "ICU Nurse"),
            ("registered-nurse", "Nurse"),
        ]
        likeness = [hit.likeness for hit in hits]
        assert likeness == sorted(likeness, reverse=True)

    def test_says_which_name_matched(self):
        assert self.hits("stock broker")[0].name == "Stock Broker"
        assert self.hits("electricians")[0].name == "Electricians"

    def test_a_title_comes_before_an_equal_job_title(self):
        titles = {"actuary": ("Electrician",)}
        hits = listed("electrician", SMALL, titles, 2)
        assert [hit.entry.slug for hit in hits] == ["electrician", "actuary"]

    def test_of_equals_the_one_most_job_titles_name_comes_first(self):
        titles = {"actuary": ("Chief",), "waiter": ("Chief", "Chief Waiter")}
        hits = listed("chief", SMALL, titles, 5)
        assert [hit.entry.slug for hit in hits] == ["waiter", "actuary"]

    def test_each_occupation_once_and_no_more_than_asked(self):
        assert len({hit.entry.slug for hit in self.hits("nurse")}) == len(
            self.hits("nurse")
        )
        assert len(self.hits("nurse", 1)) == 1

    def test_other_words_are_no_misspellings(self):
        entries = (made("h", "1", "Helpers--Painters"), made("c", "2", "Captains"))
        hits = listed("ship captain", Catalogue(entries), {}, 5)
        assert [hit.entry.slug for hit in hits] == ["c"]

    @given(st.text(max_size=30))
    def test_likeness_runs_to_100(self, query):
        for hit in self.hits(query):
            assert LEAST_LIKENESS <= hit.likeness <= 100


@pytest.fixture(scope="module")
def real(request: pytest.FixtureRequest) -> index.Index:
    folder = paths.builtin_occupations()
    cached = paths.cached_index(folder)
    cache = request.config.cache
    assert cached is not None
    assert cache is not None
    kept = cache.mkdir("careerfit") / "careerfit" / cached.name
    return index.open_index(folder, kept)


def answers(query: str, real: index.Index, most: int = 3) -> list[str]:
    """The occupation found, or else the first candidates."""
    try:
        return [search.find(query, real.catalogue, real.names).slug]
    except UnknownOccupation as error:
        return [slug for slug, _ in error.candidates[:most]]


TAKEN = {
    "consultant": "management-analyst",
    "QA tester": "software-quality-assurance-analyst-tester",
    "uber driver": "taxi-driver",
    "UX designer": "web-digital-interface-designer",
    "accountant": "accountant-auditor",
    "acountant": "accountant-auditor",
    "actor": "actor",
    "airline pilot": "airline-pilot-copilot-flight-engineer",
    "auto mechanic": "automotive-service-technician-mechanic",
    "babysitter": "nanny",
    "barber": "barber",
    "bookkeeper": "bookkeeping-accounting-auditing-clerk",
    "car mechanic": "automotive-service-technician-mechanic",
    "carpenter": "carpenter",
    "cashier": "cashier",
    "CEO": "chief-executive",
    "chef": "chef-head-cook",
    "civil engineer": "civil-engineer",
    "construction worker": "construction-laborer",
    "cop": "police-sheriffs-patrol-officer",
    "data scientist": "data-scientist",
    "delivery driver": "light-truck-driver",
    "dental hygienist": "dental-hygienist",
    "dentist": "dentist-general",
    "devops engineer": "software-developer",
    "electrican": "electrician",
    "electrician": "electrician",
    "exterminator": "pest-control-worker",
    "firefighter": "firefighter",
    "flight attendant": "flight-attendant",
    "garbage collector": "refuse-recyclable-material-collector",
    "graphic designer": "graphic-designer",
    "hairdresser": "hairdresser-hairstylist-cosmetologist",
    "handyman": "maintenance-repair-worker-general",
    "HVAC technician": "heating-air-conditioning-refrigeration-mechanic-installer",
    "janitor": "janitor-cleaner-except-maids-housekeeping-cleaners",
    "journalist": "news-analyst-reporter-journalist",
    "judge": "judge-magistrate-judge-magistrate",
    "lawyer": "lawyer",
    "librarian": "librarian-media-collections-specialist",
    "LPN": "licensed-practical-licensed-vocational-nurse",
    "mailman": "postal-service-mail-carrier",
    "mechanic": "automotive-service-technician-mechanic",
    "nurse": "registered-nurse",
    "nurse practitioner": "nurse-practitioner",
    "paralegal": "paralegal-legal-assistant",
    "paramedic": "paramedic",
    "pharmacist": "pharmacist",
    "photographer": "photographer",
    "physical therapist": "physical-therapist",
    "plumber": "plumber-pipefitter-steamfitter",
    "receptionist": "receptionist-information-clerk",
    "security guard": "security-guard",
    "software developer": "software-developer",
    "software engineer": "software-developer",
    "speech therapist": "speech-language-pathologist",
    "stockbroker": "securities-commodities-financial-services-sales-agent",
    "urban planner": "urban-regional-planner",
    "vet tech": "veterinary-technologist-technician",
    "veterinarian": "veterinarian",
    "waitress": "waiter-waitress",
    "web designer": "web-digital-interface-designer",
    "welder": "welder-cutter-solderer-brazer",
    "x-ray tech": "radiologic-technologist-technician",
}
OFFERED = {
    "architect": "architect-except-landscape-naval",
    "EMT": "emergency-medical-technician",
    "RN": "registered-nurse",
    "administrative assistant": "secretary-administrative-assistant-except-legal-medical-executive",
    "business analyst": "management-analyst",
    "CNA": "nursing-assistant",
    "cook": "cook-restaurant",
    "data analyst": "data-scientist",
    "detective": "detective-criminal-investigator",
    "doctor": "general-internal-medicine-physician",
    "elementary teacher": "elementary-school-teacher-except-special-education",
    "environmental scientist": "environmental-scientist-specialist-including-health",
    "enviromental scientist": "environmental-scientist-specialist-including-health",
    "family doctor": "family-medicine-physician",
    "farmer": "farmer-rancher-other-agricultural-manager",
    "film director": "producer-director",
    "fireman": "firefighter",
    "gardener": "landscaping-groundskeeping-worker",
    "high school teacher": "secondary-school-teacher-except-special-career-technical-education",
    "HVAC": "heating-air-conditioning-refrigeration-mechanic-installer",
    "IT support": "computer-user-support-specialist",
    "personal trainer": "exercise-trainer-group-fitness-instructor",
    "pilot": "airline-pilot-copilot-flight-engineer",
    "police officer": "police-sheriffs-patrol-officer",
    "principal": "education-administrator-kindergarten-through-secondary",
    "project manager": "project-management-specialist",
    "realtor": "real-estate-sales-agent",
    "secretary": "secretary-administrative-assistant-except-legal-medical-executive",
    "ship captain": "captain-mate-pilot-of-water-vessels",
    "social worker": "healthcare-social-worker",
    "store manager": "first-line-supervisor-of-retail-sales-workers",
    "PT": "physical-therapist",
    "swimming instructor": "coach-scout",
    "teacher": "secondary-school-teacher-except-special-career-technical-education",
    "therapist": "physical-therapist",
    "truck driver": "heavy-tractor-trailer-truck-driver",
    "vet": "veterinarian",
    "warehouse worker": "stocker-order-filler",
    "writer": "writer-author",
}


class TestTheRealCatalogue:
    def test_every_occupation_by_its_own_names(self, real):
        for entry in real.catalogue.entries[::7]:
            words = entry.slug.replace("-", " ")
            for query in (entry.title, entry.title.upper(), entry.code, words):
                assert answers(query, real) == [entry.slug]

    @pytest.mark.parametrize(("query", "slug"), TAKEN.items())
    def test_everyday_names_are_found(self, real, query, slug):
        assert answers(query, real) == [slug]

    @pytest.mark.parametrize(("query", "slug"), OFFERED.items())
    def test_or_are_among_the_first_three(self, real, query, slug):
        assert slug in answers(query, real)

    @pytest.mark.parametrize("query", ["a" * 10_000, "nurse driver " * 800])
    def test_a_very_long_text_is_read_to_its_limit(self, real, query):
        assert answers(query, real) == answers(query[: search.LONGEST_QUERY], real)

    @pytest.mark.parametrize("query", ["soldier", "entrepreneur", "qwertyuiop"])
    def test_nothing_is_taken_for_what_it_is_not(self, real, query):
        with pytest.raises(UnknownOccupation):
            search.find(query, real.catalogue, real.names)
