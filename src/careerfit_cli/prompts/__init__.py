"""Ask a person questions in a terminal and return the answers.

Both ways of asking share the function `press`, which applies a key to a `Sheet`.
`keyed` redraws one small screen on stderr and takes one key per answer; `lines` writes
plain lines and reads typed ones, for screen readers, plain terminals and pipes.
"""

from careerfit_cli.prompts.answer_state import Saved, Sheet, press
from careerfit_cli.prompts.key_ui import Pasted, keyed, no_answers
from careerfit_cli.prompts.line_ui import lines
from careerfit_cli.prompts.menu import Menu, choose, choose_in_lines

__all__ = [
    "Menu",
    "Pasted",
    "Saved",
    "Sheet",
    "choose",
    "choose_in_lines",
    "keyed",
    "lines",
    "no_answers",
    "press",
]
