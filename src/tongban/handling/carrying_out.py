"""办理一条指令 — load, decide, append; the one path every command takes.

A retry of the same command is harmless: it is answered with what it did the first time. A command
that met another one is decided again on what that one left.
"""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from tongban.handling import projection
from tongban.handling.codec import Codec, command_digest
from tongban.handling.ports import Answered, Conflict, History, Ports, SealedValue, Write
from tongban.kernel import Case, Command, Event, Item, Status, decide, evolve, replay
from tongban.kernel.calendar import Calendar
from tongban.kernel.case.commands import Receive
from tongban.kernel.refusals import CaseNotFound, CommandIdReused, Refusal

# Every loss means that another command was stored meanwhile; only a flood on one case can use them up.
_ATTEMPTS = 300


class Busy(Refusal):
    """同一办件正被频繁操作。"""

    zh = "办件 {case_id} 正被多人同时操作，未能写入。"
    en = "Case {case_id} is being acted on by several people at once; nothing was stored."
    remedy_zh = "请稍候重试；您的内容没有丢失。"
    remedy_en = "Try again in a moment; nothing you entered is lost."


@dataclass(frozen=True, slots=True)
class Standing:
    """办件现状 — a case as loaded: its fold, the digest of its last record, its rules."""

    case: Case
    head: bytes
    item: Item
    calendar: Calendar


@dataclass(frozen=True, slots=True)
class Answer:
    """办理结果 — the case afterwards and the events of this command (again, where it was a retry)."""

    case: Case
    events: tuple[Event, ...]
    repeated: bool = False


class Handler:
    """经办 — carries out commands over a set of ports.

    Keeps the folds of recently touched cases; each is checked against the store's version on every
    use, so that several processes never disagree about what is true.
    """

    def __init__(self, ports: Ports, codec: Codec | None = None, remember: int = 4096) -> None:
        """Take the ports, the codec of this deployment, and how many folds to keep."""
        self.ports = ports
        self.codec = codec or Codec()
        self._remember = remember
        self._folds: OrderedDict[str, tuple[Case, bytes]] = OrderedDict()
        self._lock = Lock()

    # --- reading

    def standing(self, case_id: str) -> Standing:
        """The case as it stands.

        Raises:
            CaseNotFound: there is none with this id.
        """
        standing = self._load(case_id)
        if standing is None:
            raise CaseNotFound(case_id=case_id)
        return standing

    def history(self, case_id: str) -> tuple[Event, ...]:
        """All events of a case, oldest first."""
        history = self.ports.store.load(case_id)
        if history is None:
            raise CaseNotFound(case_id=case_id)
        return tuple(self.codec.read(record) for record in history.records)

    def standing_of(self, history: History) -> Standing:
        """The case of a whole history, with its rules."""
        case = replay(self.codec.read(record) for record in history.records)
        return self._with_rules(case, history.head)

    def _load(self, case_id: str) -> Standing | None:
        with self._lock:
            known = self._folds.get(case_id)
        case, head = known or (Case(), b"")
        history = self.ports.store.load(case_id, after=case.version)
        if history is None:
            return None
        if history.records:
            case, head = replay(map(self.codec.read, history.records), case), history.head
            self._keep(case, head)
        return self._with_rules(case, head)

    def _with_rules(self, case: Case, head: bytes) -> Standing:
        item = self.ports.catalogue.version(case.item, case.item_version, case.item_digest)
        return Standing(case, head, item, self.ports.calendars.of(case.division))

    def _keep(self, case: Case, head: bytes) -> None:
        with self._lock:
            self._folds[case.id] = (case, head)
            self._folds.move_to_end(case.id)
            while len(self._folds) > self._remember:
                self._folds.popitem(last=False)

    # --- acting

    def carry_out(
        self,
        command: Command,
        values: tuple[SealedValue, ...] = (),
        item: Item | None = None,
        asked: bytes = b"",
    ) -> Answer:
        """Decide the command and store what happened, in one transaction.

        Args:
            command: what is asked.
            values: personal values the command refers to; stored with it or not at all.
            item: the version under which a new case is received; needed with `Receive` only.
            asked: digest of what the client sent, where that is less than the command (a number was
                leased, a value sealed: a retry would do both anew).

        Raises:
            Refusal: the rules say no; nothing was stored.
        """
        for _ in range(_ATTEMPTS):
            standing = self._standing_for(command, item)
            try:
                events = decide(standing.case, command, standing.item, standing.calendar)
            except Refusal:
                # A retry meets the case its first try has already changed.
                repeated = self._repeated(command, asked)
                if repeated is None:
                    raise
                return repeated
            if not events:
                return self._repeated(command, asked) or Answer(standing.case, ())
            write, case = self.write_of(standing, command, events, values, asked)
            try:
                self.ports.store.commit([write])
            except Conflict:
                # The fold stays: it is still true as far as it goes, and reading on from it keeps
                # whoever lost once from losing again to a faster reader.
                repeated = self._repeated(command, asked)
                if repeated is not None:
                    return repeated
                continue
            self._keep(case, write.records[-1].digest)
            return Answer(case, events)
        raise Busy(case_id=command.case_id)

    def write_of(
        self,
        standing: Standing,
        command: Command,
        events: tuple[Event, ...],
        values: tuple[SealedValue, ...] = (),
        asked: bytes = b"",
    ) -> tuple[Write, Case]:
        """What these events change in the store, and the case after them."""
        before, item, calendar = standing.case, standing.item, standing.calendar
        after = before
        for event in events:
            after = evolve(after, event)
        was_tasks, was_clocks = {}, {}
        if before.status is not Status.DRAFT:
            was_tasks = projection.tasks(before, item, calendar)
            was_clocks = projection.clocks(before, calendar)
        write = Write(
            case_id=command.case_id,
            version=before.version,
            command_id=command.id,
            command_digest=asked or command_digest(command),
            at=command.at,
            records=self.codec.write(events, standing.head),
            summary=projection.summary(after, calendar),
            tasks=projection.changed_tasks(was_tasks, projection.tasks(after, item, calendar)),
            clocks=projection.changed_clocks(was_clocks, projection.clocks(after, calendar)),
            jobs=projection.jobs(events),
            values=values,
        )
        return write, after

    def forget(self, case_id: str) -> None:
        """Drop the remembered fold of a case."""
        with self._lock:
            self._folds.pop(case_id, None)

    def _standing_for(self, command: Command, item: Item | None) -> Standing:
        standing = self._load(command.case_id)
        if standing is not None:
            return standing
        if item is None or not isinstance(command.body, Receive):
            raise CaseNotFound(case_id=command.case_id)
        return Standing(Case(), b"", item, self.ports.calendars.of(command.body.division))

    def repeated(self, case_id: str, command_id: str, asked: bytes) -> Answer | None:
        """What a command with this id was answered before, or None if there was none.

        Raises:
            CommandIdReused: there was one, and it asked for something else.
        """
        answered: Answered | None = self.ports.store.answered(case_id, command_id)
        if answered is None:
            return None
        if answered.digest != asked:
            raise CommandIdReused(command_id=command_id)
        events = self.history(case_id)
        return Answer(replay(events), events[answered.first_seq - 1 : answered.last_seq], repeated=True)

    def _repeated(self, command: Command, asked: bytes) -> Answer | None:
        return self.repeated(command.case_id, command.id, asked or command_digest(command))
