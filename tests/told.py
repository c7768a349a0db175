"""Who is told what along a played case: its events command by command, as the handler goes through them."""

from itertools import groupby

from cast import Table
from tongban.handling import projection
from tongban.handling.messages import TOLD, Message, Scene, messages, say
from tongban.kernel import Case, replay


def told(table: Table) -> list[Message]:
    """All messages of the case, in the order of its events."""
    said: list[Message] = []
    case = Case()
    for _, group in groupby(table.events, key=lambda event: event.command_id):
        events = tuple(group)
        before, case = case, replay(events, case)
        tasks = projection.changed_tasks(
            *(projection.tasks(seen, table.item, table.calendar) for seen in (before, case))
        )
        summary = projection.summary(case, table.calendar)
        scene = Scene(case, table.item, summary, tasks, table.calendar)
        said += messages(TOLD, events, scene)
    return said


def to(said: list[Message], audience: str) -> list[str]:
    """The codes somebody was told."""
    return [message.code for message in said if message.audience == audience]


def sentences(table: Table, message: Message) -> tuple[str, str]:
    """The message in both languages."""
    text = say(message.code, message.parameters, {step.id: step.name for step in table.item.steps})
    return text.zh, text.en
