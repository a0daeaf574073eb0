"""What changed from one catalogue to another."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.console import Group, RenderableType

from careerfit_cli.compare.catalogues import CatalogueDiff, FigureChange, SectionChange
from careerfit_cli.model.attribution import SHORT
from careerfit_cli.model.catalogue import Entry
from careerfit_cli.model.elements import DOMAINS
from careerfit_cli.views import figures
from careerfit_cli.views.display import Display, bullets, say, section, table

_LEAST_WIDTH = 76

_TITLES = {domain.key: domain.title for domain in DOMAINS}

_Part = RenderableType | None
_Row = Sequence[str]


def differences(
    found: CatalogueDiff, folders: tuple[str, str], display: Display, most: int
) -> RenderableType:
    """In short, then what came, went and was renamed, and the largest changes.

    `most` limits each list; what it leaves out is said.
    """
    heads = zip(("Before", "After"), folders, found.counts, strict=True)
    parts = (
        section("In short", "", bullets(_short(found), display)),
        _entries("New", found.new, display, most),
        _entries("Gone", found.gone, display, most),
        _renamed(found, display, most),
        _sections(found, display),
        _domains(found, display),
        _ratings(found, display, most),
        _figures("Pay", "national median, BLS", found.pay, display, most),
        _figures(
            "Growth", "projected change in jobs, BLS", found.outlook, display, most
        ),
        _kinds(found, display, most),
        section("Read with care", "", bullets(found.flags, display))
        if found.flags
        else None,
    )
    return Group(
        *(
            say(f"{label:<6}  {_occupations(count)} in {folder}", "bold")
            for label, folder, count in heads
        ),
        say(""),
        *(part for part in parts if part),
        say(SHORT, "dim"),
    )


def _occupations(count: int) -> str:
    return f"{count:,} occupation{'' if count == 1 else 's'}"


def _short(found: CatalogueDiff) -> list[str]:
    """A line of counts for each thing that changed, or that nothing did."""
    lines = []
    if found.new or found.gone or found.renamed:
        lines.append(
            f"{len(found.new)} new, {len(found.gone)} gone, {len(found.renamed)} renamed; "
            f"{found.kept} are in both."
        )
    compared = sum(own.compared for own in found.domains)
    came, went = (
        sum(getattr(own, name) for own in found.domains) for name in ("came", "went")
    )
    if found.ratings or came or went:
        lines.append(
            f"Ratings: {len(found.ratings):,} of {compared:,} changed, {came:,} came, "
            f"{went:,} went."
        )
    for what, changes in (("Pay", found.pay), ("Growth or outlook", found.outlook)):
        if changes:
            lines.append(f"{what}: {len(changes)} of {found.kept} changed.")
    if found.kinds:
        count = len({own.entry.slug for own in found.kinds})
        lines.append(
            f"Education, job zone or Holland code: another for {_occupations(count)}."
        )
    if not lines:
        return ["The figures of both are the same."]
    return lines


def _list(
    title: str,
    note: str,
    heads: Sequence[str],
    rows: Sequence[_Row],
    known: int,
    display: Display,
    right: Sequence[int] = (),
) -> _Part:
    """A section of some of `known` rows, or nothing where there are none."""
    if not rows:
        return None
    drawn = table(heads, rows, display, right=right, least_width=_LEAST_WIDTH)
    rest = f"{len(rows)} of {known:,}; `--top {known}` shows all."
    remark = [say(rest, "dim")] if len(rows) < known else []
    return section(title, note, drawn, *remark)


def _entries(title: str, found: Sequence[Entry], display: Display, most: int) -> _Part:
    rows = [(own.title, own.code, own.slug) for own in found[:most]]
    heads = ("Occupation", "Code", "File")
    return _list(title, "", heads, rows, len(found), display)


def _renamed(found: CatalogueDiff, display: Display, most: int) -> _Part:
    rows = []
    for pair in found.renamed[:most]:
        before, after = pair.before, pair.after
        for what, old, new in (
            ("title", before.title, after.title),
            ("file", before.slug, after.slug),
            ("code", before.code, after.code),
        ):
            if old != new:
                rows.append((after.title, what, old, new))
    heads = ("Occupation", "What", "Before", "After")
    if len(found.renamed) > most:
        known = len(found.renamed)
        remark = say(f"{most} of {known:,}; `--top {known}` shows all.", "dim")
        drawn = table(heads, rows, display, least_width=_LEAST_WIDTH)
        return section("Renamed", "", drawn, remark)
    return _list("Renamed", "", heads, rows, len(rows), display)


def _sections(found: CatalogueDiff, display: Display) -> _Part:
    rows = [_section(own) for own in found.sections]
    heads = ("Figures", "Before", "After")
    note = "occupations by release"
    return _list("Where figures come from", note, heads, rows, len(rows), display)


def _section(own: SectionChange) -> _Row:
    return figures.section_title(own.section), *(
        "; ".join(f"{release} ({count:,})" for release, count in side.items())
        or figures.NOT_REPORTED
        for side in (own.before, own.after)
    )


def _domains(found: CatalogueDiff, display: Display) -> _Part:
    rows = [
        (_TITLES[own.domain],
         *(f"{count:,}" for count in (own.compared, own.changed, own.came, own.went)))
        for own in found.domains
        if own.changed or own.came or own.went
    ]  # fmt: skip
    heads = ("Ratings", "Compared", "Changed", "Came", "Went")
    note = "scores of occupations in both"
    return _list("Ratings", note, heads, rows, len(rows), display, (1, 2, 3, 4))


def _ratings(found: CatalogueDiff, display: Display, most: int) -> _Part:
    rows = [
        (own.entry.title, f"{own.element} ({_TITLES[own.domain].lower()})",
         f"{own.before:.1f}", f"{own.after:.1f}", f"{own.difference:+.1f}")
        for own in found.ratings[:most]
    ]  # fmt: skip
    heads = ("Occupation", "Element", "Before", "After", "Points")
    note = "0-100, O*NET"
    known = len(found.ratings)
    title = "Largest changes of ratings"
    return _list(title, note, heads, rows, known, display, (2, 3, 4))


def _figures(
    title: str, note: str, changes: Sequence[FigureChange], display: Display, most: int
) -> _Part:
    """The largest changes of pay or growth, each with its years where they differ."""
    shown = changes[:most]
    periods = {own.periods for own in shown}
    same = len(periods) == 1
    if same:
        years = dict.fromkeys(year for year in periods.pop() if year)
        note = ", ".join((note, " to ".join(years)))
    paid = title == "Pay"
    written = _paid if paid else _grown
    rows = [
        (own.entry.title, *_sides(own, written, dated=not same), _difference(own))
        for own in shown
    ]
    heads = ("Occupation", "Before", "After", "Change")
    # Phrases and years are words, to be folded as words are.
    right = (1, 2, 3) if paid and same else ()
    return _list(title, note, heads, rows, len(changes), display, right)


_Written = Callable[[FigureChange, int], str]


def _sides(own: FigureChange, written: _Written, *, dated: bool) -> list[str]:
    star = "*" if own.groups[0] != own.groups[1] else ""
    sides = []
    for side in (0, 1):
        year = f", {own.periods[side]}" if dated and own.periods[side] else ""
        sides.append(f"{written(own, side)}{star if side else ''}{year}")
    return sides


def _paid(own: FigureChange, side: int) -> str:
    amount = (own.before, own.after)[side]
    hourly = own.units[side].endswith("hour")
    shown = figures.dollars(amount, "hour" if hourly else "year")
    return f"{shown} an hour" if hourly and amount is not None else shown


def _grown(own: FigureChange, side: int) -> str:
    shown = figures.percent((own.before, own.after)[side])
    if own.phrases[0] == own.phrases[1]:
        return shown
    return f"{shown}, {own.phrases[side].lower() or figures.NOT_REPORTED}"


def _difference(own: FigureChange) -> str:
    if own.difference is None:
        return "cannot be compared"
    if own.units[0].startswith("percent"):
        return f"{own.difference:+.1f} points" if own.difference else "the same"
    return figures.percent(own.percent)


def _kinds(found: CatalogueDiff, display: Display, most: int) -> _Part:
    rows = [
        (own.entry.title, own.what, own.before or figures.NOT_REPORTED,
         own.after or figures.NOT_REPORTED)
        for own in found.kinds[:most]
    ]  # fmt: skip
    heads = ("Occupation", "What", "Before", "After")
    title = "Education, job zone and Holland code"
    return _list(title, "", heads, rows, len(found.kinds), display)
