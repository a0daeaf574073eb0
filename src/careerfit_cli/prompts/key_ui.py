"""Keyed mode: one small screen on stderr, redrawn in place, and one key per answer."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from careerfit_cli.model.profile import Question
from careerfit_cli.prompts.answer_state import Saved, Sheet, press, unsaved
from careerfit_cli.prompts.pick_list import PickList
from careerfit_cli.prompts.screen import STYLE, Foot, Line, Page
from careerfit_cli.prompts.sequences import LONGEST, PASTE, Burst, Sequences
from careerfit_cli.prompts.signals import CAN_STOP, run, stop_group

if TYPE_CHECKING:
    from prompt_toolkit.application import Application
    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.key_binding import KeyPressEvent

    from careerfit_cli.quiz.answers import Answers

INTERRUPT = "<sigint>"
BOUND = (
    *("c-c", "c-d", "c-h", "c-m", "c-j", "left", "right", "up", "down", "home", "end"),
    *("escape", INTERRUPT, PASTE, "<any>"),
)
"""Every key; special keys of the prompt library are bound by name."""


Pasted = Callable[[str], "Answers | None"]
"""Returns the answers in a text, if it is an answer string for these questions."""


def no_answers(_: str) -> None:
    """Recognize no answer strings."""


def keyed(
    questions: Sequence[Question],
    sheet: Sheet,
    saved: Saved = unsaved,
    *,
    color: bool = True,
    pasted: Pasted = no_answers,
) -> Sheet:
    """Ask on a terminal, one key per answer, and return the final sheet.

    `pasted` gives the answers in a pasted answer string. `saved` is called after every
    change. Ctrl-C raises KeyboardInterrupt; Ctrl-D or a closed terminal leaves the sheet
    unfinished, as `q` does. Only `color` decides about colors, not the environment.
    """
    mode = Keyed(questions, sheet, saved, pasted)
    with suppress(EOFError):
        run(application(mode.lines, mode.pressed, color=color))
    return mode.sheet


def application(
    lines: Callable[[int, int, str], list[Line]],
    pressed: Callable[[KeyPressEvent], None],
    *,
    color: bool,
) -> Application[None]:
    """A screen on stderr that shows `lines(columns, rows, encoding)` and handles keys."""
    # Importing this library takes longer than everything else here.
    from prompt_toolkit.application import Application
    from prompt_toolkit.key_binding import KeyBindings
    from prompt_toolkit.layout import FormattedTextControl, Layout, Window
    from prompt_toolkit.output import ColorDepth, create_output
    from prompt_toolkit.output.vt100 import Vt100_Output
    from prompt_toolkit.styles import Style

    output = create_output(stdout=sys.stderr)
    if isinstance(output, Vt100_Output):
        # The cursor's row is of no use here, and asking a terminal that does not
        # report it would put the library's warning in the middle of a question.
        output.enable_cpr = False

    def text() -> StyleAndTextTuples:
        size = output.get_size()
        screen = lines(size.columns, size.rows, output.encoding())
        drawn: StyleAndTextTuples = [
            piece for line in screen for piece in (*line, ("", "\n"))
        ]
        return drawn[:-1]

    bindings = KeyBindings()
    for key in BOUND:
        bindings.add(key)(pressed)
    if CAN_STOP:
        bindings.add("c-z")(lambda _event: stop_group())
    window = Window(
        FormattedTextControl(text), wrap_lines=True, dont_extend_height=True
    )
    return Application(
        layout=Layout(window),
        key_bindings=bindings,
        style=Style.from_dict(STYLE),
        include_default_pygments_style=False,
        color_depth=ColorDepth.DEPTH_4_BIT if color else ColorDepth.DEPTH_1_BIT,
        erase_when_done=True,
        output=output,
    )


@dataclass
class Keyed:
    """The keyed mode while it runs: the sheet, the text at the bottom, and its keys.

    `over` is True once the person has finished or left. `offered` are pasted answers
    that await confirmation.
    """

    questions: Sequence[Question]
    sheet: Sheet
    saved: Saved = unsaved
    pasted: Pasted = no_answers
    foot: Foot = "keys"
    over: bool = False
    sequences: Sequences = field(default_factory=Sequences)
    burst: Burst = field(default_factory=Burst)
    offered: Answers = ()
    open_list: PickList | None = None

    def lines(self, columns: int, rows: int, encoding: str) -> list[Line]:
        """The lines on the screen."""
        state = self.questions, self.sheet, self.foot
        return Page(*state, columns, rows, encoding, self.picks).lines()

    @property
    def picks(self) -> PickList | None:
        """The current pick list, as it is on the screen."""
        span = self.sheet.current_list
        if span is None:
            self.open_list = None
        elif self.open_list is None:
            questions = self.questions[slice(*span)]
            self.open_list = PickList.opened(
                questions, self.sheet.answers[slice(*span)]
            )
        return self.open_list

    def pressed(self, event: KeyPressEvent) -> None:
        """Handle one key, and leave if it was the last. Pasted text is never an answer."""
        key = event.key_sequence[0].key
        try:
            if key.lower() == PASTE:
                self.paste(event.data)
            else:
                self.act(key, more=bool(event.key_processor.input_queue))
        # Whatever `saved` raises would otherwise end in the library's own handler,
        # which prints it and waits for Enter.
        except (Exception, KeyboardInterrupt) as failure:  # noqa: BLE001
            event.app.exit(exception=failure)
        else:
            if self.over:
                event.app.exit()

    def paste(self, text: str) -> None:
        """Ask whether to use pasted answers; say that other text is ignored."""
        answers = self.pasted(text[:LONGEST])
        self.offered = answers or ()
        self.foot = "paste" if answers else "ignored"

    def act(self, key: str, *, more: bool = False) -> None:
        """Handle one key; Esc followed by `more` begins a sequence."""
        if key.lower() in ("c-c", INTERRUPT):
            raise KeyboardInterrupt
        key = self.sequences.key(key).lower()
        if not key or (key == "escape" and more):
            return
        if key == PASTE:
            self.paste(self.sequences.pasted)
            return
        if self.picks is None and self.burst.holds(key):
            self.paste(self.burst.text)
            return
        if self.foot == "ignored":
            self.foot = "keys"
        if key == "c-d" or (key == "y" and self.foot == "quit"):
            self.over = True
        elif self.foot == "paste":
            self.take_pasted(key)
        elif self.foot == "quit":
            self.foot = "keys" if key in ("n", "escape") else "quit"
        elif self.picks is not None:
            self.pick(self.picks, key)
        elif key == "q":
            self.foot = "quit"
        elif key == "?":
            self.foot = "keys" if self.foot == "help" else "help"
        else:
            self.answer(key)

    def answer(self, key: str) -> None:
        """Apply a key to the sheet; close help, and explain a wrong key."""
        before = self.sheet
        self.take(press(before, key))
        idle = self.sheet == before and not self.over and key != "escape"
        self.foot = "wrong" if idle else "keys"

    def take_pasted(self, key: str) -> None:
        """Use the pasted answers, if the person says yes."""
        if key == "y":
            self.open_list = None
            self.take(self.sheet.filled(self.offered))
        if key in ("y", "n", "escape"):
            self.foot = "keys"

    def pick(self, picks: PickList, key: str) -> None:
        """Handle one key while the list is on the screen."""
        if key in ("c-m", "c-j", "right"):
            marks = picks.marks
            self.open_list = None
            self.take(self.sheet.mark_list(marks))
        elif key == "left":
            marks = picks.marks
            self.open_list = None
            at = self.sheet.at
            self.take(self.sheet.mark_list(marks).go(at).back())
        else:
            self.open_list = picks.press(key)

    def take(self, sheet: Sheet) -> None:
        """Save a changed sheet; a finished one ends the mode."""
        if sheet != self.sheet:
            self.sheet = sheet
            self.saved(sheet)
        self.over = sheet.finished
