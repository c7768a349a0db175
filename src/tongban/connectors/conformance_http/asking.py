"""发问 — a system behind an address as the system under test."""

import json
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from tongban.catalogue.binding import bind
from tongban.catalogue.conformance.question import Answer, NotReached, Question, Unsupported, as_json
from tongban.catalogue.finding import UnreadableFile
from tongban.catalogue.reading import tree_of
from tongban.kernel.refusals import BadInput

_SECONDS = 10
_MOST = 1_000_000


class NotAnswered(BadInput):
    """对方系统没有按约定应答。"""

    zh = "{address} 没有按约定应答：{why}"
    en = "{address} did not answer as agreed: {why}"
    basis = "docs/reference/scenarios.md"
    remedy_zh = "请按 docs/reference/answer.schema.json 返回 JSON。"
    remedy_en = "Return the JSON of docs/reference/answer.schema.json."


class HttpSubject:
    """另一系统 — posts each question to the address."""

    def __init__(self, address: str) -> None:
        """Take the address, http or https.

        Raises:
            NotReached: it is neither.
        """
        if not address.startswith(("http://", "https://")):
            raise NotReached(address=address, why="http:// | https://")
        self.name = self._address = address

    def answer(self, question: Question) -> Answer | Unsupported:
        """Ask and read the answer.

        Raises:
            NotReached: nobody is there.
            NotAnswered: what came is no answer.
        """
        body = json.dumps(as_json(question), ensure_ascii=False).encode()
        try:
            request = Request(self._address, body, {"Content-Type": "application/json"})  # noqa: S310  (checked above)
            with urlopen(request, timeout=_SECONDS) as response:  # noqa: S310
                content = response.read(_MOST + 1)
        except HTTPError as error:
            error.close()
            raise NotAnswered(address=self._address, why=f"HTTP {error.code}") from None
        except (URLError, HTTPException, OSError, ValueError) as error:
            raise NotReached(address=self._address, why=getattr(error, "reason", None) or error) from None
        try:
            return read_answer(content)
        except UnreadableFile as unreadable:
            raise NotAnswered(address=self._address, why=unreadable.sentence) from None
        except (ValueError, RecursionError) as error:
            raise NotAnswered(address=self._address, why=f"JSON: {error}") from None


def read_answer(content: bytes) -> Answer | Unsupported:
    """The answer of its bytes.

    Raises:
        UnreadableFile: with every finding, where it is JSON of another shape.
        ValueError, RecursionError: it is no JSON, or too much of it.
    """
    if len(content) > _MOST:
        raise ValueError(f"more than {_MOST} bytes")
    said = json.loads(content)
    if isinstance(said, dict):
        if "unsupported" in said:
            return Unsupported(str(said["unsupported"]))
        said = {key: value for key, value in said.items() if value is not None}
    return bind(tree_of(said), Answer, file="answer")
