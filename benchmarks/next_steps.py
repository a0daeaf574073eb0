"""How close `next` comes to O*NET's related occupations.

Run: `python benchmarks/next_steps.py [--every N]` takes every N-th rated occupation as the
one job held and says how many of the ten closest, pay and growth aside, O*NET calls
related, and how many of O*NET's closest ten (Primary-Short) are among the closest 10 and
50. `--cases` prints the first five answers of twenty cases to be read by a person.
"""

from __future__ import annotations

import argparse
from statistics import mean

from careerfit_cli.commands.next import close_to
from careerfit_cli.compare.next_steps import next_steps
from careerfit_cli.ui.loading import all_ratings, open_index, the_occupation

CASES = (
    ("cashier", "cook-fast-food"),
    ("nursing-assistant",),
    ("retail-salesperson", "customer-service-representative"),
    ("heavy-tractor-trailer-truck-driver",),
    ("construction-laborer",),
    (
        "teaching-assistant-preschool-elementary-middle-secondary-school-except-special-education",
    ),
    ("teller",),
    ("security-guard",),
    ("waiter-waitress", "bartender"),
    ("office-clerk-general",),
    ("stocker-order-filler",),
    ("childcare-worker",),
    ("janitor-cleaner-except-maids-housekeeping-cleaners",),
    ("computer-user-support-specialist",),
    ("elementary-school-teacher-except-special-education",),
    ("registered-nurse",),
    ("paralegal-legal-assistant",),
    ("electrician",),
    ("bookkeeping-accounting-auditing-clerk",),
    ("hairdresser-hairstylist-cosmetologist",),
)


def main() -> None:
    """Print what is found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--every", type=int, default=15)
    parser.add_argument("--cases", action="store_true")
    options = parser.parse_args()
    index = open_index()
    entries = list(index.catalogue)
    if options.cases:
        slugs = {entry.slug for entry in entries}
        for case in CASES:
            if not slugs.issuperset(case):
                print(f"{case}: not in the catalogue")
                continue
            held = [the_occupation(slug) for slug in case]
            steps = close_to(held, entries, index)[:5]
            print(f"{', '.join(case)}:")
            for step in steps:
                median = f"{step.entry.median:,.0f}" if step.entry.median else "-"
                print(f"    {step.closeness:5.1f} {step.entry.title} ({median})")
        return
    ratings, related, short10, short50 = all_ratings(index), [], [], []
    for entry in entries[:: options.every]:
        tiers = {own.code: own.tier for own in the_occupation(entry.slug).related}
        steps = next_steps([entry], entries, ratings)
        if not steps or not tiers:
            continue
        codes = [step.entry.code for step in steps]
        closest = [code for code, tier in tiers.items() if tier == "Primary-Short"]
        related.append(mean(code in tiers for code in codes[:10]))
        short10.append(mean(code in codes[:10] for code in closest))
        short50.append(mean(code in codes[:50] for code in closest))
    print(f"{len(related)} occupations")
    print(f"of the ten closest, related by O*NET: {mean(related):.1%}")
    print(f"of O*NET's closest, among the 10 closest: {mean(short10):.1%}, "
          f"among the 50 closest: {mean(short50):.1%}")  # fmt: skip


if __name__ == "__main__":
    main()
