"""写出 — a bound value as plain data and as YAML: the inverse of reading and binding."""

from collections.abc import Mapping
from dataclasses import MISSING, is_dataclass
from datetime import date
from enum import Enum
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from tongban.catalogue.binding import file_fields
from tongban.kernel.case import conditions
from tongban.kernel.words import Bilingual


def plain(value: object) -> Any:
    """The value as mappings, lists, texts, numbers and booleans; what equals its default is left out.

    Leaving defaults out keeps digests when a later version of the format adds a field.
    """
    match value:
        case conditions.All(parts):
            return {"all": [plain(part) for part in parts]}
        case conditions.Any(parts):
            return {"any": [plain(part) for part in parts]}
        case conditions.Not(part):
            return {"not": plain(part)}
        case conditions.Compare(fact, operator, compared):
            return {"fact": fact, operator.value: compared}
        case conditions.In(fact, values):
            return {"fact": fact, "in": list(values)}
        case Bilingual(zh, en):
            return {"zh": zh, "en": en}
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case tuple() | list():
            return [plain(item) for item in value]
        case Mapping():
            return {key: plain(item) for key, item in value.items()}
        case _ if is_dataclass(value):
            return _fields(value)
    return value


def dump(value: object) -> str:
    """The value as YAML text that reads back as the same value; every text is quoted."""
    stream = StringIO()
    yaml = YAML()
    yaml.width = 4096
    yaml.allow_unicode = True
    yaml.dump(_quoted(plain(value)), stream)
    return stream.getvalue()


def _fields(value: object) -> dict[str, Any]:
    written: dict[str, Any] = {}
    for key, field, _ in file_fields(type(value)):
        held = getattr(value, field.name)
        default = field.default if field.default is not MISSING else None
        if field.default is not MISSING and held == default:
            continue
        written[key] = plain(held)
    return written


def _quoted(value: Any) -> Any:
    if isinstance(value, str):
        return DoubleQuotedScalarString(value)
    if isinstance(value, dict):
        return {key: _quoted(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_quoted(item) for item in value]
    return value
