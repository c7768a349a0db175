"""应答 — a small server around any subject: what an adapter on the other side looks like."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tongban.catalogue.binding import bind
from tongban.catalogue.conformance.question import Question, Subject, Unsupported, as_json
from tongban.catalogue.reading import parse_tree
from tongban.kernel.refusals import Told

_MOST = 1_000_000


def answering(subject: Subject, port: int = 0) -> ThreadingHTTPServer:
    """A server on this machine's loopback that puts each posted question to the subject."""

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told = self.headers.get("Content-Length") or ""
            length = int(told) if told.isdecimal() else 0
            if not 0 < length <= _MOST:
                self._say(413, {"error": f"Content-Length: 1..{_MOST}"})
                return
            try:
                # JSON is YAML: what reads scenario files reads the question, and finds what is wrong.
                tree = parse_tree(self.rfile.read(length), name="question")
                answer = subject.answer(bind(tree, Question, file="question"))
            except Told as error:
                self._say(400, {"error": str(error)})
                return
            said = {"unsupported": answer.why} if isinstance(answer, Unsupported) else as_json(answer)
            self._say(200, said)

        def _say(self, status: int, said: dict[str, Any]) -> None:
            body = json.dumps(said, ensure_ascii=False).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: whoever asks knows what was asked."""

    return ThreadingHTTPServer(("127.0.0.1", port), Answering)
