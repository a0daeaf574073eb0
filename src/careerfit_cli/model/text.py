"""Text from files, arguments and answers, made safe to show."""


def printable(text: str) -> str:
    """Text in which characters that could steer a terminal are spaces."""
    return "".join(mark if mark.isprintable() else " " for mark in text)
