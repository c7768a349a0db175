"""发问 — a system behind an address as the system under test."""

import json
from datetime import date
from http.client import HTTPException
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

from tongban.catalogue.conformance.question import (
    Answer,
    Deemed,
    Question,
    Refused,
    Unsupported,
    as_json,
)
from tongban.kernel.refusals import BadInput

_SECONDS = 10


class NotAnswered(BadInput):
    """对方系统没有应答。"""

    zh = "{address} 没有按约定应答：{why}。"
    en = "{address} did not answer as agreed: {why}."
    basis = "docs/reference/scenarios.md"
    remedy_zh = "请确认地址可达，并按文档返回 JSON。"
    remedy_en = "Check that the address can be reached and returns the JSON of the documentation."


class HttpSubject:
    """另一系统 — posts each question to the address."""

    def __init__(self, address: str) -> None:
        """Take the address, http or https.

        Raises:
            NotAnswered: it is neither.
        """
        if not address.startswith(("http://", "https://")):
            raise NotAnswered(address=address, why="http:// | https://")
        self.name = self._address = address

    def answer(self, question: Question) -> Answer | Unsupported:
        """Ask and read the answer.

        Raises:
            NotAnswered: nobody there, or no such JSON.
        """
        body = json.dumps(as_json(question), ensure_ascii=False).encode()
        request = Request(self._address, body, {"Content-Type": "application/json"})  # noqa: S310  (checked above)
        try:
            with urlopen(request, timeout=_SECONDS) as response:  # noqa: S310
                said = json.load(response)
            return read_answer(said)
        except (URLError, HTTPException, OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise NotAnswered(address=self._address, why=f"{type(error).__name__}: {error}") from error


def read_answer(said: dict[str, Any]) -> Answer | Unsupported:
    """The answer of its JSON; raises ValueError, TypeError or KeyError where it has another shape."""
    if "unsupported" in said:
        return Unsupported(str(said["unsupported"]))
    effects, refused = said.get("effects"), said.get("refused")
    return Answer(
        due={clock: date.fromisoformat(day) if day else None for clock, day in said.get("due", {}).items()},
        provisional=tuple(said.get("provisional", ())),
        running=tuple(said.get("running", ())),
        effects=None
        if effects is None
        else tuple(Deemed(one["what"], date.fromisoformat(one["on"])) for one in effects),
        refused=None if refused is None else tuple(Refused(one["number"], one["rule"]) for one in refused),
        error=said.get("error", ""),
    )
