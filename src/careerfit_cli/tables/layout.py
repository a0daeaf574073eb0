"""Which row of a table holds the headings, and which columns hold what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from careerfit_cli.errors import BadData, UsageError
from careerfit_cli.model.elements import INTERESTS
from careerfit_cli.model.profile import Bank
from careerfit_cli.quiz.answers import STANDARD
from careerfit_cli.tables.cells import BROKEN, BadRow, plain, quoted
from careerfit_cli.tables.encoding import fault
from careerfit_cli.tables.headings import ANSWERS, ID_NAMES, id_column, meant

MOST_COLUMNS = 2_000
"""Columns of a table: forms have hundreds."""

FEWEST_KNOWN = 3
"""Known names that make a row likelier to be the headings than the first row is."""

_HINT = (
    "name the columns by item (R01, I01, ..., or the questions themselves), or R, I, A, "
    "S, E and C, or give answer strings in a column `answers`: docs/batch.md"
)
_NAMED = 8


Row = tuple[int, list[str] | BadRow]
"""The number of a line, and its cells or what is wrong with it."""


class Table(Protocol):
    """A table of respondents in any format.

    `file` names it in messages, `line` is that of the headings, `names`.
    """

    file: str
    line: int
    names: tuple[str, ...]

    def rows(self, columns: Sequence[int], /) -> Iterator[Row]:
        """Every row; cells of other than these columns may be left empty."""


@dataclass(frozen=True)
class Candidate:
    """A row that may be the headings: its lines, counted from 0, and its cells."""

    begin: int
    end: int
    delimiter: str
    names: list[str] | None


class Kind(Enum):
    """What respondents are known by."""

    ITEMS = "answers, a column each"
    ANSWERS = "answer strings"
    INTERESTS = "six interest scores"


@dataclass(frozen=True)
class Layout:
    """What each column of a table holds; columns are counted from 0.

    `columns` are those of the items of `length` in the order asked, of the six interests
    in the order R I A S E C, or of the answer strings, where bare ones are of `length`.
    `id` is the column that names the respondent.
    """

    names: tuple[str, ...]
    kind: Kind
    length: str
    columns: tuple[int, ...]
    id: int | None

    @property
    def unused(self) -> tuple[str, ...]:
        """The names of the columns that are not read."""
        read = {*self.columns, self.id}
        return tuple(name for at, name in enumerate(self.names) if at not in read)


def headings(candidates: Iterable[Candidate], bank: Bank, file: str) -> Candidate:
    """The first row with all needed names, or else the one with the most known names.

    Titles may be above it. Raises `BadData` where it cannot be read.
    """
    best, most = None, -1
    for candidate in candidates:
        known, enough = _known((candidate.names or [])[:MOST_COLUMNS], bank)
        # A code such as S01 in a row looks like the heading of an item.
        known = known if known >= FEWEST_KNOWN else 0
        if enough or known > most:
            best, most = candidate, known
        if enough:
            break
    if best is None:
        raise fault(file, 0, "is empty", "the first line names the columns")
    if best.names is None:
        raise fault(file, best.begin + 1, BROKEN.what, BROKEN.hint)
    if len(best.names) > MOST_COLUMNS:
        what = f"has more than {MOST_COLUMNS:,} columns"
        raise fault(file, best.begin + 1, what, "leave some of them out")
    return best


def _known(names: Sequence[str], bank: Bank) -> tuple[int, bool]:
    """How many of the names are known, and whether they are all that is needed."""
    forms = _forms(bank, None)
    known, folded = set(meant(names, bank)), set(map(plain, names))
    every = set[str]().union(*(form.names for form in forms))
    return len(every & known), bool(_whole(forms, known) or _whole(forms, folded))


def layout_of(
    names: Sequence[str],
    bank: Bank,
    file: str,
    length: str | None = None,
    id_name: str | None = None,
    line: int = 1,
) -> Layout:
    """What the columns of a table hold, by their names, in any case.

    `length` is that of the items, or of bare answer strings; without it, the longest
    whose items are all there. `id_name` is the column that names respondents, or empty
    for none. Raises `BadData`, at a line of `file`, where the names do not say, and
    `UsageError` for a length or a column that does not exist.
    """
    if length is not None and length not in bank.lengths:
        known = ", ".join(bank.lengths)
        raise UsageError(f"there is no {length!r} quiz", f"lengths: {known}")
    forms = _forms(bank, length)
    folded = list(map(plain, names))
    if not (whole := _whole(forms, folded)):
        folded = meant(names, bank)
        whole = _whole(forms, folded)
    kinds = list(dict.fromkeys(form.kind for form in whole))
    if len(kinds) > 1:
        both = " and ".join(kind.value for kind in kinds)
        hint = "leave the columns of one of them out"
        raise fault(file, line, f"has both {both}", hint)
    if not whole:
        raise _lacking(file, line, forms, folded, names)
    form = max(whole, key=lambda form: len(form.names))
    ids = [name for name in ID_NAMES if name in folded][:1] if id_name is None else []
    times = Counter(folded)
    for name in folded:
        if times[name] > 1 and name in (*form.names, *ids):
            what = f"has two columns {names[folded.index(name)].strip()}"
            raise fault(file, line, what, "leave one of them out")
    columns = tuple(folded.index(name) for name in form.names)
    person = id_column(names, id_name)
    return Layout(tuple(names), form.kind, form.length, columns, person)


@dataclass(frozen=True)
class _Form:
    """The columns that one kind of table needs."""

    kind: Kind
    length: str
    names: tuple[str, ...]


def _forms(bank: Bank, length: str | None) -> list[_Form]:
    lengths = bank.lengths if length is None else [length]
    return [
        *(
            _Form(Kind.ITEMS, name, tuple(map(str.casefold, bank.lengths[name])))
            for name in lengths
        ),
        _Form(Kind.ANSWERS, length or STANDARD, (ANSWERS,)),
        _Form(
            Kind.INTERESTS, "", tuple(name[0].casefold() for name in INTERESTS.names)
        ),
        _Form(Kind.INTERESTS, "", tuple(map(str.casefold, INTERESTS.names))),
    ]


def _whole(forms: Sequence[_Form], names: Iterable[str]) -> list[_Form]:
    return [form for form in forms if set(form.names) <= set(names)]


def _lacking(
    file: str,
    line: int,
    forms: Sequence[_Form],
    names: Sequence[str],
    shown: Sequence[str],
) -> BadData:
    """Which columns are missing from the form that is most nearly complete."""

    def share(form: _Form) -> float:
        return len(set(form.names) & set(names)) / len(form.names)

    nearest = max(forms, key=share)
    if not share(nearest):
        some = ", ".join(quoted(name) for name in shown[:_NAMED])
        rest = f" and {len(shown) - _NAMED} more" if len(shown) > _NAMED else ""
        what = f"has no column that tells of interests or answers, only {some}{rest}"
        return fault(file, line, what, _HINT)
    lacking = [name for name in nearest.names if name not in names]
    some = ", ".join(name.upper() for name in lacking[:5])
    more = f" and {len(lacking) - 5} more" if len(lacking) > 5 else ""
    of = f" of the {nearest.length} quiz" if nearest.length else ""
    counted = "1 column" if len(lacking) == 1 else f"{len(lacking)} columns"
    return fault(file, line, f"lacks {counted}{of}: {some}{more}", _HINT)
