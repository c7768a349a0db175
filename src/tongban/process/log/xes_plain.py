"""规整的 XES — whole traces of the plainest form, many at a time.

Plain is: `<trace>`, `<event>`, and attributes that end where they begin, with key and value in double
quotes and in this order; nothing but white space between. Every tag begins with `<`, which cannot stand
in a value, so cutting the text there gives the tags, and the rest is work on columns. What is anything
else is not judged here: it is left to expat, which gives the same for what is plain.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape

import numpy as np
import numpy.typing as npt
import polars as pl

from tongban.process.log.raw import MOST_ATTRIBUTES

KINDS = frozenset({"string", "date", "int", "float", "boolean", "id"})
_ATTRIBUTE, _TRACE, _EVENT, _EVENT_END, _TRACE_END = range(5)
_TAGS = {"trace": _TRACE, "event": _EVENT, "/event": _EVENT_END, "/trace": _TRACE_END}
_TAG = re.compile(r"(/?[a-z]+)[ \t\r\n]*>[ \t\r\n]*")
_BEFORE_KEY = re.compile(r"([a-z]+)[ \t\r\n]+key[ \t\r\n]*=[ \t\r\n]*")
_BEFORE_VALUE = re.compile(r"[ \t\r\n]+value[ \t\r\n]*=[ \t\r\n]*")
_AFTER = re.compile(r"[ \t\r\n]*/>[ \t\r\n]*")
#: Which tag may follow which: traces hold events, and nothing else holds anything.
_MAY_FOLLOW = np.zeros((5, 5), np.bool_)
for _one, _next in ((_TRACE, _EVENT), (_TRACE, _TRACE_END), (_EVENT, _EVENT_END), (_EVENT_END, _EVENT)):
    _MAY_FOLLOW[_one, _next] = True
_MAY_FOLLOW[_EVENT_END, _TRACE_END] = _MAY_FOLLOW[_TRACE_END, _TRACE] = True
#: The machine-made parts of tags come in few spellings.
_MOST_SPELLINGS = 64
_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|apos|#[0-9]{1,6}|#x[0-9a-fA-F]{1,5});")
_CONTROL = re.compile(r"[\x00-\x1f\ufffe\uffff]")


@dataclass(frozen=True)
class PlainTraces:
    """几条轨迹 — the case of each event, and by name and type of an attribute its `row` and `value`."""

    height: int
    owner: npt.NDArray[np.int64]
    of_events: Mapping[tuple[str, str], pl.DataFrame]
    of_cases: Mapping[tuple[str, str], pl.DataFrame]


def plain_traces(traces: bytes) -> PlainTraces | None:
    """The traces of a stretch that begins and ends between traces; None where it is not plain."""
    if b"<!" in traces or b"<?" in traces:
        return None
    try:
        tags = traces.decode().split("<")
    except UnicodeDecodeError:
        return None
    if tags[0].strip(" \t\r\n"):
        return None
    parts = pl.Series(tags[1:], dtype=pl.String).str.splitn('"', 5).struct.unnest()
    parts.columns = ["head", "name", "between", "value", "tail"]
    spelled = _spelled(parts)
    if spelled is None or not _is_nested_well(spelled[0]):
        return None
    kind_of_tag, kind_of_value = spelled
    control = _control_in_values(traces, parts)
    return None if control else _attributes(parts, kind_of_tag, kind_of_value)


def _spelled(parts: pl.DataFrame) -> tuple[npt.NDArray[np.int8], pl.Series] | None:
    """What every tag is, and the type of those that are attributes; None where a spelling is another."""
    heads = parts["head"].unique()
    if heads.len() > _MOST_SPELLINGS:
        return None
    tags, kinds = [], []
    for head in heads:
        tag, attribute = _TAG.fullmatch(head), _BEFORE_KEY.fullmatch(head)
        if tag and tag[1] in _TAGS:
            tags.append(_TAGS[tag[1]])
            kinds.append("")
        elif attribute and attribute[1] in KINDS:
            tags.append(_ATTRIBUTE)
            kinds.append(attribute[1])
        else:
            return None
    code = parts["head"].cast(pl.Enum(heads)).to_physical()
    found = np.array(tags, np.int8)[code.to_numpy()]
    is_attribute = pl.Series(found == _ATTRIBUTE)
    for column, form in (("between", _BEFORE_VALUE), ("tail", _AFTER)):
        spellings = parts[column].unique()
        if spellings.len() > _MOST_SPELLINGS or not all(
            form.fullmatch(spelling) for spelling in spellings.drop_nulls()
        ):
            return None
        # An attribute has both, a tag neither: a quote in a tag would have been found in its head.
        if (parts[column].is_null() == is_attribute).any():
            return None
    return found, pl.Series(kinds, dtype=pl.Categorical).gather(code)


def _is_nested_well(tags: npt.NDArray[np.int8]) -> bool:
    structure = tags[tags != _ATTRIBUTE]
    if not structure.size or structure[0] != _TRACE or structure[-1] != _TRACE_END or tags[0] != _TRACE:
        return False
    if not _MAY_FOLLOW[structure[:-1], structure[1:]].all():
        return False
    # No attribute stands between two traces.
    ends = np.flatnonzero(tags == _TRACE_END)[:-1]
    return bool((tags[ends + 1] == _TRACE).all()) and tags[-1] == _TRACE_END


def _control_in_values(traces: bytes, parts: pl.DataFrame) -> bool:
    """Whether white space or worse stands in a name or a value: expat knows what becomes of it."""
    everywhere = int((np.frombuffer(traces, np.uint8) < 32).sum())
    outside = 0
    for column in ("head", "between", "tail"):
        counts = parts[column].drop_nulls().value_counts()
        outside += sum(len(_CONTROL.findall(text)) * count for text, count in counts.iter_rows())
    before = len(_CONTROL.findall(traces[: traces.index(b"<")].decode()))
    return everywhere != outside + before


def _attributes(parts: pl.DataFrame, tags: npt.NDArray[np.int8], kinds: pl.Series) -> PlainTraces | None:
    begins_trace, begins_event = tags == _TRACE, tags == _EVENT
    case, event = np.cumsum(begins_trace) - 1, np.cumsum(begins_event) - 1
    in_event = np.cumsum(begins_event) > np.cumsum(tags == _EVENT_END)
    is_attribute = tags == _ATTRIBUTE
    table = pl.DataFrame(
        {
            "of_event": in_event,
            "row": np.where(in_event, event, case).astype(np.uint32),
            "name": parts["name"],
            "kind": kinds,
            "value": parts["value"],
        }
    ).filter(pl.Series(is_attribute))
    if not _with_entities(table):
        table = table.with_columns(name=_unescaped(table["name"]), value=_unescaped(table["value"]))
        if table["name"].null_count() or table["value"].null_count():
            return None
    of_events: dict[tuple[str, str], pl.DataFrame] = {}
    of_cases: dict[tuple[str, str], pl.DataFrame] = {}
    groups = table.with_columns(pl.col("name").cast(pl.Categorical)).partition_by(
        "of_event", "name", "kind", as_dict=True, include_key=False, maintain_order=True
    )
    if len(groups) > MOST_ATTRIBUTES:
        return None
    for (of_event, name, kind), rows in groups.items():
        (of_events if of_event else of_cases)[str(name), str(kind)] = rows
    return PlainTraces(int(begins_trace.sum()), case[begins_event], of_events, of_cases)


def _with_entities(table: pl.DataFrame) -> bool:
    """Whether there is none to replace."""
    return not any(table[column].str.contains("&", literal=True).any() for column in ("name", "value"))


def _unescaped(texts: pl.Series) -> pl.Series:
    """With the five entities every document has, and characters by number; None for what is another."""
    known = texts.filter(texts.str.contains("&", literal=True)).unique()
    replaced = [None if "&" in _ENTITY.sub("", text) else _ENTITY.sub(_character, text) for text in known]
    return texts.replace_strict(known, pl.Series(replaced, dtype=pl.String), default=texts)


def _character(found: re.Match[str]) -> str:
    return unescape(found[0])
