"""Text from files, arguments and answers, made safe to show."""


def printable(text: str) -> str:
    """Text in which characters that could steer a terminal are spaces."""
    return "".join(mark if mark.isprintable() else " " for mark in text)


_FORMULA_STARTS = ("=", "+", "-", "@")


def spreadsheet_safe(text: str) -> str:
    """Printable text, with an apostrophe before what a spreadsheet would run."""
    plain = printable(text)
    return f"'{plain}" if plain.startswith(_FORMULA_STARTS) else plain
