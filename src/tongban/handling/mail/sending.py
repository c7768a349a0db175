"""寄信 — the letters of messages, outside the command's transaction: at least once, and then no more.

A letter is taken in hand for a while before it is sent; whoever is killed between sending and writing that
down leaves it owed, and it is sent again under the same id, by which a mail server or reader knows it. What
is not taken is tried again ever later, and given up with the reason shown.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from tongban.handling import mandates
from tongban.handling.carrying_out import Handler
from tongban.handling.life_event.carrying_out import LifeEventHandler
from tongban.handling.mail.ports import Addresses, Kept, Letter, Messages, Messenger, Undeliverable
from tongban.handling.mandate_ports import Power
from tongban.handling.messages import Audience, Message, say, title_of
from tongban.handling.project.carrying_out import ProjectHandler
from tongban.kernel.words import Bilingual

logger = logging.getLogger("tongban.mail")

#: For so long nobody else sends what was taken in hand; longer than a mail server may take to answer.
IN_HAND = timedelta(minutes=10)
#: The last try is most of a day after the first.
MOST_TRIES = 10
_FIRST_WAIT = timedelta(minutes=2)

_ENDING = Bilingual(
    "本邮件只是提醒，不代替文书，也不是送达。不想再收，请登录后在“消息”里取消邮箱。",
    "This e-mail is a reminder: it replaces no document and proves no service. To stop it, sign in and "
    "remove the address under “Messages”.",
)


@dataclass(frozen=True, slots=True)
class Dispatch:
    """收发室 — what letters are written from and carried by; without a messenger nothing is sent."""

    handler: Handler
    messages: Messages
    addresses: Addresses
    messenger: Messenger | None
    public_url: str
    life_events: LifeEventHandler | None = None
    projects: ProjectHandler | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """一轮寄信 — how many went, how many could not go now, how many need none."""

    sent: int = 0
    failed: int = 0
    in_app: int = 0

    def __bool__(self) -> bool:
        """Whether there was anything to do."""
        return bool(self.sent or self.failed or self.in_app)


def send(dispatch: Dispatch, limit: int = 100) -> Sent:
    """Send the letters that are due, one after another; call again until nothing is."""
    sent = failed = in_app = 0
    wants: dict[str, str] = {}
    for kept in dispatch.messages.owed(dispatch.handler.ports.clock.now(), limit):
        recipient = kept.message.recipient
        if recipient not in wants:
            wants[recipient] = dispatch.addresses.of(recipient) if dispatch.messenger else ""
        if not wants[recipient] or not _may_be_told(dispatch, kept.message):
            dispatch.messages.not_sent(kept.message, "", None)
            in_app += 1
        elif dispatch.messages.claim(kept, dispatch.handler.ports.clock.now() + IN_HAND):
            if _send(dispatch, kept, wants[recipient]):
                sent += 1
            else:
                failed += 1
    return Sent(sent, failed, in_app)


def _may_be_told(dispatch: Dispatch, message: Message) -> bool:
    """Whether an agent's mandate includes being told today; everybody else is told."""
    if message.audience != Audience.AGENT:
        return True
    ports = dispatch.handler.ports
    summary = ports.store.summary(message.case_id)
    if summary is not None:
        division = summary.division
    else:
        row = dispatch.life_events.store.row(message.case_id) if dispatch.life_events else None
        if row is None:
            return False
        division = row.division
    today = ports.calendars.of(division).day_of(ports.clock.now())
    return mandates.covers(ports.mandates.of_case(message.case_id), Power.MESSAGES, today)


def _send(dispatch: Dispatch, kept: Kept, to: str) -> bool:
    messenger, message, clock = dispatch.messenger, kept.message, dispatch.handler.ports.clock
    assert messenger is not None  # without one nobody has an address
    tries = kept.tries + 1
    try:
        messenger.send(letter_of(dispatch, message, to))
    except Undeliverable as refused:
        dispatch.messages.not_sent(message, str(refused), None)
        return False
    except Exception as trouble:
        # The name of the fault only: its text may hold an address. One letter keeps back no other.
        logger.error("the letter of %s/%d failed: %s", message.case_id, message.seq, type(trouble).__name__)
        given_up = tries >= MOST_TRIES
        again_at = None if given_up else clock.now() + wait_after(tries)
        dispatch.messages.not_sent(message, type(trouble).__name__, again_at)
        return False
    dispatch.messages.sent(message, clock.now())
    return True


def wait_after(tries: int) -> timedelta:
    """How long until the next try.

    >>> [str(wait_after(tries)) for tries in (1, 2, 5, 9)]
    ['0:02:00', '0:04:00', '0:32:00', '8:32:00']
    """
    return _FIRST_WAIT * int(2 ** (tries - 1))


def letter_of(dispatch: Dispatch, message: Message, to: str) -> Letter:
    """The letter of a message, in both languages; it names the case and nobody.

    Raises:
        Told: the case's item is not known here.
    """
    about = _about(dispatch, message.case_id)
    text = "\n\n— — —\n\n".join(_said(message, about, language) for language in ("zh", "en"))
    return Letter(
        id=letter_id(message, dispatch.public_url),
        recipient=message.recipient,
        to=to,
        subject=f"{title_of(message.code).zh} · {about.name.zh} · {about.number}",
        text=text,
        at=message.at,
    )


def letter_id(message: Message, public_url: str) -> str:
    """The id of a letter: of this message, whoever sends it and however often."""
    audience = message.audience.replace(":", ".")
    host = urlsplit(public_url).hostname or "localhost"
    return f"{message.case_id}.{message.seq}.{audience}.{message.code}@{host}"


@dataclass(frozen=True, slots=True)
class _About:
    """What a letter is about: a case, a life event, or a project."""

    name: Bilingual
    number: str
    url: str
    steps: Mapping[str, Bilingual]


def _about(dispatch: Dispatch, case_id: str) -> _About:
    ports, life_events = dispatch.handler.ports, dispatch.life_events
    summary = ports.store.summary(case_id)
    if summary is not None:
        item = ports.catalogue.version(summary.item, summary.item_version, summary.item_digest)
        steps = {step.id: step.name for step in item.steps}
        return _About(item.name, summary.receipt_number, f"{dispatch.public_url}/track/{case_id}/", steps)
    if dispatch.projects is not None and (row := dispatch.projects.store.row(case_id)) is not None:
        blueprint = dispatch.projects.standing(case_id).blueprint
        return _About(blueprint.procedure.name, row.number, f"{dispatch.public_url}/projects/{case_id}/", {})
    assert life_events is not None  # a message refers to an event of a case, a life event or a project
    standing = life_events.standing(case_id)
    url = f"{dispatch.public_url}/whole/{case_id}/"
    return _About(standing.sheet.life_event.name, standing.life_event.number, url, {})


def _said(message: Message, about: _About, language: str) -> str:
    lines = (
        title_of(message.code).say(language),
        say(message.code, message.parameters, about.steps).say(language),
        Bilingual("{item}，收件编号 {number}", "{item}, receipt {number}")
        .fill(item=about.name, number=about.number)
        .say(language),
        about.url,
        _ENDING.say(language),
    )
    return "\n\n".join(lines)
