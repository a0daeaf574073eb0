"""A small screen on stderr, redrawn in place, that takes keys."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from careerfit_cli.prompts.screen import STYLE, Line
from careerfit_cli.prompts.sequences import PASTE, Sequences

if TYPE_CHECKING:
    from prompt_toolkit.application import Application
    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.key_binding import KeyPressEvent

INTERRUPT = "<sigint>"
BOUND = (
    *("c-c", "c-d", "c-h", "c-m", "c-j", "left", "right", "up", "down", "home", "end"),
    *("escape", INTERRUPT, PASTE, "<any>"),
)
"""Every key; special keys of the prompt library are bound by name."""

_ENDING = ("SIGTERM", "SIGHUP")
CAN_STOP = hasattr(signal, "SIGTSTP")
"""Whether processes can be stopped and continued: false on Windows."""


@dataclass(kw_only=True)
class KeyScreen:
    """A screen that is shown until it is `over`."""

    over: bool = False
    sequences: Sequences = field(default_factory=Sequences)

    def lines(self, columns: int, rows: int, encoding: str) -> list[Line]:
        """The lines on a terminal of a size and encoding."""
        raise NotImplementedError

    def press(self, key: str) -> None:
        """Handle a key that a person pressed, by the prompt library's name."""
        raise NotImplementedError

    def paste(self, text: str) -> None:
        """Handle pasted text."""
        raise NotImplementedError

    @property
    def takes_text(self) -> bool:
        """Whether letters are text, not commands."""
        return False

    def show(self, *, color: bool) -> None:
        """Show the screen until it is over.

        Ctrl-C raises KeyboardInterrupt; Ctrl-D or a closed terminal ends it. A signal
        that ends or stops the process first restores the terminal. Only `color` decides
        about colors, not the environment.
        """
        received: list[int] = []
        screen = self._application(color=color)

        def end(number: int) -> None:
            received.append(number)
            # A terminal that closes sends a second signal.
            if screen.is_running and not screen.is_done:
                screen.exit()

        def handle_signals() -> None:
            loop = asyncio.get_running_loop()
            # Windows has no such handlers, and only the main thread can set them.
            with suppress(NotImplementedError, RuntimeError, ValueError):
                for name in _ENDING:
                    if number := getattr(signal, name, None):
                        loop.add_signal_handler(number, end, number)
                if CAN_STOP:
                    loop.add_signal_handler(signal.SIGTSTP, _stop)

        with suppress(EOFError):
            screen.run(pre_run=handle_signals)
            if received:
                signal.raise_signal(received[0])

    def _application(self, *, color: bool) -> Application[None]:
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
            lines = self.lines(size.columns, size.rows, output.encoding())
            drawn: StyleAndTextTuples = [
                piece for line in lines for piece in (*line, ("", "\n"))
            ]
            return drawn[:-1]

        bindings = KeyBindings()
        for key in BOUND:
            bindings.add(key)(self.pressed)
        if CAN_STOP:
            # This process and those of its pipeline.
            bindings.add("c-z")(lambda _event: os.kill(0, signal.SIGTSTP))
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

    def pressed(self, event: KeyPressEvent) -> None:
        """Handle a key of the prompt library, and leave if it was the last."""
        key = event.key_sequence[0].key
        try:
            if key.lower() == PASTE:
                self.paste(event.data)
            else:
                self.act(key, more=bool(event.key_processor.input_queue))
        # Any error would otherwise end in the library's own handler, which prints it and
        # waits for Enter.
        except (Exception, KeyboardInterrupt) as failure:  # noqa: BLE001
            event.app.exit(exception=failure)
        else:
            if self.over:
                event.app.exit()

    def act(self, key: str, *, more: bool = False) -> None:
        """Handle one key as it arrives; Esc followed by `more` begins a sequence."""
        if key.lower() in ("c-c", INTERRUPT):
            raise KeyboardInterrupt
        key = self.sequences.key(key, bursts=not self.takes_text).lower()
        if key == PASTE:
            self.paste(self.sequences.pasted)
        elif key == "c-d":
            self.over = True
        elif key and not (key == "escape" and more):
            self.press(key)


def _stop() -> None:
    """Restore the terminal, wait to be continued, and redraw the screen."""
    from prompt_toolkit.application import run_in_terminal

    run_in_terminal(lambda: os.kill(os.getpid(), signal.SIGSTOP))
