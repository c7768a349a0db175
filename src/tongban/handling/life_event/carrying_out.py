"""办理一条一件事指令 — load, decide, append; a retry is answered with what it did the first time."""

from dataclasses import dataclass
from datetime import date

from tongban.catalogue.life_event_sheet import Sheet
from tongban.handling.carrying_out import Handler
from tongban.handling.codec import OF_LIFE_EVENTS, Codec, command_digest
from tongban.handling.life_event import telling
from tongban.handling.life_event.ports import (
    LifeEventCatalogue,
    LifeEventRow,
    LifeEventStore,
    LifeEventWrite,
    MemberRow,
)
from tongban.handling.ports import Conflict, Ports, SealedValue
from tongban.kernel import Command, Event
from tongban.kernel.life_event import LifeEvent, Rules, decide_and_evolve, owed, replay
from tongban.kernel.refusals import CommandIdReused, Refusal

_ATTEMPTS = 100
#: One for each version and day of application: more than a city has in a year.
_MOST_SHEETS = 4096


class LifeEventNotFound(Refusal):
    """没有这件“一件事”申请。"""

    zh = "没有编号为 {life_event_id} 的一件事申请。"
    en = "There is no application for a life event {life_event_id}."
    remedy_zh = "请核对收件凭证上的编号或重新扫描二维码。"
    remedy_en = "Check the number on the receipt, or scan its QR code again."


class LifeEventBusy(Refusal):
    """同一件一件事正被频繁操作。"""

    zh = "一件事 {life_event_id} 正被同时操作，未能写入。"
    en = "Life event {life_event_id} is being acted on by several at once; nothing was stored."
    remedy_zh = "请稍候重试；您的内容没有丢失。"
    remedy_en = "Try again in a moment; nothing you entered is lost."


@dataclass(frozen=True, slots=True)
class WholeStanding:
    """一件事现状 — a life event as loaded: its fold, the digest of its last record, its sheet."""

    life_event: LifeEvent
    head: bytes
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class WholeAnswer:
    """办理结果 — the life event afterwards and the events of this command."""

    life_event: LifeEvent
    events: tuple[Event, ...]
    repeated: bool = False


class LifeEventHandler:
    """一件事经办 — carries out commands on life events, beside the handler of cases."""

    def __init__(self, cases: Handler, store: LifeEventStore, catalogue: LifeEventCatalogue) -> None:
        """Take the handler of cases, whose ports are used, the store, and which life events there are."""
        self.cases = cases
        self.store = store
        self.catalogue = catalogue
        self.codec = Codec(cases.codec.source, cases.codec.algorithm, vocabulary=OF_LIFE_EVENTS)
        # A published version is never edited, and every command asks for one: each is made once.
        self._sheets: dict[tuple[str, str, str, date], tuple[Sheet, Rules]] = {}

    @property
    def ports(self) -> Ports:
        """The ports of the handler of cases."""
        return self.cases.ports

    # --- reading

    def standing(self, life_event_id: str) -> WholeStanding:
        """The life event as it stands.

        Raises:
            LifeEventNotFound: there is none with this id.
        """
        history = self.store.load(life_event_id)
        if history is None:
            raise LifeEventNotFound(life_event_id=life_event_id)
        life_event = replay(self.codec.read(record) for record in history.records)
        return WholeStanding(life_event, history.head, self.sheet_of(life_event))

    def history(self, life_event_id: str) -> tuple[Event, ...]:
        """All events of a life event, oldest first."""
        history = self.store.load(life_event_id)
        return tuple(self.codec.read(record) for record in history.records) if history else ()

    def sheet_of(self, life_event: LifeEvent) -> Sheet:
        """The version that was applied for, with its members' items as they were that day."""
        return self._known(life_event)[0]

    def _known(self, life_event: LifeEvent) -> tuple[Sheet, Rules]:
        assert life_event.applied_on is not None  # a stream begins with the application
        key = (
            life_event.life_event,
            life_event.life_event_version,
            life_event.life_event_digest,
            life_event.applied_on,
        )
        if key not in self._sheets:
            if len(self._sheets) >= _MOST_SHEETS:
                self._sheets.clear()
            sheet = self.catalogue.version(*key)
            self._sheets[key] = (sheet, sheet.for_kernel())
        return self._sheets[key]

    # --- acting

    def carry_out(
        self,
        command: Command,
        values: tuple[SealedValue, ...] = (),
        sheet: Sheet | None = None,
        asked: bytes = b"",
    ) -> WholeAnswer:
        """Decide the command and store what happened, in one transaction.

        Args:
            command: what is asked.
            values: personal values the command refers to; stored with it or not at all.
            sheet: of the version in force, for a first application.
            asked: digest of what the client sent, where that is less than the command.

        Raises:
            Refusal: the rules say no; nothing was stored.
        """
        for _ in range(_ATTEMPTS):
            repeated = self.repeated(command.case_id, command.id, asked or command_digest(command))
            if repeated is not None:
                return repeated
            standing = self._standing_for(command, sheet)
            calendar = self.ports.calendars.of(_division(command, standing))
            is_new = standing.life_event.applied_on is None
            rules = standing.sheet.for_kernel() if is_new else self._known(standing.life_event)[1]
            events, after = decide_and_evolve(standing.life_event, command, rules, calendar)
            if not events:
                return WholeAnswer(standing.life_event, ())
            write = LifeEventWrite(
                life_event_id=command.case_id,
                version=standing.life_event.version,
                command_id=command.id,
                command_digest=asked or command_digest(command),
                at=command.at,
                records=self.codec.write(events, standing.head),
                row=row_of(after),
                members=changed_members(standing.life_event, after),
                values=values,
                messages=telling.messages(events, after, rules),
            )
            try:
                self.store.commit(write)
            except Conflict:
                continue
            return WholeAnswer(after, events)
        raise LifeEventBusy(life_event_id=command.case_id)

    def repeated(self, life_event_id: str, command_id: str, asked: bytes) -> WholeAnswer | None:
        """What a command with this id was answered before, or None if there was none.

        Raises:
            CommandIdReused: there was one, and it asked for something else.
        """
        answered = self.store.answered(life_event_id, command_id)
        if answered is None:
            return None
        if answered.digest != asked:
            raise CommandIdReused(command_id=command_id)
        events = self.history(life_event_id)
        return WholeAnswer(replay(events), events[answered.first_seq - 1 : answered.last_seq], repeated=True)

    def _standing_for(self, command: Command, sheet: Sheet | None) -> WholeStanding:
        try:
            return self.standing(command.case_id)
        except LifeEventNotFound:
            if sheet is None:
                raise
            return WholeStanding(LifeEvent(), b"", sheet)


def _division(command: Command, standing: WholeStanding) -> str:
    return standing.life_event.division or standing.sheet.life_event.division


# --- the rows


def row_of(life_event: LifeEvent) -> LifeEventRow:
    """The state row of a life event."""
    assert life_event.applied_on is not None  # a stream begins with the application
    assert life_event.channel is not None
    return LifeEventRow(
        life_event_id=life_event.id,
        version=life_event.version,
        status=life_event.status.value,
        life_event=life_event.life_event,
        life_event_version=life_event.life_event_version,
        life_event_digest=life_event.life_event_digest,
        division=life_event.division,
        lead=life_event.lead,
        applicant=life_event.applicant,
        channel=life_event.channel.value,
        number=life_event.number,
        applied_on=life_event.applied_on,
        completed_on=life_event.completed_on,
        owing=bool(owed(life_event)),
        project=life_event.project,
    )


def member_rows(life_event: LifeEvent) -> tuple[MemberRow, ...]:
    """The rows of all members, in their order."""
    return tuple(
        MemberRow(
            life_event_id=life_event.id,
            member=name,
            place=place,
            item=member.plan.item,
            authority=member.plan.authority,
            case_id=member.plan.case_id,
            state=member.state.value,
            delivered=member.delivered,
        )
        for place, (name, member) in enumerate(life_event.members.items())
    )


def changed_members(before: LifeEvent, after: LifeEvent) -> tuple[MemberRow, ...]:
    """The rows that a command changes."""
    known = {row.member: row for row in member_rows(before)} if before.id else {}
    return tuple(row for row in member_rows(after) if known.get(row.member) != row)
