"""留存的附件 — a file outside the database: what describes it is a personal value, its key another.

So the digest that a record has of the description holds the bytes as well, and the description can be shown
to whoever checks them without the key. Files kept earlier have their key in the
description, and no digest.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tongban.handling.ports import Ports


@dataclass(frozen=True, slots=True)
class KeptFile:
    """附件 — a file as it was kept."""

    name: str
    type: str
    content: bytes


class FileLost(FileNotFoundError):
    """The description is there, and the bytes are not, or are not those that were kept."""


def described(text: str | None) -> Mapping[str, Any] | None:
    """What a value says of a file; None where it says something else, or nothing any more."""
    try:
        told = json.loads(text or "")
    except ValueError:
        return None
    return told if isinstance(told, dict) and {"blob", "name", "size"} <= told.keys() else None


def text_in(content: bytes) -> str | None:
    """The text of a value as the digest on record is of it, with its salt."""
    try:
        return str(json.loads(content)["text"])
    except (ValueError, KeyError, TypeError):
        return None


def kept_file(ports: Ports, case_id: str, text: str | None) -> KeptFile | None:
    """The file that a value of the case describes; None where it describes none.

    Raises:
        FileLost: it does, and there is no such file.
    """
    told = described(text)
    if told is None:
        return None
    key = told.get("key") or ports.personal.read(case_id, [told["key_in"]])[told["key_in"]]
    if key is None:
        raise FileLost(told["name"])
    try:
        content = ports.blobs.get(told["blob"], bytes.fromhex(key))
    except (FileNotFoundError, ValueError) as error:
        raise FileLost(told["name"]) from error
    return KeptFile(told["name"], told.get("type", "application/pdf"), content)
