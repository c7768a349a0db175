"""事件格式 — how an event is written down, for good.

A record is one CloudEvent (v1.0, JSON) in canonical bytes (RFC 8785); its digest is taken over those
bytes as stored, never after upcasting. The envelope names the digest algorithm and carries the
digest of the record before it, so that each case is a chain. Only integers, strings, truth values,
lists and objects occur: no floating-point number has ever to be written the same way twice.

An event type keeps its name for ever. A field that may be absent can be added: an old record reads as
one without it. When the shape changes otherwise, its schema version goes
up and an upcaster (`UPCASTERS`) lifts the old shape; `tests/golden/` replays streams of every
version ever written.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache, cached_property, partial
from operator import attrgetter
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import orjson

from tongban.kernel import Event, Happening, life_event, project
from tongban.kernel.case import events as happenings
from tongban.kernel.case.commands import Command
from tongban.kernel.refusals import BadInput

#: Digest algorithms by the name a record carries; SM3 joins where the platform's OpenSSL has it.
ALGORITHMS: Mapping[str, Callable[[bytes], bytes]] = {
    "sha-256": lambda body: hashlib.sha256(body).digest(),
    "sm3": lambda body: hashlib.new("sm3", body).digest(),
}

#: (event type, schema version) → what lifts its data to the next version.
Upcasters = Mapping[tuple[str, int], Callable[[dict[str, Any]], dict[str, Any]]]
UPCASTERS: Upcasters = {}

_SCHEMA_PREFIX = "urn:tongban:event:"


class UnreadableRecord(BadInput):
    """存证记录无法读取。"""

    zh = "办件 {case_id} 第 {seq} 条记录无法读取：{why}。"
    en = "Record {seq} of case {case_id} cannot be read: {why}."
    remedy_zh = "请运行 tongban audit verify，并从备份核对该记录；不要修改记录本身。"
    remedy_en = "Run `tongban audit verify` and compare with a backup; never edit a record."


@dataclass(frozen=True, slots=True)
class Record:
    """存证记录 — an event as stored: its canonical bytes and their digest."""

    case_id: str
    seq: int
    type: str
    schema: int
    body: bytes
    digest: bytes
    algorithm: str


_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical(value: object) -> bytes:
    """The RFC 8785 bytes of a value made of strings, integers, truth values, lists and objects.

    For such values, with ASCII keys, a plain encoder that sorts them writes exactly those bytes many
    times faster than a general implementation; a property test holds it against `rfc8785`.
    """
    try:
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    except orjson.JSONEncodeError:  # an integer of more than 64 bits
        return _CANONICAL.encode(value).encode()


@dataclass(frozen=True)
class Vocabulary:
    """词汇 — the events a stream is made of, and how their names begin; `schemas` are versions above 1."""

    prefix: str
    types: Mapping[str, type[Happening]]
    schemas: Mapping[str, int]

    @cached_property
    def names(self) -> Mapping[type[Happening], str]:
        """The name of every event."""
        return {cls: name for name, cls in self.types.items()}


def event_type(happening: type[Happening], prefix: str = "tongban.case.") -> str:
    """The CloudEvents type of a happening: `SupplementRequested` is `tongban.case.supplement_requested`."""
    name = happening.__name__
    return prefix + "".join(("_" if i and c.isupper() else "") + c.lower() for i, c in enumerate(name))


#: Every event type of a case by name; what is missing here cannot be read.
TYPES: Mapping[str, type[Happening]] = {
    event_type(cls): cls
    for cls in vars(happenings).values()
    if isinstance(cls, type) and issubclass(cls, Happening) and cls is not Happening
}

#: The schema version written today; 1 unless named.
SCHEMAS: Mapping[str, int] = {}

#: What a case's stream is made of.
OF_CASES = Vocabulary("tongban.case.", TYPES, SCHEMAS)
#: What a life event's stream is made of.
OF_LIFE_EVENTS = Vocabulary(
    "tongban.life_event.",
    {event_type(cls, "tongban.life_event."): cls for cls in life_event.TYPES},
    {},
)
#: What a construction project's stream is made of.
OF_PROJECTS = Vocabulary(
    "tongban.project.", {event_type(cls, "tongban.project."): cls for cls in project.TYPES}, {}
)


class Codec:
    """编解码 — writes events as records of one deployment and reads any record ever written."""

    def __init__(
        self,
        source: str = "/tongban",
        algorithm: str = "sha-256",
        upcasters: Upcasters = UPCASTERS,
        vocabulary: Vocabulary = OF_CASES,
    ) -> None:
        """Take the CloudEvents source of this deployment, the algorithm of new records, and what of."""
        self.source = source
        self.algorithm = algorithm
        self.upcasters = upcasters
        self.vocabulary = vocabulary

    def write(self, events: Iterable[Event], head: bytes) -> tuple[Record, ...]:
        """The events as records, chained after `head` (empty before the first)."""
        digest = ALGORITHMS[self.algorithm]
        records = []
        for event in events:
            body = canonical(self._envelope(event, head))
            head = digest(body)
            name = self.vocabulary.names[type(event.body)]
            version = self.vocabulary.schemas.get(name, 1)
            records.append(Record(event.case_id, event.seq, name, version, body, head, self.algorithm))
        return tuple(records)

    def _envelope(self, event: Event, head: bytes) -> dict[str, object]:
        known = self.vocabulary
        name = known.names[type(event.body)]
        return {
            "specversion": "1.0",
            "id": f"{event.case_id}/{event.seq}",
            "source": self.source,
            "type": name,
            "subject": event.case_id,
            "time": instant(event.at),
            "datacontenttype": "application/json",
            "dataschema": self._schema(name),
            "seq": event.seq,
            "command": event.command_id,
            "occurredat": instant(event.occurred_at),
            "legaldate": event.on.isoformat(),
            "actor": event.actor,
            "post": event.post,
            "hashalg": self.algorithm,
            "prevhash": head.hex(),
            "data": plain(event.body),
        }

    def _schema(self, name: str) -> str:
        # Of a case the type alone, as it was from the first; of anything else what it is of, too.
        known = self.vocabulary
        said = name.removeprefix(OF_CASES.prefix).removeprefix("tongban.")
        return f"{_SCHEMA_PREFIX}{said}:{known.schemas.get(name, 1)}"

    @staticmethod
    def envelope_of(record: Record) -> dict[str, Any]:
        """The envelope as it stands in the record, or an empty one where it cannot be parsed."""
        try:
            envelope = json.loads(record.body)
        except ValueError:
            return {}
        return envelope if isinstance(envelope, dict) else {}

    def read(self, record: Record) -> Event:
        """The event of a record, its data lifted to today's shape.

        Raises:
            UnreadableRecord: not JSON, an unknown type, or data of no known shape.
        """
        try:
            envelope = json.loads(record.body)
            name, version = envelope["type"], int(envelope["dataschema"].rpartition(":")[2])
            data = envelope["data"]
            while (name, version) in self.upcasters:
                data, version = self.upcasters[name, version](data), version + 1
            return Event(
                case_id=envelope["subject"],
                seq=envelope["seq"],
                command_id=envelope["command"],
                at=parsed_instant(envelope["time"]),
                occurred_at=parsed_instant(envelope["occurredat"]),
                on=date.fromisoformat(envelope["legaldate"]),
                actor=envelope["actor"],
                post=envelope["post"],
                body=built(self.vocabulary.types[name], data),
            )
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            why = f"{type(error).__name__}: {error}"
            raise UnreadableRecord(case_id=record.case_id, seq=record.seq, why=why) from error


def command_digest(command: Command) -> bytes:
    """What was asked, without when: a retry of the same command has the same digest."""
    return asked_digest(
        command.case_id,
        command.actor,
        command.post,
        instant(command.occurred_at) if command.occurred_at else "",
        type(command.body).__name__,
        plain(command.body),
    )


def asked_digest(*content: Any) -> bytes:
    """The digest of what somebody asked for, from plain data."""
    return ALGORITHMS["sha-256"](canonical(plain(content)))


# --- plain data and back

_INSTANT_LENGTH = len("2025-10-09T02:00:00.000000Z")

_ALREADY_PLAIN = frozenset((str, int, bool, type(None)))


def instant(at: datetime) -> str:
    """A UTC instant to the microsecond, always in the same form."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def parsed_instant(text: str) -> datetime:
    """The instant that `instant` wrote."""
    at = datetime.fromisoformat(text)
    if len(text) != _INSTANT_LENGTH or text[-1] != "Z":
        raise ValueError(f"not an instant as records have it: {text}")
    return at


def plain(value: Any) -> Any:
    """A frozen dataclass as plain data; what is absent (None) is left out."""
    kind: Any = type(value)
    return value if kind in _ALREADY_PLAIN else _plainer(kind)(value)


def built(kind: Any, data: Any) -> Any:
    """The value of the given type that `plain` wrote; the inverse, field by field."""
    return _builder(kind)(data)


@cache
def _plainer(kind: Any) -> Callable[[Any], Any]:
    """How a value of a type becomes plain, found out once: this is the inner loop of every command."""
    if issubclass(kind, Enum):
        return attrgetter("_value_")  # what `value` returns, without its detour
    if issubclass(kind, (str, int)):
        return _itself
    if is_dataclass(kind):
        return partial(_fields_of, tuple(f.name for f in fields(kind)))
    if issubclass(kind, datetime):
        return instant
    if issubclass(kind, date):
        return date.isoformat
    if issubclass(kind, (tuple, list)):
        return lambda value: [plain(part) for part in value]
    if issubclass(kind, Mapping):
        return lambda value: {str(name): plain(content) for name, content in value.items()}
    raise TypeError(f"{kind.__name__} has no place in a record")


def _itself(value: Any) -> Any:
    return value


def _fields_of(names: tuple[str, ...], value: Any) -> dict[str, Any]:
    """What a dataclass says, by name; `plain` is written out here, as most fields are plain already."""
    said = {}
    for name in names:
        content = getattr(value, name)
        kind: Any = type(content)
        if kind in _ALREADY_PLAIN:
            if content is not None:
                said[name] = content
        else:
            said[name] = _plainer(kind)(content)
    return said


@cache
def _builder(kind: Any) -> Callable[[Any], Any]:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        inner = _builder(next(a for a in arguments if a is not type(None)))
        return lambda data: None if data is None else inner(data)
    if origin is tuple:
        part = _builder(arguments[0])
        return lambda data: tuple(part(d) for d in data)
    if is_dataclass(kind):
        return _dataclass_builder(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if kind is date:
        return date.fromisoformat
    if kind in (str, int, bool):
        return lambda data: _checked(kind, data)
    raise TypeError(f"{kind} has no place in a record")


def _dataclass_builder(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    builders = {f.name: _builder(hints[f.name]) for f in fields(kind)}
    optional = {n: None for n in builders if type(None) in get_args(hints[n])}

    def build(data: Any) -> Any:
        given = {name: builders[name](content) for name, content in data.items()}
        return kind(**(optional | given))

    return build


def _checked(kind: type, data: Any) -> Any:
    if type(data) is not kind:
        raise TypeError(f"expected {kind.__name__}, found {type(data).__name__}")
    return data
