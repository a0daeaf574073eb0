"""Tables about a person: interests, areas, work styles, tendencies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from careerfit_cli.model.elements import INTEREST_AREAS
from careerfit_cli.model.figures import half_up
from careerfit_cli.quiz import Tendency
from careerfit_cli.report.charts import LEVELS, Chart, Scale
from careerfit_cli.report.content import Person
from careerfit_cli.report.wording import Table

MOST_AREAS = 10
"""How many rated areas are shown."""

STRONG_LEAN = 60
"""A tendency is called strong from this value, of 100."""

_LEANINGS = Scale(-100, 100, (0,))


def level_table(
    caption: str, levels: Mapping[str, float], meanings: Mapping[str, str]
) -> Table:
    """Levels 0-100, the highest first, with what they mean if that is known."""
    meant = ("What it means",) if meanings else ()
    return Table(
        caption=f"{caption}, 0-100",
        heads=("Name", "You", *meant),
        rows=tuple(
            (name, _level(levels[name]), *(meanings.get(name, "") for _ in meant))
            for name in sorted(levels, key=lambda name: -levels[name])
        ),
    )


def _level(level: float) -> Chart:
    box = LEVELS.span(0, level)
    return Chart(str(half_up(level)), "level", LEVELS, line=(0, 100), box=box)


def area_table(person: Person) -> Table | None:
    """The highest interest areas, if they were rated."""
    levels = person.levels(INTEREST_AREAS.key)
    if not levels or not person.profile.responses.get(INTEREST_AREAS.key):
        return None
    highest = sorted(levels, key=lambda name: -levels[name])[:MOST_AREAS]
    named = {person.areas.get(name, name): levels[name] for name in highest}
    return level_table("Your interest areas", named, {})


def leaning_table(tendencies: Sequence[Tendency]) -> Table:
    """Tendencies between two ways to work, each a mark on a line."""
    return Table(
        caption="Tendencies, from 100 to the left over 0 to 100 to the right",
        heads=("Between", "How far", "Leaning"),
        rows=tuple(
            (
                f"{tendency.left} or {tendency.right}",
                Chart(
                    _how_far(tendency),
                    "lean" if tendency.side else "lean unclear",
                    _LEANINGS,
                    line=(0, 100),
                    mark=_LEANINGS.at(tendency.lean),
                ),
                leaning(tendency),
            )
            for tendency in tendencies
        ),
    )


def leaning(tendency: Tendency) -> str:
    """A tendency in words."""
    if not tendency.side:
        return "no clear lean"
    degree = "strongly" if abs(tendency.lean) >= STRONG_LEAN else "rather"
    return f"{degree} {tendency.side}"


def _how_far(tendency: Tendency) -> str:
    size = half_up(abs(tendency.lean))
    return f"{size} {'left' if tendency.lean < 0 else 'right'}" if size else "0"
