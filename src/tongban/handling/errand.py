"""差事 — one act a person wants done, before it becomes a command.

Between the form and the kernel there is work that must be done once however often the form is sent:
sealing personal values and leasing numbers. An errand remembers by its command id whether it was
done, gathers the values, and hands everything over in one piece.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tongban.catalogue.authorities import WordedDocument
from tongban.handling.carrying_out import Answer, Handler, Standing
from tongban.handling.codec import asked_digest
from tongban.handling.numbering import document_number
from tongban.handling.ports import Ports, SealedValue
from tongban.handling.texts import check_id, check_texts
from tongban.handling.uploads import Upload
from tongban.kernel import Body, Command, Item
from tongban.kernel.case.commands import Reference


@dataclass(frozen=True, slots=True)
class Actor:
    """行为人 — who acts, at which post; an applicant has none."""

    id: str
    post: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """请求 — what every act comes with: the case, the client's id for it, who, and when if late."""

    case_id: str
    command_id: str
    actor: Actor
    occurred_at: datetime | None = None


class Gathering:
    """收集 — the personal values and files of one ask, sealed for what they belong to."""

    def __init__(self, ports: Ports, ask: Ask, *content: Any, **texts: Any) -> None:
        """Take the ask and its raw content, by which a retry is known.

        `texts` are what somebody typed, by name: they are checked first of all.

        Raises:
            BadInput: an id or a text that cannot be used; nothing was looked at or kept.
        """
        check_id("case_id", ask.case_id)
        check_id("command_id", ask.command_id)
        check_id("actor", ask.actor.id)
        check_texts({"post": ask.actor.post, **texts})
        self.ports = ports
        self.ask = ask
        self.at = ports.clock.now()
        self._asked = asked_digest(
            ask.case_id, ask.actor.id, ask.actor.post, ask.occurred_at, [*content, *texts.values()]
        )
        self._values: list[SealedValue] = []

    @property
    def digest(self) -> bytes:
        """By what the ask is known once it was carried out (`Answered.digest`)."""
        return self._asked

    @property
    def values(self) -> tuple[SealedValue, ...]:
        """What was sealed so far, to be stored with the command."""
        return tuple(self._values)

    def day(self, division: str) -> date:
        """The legal date the act happened on."""
        calendar = self.ports.calendars.of(division)
        return calendar.day_of(self.ask.occurred_at or self.at)

    def seal(self, subject: str, purpose: str, text: str) -> Reference:
        """Keep a personal value with this command and name it."""
        reference, value = self.ports.personal.seal(self.ask.case_id, subject, purpose, text)
        self._values.append(value)
        return reference

    def seal_text(self, subject: str, purpose: str, text: str) -> Reference | None:
        """Keep a free text; none for a blank one."""
        return self.seal(subject, purpose, text.strip()) if text.strip() else None

    def keep_file(self, subject: str, upload: Upload) -> Reference:
        """Keep a file outside the database: what it is as one personal value, its key as another."""
        blob, key = self.ports.ids.new(), upload.new_key()
        self.ports.blobs.put(blob, key, upload.content)
        described = {
            "blob": blob,
            "key_in": self.seal(subject, "file_key", key.hex()).ref,
            "name": upload.name,
            "type": upload.type,
            "size": len(upload.content),
            "sha256": upload.digest,
        }
        return self.seal(subject, "file", json.dumps(described, ensure_ascii=False, sort_keys=True))


class Errand(Gathering):
    """差事 — does one ask on a case, once."""

    def __init__(self, handler: Handler, ask: Ask, *content: Any, **texts: Any) -> None:
        """Take the ask and its raw content; errors as of what it gathers."""
        super().__init__(handler.ports, ask, *content, **texts)
        self.handler = handler
        self._standing: Standing | None = None

    def run(self, body: Callable[["Errand"], Body], item: Item | None = None) -> Answer:
        """Make the command and carry it out, or answer as before if it was done already.

        Args:
            body: makes what is asked; called only if it was not done before.
            item: the version in force, for a first receipt.
        """
        done = self.handler.repeated(self.ask.case_id, self.ask.command_id, self._asked)
        if done is not None:
            return done
        command = Command(
            self.ask.command_id,
            self.ask.case_id,
            self.at,
            self.ask.actor.id,
            self.ask.actor.post,
            body(self),
            self.ask.occurred_at,
        )
        return self.handler.carry_out(command, self.values, item, self._asked)

    # --- what bodies are made of

    @property
    def standing(self) -> Standing:
        """The case as the body is made from it, read once; the decision reads it again where it moved on.

        Raises:
            CaseNotFound: there is none with this id.
        """
        if self._standing is None:
            self._standing = self.handler.standing(self.ask.case_id)
        return self._standing

    def seal_about_applicant(self, purpose: str, text: str) -> Reference | None:
        """Keep what somebody writes about the applicant, reasons above all: it is the applicant's own
        personal data, whoever wrote it."""
        return self.seal_text(self.standing.case.applicant, purpose, text)

    def document_number(self, document: WordedDocument) -> str:
        """The next number of such papers, of the lead department and the year the act happened in.

        Raises:
            DocumentWordMissing: the department has no word for them.
        """
        on = self.day(self.standing.case.division)
        return document_number(self.ports, self.standing.item, document, on)
