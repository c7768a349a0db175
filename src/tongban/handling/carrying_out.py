"""办理一条指令 — load, decide, append; the one path every command takes.

A retry of the same command is harmless: it is answered with what it did the first time. A command
that met another one is decided again on what that one left.
"""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from typing import TypeVar

from tongban.catalogue.law import SignalBook, load_signals
from tongban.handling import projection
from tongban.handling.codec import Codec, command_digest
from tongban.handling.messages import TOLD, Scene, messages
from tongban.handling.ports import Answered, Conflict, History, Ports, SealedValue, Write
from tongban.handling.task_rows import TaskRow
from tongban.handling.wanted import jobs
from tongban.kernel import Case, Command, Event, Item, decide_and_evolve, replay
from tongban.kernel.calendar import Calendar
from tongban.kernel.case.commands import Receive
from tongban.kernel.case.transfer import as_held
from tongban.kernel.clock import Threshold
from tongban.kernel.refusals import CaseNotFound, CommandIdReused, Refusal

# Every loss means that another command was stored meanwhile; only a flood on one case can use them up.
_ATTEMPTS = 300

_Kept = TypeVar("_Kept")


class Busy(Refusal):
    """同一办件正被频繁操作。"""

    zh = "办件 {case_id} 正被多人同时操作，未能写入。"
    en = "Case {case_id} is being acted on by several people at once; nothing was stored."
    remedy_zh = "请稍候重试；您的内容没有丢失。"
    remedy_en = "Try again in a moment; nothing you entered is lost."


@dataclass(frozen=True, slots=True)
class Standing:
    """办件现状 — a case as loaded: its fold, the digest of its last record, its rules as held now."""

    case: Case
    head: bytes
    item: Item
    calendar: Calendar
    thresholds: tuple[Threshold, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """办理结果 — the case afterwards and the events of this command (again, where it was a retry)."""

    case: Case
    events: tuple[Event, ...]
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class _Derived:
    """Tasks, and what they were derived from."""

    case: Case
    item: Item
    calendar: Calendar
    tasks: Mapping[str, TaskRow]


class Handler:
    """经办 — carries out commands over a set of ports.

    Keeps the folds of recently touched cases. A command is first decided on the fold as remembered:
    the store takes it only if its version still stands, and nobody is refused, or told that there is
    nothing to do, before the case has been read. So several processes never disagree about what is true.
    """

    def __init__(
        self,
        ports: Ports,
        codec: Codec | None = None,
        remember: int = 4096,
        signals: SignalBook | None = None,
    ) -> None:
        """Take the ports, the codec of this deployment, how many folds to keep, and when signals turn."""
        self.ports = ports
        self.codec = codec or Codec()
        self.signals = signals or load_signals()
        self._remember = remember
        self._folds: OrderedDict[str, tuple[Case, bytes]] = OrderedDict()
        self._derived: OrderedDict[str, _Derived] = OrderedDict()
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
        return self._standing(case, head, item, case.division)

    def _standing(self, case: Case, head: bytes, item: Item, division: str) -> Standing:
        calendar = self.ports.calendars.of(division)
        return Standing(case, head, as_held(item, case), calendar, self.thresholds_of(calendar))

    def thresholds_of(self, calendar: Calendar) -> tuple[Threshold, ...]:
        """When signals turn in the region of a calendar."""
        return self.signals.of(calendar.region)

    def _keep(self, case: Case, head: bytes) -> None:
        self._put(self._folds, case.id, (case, head))

    def _put(self, kept: OrderedDict[str, _Kept], case_id: str, what: _Kept) -> None:
        with self._lock:
            kept[case_id] = what
            kept.move_to_end(case_id)
            while len(kept) > self._remember:
                kept.popitem(last=False)

    def _tasks(self, case: Case, item: Item, calendar: Calendar) -> Mapping[str, TaskRow]:
        """The tasks of a case; those after one command are those before the next, and derived once."""
        with self._lock:
            known = self._derived.get(case.id)
        if known is not None and known.case is case and known.item is item and known.calendar is calendar:
            return known.tasks
        tasks = projection.tasks(case, item, calendar)
        self._put(self._derived, case.id, _Derived(case, item, calendar, tasks))
        return tasks

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
        unread = self._remembered(command, item)
        for _ in range(_ATTEMPTS):
            standing = unread or self._standing_for(command, item)
            is_read, unread = unread is None, None
            try:
                events, after = decide_and_evolve(standing.case, command, standing.item, standing.calendar)
            except Refusal:
                if not is_read:
                    continue
                # A retry meets the case its first try has already changed.
                repeated = self._repeated(command, asked)
                if repeated is None:
                    raise
                return repeated
            if not events:
                if not is_read:
                    continue
                return self._repeated(command, asked) or Answer(standing.case, ())
            write = self.write_of(standing, command, events, after, values, asked)
            try:
                self.ports.store.commit([write])
            except Conflict:
                # The fold stays: it is still true as far as it goes, and reading on from it keeps
                # whoever lost once from losing again to a faster reader.
                repeated = self._repeated(command, asked)
                if repeated is not None:
                    return repeated
                continue
            self._keep(after, write.records[-1].digest)
            return Answer(after, events)
        raise Busy(case_id=command.case_id)

    def write_of(
        self,
        standing: Standing,
        command: Command,
        events: tuple[Event, ...],
        after: Case,
        values: tuple[SealedValue, ...] = (),
        asked: bytes = b"",
    ) -> Write:
        """What these events change in the store, given the case after them."""
        before, item, calendar = standing.case, standing.item, standing.calendar
        summary = projection.summary(after, calendar)
        tasks = projection.changed_tasks(
            self._tasks(before, item, calendar), self._tasks(after, item, calendar)
        )
        return Write(
            case_id=command.case_id,
            version=before.version,
            command_id=command.id,
            command_digest=asked or command_digest(command),
            at=command.at,
            records=self.codec.write(events, standing.head),
            summary=summary,
            tasks=tasks,
            clocks=projection.changed_clocks(before, after, calendar, standing.thresholds),
            jobs=jobs(events),
            values=values,
            messages=messages(TOLD, events, Scene(after, item, summary, tasks, calendar)),
        )

    def forget(self, case_id: str) -> None:
        """Drop the remembered fold of a case."""
        with self._lock:
            self._folds.pop(case_id, None)
            self._derived.pop(case_id, None)

    def _remembered(self, command: Command, item: Item | None) -> Standing | None:
        """The case as this process last saw it, or as it is where it has yet to be received."""
        with self._lock:
            known = self._folds.get(command.case_id)
        if known is not None:
            return self._with_rules(*known)
        return self._unreceived(command, item)

    def _unreceived(self, command: Command, item: Item | None) -> Standing | None:
        if item is None or not isinstance(command.body, Receive):
            return None
        return self._standing(Case(), b"", item, command.body.division)

    def _standing_for(self, command: Command, item: Item | None) -> Standing:
        standing = self._load(command.case_id) or self._unreceived(command, item)
        if standing is None:
            raise CaseNotFound(case_id=command.case_id)
        return standing

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
