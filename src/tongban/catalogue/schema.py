"""事项、场景等文件的 JSON Schema — generated from the dataclasses, for editors and other people's tools.

Run `python -m tongban.catalogue.schema item` (or another of `PUBLISHED`) to print it; a test keeps
`docs/reference/*.schema.json` from drifting. It says what a file may look like; `check` says whether an
item may be published, and reading the scenarios whether they make sense.
"""

import json
import sys
from collections.abc import Mapping
from collections.abc import Mapping as AbstractMapping
from dataclasses import is_dataclass
from datetime import date
from enum import Enum
from typing import Annotated, Any, get_args, get_origin

from tongban.catalogue.authorities import Directory
from tongban.catalogue.binding import (
    Pattern,
    Range,
    admits_none,
    file_fields,
    is_condition,
    is_required,
    without_none,
)
from tongban.catalogue.conformance.question import Answer, Question
from tongban.catalogue.conformance.scenario import ScenarioFile
from tongban.catalogue.item import Implementation
from tongban.catalogue.life_event import LifeEvent
from tongban.catalogue.log_mapping import LogMapping
from tongban.catalogue.project import ProjectProcedure
from tongban.catalogue.result_mapping import ResultMapping
from tongban.kernel.case.conditions import Fact, Operator
from tongban.kernel.words import Bilingual

#: What is published, by the name it is asked for and kept under.
PUBLISHED: Mapping[str, type] = {
    "item": Implementation,
    "life-event": LifeEvent,
    "project": ProjectProcedure,
    "authorities": Directory,
    "scenario": ScenarioFile,
    "question": Question,
    "answer": Answer,
    "result-mapping": ResultMapping,
    "log-mapping": LogMapping,
}
_ID = "https://tongban.example/schema/{name}.schema.json"

_TEXT = {"type": "string", "minLength": 1, "pattern": r"\S"}
_FACT = {"type": ["string", "integer", "boolean"]}


def schema_of(kind: type = Implementation) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of files that hold one `kind`, one of `PUBLISHED`."""
    name = next(name for name, published in PUBLISHED.items() if published is kind)
    definitions: dict[str, Any] = {}
    root = _schema(kind, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": _ID.format(name=name),
        "title": _first_line(kind),
        **root,
        "$defs": dict(sorted(definitions.items())),
    }


def written(schema: dict[str, Any]) -> str:
    """The schema as it is committed."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _schema(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if is_condition(hint):
        _define_condition(definitions)
        return {"$ref": "#/$defs/Condition"}
    if hint == Fact:
        return dict(_FACT)
    hint = without_none(hint)
    constraint: object = None
    if get_origin(hint) is Annotated:
        hint, constraint = get_args(hint)[:2]
    origin = get_origin(hint)
    if origin is tuple:
        return {"type": "array", "items": _schema(get_args(hint)[0], definitions)}
    if origin is not None and issubclass(origin, AbstractMapping):
        held = get_args(hint)[1]
        value = _schema(held, definitions)
        if admits_none(held):
            value = {"anyOf": [value, {"type": "null"}]}
        return {"type": "object", "additionalProperties": value}
    if isinstance(constraint, Pattern):
        return {"type": "string", "pattern": constraint.regex}
    return _scalar(hint, constraint, definitions)


def _scalar(hint: Any, constraint: object, definitions: dict[str, Any]) -> dict[str, Any]:
    if hint is str:
        return dict(_TEXT)
    if hint is bool:
        return {"type": "boolean"}
    if hint is int:
        span = constraint if isinstance(constraint, Range) else Range(0, 10**9)
        return {"type": "integer", "minimum": span.least, "maximum": span.most}
    if hint is date:
        return {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
    assert isinstance(hint, type)
    if issubclass(hint, Enum):
        definitions.setdefault(hint.__name__, _enumeration(hint))
        return {"$ref": f"#/$defs/{hint.__name__}"}
    assert is_dataclass(hint)
    if hint.__name__ not in definitions:
        definitions[hint.__name__] = {}  # reserved first, so that a recursive type ends
        definitions[hint.__name__] = _record(hint, definitions)
    return {"$ref": f"#/$defs/{hint.__name__}"}


def _record(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    if kind is Bilingual:
        return {
            "description": "双语 — Chinese and English, both required.",
            "type": "object",
            "additionalProperties": False,
            "required": ["zh", "en"],
            "properties": {"zh": dict(_TEXT), "en": dict(_TEXT)},
        }
    known = file_fields(kind)
    return {
        "description": _first_line(kind),
        "type": "object",
        "additionalProperties": False,
        "required": [key for key, field, _ in known if is_required(field)],
        "properties": {key: _schema(hint, definitions) for key, _, hint in known},
    }


def _enumeration(kind: type[Enum]) -> dict[str, Any]:
    members = [
        {"const": member.value, "title": f"{member.label.zh} {member.label.en}"}
        if hasattr(member, "label")
        else {"const": member.value}
        for member in kind
    ]
    return {"description": _first_line(kind), "oneOf": members}


def _define_condition(definitions: dict[str, Any]) -> None:
    condition = {"$ref": "#/$defs/Condition"}
    parts = {"type": "array", "minItems": 1, "items": condition}
    compared = {
        **{operator.value: _FACT for operator in Operator},
        "in": {"type": "array", "minItems": 1, "items": _FACT},
    }

    def only(**properties: Any) -> dict[str, Any]:
        return {
            "type": "object",
            "additionalProperties": False,
            "required": list(properties),
            "properties": properties,
        }

    definitions["Condition"] = {
        "description": "条件 — all, any, not, or one fact compared.",
        "oneOf": [
            only(all=parts),
            only(any=parts),
            only(**{"not": condition}),
            *(only(fact=dict(_TEXT), **{key: value}) for key, value in compared.items()),
        ],
    }


def _first_line(kind: type) -> str:
    return (kind.__doc__ or kind.__name__).strip().splitlines()[0]


if __name__ == "__main__":
    sys.stdout.write(written(schema_of(PUBLISHED[sys.argv[1] if len(sys.argv) > 1 else "item"])))
