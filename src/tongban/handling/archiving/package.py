"""归档内容 — the records as stored, the documents with their seals, the materials, the words, an index.

依据 Basis: 国务院关于在线政务服务的若干规定§12 (filed electronically, in time; as good as paper). Of personal
data there is what evidence and inspection need: what was applied for, handed in, said and decided, and the
names of those who did it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any

from tongban.catalogue.law.retention import FileOutcome, retention_on
from tongban.handling import mandates, projection
from tongban.handling.archiving.bag import bagged
from tongban.handling.archiving.index import Listed, index
from tongban.handling.carrying_out import Handler, Standing
from tongban.handling.codec import canonical, plain
from tongban.handling.kept_files import FileLost, described, kept_file, text_in
from tongban.handling.ports import History, Ports
from tongban.kernel import Case, Event, Item, Status, replay
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.case.commands import Outcome, Reference
from tongban.kernel.refusals import CaseNotFound, Refusal
from tongban.kernel.words import Bilingual

FORMAT = "tongban-archive-1"
_PAGE = 500
_FINAL = [status.value for status in Status if status.is_final]
_NOT_ENDED = Bilingual("还没有办结", "it has not ended")
_HANDING_OVER = Bilingual("监管移交还没有签收", "a hand-over is not acknowledged")
_MONEY = Bilingual("有一笔退付还没有退到", "a refund has not gone back yet")
_TO_DO = Bilingual("还有岗位没有办完的事", "a post still has something to do about it")
_FOUGHT = Bilingual("复议、诉讼还没有结果", "a challenge has not ended")


class NotReadyForTheArchive(Refusal):
    """本件还不能归档。"""

    zh = "办件 {number} 还不能归档：{why}。"
    en = "Case {number} cannot be archived yet: {why}."
    basis = "国务院关于在线政务服务的若干规定§12"
    remedy_zh = "请先办完该事，再归档。"
    remedy_en = "Have that done first, then archive the case."


@dataclass(frozen=True, slots=True)
class Packed:
    """归档包 — its name, its bytes, of which case, and the files that were not to be found any more."""

    case_id: str
    name: str
    content: bytes
    lost: tuple[str, ...] = ()


def packed_before(handler: Handler, day: date) -> Iterator[Packed | NotReadyForTheArchive]:
    """Every case that has ended and on whose record nothing has come since before that day."""
    after = ""
    while case_ids := handler.ports.store.case_ids(after, _PAGE):
        rows = handler.ports.store.case_rows(case_ids)
        ended = [i for i in case_ids if i in rows and rows[i].summary.status in _FINAL]
        for case_id in ended:
            try:
                packed = pack(handler, case_id, before=day)
            except NotReadyForTheArchive as refusal:
                yield refusal
                continue
            if packed is not None:
                yield packed
        after = case_ids[-1]


def pack(handler: Handler, case_id: str, *, before: date | None = None) -> Packed | None:
    """The package of a case; None where something came on its record on that day or after.

    Raises:
        CaseNotFound: there is none with this id.
        NotReadyForTheArchive: it has not ended, or something about it has not.
    """
    history = handler.ports.store.load(case_id)
    if history is None:
        raise CaseNotFound(case_id=case_id)
    events = tuple(handler.codec.read(record) for record in history.records)
    if before is not None and max(event.on for event in events) >= before:
        return None
    case = replay(events)
    standing = handler.standing_of(history)
    _check_ended(standing)
    item = standing.item
    packer = _Packer(handler.ports, case, item, history, events)
    content = packer.packed()
    return Packed(case_id, f"{case.receipt_number}.zip", content, tuple(packer.lost))


def _check_ended(standing: Standing) -> None:
    case, why = standing.case, None
    if not case.status.is_final:
        why = _NOT_ENDED
    elif not all(handed.is_settled for handed in case.hand_overs.values()):
        why = _HANDING_OVER
    elif any(challenge.is_open for challenge in case.challenges.values()):
        why = _FOUGHT
    elif any(refund.refunded_on is None for refund in case.fee.refunds):
        why = _MONEY
    elif projection.tasks(case, standing.item, standing.calendar):
        why = _TO_DO  # a commitment to check, a paper to serve, an original to give back
    if why is not None:
        raise NotReadyForTheArchive(number=case.receipt_number, why=why)


def particulars_of(case: Case, events: tuple[Event, ...]) -> dict[str, Any]:
    """What a package says of its case that its records say as well."""
    return {
        "case": case.id,
        "receipt": case.receipt_number,
        "item": {"id": case.item, "version": case.item_version, "digest": case.item_digest},
        "status": case.status.value,
        "outcome": case.outcome.value if case.outcome else "",
        "outcome_number": case.outcome_number,
        "received_on": str(case.received_on or ""),
        "closed_on": str(max(event.on for event in events)),
        "records": len(events),
    }


class _Packer:
    """Gathers what goes into one package, by its path."""

    def __init__(
        self, ports: Ports, case: Case, item: Item, history: History, events: tuple[Event, ...]
    ) -> None:
        self.ports, self.case, self.item = ports, case, item
        self.history, self.events = history, events
        self.files: dict[str, bytes] = {}
        self.listed: list[Listed] = []
        self.erased: list[str] = []
        self.lost: dict[str, str] = {}

    def packed(self) -> bytes:
        self._records()
        self._values()
        people, closed_on = self._people(), max(event.on for event in self.events)
        rule = retention_on(_outcome(self.case), closed_on)
        told = {
            "format": FORMAT,
            **particulars_of(self.case, self.events),
            "name": plain(self.item.name),
            "authority": {"id": self.case.authority, "name": plain(self.item.name_of(self.case.authority))},
            "head": self.history.head.hex(),
            "retention": {"class": rule.kept.value, "basis": rule.cited},
            "people": people,
            "erased": self.erased,
            "lost": [{"path": path, "ref": ref} for path, ref in self.lost.items()],
            "files": [plain(listed) for listed in self.listed],
        }
        particulars: list[tuple[Bilingual, Any]] = [
            (Bilingual("收件编号", "receipt number"), self.case.receipt_number),
            (Bilingual("事项", "item"), self.item.name),
            (Bilingual("办理机关", "authority"), self.item.name_of(self.case.authority)),
            (Bilingual("申请人", "applicant"), people.get(self.case.applicant, "")),
            (Bilingual("收件日期", "received"), str(self.case.received_on)),
            (Bilingual("办结状态", "ended as"), self.case.status.label),
            (Bilingual("结果", "outcome"), self.case.outcome.label if self.case.outcome else "—"),
            (Bilingual("结果文号", "number"), self.case.outcome_number or "—"),
            (Bilingual("最后记录日期", "last on record"), str(closed_on)),
            (Bilingual("保管期限", "kept for"), rule.kept.label),
            (Bilingual("保管期限依据", "by"), rule.cited),
            (Bilingual("存证链首", "chain head"), self.history.head.hex()),
        ]
        for language in ("zh", "en"):
            self.files[f"index.{language}.md"] = index(
                language,
                particulars,
                self.listed,
                self.events,
                people,
                self.item,
                self.erased,
                list(self.lost),
            )
        self.files["case.json"] = canonical(told)
        return bagged(
            self.files,
            {
                "External-Identifier": self.case.id,
                "Internal-Sender-Identifier": self.case.receipt_number,
                "Source-Organization": self.item.name_of(self.case.authority).zh,
                "Retention-Class": rule.kept.value,
            },
        )

    def _add(self, path: str, content: bytes, title: Bilingual, seq: int, **more: str) -> None:
        self.files[path] = content
        self.listed.append(Listed(path, title, seq, **more))

    def _records(self) -> None:
        chain = []
        for record, event in zip(self.history.records, self.events, strict=True):
            self._add(f"events/{record.seq:06}.json", record.body, event.body.title(), record.seq)
            chain.append(
                {
                    "seq": record.seq,
                    "type": record.type,
                    "schema": record.schema,
                    "algorithm": record.algorithm,
                    "digest": record.digest.hex(),
                }
            )
        self.files["events/chain.json"] = canonical(chain)

    def _values(self) -> None:
        """Every value an event refers to, and the mandate's: files as files, words with their salt.

        What describes a file is there beside it, as it holds the file's digest; but no key of a file is.
        """
        named = list(dict.fromkeys(ref for event in self.events for ref in _references(event, self.item)))
        mandate = mandates.of_case(self.ports, self.case)
        of_mandate = [r for r in (mandate.person, mandate.paper) if r] if mandate else []
        refs = [named_ref.ref for named_ref in named] + of_mandate
        contents = self.ports.personal.contents(self.case.id, refs)
        for number, found in enumerate(named, start=1):
            self._value(number, found, contents.get(found.ref))
        for number, ref in enumerate(of_mandate, start=len(named) + 1):
            title = Bilingual("委托", "mandate")
            self._value(number, _Named(ref, "", 0, "mandate", title), contents.get(ref))

    def _value(self, number: int, found: "_Named", content: bytes | None) -> None:
        if content is None:
            self.erased.append(found.ref)
            return
        text = text_in(content)
        told, more = described(text), {"ref": found.ref, "digest": found.digest}
        says_digest_itself = found.folder == "documents"
        if told is None or not ("key" in told or says_digest_itself):
            path = f"values/{number:04}-{found.slug}.json"
            self._add(path, content, found.title, found.seq, **more)
        if told is None:
            return
        path = f"{found.folder}/{number:04}-{found.slug}-{_safe(told['name'])}"
        try:
            file = kept_file(self.ports, self.case.id, text)
        except FileLost:
            self.lost[path] = found.ref
            return
        assert file is not None, "it is described"
        self._add(path, file.content, found.title, found.seq, **more)

    def _people(self) -> dict[str, str]:
        acting = {event.actor for event in self.events if not event.actor.startswith("system:")}
        names = {who: self.ports.appointments.name_of(who) for who in sorted(acting | {self.case.applicant})}
        return {who: name for who, name in names.items() if name}


@dataclass(frozen=True, slots=True)
class _Named:
    """A reference in a record: to what, and what it is called."""

    ref: str
    digest: str
    seq: int
    slug: str
    title: Bilingual
    folder: str = "files"


def _references(event: Event, item: Item) -> Iterator[_Named]:
    body, title = event.body, event.body.title()
    if isinstance(body, e.DocumentRecorded):
        yield _Named(body.ref, body.digest, event.seq, body.document.value, body.document.label, "documents")
    if isinstance(body, (e.Received, e.Supplemented)):
        for given in body.materials:
            for file in given.files:
                known = item.materials_by_id.get(given.material)
                name = known.name if known else Bilingual(given.material, given.material)
                yield _Named(file.ref, file.digest, event.seq, given.material, name, "materials")
    for field, reference in _inside(body, "", skip=c.HandedIn):
        yield _Named(reference.ref, reference.digest, event.seq, _safe(field), title)


def _inside(value: object, name: str, skip: type) -> Iterator[tuple[str, Reference]]:
    """Every reference in a value but those of materials, by the name of its field."""
    if isinstance(value, Reference):
        yield name, value
    elif isinstance(value, tuple):
        for part in value:
            yield from _inside(part, name, skip)
    elif is_dataclass(value) and not isinstance(value, skip):
        for field in fields(value):
            yield from _inside(getattr(value, field.name), field.name, skip)


def _outcome(case: Case) -> FileOutcome:
    outcomes: Mapping[Outcome | None, FileOutcome] = {
        Outcome.GRANTED: FileOutcome.GRANTED,
        Outcome.REFUSED: FileOutcome.REFUSED,
    }
    return outcomes.get(case.outcome, FileOutcome.UNDECIDED)


def _safe(name: str) -> str:
    """A name that is one on every system: letters of any script, digits, dot, dash."""
    return re.sub(r"[^\w.-]+", "_", name).strip("._")[:80] or "file"
