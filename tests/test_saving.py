"""Files written: what is read again is what was saved, and words stay as they are."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerfit_cli.errors import BadData, CareerfitError
from careerfit_cli.model.bls import (
    Contact,
    Group,
    Handbook,
    Outlook,
    Pay,
    Preparation,
    Similar,
    Wages,
)
from careerfit_cli.model.elements import DOMAINS
from careerfit_cli.model.frozen import frozen
from careerfit_cli.model.occupation import (
    FIGURES,
    TIERS,
    Occupation,
    PastFigure,
    Related,
    Source,
    Technologies,
    Titles,
    Words,
)
from careerfit_cli.model.preparation import OUTLOOKS
from careerfit_cli.model.serialize import values_of
from careerfit_cli.model.text import printable
from careerfit_cli.storage import occupations, pages, transaction
from careerfit_cli.storage.occupations import parse
from careerfit_cli.storage.schema import FIGURES_BANNER, WORDS_BANNER
from careerfit_cli.storage.writing import text_of
from saving import save_all

CATALOGUE = sorted((Path(__file__).parents[1] / "occupations").glob("*.yaml"))

# The reader takes one printable line that is not blank, so nothing else is saved.
texts = st.one_of(
    st.sampled_from(
        ["no", "12:30", "~", "# x", "a # b", "a: b", "'", '"', "- a", " a ", "<<", "=",
         "1e3", "010", "2024-01-01", "&a", "*a", "!a", "%", "@", "{", "é 職 😀",
         "word " * 60, "x" * 300, "---", "...", "\\n", FIGURES_BANNER]
    ),
    st.text(st.characters(categories=("L", "M", "N", "P", "S", "Zs")), min_size=1)
    .filter(lambda text: printable(text) == text)
    .filter(str.strip),
)  # fmt: skip
lists = st.lists(texts, max_size=3, unique=True).map(tuple)
blank = st.just("")
scores = st.integers(0, 1000).map(lambda tenths: tenths / 10)
cents = st.integers(0, 10**10).map(lambda each: each / 100)
dollars = st.integers(0, 10**8)
jobs = st.none() | st.integers(0, 10**9)
groups = st.none() | st.builds(Group, st.from_regex(r"\A[0-9]{2}-[0-9]{4}\Z"), texts)
codes = st.from_regex(r"\A[0-9]{2}-[0-9]{4}\.[0-9]{2}\Z")


def named(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.dictionaries(texts, values, max_size=3).map(frozen)


def by_domain(
    values: Any, *, levelled: bool = False
) -> st.SearchStrategy[dict[str, Any]]:
    """Values by domain key; an empty domain is not written, and so not made."""
    optional = {
        domain.key: values(domain)
        for domain in DOMAINS
        if domain.levels or not levelled
    }
    made = st.fixed_dictionaries({}, optional=optional)
    in_order = made.map(lambda own: {key: own[key] for key in optional if key in own})
    return in_order.map(frozen)


def rated(domain: Any) -> st.SearchStrategy[Any]:
    names = st.sampled_from(domain.names)
    published = st.integers(-300, 300).map(lambda own: domain.score(own / 100))
    values = published if domain.as_published else scores
    return st.dictionaries(names, values, min_size=1, max_size=7).map(frozen)


def marked(domain: Any) -> st.SearchStrategy[Any]:
    names = st.sampled_from(domain.names)
    return st.lists(names, min_size=1, max_size=3, unique=True).map(tuple)


def wages(amounts: st.SearchStrategy[Any]) -> st.SearchStrategy[Wages]:
    return st.builds(Wages, *(st.none() | amounts for _ in fields(Wages)))


def pay(unit: str, medians: st.SearchStrategy[Any]) -> st.SearchStrategy[Pay]:
    return st.builds(
        Pay,
        area=texts,
        period=texts,
        annual=wages(dollars),
        hourly=wages(cents),
        jobs=jobs,
        state_unit=st.just(unit),
        state_median=st.dictionaries(texts, medians, min_size=1, max_size=3).map(
            frozen
        ),
        group=groups,
    )


outlooks = st.builds(
    Outlook,
    area=texts,
    period=st.just("2024-34"),
    phrase=st.sampled_from(("", *OUTLOOKS)),
    growth=st.none() | st.integers(-1000, 10_000).map(lambda tenths: tenths / 10),
    jobs_start=jobs,
    jobs_end=jobs,
    change=st.none() | st.integers(-(10**9), 10**9),
    openings=jobs,
    self_employed=st.none() | scores,
    group=groups,
)
handbooks = st.builds(
    Handbook,
    title=texts,
    period=texts,
    outlook=st.sampled_from(("", *OUTLOOKS)),
    employers=named(scores),
    qualities=lists,
    similar=st.lists(
        st.builds(Similar, texts, blank | texts, st.none() | dollars, st.booleans()),
        max_size=2,
    ).map(tuple),
    contacts=st.lists(st.builds(Contact, texts, blank | texts), max_size=2).map(tuple),
)
past = st.builds(
    PastFigure,
    what=texts,
    value=st.integers(-(10**11), 10**11).map(lambda each: each / 100),
    unit=texts,
    period=texts,
    source=texts,
    at_least=st.booleans(),
    group=blank | texts,
)
# Files list related occupations by tier; within one a code stands once.
related = st.lists(
    st.builds(Related, codes, texts, st.sampled_from(list(TIERS.values()))),
    max_size=5,
    unique_by=lambda row: row.code,
).map(
    lambda rows: tuple(
        sorted(rows, key=lambda row: list(TIERS.values()).index(row.tier))
    )
)
sources = st.dictionaries(
    st.sampled_from(FIGURES),
    st.builds(Source, texts, texts, blank | texts, blank | texts, blank | texts),
    max_size=3,
).map(frozen)
made = st.builds(
    Occupation,
    slug=st.just("x"),
    code=codes,
    title=texts,
    words=st.builds(
        Words,
        summary=blank | texts,
        tasks=lists,
        entry=blank | texts,
        conditions=blank | texts,
        about=lists,
        duties=lists,
    ),
    titles=st.builds(Titles, lists, lists),
    job_zone=st.none() | st.integers(1, 5),
    preparation=st.builds(
        Preparation, blank | texts, blank | texts, blank | texts, group=groups
    ),
    # Without a state's median nothing in a file tells its unit.
    pay=st.none()
    | pay("year", dollars)
    | pay("hour", cents)
    | pay("year", dollars).map(lambda own: replace(own, state_median=frozen())),
    outlook=st.none() | outlooks,
    ratings=by_domain(rated),
    levels=by_domain(rated, levelled=True),
    low_precision=by_domain(marked),
    not_relevant=by_domain(marked, levelled=True),
    technologies=st.builds(Technologies, lists, lists),
    related=related,
    handbook=st.none() | handbooks,
    history=st.lists(past, max_size=2).map(tuple),
    sources=sources,
)

OCCUPATION = Occupation("chief", "11-1011.00", "Chief Executives", job_zone=5)
ODD_WORDS = (
    "\n# a remark of ours\nsummary:   'Leads   the “firm”'  # odd, but ours\n\n\n"
    'tasks: [ "Plan: all",   Decide ]\n\n# the end\n'
)


def shelf(folder: Path, words: str = "\n") -> Path:
    """The file of the one occupation in a folder."""
    path = folder / "chief.yaml"
    path.write_bytes(text_of(OCCUPATION, words).encode())
    return path


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


# Hypothesis


@given(made)
def test_what_is_saved_is_read_again(occupation: Occupation) -> None:
    text = text_of(occupation)
    assert parse(text, "x.yaml", "x") == occupation
    assert text_of(parse(text, "x.yaml", "x")) == text


@given(made)
def test_a_page_has_what_the_file_has(occupation: Occupation) -> None:
    saved = parse(text_of(occupation), "x.yaml", "x")
    assert repr(pages.occupation_on(pages.page_of("x", values_of(saved)), "x")) == repr(
        saved
    )


@given(made)
def test_figures_change_and_words_stay(occupation: Occupation) -> None:
    text = text_of(occupation, ODD_WORDS)
    assert f"{WORDS_BANNER}\n{ODD_WORDS}{FIGURES_BANNER}\n" in text
    words = Words("Leads   the “firm”", ("Plan: all", "Decide"))
    assert parse(text, "x.yaml", "x") == replace(occupation, words=words)


# The shipped catalogue


@pytest.mark.parametrize(
    "path", CATALOGUE[:: len(CATALOGUE) // 40], ids=lambda p: p.stem
)
def test_a_shipped_file_is_as_it_would_be_written(path: Path) -> None:
    text = path.read_text("utf-8")
    occupation = occupations.load(path)
    words = text.split(f"{WORDS_BANNER}\n")[1].split(f"{FIGURES_BANNER}\n")[0]
    assert text_of(occupation, words) == text
    assert parse(text_of(occupation), "x.yaml", path.stem) == occupation


# Folders


def test_saving_tells_what_was_made_changed_and_left(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    other = replace(OCCUPATION, slug="other", code="11-1021.00")
    assert save_all(folder, [OCCUPATION]).created == ("chief",)
    saved = save_all(folder, [replace(OCCUPATION, job_zone=4), other])
    assert (saved.created, saved.changed) == (("other",), ("chief",))
    before = files(folder)
    saved = save_all(folder, [replace(OCCUPATION, job_zone=4), other])
    assert saved.unchanged == ("chief", "other")
    assert files(folder) == before
    assert sorted(before) == ["chief.yaml", "other.yaml"]


@pytest.mark.parametrize("words", [ODD_WORDS, ODD_WORDS.replace("\n", "\r\n"), ""])
def test_words_are_kept_byte_for_byte(words: str, tmp_path: Path) -> None:
    path = shelf(tmp_path, words)
    save_all(tmp_path, [replace(OCCUPATION, job_zone=4, words=Words("not these"))])
    assert path.read_bytes() == text_of(replace(OCCUPATION, job_zone=4), words).encode()


def test_words_are_found_in_a_file_saved_with_other_line_ends(tmp_path: Path) -> None:
    path = shelf(tmp_path, ODD_WORDS)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert save_all(tmp_path, [OCCUPATION]).changed == ("chief",)
    assert ODD_WORDS.replace("\n", "\r\n").encode() in path.read_bytes()
    assert save_all(tmp_path, [OCCUPATION]).unchanged == ("chief",)


def test_a_banner_quoted_in_the_words_parts_nothing(tmp_path: Path) -> None:
    words = f"summary: '{FIGURES_BANNER}'\nentry: see\n  {FIGURES_BANNER}\n"
    path = shelf(tmp_path, words)
    save_all(tmp_path, [replace(OCCUPATION, job_zone=4)])
    assert words in path.read_text("utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "schema: 1\n",
        f"schema: 1\n{WORDS_BANNER}\n",
        f"schema: 1\n{FIGURES_BANNER}\n{WORDS_BANNER}\n",
        f"schema: 1\n {WORDS_BANNER}\n{FIGURES_BANNER}\n",
    ],
)
def test_a_file_without_its_two_lines_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "chief.yaml"
    path.write_text(text)
    other = replace(OCCUPATION, slug="a")
    with pytest.raises(BadData) as caught:
        save_all(tmp_path, [other, OCCUPATION])
    assert str(caught.value) == (
        f"{path}: lacks the lines that part words from figures"
    )
    assert caught.value.hint == (
        f"add the lines `{WORDS_BANNER}` and `{FIGURES_BANNER}`"
    )
    assert files(tmp_path) == {"chief.yaml": text.encode()}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("line", [1, 4, 5, 11, 12])
def test_a_remark_outside_the_words_is_refused(
    line: int, end: str, tmp_path: Path
) -> None:
    lines = [*text_of(OCCUPATION, "# ours\nsummary: Leads.\n#\n\n").splitlines(), ""]
    assert (lines[4], lines[9:]) == (
        WORDS_BANNER,
        [FIGURES_BANNER, "job_zone: 5", ""],
    )
    lines.insert(line - 1, "#checked by hand")
    path = tmp_path / "chief.yaml"
    text = end.join(lines).encode()
    path.write_bytes(text)
    with pytest.raises(BadData) as caught:
        save_all(tmp_path, [replace(OCCUPATION, slug="a"), OCCUPATION])
    assert str(caught.value) == (
        f"{path}:{line}: is a remark outside the words, which an import would lose"
    )
    assert caught.value.hint == "move it between the WORDS and FIGURES lines"
    assert files(tmp_path) == {"chief.yaml": text}


@given(made)
def test_no_file_as_saved_is_taken_for_one_with_a_remark(
    occupation: Occupation,
) -> None:
    with TemporaryDirectory() as name:
        assert save_all(Path(name), [occupation]).created == ("x",)
        assert save_all(Path(name), [occupation]).unchanged == ("x",)


def test_what_could_not_be_read_again_is_not_written(tmp_path: Path) -> None:
    odd = replace(OCCUPATION, title="Chief\N{NO-BREAK SPACE}Executives")
    with pytest.raises(BadData) as caught:
        save_all(tmp_path, [replace(OCCUPATION, slug="other"), odd])
    assert str(caught.value) == (
        "'Chief\\xa0Executives' (11-1011.00) in the download: "
        "title: must be one printable line of text"
    )
    assert caught.value.hint == "take out the character U+00A0"
    with pytest.raises(BadData, match=r"'\.\./chief' cannot name an occupation file"):
        save_all(tmp_path, [replace(OCCUPATION, slug="../chief")])
    assert files(tmp_path) == {}


def test_two_occupations_of_one_name_are_refused(tmp_path: Path) -> None:
    other = replace(OCCUPATION, code="11-1021.00", title="Chief")
    with pytest.raises(CareerfitError, match=r"'Chief' .* both make chief.yaml"):
        save_all(tmp_path, [OCCUPATION, other])
    assert files(tmp_path) == {}


def test_a_full_disk_leaves_the_folder_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf(tmp_path, ODD_WORDS)
    before = files(tmp_path)

    def filling(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(transaction.os, "fsync", filling)
    other = replace(OCCUPATION, slug="other", code="11-1021.00")
    with pytest.raises(CareerfitError) as caught:
        save_all(tmp_path, [replace(OCCUPATION, job_zone=4), other])
    assert caught.value.text == (
        f"{tmp_path}: cannot be written: No space left on device"
    )
    assert files(tmp_path) == before


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CareerfitError, match="cannot be written: Not a directory"):
        save_all(tmp_path / "file" / "folder", [OCCUPATION])
