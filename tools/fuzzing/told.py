"""What came of asking: how many were carried out, refused, bad input, and what else was raised where."""

import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tongban.kernel import Command
from tongban.kernel.refusals import BadInput, Refusal


@dataclass
class Told:
    """What came of it."""

    asked: int = 0
    carried_out: int = 0
    bad_input: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    verbs: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    #: Where it was raised → the first command that did, and how often.
    raised: dict[str, tuple[str, int]] = field(default_factory=dict)

    @contextmanager
    def asking(self, command: Command) -> Iterator[None]:
        """The command is carried out within it; what comes of that is counted, and nothing is raised."""
        self.asked += 1
        try:
            yield
        except Refusal as refusal:
            self.refused[refusal.code()] += 1
            if not (refusal.sentence.zh and refusal.remedy.en):
                self.note(command, refusal)
        except BadInput:
            self.bad_input += 1
        except Exception as error:
            self.note(command, error)
        else:
            self.carried_out += 1

    def note(self, command: Command, error: Exception) -> None:
        """Keep the first command that raised this at this place."""
        place = traceback.extract_tb(error.__traceback__)[-1]
        key = f"{type(error).__name__} {place.filename}:{place.lineno} {type(command.body).__name__}"
        shown = f"{repr(command)[:2000]}\n{''.join(traceback.format_exception(error))[-3000:]}"
        first, times = self.raised.get(key, (shown, 0))
        self.raised[key] = (first, times + 1)

    def add(self, other: "Told") -> None:
        """Another run beside this one."""
        self.asked += other.asked
        self.carried_out += other.carried_out
        self.bad_input += other.bad_input
        for mine, theirs in (
            (self.refused, other.refused),
            (self.verbs, other.verbs),
            (self.states, other.states),
        ):
            mine.update(theirs)
        for place, (shown, times) in other.raised.items():
            first, before = self.raised.get(place, (shown, 0))
            self.raised[place] = (first, before + times)
