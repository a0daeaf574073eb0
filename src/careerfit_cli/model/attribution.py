"""The notices required wherever figures are shown: sources and disclaimer."""

ONET_NOTICE = (
    "This product includes information from the O*NET Database by the U.S. Department "
    "of Labor, Employment and Training Administration (USDOL/ETA), used under the "
    "CC BY 4.0 license. O*NET is a trademark of USDOL/ETA. We have modified all or some "
    "of this information; USDOL/ETA has not approved, endorsed or tested these "
    "modifications."
)
BLS_NOTICE = "Pay and outlook: U.S. Bureau of Labor Statistics (public domain)."
INDEPENDENCE = "careerfit is not affiliated with either, nor with CareerFitter."

NOTICES = (ONET_NOTICE, BLS_NOTICE, INDEPENDENCE)
"""Attribution, in full."""

SHORT = "O*NET and BLS data, modified: `careerfit about` has the notices."
"""Attribution in short, under a list."""

SOURCE = "O*NET, CC BY 4.0, modified; BLS, public domain"
"""Attribution in short, for a cell of a table."""

LIMITS = (
    "For exploring, not hiring. O*NET and BLS data, modified. More: careerfit about"
)
"""What a result says of its limits and sources in one line; `about` has all of it."""

NO_CLAIM = (
    "This is for exploring. It compares your interests and work style with published "
    "ratings of occupations. It does not measure aptitude, is not for hiring or "
    "selection, and nothing here predicts how satisfied you would be."
)
"""What a ranking does not claim; it stands in every result."""
