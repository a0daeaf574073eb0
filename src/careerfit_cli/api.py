"""careerfit for other programs: the functions that `careerfit_cli` offers by name.

They give what the commands show, as frozen values, and print nothing. Folders and answers
arrive as arguments: a person's own files and the environment are never looked at. Like
commands they import their rooms when called, so that each loads only what it needs.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from careerfit_cli.errors import CareerfitError, UsageError

if TYPE_CHECKING:
    from careerfit_cli.matching import Ranking
    from careerfit_cli.matching.explain import Explanation
    from careerfit_cli.model.catalogue import Entry
    from careerfit_cli.model.occupation import Occupation
    from careerfit_cli.model.profile import Profile, Question
    from careerfit_cli.search import Hit
    from careerfit_cli.store.index import Index, Progress


@dataclass(frozen=True)
class OpenCatalogue:
    """Occupations that have been opened: the folders of their files, and their index.

    A folder's occupation replaces one of the same file name in the folders before it.
    """

    folders: tuple[Path, ...]
    index: Index = field(repr=False)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What lists and rankings know of each occupation, in the order of file names."""
        return self.index.catalogue.entries

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)


def load_catalogue(
    *folders: Path | str, progress: Progress | None = None
) -> OpenCatalogue:
    """The built-in occupations, with those of `folders` beside them or over them.

    It takes milliseconds, or seconds where files have changed: an index of each folder is
    kept in the user's cache folder, if it can be. `progress` is called with how many
    files have been read and how many there are to read. Raises `CareerfitError` when a
    folder cannot be read or holds no occupation files, and `BadData` when a file is at
    fault.
    """
    from careerfit_cli.store import index, places

    given = tuple(map(Path, folders))
    opened = [
        _opened(places.builtin_occupations(), places.PREBUILT_INDEX, progress),
        *(_opened(folder, None, progress) for folder in given),
    ]
    whole = index.joined(opened) if given else opened[0]
    return OpenCatalogue((places.builtin_occupations(), *given), whole)


def _opened(folder: Path, prebuilt: Path | None, progress: Progress | None) -> Index:
    from careerfit_cli.store import index, places

    kept = places.cached_index(folder)
    return index.open_index(folder, kept, prebuilt, progress or index.silent)


def find(name: str, catalogue: OpenCatalogue) -> Occupation:
    """The one occupation a name stands for, read from its file.

    `name` is a title, a job title, an O*NET-SOC code, a file name, the beginning of one,
    or nearly one. Raises `UnknownOccupation`, with candidates, when none or several
    answer to it, and `BadData` when its file is at fault.
    """
    from careerfit_cli import search
    from careerfit_cli.store import pages

    index = catalogue.index
    slug = search.find(name, index.catalogue, index.names).slug
    for folder in reversed(catalogue.folders):
        found = pages.find(folder, slug)
        if found is not None:
            return found
    raise CareerfitError(f"the file of {slug} has gone", "load the catalogue again")


def find_all(text: str, catalogue: OpenCatalogue, most: int = 15) -> list[Hit]:
    """Occupations whose title or job titles are like a text, the most alike first."""
    from careerfit_cli import search

    return search.search(text, catalogue.index.catalogue, catalogue.index.names, most)


def questions(length: str = "quick") -> tuple[Question, ...]:
    """The questions of a quiz (`flash`, `quick`, `standard` or `full`) in the order asked.

    Each is answered from 1, the first of its labels, to 5. Raises `UsageError` for a
    length there is not.
    """
    from careerfit_cli import quiz
    from careerfit_cli.store.bank import load_bank

    bank = load_bank()
    _check_length(length, bank.lengths)
    return quiz.questions(bank, length)


def _check_length(length: str, known: Collection[str]) -> None:
    if length not in known:
        what = f"there is no {length!r} quiz"
        raise UsageError(what, f"lengths: {', '.join(known)}")


def profile(answers: str | Sequence[int | None], length: str = "quick") -> Profile:
    """What a person's answers add up to.

    `answers` is an answer string, as the quiz prints it, or the answers of a `length`
    in the order asked: 1-5 each, `None` where one was skipped. Raises `UsageError` for
    answers that are not those of a quiz.
    """
    from careerfit_cli import quiz
    from careerfit_cli.store.bank import load_bank

    bank = load_bank(answers if isinstance(answers, str) else "")
    if not isinstance(answers, str):
        _check_length(length, bank.lengths)
        _check_answers(answers)
        answers = quiz.replay(bank, length, answers)
    return quiz.profile(bank, *quiz.answers_in(bank, answers))


def _check_answers(answers: Sequence[object]) -> None:
    for place, answer in enumerate(answers, 1):
        # As text, so that neither True nor 1.0 passes for 1.
        if str(answer) not in ("None", "1", "2", "3", "4", "5"):
            what = f"answer {place} is {answer!r}"
            raise UsageError(what, "answers are 1 to 5, or None where one was skipped")


def profile_of_interests(scores: Mapping[str, float]) -> Profile:
    """The profile of the six interest scores of another test, by letter: R I A S E C.

    Any scale will do, since only their shape counts. Raises `UsageError` unless there is
    one number for each letter.
    """
    from careerfit_cli import quiz
    from careerfit_cli.model.elements import INTERESTS

    by_letter = {letter[:1].upper(): float(own) for letter, own in scores.items()}
    wanted = [name[0] for name in INTERESTS.names]
    usable = sorted(by_letter) == sorted(wanted) and len(scores) == len(wanted)
    if not usable or not all(map(math.isfinite, by_letter.values())):
        raise UsageError("six interest scores are needed", "one each of R I A S E C")
    return quiz.profile_of_interests(
        {name: by_letter[name[0]] for name in INTERESTS.names}
    )


def rank(
    profile: Profile,
    catalogue: OpenCatalogue,
    top: int | None = 10,
    weights: Mapping[str, float] | None = None,
    only: Collection[str] | None = None,
) -> Ranking:
    """The occupations that fit a person best, highest score first.

    `top` is how many, `None` for all. `weights` are by domain (`interests`,
    `interest_areas`, `work_styles`), in any proportion; the published ones when
    none are given. `only` are the slugs to show; ranks stay those among all. Raises
    `UsageError` for weights that are negative, unknown or all zero.
    """
    from careerfit_cli import matching

    shares = matching.WEIGHTS if weights is None else weights
    return matching.rank(profile, catalogue.index.catalogue, top, shares, only)


def explain(
    profile: Profile,
    catalogue: OpenCatalogue,
    name: str,
    weights: Mapping[str, float] | None = None,
) -> Explanation:
    """Every point of one occupation's match, how sure it is, and what would change it.

    `name` is read as `find` reads it. Raises `CareerfitError` when too few of its ratings
    and the answers meet to rank it, and otherwise as `find` and `rank` do.
    """
    from careerfit_cli import matching, search
    from careerfit_cli.matching.explain import explain as explained

    index = catalogue.index
    entry = search.find(name, index.catalogue, index.names)
    shares = matching.WEIGHTS if weights is None else weights
    found = explained(profile, index.catalogue, entry.slug, shares)
    if found is None:
        what = (
            f"{entry.title} cannot be ranked: too few of its ratings and answers meet"
        )
        raise CareerfitError(what, "answer more questions, or choose another one")
    return found
